//! Rows and columns as lines of text.

use super::text::{Line, Role};
use super::wrap::{indent, wrap};

/// A table; its cells are lines.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The heads of the columns; empty if there are none.
    pub head: Vec<Line>,
    /// The rows; short ones are filled up with nothing.
    pub rows: Vec<Vec<Line>>,
}

/// The gap between two columns.
const GAP: &str = "  ";
/// The fewest columns into which a cell is wrapped.
const NARROWEST: usize = 8;

impl Table {
    /// The table with something done to each of its cells.
    #[must_use]
    pub fn under(self, change: &dyn Fn(Line) -> Line) -> Table {
        let row = |row: Vec<Line>| row.into_iter().map(change).collect();
        Table {
            head: row(self.head),
            rows: self.rows.into_iter().map(row).collect(),
        }
    }

    /// The table as spoken text: a line for each row, each cell after the head of its column.
    #[must_use]
    pub fn said(&self) -> Vec<Line> {
        let row = |row: &Vec<Line>| {
            let mut line = Line::default();
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    line.push(Role::Plain, ", ");
                }
                line.extend(&self.told(column, &cell.trimmed()));
            }
            line
        };
        self.rows.iter().map(row).collect()
    }

    /// A cell after the head of its column.
    fn told(&self, column: usize, cell: &Line) -> Line {
        let head = self.head.get(column).filter(|head| head.width() > 0);
        let head = head.map(|head| Line::of(Role::Quiet, format!("{}: ", head.text())));
        head.unwrap_or_default().followed_by(cell)
    }

    /// The width of each column's widest cell.
    fn widths(&self) -> Vec<usize> {
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let columns = all().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = all().filter_map(|row| row.get(column));
            cells.map(Line::width).max().unwrap_or(0)
        };
        (0..columns).map(width).collect()
    }

    /// The table as lines of at most so many columns: wide cells are wrapped; where even that does not do, each row is told cell
    /// by cell.
    #[must_use]
    pub fn lines_within(&self, columns: usize) -> Vec<Line> {
        let mut widths = self.widths();
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        let total = |widths: &[usize]| widths.iter().sum::<usize>() + gaps;
        if total(&widths) <= columns {
            return self.lines();
        }
        while total(&widths) > columns {
            let widest = widths.iter_mut().max_by_key(|width| **width);
            match widest.filter(|width| **width > NARROWEST) {
                Some(width) => *width -= 1,
                None => return self.records(columns),
            }
        }
        let mut lines = Vec::new();
        if !self.head.is_empty() {
            lines.extend(wrapped_row(&self.head, &widths));
            lines.push(rule(&widths));
        }
        lines.extend(self.rows.iter().flat_map(|row| wrapped_row(row, &widths)));
        lines
    }

    /// A record for each row: each cell in a line of its own, after the head of its column.
    fn records(&self, columns: usize) -> Vec<Line> {
        let nothing = Line::default();
        let mut lines = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            if place > 0 {
                lines.push(Line::default());
            }
            for (column, cell) in row.iter().enumerate() {
                lines.extend(wrap(
                    &self.told(column, cell),
                    columns,
                    &nothing,
                    &indent(2),
                ));
            }
        }
        lines
    }

    /// The table as lines, each column as wide as its widest cell.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let widths = self.widths();
        let mut lines = Vec::new();
        if !self.head.is_empty() {
            lines.push(row_line(&self.head, &widths));
            lines.push(rule(&widths));
        }
        lines.extend(self.rows.iter().map(|row| row_line(row, &widths)));
        lines
    }
}

fn rule(widths: &[usize]) -> Line {
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    Line::of(Role::Quiet, rules.join(GAP))
}

/// A row whose cells are wrapped, in as many lines as its highest cell needs.
fn wrapped_row(row: &[Line], widths: &[usize]) -> Vec<Line> {
    let nothing = Line::default();
    let cells = row.iter().zip(widths);
    let cells = cells.map(|(cell, width)| wrap(cell, *width, &nothing, &nothing));
    let cells: Vec<Vec<Line>> = cells.collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |number: usize| {
        let cells = cells.iter().map(|cell| cell.get(number).cloned());
        let cells: Vec<Line> = cells.map(Option::unwrap_or_default).collect();
        row_line(&cells, widths)
    };
    (0..height).map(line).collect()
}

fn row_line(row: &[Line], widths: &[usize]) -> Line {
    let mut line = Line::default();
    for (column, width) in widths.iter().enumerate() {
        let cell = row.get(column).cloned().unwrap_or_default();
        let fill = width.saturating_sub(cell.width());
        line.extend(&cell);
        if column + 1 < widths.len() {
            line.push(Role::Plain, " ".repeat(fill) + GAP);
        }
    }
    line
}
