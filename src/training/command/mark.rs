//! `mark w(2,1,2)`: the second weight, which the surface shows beside the selected one. `mark moment`: a moment to come back to.

use std::fmt;

use super::super::report::Report;
use super::super::second;
use super::super::trainer::{Position, Trainer};
use super::super::ways::Direction;
use super::verb::{Act, Nature, Read, Verb, listed, weights};
use super::words::{Words, expected};
use crate::formula::{Expr, Problem};

/// The thing to mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A weight by its name.
    Weight(Expr),
    /// The weight after the second one in reading order, or the one before, round and round, past the selected one.
    Neighbour(Direction),
    /// The present moment.
    Moment,
}

impl Read for Mark {
    const VERBS: &'static [Verb] = &[Verb {
        name: "mark",
        forms: &[
            "mark w(2, 1, 2)",
            "mark next weight",
            "mark previous weight",
            "mark moment",
        ],
        says: "chooses the second weight, beside the selected one; or marks this moment, to which `seek mark` goes",
        next: |before, trainer| match before {
            [] => [listed(&["next", "previous", "moment"]), weights(trainer)].concat(),
            ["next" | "previous"] => listed(&["weight"]),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        if words.peek() == "moment" {
            words.next();
            return Ok(Mark::Moment);
        }
        let Some(direction) = Direction::named(words.peek()) else {
            return words.rest().map(Mark::Weight);
        };
        words.next();
        match words.next() {
            ("weight", _) => Ok(Mark::Neighbour(direction)),
            (other, span) => Err(expected(span, "`weight`", other)),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mark::Weight(weight) => write!(f, "mark {weight}"),
            Mark::Neighbour(direction) => write!(f, "mark {direction} weight"),
            Mark::Moment => f.write_str("mark moment"),
        }
    }
}

impl Act for Mark {
    fn nature(&self) -> Nature {
        Nature::Selects
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        match self {
            Mark::Weight(weight) => trainer.weight(weight).map(drop),
            Mark::Neighbour(_) | Mark::Moment => Ok(()),
        }
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let before = name_of_second(trainer);
        trainer.marked = match self {
            Mark::Weight(weight) => Some(trainer.weight(weight)?),
            Mark::Neighbour(direction) => trainer.second().map(|second| {
                second::beside(trainer.layout(), trainer.selected, second, *direction)
            }),
            Mark::Moment => {
                let update = trainer.run().updates();
                trainer.moment = Some(update);
                return Ok(Report::says(format!(
                    "update {update} is marked: `seek mark` goes there, and back again"
                )));
            }
        };
        let after = name_of_second(trainer);
        Ok(Report::default().with("second weight", &[], before.into(), after.into()))
    }
}

fn name_of_second(trainer: &Trainer) -> String {
    let second = trainer.second();
    second.map_or("none".to_string(), |weight| weight.to_string())
}
