//! A lesson as it was read: its text as a tree, the trainers and blocks that live in it, and all that is wrong with it.

use std::sync::Arc;

use index_vec::IndexVec;

use super::document::{Content, Fence, Text};
use super::index::{BlockIndex, LessonIndex, TrainerIndex};
use crate::block::{Block, BlockKind, Diagnostic, Live, Location, Prose, TrainerBlock};

/// A lesson as it was read.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// `NN-slug`, as links and tests call it.
    pub id: String,
    /// Its file, as it is shown.
    pub file: Arc<str>,
    /// Its first heading.
    pub title: Text,
    /// All of it, the title too.
    pub content: Vec<Content>,
    /// Its fences, in order.
    pub fences: Vec<Fence>,
    /// The head of each fence.
    pub heads: Vec<BlockHead>,
    /// Its trainers, in order.
    pub trainers: IndexVec<TrainerIndex, TrainerBlock>,
    /// Its blocks that are no trainers, in order.
    pub blocks: IndexVec<BlockIndex, LessonBlock>,
    /// Its live values: those in prose in order, then those in blocks.
    pub lives: Vec<LessonLive>,
    /// Its links: those in prose in order, then those in blocks.
    pub links: Vec<LessonLink>,
    /// Everything that is wrong in it.
    pub problems: Vec<Diagnostic>,
}

/// The head of a block.
#[derive(Clone, Debug)]
pub struct BlockHead {
    /// Its kind.
    pub kind: &'static BlockKind,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its line, from 1.
    pub line: usize,
}

/// A block that is no trainer.
#[derive(Clone, Debug)]
pub struct LessonBlock {
    /// Its name; empty, if it has none.
    pub name: String,
    /// The block.
    pub block: Block,
    /// Its texts, in order.
    pub texts: Vec<Text>,
    /// Number of the trainer that it is about, if it is about one.
    pub trainer: TrainerIndex,
}

/// A link.
#[derive(Clone, Debug)]
pub struct LessonLink {
    /// Its target, as it is written.
    pub target: String,
    /// Its place.
    pub place: Location,
    /// The lesson of the course that it opens, if it does.
    pub lesson: Option<LessonIndex>,
}

/// A live value and the trainer it is about.
#[derive(Clone, Debug)]
pub struct LessonLive {
    /// The live value; nothing, if it or its trainer is broken.
    pub live: Option<Live>,
    /// Number of the trainer that it is about.
    pub trainer: TrainerIndex,
}

impl Lesson {
    /// Returns `true` if anything in it is wrong.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Adds to what is wrong in it: in order, that of the lesson first, then that of each file that it names.
    pub fn complain(&mut self, problems: Vec<Diagnostic>) {
        self.problems.extend(problems);
        self.problems
            .sort_by_cached_key(|Diagnostic { place, .. }| {
                let elsewhere = (place.file != self.file).then(|| place.file.clone());
                (elsewhere, place.line, place.column)
            });
        self.problems.dedup();
    }

    /// The number in its file's name, as people say it.
    #[must_use]
    pub fn number(&self) -> &str {
        let digits = self.id.split('-').next().unwrap_or_default();
        match digits.trim_start_matches('0') {
            "" => "0",
            number => number,
        }
    }

    /// Number of minutes that it takes, if it says so.
    #[must_use]
    pub fn minutes(&self) -> Option<u64> {
        self.blocks.iter().find_map(|block| match &block.block {
            Block::Head(head) => Some(head.minutes),
            _ => None,
        })
    }

    /// The question until which the rules of a sealed trainer are not told: the first that asks what is broken in it, or else the
    /// first about it. None, if it is not sealed.
    #[must_use]
    pub fn seal(&self, trainer: TrainerIndex) -> Option<BlockIndex> {
        self.trainers[trainer].sealed.as_ref()?;
        let asks = |block: &LessonBlock| match &block.block {
            Block::Question(question) if block.trainer == trainer && question.subject.is_some() => {
                Some(question.broken.is_some())
            }
            _ => None,
        };
        let asking = |broken: bool| {
            self.blocks
                .position(|block| asks(block).is_some_and(|is| is || !broken))
        };
        asking(true).or_else(|| asking(false))
    }

    /// The line of the block called `name`, which is no trainer; the first line, if there is none.
    #[must_use]
    pub fn line_of(&self, name: &str) -> usize {
        let is_it =
            |head: &&BlockHead| head.kind.read.is_some() && head.name.as_deref() == Some(name);
        self.heads.iter().find(is_it).map_or(1, |head| head.line)
    }

    /// The block called `name`.
    #[must_use]
    pub fn block(&self, name: &str) -> Option<&LessonBlock> {
        self.blocks.iter().find(|block| block.name == name)
    }
}

impl LessonBlock {
    /// The live values in its texts; which ones of the lesson.
    pub fn lives(&self) -> impl Iterator<Item = usize> + '_ {
        let inlines = self.texts.iter().flatten();
        inlines.filter_map(|inline| match inline.kind {
            super::document::InlineKind::Live(live) => Some(live),
            _ => None,
        })
    }

    /// One of its texts.
    #[must_use]
    pub fn text(&self, prose: Prose) -> &[super::document::Inline] {
        prose.of(&self.texts).map_or(&[], Vec::as_slice)
    }
}
