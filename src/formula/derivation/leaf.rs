//! The meanings of names, functions and derivatives in a formula of a derivation.

use crate::formula::language::meaning::Compiled;
use crate::formula::language::problem::Problem;

/// The derivative of a formula by one of its names, all others being free.
#[derive(Clone, Debug)]
pub(super) struct Slope {
    /// The number of the name.
    pub by: usize,
    /// The derivative; the problem, if there is none, counts only where it is needed.
    pub slope: Result<Compiled<Leaf>, Problem>,
}

/// The meaning of a name, a function or a derivative in a formula of a derivation.
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
    /// The differentiated formula; without a value of it there is no derivative.
    pub of: Box<Compiled<Leaf>>,
    /// Its derivatives by the names in it.
    pub slopes: Vec<Slope>,
    /// The number of the name to differentiate by.
    pub by: usize,
    /// By the number of the name: `true` if there is a way from it to the name to differentiate by.
    pub leads: Vec<bool>,
}
