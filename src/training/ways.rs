//! Lengths and directions of steps: words that several commands share.

use std::fmt;

/// The length of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// One weight of an update.
    Weight,
    /// One pattern: online an update.
    Pattern,
    /// All patterns once.
    Epoch,
}

/// Forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Forward.
    Next,
    /// Back.
    Previous,
}

/// The strides by their names; each has a plural with an s.
pub const STRIDES: [(&str, Stride); 3] = [
    ("weight", Stride::Weight),
    ("pattern", Stride::Pattern),
    ("epoch", Stride::Epoch),
];

/// The directions by their names.
pub const DIRECTIONS: [(&str, Direction); 2] =
    [("next", Direction::Next), ("previous", Direction::Previous)];

impl Direction {
    /// The direction of that name.
    #[must_use]
    pub fn named(word: &str) -> Option<Direction> {
        let found = DIRECTIONS.iter().find(|(name, _)| *name == word);
        found.map(|(_, direction)| *direction)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = DIRECTIONS.iter().find(|(_, known)| known == self);
        f.write_str(found.map_or("", |(name, _)| name))
    }
}

/// So many strides: `1 weight`, `3 patterns`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strides {
    /// The number of strides.
    pub count: u64,
    /// The length of each.
    pub stride: Stride,
}

impl fmt::Display for Strides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = STRIDES.iter().find(|(_, stride)| *stride == self.stride);
        let word = found.map_or("", |(word, _)| word);
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {word}{plural}", self.count)
    }
}
