//! `freeze w(1,1,1)`, `thaw b`: weights that steps leave as they are, or no longer do.

use std::fmt;

use super::super::report::Report;
use super::super::trainer::{Position, Trainer, refusal};
use super::verb::{Act, Nature, Read, Verb, weights};
use super::words::Words;
use crate::formula::tree::ExprKind;
use crate::formula::{Expr, Problem};
use crate::network::{Layout, WeightId};

/// Weights, and `true` if updates are to leave them as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Freeze {
    /// A weight by its name, or `b` for all biases.
    pub weights: Expr,
    /// Frozen, or thawed.
    pub frozen: bool,
}

/// The weights that are meant.
#[derive(Clone, Copy)]
enum Meant {
    One(WeightId),
    Biases,
}

impl Meant {
    fn has(self, layout: &Layout, weight: usize) -> bool {
        match self {
            Meant::One(id) => layout.weight(id) == Some(weight),
            Meant::Biases => layout.is_bias(weight),
        }
    }
}

impl Freeze {
    fn meant(&self, trainer: &Trainer) -> Result<Meant, Problem> {
        if !matches!(&self.weights.kind, ExprKind::Name(name) if name == "b") {
            return trainer.weight(&self.weights).map(Meant::One);
        }
        let layout = trainer.layout();
        if (0..layout.weights()).any(|weight| layout.is_bias(weight)) {
            return Ok(Meant::Biases);
        }
        Err(refusal("this net has no biases"))
    }
}

impl Read for Freeze {
    const VERBS: &'static [Verb] = &[
        Verb {
            name: "freeze",
            forms: &["freeze w(1, 1, 1)", "freeze b"],
            says: "lets steps leave a weight as it is, or all biases",
            next: weights_or_biases,
        },
        Verb {
            name: "thaw",
            forms: &["thaw w(1, 1, 1)", "thaw b"],
            says: "lets steps change it again",
            next: weights_or_biases,
        },
    ];

    fn read(verb: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        Ok(Freeze {
            weights: words.rest()?,
            frozen: verb == "freeze",
        })
    }
}

fn weights_or_biases(before: &[&str], trainer: &Trainer) -> Vec<String> {
    match before {
        [] => [vec!["b".to_string()], weights(trainer)].concat(),
        _ => Vec::new(),
    }
}

impl fmt::Display for Freeze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.frozen { "freeze" } else { "thaw" };
        write!(f, "{verb} {}", self.weights)
    }
}

impl Act for Freeze {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        self.meant(trainer).map(drop)
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let meant = self.meant(trainer)?;
        trainer.change(None, "frozen", |settings| {
            let layout = &settings.network.layout;
            for (weight, frozen) in settings.frozen.iter_mut().enumerate() {
                if meant.has(layout, weight) {
                    *frozen = self.frozen;
                }
            }
            Ok(())
        })?;
        let what = match meant {
            Meant::One(weight) => weight.to_string(),
            Meant::Biases => "all biases".to_string(),
        };
        let word = if self.frozen { "frozen" } else { "thawed" };
        Ok(Report::says(format!("{word}: {what}")))
    }
}
