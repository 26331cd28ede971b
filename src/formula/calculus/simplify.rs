//! A formula made short enough to be read, with the value that it had: numbers worked out, like parts collected.
//! It does not multiply out, factor, or know identities of functions, but for those of a sign with its size and of a root.

use super::arrange::arrange;
use super::compose::{addends, factors};
use super::monomial::{Monomial, add};
use super::rational::Rational;
use crate::formula::language::function::{Rule, function};
use crate::formula::language::parse::parse;
use crate::formula::language::problem::Problem;
use crate::formula::language::tree::{Expr, ExprKind, Operator, PARTS};

/// Largest number of parts of a formula before it is simplified.
pub const LONGEST: usize = 4 * PARTS;
/// A function's value is written out if it is a whole number up to this.
const PLAIN: f64 = 1e6;

/// `expr`, simpler. Wherever `expr` has a finite value, the result has the same but for rounding; its places are
/// those of its own printed text.
///
/// # Errors
/// If the result is too long or too deep to be a formula.
pub fn simplify(expr: &Expr) -> Result<Expr, Problem> {
    if expr.size() > LONGEST {
        return Err(too_long(expr));
    }
    let simple = simple(expr);
    if simple.size() > PARTS {
        return Err(too_long(expr));
    }
    parse(&simple.to_string()).map_err(|_| too_long(expr))
}

fn too_long(expr: &Expr) -> Problem {
    Problem::new(
        expr.span,
        format!(
            "what comes out is too long to be read: more than {PARTS} parts, or nested too deep"
        ),
    )
    .help("give the parts that repeat a name of their own, or write a shorter formula")
}

/// A condition stays as it is: how a number in it is written may matter.
fn simple(expr: &Expr) -> Expr {
    if expr.is_condition() {
        return expr.unplaced();
    }
    arrange(&total(expr))
}

/// The summands of a formula; a sum in brackets is added summand by summand, unless it is alone after a minus.
fn total(expr: &Expr) -> Vec<Monomial> {
    let addends = addends(expr);
    let alone = addends.len() == 1;
    let mut total = Vec::new();
    for (negative, addend) in addends {
        let mut summand = product(addend);
        if negative {
            summand.coefficient = summand.coefficient.negated();
        }
        let negative = summand.coefficient.is_negative();
        match summand.bracket() {
            Some(bracket) if !(alone && negative) => {
                for mut inner in self::total(bracket) {
                    if negative {
                        inner.coefficient = inner.coefficient.negated();
                    }
                    add(&mut total, inner);
                }
            }
            _ => add(&mut total, summand),
        }
    }
    total
}

fn product(expr: &Expr) -> Monomial {
    let factors = factors(expr);
    let sign = if factors.negative { -1 } else { 1 };
    let mut product = Monomial::from(Rational::whole(sign));
    for above in factors.above {
        product.multiply(factor(above));
    }
    for below in factors.below {
        product.multiply(to_power(factor(below), Rational::whole(-1)));
    }
    product
}

/// A factor that neither multiplies nor divides.
fn factor(expr: &Expr) -> Monomial {
    let alone = |expr| Monomial::power(expr, Rational::ONE);
    match &expr.kind {
        ExprKind::Number(number) => match Rational::read(&number.text) {
            Some(ratio) => ratio.into(),
            None => alone(expr.unplaced()),
        },
        ExprKind::Binary(Operator::Power, base, exponent) => power(base, exponent),
        ExprKind::Binary(..) | ExprKind::Negate(_) => collapsed(total(expr)),
        ExprKind::Call(name, args) => call(name, args),
        _ => alone(Expr::made(expr.with_parts(simple).kind)),
    }
}

/// A sum as one summand: itself if it has but one, else in brackets.
fn collapsed(mut total: Vec<Monomial>) -> Monomial {
    match total.len() {
        0 => Rational::ZERO.into(),
        1 => total.remove(0),
        _ => Monomial::power(arrange(&total), Rational::ONE),
    }
}

fn power(base: &Expr, exponent: &Expr) -> Monomial {
    let (base, exponent) = (product(base), product(exponent));
    if let Some(exponent) = exponent.number() {
        return to_power(base, exponent);
    }
    let power = arrange(&[base]).joined(Operator::Power, arrange(&[exponent]));
    Monomial::power(power, Rational::ONE)
}

fn to_power(base: Monomial, exponent: Rational) -> Monomial {
    base.to_power(exponent)
        .unwrap_or_else(|| Monomial::power(arrange(&[base]), exponent))
}

