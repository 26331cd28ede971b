//! The numbers of one weight that rules are about.

use crate::network::Activation;

/// The numbers of one weight that a rule may use; a muted term is 1, a replaced one is its replacement.
#[derive(Clone, Copy, Debug)]
pub struct Factors<'a> {
    /// The learning rate.
    pub lr: f64,
    /// delta of the weight's unit.
    pub delta: f64,
    /// f′(e) of the weight's unit.
    pub fprime: f64,
    /// The weight's input.
    pub input: f64,
    /// The weight.
    pub weight: f64,
    /// e of the weight's unit.
    pub net_input: f64,
    /// y of the weight's unit.
    pub output: f64,
    /// The unit's target; not a number if it has none.
    pub target: f64,
    /// The value of the weight's rule.
    pub change: f64,
    /// 1 for a bias, else 0.
    pub bias: f64,
    /// The unit's activation.
    pub activation: &'a Activation,
}
