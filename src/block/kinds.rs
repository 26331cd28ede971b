//! The kinds of blocks: a row each. A fence of another kind is code, unless it is so near to one of these that it must be a
//! slip.

use super::about::{Find, Subject};
use super::body::{Body, Located, Problems, Prose};
use super::check::Check;
use super::derivation::DerivationBlock;
use super::note::{Head, Note, Recall};
use super::outcome::Outcome;
use super::plot::Plot;
use super::question::Question;
use super::sweep::SweepBlock;
use super::task::Task;
use crate::training::TrainerSpec;

/// A kind of block.
#[derive(Debug)]
pub struct BlockKind {
    /// The word that its fences begin with.
    pub name: &'static str,
    /// `true` if a block of this kind has to have a name.
    pub is_named: bool,
    /// Reads it; a trainer is read by itself, since the others are about it.
    pub read: Option<Read>,
}

/// Reads a block; nothing, if it is broken.
pub type Read = fn(&Body<'_>, &Problems, &mut Find<'_>) -> Option<Block>;

const fn kind(name: &'static str, is_named: bool, read: Option<Read>) -> BlockKind {
    BlockKind {
        name,
        is_named,
        read,
    }
}

/// The kinds.
pub const KINDS: [BlockKind; 10] = [
    kind("trainer", false, None),
    kind(
        "lesson",
        false,
        Some(|body, problems, _| Head::read(body, problems).map(Block::Head)),
    ),
    kind(
        "check",
        true,
        Some(|body, problems, find| Check::read(body, problems, find).map(Block::Check)),
    ),
    kind(
        "task",
        true,
        Some(|body, problems, find| {
            Task::read(body, problems, find).map(|task| Block::Task(Box::new(task)))
        }),
    ),
    kind(
        "question",
        true,
        Some(|body, problems, find| {
            Question::read(body, problems, find).map(|question| Block::Question(Box::new(question)))
        }),
    ),
    kind(
        "derivation",
        true,
        Some(|body, problems, find| {
            DerivationBlock::read(body, problems, find)
                .map(|derivation| Block::Derivation(Box::new(derivation)))
        }),
    ),
    kind(
        "plot",
        true,
        Some(|body, problems, find| {
            Plot::read(body, problems, find).map(|plot| Block::Plot(Box::new(plot)))
        }),
    ),
    kind(
        "sweep",
        true,
        Some(|body, problems, find| {
            SweepBlock::read(body, problems, find).map(|sweep| Block::Sweep(Box::new(sweep)))
        }),
    ),
    kind(
        "note",
        true,
        Some(|body, problems, _| Note::read(body, problems).map(Block::Note)),
    ),
    kind(
        "recall",
        true,
        Some(|body, problems, _| Recall::read(body, problems).map(Block::Recall)),
    ),
];

/// The kind called `name`.
#[must_use]
pub fn kind_named(name: &str) -> Option<&'static BlockKind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// A block that is no trainer, as it was read.
#[derive(Clone, Debug)]
pub enum Block {
    /// The facts about the lesson itself.
    Head(Head),
    /// An author's promise.
    Check(Check),
    /// Something to bring about.
    Task(Box<Task>),
    /// Something to predict.
    Question(Box<Question>),
    /// Mathematics, line by line.
    Derivation(Box<DerivationBlock>),
    /// Formulas drawn over one of their names.
    Plot(Box<Plot>),
    /// The same with many values of one field.
    Sweep(Box<SweepBlock>),
    /// Something to write.
    Note(Note),
    /// Something to remember.
    Recall(Recall),
}

impl Block {
    /// The reason why its claim need not notice a mistake in the update, if it need not.
    #[must_use]
    pub fn excuse(&self) -> Option<&str> {
        match self {
            Block::Check(check) => check.excuse.as_deref(),
            Block::Task(task) => task.excuse.as_deref(),
            Block::Question(question) => question.excuse.as_deref(),
            _ => None,
        }
    }

    /// The hints that it has for the learner, the first one first.
    #[must_use]
    pub fn hints(&self) -> &[Prose] {
        match self {
            Block::Task(task) => &task.hints,
            Block::Question(question) => &question.hints,
            _ => &[],
        }
    }

    /// Its subject, if that is a trainer.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Block::Check(check) => Some(&check.subject),
            Block::Task(task) => Some(&task.subject),
            Block::Question(question) => question.subject.as_ref(),
            Block::Derivation(derivation) => derivation.subject.as_ref(),
            Block::Plot(plot) => Some(&plot.subject),
            Block::Sweep(sweep) => Some(&sweep.subject),
            Block::Head(_) | Block::Note(_) | Block::Recall(_) => None,
        }
    }

    /// Returns `true` if it claims something that can be checked.
    #[must_use]
    pub fn claims(&self) -> bool {
        matches!(
            self,
            Block::Check(_)
                | Block::Task(_)
                | Block::Question(_)
                | Block::Derivation(_)
                | Block::Sweep(_)
        )
    }

    /// Looks whether it is as it should be, on trainers made from `setup` in place of its own; nothing, if it claims nothing.
    #[must_use]
    pub fn run(&self, setup: Option<&TrainerSpec>) -> Option<Outcome> {
        match (self, setup) {
            (Block::Check(check), Some(setup)) => Some(check.run(setup)),
            (Block::Task(task), Some(setup)) => Some(task.run(setup)),
            (Block::Question(question), setup) => Some(question.run(setup)),
            (Block::Sweep(sweep), _) => Some(sweep.run()),
            (Block::Derivation(derivation), setup) => Some(derivation.run(setup)),
            _ => None,
        }
    }

    /// The question or claim: the first of its texts.
    #[must_use]
    pub fn asks(&self) -> Option<Prose> {
        match self {
            Block::Check(check) => Some(check.says),
            Block::Task(task) => Some(task.asks),
            Block::Question(question) => Some(question.asks),
            Block::Note(note) => Some(note.asks),
            Block::Recall(recall) => Some(recall.asks),
            Block::Head(_) | Block::Derivation(_) | Block::Plot(_) | Block::Sweep(_) => None,
        }
    }

    /// Its substance, whatever its words: progress in it stays valid as long as this stays the same.
    #[must_use]
    pub fn substance(&self) -> Vec<&str> {
        match self {
            Block::Task(task) => task.substance(),
            Block::Question(question) => question.substance(),
            _ => Vec::new(),
        }
    }

    /// The question of another lesson whose answer is shown along with it.
    #[must_use]
    pub fn recalls(&self) -> Option<&Located<String>> {
        match self {
            Block::Question(question) => question.recalls.as_ref(),
            _ => None,
        }
    }
}
