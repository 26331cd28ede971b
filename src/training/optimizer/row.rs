//! A row of the table of optimizers: how changes of weights are made of the rule's values.

use std::fmt;

use crate::network::Weights;

/// A way to make changes of weights of the rule's values. Two are the same if they have the same name.
pub struct Optimizer {
    /// The word for it in lessons and commands.
    pub name: &'static str,
    /// The name for readers.
    pub called: &'static str,
    /// The numbers that it has, in the order in which [`With`] gives them.
    pub parameters: &'static [Parameter],
    /// Its way of making changes.
    pub way: Way,
}

/// A number that optimizers have; they share those of one key.
#[derive(Debug)]
pub struct Parameter {
    /// The word for it in lessons and commands.
    pub key: &'static str,
    /// Its default value.
    pub usual: f64,
    /// A description in a few words.
    pub says: &'static str,
}

/// The ways of making changes.
pub enum Way {
    /// Each change is the rule's value.
    Plain,
    /// Each change is made of the rule's values for its weight, now and before.
    Each(Each),
    /// All changes together are a step of a line search along a direction.
    Along(Direction),
}

/// An optimizer that goes weight by weight.
pub struct Each {
    /// The rule's value that it takes.
    pub takes: Takes,
    /// Number of moments that it remembers for each weight; all are 0 at first.
    pub moments: usize,
    /// The same as `step` in formulas, a line for each number that it makes; the moments first, the change last.
    pub lines: &'static [MadeOf],
    /// Returns the change of a weight, from the value taken for it, and brings the moments up to date.
    pub step: fn(taken: f64, moments: &mut [f64], with: &With) -> f64,
    /// The change as a formula of `rule` (the value taken), `lr`, its parameters and its parts.
    pub formula: &'static str,
    /// The names in the formula that nobody sets.
    pub parts: &'static [Part],
}

/// A number of a weight that is made of two others by a formula.
#[derive(Debug)]
pub struct MadeOf {
    /// The moment that is made, or `change`.
    pub into: &'static str,
    /// Two of the moments and `change`, which is first the rule's value.
    pub of: [&'static str; 2],
    /// The names of the two in the formula.
    pub names: [&'static str; 2],
    /// The formula, in these names, `lr`, the parameters, and `n`, the number of updates, this one included.
    pub formula: &'static str,
}

impl MadeOf {
    /// A number made of the moment `v` and the rule's value.
    pub(super) const fn of_v(into: &'static str, formula: &'static str) -> Self {
        MadeOf {
            into,
            of: ["v", "change"],
            names: ["v", "rule"],
            formula,
        }
    }

    /// The number that it is, where its formula is no more than a name.
    #[must_use]
    pub fn copied(&self) -> Option<&'static str> {
        let place = self.names.iter().position(|name| *name == self.formula)?;
        Some(self.of[place])
    }
}

/// The rule's value that an optimizer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The value with the learning rate in it.
    Change,
    /// The value with lr = 1: by the course's rule −∂E/∂w. The optimizer applies the learning rate itself.
    Slope,
}

/// A number in the formula of an optimizer.
pub struct Part {
    /// The name.
    pub name: &'static str,
    /// A description in a few words; where it is momentum, which change it is.
    pub says: &'static str,
    /// The value, of a change that was made.
    pub value: fn(&Made<'_>) -> f64,
}

/// The numbers that are the same for all weights of a layer.
#[derive(Clone, Copy, Debug)]
pub struct With {
    /// The learning rate; 1, if it is muted.
    pub lr: f64,
    /// Number of updates that the moments are made of, this one included.
    pub updates: u64,
    /// The optimizer's parameters in the order of its row, then zeros.
    pub parameters: [f64; MOST_PARAMETERS],
}

/// Largest number of parameters of an optimizer.
pub const MOST_PARAMETERS: usize = 4;

/// A change of one weight, and the numbers it was made of.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The value taken from the rule.
    pub taken: f64,
    /// The change made of it.
    pub change: f64,
    /// The moments after it.
    pub moments: &'a [f64],
    /// The numbers that it was made with.
    pub with: With,
}

/// The direction at a place with the slope `gradient`; `last` is the slope and the direction at the place before.
pub type Direction = fn(gradient: &Weights, last: Option<(&Weights, &Weights)>) -> Weights;

impl Optimizer {
    /// Its way of changing each weight by itself, if it has one.
    #[must_use]
    #[inline]
    pub fn each(&self) -> Option<&Each> {
        match &self.way {
            Way::Each(each) => Some(each),
            Way::Plain | Way::Along(_) => None,
        }
    }

    /// Returns `true` if it takes the rule's value with lr = 1.
    #[must_use]
    #[inline]
    pub fn takes_slope(&self) -> bool {
        self.each().is_some_and(|each| each.takes == Takes::Slope)
    }

    /// Returns `true` if it goes along a line by itself.
    #[must_use]
    #[inline]
    pub fn searches(&self) -> bool {
        matches!(self.way, Way::Along(_))
    }

    /// The settings that have no part in it: where a run only takes them over from another, they are left aside.
    #[must_use]
    pub fn leaves_aside(&self) -> &'static [&'static str] {
        match self.way {
            Way::Plain => &[],
            Way::Each(_) => &["line_search"],
            Way::Along(_) => &["lr", "rule", "send_back"],
        }
    }
}

impl PartialEq for Optimizer {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Optimizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
