//! Mathematics typeset from LaTeX or from formulas of the lessons. Reading and printing are `cellmath`'s; here are the trees
//! of formulas, and the roles of terms. No colour here and no terminal: each cell carries the role of the term that it
//! belongs to.

mod build;
mod formula;
mod naming;
mod terms;
mod typeset;

pub use cellmath::MathError;
pub use formula::{Block, Math};
pub use typeset::{Instead, Side, Spelling};
