//! All that a block of the open lesson shows besides its lesson: a page is made anew only when this changes.

use super::super::edit::Typed;
use super::super::overlay::FieldAt;
use super::super::prose::hidden_live;
use super::super::sitting::{Study, Try};
use super::super::stops::Status;
use super::super::sweep_state::SweepState;
use crate::block::{Block, Outcome, Verdict};
use crate::figure::Line;
use crate::lesson::{BlockIndex, LessonBlock};
use crate::panel::Mask;

/// All that is shown of a block besides its lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct PartState {
    pub(super) holds: Option<bool>,
    pub(super) standing: Status,
    pub(super) verdict: Option<Verdict>,
    pub(super) hinted: usize,
    pub(super) revealed: usize,
    pub(super) value: Option<String>,
    pub(super) typed: Option<(String, Option<char>, String)>,
    pub(super) is_typing: bool,
    pub(super) last: Option<String>,
    /// The numbers beneath the lines of a derivation.
    pub(super) numbers: Vec<String>,
    /// Live values of the block at the moment of answering; which ones of the lesson.
    pub(super) kept: Vec<(usize, String)>,
    /// The account of a claim that is open.
    pub(super) account: Vec<Line>,
    /// Of a plot, the version of its trainer, and what is hidden of that.
    pub(super) moment: Option<(u64, Mask)>,
    /// The number of values made of a sweep, the value that is looked at, and what is hidden.
    pub(super) swept: Option<(usize, usize, Mask)>,
}

impl PartState {
    /// The current state of a block of the open lesson.
    #[must_use]
    pub fn of(study: &Study, block: BlockIndex) -> Self {
        let Try {
            verdict,
            hinted,
            revealed,
            ..
        } = study.tried(block);
        let here = FieldAt::Block(study.lesson_number(), block);
        let standing = study.standing(study.lesson_number(), block);
        let is_note = matches!(study.lesson().blocks[block].block, Block::Note(_));
        let key = study.key(study.lesson_number(), block);
        let note = study.progress().note(key).filter(|_| is_note);
        let answer = study
            .record(block)
            .and_then(|record| record.answers.last().cloned());
        PartState {
            holds: study.outcome(block).map(Outcome::holds),
            standing,
            verdict,
            hinted,
            revealed,
            value: study
                .told_answer(block)
                .filter(|_| standing != Status::Open),
            typed: study
                .typed(block)
                .map(Typed::around)
                .filter(|typed| typed != &(String::new(), None, String::new())),
            is_typing: study.field().is_some_and(|(field, _)| field == here),
            last: note.map(ToString::to_string).or(answer),
            numbers: numbers(study, block),
            kept: kept(study, block),
            moment: moment(study, block),
            swept: swept(study, block),
            account: study.account(block).unwrap_or_default().to_vec(),
        }
    }
}

/// The moment that a plot shows.
fn moment(study: &Study, block: BlockIndex) -> Option<(u64, Mask)> {
    let LessonBlock { block, trainer, .. } = &study.lesson().blocks[block];
    let version = study.trainer_of(*trainer)?.version();
    matches!(block, Block::Plot(_)).then(|| (version, study.veil(*trainer)))
}

/// The progress of a sweep.
fn swept(study: &Study, block: BlockIndex) -> Option<(usize, usize, Mask)> {
    let SweepState { points, cursor, .. } = study.sweep_state(block)?;
    let veil = study.veil(study.lesson().blocks[block].trainer);
    Some((points.len(), *cursor, veil))
}

/// The live values of a block as they were when it was answered; none while nothing was.
fn kept(study: &Study, block: BlockIndex) -> Vec<(usize, String)> {
    let numbers = match study.standing(study.lesson_number(), block) {
        Status::Open => study.tried(block).numbers,
        _ => study
            .record(block)
            .map(|record| record.numbers.clone())
            .unwrap_or_default(),
    };
    let lesson = study.lesson();
    let shown = |number: usize| {
        let live = &lesson.lives[number];
        let text = numbers.get(&live.live.as_ref()?.formula.text)?;
        Some((number, hidden_live(study, live, text)))
    };
    lesson.blocks[block].lives().filter_map(shown).collect()
}

/// The numbers beneath the lines of a derivation, for the current trainer.
fn numbers(study: &Study, block: BlockIndex) -> Vec<String> {
    let LessonBlock { block, trainer, .. } = &study.lesson().blocks[block];
    match (block, study.trainer_of(*trainer)) {
        (Block::Derivation(derivation), Some(trainer)) => (0..derivation.lines())
            .map(|line| derivation.numbers(line, trainer).text())
            .collect(),
        _ => Vec::new(),
    }
}
