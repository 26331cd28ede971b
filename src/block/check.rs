//! The check block: what a lesson claims, brought about on a fresh trainer and looked at.

use super::body::{Body, Fields, Problems, Value, Written};
use super::source::Diagnostic;
use crate::figure::number::long;
use crate::figure::{Line, Role};
use crate::formula::{NotANumber, Span, parse};
use crate::panel::explain;
use crate::training::{Command, Formula, MOST_UPDATES, Meaning, Query, Setup, Trainer, Vocabulary};

/// A check block as it was read.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its name.
    pub name: String,
    /// What it claims, in markdown.
    pub says: Written<()>,
    /// What it is about.
    setup: Setup,
    commands: Vec<Written<Command>>,
    expect: Vec<Written<Formula>>,
}

/// What came of a check.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Everything it expects is so.
    Holds,
    /// Something is not: each with its place, both sides and terms.
    Fails(Vec<Line>),
}

/// The keys of a check block.
const KEYS: [&str; 5] = ["says", "do", "expect", "trainer", "select"];

impl Check {
    /// Reads a check block; `trainer` finds the trainer that it is about, given the value of its `trainer` key.
    #[must_use]
    pub fn read(
        body: &Body<'_>,
        name: &str,
        problems: &Problems,
        trainer: impl FnOnce(Option<Value<'_>>) -> Option<Setup>,
    ) -> Option<Check> {
        let before = problems.borrow().len();
        let check = body.read(&KEYS, problems, |fields| {
            let says = fields
                .required("says", "says = \"One update lowers the error.\"")
                .and_then(|value| value.written(|_| Ok(())));
            let setup = setup(fields, trainer);
            let expect = fields
                .required("expect", "expect = [\"E < 0.01\"]")
                .and_then(|value| conditions(&value, setup.as_ref()));
            let commands = fields
                .get("do")
                .map_or(Some(Vec::new()), |value| commands(&value, setup.as_ref()));
            Some(Check {
                name: name.to_string(),
                says: says?,
                setup: setup?,
                commands: commands?,
                expect: expect?,
            })
        });
        check.filter(|_| problems.borrow().len() == before)
    }

    /// Brings about what it says on a fresh trainer, and looks.
    #[must_use]
    pub fn run(&self) -> Outcome {
        let mut trainer = Trainer::new(self.setup.clone());
        let mut budget = MOST_UPDATES;
        for command in &self.commands {
            if let Err(problem) = trainer.act(&command.item, &mut budget) {
                return Outcome::Fails(Diagnostic::of(problem, command.place.clone()).figure());
            }
        }
        let failures: Vec<Line> = self
            .expect
            .iter()
            .flat_map(|condition| failure(condition, &trainer))
            .collect();
        if failures.is_empty() {
            Outcome::Holds
        } else {
            Outcome::Fails(failures)
        }
    }
}

/// The trainer that a block is about, with the weight that it says is selected.
pub fn setup(
    fields: &Fields<'_>,
    trainer: impl FnOnce(Option<Value<'_>>) -> Option<Setup>,
) -> Option<Setup> {
    let setup = trainer(fields.get("trainer"))?;
    let Some(select) = fields.get("select") else {
        return Some(setup);
    };
    let layout = setup.layout();
    let selected = select.written(|text| Vocabulary::of_net(layout).weight_named(&parse(text)?))?;
    Some(Setup {
        selected: selected.item,
        ..setup
    })
}

/// The commands of `do`. Where the trainer is broken they are read all the same, so that their own errors are told.
fn commands(value: &Value<'_>, setup: Option<&Setup>) -> Option<Vec<Written<Command>>> {
    let trainer = setup.cloned().map(Trainer::new);
    let read = |text: &str| {
        let command = Command::parse(text)?;
        trainer
            .as_ref()
            .map_or(Ok(()), |trainer| trainer.admits(&command))?;
        Ok(command)
    };
    let read: Vec<_> = value
        .list()?
        .iter()
        .map(|item| item.written(read))
        .collect();
    read.into_iter().collect()
}

fn conditions(value: &Value<'_>, setup: Option<&Setup>) -> Option<Vec<Written<Formula>>> {
    let trainer = setup.cloned().map(Trainer::new);
    let read = |text: &str| {
        let condition = parse(text)?.condition()?;
        trainer
            .as_ref()
            .map(|trainer| trainer.bind(&condition))
            .transpose()
    };
    let items = value.list()?;
    if items.is_empty() {
        return value.complain(
            "a check expects something",
            "write `expect = [\"E < 0.01\"]`",
        );
    }
    let read: Vec<_> = items.iter().map(|item| item.written(read)).collect();
    let bound = |written: Written<Option<Formula>>| {
        Some(Written {
            item: written.item?,
            text: written.text,
            place: written.place,
        })
    };
    read.into_iter()
        .map(|written| written.and_then(bound))
        .collect()
}

/// What there is to say of a condition that does not hold; nothing of one that does.
fn failure(condition: &Written<Formula>, trainer: &Trainer) -> Vec<Line> {
    let moment = trainer.moment();
    let holds = condition.item.holds(&moment);
    if holds == Ok(true) {
        return Vec::new();
    }
    let message = match holds {
        Err(none) => format!(
            "`{}` is not a number here",
            part(&condition.text, none.span)
        ),
        Ok(_) => "this does not hold".to_string(),
    };
    let mut lines = Diagnostic::new(condition.place.clone(), message).figure();
    for [left, right] in condition.item.sides() {
        for side in [left, right].into_iter().filter(|side| !side.is_literal()) {
            let value = match side.number(&moment) {
                Ok(value) => long(value),
                Err(NotANumber { .. }) => "not a number".to_string(),
            };
            lines.push(
                Line::of(
                    Role::Code,
                    format!("   {} ", part(&condition.text, side.span)),
                )
                .and(Role::Plain, format!("= {value}")),
            );
        }
    }
    let weight = concerned(&condition.item, trainer);
    lines.push(Line::of(
        Role::Quiet,
        format!(
            "   the terms of {}, from the trainer as it then stands:",
            trainer.run().network().layout.id(weight)
        ),
    ));
    lines.extend(explain(trainer, weight).into_iter().map(indented));
    lines
}

fn part(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or(text)
}

fn indented(line: Line) -> Line {
    let mut indented = Line::of(Role::Plain, "   ");
    for piece in line.pieces {
        indented.push(piece.ink, piece.text);
    }
    indented
}

/// The weight that a condition speaks of first, or else the selected one.
fn concerned(condition: &Formula, trainer: &Trainer) -> usize {
    let named = condition
        .leaves()
        .into_iter()
        .find_map(|Query { meaning, .. }| match meaning {
            Meaning::Weight(weight) | Meaning::Change(weight) | Meaning::Gradient(weight) => {
                Some(*weight)
            }
            _ => None,
        });
    let selected = || trainer.run().network().layout.weight(trainer.selected());
    named.or_else(selected).unwrap_or(0)
}
