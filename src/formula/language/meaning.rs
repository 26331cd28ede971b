//! A tree whose names have a meaning: bound once to a vocabulary, then evaluated over a scope any number of times.

use super::function::{FUNCTIONS, Rule, function};
use super::problem::{Problem, Span};
use super::tree::{Comparison, Expr, ExprKind, Operator, Tolerance};

/// The names that a formula may use, and their meanings.
pub trait Vocabulary: Sized {
    /// The meaning of a bound name.
    type Leaf;

    /// The meaning of a name; `args` are the formulas in its brackets, if it has any.
    ///
    /// # Errors
    /// If there is no such name, or not with these brackets.
    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<Self::Leaf, Problem>;

    /// Returns `true` if a function's name has another meaning with these brackets, as in `max(epochs, E)`.
    fn over(&self, _name: &str, _args: &[Expr]) -> bool {
        false
    }

    /// The meaning of `dA/dB`.
    ///
    /// # Errors
    /// If derivatives are not spoken of here, or not this one.
    fn derivative(&self, _of: &Expr, _by: &Expr, span: Span) -> Result<Self::Leaf, Problem> {
        Err(Problem::new(
            span,
            "a derivative stands only in a derivation",
        ))
    }

    /// The vocabulary of a name behind `RUN.`.
    ///
    /// # Errors
    /// If there is no such run.
    fn of(&self, run: &str, span: Span) -> Result<Self, Problem>;
}

/// Values for the leaves of a bound formula.
pub trait Scope<L> {
    /// The value of one leaf.
    ///
    /// # Errors
    /// If a formula inside the leaf has no value.
    fn value(&self, leaf: &L) -> Result<f64, NotANumber>;
}

/// The part of a formula where a value first was not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber {
    /// Place of the part in the formula's text.
    pub span: Span,
}

/// A formula whose names are bound.
#[derive(Clone, Debug)]
pub struct Compiled<L> {
    /// Its place in the formula's text.
    pub span: Span,
    node: Node<L>,
}

#[derive(Clone, Debug)]
enum Node<L> {
    Number(f64),
    Leaf(L),
    Negate(Box<Compiled<L>>),
    Binary(Operator, Box<[Compiled<L>; 2]>),
    One(fn(f64) -> f64, Box<Compiled<L>>),
    Two(fn(f64, f64) -> f64, Box<[Compiled<L>; 2]>),
    If(Box<[Compiled<L>; 3]>),
    Compare(Comparison, Box<[Compiled<L>; 2]>),
    Near(Nearness, Box<[Compiled<L>; 2]>),
    Not(Box<Compiled<L>>),
    And(Box<[Compiled<L>; 2]>),
    Or(Box<[Compiled<L>; 2]>),
}

/// Largest difference of two numbers that count as near.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Nearness {
    Within(f64),
    Percent(f64),
    Alike,
}

/// Numbers that are computed in two ways agree if they differ by less than this, absolute and relative.
pub const TOLERANCE: (f64, f64) = (1e-12, 1e-9);

/// Returns `true` if `a` is within [`TOLERANCE`] of `b`.
#[must_use]
pub fn alike(a: f64, b: f64) -> bool {
    Nearness::Alike.holds(a, b)
}

impl Nearness {
    fn new(right: &Expr, tolerance: Option<Tolerance>) -> Self {
        match (
            tolerance,
            right.as_number().and_then(super::tree::Number::half_unit),
        ) {
            (Some(Tolerance::Absolute(distance)), _) => Nearness::Within(distance),
            (Some(Tolerance::Percent(percent)), _) => Nearness::Percent(percent),
            (None, Some(half_unit)) => Nearness::Within(half_unit),
            (None, None) => Nearness::Alike,
        }
    }
    fn holds(self, a: f64, b: f64) -> bool {
        let most = match self {
            Nearness::Within(distance) => distance,
            Nearness::Percent(percent) => percent / 100.0 * b.abs(),
            Nearness::Alike => TOLERANCE.0 + TOLERANCE.1 * b.abs(),
        };
        a == b || (a - b).abs() <= most && most.is_finite()
    }
}

