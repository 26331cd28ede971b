//! A list of rows around a current one: as many as fit, with the number of the others.

use super::table::Table;
use super::text::{Line, Role};

/// A list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The heads of the columns.
    pub head: Vec<Line>,
    /// Rows that follow each other; the current one is among them.
    pub rows: Vec<Vec<Line>>,
    /// Index of the current row.
    pub current: usize,
    /// Number of rows before these, and after them.
    pub others: [usize; 2],
    /// Columns that may be left out where there is no room, the last one first.
    pub spare: Vec<usize>,
}

/// Rows of the head: it and its rule.
const HEAD: usize = 2;

impl List {
    /// The list with something done to each of its cells.
    #[must_use]
    pub fn under(self, change: &dyn Fn(Line) -> Line) -> List {
        let row = |row: Vec<Line>| row.into_iter().map(change).collect();
        List {
            head: row(self.head),
            rows: self.rows.into_iter().map(row).collect(),
            ..self
        }
    }

    /// Its rows as sentences, the current one first.
    #[must_use]
    pub fn said(&self) -> Vec<Line> {
        let mut rows = self.rows.clone();
        let last = rows.len().saturating_sub(1);
        rows.rotate_left(self.current.min(last));
        let head = self.head.clone();
        Table { head, rows }.said()
    }

    /// As much of the list as fits.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize) -> Vec<Line> {
        let room = rows.saturating_sub(HEAD).max(1);
        let all = self.rows.len() <= room && self.others == [0, 0];
        let shown = if all {
            room
        } else {
            room.saturating_sub(1).max(1)
        };
        let first = self.current.saturating_sub(shown / 2);
        let first = first.min(self.rows.len().saturating_sub(shown));
        let last = (first + shown).min(self.rows.len());
        let mut lines = self.fitting(first..last, columns);
        let before = self.others[0] + first;
        let after = self.others[1] + self.rows.len() - last;
        if !all && room > 1 {
            lines.push(Line::of(Role::Quiet, more(before, after)));
        }
        lines
    }

    /// Number of rows of the whole list.
    #[must_use]
    pub fn height(&self) -> usize {
        HEAD + self.rows.len() + usize::from(self.others != [0, 0])
    }

    /// Some of the rows, with as many columns as fit; three dots replace those left out.
    fn fitting(&self, rows: std::ops::Range<usize>, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for left_out in 0..=self.spare.len() {
            let left_out = &self.spare[self.spare.len() - left_out..];
            let row = |row: &[Line]| without(row, left_out);
            lines = Table {
                head: row(&self.head),
                rows: self.rows[rows.clone()]
                    .iter()
                    .map(|cells| row(cells))
                    .collect(),
            }
            .lines();
            if lines.iter().all(|line| line.width() <= columns) {
                break;
            }
        }
        lines
    }
}

/// A row without some of its columns, dots in place of the first of them.
fn without(row: &[Line], left_out: &[usize]) -> Vec<Line> {
    let cells = row.iter().enumerate().filter_map(|(column, cell)| {
        match left_out.iter().position(|left| *left == column) {
            None => Some(cell.clone()),
            Some(0) => Some(Line::of(Role::Quiet, "…")),
            Some(_) => None,
        }
    });
    cells.collect()
}

fn more(before: usize, after: usize) -> String {
    match (before, after) {
        (0, after) => format!("… {after} more"),
        (before, 0) => format!("… {before} before these"),
        (before, after) => format!("… {before} before these, {after} after"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: usize, current: usize, others: [usize; 2]) -> List {
        let cell = |text: String| Line::of(Role::Plain, text);
        List {
            head: ["n", "x1", "x2", "E"]
                .map(|text| cell(text.to_string()))
                .to_vec(),
            rows: (0..rows)
                .map(|row| {
                    [row, 11, 22, 33]
                        .map(|number| cell(number.to_string()))
                        .to_vec()
                })
                .collect(),
            current,
            others,
            spare: vec![1, 2],
        }
    }

    fn text(list: &List, columns: usize, rows: usize) -> Vec<String> {
        let lines = list.lay_out(columns, rows);
        lines
            .iter()
            .map(|line| line.text().trim_end().to_string())
            .collect()
    }

    #[test]
    fn what_fits_whole_is_shown_whole() {
        let shown = text(&list(2, 1, [0, 0]), 40, 4);
        assert_eq!(
            shown,
            [
                "n  x1  x2  E",
                "─  ──  ──  ──",
                "0  11  22  33",
                "1  11  22  33"
            ]
        );
        assert_eq!(list(2, 1, [0, 0]).height(), 4);
    }

    #[test]
    fn of_more_rows_those_around_the_current_one_are_shown_and_the_others_counted() {
        for (current, first, note) in [
            (0, "0", "… 7 more"),
            (5, "4", "… 4 before these, 3 after"),
            (9, "7", "… 7 before these"),
        ] {
            let shown = text(&list(10, current, [0, 0]), 40, 6);
            assert_eq!(shown.len(), 6);
            assert!(shown[2].starts_with(first), "{shown:?}");
            assert_eq!(shown[5], note);
        }
        let shown = text(&list(3, 1, [40, 9957]), 40, 20);
        assert_eq!(shown[5], "… 40 before these, 9957 after");
    }

    #[test]
    fn where_there_is_no_room_columns_that_can_be_spared_go() {
        assert_eq!(text(&list(1, 0, [0, 0]), 12, 9)[0], "n  x1  …  E");
        assert_eq!(text(&list(1, 0, [0, 0]), 9, 9)[0], "n  …  E");
        assert_eq!(
            text(&list(1, 0, [0, 0]), 2, 9)[0],
            "n  …  E",
            "no more can go"
        );
    }

    #[test]
    fn the_current_row_is_shown_however_small_the_field() {
        for rows in 0..8 {
            for current in 0..10 {
                let shown = text(&list(10, current, [0, 0]), 40, rows);
                let is_there = |line: &String| line.starts_with(&current.to_string());
                assert!(shown.iter().any(is_there), "{rows} {current}: {shown:?}");
            }
        }
    }
}
