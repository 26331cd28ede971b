//! One update: the change of each weight, computed for all of them from the weights before any is changed.

use std::ops::Range;

use super::learnt::Learnt;
use super::line_search::{Found, search};
use super::optimizer::{Each, Made};
use super::optimizer_state::OptimizerState;
use super::settings::Settings;
use super::timeline::Checkpoint;
use crate::network::{Network, Pattern, Terms, Weights};

/// The terms and changes of one update, under way or done.
#[derive(Clone, Debug)]
pub struct Update {
    /// The pattern that the update learns from, from 0; the first, if they are several.
    pub pattern: usize,
    /// The patterns that it learns from.
    pub learnt: Learnt,
    /// The learning rate it was made with.
    pub lr: f64,
    /// The weights before it.
    pub before: Weights,
    /// The change of each weight; 0 for a frozen one.
    pub change: Weights,
    /// The weights after it, until it is made: then the run has them.
    pub(super) after: Weights,
    /// The rule's values, where the optimizer made other changes of them.
    given: Option<Weights>,
    /// The terms of its pattern, from the weights before it.
    pub terms: Terms,
    /// The optimizer's state for the next update.
    pub memory: OptimizerState,
    /// Number of patterns passed forward, and perhaps back, for it.
    pub evaluated: u64,
    /// Length of a line search's step along its direction.
    pub step: Option<f64>,
    /// The name of the number that overflowed, if one did.
    pub overflow: Option<String>,
}

