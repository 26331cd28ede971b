//! The state of the screen that outlives a frame and is not the study's: scroll positions, and the layout of the last frame.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::geometry::{Areas, Geometry, beside_why};
use super::panels::{Figures, Placed};
use super::windows;
use crate::figure::Line;
use crate::lesson::{LessonIndex, TrainerIndex};
use crate::panel::why::figure;
use crate::panel::{Panel, View, panel};
use crate::study::{Amount, Effect, Page, Scroll, Shown, Sight, Stop, Study, Toward, Way};

/// Scroll positions, and the page and figures of the last frame.
#[derive(Debug, Default)]
pub struct Viewport {
    page: Option<(Shown, Rc<Page>)>,
    figures: Figures,
    /// The first line of the text that is on the screen.
    text: Pane,
    /// The columns by which lines that are wider than the text are moved.
    across: usize,
    /// The same of the help.
    help: Pane,
    /// The open lesson, and the first lines of the lessons that were left.
    lesson: LessonIndex,
    left: BTreeMap<LessonIndex, usize>,
    /// A stop that is to be on the screen, once it is known where it is.
    wanted: Option<Stop>,
}

/// Lines that stay on the screen when a page is scrolled.
const KEPT: usize = 2;

/// Columns by which wide lines are moved at a time.
const ACROSS: usize = 8;

/// Something that is scrolled.
#[derive(Clone, Copy, Debug, Default)]
struct Pane {
    top: usize,
    rows: usize,
    lines: usize,
}

impl Pane {
    fn last_top(self) -> usize {
        self.lines.saturating_sub(self.rows)
    }

    fn scroll(&mut self, scroll: Scroll) {
        let step = |amount| match amount {
            Amount::Line => 1,
            Amount::Half => (self.rows / 2).max(1),
            Amount::Page => self.rows.saturating_sub(KEPT).max(1),
        };
        self.top = match scroll {
            Scroll::Top => 0,
            Scroll::End => self.last_top(),
            Scroll::By(amount, Toward::Down) => (self.top + step(amount)).min(self.last_top()),
            Scroll::By(amount, Toward::Up) => {
                self.top.min(self.last_top()).saturating_sub(step(amount))
            }
            Scroll::Across(_) => self.top,
        };
    }

    /// Notes how much there is to see and how much of it fits.
    fn fit(&mut self, rows: u16, lines: usize) {
        (self.rows, self.lines) = (usize::from(rows), lines);
        self.top = self.top.min(self.last_top());
    }

    /// The first line to have on the screen so that these are on it, with what leads up to them.
    fn top_to_show(self, lines: &Range<usize>) -> usize {
        let ahead = (self.rows / 3).min(self.rows.saturating_sub(lines.len()));
        lines.start.saturating_sub(ahead).min(self.last_top())
    }

    /// The line that is being read: at the top of the screen at the text's beginning, at its bottom at the end.
    fn reading_line(self) -> usize {
        match self.last_top() {
            0 => 0,
            last => self.top + self.top * self.rows.saturating_sub(1) / last,
        }
    }
}

impl Viewport {
    /// The open lesson's page, made anew only if something in it has changed.
    pub fn page(&mut self, study: &Study, columns: usize) -> Rc<Page> {
        let shown = Shown::of(study, columns);
        let page = match self.page.take() {
            Some((before, page)) if before == shown => page,
            _ => Rc::new(Page::new(study, &shown)),
        };
        self.page = Some((shown, page.clone()));
        page
    }

    /// Lays the study out on a screen, before anything is drawn.
    pub fn lay_out(&mut self, study: &Study, screen: Rect) -> Geometry {
        let Some(areas) = Areas::of(study, screen) else {
            return Geometry::too_small(screen);
        };
        self.turn_to(study.lesson_number());
        let page = self.page(study, usize::from(areas.text.inner.width));
        self.text.fit(areas.text.inner.height, page.lines.len());
        if let Some(stop) = self.wanted.take() {
            self.show(stop, &page);
        }
        let hidden = self.hidden_columns(&page, areas.text.inner.width);
        self.across = self.across.min(hidden);
        let help = study.overlays().help().map(|sought| {
            let rows = areas.body.height.saturating_sub(2);
            let lines = windows::help_lines(study, sought);
            self.help.fit(rows, lines.len());
            (lines, self.help.top)
        });
        let (panels, why) = self.panels(study, &areas);
        Geometry {
            screen,
            panels,
            why,
            areas: Some(areas),
            page,
            top: self.text.top,
            across: self.across,
            has_wide_lines: hidden > 0,
            how_far: self.how_far(),
            help,
        }
    }

    /// A lesson that was left is shown where it was left.
    fn turn_to(&mut self, lesson: LessonIndex) {
        if lesson == self.lesson {
            return;
        }
        self.left.insert(self.lesson, self.text.top);
        self.lesson = lesson;
        let left = self.left.get(&lesson).copied();
        self.text.top = left.unwrap_or(0);
        self.wanted = self.wanted.filter(|_| left.is_none());
    }

