//! A trainer's panels in a pane: below each other where there is room, else side by side.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line as TuiLine;
use ratatui::widgets::Paragraph;

use super::graph;
use super::theme::Theme;
use crate::figure::{Figure, Line, Piece};
use crate::panel::Panel;
use crate::training::Trainer;

/// A panel as it is to be drawn: its title and its figure.
struct Drawn {
    title: Line,
    figure: Figure,
}

impl Drawn {
    /// Rows with which nothing is cut off, the title among them; a graph has no such number.
    fn rows(&self) -> Option<u16> {
        match &self.figure {
            Figure::Lines(lines) => u16::try_from(lines.len() + 1).ok(),
            Figure::Graph(_) => None,
        }
    }

    /// Columns with which nothing is cut off.
    fn columns(&self) -> Option<u16> {
        match &self.figure {
            Figure::Lines(lines) => lines
                .iter()
                .map(Line::width)
                .max()
                .and_then(|columns| u16::try_from(columns).ok()),
            Figure::Graph(_) => None,
        }
    }
}

/// The fewest rows with which a graph says anything: its title and a few lines.
const GRAPH_ROWS: u16 = 7;
/// From this width on two panels may stand side by side.
const SIDE_BY_SIDE: u16 = 70;

/// Draws panels in `area`.
pub fn draw(
    trainer: &Trainer,
    panels: &[&'static Panel],
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let drawn: Vec<Drawn> = panels
        .iter()
        .map(|panel| Drawn {
            title: (panel.title)(trainer),
            figure: (panel.figure)(trainer),
        })
        .collect();
    for (panel, area) in drawn.iter().zip(arrange(&drawn, area)) {
        draw_panel(panel, theme, frame, area);
    }
}

/// Where each panel stands.
fn arrange(panels: &[Drawn], area: Rect) -> Vec<Rect> {
    let needed: u16 = panels
        .iter()
        .map(|panel| panel.rows().unwrap_or(GRAPH_ROWS))
        .sum();
    if needed > area.height && area.width >= SIDE_BY_SIDE && panels.len() == 2 {
        let columns = panels.iter().map(|panel| match panel.columns() {
            Some(columns) => Constraint::Length((columns + 1).min(area.width * 6 / 10)),
            None => Constraint::Fill(1),
        });
        return Layout::horizontal(columns).spacing(2).split(area).to_vec();
    }
    let rows = panels.iter().map(|panel| match panel.rows() {
        Some(rows) => Constraint::Length(rows),
        None => Constraint::Fill(1),
    });
    Layout::vertical(rows).split(area).to_vec()
}

fn draw_panel(panel: &Drawn, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [title, inside] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    frame.render_widget(fitted(&panel.title, title.width, theme), title);
    match &panel.figure {
        Figure::Lines(lines) => draw_lines(lines, theme, frame, inside),
        Figure::Graph(figure) => {
            match figure.lay_out(usize::from(inside.width), usize::from(inside.height)) {
                Some(laid) => graph::draw(frame, inside, figure, &laid, theme),
                None => draw_lines(&figure.stand_in.lines(), theme, frame, inside),
            }
        }
    }
}

fn draw_lines(lines: &[Line], theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lines: Vec<TuiLine<'static>> = lines
        .iter()
        .map(|line| fitted(line, area.width, theme))
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

/// A line, with a sign at its end if not all of it fits.
fn fitted(line: &Line, columns: u16, theme: Theme) -> TuiLine<'static> {
    let columns = usize::from(columns);
    if line.width() <= columns {
        return theme.line(line);
    }
    let mut short = Line::default();
    for Piece { text, ink } in &line.pieces {
        for c in text.chars() {
            let with = short.clone().and(*ink, c.to_string());
            if with.width() + 1 > columns {
                return theme.line(&short.and(*ink, "…"));
            }
            short = with;
        }
    }
    theme.line(&short)
}
