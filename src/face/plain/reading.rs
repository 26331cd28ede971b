//! A lesson read out bit by bit: on to the next thing to do, or by some paragraphs.

use std::io;
use std::ops::Range;

use super::output::Output;
use super::place::Place;
use super::sitting::Sitting;
use crate::figure::Line;
use crate::lesson::Lesson;
use crate::study::{Action, Page, Shown, Sight, Stop, Study, act};

/// Lines that are read at a time, where nothing is to be done before.
const LINES: usize = 8;

fn page(study: &Study) -> Page {
    Page::new(study, &Shown::said(study))
}

fn tell_lesson(study: &Study, out: &Output) -> io::Result<()> {
    let last = study.course().lessons.last();
    let last = last.map_or("", Lesson::number);
    out.say(&format!("Lesson {} of {last}.", study.lesson().number()))
}

/// Reads out the open lesson as far as it is shown. All its questions are read at once, so that none of their answers is.
pub fn read_out(study: &mut Study, out: &Output) -> io::Result<()> {
    tell_lesson(study, out)?;
    act(study, &Action::Seen(Sight::whole()));
    let lines = page(study).lines;
    act(study, &Action::Seen(Sight::default()));
    out.tell_all(&lines)
}

impl Sitting<'_> {
    pub(super) fn page(&self) -> Page {
        page(&self.study)
    }

    /// Opens a lesson: at its top, or at the stop where it was left.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        self.place = Place::default();
        self.tell_lesson()?;
        match self.study.stop() {
            Some(stop) => self.tell_stop(stop),
            None => self.read_on(),
        }
    }

    fn tell_lesson(&self) -> io::Result<()> {
        tell_lesson(&self.study, &self.out)
    }

    /// Reads all of the lesson, for a reader who cannot ask for more.
    pub(super) fn read_whole(&mut self) -> io::Result<()> {
        read_out(&mut self.study, &self.out)
    }

    /// Reads again what was read of the lesson.
    pub(super) fn read_again(&mut self) -> io::Result<()> {
        let read = 0..self.place.line(&self.page());
        self.tell_lines(read)
    }

    /// On to the next thing to do, or by some lines.
    pub(super) fn read_on(&mut self) -> io::Result<()> {
        let page = self.page();
        let start = self.place.line(&page);
        if start >= page.lines.len() {
            return self.tell_end();
        }
        let is_to_do = |(stop, lines): &&(Stop, Range<usize>)| {
            lines.start >= start && stop.block().is_some() && self.study.stops().contains(stop)
        };
        let next = page.stops.iter().find(is_to_do);
        let is_said = |line: &usize| !page.lines[*line].text().trim().is_empty();
        let some = (start..page.lines.len()).filter(is_said).nth(LINES);
        let end = some.unwrap_or(page.lines.len());
        match next.filter(|(_, lines)| lines.start <= end) {
            Some((stop, lines)) => {
                let (stop, lines) = (*stop, lines.clone());
                self.tell_lines(start..lines.start)?;
                self.come_to(stop);
                self.tell_stop(stop)
            }
            None => self.tell_lines(start..end),
        }
    }

    fn come_to(&mut self, stop: Stop) {
        if let Some(place) = self.study.stops().iter().position(|known| *known == stop) {
            act(&mut self.study, &Action::StopAt((place + 1).to_string()));
        }
    }

    /// Tells what to do at the end of a lesson.
    fn tell_end(&mut self) -> io::Result<()> {
        if self.study.held_by().is_some() {
            return self
                .out
                .say("The lesson goes on once this is answered or done; `skip` passes it over.");
        }
        act(&mut self.study, &Action::Stop(crate::study::Way::Next));
        self.tell_message()?;
        self.out.say(
            "`next` opens the next lesson, `previous stop` goes back, `read` reads this one again.",
        )
    }

    /// Reads lines of the page, and keeps the place. Questions among them hide their answers.
    fn tell_lines(&mut self, lines: Range<usize>) -> io::Result<()> {
        let stops = self.study.stops();
        let page = self.page();
        let is_read = |stop: &Stop| {
            let place = page.lines_of(*stop);
            place.is_some_and(|place| place.start < lines.end)
        };
        let seen = stops.iter().rposition(is_read).map_or(0, |last| last + 1);
        let sight = Sight {
            seen,
            ..Sight::default()
        };
        act(&mut self.study, &Action::Seen(sight));
        let page = self.page();
        let end = lines.end.min(page.lines.len());
        let told: Vec<Line> = page.lines[lines.start.min(end)..end].to_vec();
        self.place = Place::before(&page, end);
        self.out.tell_all(&told)
    }

    /// A stop of the lesson; reading goes on behind it.
    pub(super) fn tell_stop(&mut self, stop: Stop) -> io::Result<()> {
        let page = self.page();
        match page.lines_of(stop) {
            Some(lines) => self.tell_lines(lines.clone()),
            None => Ok(()),
        }
    }

    /// The lines of the current stop.
    pub(super) fn lines_here(&self) -> Vec<String> {
        let page = self.page();
        let here = self.study.stop().and_then(|stop| page.lines_of(stop));
        let lines = here.map_or(&[][..], |lines| &page.lines[lines.clone()]);
        lines.iter().map(Line::text).collect()
    }

    /// Tells the lines of the current stop that were not told before.
    pub(super) fn tell_what_is_new(&self, before: &[String]) -> io::Result<()> {
        let page = self.page();
        let here = self.study.stop().and_then(|stop| page.lines_of(stop));
        let lines = here.map_or(&[][..], |lines| &page.lines[lines.clone()]);
        let mut new = lines.iter();
        new.try_for_each(|line| {
            if before.contains(&line.text()) {
                Ok(())
            } else {
                self.out.tell(line)
            }
        })
    }

    pub(super) fn tell_found(&self) -> io::Result<()> {
        let page = self.page();
        if page.found.is_empty() {
            return self.out.say("The lesson does not say that.");
        }
        let mut lines = page.found.iter().filter_map(|line| page.lines.get(*line));
        lines.try_for_each(|line| self.out.tell(line))
    }
}
