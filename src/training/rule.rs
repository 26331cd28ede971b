//! Rules as formulas: the change of a weight, and the number sent back through it.

use std::sync::Arc;

use super::factors::Factors;
use super::quantity::{InRule, NAMES, Row, row};
use crate::formula::{
    Compiled, Expr, NotANumber, Problem, Scope, Span, Vocabulary, parse, unknown,
};
use crate::network::Activation;

/// The course's rule for the change of a weight.
pub const UPDATE: &str = "lr * delta * fprime * input";
/// The course's rule for sending back through a weight: one summand of the delta below.
pub const SEND_BACK: &str = "w * delta * fprime";

/// A rule for the weights of a layer.
#[derive(Clone, Debug)]
pub struct Rule {
    text: Arc<str>,
    /// The formula; none for the course's own, which is computed by the quick way.
    formula: Option<Arc<Compiled<Factor>>>,
}

impl Rule {
    /// The rule of the course.
    #[must_use]
    pub fn update() -> Self {
        Rule {
            text: UPDATE.into(),
            formula: None,
        }
    }

    /// The course's rule for sending back.
    #[must_use]
    pub fn send_back() -> Self {
        Rule {
            text: SEND_BACK.into(),
            formula: None,
        }
    }

    /// Reads a rule.
    ///
    /// # Errors
    /// If it is no number, or has names that a rule does not have.
    pub fn read_update(text: &str) -> Result<Self, Problem> {
        Rule::read(text, UPDATE, Words { is_update: true })
    }

    /// Reads a rule for sending back.
    ///
    /// # Errors
    /// If it is no number, or has names that it does not have.
    pub fn read_send_back(text: &str) -> Result<Self, Problem> {
        Rule::read(text, SEND_BACK, Words { is_update: false })
    }

    /// Reads the formula that replaces a term, in the names of a rule.
    pub(super) fn read_term(text: &str) -> Result<Self, Problem> {
        Rule::read(text, "", Words { is_update: true })
    }

    fn read(text: &str, plain: &str, words: Words) -> Result<Self, Problem> {
        let formula = parse(text)?.number()?;
        let printed = formula.to_string();
        let bound = Compiled::new(&formula, &words)?;
        Ok(Rule {
            formula: (printed != plain).then(|| Arc::new(bound)),
            text: printed.into(),
        })
    }

    /// The names that `rule` may use.
    pub fn names_of_update() -> impl Iterator<Item = &'static str> {
        Words { is_update: true }.known()
    }

    /// The names that `send_back` may use.
    pub fn names_of_send_back() -> impl Iterator<Item = &'static str> {
        Words { is_update: false }.known()
    }

    /// Its text, as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns `true` if it is the course's own.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.formula.is_none()
    }

    /// Returns `true` if a name is in it.
    #[must_use]
    pub fn mentions(&self, name: &str) -> bool {
        parse(&self.text).is_ok_and(|formula| formula.mentions(name))
    }

    /// Its value; not a number where it has none.
    #[must_use]
    pub fn value(&self, factors: &Factors<'_>) -> f64 {
        match &self.formula {
            Some(formula) => formula.eval(factors).unwrap_or(f64::NAN),
            None if &*self.text == UPDATE => {
                factors.lr * factors.delta * factors.fprime * factors.input
            }
            None => factors.weight * factors.delta * factors.fprime,
        }
    }
}

/// A name of a rule, bound to its row of the table of quantities.
#[derive(Clone, Debug)]
pub enum Factor {
    /// A number of the weight.
    Number(fn(&Factors<'_>) -> f64),
    /// The activation of its unit, or the derivative, at a value.
    Activation(fn(&Activation, f64) -> f64, Box<Compiled<Factor>>),
}

impl Scope<Factor> for Factors<'_> {
    fn value(&self, factor: &Factor) -> Result<f64, NotANumber> {
        match factor {
            Factor::Number(number) => Ok(number(self)),
            Factor::Activation(f, at) => Ok(f(self.activation, at.eval(self)?)),
        }
    }
}

/// The vocabulary of `rule`, or else of `send_back`.
#[derive(Clone, Copy)]
struct Words {
    is_update: bool,
}

impl Words {
    /// The number that a row is in these rules, if they have it.
    fn number(self, row: &Row) -> Option<fn(&Factors<'_>) -> f64> {
        match row.in_rule {
            InRule::Both(number) => Some(number),
            InRule::Update(number) => Some(number).filter(|_| self.is_update),
            InRule::SendBack(number) => Some(number).filter(|_| !self.is_update),
            InRule::Activation(_) | InRule::Unknown => None,
        }
    }

    fn known(self) -> impl Iterator<Item = &'static str> {
        let is_known = move |row: &&Row| {
            self.number(row).is_some() || matches!(row.in_rule, InRule::Activation(_))
        };
        NAMES.iter().filter(is_known).map(|row| row.name)
    }
}

impl Vocabulary for Words {
    type Leaf = Factor;

    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<Factor, Problem> {
        let found = row(name);
        if let (Some(row), Some([at])) = (found, args)
            && let InRule::Activation(f) = row.in_rule
        {
            let at = Compiled::new(&at.clone().number()?, self)?;
            return Ok(Factor::Activation(f, Box::new(at)));
        }
        if let (Some(number), None) = (found.and_then(|row| self.number(row)), args) {
            return Ok(Factor::Number(number));
        }
        let known: Vec<&str> = self.known().collect();
        let problem = match args {
            Some([factor]) if known.contains(&name) => {
                Problem::new(span, format!("`{name}` takes no brackets here"))
                    .help(format!("for a product write `{name} * ({factor})`"))
            }
            _ => unknown(name, span, &known),
        };
        Err(if problem.help.is_some() {
            problem
        } else {
            problem.help(format!("a rule may use {}", known.join(", ")))
        })
    }

    fn of(&self, run: &str, span: Span) -> Result<Self, Problem> {
        Err(Problem::new(
            span,
            format!("a rule knows no other run: `{run}`"),
        ))
    }
}
