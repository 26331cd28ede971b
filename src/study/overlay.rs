//! The stack of what lies over a lesson, each overlay with its own state. Esc takes the top one away; the keys belong to it.

use super::action::{Field, Focus, Row};
use crate::lesson::{BlockIndex, LessonIndex};
use crate::panel::Panel;
use crate::training::Quantity;

/// Place that the keys are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The prose.
    Reading,
    /// The trainer.
    Trainer,
    /// The list of lessons.
    Contents,
    /// The list of keys.
    Help,
    /// A number, and where it comes from.
    Why,
    /// A panel that has all the room.
    Enlarged,
    /// A field that is typed into.
    Typing,
}

/// A field that is typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldAt {
    /// One that can be opened everywhere.
    Anywhere(Field),
    /// The field of a block of a lesson.
    Block(LessonIndex, BlockIndex),
}

/// Something that lies over the lesson.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The list of lessons, at one of them.
    Contents(LessonIndex),
    /// The help: the panels on the screen and the list of keys; only the rows that hold a text, if one is sought.
    Help(String),
    /// A panel that has all the room.
    Enlarged(&'static Panel),
    /// A number of the trainer, and where it comes from.
    Why(Trail),
    /// A field that is typed into.
    Typing(Typing),
}

/// Numbers followed one from the other, each with its chosen row. Never empty: the last one is shown.
#[derive(Clone, Debug)]
pub struct Trail {
    before: Vec<(Quantity, usize)>,
    last: (Quantity, usize),
}

impl Trail {
    /// A trail that begins at a number.
    #[must_use]
    pub fn new(first: Quantity) -> Self {
        Trail {
            before: Vec::new(),
            last: (first, 0),
        }
    }

    /// The number that is shown, and its chosen row.
    #[must_use]
    pub fn last(&self) -> (Quantity, usize) {
        self.last
    }

    /// Follows the trail into another number.
    pub fn follow(&mut self, into: Quantity) {
        let last = std::mem::replace(&mut self.last, (into, 0));
        self.before.push(last);
    }

    /// Chooses a row of the number that is shown.
    pub fn choose(&mut self, row: usize) {
        self.last.1 = row;
    }

    /// Goes back to the number before; says whether there was one.
    fn back(&mut self) -> bool {
        let before = self.before.pop();
        if let Some(before) = before {
            self.last = before;
        }
        before.is_some()
    }
}

/// A field that is open.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The field that it is.
    pub field: FieldAt,
    /// The line of the history that is looked at again.
    pub looked_back: Option<usize>,
}

/// The overlays, the top one last, over the text or the trainer. Each kind lies there once.
#[derive(Clone, Debug)]
pub struct Overlays {
    base: Focus,
    stack: Vec<Overlay>,
}

impl Default for Overlays {
    fn default() -> Self {
        Overlays {
            base: Focus::Prose,
            stack: Vec::new(),
        }
    }
}

impl Overlays {
    /// The text or the trainer, whichever has the focus below the overlays.
    #[must_use]
    pub fn base(&self) -> Focus {
        self.base
    }

    /// The overlay that the keys belong to.
    #[must_use]
    pub fn top(&self) -> Option<&Overlay> {
        self.stack.last()
    }

    /// The same, to change its state.
    pub fn top_mut(&mut self) -> Option<&mut Overlay> {
        self.stack.last_mut()
    }

    /// The overlays, the top one first.
    pub fn downward(&self) -> impl Iterator<Item = &Overlay> {
        self.stack.iter().rev()
    }

    /// Returns `true` if a window is on top, or a field is open: Esc closes that first, whatever goes on below.
    #[must_use]
    pub fn has_window(&self) -> bool {
        matches!(
            self.top(),
            Some(Overlay::Contents(_) | Overlay::Help(_) | Overlay::Typing(_))
        )
    }

    /// The text that is sought in the help, if that is on top, or right below a field.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        let mut shown = self
            .downward()
            .skip_while(|overlay| matches!(overlay, Overlay::Typing(_)));
        match shown.next() {
            Some(Overlay::Help(sought)) => Some(sought),
            _ => None,
        }
    }

    /// The context of the keys once the help is left.
    #[must_use]
    pub fn below_help(&self) -> Context {
        let is_below =
            |overlay: &&Overlay| !matches!(overlay, Overlay::Help(_) | Overlay::Typing(_));
        self.context_of(self.downward().find(is_below))
    }

    /// The panel that has all the room, whatever lies over it.
    #[must_use]
    pub fn enlarged(&self) -> Option<&'static Panel> {
        self.downward().find_map(|overlay| match overlay {
            Overlay::Enlarged(panel) => Some(*panel),
            _ => None,
        })
    }

    /// The field that is open.
    #[must_use]
    pub fn field(&self) -> Option<FieldAt> {
        match self.top() {
            Some(Overlay::Typing(typing)) => Some(typing.field),
            _ => None,
        }
    }

    /// The numbers that are followed; none while a panel lies over them.
    #[must_use]
    pub fn trail(&self) -> Option<&Trail> {
        let mut figures = self.downward().map(|overlay| match overlay {
            Overlay::Why(trail) => Some(Some(trail)),
            Overlay::Enlarged(_) => Some(None),
            _ => None,
        });
        figures.find_map(|figure| figure).flatten()
    }

    /// The context of the keys: the top overlay, or the focus below.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context_of(self.top())
    }

    fn context_of(&self, top: Option<&Overlay>) -> Context {
        match (top, self.base) {
            (Some(Overlay::Contents(_)), _) => Context::Contents,
            (Some(Overlay::Help(_)), _) => Context::Help,
            (Some(Overlay::Enlarged(_)), _) => Context::Enlarged,
            (Some(Overlay::Why(_)), _) => Context::Why,
            (Some(Overlay::Typing(_)), _) => Context::Typing,
            (None, Focus::Prose) => Context::Reading,
            (None, Focus::Trainer) => Context::Trainer,
        }
    }

    /// Lays something on top; another of its kind goes.
    pub fn push(&mut self, overlay: Overlay) {
        let kind = std::mem::discriminant(&overlay);
        self.stack
            .retain(|other| std::mem::discriminant(other) != kind);
        self.stack.push(overlay);
    }

    /// Takes the top overlay away.
    pub fn pop(&mut self) {
        self.stack.pop();
    }

    /// Goes one step back in the top overlay, or takes it away; says whether there was one.
    pub fn back(&mut self) -> bool {
        let is_followed_back = match self.top_mut() {
            Some(Overlay::Why(trail)) => trail.back(),
            _ => false,
        };
        is_followed_back || self.stack.pop().is_some()
    }

    /// Takes everything away and gives the text or the trainer the focus.
    pub fn clear(&mut self, base: Focus) {
        self.stack.clear();
        self.base = base;
    }

    /// Uncovers the text: a panel that has all the room goes.
    pub fn uncover(&mut self) {
        self.stack
            .retain(|overlay| !matches!(overlay, Overlay::Enlarged(_)));
    }

    /// Forgets the numbers of a trainer that is shown no longer.
    pub fn forget_numbers(&mut self) {
        self.stack
            .retain(|overlay| !matches!(overlay, Overlay::Why(_)));
    }
}

/// The place in a list of so many rows after a move.
#[must_use]
pub fn moved(at: usize, count: usize, row: Row) -> usize {
    let last = count.saturating_sub(1);
    match row {
        Row::Next => (at + 1).min(last),
        Row::Previous => at.saturating_sub(1),
        Row::First => 0,
        Row::Last => last,
    }
}
