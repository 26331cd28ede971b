//! `select w(2,1,1)`: the weight, or in batch the pattern, that is looked at.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::super::ways::Direction;
use super::verb::{Act, Nature, Read, Verb, listed, weights};
use super::words::{Words, expected};
use crate::formula::{Expr, Problem};

/// The thing to select.
#[derive(Clone, Debug, PartialEq)]
pub enum Select {
    /// A weight by its name.
    Weight(Expr),
    /// The weight after the selected one in reading order, or the one before.
    Neighbour(Direction),
    /// A weight of the next layer, or of the one before.
    Layer(Direction),
    /// The pattern that is shown in batch, from 1.
    Pattern(u64),
}

impl Read for Select {
    const VERBS: &'static [Verb] = &[Verb {
        name: "select",
        forms: &[
            "select w(2, 1, 1)",
            "select next weight",
            "select previous layer",
            "select pattern 2",
        ],
        says: "selects a weight, the next one, one of the next layer; in batch a pattern",
        next: |before, trainer| match before {
            [] => [listed(&["next", "previous", "pattern"]), weights(trainer)].concat(),
            ["next" | "previous"] => listed(&["weight", "layer"]),
            ["pattern"] => {
                let patterns = 1..=trainer.run().patterns().len();
                patterns.map(|number| number.to_string()).collect()
            }
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        if words.peek() == "pattern" {
            words.next();
            return words.count().map(Select::Pattern);
        }
        let Some(direction) = Direction::named(words.peek()) else {
            return words.rest().map(Select::Weight);
        };
        words.next();
        match words.next() {
            ("weight", _) => Ok(Select::Neighbour(direction)),
            ("layer", _) => Ok(Select::Layer(direction)),
            (other, span) => Err(expected(span, "`weight` or `layer`", other)),
        }
    }
}

impl fmt::Display for Select {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Select::Weight(weight) => write!(f, "select {weight}"),
            Select::Pattern(number) => write!(f, "select pattern {number}"),
            Select::Neighbour(direction) => write!(f, "select {direction} weight"),
            Select::Layer(direction) => write!(f, "select {direction} layer"),
        }
    }
}

impl Act for Select {
    fn nature(&self) -> Nature {
        Nature::Selects
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        match self {
            Select::Weight(weight) => trainer.weight(weight).map(drop),
            _ => Ok(()),
        }
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        match self {
            Select::Weight(weight) => trainer.selected = trainer.weight(weight)?,
            Select::Neighbour(direction) => trainer.select_neighbour(*direction),
            Select::Layer(direction) => trainer.select_layer(*direction),
            Select::Pattern(number) => trainer.shown = trainer.shown_pattern(*number)?,
        }
        Ok(Report::default())
    }
}
