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
pub use self::row::{Each, MOST_PARAMETERS, Made, MadeOf, Optimizer, Parameter, Takes, Way, With};

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::formula::{Expr, constant, parse};

    /// A formula's value with numbers for its names.
    fn value(formula: &str, numbers: &BTreeMap<&str, f64>) -> f64 {
        let put = |expr: Expr, (name, number): (&&str, &f64)| expr.with_number(name, *number);
        let formula = parse(formula).expect(formula);
        constant(&numbers.iter().fold(formula, put)).expect("a number")
    }

    /// The change by the lines of an optimizer, with the numbers that it remembers.
    fn by_lines(each: &Each, with: &With, kept: &mut BTreeMap<&str, f64>, taken: f64) -> f64 {
        kept.insert("change", taken);
        for line in each.lines {
            let mut numbers = kept.clone();
            for (name, of) in line.names.iter().zip(line.of) {
                numbers.insert(name, kept.get(of).copied().unwrap_or(0.0));
            }
            numbers.insert("lr", with.lr);
            numbers.insert("n", with.updates as f64);
            kept.insert(line.into, value(line.formula, &numbers));
        }
        kept["change"]
    }

    #[test]
    fn the_lines_of_every_optimizer_say_what_its_step_does() {
        for optimizer in OPTIMIZERS {
            let Some(each) = optimizer.each() else {
                continue;
            };
            let parameters = Parameters::default().of(optimizer);
            let keys = optimizer.parameters.iter().map(|parameter| parameter.key);
            let mut kept: BTreeMap<&str, f64> = keys.zip(parameters).collect();
            let mut moments = vec![0.0; each.moments];
            for (updates, taken) in (1..).zip([0.3, -0.2, 0.5, 0.1]) {
                let with = With {
                    lr: 0.7,
                    updates,
                    parameters,
                };
                let step = (each.step)(taken, &mut moments, &with);
                let said = by_lines(each, &with, &mut kept, taken);
                assert!(
                    (step - said).abs() < 1e-12,
                    "{}: {step} {said}",
                    optimizer.name
                );
            }
        }
    }
}
