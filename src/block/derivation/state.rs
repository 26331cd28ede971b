//! A trainer as a point of a derivation's names.

use super::parts::DerivationBlock;
use crate::formula::{Compiled, Expr, Values, parse};
use crate::network::{Activation, WeightId};
use crate::training::{EvalContext, Trainer};

/// The current state of a trainer.
pub(super) struct State<'a> {
    derivation: &'a DerivationBlock,
    trainer: &'a Trainer,
    selected: WeightId,
    moment: EvalContext<'a>,
}

impl<'a> State<'a> {
    pub fn new(derivation: &'a DerivationBlock, trainer: &'a Trainer) -> Self {
        let subject = derivation.subject.as_ref();
        let selected = subject.map_or(trainer.selected(), |subject| subject.selected(trainer));
        State {
            derivation,
            trainer,
            selected,
            moment: trainer.moment_at(selected),
        }
    }

    fn formula(&self, formula: &Expr) -> Option<f64> {
        let vocabulary = self.derivation.subject.as_ref()?.setup.vocabulary();
        let bound = Compiled::new(formula, &vocabulary).ok()?;
        bound.eval(&self.moment).ok()
    }

    /// The activation given for a function; else that of the selected weight's layer, or of the layer whose number it has.
    fn activation(&self, function: &str) -> Option<&Activation> {
        let layer = match function.strip_prefix('f')? {
            "" => self.selected.layer,
            layer => layer.parse().ok()?,
        };
        let of_layer = || {
            let network = self.trainer.run().network();
            network.activations.get(layer.checked_sub(1)?)
        };
        self.derivation.activation(function).or_else(of_layer)
    }
}

impl Values for State<'_> {
    fn name(&self, name: &str) -> Option<f64> {
        let named = self
            .derivation
            .wheres
            .iter()
            .find(|(known, _)| known == name);
        match named {
            Some((_, formula)) => self.formula(formula),
            None => self.formula(&parse(name).ok()?),
        }
    }

    fn function(&self, name: &str, at: f64) -> Option<f64> {
        Some(self.activation(name)?.f(at))
    }

    fn fprime(&self, name: &str, at: f64) -> Option<f64> {
        let activation = self.activation(name)?;
        Some(activation.fprime(at, activation.f(at)))
    }
}
