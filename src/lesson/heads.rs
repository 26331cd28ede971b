//! The info strings of fences: a kind, and a name that no other block of the lesson has.

use std::collections::BTreeMap;

use super::markdown::RawFence;
use crate::block::{BlockKind, Diagnostic, KINDS, Problems, Source, kind_named};
use crate::formula::{Span, slips};

/// An info string as read, or as probably meant, so that what is below it can be read all the same.
pub struct Head {
    /// The kind of the block.
    pub kind: &'static BlockKind,
    /// Its name.
    pub name: Option<String>,
    /// `true` if it is written without a mistake.
    pub sound: bool,
}

impl Head {
    /// Returns `true` if this is a trainer's.
    pub fn is_trainer(&self) -> bool {
        self.kind.read.is_none()
    }
}

/// The info strings of a lesson while they are read.
pub struct Heads<'a> {
    source: &'a Source,
    problems: &'a Problems,
    /// The names given so far to trainers, and to all else, with their lines: what speaks of a trainer speaks of nothing else.
    names: [BTreeMap<String, usize>; 2],
}

impl<'a> Heads<'a> {
    /// None were read yet.
    pub fn new(source: &'a Source, problems: &'a Problems) -> Self {
        Heads {
            source,
            problems,
            names: [BTreeMap::new(), BTreeMap::new()],
        }
    }

    fn complain(&self, span: impl Into<Span>, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = Diagnostic::new(self.source.place(span), message).help(help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Reads an info string: a kind, and a name that no other block of the lesson has.
    pub fn read(&mut self, fence: &RawFence) -> Head {
        let before = self.problems.borrow().len();
        let mut words = fence.info.split_whitespace();
        let kind = self.kind(words.next().unwrap_or_default(), fence);
        let name = words.next().map(ToString::to_string);
        if let Some(more) = words.next() {
            self.complain(
                fence.head,
                format!("expected a kind and a name, found `{more}` behind them"),
                format!("write ```{} name", kind.name),
            );
        }
        match &name {
            None if !kind.is_named => {}
            None => self.complain(
                fence.head,
                format!("a {} has a name", kind.name),
                format!("write ```{} some-name", kind.name),
            ),
            Some(name) => self.take_name(name, kind, fence),
        }
        let sound = self.problems.borrow().len() == before;
        Head { kind, name, sound }
    }

    /// The kind that a word is, or is a slip away from.
    fn kind(&self, word: &str, fence: &RawFence) -> &'static BlockKind {
        let near = |kind: &&BlockKind| slips(word, kind.name) <= 1;
        let kind = kind_named(word).or_else(|| KINDS.iter().find(near));
        let kind = kind.unwrap_or(&KINDS[0]);
        if kind.name != word {
            self.complain(
                fence.head.start..fence.head.start + word.len(),
                format!("unknown kind of block `{word}`"),
                format!("did you mean `{}`?", kind.name),
            );
        }
        kind
    }

    fn take_name(&mut self, name: &str, kind: &BlockKind, fence: &RawFence) {
        let at = fence.head.end - fence.info.trim_end().len() + fence.info.find(name).unwrap_or(0);
        let place = Span::from(at..at + name.len());
        if !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        {
            self.complain(
                place,
                "a name has letters, digits, `-` and `_`",
                "write it without other signs",
            );
            return;
        }
        let line = self.source.place(place).line;
        let names = &mut self.names[usize::from(kind.read.is_some())];
        if let Some(first) = names.get(name) {
            let first = *first;
            self.complain(
                place,
                format!("the name `{name}` is used twice"),
                format!("it is first used in line {first}"),
            );
            return;
        }
        names.insert(name.to_string(), line);
    }
}
