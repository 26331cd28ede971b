//! The check block: what a lesson claims, brought about on a fresh trainer and looked at.

use super::about::{Find, Subject, about, commands, formula, with_about};
use super::body::{Body, Located, Problems, Prose, Value};
use super::outcome::{Outcome, after, failure};
use crate::formula::Expr;
use crate::training::{Command, Formula, TrainerSpec};

/// A check block as it was read.
#[derive(Clone, Debug)]
pub struct Check {
    /// What it claims.
    pub says: Prose,
    /// What it is about.
    pub subject: Subject,
    commands: Vec<Located<Command>>,
    expect: Vec<Located<Formula>>,
}

impl Check {
    /// Reads a check block; `find` finds the trainer that it is about.
    #[must_use]
    pub fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Check> {
        let keys = with_about(&["says", "do", "expect"]);
        body.read(&keys, problems, |fields| {
            let says = fields.required_prose("says", "says = \"One update lowers the error.\"");
            let subject = about(fields, find);
            let expect = fields
                .required("expect", "expect = [\"E < 0.01\"]")
                .and_then(|value| conditions(&value, subject.as_ref()));
            let commands = fields
                .get("do")
                .map_or(Some(Vec::new()), |value| commands(&value, subject.as_ref()));
            Some(Check {
                says: says?,
                subject: subject?,
                commands: commands?,
                expect: expect?,
            })
        })
    }

    /// What is done before it is looked at.
    #[must_use]
    pub fn commands(&self) -> &[Located<Command>] {
        &self.commands
    }

    /// What has to hold then.
    pub fn conditions(&self) -> impl Iterator<Item = &Formula> {
        self.expect.iter().map(|condition| &condition.item)
    }

    /// Brings about what it says on a fresh trainer made from `setup`, and looks.
    #[must_use]
    pub fn run(&self, setup: &TrainerSpec) -> Outcome {
        match after(setup, &self.commands) {
            Ok(trainer) => {
                let failures = self.expect.iter();
                Outcome::of(failures.flat_map(|each| failure(each, &trainer)).collect())
            }
            Err(failure) => Outcome::Fails(failure),
        }
    }
}

fn conditions(value: &Value<'_>, subject: Option<&Subject>) -> Option<Vec<Located<Formula>>> {
    let items = value.list()?;
    if items.is_empty() {
        return value.complain(
            "a check expects something",
            "write `expect = [\"E < 0.01\"]`",
        );
    }
    let read: Vec<_> = items
        .iter()
        .map(|item| formula(item, subject, Expr::condition))
        .collect();
    read.into_iter().collect()
}
