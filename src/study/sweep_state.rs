//! How far a sweep is made in a sitting.

use crate::block::Points;
use crate::training::SweepRun;

/// How far a sweep is made, and which of its values is looked at.
#[derive(Clone, Debug, Default)]
pub struct SweepState {
    /// What came out so far.
    pub points: Points,
    /// The place of the value that is looked at.
    pub cursor: usize,
    /// The sweep where it was stopped.
    pub(super) stopped: Option<Box<SweepRun>>,
}
