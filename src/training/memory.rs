//! What a method remembers from one update to the next.

use crate::network::Weights;

/// What a method remembers from update to update.
#[derive(Clone, Debug, PartialEq)]
pub enum Memory {
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
