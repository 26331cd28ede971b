//! The numbers that the rows of the table ask a run for. The run is not known here: `training/asked.rs` answers.

use crate::formula::NotANumber;

type Answer = Result<f64, NotANumber>;

/// A name that is asked about a run at one moment, with what it belongs to and its arguments in brackets.
///
/// # Errors
/// Every number fails where there is none.
pub trait Asked {
    /// There is no such number.
    fn none(&self) -> Answer;

    /// The present value of the weight.
    fn weight(&self) -> Answer;
    /// 1 for a bias, else 0.
    fn is_bias(&self) -> Answer;
    /// The value of the term in the brackets, as the rule gets it.
    fn taken(&self) -> Answer;
    /// The change of the weight.
    fn change(&self) -> Answer;
    /// ∂E/∂w.
    fn gradient(&self) -> Answer;
    /// The signal that comes in at an input, or through a weight.
    fn signal(&self) -> Answer;

    /// The target of a unit: its own at an output; with one output a hidden unit's is that.
    fn target(&self) -> Answer;
    /// The output of a unit.
    fn output(&self) -> Answer;
    /// The net input of a unit.
    fn net_input(&self) -> Answer;
    /// f′ of a unit at its net input.
    fn fprime(&self) -> Answer;
    /// delta of a unit.
    fn delta(&self) -> Answer;

    /// The error, on all patterns or on the one in the brackets.
    fn error(&self) -> Answer;
    /// The share of patterns answered correctly.
    fn accuracy(&self) -> Answer;
    /// Epochs finished.
    fn epochs(&self) -> Answer;
    /// Updates finished.
    fn updates(&self) -> Answer;
    /// Passes over all patterns.
    fn evaluations(&self) -> Answer;
    /// The number of the current pattern.
    fn pattern(&self) -> Answer;
    /// The learning rate.
    fn lr(&self) -> Answer;
    /// The momentum.
    fn momentum(&self) -> Answer;

    /// The activation of the selected weight's layer at the value in the brackets, or its derivative.
    fn activation(&self) -> Answer;
    /// The formula in the brackets with a pattern the current one.
    fn on(&self) -> Answer;
    /// The formula in the brackets after the update.
    fn after(&self) -> Answer;
    /// The formula in the brackets at the end of an epoch.
    fn at_epoch(&self) -> Answer;
    /// The values of a formula over the domain before it, made one number.
    fn fold(&self, fold: &dyn Fn(&[f64]) -> f64) -> Answer;
    /// The cosine of two directions, weight by weight.
    fn cosine(&self) -> Answer;
    /// The central difference of a formula when a weight moves.
    fn slope(&self) -> Answer;
}
