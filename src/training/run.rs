//! One net learning: the update under way, applied weight by weight or whole, and the way back.
//!
//! Between two updates the next one is *pending*; once the first of its weights is changed it is *under way*; once the last
//! one is, it is *done*. Pending or under way, its numbers are the same: they come from the weights before it.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::learnt::Learnt;
use super::settings::{Revision, Settings};
use super::timeline::{Checkpoint, Timeline};
use super::update::Update;
use super::version;
use crate::network::{Network, Pattern, Terms, Weights};

/// A run as its lesson describes it.
#[derive(Clone, Debug)]
pub struct Start {
    /// The patterns to learn; at least one.
    pub patterns: Arc<[Pattern]>,
    /// Its first weights and its settings.
    pub state: Checkpoint,
}

/// A run at any of its moments.
#[derive(Clone, Debug)]
pub struct Run {
    start: Arc<Start>,
    state: Checkpoint,
    pending: OnceCell<Box<Update>>,
    /// The next update while it is summed up in parts, and the number of patterns left.
    summed: Option<(Box<Update>, usize)>,
    version: u64,
    /// The error over all patterns, and the version that it belongs to.
    error: Cell<Option<(u64, f64)>>,
    /// The weights that the update under way has changed so far, in that order; empty between updates.
    applied: Vec<usize>,
    done: Option<Box<Update>>,
    /// An update that is over, whose room is used again.
    spare: Option<Box<Update>>,
    timeline: Timeline,
    /// For updates that were made weight by weight, in which order.
    orders: BTreeMap<u64, Vec<usize>>,
}

/// Largest cost of a history of the error, in products of a weight and an input.
const MOST_WORK: usize = 20_000_000;
/// Number of points in a history of the error: at least, however large the net, and at most.
const MOST_ERRORS: (usize, usize) = (32, 1024);
/// Number of updates whose order of weights is remembered.
const ORDERS: usize = 1024;

impl Run {
    /// A run at its start.
    #[must_use]
    pub fn new(start: Arc<Start>) -> Self {
        let mut state = start.state.clone();
        state.begin_epoch(start.patterns.len());
        let timeline = Timeline::new(state.clone());
        Run::standing(start, state, timeline)
    }

    fn standing(start: Arc<Start>, state: Checkpoint, timeline: Timeline) -> Self {
        Run {
            start,
            state,
            pending: OnceCell::new(),
            summed: None,
            version: version::next(),
            error: Cell::new(None),
            applied: Vec::new(),
            done: None,
            spare: None,
            timeline,
            orders: BTreeMap::new(),
        }
    }

