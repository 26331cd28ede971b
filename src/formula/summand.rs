//! One summand of a formula that is being simplified: a number times powers, `2 * e^3 * exp(e)^-1`.

use super::compose::{product, sum};
use super::function::function;
use super::ratio::Ratio;
use super::tree::{Expr, Kind, Number, Operator};

/// A number times powers of formulas that are simple already.
#[derive(Clone, Debug)]
pub struct Summand {
    /// The number.
    pub coefficient: Ratio,
    /// The powers, each base once.
    pub powers: Vec<Power>,
}

/// A simple formula to the power of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Power {
    /// What is raised; it has no places.
    pub base: Expr,
    /// To which power; never 0.
    pub exponent: Ratio,
}

impl From<Ratio> for Summand {
    fn from(coefficient: Ratio) -> Self {
        Summand {
            coefficient,
            powers: Vec::new(),
        }
    }
}

impl Summand {
    /// `base` to the power of `exponent`.
    #[must_use]
    pub fn power(base: Expr, exponent: Ratio) -> Summand {
        let mut summand = Summand::from(Ratio::ONE);
        summand.raise(base, exponent);
        summand
    }

    /// Its number, if it is nothing else.
    #[must_use]
    pub fn number(&self) -> Option<Ratio> {
        self.powers.is_empty().then_some(self.coefficient)
    }

    /// What it multiplies by its sign, if that is a sum in brackets: `-(a + b)`.
    #[must_use]
    pub fn bracket(&self) -> Option<&Expr> {
        match self.powers.as_slice() {
            [Power { base, exponent }]
                if self.coefficient.size() == Ratio::ONE
                    && *exponent == Ratio::ONE
                    && is_sum(base) =>
            {
                Some(base)
            }
            _ => None,
        }
    }

    /// Multiplies by another.
    pub fn multiply(&mut self, other: Summand) {
        match self.coefficient.times(other.coefficient) {
            Some(coefficient) => self.coefficient = coefficient,
            None => self.raise(
                number(other.coefficient.size(), other.coefficient.is_negative()),
                Ratio::ONE,
            ),
        }
        for power in other.powers {
            self.raise(power.base, power.exponent);
        }
        if self.coefficient.is_zero() {
            self.powers.clear();
        }
    }

    /// Multiplies by `base` to the power of `exponent`: `e * e^2` is `e^3`, and `e * sign(e)` is `abs(e)`.
    fn raise(&mut self, base: Expr, exponent: Ratio) {
        let same = self.powers.iter().position(|power| power.base == base);
        match same.and_then(|same| Some((same, self.powers[same].exponent.plus(exponent)?))) {
            Some((same, exponent)) if exponent.is_zero() => {
                self.powers.remove(same);
            }
            Some((same, exponent)) => self.powers[same].exponent = exponent,
            None if exponent.is_zero() => {}
            None => self.powers.push(Power { base, exponent }),
        }
        self.join_signs();
        self.join_roots();
    }

    /// `u * sign(u)` is `abs(u)`, `abs(u) * sign(u)` is `u`, and `sign(u) / abs(u)` is `1 / u`.
    fn join_signs(&mut self) {
        let Some((sign, what, at)) = self.sign_and_what_has_it() else {
            return;
        };
        let abs = Expr::made(Kind::Call("abs".to_string(), vec![what.clone()]));
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
        self.raise(old, Ratio::whole(-above));
        self.raise(new, Ratio::whole(above));
    }

