//! Text with meaning: pieces with a role, never with a colour. A face gives each role its look.

// Columns that a text takes: formulas and the text around them are counted alike.
pub use cellmath::width;

use crate::training::Term;

/// The meaning of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Plain,
    /// A heading, a panel's title.
    Heading,
    /// Code, formulas, commands.
    Code,
    /// Text that may be overlooked: captions, rulers, things not in question now.
    Quiet,
    /// A place to go to.
    Link,
    /// A number that is computed while the lesson is read.
    Live,
    /// A condition that holds; a task that is done.
    Good,
    /// A condition that does not hold; a thing that is broken.
    Bad,
    /// A factor of the update: its name, or its number.
    Term(Term),
    /// A weight or change above zero.
    Positive,
    /// A weight or change below zero.
    Negative,
    /// One of several runs, by its place from 0.
    Run(usize),
}

/// A role, and how it is stressed.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four ways to stress text, free of each other"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ink {
    /// The role of the piece.
    pub role: Role,
    /// Strong importance.
    pub strong: bool,
    /// Stress.
    pub emphasis: bool,
    /// Crossed out: no longer so.
    pub struck: bool,
    /// Chosen by the learner.
    pub selected: bool,
    /// The learner's own words, or about them: never hidden.
    pub own: bool,
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Ink {
            role,
            ..Ink::default()
        }
    }
}

impl From<Term> for Ink {
    fn from(term: Term) -> Self {
        Role::Term(term).into()
    }
}

impl Ink {
    /// The same, strong.
    #[must_use]
    pub fn strong(self) -> Self {
        Ink {
            strong: true,
            ..self
        }
    }

    /// The same, chosen if `selected`.
    #[must_use]
    pub fn selected(self, selected: bool) -> Self {
        Ink { selected, ..self }
    }
}

/// Some text in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text; no line breaks, no control characters.
    pub text: String,
    /// Its role and stress.
    pub ink: Ink,
}

/// One line of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// From left to right.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// A line of one piece.
    pub fn of(ink: impl Into<Ink>, text: impl Into<String>) -> Self {
        Line::default().and(ink, text)
    }

    /// The line with a piece more.
    #[must_use]
    pub fn and(mut self, ink: impl Into<Ink>, text: impl Into<String>) -> Self {
        self.push(ink, text);
        self
    }

    /// Adds a piece; pieces of the same ink grow together.
    pub fn push(&mut self, ink: impl Into<Ink>, text: impl Into<String>) {
        let (ink, text) = (ink.into(), text.into());
        match self.pieces.last_mut() {
            Some(last) if last.ink == ink => last.text.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece { text, ink }),
        }
    }

    /// Adds the pieces of another line at its end.
    pub fn extend(&mut self, line: &Line) {
        for piece in &line.pieces {
            self.push(piece.ink, &piece.text);
        }
    }

    /// The line with those of another behind it.
    #[must_use]
    pub fn followed_by(mut self, line: &Line) -> Self {
        self.extend(line);
        self
    }

    /// The line without the blanks around its pieces.
    #[must_use]
    pub fn trimmed(&self) -> Line {
        let mut trimmed = Line::default();
        for piece in &self.pieces {
            trimmed.push(piece.ink, piece.text.trim());
        }
        trimmed
    }

    /// Columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|piece| width(&piece.text)).sum()
    }

    /// Its text alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }
}
