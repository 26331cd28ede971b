//! The functions of the language: one row each.

/// A function of one or two numbers.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// As it is written.
    pub name: &'static str,
    /// What it computes.
    pub rule: Rule,
}

/// A function's computation, by how many numbers it takes.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// Of one number.
    One(fn(f64) -> f64),
    /// Of two numbers.
    Two(fn(f64, f64) -> f64),
}

/// All functions but `if`, whose first part is a condition.
pub const FUNCTIONS: [Function; 16] = [
    one("abs", f64::abs),
    one("sign", sign),
    one("exp", f64::exp),
    one("ln", f64::ln),
    one("sqrt", f64::sqrt),
    one("tanh", f64::tanh),
    one("sin", f64::sin),
    one("cos", f64::cos),
    one("atan", f64::atan),
    one("acos", f64::acos),
    one("logistic", logistic),
    one("relu", relu),
    one("softplus", softplus),
    one("erf", libm::erf),
    Function {
        name: "max",
        rule: Rule::Two(larger),
    },
    Function {
        name: "min",
        rule: Rule::Two(smaller),
    },
];

const fn one(name: &'static str, rule: fn(f64) -> f64) -> Function {
    Function {
        name,
        rule: Rule::One(rule),
    }
}

/// The function called `name`.
#[must_use]
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// −1, 0 or 1.
#[must_use]
pub fn sign(a: f64) -> f64 {
    if a == 0.0 { 0.0 } else { a.signum() }
}

/// 1 / (1 + exp(−e)), by the form that does not overflow on its side of 0.
#[must_use]
pub fn logistic(e: f64) -> f64 {
    if e >= 0.0 {
        1.0 / (1.0 + (-e).exp())
    } else {
        let small = e.exp();
        small / (1.0 + small)
    }
}

/// e above 0, else 0.
#[must_use]
pub fn relu(e: f64) -> f64 {
    if e > 0.0 || e.is_nan() { e } else { 0.0 }
}

/// ln(1 + exp(e)), without overflow.
#[must_use]
pub fn softplus(e: f64) -> f64 {
    relu(e) + (-e.abs()).exp().ln_1p()
}

/// Φ(e), the share of a normal distribution below e; by the complement, which keeps its digits far below 0.
#[must_use]
pub fn normal(e: f64) -> f64 {
    0.5 * libm::erfc(-e * std::f64::consts::FRAC_1_SQRT_2)
}

/// a to the power of b; small whole powers by multiplication, so that `e^2` is `e * e` to the last bit.
#[must_use]
pub fn power(a: f64, b: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is a whole number of at most 64"
    )]
    if b.fract() == 0.0 && b.abs() <= 64.0 {
        a.powi(b as i32)
    } else {
        a.powf(b)
    }
}

/// The larger; not a number if either is none, where `f64::max` would hide it.
fn larger(a: f64, b: f64) -> f64 {
    if a.is_nan() || a > b { a } else { b }
}

/// The smaller; not a number if either is none.
fn smaller(a: f64, b: f64) -> f64 {
    if a.is_nan() || a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logistic_neither_overflows_nor_loses_its_small_values() {
        assert_eq!(logistic(700.0), 1.0);
        assert!(logistic(-700.0) > 0.0);
        assert_eq!(logistic(-1000.0), 0.0);
    }

    #[test]
    fn what_is_no_number_stays_none() {
        for one in [larger, smaller] {
            assert!(one(f64::NAN, 1.0).is_nan());
            assert!(one(1.0, f64::NAN).is_nan());
        }
        assert!(relu(f64::NAN).is_nan());
    }
}
