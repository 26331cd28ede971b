//! What can be set while a net learns.

/// When the weights are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// After each pattern.
    Online,
    /// After the sum over all patterns.
    Batch,
}

/// The settings of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The learning rate.
    pub lr: f64,
    /// Online or batch.
    pub schedule: Schedule,
}

/// One change of a setting, an event of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// The learning rate.
    Lr(f64),
    /// A weight by its place in the row of all weights.
    Weight(usize, f64),
}

/// Learning rates go up and down in this row, times a power of ten.
const ROW: [f64; 3] = [1.0, 2.0, 5.0];

/// The next learning rate up or down the 1-2-5 row.
#[must_use]
pub fn neighbour(lr: f64, up: bool) -> f64 {
    let row = (-12..12).flat_map(|power| ROW.map(|digit| (digit, power)));
    // Divided, not multiplied by a negative power: 2/10 is 0.2 to the last bit.
    let mut rates = row.map(|(digit, power)| {
        if power < 0 {
            digit / 10f64.powi(-power)
        } else {
            digit * 10f64.powi(power)
        }
    });
    let found = if up {
        rates.find(|rate| *rate > lr * (1.0 + 1e-9))
    } else {
        rates.rfind(|rate| *rate < lr * (1.0 - 1e-9))
    };
    found.unwrap_or(lr)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learning_rate_walks_the_row_one_two_five() {
        let up: Vec<f64> = std::iter::successors(Some(0.05), |lr| Some(neighbour(*lr, true)))
            .take(6)
            .collect();
        assert_eq!(up, [0.05, 0.1, 0.2, 0.5, 1.0, 2.0]);
        assert_eq!(neighbour(0.5, false), 0.2);
        assert_eq!(
            neighbour(0.3, true),
            0.5,
            "a rate between two finds its way back to the row"
        );
        assert_eq!(neighbour(0.0, false), 0.0);
    }
}
