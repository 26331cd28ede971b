//! The named activations: each function beside its derivative, one row each.
//!
//! A derivative is given e and y = f(e), so that it need not compute f again where y tells it. The forms are those that keep
//! their digits far out, where `1 − y` would have lost them: f′ of the logistic at 37 is small, not 0.

use crate::formula::function::{logistic, normal, relu, softplus, tanh};

/// A named activation f with its derivative f′.
#[derive(Debug)]
pub struct NamedActivation {
    /// Its name in lessons.
    pub name: &'static str,
    /// Its other names.
    pub also: &'static [&'static str],
    /// f, as a formula in e.
    pub formula: &'static str,
    /// The output y of a unit whose net input is e.
    pub f: fn(e: f64) -> f64,
    /// f′(e), from e and y = f(e).
    pub fprime: fn(e: f64, y: f64) -> f64,
    /// Net inputs at which f has a kink or a jump, and f′ is set by this row.
    pub kinks: &'static [f64],
}

/// All named activations.
pub const ACTIVATIONS: [NamedActivation; 13] = [
    NamedActivation {
        name: "identity",
        also: &["linear"],
        formula: "e",
        f: |e| e,
        fprime: |_, _| 1.0,
        kinks: &[],
    },
    NamedActivation {
        name: "logistic",
        also: &["sigmoid"],
        formula: "1 / (1 + exp(-e))",
        f: logistic,
        fprime: |e, y| {
            if y < 0.9 {
                y * (1.0 - y)
            } else {
                y * logistic(-e)
            }
        },
        kinks: &[],
    },
    NamedActivation {
        name: "tanh",
        also: &[],
        formula: "tanh(e)",
        f: tanh,
        fprime: |e, y| {
            // cosh takes its time; up to here 1 − y² keeps 14 digits.
            if y.abs() < 0.99 {
                1.0 - y * y
            } else {
                e.cosh().powi(-2)
            }
        },
        kinks: &[],
    },
    NamedActivation {
        name: "relu",
        also: &[],
        formula: "if(e > 0, e, 0)",
        f: relu,
        fprime: |e, _| if e > 0.0 { 1.0 } else { 0.0 },
        kinks: &[0.0],
    },
    NamedActivation {
        name: "leaky-relu",
        also: &[],
        formula: "if(e > 0, e, 0.01 * e)",
        f: |e| if e > 0.0 { e } else { 0.01 * e },
        fprime: |e, _| if e > 0.0 { 1.0 } else { 0.01 },
        kinks: &[0.0],
    },
    NamedActivation {
        name: "softplus",
        also: &[],
        formula: "ln(1 + exp(e))",
        f: softplus,
        fprime: |e, _| logistic(e),
        kinks: &[],
    },
    NamedActivation {
        name: "elu",
        also: &[],
        formula: "if(e > 0, e, exp(e) - 1)",
        f: |e| if e > 0.0 { e } else { e.exp_m1() },
        fprime: |e, _| if e > 0.0 { 1.0 } else { e.exp() },
        kinks: &[],
    },
    NamedActivation {
        name: "gelu",
        also: &[],
        formula: "e * (1 + erf(e / sqrt(2))) / 2",
        f: |e| {
            if e == f64::NEG_INFINITY {
                0.0
            } else {
                e * normal(e)
            }
        },
        fprime: |e, _| normal(e) + e * (-0.5 * e * e).exp() / (2.0 * std::f64::consts::PI).sqrt(),
        kinks: &[],
    },
    NamedActivation {
        name: "swish",
        also: &[],
        formula: "e / (1 + exp(-e))",
        f: |e| e * logistic(e),
        fprime: |e, _| logistic(e) * (1.0 + e * logistic(-e)),
        kinks: &[],
    },
    NamedActivation {
        name: "softsign",
        also: &[],
        formula: "e / (1 + abs(e))",
        f: |e| e / (1.0 + e.abs()),
        fprime: |e, _| (1.0 + e.abs()).powi(-2),
        kinks: &[],
    },
    NamedActivation {
        name: "sine",
        also: &["sin"],
        formula: "sin(e)",
        f: f64::sin,
        fprime: |e, _| e.cos(),
        kinks: &[],
    },
    NamedActivation {
        name: "gaussian",
        also: &[],
        formula: "exp(-e^2)",
        f: |e| (-e * e).exp(),
        fprime: |e, y| -2.0 * e * y,
        kinks: &[],
    },
    NamedActivation {
        name: "step",
        also: &[],
        formula: "if(e < 0, 0, 1)",
        f: |e| if e < 0.0 { 0.0 } else { 1.0 },
        fprime: |_, _| 0.0,
        kinks: &[0.0],
    },
];

