//! `scale log`: the scale on which the error is drawn against the updates.

use std::fmt;

use super::super::error_scale::ErrorScale;
use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::verb::{Act, Nature, Read, Verb, listed};
use super::words::{Words, expected};
use crate::formula::Problem;

/// The scale on which the error is drawn, or the next one if none is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScaleError(pub Option<ErrorScale>);

impl Read for ScaleError {
    const VERBS: &'static [Verb] = &[Verb {
        name: "scale",
        forms: &["scale log", "scale linear", "scale auto", "scale next"],
        says: "sets the scale on which the error is drawn",
        next: |before, _| match before {
            [] => listed(&["log", "linear", "auto", "next"]),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let (word, span) = words.next();
        let known = ErrorScale::ALL.iter().find(|(known, _)| *known == word);
        match known {
            Some((_, scale)) => Ok(ScaleError(Some(*scale))),
            None if word == "next" => Ok(ScaleError(None)),
            None => {
                let words = ErrorScale::ALL.map(|(word, _)| word);
                let problem = expected(span, "`log`, `linear`, `auto` or `next`", word);
                Err(problem.nearest(word, words.into_iter().chain(["next"])))
            }
        }
    }
}

impl fmt::Display for ScaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.0.map_or("next", ErrorScale::word);
        write!(f, "scale {word}")
    }
}

impl Act for ScaleError {
    fn nature(&self) -> Nature {
        Nature::Selects
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let before = trainer.error_scale;
        trainer.error_scale = self.0.unwrap_or_else(|| before.next());
        let [old, new] = [before, trainer.error_scale].map(|scale| scale.word().to_string().into());
        Ok(Report::default().with("scale", &[], old, new))
    }
}
