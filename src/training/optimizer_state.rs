//! What a method remembers from one update to the next.

use crate::network::Weights;

/// What a method remembers from update to update.
#[derive(Debug, PartialEq)]
pub enum OptimizerState {
    /// Nothing.
    None,
    /// The last change, for momentum.
    Velocity(Weights),
    /// For a line search: how far the last step went; for conjugate gradient, from which slope, along which direction.
    Search(Box<Search>),
}

/// The end of a step along a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The slope where it began.
    pub gradient: Weights,
    /// Along what.
    pub direction: Weights,
    /// How far.
    pub step: f64,
    /// The error where it ended.
    pub error: f64,
    /// The slope where it ended.
    pub reached: Weights,
    /// The weights where it ended.
    pub next: Weights,
}

impl OptimizerState {
    /// Remembers the last change, in the room of the one before it.
    pub fn keep_velocity(&mut self, change: &Weights) {
        match self {
            OptimizerState::Velocity(velocity) => velocity.clone_from(change),
            _ => *self = OptimizerState::Velocity(change.clone()),
        }
    }
}

impl Clone for OptimizerState {
    fn clone(&self) -> Self {
        match self {
            OptimizerState::None => OptimizerState::None,
            OptimizerState::Velocity(velocity) => OptimizerState::Velocity(velocity.clone()),
            OptimizerState::Search(search) => OptimizerState::Search(search.clone()),
        }
    }

    /// In the room that is there, so that momentum takes none from the heap.
    #[inline]
    fn clone_from(&mut self, other: &Self) {
        match (&mut *self, other) {
            (OptimizerState::None, OptimizerState::None) => {}
            (_, OptimizerState::Velocity(velocity)) => self.keep_velocity(velocity),
            _ => *self = other.clone(),
        }
    }
}
