//! The update that panels show: the one just done until the next begins, else the one under way, else the next. Every panel that
//! speaks of an update asks here, so that all of them speak of the same one.

use super::eval_context::EvalContext;
use super::quantity::Quantity;
use super::run::Run;
use super::update::Update;
use crate::network::{Terms, WeightId};

/// The progress of the shown update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is the next one: no weight is changed yet.
    Next,
    /// Some of its weights are changed.
    UnderWay,
    /// It has just been finished.
    Done,
}

/// The update of a run that is shown.
#[derive(Clone, Copy, Debug)]
pub struct ShownUpdate<'a> {
    /// Its progress.
    pub stage: Stage,
    /// The run as it is now.
    pub run: &'a Run,
    /// The update.
    pub update: &'a Update,
    /// The pattern whose numbers are shown, from 0: the update's own; in batch the one that the trainer shows.
    pub pattern: usize,
}

impl<'a> ShownUpdate<'a> {
    /// The update of a run by itself.
    #[must_use]
    pub fn alone(run: &'a Run) -> Self {
        ShownUpdate::new(run, run.done())
    }

    pub(super) fn new(run: &'a Run, done: Option<&'a Update>) -> Self {
        let (stage, update) = match done {
            Some(done) => (Stage::Done, done),
            None if run.applied().is_empty() => (Stage::Next, run.update()),
            None => (Stage::UnderWay, run.update()),
        };
        ShownUpdate {
            stage,
            run,
            update,
            pattern: update.pattern,
        }
    }

    /// A copy of the run before the update, for reading only: the update is its next one.
    #[must_use]
    pub fn before(&self) -> Run {
        self.run.before(self.update)
    }

    /// Returns `true` if the update has changed a weight, by its place in the row of all weights.
    #[must_use]
    pub fn has_changed(&self, weight: usize) -> bool {
        self.stage == Stage::Done || self.run.applied().contains(&weight)
    }

    /// The terms of the pattern that is shown, from the weights before the update.
    #[must_use]
    pub fn terms(&self) -> Terms {
        if self.pattern == self.update.pattern {
            self.update.terms.clone()
        } else {
            self.share(self.pattern).terms
        }
    }

    /// The update that one pattern, from 0, asks for, from the weights before the update.
    #[must_use]
    pub fn share(&self, pattern: usize) -> Update {
        self.run.share_of(&self.update.before, pattern)
    }

    /// A number of the run before the update; none, if it has no such number.
    #[must_use]
    pub fn number(&self, quantity: Quantity) -> Option<f64> {
        let selected = quantity.weight().unwrap_or(WeightId::first_of(1));
        EvalContext::new([&self.before()], selected, self.pattern).number(0, quantity)
    }
}
