//! Lines of words on the standard output, wrapped between words.

use std::io::{self, Write};

use crate::face::glyphs::Glyphs;
use crate::face::tui::named;
use crate::figure::{Line, Piece, Role, wrap};
use crate::study::Action;

/// Width of lines if no terminal gives one.
const COLUMNS: u16 = 80;
/// The fewest columns between which words are wrapped.
const FEWEST: u16 = 20;

/// The standard output.
#[derive(Debug)]
pub struct Output {
    glyphs: Glyphs,
    columns: usize,
}

impl Output {
    /// The standard output, as wide as the terminal behind it.
    #[must_use]
    pub fn new(glyphs: Glyphs) -> Self {
        let columns = crossterm::terminal::size().map_or(COLUMNS, |(columns, _)| columns);
        Output {
            glyphs,
            columns: usize::from(if columns == 0 {
                COLUMNS
            } else {
                columns.max(FEWEST)
            }),
        }
    }

    /// A text, as lines that end between words.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn say(&self, text: &str) -> io::Result<()> {
        self.wrapped(&Line::of(Role::Plain, text))
    }

    /// A line of a figure or a page. Blanks only hold things apart for eyes; a key that is named is named with what it does.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn tell(&self, line: &Line) -> io::Result<()> {
        let pieces = line.pieces.iter().map(|piece| Piece {
            text: format!("{}{}", piece.text.replace('\u{a0}', " "), does(piece)),
            ..piece.clone()
        });
        let line = Line {
            pieces: pieces.collect(),
        };
        if line.text().trim().is_empty() {
            return Ok(());
        }
        self.wrapped(&line)
    }

    /// All of these lines.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn tell_all(&self, lines: &[Line]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.tell(line))
    }

    fn wrapped(&self, line: &Line) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for line in wrap(line, self.columns, &Line::default(), &Line::default()) {
            writeln!(out, "{}", self.glyphs.text(line.text().trim_end()))?;
        }
        Ok(())
    }

    /// The sign that a line is waited for.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn prompt() -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(b"> ")?;
        out.flush()
    }
}

/// The action of the key that a stressed word names, to follow it; nothing, if it names none.
fn does(piece: &Piece) -> String {
    let is_word = piece.ink.strong && piece.ink.role == Role::Plain;
    let action = named(&piece.text).filter(|_| is_word);
    // What only a screen has is not said.
    let is_said = |action: &Action| !matches!(action, Action::Focus | Action::Scroll(_));
    match action.filter(is_said) {
        Some(Action::Stop(_)) => " (or an empty line)".to_string(),
        Some(action) => format!(" (`{action}`)"),
        None => String::new(),
    }
}
