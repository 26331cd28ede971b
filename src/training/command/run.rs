//! `run`, `pause`: update after update, or not.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::verb::{Act, Nature, Read, Verb, listed, nothing};
use super::words::{Words, expected};
use crate::formula::Problem;

/// The command to make updates continuously, or to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// From now on.
    Start,
    /// No longer.
    Pause,
    /// The other of the two.
    Either,
}

impl Read for Pace {
    const VERBS: &'static [Verb] = &[
        Verb {
            name: "run",
            forms: &["run", "run or pause"],
            says: "makes updates until `pause`; `run or pause` does the other of the two",
            next: |before, _| match before {
                [] => listed(&["or"]),
                ["or"] => listed(&["pause"]),
                _ => Vec::new(),
            },
        },
        Verb {
            name: "pause",
            forms: &["pause"],
            says: "stops it",
            next: nothing,
        },
    ];

    fn read(verb: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        if verb == "pause" {
            return Ok(Pace::Pause);
        }
        if words.is_at_end() {
            return Ok(Pace::Start);
        }
        let (first, span) = words.next();
        match (first, words.next().0) {
            ("or", "pause") => Ok(Pace::Either),
            (count, stride) if count.parse::<u64>().is_ok() => {
                let problem = expected(span, "the end, or `or pause`", first);
                Err(problem.help(format!("updates are counted by `step {count} {stride}`")))
            }
            _ => Err(expected(span, "the end, or `or pause`", first)),
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Pace::Start => "run",
            Pace::Pause => "pause",
            Pace::Either => "run or pause",
        })
    }
}

impl Act for Pace {
    fn nature(&self) -> Nature {
        Nature::Paces
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let was_running = trainer.is_running;
        trainer.is_running = match self {
            Pace::Start => true,
            Pace::Pause => false,
            Pace::Either => !was_running,
        };
        Ok(match (was_running, trainer.is_running) {
            (_, true) => Report::says(format!("it runs, {} updates a second", trainer.speed)),
            (true, false) => Report::says("paused"),
            (false, false) => Report::default(),
        })
    }
}
