//! The one piece of work that can be under way in a sitting.

use super::stops::{BlockPlace, TrainerKey};
use crate::block::{CheckRun, Outcome};
use crate::figure::Line;
use crate::lesson::BlockIndex;
use crate::training::{self, Command, SweepRun, Trainer};

/// The job that is under way.
#[derive(Clone, Debug)]
pub(super) enum Job {
    /// A command to a trainer.
    Command(Box<CommandUnderWay>),
    /// Updates that a trainer makes by itself: how many more, and the one under way.
    Ticks(TrainerKey, u64, Option<Box<training::Job>>),
    /// Checks of the open lesson: those that are left, the last one first, and their outcomes so far.
    Checks(Box<Checks>),
    /// A sweep: of which lesson and block.
    Sweep(BlockPlace, Box<SweepRun>),
    /// Trainers of the open lesson that are brought to where they were left.
    Return(Box<Return>),
}

/// The commands done with trainers before the program started, while they are done again.
#[derive(Clone, Debug)]
pub(super) struct Return {
    /// The commands that are left, the last one first.
    pub(super) left: Vec<(TrainerKey, Command)>,
    /// The one under way.
    pub(super) job: Option<training::Job>,
}

/// A command to a trainer under way.
#[derive(Clone, Debug)]
pub(super) struct CommandUnderWay {
    pub(super) key: TrainerKey,
    pub(super) job: training::Job,
    /// The trainer as it was before a setting.
    pub(super) past: Option<Past>,
    /// The tasks that were half done before.
    pub(super) half_met: Vec<BlockIndex>,
}

/// A trainer as it was before a setting, with the length of its log then.
#[derive(Clone, Debug)]
pub(super) struct Past {
    pub(super) key: TrainerKey,
    pub(super) trainer: Trainer,
    pub(super) log: usize,
}

/// Checks under way.
#[derive(Clone, Debug)]
pub(super) struct Checks {
    /// The name of the only one that is wanted.
    pub(super) name: Option<String>,
    pub(super) left: Vec<BlockIndex>,
    pub(super) run: Option<CheckRun>,
    pub(super) outcomes: Vec<(BlockIndex, Outcome)>,
    /// The accounts of those that are over.
    pub(super) accounts: Vec<(BlockIndex, Vec<Line>)>,
}