impl<L> Compiled<L> {
    /// Binds every name of `expr`.
    ///
    /// # Errors
    /// At the first name that the vocabulary does not have, or not with these brackets.
    pub fn new<V: Vocabulary<Leaf = L>>(expr: &Expr, vocabulary: &V) -> Result<Self, Problem> {
        let bind = |expr: &Expr| Compiled::new(expr, vocabulary);
        let one = |a: &Expr| Ok::<_, Problem>(Box::new(bind(a)?));
        let two = |a: &Expr, b: &Expr| Ok::<_, Problem>(Box::new([bind(a)?, bind(b)?]));
        let node = match &expr.kind {
            ExprKind::Number(number) => Node::Number(number.value),
            ExprKind::Name(name) if name == "pi" => Node::Number(std::f64::consts::PI),
            ExprKind::Name(name) => match function(name) {
                Some(_) => {
                    return Err(Problem::new(
                        expr.span,
                        format!("`{name}` is a function: write `{name}(…)`"),
                    ));
                }
                None => Node::Leaf(vocabulary.name(name, None, expr.span)?),
            },
            ExprKind::Call(name, args) => return Self::call(name, args, expr.span, vocabulary),
            ExprKind::Of(run, inner) => {
                let inner = Compiled::new(inner, &vocabulary.of(run, expr.span)?)?;
                return Ok(Compiled {
                    span: expr.span,
                    ..inner
                });
            }
            ExprKind::Derivative(of, by) => Node::Leaf(vocabulary.derivative(of, by, expr.span)?),
            ExprKind::Negate(a) => Node::Negate(one(a)?),
            ExprKind::Binary(operator, a, b) => Node::Binary(*operator, two(a, b)?),
            ExprKind::Compare(comparison, a, b) => Node::Compare(*comparison, two(a, b)?),
            ExprKind::Near(a, b, tolerance) => Node::Near(Nearness::new(b, *tolerance), two(a, b)?),
            ExprKind::Not(a) => Node::Not(one(a)?),
            ExprKind::And(a, b) => Node::And(two(a, b)?),
            ExprKind::Or(a, b) => Node::Or(two(a, b)?),
        };
        Ok(Compiled {
            span: expr.span,
            node,
        })
    }

    fn call<V: Vocabulary<Leaf = L>>(
        name: &str,
        args: &[Expr],
        span: Span,
        vocabulary: &V,
    ) -> Result<Self, Problem> {
        let bind = |arg: &Expr| Compiled::new(&arg.clone().number()?, vocabulary);
        let known = function(name).filter(|_| !vocabulary.over(name, args));
        let node = match (known.map(|function| function.rule), args) {
            (Some(Rule::One(rule)), [a]) => Node::One(rule, Box::new(bind(a)?)),
            (Some(Rule::Two(rule)), [a, b]) => Node::Two(rule, Box::new([bind(a)?, bind(b)?])),
            (Some(rule), _) => {
                let takes = if matches!(rule, Rule::One(_)) {
                    "one number"
                } else {
                    "two numbers"
                };
                return Err(Problem::new(
                    span,
                    format!("`{name}` takes {takes}, found {}", args.len()),
                ));
            }
            (None, [c, a, b]) if name == "if" => {
                let condition = Compiled::new(&c.clone().condition()?, vocabulary)?;
                Node::If(Box::new([condition, bind(a)?, bind(b)?]))
            }
            (None, _) if name == "if" => {
                return Err(Problem::new(
                    span,
                    "`if` takes a condition and two numbers: `if(e > 0, e, 0)`",
                ));
            }
            (None, [a]) if name == "pi" => {
                return Err(
                    Problem::new(span, "`pi` is no function").help(format!("write `pi * ({a})`"))
                );
            }
            (None, _) => Node::Leaf(vocabulary.name(name, Some(args), span)?),
        };
        Ok(Compiled { span, node })
    }

