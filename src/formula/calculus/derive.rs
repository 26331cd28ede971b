//! The derivative of a formula by one of its names, and the rules that led to it, one at a time.
//!
//! Every rule is a pattern in the language itself; every step's result is simplified before the next one uses it.

use super::compose::{Factors, addends, factors, fill, product, sum};
use super::simplify::{LONGEST, simplify};
use super::steps::{Rule, Step, Steps};
use crate::formula::language::function::{FUNCTIONS, Rule as Takes, function};
use crate::formula::language::problem::Problem;
use crate::formula::language::tree::{Expr, ExprKind, Operator};

/// A derivative and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// The derivative, simplified; its places are those of its own printed text.
    pub derivative: Expr,
    /// The rules in order of use: each step comes after those it needs, and the last one gives the derivative.
    pub steps: Vec<Step>,
}

/// The derivative of `expr` by `by`. Other names are constants, also those behind `RUN.`.
///
/// At a kink the derivative is the one in the function's table row; a jump counts as flat. `f(…)`, `f1(…)` … are
/// arbitrary functions with the derivative `f'(…)`.
///
/// # Errors
/// If `expr` is a condition, has a function of `by` whose derivative is not known, or its derivative is too long.
pub fn derive(expr: &Expr, by: &str) -> Result<Derivation, Problem> {
    let mut deriving = Deriving {
        by,
        steps: Steps::new(expr.span),
    };
    let derivative = match &expr.kind {
        _ if expr.is_condition() => return Err(condition(expr)),
        ExprKind::Name(name) if name == by => deriving.note(Rule::Power, expr, &Expr::whole(1))?,
        _ if expr.mentions(by) => deriving.derivative(expr)?,
        _ => deriving.note(Rule::Constant, expr, &Expr::whole(0))?,
    };
    Ok(Derivation {
        derivative,
        steps: deriving.steps.taken(),
    })
}

struct Deriving<'a> {
    by: &'a str,
    steps: Steps,
}

type Derived = Result<Expr, Problem>;

