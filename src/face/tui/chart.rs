//! A chart or a heat map on the screen, by ratatui's own chart; what is drawn is explained above it, where that hides nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::{Line as TuiLine, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Paragraph, Widget};

use super::fitted::{columns, fitted};
use super::theme::Theme;
use crate::figure::chart::{Layer, Pen, PlacedChart};
use crate::figure::map::PlacedMap;
use crate::figure::{Role, Scale};

/// Draws a chart that has been laid out in `area`.
pub fn draw(frame: &mut Frame<'_>, area: Rect, laid: &PlacedChart, theme: Theme) {
    draw_in(frame.buffer_mut(), area, laid, theme);
}

/// Draws a chart into cells of which not all need be on the screen.
pub fn draw_in(cells: &mut Buffer, area: Rect, laid: &PlacedChart, theme: Theme) {
    let [notes, legend, lines] = Layout::vertical([
        Constraint::Length(u16::try_from(laid.notes.len()).unwrap_or(u16::MAX)),
        Constraint::Length(u16::from(laid.legend.is_some())),
        Constraint::Fill(1),
    ])
    .areas(area);
    let above: Vec<TuiLine<'_>> = laid
        .notes
        .iter()
        .map(|line| fitted(line, notes.width, theme))
        .collect();
    Paragraph::new(above).render(notes, cells);
    let map = laid.map.as_ref();
    match (map, &laid.legend) {
        (Some(map), _) => legend_of(map, theme).render(legend, cells),
        (None, Some(line)) => theme.line(line).render(legend, cells),
        (None, None) => {}
    }
    let widget = Chart::new(
        laid.layers
            .iter()
            .map(|layer| dataset(layer, theme))
            .collect(),
    )
    .x_axis(axis(&laid.x, theme).labels_alignment(Alignment::Right))
    .y_axis(axis(&laid.y, theme).labels_alignment(Alignment::Right))
    .legend_position(None);
    widget.render(lines, cells);
    name_axes(laid, theme, cells, lines);
    if let Some(map) = map {
        paint(map, theme, cells, lines);
    }
}

/// Samples of a map's tones between the words that say what they mean.
fn legend_of(map: &PlacedMap, theme: Theme) -> TuiLine<'static> {
    let (before, tones, behind) = &map.legend;
    let quiet = theme.style(Role::Quiet.into());
    let mut line = TuiLine::from(Span::styled(before.clone(), quiet));
    for tone in tones {
        let colour = theme
            .tone(*tone)
            .map_or(Style::new(), |colour| Style::new().fg(colour));
        line.push_span(Span::styled("█", colour));
    }
    for span in theme.line(behind).spans {
        line.push_span(span);
    }
    line
}

/// Paints a map below what is drawn: two tones a cell where it is empty, else their upper one behind its character.
fn paint(map: &PlacedMap, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let left = area
        .right()
        .saturating_sub(u16::try_from(map.columns).unwrap_or(0));
    for (row, y) in (0..map.rows()).zip(area.y..area.bottom()) {
        for (column, x) in (0..map.columns).zip(left..area.right()) {
            let halves = map.halves(column, row);
            let [Some(upper), Some(lower)] = halves.map(|half| theme.tone(half)) else {
                continue;
            };
            let cell = &mut buffer[(x, y)];
            if cell.symbol() == " " {
                cell.set_symbol("▀").set_fg(upper).set_bg(lower);
            } else {
                let on_it = theme.on_tone(halves[0]).unwrap_or_default();
                cell.set_fg(on_it).set_bg(upper);
            }
        }
    }
}

/// Writes what is along the axes into the row of their labels, outside the drawing: `E↑` or `E` in its corner, `w→` before
/// the last label, each where it finds room.
fn name_axes(laid: &PlacedChart, theme: Theme, cells: &mut Buffer, area: Rect) {
    let Some(row) = area.bottom().checked_sub(1).filter(|_| area.height > 2) else {
        return;
    };
    let style = theme.style(Role::Quiet.into());
    let is_free = |cells: &Buffer, from: u16, columns: u16| {
        let mut places = from..from + columns;
        places.all(|x| x < area.right() && cells[(x, row)].symbol() == " ")
    };
    let [x, y] = &laid.titles;
    let (across, up) = (format!("{x}→"), format!("{y}↑"));
    let across_columns = columns(&across);
    let last = laid.x.labels.last().map_or(0, |label| columns(label));
    let start = area.right().checked_sub(last + across_columns + 1);
    if let Some(start) = start.filter(|start| !x.is_empty() && *start > area.x)
        && is_free(cells, start - 1, across_columns + 2)
    {
        cells.set_string(start, row, &across, style);
    }
    let mut texts = [&up, y].into_iter().filter(|_| !y.is_empty());
    if let Some(text) = texts.find(|text| is_free(cells, area.x, columns(text) + 1)) {
        cells.set_string(area.x, row, text, style);
    }
}

