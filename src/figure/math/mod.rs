//! Mathematics typeset from LaTeX: one tree, four printers (two-dimensional, a row, ASCII, words).
//! No colour here and no terminal: each cell carries the role of the term that it belongs to.

mod bond;
mod changes;
mod check;
mod formula;
mod glyph;
mod group;
mod indices;
mod layout;
mod linear;
mod marks;
mod nesting;
mod numbers;
mod read;
mod script;
mod sheet;
mod spacing;
mod spelling;
mod terms;
mod token;
mod tree;
mod words;
mod wrap;

pub use formula::{Block, Math};
pub use token::MathError;
