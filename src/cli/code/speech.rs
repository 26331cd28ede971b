//! Formulas of lessons written in a programming language: its operators, its functions, and what it lacks.

use crate::formula::tree::{Expr, ExprKind, Number, Operator};
use crate::formula::{constant, fill};

use super::functions::{FUNCTIONS, Function};
use super::language::Language;

/// A formula in a language, and how strongly its parts hold together.
struct Written {
    text: String,
    binding: u8,
}

/// The strengths with which parts hold together, weakest first, in all the languages.
mod binding {
    pub const CHOICE: u8 = 0;
    pub const OR: u8 = 1;
    pub const AND: u8 = 2;
    pub const NOT: u8 = 3;
    pub const COMPARISON: u8 = 4;
    pub const SUM: u8 = 5;
    pub const PRODUCT: u8 = 6;
    pub const MINUS: u8 = 7;
    pub const POWER: u8 = 8;
    pub const ATOM: u8 = 9;
}

/// A language with the meaning of the names in a formula.
pub struct Speech<'a> {
    /// The language.
    pub language: Language,
    /// The text for a name; none, if it is the name itself.
    pub name: &'a dyn Fn(&str) -> Option<String>,
    /// The text for the activation or the derivative (`f`, `f'`) at a value.
    pub activation: &'a dyn Fn(&str, &str) -> String,
}

/// Writes a formula of `e` alone.
pub fn of_net_input(language: Language, formula: &Expr) -> Result<String, String> {
    let speech = Speech {
        language,
        name: &|_| None,
        activation: &|_, _| String::new(),
    };
    speech.write(formula)
}

