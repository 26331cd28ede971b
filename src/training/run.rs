//! One net learning: the update under way, applied weight by weight or whole, and the way back.
//!
//! Between two updates the next one is *pending*; once the first of its weights is changed it is *under way*; once the last
//! one is, it is *done*. Pending or under way, its numbers are the same: they come from the weights before it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::settings::{Schedule, Setting, Settings};
use super::timeline::{State, Timeline};
use super::update::Update;
use crate::network::{Network, Pattern, Terms, Weights};

/// A run as its lesson describes it.
#[derive(Clone, Debug)]
pub struct Start {
    /// The net.
    pub network: Network,
    /// What it is to learn; at least one.
    pub patterns: Arc<[Pattern]>,
    /// For each weight, whether steps leave it as it is.
    pub frozen: Vec<bool>,
    /// Its first weights and settings, before any update.
    pub state: State,
}

/// A run, wherever it stands.
#[derive(Clone, Debug)]
pub struct Run {
    start: Arc<Start>,
    state: State,
    pending: OnceCell<Update>,
    /// What the update under way has changed so far, in that order; empty between updates.
    applied: Vec<usize>,
    done: Option<Update>,
    /// An update that is over, whose room is used again.
    spare: Option<Update>,
    timeline: Timeline,
    /// For updates that were made weight by weight, in which order.
    orders: BTreeMap<u64, Vec<usize>>,
}

/// Of how many updates the order of their weights is remembered.
const ORDERS: usize = 1024;

impl Run {
    /// A run at its start.
    #[must_use]
    pub fn new(start: Arc<Start>) -> Self {
        Run {
            state: start.state.clone(),
            pending: OnceCell::new(),
            applied: Vec::new(),
            done: None,
            spare: None,
            timeline: Timeline::new(start.state.clone()),
            orders: BTreeMap::new(),
            start,
        }
    }