    /// The net.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.state.settings.network
    }

    /// A number that changes whenever anything about the run does. No two runs have the same, but copies of each other.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The patterns that it learns.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.start.patterns
    }

    /// The present settings.
    #[must_use]
    pub fn settings(&self) -> &Arc<Settings> {
        &self.state.settings
    }

    /// Returns `true` if its settings and its weights came from its start and its updates alone.
    pub(in crate::training) fn is_as_started(&self, start: &Start) -> bool {
        let is_as_set = Arc::ptr_eq(&self.state.settings, &start.state.settings);
        is_as_set && !self.timeline.has_settings_until(self.updates())
    }

    /// The present weights.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.state.weights
    }

    /// The present value of a weight.
    #[must_use]
    pub fn weight(&self, weight: usize) -> f64 {
        self.state.weights[weight]
    }

    /// Returns `true` if updates leave a weight as it is.
    #[must_use]
    pub fn is_frozen(&self, weight: usize) -> bool {
        self.state.settings.frozen[weight]
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

    /// The patterns of the update under way or of the next one.
    #[must_use]
    pub fn learnt(&self) -> Learnt {
        let next = || self.state.learnt(self.patterns().len());
        let pending = self.pending.get();
        pending.map_or_else(next, |update| update.learnt.clone())
    }

    /// The first of these patterns, from 0; online the only one.
    #[must_use]
    pub fn pattern(&self) -> usize {
        self.learnt().pattern(0)
    }

    /// Returns `true` within an epoch.
    #[must_use]
    pub fn is_within_epoch(&self) -> bool {
        self.state.done > 0 || !self.applied.is_empty()
    }

    /// Passes over all patterns that were made, forward and perhaps back.
    #[must_use]
    pub fn evaluations(&self) -> f64 {
        self.state.evaluated as f64 / self.start.patterns.len() as f64
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
        (0..self.state.weights.len()).filter(|&weight| !self.is_frozen(weight))
    }

    /// The update under way, or the next one.
    #[must_use]
    pub fn update(&self) -> &Update {
        self.pending.get_or_init(|| {
            let mut update = Box::new(Update::new(self.network()));
            self.compute(&mut update);
            update
        })
    }

    /// The update that was finished last, until the next begins.
    #[must_use]
    pub fn done(&self) -> Option<&Update> {
        self.done.as_deref().filter(|_| self.applied.is_empty())
    }

    /// The terms of a pattern, from the weights before the update under way.
    #[must_use]
    pub fn terms(&self, pattern: usize) -> Terms {
        let update = self.update();
        if pattern == update.pattern {
            update.terms.clone()
        } else {
            self.share(pattern).terms
        }
    }

    /// The update that one pattern asks for, from the weights before the update under way: its share of a batch, or its
    /// online update.
    #[must_use]
    pub fn share(&self, pattern: usize) -> Update {
        self.share_of(&self.update().before, pattern)
    }

    /// The update that one pattern asks for, from any weights.
    #[must_use]
    pub fn share_of(&self, weights: &Weights, pattern: usize) -> Update {
        let mut update = Update::new(self.network());
        update.compute_share(self.settings(), weights, self.patterns(), pattern);
        update
    }

    /// The terms by the chain rule alone, whatever the run's rules are, from the weights before the update under way.
    #[must_use]
    pub fn true_terms(&self, pattern: usize) -> Terms {
        let weights = &self.update().before;
        let Pattern { inputs, targets } = &self.patterns()[pattern];
        let mut terms = Terms::new(&self.network().layout);
        self.network().forward(weights, inputs, &mut terms);
        self.network().backward(weights, targets, &mut terms);
        terms
    }

    /// The error on one pattern, or the sum over all, with the present weights.
    #[must_use]
    pub fn error(&self, pattern: Option<usize>) -> f64 {
        let mut terms = Terms::new(&self.network().layout);
        let mut error = |pattern| {
            self.network()
                .error(&self.state.weights, pattern, &mut terms)
        };
        match pattern {
            Some(pattern) => error(&self.patterns()[pattern]),
            None => match self.error.get() {
                Some((version, error)) if version == self.version => error,
                _ => {
                    let all = self.patterns().iter().map(error).sum();
                    self.error.set(Some((self.version, all)));
                    all
                }
            },
        }
    }

    /// The error against updates: at the timeline's checkpoints, and at the present moment.
    #[must_use]
    pub fn errors(&self) -> Vec<(u64, f64)> {
        let cost = self.patterns().len() * self.state.weights.len();
        let most = (MOST_WORK / cost.max(1)).clamp(MOST_ERRORS.0, MOST_ERRORS.1);
        let mut errors = self.timeline.errors(most, |state| {
            let network = &state.settings.network;
            let mut terms = Terms::new(&network.layout);
            let of = |pattern| network.error(&state.weights, pattern, &mut terms);
            self.patterns().iter().map(of).sum()
        });
        let now = (self.updates(), self.error(None));
        let behind = errors.partition_point(|(updates, _)| *updates <= now.0);
        if behind == 0 || errors[behind - 1] != now {
            errors.insert(behind, now);
        }
        errors
    }

    /// The path of some weights from the start: at the timeline's checkpoints, then now.
    #[must_use]
    pub fn way<const N: usize>(&self, weights: [usize; N]) -> Vec<[f64; N]> {
        let mut way = self.timeline.way(self.updates(), weights);
        way.push(weights.map(|weight| self.weight(weight)));
        way
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
        self.state.weights[weight] = update.after[weight];
        self.applied.push(weight);
        self.version = version::next();
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
        self.version = version::next();
        Some(weight)
    }

    /// Takes back the applied part of the update under way; returns `true` if there was any.
    pub fn take_back_part(&mut self) -> bool {
        if self.applied.is_empty() {
            return false;
        }
        self.applied.clear();
        self.version = version::next();
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
        self.seek_part(updates, u64::MAX).map(drop)
    }

    /// Goes to a moment as [`Run::seek`] does, but makes at most `most` updates on the way; returns `true` once it is
    /// there.
    ///
    /// # Errors
    /// If a number overflows on the way: its name.
    pub fn seek_part(&mut self, updates: u64, most: u64) -> Result<bool, String> {
        self.take_back_part();
        // One update short, so that the last one is made anew and can be shown as done.
        let checkpoint = self.timeline.before(updates.saturating_sub(1));
        if updates < self.state.updates || checkpoint.updates > self.state.updates {
            self.state = checkpoint.clone();
            self.settle();
            self.done = None;
        }
        let most = self.state.updates.saturating_add(most);
        while self.state.updates < updates.min(most) {
            self.begin()?;
            self.complete();
        }
        Ok(self.state.updates == updates)
    }

    /// Sums up the share that some more patterns have in the next update, if it is one of several: so it can be computed a
    /// part at a time. A line search is made at the end, at once.
    pub fn sum_up(&mut self, patterns: usize) {
        if self.pending.get().is_some() || !self.state.settings.schedule.sums() {
            return;
        }
        let (mut update, left) = self.summed.take().unwrap_or_else(|| {
            let mut update = self.room();
            let count = update.open(&self.state, self.patterns().len());
            (update, count)
        });
        let next = left.saturating_sub(patterns);
        update.add(&self.state, self.patterns(), next..left);
        if next == 0 {
            update.close(&self.state, self.patterns());
            self.pending = OnceCell::from(update);
        } else {
            self.summed = Some((update, next));
        }
    }

    /// An update to compute anew: one that is over, if there is any.
    fn room(&mut self) -> Box<Update> {
        let spare = self.spare.take();
        spare.unwrap_or_else(|| Box::new(Update::new(self.network())))
    }

    /// Goes to the end of epoch `epochs`; 0 is the start.
    ///
    /// # Errors
    /// If a number overflows on the way: its name.
    pub fn seek_epoch(&mut self, epochs: u64) -> Result<(), String> {
        self.take_back_part();
        let checkpoint = self.timeline.before_epoch(epochs);
        if epochs <= self.state.epochs || checkpoint.updates > self.state.updates {
            self.state = checkpoint.clone();
            self.settle();
            self.done = None;
        }
        while self.state.epochs < epochs {
            self.begin()?;
            self.complete();
        }
        Ok(())
    }

    /// A copy of the run at the end of epoch `epochs`, for reading only; `None` if it did not get so far.
    #[must_use]
    pub fn past(&self, epochs: u64) -> Option<Run> {
        let mut state = self.timeline.before_epoch(epochs).clone();
        for setting in self.timeline.settings_at(state.updates) {
            state.set(setting);
        }
        let mut past = Run::standing(self.start.clone(), state, self.timeline.glimpse());
        past.seek_epoch(epochs).ok().map(|()| past)
    }

    /// The run after the update under way, or the next; with `pattern`, after the update that this pattern would make
    /// online. Nothing, if that update cannot be made.
    #[must_use]
    pub fn after(&self, pattern: Option<usize>) -> Option<Run> {
        let mut after = Run::standing(
            self.start.clone(),
            self.state.clone(),
            self.timeline.glimpse(),
        );
        after.state.weights.assign(&self.update().before);
        let mut update = Box::new(self.update().clone());
        if let Some(pattern) = pattern {
            update.compute_of(&after.state, self.patterns(), Learnt::one(pattern));
        }
        after.version = version::next();
        if update.overflow.is_some() {
            return None;
        }
        after.pending = OnceCell::from(update);
        after.complete();
        Some(after)
    }

    /// A copy of the run before the update under way, for reading only, without its earlier past.
    #[must_use]
    pub fn before_update(&self) -> Run {
        self.before(self.update())
    }

    /// A copy of the run before `update` (under way, next or just done), for reading only: `update` is its next one.
    #[must_use]
    pub fn before(&self, update: &Update) -> Run {
        let is_done = self.done().is_some_and(|done| std::ptr::eq(done, update));
        let mut state = self.state.clone();
        let mut update = Box::new(update.clone());
        if is_done {
            state.updates -= 1;
            // What is done has left the weights after it to the run.
            update.after.assign(&state.weights);
        }
        state.weights.assign(&update.before);
        let run = self.standing_at(state);
        Run {
            pending: OnceCell::from(update),
            ..run
        }
    }

    /// The run with one weight moved by `by`, before the update under way as well.
    #[must_use]
    pub fn nudged(&self, weight: usize, by: f64) -> Run {
        let mut state = self.state.clone();
        if !self.applied.is_empty() {
            state.weights.assign(&self.update().before);
        }
        state.weights[weight] += by;
        let mut nudged = self.standing_at(state);
        if !self.applied.is_empty() {
            nudged.begin_nudged(self, weight, by);
        }
        nudged
    }

    /// A run at another state, with the past of this one.
    fn standing_at(&self, state: Checkpoint) -> Run {
        Run::standing(self.start.clone(), state, self.timeline.glimpse())
    }

    /// Goes as far within the update as `run`, whose weight was moved.
    fn begin_nudged(&mut self, run: &Run, weight: usize, by: f64) {
        let mut update = Box::new(Update::new(self.network()));
        self.compute(&mut update);
        self.pending = OnceCell::from(update);
        self.state.weights.assign(&run.state.weights);
        self.state.weights[weight] += by;
        self.applied.clone_from(&run.applied);
        self.version = version::next();
    }

    /// Returns `true` if it can be changed weight by weight along with another run: layers, frozen weights, schedule
    /// and method are the same.
    #[must_use]
    pub fn is_alike(&self, other: &Run) -> bool {
        let (one, other) = (self.settings(), other.settings());
        self.network().layout == other.network.layout
            && one.frozen == other.frozen
            && one.schedule == other.schedule
            && one.method == other.method
    }

    /// Goes to update 0 with the present settings, and forgets its past.
    pub fn restart(&mut self) {
        *self = Run::new(Arc::new(self.as_start()));
    }

    /// Its start, with the present settings.
    #[must_use]
    pub fn as_start(&self) -> Start {
        let settings = self.state.settings.clone();
        let state = Checkpoint {
            settings,
            ..self.start.state.clone()
        };
        let patterns = self.start.patterns.clone();
        Start { patterns, state }
    }

    /// Makes a setting here. The part applied of an update is taken back; what lay ahead is forgotten.
    pub fn set(&mut self, setting: Revision) {
        self.take_back_part();
        self.forget_ahead();
        self.state.set(&setting);
        // What was done was done by other settings, and no longer explains the numbers on the screen.
        self.done = None;
        self.timeline.set(self.state.updates, setting);
        self.begin_anew();
    }

    /// Nothing is computed yet of the next update.
    fn begin_anew(&mut self) {
        self.version = version::next();
        (self.pending, self.summed) = (OnceCell::new(), None);
    }

    fn compute(&self, update: &mut Update) {
        update.compute(&self.state, self.patterns());
    }

    /// Takes the terms, unless that is done already. An update that cannot be made is not begun.
    fn begin(&mut self) -> Result<(), String> {
        if self.summed.is_some() {
            self.sum_up(usize::MAX);
        }
        if self.pending.get().is_none() {
            let mut update = self.room();
            self.compute(&mut update);
            self.pending = OnceCell::from(update);
        }
        match &self.update().overflow {
            None => Ok(()),
            Some(name) => Err(name.clone()),
        }
    }

    fn complete(&mut self) {
        self.remember_order();
        if let Some(update) = self.pending.get_mut() {
            // Not copied: a long run makes little else.
            std::mem::swap(&mut self.state.weights, &mut update.after);
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
        if let Some(done) = &self.done {
            self.state.evaluated += done.evaluated;
            self.state.memory.clone_from(&done.memory);
        }
        self.state.count(self.start.patterns.len());
        self.timeline.reached(&self.state);
        self.settle();
    }

    /// Makes the settings that the timeline has for this moment.
    fn settle(&mut self) {
        for setting in self.timeline.settings_at(self.state.updates) {
            self.state.set(setting);
            self.done = None;
        }
        self.begin_anew();
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
        self.state.weights = self.update().after.clone();
        self.version = version::next();
    }

    /// Forgets what lies ahead in the timeline.
    pub fn forget_ahead(&mut self) {
        if self.state.updates < self.timeline.newest() {
            self.version = version::next();
            self.timeline.forget_after(self.state.updates);
            self.orders.split_off(&self.state.updates);
        }
    }
}

/// Index of the largest number.
fn largest(numbers: &[f64]) -> Option<usize> {
    (0..numbers.len()).max_by(|&a, &b| numbers[a].total_cmp(&numbers[b]))
}
