//! The check block: what a lesson claims, brought about on a fresh trainer and looked at.

use super::about::{Find, Subject, about, commands, formula, with_about};
use super::assertion::Assertion;
use super::body::{Body, Located, Problems, Prose, Value};
use super::kind::{Kind, Part};
use super::outcome::{Outcome, expected_and_found, failure};
use super::source::Diagnostic;
use crate::figure::{Line, Role};
use crate::formula::Expr;
use crate::training::{Command, Formula, Job, MOST_UPDATES, Progress, Trainer, TrainerSpec};

/// A check block as it was read.
#[derive(Clone, Debug)]
pub struct Check {
    /// The claim, in words.
    pub says: Prose,
    /// Its subject.
    pub subject: Subject,
    /// The reason why it need not notice a mistake in the update, if it need not.
    pub excuse: Option<String>,
    commands: Vec<Located<Command>>,
    expect: Vec<Located<Formula>>,
}

impl Kind for Check {
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Check> {
        let keys = with_about(&["says", "do", "expect", "notices", "reason"]);
        body.read(&keys, problems, |fields| {
            let says = fields.required_prose("says", "says = \"One update lowers the error.\"");
            let subject = about(fields, find);
            let expect = fields
                .required("expect", "expect = [\"E < 0.01\"]")
                .and_then(|value| conditions(&value, subject.as_ref()));
            let commands = fields
                .get("do")
                .map_or(Some(Vec::new()), |value| commands(&value, subject.as_ref()));
            Some(Check {
                says: says?,
                subject: subject?,
                excuse: fields.excuse(),
                commands: commands?,
                expect: expect?,
            })
        })
    }

    fn part(&self) -> Part {
        Part::Open
    }

    fn asks(&self) -> Option<Prose> {
        Some(self.says)
    }

    fn subject(&self) -> Option<&Subject> {
        Some(&self.subject)
    }

    fn claims(&self) -> bool {
        true
    }

    fn run(&self, setup: Option<&TrainerSpec>) -> Option<Outcome> {
        let mut run = CheckRun::new(setup?);
        loop {
            if let Some(outcome) = run.go_on(self, &mut u64::MAX.clone()) {
                return Some(outcome);
            }
        }
    }

    fn assertion(&self) -> Option<Assertion<'_>> {
        Some(Assertion::that(
            &self.commands,
            self.expect.iter().collect(),
        ))
    }

    fn excuse(&self) -> Option<&str> {
        self.excuse.as_deref()
    }
}

impl Check {
    /// The commands that are done before it is looked at.
    #[must_use]
    pub fn commands(&self) -> &[Located<Command>] {
        &self.commands
    }

    /// The conditions that have to hold then.
    pub fn conditions(&self) -> impl Iterator<Item = &Located<Formula>> {
        self.expect.iter()
    }
}

/// A check under way: what it does can take long.
#[derive(Clone, Debug)]
pub struct CheckRun {
    trainer: Trainer,
    /// Number of commands that are done.
    done: usize,
    job: Option<Job>,
    budget: u64,
}

impl CheckRun {
    /// A check that has done nothing yet, on a fresh trainer made from `setup`.
    #[must_use]
    pub fn new(setup: &TrainerSpec) -> Self {
        CheckRun {
            trainer: Trainer::new(setup.clone()),
            done: 0,
            job: None,
            budget: MOST_UPDATES,
        }
    }

    /// Goes on until `work` is used up, of which it takes what it does; gives the outcome once there is one.
    pub fn go_on(&mut self, check: &Check, work: &mut u64) -> Option<Outcome> {
        while let Some(command) = check.commands.get(self.done) {
            let budget = self.budget;
            let new = || Job::new(command.item.clone(), budget);
            let job = self.job.get_or_insert_with(new);
            match job.go_on(&mut self.trainer, work) {
                Progress::UnderWay => return None,
                Progress::Over(Ok(_)) => {
                    self.budget = job.budget();
                    (self.job, self.done) = (None, self.done + 1);
                }
                Progress::Over(Err(problem)) => {
                    let told = Diagnostic::of(problem, command.place.clone());
                    return Some(Outcome::Fails(told.figure()));
                }
            }
        }
        let failures = check.expect.iter();
        let failures = failures.flat_map(|each| failure(each, &self.trainer));
        Some(Outcome::of(failures.collect()))
    }

    /// An account of a check that is over: what was done, what was expected, what was found.
    #[must_use]
    pub fn account(&self, check: &Check) -> Vec<Line> {
        let done = check.commands.iter().take(self.done);
        let done = done
            .map(|command| command.text.as_str())
            .collect::<Vec<_>>();
        let done = match done[..] {
            [] => "nothing: the trainer is fresh".to_string(),
            _ => done.join(", "),
        };
        let first = Line::of(Role::Quiet, "done      ").and(Role::Code, done);
        let expected = check.expect.iter();
        let expected = expected.flat_map(|each| expected_and_found(each, &self.trainer));
        std::iter::once(first).chain(expected).collect()
    }
}

fn conditions(value: &Value<'_>, subject: Option<&Subject>) -> Option<Vec<Located<Formula>>> {
    let items = value.list()?;
    if items.is_empty() {
        return value.complain(
            "a check expects something",
            "write `expect = [\"E < 0.01\"]`",
        );
    }
    let read: Vec<_> = items
        .iter()
        .map(|item| formula(item, subject, Expr::condition))
        .collect();
    read.into_iter().collect()
}
