//! Mathematics typeset from LaTeX or from formulas of the lessons: one tree, four printers (two-dimensional, a row, ASCII, words).
//! No colour here and no terminal: each cell carries the role of the term that it belongs to.

mod bond;
mod build;
mod changes;
mod check;
mod formula;
mod glyph;
mod group;
mod indices;
mod layout;
mod linear;
mod marks;
mod naming;
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
mod typeset;
mod words;
mod wrap;

pub use formula::{Block, Math};
pub use token::MathError;
pub use typeset::{Instead, Side, Spelling};
