//! The one small language of lessons: activations, conditions, live values and answers are all formulas of it.
//!
//! `parse` makes a tree of a text, `meaning` binds its names once and evaluates it, `print` writes it as a line.
//! What a name stands for is not known here: the layers above bring a [`Vocabulary`] and a [`Scope`].

pub mod function;
mod meaning;
mod parse;
mod print;
mod problem;
mod token;
pub mod tree;
mod words;

pub use meaning::{
    Bound, NoNames, NotANumber, Scope, TOLERANCE, Vocabulary, alike, constant, unknown,
};
pub use parse::{RESERVED, parse};
pub use problem::{Problem, Span};
pub use tree::Expr;
pub use words::{nearest, slips};