/// The activation called `name`, in which `_` is read as `-`.
#[must_use]
pub fn activation(name: &str) -> Option<&'static NamedActivation> {
    let name = name.replace('_', "-");
    ACTIVATIONS
        .iter()
        .find(|row| row.name == name || row.also.contains(&name.as_str()))
}

/// Every name that [`activation`] knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    ACTIVATIONS
        .iter()
        .flat_map(|row| std::iter::once(row.name).chain(row.also.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::written::WrittenActivation;

    /// −8 to 8 in steps that do not hit 0.
    fn net_inputs() -> impl Iterator<Item = f64> {
        (-80..80).map(|i| f64::from(i) / 10.0 + 0.037)
    }

    #[test]
    fn each_function_is_what_its_formula_says() {
        for row in &ACTIVATIONS {
            let formula = WrittenActivation::read(row.formula).expect(row.name);
            for e in net_inputs().chain([0.0]) {
                let said = formula.f(e);
                assert!(
                    (said - (row.f)(e)).abs() < 1e-14 * (1.0 + said.abs()),
                    "{} at {e}: {said}",
                    row.name
                );
            }
        }
    }

    #[test]
    fn each_derivative_agrees_with_the_central_difference() {
        for row in &ACTIVATIONS {
            for e in net_inputs() {
                let h = 1e-5;
                let central = ((row.f)(e + h) - (row.f)(e - h)) / (2.0 * h);
                let fprime = (row.fprime)(e, (row.f)(e));
                assert!(
                    (central - fprime).abs() < 1e-9,
                    "{} at {e}: {central} against {fprime}",
                    row.name
                );
            }
        }
    }

    #[test]
    fn far_out_nothing_overflows_and_a_small_slope_is_not_zero() {
        for row in &ACTIVATIONS {
            for e in [-1e6, -700.0, 700.0, 1e6] {
                let y = (row.f)(e);
                let fprime = (row.fprime)(e, y);
                assert!(
                    y.is_finite() && fprime.is_finite(),
                    "{} at {e}: {y}, {fprime}",
                    row.name
                );
            }
        }
        for (name, e, expected) in [
            ("logistic", 37.0, 8.533_047_625_744e-17),
            ("logistic", -37.0, 8.533_047_625_744e-17),
            ("tanh", 20.0, 1.699_341_702_116_6e-17),
        ] {
            let row = activation(name).expect(name);
            let fprime = (row.fprime)(e, (row.f)(e));
            assert!(
                (fprime / expected - 1.0).abs() < 1e-12,
                "{name} at {e}: {fprime:e}"
            );
        }
    }

    #[test]
    fn at_zero_the_kinks_are_what_the_format_says() {
        let at_zero = |name: &str| {
            let row = activation(name).expect(name);
            ((row.f)(0.0), (row.fprime)(0.0, (row.f)(0.0)))
        };
        assert_eq!(at_zero("relu"), (0.0, 0.0));
        assert_eq!(at_zero("leaky_relu"), (0.0, 0.01));
        assert_eq!(at_zero("step"), (1.0, 0.0));
    }

    #[test]
    fn an_activation_answers_to_all_its_names() {
        for (name, row) in [
            ("sigmoid", "logistic"),
            ("sin", "sine"),
            ("leaky_relu", "leaky-relu"),
            ("tanh", "tanh"),
        ] {
            assert_eq!(activation(name).map(|found| found.name), Some(row));
        }
        assert!(activation("tahn").is_none());
    }
}
