//! The outcome of looking whether something is so: it is, or here is what was found instead.

use super::body::Located;
use super::source::Diagnostic;
use crate::figure::number::long;
use crate::figure::{Line, Role};
use crate::formula::{NotANumber, Span};
use crate::network::WeightId;
use crate::panel::explain;
use crate::training::{Command, Formula, MOST_UPDATES, Trainer, TrainerSpec};

/// The outcome of a check.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is so.
    Holds,
    /// It is not: each thing with its place, both sides and terms.
    Fails(Vec<Line>),
}

impl Outcome {
    /// The outcome with these failures; it holds, if there are none.
    #[must_use]
    pub fn of(failures: Vec<Line>) -> Self {
        if failures.is_empty() {
            Outcome::Holds
        } else {
            Outcome::Fails(failures)
        }
    }

    /// The outcome if something at a place of a lesson is not as it should be.
    #[must_use]
    pub fn fails<T>(written: &Located<T>, message: impl Into<String>) -> Self {
        Outcome::Fails(Diagnostic::new(written.place.clone(), message).figure())
    }

    /// Returns `true` if it is so.
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self, Outcome::Holds)
    }
}

/// A fresh trainer that was given some commands.
///
/// # Errors
/// The report on the first command that cannot be done.
pub fn after(setup: &TrainerSpec, commands: &[Located<Command>]) -> Result<Trainer, Vec<Line>> {
    let mut trainer = Trainer::new(setup.clone());
    let mut budget = MOST_UPDATES;
    for command in commands {
        trainer
            .act(&command.item, &mut budget)
            .map_err(|problem| Diagnostic::of(problem, command.place.clone()).figure())?;
    }
    Ok(trainer)
}

/// The report on a condition that does not hold; empty for one that does.
pub fn failure(condition: &Located<Formula>, trainer: &Trainer) -> Vec<Line> {
    let moment = trainer.moment();
    let holds = condition.item.eval_condition(&moment);
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
    for (side, value) in sides(condition, trainer) {
        let side = Line::of(Role::Code, format!("   {side} "));
        lines.push(side.and(Role::Plain, format!("= {value}")));
    }
    lines.extend(terms(&condition.item, trainer));
    lines
}

/// The sides of a condition that are not numbers already, each with its value.
fn sides<'a>(
    condition: &'a Located<Formula>,
    trainer: &'a Trainer,
) -> impl Iterator<Item = (&'a str, String)> {
    let moment = trainer.moment();
    let sides = condition.item.sides().into_iter().flatten();
    let sides = sides.filter(|side| !side.is_literal());
    sides.map(move |side| {
        let value = match side.eval(&moment) {
            Ok(value) => long(value),
            Err(NotANumber { .. }) => "not a number".to_string(),
        };
        (part(&condition.text, side.span), value)
    })
}

/// A condition, and the numbers that were found on its sides.
pub fn expected_and_found(condition: &Located<Formula>, trainer: &Trainer) -> Vec<Line> {
    let holds = condition.item.eval_condition(&trainer.moment()) == Ok(true);
    let (sign, role) = if holds {
        ("✓ ", Role::Good)
    } else {
        ("✗ ", Role::Bad)
    };
    let expected = Line::of(Role::Quiet, "expected  ").and(role, sign);
    let expected = expected.and(Role::Code, &condition.text);
    let found = sides(condition, trainer).map(|(side, value)| {
        let found = Line::of(Role::Quiet, "found     ").and(Role::Code, format!("  {side} "));
        found.and(Role::Plain, format!("= {value}"))
    });
    std::iter::once(expected).chain(found).collect()
}

/// The terms of the weight that a formula is concerned with.
fn terms(formula: &Formula, trainer: &Trainer) -> Vec<Line> {
    let weight = concerned(formula, trainer);
    let head = format!("   the terms of {weight}, from the trainer as it then stands:");
    let terms = explain(trainer, weight);
    let terms = terms.iter().map(indented);
    std::iter::once(Line::of(Role::Quiet, head))
        .chain(terms)
        .collect()
}

fn part(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or(text)
}

fn indented(line: &Line) -> Line {
    Line::of(Role::Plain, "   ").followed_by(line)
}

/// The weight that a condition speaks of first, or else the selected one.
fn concerned(condition: &Formula, trainer: &Trainer) -> WeightId {
    let mut leaves = condition.leaves().into_iter();
    let named = leaves.find_map(|leaf| leaf.quantity.weight());
    let layout = &trainer.run().network().layout;
    named
        .filter(|weight| layout.weight(*weight).is_some())
        .unwrap_or(trainer.selected())
}
