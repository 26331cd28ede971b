//! A sum that has been simplified, written down in the order in which books have it.

use super::compose::{product, sum};
use super::monomial::{Monomial, Power};
use super::rational::{Rational, literal};
use crate::formula::language::function::function;
use crate::formula::language::tree::{Expr, ExprKind, Operator};

/// The formula of a sum, beginning with a positive summand if there is one.
#[must_use]
pub fn arrange(total: &[Monomial]) -> Expr {
    let mut arranged: Vec<(bool, Expr)> = total.iter().map(arranged).collect();
    if let Some(positive) = arranged.iter().position(|(negative, _)| !negative) {
        arranged[..=positive].rotate_right(1);
    }
    let mut addends = arranged.into_iter();
    let first = match addends.next() {
        Some((true, first)) => leftmost_negated(first),
        Some((false, first)) => first,
        None => Expr::whole(0),
    };
    sum(std::iter::once((false, first)).chain(addends))
}

/// `-2 * e` is read as (−2) · e: the minus belongs to the first factor.
fn leftmost_negated(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Binary(operator @ (Operator::Multiply | Operator::Divide), a, b) => {
            leftmost_negated(*a).joined(operator, *b)
        }
        _ => expr.negated(),
    }
}

/// Rank of a factor in a product, in the order of books: constants, names, brackets, powers, functions.
fn rank(base: &Expr) -> u8 {
    match &base.kind {
        _ if is_constant(base) => 0,
        ExprKind::Binary(Operator::Power, a, _) if rank(a) == 1 => 1,
        ExprKind::Binary(Operator::Power, ..) => 3,
        ExprKind::Binary(..) => 2,
        ExprKind::Call(name, _) if function(name).is_some() || name == "if" => 4,
        _ => 1,
    }
}

/// `true` for what has the same value everywhere: `2`, `pi`, `sqrt(2 / pi)`.
fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_) => true,
        ExprKind::Name(name) => name == "pi",
        ExprKind::Call(name, args) => function(name).is_some() && args.iter().all(is_constant),
        ExprKind::Negate(_) | ExprKind::Binary(..) => expr.children().into_iter().all(is_constant),
        _ => false,
    }
}

/// The summand's size as a formula (number, factors, bar, divisors), with `true` before it if the summand is negative.
fn arranged(summand: &Monomial) -> (bool, Expr) {
    let mut powers: Vec<&Power> = summand.powers.iter().collect();
    powers.sort_by_key(|power| rank(&power.base));
    let side = |below: bool, digits: String| {
        let number = (digits != "1").then(|| literal(digits));
        let powers = powers
            .iter()
            .filter(|power| power.exponent.is_negative() == below)
            .map(|power| raised(power));
        number.into_iter().chain(powers).collect::<Vec<_>>()
    };
    let (above, below) = summand.coefficient.digits();
    let (above, below) = (side(false, above), side(true, below));
    let top = product(above);
    let arranged = if below.is_empty() {
        top
    } else {
        top.joined(Operator::Divide, product(below))
    };
    (summand.coefficient.is_negative(), arranged)
}

fn raised(power: &Power) -> Expr {
    let exponent = power.exponent.size();
    if exponent == Rational::ONE {
        return power.base.clone();
    }
    power
        .base
        .clone()
        .joined(Operator::Power, exponent.formula())
}
