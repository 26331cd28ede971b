//! A row of the table of optimizers: how the changes of weights are made of what the rule gives.

use std::fmt;

use crate::network::Weights;

/// A way to make the changes of weights of what the rule gives. Two are the same if they have the same name.
pub struct Optimizer {
    /// The word for it in lessons and commands.
    pub name: &'static str,
    /// The name where people read.
    pub called: &'static str,
    /// The numbers that it has, in the order in which [`With`] gives them.
    pub parameters: &'static [Parameter],
    /// What it does.
    pub way: Way,
}

/// A number that optimizers have; they share those of one key.
#[derive(Debug)]
pub struct Parameter {
    /// The word for it in lessons and commands.
    pub key: &'static str,
    /// What it is where nobody says.
    pub usual: f64,
    /// A description in a few words.
    pub says: &'static str,
}

/// How an optimizer makes changes.
pub enum Way {
    /// A change is what the rule gives.
    Plain,
    /// Each change is made of what the rule gives for its weight, now and before.
    Each(Each),
    /// All changes together are a step of a line search along a direction.
    Along(Direction),
}

/// An optimizer that goes weight by weight.
pub struct Each {
    /// What it takes.
    pub takes: Takes,
    /// How many numbers it remembers for a weight; all are 0 at first.
    pub moments: usize,
    /// The change of a weight of what it takes for it; brings the moments up to date.
    pub step: fn(taken: f64, moments: &mut [f64], with: &With) -> f64,
    /// The change as a formula of `rule`, which is what it takes, `lr`, its parameters and its parts.
    pub formula: &'static str,
    /// The names in the formula that nobody sets.
    pub parts: &'static [Part],
}

/// What an optimizer takes from the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// What the rule gives, the learning rate in it.
    Change,
    /// What the rule gives with lr = 1: by the course's rule −∂E/∂w. The optimizer has the learning rate itself.
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
    /// How many updates the moments are made of, this one among them.
    pub updates: u64,
    /// The optimizer's parameters in the order of its row, then zeros.
    pub parameters: [f64; MOST_PARAMETERS],
}

/// How many parameters an optimizer may have.
pub const MOST_PARAMETERS: usize = 4;

/// A change of one weight with what it was made of.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// What was taken from the rule.
    pub taken: f64,
    /// What was made of it.
    pub change: f64,
    /// The moments after it.
    pub moments: &'a [f64],
    /// The numbers that it was made with.
    pub with: With,
}

/// The direction from where the slope is `gradient`; `last` is the slope at the place before with the direction taken there.
pub type Direction = fn(gradient: &Weights, last: Option<(&Weights, &Weights)>) -> Weights;

impl Optimizer {
    /// What it does for each weight by itself, if that is its way.
    #[must_use]
    #[inline]
    pub fn each(&self) -> Option<&Each> {
        match &self.way {
            Way::Each(each) => Some(each),
            Way::Plain | Way::Along(_) => None,
        }
    }

    /// Whether it takes what the rule gives with lr = 1.
    #[must_use]
    #[inline]
    pub fn takes_slope(&self) -> bool {
        self.each().is_some_and(|each| each.takes == Takes::Slope)
    }

    /// Whether it goes along a line by itself.
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
