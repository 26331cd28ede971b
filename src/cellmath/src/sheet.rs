//! A sheet of cells with a baseline, and how sheets are put together.

use std::collections::BTreeSet;

use super::text::{Block, Line, Style, Tag, width};

/// One column of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// A sign with its combining marks; empty in the second column of a wide one.
    sign: String,
    style: Style,
    /// The tag whose number goes beneath.
    numbered: Option<Tag>,
}

impl Cell {
    fn blank() -> Self {
        Cell {
            sign: " ".to_owned(),
            ..Cell::default()
        }
    }
}

/// Cells in lines, not all of the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    rows: Vec<Vec<Cell>>,
    /// Columns that it takes.
    pub width: usize,
    /// The line that the neighbours' main line is level with.
    pub baseline: usize,
    /// Lines above and below the baseline that delimiters cover: scripts do not count.
    pub core: (usize, usize),
}

impl Sheet {
    /// Blank columns.
    pub fn blank(width: usize) -> Self {
        Sheet {
            rows: vec![Vec::new()],
            width,
            ..Sheet::default()
        }
    }

    /// One line of text.
    pub fn text(text: &str, style: impl Into<Style>) -> Self {
        let style = style.into();
        let mut row: Vec<Cell> = Vec::new();
        let mut so_far = String::new();
        for sign in text.chars() {
            so_far.push(sign);
            let columns = width(&so_far);
            let joins = columns <= row.len();
            match row.last_mut() {
                Some(last) if joins => last.sign.push(sign),
                _ => {
                    let sign = sign.to_string();
                    row.push(Cell {
                        sign,
                        style,
                        numbered: None,
                    });
                }
            }
            while row.len() < columns {
                row.push(Cell {
                    style,
                    ..Cell::default()
                });
            }
        }
        Sheet {
            width: row.len(),
            rows: vec![row],
            ..Sheet::default()
        }
    }

    /// The same sign all along a line.
    pub fn bar(sign: char, length: usize, style: impl Into<Style>) -> Self {
        let text: String = std::iter::repeat_n(sign, length).collect();
        Sheet::text(&text, style)
    }

    /// Signs beneath each other.
    pub fn column(signs: &[&str], baseline: usize, style: impl Into<Style>) -> Self {
        let style = style.into();
        let parts = signs.iter().zip(0..).map(|(sign, line): (&&str, isize)| {
            let line = line - isize::try_from(baseline).unwrap_or(0);
            (line, 0, Sheet::text(sign, style))
        });
        Sheet::compose(parts.collect())
    }

    /// Lines that it takes.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Lines below the baseline.
    pub fn below(&self) -> usize {
        self.height().saturating_sub(self.baseline + 1)
    }

    /// Sheets put at (line of their baseline, column); line 0 is the baseline of the whole.
    pub fn compose(parts: Vec<(isize, usize, Sheet)>) -> Self {
        let signed = |length: usize| isize::try_from(length).unwrap_or(isize::MAX / 4);
        let top = parts
            .iter()
            .map(|(line, _, part)| line - signed(part.baseline))
            .min();
        let top = top.unwrap_or(0).min(0);
        let mut whole = Sheet {
            baseline: top.unsigned_abs(),
            ..Sheet::default()
        };
        whole.rows.resize(whole.baseline + 1, Vec::new());
        for (line, column, part) in parts {
            let (over, under) = (signed(part.core.0) - line, signed(part.core.1) + line);
            whole.core.0 = whole.core.0.max(usize::try_from(over).unwrap_or(0));
            whole.core.1 = whole.core.1.max(usize::try_from(under).unwrap_or(0));
            let first = usize::try_from(line - signed(part.baseline) - top).unwrap_or(0);
            whole.paste(first, column, part);
        }
        whole
    }

    fn paste(&mut self, line: usize, column: usize, part: Sheet) {
        self.width = self.width.max(column + part.width);
        if self.rows.len() < line + part.rows.len() {
            self.rows.resize(line + part.rows.len(), Vec::new());
        }
        for (row, cells) in self.rows[line..].iter_mut().zip(part.rows) {
            if cells.is_empty() {
                continue;
            }
            if row.len() < column + cells.len() {
                row.resize(column + cells.len(), Cell::blank());
            }
            for (target, cell) in row[column..].iter_mut().zip(cells) {
                *target = cell;
            }
        }
    }

    /// Sheets side by side on one baseline.
    pub fn beside(parts: Vec<Sheet>) -> Self {
        let mut column = 0;
        let placed = parts.into_iter().map(|part| {
            let at = column;
            column += part.width;
            (0, at, part)
        });
        Sheet::compose(placed.collect())
    }

    /// Sheets beneath each other with `skip` blank lines between, each moved right by its number;
    /// the baseline is that of the first.
    pub fn beneath(parts: Vec<(usize, Sheet)>, skip: usize) -> Self {
        let mut line = 0_isize;
        let mut next = 0_isize;
        let placed = parts
            .into_iter()
            .enumerate()
            .map(|(index, (column, part))| {
                let baseline = isize::try_from(part.baseline).unwrap_or(0);
                line = if index == 0 { 0 } else { next + baseline };
                let below = isize::try_from(part.below() + 1 + skip).unwrap_or(1);
                next = line + below;
                (line, column, part)
            });
        Sheet::compose(placed.collect())
    }

    /// The sheet in the middle of `width` columns.
    #[must_use]
    pub fn centred(self, width: usize) -> Self {
        let left = width.saturating_sub(self.width) / 2;
        let mut sheet = Sheet::compose(vec![(0, left, self)]);
        sheet.width = sheet.width.max(width);
        sheet
    }

    /// The sheet with another baseline.
    #[must_use]
    pub fn level(mut self, baseline: usize) -> Self {
        let last = self.height().saturating_sub(1);
        self.baseline = baseline.min(last);
        self.core = (self.baseline, last - self.baseline);
        self
    }

    /// Marks every cell as one whose number goes beneath.
    pub fn mark(&mut self, tag: Tag) {
        for row in &mut self.rows {
            row.resize(self.width, Cell::blank());
            for cell in row {
                cell.numbered = Some(tag);
            }
        }
    }

    /// The tags of the cells that are marked, each once.
    pub fn marks(&self) -> BTreeSet<Tag> {
        let cells = self.rows.iter().flatten();
        cells.filter_map(|cell| cell.numbered).collect()
    }

    /// First and last column of the cells that are marked with `tag`.
    pub fn span(&self, tag: Tag) -> Option<(usize, usize)> {
        let columns = |row: &Vec<Cell>| {
            let is = |cell: &Cell| cell.numbered == Some(tag);
            let first = row.iter().position(is)?;
            Some((first, row.iter().rposition(is).unwrap_or(first)))
        };
        self.rows
            .iter()
            .filter_map(columns)
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

impl From<Sheet> for Block {
    fn from(sheet: Sheet) -> Self {
        Block {
            baseline: sheet.baseline,
            lines: sheet.rows.into_iter().map(line).collect(),
        }
    }
}

fn line(mut cells: Vec<Cell>) -> Line {
    while cells.last().is_some_and(|cell| cell.sign == " ") {
        cells.pop();
    }
    let mut line = Line::default();
    for cell in cells {
        line.push(cell.style, cell.sign);
    }
    line
}
