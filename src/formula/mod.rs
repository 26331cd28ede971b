//! The small language of lessons: activations, conditions, live values and answers are all formulas in it.
//!
//! `language` makes a tree of a text, binds its names once, evaluates it and writes it as a line;
//! `calculus` differentiates it, a named rule at a time, and keeps that readable;
//! `derivation` has formulas of each other's names, to which a point gives values; `dA/dB` goes through them.
//! Each knows those before it only. The meaning of a name is not known here: the layers above bring a [`Vocabulary`] and a
//! [`Scope`].

mod calculus;
mod derivation;
mod language;

pub use calculus::compose::{addends, factors, fill};
pub use calculus::derive::{Derivation, derive, is_any_function};
pub use calculus::simplify::simplify;
pub use calculus::steps::{Rule, Step};
pub use derivation::definitions::Definitions;
pub use derivation::leaf::Leaf;
pub use derivation::names::Named;
pub use derivation::point::{Point, Values};
pub use language::meaning::{
    Compiled, NoNames, NotANumber, Scope, TOLERANCE, Vocabulary, alike, constant, unknown,
};
pub use language::parse::{RESERVED, equation, parse, words};
pub use language::problem::{Problem, Span};
pub use language::tree::Expr;
pub use language::words::{nearest, slips};
pub use language::{function, tree};
