//! Lines of a page as they follow each other: wrapped to its width, each part with its beginning.

use std::ops::Range;

use crate::figure::chart::PlacedChart;
use crate::figure::{Chart, Line, wrap};

/// The beginnings of the lines of a part: quotations and lists nest.
#[derive(Clone, Debug, Default)]
pub struct Beginning {
    /// The first line.
    pub first: Line,
    /// The others.
    pub rest: Line,
}

impl Beginning {
    /// Lines that begin like these, and then with `first` or `rest`.
    #[must_use]
    pub fn within(&self, first: &Line, rest: &Line) -> Self {
        Beginning {
            first: self.first.clone().followed_by(first),
            rest: self.rest.clone().followed_by(rest),
        }
    }

    /// The same after its first line.
    #[must_use]
    pub fn on(&self) -> Self {
        Beginning {
            first: self.rest.clone(),
            rest: self.rest.clone(),
        }
    }
}

/// Lines of a width.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The lines so far.
    pub lines: Vec<Line>,
    /// Greatest width of a line, in columns.
    pub columns: usize,
    /// Ranges of lines that are not wrapped, and belong together.
    pub unwrapped: Vec<Range<usize>>,
    /// The charts among them.
    pub charts: Vec<FlowChart>,
}

/// A chart in a text: the lines that are kept free for it.
#[derive(Clone, Debug)]
pub struct FlowChart {
    /// From which line to which.
    pub lines: Range<usize>,
    /// In which column it begins.
    pub column: usize,
    /// The chart.
    pub chart: PlacedChart,
}

impl Flow {
    /// Adds a line, wrapped.
    pub fn wrapped(&mut self, line: &Line, beginning: &Beginning) {
        let lines = wrap(line, self.columns, &beginning.first, &beginning.rest);
        self.lines.extend(lines);
    }

    /// Adds a line with breaks that were asked for, each part wrapped.
    pub fn wrapped_at_breaks(&mut self, line: &Line, beginning: &Beginning) {
        let mut parts = vec![Line::default()];
        for piece in &line.pieces {
            for (number, text) in piece.text.split('\n').enumerate() {
                if number > 0 {
                    parts.push(Line::default());
                }
                let last = parts.len() - 1;
                parts[last].push(piece.ink, text);
            }
        }
        let mut beginning = beginning.clone();
        for part in parts {
            self.wrapped(&part, &beginning);
            beginning = beginning.on();
        }
    }

    /// Adds a chart of so many rows; where it finds no room, what says the same.
    pub fn chart(&mut self, chart: &Chart, rows: usize, beginning: &Beginning) {
        let column = beginning.first.width();
        let placed = chart.lay_out(self.columns.saturating_sub(column), rows);
        let Some(chart) = placed else {
            let mut beginning = beginning.clone();
            for line in chart.fallback() {
                self.wrapped(&line, &beginning);
                beginning = beginning.on();
            }
            return;
        };
        let start = self.lines.len();
        self.cut(std::iter::repeat_n(Line::default(), rows), beginning);
        self.charts.push(FlowChart {
            lines: start..self.lines.len(),
            column,
            chart,
        });
    }

    /// Adds lines that are not wrapped: what does not fit is cut off by the screen.
    pub fn cut(&mut self, lines: impl Iterator<Item = Line>, beginning: &Beginning) {
        let first = self.lines.len();
        let mut start = &beginning.first;
        for line in lines {
            self.lines.push(start.clone().followed_by(&line));
            start = &beginning.rest;
        }
        self.unwrapped.push(first..self.lines.len());
    }
}