    /// Where `sign(u)` stands, u, and where a whole power of `u` or `abs(u)` stands.
    fn sign_and_what_has_it(&self) -> Option<(usize, Expr, usize)> {
        self.powers.iter().enumerate().find_map(|(sign, power)| {
            let what = inside(&power.base, "sign").filter(|_| power.exponent == Ratio::ONE)?;
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
            power.exponent.size() == Ratio::whole(2) && inside(&power.base, "sqrt").is_some()
        };
        let Some(root) = root.or_else(|| self.powers.iter().find(square).cloned()) else {
            return;
        };
        if let Some(inner) = inside(&root.base, "sqrt") {
            let above = if root.exponent.is_negative() { -1 } else { 1 };
            self.raise(root.base.clone(), Ratio::whole(-2 * above));
            self.raise(inner.clone(), Ratio::whole(above));
        }
    }

    /// Its power, if it is one number times powers again.
    #[must_use]
    pub fn to_power(&self, exponent: Ratio) -> Option<Summand> {
        let lone = self.coefficient == Ratio::ONE
            && matches!(self.powers.as_slice(), [power] if power.exponent == Ratio::ONE);
        if !exponent.is_whole() && !lone {
            return None;
        }
        let coefficient = if lone {
            Ratio::ONE
        } else {
            self.coefficient.to_power(exponent)?
        };
        let mut raised = Summand::from(coefficient);
        for power in &self.powers {
            raised.raise(power.base.clone(), power.exponent.times(exponent)?);
        }
        Some(raised)
    }

    /// Whether the two differ in their numbers at most.
    fn is_alike(&self, other: &Summand) -> bool {
        self.powers.len() == other.powers.len()
            && self.powers.iter().all(|power| other.powers.contains(power))
    }

    /// The formula that its size is: the number, what is multiplied, a bar, what is divided by.
    fn arranged(&self) -> (bool, Expr) {
        let mut powers: Vec<&Power> = self.powers.iter().collect();
        powers.sort_by_key(|power| rank(&power.base));
        let side = |below: bool, digits: String| {
            let number = (digits != "1").then(|| written(digits));
            let powers = powers
                .iter()
                .filter(|power| power.exponent.is_negative() == below)
                .map(|power| raised(power));
            number.into_iter().chain(powers).collect::<Vec<_>>()
        };
        let (above, below) = self.coefficient.digits();
        let (above, below) = (side(false, above), side(true, below));
        let top = product(above);
        let arranged = if below.is_empty() {
            top
        } else {
            top.joined(Operator::Divide, product(below))
        };
        (self.coefficient.is_negative(), arranged)
    }
}

/// Adds one summand to a sum: `2 * e` to `3 * e` gives `5 * e`.
pub fn add(total: &mut Vec<Summand>, summand: Summand) {
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

/// The formula that a sum is, with something positive in front if there is anything.
#[must_use]
pub fn arrange(total: &[Summand]) -> Expr {
    let mut arranged: Vec<(bool, Expr)> = total.iter().map(Summand::arranged).collect();
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

/// `-2 * e` is read as (−2) · e: the minus belongs to what stands first.
fn leftmost_negated(expr: Expr) -> Expr {
    match expr.kind {
        Kind::Binary(operator @ (Operator::Multiply | Operator::Divide), a, b) => {
            leftmost_negated(*a).joined(operator, *b)
        }
        _ => expr.negated(),
    }
}

/// Where a factor stands among others, as books have it: constants, names, brackets, powers, functions.
fn rank(base: &Expr) -> u8 {
    match &base.kind {
        _ if is_constant(base) => 0,
        Kind::Binary(Operator::Power, a, _) if rank(a) == 1 => 1,
        Kind::Binary(Operator::Power, ..) => 3,
        Kind::Binary(..) => 2,
        Kind::Call(name, _) if function(name).is_some() || name == "if" => 4,
        _ => 1,
    }
}

/// Whether it is the same wherever it stands: `2`, `pi`, `sqrt(2 / pi)`.
fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Number(_) => true,
        Kind::Name(name) => name == "pi",
        Kind::Call(name, args) => function(name).is_some() && args.iter().all(is_constant),
        Kind::Negate(_) | Kind::Binary(..) => expr.children().into_iter().all(is_constant),
        _ => false,
    }
}

/// What stands in the brackets of `name`, if this is a call of it.
fn inside<'a>(expr: &'a Expr, name: &str) -> Option<&'a Expr> {
    match &expr.kind {
        Kind::Call(found, args) if found == name => args.first(),
        _ => None,
    }
}

fn raised(power: &Power) -> Expr {
    let exponent = power.exponent.size();
    if exponent == Ratio::ONE {
        return power.base.clone();
    }
    power
        .base
        .clone()
        .joined(Operator::Power, number(exponent, false))
}

/// An exact number as a formula.
fn number(size: Ratio, negative: bool) -> Expr {
    let (above, below) = size.digits();
    let mut number = written(above);
    if negative {
        number = number.negated();
    }
    if below == "1" {
        number
    } else {
        number.joined(Operator::Divide, written(below))
    }
}

fn written(text: String) -> Expr {
    // Digits written by `Ratio` are always those of a finite number.
    let value = text.parse().unwrap_or(f64::NAN);
    Expr::made(Kind::Number(Number { value, text }))
}

fn is_sum(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        Kind::Binary(Operator::Add | Operator::Subtract, ..)
    )
}
