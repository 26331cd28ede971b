//! The outcome of the claims of a lesson; each form of a report tells it in its own way.

use crate::block::{Diagnostic, Outcome};
use crate::lesson::Lesson;

/// The worst result of a run of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All hold.
    Holds = 0,
    /// A check fails.
    Fails = 1,
    /// A lesson is broken.
    Broken = 2,
}

/// The outcome of the claims of a lesson.
#[derive(Debug)]
pub struct LessonReport<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Warnings for its author; none, if only one claim was asked for.
    pub warnings: Vec<Diagnostic>,
    /// Its claims, in order.
    pub claims: Vec<ClaimReport>,
}

/// The outcome of a claim.
#[derive(Debug)]
pub struct ClaimReport {
    /// The claim's name.
    pub name: String,
    /// Its line in the lesson.
    pub line: usize,
    /// The outcome.
    pub outcome: Outcome,
}

/// The numbers of claims that hold and fail, and of errors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Claims that hold.
    pub held: usize,
    /// Claims that fail.
    pub failed: usize,
    /// Errors of lessons.
    pub errors: usize,
}

impl<'a> LessonReport<'a> {
    /// Runs the claims of a lesson, or the one of that name.
    #[must_use]
    pub fn of(lesson: &'a Lesson, name: Option<&str>) -> Self {
        let claims = lesson.claims().into_iter();
        let claims = claims.filter(|claim| name.is_none_or(|name| claim.name == name));
        let claims = claims.map(|claim| ClaimReport {
            outcome: claim.run(),
            line: claim.line,
            name: claim.name,
        });
        LessonReport {
            lesson,
            warnings: name.map_or_else(|| lesson.warnings(), |_| Vec::new()),
            claims: claims.collect(),
        }
    }
}

impl Tally {
    /// Adds what came of a lesson.
    pub fn add(&mut self, report: &LessonReport<'_>) {
        let held = report.claims.iter().filter(|claim| claim.outcome.holds());
        let held = held.count();
        self.held += held;
        self.failed += report.claims.len() - held;
        self.errors += report.lesson.problems.len();
    }

    /// The worst that there is.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Tally { errors: 1.., .. } => Verdict::Broken,
            Tally { failed: 1.., .. } => Verdict::Fails,
            _ => Verdict::Holds,
        }
    }
}
