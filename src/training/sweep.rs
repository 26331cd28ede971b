//! A sweep: the same done to many fresh copies of a trainer, each with another value of one field. The copies are shared out
//! among threads; none knows of another, so that no order and no number of threads changes a bit of the result.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::command::Command;
use super::job::{Job, Progress};
use super::mutant::Mutant;
use super::trainer::{MOST_UPDATES, Trainer, TrainerSpec};
use super::vocabulary::{Formula, Swept, TrainerVocabulary};
use crate::formula::{NotANumber, Problem, Span};

/// The most updates that a sweep may make.
pub const MOST_SWEPT: u64 = 10_000_000;
/// A copy that makes so many has made too many for all.
const MOST_OF_ONE: u64 = MOST_SWEPT + 1;

/// A sweep as a lesson describes it.
#[derive(Debug)]
pub struct Sweep {
    /// Its name.
    pub name: String,
    /// The start of every copy.
    pub setup: TrainerSpec,
    /// The values of the sweep, each with its command.
    pub steps: Vec<SweepStep>,
    /// The commands for each copy.
    pub commands: Vec<Command>,
    /// The result, once the sweep was made.
    made: Mutex<Option<Made>>,
}

/// One value of a sweep.
#[derive(Clone, Debug)]
pub struct SweepStep {
    /// The value; of a word its number, from 1.
    pub value: f64,
    /// The value as written.
    pub text: String,
    /// The command that gives a fresh copy this value.
    pub set: Command,
}

/// A copy after its last command.
#[derive(Clone, Debug)]
pub struct SweepEnd {
    /// The copy.
    pub trainer: Trainer,
    /// The updates that were made.
    pub updates: u64,
}

/// All copies at their ends, in the order of the values; or a sentence that says why there are none.
pub type Made = Result<Vec<SweepEnd>, String>;

impl Sweep {
    /// A sweep that is not made yet.
    #[must_use]
    pub fn new(
        name: String,
        setup: TrainerSpec,
        steps: Vec<SweepStep>,
        commands: Vec<Command>,
    ) -> Self {
        Sweep {
            name,
            setup,
            steps,
            commands,
            made: Mutex::default(),
        }
    }

    /// The same sweep with a trainer that makes a mistake.
    #[must_use]
    pub fn with_mutant(&self, mutant: Mutant) -> Self {
        Sweep::new(
            self.name.clone(),
            self.setup.with_mutant(mutant),
            self.steps.clone(),
            self.commands.clone(),
        )
    }

    /// The result of `look` on all copies at their ends, which are made once.
    ///
    /// # Errors
    /// If the sweep takes too many updates: a sentence.
    pub fn look<T>(&self, look: impl FnOnce(&[SweepEnd]) -> T) -> Result<T, String> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let all = made.get_or_insert_with(|| {
            let mut run = SweepRun::new(self);
            while !run.go_on(self, u64::MAX) {}
            run.made()
        });
        all.as_deref().map(look).map_err(Clone::clone)
    }

    /// A fresh copy that has a value.
    ///
    /// # Errors
    /// If it cannot have it.
    pub fn fresh(&self, step: &SweepStep) -> Result<Trainer, Problem> {
        let mut trainer = Trainer::new(self.setup.clone());
        trainer.act(&step.set, &mut MOST_UPDATES.clone())?;
        Ok(trainer)
    }
}

impl Swept for Sweep {
    fn name(&self) -> &str {
        &self.name
    }

    fn values(&self) -> Vec<f64> {
        self.steps.iter().map(|step| step.value).collect()
    }

    fn vocabulary(&self) -> TrainerVocabulary<'_> {
        self.setup.vocabulary()
    }

    fn over(&self, formulas: &[Formula]) -> Result<Vec<f64>, NotANumber> {
        let over = |ends: &[SweepEnd]| {
            let pairs = ends.iter().zip(formulas);
            pairs
                .map(|(end, formula)| formula.eval(&end.trainer.moment()))
                .collect()
        };
        self.look(over).unwrap_or(Err(NotANumber {
            span: Span::default(),
        }))
    }
}

/// A sweep under way.
#[derive(Clone, Debug)]
pub struct SweepRun {
    /// The copies at their ends, by the place of their value.
    ends: Vec<Option<SweepEnd>>,
    /// The place of the value that is next.
    next: usize,
    /// The copies that are under way.
    active: Vec<Active>,
    updates: u64,
}

/// The place of a value, and the copy that has it.
type Active = (usize, Trial);

/// A copy under way.
#[derive(Clone, Debug)]
struct Trial {
    trainer: Trainer,
    /// The number of commands that are done.
    done: usize,
    job: Option<Job>,
    budget: u64,
}

