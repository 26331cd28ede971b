//! What a panel is: a row of the registry.

use crate::figure::{Figure, Ink, Line, Role};
use crate::training::{Run, Trainer};

/// A way to look at a trainer.
#[derive(Debug)]
pub struct Panel {
    /// As lessons call it.
    pub name: &'static str,
    /// What stands above it now.
    pub title: fn(&Trainer) -> Line,
    /// What it shows.
    pub figure: fn(&Trainer) -> Figure,
}

/// The ink and the letter of a run among `count` of them; one alone is drawn plainly and needs no letter.
pub fn told_apart(count: usize, place: usize) -> (Ink, Option<char>) {
    if count == 1 {
        (Role::Plain.into(), None)
    } else {
        (Role::Run(place).into(), ('a'..='z').nth(place))
    }
}

/// The runs of a trainer with the names by which panels tell them apart; one alone needs none.
pub fn named(trainer: &Trainer) -> Vec<(&str, &Run)> {
    let several = trainer.runs().len() > 1;
    let named = |(name, run)| {
        (
            if several && str::is_empty(name) {
                "first"
            } else {
                name
            },
            run,
        )
    };
    trainer.runs().map(named).collect()
}
