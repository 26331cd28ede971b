//! The assertion of a block, as it is tried on mistaken trainers, condition by condition.

use super::body::Located;
use crate::training::{Command, Formula, Trainer};

/// Its commands, its conditions, and when a mistaken trainer passes for the sound one.
pub struct Assertion<'a> {
    /// What is done first.
    pub commands: &'a [Located<Command>],
    /// What has to hold then.
    pub conditions: Vec<&'a Located<Formula>>,
    /// Returns `true` if a mistaken trainer passes for the sound one.
    pub holds: Passes<'a>,
}

/// Returns `true` if a condition passes for true of a mistaken trainer; the sound one comes first.
pub type Passes<'a> = Box<dyn Fn(&Formula, &Trainer, &Mistaken<'_>) -> bool + 'a>;

/// A trainer that makes a mistake, and the condition about it: its sweep makes the mistake too.
pub struct Mistaken<'a> {
    /// The condition.
    pub formula: &'a Formula,
    /// The trainer.
    pub trainer: &'a Trainer,
}

impl<'a> Assertion<'a> {
    /// The assertion that after some commands conditions hold.
    #[must_use]
    pub fn that(commands: &'a [Located<Command>], conditions: Vec<&'a Located<Formula>>) -> Self {
        Assertion {
            commands,
            conditions,
            holds: Box::new(|_, _, spoilt| {
                spoilt.formula.eval_condition(&spoilt.trainer.moment()) == Ok(true)
            }),
        }
    }
}
