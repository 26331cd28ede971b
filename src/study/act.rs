//! The one function that changes a sitting.

use super::action::{Action, Copied, Focus, Row, Scroll, Way};
use super::enlarging::leads_to_text;
use super::sitting::{Context, Effect, FieldAt, Key, Overlay, Study};
use super::stops::Stop;
use crate::block::{Block, Outcome};
use crate::training::{Command, MOST_UPDATES, Schedule, Stride, Trainer};

/// Does an action: the only way in which a study changes. What it cannot do itself it gives back as effects.
pub fn act(study: &mut Study, action: &Action) -> Vec<Effect> {
    if !is_silent(action) {
        study.message = None;
    }
    let effects = done(study, action);
    if effects.iter().any(leads_to_text) {
        study.enlarged = None;
    }
    effects
}

fn done(study: &mut Study, action: &Action) -> Vec<Effect> {
    match action {
        Action::Train(command) => study.train(command),
        Action::Tick(updates) => study.tick(*updates),
        Action::Undo => study.undo(),
        Action::Seen(stops) => {
            study.seen = *stops;
            Vec::new()
        }
        Action::Check(name) => study.check(name.as_deref()),
        Action::Turn(way) => study.turn(*way),
        Action::Lesson(name) => study.go_to_named(name),
        Action::Stop(way) => study.go_to_stop(*way),
        Action::StopAt(name) => study.go_to_stop_named(name),
        Action::Show(trainer) => study.show(*trainer),
        Action::Enlarge(name) => study.enlarge(name.as_deref()),
        Action::Answer(text) => study.answer_here(text),
        Action::Note(text) => study.note_here(text),
        Action::Skip => study.skip(),
        Action::Hint => study.hint(),
        Action::Reveal => study.reveal_here(),
        Action::Enter => study.enter(),
        Action::Find(text) => study.find(text),
        Action::Copy(what) => study.copy(*what),
        Action::Write(field) => study.write(FieldAt::Anywhere(*field)),
        Action::Edit(edit) => study.edit(edit),
        Action::Complete => study.complete(),
        Action::Accept => study.accept(),
        Action::Contents => study.lay_over(Overlay::Contents(study.lesson)),
        Action::Help => study.lay_over(Overlay::Help),
        Action::Focus => study.change_focus(),
        Action::Face(focus) => {
            (study.over, study.focus) = (None, *focus);
            Vec::new()
        }
        Action::Leave => study.leave(),
        Action::Row(row) => study.row(*row),
        Action::Scroll(scroll) => vec![Effect::Scroll(*scroll)],
        Action::Notice(text) => {
            study.complain(text);
            Vec::new()
        }
        Action::Suspend => vec![Effect::Suspend],
        Action::Redraw => vec![Effect::Redraw],
        Action::Quit => vec![Effect::Save, Effect::Quit],
    }
}

/// Whether what was said last still stands after an action.
fn is_silent(action: &Action) -> bool {
    matches!(
        action,
        Action::Scroll(_)
            | Action::Seen(_)
            | Action::Show(_)
            | Action::Redraw
            | Action::Tick(_)
            | Action::Edit(_)
    )
}

/// How many settings can be undone.
const MOST_UNDONE: usize = 20;

impl Study {
    fn shown_key(&self) -> Key {
        (self.lesson, self.shown())
    }

    fn train(&mut self, command: &Command) -> Vec<Effect> {
        let key = self.shown_key();
        let Some(trainer) = self.trainers.get_mut(&key) else {
            self.say("there is no trainer here");
            return Vec::new();
        };
        let before = is_setting(command).then(|| trainer.clone());
        let done = trainer.act(command, &mut MOST_UPDATES.clone());
        if let Some(before) = before.filter(|_| done.is_ok()) {
            self.before.push((key, before));
            let surplus = self.before.len().saturating_sub(MOST_UNDONE);
            self.before.drain(..surplus);
        }
        self.note_done(key, command);
        if let Err(problem) = done {
            self.complain(problem.to_string());
        }
        self.look_at_goals()
    }

    /// Notes what was done with a trainer since its reset, so that it can be copied.
    fn note_done(&mut self, key: Key, command: &Command) {
        let done = self.done.entry(key).or_default();
        match command {
            Command::Reset => done.clear(),
            Command::Run(_) | Command::Speed(_) => {}
            Command::Step(count, stride) => {
                let last = done.last().and_then(|text| Command::parse(text).ok());
                let before = match last {
                    Some(Command::Step(before, same)) if same == *stride => before,
                    _ => 0,
                };
                if before > 0 {
                    done.pop();
                }
                done.push(Command::Step(before + count, *stride).to_string());
            }
            command => done.push(command.to_string()),
        }
    }

