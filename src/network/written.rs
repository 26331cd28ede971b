//! Activations that are written as formulas in e; their derivatives are derived.

use std::sync::Arc;

use super::activation::{NamedActivation, activation, names};
use crate::formula::tree::{ExprKind, Operator};
use crate::formula::{
    Compiled, Expr, NotANumber, Problem, Scope, Span, Vocabulary, derive, nearest, parse, unknown,
};

/// An activation f with its derivative f′, named or written.
#[derive(Clone, Debug)]
pub enum Activation {
    /// One that has a name.
    Named(&'static NamedActivation),
    /// One that is a formula in e.
    Written(Arc<WrittenActivation>),
}

impl Activation {
    /// Reads a name, or a formula in e.
    ///
    /// # Errors
    /// If it is neither, or the formula cannot be differentiated.
    pub fn read(text: &str) -> Result<Activation, Problem> {
        if let Some(row) = activation(text.trim()) {
            return Ok(Activation::Named(row));
        }
        match WrittenActivation::read(text) {
            Ok(written) => Ok(Activation::Written(Arc::new(written))),
            Err(problem)
                if text
                    .trim()
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) =>
            {
                Err(no_such_name(text.trim(), problem.span))
            }
            Err(problem) => Err(problem),
        }
    }

    /// Its name, or its formula as it was written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Activation::Named(row) => row.name,
            Activation::Written(written) => &written.text,
        }
    }

    /// f as a formula in e.
    #[must_use]
    pub fn formula(&self) -> &str {
        match self {
            Activation::Named(row) => row.formula,
            Activation::Written(written) => &written.text,
        }
    }

    /// The output y of a unit whose net input is e.
    #[must_use]
    pub fn f(&self, e: f64) -> f64 {
        match self {
            Activation::Named(row) => (row.f)(e),
            Activation::Written(written) => written.f(e),
        }
    }

    /// f′(e), from e and y = f(e).
    #[must_use]
    pub fn fprime(&self, e: f64, y: f64) -> f64 {
        match self {
            Activation::Named(row) => (row.fprime)(e, y),
            Activation::Written(written) => written.fprime(e),
        }
    }
}

fn no_such_name(name: &str, span: Span) -> Problem {
    let problem = Problem::new(span, format!("unknown activation \"{name}\""));
    match nearest(name, names()) {
        Some(near) => problem.help(format!("did you mean \"{near}\"?")),
        None => problem
            .help("write a name (logistic, tanh, relu …), or a formula in e: \"e / (1 + abs(e))\""),
    }
}

/// A formula in e, and the formula that was derived from it.
#[derive(Debug)]
pub struct WrittenActivation {
    text: String,
    f: Compiled<NetInput>,
    fprime: Compiled<NetInput>,
}

impl WrittenActivation {
    /// Reads a formula in e.
    ///
    /// # Errors
    /// If it is none, or cannot be differentiated.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let formula = parse(text)?.number()?;
        if let Some(problem) = power_of_e(&formula) {
            return Err(problem);
        }
        let f = Compiled::new(&formula, &OnlyE(0.0))?;
        let fprime = Compiled::new(&derive(&formula, "e")?.derivative, &OnlyE(0.0))?;
        Ok(WrittenActivation {
            text: text.trim().to_string(),
            f,
            fprime,
        })
    }

    /// f(e); not a number where the formula has no value.
    #[must_use]
    pub fn f(&self, e: f64) -> f64 {
        self.f.eval(&OnlyE(e)).unwrap_or(f64::NAN)
    }

    /// f′(e); not a number where the formula has no value.
    #[must_use]
    pub fn fprime(&self, e: f64) -> f64 {
        self.fprime.eval(&OnlyE(e)).unwrap_or(f64::NAN)
    }
}

/// The complaint of a power of e that depends on e: who writes that means the exponential function.
fn power_of_e(formula: &Expr) -> Option<Problem> {
    if let ExprKind::Binary(Operator::Power, base, exponent) = &formula.kind
        && base.kind == ExprKind::Name("e".to_string())
        && exponent.mentions("e")
    {
        let problem = Problem::new(
            formula.span,
            "`e` is the net input here, not the number 2.718…",
        );
        return Some(problem.help(format!("write `exp({exponent})`")));
    }
    formula.children().into_iter().find_map(power_of_e)
}

/// Advice for a formula with other names than `e`.
const ONLY_E: &str =
    "an activation is a formula in `e`, the net input; the exponential function is `exp(…)`";

/// The only name in a formula of an activation: the net input e.
#[derive(Clone, Copy, Debug)]
struct NetInput;

/// The vocabulary that knows e, and the scope in which it has this value.
struct OnlyE(f64);

impl Vocabulary for OnlyE {
    type Leaf = NetInput;

    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<NetInput, Problem> {
        match (name, args) {
            ("e", None) => Ok(NetInput),
            ("e", Some(_)) => {
                Err(Problem::new(span, "`e` takes no brackets")
                    .help("for a product write `e * (…)`"))
            }
            _ => {
                let unknown = unknown(name, span, &["e"]);
                Err(match unknown.help {
                    Some(_) => unknown,
                    None => unknown.help(ONLY_E),
                })
            }
        }
    }

    fn of(&self, _: &str, span: Span) -> Result<Self, Problem> {
        Err(Problem::new(span, "an activation is a formula in e alone"))
    }
}

impl Scope<NetInput> for OnlyE {
    fn value(&self, NetInput: &NetInput) -> Result<f64, NotANumber> {
        Ok(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::alike;

    #[test]
    fn a_written_activation_is_what_the_named_one_is() {
        for row in &super::super::activation::ACTIVATIONS {
            let written = WrittenActivation::read(row.formula).expect(row.name);
            for e in [-3.3, -1.0, -0.2, 0.4, 2.7] {
                let y = (row.f)(e);
                assert!(
                    alike(written.f(e), y) && alike(written.fprime(e), (row.fprime)(e, y)),
                    "{} at {e}",
                    row.name
                );
            }
        }
    }

    #[test]
    fn what_is_no_activation_is_told_why() {
        for (text, said) in [
            (
                "tahn",
                "unknown activation \"tahn\"; did you mean \"tanh\"?",
            ),
            ("e^", "expected a number, a name, `(` or `-`, found the end"),
            (
                "foo(e)",
                "unknown name `foo`; an activation is a formula in `e`, the net input; the exponential function is `exp(…)`",
            ),
            (
                "e < 1",
                "expected a number here, found a condition; a condition holds or does not; it cannot be added or compared",
            ),
        ] {
            assert_eq!(Activation::read(text).expect_err(text).to_string(), said);
        }
    }
}
