//! `speed 20`: updates a second while a trainer runs.

use std::fmt;

use super::super::report::Report;
use super::super::settings::neighbour;
use super::super::trainer::{Position, SPEEDS, Trainer, refusal};
use super::super::value::Value;
use super::verb::{Act, Nature, Read, Verb, listed};
use super::words::Words;
use crate::formula::Problem;

/// A number of updates a second, or a step along the row of speeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Speed(pub Value);

impl Read for Speed {
    const VERBS: &'static [Verb] = &[Verb {
        name: "speed",
        forms: &["speed 20", "speed up", "speed down"],
        says: "sets how many updates a second it makes while it runs",
        next: |before, _| match before {
            [] => listed(&["up", "down"]),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        words.number_or_step().map(Speed)
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "speed {}", self.0)
    }
}

impl Act for Speed {
    fn nature(&self) -> Nature {
        Nature::Paces
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let before = trainer.speed;
        let speed = match self.0 {
            Value::Number(number) if number > 0.0 => number,
            Value::Up => neighbour(before, true),
            Value::Down => neighbour(before, false),
            _ => return Err(refusal("a speed is a number of updates a second, above 0")),
        };
        trainer.speed = speed.clamp(SPEEDS.0, SPEEDS.1);
        let [old, new] = [before, trainer.speed].map(|speed| format!("{speed}/s").into());
        Ok(Report::default().with("speed", &[], old, new))
    }
}
