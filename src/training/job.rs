//! A command in slices. Many updates can outlast a frame of the screen: a job makes as many of them as the work that it is given
//! allows, and goes on later. However it is cut up, the trainer ends up the same, bit for bit.
//!
//! Work is counted in products of a weight and a pattern, not in time: where a slice ends depends on nothing but the job.

use super::command::{Command, Seek, Updates};
use super::report::Report;
use super::run::Run;
use super::settings::Schedule;
use super::trainer::{Position, Trainer, overflowed, too_many};
use super::version;
use super::vocabulary::Formula;
use super::ways::{Stride, Strides};
use crate::formula::Problem;

/// A command under way.
#[derive(Clone, Debug)]
pub struct Job {
    command: Command,
    kind: Kind,
    /// The position at which it began, once it has.
    before: Option<Position>,
    /// The steps that are made.
    made: u64,
    /// The updates of the step under way that are made, where a step is an epoch.
    within: u64,
    /// Number of patterns whose share of the next update is still to be summed up before it can be shown.
    ahead: usize,
    /// The updates that may still be made.
    budget: u64,
}

/// The ways in which commands are cut up.
#[derive(Clone, Debug)]
enum Kind {
    /// Stride by stride, until a condition holds if there is one.
    Strides(Strides, Option<Formula>),
    /// From an update to another, some updates at a time.
    Seek(u64, u64),
    /// An update of a trainer that runs by itself.
    Tick,
    /// At once.
    Whole,
}

/// The progress of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// There is more to do.
    UnderWay,
    /// It is over, with a report of what it changed; the error says why it is not done to its end, if it is not.
    Over(Result<Report, Problem>),
}

/// The passes over its patterns that a line search makes, about.
const SEARCH: u64 = 16;

impl Job {
    /// A job that is not begun. It may make so many updates.
    #[must_use]
    pub fn new(command: Command, budget: u64) -> Self {
        Job {
            command,
            kind: Kind::Whole,
            before: None,
            made: 0,
            within: 0,
            ahead: 0,
            budget,
        }
    }

    /// An update that a trainer makes by itself, as it runs.
    #[must_use]
    pub fn tick(trainer: &Trainer) -> Self {
        let command = match trainer.run().settings().schedule {
            Schedule::Online => Command::step(1, Stride::Pattern),
            Schedule::Batch => Command::step(1, Stride::Epoch),
            Schedule::Mini(_) => Command::Seek(Seek::On(1)),
        };
        Job {
            kind: Kind::Tick,
            before: Some(trainer.position()),
            ..Job::new(command, 1)
        }
    }

    /// The command that it does.
    #[must_use]
    pub fn command(&self) -> &Command {
        &self.command
    }

    /// Returns `true` if the next update is summed up only in part.
    #[must_use]
    pub fn is_within_update(&self) -> bool {
        self.ahead > 0
    }

    /// The updates that may still be made.
    #[must_use]
    pub fn budget(&self) -> u64 {
        self.budget
    }

    /// The steps made so far, and all there are; a seek has updates for steps.
    #[must_use]
    pub fn made(&self, trainer: &Trainer) -> (u64, u64) {
        match self.kind {
            Kind::Strides(Strides { count, .. }, _) => (self.made, count),
            Kind::Seek(from, to) => {
                let now = trainer.run().updates();
                (
                    now.saturating_sub(from.min(to)),
                    to.saturating_sub(from.min(to)),
                )
            }
            Kind::Tick | Kind::Whole => (self.made, 1),
        }
    }

    /// The commands that lead to its present state, if it is to end here.
    #[must_use]
    pub fn as_made(&self, trainer: &Trainer) -> Vec<Command> {
        self.before
            .map_or(Vec::new(), |before| self.command.stopped(before, trainer))
    }

    /// Goes on to its end, however long that takes.
    pub(in crate::training) fn finish(&mut self, trainer: &mut Trainer) -> Result<Report, Problem> {
        loop {
            if let Progress::Over(done) = self.go_on(trainer, &mut u64::MAX.clone()) {
                return done;
            }
        }
    }

    /// Goes on until `work` is used up, and subtracts its own from it. It makes at least a step or a part of one.
    pub fn go_on(&mut self, trainer: &mut Trainer, work: &mut u64) -> Progress {
        loop {
            match self.part(trainer, work) {
                Ok(Some(report)) => return Progress::Over(Ok(report)),
                Ok(None) if *work == 0 => return Progress::UnderWay,
                Ok(None) => {}
                Err(problem) => return Progress::Over(Err(problem)),
            }
        }
    }

    /// Does a part; gives the report, if it was the last.
    fn part(&mut self, trainer: &mut Trainer, work: &mut u64) -> Result<Option<Report>, Problem> {
        let before = match self.before {
            Some(before) => before,
            None => self.begin(trainer)?,
        };
        if self.ahead > 0 {
            self.sum_up(trainer, work);
            return Ok(None);
        }
        let is_last = match self.kind {
            Kind::Strides(Strides { count, stride }, _) => {
                if self.within == 0 && self.is_over(trainer, count, work)? {
                    true
                } else {
                    let updates = trainer.run().updates();
                    self.step(trainer, stride)?;
                    if trainer.run().updates() > updates {
                        self.pay(trainer, work);
                    } else {
                        *work = work.saturating_sub(trainer.layout().weights() as u64);
                    }
                    false
                }
            }
            Kind::Seek(_, to) => {
                let each = trainer.update_cost();
                let (most, before) = ((*work / each).max(1), trainer.run().updates());
                let is_there = trainer.seek_part(to, most)?;
                let now = trainer.run().updates();
                let made = now.checked_sub(before).unwrap_or(most);
                *work = work.saturating_sub(each.saturating_mul(made));
                if made > 0 {
                    self.look_ahead(trainer);
                }
                is_there && self.ahead == 0
            }
            Kind::Tick if self.made == 1 => return Ok(Some(Report::default())),
            Kind::Tick => {
                trainer.tick(1)?;
                self.made = 1;
                self.pay(trainer, work);
                false
            }
            Kind::Whole => true,
        };
        if !is_last {
            return Ok(None);
        }
        trainer.version = version::next();
        self.command.deed().act(trainer, before).map(Some)
    }

