//! `nudge 0.1`: the size of the nudge of the selected weight that the chain shows on its way to the error.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer, refusal};
use super::super::value::Value;
use super::verb::{Act, Nature, Read, Verb, listed};
use super::words::Words;
use crate::formula::Problem;

/// Sizes that `nudge next` goes through, the first one first.
const SIZES: [f64; 6] = [0.1, 0.5, 1.0, -0.1, -0.5, -1.0];

/// The distance by which the chain imagines a weight moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Nudge(pub Value);

impl Read for Nudge {
    const VERBS: &'static [Verb] = &[Verb {
        name: "nudge",
        forms: &["nudge 0.1", "nudge next"],
        says: "sets by how much the selected weight is nudged in the chain",
        next: |before, _| match before {
            [] => listed(&["0.1", "-0.1", "next"]),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        if words.left().trim() == "next" {
            return words.text_or_next().map(Nudge);
        }
        words.number().map(Value::Number).map(Nudge)
    }
}

impl fmt::Display for Nudge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nudge {}", self.0)
    }
}

impl Act for Nudge {
    fn nature(&self) -> Nature {
        Nature::Selects
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let before = trainer.nudge;
        let size = match self.0 {
            Value::Number(size) => size,
            _ => after(before),
        };
        if size == 0.0 || !size.is_finite() {
            return Err(refusal("a nudge is a number other than 0: `nudge 0.1`"));
        }
        trainer.nudge = size;
        Ok(Report::default().with("nudge", &[], before.into(), size.into()))
    }
}

/// The size after one of the row; the first after any other.
fn after(size: f64) -> f64 {
    let place = SIZES.iter().position(|known| *known == size);
    SIZES[place.map_or(0, |place| (place + 1) % SIZES.len())]
}
