//! The faces of a study, which show and drive it: the screen, or line by line.

pub mod glyphs;
pub mod plain;
pub mod tui;
