//! A note as a part of the text: what the learner wrote.

use super::super::edit::Typed;
use super::super::flow::{Beginning, Flow};
use super::super::overlay::FieldAt;
use super::super::prose::Manner;
use super::super::sitting::{Effect, Study};
use super::part::PagePart;
use crate::block::Note;
use crate::figure::{Ink, Line, Role};
use crate::lesson::BlockIndex;

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const NOTE: [&str; 2] = ["Enter writes it down.", "`note TEXT` writes it down."];

/// Writes the note, or goes on with it.
pub(super) fn enter(study: &mut Study, block: BlockIndex) -> Vec<Effect> {
    let key = study.key(study.lesson_number(), block);
    let note = study.progress().note(key).unwrap_or_default().to_string();
    let field = FieldAt::Block(study.lesson_number(), block);
    let typed = study.typed.entry(field);
    typed.or_insert_with(|| Typed::of(&note));
    study.write(field)
}

impl PagePart<'_> {
    pub(super) fn note(&self, note: &Note, flow: &mut Flow, beginning: &Beginning) {
        let beginning = &self.asks(["✎", "Note"], note.asks, flow, beginning);
        if self.state.is_typing {
            return self.field(flow, beginning);
        }
        match &self.state.last {
            Some(note) => {
                let line = Line::of(Ink::from(Role::Plain).strong(), note);
                let bar = match self.prose.manner {
                    Manner::Drawn => Line::of(Role::Quiet, "│ "),
                    Manner::Said => Line::of(Role::Quiet, "You wrote: "),
                };
                flow.wrapped(&line, &beginning.within(&bar, &bar));
            }
            None if self.is_here => self.how(NOTE, flow, beginning),
            None => {}
        }
    }
}
