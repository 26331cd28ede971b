//! Distance from a right answer within which an answer is right.

use crate::figure::number::plain;

/// A tolerance: answers within it are near enough.
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
    /// Returns `true` if anything can be near enough.
    #[must_use]
    pub fn is_sensible(self) -> bool {
        let (Within::Share(size) | Within::Distance(size)) = self;
        size > 0.0 && size.is_finite()
    }

    /// Returns `true` if `given` is near enough to `value`.
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
