//! Lines broken to a width, at spaces where there are any.

use unicode_width::UnicodeWidthChar;

use super::text::{Ink, Line, Role};

/// Breaks a line to `columns`; the first line begins with `first`, the others with `rest`.
///
/// A no-break space holds its neighbours together, and is shown as a space.
#[must_use]
pub fn wrap(line: &Line, columns: usize, first: &Line, rest: &Line) -> Vec<Line> {
    let mut wrapper = Wrapper {
        columns: columns.max(1),
        lines: Vec::new(),
        line: first.clone(),
        rest,
        empty: true,
    };
    for word in words(line) {
        wrapper.word(word);
    }
    wrapper.lines.push(wrapper.line);
    wrapper.lines
}

/// A character with its ink.
type Cell = (char, Ink);

/// The words of a line, each with the space before it.
fn words(line: &Line) -> Vec<(Vec<Cell>, Vec<Cell>)> {
    let mut words = vec![(Vec::new(), Vec::new())];
    for piece in &line.pieces {
        for c in piece.text.chars() {
            let last = words.len() - 1;
            match (c == ' ', words[last].1.is_empty()) {
                (true, true) => words[last].0.push((c, piece.ink)),
                (true, false) => words.push((vec![(c, piece.ink)], Vec::new())),
                (false, _) => words[last].1.push((c, piece.ink)),
            }
        }
    }
    words
}

struct Wrapper<'a> {
    columns: usize,
    lines: Vec<Line>,
    line: Line,
    rest: &'a Line,
    /// `true` if the line under way has only its prefix so far.
    empty: bool,
}

impl Wrapper<'_> {
    fn word(&mut self, (space, word): (Vec<Cell>, Vec<Cell>)) {
        let length = columns(&space) + columns(&word);
        if self.line.width() + length > self.columns && !self.empty {
            self.next_line();
            self.cells(word);
        } else {
            self.cells(space);
            self.cells(word);
        }
    }

    /// Writes cells; a word longer than a line goes on in the next.
    fn cells(&mut self, cells: Vec<Cell>) {
        for (c, ink) in cells {
            if !self.empty && self.line.width() + columns(&[(c, ink)]) > self.columns {
                self.next_line();
            }
            self.line
                .push(ink, if c == '\u{a0}' { ' ' } else { c }.to_string());
            self.empty = false;
        }
    }

    fn next_line(&mut self) {
        let full = std::mem::replace(&mut self.line, self.rest.clone());
        self.lines.push(full);
        self.empty = true;
    }
}

fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|(c, _)| c.width().unwrap_or(0)).sum()
}

/// The beginning of a line: so many spaces.
#[must_use]
pub fn indent(columns: usize) -> Line {
    Line::of(Role::Plain, " ".repeat(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<String> {
        let lines = wrap(
            &Line::of(Role::Plain, text),
            columns,
            &Line::of(Role::Quiet, "- "),
            &indent(2),
        );
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_hang() {
        assert_eq!(wrapped("one two three", 9), ["- one two", "  three"]);
        assert_eq!(wrapped("one", 40), ["- one"]);
        assert_eq!(wrapped("", 40), ["- "]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(wrapped("abcdefgh", 5), ["- abc", "  def", "  gh"]);
        assert_eq!(
            wrapped("abc", 1),
            ["- a", "  b", "  c"],
            "even where nothing fits"
        );
    }

    #[test]
    fn a_no_break_space_holds_together() {
        assert_eq!(wrapped("is \u{a0}0.5 now", 8), ["- is", "   0.5", "  now"]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(wrapped("重み 重み", 7), ["- 重み", "  重み"]);
    }
}
