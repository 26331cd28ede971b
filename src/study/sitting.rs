//! A learner's sitting: which lesson is open, where its trainers stand, what was checked. One function changes it.

use std::collections::BTreeMap;

use super::action::{Action, Row, Scroll, Way};
use crate::block::Outcome;
use crate::formula::Problem;
use crate::lesson::{Course, Lesson};
use crate::training::{Command, MOST_UPDATES, Trainer};

/// A learner's sitting.
#[derive(Clone, Debug)]
pub struct Study {
    course: Course,
    lesson: usize,
    /// For each lesson that was opened, which of its trainers is shown.
    stops: BTreeMap<usize, usize>,
    trainers: BTreeMap<(usize, usize), Trainer>,
    outcomes: BTreeMap<(usize, usize), Outcome>,
    context: Context,
    message: Option<Message>,
}

/// What the keys are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The prose.
    Reading,
    /// The trainer.
    Trainer,
    /// The list of lessons, at a row; from the prose or from the trainer.
    Contents(usize, Focus),
    /// The list of keys; what was there before.
    Help(Focus),
}

/// Where one is when nothing lies over the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// At the prose.
    Prose,
    /// At the trainer.
    Trainer,
}

/// A sentence for the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether something did not work.
    pub is_trouble: bool,
}

/// What is to be done outside of a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The text is to be scrolled.
    Scroll(Scroll),
    /// The text is to be scrolled to a trainer's place.
    ScrollToTrainer(usize),
    /// The program is to be suspended.
    Suspend,
    /// The screen is to be drawn anew.
    Redraw,
    /// The program is to end.
    Quit,
}

impl Study {
    /// A sitting at the first lesson of a course.
    #[must_use]
    pub fn new(course: Course) -> Self {
        let mut study = Study {
            course,
            lesson: 0,
            stops: BTreeMap::new(),
            trainers: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            context: Context::Reading,
            message: None,
        };
        study.open(0);
        study
    }

    /// The course.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The number of the open lesson, from 0.
    #[must_use]
    pub fn lesson_number(&self) -> usize {
        self.lesson
    }

    /// The open lesson.
    #[must_use]
    pub fn lesson(&self) -> &Lesson {
        &self.course.lessons[self.lesson]
    }

