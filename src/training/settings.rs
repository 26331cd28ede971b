//! The settings of a run, which can change while it learns.

use std::fmt;
use std::sync::Arc;

use super::optimizer::{OPTIMIZERS, Optimizer, Parameters, With};
use super::rule::Rule;
use super::taken::Taken;
use super::term::Term;
use crate::network::{Loss, Network};

/// When the weights are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// After each pattern.
    Online,
    /// After the sum over all patterns.
    Batch,
    /// After the sum over so many patterns; the last update of an epoch may have fewer.
    Mini(usize),
}

impl Schedule {
    /// Returns `true` if an update is the sum over several patterns.
    #[must_use]
    #[inline]
    pub fn sums(self) -> bool {
        self != Schedule::Online
    }

    /// The name for readers.
    #[must_use]
    pub fn called(self) -> String {
        match self {
            Schedule::Online => "online".to_string(),
            Schedule::Batch => "batch".to_string(),
            Schedule::Mini(size) => format!("batches of {size}"),
        }
    }

    /// Number of patterns that an update learns from, if there are `patterns` in all.
    #[must_use]
    #[inline]
    pub fn size(self, patterns: usize) -> usize {
        match self {
            Schedule::Online => 1,
            Schedule::Batch => patterns,
            Schedule::Mini(size) => size.clamp(1, patterns),
        }
    }
}

/// The length of a step along a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSearch {
    /// Halved until the error has fallen enough.
    Halving,
    /// To the minimum of the parabola through the error, its slope, and the error one step ahead.
    Parabola,
}

/// In which order the patterns of an epoch come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they are listed.
    Given,
    /// Shuffled anew each epoch.
    Shuffled,
}

/// A term that counts as 1, in one layer or in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mute {
    /// The term.
    pub term: Term,
    /// The layer; all layers, if none.
    pub layer: Option<usize>,
}

impl fmt::Display for Mute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.layer {
            None => f.write_str(self.term.name()),
            Some(layer) => write!(f, "{}({layer})", self.term.name()),
        }
    }
}

/// The settings of a run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The net: its activations and its loss may be set.
    pub network: Network,
    /// The learning rate.
    pub lr: f64,
    /// Online, batch, or in mini-batches.
    pub schedule: Schedule,
    /// The optimizer, which makes changes of the rule's values.
    pub method: &'static Optimizer,
    /// The numbers of optimizers.
    pub parameters: Parameters,
    /// The line search, where one is asked for; conjugate gradient halves if none is.
    pub line_search: Option<LineSearch>,
    /// Given or shuffled.
    pub order: Order,
    /// The seed of shuffling and of the first weights.
    pub seed: u64,
    /// Largest distance of drawn weights from 0.
    pub spread: f64,
    /// The rule for the change of a weight, one for each layer.
    pub rules: Vec<Rule>,
    /// The rule for the number sent back through a weight, one for each layer.
    pub send_backs: Vec<Rule>,
    /// The formulas that replace terms in `rules` and `send_backs`.
    pub taken: Taken,
    /// The terms that count as 1.
    pub mutes: Vec<Mute>,
    /// `true` for each weight that updates leave as it is.
    pub frozen: Vec<bool>,
}

/// Default for the largest distance of drawn weights from 0.
pub const SPREAD: f64 = 0.5;

impl Settings {
    /// The settings of a net where its lesson says nothing: those of the format's own example.
    #[must_use]
    pub fn new(network: Network) -> Self {
        let layers = network.layout.layers();
        Settings {
            lr: 0.5,
            schedule: Schedule::Online,
            method: OPTIMIZERS[0],
            parameters: Parameters::default(),
            line_search: None,
            order: Order::Given,
            seed: 0,
            spread: SPREAD,
            rules: vec![Rule::update(); layers],
            send_backs: vec![Rule::send_back(); layers],
            taken: Taken::default(),
            mutes: Vec::new(),
            frozen: vec![false; network.layout.weights()],
            network,
        }
    }

    /// Returns `true` if a term counts as 1 in a layer.
    #[must_use]
    pub fn is_muted(&self, term: Term, layer: usize) -> bool {
        self.mutes
            .iter()
            .any(|mute| mute.term == term && mute.layer.is_none_or(|muted| muted == layer))
    }

