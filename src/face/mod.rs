//! How a study is shown and driven: the screen.

pub mod tui;
