//! `seek 50`: to a moment of the timeline, forward through what was made, and beyond it by new updates.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::verb::{Act, Nature, Read, Updates, Verb, listed};
use super::words::Words;
use crate::formula::Problem;

/// A moment of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// The moment after so many updates.
    To(u64),
    /// So many updates on.
    On(u64),
    /// So many updates back.
    Back(u64),
    /// The last update that was made.
    Newest,
}

impl Seek {
    /// Goes on as far as another as well; returns `false` if that cannot be.
    pub(super) fn merge(&mut self, more: Seek) -> bool {
        match (self, more) {
            (Seek::On(updates), Seek::On(others)) => {
                *updates += others;
                true
            }
            _ => false,
        }
    }

    /// The number of updates that are made at the moment meant.
    fn to(self, trainer: &Trainer) -> u64 {
        let run = trainer.run();
        match self {
            Seek::To(updates) => updates,
            Seek::On(updates) => run.updates().saturating_add(updates),
            Seek::Back(updates) => {
                // What is under way is taken back first, which counts as one.
                let part = u64::from(!run.applied().is_empty());
                (run.updates() + part).saturating_sub(updates)
            }
            Seek::Newest => run.newest(),
        }
    }
}

impl Read for Seek {
    const VERBS: &'static [Verb] = &[Verb {
        name: "seek",
        forms: &["seek 50", "seek +10", "seek -10", "seek newest"],
        says: "goes to an update by its number; so many on, or back; to the newest",
        next: |before, _| match before {
            [] => listed(&["newest"]),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        if words.peek() == "newest" {
            words.next();
            return Ok(Seek::Newest);
        }
        let direction = words.left().chars().next();
        let direction = direction.filter(|c| matches!(c, '+' | '-' | '−'));
        words.skip_to(words.start() + direction.map_or(0, char::len_utf8));
        let count = words.count()?;
        Ok(match direction {
            Some('+') => Seek::On(count),
            Some(_) => Seek::Back(count),
            None => Seek::To(count),
        })
    }
}

impl fmt::Display for Seek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Seek::To(updates) => write!(f, "seek {updates}"),
            Seek::On(updates) => write!(f, "seek +{updates}"),
            Seek::Back(updates) => write!(f, "seek -{updates}"),
            Seek::Newest => f.write_str("seek newest"),
        }
    }
}

impl Act for Seek {
    fn nature(&self) -> Nature {
        Nature::Moves
    }

    fn updates(&self, trainer: &Trainer) -> Result<Option<Updates>, Problem> {
        Ok(Some(Updates::To(self.to(trainer))))
    }

    fn act(&self, trainer: &mut Trainer, before: Position) -> Result<Report, Problem> {
        Ok(if trainer.position() == before {
            Report::says("that is where the trainer is")
        } else {
            trainer.moved_since(before)
        })
    }
}
