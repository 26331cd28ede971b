//! Gradient descent: the change is the rule's value.

use super::row::{Optimizer, Way};

/// The row of gradient descent.
pub static ROW: Optimizer = Optimizer {
    name: "descent",
    called: "descent",
    parameters: &[],
    way: Way::Plain,
};
