//! `restart`, `reset`: back to the start, with the settings as they are or as the lesson has them.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::verb::{Act, Nature, Read, Verb, nothing};
use super::words::Words;
use crate::formula::Problem;

/// A way back to the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restart {
    /// `restart`: update 0, settings kept.
    Updates,
    /// `reset`: as the lesson has it.
    All,
}

impl Read for Restart {
    const VERBS: &'static [Verb] = &[
        Verb {
            name: "restart",
            forms: &["restart"],
            says: "goes back to update 0 and keeps what was set",
            next: nothing,
        },
        Verb {
            name: "reset",
            forms: &["reset"],
            says: "makes the trainer as the lesson has it",
            next: nothing,
        },
    ];

    fn read(verb: &str, _: &mut Words<'_>) -> Result<Self, Problem> {
        Ok(match verb {
            "reset" => Restart::All,
            _ => Restart::Updates,
        })
    }
}

impl fmt::Display for Restart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Restart::Updates => "restart",
            Restart::All => "reset",
        })
    }
}

impl Act for Restart {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        match self {
            Restart::Updates => {
                trainer.restart();
                Ok(Report::says("at update 0 again; what was set is kept"))
            }
            Restart::All => {
                let speed = trainer.speed;
                *trainer = Trainer {
                    speed,
                    ..Trainer::new(trainer.setup.clone())
                };
                Ok(Report::says("the trainer is as the lesson has it"))
            }
        }
    }
}
