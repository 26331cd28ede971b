//! The error of a net, and the delta it gives an output unit.

/// A measure of how wrong outputs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// ½ (t − y)²
    Squared,
    /// (t − y)² with a delta of t − y: not its slope, which the ½ is there to mend. No lesson can ask for it.
    WholeSquare,
    /// −(t ln y + (1 − t) ln(1 − y)), of logistic outputs.
    CrossEntropy,
}

impl Loss {
    /// The error of one output: its target t, its output y, its net input e.
    ///
    /// Cross-entropy is computed from e, where ln(1 − y) would have lost its digits: ln(1 + exp(e)) − t e.
    #[must_use]
    pub fn error(self, t: f64, y: f64, e: f64) -> f64 {
        match self {
            Loss::Squared => 0.5 * (t - y) * (t - y),
            Loss::WholeSquare => (t - y) * (t - y),
            Loss::CrossEntropy => crate::formula::function::softplus(e) - t * e,
        }
    }

    /// delta, −∂E/∂y, of an output unit: t − y, or (t − y) / (y (1 − y)).
    #[must_use]
    pub fn delta(self, t: f64, y: f64, fprime: f64) -> f64 {
        match self {
            Loss::Squared | Loss::WholeSquare => t - y,
            // The outputs are logistic, so f′(e) is y (1 − y), and keeps its digits where that would not.
            Loss::CrossEntropy => (t - y) / fprime,
        }
    }

    /// Two numbers whose product is the local gradient delta · f′(e) of an output unit.
    ///
    /// Under cross-entropy f′ cancels: the product is t − y, even where delta itself is infinite.
    #[must_use]
    pub fn factors(self, t: f64, y: f64, fprime: f64) -> [f64; 2] {
        match self {
            Loss::Squared | Loss::WholeSquare => [t - y, fprime],
            Loss::CrossEntropy => [t - y, 1.0],
        }
    }
}
