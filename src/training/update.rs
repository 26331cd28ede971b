//! One update: what it would add to each weight, computed for all of them from the weights before any is changed.

use super::fault::Fault;
use super::memory::Memory;
use super::method::{Found, search};
use super::settings::{Method, Schedule, Settings};
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
    /// The weights after it.
    pub after: Weights,
    /// What of that the rule gives: the change itself, but with momentum.
    pub given: Weights,
    /// The terms of its pattern, from the weights before it.
    pub terms: Terms,
    /// What the method has to remember for the next update.
    pub memory: Memory,
    /// How many patterns were passed forward, and perhaps back, for it.
    pub evaluated: u64,
    /// How far along the direction a line search went.
    pub step: Option<f64>,
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
            change: none.clone(),
            after: none.clone(),
            given: none,
            terms: Terms::new(&network.layout),
            memory: Memory::None,
            evaluated: 0,
            step: None,
            overflow: None,
        }
    }

    /// Computes the update that is made next from a state: from one pattern (online), or from all (batch: the sum of what
    /// each asks for).
    pub fn compute(&mut self, state: &State, patterns: &[Pattern]) {
        let settings = &*state.settings;
        let pattern = state.pattern();
        self.pattern = pattern;
        self.before.assign(&state.weights);
        let learnt = match settings.schedule {
            Schedule::Online => pattern..pattern + 1,
            Schedule::Batch => 0..patterns.len(),
        };
        self.sum_up(settings, &patterns[learnt]);
        if settings.searches() {
            self.go_along(search(state, patterns));
        } else if settings.method == Method::Momentum {
            self.keep_moving(settings, &state.memory);
        } else {
            self.memory = Memory::None;
            self.change.assign(&self.given);
        }
        self.overflow = if self.arrives(&settings.frozen) {
            None
        } else {
            self.first_overflow(settings)
        };
    }

    /// Computes what one pattern asks for from the same weights: its share of a batch, or the update it would make online.
    pub fn compute_share(
        &mut self,
        settings: &Settings,
        before: &Weights,
        patterns: &[Pattern],
        pattern: usize,
    ) {
        self.pattern = pattern;
        self.before.assign(before);
        self.sum_up(settings, &patterns[pattern..=pattern]);
        self.change.assign(&self.given);
        self.overflow = if self.arrives(&settings.frozen) {
            None
        } else {
            self.first_overflow(settings)
        };
    }

    /// Adds the change; says whether all weights are finite then.
    fn arrives(&mut self, frozen: &[bool]) -> bool {
        let steps = self.before.iter().zip(&self.change).zip(frozen);
        let mut finite = true;
        for (after, ((before, change), frozen)) in self.after.iter_mut().zip(steps) {
            // A frozen weight keeps the sign of its 0, which adding 0 would not.
            *after = if *frozen { *before } else { before + change };
            finite &= after.is_finite();
        }
        finite
    }

    /// What the rule gives for each weight, summed over some patterns.
    fn sum_up(&mut self, settings: &Settings, patterns: &[Pattern]) {
        self.lr = settings.lr;
        self.step = None;
        self.given.fill(0.0);
        self.evaluated = patterns.len() as u64;
        let plain = settings.is_plain() && settings.fault.is_none();
        // The first pattern comes last, so that its terms are the ones kept.
        for pattern in patterns.iter().rev() {
            settings
                .network
                .forward(&self.before, &pattern.inputs, &mut self.terms);
            if plain {
                settings
                    .network
                    .backward(&self.before, &pattern.targets, &mut self.terms);
                self.add_plainly(settings);
            } else {
                self.add_by_rules(settings, &pattern.targets);
            }
        }
        if settings.fault == Some(Fault::MeanForSum) {
            self.given /= patterns.len() as f64;
        }
        for (given, frozen) in self.given.iter_mut().zip(&settings.frozen) {
            if *frozen {
                *given = 0.0;
            }
        }
    }

    /// Adds lr × delta × f′(e) × input for each weight.
    fn add_plainly(&mut self, settings: &Settings) {
        let layout = &settings.network.layout;
        let given = self.given.as_slice_mut().unwrap_or_default();
        for layer in 1..=layout.layers() {
            let below = &self.terms.signal[layout.signal(layer - 1)];
            for unit in layout.units_of(layer) {
                let [delta, fprime] = self.terms.factors[unit];
                for (given, input) in given[layout.row(unit)].iter_mut().zip(below) {
                    *given += self.lr * delta * fprime * input;
                }
            }
        }
    }

    /// A line search: the change is the step it found.
    fn go_along(&mut self, found: Found) {
        self.given.assign(&found.change);
        self.change.assign(&found.change);
        self.step = Some(found.step);
        self.memory = found.memory;
        self.evaluated = found.evaluated;
    }

    /// Momentum: the change is m times the last one and what the rule gives.
    fn keep_moving(&mut self, settings: &Settings, before: &Memory) {
        let mut velocity = match before {
            Memory::Velocity(velocity) => velocity * settings.momentum,
            _ => Weights::zeros(self.given.len()),
        };
        velocity += &self.given;
        for (v, frozen) in velocity.iter_mut().zip(&settings.frozen) {
            if *frozen {
                *v = 0.0;
            }
        }
        self.change.assign(&velocity);
        self.memory = Memory::Velocity(velocity);
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
