//! A lesson's text, places in it, and what is wrong at a place.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::figure::{Line, Role};
use crate::formula::Problem;

/// The text of a lesson's file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, as it is shown.
    pub file: Arc<str>,
    /// All of it.
    pub text: Arc<str>,
}

/// A stretch of a line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as it is shown.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column of the first character, from 1.
    pub column: usize,
    /// How many characters it is long; at least 1.
    pub length: usize,
    /// The whole line, without characters that a terminal would obey.
    pub text: String,
}

/// Something wrong at a place of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// What, and what was expected.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
}

impl Source {
    /// A file's text.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Source {
            file: file.into(),
            text: text.into(),
        }
    }

    /// The place of a range of bytes; what reaches beyond its first line is cut off.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = floor(&self.text, range.start);
        let before = &self.text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[line_start..]
            .split('\n')
            .next()
            .unwrap_or_default()
            .trim_end_matches('\r');
        let end = floor(&self.text, range.end).clamp(start, (line_start + line.len()).max(start));
        Place {
            file: self.file.clone(),
            line: before.matches('\n').count() + 1,
            column: self.text[line_start..start].chars().count() + 1,
            length: self.text[start..end].chars().count().max(1),
            text: harmless(line),
        }
    }
}

/// The last character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|&byte| text.is_char_boundary(byte))
        .unwrap_or(0)
}

/// Text without the characters that a terminal would obey rather than show; a tab becomes a space.
#[must_use]
pub fn harmless(text: &str) -> String {
    let turns_text_around =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|&c| !c.is_control() && !turns_text_around(c))
        .collect()
}

impl Place {
    /// The line with its number, and carets under the place.
    #[must_use]
    pub fn figure(&self) -> Vec<Line> {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let before: String = self.text.chars().take(self.column - 1).collect();
        let carets = " ".repeat(crate::figure::width(&before)) + &"^".repeat(self.length);
        vec![
            Line::of(Role::Quiet, format!(" {number} | ")).and(Role::Code, self.text.clone()),
            Line::of(Role::Quiet, format!(" {margin} | ")).and(Role::Bad, carets),
        ]
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", harmless(&self.file), self.line, self.column)
    }
}

impl Diagnostic {
    /// Something wrong at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Diagnostic {
            place,
            message: harmless(&message.into()),
            help: None,
        }
    }

    /// The same, with something to try.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Diagnostic {
            help: Some(harmless(&help.into())),
            ..self
        }
    }

    /// A formula's problem at its place in a lesson.
    #[must_use]
    pub fn of(problem: Problem, place: Place) -> Self {
        let diagnostic = Diagnostic::new(place, problem.message);
        match problem.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    /// File, line and column, what is wrong, the line with a caret, what to try.
    #[must_use]
    pub fn figure(&self) -> Vec<Line> {
        let mut lines = vec![
            Line::of(Role::Bad, format!("{}: ", self.place)).and(Role::Plain, self.message.clone()),
        ];
        lines.extend(self.place.figure());
        lines.extend(
            self.help
                .as_ref()
                .map(|help| Line::of(Role::Quiet, "   help: ").and(Role::Plain, help.clone())),
        );
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_line_and_column_in_characters() {
        let source = Source::new("a.md", "f′ = 1\r\nδ = `x`\n");
        let place = source.place(source.text.find('x').map_or(0..0, |x| x..x + 1));
        assert_eq!(
            (place.line, place.column, place.text.as_str()),
            (2, 6, "δ = `x`")
        );
    }

    #[test]
    fn a_place_out_of_the_text_is_its_end_and_never_a_panic() {
        let source = Source::new("a.md", "′");
        for range in [0..9, 1..2, 7..9] {
            assert_eq!(source.place(range).line, 1);
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_shown() {
        assert_eq!(harmless("a\u{1b}[31mb\u{7}c\td\u{202e}e"), "a[31mbc de");
    }
}
