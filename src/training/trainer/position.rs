//! A trainer's position in its timeline, and the report of the way between two.

use super::super::report::Report;
use super::state::Trainer;

/// A position of a trainer's first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Updates finished.
    pub updates: u64,
    /// Epochs finished.
    pub epochs: u64,
    /// Number of weights that the update under way has changed.
    pub applied: u64,
    /// The pattern that is shown, from 0, where an update learns from several; else 0.
    pub shown: u64,
}

/// The names that tell a trainer's progress: they are hidden together.
const COUNTS: &[&str] = &["epoch", "update"];

impl Trainer {
    /// Its position now.
    #[must_use]
    pub fn position(&self) -> Position {
        let run = self.run();
        Position {
            updates: run.updates(),
            epochs: run.epochs(),
            applied: run.applied().len() as u64,
            shown: if run.settings().schedule.sums() {
                self.pattern() as u64
            } else {
                0
            },
        }
    }

    /// The report of the way from another position to this one, by the updates made or taken back. It leaves out single
    /// weights: their old and new values are among the terms.
    #[must_use]
    pub fn moved_since(&self, before: Position) -> Report {
        let now = self.position();
        Report::default()
            .with("update", COUNTS, before.updates.into(), now.updates.into())
            .with("epoch", COUNTS, before.epochs.into(), now.epochs.into())
            .with(
                "pattern",
                &["pattern"],
                (before.shown + 1).into(),
                (now.shown + 1).into(),
            )
    }
}
