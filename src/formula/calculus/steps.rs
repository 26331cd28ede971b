//! The rules of differentiation by name, and the record of their uses.

use super::simplify::simplify;
use crate::formula::language::problem::{Problem, Span};
use crate::formula::language::tree::Expr;

/// A rule of differentiation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A constant's derivative is 0; a constant factor stays as it is.
    Constant,
    /// A sum's derivative is the sum of the derivatives.
    Sum,
    /// u′v + uv′
    Product,
    /// (u′v − uv′) / v²
    Quotient,
    /// n · uⁿ⁻¹
    Power,
    /// The outer derivative, at the inner formula, times the inner derivative.
    Chain,
    /// The function's own row in the table.
    NamedFunction,
}

/// One use of one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// The variable: the name asked for, or one that denotes the inside of a chain.
    pub by: String,
    /// The differentiated formula.
    pub of: Expr,
    /// Its derivative, simplified.
    pub gives: Expr,
    /// The part of the whole formula that this is about.
    pub span: Span,
}

impl Rule {
    /// Its name, as a derivation block writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Rule::Constant => "constant",
            Rule::Sum => "sum",
            Rule::Product => "product",
            Rule::Quotient => "quotient",
            Rule::Power => "power",
            Rule::Chain => "chain",
            Rule::NamedFunction => "named function",
        }
    }
}

/// The steps so far of one derivation.
#[derive(Debug)]
pub struct Steps {
    whole: Span,
    steps: Vec<Step>,
}

impl Steps {
    /// No steps yet, of the formula at `whole`.
    #[must_use]
    pub fn new(whole: Span) -> Steps {
        Steps {
            whole,
            steps: Vec::new(),
        }
    }

    /// Writes down that `of` has the derivative `gives` by `by`, each line once; returns the derivative, simplified.
    ///
    /// # Errors
    /// If that is too long.
    pub fn note(&mut self, rule: Rule, by: &str, of: &Expr, gives: &Expr) -> Result<Expr, Problem> {
        let gives = simplify(gives).map_err(|problem| Problem {
            span: self.place(of),
            ..problem
        })?;
        let bare = of.unplaced();
        let same = |kept: &Step| kept.by == by && kept.of.unplaced() == bare;
        if !self.steps.iter().any(same) {
            self.steps.push(Step {
                rule,
                by: by.to_string(),
                of: of.clone(),
                gives: gives.clone(),
                span: self.place(of),
            });
        }
        Ok(gives)
    }

    /// Span of `expr`; a formula made on the way has that of the whole.
    #[must_use]
    pub fn place(&self, expr: &Expr) -> Span {
        if expr.span == Span::default() {
            self.whole
        } else {
            expr.span
        }
    }

    /// The steps in order.
    #[must_use]
    pub fn taken(self) -> Vec<Step> {
        self.steps
    }
}
