//! The one function that changes a sitting.

use super::action::{Action, Amount, Copied, Focus, Row, Scroll, Toward, Way};
use super::enlarging::leads_to_text;
use super::job::Past;
use super::overlay::{Context, FieldAt, Overlay, moved};
use super::parts::enter;
use super::sitting::{Effect, Study};
use super::stops::{Stop, TrainerKey};
use crate::block::Block;
use crate::lesson::{LessonIndex, TrainerIndex, plain};
use crate::training::Command;

const PAGE_DOWN: Effect = Effect::Scroll(Scroll::By(Amount::Page, Toward::Down));

/// Does an action: the only way in which a study changes. What it cannot do itself it gives back as effects.
pub fn act(study: &mut Study, action: &Action) -> Vec<Effect> {
    if !is_silent(action) {
        study.message = None;
    }
    let effects = if study.is_watching() && ends_watching(action) {
        study.end_watching()
    } else {
        done(study, action)
    };
    if effects.contains(&Effect::Save) {
        study.bookmark();
        study.keep_trainers();
    }
    if effects.iter().any(leads_to_text) {
        study.overlays.uncover();
    }
    effects
}

fn done(study: &mut Study, action: &Action) -> Vec<Effect> {
    match action {
        Action::Train(command) => study.train(command),
        Action::Watch => study.watch(),
        Action::Tick(updates) => study.tick(*updates),
        Action::Work(work) => study.go_on(*work),
        Action::Ask(formula) => study.ask(formula),
        Action::Undo => study.undo(),
        Action::Seen(sight) => {
            study.sight = *sight;
            Vec::new()
        }
        Action::Check(name) => study.check(name.as_deref()),
        Action::Turn(way) => study.turn(*way),
        Action::Lesson(name) => study.go_to_named(name),
        Action::Stop(way) => study.go_on_to_stop(*way),
        Action::Claim(way) => study.go_to_claim(*way),
        Action::StopAt(name) => study.go_to_stop_named(name),
        Action::Show(trainer) => study.show(*trainer),
        Action::Enlarge(name) => study.enlarge(name.as_deref()),
        Action::Answer(text) => study.answer_here(text),
        Action::Note(text) => study.note_here(text),
        Action::Skip => study.skip(),
        Action::Hint => study.hint(),
        Action::Reveal => study.reveal_here(),
        Action::Enter => study.enter(),
        Action::Begin(with) => study.begin(with),
        Action::Find(text) => study.find(text),
        Action::Copy(what) => study.copy(*what),
        Action::Write(field) => study.write(FieldAt::Anywhere(*field)),
        Action::Edit(edit) => study.edit(edit),
        Action::Complete => study.complete(),
        Action::Accept => study.accept(),
        Action::Contents => study.lay_over(Overlay::Contents(study.lesson)),
        Action::Help => study.lay_over(Overlay::Help(String::new())),
        Action::Focus => study.change_focus(),
        Action::Face(focus) => {
            study.overlays.clear(*focus);
            Vec::new()
        }
        Action::Leave => study.leave(),
        Action::Row(row) => study.row(*row),
        Action::Scroll(scroll) => vec![Effect::Scroll(*scroll)],
        Action::Notice(text) => {
            study.complain(text);
            Vec::new()
        }
        Action::Look(look) => study.look_like(*look),
        Action::Suspend => vec![Effect::Suspend],
        Action::Redraw => vec![Effect::Redraw],
        Action::Quit => vec![Effect::Save, Effect::Quit],
    }
}

/// Returns `true` if the last message stays after an action.
fn is_silent(action: &Action) -> bool {
    matches!(
        action,
        Action::Scroll(_)
            | Action::Seen(_)
            | Action::Show(_)
            | Action::Redraw
            | Action::Tick(_)
            | Action::Work(_)
            | Action::Edit(_)
    )
}

/// Returns `true` if an action ends the update that is watched, and does nothing else: whatever a key does, but for those that
/// leave the program.
fn ends_watching(action: &Action) -> bool {
    !matches!(
        action,
        Action::Tick(_)
            | Action::Work(_)
            | Action::Seen(_)
            | Action::Redraw
            | Action::Notice(_)
            | Action::Suspend
            | Action::Quit
    )
}

impl Study {
    pub(super) fn shown_key(&self) -> TrainerKey {
        (self.lesson, self.shown())
    }

    fn train(&mut self, command: &Command) -> Vec<Effect> {
        let key = self.shown_key();
        if !self.trainers.contains_key(&key) {
            self.say("there is no trainer here");
            return Vec::new();
        }
        if goes_beside(command) {
            let command = self.under_way_with(key, command);
            return self.do_whole(command);
        }
        self.stop_work();
        self.begin_command(key, command)
    }

    /// Stops the trainer that is shown, before another is.
    pub(super) fn pause(&mut self) {
        self.stop_work();
        let key = self.shown_key();
        let Some(trainer) = self.trainers.get_mut(&key) else {
            return;
        };
        if trainer.is_running() {
            trainer.pause();
            let update = trainer.run().updates();
            self.say(format!(
                "paused at update {update}: another trainer is shown"
            ));
        }
    }

