//! Conjugate gradient by Polak and Ribière with directions that are never followed uphill (PR+); see Nocedal and Wright,
//! *Numerical Optimization*, chapter 5.

use super::row::{Optimizer, Way};
use crate::network::Weights;

/// The row of conjugate gradient.
pub static ROW: Optimizer = Optimizer {
    name: "conjugate-gradient",
    called: "conjugate gradient",
    parameters: &[],
    way: Way::Along(direction),
};

/// −g + β d with β = max(0, g·(g − g₀) / g₀·g₀); −g where that is not downhill, and at first.
fn direction(gradient: &Weights, last: Option<(&Weights, &Weights)>) -> Weights {
    let steepest = -gradient;
    let Some((last_gradient, last_direction)) = last else {
        return steepest;
    };
    let squared = last_gradient.dot(last_gradient);
    let beta = if squared > 0.0 {
        (gradient.dot(&(gradient - last_gradient)) / squared).max(0.0)
    } else {
        0.0
    };
    let conjugate = &steepest + &(last_direction * beta);
    if gradient.dot(&conjugate) < 0.0 {
        conjugate
    } else {
        steepest
    }
}
