//! The plain face: lines in, lines out, no boxes, words for mathematics. For screen readers and logs; all of the course can be
//! taken in it.

use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::figure::{Figure, Line};
use crate::lesson::plain;
use crate::panel::View;
use crate::study::progress::Store;
use crate::study::{Action, Effect, Focus, Overlay, Page, Shown, Sight, Stop, Study, act, help};
use crate::training::Command;
use crate::training::command::Pace;

/// How long a trainer that runs makes updates before it is told how it stands.
const ROUND: Duration = Duration::from_secs(1);

/// Runs a study line by line until it ends. Where nobody can type it is read out, and that is all.
///
/// # Errors
/// If the output cannot be written to; a pipe that was closed is none.
pub fn run(study: Study, store: &mut Store) -> io::Result<()> {
    let mut sitting = Sitting { study, store };
    let ended = sitting.run(io::stdin().is_terminal());
    sitting.save();
    match ended {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

struct Sitting<'a> {
    study: Study,
    store: &'a mut Store,
}

impl Sitting<'_> {
    fn run(&mut self, is_typed: bool) -> io::Result<()> {
        if let Some(message) = self.store.found().message() {
            say(message)?;
        }
        self.read()?;
        if !is_typed {
            return Ok(());
        }
        if let Some(stop) = self.study.stop() {
            self.tell_stop(stop)?;
        }
        say("`help` tells what can be said.")?;
        let lines = listen();
        loop {
            prompt()?;
            match self.next_line(&lines)? {
                Some(line) if line.trim().is_empty() => {}
                Some(line) => {
                    if self.do_line(&line)? {
                        return Ok(());
                    }
                }
                None => return Ok(()),
            }
        }
    }

    /// The next line that is typed; meanwhile a trainer that runs goes on. Nothing at the end.
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
                    self.tell_message()?;
                }
            }
        }
    }

    /// How many updates the trainer makes in a round, if it runs.
    fn speed(&self) -> Option<u64> {
        let trainer = self
            .study
            .trainer()
            .filter(|trainer| trainer.is_running())?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a speed between 0.5 and 10,000"
        )]
        Some((trainer.speed().round() as u64).max(1))
    }

    /// Does what a line says; says whether that was the end.
    fn do_line(&mut self, line: &str) -> io::Result<bool> {
        match Action::parse(line) {
            Ok(action) => self.perform(&action),
            Err(problem) => {
                say(&problem.to_string())?;
                Ok(false)
            }
        }
    }

    /// Does an action, and tells what came of it; says whether that was the end.
    fn perform(&mut self, action: &Action) -> io::Result<bool> {
        let before = self.study.lesson_number();
        let held = self.study.held_by();
        let mut effects = act(&mut self.study, action);
        while self.study.is_at_work() {
            effects.extend(act(&mut self.study, &Action::Work(u64::MAX)));
        }
        if self.study.lesson_number() != before {
            self.read()?;
        }
        match action {
            Action::Train(_) | Action::Undo => self.tell_terms()?,
            Action::Face(Focus::Prose) => self.read()?,
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
                if self.is_at_text() =>
            {
                if let Some(stop) = self.study.stop() {
                    self.tell_stop(stop)?;
                }
            }
            _ => {}
        }
        self.tell_over()?;
        self.tell_message()?;
        if let Some(block) = held.filter(|_| self.study.lesson_number() == before) {
            self.tell_opened(block)?;
        }
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(true),
                Effect::Save => self.save(),
                Effect::ScrollToStop(stop) if self.study.lesson_number() == before => {
                    self.tell_stop(stop)?;
                }
                Effect::ScrollToFound(_) => self.tell_found()?,
                Effect::Copy(text) => text.lines().try_for_each(say)?,
                _ => {}
            }
        }
        Ok(false)
    }

    /// Whether what is done is about the text. A panel that was told lies over nothing here.
    fn is_at_text(&self) -> bool {
        let overlays = self.study.overlays();
        matches!(overlays.top(), None | Some(Overlay::Enlarged(_)))
            && overlays.base() == Focus::Prose
    }

    fn save(&mut self) {
        if let Some(message) = self.store.save(self.study.progress()) {
            // Where even this cannot be said, nothing is left to say it to.
            drop(say(&message));
        }
    }

    fn page(&self) -> Page {
        Page::new(&self.study, &Shown::said(&self.study))
    }

    /// The lesson, a line each paragraph. All its questions are read at once, so that none of their answers is.
    fn read(&mut self) -> io::Result<()> {
        let lessons = self.study.course().lessons.len();
        let number = self.study.lesson_number() + 1;
        say(&format!("Lesson {number} of {lessons}."))?;
        act(&mut self.study, &Action::Seen(Sight::whole()));
        let told = self.page().lines.iter().try_for_each(tell);
        act(&mut self.study, &Action::Seen(Sight::default()));
        told
    }

    /// A stop of the lesson.
    fn tell_stop(&self, stop: Stop) -> io::Result<()> {
        let page = self.page();
        let place = page.stops.iter().find(|(known, _)| *known == stop);
        let lines = place.and_then(|(_, lines)| page.lines.get(lines.clone()));
        lines.unwrap_or_default().iter().try_for_each(tell)
    }

    /// What a gate held back, if what it waited for was just answered or done.
    fn tell_opened(&mut self, block: usize) -> io::Result<()> {
        if self.study.held_by() == Some(block) {
            return Ok(());
        }
        act(&mut self.study, &Action::Seen(Sight::whole()));
        let page = self.page();
        act(&mut self.study, &Action::Seen(Sight::default()));
        let gate = page
            .stops
            .iter()
            .find(|(stop, _)| *stop == Stop::Block(block));
        let below = gate.and_then(|(_, lines)| page.lines.get(lines.end..));
        below.unwrap_or_default().iter().try_for_each(tell)
    }

    fn tell_found(&self) -> io::Result<()> {
        let page = self.page();
        if page.found.is_empty() {
            return say("The lesson does not say that.");
        }
        let lines = page.found.iter().filter_map(|line| page.lines.get(*line));
        lines.into_iter().try_for_each(tell)
    }

    fn tell_message(&self) -> io::Result<()> {
        match self.study.message() {
            Some(message) => say(&message.text),
            None => Ok(()),
        }
    }

    /// What lies over the lesson elsewhere is a list here, and then it is over.
    fn tell_over(&mut self) -> io::Result<()> {
        match self.study.overlays().top() {
            Some(Overlay::Contents(_)) => self.tell_contents()?,
            Some(Overlay::Help) => help().try_for_each(|line| say(&line))?,
            Some(Overlay::Why(_)) => {
                // One stays at it: `row next`, `enter` and `leave` go on from there.
                let why = self.study.why();
                let lines = why.map(|(why, row)| crate::panel::why::figure(&why, row));
                return lines.unwrap_or_default().iter().try_for_each(tell);
            }
            Some(Overlay::Typing(_)) => {
                say(
                    "Here that is said in one line: `answer TEXT`, `note TEXT`, `set rule TEXT`, `set activation TEXT`.",
                )?;
            }
            Some(Overlay::Enlarged(_)) | None => return Ok(()),
        }
        act(&mut self.study, &Action::Leave);
        Ok(())
    }

    fn tell_contents(&self) -> io::Result<()> {
        for number in 0..self.study.course().lessons.len() {
            say(&contents_line(&self.study, number))?;
        }
        Ok(())
    }

    fn tell_checks(&self) -> io::Result<()> {
        let blocks = &self.study.lesson().blocks;
        for (number, block) in blocks.iter().enumerate() {
            if let Some(outcome) = self.study.outcome(number) {
                let word = if outcome.holds() { "holds" } else { "fails" };
                say(&format!("Check {} {word}.", block.name))?;
                if let crate::block::Outcome::Fails(lines) = outcome {
                    lines.iter().try_for_each(tell)?;
                }
            }
        }
        Ok(())
    }

    /// Where the trainer stands.
    fn tell_standing(&self) -> io::Result<()> {
        let Some(trainer) = self.study.trainer() else {
            return say("There is no trainer here.");
        };
        let veil = self.study.veil(self.study.shown());
        let hidden = |names: &[&str], text: String| veil.text(&veil.over(names, text));
        let count = |count: u64| hidden(&["epoch", "update"], count.to_string());
        let run = trainer.run();
        let error = crate::figure::number::significant(run.error(None), 6);
        let part = match run.applied().len() {
            0 => String::new(),
            changed => format!(", {changed} of {} weights", run.to_change().count()),
        };
        say(&format!(
            "Epoch {}, update {}{part}, E {}.",
            count(run.epochs()),
            count(run.updates()),
            hidden(&["E"], error)
        ))
    }

    /// Where the trainer stands, and the terms of the selected weight.
    fn tell_terms(&self) -> io::Result<()> {
        self.tell_standing()?;
        self.tell_panels(&["terms"])
    }

    /// All panels of the trainer, in words.
    fn look(&self) -> io::Result<()> {
        self.tell_standing()?;
        let names: Vec<&str> = self.panels().map(|panel| panel.name).collect();
        self.tell_panels(&names)
    }

    fn panels(&self) -> impl Iterator<Item = &'static crate::panel::Panel> + '_ {
        let block = self.study.lesson().trainers.get(self.study.shown());
        block
            .into_iter()
            .flat_map(|block| block.panels.iter().copied())
    }

    fn tell_panels(&self, names: &[&str]) -> io::Result<()> {
        let Some(trainer) = self.study.trainer() else {
            return Ok(());
        };
        let veil = self.study.veil(self.study.shown());
        let view = View {
            trainer,
            veil: &veil,
        };
        for name in names {
            if let Some(panel) = crate::panel::panel(name) {
                let (title, figure) = panel.look(&view);
                tell(&title)?;
                words(figure).iter().try_for_each(tell)?;
            }
        }
        Ok(())
    }
}

