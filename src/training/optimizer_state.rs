//! The memory of an optimizer from one update to the next.

use super::optimizer::Optimizer;
use crate::network::Weights;

/// The memory of an optimizer from one update to the next.
#[derive(Debug, PartialEq)]
pub enum OptimizerState {
    /// Nothing.
    None,
    /// The moments of each weight.
    Moments(Moments),
    /// For a line search: the length of the last step; for conjugate gradient also its slope and direction.
    Search(Box<Search>),
}

/// The end of a step along a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The slope where it began.
    pub gradient: Weights,
    /// The direction of the step.
    pub direction: Weights,
    /// The length of the step.
    pub step: f64,
    /// The error where it ended.
    pub error: f64,
    /// The slope where it ended.
    pub reached: Weights,
    /// The weights where it ended.
    pub next: Weights,
}

/// The numbers that an optimizer remembers of the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    /// The optimizer that they belong to.
    pub optimizer: &'static Optimizer,
    /// Number of updates that they are made of.
    pub updates: u64,
    /// Those of the first weight, then those of the second, and so on.
    pub numbers: Vec<f64>,
}

impl OptimizerState {
    /// The moments of an optimizer for so many weights, in the room that is there: those of `before`, or zeros.
    pub fn keep_moments(
        &mut self,
        optimizer: &'static Optimizer,
        weights: usize,
        before: &OptimizerState,
    ) -> &mut Moments {
        if !matches!(self, OptimizerState::Moments(_)) {
            *self = OptimizerState::Moments(Moments::new(optimizer));
        }
        let OptimizerState::Moments(moments) = self else {
            unreachable!("it was just made so");
        };
        moments.optimizer = optimizer;
        match before {
            OptimizerState::Moments(before) if before.optimizer == optimizer => {
                moments.updates = before.updates;
                moments.numbers.clone_from(&before.numbers);
            }
            _ => {
                moments.updates = 0;
                moments.numbers.clear();
            }
        }
        let count = optimizer.each().map_or(0, |each| each.moments);
        moments.numbers.resize(weights * count, 0.0);
        moments
    }
}

impl Moments {
    fn new(optimizer: &'static Optimizer) -> Self {
        Moments {
            optimizer,
            updates: 0,
            numbers: Vec::new(),
        }
    }
}

impl Clone for OptimizerState {
    fn clone(&self) -> Self {
        match self {
            OptimizerState::None => OptimizerState::None,
            OptimizerState::Moments(moments) => OptimizerState::Moments(moments.clone()),
            OptimizerState::Search(search) => OptimizerState::Search(search.clone()),
        }
    }

    /// In the room that is there, so that moments take none from the heap.
    #[inline]
    fn clone_from(&mut self, other: &Self) {
        match (&mut *self, other) {
            (OptimizerState::None, OptimizerState::None) => {}
            (OptimizerState::Moments(own), OptimizerState::Moments(moments)) => {
                own.numbers.clone_from(&moments.numbers);
                (own.optimizer, own.updates) = (moments.optimizer, moments.updates);
            }
            _ => *self = other.clone(),
        }
    }
}
