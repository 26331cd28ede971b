//! Formulas that the program makes: a pattern with its names filled in, a chain taken apart and joined again.
//! The formulas made here have no text, so their parts have no places.

use crate::formula::language::parse::parse;
use crate::formula::language::problem::{Problem, Span};
use crate::formula::language::tree::{Expr, ExprKind, Number, Operator};

/// A formula's factors: those it multiplies, those it divides by, and its sign.
#[derive(Debug, Default)]
pub struct Factors<'a> {
    /// `true` if the product is negated.
    pub negative: bool,
    /// The factors above the bar.
    pub above: Vec<&'a Expr>,
    /// The factors below the bar.
    pub below: Vec<&'a Expr>,
}

impl Expr {
    /// A formula without a place.
    #[must_use]
    pub fn made(kind: ExprKind) -> Expr {
        Expr {
            kind,
            span: Span::default(),
        }
    }

    /// The name `name`.
    #[must_use]
    pub fn named(name: &str) -> Expr {
        Expr::made(ExprKind::Name(name.to_string()))
    }

    /// A small whole number; a negative one is a minus before its size.
    #[must_use]
    pub fn whole(value: i32) -> Expr {
        let size = Expr::made(ExprKind::Number(Number {
            value: f64::from(value.unsigned_abs()),
            text: value.unsigned_abs().to_string(),
        }));
        if value < 0 { size.negated() } else { size }
    }

    /// `-self`.
    #[must_use]
    pub fn negated(self) -> Expr {
        Expr::made(ExprKind::Negate(Box::new(self)))
    }

    /// `self + other` and its like.
    #[must_use]
    pub fn joined(self, operator: Operator, other: Expr) -> Expr {
        Expr::made(ExprKind::Binary(operator, Box::new(self), Box::new(other)))
    }

    /// The same formula with `change` made to each part directly below it.
    #[must_use]
    pub fn with_parts(&self, mut change: impl FnMut(&Expr) -> Expr) -> Expr {
        let mut part = |a: &Expr| Box::new(change(a));
        let kind = match &self.kind {
            ExprKind::Number(_) | ExprKind::Name(_) => self.kind.clone(),
            ExprKind::Call(name, args) => {
                ExprKind::Call(name.clone(), args.iter().map(|arg| *part(arg)).collect())
            }
            ExprKind::Of(run, a) => ExprKind::Of(run.clone(), part(a)),
            ExprKind::Derivative(a, b) => ExprKind::Derivative(part(a), part(b)),
            ExprKind::Negate(a) => ExprKind::Negate(part(a)),
            ExprKind::Binary(operator, a, b) => ExprKind::Binary(*operator, part(a), part(b)),
            ExprKind::Compare(comparison, a, b) => ExprKind::Compare(*comparison, part(a), part(b)),
            ExprKind::Near(a, b, tolerance) => ExprKind::Near(part(a), part(b), *tolerance),
            ExprKind::Not(a) => ExprKind::Not(part(a)),
            ExprKind::And(a, b) => ExprKind::And(part(a), part(b)),
            ExprKind::Or(a, b) => ExprKind::Or(part(a), part(b)),
        };
        Expr {
            kind,
            span: self.span,
        }
    }

    /// The same formula with a number in place of a name; the spans of its parts are kept.
    #[must_use]
    pub fn with_number(&self, name: &str, value: f64) -> Expr {
        if !matches!(&self.kind, ExprKind::Name(found) if found == name) {
            return self.with_parts(|part| part.with_number(name, value));
        }
        let size = ExprKind::Number(Number {
            value: value.abs(),
            text: value.abs().to_string(),
        });
        let kind = if value < 0.0 {
            ExprKind::Negate(Box::new(Expr {
                kind: size,
                span: self.span,
            }))
        } else {
            size
        };
        Expr {
            kind,
            span: self.span,
        }
    }

    /// The same formula without places, so that two can be compared by their meaning.
    #[must_use]
    pub fn unplaced(&self) -> Expr {
        Expr::made(self.with_parts(Expr::unplaced).kind)
    }

    /// Returns `true` if `name` occurs as a name of its own; a name behind `RUN.` is another run's.
    #[must_use]
    pub fn mentions(&self, name: &str) -> bool {
        let mut left = vec![self];
        while let Some(expr) = left.pop() {
            match &expr.kind {
                ExprKind::Name(found) if found == name => return true,
                ExprKind::Of(..) => {}
                _ => left.extend(expr.children()),
            }
        }
        false
    }

    /// Number of its numbers, names, functions and operators.
    #[must_use]
    pub fn size(&self) -> usize {
        let mut left = vec![self];
        let mut size = 0;
        while let Some(expr) = left.pop() {
            size += 1;
            left.extend(expr.children());
        }
        size
    }
}