impl Speech<'_> {
    /// Writes a formula.
    ///
    /// # Errors
    /// If it has a part that no program can have: a sentence that says so.
    pub fn write(&self, formula: &Expr) -> Result<String, String> {
        self.written(formula).map(|written| written.text)
    }

    fn written(&self, expr: &Expr) -> Result<Written, String> {
        use binding::{ATOM, COMPARISON, MINUS};
        Ok(match &expr.kind {
            ExprKind::Number(number) => atom(self.number(number)),
            ExprKind::Name(name) => atom(self.name(name)),
            ExprKind::Call(name, args) => self.call(name, args)?,
            ExprKind::Negate(inner) => {
                let least = if self.language == Language::Rust {
                    ATOM
                } else {
                    MINUS
                };
                as_strong(format!("-{}", self.within(inner, least)?), MINUS)
            }
            ExprKind::Binary(Operator::Power, base, exponent) => self.power(base, exponent)?,
            ExprKind::Binary(operator, a, b) => {
                let own = strength(*operator);
                let (a, b) = (self.within(a, own)?, self.within(b, own + 1)?);
                as_strong(format!("{a} {} {b}", operator.symbol()), own)
            }
            ExprKind::Compare(comparison, a, b) => {
                let (a, b) = (
                    self.within(a, COMPARISON + 1)?,
                    self.within(b, COMPARISON + 1)?,
                );
                as_strong(format!("{a} {} {b}", comparison.symbol()), COMPARISON)
            }
            ExprKind::And(a, b) => {
                self.joined(["and", "&&", "logical_and"], binding::AND, [a, b])?
            }
            ExprKind::Or(a, b) => self.joined(["or", "||", "logical_or"], binding::OR, [a, b])?,
            ExprKind::Not(inner) => self.negated(inner)?,
            ExprKind::Near(..) => {
                return Err(format!(
                    "`{expr}`: no program has `~`; write `<` or `>` in the rule"
                ));
            }
            ExprKind::Of(..) | ExprKind::Derivative(..) => {
                return Err(format!("`{expr}` cannot be written in a program"));
            }
        })
    }

    /// A part, in brackets if it holds together less strongly than it has to.
    fn within(&self, expr: &Expr, least: u8) -> Result<String, String> {
        let Written { text, binding } = self.written(expr)?;
        Ok(if binding < least {
            format!("({text})")
        } else {
            text
        })
    }

    fn number(&self, number: &Number) -> String {
        let text = &number.text;
        let is_whole = text.bytes().all(|byte| byte.is_ascii_digit());
        match self.language {
            // A choice between whole numbers would be one of integers with torch.
            Language::Rust | Language::Pytorch if is_whole => format!("{text}.0"),
            Language::Rust if text.starts_with('.') => format!("0{text}"),
            _ => text.clone(),
        }
    }

    fn name(&self, name: &str) -> String {
        if name == "pi" {
            return match self.language {
                Language::Python => "pi",
                Language::Rust => "std::f64::consts::PI",
                Language::Numpy => "np.pi",
                Language::Pytorch => "torch.pi",
            }
            .to_string();
        }
        (self.name)(name).unwrap_or_else(|| name.to_string())
    }

    /// A part whose method is called in Rust, where a number has to say its type.
    fn receiver(&self, expr: &Expr) -> Result<String, String> {
        let text = self.within(expr, binding::ATOM)?;
        let is_number = matches!(expr.kind, ExprKind::Number(_));
        Ok(if is_number {
            format!("{text}_f64")
        } else {
            text
        })
    }

    fn power(&self, base: &Expr, exponent: &Expr) -> Result<Written, String> {
        if self.language != Language::Rust {
            let base = self.within(base, binding::ATOM)?;
            let exponent = self.within(exponent, binding::MINUS)?;
            return Ok(as_strong(format!("{base} ** {exponent}"), binding::POWER));
        }
        let base = self.receiver(base)?;
        let text = match whole(exponent) {
            Some(whole) => format!("{base}.powi({whole})"),
            None => format!("{base}.powf({})", self.write(exponent)?),
        };
        Ok(atom(text))
    }

    fn joined(
        &self,
        [word, sign, function]: [&str; 3],
        own: u8,
        [a, b]: [&Expr; 2],
    ) -> Result<Written, String> {
        if let Some(module) = self.module() {
            let (a, b) = (self.write(a)?, self.write(b)?);
            return Ok(atom(format!("{module}.{function}({a}, {b})")));
        }
        let word = if self.language == Language::Rust {
            sign
        } else {
            word
        };
        let (a, b) = (self.within(a, own)?, self.within(b, own + 1)?);
        Ok(as_strong(format!("{a} {word} {b}"), own))
    }

    fn negated(&self, inner: &Expr) -> Result<Written, String> {
        if let Some(module) = self.module() {
            return Ok(atom(format!(
                "{module}.logical_not({})",
                self.write(inner)?
            )));
        }
        Ok(if self.language == Language::Rust {
            as_strong(
                format!("!{}", self.within(inner, binding::ATOM)?),
                binding::MINUS,
            )
        } else {
            as_strong(
                format!("not {}", self.within(inner, binding::NOT)?),
                binding::NOT,
            )
        })
    }

    /// The module of array functions.
    fn module(&self) -> Option<&'static str> {
        match self.language {
            Language::Python | Language::Rust => None,
            Language::Numpy => Some("np"),
            Language::Pytorch => Some("torch"),
        }
    }

    fn call(&self, name: &str, args: &[Expr]) -> Result<Written, String> {
        match (name, args) {
            ("f" | "f'", [at]) => return Ok(atom((self.activation)(name, &self.write(at)?))),
            ("if", [condition, yes, no]) => return self.choice(condition, yes, no),
            ("sigmoid", [a]) => return self.filled("logistic(a)", a),
            ("swish", [a]) => return self.filled("a * logistic(a)", a),
            _ => {}
        }
        // Functions of arrays take no plain numbers.
        if self.language.has_arrays()
            && let Ok(value) =
                constant(&Expr::made(ExprKind::Call(name.to_string(), args.to_vec())))
        {
            return Ok(atom(format!("{value:?}")));
        }
        let found = FUNCTIONS.iter().find(|function| function.name == name);
        let Some(function) = found else {
            return Err(format!(
                "no program of deltarule's has the function `{name}` yet"
            ));
        };
        self.function(function, args)
    }

    fn filled(&self, pattern: &str, part: &Expr) -> Result<Written, String> {
        let filled = fill(pattern, &[("a", part)]);
        self.written(&filled.map_err(|problem| problem.to_string())?)
    }

    fn function(&self, function: &Function, args: &[Expr]) -> Result<Written, String> {
        let mut text = function.form(self.language).to_string();
        for (place, arg) in args.iter().enumerate() {
            let is_receiver =
                self.language == Language::Rust && text.starts_with("{0}.") && place == 0;
            let arg = if is_receiver {
                self.receiver(arg)?
            } else {
                self.write(arg)?
            };
            text = text.replace(&format!("{{{place}}}"), &arg);
        }
        Ok(atom(text))
    }

    fn choice(&self, condition: &Expr, yes: &Expr, no: &Expr) -> Result<Written, String> {
        let [condition, yes, no] = [self.write(condition)?, self.write(yes)?, self.write(no)?];
        Ok(match (self.language, self.module()) {
            (_, Some(module)) => atom(format!("{module}.where({condition}, {yes}, {no})")),
            (Language::Rust, None) => {
                let text = format!("if {condition} {{ {yes} }} else {{ {no} }}");
                as_strong(text, binding::CHOICE)
            }
            _ => as_strong(format!("{yes} if {condition} else {no}"), binding::CHOICE),
        })
    }
}

