//! Blocks of words: a note that the learner writes, and what is asked again at the end.

use super::body::{Body, Problems, Prose};

/// A note block: free text, which is kept.
#[derive(Clone, Debug)]
pub struct Note {
    /// The topic that the learner is asked to write about.
    pub asks: Prose,
}

/// A recall block: a question to answer for oneself, and what is then looked at.
#[derive(Clone, Debug)]
pub struct Recall {
    /// The question.
    pub asks: Prose,
    /// A possible answer.
    pub answer: Prose,
}

/// Facts about the lesson itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// Number of minutes that it takes.
    pub minutes: u64,
}

impl Note {
    /// Reads a note block.
    #[must_use]
    pub fn read(body: &Body<'_>, problems: &Problems) -> Option<Note> {
        body.read(&["asks"], problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"In your own words: …\"")?;
            Some(Note { asks })
        })
    }
}

impl Recall {
    /// Reads a recall block.
    #[must_use]
    pub fn read(body: &Body<'_>, problems: &Problems) -> Option<Recall> {
        body.read(&["asks", "answer"], problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"What does delta say?\"");
            let answer = fields.required_prose("answer", "answer = \"How wrong the output is.\"");
            Some(Recall {
                asks: asks?,
                answer: answer?,
            })
        })
    }
}

impl Head {
    /// Reads the head of a lesson.
    #[must_use]
    pub fn read(body: &Body<'_>, problems: &Problems) -> Option<Head> {
        body.read(&["minutes"], problems, |fields| {
            let minutes = fields.required("minutes", "minutes = 25")?.count(1)?;
            Some(Head { minutes })
        })
    }
}
