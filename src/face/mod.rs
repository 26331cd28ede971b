//! How a study is shown and driven: the screen, or line by line.

pub mod plain;
pub mod tui;
