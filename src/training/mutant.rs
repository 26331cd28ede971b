//! Common mistakes in an update, as rows of one table: a term of the rule, and the formula in its place.
//!
//! `check --mutate` makes them to see which claims notice; a question makes them to know what a wrong answer left out.
//! The update itself knows nothing of them: a mistaken trainer is one that follows a mistaken rule.

use std::sync::Arc;

use super::rule::Rule;
use super::run::Start;
use super::settings::Settings;
use super::trainer::{RunSpec, TrainerSpec};
use crate::formula::{fill, parse};
use crate::network::{Activation, Loss};

/// A mistake in one term of the rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The term, by its name in a rule.
    pub term: &'static str,
    /// Formula taken in its place, in the names of a rule.
    pub taken: &'static str,
    /// Formulas in which it is made.
    place: Place,
    /// In a few words: `lr left out`.
    pub name: &'static str,
    /// One sentence for a learner whose answer it explains.
    pub says: &'static str,
}

/// Formulas of a layer in which a mistake is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the rule, by learners only: no claim is held against it.
    Answer,
    /// In the rule.
    Rule,
    /// In the rule, and in the number sent back.
    Both,
    /// In the number sent back.
    SendBack,
}

const fn row(
    place: Place,
    [term, taken]: [&'static str; 2],
    name: &'static str,
    says: &'static str,
) -> Mistake {
    Mistake {
        term,
        taken,
        place,
        name,
        says,
    }
}

/// The mistakes, the most likely first.
pub const MISTAKES: [Mistake; 25] = [
    row(
        Place::Both,
        ["fprime", "1"],
        "f′ left out",
        "That leaves f′(e) out: how much of a nudge of e arrives at y.",
    ),
    row(
        Place::Both,
        ["fprime", "f'(y)"],
        "f′ taken at y",
        "That takes f′ at y: it is to be taken at e, the net input.",
    ),
    row(
        Place::Rule,
        ["delta", "-delta"],
        "delta turned round",
        "That has the sign turned round: delta is t − y, what it should be minus what it is.",
    ),
    row(
        Place::Rule,
        ["lr", "1"],
        "lr left out",
        "That leaves the learning rate out, or takes it to be 1.",
    ),
    row(
        Place::Rule,
        ["delta", "2 * delta"],
        "twice as much",
        "That is twice as much: the ½ in the error takes away the 2 of the square.",
    ),
    row(
        Place::Rule,
        ["delta", "delta / 2"],
        "half as much",
        "That is half as much: the 2 of the square has used up the ½ in the error.",
    ),
    row(
        Place::Rule,
        ["input", "1"],
        "the input left out",
        "That leaves the input out: what comes in through this weight.",
    ),
    row(
        Place::Rule,
        ["delta", "1"],
        "delta left out",
        "That leaves delta out: how far the output is from its target.",
    ),
    row(
        Place::SendBack,
        ["w", "w + change"],
        "changed weights in hidden deltas",
        "That sends delta back through weights that were changed already.",
    ),
    row(
        Place::Answer,
        ["fprime", "y"],
        "y taken for f′(e)",
        "That takes the output y for f′(e), which is how fast y rises with e.",
    ),
    row(
        Place::Answer,
        ["fprime", "1 - y"],
        "1 − y taken for f′(e)",
        "That takes 1 − y for f′(e), which is how fast y rises with e.",
    ),
    row(
        Place::Answer,
        ["fprime", "e"],
        "e taken for f′(e)",
        "That takes e itself for f′(e), the slope of the activation at e.",
    ),
    row(
        Place::Answer,
        ["fprime", "e * (1 - e)"],
        "e taken for y in f′",
        "That is e × (1 − e): in y × (1 − y) belongs the output y, not the net input.",
    ),
    row(
        Place::Answer,
        ["fprime", "f'(input)"],
        "f′ taken at the input",
        "That takes f′ at the input: it is to be taken at e, the net input.",
    ),
    row(
        Place::Answer,
        ["delta", "t - e"],
        "e taken for y in delta",
        "That compares the target with the net input e: delta is t − y, with the output y.",
    ),
    row(
        Place::Answer,
        ["delta", "t"],
        "the target taken for delta",
        "That takes the target for delta: delta is t − y, what it should be minus what it is.",
    ),
    row(
        Place::Answer,
        ["delta", "y"],
        "the output taken for delta",
        "That takes the output for delta: delta is t − y, what it should be minus what it is.",
    ),
    row(
        Place::Answer,
        ["delta", "delta^2 / 2"],
        "the error taken for delta",
        "That takes the error, half the square of delta, for delta itself.",
    ),
    row(
        Place::Answer,
        ["input", "w"],
        "the weight taken for the input",
        "That takes the weight for its input: the input is what comes in through the weight.",
    ),
    row(
        Place::Answer,
        ["input", "y"],
        "the output taken for the input",
        "That takes the unit's output for the input: the input is what comes in through the weight.",
    ),
    row(
        Place::Answer,
        ["input", "w * input"],
        "the weight multiplied in",
        "That has the weight itself in the product, which is none of its factors.",
    ),
    row(
        Place::Answer,
        ["lr", "lr^2"],
        "lr taken twice",
        "That has the learning rate in it twice.",
    ),
    row(
        Place::Answer,
        ["fprime", "fprime^2"],
        "f′ taken twice",
        "That has f′(e) in it twice.",
    ),
    row(
        Place::Answer,
        ["delta", "delta^2"],
        "delta taken twice",
        "That has delta in it twice.",
    ),
    row(
        Place::Answer,
        ["input", "input^2"],
        "the input taken twice",
        "That has the input in it twice.",
    ),
];

/// A mistake that a whole trainer makes, in what it learns by or on the way forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// A row of [`MISTAKES`], in every layer.
    Term(&'static Mistake),
    /// In batch the mean of the patterns' changes is taken, not their sum.
    MeanForSum,
    /// Forward, the inputs come in in another order.
    InputsTurned,
    /// Forward, nothing comes in through the biases.
    BiasLeftOut,
    /// The error is the square of t − y without its ½, and delta is still t − y.
    HalfLeftOut,
    /// Units have another activation.
    OtherActivation,
    /// Frozen weights are changed like the others.
    Thawed,
}

impl Mutant {
    /// Every mutant that a claim is held against.
    pub fn all() -> impl Iterator<Item = Mutant> {
        let terms = MISTAKES.iter().filter(|row| row.place != Place::Answer);
        terms.map(Mutant::Term).chain([
            Mutant::MeanForSum,
            Mutant::InputsTurned,
            Mutant::BiasLeftOut,
            Mutant::HalfLeftOut,
            Mutant::OtherActivation,
            Mutant::Thawed,
        ])
    }

    /// In a few words: `lr left out`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mutant::Term(mistake) => mistake.name,
            Mutant::MeanForSum => "mean for sum",
            Mutant::InputsTurned => "inputs in another order",
            Mutant::BiasLeftOut => "bias left out",
            Mutant::HalfLeftOut => "no ½ in the error",
            Mutant::OtherActivation => "another activation",
            Mutant::Thawed => "frozen weights changed",
        }
    }

    fn spoil(self, start: &mut Start) {
        let patterns = start.patterns.len();
        let settings = Arc::make_mut(&mut start.state.settings);
        match self {
            Mutant::Term(mistake) => mistake.spoil(settings),
            Mutant::MeanForSum if settings.schedule.sums() => {
                let mean = format!("lr / {}", settings.schedule.size(patterns));
                replace(&mut settings.rules, "lr", &mean, Rule::read_update);
            }
            Mutant::InputsTurned => {
                let turned = start.patterns.iter().cloned().map(|mut pattern| {
                    pattern.inputs.reverse();
                    pattern
                });
                start.patterns = turned.collect();
            }
            Mutant::BiasLeftOut => Arc::make_mut(&mut settings.network.layout).bias_input = 0.0,
            Mutant::HalfLeftOut if settings.network.loss == Loss::Squared => {
                settings.network.loss = Loss::WholeSquare;
            }
            Mutant::MeanForSum | Mutant::HalfLeftOut => {}
            Mutant::OtherActivation => {
                for activation in &mut settings.network.activations {
                    let other = if activation.name() == "tanh" {
                        "logistic"
                    } else {
                        "tanh"
                    };
                    if let Ok(other) = Activation::read(other) {
                        *activation = other;
                    }
                }
            }
            Mutant::Thawed => settings.frozen.fill(false),
        }
    }
}