    fn begin(&mut self, trainer: &mut Trainer) -> Result<Position, Problem> {
        let deed = self.command.deed();
        deed.admits(trainer)?;
        self.kind = match deed.updates(trainer)? {
            Some(Updates::Strides(strides, condition)) => Kind::Strides(strides, condition),
            Some(Updates::To(to)) => {
                let new = to.saturating_sub(trainer.run().newest());
                self.budget = self.budget.checked_sub(new).ok_or_else(too_many)?;
                Kind::Seek(trainer.run().updates(), to)
            }
            None => Kind::Whole,
        };
        if !deed.keeps_running() {
            trainer.pause();
        }
        let before = trainer.position();
        self.before = Some(before);
        Ok(before)
    }

    /// Returns `true` if all steps are made, or the condition holds.
    fn is_over(&self, trainer: &Trainer, count: u64, work: &mut u64) -> Result<bool, Problem> {
        if let Kind::Strides(_, Some(condition)) = &self.kind {
            *work = work.saturating_sub(trainer.pass());
            let holds = condition.eval_condition(&trainer.moment());
            if holds.map_err(|none| Problem::new(none.span, "this is not a number here"))? {
                return Ok(true);
            }
        }
        Ok(self.made == count)
    }

    /// Makes a step, or an update of one.
    fn step(&mut self, trainer: &mut Trainer, stride: Stride) -> Result<(), Problem> {
        trainer.version = version::next();
        if stride != Stride::Epoch {
            trainer.step_once(stride, &mut self.budget)?;
            self.made += 1;
            return Ok(());
        }
        let epoch = trainer.run().epochs();
        trainer.advance(&mut self.budget)?;
        self.within += 1;
        if trainer.run().epochs() != epoch {
            (self.made, self.within) = (self.made + 1, 0);
        }
        Ok(())
    }

    /// Pays for an update that was made; one of several patterns is paid for while the next is summed up.
    fn pay(&mut self, trainer: &Trainer, work: &mut u64) {
        self.look_ahead(trainer);
        if self.ahead == 0 {
            *work = work.saturating_sub(trainer.pass_of_one());
        }
    }

    fn look_ahead(&mut self, trainer: &Trainer) {
        self.ahead = match trainer.run().learnt().count() {
            1 => 0,
            patterns => patterns,
        };
    }

    /// Sums up the share that some more patterns have in the next update.
    fn sum_up(&mut self, trainer: &mut Trainer, work: &mut u64) {
        let each = trainer.pass_of_one();
        let affordable = usize::try_from((*work / each).max(1)).unwrap_or(usize::MAX);
        let patterns = self.ahead.min(affordable);
        trainer.sum_up(patterns);
        self.ahead -= patterns;
        *work = work.saturating_sub(each.saturating_mul(patterns as u64));
    }
}

impl Trainer {
    /// Checks that a command could be meant for this trainer, whatever it has done so far.
    ///
    /// # Errors
    /// If it names something that is not there, or has a formula that means nothing here.
    pub fn admits(&self, command: &Command) -> Result<(), Problem> {
        command.deed().admits(self)
    }

    /// Does a command and reports what it changed; takes the updates it makes off `budget`. A step of one's own stops a trainer
    /// that runs first.
    ///
    /// # Errors
    /// If it cannot be done, or not to its end: why. What was done before that stays done.
    pub fn act(&mut self, command: &Command, budget: &mut u64) -> Result<Report, Problem> {
        let mut job = Job::new(command.clone(), *budget);
        let done = job.finish(self);
        *budget = job.budget();
        done
    }

    /// Cost of learning from one pattern, in work.
    fn pass_of_one(&self) -> u64 {
        let cost = |run: &Run| {
            let weights = run.network().layout.weights() as u64;
            let passes = if run.settings().searches() { SEARCH } else { 1 };
            weights * passes
        };
        self.runs().map(|(_, run)| cost(run)).sum()
    }

    /// Cost of an update, in work.
    fn update_cost(&self) -> u64 {
        let patterns = self.run().learnt().count() as u64;
        self.pass_of_one().saturating_mul(patterns)
    }

    /// Cost of going through all patterns, in work.
    fn pass(&self) -> u64 {
        self.pass_of_one()
            .saturating_mul(self.run().patterns().len() as u64)
    }

    fn sum_up(&mut self, patterns: usize) {
        for twin in &mut self.runs {
            twin.run.sum_up(patterns);
        }
    }

    /// Goes nearer to the moment after `updates` updates, by at most `most`; returns `true` once it is there.
    fn seek_part(&mut self, updates: u64, most: u64) -> Result<bool, Problem> {
        self.version = version::next();
        let went = self.runs[0].run.seek_part(updates, most);
        self.align();
        went.map_err(|name| overflowed(&name))
    }
}
