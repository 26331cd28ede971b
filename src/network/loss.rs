//! Squared error, and the delta it gives an output unit.

/// E = ½ Σ (t − y)² over the outputs of one pattern.
#[must_use]
pub fn error(targets: &[f64], outputs: &[f64]) -> f64 {
    targets
        .iter()
        .zip(outputs)
        .map(|(t, y)| 0.5 * (t - y) * (t - y))
        .sum()
}

/// −∂E/∂y of an output unit: t − y.
#[must_use]
pub fn delta(t: f64, y: f64) -> f64 {
    t - y
}
