//! The progress of a sweep in a sitting.

use crate::block::Points;
use crate::training::SweepRun;

/// The progress of a sweep, and which of its values is looked at.
#[derive(Clone, Debug, Default)]
pub struct SweepState {
    /// The results so far.
    pub points: Points,
    /// The place of the value that is looked at.
    pub cursor: usize,
    /// The sweep where it was stopped.
    pub(super) stopped: Option<Box<SweepRun>>,
}
