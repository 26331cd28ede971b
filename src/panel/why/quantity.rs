//! The numbers that can be asked about, by their names in the formula language.

use std::fmt;

use crate::figure::Role;
use crate::figure::number::{plain, short, significant};
use crate::network::WeightId;

/// A unit by its place; layer and unit are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitId {
    /// Layer of units, from 1.
    pub layer: usize,
    /// Unit in the layer, from 1.
    pub unit: usize,
}

/// A number of a trainer's first run that is made of others, or given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// What the update adds to a weight.
    Change(WeightId),
    /// What one pattern, from 0, asks for: its share of a batch's change.
    Share(WeightId, usize),
    /// A weight as it stands.
    Weight(WeightId),
    /// delta of a unit.
    Delta(UnitId),
    /// f′(e) of a unit.
    Fprime(UnitId),
    /// e of a unit.
    NetInput(UnitId),
    /// y of a unit.
    Output(UnitId),
    /// An input of a layer's units, both from 1: of layer 1 the net's; the one after the last is the bias's 1.
    Input(usize, usize),
    /// A target, from 1.
    Target(usize),
    /// The error on a pattern, from 0, or over all.
    Error(Option<usize>),
    /// The learning rate.
    Lr,
    /// m of momentum.
    Momentum,
}

impl Quantity {
    /// What its name and its number are marked as.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Quantity::Lr => Role::Lr,
            Quantity::Delta(_) => Role::Delta,
            Quantity::Fprime(_) => Role::Fprime,
            Quantity::Input(..) => Role::Input,
            _ => Role::Plain,
        }
    }
}

impl Quantity {
    /// What it is called where people read.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Quantity::Fprime(UnitId { layer, unit }) => format!("f′(e({layer},{unit}))"),
            Quantity::Share(id, pattern) => {
                format!("{}, share of pattern {}", Quantity::Change(id), pattern + 1)
            }
            _ => self.to_string(),
        }
    }

    /// Its value, as it is read: what was written as it was written, a weight with the digits by which changes show.
    #[must_use]
    pub fn number(self, value: f64) -> String {
        match self {
            Quantity::Lr | Quantity::Momentum | Quantity::Target(_) | Quantity::Input(..) => {
                plain(value)
            }
            Quantity::Weight(_) => significant(value, WEIGHT_DIGITS),
            _ => short(value),
        }
    }
}

/// Digits by which small changes of a weight show.
pub const WEIGHT_DIGITS: usize = 6;

/// As a formula about the trainer, which has the same value while the update is under way or next.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_weight = |id: &WeightId| format!("change({},{},{})", id.layer, id.unit, id.input);
        let of_unit = |word: &str, id: &UnitId| format!("{word}({},{})", id.layer, id.unit);
        f.write_str(&match self {
            Quantity::Change(id) => of_weight(id),
            Quantity::Share(id, pattern) => format!("on({}, {})", pattern + 1, of_weight(id)),
            Quantity::Weight(id) => id.to_string(),
            Quantity::Delta(id) => of_unit("delta", id),
            Quantity::Fprime(id) => of_unit("fprime", id),
            Quantity::NetInput(id) => of_unit("e", id),
            Quantity::Output(id) => of_unit("y", id),
            Quantity::Input(layer, input) => format!("input({layer},{input})"),
            Quantity::Target(place) => format!("t({place})"),
            Quantity::Error(Some(pattern)) => format!("E({})", pattern + 1),
            Quantity::Error(None) => "E".to_string(),
            Quantity::Lr => "lr".to_string(),
            Quantity::Momentum => "momentum".to_string(),
        })
    }
}