    /// The net.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.start.network
    }

    /// What it learns.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.start.patterns
    }

    /// The settings as they stand.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.state.settings
    }

    /// A weight as it stands.
    #[must_use]
    pub fn weight(&self, weight: usize) -> f64 {
        self.state.weights[weight]
    }

    /// Whether steps leave a weight as it is.
    #[must_use]
    pub fn is_frozen(&self, weight: usize) -> bool {
        self.start.frozen[weight]
    }

    /// Updates finished.
    #[must_use]
    pub fn updates(&self) -> u64 {
        self.state.updates
    }

    /// Epochs finished.
    #[must_use]
    pub fn epochs(&self) -> u64 {
        self.state.epochs
    }

    /// The pattern of the update under way or of the next one, from 0; in batch the first.
    #[must_use]
    pub fn pattern(&self) -> usize {
        self.state.pattern
    }

    /// The last update that was made and can be gone forward to.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.timeline.newest()
    }

    /// The weights that the update under way has changed so far, in that order; none between updates.
    #[must_use]
    pub fn applied(&self) -> &[usize] {
        &self.applied
    }

    /// The weights that an update changes, in reading order: all but the frozen ones.
    pub fn to_change(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.frozen.len()).filter(|&weight| !self.is_frozen(weight))
    }

    /// The update under way, or the next one.
    #[must_use]
    pub fn update(&self) -> &Update {
        self.pending.get_or_init(|| {
            let mut update = Update::new(self.network());
            self.compute(&mut update);
            update
        })
    }

    /// The update that was finished last, until the next begins.
    #[must_use]
    pub fn done(&self) -> Option<&Update> {
        self.done.as_ref().filter(|_| self.applied.is_empty())
    }

    /// The terms of a pattern, from the weights before the update under way.
    #[must_use]
    pub fn terms(&self, pattern: usize) -> Terms {
        let update = self.update();
        if pattern == update.pattern {
            update.terms.clone()
        } else {
            self.terms_with(&update.before, pattern)
        }
    }

    /// The terms of a pattern, from any weights.
    #[must_use]
    pub fn terms_with(&self, weights: &Weights, pattern: usize) -> Terms {
        let Pattern { inputs, targets } = &self.patterns()[pattern];
        let mut terms = Terms::new(&self.network().layout);
        self.network().forward(weights, inputs, &mut terms);
        self.network().backward(weights, targets, &mut terms);
        terms
    }

    /// The error on one pattern, or the sum over all, with the weights as they stand.
    #[must_use]
    pub fn error(&self, pattern: Option<usize>) -> f64 {
        let mut terms = Terms::new(&self.network().layout);
        let mut error = |pattern| {
            self.network()
                .error(&self.state.weights, pattern, &mut terms)
        };
        match pattern {
            Some(pattern) => error(&self.patterns()[pattern]),
            None => self.patterns().iter().map(error).sum(),
        }
    }

    /// The share of patterns whose output is on the right side of the middle of the targets' range; with several
    /// outputs, whose largest output is the largest target's.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let targets = || {
            self.patterns()
                .iter()
                .flat_map(|pattern| &pattern.targets)
                .copied()
        };
        let middle = f64::midpoint(
            targets().fold(f64::INFINITY, f64::min),
            targets().fold(f64::NEG_INFINITY, f64::max),
        );
        let mut terms = Terms::new(&self.network().layout);
        let mut right = |pattern: &&Pattern| {
            self.network()
                .forward(&self.state.weights, &pattern.inputs, &mut terms);
            match (
                terms.outputs(&self.network().layout, self.network().layout.layers()),
                &pattern.targets[..],
            ) {
                ([y], [t]) => (*y > middle) == (*t > middle),
                (outputs, targets) => largest(outputs) == largest(targets),
            }
        };
        self.patterns().iter().filter(&mut right).count() as f64 / self.patterns().len() as f64
    }

    /// The weight to change next: `first` if the update has not yet changed it, else the next unchanged one in
    /// reading order. Frozen weights are passed over; none is left if all are frozen.
    #[must_use]
    pub fn next_to_change(&self, first: usize) -> Option<usize> {
        let unchanged = |weight: &usize| !self.is_frozen(*weight) && !self.applied.contains(weight);
        Some(first)
            .filter(unchanged)
            .or_else(|| self.to_change().find(unchanged))
    }

    /// Changes one weight as the update under way says, or begins the next update with it. Once the last weight is
    /// changed, the update is done. What lay ahead in the timeline is forgotten.
    ///
    /// # Errors
    /// If the update has a number that is not finite: its name.
    pub fn apply(&mut self, weight: usize) -> Result<(), String> {
        self.begin()?;
        self.forget_ahead();
        let update = self.update();
        self.state.weights[weight] = update.before[weight] + update.change[weight];
        self.applied.push(weight);
        if self.applied.len() == self.to_change().count() {
            self.remember_order();
            self.finish();
        }
        Ok(())
    }

    /// Makes the rest of the update under way, or the next one whole. What lay ahead in the timeline is forgotten.
    ///
    /// # Errors
    /// If the update has a number that is not finite: its name.
    pub fn advance(&mut self) -> Result<(), String> {
        self.begin()?;
        self.forget_ahead();
        self.complete();
        Ok(())
    }

    /// Takes the last change of a weight back, if there is one: of the update under way, or of the one before.
    pub fn take_back_weight(&mut self) -> Option<usize> {
        if self.applied.is_empty() {
            self.reopen(self.state.updates.checked_sub(1)?);
        }
        let weight = self.applied.pop()?;
        self.state.weights[weight] = self.update().before[weight];
        Some(weight)
    }

    /// Takes back what is applied of the update under way; says whether there was any.
    pub fn take_back_part(&mut self) -> bool {
        if self.applied.is_empty() {
            return false;
        }
        self.applied.clear();
        if let Some(update) = self.pending.get() {
            self.state.weights.assign(&update.before);
        }
        true
    }

    /// Goes to the moment after `updates` updates: back, forward through what exists just as it was, or on.
    ///
    /// # Errors
    /// If a number overflows on the way: its name.
    pub fn seek(&mut self, updates: u64) -> Result<(), String> {
        self.take_back_part();
        // One update short, so that the last one is made anew and can be shown as done.
        let checkpoint = self.timeline.before(updates.saturating_sub(1));
        if updates < self.state.updates || checkpoint.updates > self.state.updates {
            self.state = checkpoint.clone();
            self.settle();
            self.done = None;
        }
        while self.state.updates < updates {
            self.begin()?;
            self.complete();
        }
        Ok(())
    }

    /// Makes a setting here. The part applied of an update is taken back; what lay ahead is forgotten.
    pub fn set(&mut self, setting: Setting) {
        self.take_back_part();
        self.forget_ahead();
        self.state.set(&setting);
        self.timeline.set(self.state.updates, setting);
        self.pending = OnceCell::new();
    }

    fn compute(&self, update: &mut Update) {
        update.compute(
            self.network(),
            &self.state,
            self.patterns(),
            &self.start.frozen,
        );
    }

    /// Takes the terms, unless that is done already. An update that cannot be made is not begun.
    fn begin(&mut self) -> Result<(), String> {
        if self.pending.get().is_none() {
            let mut update = self
                .spare
                .take()
                .unwrap_or_else(|| Update::new(self.network()));
            self.compute(&mut update);
            self.pending = OnceCell::from(update);
        }
        self.update().overflow.clone().map_or(Ok(()), Err)
    }

    fn complete(&mut self) {
        self.remember_order();
        if let Some(Update { before, change, .. }) = self.pending.get() {
            for (weight, frozen) in self.start.frozen.iter().enumerate() {
                if !frozen {
                    self.state.weights[weight] = before[weight] + change[weight];
                }
            }
        }
        self.finish();
    }

    /// Notes in which order the update under way changes its weights, if it was begun weight by weight: those changed so
    /// far, then the others in reading order.
    fn remember_order(&mut self) {
        if self.applied.is_empty() {
            return;
        }
        let mut order = std::mem::take(&mut self.applied);
        let rest: Vec<usize> = self
            .to_change()
            .filter(|weight| !order.contains(weight))
            .collect();
        order.extend(rest);
        self.orders.insert(self.state.updates, order);
        if self.orders.len() > ORDERS {
            self.orders.pop_first();
        }
    }

    fn finish(&mut self) {
        self.spare = std::mem::replace(&mut self.done, self.pending.take());
        self.state.updates += 1;
        self.state.pattern = match self.state.settings.schedule {
            Schedule::Online => (self.state.pattern + 1) % self.start.patterns.len(),
            Schedule::Batch => 0,
        };
        self.state.epochs += u64::from(self.state.pattern == 0);
        self.timeline.reached(&self.state);
        self.settle();
    }

    /// Makes the settings that the timeline has for this moment.
    fn settle(&mut self) {
        for setting in self.timeline.settings_at(self.state.updates) {
            self.state.set(setting);
        }
        self.pending = OnceCell::new();
    }

    /// Goes back into a finished update: all its weights are changed, and it is not yet done.
    fn reopen(&mut self, update: u64) {
        let whole = self.seek(update);
        debug_assert!(whole.is_ok(), "what has been made can be made again");
        self.applied = self
            .orders
            .get(&update)
            .cloned()
            .unwrap_or_else(|| self.to_change().collect());
        let Update { before, change, .. } = self.update();
        let after = before + change;
        self.state.weights = after;
    }

    fn forget_ahead(&mut self) {
        if self.state.updates < self.timeline.newest() {
            self.timeline.forget_after(self.state.updates);
            self.orders.split_off(&self.state.updates);
        }
    }
}

/// Where the largest of some numbers stands.
fn largest(numbers: &[f64]) -> Option<usize> {
    (0..numbers.len()).max_by(|&a, &b| numbers[a].total_cmp(&numbers[b]))
}
