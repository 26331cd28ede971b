//! `RMSProp`: each weight's slope is divided by the root of the mean of its squares so far. After Tieleman and Hinton, lecture 6e of
//! *Neural Networks for Machine Learning* (2012).

use super::row::{Each, MadeOf, Optimizer, Parameter, Part, Takes, Way, With};

/// ρ
const RHO: Parameter = Parameter {
    key: "rho",
    usual: 0.9,
    says: "how much of the mean of the squares stays at each update",
};

/// ε
pub const EPSILON: Parameter = Parameter {
    key: "epsilon",
    usual: 1e-8,
    says: "a small number that keeps from dividing by 0",
};

/// The row of `RMSProp`.
pub static ROW: Optimizer = Optimizer {
    name: "rmsprop",
    called: "RMSProp",
    parameters: &[RHO, EPSILON],
    way: Way::Each(Each {
        takes: Takes::Slope,
        moments: 1,
        lines: &[
            MadeOf::of_v("v", "rho * v + (1 - rho) * rule^2"),
            MadeOf::of_v("change", "lr * rule / (sqrt(v) + epsilon)"),
        ],
        step,
        formula: "lr × rule / (sqrt(v) + epsilon)",
        parts: &[Part {
            name: "v",
            says: "the mean of the squares of what the rule gave, the last ones most",
            value: |made| made.moments[0],
        }],
    }),
};

fn step(taken: f64, moments: &mut [f64], with: &With) -> f64 {
    let [rho, epsilon, ..] = with.parameters;
    let v = rho * moments[0] + (1.0 - rho) * taken * taken;
    moments[0] = v;
    with.lr * taken / (v.sqrt() + epsilon)
}
