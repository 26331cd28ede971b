//! What a kind of block is: the questions that any block answers.

use super::about::{Find, Subject};
use super::assertion::Assertion;
use super::body::{Body, Located, Problems, Prose};
use super::outcome::Outcome;
use crate::training::TrainerSpec;

/// What any block can be asked. A kind gives the answers that it has; the others are those of a block that is only looked at.
pub trait Kind: std::fmt::Debug {
    /// Reads a block of this kind; nothing, if it is broken. `find` finds the trainer that it is about.
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Self>
    where
        Self: Sized;

    /// The learner's part in it.
    fn part(&self) -> Part {
        Part::Look
    }

    /// The question or claim: the first of its texts.
    fn asks(&self) -> Option<Prose> {
        None
    }

    /// The hints that it has for the learner, the first one first.
    fn hints(&self) -> &[Prose] {
        &[]
    }

    /// Its subject, if that is a trainer.
    fn subject(&self) -> Option<&Subject> {
        None
    }

    /// Looks whether it is as it should be, on trainers made from `setup` in place of its own; nothing, if it claims nothing.
    fn run(&self, _setup: Option<&TrainerSpec>) -> Option<Outcome> {
        None
    }

    /// Returns `true` if it claims something that can be checked.
    fn claims(&self) -> bool {
        false
    }

    /// What mistaken trainers are tried on, condition by condition.
    fn assertion(&self) -> Option<Assertion<'_>> {
        None
    }

    /// The reason why its claim need not notice a mistake in the update, if it need not.
    fn excuse(&self) -> Option<&str> {
        None
    }

    /// Its substance, whatever its words: progress in it stays valid as long as this stays the same.
    fn substance(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The question of another lesson whose answer is shown along with it.
    fn recalls(&self) -> Option<&Located<String>> {
        None
    }
}

/// The learner's part in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is read, or looked at.
    Look,
    /// It can be opened.
    Open,
    /// There is something to do in it.
    Do,
    /// It is revealed in so many parts.
    Reveal(usize),
}

impl Part {
    /// Returns `true` if there is something to do, not just to look at.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Part::Do | Part::Reveal(_))
    }
}