impl Deriving<'_> {
    fn derivative(&mut self, expr: &Expr) -> Derived {
        if !expr.mentions(self.by) {
            return Ok(Expr::whole(0));
        }
        match &expr.kind {
            ExprKind::Number(_) | ExprKind::Name(_) | ExprKind::Of(..) => Ok(Expr::whole(1)),
            ExprKind::Binary(Operator::Add | Operator::Subtract, ..) => self.sum(expr),
            ExprKind::Binary(Operator::Multiply | Operator::Divide, ..) | ExprKind::Negate(_) => {
                self.factors(expr)
            }
            ExprKind::Binary(Operator::Power, base, exponent) => self.power(expr, base, exponent),
            ExprKind::Call(name, args) => self.call(expr, name, args),
            ExprKind::Derivative(..) => Err(Problem::new(
                self.steps.place(expr),
                format!("`{expr}` is a derivative already, and is not differentiated again"),
            )),
            _ => Err(condition(expr)),
        }
    }

    fn sum(&mut self, expr: &Expr) -> Derived {
        let mut derivatives = Vec::new();
        for (negative, part) in addends(expr) {
            if part.mentions(self.by) {
                derivatives.push((negative, self.derivative(part)?));
            } else {
                self.note(Rule::Constant, part, &Expr::whole(0))?;
            }
        }
        self.note(Rule::Sum, expr, &sum(derivatives))
    }

    /// A chain of `*`, `/` and minus signs: its constant factors stay; the rest is a product or a quotient.
    fn factors(&mut self, expr: &Expr) -> Derived {
        let Factors {
            negative,
            above,
            below,
        } = factors(expr);
        let moves = |part: &&Expr| part.mentions(self.by);
        let (above, constant_above): (Vec<&Expr>, Vec<&Expr>) = above.into_iter().partition(moves);
        let (below, constant_below): (Vec<&Expr>, Vec<&Expr>) = below.into_iter().partition(moves);
        let mut constant = join(&constant_above).joined(Operator::Divide, join(&constant_below));
        if negative {
            constant = constant.negated();
        }
        if !below.is_empty() {
            return self.quotient(expr, &constant, &join(&above), &join(&below));
        }
        let (rule, derivative) = match above.as_slice() {
            [inner] => (Rule::Constant, self.derivative(inner)?),
            _ => (Rule::Product, self.product(&above)?),
        };
        self.note(
            rule,
            expr,
            &fill("c * du", &[("c", &constant), ("du", &derivative)])?,
        )
    }

    /// u′vw + uv′w + uvw′
    fn product(&mut self, parts: &[&Expr]) -> Derived {
        let mut summands = Vec::new();
        let mut size = 0;
        for (place, part) in parts.iter().enumerate() {
            let derivative = self.derivative(part)?;
            let with_derivative = parts.iter().enumerate().map(|(other, part)| {
                if other == place {
                    derivative.clone()
                } else {
                    (*part).clone()
                }
            });
            let summand = simplify(&product(with_derivative))?;
            size += summand.size();
            summands.push((false, summand));
            // Too long already: simplifying the sum will say so.
            if size > LONGEST {
                break;
            }
        }
        Ok(sum(summands))
    }

    fn quotient(&mut self, expr: &Expr, constant: &Expr, above: &Expr, below: &Expr) -> Derived {
        let derivatives = (self.derivative(above)?, self.derivative(below)?);
        // A root below the bar is multiplied in above it, where it would end up below a bar again.
        let one = Expr::whole(1);
        let is_root =
            |part: &&Expr| matches!(&part.kind, ExprKind::Call(name, _) if name == "sqrt");
        let root = factors(below).above.into_iter().find(is_root);
        let parts = [
            ("r", root.unwrap_or(&one)),
            ("c", constant),
            ("u", above),
            ("v", below),
            ("du", &derivatives.0),
            ("dv", &derivatives.1),
        ];
        let pattern = if above.mentions(self.by) {
            "c * (du * v * r - u * dv * r) / (v^2 * r)"
        } else {
            "-c * dv / v^2"
        };
        self.note(Rule::Quotient, expr, &fill(pattern, &parts)?)
    }

    fn power(&mut self, expr: &Expr, base: &Expr, exponent: &Expr) -> Derived {
        let inner_in = (base.mentions(self.by), exponent.mentions(self.by));
        if inner_in == (true, true) {
            let derivatives = (self.derivative(base)?, self.derivative(exponent)?);
            let parts = [
                ("u", base),
                ("v", exponent),
                ("du", &derivatives.0),
                ("dv", &derivatives.1),
            ];
            let pattern = "u^v * (dv * ln(u) + v * du / u)";
            return self.note(Rule::Power, expr, &fill(pattern, &parts)?);
        }
        let (inner, constant, outer, pattern) = if inner_in.0 {
            (base, exponent, "u^c", "c * u^(c - 1)")
        } else {
            (exponent, base, "c^u", "c^u * ln(c)")
        };
        let outer = |inner: &Expr| fill(outer, &[("u", inner), ("c", constant)]);
        let derivative = |inner: &Expr| fill(pattern, &[("u", inner), ("c", constant)]);
        self.chain(Rule::Power, expr, inner, &outer, &derivative)
    }

    fn call(&mut self, expr: &Expr, name: &str, args: &[Expr]) -> Derived {
        match (function(name).map(|row| (row.rule, row.derivative)), args) {
            (Some((Takes::One(_), row)), [inner]) => {
                let outer = |inner: &Expr| fill(&format!("{name}(u)"), &[("u", inner)]);
                let derivative = |inner: &Expr| fill(row, &[("u", inner)]);
                self.chain(Rule::NamedFunction, expr, inner, &outer, &derivative)
            }
            (Some((Takes::Two(_), row)), [u, v]) => {
                // Where both are equal, the constant one counts: max(0, e) has the derivative of relu(e).
                let (u, v) = if u.mentions(self.by) { (u, v) } else { (v, u) };
                let derivatives = (self.derivative(u)?, self.derivative(v)?);
                let parts = [
                    ("u", u),
                    ("v", v),
                    ("du", &derivatives.0),
                    ("dv", &derivatives.1),
                ];
                self.note(Rule::NamedFunction, expr, &fill(row, &parts)?)
            }
            (None, [c, u, v]) if name == "if" => {
                let derivatives = (self.derivative(u)?, self.derivative(v)?);
                let parts = [("c", c), ("du", &derivatives.0), ("dv", &derivatives.1)];
                self.note(Rule::NamedFunction, expr, &fill("if(c, du, dv)", &parts)?)
            }
            (None, [inner]) if is_any_function(name) => {
                let outer = |inner: &Expr| fill(&format!("{name}(u)"), &[("u", inner)]);
                let derivative = |inner: &Expr| fill(&format!("{name}'(u)"), &[("u", inner)]);
                self.chain(Rule::NamedFunction, expr, inner, &outer, &derivative)
            }
            _ => Err(self.unknown(expr, name, args.len())),
        }
    }

    /// The derivative of `outer(inner)`: by itself if `inner` is the name asked for, else times the inner derivative.
    fn chain(
        &mut self,
        rule: Rule,
        expr: &Expr,
        inner: &Expr,
        outer: &dyn Fn(&Expr) -> Derived,
        derivative: &dyn Fn(&Expr) -> Derived,
    ) -> Derived {
        if matches!(&inner.kind, ExprKind::Name(_)) {
            return self.note(rule, expr, &derivative(inner)?);
        }
        let by = self.name_for_the_inner(expr);
        let fallback = Expr::named(&by);
        let outer = Expr {
            span: expr.span,
            ..outer(&fallback)?
        };
        let gives = self
            .steps
            .note(rule, &by, &outer, &derivative(&fallback)?)?;
        let flat = gives.unplaced() == Expr::whole(0);
        if flat {
            return self.note(Rule::Chain, expr, &Expr::whole(0));
        }
        let parts = (derivative(inner)?, self.derivative(inner)?);
        let product = fill("outer * du", &[("outer", &parts.0), ("du", &parts.1)])?;
        self.note(Rule::Chain, expr, &product)
    }

    /// Writes a step by the name asked for down and gives its simplified result.
    fn note(&mut self, rule: Rule, of: &Expr, gives: &Expr) -> Derived {
        self.steps.note(rule, self.by, of, gives)
    }

    fn name_for_the_inner(&self, expr: &Expr) -> String {
        let free = |name: &&str| *name != self.by && !expr.mentions(name);
        let name = ["u", "v", "z", "s"].into_iter().find(free);
        name.unwrap_or("inner_").to_string()
    }

    fn unknown(&self, expr: &Expr, name: &str, takes: usize) -> Problem {
        let message = format!("the derivative of `{expr}` by `{}` is not known", self.by);
        let problem = Problem::new(self.steps.place(expr), message);
        let names: Vec<&str> = FUNCTIONS.iter().map(|row| row.name).collect();
        match function(name).map(|function| function.rule) {
            Some(Takes::One(_)) => return problem.help(format!("`{name}` takes one number")),
            Some(Takes::Two(_)) => return problem.help(format!("`{name}` takes two numbers here")),
            None if name == "if" => return problem.help("`if` takes a condition and two numbers"),
            None => {}
        }
        let alike = FUNCTIONS.iter().filter(|row| {
            let wants = if matches!(row.rule, Takes::One(_)) {
                1
            } else {
                2
            };
            wants == takes
        });
        match problem.nearest(name, alike.map(|row| row.name)) {
            near @ Problem { help: Some(_), .. } => near,
            far => far.help(format!("functions that have one: {}, if", names.join(", "))),
        }
    }
}

