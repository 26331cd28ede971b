//! Terms that are deliberately wrong: the formulas that the rules get in place of the true terms.

use super::factors::Factors;
use super::rule::Rule;
use super::term::Term;
use crate::formula::Problem;

/// The formula that replaces each term, if one does.
#[derive(Clone, Debug, Default)]
pub struct Taken([Option<Rule>; 4]);

impl Taken {
    /// Returns `true` if every term is the true one.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The formula that replaces a term; `None`, if it is the true one.
    #[must_use]
    pub fn of(&self, term: Term) -> Option<&Rule> {
        self.0[term as usize].as_ref()
    }

    /// Replaces a term by a formula. The name of the term itself mends it, and so does `f'(e)`.
    ///
    /// # Errors
    /// If it is no formula of a rule's numbers.
    pub(super) fn take(&mut self, term: Term, formula: &str) -> Result<(), Problem> {
        let rule = Rule::read_term(formula)?;
        let is_true = rule.text() == term.name() || term == Term::Fprime && rule.text() == "f'(e)";
        self.0[term as usize] = (!is_true).then_some(rule);
        Ok(())
    }

    /// The formula taken for a term, as it would be written; the term's own name if it is the true one.
    #[must_use]
    pub fn text(&self, term: Term) -> &str {
        self.of(term).map_or(term.name(), Rule::text)
    }

    /// The factors as the rule gets them; formulas are about the true ones.
    pub(super) fn put<'a>(&self, factors: &Factors<'a>) -> Factors<'a> {
        let mut put = *factors;
        for term in Term::ALL {
            if let Some(formula) = self.of(term) {
                *put.term_mut(term) = formula.value(factors);
            }
        }
        put
    }
}

impl Factors<'_> {
    /// One of the four terms.
    #[must_use]
    pub fn term(&self, term: Term) -> f64 {
        match term {
            Term::Lr => self.lr,
            Term::Delta => self.delta,
            Term::Fprime => self.fprime,
            Term::Input => self.input,
        }
    }

    pub(super) fn term_mut(&mut self, term: Term) -> &mut f64 {
        match term {
            Term::Lr => &mut self.lr,
            Term::Delta => &mut self.delta,
            Term::Fprime => &mut self.fprime,
            Term::Input => &mut self.input,
        }
    }
}
