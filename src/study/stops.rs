//! The stops of a lesson: what there is to do in it, in reading order, and how far one has come with each.

use crate::block::Block;
use crate::lesson::{Content, Fence, Inline, Lesson};

/// A lesson, and a trainer or a block of it.
pub(super) type Key = (usize, usize);

/// A place of a lesson that one can be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// A question, a task, a note, a derivation, something to remember: which block of the lesson.
    Block(usize),
    /// A trainer about which there is nothing to do.
    Trainer(usize),
    /// A link to another lesson.
    Link(usize),
}

/// How far one has come with something that there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing was done yet.
    Open,
    /// It was passed over.
    Skipped,
    /// It is done.
    Done,
}

/// The stops of a lesson, in reading order; what is to be remembered comes at the end.
#[must_use]
pub fn stops(lesson: &Lesson) -> Vec<Stop> {
    let mut stops = Vec::new();
    walk(&lesson.content, lesson, &mut stops);
    let is_recall = |stop: &Stop| match stop {
        Stop::Block(block) => matches!(lesson.blocks[*block].block, Block::Recall(_)),
        _ => false,
    };
    let (recalls, mut others): (Vec<Stop>, Vec<Stop>) = stops.into_iter().partition(is_recall);
    others.extend(recalls);
    others
}

/// Whether there is something to do in a block that counts: not just to look at.
#[must_use]
pub fn counts(block: &Block) -> bool {
    matches!(block, Block::Task(_) | Block::Question(_) | Block::Note(_)) || is_revealed(block)
}

/// Whether a block is shown part by part.
#[must_use]
pub fn is_revealed(block: &Block) -> bool {
    matches!(block, Block::Recall(_) | Block::Derivation(_))
}

fn walk(contents: &[Content], lesson: &Lesson, stops: &mut Vec<Stop>) {
    for content in contents {
        match content {
            Content::Fence(fence) => match lesson.fences[*fence] {
                Fence::Block(block) if counts(&lesson.blocks[block].block) => {
                    stops.push(Stop::Block(block));
                }
                Fence::Trainer(trainer) if !is_spoken_of(lesson, trainer) => {
                    stops.push(Stop::Trainer(trainer));
                }
                _ => {}
            },
            Content::Quote(_, inner) | Content::Footnote(_, inner) => walk(inner, lesson, stops),
            Content::List(_, items) => items.iter().for_each(|item| walk(item, lesson, stops)),
            Content::Heading(_, text) | Content::Paragraph(text) => links(text, lesson, stops),
            Content::Table(head, rows) => {
                for text in head.iter().chain(rows.iter().flatten()) {
                    links(text, lesson, stops);
                }
            }
            Content::Code(_) | Content::Rule | Content::Math(_) => {}
        }
    }
}

/// The links of a text that open a lesson, each once.
fn links(text: &[Inline], lesson: &Lesson, stops: &mut Vec<Stop>) {
    for link in text.iter().filter_map(|inline| inline.stress.link) {
        let stop = Stop::Link(link);
        if lesson.links[link].lesson.is_some() && stops.last() != Some(&stop) {
            stops.push(stop);
        }
    }
}

/// Whether there is something to do with a trainer.
fn is_spoken_of(lesson: &Lesson, trainer: usize) -> bool {
    let about = |block: &crate::lesson::LessonBlock| {
        block.trainer == trainer && block.block.subject().is_some() && counts(&block.block)
    };
    lesson.blocks.iter().any(about)
}
