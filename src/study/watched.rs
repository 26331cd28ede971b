//! An update that is watched in slow motion, and its stages.

use super::stops::TrainerKey;
use crate::training::Motion;

/// An update that is watched.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    pub(super) key: TrainerKey,
    /// The stages that are left, the last one first.
    pub(super) left: Vec<Stage>,
    /// Number of updates before this one.
    pub(super) updates: u64,
    /// The error before it.
    pub(super) error: f64,
}

/// A stage of an update that is watched.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// Something is looked at, and nothing changed.
    Look(Motion),
    /// The next weight is changed.
    Weight,
}
