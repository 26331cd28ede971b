//! One summand of a formula that is being simplified: a number times powers, `2 * e^3 * exp(e)^-1`.

use super::rational::Rational;
use crate::formula::language::tree::{Expr, ExprKind, Operator};

/// A number times powers of formulas that are simple already.
#[derive(Clone, Debug)]
pub struct Monomial {
    /// The number.
    pub coefficient: Rational,
    /// The powers, each base once.
    pub powers: Vec<Power>,
}

/// A simple formula to the power of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Power {
    /// The base, without spans.
    pub base: Expr,
    /// The exponent; never 0.
    pub exponent: Rational,
}

impl From<Rational> for Monomial {
    fn from(coefficient: Rational) -> Self {
        Monomial {
            coefficient,
            powers: Vec::new(),
        }
    }
}

impl Monomial {
    /// `base` to the power of `exponent`.
    #[must_use]
    pub fn power(base: Expr, exponent: Rational) -> Monomial {
        let mut summand = Monomial::from(Rational::ONE);
        summand.raise(base, exponent);
        summand
    }

    /// Its number, if it is nothing else.
    #[must_use]
    pub fn number(&self) -> Option<Rational> {
        self.powers.is_empty().then_some(self.coefficient)
    }

    /// The sum in brackets that it multiplies by its sign, if it is one: `-(a + b)`.
    #[must_use]
    pub fn bracket(&self) -> Option<&Expr> {
        match self.powers.as_slice() {
            [Power { base, exponent }]
                if self.coefficient.size() == Rational::ONE
                    && *exponent == Rational::ONE
                    && is_sum(base) =>
            {
                Some(base)
            }
            _ => None,
        }
    }

    /// Multiplies by another.
    pub fn multiply(&mut self, other: Monomial) {
        match self.coefficient.times(other.coefficient) {
            Some(coefficient) => self.coefficient = coefficient,
            None => self.raise(other.coefficient.formula(), Rational::ONE),
        }
        for power in other.powers {
            self.raise(power.base, power.exponent);
        }
        if self.coefficient.is_zero() {
            self.powers.clear();
        }
    }

    /// Multiplies by `base` to the power of `exponent`: `e * e^2` is `e^3`, and `e * sign(e)` is `abs(e)`.
    fn raise(&mut self, base: Expr, exponent: Rational) {
        let same = self.powers.iter().position(|power| power.base == base);
        let sum = same.and_then(|same| self.powers[same].exponent.plus(exponent));
        let sum = sum.filter(|sum| exponent.is_whole() || sum.is_zero() || opens(&base, *sum));
        let (place, exponent) = match (same, sum) {
            (Some(same), Some(sum)) => {
                self.powers.remove(same);
                (same, sum)
            }
            _ => (self.powers.len(), exponent),
        };
        let number = Rational::of(&base).and_then(|number| number.to_power(exponent));
        if let Some(coefficient) = number.and_then(|number| self.coefficient.times(number)) {
            self.coefficient = coefficient;
        } else if !exponent.is_zero() {
            self.powers.insert(place, Power { base, exponent });
        }
        if self.coefficient.is_zero() {
            self.powers.clear();
        }
        self.join_signs();
        self.join_roots();
    }

    /// `u * sign(u)` is `abs(u)`, `abs(u) * sign(u)` is `u`, and `sign(u) / abs(u)` is `1 / u`.
    fn join_signs(&mut self) {
        let Some((sign, what, at)) = self.sign_and_what_has_it() else {
            return;
        };
        let abs = Expr::made(ExprKind::Call("abs".to_string(), vec![what.clone()]));
        let (old, new) = if self.powers[at].base == what {
            (what, abs)
        } else {
            (abs, what)
        };
        let above = if self.powers[at].exponent.is_negative() {
            -1
        } else {
            1
        };
        self.powers.remove(sign);
        self.raise(old, Rational::whole(-above));
        self.raise(new, Rational::whole(above));
    }

