//! Work that can outlast a frame: a command to the trainer, the updates that it makes by itself, the lesson's checks. There is
//! one such job at a time. It goes on in slices between looks at the keys, and stops at once when the learner wants it to.

use super::job::Past;
use super::job::{Checks, CommandUnderWay, Job};
use super::log::Log;
use super::sitting::{Effect, Study};
use super::stops::TrainerKey;
use super::telling::sentence;
use crate::block::{Block, CheckRun};
use crate::formula::Problem;
use crate::training::{self, Command, MOST_UPDATES, Nature, Progress, Report, Stride};

/// The work that an action does at once, before the keys are looked at again.
pub(super) const AT_ONCE: u64 = 2_000_000;

/// Number of settings that can be undone.
const MOST_UNDONE: usize = 20;

impl Study {
    /// The work under way and its progress, as text; nothing, if the learner asked for none.
    #[must_use]
    pub fn under_way(&self) -> Option<String> {
        let stops = if self.overlays.has_window() {
            ""
        } else {
            " · Esc stops"
        };
        match self.job.as_ref()? {
            Job::Command(command) => {
                let CommandUnderWay { key, job, .. } = &**command;
                let (made, all) = job.made(self.trainers.get(key)?);
                let (made, all) = (grouped(made), grouped(all));
                Some(format!("{}: {made} of {all}{stops}", job.command()))
            }
            Job::Checks(checks) => {
                let made = checks.outcomes.len();
                let all = made + checks.left.len();
                Some(format!("checks: {made} of {all}{stops}"))
            }
            Job::Sweep(_, run) => {
                let (made, all) = run.count();
                Some(format!("sweep: {made} of {all} values{stops}"))
            }
            Job::Return(back) => {
                let (key, command) = back.left.last()?;
                let (made, all) = back.job.as_ref()?.made(self.trainers.get(key)?);
                let (made, all) = (grouped(made), grouped(all));
                Some(format!(
                    "back to where you were: {command}: {made} of {all}{stops}"
                ))
            }
            Job::Ticks(..) => None,
        }
    }

