//! The contract of a command: the row of its verb, its reading, and its effect on a trainer.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::super::vocabulary::Formula;
use super::super::ways::{Stride, Strides};
use super::words::Words;
use crate::formula::Problem;

/// A verb: its row in the table that parsing, completion, help and errors read.
#[derive(Debug)]
pub struct Verb {
    /// The word that its commands begin with.
    pub name: &'static str,
    /// Its commands, an example of each form, as they are written.
    pub forms: &'static [&'static str],
    /// The help line: their effect.
    pub says: &'static str,
    /// The words that may follow those that are there, about a trainer.
    pub next: fn(&[&str], &Trainer) -> Vec<String>,
}

/// The kind of effect that a command has on a trainer, as far as others must know it before they allow the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Goes forward or back in the timeline.
    Moves,
    /// Changes a setting or a weight, which can be undone.
    Sets,
    /// Selects something to look at.
    Selects,
    /// Lets it run, or run faster; of that nothing remains when it is repeated.
    Paces,
}

/// Updates that a command makes.
#[derive(Clone, Debug)]
pub enum Updates {
    /// Stride by stride, at most so many, until a condition holds if there is one.
    Strides(Strides, Option<Formula>),
    /// As many as lead to the moment after so many.
    To(u64),
}

/// A command of one verb, or of a few that are near to each other.
pub trait Act: fmt::Display {
    /// The nature of the command.
    fn nature(&self) -> Nature;

    /// Returns `true` if a trainer that runs by itself goes on running.
    fn keeps_running(&self) -> bool {
        matches!(self.nature(), Nature::Selects | Nature::Paces)
    }

    /// The length of the steps by which it goes on, if it makes updates step by step.
    fn stride(&self) -> Option<Stride> {
        None
    }

    /// Checks that it could be meant for this trainer, whatever that has done so far.
    ///
    /// # Errors
    /// If it names something that is not there, or has a formula that means nothing here.
    fn admits(&self, _trainer: &Trainer) -> Result<(), Problem> {
        Ok(())
    }

    /// The updates that it makes, if it makes any: they can take long, and are made part by part.
    ///
    /// # Errors
    /// If it has a formula that means nothing here.
    fn updates(&self, _trainer: &Trainer) -> Result<Option<Updates>, Problem> {
        Ok(None)
    }

    /// Does everything but its updates, which are made, and reports the changes since `before`.
    ///
    /// # Errors
    /// If it cannot be done.
    fn act(&self, trainer: &mut Trainer, before: Position) -> Result<Report, Problem>;
}

/// A command that can be read from text.
pub trait Read: Sized {
    /// The rows of its verbs.
    const VERBS: &'static [Verb];

    /// Reads the text after one of its verbs.
    ///
    /// # Errors
    /// If that is no such command: the place, and what was expected there.
    fn read(verb: &str, words: &mut Words<'_>) -> Result<Self, Problem>;
}

/// Nothing follows, or nothing that could be listed.
pub fn nothing(_: &[&str], _: &Trainer) -> Vec<String> {
    Vec::new()
}

/// Words as they are completed.
pub fn listed(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

/// All weights of a trainer's first run, by their names.
pub fn weights(trainer: &Trainer) -> Vec<String> {
    let layout = &trainer.run().network().layout;
    let all = 0..layout.weights();
    all.map(|weight| layout.id(weight).to_string()).collect()
}
