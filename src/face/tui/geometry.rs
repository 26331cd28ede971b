//! Places of everything on a screen, known from its size and the study before anything is drawn.

use std::rc::Rc;

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Block;

use super::panels::Placed;
use super::windows::airy;
use crate::figure::Line;
use crate::study::{Focus, Page, Study};

/// Columns of a line that is read with ease: prose is no wider.
pub const READABLE: u16 = 72;
/// Columns of a pane's border and the air within it.
const FRAME: u16 = 4;
/// From this width on the trainer is beside the text.
const WIDE: u16 = 100;
/// The smallest screen that shows anything but its own size.
pub const SMALLEST: (u16, u16) = (40, 12);
/// The fewest rows in which the network is a picture, with its title.
const NETWORK_ROWS: u16 = 8;
/// Rows that the pane without the focus keeps when the two are stacked.
const KEPT: (u16, u16) = (10, 5);

/// A screen laid out.
#[derive(Debug)]
pub struct Geometry {
    /// All of it.
    pub screen: Rect,
    /// Its areas; none, if it is too small for any.
    pub areas: Option<Areas>,
    /// The text of the open lesson.
    pub page: Rc<Page>,
    /// The first line of the text that is on the screen.
    pub top: usize,
    /// The columns by which the lines that are wider than the text are moved.
    pub across: usize,
    /// `true` if a line on the screen is wider than the text.
    pub has_wide_lines: bool,
    /// Share of the text above the screen; `None` if all of it is visible.
    pub how_far: Option<String>,
    /// The lines of the help, if it is open, and the first of them that is on the screen.
    pub help: Option<(Vec<Line>, usize)>,
    /// The panels of the trainer that is shown.
    pub panels: Placed,
    /// The place of *why* and its lines, if a number is followed.
    pub why: Option<(Rect, Vec<Line>)>,
}

impl Geometry {
    /// A screen that has only room to say so.
    #[must_use]
    pub fn too_small(screen: Rect) -> Self {
        Geometry {
            screen,
            areas: None,
            page: Rc::default(),
            top: 0,
            across: 0,
            has_wide_lines: false,
            how_far: None,
            help: None,
            panels: Placed::default(),
            why: None,
        }
    }
}

/// A pane with its border, and the area within it.
#[derive(Clone, Copy, Debug)]
pub struct PaneArea {
    /// With its border.
    pub outer: Rect,
    /// Within its border and a column of air.
    pub inner: Rect,
}

impl From<Rect> for PaneArea {
    fn from(outer: Rect) -> Self {
        PaneArea {
            outer,
            inner: airy(Block::bordered().inner(outer)),
        }
    }
}

/// The areas of a screen.
#[derive(Clone, Copy, Debug)]
pub struct Areas {
    /// The line at the top.
    pub head: Rect,
    /// All between the first line and the last.
    pub body: Rect,
    /// The line at the bottom.
    pub foot: Rect,
    /// The text, even where a panel covers it; its lines are at most as wide as one reads with ease.
    pub text: PaneArea,
    /// The trainer, if the lesson has one.
    pub trainer: Option<PaneArea>,
}

impl Areas {
    /// The areas of a screen; none, if it is too small.
    #[must_use]
    pub fn of(study: &Study, screen: Rect) -> Option<Areas> {
        if screen.width < SMALLEST.0 || screen.height < SMALLEST.1 {
            return None;
        }
        let rows = [
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [head, body, foot] = Layout::vertical(rows).areas(screen);
        let (text, trainer) = split(study, body);
        let is_enlarged = study.enlarged().is_some();
        Some(Areas {
            head,
            body,
            foot,
            text: readable(text.into()),
            trainer: if is_enlarged { Some(body) } else { trainer }.map(PaneArea::from),
        })
    }
}

/// Divides the inside of the trainer's pane between the network and the lines of *why* below it; all is for the lines, if there
/// is no room for both.
pub fn beside_why(inside: Rect, lines: usize) -> (Option<Rect>, Rect) {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    if inside.height < lines.saturating_add(NETWORK_ROWS + 1) {
        return (None, inside);
    }
    let rows = [Constraint::Fill(1), Constraint::Length(lines)];
    let [network, why] = Layout::vertical(rows).spacing(1).areas(inside);
    (Some(network), why)
}

/// A pane whose lines are no wider than one reads with ease.
fn readable(mut pane: PaneArea) -> PaneArea {
    pane.inner.width = pane.inner.width.min(READABLE);
    pane
}

/// The text and the trainer: side by side if there is room, else below each other, the one with the focus larger.
fn split(study: &Study, body: Rect) -> (Rect, Option<Rect>) {
    if study.lesson().trainers.is_empty() {
        return (body, None);
    }
    let layout = if body.width >= WIDE {
        let text = (body.width / 2).min(READABLE + FRAME);
        Layout::horizontal([Constraint::Length(text), Constraint::Fill(1)])
    } else if study.overlays().base() == Focus::Prose {
        Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(KEPT.0.min(body.height / 2)),
        ])
    } else {
        Layout::vertical([
            Constraint::Length(KEPT.1.min(body.height / 2)),
            Constraint::Fill(1),
        ])
    };
    let [text, trainer] = layout.areas(body);
    (text, Some(trainer))
}
