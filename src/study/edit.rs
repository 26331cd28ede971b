//! Changes of what is being typed: a line with a cursor. The library decides where in a text the cursor may be.

use tui_input::{Input, InputRequest};

/// A change of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Text at the cursor.
    Type(String),
    /// The cursor goes elsewhere, or something is taken away.
    Request(InputRequest),
    /// An older or a newer entry of the history; among choices, the previous or the next one.
    History(bool),
}

/// The edits that are a fixed text.
pub const EDITS: [(&str, Edit); 10] = [
    ("edit left", Edit::Request(InputRequest::GoToPrevChar)),
    ("edit right", Edit::Request(InputRequest::GoToNextChar)),
    ("edit start", Edit::Request(InputRequest::GoToStart)),
    ("edit end", Edit::Request(InputRequest::GoToEnd)),
    ("edit erase", Edit::Request(InputRequest::DeletePrevChar)),
    ("edit delete", Edit::Request(InputRequest::DeleteNextChar)),
    ("edit word", Edit::Request(InputRequest::DeletePrevWord)),
    ("edit clear", Edit::Request(InputRequest::DeleteLine)),
    ("edit older", Edit::History(false)),
    ("edit newer", Edit::History(true)),
];

/// The most that can be typed into a field, in characters.
const MOST: usize = 4_000;

impl Edit {
    /// The edit that a text names.
    #[must_use]
    pub fn named(text: &str) -> Option<Edit> {
        let found = EDITS.iter().find(|(name, _)| *name == text);
        found.map(|(_, edit)| edit.clone())
    }
}

/// A line that is being typed.
#[derive(Clone, Debug, Default)]
pub struct Typed(Input);

impl Typed {
    /// A line with a text, and the cursor behind it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Typed(Input::new(text.to_string()))
    }

    /// The text typed so far.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// The text before the cursor, the character under it, and the text after it.
    #[must_use]
    pub fn around(&self) -> (String, Option<char>, String) {
        let mut chars = self.text().chars();
        let before = chars.by_ref().take(self.0.cursor()).collect();
        let under = chars.next();
        (before, under, chars.collect())
    }

    /// Makes a change; what a terminal would obey is not typed.
    pub fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Type(text) => {
                let room = MOST.saturating_sub(self.text().chars().count());
                for c in crate::block::harmless(text).chars().take(room) {
                    self.0.handle(InputRequest::InsertChar(c));
                }
            }
            Edit::Request(request) => {
                self.0.handle(*request);
            }
            Edit::History(_) => {}
        }
    }

    /// Puts `with` in place of the last characters before the cursor.
    pub fn replace(&mut self, count: usize, with: &str) {
        for _ in 0..count {
            self.0.handle(InputRequest::DeletePrevChar);
        }
        self.edit(&Edit::Type(with.to_string()));
    }
}
