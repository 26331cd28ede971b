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
    /// The last moment before the runs part.
    Parting,
    /// The moment that is marked; the present one is marked then.
    Mark,
}

/// The moments that have a name.
const PLACES: [(&str, Seek); 3] = [
    ("newest", Seek::Newest),
    ("parting", Seek::Parting),
    ("mark", Seek::Mark),
];

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
            Seek::Mark => trainer.marked_moment().unwrap_or(run.updates()),
            Seek::Parting => trainer.parting().map_or(run.updates(), |[alike, _]| alike),
        }
    }
}

impl Read for Seek {
    const VERBS: &'static [Verb] = &[Verb {
        name: "seek",
        forms: &[
            "seek 50",
            "seek +10",
            "seek -10",
            "seek newest",
            "seek parting",
            "seek mark",
        ],
        says: "goes to an update by its number; so many on, or back; to the newest; to where runs part; to the mark, and back",
        next: |before, _| match before {
            [] => listed(&PLACES.map(|(name, _)| name)),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let place = PLACES.iter().find(|(name, _)| *name == words.peek());
        if let Some((_, place)) = place {
            words.next();
            return Ok(*place);
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
            Seek::Newest | Seek::Parting | Seek::Mark => {
                let place = PLACES.iter().find(|(_, place)| place == self);
                write!(f, "seek {}", place.map_or("", |(name, _)| name))
            }
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
        match self {
            Seek::Mark if trainer.moment.is_none() => {
                return Ok(Report::says("no moment is marked: `mark moment` marks one"));
            }
            Seek::Mark => trainer.moment = Some(before.updates),
            Seek::Parting => return Ok(Report::says(at_parting(trainer))),
            _ => {}
        }
        Ok(if trainer.position() == before {
            Report::says("that is where the trainer is")
        } else {
            trainer.moved_since(before)
        })
    }
}

/// The sentence about the last moment before the runs part.
fn at_parting(trainer: &mut Trainer) -> String {
    let Some([alike, parted]) = trainer.parting() else {
        return "no runs that began alike differ in their errors so far".to_string();
    };
    let Some((run, term)) = trainer.select_parting() else {
        return if parted == alike + 1 {
            format!("the runs part at update {parted} itself, by what was set there")
        } else {
            format!("the runs part between update {alike} and {parted}")
        };
    };
    let why = term.map_or("what becomes of the terms".to_string(), |term| {
        format!("{}, the first term that differs", term.shown())
    });
    let weight = trainer.selected();
    format!("here {run} parts: the next change of {weight} is another, by {why}")
}
