//! The small language of lessons: activations, conditions, live values and answers are all formulas in it.
//!
//! `parse` makes a tree of a text, `meaning` binds its names once and evaluates it, `print` writes it as a line;
//! `derive` differentiates it, a named rule at a time, and `simplify` keeps that readable.
//! `definitions` are formulas of each other's names, which a `point` gives values; `dA/dB` goes through them.
//! The meaning of a name is not known here: the layers above bring a [`Vocabulary`] and a [`Scope`].

mod arrange;
mod compose;
mod definitions;
mod derive;
mod differentials;
pub mod function;
mod leaf;
mod meaning;
mod monomial;
mod names;
mod parse;
mod point;
mod print;
mod problem;
mod rational;
mod simplify;
mod steps;
mod token;
pub mod tree;
mod words;

pub use compose::{addends, factors, fill};
pub use definitions::Definitions;
pub use derive::{Derivation, derive, is_any_function};
pub use leaf::Leaf;
pub use meaning::{
    Compiled, NoNames, NotANumber, Scope, TOLERANCE, Vocabulary, alike, constant, unknown,
};
pub use names::Named;
pub use parse::{RESERVED, equation, parse, words};
pub use point::{Point, Values};
pub use problem::{Problem, Span};
pub use simplify::simplify;
pub use steps::{Rule, Step};
pub use tree::Expr;
pub use words::{nearest, slips};