    fn undo(&mut self) -> Vec<Effect> {
        self.stop_work();
        let key = self.shown_key();
        let Some(last) = self.before.iter().rposition(|past| past.key == key) else {
            self.say("no setting of this trainer is left to undo");
            return Vec::new();
        };
        let Past { trainer, log, .. } = self.before.remove(last);
        self.trainers.insert(key, trainer);
        let done = self.done.entry(key).or_default();
        let undone = done.nth(log).map(ToString::to_string);
        done.go_back_to(log);
        let undone = undone.unwrap_or_default();
        self.say(format!("undone: {undone}; the trainer is as it was before"));
        self.look_at_goals()
    }

    fn turn(&mut self, way: Way) -> Vec<Effect> {
        if let Some(lesson) = neighbour(self.lesson.index(), self.course.lessons.len(), way) {
            self.go_to(lesson.into())
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
    pub(super) fn go_to(&mut self, lesson: LessonIndex) -> Vec<Effect> {
        self.pause();
        self.open(lesson);
        self.overlays.clear(Focus::Prose);
        self.sought = None;
        let scroll = self.stop().map(Effect::ScrollToStop);
        scroll.into_iter().chain([Effect::Save]).collect()
    }

    fn go_to_named(&mut self, name: &str) -> Vec<Effect> {
        if let Some(lesson) = self.course.find(name.trim().trim_end_matches(".md")) {
            return self.go_to(lesson);
        }
        self.complain(format!(
            "there is no lesson {name}: {}",
            self.course.numbers()
        ));
        Vec::new()
    }

    /// Goes to the next or previous thing to do, or by a page if that is farther away. During a search, goes to the next or
    /// previous match.
    fn go_on_to_stop(&mut self, way: Way) -> Vec<Effect> {
        if self.sought.is_some() {
            return vec![Effect::ScrollToFound(way)];
        }
        // A trainer that is shown already is no stop: there is nothing to turn to.
        let shown = self.shown();
        let stop = self.stop_ahead(way, |stop| match stop {
            Stop::Trainer(trainer) => trainer != shown,
            stop => stop.block().is_some(),
        });
        match (stop, way) {
            (Some(stop), Way::Next) if stop >= self.sight.near => vec![PAGE_DOWN],
            (Some(stop), _) => self.go_to_stop(stop),
            (None, Way::Next) if !self.sight.is_end => vec![PAGE_DOWN],
            (None, _) => {
                self.say(self.no_stop(way));
                Vec::new()
            }
        }
    }

    /// To the next claim or link, or to the one before: Enter opens it.
    fn go_to_claim(&mut self, way: Way) -> Vec<Effect> {
        if let Some(stop) = self.stop_ahead(way, Stop::opens) {
            return self.go_to_stop(stop);
        }
        self.say(match way {
            Way::Next => "no claim or link below this",
            Way::Previous => "no claim or link above this",
        });
        Vec::new()
    }

    /// Comes to a stop, and scrolls there. A question is answered in the text.
    fn go_to_stop(&mut self, stop: usize) -> Vec<Effect> {
        self.come_to(stop);
        let block = self.stop().and_then(Stop::block);
        if block
            .is_some_and(|block| matches!(self.lesson().blocks[block].block, Block::Question(_)))
        {
            self.overlays.clear(Focus::Prose);
        }
        vec![Effect::ScrollToStop(self.stops()[stop])]
    }

    /// The next stop of a kind, or the one before, from where one is; what was scrolled past lies behind.
    fn stop_ahead(&self, way: Way, is_of_kind: impl Fn(Stop) -> bool) -> Option<usize> {
        let here = self.place().stop;
        let is_of_kind = |stop: &usize| is_of_kind(self.stops()[*stop]);
        let count = self.stops().len();
        match way {
            Way::Next => {
                let from = here.map_or(0, |here| here + 1).max(self.sight.above);
                (from.min(count)..count).find(is_of_kind)
            }
            Way::Previous => (0..here.unwrap_or(self.sight.above)).rev().find(is_of_kind),
        }
    }

    /// The message for when there is no further stop that way.
    fn no_stop(&self, way: Way) -> String {
        let tally = self.tally(self.lesson);
        let left = tally.all - tally.done - tally.skipped;
        match (way, left) {
            (Way::Previous, _) => "nothing to do before this: g goes to the top".to_string(),
            (Way::Next, _) if self.held_by().is_some() => {
                "what follows is shown once this is answered, done or passed over: s passes it over"
                    .to_string()
            }
            (Way::Next, 0) => self.way_on(),
            (Way::Next, left) => format!("{left} still open, named above; {}", self.next_lesson()),
        }
    }

    /// The message for when nothing is left to do in a lesson.
    pub(super) fn way_on(&self) -> String {
        let tally = self.tally(self.lesson);
        let skipped = match tally.skipped {
            0 => String::new(),
            skipped => format!(", {skipped} passed over"),
        };
        format!(
            "{} of {} done{skipped} in this lesson; {}",
            tally.done,
            tally.all,
            self.next_lesson()
        )
    }

    fn next_lesson(&self) -> String {
        let next = self.course.lessons.get(self.lesson + 1);
        next.map_or_else(
            || "it was the last one".to_string(),
            |next| format!("the next is {}", plain(&next.title)),
        )
    }

    /// To a stop by the name of its block, or by its number.
    fn go_to_stop_named(&mut self, name: &str) -> Vec<Effect> {
        let number = name.trim().parse::<usize>().ok();
        let numbered = number
            .and_then(|number| number.checked_sub(1))
            .filter(|stop| *stop < self.stops().len());
        if let Some(stop) = numbered {
            self.come_to(stop);
        } else if !self.come_to_named(name.trim()) {
            self.complain(format!("there is nothing to do called {name} here"));
            return Vec::new();
        }
        self.stop().map(Effect::ScrollToStop).into_iter().collect()
    }

    /// Shows a trainer without moving the text, which is how it follows the reader.
    fn show(&mut self, trainer: TrainerIndex) -> Vec<Effect> {
        if trainer < self.lesson().trainers.len() {
            self.turn_to(trainer);
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
        if let Some(Overlay::Help(sought)) = self.overlays.top_mut() {
            *sought = text.to_string();
            return Vec::new();
        }
        self.sought = (!text.is_empty()).then(|| text.to_string());
        match self.sought {
            Some(_) => vec![Effect::ScrollToFound(Way::Next)],
            None => Vec::new(),
        }
    }

    /// Copies a value, or what was done; what is under way ends here then, so that it is in it as far as it is done.
    fn copy(&mut self, what: Copied) -> Vec<Effect> {
        if what == Copied::Session {
            self.stop_work();
        }
        let text = match super::copying::copied(self, what) {
            Ok(text) => text,
            Err(sentence) => {
                self.complain(sentence);
                return Vec::new();
            }
        };
        self.say(match what {
            Copied::Value => format!("copied: {text}"),
            Copied::Session => "copied what was done since the reset, as a check".to_string(),
        });
        vec![Effect::Copy(text)]
    }

    /// From the text to the trainer; from anywhere else to the text.
    fn change_focus(&mut self) -> Vec<Effect> {
        let to = match self.context() {
            Context::Reading => Focus::Trainer,
            _ => Focus::Prose,
        };
        self.overlays.clear(to);
        Vec::new()
    }

    pub(super) fn lay_over(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlays.push(overlay);
        Vec::new()
    }

    /// Closes a window over the lesson; else stops what is under way; else leaves the top overlay; with none left, ends the
    /// search, then goes back to the text.
    fn leave(&mut self) -> Vec<Effect> {
        let is_window = self.overlays.has_window();
        let is_done =
            !is_window && self.stop_work() || self.overlays.back() || self.sought.take().is_some();
        if !is_done {
            self.overlays.clear(Focus::Prose);
        }
        Vec::new()
    }

    fn row(&mut self, row: Row) -> Vec<Effect> {
        let lessons = self.course.lessons.len();
        match self.overlays.top_mut() {
            Some(Overlay::Contents(at)) => *at = moved(at.index(), lessons, row).into(),
            Some(Overlay::Why(_)) => self.choose(|at, count| moved(at, count, row)),
            Some(_) => {}
            None => return self.move_in_text(row),
        }
        Vec::new()
    }

    /// In the sweep that one has come to; where there is none, along the lines that are cut off.
    fn move_in_text(&mut self, row: Row) -> Vec<Effect> {
        if self.move_in_sweep(row) {
            return Vec::new();
        }
        let across = |way| vec![Effect::Scroll(Scroll::Across(way))];
        match row {
            Row::Next => across(Way::Next),
            Row::Previous => across(Way::Previous),
            Row::First | Row::Last => Vec::new(),
        }
    }

    fn open_chosen(&mut self) -> Vec<Effect> {
        match self.overlays.top() {
            Some(Overlay::Contents(lesson)) => self.go_to(*lesson),
            _ => Vec::new(),
        }
    }

    /// Does what there is to do at the current place.
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
            Some(Stop::Block(block)) => enter(self, block),
            Some(Stop::Claim(block)) => self.open_claim(block),
            Some(Stop::Trainer(_)) => self.change_focus(),
            Some(Stop::Link(link)) => match self.lesson().links[link].lesson {
                Some(lesson) => self.go_to(lesson),
                None => Vec::new(),
            },
            None => {
                self.say("nothing to do just here: n goes on");
                Vec::new()
            }
        }
    }
}

/// Returns `true` if a command leaves the work under way as it is.
fn goes_beside(command: &Command) -> bool {
    matches!(
        command,
        Command::Speed(_) | Command::Select(_) | Command::Mark(_)
    )
}

fn neighbour(at: usize, count: usize, way: Way) -> Option<usize> {
    match way {
        Way::Next => Some(at + 1).filter(|next| *next < count),
        Way::Previous => at.checked_sub(1),
    }
}
