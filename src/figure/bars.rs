//! Bars on a log scale: a row for each place, and in it a bar for each series with its number.

use super::text::{Ink, Line, Role, width};

/// Bars.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    /// The series.
    pub series: Vec<BarSeries>,
    /// Rows, the most important first and last.
    pub rows: Vec<BarRow>,
    /// Lines below them.
    pub notes: Vec<Line>,
}

/// A series of bars.
#[derive(Clone, Debug)]
pub struct BarSeries {
    /// Its name; empty, if it is the only one and needs none.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// The ink of its bars.
    pub ink: Ink,
}

/// A row: a bar for each series.
#[derive(Clone, Debug)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// Its bars, in the order of the series; `None` where a series has none.
    pub bars: Vec<Option<Bar>>,
}

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The size of its number.
    pub size: f64,
    /// The number as it is shown.
    pub number: Line,
}

/// The fewest cells of the longest bar, and the most.
const CELLS: (usize, usize) = (4, 30);
/// Parts of a cell.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

impl Bars {
    /// The bars with something done to each of their numbers.
    #[must_use]
    pub fn under(mut self, change: &dyn Fn(Line) -> Line) -> Bars {
        for bar in self.rows.iter_mut().flat_map(|row| &mut row.bars).flatten() {
            bar.number = change(std::mem::take(&mut bar.number));
        }
        self.notes = self.notes.into_iter().map(change).collect();
        self
    }

    /// Number of lines with which nothing is left out.
    #[must_use]
    pub fn height(&self) -> usize {
        usize::from(self.has_names()) + self.rows.len() + self.notes.len() + 1
    }

    /// As much of them as fits: rows from the middle are left out first.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize) -> Vec<Line> {
        let scale = LogScale::of(self);
        let fit = Fit::of(self, columns);
        let mut lines = Vec::new();
        lines.extend(self.has_names().then(|| self.head(fit)));
        let room = rows.saturating_sub(lines.len());
        let [first, last] = shown(self.rows.len(), room);
        let row = |row: &BarRow| self.row(row, fit, &scale);
        lines.extend(self.rows[..first].iter().map(row));
        if first + last < self.rows.len() {
            let left_out = self.rows.len() - first - last;
            lines.push(Line::of(Role::Quiet, format!("… {left_out} more")));
        }
        lines.extend(self.rows[self.rows.len() - last..].iter().map(row));
        let scale = (fit.cells > 0).then(|| scale.line());
        let below = scale.into_iter().chain(self.notes.iter().cloned());
        let left = rows.saturating_sub(lines.len());
        lines.extend(below.take(left));
        lines
    }

    /// A sentence for each row.
    #[must_use]
    pub fn said(&self) -> Vec<Line> {
        let sentence = |row: &BarRow| {
            let mut line = Line::of(Role::Plain, format!("{}:", row.name));
            let mut between = " ";
            for (BarSeries { name, .. }, bar) in self.series.iter().zip(&row.bars) {
                let Some(bar) = bar else { continue };
                line.push(Role::Plain, between);
                line.extend(&bar.number);
                if !name.is_empty() {
                    line.push(Role::Plain, format!(" {name}"));
                }
                between = ", ";
            }
            line.and(Role::Plain, ".")
        };
        let rows = self.rows.iter().map(sentence);
        rows.chain(self.notes.iter().cloned()).collect()
    }

    fn has_names(&self) -> bool {
        self.series.iter().any(|series| !series.name.is_empty())
    }

    fn name_width(&self) -> usize {
        let names = self.rows.iter().map(|row| width(&row.name));
        names.max().unwrap_or(0) + 1
    }

    /// The fewest columns in which its bars are drawn.
    #[must_use]
    pub fn least_width(&self) -> usize {
        Fit::LEAST.width(self)
    }

    /// The names of the series.
    fn head(&self, fit: Fit) -> Line {
        let cells = self.series.iter().enumerate().map(|(number, series)| {
            let name = Line::of(series.ink, fit.name(series));
            (name, fit.series_width(self, number))
        });
        fit.in_columns(&" ".repeat(self.name_width()), cells)
    }

    fn row(&self, row: &BarRow, fit: Fit, scale: &LogScale) -> Line {
        let pad = self.name_width() - width(&row.name);
        let name = format!("{}{}", row.name, " ".repeat(pad));
        let bars = row.bars.iter().enumerate().map(|(series, bar)| {
            let line = bar.as_ref().map_or_else(Line::default, |bar| {
                let cells = scale.share(bar.size) * fit.cells as f64;
                let line = Line::of(self.series[series].ink, drawn(cells));
                let air = " ".repeat(fit.air());
                line.and(Role::Plain, air).followed_by(&bar.number)
            });
            (line, fit.series_width(self, series))
        });
        fit.in_columns(&name, bars)
    }
}

/// The fit of bars into their columns.
#[derive(Clone, Copy, Debug)]
struct Fit {
    /// Cells of the longest bar; none, if there is no room for bars.
    cells: usize,
    /// `true` if series have their short names.
    is_short: bool,
}

impl Fit {
    /// The fewest columns with bars.
    const LEAST: Fit = Fit {
        cells: CELLS.0,
        is_short: true,
    };