    /// Its value; a condition's is 1 where it holds and 0 where it does not.
    ///
    /// # Errors
    /// If a part of it is not a number: the part where that began.
    pub fn eval(&self, scope: &impl Scope<L>) -> Result<f64, NotANumber> {
        let value = match &self.node {
            Node::Number(value) => *value,
            Node::Leaf(leaf) => scope.value(leaf)?,
            Node::Negate(a) => -a.eval(scope)?,
            Node::Binary(operator, ab) => operator.apply(ab[0].eval(scope)?, ab[1].eval(scope)?),
            Node::One(rule, a) => rule(a.eval(scope)?),
            Node::Two(rule, ab) => rule(ab[0].eval(scope)?, ab[1].eval(scope)?),
            Node::If(cab) => cab[if cab[0].eval_condition(scope)? { 1 } else { 2 }].eval(scope)?,
            _ => f64::from(u8::from(self.eval_condition(scope)?)),
        };
        if value.is_nan() {
            Err(NotANumber { span: self.span })
        } else {
            Ok(value)
        }
    }

    /// Returns `true` if it holds; a number holds where it is not 0.
    ///
    /// # Errors
    /// If a part of it is not a number: the part where that began.
    pub fn eval_condition(&self, scope: &impl Scope<L>) -> Result<bool, NotANumber> {
        Ok(match &self.node {
            Node::Compare(comparison, ab) => {
                comparison.holds(ab[0].eval(scope)?, ab[1].eval(scope)?)
            }
            Node::Near(nearness, ab) => nearness.holds(ab[0].eval(scope)?, ab[1].eval(scope)?),
            Node::Not(a) => !a.eval_condition(scope)?,
            // Both sides are looked at always, so that a part without a value is not hidden by the other side.
            Node::And(ab) => ab[0].eval_condition(scope)? & ab[1].eval_condition(scope)?,
            Node::Or(ab) => ab[0].eval_condition(scope)? | ab[1].eval_condition(scope)?,
            _ => self.eval(scope)? != 0.0,
        })
    }

    /// The two sides of each comparison in it, in reading order.
    #[must_use]
    pub fn sides(&self) -> Vec<&[Compiled<L>; 2]> {
        match &self.node {
            Node::Compare(_, ab) | Node::Near(_, ab) => vec![ab],
            Node::Not(a) => a.sides(),
            Node::And(ab) | Node::Or(ab) => ab.iter().flat_map(Compiled::sides).collect(),
            _ => Vec::new(),
        }
    }

    /// Every leaf in it, in reading order; the leaves inside a leaf are its own.
    #[must_use]
    pub fn leaves(&self) -> Vec<&L> {
        match &self.node {
            Node::Number(_) => Vec::new(),
            Node::Leaf(leaf) => vec![leaf],
            Node::Negate(a) | Node::One(_, a) | Node::Not(a) => a.leaves(),
            Node::Binary(_, ab)
            | Node::Two(_, ab)
            | Node::Compare(_, ab)
            | Node::Near(_, ab)
            | Node::And(ab)
            | Node::Or(ab) => ab.iter().flat_map(Compiled::leaves).collect(),
            Node::If(cab) => cab.iter().flat_map(Compiled::leaves).collect(),
        }
    }

    /// Returns `true` if it is a number written out.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        match &self.node {
            Node::Number(_) => true,
            Node::Negate(a) => a.is_literal(),
            _ => false,
        }
    }
}

/// The vocabulary without names: a formula in it is a constant.
#[derive(Clone, Copy, Debug)]
pub struct NoNames;

impl Vocabulary for NoNames {
    type Leaf = std::convert::Infallible;

    fn name(&self, name: &str, _: Option<&[Expr]>, span: Span) -> Result<Self::Leaf, Problem> {
        let problem = unknown(name, span, &[]);
        let help = "here stands a number that does not depend on the trainer: `0.5`, `sqrt(10)`";
        Err(if problem.help.is_some() {
            problem
        } else {
            problem.help(help)
        })
    }

    fn of(&self, run: &str, span: Span) -> Result<Self, Problem> {
        Err(unknown(run, span, &[]))
    }
}

