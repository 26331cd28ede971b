//! Every update made, to go back and forth in: checkpoints here and there, and the settings in between.
//!
//! An update is not stored but made again from the checkpoint before it; the same start and the same settings give the
//! same bits. So memory stays bounded however long a run is.

use super::settings::{Setting, Settings};
use crate::network::Weights;

/// Where a run stands between two updates.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Updates finished.
    pub updates: u64,
    /// Epochs finished.
    pub epochs: u64,
    /// The pattern that the next update learns from, from 0.
    pub pattern: usize,
    /// The weights.
    pub weights: Weights,
    /// The settings.
    pub settings: Settings,
}

impl State {
    /// Makes a setting.
    pub fn set(&mut self, setting: &Setting) {
        match *setting {
            Setting::Lr(lr) => self.settings.lr = lr,
            Setting::Weight(weight, value) => self.weights[weight] = value,
        }
    }
}

/// How many checkpoints there are at most; when there are more, every other one goes.
const CHECKPOINTS: usize = 1024;

/// What has happened to one run.
#[derive(Clone, Debug)]
pub struct Timeline {
    checkpoints: Vec<State>,
    spacing: u64,
    settings: Vec<(u64, Setting)>,
    newest: u64,
}

impl Timeline {
    /// A timeline that begins at `start`.
    #[must_use]
    pub fn new(start: State) -> Self {
        Timeline {
            checkpoints: vec![start],
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
    pub fn reached(&mut self, state: &State) {
        self.newest = self.newest.max(state.updates);
        let last = self.checkpoints.last().map_or(0, |last| last.updates);
        if state.updates > last && state.updates.is_multiple_of(self.spacing) {
            self.checkpoints.push(state.clone());
        }
        if self.checkpoints.len() > CHECKPOINTS {
            self.spacing *= 2;
            self.checkpoints
                .retain(|state| state.updates.is_multiple_of(self.spacing));
        }
    }

    /// Notes a setting made after `updates` updates.
    pub fn set(&mut self, updates: u64, setting: Setting) {
        self.settings.push((updates, setting));
    }

    /// The last checkpoint at or before `updates`.
    ///
    /// # Panics
    /// Never: the start is a checkpoint and stays one.
    #[must_use]
    pub fn before(&self, updates: u64) -> &State {
        let after = self
            .checkpoints
            .partition_point(|state| state.updates <= updates);
        &self.checkpoints[after.max(1) - 1]
    }

    /// The settings made when just `updates` updates were done, in their order.
    pub fn settings_at(&self, updates: u64) -> impl Iterator<Item = &Setting> {
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
        self.checkpoints.retain(|state| state.updates <= updates);
    }
}
