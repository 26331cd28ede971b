//! `shift right`, `shift left`: moves the selected weight by hand, by the length of the nudge.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::super::value::Value;
use super::verb::{Act, Nature, Read, Verb, listed};
use super::words::{Words, expected};
use crate::formula::{Problem, parse};

/// The directions, by their words.
const WORDS: [&str; 2] = ["right", "left"];

/// A move of the selected weight to larger numbers, or to smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// To larger numbers.
    Right,
    /// To smaller numbers.
    Left,
}

impl Read for Shift {
    const VERBS: &'static [Verb] = &[Verb {
        name: "shift",
        forms: &["shift right", "shift left"],
        says: "moves the selected weight by the length of the nudge",
        next: |before, _| match before {
            [] => listed(&WORDS),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        match words.next() {
            ("right", _) => Ok(Shift::Right),
            ("left", _) => Ok(Shift::Left),
            (word, span) => Err(expected(span, "`right` or `left`", word).nearest(word, WORDS)),
        }
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shift::Right => "shift right",
            Shift::Left => "shift left",
        })
    }
}

impl Act for Shift {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let id = trainer.selected();
        let run = trainer.run();
        let old = run.weight(run.network().layout.place(id));
        let length = trainer.nudge().abs();
        let new = match self {
            Shift::Right => old + length,
            Shift::Left => old - length,
        };
        trainer.set_weight(None, &parse(&id.to_string())?, &Value::Number(new))?;
        Ok(Report::default().with(id.to_string(), &["w"], old.into(), new.into()))
    }
}
