//! `branch`: a second future. A run goes on beside the first just as that is, with all that lies ahead of it; then one changes
//! something, and sees both.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::verb::{Act, Nature, Read, Verb, listed};
use super::words::{Words, expected};
use crate::formula::Problem;

/// A branch begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// A run keeps what is ahead of the first. One that there was before goes.
    Begin,
    /// It goes.
    End,
}

impl Read for Branch {
    const VERBS: &'static [Verb] = &[Verb {
        name: "branch",
        forms: &["branch", "branch end"],
        says: "keeps a run as it is beside the first, with all that lies ahead; then change one thing",
        next: |before, _| match before {
            [] => listed(&["end"]),
            _ => Vec::new(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        match words.next() {
            ("", _) => Ok(Branch::Begin),
            ("end", _) => Ok(Branch::End),
            (other, span) => Err(expected(span, "`end` or nothing", other)),
        }
    }
}

impl fmt::Display for Branch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Branch::Begin => "branch",
            Branch::End => "branch end",
        })
    }
}

impl Act for Branch {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        Ok(Report::says(match self {
            Branch::Begin => {
                trainer.branch();
                "branch goes on as all is now: change something, and go on; `seek parting` goes to where they part"
            }
            Branch::End if trainer.end_branch() => "the branch is gone",
            Branch::End => "there is no branch",
        }))
    }
}