    /// Returns `true` if the rule gets the true value of a term in a layer.
    #[must_use]
    pub fn is_true(&self, term: Term, layer: usize) -> bool {
        self.taken.of(term).is_none() && !self.is_muted(term, layer)
    }

    /// Returns `true` if the rules and terms are the course's own, so that a step follows the slope.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.mutes.is_empty()
            && self.taken.is_nothing()
            && self
                .rules
                .iter()
                .chain(&self.send_backs)
                .all(Rule::is_plain)
    }

    /// Returns `true` if steps are made by a line search rather than by the rule.
    #[must_use]
    #[inline]
    pub fn searches(&self) -> bool {
        self.method.searches() || self.line_search.is_some()
    }

    /// The learning rate as rules have it: 1, where the optimizer has it itself.
    #[must_use]
    #[inline]
    pub fn lr_of_rules(&self) -> f64 {
        if self.method.takes_slope() {
            1.0
        } else {
            self.lr
        }
    }

    /// The numbers with which the optimizer makes the changes of a layer, in the update after so many.
    #[must_use]
    pub fn with(&self, layer: usize, updates: u64) -> With {
        let muted = self.is_muted(Term::Lr, layer);
        With {
            lr: if muted { 1.0 } else { self.lr },
            updates: updates + 1,
            parameters: self.parameters.of(self.method),
        }
    }

    /// Checks that the settings go together.
    ///
    /// # Errors
    /// If they do not: a sentence that says why.
    pub fn agree(&self) -> Result<(), String> {
        if self.searches() {
            let what = if self.method.searches() {
                self.method.called
            } else {
                "a line search"
            };
            if self.schedule != Schedule::Batch {
                return Err(format!(
                    "{what} goes along the slope of all patterns: it needs `schedule = \"batch\"`"
                ));
            }
            if !self.is_plain() {
                return Err(format!(
                    "{what} goes along the true slope: `rule`, `send_back`, `terms` and mutes have no part in it"
                ));
            }
            if self.method.each().is_some() {
                return Err(format!("{} has no line search", self.method.called));
            }
        }
        let logistic = self
            .network
            .activations
            .last()
            .is_some_and(|activation| activation.name() == "logistic");
        if self.network.loss == Loss::CrossEntropy && !logistic {
            return Err("cross-entropy needs logistic outputs".to_string());
        }
        Ok(())
    }
}

/// A change of settings or weights, an event of the timeline.
#[derive(Clone, Debug)]
pub enum Revision {
    /// The settings from then on.
    Settings(Arc<Settings>),
    /// The new value of a weight, by its place in the row of all weights.
    Weight(usize, f64),
}

/// Learning rates go up and down in this row, times a power of ten.
const ROW: [f64; 3] = [1.0, 2.0, 5.0];

/// The next learning rate up or down the 1-2-5 row.
#[must_use]
pub fn neighbour(lr: f64, up: bool) -> f64 {
    let row = (-12..12).flat_map(|power| ROW.map(|digit| (digit, power)));
    // Divided, not multiplied by a negative power: 2/10 is 0.2 to the last bit.
    let mut rates = row.map(|(digit, power)| {
        if power < 0 {
            digit / 10f64.powi(-power)
        } else {
            digit * 10f64.powi(power)
        }
    });
    let found = if up {
        rates.find(|rate| *rate > lr * (1.0 + 1e-9))
    } else {
        rates.rfind(|rate| *rate < lr * (1.0 - 1e-9))
    };
    found.unwrap_or(lr)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learning_rate_walks_the_row_one_two_five() {
        let up: Vec<f64> = std::iter::successors(Some(0.05), |lr| Some(neighbour(*lr, true)))
            .take(6)
            .collect();
        assert_eq!(up, [0.05, 0.1, 0.2, 0.5, 1.0, 2.0]);
        assert_eq!(neighbour(0.5, false), 0.2);
        assert_eq!(
            neighbour(0.3, true),
            0.5,
            "a rate between two finds its way back to the row"
        );
        assert_eq!(neighbour(0.0, false), 0.0);
    }
}