    /// Lets the trainer that is shown make updates, if it runs; goals are looked at after each.
    fn tick(&mut self, updates: u64) -> Vec<Effect> {
        let key = self.shown_key();
        let mut effects = Vec::new();
        for _ in 0..updates {
            let runs = |trainer: &&mut Trainer| trainer.is_running();
            let Some(trainer) = self.trainers.get_mut(&key).filter(runs) else {
                break;
            };
            let ticked = trainer.tick(1);
            let stride = match trainer.run().settings().schedule {
                Schedule::Online => Stride::Pattern,
                Schedule::Batch => Stride::Epoch,
            };
            self.note_done(key, &Command::Step(1, stride));
            if let Err(problem) = ticked {
                self.complain(problem.to_string());
            }
            let reached = self.look_at_goals();
            if !reached.is_empty() {
                self.pause();
            }
            effects.extend(reached);
        }
        effects
    }

    /// Stops the trainer that is shown, before another is.
    fn pause(&mut self) {
        if let Some(trainer) = self.trainers.get_mut(&self.shown_key()) {
            trainer.pause();
        }
    }

    fn undo(&mut self) -> Vec<Effect> {
        let key = self.shown_key();
        let Some(last) = self.before.iter().rposition(|(of, _)| *of == key) else {
            self.say("no setting of this trainer is left to undo");
            return Vec::new();
        };
        let (_, before) = self.before.remove(last);
        self.trainers.insert(key, before);
        self.done.entry(key).or_default().push("undo".to_string());
        self.say("the trainer is as it was before the last setting");
        self.look_at_goals()
    }

