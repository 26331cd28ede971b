//! The optimizers: a file each, and a row of this table. Each file has its change as made of the rule's value, and its
//! numbers; lessons, `set`, panels and explanations know it from there.

mod adam;
mod conjugate_gradient;
mod descent;
mod momentum;
mod nesterov;
mod rmsprop;
mod row;

use std::collections::BTreeMap;

pub use self::momentum::MOMENTUM;
pub use self::row::{Each, MOST_PARAMETERS, Made, Optimizer, Parameter, Takes, Way, With};

/// All, in the order in which one goes through them.
pub static OPTIMIZERS: [&Optimizer; 6] = [
    &descent::ROW,
    &momentum::ROW,
    &nesterov::ROW,
    &rmsprop::ROW,
    &adam::ROW,
    &conjugate_gradient::ROW,
];

/// The optimizer of this name.
#[must_use]
pub fn optimizer(name: &str) -> Option<&'static Optimizer> {
    OPTIMIZERS.into_iter().find(|row| row.name == name)
}

/// The parameters of all optimizers, each once.
pub fn parameters() -> impl Iterator<Item = &'static Parameter> {
    let all = || OPTIMIZERS.iter().flat_map(|row| row.parameters);
    all().enumerate().filter_map(move |(place, parameter)| {
        let is_new = all().take(place).all(|other| other.key != parameter.key);
        is_new.then_some(parameter)
    })
}

/// The values of parameters that somebody has set; the others are as usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters(BTreeMap<&'static str, f64>);

impl Parameters {
    /// The value of a parameter.
    #[must_use]
    pub fn get(&self, parameter: &Parameter) -> f64 {
        let set = self.0.get(parameter.key).copied();
        set.unwrap_or(parameter.usual)
    }

    /// Sets a parameter.
    pub fn set(&mut self, parameter: &Parameter, value: f64) {
        self.0.insert(parameter.key, value);
    }

    /// The values for an optimizer, in the order of its row.
    #[must_use]
    pub fn of(&self, optimizer: &Optimizer) -> [f64; MOST_PARAMETERS] {
        let mut values = [0.0; MOST_PARAMETERS];
        for (value, parameter) in values.iter_mut().zip(optimizer.parameters) {
            *value = self.get(parameter);
        }
        values
    }
}
