//! A trainer's panels in a pane, each with its title.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line as TuiLine;
use ratatui::widgets::Paragraph;

use super::arrange::{Arranged, Need, arrange};
use super::chart;
use super::fitted::fitted;
use super::graph;
use super::theme::Theme;
use crate::figure::beside::{GAP, PlacedBeside};
use crate::figure::{Figure, Line, Role};
use crate::panel::{Mask, Panel, View, errors_of_runs};

/// A panel as it is to be drawn: its name, its title and its figure.
#[derive(Debug)]
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
            Figure::Graph(graph) => drawing(graph.lines().len(), 0, DRAWING_ROWS, false),
            Figure::Chart(chart) => drawing(
                chart.fallback().len(),
                chart.notes.len(),
                GOOD_CHART_ROWS,
                true,
            ),
            Figure::Beside(beside) => drawing(
                beside.fallback.len(),
                beside.below.len(),
                GOOD_CHART_ROWS,
                false,
            ),
            Figure::Heat(heat) => drawing(heat.fallback().len(), 0, GOOD_CHART_ROWS, true),
            Figure::List(list) => Need {
                bare: count(list.height()).min(TEXT_ROWS),
                least: count(list.height()).min(DRAWING_ROWS),
                rows: count(list.height()),
                columns: Some(widest(&list.lay_out(usize::MAX, usize::MAX))),
                is_chart: false,
            },
            Figure::Bars(bars) => Need {
                bare: count(bars.height()).min(TEXT_ROWS),
                least: count(bars.height()).min(DRAWING_ROWS),
                rows: count(bars.height()),
                columns: Some(u16::try_from(bars.least_width()).unwrap_or(u16::MAX)),
                is_chart: false,
            },
        }
    }
}

fn widest(lines: &[Line]) -> u16 {
    let columns = lines.iter().map(Line::width).max().unwrap_or(0);
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The figures of a trainer, made anew only when it has changed, or what is hidden of it.
#[derive(Debug, Default)]
pub struct Figures {
    /// The version of the trainer, what is hidden, and whether a panel is alone.
    of: Option<(u64, Mask, bool)>,
    drawn: Vec<Rc<Drawn>>,
    errors: Rc<Vec<Line>>,
}

/// Panels in their places.
#[derive(Debug, Default)]
pub struct Placed {
    panels: Vec<(Rc<Drawn>, Rect)>,
    /// A row that names those that find no room.
    note: Option<(String, Rect)>,
    /// The errors of the runs, where there are several.
    pub errors: Rc<Vec<Line>>,
}

impl Figures {
    /// Places panels in `area`. Those that find no room there are not even computed.
    pub fn place(&mut self, view: &View<'_>, panels: &[&'static Panel], area: Rect) -> Placed {
        let of = (view.trainer.version(), view.veil.clone(), view.is_alone);
        if self.of.as_ref() != Some(&of) {
            self.drawn.clear();
            self.errors = Rc::new(errors_of_runs(view));
        }
        let mut drawn: Vec<Rc<Drawn>> = Vec::new();
        let mut needs: Vec<Need> = Vec::new();
        let mut arranged = arrange(&needs, area);
        for panel in panels {
            let figure = self.figure(panel, view);
            needs.push(figure.need());
            drawn.push(figure);
            arranged = arrange(&needs, area);
            // Where the first ones find no room, they find none with others either.
            if arranged.places.len() < needs.len() {
                break;
            }
        }
        self.of = Some(of);
        let Arranged { places, note } = arranged;
        let left = &panels[places.len()..];
        let names: Vec<&str> = left.iter().map(|panel| panel.name).collect();
        let text = format!("no room here for: {} · z", names.join(", "));
        Placed {
            panels: drawn.into_iter().zip(places).collect(),
            note: note.map(|row| (text, row)),
            errors: self.errors.clone(),
        }
    }

    fn figure(&mut self, panel: &Panel, view: &View<'_>) -> Rc<Drawn> {
        let known = self.drawn.iter().find(|drawn| drawn.name == panel.name);
        if let Some(known) = known {
            return known.clone();
        }
        let (title, figure) = panel.look(view);
        let drawn = Rc::new(Drawn {
            name: panel.name,
            title,
            figure,
        });
        self.drawn.push(drawn.clone());
        drawn
    }
}

/// Draws panels in their places.
pub fn draw(placed: &Placed, theme: Theme, frame: &mut Frame<'_>) {
    for (panel, place) in &placed.panels {
        draw_panel(panel, theme, frame, *place);
    }
    if let Some((text, row)) = &placed.note {
        frame.render_widget(fitted(&Line::of(Role::Quiet, text), row.width, theme), *row);
    }
}

fn draw_panel(panel: &Drawn, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [title, inside] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    frame.render_widget(fitted(&panel.title, title.width, theme), title);
    let (columns, rows) = (usize::from(inside.width), usize::from(inside.height));
    match &panel.figure {
        Figure::Lines(lines) => draw_lines(lines, theme, frame, inside),
        Figure::Graph(figure) => match figure.lay_out(columns, rows, theme.finish()) {
            Some(laid) => graph::draw(frame, inside, figure, &laid, theme),
            None => draw_lines(&figure.lines(), theme, frame, inside),
        },
        Figure::Chart(figure) => match figure.lay_out(columns, rows) {
            Some(laid) => chart::draw(frame, inside, &laid, theme),
            None => draw_lines(&figure.fallback(), theme, frame, inside),
        },
        Figure::Beside(figure) => match figure.lay_out(columns, rows, theme.finish()) {
            Some(laid) => draw_beside(&laid, theme, frame, inside),
            None => draw_lines(&figure.fallback, theme, frame, inside),
        },
        Figure::Heat(figure) => match figure.lay_out(columns, rows, theme.finish()) {
            Some(laid) => chart::draw(frame, inside, &laid, theme),
            None => draw_lines(&figure.fallback(), theme, frame, inside),
        },
        Figure::List(figure) => {
            draw_lines(&figure.lay_out(columns, rows), theme, frame, inside);
        }
        Figure::Bars(figure) => {
            draw_lines(&figure.lay_out(columns, rows), theme, frame, inside);
        }
    }
}

/// Draws charts beside each other, with the lines below them.
fn draw_beside(laid: &PlacedBeside, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let below = u16::try_from(laid.below.len()).unwrap_or(u16::MAX);
    let rows = [Constraint::Fill(1), Constraint::Length(below)];
    let [drawing, lines] = Layout::vertical(rows).areas(area);
    let columns = u16::try_from(laid.columns).unwrap_or(u16::MAX);
    let places = laid.parts.iter().map(|_| Constraint::Length(columns));
    let places = Layout::horizontal(places).spacing(GAP).split(drawing);
    for (chart, place) in laid.parts.iter().zip(places.iter()) {
        chart::draw(frame, *place, chart, theme);
    }
    draw_lines(&laid.below, theme, frame, lines);
}

/// Draws lines, and cuts off what does not fit.
pub fn draw_lines(lines: &[Line], theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lines: Vec<TuiLine<'static>> = lines
        .iter()
        .map(|line| fitted(line, area.width, theme))
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}
