//! The tree of a lesson's markdown.

use super::index::{BlockIndex, TrainerIndex};
use crate::block::Diagnostic;
use crate::figure::math::Math;
use crate::panel::Panel;

/// A part of a lesson.
#[derive(Clone, Debug)]
pub enum Content {
    /// A heading of a level from 1.
    Heading(u8, Text),
    /// A paragraph.
    Paragraph(Text),
    /// A quotation, or an alert with its title.
    Quote(Option<&'static str>, Vec<Content>),
    /// A list; a numbered one with its first number.
    List(Option<u64>, Vec<Vec<Content>>),
    /// Code, line by line.
    Code(Vec<String>),
    /// A table: its head and its rows.
    Table(Vec<Text>, Vec<Vec<Text>>),
    /// A line across.
    Rule,
    /// Mathematics on lines of its own.
    Math(Math),
    /// A footnote by its label.
    Footnote(String, Vec<Content>),
    /// A block that lives; which fence of the lesson it is.
    Fence(usize),
    /// The panels that the text speaks of from here on; none, if it speaks of none before others.
    Show(Vec<&'static Panel>),
}

/// Running text.
pub type Text = Vec<Inline>;

/// A part of running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// Its kind.
    pub kind: InlineKind,
    /// Its stress.
    pub stress: Stress,
}

/// The stress of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stress {
    /// `**…**`
    pub strong: bool,
    /// `*…*`
    pub emphasis: bool,
    /// `~~…~~`
    pub struck: bool,
    /// Inside a link; which one of the lesson.
    pub link: Option<usize>,
}

/// The kinds of parts of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words.
    Words(String),
    /// Code.
    Code(String),
    /// A live value; which one of the lesson.
    Live(usize),
    /// Mathematics.
    Math(Math),
    /// The mark of a footnote.
    Mark(String),
    /// A line break that was asked for.
    Break,
}

/// A fence once it is read.
#[derive(Clone, Debug)]
pub enum Fence {
    /// A trainer; which one of the lesson.
    Trainer(TrainerIndex),
    /// A block that is no trainer; which one of the lesson.
    Block(BlockIndex),
    /// The problems with it; none, if only the trainer it is about is broken.
    Broken(Vec<Diagnostic>),
}

impl Inline {
    /// Words without stress.
    pub fn words(text: impl Into<String>) -> Self {
        Inline {
            kind: InlineKind::Words(text.into()),
            stress: Stress::default(),
        }
    }
}

/// The words of a text alone.
#[must_use]
pub fn plain(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match &inline.kind {
            InlineKind::Words(words) | InlineKind::Code(words) => words.clone(),
            InlineKind::Math(math) => math.row().text(),
            InlineKind::Break => " ".to_string(),
            InlineKind::Live(_) | InlineKind::Mark(_) => String::new(),
        })
        .collect()
}
