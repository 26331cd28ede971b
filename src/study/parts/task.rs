//! A task as a part of the text: its hints, and its explanation once it is done.

use super::super::flow::{Beginning, Flow};
use super::super::sitting::{Effect, Study};
use super::super::stops::Status;
use super::part::PagePart;
use crate::block::{Prose as Words, Task};
use crate::lesson::BlockIndex;

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const TASK: [&str; 2] = [
    "Do it with the trainer, or by : and commands.",
    "Do it by commands; `look` tells of the trainer.",
];
const TASK_HINT: [&str; 2] = [
    "Do it with the trainer, or by : and commands; H gives a hint.",
    "Do it by commands; `look` tells of the trainer, `hint` helps.",
];

/// Says how it is done.
pub(super) fn enter(study: &mut Study, block: BlockIndex) -> Vec<Effect> {
    study.say(match study.standing(study.lesson_number(), block) {
        Status::Done => "this is done: n goes on",
        _ => "this is to be done with the trainer: Tab goes there, : takes commands",
    });
    Vec::new()
}

impl PagePart<'_> {
    pub(super) fn task(&self, task: &Task, flow: &mut Flow, beginning: &Beginning) {
        let inner = self.asks(["◇", "Task"], task.asks, flow, beginning);
        self.hints(&task.hints, [TASK, TASK_HINT], flow, &inner);
        // What was passed over was not brought about: numbers of it would be those of another moment.
        let is_told = |explains: &Words| match self.state.standing {
            Status::Open => false,
            Status::Skipped => !self.has_lives(*explains),
            Status::Done => true,
        };
        if let Some(explains) = task.explains.filter(is_told) {
            self.says(explains, flow, &inner);
        }
    }
}
