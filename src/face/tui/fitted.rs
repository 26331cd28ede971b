//! A line of a figure in a row of cells.

use ratatui::text::Line as TuiLine;

use super::theme::Theme;
use crate::figure::{Line, Piece};

/// A line, with a sign at its end if not all of it fits.
pub fn fitted(line: &Line, columns: u16, theme: Theme) -> TuiLine<'static> {
    let columns = usize::from(columns);
    if line.width() <= columns {
        return theme.line(line);
    }
    let mut short = Line::default();
    for Piece { text, ink } in &line.pieces {
        for c in text.chars() {
            let with = short.clone().and(*ink, c.to_string());
            if with.width() + 1 > columns {
                return theme.line(&short.and(*ink, "…"));
            }
            short = with;
        }
    }
    theme.line(&short)
}
