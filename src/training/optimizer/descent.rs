//! Gradient descent: the change is what the rule gives.

use super::row::{Optimizer, Way};

pub static ROW: Optimizer = Optimizer {
    name: "descent",
    called: "descent",
    parameters: &[],
    way: Way::Plain,
};
