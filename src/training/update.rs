//! One update: what it would add to each weight, computed for all of them from the weights before any is changed.

use super::settings::Schedule;
use super::timeline::State;
use crate::network::{Network, Pattern, Terms, Weights};

/// The terms and changes of one update, under way or done.
#[derive(Clone, Debug)]
pub struct Update {
    /// The pattern that the update learns from, from 0; in batch the first.
    pub pattern: usize,
    /// The learning rate it was made with.
    pub lr: f64,
    /// The weights before it.
    pub before: Weights,
    /// What it adds to each weight; 0 for a frozen one.
    pub change: Weights,
    /// The terms of its pattern, from the weights before it.
    pub terms: Terms,
    /// Which number grew past what a float holds, if one did.
    pub overflow: Option<String>,
}

impl Update {
    /// Room for an update of such a net.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let none = Weights::zeros(network.layout.weights());
        Update {
            pattern: 0,
            lr: 0.0,
            before: none.clone(),
            change: none,
            terms: Terms::new(&network.layout),
            overflow: None,
        }
    }

    /// Computes the update that a net makes next from where it stands: from one pattern (online), or from all
    /// (batch: the sum of what each asks for).
    pub fn compute(
        &mut self,
        network: &Network,
        state: &State,
        patterns: &[Pattern],
        frozen: &[bool],
    ) {
        (self.pattern, self.lr) = (state.pattern, state.settings.lr);
        self.before.assign(&state.weights);
        self.change.fill(0.0);
        let learnt = match state.settings.schedule {
            Schedule::Online => state.pattern..state.pattern + 1,
            Schedule::Batch => 0..patterns.len(),
        };
        // The first pattern comes last, so that its terms are the ones kept.
        for pattern in patterns[learnt].iter().rev() {
            network.forward(&self.before, &pattern.inputs, &mut self.terms);
            network.backward(&self.before, &pattern.targets, &mut self.terms);
            self.add_changes(network);
        }
        for (change, _) in self
            .change
            .iter_mut()
            .zip(frozen)
            .filter(|(_, frozen)| **frozen)
        {
            *change = 0.0;
        }
        self.overflow = self.first_overflow(network);
    }

    /// Adds what this pattern asks for: lr × delta × f′(e) × input, for each weight.
    fn add_changes(&mut self, network: &Network) {
        let layout = &network.layout;
        for layer in 1..=layout.layers() {
            let below = layout.signal(layer - 1).start;
            for unit in layout.units_of(layer) {
                let (delta, fprime) = (self.terms.delta[unit], self.terms.fprime[unit]);
                for (weight, input) in layout.row(unit).zip(&self.terms.signal[below..]) {
                    self.change[weight] += self.lr * delta * fprime * input;
                }
            }
        }
    }

    /// The first number, in the order in which they are computed, that is no longer finite.
    fn first_overflow(&self, network: &Network) -> Option<String> {
        let new = |weight: usize| self.before[weight] + self.change[weight];
        if (0..self.change.len()).all(|weight| new(weight).is_finite()) {
            return None;
        }
        let layout = &network.layout;
        let of_unit = |word: &str, unit: usize| {
            let layer = layout.layer_of(unit);
            format!(
                "{word}({layer},{})",
                unit - layout.units_of(layer).start + 1
            )
        };
        let units = 0..layout.units();
        let mut numbers = units
            .clone()
            .map(|unit| (self.terms.net_input[unit], of_unit("e", unit)))
            .chain(
                units
                    .clone()
                    .map(|unit| (self.terms.output(layout, unit), of_unit("y", unit))),
            )
            .chain(
                units
                    .clone()
                    .rev()
                    .map(|unit| (self.terms.fprime[unit], of_unit("f′ of e", unit))),
            )
            .chain(
                units
                    .rev()
                    .map(|unit| (self.terms.delta[unit], of_unit("delta", unit))),
            )
            .chain(
                (0..self.change.len()).map(|weight| (new(weight), layout.id(weight).to_string())),
            );
        numbers
            .find(|(number, _)| !number.is_finite())
            .map(|(_, name)| name)
    }
}
