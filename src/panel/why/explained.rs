//! A number with its formula and its parts.

use super::source::Source;
use super::statement::{Part, Statement};
use crate::figure::{Line, Role};
use crate::training::{At, Quantity};

/// A number explained.
#[derive(Clone, Debug)]
pub struct Why {
    /// The quantity.
    pub quantity: Quantity,
    /// Its value.
    pub value: f64,
    /// Its formula; it has no parts if it is given.
    pub statement: Statement,
    /// The formula in general, where naming every part would say less.
    pub general: Option<Line>,
    /// Numbers that have to do with it and are not in its formula.
    pub beside: Vec<Part>,
    /// Further remarks.
    pub notes: Vec<Line>,
    /// The pattern and the update that it is of.
    pub context: String,
}

impl Why {
    pub(super) fn new(source: &Source<'_>, quantity: Quantity, value: f64) -> Self {
        Why {
            quantity,
            value,
            statement: Statement::default(),
            general: None,
            beside: Vec::new(),
            notes: Vec::new(),
            context: context(source, quantity),
        }
    }

    /// The same, with a note.
    pub(super) fn noted(mut self, note: impl Into<String>) -> Self {
        self.notes.push(Line::of(Role::Quiet, note));
        self
    }

    /// Its formula, with names.
    #[must_use]
    pub fn formula(&self) -> Line {
        let named = || self.statement.formula();
        self.general.clone().unwrap_or_else(named)
    }

    /// The same with the numbers put in.
    #[must_use]
    pub fn numbers(&self) -> Line {
        self.statement.numbers()
    }

    /// Its parts, then the numbers beside them: the rows to choose from.
    #[must_use]
    pub fn rows(&self) -> Vec<&Part> {
        self.statement.parts.iter().chain(&self.beside).collect()
    }

    /// Leaves nothing to go into: the trainer is about another pattern.
    pub(super) fn close(&mut self) {
        let parts = self.statement.parts.iter_mut();
        for part in parts.chain(&mut self.beside) {
            part.into = None;
        }
    }
}

/// The pattern that a number is of, where there are several, and whether its update is over.
fn context(source: &Source<'_>, quantity: Quantity) -> String {
    let is_standing = matches!(quantity.name, "w" | "E");
    let pattern = match quantity.at {
        At::Run | At::Share(..) => None,
        _ if source.run.patterns().len() == 1 => None,
        At::Weight(_) if is_standing => None,
        At::Weight(_) if source.sums() => {
            let (some, all) = (source.update.learnt.count(), source.run.patterns().len());
            Some(if some == all {
                "all patterns".to_string()
            } else {
                format!("{some} of {all} patterns")
            })
        }
        _ => Some(format!("pattern {}", source.pattern + 1)),
    };
    let done = (source.is_done() && !is_standing).then(|| "the update just done".to_string());
    pattern
        .into_iter()
        .chain(done)
        .collect::<Vec<_>>()
        .join(", ")
}