impl SweepRun {
    /// A sweep that has not begun.
    #[must_use]
    pub fn new(sweep: &Sweep) -> Self {
        SweepRun {
            ends: sweep.steps.iter().map(|_| None).collect(),
            next: 0,
            active: Vec::new(),
            updates: 0,
        }
    }

    /// Number of copies at their ends, and number of all copies.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.ends.iter().flatten().count(), self.ends.len())
    }

    /// The copies that are at their ends, each with the place of its value.
    pub fn so_far(&self) -> impl Iterator<Item = (usize, &SweepEnd)> {
        let ends = self.ends.iter().enumerate();
        ends.filter_map(|(place, end)| Some((place, end.as_ref()?)))
    }

    /// Goes on until each thread has used up so much work; returns `true` once it is over.
    pub fn go_on(&mut self, sweep: &Sweep, work: u64) -> bool {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let next = AtomicUsize::new(self.next);
        let updates = AtomicU64::new(self.updates);
        let mut active: Vec<Option<Active>> = self.active.drain(..).map(Some).collect();
        active.resize_with(threads.max(active.len()), || None);
        let worker = Worker {
            sweep,
            next: &next,
            updates: &updates,
            work,
        };
        let done = thread::scope(|scope| {
            let threads: Vec<_> = active
                .into_iter()
                .map(|copy| scope.spawn(move || worker.go_on(copy)))
                .collect();
            let joined = threads.into_iter().map(thread::ScopedJoinHandle::join);
            joined.collect::<Result<Vec<_>, _>>()
        });
        for (left, ends) in done.into_iter().flatten() {
            self.active.extend(left);
            for (place, end) in ends {
                self.ends[place] = Some(end);
            }
        }
        self.next = next.into_inner().min(self.ends.len());
        self.updates = updates.into_inner();
        let is_too_much = self.updates > MOST_SWEPT;
        self.active.is_empty() && (is_too_much || self.next == self.ends.len())
    }

    /// The ends of all copies, once it is over.
    ///
    /// # Errors
    /// If it would make too many updates.
    pub fn made(self) -> Made {
        let all = self.ends.len();
        let mut updates = 0;
        let mut ends = Vec::new();
        for end in self.ends {
            let made = end.as_ref().map_or(0, |end| end.updates);
            updates += made;
            let Some(end) = end.filter(|_| updates <= MOST_SWEPT) else {
                let so_far = ends.len() + 1;
                return Err(format!(
                    "a sweep may make 10,000,000 updates: the first {so_far} of its {all} values make {updates}"
                ));
            };
            ends.push(end);
        }
        Ok(ends)
    }
}

/// The data of a thread, which takes the next value whenever it is done with one.
#[derive(Clone, Copy)]
struct Worker<'a> {
    sweep: &'a Sweep,
    next: &'a AtomicUsize,
    updates: &'a AtomicU64,
    work: u64,
}

impl Worker<'_> {
    fn go_on(mut self, mut active: Option<Active>) -> (Option<Active>, Vec<(usize, SweepEnd)>) {
        let mut ends = Vec::new();
        while self.work > 0 {
            let Some((place, mut copy)) = active.take().or_else(|| self.take()) else {
                break;
            };
            match copy.go_on(&self.sweep.commands, &mut self.work) {
                Some(end) => {
                    self.updates.fetch_add(end.updates, Ordering::Relaxed);
                    ends.push((place, end));
                }
                None => active = Some((place, copy)),
            }
        }
        (active, ends)
    }

    /// A fresh copy with the next value; none, if there is none left, or too many updates are made already.
    fn take(&self) -> Option<Active> {
        if self.updates.load(Ordering::Relaxed) > MOST_SWEPT {
            return None;
        }
        let place = self.next.fetch_add(1, Ordering::Relaxed);
        let step = self.sweep.steps.get(place)?;
        // What a copy cannot be set to was told when the sweep was read.
        let trainer = self.sweep.fresh(step);
        let trainer = trainer.unwrap_or_else(|_| Trainer::new(self.sweep.setup.clone()));
        let copy = Trial {
            trainer,
            done: 0,
            job: None,
            budget: MOST_OF_ONE,
        };
        Some((place, copy))
    }
}

impl Trial {
    /// Goes on until `work` is used up; returns the end once it is reached. A copy that overflows ends there.
    fn go_on(&mut self, commands: &[Command], work: &mut u64) -> Option<SweepEnd> {
        while let Some(command) = commands.get(self.done) {
            let budget = self.budget;
            let job = self
                .job
                .get_or_insert_with(|| Job::new(command.clone(), budget));
            let Progress::Over(done) = job.go_on(&mut self.trainer, work) else {
                return None;
            };
            self.budget = job.budget();
            (self.job, self.done) = (None, self.done + 1);
            if done.is_err() {
                break;
            }
        }
        Some(SweepEnd {
            trainer: self.trainer.clone(),
            updates: MOST_OF_ONE - self.budget,
        })
    }
}
