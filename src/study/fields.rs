//! The fields that are typed into: what a key does to them, and what becomes of the whole. A word is completed by
//! `completion`.

use super::act::act;
use super::action::{Action, Field};
use super::edit::{Edit, Typed};
use super::overlay::{FieldAt, Overlay, Typing};
use super::sitting::{Effect, Study};
use super::stops::Status;
use crate::block::{Answer, Block};
use crate::lesson::BlockIndex;
use crate::panel::sketch::{self, Sketch};
use crate::training::setting;

/// Number of commands kept in the history.
const MOST_KEPT: usize = 100;

impl Study {
    pub(super) fn field_here(&self) -> Option<FieldAt> {
        self.overlays.field()
    }

    pub(super) fn edit(&mut self, edit: &Edit) -> Vec<Effect> {
        let Some(field) = self.field_here() else {
            return Vec::new();
        };
        match edit {
            Edit::History(newer) => self.look_back(field, *newer),
            edit => {
                let is_choice =
                    matches!(field, FieldAt::Block(_, block) if self.has_choices(block));
                let typed = self.typed.entry(field).or_default();
                // A choice is one letter: another takes its place.
                if is_choice && matches!(edit, Edit::Type(_)) {
                    *typed = Typed::default();
                }
                typed.edit(edit);
                self.message = None;
            }
        }
        Vec::new()
    }

    /// Recalls an older or a newer entry; among choices, the previous or the next one.
    fn look_back(&mut self, field: FieldAt, newer: bool) {
        let text = match field {
            FieldAt::Block(_, block) => self.next_choice(block, newer),
            FieldAt::Anywhere(Field::Command) => self.older(newer),
            FieldAt::Anywhere(_) => None,
        };
        if let Some(text) = text {
            self.typed.insert(field, Typed::of(&text));
        }
    }

    fn older(&mut self, newer: bool) -> Option<String> {
        let Some(Overlay::Typing(Typing {
            looked_back: at, ..
        })) = self.overlays.top_mut()
        else {
            return None;
        };
        let history = &self.history;
        let place = match (*at, newer) {
            (None, true) => return None,
            (None, false) => history.len().checked_sub(1)?,
            (Some(place), false) => place.saturating_sub(1),
            (Some(place), true) => place + 1,
        };
        *at = (place < history.len()).then_some(place);
        Some(at.map_or(String::new(), |place| history[place].clone()))
    }

    fn has_choices(&self, block: BlockIndex) -> bool {
        self.choices(block).is_some()
    }

    /// Number of choices of a question of the open lesson, if it has any.
    fn choices(&self, block: BlockIndex) -> Option<usize> {
        match &self.lesson().blocks[block].block {
            Block::Question(question) => match &question.answer {
                Answer::Choices(choices) => Some(choices.len()),
                Answer::Formula(_) | Answer::Written(_) => None,
            },
            _ => None,
        }
    }

    /// The letter of the choice after the one that is typed, or before it.
    fn next_choice(&self, block: BlockIndex, next: bool) -> Option<String> {
        let count = self.choices(block)?;
        let typed = self.typed(block).map(Typed::text).unwrap_or_default();
        let place = match (crate::block::chosen(typed, count), next) {
            (Ok(place), true) => (place + 1) % count,
            (Ok(place), false) => (place + count - 1) % count,
            (Err(_), true) => 0,
            (Err(_), false) => count - 1,
        };
        let letter = ('a'..='z').nth(place)?;
        Some(letter.to_string())
    }

    /// Does what the field is for with what is typed. Where that cannot be, the field stays as it is.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        let Some(field) = self.field_here() else {
            return Vec::new();
        };
        let text = self
            .typed
            .get(&field)
            .map(|typed| typed.text().to_string())
            .unwrap_or_default();
        match field {
            FieldAt::Block(_, block) => self.accept_block(block, &text),
            FieldAt::Anywhere(Field::Search) => {
                self.overlays.pop();
                self.typed.remove(&field);
                act(self, &Action::Find(text))
            }
            FieldAt::Anywhere(Field::Command) => self.accept_command(&text),
            FieldAt::Anywhere(which) => self.accept_formula(which, &text),
        }
    }

    fn accept_block(&mut self, block: BlockIndex, text: &str) -> Vec<Effect> {
        if matches!(self.lesson().blocks[block].block, Block::Note(_)) {
            self.overlays.pop();
            return self.note(block, text);
        }
        let effects = self.answer(block, text);
        if text.trim().is_empty() || self.standing(self.lesson, block) == Status::Done {
            self.overlays.pop();
        }
        effects
    }

    fn accept_command(&mut self, text: &str) -> Vec<Effect> {
        if text.trim().is_empty() {
            self.overlays.pop();
            return Vec::new();
        }
        match Action::parse(text) {
            Ok(action) => {
                self.overlays.pop();
                self.typed.remove(&FieldAt::Anywhere(Field::Command));
                self.remember(text);
                act(self, &action)
            }
            Err(problem) => {
                self.complain(problem.to_string());
                Vec::new()
            }
        }
    }

    fn remember(&mut self, text: &str) {
        let history = &mut self.history;
        history.retain(|known| known != text);
        history.push(text.to_string());
        let surplus = history.len().saturating_sub(MOST_KEPT);
        history.drain(..surplus);
    }

    /// An activation or a rule of one's own, in the layer of the selected weight. Where it cannot be, the sketch says why.
    fn accept_formula(&mut self, field: Field, text: &str) -> Vec<Effect> {
        let Some(sketch) = self.sketch() else {
            self.overlays.pop();
            return Vec::new();
        };
        if text.trim().is_empty() {
            self.overlays.pop();
            return Vec::new();
        }
        let Some(trainer) = self.trainer().filter(|_| sketch.is_usable) else {
            self.complain("this cannot be used: what is wrong stands above");
            return Vec::new();
        };
        let layer = trainer.selected().layer;
        let command = match field {
            Field::Activation => format!("set activation({layer}) {text}"),
            Field::Rule => format!("try rule({layer}) {text}"),
            _ => format!("try send_back({layer}) {text}"),
        };
        self.accept_command(&command)
    }

    /// The sketch of an activation or a rule while it is typed.
    #[must_use]
    pub fn sketch(&self) -> Option<Sketch> {
        let (FieldAt::Anywhere(field), typed) = self.field()? else {
            return None;
        };
        let (text, trainer) = (typed.text(), self.trainer()?);
        match field {
            Field::Activation => Some(sketch::activation(text, trainer)),
            Field::Rule => Some(sketch::rule(setting("rule")?, text, trainer)),
            Field::SendBack => Some(sketch::rule(setting("send_back")?, text, trainer)),
            Field::Command | Field::Search => None,
        }
    }
}
