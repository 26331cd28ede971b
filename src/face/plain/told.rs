//! The state of trainers, claims and lessons in words.

use std::fmt::Write as _;
use std::io;

use super::sitting::{Sitting, Verbosity};
use crate::figure::{Figure, Line};
use crate::lesson::{LessonIndex, plain};
use crate::panel::View;
use crate::study::Study;

impl Sitting<'_> {
    /// Sets how much is told of a step, and says it.
    pub(super) fn set_verbosity(&mut self, name: &str) -> io::Result<()> {
        let found = Verbosity::NAMES.iter().find(|(known, _)| *known == name);
        match found {
            Some((name, verbosity)) => {
                self.verbosity = *verbosity;
                self.out.say(&format!("Steps are told {name}."))
            }
            None => self
                .out
                .say("Expected `verbosity short`, `verbosity normal` or `verbosity full`."),
        }
    }

    /// The trainer's current state, as a sentence.
    pub(super) fn standing(&self) -> String {
        let Some(trainer) = self.study.trainer() else {
            return "There is no trainer here.".to_string();
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
        format!(
            "Epoch {}, update {}{part}, E {}.",
            count(run.epochs()),
            count(run.updates()),
            hidden(&["E"], error)
        )
    }

    pub(super) fn tell_standing(&self) -> io::Result<()> {
        self.out.say(&self.standing())
    }

    /// Tells what a step or a setting has changed.
    pub(super) fn tell_step(&self, before: &str) -> io::Result<()> {
        let standing = self.standing();
        if standing != before || self.verbosity == Verbosity::Full {
            self.out.say(&standing)?;
        }
        match self.verbosity {
            Verbosity::Short => Ok(()),
            Verbosity::Normal => self.tell_change(),
            Verbosity::Full => self.tell_panels(&["terms"]),
        }
    }

    /// The change of the selected weight in a line; of runs beside each other, and of other rules, what the panel says.
    fn tell_change(&self) -> io::Result<()> {
        let Some((title, lines)) = self.panel("terms") else {
            return Ok(());
        };
        let said = |line: &Line| line.text().trim().to_string();
        let is_product =
            lines.len() > 2 && said(&lines[1]).starts_with('=') && said(&lines[2]).contains('→');
        if !is_product {
            return self
                .out
                .tell(&title)
                .and_then(|()| self.out.tell_all(&lines));
        }
        let title = said(&title).replace("terms · ", "");
        let [product, fate] = [&lines[1], &lines[2]].map(said);
        let product = product.split_whitespace().collect::<Vec<_>>().join(" ");
        let fate = fate.split_whitespace().collect::<Vec<_>>().join(" ");
        self.out.say(&format!(
            "{title}: {} {}.",
            product.trim_start_matches("= "),
            fate.replace(" w ", ", and w ")
        ))
    }

    /// All panels of the trainer, in words.
    pub(super) fn look(&self) -> io::Result<()> {
        self.tell_standing()?;
        let page = self.page();
        let line = self.place.line(&page).saturating_sub(1);
        let panels = self.study.panels(page.spoken_of(line));
        let names: Vec<&str> = panels.iter().map(|panel| panel.name).collect();
        self.tell_panels(&names)
    }

    pub(super) fn tell_panels(&self, names: &[&str]) -> io::Result<()> {
        for (title, lines) in names.iter().filter_map(|name| self.panel(name)) {
            self.out.tell(&title)?;
            self.out.tell_all(&lines)?;
        }
        Ok(())
    }

    /// A panel's title, and what says the same as its figure.
    fn panel(&self, name: &str) -> Option<(Line, Vec<Line>)> {
        let trainer = self.study.trainer()?;
        let veil = self.study.veil(self.study.shown());
        let view = View {
            is_alone: false,
            trainer,
            veil: &veil,
        };
        let (title, figure) = crate::panel::panel(name)?.look(&view);
        let lines = match figure {
            Figure::Lines(lines) => lines,
            Figure::Graph(graph) => graph.said(),
            Figure::Chart(chart) => chart.fallback(),
            Figure::Beside(beside) => beside.said,
            Figure::Heat(heat) => heat.fallback(),
            Figure::List(list) => list.said(),
            Figure::Bars(bars) => bars.said(),
        };
        Some((title, lines))
    }

    pub(super) fn tell_checks(&self) -> io::Result<()> {
        let blocks = &self.study.lesson().blocks;
        for (number, block) in blocks.iter_enumerated() {
            if let Some(outcome) = self.study.outcome(number) {
                let word = if outcome.holds() { "holds" } else { "fails" };
                self.out.say(&format!("Check {} {word}.", block.name))?;
                if let crate::block::Outcome::Fails(lines) = outcome {
                    self.out.tell_all(lines)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn tell_contents(&self) -> io::Result<()> {
        let mut lessons = self.study.course().lessons.indices();
        lessons.try_for_each(|lesson| self.out.say(&contents_line(&self.study, lesson)))
    }
}

/// A line for a lesson, with the learner's progress in it.
#[must_use]
pub fn contents_line(study: &Study, number: LessonIndex) -> String {
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
