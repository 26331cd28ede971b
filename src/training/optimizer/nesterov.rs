//! Nesterov's momentum: v = m·v + rule, and the change is rule + m·v, with the v just made.
//!
//! Nesterov (1983) asks for the slope at w + m·v, where the momentum is about to lead. Here the weights are that place
//! itself, as in Sutskever's thesis (2013, section 7.2) and Bengio, Boulanger-Lewandowski and Pascanu (2013), so that
//! the slope is the one at the run's own weights.

use super::momentum::MOMENTUM;
use super::row::{Each, MadeOf, Optimizer, Part, Takes, Way, With};

/// The row of Nesterov's momentum.
pub static ROW: Optimizer = Optimizer {
    name: "nesterov",
    called: "Nesterov's momentum",
    parameters: &[MOMENTUM],
    way: Way::Each(Each {
        takes: Takes::Change,
        moments: 1,
        lines: &[
            MadeOf::of_v("v", "rule + momentum * v"),
            MadeOf::of_v("change", "rule + momentum * v"),
        ],
        step,
        formula: "rule + momentum × v",
        parts: &[Part {
            name: "v",
            says: "momentum's",
            value: |made| made.moments[0],
        }],
    }),
};

fn step(taken: f64, moments: &mut [f64], with: &With) -> f64 {
    let [momentum, ..] = with.parameters;
    moments[0] = taken + moments[0] * momentum;
    taken + moments[0] * momentum
}