    /// The panels of the trainer that is shown, in their places, and *why* in its place: beside it there is only the network.
    fn panels(&mut self, study: &Study, areas: &Areas) -> (Placed, Option<(Rect, Vec<Line>)>) {
        let (Some(trainer), Some(pane)) = (study.trainer(), areas.trainer) else {
            return (Placed::default(), None);
        };
        let enlarged = study.enlarged();
        let view = View {
            trainer,
            veil: &study.veil(study.shown()),
            is_alone: enlarged.is_some(),
        };
        if let Some((why, row)) = study.why() {
            let lines = figure(&why, row);
            let (network, place) = beside_why(pane.inner, lines.len());
            let panels = panel("network");
            let placed = network.map(|area| self.figures.place(&view, panels.as_slice(), area));
            return (placed.unwrap_or_default(), Some((place, lines)));
        }
        let panels = match enlarged {
            Some(panel) => vec![panel],
            None => study.panels(self.spoken_of(study)),
        };
        (self.figures.place(&view, &panels, pane.inner), None)
    }

    /// The panels that the text speaks of where the learner is: at the current stop, or else at the line that is being read.
    fn spoken_of(&self, study: &Study) -> &[&'static Panel] {
        let Some((_, page)) = &self.page else {
            return &[];
        };
        let seen = self.text.top..self.text.top + self.text.rows;
        let stop = study.stop().and_then(|stop| page.lines_of(stop));
        let at_stop = stop
            .map(|lines| lines.start)
            .filter(|line| seen.contains(line));
        page.spoken_of(at_stop.unwrap_or_else(|| self.text.reading_line()))
    }

    /// The columns by which the widest line of the text that is on the screen goes beyond its edge.
    fn hidden_columns(&self, page: &Page, columns: u16) -> usize {
        let seen = page.lines.iter().skip(self.text.top).take(self.text.rows);
        let widest = seen.map(Line::width).max().unwrap_or(0);
        widest.saturating_sub(usize::from(columns))
    }

    fn move_across(&mut self, way: Way) {
        self.across = match way {
            Way::Next => self.across + ACROSS,
            Way::Previous => self.across.saturating_sub(ACROSS),
        };
    }

    /// The reader's place in the text, as a sign for the pane's corner; `None` if all of it is visible.
    fn how_far(&self) -> Option<String> {
        match self.text.last_top() {
            0 => None,
            last => Some(format!("{} %", 100 * self.text.top / last)),
        }
    }

    /// Scrolls as an effect says.
    pub fn scroll(&mut self, effect: &Effect, in_help: bool) {
        match effect {
            Effect::Scroll(scroll) if in_help => self.help.scroll(*scroll),
            Effect::Scroll(Scroll::Across(way)) => self.move_across(*way),
            Effect::Scroll(scroll) => self.text.scroll(*scroll),
            Effect::ScrollToStop(stop) => self.wanted = Some(*stop),
            _ => {}
        }
    }

    /// Keeps a stop on the screen that is being worked at, however its lines become more.
    pub fn keep(&mut self, stop: Stop) {
        self.wanted = Some(stop);
    }

    /// Scrolls so that a stop is on the screen: no farther than needed, and with what leads up to it.
    fn show(&mut self, stop: Stop, page: &Page) {
        let Some(lines) = page.lines_of(stop) else {
            return;
        };
        let Pane { top, rows, .. } = self.text;
        let is_seen = lines.start >= top && lines.end <= top + rows;
        if !is_seen {
            self.text.top = self.text.top_to_show(lines);
        }
    }

    /// The part of the open lesson that is on the screen, by its stops.
    #[must_use]
    pub fn sight(&self, stops: &[Stop]) -> Sight {
        let Some((_, page)) = &self.page else {
            return Sight::default();
        };
        let Pane { top, rows, .. } = self.text;
        let bottom = top + rows;
        let mut sight = Sight {
            above: 0,
            seen: 0,
            near: stops.len(),
            is_end: top >= self.text.last_top(),
        };
        for (number, stop) in stops.iter().enumerate() {
            let Some(lines) = page.lines_of(*stop) else {
                continue;
            };
            if lines.end <= top {
                sight.above = number + 1;
            }
            if lines.start < bottom && lines.end > top {
                sight.seen = number + 1;
            }
            if self.text.top_to_show(lines) > bottom.saturating_sub(KEPT) {
                sight.near = sight.near.min(number);
            }
        }
        sight
    }

    /// Scrolls to the next or previous line with the text searched for, counted from the reader's place, and round the end.
    /// Returns `true` if there is any.
    pub fn scroll_to_found(&mut self, study: &Study, way: Way) -> bool {
        let columns = self.page.as_ref().map_or(80, |(shown, _)| shown.columns());
        let found = &self.page(study, columns).found;
        let here = self.text.top + self.text.rows / 3;
        let line = match way {
            Way::Next => found.iter().find(|line| **line > here).or(found.first()),
            Way::Previous => found.iter().rfind(|line| **line < here).or(found.last()),
        };
        if let Some(line) = line {
            self.text.top = line.saturating_sub(self.text.rows / 3);
        }
        line.is_some()
    }

    /// The help begins at its top each time.
    pub fn reset_help(&mut self) {
        self.help.top = 0;
    }

    /// The trainer that the reader has come to: the last one above the line being read, or else the first.
    #[must_use]
    pub fn trainer_reached(&self) -> Option<TrainerIndex> {
        let (_, page) = self.page.as_ref()?;
        let line = self.text.reading_line();
        let above = page.trainers.iter().rev().find(|(_, at)| *at <= line);
        above.or(page.trainers.first()).map(|(trainer, _)| *trainer)
    }
}
