//! The task block: something for the learner to bring about, and a way that brings it about.

use super::about::{Find, Subject, about, commands, formula, with_about};
use super::body::{Body, Located, Problems, Prose};
use super::outcome::{Outcome, after, failure};
use crate::formula::Expr;
use crate::training::{Command, Formula, Trainer, TrainerSpec};

/// A task block as it was read.
#[derive(Clone, Debug)]
pub struct Task {
    /// What the learner is asked to do.
    pub asks: Prose,
    /// What helps.
    pub hint: Option<Prose>,
    /// What there is to say once it is done.
    pub explains: Option<Prose>,
    /// What it is about.
    pub subject: Subject,
    goal: Located<Formula>,
    solution: Vec<Located<Command>>,
}

impl Task {
    /// Reads a task block; `find` finds the trainer that it is about.
    #[must_use]
    pub fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Task> {
        let keys = with_about(&["asks", "goal", "hint", "solution", "explains"]);
        body.read(&keys, problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"Bring E below 0.01.\"");
            let subject = about(fields, find);
            let goal = fields
                .required("goal", "goal = \"E < 0.01\"")
                .and_then(|value| formula(&value, subject.as_ref(), Expr::condition));
            let solution = fields
                .required("solution", "solution = [\"step 100 epochs\"]")
                .and_then(|value| commands(&value, subject.as_ref()));
            Some(Task {
                asks: asks?,
                hint: fields.prose("hint"),
                explains: fields.prose("explains"),
                subject: subject?,
                goal: goal?,
                solution: solution?,
            })
        })
    }

    /// What has to be so.
    #[must_use]
    pub fn goal(&self) -> &Formula {
        &self.goal.item
    }

    /// A way that brings it about.
    #[must_use]
    pub fn solution(&self) -> &[Located<Command>] {
        &self.solution
    }

    /// Whether the learner has brought it about.
    #[must_use]
    pub fn is_reached(&self, trainer: &Trainer) -> bool {
        let moment = trainer.moment_at(self.subject.selected(trainer));
        self.goal.item.eval_condition(&moment) == Ok(true)
    }

    /// Looks whether the goal is still to be reached at the start, and is reached by the solution.
    #[must_use]
    pub fn run(&self, setup: &TrainerSpec) -> Outcome {
        if self
            .goal
            .item
            .eval_condition(&Trainer::new(setup.clone()).moment())
            == Ok(true)
        {
            return Outcome::fails(&self.goal, "this goal is reached before anything is done");
        }
        match after(setup, &self.solution) {
            Ok(trainer) => Outcome::of(failure(&self.goal, &trainer)),
            Err(failure) => Outcome::Fails(failure),
        }
    }

    /// What it comes down to, whatever its words: what was kept of it stands as long as this does.
    #[must_use]
    pub fn substance(&self) -> Vec<&str> {
        vec![&self.goal.text]
    }
}
