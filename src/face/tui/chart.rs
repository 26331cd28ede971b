//! A chart on the screen, by ratatui's own widget; what the lines are stands above them, where it hides none.

use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::Line as TuiLine;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Paragraph};

use super::fitted::fitted;
use super::theme::Theme;
use crate::figure::chart::{Laid, Layer, Pen};
use crate::figure::{self, Role, Scale};

/// Draws a chart that has been laid out in `area`.
pub fn draw(frame: &mut Frame<'_>, area: Rect, chart: &figure::Chart, laid: &Laid, theme: Theme) {
    let [notes, legend, lines] = Layout::vertical([
        Constraint::Length(u16::try_from(chart.notes.len()).unwrap_or(u16::MAX)),
        Constraint::Length(u16::from(laid.legend.is_some())),
        Constraint::Fill(1),
    ])
    .areas(area);
    let above: Vec<TuiLine<'_>> = chart
        .notes
        .iter()
        .map(|line| fitted(line, notes.width, theme))
        .collect();
    frame.render_widget(Paragraph::new(above), notes);
    if let Some(line) = &laid.legend {
        frame.render_widget(theme.line(line), legend);
    }
    let title = |title: &str| {
        if laid.titled {
            title.to_string()
        } else {
            String::new()
        }
    };
    let widget = Chart::new(
        laid.layers
            .iter()
            .map(|layer| dataset(layer, theme))
            .collect(),
    )
    .x_axis(axis(&laid.x, title(&chart.x.title), theme).labels_alignment(Alignment::Right))
    .y_axis(axis(&laid.y, title(&chart.y.title), theme).labels_alignment(Alignment::Right))
    .legend_position(None);
    frame.render_widget(widget, lines);
}

fn axis(scale: &Scale, title: String, theme: Theme) -> Axis<'static> {
    let quiet = theme.style(Role::Quiet.into());
    let axis = Axis::default().bounds(scale.bounds).style(quiet).labels(
        scale
            .labels
            .iter()
            .map(|label| TuiLine::styled(label.clone(), quiet)),
    );
    if title.is_empty() {
        axis
    } else {
        axis.title(TuiLine::styled(title, quiet))
    }
}

fn dataset(layer: &Layer, theme: Theme) -> Dataset<'_> {
    let (marker, graph) = match layer.pen {
        Pen::Line => (Marker::Braille, GraphType::Line),
        Pen::Dots => (Marker::Braille, GraphType::Scatter),
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
    use crate::figure::chart::{Series, Stroke};
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

    #[test]
    fn runs_over_each_other_are_told_apart_by_letters() {
        let chart = two_runs();
        let laid = chart.lay_out(40, 11).expect("there is room");
        let mut terminal = Terminal::new(TestBackend::new(40, 11)).expect("a screen in memory");
        let drawn = terminal.draw(|frame| draw(frame, frame.area(), &chart, &laid, Theme::Mono));
        drawn.expect("memory can be written to");
        terminal.backend().assert_buffer_lines([
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
