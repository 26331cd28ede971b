//! Differentiating, a named rule at a time, and keeping the result readable. Knows the language and nothing of definitions.

pub mod arrange;
pub mod compose;
pub mod derive;
pub mod monomial;
pub mod rational;
pub mod simplify;
pub mod steps;
