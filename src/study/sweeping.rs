//! Sweeps of the open lesson: they are made in slices, as far as the learner lets them; then a value is chosen and tried.

use super::action::Row;
use super::job::Job;
use super::sitting::{Effect, Study};
use super::stops::BlockPlace;
use super::sweep_state::SweepState;
use crate::block::{Block, SweepBlock};
use crate::lesson::{BlockIndex, LessonIndex};
use crate::training::{Command, SweepRun};

impl Study {
    /// The progress of a sweep of the open lesson.
    #[must_use]
    pub fn sweep_state(&self, block: BlockIndex) -> Option<&SweepState> {
        self.sweeps.get(&(self.lesson, block))
    }

    pub(super) fn sweep_block(
        &self,
        lesson: LessonIndex,
        block: BlockIndex,
    ) -> Option<&SweepBlock> {
        match &self.course.lessons[lesson].blocks[block].block {
            Block::Sweep(sweep) => Some(sweep),
            _ => None,
        }
    }

    /// Makes a sweep, or goes on with it; once it is made, gives its trainer the value that is looked at.
    pub(super) fn enter_sweep(&mut self, block: BlockIndex) -> Vec<Effect> {
        let Some(sweep) = self.sweep_block(self.lesson, block) else {
            return Vec::new();
        };
        let fresh = SweepRun::new(&sweep.sweep);
        let all = sweep.sweep.steps.len();
        let state = self.sweeps.entry((self.lesson, block)).or_default();
        if state.points.len() == all {
            return self.set_swept(block);
        }
        let run = state.stopped.take().unwrap_or_else(|| Box::new(fresh));
        self.stop_work();
        self.job = Some(Job::Sweep((self.lesson, block), run));
        self.go_on(super::working::AT_ONCE)
    }

    /// Goes on with a sweep for a slice.
    pub(super) fn go_on_sweeping(
        &mut self,
        key: BlockPlace,
        mut run: Box<SweepRun>,
        work: u64,
    ) -> Vec<Effect> {
        let Some(sweep) = self.sweep_block(key.0, key.1).cloned() else {
            return Vec::new();
        };
        let is_over = run.go_on(&sweep.sweep, work);
        let state = self.sweeps.entry(key).or_default();
        for (place, end) in run.so_far() {
            let numbers = || sweep.numbers(place, end);
            state.points.entry(place).or_insert_with(numbers);
        }
        if !is_over {
            self.job = Some(Job::Sweep(key, run));
            return Vec::new();
        }
        if let Err(sentence) = run.made() {
            self.complain(sentence);
            return Vec::new();
        }
        let record = self.key(key.0, key.1).clone();
        self.progress.look(&record);
        self.say("made: Enter gives the trainer the value that you are at");
        vec![Effect::Save]
    }

    /// Keeps a stopped sweep in its current state.
    pub(super) fn stop_sweep(&mut self, key: BlockPlace, run: Box<SweepRun>) {
        let (made, all) = run.count();
        self.sweeps.entry(key).or_default().stopped = Some(run);
        self.say(format!("stopped: {made} of {all} values; Enter goes on"));
    }

    /// Gives the sweep's trainer, as the lesson has it, the value that is looked at.
    fn set_swept(&mut self, block: BlockIndex) -> Vec<Effect> {
        let cursor = self.sweep_state(block).map_or(0, |state| state.cursor);
        let sweep = self.sweep_block(self.lesson, block);
        let Some(step) = sweep
            .and_then(|sweep| sweep.sweep.steps.get(cursor))
            .cloned()
        else {
            return Vec::new();
        };
        let Ok(reset) = Command::parse("reset") else {
            return Vec::new();
        };
        let key = (self.lesson, self.lesson().blocks[block].trainer);
        self.stop_work();
        let mut effects = Vec::new();
        for command in [&reset, &step.set] {
            let command = self.under_way_with(key, command);
            effects.extend(self.do_whole(command));
        }
        effects
    }

    /// Looks at another value of the sweep that one has come to; `false` if there is none.
    pub(super) fn move_in_sweep(&mut self, row: Row) -> bool {
        let Some(block) = self.stop().and_then(super::stops::Stop::block) else {
            return false;
        };
        let Some(count) = self
            .sweep_block(self.lesson, block)
            .map(|sweep| sweep.sweep.steps.len())
        else {
            return false;
        };
        let state = self.sweeps.entry((self.lesson, block)).or_default();
        state.cursor = match row {
            Row::Next => (state.cursor + 1).min(count - 1),
            Row::Previous => state.cursor.saturating_sub(1),
            Row::First => 0,
            Row::Last => count - 1,
        };
        true
    }
}
