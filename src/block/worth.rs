//! What a claim is worth: whether it would notice if the program made one of the mistakes that people make.

use super::answer::Answer;
use super::body::Located;
use super::kinds::Block;
use super::outcome::after;
use crate::formula::Scope;
use crate::training::{Command, Formula, MUTANTS, Meaning, Mutant, Query, Trainer, TrainerSpec};

/// What came of trying the mistakes on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It notices these.
    Notices(Vec<Mutant>),
    /// It notices none, though numbers that it speaks of are others with some; or it speaks of nothing that is learnt.
    None,
    /// It speaks of nothing that any of them changes, as of what a net says before it has learnt.
    Beside,
}

/// Tries the mistakes on a block; nothing for one that claims nothing about learning.
#[must_use]
pub fn worth(block: &Block) -> Option<Worth> {
    let setup = &block.subject()?.setup;
    let (commands, formulas) = claim(block)?;
    let sound = after(setup, commands).ok();
    let (mut noticed, mut could) = (Vec::new(), false);
    for (fault, _) in MUTANTS {
        let faulty = setup.with_fault(fault);
        if notices(block, setup, &faulty) {
            noticed.push(fault);
        }
        could |= match (&sound, after(&faulty, commands)) {
            (Some(sound), Ok(faulty)) => differ(&formulas, sound, &faulty),
            _ => true,
        };
    }
    Some(match (noticed.is_empty(), could) {
        (false, _) => Worth::Notices(noticed),
        (true, false) if formulas.iter().any(|formula| is_about_net(formula)) => Worth::Beside,
        (true, _) => Worth::None,
    })
}

/// What a block does before it looks, and what it looks at.
fn claim(block: &Block) -> Option<(&[Located<Command>], Vec<&Formula>)> {
    match block {
        Block::Check(check) => Some((check.commands(), check.conditions().collect())),
        Block::Task(task) => Some((task.solution(), vec![task.goal()])),
        Block::Question(question) => match &question.answer {
            Answer::Formula(expected) => {
                let commands = expected.commands.as_deref().unwrap_or_default();
                Some((commands, vec![&expected.answer.item]))
            }
            Answer::Choices(_) => None,
        },
        _ => None,
    }
}

/// Whether a block comes out otherwise with a faulty trainer.
fn notices(block: &Block, setup: &TrainerSpec, faulty: &TrainerSpec) -> bool {
    let Block::Question(question) = block else {
        return block
            .run(Some(faulty))
            .is_some_and(|outcome| !outcome.holds());
    };
    let Answer::Formula(expected) = &question.answer else {
        return false;
    };
    match (expected.at_start(setup), expected.at_start(faulty)) {
        (Some(right), Some(given)) => !expected.within.holds(given, right),
        (right, given) => right.is_some() != given.is_some(),
    }
}

/// Whether a name of some formulas has another value in one trainer than in another.
fn differ(formulas: &[&Formula], one: &Trainer, other: &Trainer) -> bool {
    let (one, other) = (one.moment(), other.moment());
    let leaves = formulas.iter().flat_map(|formula| formula.leaves());
    let mut pairs = leaves.map(|leaf| [one.value(leaf), other.value(leaf)]);
    pairs.any(|[one, other]| match (one, other) {
        (Ok(one), Ok(other)) => one.to_bits() != other.to_bits(),
        (one, other) => one.is_ok() != other.is_ok(),
    })
}

/// Whether a formula speaks of a net, and not just of how far it has come and how it is set.
fn is_about_net(formula: &Formula) -> bool {
    formula
        .leaves()
        .into_iter()
        .any(|Query { meaning, .. }| !matches!(meaning, Meaning::RunState(_)))
}