    /// What the keys are about.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context
    }

    /// What there is to say about what was done last.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// Which trainer of the lesson is shown.
    #[must_use]
    pub fn stop(&self) -> usize {
        self.stops.get(&self.lesson).copied().unwrap_or(0)
    }

    /// The trainer that is shown, if the lesson has one that is not broken.
    #[must_use]
    pub fn trainer(&self) -> Option<&Trainer> {
        self.trainer_of(self.stop())
    }

    /// A trainer of the open lesson.
    #[must_use]
    pub fn trainer_of(&self, trainer: usize) -> Option<&Trainer> {
        self.trainers.get(&(self.lesson, trainer))
    }

    /// What came of a check of the open lesson, if it was made.
    #[must_use]
    pub fn outcome(&self, check: usize) -> Option<&Outcome> {
        self.outcomes.get(&(self.lesson, check))
    }

    fn open(&mut self, lesson: usize) {
        self.lesson = lesson;
        for (number, block) in self.course.lessons[lesson].trainers.iter().enumerate() {
            if let Some(setup) = &block.setup {
                self.trainers
                    .entry((lesson, number))
                    .or_insert_with(|| Trainer::new(setup.clone()));
            }
        }
    }

    fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            is_trouble: false,
        });
    }

    fn complain(&mut self, problem: &Problem) {
        self.message = Some(Message {
            text: problem.to_string(),
            is_trouble: true,
        });
    }

    fn train(&mut self, command: &Command) {
        let key = (self.lesson, self.stop());
        let Some(trainer) = self.trainers.get_mut(&key) else {
            return self.say("there is no trainer here");
        };
        let done = trainer.act(command, &mut MOST_UPDATES.clone());
        if let Err(problem) = done {
            self.complain(&problem);
        }
    }

    /// Lets the trainer that is shown make updates, if it runs.
    fn tick(&mut self, updates: u64) {
        let key = (self.lesson, self.stop());
        let Some(trainer) = self
            .trainers
            .get_mut(&key)
            .filter(|trainer| trainer.is_running())
        else {
            return;
        };
        if let Err(problem) = trainer.tick(updates) {
            self.complain(&problem);
        }
    }

    /// Stops the trainer that is shown, before another is.
    fn pause(&mut self) {
        if let Some(trainer) = self.trainers.get_mut(&(self.lesson, self.stop())) {
            trainer.pause();
        }
    }

    fn check(&mut self, name: Option<&str>) {
        let checks = &self.course.lessons[self.lesson].checks;
        let chosen: Vec<usize> = (0..checks.len())
            .filter(|&number| name.is_none_or(|name| checks[number].check.name == name))
            .collect();
        let outcomes: Vec<(usize, Outcome)> = chosen
            .iter()
            .map(|&number| (number, checks[number].check.run()))
            .collect();
        let held = outcomes
            .iter()
            .filter(|(_, outcome)| matches!(outcome, Outcome::Holds))
            .count();
        let made = outcomes.len();
        for (number, outcome) in outcomes {
            self.outcomes.insert((self.lesson, number), outcome);
        }
        match (made, name) {
            (0, Some(name)) => self.say(format!("this lesson has no check {name}")),
            (0, None) => self.say("this lesson has no checks"),
            _ if held == made => self.say(format!("{held} of {made} checks hold")),
            _ => {
                self.message = Some(Message {
                    text: format!("{held} of {made} checks hold"),
                    is_trouble: true,
                });
            }
        }
    }

    fn turn(&mut self, way: Way) -> Vec<Effect> {
        if let Some(lesson) = neighbour(self.lesson, self.course.lessons.len(), way) {
            self.go_to(lesson)
        } else {
            self.say(if way == Way::Next {
                "this is the last lesson"
            } else {
                "this is the first lesson"
            });
            Vec::new()
        }
    }

    fn go_to(&mut self, lesson: usize) -> Vec<Effect> {
        self.pause();
        self.open(lesson);
        self.context = Context::Reading;
        vec![Effect::Scroll(Scroll::Top)]
    }

    fn go_to_named(&mut self, name: &str) -> Vec<Effect> {
        if let Some(lesson) = self.course.find(name) {
            return self.go_to(lesson);
        }
        self.say(format!(
            "there is no lesson {name}: they go from 1 to {}",
            self.course.lessons.len()
        ));
        Vec::new()
    }

    fn go_to_stop(&mut self, way: Way) -> Vec<Effect> {
        if let Some(stop) = neighbour(self.stop(), self.lesson().trainers.len(), way) {
            self.stops.insert(self.lesson, stop);
            vec![Effect::ScrollToTrainer(stop)]
        } else {
            self.say(if way == Way::Next {
                "no trainer after this one: > for the next lesson"
            } else {
                "no trainer before this one"
            });
            Vec::new()
        }
    }

    /// Shows a trainer without moving the text, which is how it follows the reader.
    fn show(&mut self, trainer: usize) {
        if trainer < self.lesson().trainers.len() {
            self.pause();
            self.stops.insert(self.lesson, trainer);
        }
    }

    fn focus(&self) -> Focus {
        match self.context {
            Context::Reading => Focus::Prose,
            Context::Trainer => Focus::Trainer,
            Context::Contents(_, focus) | Context::Help(focus) => focus,
        }
    }

    fn leave(&mut self) {
        self.context = match self.context {
            Context::Contents(_, Focus::Trainer) | Context::Help(Focus::Trainer) => {
                Context::Trainer
            }
            _ => Context::Reading,
        };
    }

    fn row(&mut self, row: Row) -> Vec<Effect> {
        if let Context::Contents(at, focus) = self.context {
            let last = self.course.lessons.len() - 1;
            let at = match row {
                Row::Next => (at + 1).min(last),
                Row::Previous => at.saturating_sub(1),
                Row::First => 0,
                Row::Last => last,
            };
            self.context = Context::Contents(at, focus);
        }
        Vec::new()
    }

    fn open_row(&mut self) -> Vec<Effect> {
        match self.context {
            Context::Contents(lesson, _) => self.go_to(lesson),
            _ => Vec::new(),
        }
    }
}

fn neighbour(at: usize, count: usize, way: Way) -> Option<usize> {
    match way {
        Way::Next => Some(at + 1).filter(|next| *next < count),
        Way::Previous => at.checked_sub(1),
    }
}

/// Does an action: the only way in which a study changes. What it cannot do itself it gives back as effects.
pub fn act(study: &mut Study, action: &Action) -> Vec<Effect> {
    if !matches!(
        action,
        Action::Scroll(_) | Action::Show(_) | Action::Redraw | Action::Tick(_)
    ) {
        study.message = None;
    }
    match action {
        Action::Train(command) => study.train(command),
        Action::Tick(updates) => study.tick(*updates),
        Action::Check(name) => study.check(name.as_deref()),
        Action::Turn(way) => return study.turn(*way),
        Action::Lesson(name) => return study.go_to_named(name),
        Action::Stop(way) => return study.go_to_stop(*way),
        Action::Show(trainer) => study.show(*trainer),
        Action::Contents => study.context = Context::Contents(study.lesson, study.focus()),
        Action::Help => study.context = Context::Help(study.focus()),
        Action::Focus => {
            study.context = if study.focus() == Focus::Prose {
                Context::Trainer
            } else {
                Context::Reading
            };
        }
        Action::Leave => study.leave(),
        Action::Row(row) => return study.row(*row),
        Action::Open => return study.open_row(),
        Action::Scroll(scroll) => return vec![Effect::Scroll(*scroll)],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Quit => return vec![Effect::Quit],
    }
    Vec::new()
}
