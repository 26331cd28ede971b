//! The parts of a derivation block, once it is read.

use super::reason::Reason;
use crate::block::about::Subject;
use crate::block::body::Located;
use crate::formula::{Compiled, Definitions, Expr, Leaf, Named};
use crate::network::Activation;

/// A derivation block as it was read.
#[derive(Clone, Debug)]
pub struct DerivationBlock {
    /// Its subject, if its lesson has a trainer.
    pub subject: Option<Subject>,
    pub(super) given: Vec<Given>,
    pub(super) definitions: Definitions,
    /// `f`, `f1` … as they occur, each with what is given for it.
    pub(super) functions: Vec<(String, Option<Activation>)>,
    /// The trainer's values for names, by the names as they are printed.
    pub(super) wheres: Vec<(String, Expr)>,
    pub(super) steps: Vec<Step>,
}

/// One of the definitions at the beginning.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// A name, and its formula.
    Definition(Expr, Expr),
    /// `f`, `f1` …, and which function that is.
    Function(String, Activation),
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub sides: Vec<Side>,
    /// The name that it defines, as it is printed.
    pub defines: Option<String>,
    pub by: &'static Reason,
}

/// One of the formulas that a line says are equal.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub written: Located<Expr>,
    pub named: Named,
    pub bound: Compiled<Leaf>,
}

impl DerivationBlock {
    /// Number of its lines.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.steps.len()
    }

    /// The activation given for a function.
    pub(super) fn activation(&self, function: &str) -> Option<&Activation> {
        let named = self.functions.iter().find(|(name, _)| name == function);
        named?.1.as_ref()
    }
}
