//! A graph on the screen: edges as drawn lines, labels over them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::Span;
use ratatui::widgets::canvas::{Canvas, Line as CanvasLine};

use super::theme::Theme;
use crate::figure::graph::{MAP, PlacedGraph, Slot};
use crate::figure::map::Tone;
use crate::figure::{Graph, Role};

/// Draws a graph that has been laid out in `area`.
pub fn draw(frame: &mut Frame<'_>, area: Rect, graph: &Graph, laid: &PlacedGraph, theme: Theme) {
    let (columns, rows) = (f64::from(area.width), f64::from(area.height));
    let canvas = Canvas::default()
        .marker(theme.marker())
        .x_bounds([0.0, columns])
        .y_bounds([0.0, rows])
        .paint(|context| {
            let mut edges: Vec<_> = graph.edges.iter().zip(&laid.edges).collect();
            edges.sort_by_key(|(edge, _)| edge.lit);
            for (edge, (from, to)) in edges {
                let ink = if edge.lit {
                    edge.ink
                } else {
                    Role::Quiet.into()
                };
                let colour = theme.stroke(ink.role, edge.share).unwrap_or(Color::Reset);
                let shifts: &[f64] = if edge.thick || edge.ink.selected {
                    &[0.0, 0.25]
                } else {
                    &[0.0]
                };
                for shift in shifts {
                    let (from, to) = (center(*from, rows), center(*to, rows));
                    context.draw(&CanvasLine::new(
                        from.0,
                        from.1 + shift,
                        to.0,
                        to.1 + shift,
                        colour,
                    ));
                }
            }
        });
    frame.render_widget(canvas, area);
    for (column, places) in graph.columns.iter().zip(&laid.maps) {
        for (node, place) in column.iter().zip(places) {
            if let Some(place) = place {
                paint(frame, area, *place, (&node.map, laid.scale), theme);
            }
        }
    }
    for (edge, place) in graph.edges.iter().zip(&laid.labels) {
        if let Some(place) = place {
            write(
                frame,
                area,
                *place,
                Span::styled(edge.label.clone(), theme.style(edge.ink)),
            );
        }
    }
    for (column, places) in graph.columns.iter().zip(&laid.nodes) {
        for (node, place) in column.iter().zip(places) {
            write(
                frame,
                area,
                *place,
                Span::styled(node.label.clone(), theme.style(node.ink)),
            );
        }
    }
}

/// Paints the map of a node, two tones a cell, each so many times as wide and as high, if the theme has colours for them.
fn paint(
    frame: &mut Frame<'_>,
    area: Rect,
    place: Slot,
    (tones, scale): (&[Tone], usize),
    theme: Theme,
) {
    for row in 0..scale * MAP.1 {
        for column in 0..scale * MAP.0 {
            let tone = |half: usize| {
                let tone = tones.get((2 * row + half) / scale * MAP.0 + column / scale);
                theme.tone(tone.copied().unwrap_or(Tone::Nothing))
            };
            let (Some(upper), Some(lower)) = (tone(0), tone(1)) else {
                return;
            };
            let style = Style::new().fg(upper).bg(lower);
            let (x, y) = (place.x + column, place.y + row);
            write(frame, area, Slot { x, y }, Span::styled("▀", style));
        }
    }
}

/// The middle of a cell, counted from the bottom as a canvas does.
fn center(place: Slot, rows: f64) -> (f64, f64) {
    (place.x as f64 + 0.5, rows - place.y as f64 - 0.5)
}

fn write(frame: &mut Frame<'_>, area: Rect, place: Slot, text: Span<'static>) {
    let (Ok(x), Ok(y)) = (u16::try_from(place.x), u16::try_from(place.y)) else {
        return;
    };
    let spot = Rect {
        x: area.x.saturating_add(x),
        y: area.y.saturating_add(y),
        width: area.width,
        height: 1,
    };
    frame.render_widget(text, spot.intersection(area));
}
