//! Blocks of words: a note that the learner writes, and what is asked again at the end.

use super::about::Find;
use super::body::{Body, Problems, Prose};
use super::kind::{Kind, Part};

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

impl Kind for Note {
    fn read(body: &Body<'_>, problems: &Problems, _: &mut Find<'_>) -> Option<Note> {
        body.read(&["asks"], problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"In your own words: …\"")?;
            Some(Note { asks })
        })
    }

    fn part(&self) -> Part {
        Part::Do
    }

    fn asks(&self) -> Option<Prose> {
        Some(self.asks)
    }
}

impl Kind for Recall {
    fn read(body: &Body<'_>, problems: &Problems, _: &mut Find<'_>) -> Option<Recall> {
        body.read(&["asks", "answer"], problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"What does delta say?\"");
            let answer = fields.required_prose("answer", "answer = \"How wrong the output is.\"");
            Some(Recall {
                asks: asks?,
                answer: answer?,
            })
        })
    }

    fn part(&self) -> Part {
        Part::Reveal(1)
    }

    fn asks(&self) -> Option<Prose> {
        Some(self.asks)
    }
}

impl Kind for Head {
    fn read(body: &Body<'_>, problems: &Problems, _: &mut Find<'_>) -> Option<Head> {
        body.read(&["minutes"], problems, |fields| {
            let minutes = fields.required("minutes", "minutes = 25")?.count(1)?;
            Some(Head { minutes })
        })
    }
}