fn axis(scale: &Scale, theme: Theme) -> Axis<'static> {
    let quiet = theme.style(Role::Quiet.into());
    let labels = scale.labels.iter();
    let labels = labels.map(|label| TuiLine::styled(label.clone(), quiet));
    Axis::default()
        .bounds(scale.bounds)
        .style(quiet)
        .labels(labels)
}

fn dataset(layer: &Layer, theme: Theme) -> Dataset<'_> {
    let (marker, graph) = match layer.pen {
        Pen::Line => (theme.marker(), GraphType::Line),
        Pen::Dots => (theme.marker(), GraphType::Scatter),
        Pen::Sign(sign) => (Marker::Custom(sign), GraphType::Scatter),
        Pen::Trail(sign) => (Marker::Custom(sign), GraphType::Line),
    };
    let style = theme.style(layer.ink);
    Dataset::default()
        .marker(marker)
        .graph_type(graph)
        .style(
            style
                .fg
                .map_or(Style::new(), |colour| Style::new().fg(colour)),
        )
        .data(&layer.points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure;
    use crate::figure::chart::{Series, Stroke};
    use crate::figure::map::Finish;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    /// Two runs, one faster than the other.
    fn two_runs() -> figure::Chart {
        let run = |place: usize, sign, rate: f64| Series {
            name: format!("run {}", place + 1),
            sign: Some(sign),
            ink: Role::Run(place).into(),
            stroke: Stroke::Solid,
            points: (0..=40)
                .map(|at| (f64::from(at), (-rate * f64::from(at)).exp()))
                .collect(),
        };
        figure::Chart {
            series: vec![run(0, 'a', 0.02), run(1, 'b', 0.08)],
            ..figure::Chart::default()
        }
    }

    fn drawn(laid: &PlacedChart, columns: u16, rows: u16) -> TestBackend {
        let backend = TestBackend::new(columns, rows);
        let mut terminal = Terminal::new(backend).expect("a screen in memory");
        let drawn = terminal.draw(|frame| draw(frame, frame.area(), laid, Theme::MONO));
        drawn.expect("memory can be written to");
        terminal.backend().clone()
    }

    #[test]
    fn a_heat_map_shades_every_cell_between_its_axes() {
        let axis = |title: &str| figure::Axis::around(title, [0.0, 10.0]);
        let axes = || [axis("u"), axis("v")];
        let shades = || figure::heat::Shades::Sides("y".to_string(), [0.0, 1.0]);
        for (columns, rows) in (24..90).zip((6..40).cycle()) {
            let heat = figure::Heat::new(axes(), shades(), (9, 5), |_, _| 1.0);
            let laid = heat
                .lay_out(usize::from(columns), usize::from(rows), Finish::Signs)
                .expect("there is room");
            let screen = drawn(&laid, columns, rows);
            let shaded = screen.buffer().content.iter();
            let shaded = shaded.filter(|cell| cell.symbol() == "█").count();
            // The legend has one too; the axes take two rows and three columns.
            let cells = usize::from(columns - 3) * usize::from(rows - 3);
            assert_eq!(shaded, cells + 1, "{columns}×{rows}: {screen}");
        }
        let mut heat = figure::Heat::new(axes(), shades(), (11, 3), |u, _| u / 10.0);
        heat.marks.push(figure::chart::Mark {
            name: "now".to_string(),
            sign: '●',
            ink: Role::Plain.into(),
            at: (8.0, 10.0),
        });
        let laid = heat.lay_out(26, 7, Finish::Signs).expect("there is room");
        drawn(&laid, 26, 7).assert_buffer_lines([
            "y 0 [ ░▓█] 1, edge 0.5    ",
            "10│      ░░░░░▓▓▓▓▓▓█●████",
            "  │      ░░░░░▓▓▓▓▓▓██████",
            " 5│      ░░░░░▓▓▓▓▓▓██████",
            " 0│      ░░░░░▓▓▓▓▓▓██████",
            "  └───────────────────────",
            "  0          5          10",
        ]);
    }

    #[test]
    fn runs_over_each_other_are_told_apart_by_letters() {
        let chart = two_runs();
        let laid = chart.lay_out(40, 11).expect("there is room");
        drawn(&laid, 40, 11).assert_buffer_lines([
            "─a─ run 1  ─b─ run 2                    ",
            "  1│⠑⢄⠢⠤⢄⡀                              ",
            "   │ ⠈⢆⡀ ⠈⠉⠒⠒⠤⢄⣀⡀                       ",
            "   │   ⠈⠢⡀      a⠉⠉⠒⠒⠤⢄⣀⣀⡀              ",
            "   │     ⠈⠢⣀             ⠈⠉⠒⠒⠢⠤⠤⢄⣀⣀     ",
            "0.5│        ⠉⠒⢄⡀                   ⠉⠉⠑⠒⠒",
            "   │           ⠈⠑⠢⠤⣀                    ",
            "   │                ⠉⠉⠒⠢⠤⠤⣀⣀b           ",
            "  0│                         ⠉⠉⠉⠑⠒⠒⠒⠒⠢⠤⠤",
            "   └────────────────────────────────────",
            "   0                 20               40",
        ]);
    }
}
