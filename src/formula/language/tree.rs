//! A formula as a tree: the parts as written, each with its place. Names have no meaning here yet.

use super::problem::{Problem, Span};

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Its kind, with its parts.
    pub kind: ExprKind,
    /// Its place in the text.
    pub span: Span,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A number as it was written.
    Number(Number),
    /// A name by itself: `delta`.
    Name(String),
    /// A name with arguments in brackets: `w(2, 1, 1)`, `exp(e)`.
    Call(String, Vec<Expr>),
    /// `RUN.` before a name, a function or a bracket: the run whose value is meant.
    Of(String, Box<Expr>),
    /// `dA/dB`, where a derivation is read: the derivative of a formula by a name.
    Derivative(Box<Expr>, Box<Expr>),
    /// `-a`.
    Negate(Box<Expr>),
    /// `a + b` and its like.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `a < b` and its like.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `a ~ b`, with `+- …` if it was written.
    Near(Box<Expr>, Box<Expr>, Option<Tolerance>),
    /// `not a`.
    Not(Box<Expr>),
    /// `a and b`.
    And(Box<Expr>, Box<Expr>),
    /// `a or b`.
    Or(Box<Expr>, Box<Expr>),
}

/// An operator that joins two numbers to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `^`
    Power,
}

/// A comparison that joins two numbers to a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `==`, exactly
    Equal,
    /// `!=`
    Unequal,
}

/// The tolerance after `+-`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// A distance.
    Absolute(f64),
    /// Percents of the right side.
    Percent(f64),
}

/// A number, and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// Its digits as written.
    pub text: String,
}

/// Deepest nesting of brackets, signs and powers.
pub const NESTING: usize = 64;
/// Largest number of parts of a formula.
pub const PARTS: usize = 1_000;

impl Expr {
    /// Returns `true` for a condition, which holds or does not, and `false` for a number.
    #[must_use]
    pub fn is_condition(&self) -> bool {
        match &self.kind {
            ExprKind::Compare(..)
            | ExprKind::Near(..)
            | ExprKind::Not(_)
            | ExprKind::And(..)
            | ExprKind::Or(..) => true,
            ExprKind::Of(_, inner) => inner.is_condition(),
            _ => false,
        }
    }

    /// The formula itself if it is a number.
    ///
    /// # Errors
    /// If it is a condition.
    pub fn number(self) -> Result<Expr, Problem> {
        if self.is_condition() {
            return Err(
                Problem::new(self.span, "expected a number here, found a condition")
                    .help("a condition holds or does not; it cannot be added or compared"),
            );
        }
        Ok(self)
    }

    /// The formula itself if it is a condition.
    ///
    /// # Errors
    /// If it is a number.
    pub fn condition(self) -> Result<Expr, Problem> {
        if !self.is_condition() {
            return Err(
                Problem::new(self.span, "expected a condition here, found a number")
                    .help("compare it with something: `… < 0.01`, `… ~ 0.7514`"),
            );
        }
        Ok(self)
    }

    /// Returns `true` for a name, with or without brackets.
    #[must_use]
    pub fn is_named(&self) -> bool {
        matches!(self.kind, ExprKind::Name(_) | ExprKind::Call(..))
    }

    /// The parts directly below this one.
    #[must_use]
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Number(_) | ExprKind::Name(_) => Vec::new(),
            ExprKind::Call(_, args) => args.iter().collect(),
            ExprKind::Of(_, a) | ExprKind::Negate(a) | ExprKind::Not(a) => vec![a],
            ExprKind::Derivative(a, b)
            | ExprKind::Binary(_, a, b)
            | ExprKind::Compare(_, a, b)
            | ExprKind::Near(a, b, _)
            | ExprKind::And(a, b)
            | ExprKind::Or(a, b) => vec![a, b],
        }
    }
}

impl Number {
    /// Half a unit of the last written digit: the distance that counts as near this number.
    ///
    /// Trailing zeros count, the exponent shifts the unit, digits past the twelfth significant one do not count.
    /// `None` for a number without point and exponent, which does not say how near is near.
    #[must_use]
    pub fn half_unit(&self) -> Option<f64> {
        let (mantissa, exponent) = match self.text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None if self.text.contains('.') => (self.text.as_str(), 0),
            None => return None,
        };
        let places = mantissa
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let significant = mantissa.replace('.', "").trim_start_matches('0').len();
        let beyond = significant.saturating_sub(12);
        let unit =
            exponent.saturating_sub(i32::try_from(places - places.min(beyond)).unwrap_or(i32::MAX));
        Some(0.5 * 10f64.powi(unit))
    }
}

impl Operator {
    /// Its sign, as written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Power => "^",
        }
    }

    /// The result of applying it to two numbers.
    #[must_use]
    pub fn apply(self, a: f64, b: f64) -> f64 {
        match self {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a * b,
            Operator::Divide => a / b,
            Operator::Power => super::function::power(a, b),
        }
    }
}

impl Comparison {
    /// Its sign, as written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::Equal => "==",
            Comparison::Unequal => "!=",
        }
    }

    /// Returns `true` if it holds for two numbers.
    #[must_use]
    pub fn holds(self, a: f64, b: f64) -> bool {
        match self {
            Comparison::Less => a < b,
            Comparison::AtMost => a <= b,
            Comparison::Greater => a > b,
            Comparison::AtLeast => a >= b,
            Comparison::Equal => a == b,
            Comparison::Unequal => a != b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_unit(text: &str) -> Option<f64> {
        Number {
            value: 0.0,
            text: text.into(),
        }
        .half_unit()
    }

    #[test]
    fn near_means_half_a_unit_of_the_last_written_digit() {
        assert_eq!(half_unit("0.25"), Some(0.5 * 10f64.powi(-2)));
        assert_eq!(
            half_unit("0.250"),
            Some(0.5 * 10f64.powi(-3)),
            "trailing zeros count"
        );
        assert_eq!(
            half_unit("5.937e-8"),
            Some(0.5 * 10f64.powi(-11)),
            "the exponent shifts the unit"
        );
        assert_eq!(half_unit("2e3"), Some(500.0));
        assert_eq!(
            half_unit("1.000000000000"),
            Some(0.5 * 10f64.powi(-11)),
            "thirteen digits: the last does not count"
        );
        assert_eq!(half_unit("12"), None, "no point, no exponent");
    }
}