fn join(parts: &[&Expr]) -> Expr {
    product(parts.iter().map(|part| (*part).clone()))
}

fn condition(expr: &Expr) -> Problem {
    Problem::new(
        expr.span,
        format!("`{expr}` is a condition and has no derivative"),
    )
    .help("a number has one; in `if(condition, a, b)` that of a or b is taken")
}

/// Returns `true` for `f`, `f1`, `f2` …, the arbitrary functions of derivations.
#[must_use]
pub fn is_any_function(name: &str) -> bool {
    name.strip_prefix('f')
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::language::parse::parse;

    fn derived(text: &str) -> Derivation {
        derive(&parse(text).expect(text), "e").unwrap_or_else(|problem| panic!("{text}: {problem}"))
    }

    fn problem(text: &str) -> Problem {
        derive(&parse(text).expect(text), "e").expect_err(text)
    }

    #[test]
    fn derivatives_are_what_a_book_would_print() {
        for (text, derivative) in [
            ("e / (1 + abs(e))", "1 / (1 + abs(e))^2"),
            ("exp(-e^2)", "-2 * e * exp(-e^2)"),
            ("max(0, e)", "if(e > 0, 1, 0)"),
            ("max(e, 0)", "if(e > 0, 1, 0)"),
            ("min(1, 2 * e)", "if(2 * e < 1, 2, 0)"),
            ("sin(e) + 0.1*e", "cos(e) + 0.1"),
            ("tanh(e)", "1 - tanh(e)^2"),
            ("1/(1+exp(-e))", "exp(-e) / (1 + exp(-e))^2"),
            ("logistic(e)", "logistic(e) * logistic(-e)"),
            (
                "e * logistic(e)",
                "logistic(e) + e * logistic(e) * logistic(-e)",
            ),
            ("ln(1+exp(e))", "exp(e) / (1 + exp(e))"),
            ("softplus(e)", "logistic(e)"),
            ("e^3", "3 * e^2"),
            ("e^n", "n * e^(n - 1)"),
            ("2^e", "ln(2) * 2^e"),
            ("e^e", "e^e * (ln(e) + 1)"),
            ("e / (1 + e^2)", "(1 - e^2) / (1 + e^2)^2"),
            ("sqrt(1 + e^2)", "e / sqrt(1 + e^2)"),
            ("e * sqrt(e)", "3 * sqrt(e) / 2"),
            ("e / sqrt(1 + e^2)", "1 / ((1 + e^2) * sqrt(1 + e^2))"),
            ("1 / sqrt(e)", "-1 / (2 * e * sqrt(e))"),
            ("ln(abs(e))", "1 / e"),
            ("abs(e)^3", "3 * e * abs(e)"),
            ("1 / e", "-1 / e^2"),
            ("if(e > 0, e, exp(e) - 1)", "if(e > 0, 1, exp(e))"),
            ("cos(3 * e)^2", "-6 * cos(3 * e) * sin(3 * e)"),
            (
                "1.7159 * tanh(2*e/3)",
                "3.4318 * (1 - tanh(2 * e / 3)^2) / 3",
            ),
            ("(t - e)^2 / 2", "-(t - e)"),
            (
                "-t * ln(e) - (1 - t) * ln(1 - e)",
                "(1 - t) / (1 - e) - t / e",
            ),
            ("lr * delta * e * input", "lr * delta * input"),
            ("delta * f(w * e + b)", "delta * f'(w * e + b) * w"),
            ("linear.(e^2) + w(2,1,1)", "0"),
            ("e", "1"),
        ] {
            assert_eq!(derived(text).derivative.to_string(), derivative, "{text}");
        }
    }

    #[test]
    fn every_rule_has_its_line() {
        let shown = |text| -> Vec<String> {
            let lines = derived(text).steps.into_iter().map(|step| {
                let Step {
                    by,
                    of,
                    gives,
                    rule,
                    ..
                } = step;
                format!("d/d{by} {of} = {gives} ({})", rule.name())
            });
            lines.collect()
        };
        assert_eq!(
            shown("e / (1 + exp(-e^2))"),
            [
                "d/de 1 = 0 (constant)",
                "d/du exp(u) = exp(u) (named function)",
                "d/de e^2 = 2 * e (power)",
                "d/de -e^2 = -2 * e (constant)",
                "d/de exp(-e^2) = -2 * e * exp(-e^2) (chain)",
                "d/de 1 + exp(-e^2) = -2 * e * exp(-e^2) (sum)",
                "d/de e / (1 + exp(-e^2)) = (1 + exp(-e^2) + 2 * e^2 * exp(-e^2)) / (1 + exp(-e^2))^2 (quotient)",
            ]
        );
        assert_eq!(
            shown("u * sin(u * e) * e"),
            [
                "d/dv sin(v) = cos(v) (named function)",
                "d/de u * e = u (constant)",
                "d/de sin(u * e) = u * cos(u * e) (chain)",
                "d/de u * sin(u * e) * e = u * (u * e * cos(u * e) + sin(u * e)) (product)",
            ]
        );
        assert_eq!(shown("e"), ["d/de e = 1 (power)"]);
        assert_eq!(
            shown("sign(sign(e))").len(),
            2,
            "flat: what is inside does not matter"
        );
    }

    #[test]
    fn each_step_says_where_it_stands() {
        let text = "2 * sin(e^2)";
        for step in derived(text).steps {
            let place = &text[step.span.start..step.span.end];
            let expected = if step.by == "u" {
                "sin(e^2)"
            } else {
                &step.of.to_string()
            };
            assert_eq!(place, expected);
        }
    }

    #[test]
    fn no_function_lacks_a_derivative() {
        for row in FUNCTIONS {
            let text = match row.rule {
                Takes::One(_) => format!("{}(e)", row.name),
                Takes::Two(_) => format!("{}(e, t)", row.name),
            };
            let derivative = derived(&text).derivative;
            assert!(
                !["u", "v", "du", "dv"]
                    .iter()
                    .any(|hole| derivative.mentions(hole)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_has_no_derivative_says_so_and_helps() {
        for (text, said) in [
            (
                "e > 0",
                "`e > 0` is a condition and has no derivative; a number has one; in `if(condition, a, b)` that of a or b is taken",
            ),
            (
                "1 + tahn(e)",
                "the derivative of `tahn(e)` by `e` is not known; did you mean `tanh`?",
            ),
            (
                "exp(e, 2)",
                "the derivative of `exp(e, 2)` by `e` is not known; `exp` takes one number",
            ),
        ] {
            assert_eq!(problem(text).to_string(), said);
        }
        let text = "1 + on(2, e)";
        let problem = problem(text);
        assert_eq!(&text[problem.span.start..problem.span.end], "on(2, e)");
        assert!(
            problem
                .to_string()
                .contains("functions that have one: abs, sign")
        );
    }

    #[test]
    fn a_derivative_that_explodes_is_refused_in_words() {
        let product = (1..80)
            .map(|n| format!("sin({n} * e)"))
            .collect::<Vec<_>>()
            .join(" * ");
        assert!(problem(&product).message.contains("too long to be read"));
        let tower = format!("{}e{}", "exp(sin(".repeat(31), "))".repeat(31));
        assert!(problem(&tower).message.contains("too long to be read"));
    }

    #[test]
    fn the_longest_and_the_deepest_formulas_are_no_danger() {
        for text in [
            format!("e{}", " + e".repeat(499)),
            format!("e{}", " * e".repeat(499)),
            format!("e{}", " / e".repeat(499)),
            format!("{}e", "-".repeat(64)),
            format!("{}e", "2^".repeat(64)),
            format!("{}e", "e^".repeat(64)),
            format!("{}e{}", "exp(".repeat(64), ")".repeat(64)),
            format!("{}e{}", "if(e > 0, e, ".repeat(60), ")".repeat(60)),
            format!("{}e{}", "1 / (1 + 2 * ".repeat(60), ")".repeat(60)),
            format!("{}e{}", "-(e - ".repeat(32), ")".repeat(32)),
            format!("if(e < 0{}, e, 1)", " and e < 1".repeat(240)),
        ] {
            // A sentence is as good as a derivative here.
            let _ = derive(&parse(&text).expect(&text), "e");
        }
        let chain = format!("e{}", " * e".repeat(499));
        assert_eq!(derived(&chain).derivative.to_string(), "500 * e^499");
    }
}
