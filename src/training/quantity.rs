//! `Quantity`: a number of a trainer, by its name and what it belongs to. All that the program knows of a name is a row of
//! [`NAMES`]; formulas, rules, explanations, panels and what a question hides read that row and keep no list of names themselves.

mod asked;
mod row;
mod table;

use std::fmt;

pub(super) use self::asked::Asked;
pub use self::row::{At, Form, InRule, Part, Row};
pub use self::table::{NAMES, PATTERN};
use crate::network::{Layout, UnitId, WeightId};

/// A number of a run: a name, and the part of the run it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The name in formulas, one of [`NAMES`].
    pub name: &'static str,
    /// The part of the run it belongs to.
    pub at: At,
}

/// Domains that formulas are taken over.
pub const DOMAINS: [&str; 4] = ["weights", "layers", "patterns", "epochs"];

/// The names of formulas about a trainer.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|row| row.name)
}

/// The row of a name; a prime may be written `'` or `′`.
#[must_use]
pub fn row(name: &str) -> Option<&'static Row> {
    let plain = name.replace('′', "'");
    NAMES.iter().find(|row| row.name == plain)
}

/// Names that are hidden while `name` is asked for: the name itself, and those that tell the same.
#[must_use]
pub fn tellers(name: &str) -> Vec<&str> {
    let told_by = row(name).map_or(&[][..], |row| row.told_by);
    std::iter::once(name)
        .chain(told_by.iter().copied())
        .collect()
}

impl Quantity {
    /// The number of this name, one of [`NAMES`].
    #[must_use]
    pub const fn new(name: &'static str, at: At) -> Quantity {
        Quantity { name, at }
    }

    /// The number of the run of this name.
    #[must_use]
    pub const fn of_run(name: &'static str) -> Quantity {
        Quantity::new(name, At::Run)
    }

    /// The number of this name that a weight has, or its unit, or its input.
    #[must_use]
    pub fn of_weight(name: &'static str, weight: WeightId) -> Quantity {
        let at = row(name).map_or(At::Run, |row| row.about(weight));
        Quantity::new(name, at)
    }

    /// The number of this name that a unit has.
    #[must_use]
    pub const fn of_unit(name: &'static str, unit: UnitId) -> Quantity {
        Quantity::new(name, At::Unit(unit))
    }

    /// The row of its name.
    ///
    /// # Panics
    /// If the name is none: `name` is written out of [`NAMES`] only.
    #[must_use]
    pub fn row(self) -> &'static Row {
        row(self.name).expect("a quantity has a name of the table")
    }

    /// Returns `true` if it belongs to whichever weight is selected.
    #[must_use]
    pub fn follows_selection(self) -> bool {
        self.at == At::Selected && self.row().forms.contains(&Form::Selected)
    }

    /// The weight that it is a number of, if it is one of a weight.
    #[must_use]
    pub fn weight(self) -> Option<WeightId> {
        match self.at {
            At::Weight(weight) | At::Share(weight, _) => Some(weight),
            _ => None,
        }
    }

    /// The pattern that it is a number on, from 0, where it names one.
    #[must_use]
    pub fn pattern(self) -> Option<usize> {
        match self.at {
            At::Share(_, pattern) | At::Pattern(pattern) => Some(pattern),
            _ => None,
        }
    }

    /// Returns `true` if a net of this layout has such a number.
    #[must_use]
    pub fn is_in(self, layout: &Layout) -> bool {
        match self.at {
            At::Weight(weight) | At::Share(weight, _) => layout.weight(weight).is_some(),
            At::Unit(unit) => layout.unit(unit).is_some(),
            At::Input(layer, input) => {
                (1..=layout.layers()).contains(&layer)
                    && (1..=layout.inputs(layer) + 1).contains(&input)
            }
            At::Run | At::Selected | At::Pattern(_) => true,
        }
    }
}

/// As a formula about the trainer, which has the same value while the update is under way or next.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.at {
            At::Run | At::Selected => f.write_str(name),
            At::Weight(WeightId { layer, unit, input }) => {
                write!(f, "{name}({layer},{unit},{input})")
            }
            At::Share(WeightId { layer, unit, input }, pattern) => {
                write!(f, "on({}, {name}({layer},{unit},{input}))", pattern + 1)
            }
            At::Unit(UnitId { unit, .. }) if !self.row().forms.contains(&Form::Unit) => {
                write!(f, "{name}({unit})")
            }
            At::Unit(UnitId { layer, unit }) => write!(f, "{name}({layer},{unit})"),
            At::Input(_, input) if !self.row().forms.contains(&Form::Input) => {
                write!(f, "{name}({input})")
            }
            At::Input(layer, input) => write!(f, "{name}({layer},{input})"),
            At::Pattern(pattern) => write!(f, "{name}({})", pattern + 1),
        }
    }
}
