//! `step 3 patterns`: forward, stride by stride.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::super::ways::{Stride, Strides};
use super::verb::{Act, Nature, Read, Updates, Verb, listed};
use super::words::Words;
use crate::formula::Problem;

/// So many strides forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step(pub Strides);

impl Step {
    /// Takes the steps of another command as further ones of this; returns `true` if they are of one length.
    pub fn merge(&mut self, more: Step) -> bool {
        let alike = self.0.stride == more.0.stride;
        if alike {
            self.0.count = self.0.count.saturating_add(more.0.count);
        }
        alike
    }
}

impl Read for Step {
    const VERBS: &'static [Verb] = &[Verb {
        name: "step",
        forms: &["step 1 weight", "step 3 patterns", "step 10 epochs"],
        says: "makes updates: weight by weight, pattern by pattern, epoch by epoch",
        next: strides,
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        words.strides().map(Step)
    }
}

/// The words for strides, behind a number or in its place.
pub fn strides(before: &[&str], _: &Trainer) -> Vec<String> {
    match before {
        [] | ["1"] => listed(&["weight", "pattern", "epoch"]),
        [_] => listed(&["weights", "patterns", "epochs"]),
        _ => Vec::new(),
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {}", self.0)
    }
}

impl Act for Step {
    fn nature(&self) -> Nature {
        Nature::Moves
    }

    fn stride(&self) -> Option<Stride> {
        Some(self.0.stride)
    }

    fn updates(&self, _: &Trainer) -> Result<Option<Updates>, Problem> {
        Ok(Some(Updates::Strides(self.0, None)))
    }

    fn act(&self, trainer: &mut Trainer, before: Position) -> Result<Report, Problem> {
        Ok(match self.0.stride {
            Stride::Weight => Report::default(),
            Stride::Pattern | Stride::Epoch => trainer.moved_since(before),
        })
    }
}
