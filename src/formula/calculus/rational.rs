//! Exact numbers for simplifying: a whole number over another. So 2 * 3 becomes 6, 0.1 * 3 becomes 0.3, and 1 / 3 stays.

use crate::formula::language::tree::{Expr, ExprKind, Number, Operator};

/// A whole number over another, in lowest terms.
#[derive(Clone, Copy, Debug)]
pub struct Rational {
    above: i128,
    /// Always positive.
    below: i128,
    /// `true` if it came from a number with a point, and so is better written with one.
    decimal: bool,
}

/// Beyond this a number is left as it was written.
const MOST: i128 = 1_000_000_000_000_000_000;
/// The highest power to which a number is raised here.
const HIGHEST: i128 = 64;

impl PartialEq for Rational {
    fn eq(&self, other: &Rational) -> bool {
        (self.above, self.below) == (other.above, other.below)
    }
}

impl Rational {
    /// 0
    pub const ZERO: Rational = Rational::whole(0);
    /// 1
    pub const ONE: Rational = Rational::whole(1);

    /// A whole number.
    #[must_use]
    pub const fn whole(value: i32) -> Rational {
        Rational {
            above: value as i128,
            below: 1,
            decimal: false,
        }
    }

    /// The number written as `text`, if it has few enough digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Rational> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}").parse::<i128>().ok()?;
        let places = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        let shift = 10i128.checked_pow(places.unsigned_abs())?;
        let decimal = text.contains(['.', 'e', 'E']);
        if places > 0 {
            Rational::new(digits, shift, decimal)
        } else {
            Rational::new(digits.checked_mul(shift)?, 1, decimal)
        }
    }

    /// The number that is written out here: `2`, `-0.5`, `1 / 3`.
    #[must_use]
    pub fn of(expr: &Expr) -> Option<Rational> {
        match &expr.kind {
            ExprKind::Number(number) => Rational::read(&number.text),
            ExprKind::Negate(a) => Some(Rational::of(a)?.negated()),
            ExprKind::Binary(Operator::Divide, a, b) => {
                Rational::of(a)?.times(Rational::of(b)?.to_power(Rational::whole(-1))?)
            }
            _ => None,
        }
    }

    fn new(above: i128, below: i128, decimal: bool) -> Option<Rational> {
        let common = common_divisor(above, below)?;
        let sign = below.signum();
        let (above, below) = (sign * above / common, sign * below / common);
        (above.abs() <= MOST && below <= MOST).then_some(Rational {
            above,
            below,
            decimal,
        })
    }

    /// The sum, if it has few enough digits.
    #[must_use]
    pub fn plus(self, other: Rational) -> Option<Rational> {
        let above = (self.above * other.below).checked_add(other.above.checked_mul(self.below)?)?;
        Rational::new(
            above,
            self.below * other.below,
            self.decimal || other.decimal,
        )
    }

    /// The product, if it has few enough digits.
    #[must_use]
    pub fn times(self, other: Rational) -> Option<Rational> {
        Rational::new(
            self.above * other.above,
            self.below * other.below,
            self.decimal || other.decimal,
        )
    }

    /// The number to a power, if that is whole and the result has few enough digits.
    #[must_use]
    pub fn to_power(self, exponent: Rational) -> Option<Rational> {
        if !exponent.is_whole() || exponent.above.abs() > HIGHEST {
            return None;
        }
        let base = if exponent.is_negative() {
            Rational::new(self.below, self.above, self.decimal)?
        } else {
            self
        };
        (0..exponent.above.abs()).try_fold(Rational::ONE, |power, _| power.times(base))
    }

    /// `-self`
    #[must_use]
    pub fn negated(self) -> Rational {
        Rational {
            above: -self.above,
            ..self
        }
    }

    /// Its size without its sign.
    #[must_use]
    pub fn size(self) -> Rational {
        Rational {
            above: self.above.abs(),
            ..self
        }
    }

    /// Returns `true` if it is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.above == 0
    }

    /// Returns `true` if it is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.above < 0
    }

    /// Returns `true` if it has no denominator but 1.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.below == 1
    }

    /// The number written out.
    #[must_use]
    pub fn formula(self) -> Expr {
        let (above, below) = self.digits();
        let mut number = literal(above);
        if self.is_negative() {
            number = number.negated();
        }
        if below == "1" {
            number
        } else {
            number.joined(Operator::Divide, literal(below))
        }
    }

    /// The digits of its size above and below the bar: `0.05` and `1`, `2` and `3`, or `3.4318` and `3`.
    #[must_use]
    pub fn digits(self) -> (String, String) {
        let (above, below) = (self.above.abs(), self.below);
        let decimals = without(without(below, 2), 5);
        match point(above, below / decimals) {
            Some(text) if self.decimal => (text, decimals.to_string()),
            _ => (above.to_string(), below.to_string()),
        }
    }
}

