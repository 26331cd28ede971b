//! Adam: the mean of the slopes so far, divided by the root of the mean of their squares. After Kingma and Ba (2015), algorithm 1.

use super::rmsprop::EPSILON;
use super::row::{Each, Made, MadeOf, Optimizer, Parameter, Part, Takes, Way, With};

/// β₁
const BETA1: Parameter = Parameter {
    key: "beta1",
    usual: 0.9,
    says: "how much of the mean of the slopes stays at each update",
};

/// β₂
const BETA2: Parameter = Parameter {
    key: "beta2",
    usual: 0.999,
    says: "how much of the mean of their squares stays at each update",
};

/// The row of Adam.
pub static ROW: Optimizer = Optimizer {
    name: "adam",
    called: "Adam",
    parameters: &[BETA1, BETA2, EPSILON],
    way: Way::Each(Each {
        takes: Takes::Slope,
        moments: 2,
        lines: &[
            MadeOf {
                of: ["m", "change"],
                names: ["m", "rule"],
                ..MadeOf::of_v("m", "beta1 * m + (1 - beta1) * rule")
            },
            MadeOf::of_v("v", "beta2 * v + (1 - beta2) * rule^2"),
            MadeOf {
                into: "change",
                of: ["m", "v"],
                names: ["m", "v"],
                formula: "lr * (m / (1 - beta1^n)) / (sqrt(v / (1 - beta2^n)) + epsilon)",
            },
        ],
        step,
        formula: "lr × m / (sqrt(v) + epsilon)",
        parts: &[
            Part {
                name: "m",
                says: "the mean of what the rule gave, the last ones most",
                value: |made| corrected(made)[0],
            },
            Part {
                name: "v",
                says: "the mean of its squares, the last ones most",
                value: |made| corrected(made)[1],
            },
        ],
    }),
};

fn step(taken: f64, moments: &mut [f64], with: &With) -> f64 {
    let [beta1, beta2, epsilon, ..] = with.parameters;
    moments[0] = beta1 * moments[0] + (1.0 - beta1) * taken;
    moments[1] = beta2 * moments[1] + (1.0 - beta2) * taken * taken;
    let [m, v] = unbiased(moments, with);
    with.lr * m / (v.sqrt() + epsilon)
}

/// The means of the slopes that there were. The moments began at 0, which weighs as β to the power of the updates still.
fn unbiased(moments: &[f64], with: &With) -> [f64; 2] {
    let [beta1, beta2, ..] = with.parameters;
    let updates = i32::try_from(with.updates).unwrap_or(i32::MAX);
    [
        moments[0] / (1.0 - beta1.powi(updates)),
        moments[1] / (1.0 - beta2.powi(updates)),
    ]
}

fn corrected(made: &Made<'_>) -> [f64; 2] {
    unbiased(made.moments, &made.with)
}
