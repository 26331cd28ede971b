//! What the names, functions and derivatives in a formula of a derivation stand for.

use super::meaning::Compiled;
use super::problem::Problem;

/// The derivative of a formula by one of its names, all others being free.
#[derive(Clone, Debug)]
pub(super) struct Slope {
    pub by: usize,
    /// Why there is none matters only if it is needed.
    pub slope: Result<Compiled<Leaf>, Problem>,
}

/// What a name, a function or a derivative in a formula of a derivation stands for.
#[derive(Clone, Debug)]
pub struct Leaf(pub(super) Meaning);

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    /// A name, by its number.
    Name(usize),
    /// `f(…)`, `f1(…)` …
    Function(String, Box<Compiled<Leaf>>),
    /// `f'(…)`, `f1'(…)` …
    Fprime(String, Box<Compiled<Leaf>>),
    /// A derivative through the definitions.
    Derivative(Derivative),
}

/// The derivative by a name of a formula.
#[derive(Clone, Debug)]
pub(super) struct Derivative {
    /// Where this has no value, it has no derivative.
    pub of: Box<Compiled<Leaf>>,
    pub slopes: Vec<Slope>,
    pub by: usize,
    /// By the number of the name: whether there is a way from it to the name that is differentiated by.
    pub leads: Vec<bool>,
}
