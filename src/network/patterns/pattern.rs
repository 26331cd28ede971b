//! One pair of input and target, and how many of them a trainer may have.

/// One pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// x, one each input of the net.
    pub inputs: Vec<f64>,
    /// t, one each output.
    pub targets: Vec<f64>,
}

/// The most patterns that a trainer may have.
pub const MOST_PATTERNS: usize = 10_000;