/// What says the same as a figure.
fn words(figure: Figure) -> Vec<Line> {
    match figure {
        Figure::Lines(lines) => lines,
        Figure::Graph(graph) => graph.fallback.said(),
        Figure::Chart(chart) => chart.fallback(),
        Figure::Beside(beside) => beside.said,
        Figure::Heat(heat) => heat.fallback(),
        Figure::List(list) => list.said(),
    }
}

/// A lesson with how far one has come with it.
#[must_use]
pub fn contents_line(study: &Study, number: usize) -> String {
    let lesson = &study.course().lessons[number];
    let tally = study.tally(number);
    let tick = match tally {
        tally if tally.is_done() => "✓",
        tally if tally.is_over() => "◕",
        tally if tally.is_begun() => "◐",
        _ => "·",
    };
    let digits = lesson.id.split('-').next().unwrap_or_default();
    let mut line = format!("{tick} {digits} {}", plain(&lesson.title));
    if tally.all > 0 {
        let _ = write!(line, ", {} of {} done", tally.done, tally.all);
    }
    if tally.skipped > 0 {
        let _ = write!(line, ", {} not answered", tally.skipped);
    }
    if let Some(minutes) = lesson.minutes() {
        let _ = write!(line, ", about {minutes} minutes");
    }
    if lesson.is_broken() {
        line += ", broken";
    }
    line
}

/// What is typed, line by line, from a thread of its own: a trainer may run meanwhile.
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

fn prompt() -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(b"> ")?;
    out.flush()
}

fn say(text: &str) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}

/// A line that says something; blanks only hold things apart for eyes.
fn tell(line: &Line) -> io::Result<()> {
    let text = line.text().replace('\u{a0}', " ");
    if text.trim().is_empty() {
        return Ok(());
    }
    say(text.trim_end())
}
