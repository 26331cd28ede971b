//! The kinds of blocks: a row each. A fence of another kind is code, unless it is so near to one of these that it must be a
//! slip.

use super::about::Find;
use super::body::{Body, Problems};
use super::check::Check;
use super::derivation::DerivationBlock;
use super::kind::Kind;
use super::note::{Head, Note, Recall};
use super::plot::Plot;
use super::question::Question;
use super::sweep::SweepBlock;
use super::task::Task;

/// A row of the kinds, as readers of lessons need it.
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

/// Makes of each row a variant of [`Block`] and an entry of [`KINDS`].
macro_rules! kinds {
    ($($(#[$about:meta])* $name:literal, named: $is_named:literal => $kind:ident($body:ty),)*) => {
        /// A block that is no trainer, as it was read.
        #[derive(Clone, Debug)]
        pub enum Block {
            $($(#[$about])* $kind(Box<$body>),)*
        }

        impl std::ops::Deref for Block {
            type Target = dyn Kind;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(Block::$kind(block) => &**block,)*
                }
            }
        }

        /// The kinds.
        pub const KINDS: &[BlockKind] = &[
            BlockKind { name: "trainer", is_named: false, read: None },
            $(BlockKind {
                name: $name,
                is_named: $is_named,
                read: Some(|body, problems, find| {
                    Some(Block::$kind(Box::new(<$body>::read(body, problems, find)?)))
                }),
            },)*
        ];
    };
}

kinds! {
    /// The facts about the lesson itself.
    "lesson", named: false => Head(Head),
    /// An author's promise.
    "check", named: true => Check(Check),
    /// Something to bring about.
    "task", named: true => Task(Task),
    /// Something to predict.
    "question", named: true => Question(Question),
    /// Mathematics, line by line.
    "derivation", named: true => Derivation(DerivationBlock),
    /// Formulas drawn over one of their names.
    "plot", named: true => Plot(Plot),
    /// The same with many values of one field.
    "sweep", named: true => Sweep(SweepBlock),
    /// Something to write.
    "note", named: true => Note(Note),
    /// Something to remember.
    "recall", named: true => Recall(Recall),
}

/// The kind called `name`.
#[must_use]
pub fn kind_named(name: &str) -> Option<&'static BlockKind> {
    KINDS.iter().find(|kind| kind.name == name)
}