impl Mistake {
    fn spoil(&self, settings: &mut Settings) {
        if self.place != Place::SendBack {
            replace(
                &mut settings.rules,
                self.term,
                self.taken,
                Rule::read_update,
            );
        }
        if matches!(self.place, Place::Both | Place::SendBack) {
            replace(
                &mut settings.send_backs,
                self.term,
                self.taken,
                Rule::read_send_back,
            );
        }
    }
}

/// Takes a formula in place of a term in each rule that has the term.
fn replace(
    rules: &mut [Rule],
    term: &str,
    taken: &str,
    read: impl Fn(&str) -> Result<Rule, crate::formula::Problem>,
) {
    for rule in rules {
        let replaced = parse(taken)
            .and_then(|taken| fill(rule.text(), &[(term, &taken)]))
            .and_then(|formula| read(&formula.to_string()));
        if let Ok(replaced) = replaced {
            *rule = replaced;
        }
    }
}

impl TrainerSpec {
    /// The same trainer, but every run makes a mistake.
    #[must_use]
    pub fn with_mutant(&self, mutant: Mutant) -> TrainerSpec {
        let spoilt = |run: &RunSpec| {
            let mut start = (*run.start).clone();
            mutant.spoil(&mut start);
            RunSpec {
                start: Arc::new(start),
                ..run.clone()
            }
        };
        TrainerSpec {
            runs: self.runs.iter().map(spoilt).collect(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Layout;

    #[test]
    fn every_mistake_is_made_in_a_rule_of_the_course() {
        for mistake in &MISTAKES {
            let layout = Arc::new(Layout::new(vec![2, 2, 1], &[3, 3, 3]));
            let network = crate::network::Network {
                activations: vec![Activation::read("logistic").expect("a name"); 2],
                loss: Loss::Squared,
                layout,
            };
            let mut settings = Settings::new(network);
            mistake.spoil(&mut settings);
            assert!(!settings.is_plain(), "{}", mistake.name);
        }
    }
}