    fn check(&mut self, name: Option<&str>) -> Vec<Effect> {
        let blocks = self.course.lessons[self.lesson].blocks.iter().enumerate();
        let checks = blocks.filter(|(_, block)| match &block.block {
            Block::Check(_) => name.is_none_or(|name| block.name == name),
            _ => false,
        });
        let outcomes: Vec<(usize, Outcome)> = checks
            .filter_map(|(number, block)| {
                let setup = block.block.subject().map(|subject| &subject.setup);
                Some((number, block.block.run(setup)?))
            })
            .collect();
        let held = outcomes
            .iter()
            .filter(|(_, outcome)| outcome.holds())
            .count();
        let made = outcomes.len();
        for (number, outcome) in outcomes {
            self.outcomes.insert((self.lesson, number), outcome);
        }
        match (made, name) {
            (0, Some(name)) => self.say(format!("this lesson has no check {name}")),
            (0, None) => self.say("this lesson has no checks"),
            _ if held == made => self.say(format!("{held} of {made} checks hold")),
            _ => self.complain(format!("{held} of {made} checks hold")),
        }
        Vec::new()
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

    /// Opens a lesson, at the stop where it was left, or else at its top.
    pub(super) fn go_to(&mut self, lesson: usize) -> Vec<Effect> {
        self.pause();
        self.open(lesson);
        (self.over, self.focus, self.sought) = (None, Focus::Prose, None);
        self.followed.clear();
        let scroll = match self.stop() {
            Some(stop) => Effect::ScrollToStop(stop),
            None => Effect::Scroll(Scroll::Top),
        };
        vec![scroll, Effect::Save]
    }

    fn go_to_named(&mut self, name: &str) -> Vec<Effect> {
        if let Some(lesson) = self.course.find(name.trim().trim_end_matches(".md")) {
            return self.go_to(lesson);
        }
        self.complain(format!(
            "there is no lesson {name}: they go from 1 to {}",
            self.course.lessons.len()
        ));
        Vec::new()
    }

    /// On to the next stop, or back; while something is sought, to where it stands.
    fn go_to_stop(&mut self, way: Way) -> Vec<Effect> {
        if self.sought.is_some() {
            return vec![Effect::ScrollToFound(way)];
        }
        let count = self.stops().len();
        let stop = match (self.place().stop, way) {
            (None, Way::Next) => Some(0).filter(|_| count > 0),
            (None, Way::Previous) => None,
            (Some(at), way) => neighbour(at, count, way),
        };
        let Some(stop) = stop else {
            self.say(self.no_stop(way));
            return Vec::new();
        };
        self.pause_unless_shown(stop);
        self.come_to(stop);
        vec![Effect::ScrollToStop(self.stops()[stop])]
    }

    /// Another trainer is about to be shown: this one is not to run on unseen.
    fn pause_unless_shown(&mut self, stop: usize) {
        let before = self.shown();
        let place = self.place();
        self.come_to(stop);
        let after = self.shown();
        self.places.insert(self.lesson, place);
        if before != after {
            self.pause();
        }
    }

    /// What there is to say where there is no further stop.
    fn no_stop(&self, way: Way) -> String {
        let open = self.tally(self.lesson);
        let left = open.all - open.done - open.skipped;
        match (way, left) {
            (Way::Previous, _) => "nothing to do before this: g goes to the top".to_string(),
            (Way::Next, 0) => "that is all of this lesson: > for the next lesson".to_string(),
            (Way::Next, left) => {
                format!("the last stop; {left} still open, N goes back: > for the next lesson")
            }
        }
    }

    /// To a stop by the name of its block, or by its number.
    fn go_to_stop_named(&mut self, name: &str) -> Vec<Effect> {
        let number = name.trim().parse::<usize>().ok();
        let numbered = number
            .and_then(|number| number.checked_sub(1))
            .filter(|stop| *stop < self.stops().len());
        if let Some(stop) = numbered {
            self.pause_unless_shown(stop);
            self.come_to(stop);
        } else if !self.come_to_named(name.trim()) {
            self.complain(format!("there is nothing to do called {name} here"));
            return Vec::new();
        }
        self.stop().map(Effect::ScrollToStop).into_iter().collect()
    }

    /// Shows a trainer without moving the text, which is how it follows the reader.
    fn show(&mut self, trainer: usize) -> Vec<Effect> {
        if trainer < self.lesson().trainers.len() && trainer != self.shown() {
            self.pause();
            let place = super::sitting::LessonPosition {
                trainer,
                ..self.place()
            };
            self.places.insert(self.lesson, place);
        }
        Vec::new()
    }

    fn find(&mut self, text: &str) -> Vec<Effect> {
        let text = text.trim();
        self.sought = (!text.is_empty()).then(|| text.to_string());
        match self.sought {
            Some(_) => vec![Effect::ScrollToFound(Way::Next)],
            None => Vec::new(),
        }
    }

    fn copy(&mut self, what: Copied) -> Vec<Effect> {
        let Some(text) = super::copying::copied(self, what) else {
            self.say("there is nothing to copy here");
            return Vec::new();
        };
        self.say(match what {
            Copied::Value => format!("copied: {text}"),
            Copied::Session => "copied what was done since the reset, as a check".to_string(),
        });
        vec![Effect::Copy(text)]
    }

    fn change_focus(&mut self) -> Vec<Effect> {
        (self.over, self.enlarged) = (None, None);
        self.followed.clear();
        self.focus = match self.focus {
            Focus::Prose => Focus::Trainer,
            Focus::Trainer => Focus::Prose,
        };
        Vec::new()
    }

    pub(super) fn lay_over(&mut self, over: Overlay) -> Vec<Effect> {
        self.over = Some(over);
        Vec::new()
    }

    /// What lies over the lesson goes first, then what is enlarged, then a search ends, then one is back at the text.
    fn leave(&mut self) -> Vec<Effect> {
        if self.over == Some(Overlay::Why) {
            self.back_out();
        } else if self.over.take().is_none()
            && self.enlarged.take().is_none()
            && self.sought.take().is_none()
        {
            self.focus = Focus::Prose;
        }
        Vec::new()
    }

    fn row(&mut self, row: Row) -> Vec<Effect> {
        match self.over {
            Some(Overlay::Contents(at)) => {
                let count = self.course.lessons.len();
                self.over = Some(Overlay::Contents(moved(at, count, row)));
            }
            Some(Overlay::Why) => self.choose(|at, count| moved(at, count, row)),
            _ => {}
        }
        Vec::new()
    }

    fn open_chosen(&mut self) -> Vec<Effect> {
        match self.over {
            Some(Overlay::Contents(lesson)) => self.go_to(lesson),
            _ => Vec::new(),
        }
    }

    /// Does what is to be done where one is.
    fn enter(&mut self) -> Vec<Effect> {
        match self.context() {
            Context::Contents => return self.open_chosen(),
            Context::Typing => return self.accept(),
            Context::Help => return self.leave(),
            Context::Why | Context::Trainer | Context::Enlarged => {
                self.go_into();
                return Vec::new();
            }
            Context::Reading => {}
        }
        match self.stop() {
            Some(Stop::Block(block)) => self.enter_block(block),
            Some(Stop::Trainer(_)) => self.change_focus(),
            Some(Stop::Link(link)) => match self.lesson().links[link].lesson {
                Some(lesson) => self.go_to(lesson),
                None => Vec::new(),
            },
            None => {
                self.say("nothing to do just here: n goes to what there is to do next");
                Vec::new()
            }
        }
    }
}

/// Where one is in a list after a move.
fn moved(at: usize, count: usize, row: Row) -> usize {
    let last = count.saturating_sub(1);
    match row {
        Row::Next => (at + 1).min(last),
        Row::Previous => at.saturating_sub(1),
        Row::First => 0,
        Row::Last => last,
    }
}

/// Whether a command is a setting, which can be undone; steps are gone back in by other ways.
fn is_setting(command: &Command) -> bool {
    matches!(
        command,
        Command::Set(..)
            | Command::Try(..)
            | Command::Freeze(..)
            | Command::Mute(_)
            | Command::Unmute(_)
            | Command::Turn(_)
            | Command::Restart
            | Command::Reset
    )
}

fn neighbour(at: usize, count: usize, way: Way) -> Option<usize> {
    match way {
        Way::Next => Some(at + 1).filter(|next| *next < count),
        Way::Previous => at.checked_sub(1),
    }
}
