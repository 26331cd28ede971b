//! Verdicts on an answer: right, a slip that people make, or neither.

use super::body::Prose;

/// Judgement of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is right.
    Right,
    /// It is a guess at what has no right answer: kept, not judged.
    Kept,
    /// It is what comes out after this slip.
    Slip(Feedback),
    /// It is wrong.
    Wrong,
    /// It cannot be judged: why.
    Unreadable(String),
}

/// Sentence about a wrong answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// A text of the lesson.
    Prose(Prose),
    /// A sentence of the program.
    Known(String),
}
