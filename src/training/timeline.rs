//! Every update made, to go back and forth in: checkpoints here and there, and the settings in between.
//!
//! An update is not stored but made again from the checkpoint before it; the same start and the same settings give the
//! same bits. So memory stays bounded however long a run is.

use std::sync::Arc;
use std::sync::OnceLock;

use super::learnt::Learnt;
use super::optimizer_state::OptimizerState;
use super::settings::{Order, Revision, Schedule, Settings};
use crate::network::{Weights, random};

/// The state of a run between two updates.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// Updates finished.
    pub updates: u64,
    /// Epochs finished.
    pub epochs: u64,
    /// Number of patterns done in the epoch under way.
    pub done: usize,
    /// The order of the patterns in the epoch under way, if it is not that of the list.
    pub order: Option<Arc<[usize]>>,
    /// Number of patterns passed forward, and perhaps back, in all.
    pub evaluated: u64,
    /// The weights.
    pub weights: Weights,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The optimizer's state.
    pub memory: OptimizerState,
}

impl Checkpoint {
    /// A state before any update.
    #[must_use]
    pub fn new(settings: Settings, weights: Weights) -> Self {
        let settings = Arc::new(settings);
        Checkpoint {
            updates: 0,
            epochs: 0,
            done: 0,
            order: None,
            evaluated: 0,
            weights,
            settings,
            memory: OptimizerState::None,
        }
    }

    /// The patterns that the next update learns from, of so many.
    #[must_use]
    #[inline]
    pub fn learnt(&self, patterns: usize) -> Learnt {
        let mut learnt = Learnt::one(0);
        self.lay_out(patterns, &mut learnt);
        learnt
    }

    /// Lays out the patterns that the next update learns from, in the room that is there.
    pub fn lay_out(&self, patterns: usize, learnt: &mut Learnt) {
        let size = self.settings.schedule.size(patterns);
        if size == patterns {
            learnt.lay_out(0..patterns, None);
        } else {
            let end = (self.done + size).min(patterns);
            learnt.lay_out(self.done..end, self.order.as_ref());
        }
    }

    /// Makes a setting.
    pub fn set(&mut self, setting: &Revision) {
        match setting {
            Revision::Settings(settings) => self.settings = settings.clone(),
            Revision::Weight(weight, value) => self.weights[*weight] = *value,
        }
    }

    /// Lays out the order of the epoch that begins here.
    pub fn begin_epoch(&mut self, patterns: usize) {
        let Settings {
            order,
            schedule,
            seed,
            ..
        } = *self.settings;
        let shuffled = order == Order::Shuffled && schedule != Schedule::Batch;
        self.order = shuffled.then(|| random::order(seed, self.epochs, patterns).into());
    }

    /// Goes on by one update.
    pub fn count(&mut self, patterns: usize) {
        self.updates += 1;
        self.done += self.settings.schedule.size(patterns);
        if self.done >= patterns {
            self.done = 0;
            self.epochs += 1;
            self.begin_epoch(patterns);
        }
    }
}

/// Largest number of checkpoints; when there are more, every other one goes.
const CHECKPOINTS: usize = 1024;

/// A kept state, and the error there once it was asked for.
#[derive(Clone, Debug)]
struct KeptCheckpoint {
    state: Checkpoint,
    error: OnceLock<f64>,
}

impl From<Checkpoint> for KeptCheckpoint {
    fn from(state: Checkpoint) -> Self {
        KeptCheckpoint {
            state,
            error: OnceLock::new(),
        }
    }
}

/// The history of one run.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// In their order; shared with the timelines of runs that are only looked at.
    checkpoints: Arc<Vec<KeptCheckpoint>>,
    /// `true` if new checkpoints are kept.
    keeps: bool,
    spacing: u64,
    settings: Vec<(u64, Revision)>,
    newest: u64,
}

impl Timeline {
    /// A timeline that begins at `start`.
    #[must_use]
    pub fn new(start: Checkpoint) -> Self {
        Timeline {
            checkpoints: Arc::new(vec![start.into()]),
            keeps: true,
            spacing: 1,
            settings: Vec::new(),
            newest: 0,
        }
    }

