//! Numbers as people read them in explanations: their names, their digits, their roles.

use crate::figure::Role;
use crate::figure::number::{plain, short, significant};
use crate::training::{At, Quantity, Term};

/// The role that a number and its name are marked with.
#[must_use]
pub fn role(quantity: Quantity) -> Role {
    Term::named(quantity.name).map_or(Role::Plain, Role::Term)
}

/// The name where people read.
#[must_use]
pub fn name(quantity: Quantity) -> String {
    let shown = quantity.row().shown;
    match quantity.at {
        At::Share(id, pattern) => {
            let change = Quantity::new(quantity.name, At::Weight(id));
            format!("{change}, share of pattern {}", pattern + 1)
        }
        // f′(e(2,1))
        At::Unit(unit) if shown.ends_with("(e)") => {
            let e = Quantity::new("e", At::Unit(unit));
            shown.replace("(e)", &format!("({e})"))
        }
        _ => quantity.to_string(),
    }
}

/// The value as people read it: what somebody wrote as it was written, a weight with the digits by which changes show.
#[must_use]
pub fn number(quantity: Quantity, value: f64) -> String {
    match (quantity.name, quantity.at) {
        ("w" | "b", _) => significant(value, WEIGHT_DIGITS),
        ("t", _) | (_, At::Input(..)) => plain(value),
        (_, At::Run) if quantity.row().is_of_run_alone() => plain(value),
        _ => short(value),
    }
}

/// Digits by which small changes of a weight show.
pub const WEIGHT_DIGITS: usize = 6;
