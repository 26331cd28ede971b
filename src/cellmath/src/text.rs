//! Printed text: lines of pieces, each with its tag and never with a colour. The look of a tag is its user's affair.

use unicode_width::UnicodeWidthStr;

/// The group that a part of a formula belongs to, as its user counts such groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub u8);

/// The style of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Its tag, if it has one.
    pub tag: Option<Tag>,
    /// `true` for bold letters.
    pub bold: bool,
}

impl From<Option<Tag>> for Style {
    fn from(tag: Option<Tag>) -> Self {
        Style { tag, bold: false }
    }
}

impl From<Tag> for Style {
    fn from(tag: Tag) -> Self {
        Some(tag).into()
    }
}

impl Style {
    /// The same, bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Style { bold: true, ..self }
    }
}

/// Some text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text; no line breaks, no control characters.
    pub text: String,
    /// Its tag and weight.
    pub style: Style,
}

/// One line of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// From left to right.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// Adds a piece; pieces of the same style grow together.
    pub fn push(&mut self, style: impl Into<Style>, text: impl Into<String>) {
        let (style, text) = (style.into(), text.into());
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece { text, style }),
        }
    }

    /// Columns that it takes.
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

/// Lines that belong together, of which one is level with the text beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// From top to bottom; blanks at their ends are left out.
    pub lines: Vec<Line>,
    /// The index of the main line.
    pub baseline: usize,
}

impl Block {
    /// Columns that it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.lines.iter().map(Line::width).max().unwrap_or(0)
    }
}

/// Columns that `text` takes.
#[must_use]
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}