/// `pattern` with each of its names that is given a part replaced by that part.
///
/// # Errors
/// If the pattern is no formula.
pub fn fill(pattern: &str, parts: &[(&str, &Expr)]) -> Result<Expr, Problem> {
    Ok(filled(&parse(pattern)?, parts))
}

fn filled(pattern: &Expr, parts: &[(&str, &Expr)]) -> Expr {
    let part = |name: &str| parts.iter().find(|(hole, _)| *hole == name);
    if let ExprKind::Name(name) = &pattern.kind
        && let Some((_, part)) = part(name)
    {
        return (*part).clone();
    }
    Expr::made(pattern.with_parts(|inner| filled(inner, parts)).kind)
}

/// The parts that a formula adds up, in order, each with `true` if it is subtracted.
///
/// It takes any chain and any brackets in one go, so that a long sum is not a deep recursion.
#[must_use]
pub fn addends(expr: &Expr) -> Vec<(bool, &Expr)> {
    let mut left = vec![(false, expr)];
    let mut addends = Vec::new();
    while let Some((negative, expr)) = left.pop() {
        match &expr.kind {
            ExprKind::Binary(operator @ (Operator::Add | Operator::Subtract), a, b) => {
                left.push((negative != (*operator == Operator::Subtract), b));
                left.push((negative, a));
            }
            _ => addends.push((negative, expr)),
        }
    }
    addends
}

/// The parts that a formula multiplies and divides by, through any chain, brackets and signs.
#[must_use]
pub fn factors(expr: &Expr) -> Factors<'_> {
    let mut left = vec![(false, expr)];
    let mut factors = Factors::default();
    while let Some((divides, expr)) = left.pop() {
        match &expr.kind {
            ExprKind::Negate(a) => {
                factors.negative = !factors.negative;
                left.push((divides, a));
            }
            ExprKind::Binary(operator @ (Operator::Multiply | Operator::Divide), a, b) => {
                left.push((divides != (*operator == Operator::Divide), b));
                left.push((divides, a));
            }
            _ if divides => factors.below.push(expr),
            _ => factors.above.push(expr),
        }
    }
    factors
}

/// The sum of `addends`, each with `true` if it is subtracted; 0 of none.
#[must_use]
pub fn sum(addends: impl IntoIterator<Item = (bool, Expr)>) -> Expr {
    let joined = addends
        .into_iter()
        .fold(None, |sum: Option<Expr>, (negative, addend)| {
            Some(match (sum, negative) {
                (None, false) => addend,
                (None, true) => addend.negated(),
                (Some(sum), false) => sum.joined(Operator::Add, addend),
                (Some(sum), true) => sum.joined(Operator::Subtract, addend),
            })
        });
    joined.unwrap_or_else(|| Expr::whole(0))
}

/// The product of `factors`; 1 of none.
#[must_use]
pub fn product(factors: impl IntoIterator<Item = Expr>) -> Expr {
    let joined = factors
        .into_iter()
        .reduce(|product, factor| product.joined(Operator::Multiply, factor));
    joined.unwrap_or_else(|| Expr::whole(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Expr {
        parse(text).expect(text)
    }

    #[test]
    fn a_pattern_is_filled_in_all_at_once() {
        let filled = fill("u * v + f(u)", &[("u", &read("v - 1")), ("v", &read("u"))]);
        assert_eq!(
            filled.expect("a pattern").to_string(),
            "(v - 1) * u + f(v - 1)"
        );
    }

    #[test]
    fn a_name_takes_a_number_with_its_sign() {
        for (value, text) in [(2.5, "x^2 - x"), (-3.0, "x^2 - x"), (0.0, "x^2 - x")] {
            let given = read(text).with_number("x", value);
            let found = crate::formula::constant(&given);
            assert_eq!(found, Ok(value * value - value), "{value}");
        }
    }

    #[test]
    fn names_behind_a_run_are_another_runs() {
        assert!(read("sin(2 * e)").mentions("e"));
        assert!(!read("linear.e + linear.(e * w)").mentions("e"));
        assert!(!read("e(1, 2) + exp(1)").mentions("e"));
    }

    #[test]
    fn chains_come_apart_whatever_their_brackets() {
        let text = "a - (b - c * d) + -e";
        let expr = read(text);
        let parts: Vec<String> = addends(&expr)
            .into_iter()
            .map(|(negative, part)| format!("{}{part}", if negative { "-" } else { "+" }))
            .collect();
        assert_eq!(parts, ["+a", "-b", "+c * d", "+-e"]);

        let expr = read("-a / (b / -c) / d * 2^e");
        let Factors {
            negative,
            above,
            below,
        } = factors(&expr);
        let shown = |parts: Vec<&Expr>| parts.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(!negative);
        assert_eq!(shown(above), ["a", "c", "2^e"]);
        assert_eq!(shown(below), ["b", "d"]);
    }
}
