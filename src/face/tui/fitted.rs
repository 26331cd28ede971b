//! A line of a figure in a row of cells.

use ratatui::text::Line as TuiLine;

use super::theme::Theme;
use crate::figure::{Ink, Line, Piece, width};

/// The sign where a line goes on.
const MORE: &str = "…";

/// Columns that a text takes on the screen.
pub fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// A line, with a sign at its end if not all of it fits.
pub fn fitted(line: &Line, columns: u16, theme: Theme) -> TuiLine<'static> {
    moved(line, 0, columns, theme)
}

/// A line without its first `across` columns, with a sign at each end where it goes on.
pub fn moved(line: &Line, across: usize, columns: u16, theme: Theme) -> TuiLine<'static> {
    let (columns, all) = (usize::from(columns), line.width());
    if across == 0 && all <= columns {
        return theme.line(line);
    }
    let mut seen = Line::default();
    let mut column = 0;
    for (c, ink) in characters(line) {
        let (start, end) = (column, column + width(&c));
        column = end;
        if start < across || end > across + columns {
            continue;
        }
        let goes_on = start == across && across > 0 || end == across + columns && end < all;
        match (goes_on, end - start) {
            (true, 0) => {}
            (true, _) => seen.push(ink, MORE),
            (false, _) => seen.push(ink, c),
        }
    }
    theme.line(&seen)
}

/// The characters of a line, each with its ink.
fn characters(line: &Line) -> impl Iterator<Item = (String, Ink)> + '_ {
    let of_piece = |Piece { text, ink }: &'_ Piece| {
        let ink = *ink;
        text.chars()
            .map(move |c| (c.to_string(), ink))
            .collect::<Vec<_>>()
    };
    line.pieces.iter().flat_map(of_piece)
}
