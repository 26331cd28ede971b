//! The text of a file of comma-separated values, and the places of its cells.

use csv::StringRecord;

use crate::formula::Span;

/// The text of a file while it is read.
pub struct Table<'a> {
    /// All of it.
    pub text: &'a str,
    /// The character between two columns.
    pub separator: char,
}

impl Table<'_> {
    /// The place of a record, without the ends of lines around it.
    pub fn row(&self, record: &StringRecord) -> Span {
        let start = self.start(record);
        (start..self.cell(record, record.len().saturating_sub(1)).end).into()
    }

    /// The place of a cell, as it is written; a cell in quotes may hold commas.
    pub fn cell(&self, record: &StringRecord, column: usize) -> Span {
        let first = self.start(record);
        let (mut start, mut commas, mut in_quotes) = (first, 0, false);
        for (at, c) in self.text[first..].char_indices() {
            let at = first + at;
            match c {
                '"' => in_quotes = !in_quotes,
                c if (c == self.separator || "\r\n".contains(c))
                    && !in_quotes
                    && commas == column =>
                {
                    return (start..at).into();
                }
                c if c == self.separator && !in_quotes => {
                    commas += 1;
                    start = at + 1;
                }
                _ => {}
            }
        }
        (start..self.text.len()).into()
    }

    /// Offset of a record: the reader counts the end of the line above as its own.
    fn start(&self, record: &StringRecord) -> usize {
        let byte = record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or_default();
        let rest = self.text.get(byte..).unwrap_or_default();
        self.text.len() - rest.trim_start_matches(['\r', '\n']).len()
    }
}
