//! `mute fprime`, `unmute fprime(1)`, `turn fprime`: terms that count as 1 in the first run.

use std::fmt;

use super::super::report::Report;
use super::super::settings::Mute;
use super::super::term::Term;
use super::super::trainer::{Position, Trainer};
use super::verb::{Act, Nature, Read, Verb};
use super::words::Words;
use crate::formula::Problem;

/// A change of the muted terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Muting {
    /// A term counts as 1.
    On(Mute),
    /// It counts again; all do, if none is named.
    Off(Option<Mute>),
    /// It is muted everywhere, then in the selected weight's layer, then not.
    Turn(Term),
}

impl Read for Muting {
    const VERBS: &'static [Verb] = &[
        Verb {
            name: "mute",
            forms: &["mute fprime", "mute fprime(1)"],
            says: "lets a term count as 1, everywhere or in one layer",
            next: terms,
        },
        Verb {
            name: "unmute",
            forms: &["unmute", "unmute lr(2)"],
            says: "lets it count again, or all terms",
            next: terms,
        },
        Verb {
            name: "turn",
            forms: &["turn delta"],
            says: "mutes a term everywhere, then in the selected layer, then not",
            next: terms,
        },
    ];

    fn read(verb: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let is_bare = words.is_at_end();
        let mut muted = || {
            let term = words.term()?;
            let layer = words.layer()?;
            Ok::<_, Problem>(Mute { term, layer })
        };
        match verb {
            "mute" => muted().map(Muting::On),
            "turn" => words.term().map(Muting::Turn),
            _ if is_bare => Ok(Muting::Off(None)),
            _ => muted().map(|muted| Muting::Off(Some(muted))),
        }
    }
}

fn terms(before: &[&str], _: &Trainer) -> Vec<String> {
    match before {
        [] => Term::ALL.map(|term| term.name().to_string()).to_vec(),
        _ => Vec::new(),
    }
}

impl fmt::Display for Muting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Muting::On(muted) => write!(f, "mute {muted}"),
            Muting::Off(None) => f.write_str("unmute"),
            Muting::Off(Some(muted)) => write!(f, "unmute {muted}"),
            Muting::Turn(term) => write!(f, "turn {}", term.name()),
        }
    }
}

impl Act for Muting {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        match self {
            Muting::On(muted) | Muting::Off(Some(muted)) => trainer.has_layer(*muted),
            Muting::Off(None) | Muting::Turn(_) => Ok(()),
        }
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let before = muted(trainer);
        match self {
            Muting::On(muted) => trainer.mute(*muted)?,
            Muting::Off(muted) => trainer.unmute(*muted)?,
            Muting::Turn(term) => trainer.turn(*term)?,
        }
        let report = Report::default().with("muted", &[], before.into(), muted(trainer).into());
        Ok(if report.is_empty() {
            Report::says(format!("muted: {}, as before", muted(trainer)))
        } else {
            report
        })
    }
}

/// The terms that count as 1 now.
fn muted(trainer: &Trainer) -> String {
    let mutes = trainer.run().settings().mutes.iter();
    let names: Vec<String> = mutes.map(ToString::to_string).collect();
    if names.is_empty() {
        "nothing".to_string()
    } else {
        names.join(", ")
    }
}