/// A function of simpler parts; its value if that is a plain whole number, as in `ln(1)`.
fn call(name: &str, args: &[Expr]) -> Monomial {
    let args: Vec<Expr> = args.iter().map(simple).collect();
    if let ("if", [_, a, b]) = (name, args.as_slice())
        && a == b
    {
        return product(a);
    }
    let numbers: Option<Vec<f64>> = args.iter().map(literal).collect();
    let value = match (
        function(name).map(|function| function.rule),
        numbers.as_deref(),
    ) {
        (Some(Rule::One(rule)), Some([a])) => Some(rule(*a)),
        (Some(Rule::Two(rule)), Some([a, b])) => Some(rule(*a, *b)),
        _ => None,
    };
    match value.filter(|value| value.fract() == 0.0 && value.abs() <= PLAIN) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a whole number up to a million"
        )]
        Some(value) => Rational::whole(value as i32).into(),
        None => Monomial::power(
            Expr::made(ExprKind::Call(name.to_string(), args)),
            Rational::ONE,
        ),
    }
}

/// The value of a number that is written out: `2`, `-0.5`, `1 / 3`.
fn literal(expr: &Expr) -> Option<f64> {
    match &expr.kind {
        ExprKind::Number(number) => Some(number.value),
        ExprKind::Negate(a) => Some(-literal(a)?),
        ExprKind::Binary(Operator::Divide, a, b) => Some(literal(a)? / literal(b)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_shorter_is() {
        for (text, simple_text) in [
            ("0 * e + 1 * w + 0", "w"),
            ("e - e", "0"),
            ("e^1 * w^0", "e"),
            ("2 * 3", "6"),
            ("1 / 3", "1 / 3"),
            ("2 / 6 + 0 / 5", "1 / 3"),
            ("0.1 * 3", "0.3"),
            ("1e-9 * e", "1e-9 * e"),
            ("--e", "e"),
            ("a - -b", "a + b"),
            ("a * a", "a^2"),
            ("a^2 * a / a^4", "1 / a"),
            ("e * 2 * w * 3", "6 * e * w"),
            ("2 * e + 3 * e - e * 5", "0"),
            ("-a + b", "b - a"),
            ("(a + b) * (a + b)", "(a + b)^2"),
            ("(a + b) / (a + b)^2", "1 / (a + b)"),
            ("a - (b - c)", "a - b + c"),
            ("a + 2 * (b - c) / -2", "a - b + c"),
            ("(2 * e)^3", "8 * e^3"),
            ("(e^2)^0.5", "(e^2)^0.5"),
            ("e * sign(e)", "abs(e)"),
            ("sign(e) / abs(e) + sign(e) * abs(e)", "1 / e + e"),
            ("sqrt(2)^2", "2"),
            ("e / sqrt(e)", "sqrt(e)"),
            ("e^0.5 * e^0.5", "e"),
            ("ln(1) + exp(0) + sqrt(9) + max(1, 2)", "6"),
            ("if(e > 0, w * 1, w)", "w"),
            ("e / 2", "e / 2"),
            ("0.5 * e * 3", "1.5 * e"),
            ("exp(e) * w * 2", "2 * w * exp(e)"),
            ("w(2, 1, 1) * 1 + linear.(2 * 3)", "w(2, 1, 1) + linear.(6)"),
            ("1 / 0", "1 / 0"),
            ("abs(-3000000) * e", "abs(-3000000) * e"),
            ("sqrt(1e24)", "sqrt(1e24)"),
            ("12345678901234567890 * e", "12345678901234567890 * e"),
        ] {
            let simple = simplify(&parse(text).expect(text)).expect(text);
            assert_eq!(simple.to_string(), simple_text, "{text}");
        }
    }

    #[test]
    fn a_condition_stays_as_it_is_written() {
        for text in ["y ~ 0.750 + 0", "if(0.1 + 0.2 == 0.3, 1, e)"] {
            assert_eq!(
                simplify(&parse(text).expect(text)).expect(text).to_string(),
                text
            );
        }
    }

    #[test]
    fn what_is_simple_stays_as_it_is() {
        for text in [
            "-(t - y)",
            "-2 * e * exp(-e^2)",
            "(1 - e^2) / (1 + e^2)^2",
            "2 * (a + b)",
        ] {
            assert_eq!(
                simplify(&parse(text).expect(text)).expect(text).to_string(),
                text
            );
        }
    }
}