/// A number as a formula. Digits that [`Rational::digits`] gives are always those of a finite one.
#[must_use]
pub fn literal(digits: String) -> Expr {
    let value = digits.parse().unwrap_or(f64::NAN);
    Expr::made(ExprKind::Number(Number {
        value,
        text: digits,
    }))
}

/// `number` without its factors `factor`.
fn without(mut number: i128, factor: i128) -> i128 {
    while number % factor == 0 {
        number /= factor;
    }
    number
}

/// `above / below` written with a point, if it has few enough digits.
fn point(above: i128, below: i128) -> Option<String> {
    let places = (0..=18u32).find(|places| 10i128.pow(*places) % below == 0)?;
    let digits = above.checked_mul(10i128.pow(places) / below)?;
    let value: f64 = format!("{digits}e-{places}").parse().ok()?;
    let plain = value == 0.0 || (1e-5..1e15).contains(&value);
    Some(if plain {
        value.to_string()
    } else {
        format!("{value:e}")
    })
}

/// The largest whole number that divides both, `None` if there is no largest or `b` is 0.
fn common_divisor(a: i128, b: i128) -> Option<i128> {
    let (mut a, mut rest) = (a.checked_abs()?, b.checked_abs()?);
    if rest == 0 {
        return None;
    }
    while rest != 0 {
        (a, rest) = (rest, a % rest);
    }
    Some(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Rational {
        Rational::read(text).expect(text)
    }

    fn written(ratio: Option<Rational>) -> String {
        let ratio = ratio.expect("few digits");
        let sign = if ratio.is_negative() { "-" } else { "" };
        match ratio.digits() {
            (above, below) if below == "1" => format!("{sign}{above}"),
            (above, below) => format!("{sign}{above}/{below}"),
        }
    }

    #[test]
    fn a_number_is_written_as_it_was_read() {
        for text in [
            "0",
            "12",
            "0.5",
            "0.044715",
            "1e-9",
            "2.5e20",
            "0.7978845608028654",
        ] {
            let read = Rational::read(text);
            if text == "2.5e20" {
                assert!(read.is_none(), "too many digits to be exact");
            } else {
                assert_eq!(written(read), text);
            }
        }
        assert_eq!(written(Rational::read("3.")), "3");
        assert_eq!(written(Rational::read(".50")), "0.5");
    }

    #[test]
    fn sums_and_products_are_those_of_a_school_book() {
        let third = Rational::new(1, 3, false).expect("a third");
        assert_eq!(written(read("2").times(read("3"))), "6");
        assert_eq!(written(read("0.1").times(read("3"))), "0.3");
        assert_eq!(written(read("0.1").plus(read("0.2"))), "0.3");
        assert_eq!(written(third.plus(third)), "2/3");
        assert_eq!(written(third.times(read("0.5"))), "0.5/3");
        assert_eq!(written(third.times(read("0.6"))), "0.2");
        assert_eq!(written(read("2").negated().to_power(read("3"))), "-8");
        assert_eq!(written(read("2").to_power(read("3").negated())), "1/8");
    }

    #[test]
    fn what_has_too_many_digits_is_refused_and_nothing_overflows() {
        let large = read("999999999999999999");
        assert!(large.times(large).is_none());
        assert!(large.to_power(read("64")).is_none());
        assert!(Rational::read(&"9".repeat(100)).is_none());
        assert!(Rational::read("1e999999999999").is_none());
        assert!(Rational::read("1e2147483648").is_none());
        assert!(Rational::ZERO.to_power(Rational::whole(-1)).is_none());
        let small = read("1e-18");
        assert!(small.plus(large).is_none());
    }
}
