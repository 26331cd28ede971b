//! Distance from a right answer within which an answer is right.

use crate::figure::number::plain;

/// How near to the answer is near enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Within {
    /// A share of the answer.
    Share(f64),
    /// A distance.
    Distance(f64),
}

impl Default for Within {
    fn default() -> Self {
        Within::Share(0.02)
    }
}

impl Within {
    /// Whether there is anything that is near enough.
    #[must_use]
    pub fn is_sensible(self) -> bool {
        let (Within::Share(size) | Within::Distance(size)) = self;
        size > 0.0 && size.is_finite()
    }

    /// Whether `given` is near enough to `value`.
    #[must_use]
    pub fn holds(self, given: f64, value: f64) -> bool {
        let most = match self {
            Within::Share(share) => share * value.abs(),
            Within::Distance(distance) => distance,
        };
        given == value || (given - value).abs() <= most * (1.0 + 1e-9)
    }

    /// In words: `2 %`, `0.01`.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Within::Share(share) => format!("{} %", plain(100.0 * share)),
            Within::Distance(distance) => plain(distance),
        }
    }
}