    /// The longest bars that fit, with whole names if possible.
    fn of(bars: &Bars, columns: usize) -> Self {
        let cells = (CELLS.0..=CELLS.1).rev();
        let fits = |is_short: bool| {
            let mut fits = cells.clone().map(move |cells| Fit { cells, is_short });
            fits.find(|fit| fit.width(bars) <= columns)
        };
        fits(false).or_else(|| fits(true)).unwrap_or(Fit {
            cells: 0,
            is_short: true,
        })
    }

    fn name(self, series: &BarSeries) -> &str {
        if self.is_short {
            &series.short
        } else {
            &series.name
        }
    }

    /// Columns between a bar and its number.
    fn air(self) -> usize {
        usize::from(self.cells > 0)
    }

    /// Columns between two series.
    fn gap(self) -> usize {
        if self.cells > 0 { 3 } else { 1 }
    }

    /// Columns of a series.
    fn series_width(self, bars: &Bars, series: usize) -> usize {
        let numbers = bars.rows.iter().filter_map(|row| row.bars[series].as_ref());
        let number = numbers.map(|bar| bar.number.width()).max().unwrap_or(0);
        let name = width(self.name(&bars.series[series]));
        (self.cells + self.air() + number).max(name)
    }

    /// Columns of all.
    fn width(self, bars: &Bars) -> usize {
        let series = (0..bars.series.len()).map(|series| self.series_width(bars, series));
        let gaps = self.gap() * bars.series.len().saturating_sub(1);
        bars.name_width() + gaps + series.sum::<usize>()
    }

    /// Lines side by side behind a name, each in so many columns.
    fn in_columns(self, name: &str, cells: impl Iterator<Item = (Line, usize)>) -> Line {
        let mut line = Line::of(Role::Plain, name);
        let mut pad = 0;
        for (cell, columns) in cells {
            line.push(Role::Plain, " ".repeat(pad));
            line.extend(&cell);
            pad = columns.saturating_sub(cell.width()) + self.gap();
        }
        line
    }
}

/// Number of rows shown from the first on, and of those up to the last.
fn shown(all: usize, room: usize) -> [usize; 2] {
    if all <= room {
        return [all, 0];
    }
    let rows = room.saturating_sub(1);
    [rows.div_ceil(2), rows / 2]
}

/// A bar of so many cells, in eighths; of a size above 0 something is always seen.
#[must_use]
pub fn drawn(cells: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few cells"
    )]
    let eighths = (cells.clamp(0.0, 1000.0) * 8.0).round() as usize;
    let eighths = if cells > 0.0 { eighths.max(1) } else { 0 };
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// The powers of ten between which all bars lie.
struct LogScale {
    low: i32,
    high: i32,
}

impl LogScale {
    fn of(bars: &Bars) -> Self {
        let bars = bars.rows.iter().flat_map(|row| &row.bars).flatten();
        let sizes = bars
            .map(|bar| bar.size)
            .filter(|size| size.is_finite() && *size > 0.0);
        let logs: Vec<f64> = sizes.map(f64::log10).collect();
        let low = logs.iter().copied().fold(0.0, f64::min);
        let high = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        #[expect(clippy::cast_possible_truncation, reason = "powers of ten of numbers")]
        let power = |log: f64| log as i32;
        let low = power(low.floor());
        let high = power(if high.is_finite() { high.ceil() } else { 0.0 });
        LogScale {
            low: low.min(high - 1),
            high,
        }
    }

    /// The share of the longest bar that a number has.
    fn share(&self, size: f64) -> f64 {
        if size <= 0.0 || size.is_nan() {
            return 0.0;
        }
        let whole = f64::from(self.high - self.low);
        ((size.log10() - f64::from(self.low)) / whole).clamp(0.01, 1.0)
    }

    fn line(&self) -> Line {
        let power = |power: i32| match power {
            0 => "1".to_string(),
            _ => format!("1e{power}").replace('-', "−"),
        };
        let (low, high) = (power(self.low), power(self.high));
        let text = format!("a log scale: no bar is {low}, a whole one {high}");
        Line::of(Role::Quiet, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(sizes: &[f64]) -> Bars {
        let row = |(place, size): (usize, &f64)| BarRow {
            name: format!("row {}", place + 1),
            bars: vec![Some(Bar {
                size: *size,
                number: Line::of(Role::Plain, size.to_string()),
            })],
        };
        Bars {
            series: vec![BarSeries {
                name: String::new(),
                short: String::new(),
                ink: Role::Plain.into(),
            }],
            rows: sizes.iter().enumerate().map(row).collect(),
            notes: Vec::new(),
        }
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_the_power_of_ten() {
        let lines = texts(&bars(&[1.0, 0.01, 0.0001, 0.0]).lay_out(18, 9));
        assert_eq!(
            lines,
            [
                "row 1 █████ 1",
                "row 2 ██▌ 0.01",
                "row 3 ▏ 0.0001",
                "row 4  0",
                "a log scale: no bar is 1e−4, a whole one 1",
            ]
        );
    }

    #[test]
    fn rows_are_left_out_from_the_middle() {
        let lines = texts(&bars(&[1.0; 9]).lay_out(40, 4));
        assert_eq!(lines.len(), 4);
        assert!(lines[0].starts_with("row 1 "));
        assert!(lines[1].starts_with("row 2 "));
        assert_eq!(lines[2], "… 6 more");
        assert!(lines[3].starts_with("row 9 "));
    }

    #[test]
    fn where_bars_find_no_room_the_numbers_stay() {
        assert_eq!(texts(&bars(&[0.5]).lay_out(9, 1)), ["row 1 0.5"]);
    }
}
