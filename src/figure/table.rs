//! Rows and columns as lines of text.

use super::text::{Line, Role};

/// A table; its cells are lines.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What stands above the columns; nothing, if there is no head.
    pub head: Vec<Line>,
    /// The rows; short ones are filled up with nothing.
    pub rows: Vec<Vec<Line>>,
}

/// What stands between two columns.
const GAP: &str = "  ";

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

    /// The table as sentences: a line each row, each cell behind what stands above it.
    #[must_use]
    pub fn said(&self) -> Vec<Line> {
        let row = |row: &Vec<Line>| {
            let mut line = Line::default();
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    line.push(Role::Plain, ", ");
                }
                if let Some(head) = self.head.get(column).filter(|head| head.width() > 0) {
                    line.push(Role::Quiet, format!("{}: ", head.text()));
                }
                for piece in &cell.pieces {
                    line.push(piece.ink, piece.text.trim());
                }
            }
            line
        };
        self.rows.iter().map(row).collect()
    }

    /// The table as lines, each column as wide as its widest cell.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let columns = all().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            all()
                .filter_map(|row| row.get(column))
                .map(Line::width)
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut lines = Vec::new();
        if !self.head.is_empty() {
            lines.push(row_line(&self.head, &widths));
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            lines.push(Line::of(Role::Quiet, rules.join(GAP)));
        }
        lines.extend(self.rows.iter().map(|row| row_line(row, &widths)));
        lines
    }
}

fn row_line(row: &[Line], widths: &[usize]) -> Line {
    let mut line = Line::default();
    for (column, width) in widths.iter().enumerate() {
        let cell = row.get(column).cloned().unwrap_or_default();
        let fill = width - cell.width();
        for piece in cell.pieces {
            line.push(piece.ink, piece.text);
        }
        if column + 1 < widths.len() {
            line.push(Role::Plain, " ".repeat(fill) + GAP);
        }
    }
    line
}
