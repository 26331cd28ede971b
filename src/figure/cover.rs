//! Numbers that a figure is not to tell, because an open question asks for them.

use super::text::Line;

/// The sign in place of a hidden number.
pub const HIDDEN: &str = "?";

/// Decides which numbers of a figure are hidden.
pub trait Cover {
    /// A line with its hidden numbers replaced by [`HIDDEN`].
    fn line(&self, line: Line) -> Line;
    /// Returns `true` if the numbers along an axis of this title are hidden.
    fn hides_axis(&self, title: &str) -> bool;
}
