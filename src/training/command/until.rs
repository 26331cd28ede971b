//! `until E < 0.01 within 500 epochs`: forward until a condition holds. It asserts nothing, but reports whether the
//! condition came to hold.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer};
use super::super::ways::{Stride, Strides};
use super::step::strides;
use super::verb::{Act, Nature, Read, Updates, Verb, listed};
use super::words::Words;
use crate::formula::{Expr, Problem};

/// A condition, and the distance to go for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Until {
    /// The condition.
    pub condition: Expr,
    /// The strides after which to give up.
    pub within: Strides,
}

const EXAMPLE: &str = "until E < 0.01 within 500 epochs";

impl Read for Until {
    const VERBS: &'static [Verb] = &[Verb {
        name: "until",
        forms: &[EXAMPLE],
        says: "goes on until something is so, and says whether it came to be so",
        next: |before, trainer| match before.iter().position(|word| *word == "within") {
            Some(within) => strides(&before[within + 1..], trainer),
            None if before.is_empty() => names(),
            None => [names(), listed(&["within"])].concat(),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let Some(condition) = words.formula_before("within") else {
            return Err(
                Problem::new(words.behind(), "expected `within` and how far to look")
                    .help(format!("write `{EXAMPLE}`")),
            );
        };
        let condition = condition?.condition()?;
        let (count, stride) = (words.count()?, words.stride()?);
        let within = Strides { count, stride };
        Ok(Until { condition, within })
    }
}

fn names() -> Vec<String> {
    let names = super::super::quantity::names();
    names.map(ToString::to_string).collect()
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "until {} within {}", self.condition, self.within)
    }
}

impl Act for Until {
    fn nature(&self) -> Nature {
        Nature::Moves
    }

    fn stride(&self) -> Option<Stride> {
        Some(self.within.stride)
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        trainer.bind(&self.condition).map(drop)
    }

    fn updates(&self, trainer: &Trainer) -> Result<Option<Updates>, Problem> {
        let condition = trainer.bind(&self.condition)?;
        Ok(Some(Updates::Strides(self.within, Some(condition))))
    }

    fn act(&self, trainer: &mut Trainer, before: Position) -> Result<Report, Problem> {
        let condition = trainer.bind(&self.condition)?;
        let is_met = condition.eval_condition(&trainer.moment()) == Ok(true);
        let says = if is_met {
            format!("{} is so", self.condition)
        } else {
            format!("{} is not so within {}", self.condition, self.within)
        };
        Ok(Report {
            says: Some(says),
            ..trainer.moved_since(before)
        })
    }
}