fn atom(text: String) -> Written {
    as_strong(text, binding::ATOM)
}

fn as_strong(text: String, binding: u8) -> Written {
    Written { text, binding }
}

fn strength(operator: Operator) -> u8 {
    match operator {
        Operator::Add | Operator::Subtract => binding::SUM,
        Operator::Multiply | Operator::Divide => binding::PRODUCT,
        Operator::Power => binding::POWER,
    }
}

/// The small whole number that an exponent is.
fn whole(exponent: &Expr) -> Option<i64> {
    match &exponent.kind {
        ExprKind::Number(number) if number.value.fract() == 0.0 && number.value <= 64.0 => {
            number.text.parse().ok()
        }
        ExprKind::Negate(inner) => whole(inner).map(|whole| -whole),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::parse;

    #[test]
    fn a_formula_is_written_as_each_language_has_it() {
        for (formula, python, rust, numpy) in [
            ("-e^2 / 2", "-e ** 2 / 2", "-e.powi(2) / 2.0", "-e ** 2 / 2"),
            ("exp(-e)", "exp(-e)", "(-e).exp()", "np.exp(-e)"),
            (
                "(e + 1)^-1.5",
                "(e + 1) ** -1.5",
                "(e + 1.0).powf(-1.5)",
                "(e + 1) ** -1.5",
            ),
            ("2^e", "2 ** e", "2.0_f64.powf(e)", "2 ** e"),
            (
                "if(e > 0, e, 0.01 * e) + 1",
                "(e if e > 0 else 0.01 * e) + 1",
                "(if e > 0.0 { e } else { 0.01 * e }) + 1.0",
                "np.where(e > 0, e, 0.01 * e) + 1",
            ),
            (
                "if(e < 0 or not e < 1, 0, 1)",
                "0 if e < 0 or not e < 1 else 1",
                "if e < 0.0 || !(e < 1.0) { 0.0 } else { 1.0 }",
                "np.where(np.logical_or(e < 0, np.logical_not(e < 1)), 0, 1)",
            ),
            (
                "e / sqrt(2)",
                "e / sqrt(2)",
                "e / 2.0_f64.sqrt()",
                "e / 1.4142135623730951",
            ),
            (
                "swish(e)",
                "e * logistic(e)",
                "e * logistic(e)",
                "e * logistic(e)",
            ),
        ] {
            let formula = parse(formula).expect(formula);
            let written = |language| of_net_input(language, &formula).expect("it can be written");
            assert_eq!(written(Language::Python), python);
            assert_eq!(written(Language::Rust), rust);
            assert_eq!(written(Language::Numpy), numpy);
        }
        let near = parse("if(e ~ 0.5, 1, 0)").expect("a formula");
        assert!(of_net_input(Language::Python, &near).is_err());
    }
}