impl Update {
    /// Room for an update of such a net.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let none = Weights::zeros(network.layout.weights());
        Update {
            pattern: 0,
            learnt: Learnt::one(0),
            lr: 0.0,
            before: none.clone(),
            change: none.clone(),
            after: none,
            given: None,
            terms: Terms::new(&network.layout),
            memory: OptimizerState::None,
            evaluated: 0,
            step: None,
            overflow: None,
        }
    }

    /// The rule's value for each weight, as the optimizer took it; for descent that is the change.
    #[must_use]
    pub fn given(&self) -> &Weights {
        self.given.as_ref().unwrap_or(&self.change)
    }

    /// Computes the next update from a state: from one pattern (online), or from several (batch: the sum over the
    /// patterns).
    pub fn compute(&mut self, state: &Checkpoint, patterns: &[Pattern]) {
        state.lay_out(patterns.len(), &mut self.learnt);
        self.compute_laid_out(state, patterns);
    }

    /// Computes the update that would be made next from a state, if it learnt from other patterns.
    pub(super) fn compute_of(&mut self, state: &Checkpoint, patterns: &[Pattern], learnt: Learnt) {
        self.learnt = learnt;
        self.compute_laid_out(state, patterns);
    }

    /// Computes the update of the patterns that it has.
    fn compute_laid_out(&mut self, state: &Checkpoint, patterns: &[Pattern]) {
        self.begin(&state.settings, &state.weights);
        self.add(state, patterns, 0..self.learnt.count());
        self.close(state, patterns);
    }

    /// Begins to sum up an update; returns the number of patterns that it sums over.
    pub(super) fn open(&mut self, state: &Checkpoint, patterns: usize) -> usize {
        state.lay_out(patterns, &mut self.learnt);
        self.begin(&state.settings, &state.weights);
        self.learnt.count()
    }

    /// Adds the rule's values for a part of its patterns. They come from the last to the first, so that the terms of
    /// the first are kept.
    pub(super) fn add(&mut self, state: &Checkpoint, patterns: &[Pattern], part: Range<usize>) {
        self.add_all(&state.settings, &state.weights, patterns, part);
    }

    /// Makes an update of the sum over all its patterns.
    pub(super) fn close(&mut self, state: &Checkpoint, patterns: &[Pattern]) {
        let settings = &*state.settings;
        if settings.searches() {
            self.go_along(search(state, patterns));
        } else if let Some(each) = settings.method.each() {
            self.make(settings, each, &state.memory);
        } else {
            (self.memory, self.given) = (OptimizerState::None, None);
        }
        self.arrive(settings);
    }

    /// Computes the update that one pattern asks for from the same weights: its share of a batch, or its online update.
    pub fn compute_share(
        &mut self,
        settings: &Settings,
        before: &Weights,
        patterns: &[Pattern],
        pattern: usize,
    ) {
        self.given = None;
        self.learnt = Learnt::one(pattern);
        self.begin(settings, before);
        self.add_all(settings, before, patterns, 0..1);
        self.arrive(settings);
    }

    fn begin(&mut self, settings: &Settings, weights: &Weights) {
        self.evaluated = self.learnt.count() as u64;
        self.pattern = self.learnt.pattern(0);
        self.lr = settings.lr;
        self.step = None;
        row_mut(&mut self.before).copy_from_slice(row(weights));
        row_mut(&mut self.change).fill(0.0);
    }

    /// Adds the rule's value for each weight, summed over some patterns.
    fn add_all(
        &mut self,
        settings: &Settings,
        weights: &Weights,
        patterns: &[Pattern],
        part: Range<usize>,
    ) {
        let network = &settings.network;
        let plain = settings.is_plain();
        // The first pattern comes last, so that its terms are the ones kept.
        for place in part.rev() {
            let Pattern { inputs, targets } = &patterns[self.learnt.pattern(place)];
            network.forward(weights, inputs, &mut self.terms);
            if plain {
                network.backward(weights, targets, &mut self.terms);
                self.add_plainly(settings);
            } else {
                self.add_by_rules(settings, targets);
            }
        }
    }

    /// Leaves frozen weights as they are.
    fn hold(&mut self, frozen: &[bool]) {
        for (change, frozen) in self.change.iter_mut().zip(frozen) {
            if *frozen {
                *change = 0.0;
            }
        }
    }

    /// Adds lr × delta × f′(e) × input for each weight.
    fn add_plainly(&mut self, settings: &Settings) {
        let layout = &settings.network.layout;
        let change = row_mut(&mut self.change);
        let lr = settings.lr_of_rules();
        for layer in 1..=layout.layers() {
            let below = &self.terms.signal[layout.signal(layer - 1)];
            for unit in layout.units_of(layer) {
                let [delta, fprime] = self.terms.factors[unit];
                let local = lr * delta * fprime;
                for (change, input) in change[layout.row(unit)].iter_mut().zip(below) {
                    *change += local * input;
                }
            }
        }
    }

    /// A line search: the change is the step it found.
    fn go_along(&mut self, found: Found) {
        self.change.assign(&found.change);
        self.given = None;
        self.step = Some(found.step);
        self.memory = found.memory;
        self.evaluated = found.evaluated;
    }

    /// Makes each change of the rule's value for its weight and of the weight's moments.
    fn make(&mut self, settings: &Settings, each: &Each, before: &OptimizerState) {
        self.hold(&settings.frozen);
        match &mut self.given {
            Some(given) => given.assign(&self.change),
            None => self.given = Some(self.change.clone()),
        }
        let layout = &settings.network.layout;
        let weights = self.change.len();
        let moments = (self.memory).keep_moments(settings.method, weights, before);
        for layer in 1..=layout.layers() {
            let with = settings.with(layer, moments.updates);
            for weight in layout.weights_of(layer) {
                let own = &mut moments.numbers[weight * each.moments..][..each.moments];
                let change = &mut self.change[weight];
                if settings.frozen[weight] {
                    own.fill(0.0);
                } else {
                    *change = (each.step)(*change, own, &with);
                }
            }
        }
        moments.updates += 1;
    }

    /// The change of a weight and the numbers that the optimizer made it of, if it goes weight by weight.
    #[must_use]
    pub fn made(&self, settings: &Settings, weight: usize) -> Option<Made<'_>> {
        let (each, given) = (settings.method.each()?, self.given.as_ref()?);
        let OptimizerState::Moments(moments) = &self.memory else {
            return None;
        };
        let layer = settings.network.layout.id(weight).layer;
        Some(Made {
            taken: given[weight],
            change: self.change[weight],
            moments: moments
                .numbers
                .get(weight * each.moments..)?
                .get(..each.moments)?,
            with: settings.with(layer, moments.updates - 1),
        })
    }

    /// Adds the change; notes the first number that is no longer finite, should the weights not all be so then.
    fn arrive(&mut self, settings: &Settings) {
        // Looked at all through: to stop at the first takes longer, as there hardly ever is one.
        let holds = settings
            .frozen
            .iter()
            .fold(false, |any, frozen| any | frozen);
        if holds {
            self.hold(&settings.frozen);
        }
        let steps = row(&self.before).iter().zip(row(&self.change));
        let mut after = row_mut(&mut self.after).iter_mut().zip(steps);
        let finite = after.all(|(after, (before, change))| {
            *after = before + change;
            after.is_finite()
        });
        self.overflow = if finite {
            None
        } else {
            self.first_overflow(settings)
        };
        if holds {
            // A frozen weight keeps the sign of its 0, which adding 0 would not.
            for weight in (0..self.after.len()).filter(|&weight| settings.frozen[weight]) {
                self.after[weight] = self.before[weight];
            }
        }
    }

    /// The first number, in the order in which they are computed, that is no longer finite.
    fn first_overflow(&self, settings: &Settings) -> Option<String> {
        let new = |weight: usize| self.before[weight] + self.change[weight];
        let layout = &settings.network.layout;
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

/// Weights as numbers in a row, which are quicker to go through than an array of any number of dimensions.
fn row(weights: &Weights) -> &[f64] {
    weights.as_slice().unwrap_or_default()
}

fn row_mut(weights: &mut Weights) -> &mut [f64] {
    weights.as_slice_mut().unwrap_or_default()
}
