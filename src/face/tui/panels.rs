//! A trainer's panels in a pane, each with its title.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line as TuiLine;
use ratatui::widgets::Paragraph;

use super::arrange::{Arranged, Need, arrange};
use super::chart;
use super::fitted::fitted;
use super::graph;
use super::theme::Theme;
use crate::figure::{Figure, Line, Role};
use crate::panel::{Panel, View};

/// A panel as it is to be drawn: its name, its title and its figure.
struct Drawn {
    name: &'static str,
    title: Line,
    figure: Figure,
}

/// Rows of a graph or a chart, and with which a chart looks well; the title is among them.
const DRAWING_ROWS: u16 = 7;
const GOOD_CHART_ROWS: u16 = 11;
/// Rows of a text below which nothing of it is understood: the title and the first lines.
const TEXT_ROWS: u16 = 5;

impl Drawn {
    fn need(&self) -> Need {
        let count = |lines: usize| u16::try_from(lines + 1).unwrap_or(u16::MAX);
        let drawing = |words: usize, notes: usize, rows: u16, is_chart: bool| {
            let notes = count(notes) - 1;
            Need {
                bare: count(words).min(DRAWING_ROWS),
                least: DRAWING_ROWS + notes,
                rows: rows + notes,
                columns: None,
                is_chart,
            }
        };
        match &self.figure {
            Figure::Lines(lines) => Need {
                bare: count(lines.len()).min(TEXT_ROWS),
                least: count(lines.len()).min(TEXT_ROWS),
                rows: count(lines.len()),
                columns: Some(widest(lines)),
                is_chart: false,
            },
            Figure::Graph(graph) => drawing(graph.fallback.lines().len(), 0, DRAWING_ROWS, false),
            Figure::Chart(chart) => drawing(
                chart.fallback().len(),
                chart.notes.len(),
                GOOD_CHART_ROWS,
                true,
            ),
            Figure::Heat(heat) => drawing(heat.fallback().len(), 0, GOOD_CHART_ROWS, true),
            Figure::List(list) => Need {
                bare: count(list.height()).min(TEXT_ROWS),
                least: count(list.height()).min(DRAWING_ROWS),
                rows: count(list.height()),
                columns: Some(widest(&list.lay_out(usize::MAX, usize::MAX))),
                is_chart: false,
            },
        }
    }
}

fn widest(lines: &[Line]) -> u16 {
    let columns = lines.iter().map(Line::width).max().unwrap_or(0);
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// Draws panels in `area`, and says which find no room there.
pub fn draw(
    view: &View<'_>,
    panels: &[&'static Panel],
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let drawn: Vec<Drawn> = panels
        .iter()
        .map(|panel| {
            let (title, figure) = panel.look(view);
            Drawn {
                name: panel.name,
                title,
                figure,
            }
        })
        .collect();
    let needs: Vec<Need> = drawn.iter().map(Drawn::need).collect();
    let Arranged { places, note } = arrange(&needs, area);
    for (panel, place) in drawn.iter().zip(&places) {
        draw_panel(panel, theme, frame, *place);
    }
    if let Some(row) = note {
        let left: Vec<&str> = drawn[places.len()..]
            .iter()
            .map(|panel| panel.name)
            .collect();
        let text = format!("no room here for: {} · z", left.join(", "));
        frame.render_widget(fitted(&Line::of(Role::Quiet, text), row.width, theme), row);
    }
}

fn draw_panel(panel: &Drawn, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [title, inside] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    frame.render_widget(fitted(&panel.title, title.width, theme), title);
    let (columns, rows) = (usize::from(inside.width), usize::from(inside.height));
    match &panel.figure {
        Figure::Lines(lines) => draw_lines(lines, theme, frame, inside),
        Figure::Graph(figure) => match figure.lay_out(columns, rows) {
            Some(laid) => graph::draw(frame, inside, figure, &laid, theme),
            None => draw_lines(&figure.fallback.lines(), theme, frame, inside),
        },
        Figure::Chart(figure) => match figure.lay_out(columns, rows) {
            Some(laid) => chart::draw(frame, inside, &laid, theme),
            None => draw_lines(&figure.fallback(), theme, frame, inside),
        },
        Figure::Heat(figure) => match figure.lay_out(columns, rows) {
            Some(laid) => chart::draw(frame, inside, &laid, theme),
            None => draw_lines(&figure.fallback(), theme, frame, inside),
        },
        Figure::List(figure) => {
            draw_lines(&figure.lay_out(columns, rows), theme, frame, inside);
        }
    }
}

/// Draws lines, and cuts off what does not fit.
pub fn draw_lines(lines: &[Line], theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lines: Vec<TuiLine<'static>> = lines
        .iter()
        .map(|line| fitted(line, area.width, theme))
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}
