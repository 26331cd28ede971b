//! An optimizer's change of a weight, made from the rule's, as its own formula with its numbers.

use super::statement::{Part, Statement};
use crate::figure::Role;
use crate::training::{Each, Made, Optimizer, Quantity, Term};

/// The formula of a change.
#[must_use]
pub fn statement(optimizer: &Optimizer, each: &Each, made: &Made<'_>) -> Statement {
    Statement::read(Role::Plain, each.formula, |name| {
        number(optimizer, each, made, name)
    })
}

/// A number in the formula: what is taken from the rule, the learning rate, a parameter, or a part of the optimizer's own.
fn number(optimizer: &Optimizer, each: &Each, made: &Made<'_>, name: &str) -> Option<Part> {
    if name == "rule" {
        let part = Part::new(Role::Plain, name, made.taken);
        return Some(part.about("what the rule gives with lr = 1"));
    }
    if Term::named(name) == Some(Term::Lr) {
        let part = Part::given(Role::Term(Term::Lr), name, made.with.lr);
        return Some(part.into(Quantity::of_run(Term::Lr.name())));
    }
    let parameters = optimizer.parameters.iter().zip(made.with.parameters);
    let set = parameters
        .filter(|(parameter, _)| parameter.key == name)
        .map(|(parameter, value)| Part::given(Role::Plain, name, value).about(parameter.says));
    let own = each.parts.iter().filter(|part| part.name == name);
    let own = own.map(|part| Part::new(Role::Plain, name, (part.value)(made)).about(part.says));
    set.chain(own).next()
}
