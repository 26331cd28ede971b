//! Momentum: v = m·v + rule, and the change is v. After Polyak (1964); Rumelhart, Hinton and Williams (1986).

use super::row::{Each, Made, MadeOf, Optimizer, Parameter, Part, Takes, Way, With};

/// m
pub const MOMENTUM: Parameter = Parameter {
    key: "momentum",
    usual: 0.9,
    says: "how much of the last change is made again",
};

/// The row of momentum.
pub static ROW: Optimizer = Optimizer {
    name: "momentum",
    called: "momentum",
    parameters: &[MOMENTUM],
    way: Way::Each(Each {
        takes: Takes::Change,
        moments: 1,
        lines: &[
            MadeOf::of_v("v", "rule + momentum * v"),
            MadeOf::of_v("change", "v"),
        ],
        step,
        formula: "rule + momentum × v",
        parts: &[Part {
            name: "v",
            says: "the last",
            value: last,
        }],
    }),
};

fn step(taken: f64, moments: &mut [f64], with: &With) -> f64 {
    let [momentum, ..] = with.parameters;
    moments[0] = taken + moments[0] * momentum;
    moments[0]
}

/// The v before; the change contains momentum times it.
fn last(made: &Made<'_>) -> f64 {
    match made.with.parameters {
        [0.0, ..] => 0.0,
        [momentum, ..] => (made.change - made.taken) / momentum,
    }
}
