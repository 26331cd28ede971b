//! The plain face: lines in, lines out, no boxes, words for mathematics. For screen readers and logs; all of the course can be
//! taken in it, from a keyboard or a pipe.

mod output;
mod place;
mod reading;
mod sitting;
mod told;

use std::io::{self, BufRead, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

pub use told::contents_line;

use self::output::Output;
use self::place::Place;
use self::sitting::{Sitting, Verbosity};
use crate::face::glyphs::Glyphs;
use crate::face::tui::named;
use crate::formula::Problem;
use crate::study::progress::Store;
use crate::study::{Action, Effect, Focus, Overlay, Study, Way, act, help};
use crate::training::Command;
use crate::training::command::Pace;

/// Duration of a round: a running trainer makes updates for so long before its state is told.
const ROUND: Duration = Duration::from_secs(1);

/// Runs a study line by line until it ends: by what is typed, or by what a pipe brings if `is_asked_for`. Where nobody can type
/// the lesson is read out, and that is all.
///
/// # Errors
/// If the output cannot be written to; a pipe that was closed is none.
pub fn run(study: Study, store: &mut Store, is_asked_for: bool, glyphs: Glyphs) -> io::Result<()> {
    let mut sitting = Sitting {
        study,
        store,
        out: Output::new(glyphs),
        place: Place::default(),
        verbosity: Verbosity::Normal,
    };
    let is_typed = io::stdin().is_terminal();
    let ended = sitting.run(is_typed, is_typed || is_asked_for);
    sitting.save();
    match ended {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

/// Reads out the open lesson of a study as far as it is shown.
///
/// # Errors
/// If the output cannot be written to; a pipe that was closed is none.
pub fn transcript(mut study: Study) -> io::Result<()> {
    let out = Output::new(Glyphs::from_environment(false));
    match reading::read_out(&mut study, &out) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

impl Sitting<'_> {
    fn run(&mut self, is_typed: bool, is_listening: bool) -> io::Result<()> {
        if let Some(message) = self.store.found().message() {
            self.out.say(message)?;
        }
        if !is_listening {
            return self.read_whole();
        }
        self.end_work();
        self.begin()?;
        self.tell_message()?;
        if is_typed {
            self.out
                .say("An empty line or `n` reads on; `help` tells what else can be said.")?;
        }
        let lines = listen();
        loop {
            if is_typed {
                Output::prompt()?;
            }
            match self.next_line(&lines)? {
                Some(line) => {
                    if self.do_line(line.trim())? {
                        return Ok(());
                    }
                }
                None => return self.perform(&Action::Quit).map(drop),
            }
        }
    }

    /// The next line that comes; meanwhile a trainer that runs goes on. Nothing at the end.
    fn next_line(&mut self, lines: &Receiver<String>) -> io::Result<Option<String>> {
        loop {
            let Some(speed) = self.speed() else {
                return Ok(lines.recv().ok());
            };
            match lines.recv_timeout(ROUND) {
                Ok(line) => {
                    self.perform(&Action::Train(Command::Pace(Pace::Pause)))?;
                    return Ok(Some(line));
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {
                    self.perform(&Action::Tick(speed))?;
                    self.tell_standing()?;
                }
            }
        }
    }

    /// Number of updates that the trainer makes in a round, if it runs.
    fn speed(&self) -> Option<u64> {
        let trainer = self.study.trainer()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a speed between 0.5 and 10,000"
        )]
        let speed = (trainer.speed().round() as u64).max(1);
        trainer.is_running().then_some(speed)
    }

    /// Does what a line says; says whether that was the end.
    fn do_line(&mut self, line: &str) -> io::Result<bool> {
        if let Some(name) = line.strip_prefix("verbosity") {
            self.set_verbosity(name.trim())?;
            return Ok(false);
        }
        match self.meant(line) {
            Ok(action) => self.perform(&action),
            Err(problem) => {
                self.out.say(&problem.to_string())?;
                Ok(false)
            }
        }
    }

    /// The action that a line means: an answer to the open question at the current stop, the action of a key, or a command.
    fn meant(&self, line: &str) -> Result<Action, Problem> {
        if line.is_empty() {
            return Ok(Action::Stop(Way::Next));
        }
        if self.study.takes_as_answer(line) {
            return Ok(Action::Answer(line.to_string()));
        }
        named(line).map_or_else(|| Action::parse(line), Ok)
    }

    /// Does an action, and tells what came of it; says whether that was the end.
    fn perform(&mut self, action: &Action) -> io::Result<bool> {
        let (lesson, standing) = (self.study.lesson_number(), self.standing());
        if *action == Action::Stop(Way::Next) && self.study.sought().is_none() {
            self.read_on()?;
            return Ok(false);
        }
        let here = self.lines_here();
        let mut effects = act(&mut self.study, action);
        let mut told = None;
        while self.study.is_watching() {
            // What goes on for a while is told once.
            let message = self.study.message().map(|message| message.text.clone());
            if message != told {
                self.tell_message()?;
                told = message;
            }
            effects.extend(act(&mut self.study, &Action::Tick(1)));
        }
        effects.extend(self.end_work());
        if self.study.lesson_number() != lesson {
            self.begin()?;
        }
        match action {
            Action::Train(_) | Action::Undo => self.tell_step(&standing)?,
            Action::Face(Focus::Prose) => self.read_again()?,
            Action::Face(Focus::Trainer) => self.look()?,
            Action::Enlarge(_) => {
                let panel = self.study.enlarged().map(|panel| panel.name);
                self.tell_panels(panel.as_slice())?;
            }
            Action::Check(_) => self.tell_checks()?,
            Action::Answer(_)
            | Action::Skip
            | Action::Hint
            | Action::Reveal
            | Action::Note(_)
            | Action::Enter
            | Action::Row(_) => self.tell_what_is_new(&here)?,
            _ => {}
        }
        self.tell_over()?;
        self.tell_message()?;
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(true),
                Effect::Save => self.save(),
                Effect::ScrollToStop(stop) if self.study.lesson_number() == lesson => {
                    self.tell_stop(stop)?;
                }
                Effect::ScrollToFound(_) => self.tell_found()?,
                Effect::Copy(text) => {
                    for line in text.lines() {
                        self.out.say(line)?;
                    }
                }
                _ => {}
            }
        }
        Ok(false)
    }

    /// Goes on with what is under way until it is over.
    fn end_work(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.study.is_at_work() {
            effects.extend(act(&mut self.study, &Action::Work(u64::MAX)));
        }
        effects
    }

    fn save(&mut self) {
        if let Some(message) = self.store.save(self.study.progress()) {
            // Where even this cannot be said, nothing is left to say it to.
            drop(self.out.say(&message));
        }
    }

    fn tell_message(&self) -> io::Result<()> {
        match self.study.message() {
            Some(message) => self.out.say(&message.text),
            None => Ok(()),
        }
    }

    /// Tells the overlay on top as a list, and closes it.
    fn tell_over(&mut self) -> io::Result<()> {
        match self.study.overlays().top() {
            Some(Overlay::Contents(_)) => self.tell_contents()?,
            Some(Overlay::Help(_)) => {
                for line in help() {
                    self.out.say(&line)?;
                }
                self.out.say("`verbosity short`, `verbosity normal`, `verbosity full` says how much is told of a step.")?;
                self.out
                    .say("The name of a key on a line by itself does what the key does.")?;
            }
            Some(Overlay::Why(_)) => {
                // One stays at it: `row next`, `enter` and `leave` go on from there.
                let why = self.study.why();
                let lines = why.map(|(why, row)| crate::panel::why::figure(&why, row));
                return self.out.tell_all(&lines.unwrap_or_default());
            }
            Some(Overlay::Typing(_)) => {
                self.out.say(
                    "Here that is said in one line: `answer TEXT`, `note TEXT`, `set rule TEXT`, `set activation TEXT`.",
                )?;
            }
            Some(Overlay::Enlarged(_)) | None => return Ok(()),
        }
        act(&mut self.study, &Action::Leave);
        Ok(())
    }
}

/// Returns the lines that come in, from a thread of its own: a trainer may run meanwhile.
fn listen() -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let Ok(line) = line else { return };
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}