    /// The index of `sign(u)`, u, and the index of a whole power of `u` or `abs(u)`.
    fn sign_and_what_has_it(&self) -> Option<(usize, Expr, usize)> {
        self.powers.iter().enumerate().find_map(|(sign, power)| {
            let what = inside(&power.base, "sign").filter(|_| power.exponent == Rational::ONE)?;
            let has_it = |power: &Power| {
                let either = power.base == *what || inside(&power.base, "abs") == Some(what);
                either && power.exponent.is_whole()
            };
            Some((sign, what.clone(), self.powers.iter().position(has_it)?))
        })
    }

    /// `sqrt(u)^2` is `u`, and `u / sqrt(u)` is `sqrt(u)`.
    fn join_roots(&mut self) {
        let root = self.powers.iter().find_map(|root| {
            let inner = inside(&root.base, "sqrt")?;
            let half = |power: &&Power| power.base == *inner && power.exponent.is_whole();
            let inner_is_below = self.powers.iter().find(half)?.exponent.is_negative();
            (inner_is_below != root.exponent.is_negative()).then(|| root.clone())
        });
        let square = |power: &&Power| {
            let inner = inside(&power.base, "sqrt");
            power.exponent.size() == Rational::whole(2) && inner.is_some_and(is_whole_factor)
        };
        let Some(root) = root.or_else(|| self.powers.iter().find(square).cloned()) else {
            return;
        };
        if let Some(inner) = inside(&root.base, "sqrt") {
            let above = if root.exponent.is_negative() { -1 } else { 1 };
            self.raise(root.base.clone(), Rational::whole(-2 * above));
            self.raise(inner.clone(), Rational::whole(above));
        }
    }

    /// Its power, if it is one number times powers again.
    #[must_use]
    pub fn to_power(&self, exponent: Rational) -> Option<Monomial> {
        let lone = self.coefficient == Rational::ONE
            && matches!(self.powers.as_slice(), [power] if power.exponent == Rational::ONE);
        if !exponent.is_whole() && !lone {
            return None;
        }
        let coefficient = if lone {
            Rational::ONE
        } else {
            self.coefficient.to_power(exponent)?
        };
        let mut raised = Monomial::from(coefficient);
        for power in &self.powers {
            let raised_to = power.exponent.times(exponent)?;
            if !power.exponent.is_whole() && !opens(&power.base, raised_to) {
                return None;
            }
            raised.raise(power.base.clone(), raised_to);
        }
        Some(raised)
    }

    /// Returns `true` if the two differ at most in their coefficients.
    fn is_alike(&self, other: &Monomial) -> bool {
        self.powers.len() == other.powers.len()
            && self.powers.iter().all(|power| other.powers.contains(power))
    }
}

/// Adds one summand to a sum: `2 * e` to `3 * e` gives `5 * e`.
pub fn add(total: &mut Vec<Monomial>, summand: Monomial) {
    for place in 0..total.len() {
        if total[place].is_alike(&summand)
            && let Some(both) = total[place].coefficient.plus(summand.coefficient)
        {
            if both.is_zero() {
                total.remove(place);
            } else {
                total[place].coefficient = both;
            }
            return;
        }
    }
    if !summand.coefficient.is_zero() {
        total.push(summand);
    }
}

/// Returns `true` if a base may get this exponent in place of a fractional one: `(e^2)^0.5` does not become `e^2`.
fn opens(base: &Expr, exponent: Rational) -> bool {
    !exponent.is_whole() || is_whole_factor(base)
}

/// Returns `true` for a single factor: neither a product nor a power nor a fraction.
fn is_whole_factor(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Call(..) => true,
        _ => is_sum(expr) || Rational::of(expr).is_some(),
    }
}

/// The argument of `name`, if this is a call of it.
fn inside<'a>(expr: &'a Expr, name: &str) -> Option<&'a Expr> {
    match &expr.kind {
        ExprKind::Call(found, args) if found == name => args.first(),
        _ => None,
    }
}

fn is_sum(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Binary(Operator::Add | Operator::Subtract, ..)
    )
}
