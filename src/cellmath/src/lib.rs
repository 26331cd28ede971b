//! Two-dimensional mathematics for terminals: LaTeX to a tree, and the tree to cells, a row, ASCII and words.
//!
#![doc = include_str!("../README.md")]
//!
//! # Where what is
//!
//! `token`, `spelling`, `nesting` and `check` make of LaTeX what the parser takes, or say what is wrong and where; `read` and
//! `group` make the tree of its events. `layout`, `sheet`, `wrap` and `numbers` print the tree in two dimensions, `linear` in
//! one row, `words` and `indices` as it is said.

mod bond;
mod changes;
mod check;
mod dialect;
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
mod text;
mod token;
mod tree;
mod words;
mod wrap;

pub use dialect::Dialect;
pub use formula::Formula;
pub use glyph::greek;
pub use layout::Numbers;
pub use text::{Block, Line, Piece, Style, Tag, width};
pub use token::MathError;
pub use tree::{Atom, Class, Face, Kind, Node, Shape};
