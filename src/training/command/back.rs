//! `back 1 weight`: the way of `step`, backward.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::super::ways::{Stride, Strides};
use super::step::strides;
use super::verb::{Act, Nature, Read, Verb};
use super::words::Words;
use crate::formula::Problem;

/// So many strides back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Back(pub Strides);

impl Read for Back {
    const VERBS: &'static [Verb] = &[Verb {
        name: "back",
        forms: &["back 1 weight", "back 2 epochs"],
        says: "takes updates back, in the same strides",
        next: strides,
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        words.strides().map(Back)
    }
}

impl fmt::Display for Back {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "back {}", self.0)
    }
}

impl Act for Back {
    fn nature(&self) -> Nature {
        Nature::Moves
    }

    fn act(&self, trainer: &mut Trainer, before: Position) -> Result<Report, Problem> {
        trainer.back(self.0.count, self.0.stride);
        Ok(match self.0.stride {
            _ if trainer.position() == before => Report::says("there is nothing to take back"),
            Stride::Weight => Report::default(),
            Stride::Pattern | Stride::Epoch => trainer.moved_since(before),
        })
    }
}
