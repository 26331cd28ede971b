//! The functions of the language: one row each, each function beside its derivative.

/// A function of one or two numbers.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name in formulas.
    pub name: &'static str,
    /// Its computation.
    pub rule: Rule,
    /// Its derivative, as a formula in `u`; of two numbers, in `u`, `v` and their derivatives `du`, `dv`.
    ///
    /// At a kink it follows the format's rule for activations: `relu` and its relatives have 0 there.
    pub derivative: &'static str,
}

/// A function's computation, by its number of arguments.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// Of one number.
    One(fn(f64) -> f64),
    /// Of two numbers.
    Two(fn(f64, f64) -> f64),
}

/// All functions but `if`, whose first part is a condition.
pub const FUNCTIONS: [Function; 20] = [
    one("abs", f64::abs, "sign(u)"),
    one("sign", sign, "0"),
    one("exp", f64::exp, "exp(u)"),
    one("ln", f64::ln, "1 / u"),
    one("log10", f64::log10, "1 / (u * ln(10))"),
    one("sqrt", f64::sqrt, "1 / (2 * sqrt(u))"),
    one("tanh", tanh, "1 - tanh(u)^2"),
    one("sin", f64::sin, "cos(u)"),
    one("cos", f64::cos, "-sin(u)"),
    one("atan", f64::atan, "1 / (1 + u^2)"),
    one("acos", f64::acos, "-1 / sqrt(1 - u^2)"),
    // logistic(u) * (1 - logistic(u)) would lose its digits where logistic(u) is near 1.
    one("logistic", logistic, "logistic(u) * logistic(-u)"),
    one("sigmoid", logistic, "logistic(u) * logistic(-u)"),
    one(
        "swish",
        swish,
        "logistic(u) + u * logistic(u) * logistic(-u)",
    ),
    one("relu", relu, "if(u > 0, 1, 0)"),
    one("softplus", softplus, "logistic(u)"),
    // Halves go away from 0; it is flat but where it jumps.
    one("round", f64::round, "0"),
    one("erf", libm::erf, "2 / sqrt(pi) * exp(-u^2)"),
    two("max", larger, "if(u > v, du, dv)"),
    two("min", smaller, "if(u < v, du, dv)"),
];

const fn one(name: &'static str, rule: fn(f64) -> f64, derivative: &'static str) -> Function {
    Function {
        name,
        rule: Rule::One(rule),
        derivative,
    }
}

const fn two(name: &'static str, rule: fn(f64, f64) -> f64, derivative: &'static str) -> Function {
    Function {
        name,
        rule: Rule::Two(rule),
        derivative,
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

/// (1 − exp(−2e)) / (1 + exp(−2e)), which takes half as long as the standard library's way; near 0 that one keeps the
/// digits that 1 − exp(−2e) would lose.
#[must_use]
pub fn tanh(e: f64) -> f64 {
    if e.abs() < 0.5 {
        return e.tanh();
    }
    let small = (-2.0 * e.abs()).exp();
    ((1.0 - small) / (1.0 + small)).copysign(e)
}

/// e above 0, else 0.
#[must_use]
pub fn relu(e: f64) -> f64 {
    if e > 0.0 || e.is_nan() { e } else { 0.0 }
}

/// e · logistic(e), which is 0 far below 0.
#[must_use]
pub fn swish(e: f64) -> f64 {
    if e == f64::NEG_INFINITY {
        return 0.0;
    }
    e * logistic(e)
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
    fn tanh_is_the_standard_librarys_but_for_the_last_digit() {
        for e in (-4000..4000).map(|i| f64::from(i) / 200.0 + 0.001) {
            let (ours, standard) = (tanh(e), e.tanh());
            assert!(
                (ours - standard).abs() <= 2.0 * f64::EPSILON * standard.abs(),
                "{e}: {ours} is not {standard}"
            );
            assert_eq!(tanh(-e), -ours);
        }
        assert_eq!([tanh(0.0), tanh(710.0), tanh(-1e300)], [0.0, 1.0, -1.0]);
        assert_eq!(tanh(f64::NEG_INFINITY), -1.0);
    }

    #[test]
    fn what_is_no_number_stays_none() {
        for one in [larger, smaller] {
            assert!(one(f64::NAN, 1.0).is_nan());
            assert!(one(1.0, f64::NAN).is_nan());
        }
        assert!(relu(f64::NAN).is_nan() && tanh(f64::NAN).is_nan());
    }
}
