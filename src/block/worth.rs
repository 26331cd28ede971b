//! The worth of a claim: which of its conditions would notice if the program made one of the mistakes that people make.

use super::about::Subject;
use super::assertion::Mistaken;
use super::body::Located;
use super::kinds::Block;
use super::outcome::after;
use super::source::Location;
use crate::formula::{Compiled, parse};
use crate::training::{At, Formula, Mutant, Query, Trainer};

/// A condition of a claim, and what came of trying the mistakes on it.
#[derive(Clone, Debug)]
pub struct ConditionWorth {
    /// The place where it is written.
    pub place: Location,
    /// As it is written.
    pub text: String,
    /// The mistakes that it notices.
    pub worth: Worth,
}

/// The result of trying the mistakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It notices these.
    Notices(Vec<Mutant>),
    /// It notices none.
    None,
    /// It notices none, and need not: the author says why.
    Excused(String),
    /// It speaks of how far a trainer has come, how it is set and what it is given to learn, not of a net.
    Beside,
}

/// The conditions of a block, each held against the mistakes; none for a block that claims nothing about learning. Where
/// nothing in a claim is about a net, all of it is worthless.
#[must_use]
pub fn worth(block: &Block) -> Vec<ConditionWorth> {
    let Some((subject, claim)) = block.subject().zip(block.assertion()) else {
        return Vec::new();
    };
    let sound = after(&subject.setup, claim.commands).ok();
    let mutants: Vec<(Subject, Mutant, Trainer)> = Mutant::all()
        .filter_map(|mutant| {
            let subject = subject.with_mutant(mutant);
            let spoilt = after(&subject.setup, claim.commands);
            Some((subject, mutant, spoilt.ok()?))
        })
        .collect();
    let of = |condition: &Located<Formula>| {
        let noticed = mutants.iter().filter(|(subject, _, trainer)| {
            let spoilt = Mistaken {
                formula: &rebound(condition, subject),
                trainer,
            };
            let holds = |sound: &Trainer| (claim.holds)(&condition.item, sound, &spoilt);
            !sound.as_ref().is_some_and(holds)
        });
        // A sweep takes long: that one mistake is noticed in it is enough.
        let most = subject.sweep.as_ref().map_or(usize::MAX, |_| 1);
        let noticed = noticed.map(|(_, mutant, _)| *mutant).take(most);
        let noticed: Vec<Mutant> = noticed.collect();
        ConditionWorth {
            place: condition.place.clone(),
            text: condition.text.clone(),
            worth: match (
                noticed.is_empty(),
                is_about_net(&condition.item, subject.setup.layout().size(0)),
            ) {
                (false, _) => Worth::Notices(noticed),
                (true, true) => Worth::None,
                (true, false) => Worth::Beside,
            },
        }
    };
    let mut conditions: Vec<ConditionWorth> = claim.conditions.iter().map(|one| of(one)).collect();
    let is_question = matches!(block, Block::Question(_));
    if !is_question && conditions.iter().all(|one| one.worth == Worth::Beside) {
        for condition in &mut conditions {
            condition.worth = Worth::None;
        }
    }
    if let Some(reason) = block.excuse() {
        let idle = conditions.iter_mut().filter(|one| one.worth == Worth::None);
        idle.for_each(|condition| condition.worth = Worth::Excused(reason.to_string()));
    }
    conditions
}

/// A condition about another subject.
fn rebound(condition: &Located<Formula>, subject: &Subject) -> Formula {
    let bound = || {
        let formula = parse(&condition.text).ok()?;
        Compiled::new(&formula, &subject.vocabulary()).ok()
    };
    let rebound = subject.sweep.as_ref().and_then(|_| bound());
    rebound.unwrap_or_else(|| condition.item.clone())
}

/// Returns `true` if a formula is about a net, not just about its progress, its settings and the patterns it is given.
fn is_about_net(formula: &Formula, inputs: usize) -> bool {
    let beside = |query: &Query| {
        let quantity = query.quantity;
        let mut inner = query.formulas().peekable();
        let is_of_parts = quantity.at == At::Selected && inner.peek().is_some();
        quantity.row().is_of_run_alone()
            || quantity.name == "t"
            || matches!(quantity.at, At::Input(1, input) if input <= inputs)
            || is_of_parts && !inner.any(|formula| is_about_net(formula, inputs))
    };
    let leaves = formula.leaves();
    !leaves.is_empty() && !leaves.into_iter().all(beside)
}
