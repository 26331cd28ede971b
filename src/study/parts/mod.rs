//! Blocks of a lesson as parts of its text: the question, the answer given, the response to it.

mod check;
mod derivation;
mod note;
mod part;
mod plot;
mod question;
mod recall;
mod state;
mod sweep;
mod task;

pub use part::PagePart;
pub use state::PartState;

use super::flow::{Beginning, Flow};
use super::sitting::{Effect, Study};
use crate::block::Block;
use crate::figure::{Line, Role};
use crate::lesson::BlockIndex;

impl PagePart<'_> {
    /// Adds its lines.
    pub fn lay_out(&self, flow: &mut Flow, beginning: &Beginning) {
        match &self.study.lesson().blocks[self.number].block {
            Block::Head(head) => {
                let minutes = format!("About {} minutes.", head.minutes);
                flow.wrapped(&Line::of(Role::Quiet, minutes), beginning);
            }
            Block::Check(check) => self.check(check, flow, beginning),
            Block::Task(task) => self.task(task, flow, beginning),
            Block::Question(question) => self.question(question, flow, beginning),
            Block::Derivation(derivation) => self.derivation(derivation, flow, beginning),
            Block::Plot(plot) => self.plot(plot, flow, beginning),
            Block::Sweep(sweep) => self.sweep(sweep, flow, beginning),
            Block::Note(note) => self.note(note, flow, beginning),
            Block::Recall(recall) => self.recall(recall, flow, beginning),
        }
    }
}

/// Does with a block of the open lesson what it is there for.
pub fn enter(study: &mut Study, block: BlockIndex) -> Vec<Effect> {
    let enter = match &study.lesson().blocks[block].block {
        Block::Task(_) => task::enter,
        Block::Question(_) => question::enter,
        Block::Sweep(_) => Study::enter_sweep,
        Block::Note(_) => note::enter,
        Block::Recall(_) | Block::Derivation(_) => Study::reveal,
        Block::Head(_) | Block::Check(_) | Block::Plot(_) => return Vec::new(),
    };
    enter(study, block)
}