impl Scope<std::convert::Infallible> for NoNames {
    fn value(&self, leaf: &std::convert::Infallible) -> Result<f64, NotANumber> {
        match *leaf {}
    }
}

/// The value of a formula without names.
///
/// # Errors
/// If it is none, has names, or has no finite value.
pub fn constant(expr: &Expr) -> Result<f64, Problem> {
    let bound = Compiled::new(&expr.clone().number()?, &NoNames)?;
    match bound.eval(&NoNames) {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(_) => Err(Problem::new(expr.span, format!("`{expr}` is infinite"))),
        Err(none) => Err(Problem::new(none.span, format!("`{expr}` has no value"))),
    }
}

/// The problem of a name that nobody knows; functions and `pi` are known everywhere.
#[must_use]
pub fn unknown(name: &str, span: Span, known: &[&str]) -> Problem {
    let functions = FUNCTIONS.iter().map(|function| function.name);
    let everywhere = functions.chain(["if", "pi"]);
    Problem::new(span, format!("unknown name `{name}`"))
        .nearest(name, known.iter().copied().chain(everywhere))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn value(text: &str) -> Result<f64, Problem> {
        constant(&parse(text)?)
    }

    fn holds(text: &str) -> Result<bool, NotANumber> {
        let bound = Compiled::new(&parse(text).expect(text), &NoNames).expect(text);
        bound.eval_condition(&NoNames)
    }

    #[test]
    fn numbers_are_what_they_are_in_a_school_book() {
        for (text, expected) in [
            ("-2^2", -4.0),
            ("2^3^2", 512.0),
            ("1 - 2 - 3", -4.0),
            ("12 / 2 / 3", 2.0),
            ("2^-1", 0.5),
            ("max(1, 2) * min(3, 4)", 6.0),
            ("if(1 < 2, 10, 1 / 0)", 10.0),
            ("abs(-3) + sign(-2) + sqrt(16)", 6.0),
            ("erf(0) + cos(pi)", -1.0),
        ] {
            assert_eq!(value(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn near_is_as_near_as_the_number_is_written() {
        for (text, expected) in [
            ("0.7449 ~ 0.74", true),
            ("0.7451 ~ 0.74", false),
            ("1 / 3 ~ 0.3333", true),
            ("-0.0101 ~ -1.0e-2", true),
            ("-0.0106 ~ -1.0e-2", false),
            ("1 ~ 2 / 2", true),
            ("1 + 1e-8 ~ 2 / 2", false),
            ("98 ~ 100 +- 2%", true),
            ("97 ~ 100 +- 2%", false),
            ("3 ~ 4 +- 1", true),
            ("1 == 1 and 1 != 2", true),
            ("not 1 < 2 or 2 < 1", false),
        ] {
            assert_eq!(holds(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_part_that_is_no_number_fails_the_whole_at_its_place() {
        for text in [
            "1 < 2 or ln(0 - 1) < 2",
            "2 < 1 and ln(0 - 1) < 2",
            "not ln(0 - 1) < 2",
            "ln(0 - 1) != 1",
            "abs(ln(0 - 1)) > 0",
        ] {
            let none = holds(text).expect_err(text);
            assert_eq!(&text[none.span.start..none.span.end], "ln(0 - 1)");
        }
    }

    #[test]
    fn unknown_names_and_wrong_brackets_are_said() {
        for (text, said) in [
            ("tahn(1)", "unknown name `tahn`; did you mean `tanh`?"),
            ("exp(1, 2)", "`exp` takes one number, found 2"),
            ("exp + 1", "`exp` is a function: write `exp(…)`"),
            ("pi(2)", "`pi` is no function; write `pi * (2)`"),
            (
                "if(1, 2, 3)",
                "expected a condition here, found a number; compare it with something: `… < 0.01`, `… ~ 0.7514`",
            ),
            ("1 / 0", "`1 / 0` is infinite"),
        ] {
            assert_eq!(value(text).expect_err(text).to_string(), said);
        }
    }
}