    /// Returns `true` if there is work to go on with.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        self.job.is_some()
    }

    /// Returns `true` if the next update is computed only in part: it would have to be computed whole to be looked at.
    #[must_use]
    pub fn is_within_update(&self) -> bool {
        match &self.job {
            Some(Job::Command(command)) => command.job.is_within_update(),
            Some(Job::Ticks(_, _, Some(job))) => job.is_within_update(),
            _ => false,
        }
    }

    /// Begins a command to a trainer.
    pub(super) fn begin_command(&mut self, key: TrainerKey, command: &Command) -> Vec<Effect> {
        let command = self.under_way_with(key, command);
        self.job = Some(Job::Command(Box::new(command)));
        self.go_on(AT_ONCE)
    }

    /// A command that is not begun.
    pub(super) fn under_way_with(&self, key: TrainerKey, command: &Command) -> CommandUnderWay {
        let trainer = self.trainers.get(&key);
        let trainer = trainer.filter(|_| command.nature() == Nature::Sets);
        let log = self.done.get(&key).map_or(0, Log::len);
        CommandUnderWay {
            key,
            job: training::Job::new(command.clone(), MOST_UPDATES),
            past: trainer.cloned().map(|trainer| Past { key, trainer, log }),
            half_met: self.half_met(),
        }
    }

    /// Does a command to its end at once.
    pub(super) fn do_whole(&mut self, mut command: CommandUnderWay) -> Vec<Effect> {
        let Some(trainer) = self.trainers.get_mut(&command.key) else {
            return Vec::new();
        };
        match command.job.go_on(trainer, &mut u64::MAX.clone()) {
            Progress::UnderWay => Vec::new(),
            Progress::Over(done) => self.command_done(command, done),
        }
    }

    /// Lets the trainer that is shown make updates, if it runs and nothing else is under way; an update that is watched goes on by
    /// a stage.
    pub(super) fn tick(&mut self, updates: u64) -> Vec<Effect> {
        if self.is_watching() {
            return self.watch_on();
        }
        if self.job.is_some() {
            return Vec::new();
        }
        self.job = Some(Job::Ticks(self.shown_key(), updates, None));
        self.go_on(AT_ONCE)
    }

    /// Begins the lesson's checks, or the one of that name.
    pub(super) fn check(&mut self, name: Option<&str>) -> Vec<Effect> {
        self.stop_work();
        let blocks = self.lesson().blocks.iter_enumerated().rev();
        let wanted = blocks.filter(|(_, block)| {
            matches!(block.block, Block::Check(_)) && name.is_none_or(|name| block.name == name)
        });
        self.job = Some(Job::Checks(Box::new(Checks {
            name: name.map(ToString::to_string),
            left: wanted.map(|(number, _)| number).collect(),
            run: None,
            outcomes: Vec::new(),
            accounts: Vec::new(),
        })));
        self.go_on(AT_ONCE)
    }

    /// Goes on with what is under way, until so much work is done.
    pub(super) fn go_on(&mut self, mut work: u64) -> Vec<Effect> {
        match self.job.take() {
            Some(Job::Command(command)) => self.go_on_with(command, &mut work),
            Some(Job::Ticks(key, left, job)) => self.go_on_running(key, left, job, &mut work),
            Some(Job::Checks(checks)) => {
                self.go_on_checking(checks, &mut work);
                Vec::new()
            }
            Some(Job::Sweep(key, run)) => self.go_on_sweeping(key, run, work),
            Some(Job::Return(back)) => {
                self.go_on_returning(back, &mut work);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn go_on_with(&mut self, mut command: Box<CommandUnderWay>, work: &mut u64) -> Vec<Effect> {
        let Some(trainer) = self.trainers.get_mut(&command.key) else {
            return Vec::new();
        };
        match command.job.go_on(trainer, work) {
            Progress::UnderWay => {
                self.job = Some(Job::Command(command));
                Vec::new()
            }
            Progress::Over(done) => self.command_done(*command, done),
        }
    }

    /// After a command: says what it changed, notes it, and looks at the goals.
    fn command_done(
        &mut self,
        command: CommandUnderWay,
        done: Result<Report, Problem>,
    ) -> Vec<Effect> {
        let CommandUnderWay {
            key,
            job,
            past,
            half_met,
        } = command;
        match done {
            Ok(report) => {
                let log = self.done.entry(key).or_default();
                log.note(job.command().clone(), MOST_UPDATES - job.budget());
                self.before.extend(past);
                let surplus = self.before.len().saturating_sub(MOST_UNDONE);
                self.before.drain(..surplus);
                if let Some(sentence) = sentence(&report, &self.veil(self.shown())) {
                    self.say(sentence);
                }
            }
            Err(problem) => {
                self.note_made(key, &job);
                self.complain(problem.to_string());
            }
        }
        let reached = self.look_at_goals();
        self.tell_shortfall(&half_met, matches!(job.command(), Command::Until(..)));
        reached
    }

    /// Notes what a command has done that did not come to its end.
    fn note_made(&mut self, key: TrainerKey, job: &training::Job) {
        for (part, updates) in self.as_made(key, job) {
            self.done.entry(key).or_default().note(part, updates);
        }
    }

    /// The commands that lead to where a job has come, with the number of updates that each made anew.
    pub(super) fn as_made(&self, key: TrainerKey, job: &training::Job) -> Vec<(Command, u64)> {
        let Some(trainer) = self.trainers.get(&key) else {
            return Vec::new();
        };
        let mut updates = MOST_UPDATES - job.budget();
        let parts = job.as_made(trainer).into_iter();
        let with_updates = parts.map(|part| (part, std::mem::take(&mut updates)));
        with_updates.collect()
    }

    /// Update after update, with a look at the goals after each.
    fn go_on_running(
        &mut self,
        key: TrainerKey,
        mut left: u64,
        mut under_way: Option<Box<training::Job>>,
        work: &mut u64,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        let half_met = self.half_met();
        while left > 0 || under_way.is_some() {
            let Some(trainer) = self.trainers.get_mut(&key) else {
                break;
            };
            let mut job = match under_way.take() {
                Some(job) => job,
                None if !trainer.is_running() => break,
                None => {
                    left -= 1;
                    Box::new(training::Job::tick(trainer))
                }
            };
            let progress = job.go_on(trainer, work);
            if progress == Progress::UnderWay {
                self.job = Some(Job::Ticks(key, left, Some(job)));
                break;
            }
            effects.extend(self.ticked(key, &job, progress));
            if *work == 0 && left > 0 {
                self.job = Some(Job::Ticks(key, left, None));
                break;
            }
        }
        self.tell_shortfall(&half_met, false);
        effects
    }

    /// After an update that a trainer made by itself.
    fn ticked(&mut self, key: TrainerKey, job: &training::Job, progress: Progress) -> Vec<Effect> {
        if let Progress::Over(Err(problem)) = progress {
            self.complain(problem.to_string());
        } else {
            let log = self.done.entry(key).or_default();
            log.note(job.command().clone(), 1);
        }
        let reached = self.look_at_goals();
        if !reached.is_empty()
            && let Some(trainer) = self.trainers.get_mut(&key)
        {
            trainer.pause();
        }
        reached
    }

    fn go_on_checking(&mut self, mut checks: Box<Checks>, work: &mut u64) {
        while let Some(number) = checks.left.last().copied() {
            let Block::Check(check) = &self.course.lessons[self.lesson].blocks[number].block else {
                checks.left.pop();
                continue;
            };
            let fresh = || CheckRun::new(&check.subject.setup);
            let run = checks.run.get_or_insert_with(fresh);
            let Some(outcome) = run.go_on(check, work) else {
                self.job = Some(Job::Checks(checks));
                return;
            };
            checks.accounts.push((number, run.account(check)));
            checks.outcomes.push((number, outcome));
            checks.left.pop();
            checks.run = None;
        }
        self.checked(*checks);
    }

    fn checked(&mut self, checks: Checks) {
        let Checks {
            name,
            outcomes,
            accounts,
            ..
        } = checks;
        for (number, account) in accounts {
            self.tries.entry((self.lesson, number)).or_default().account = account;
        }
        let holding = outcomes.iter().filter(|(_, outcome)| outcome.holds());
        let (made, held) = (outcomes.len(), holding.count());
        for (number, outcome) in outcomes {
            self.outcomes.insert((self.lesson, number), outcome);
        }
        match (made, name) {
            (0, Some(name)) => self.say(format!("this lesson has no check {name}")),
            (0, None) => self.say("this lesson has no checks"),
            _ if held == made => self.say(format!("{held} of {made} checks hold")),
            _ => self.complain(format!("{held} of {made} checks hold")),
        }
    }

    /// Stops the work under way where it is, and says so; returns `true` if there was any.
    pub(super) fn stop_work(&mut self) -> bool {
        match self.job.take() {
            Some(Job::Command(command)) => self.stop_command(command.key, &command.job),
            Some(Job::Checks(checks)) => {
                let (made, left) = (checks.outcomes.len(), checks.left.len());
                for (number, outcome) in checks.outcomes {
                    self.outcomes.insert((self.lesson, number), outcome);
                }
                self.say(format!("stopped: {made} of {} checks made", made + left));
            }
            Some(Job::Sweep(key, run)) => self.stop_sweep(key, run),
            Some(Job::Return(back)) => self.stop_returning(*back),
            Some(Job::Ticks(key, _, Some(job))) => {
                // Its update is made, and only the next was not summed up.
                drop(self.ticked(key, &job, Progress::UnderWay));
                return false;
            }
            Some(Job::Ticks(..)) | None => return false,
        }
        true
    }

    fn stop_command(&mut self, key: TrainerKey, job: &training::Job) {
        let Some(trainer) = self.trainers.get(&key) else {
            return;
        };
        let (made, all) = job.made(trainer);
        let what = match job.command().stride() {
            Some(Stride::Weight) => "weights",
            Some(Stride::Pattern) => "patterns",
            Some(Stride::Epoch) => "epochs",
            None => "updates",
        };
        let updates = grouped(trainer.run().updates());
        let (made, all) = (grouped(made), grouped(all));
        self.note_made(key, job);
        self.say(format!(
            "stopped after {made} of {all} {what}: the trainer is at update {updates}"
        ));
        drop(self.look_at_goals());
    }
}

/// A count as it is read: 1,000,000.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let starts = digits.len() % 3;
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == starts {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
