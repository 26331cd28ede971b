//! Line searches: steps along a direction made of the slope of the whole error, as long as the error itself allows. See Nocedal and
//! Wright, *Numerical Optimization*, chapter 3.

use super::optimizer::{Optimizer, Way};
use super::optimizer_state::{OptimizerState, Search};
use super::settings::{LineSearch, Settings};
use super::timeline::Checkpoint;
use crate::network::{Pattern, Terms, Weights};

/// The step that a line search found.
#[derive(Debug)]
pub struct Found {
    /// The change of each weight.
    pub change: Weights,
    /// Length of the step along its direction.
    pub step: f64,
    /// The optimizer's state for the next step.
    pub memory: OptimizerState,
    /// Number of patterns that were passed forward, and perhaps back, to find it.
    pub evaluated: u64,
}

/// Smallest share of the fall promised by the slope that a step has to bring.
const ENOUGH: f64 = 1e-4;
/// The longest step tried.
const LONGEST: f64 = 1e6;
/// Largest number of halvings of a step before it is given up.
const HALVINGS: usize = 100;

/// The step of a line search from a run's state; its `change` has one number for each weight.
#[must_use]
pub fn search(state: &Checkpoint, patterns: &[Pattern]) -> Found {
    let settings = &*state.settings;
    let mut field = Field {
        settings,
        patterns,
        terms: Terms::new(&settings.network.layout),
        evaluated: 0,
    };
    let (gradient, error, last) = match &state.memory {
        // The findings of the last step about this place still hold if no weight was moved since.
        OptimizerState::Search(search) if search.next == state.weights => {
            (search.reached.clone(), search.error, Some(search))
        }
        _ => {
            let gradient = field.gradient(&state.weights);
            (gradient, field.error(&state.weights), None)
        }
    };
    let direction = direction(settings.method, &gradient, last.map(|search| &**search));
    let slope = gradient.dot(&direction);
    let step = if slope < 0.0 {
        let first = last.map_or(1.0, |search| (2.0 * search.step).min(LONGEST));
        field.step(&state.weights, &direction, error, slope, first)
    } else {
        0.0
    };
    let change = &direction * step;
    let next = &state.weights + &change;
    let reached = field.gradient(&next);
    let error = if step == 0.0 {
        error
    } else {
        field.last_error(&next)
    };
    let search = Search {
        gradient,
        direction,
        step,
        error,
        reached,
        next,
    };
    Found {
        change,
        step,
        memory: OptimizerState::Search(Box::new(search)),
        evaluated: field.evaluated,
    }
}

/// The direction that the optimizer takes; straight down the slope, if it has none of its own.
fn direction(method: &Optimizer, gradient: &Weights, last: Option<&Search>) -> Weights {
    let last = last.map(|last| (&last.gradient, &last.direction));
    match method.way {
        Way::Along(direction) => direction(gradient, last),
        Way::Plain | Way::Each(_) => -gradient,
    }
}

/// The error as a function of the weights, and the number of patterns evaluated for it.
struct Field<'a> {
    settings: &'a Settings,
    patterns: &'a [Pattern],
    terms: Terms,
    evaluated: u64,
}

impl Field<'_> {
    fn error(&mut self, weights: &Weights) -> f64 {
        self.evaluated += self.patterns.len() as u64;
        self.last_error(weights)
    }

    /// The error at a place where it has been asked for already, which is not counted again.
    fn last_error(&mut self, weights: &Weights) -> f64 {
        let network = &self.settings.network;
        self.patterns
            .iter()
            .map(|pattern| network.error(weights, pattern, &mut self.terms))
            .sum()
    }

    /// ∂E/∂w of every weight; 0 for a frozen one.
    fn gradient(&mut self, weights: &Weights) -> Weights {
        self.evaluated += self.patterns.len() as u64;
        let network = &self.settings.network;
        let mut gradient = Weights::zeros(weights.len());
        for pattern in self.patterns {
            network.forward(weights, &pattern.inputs, &mut self.terms);
            network.backward(weights, &pattern.targets, &mut self.terms);
            for (weight, slope) in gradient.iter_mut().enumerate() {
                if !self.settings.frozen[weight] {
                    *slope -= network.descent(weight, &self.terms);
                }
            }
        }
        gradient
    }

    /// Length of the step from `weights` along `direction`.
    fn step(
        &mut self,
        weights: &Weights,
        direction: &Weights,
        error: f64,
        slope: f64,
        first: f64,
    ) -> f64 {
        if self.settings.line_search == Some(LineSearch::Parabola) {
            let ahead = self.error(&(weights + direction));
            let bend = ahead - error - slope;
            if bend > 0.0 && bend.is_finite() {
                return -slope / (2.0 * bend);
            }
        }
        let mut step = first;
        for _ in 0..HALVINGS {
            if self.error(&(weights + &(direction * step))) <= error + ENOUGH * step * slope {
                return step;
            }
            step *= 0.5;
        }
        0.0
    }
}