    /// The last update that has been made.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.newest
    }

    /// Notes that an update was made and left the run in `state`.
    pub fn reached(&mut self, state: &Checkpoint) {
        self.newest = self.newest.max(state.updates);
        if !self.keeps || !state.updates.is_multiple_of(self.spacing) {
            return;
        }
        let last = self.checkpoints.last().map_or(0, |last| last.state.updates);
        if state.updates > last {
            self.keep(state);
        }
    }

    /// Keeps a checkpoint; should it be one too many, every other one goes, itself perhaps.
    fn keep(&mut self, state: &Checkpoint) {
        let checkpoints = Arc::make_mut(&mut self.checkpoints);
        if checkpoints.len() == CHECKPOINTS {
            self.spacing *= 2;
            checkpoints.retain(|kept| kept.state.updates.is_multiple_of(self.spacing));
        }
        if state.updates.is_multiple_of(self.spacing) {
            checkpoints.push(state.clone().into());
        }
    }

    /// Notes a setting made after `updates` updates.
    pub fn set(&mut self, updates: u64, setting: Revision) {
        self.settings.push((updates, setting));
        if let Some(kept) = Arc::make_mut(&mut self.checkpoints)
            .iter_mut()
            .find(|kept| kept.state.updates == updates)
        {
            kept.error = OnceLock::new();
        }
    }

    /// The error at no more than `most` of the checkpoints and at the last one, each with its updates. What `error` says of a
    /// state is kept: it is asked once for each.
    pub fn errors(&self, most: usize, error: impl Fn(&Checkpoint) -> f64) -> Vec<(u64, f64)> {
        let mut spacing = self.spacing;
        while self.checkpoints.len() as u64 * self.spacing > most.max(1) as u64 * spacing {
            spacing *= 2;
        }
        let last = self.checkpoints.last().map(|last| last.state.updates);
        let at = |kept: &KeptCheckpoint| {
            let mut state = kept.state.clone();
            for setting in self.settings_at(state.updates) {
                state.set(setting);
            }
            error(&state)
        };
        self.checkpoints
            .iter()
            .filter(|kept| {
                kept.state.updates.is_multiple_of(spacing) || Some(kept.state.updates) == last
            })
            .map(|kept| (kept.state.updates, *kept.error.get_or_init(|| at(kept))))
            .collect()
    }

    /// Some weights at each checkpoint up to `updates`, with the settings made there.
    pub fn way<const N: usize>(&self, updates: u64, weights: [usize; N]) -> Vec<[f64; N]> {
        let at = |kept: &KeptCheckpoint| {
            let state = &kept.state;
            let mut place = weights.map(|weight| state.weights[weight]);
            for setting in self.settings_at(state.updates) {
                if let Revision::Weight(set, value) = setting
                    && let Some(moved) = weights.iter().position(|weight| weight == set)
                {
                    place[moved] = *value;
                }
            }
            place
        };
        let behind = |kept: &&KeptCheckpoint| kept.state.updates <= updates;
        self.checkpoints.iter().take_while(behind).map(at).collect()
    }

    /// The last checkpoint at or before `updates`.
    ///
    #[must_use]
    pub fn before(&self, updates: u64) -> &Checkpoint {
        let after = self
            .checkpoints
            .partition_point(|kept| kept.state.updates <= updates);
        &self.checkpoints[after.max(1) - 1].state
    }

    /// The last checkpoint at which fewer than `epochs` epochs were over, or the start.
    #[must_use]
    pub fn before_epoch(&self, epochs: u64) -> &Checkpoint {
        let after = self
            .checkpoints
            .partition_point(|kept| kept.state.epochs < epochs);
        &self.checkpoints[after.max(1) - 1].state
    }

    /// The same past and the same settings, for a run that is only looked at: it keeps nothing of its own.
    #[must_use]
    pub fn glimpse(&self) -> Self {
        Timeline {
            keeps: false,
            ..self.clone()
        }
    }

    /// Returns `true` if any setting was made up to `updates` updates.
    pub fn has_settings_until(&self, updates: u64) -> bool {
        let first = self.settings.first();
        first.is_some_and(|(at, _)| *at <= updates)
    }

    /// The settings made when just `updates` updates were done, in their order.
    pub fn settings_at(&self, updates: u64) -> impl Iterator<Item = &Revision> {
        let first = self.settings.partition_point(|(at, _)| *at < updates);
        self.settings[first..]
            .iter()
            .take_while(move |(at, _)| *at == updates)
            .map(|(_, setting)| setting)
    }

    /// Forgets all that lies ahead of `updates`.
    pub fn forget_after(&mut self, updates: u64) {
        self.newest = self.newest.min(updates);
        self.settings.retain(|(at, _)| *at <= updates);
        Arc::make_mut(&mut self.checkpoints).retain(|kept| kept.state.updates <= updates);
    }
}
