//! A lesson's text, places in it, and what is wrong at a place.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::files::{Files, NoFiles};
use crate::figure::{Line, Role};
use crate::formula::{Problem, Span};

/// The text of a lesson's file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, as it is shown.
    pub file: Arc<str>,
    /// All of it.
    pub text: Arc<str>,
    /// The byte where each line begins: at least one.
    lines: Arc<[usize]>,
    /// The files beside it that its blocks may name.
    pub files: Arc<dyn Files>,
}

/// Returns `true` if a text was read from a file in UTF-16: half of the bytes of plain letters are 0 there.
#[must_use]
pub fn is_utf16(text: &str) -> bool {
    const LOOKED_AT: usize = 64;
    let start = || text.chars().take(LOOKED_AT);
    3 * start().filter(|c| *c == '\0').count() > start().count()
}

/// A stretch of a line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, as it is shown.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column of the first character, from 1.
    pub column: usize,
    /// Its length in characters; at least 1.
    pub length: usize,
    /// The line, or of a long one what is around the place; `\u{fffd}` for characters that a terminal would obey.
    pub text: String,
    /// Number of characters of the line that are left out before `text`.
    skipped: usize,
}

/// Something wrong at a place of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The place.
    pub place: Location,
    /// The problem, and what was expected.
    pub message: String,
    /// Something to try.
    pub help: Option<String>,
}

impl Source {
    /// A file's text.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Source {
            file: file.into(),
            lines: std::iter::once(0).chain(newlines).collect(),
            text,
            files: Arc::new(NoFiles),
        }
    }

    /// The same, with the files beside it.
    #[must_use]
    pub fn beside(self, files: Arc<dyn Files>) -> Self {
        Source { files, ..self }
    }

    /// A file beside it, one of `files.names()`. A mark of byte order is no part of its text.
    ///
    /// # Errors
    /// If it cannot be read, or may not be: a sentence that says so.
    pub fn open(&self, name: &str) -> Result<Source, String> {
        let text = self.files.read(name)?;
        let file = Path::new(&*self.file).with_file_name(name);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Source::new(file.display().to_string(), text))
    }

    /// The place of a stretch of it; what reaches beyond its first line is cut off.
    #[must_use]
    pub fn place(&self, span: impl Into<Span>) -> Location {
        let range = span.into();
        let start = floor(&self.text, range.start);
        let line = self.lines.partition_point(|begin| *begin <= start);
        let before = &self.text[self.lines[line - 1]..start];
        let rest = self.text[start..].split('\n').next().unwrap_or_default();
        let rest = rest.trim_end_matches('\r');
        let end = floor(&self.text, range.end).clamp(start, start + rest.len());
        let column = before.chars().count() + 1;
        let (skipped, text) = excerpt(before, rest, column - 1);
        Location {
            file: self.file.clone(),
            line,
            column,
            length: self.text[start..end].chars().count().max(1),
            text,
            skipped,
        }
    }
}

/// Lines up to this many characters are shown whole; of a longer one so many before a place and from it on.
const WHOLE: usize = 240;
const AROUND: (usize, usize) = (60, 100);

/// A line that falls into two parts, without what is far from where they meet; and how much is left out before.
fn excerpt(before: &str, rest: &str, column: usize) -> (usize, String) {
    let shown = |c: char| match c {
        '\t' => ' ',
        c if is_obeyed(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    if column + rest.chars().take(WHOLE).count() < WHOLE {
        return (0, before.chars().chain(rest.chars()).map(shown).collect());
    }
    let skipped = column.saturating_sub(AROUND.0);
    let mut text: String = if skipped > 0 { "…" } else { "" }.to_string();
    text.extend(
        before
            .chars()
            .skip(skipped + usize::from(skipped > 0))
            .map(shown),
    );
    text.extend(rest.chars().take(AROUND.1).map(shown));
    if rest.chars().nth(AROUND.1).is_some() {
        text.push('…');
    }
    (skipped, text)
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
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|&c| !is_obeyed(c))
        .collect()
}

/// Returns `true` if a terminal would obey a character rather than show it: controls, and those that turn text around.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
        )
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Location {
    /// The line with its number, and carets under the place.
    #[must_use]
    pub fn figure(&self) -> Vec<Line> {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let before = self.column - 1 - self.skipped;
        let wide = |from: usize, count: usize| {
            let part: String = self.text.chars().skip(from).take(count).collect();
            crate::figure::width(&part)
        };
        let carets = " ".repeat(wide(0, before)) + &"^".repeat(wide(before, self.length).max(1));
        vec![
            Line::of(Role::Quiet, format!(" {number} | ")).and(Role::Code, self.text.clone()),
            Line::of(Role::Quiet, format!(" {margin} | ")).and(Role::Bad, carets),
        ]
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", harmless(&self.file), self.line, self.column)
    }
}

impl Diagnostic {
    /// Something wrong at a place.
    pub fn new(place: Location, message: impl Into<String>) -> Self {
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
    pub fn of(problem: Problem, place: Location) -> Self {
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
