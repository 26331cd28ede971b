//! The common parts of programs in Python, with and without numpy or torch: data, activations, which patterns an update learns
//! from, and the loop of updates.

use super::functions::{OF_MATH, definitions, words};
use super::language::Language;
use super::plan::Plan;
use super::speech::{Speech, of_net_input};
use super::text::{by_layer, indented, number, packed, row};
use crate::formula::{Expr, parse};
use crate::training::{LineSearch, MadeOf};

/// A program in Python while it is written.
pub struct Snake<'a> {
    /// The plan that it carries out.
    pub plan: &'a Plan<'a>,
    /// Plain Python, or one of its libraries.
    pub language: Language,
}

impl Snake<'_> {
    /// The numbers that it begins with.
    pub fn data(&self) -> String {
        let plan = self.plan;
        let pattern = |pattern: &crate::network::Pattern| {
            format!("({}, {})", row(&pattern.inputs), row(&pattern.targets))
        };
        let patterns: Vec<String> = plan.patterns.iter().map(pattern).collect();
        let mut lines = vec![
            format!(
                "patterns = [  # inputs, targets\n{}\n]",
                packed(&patterns, "    ")
            ),
            self.weights(),
        ];
        if !plan.frozen.is_empty() {
            lines.push(format!(
                "frozen = [  # layer, unit, input, from 0\n{}\n]",
                packed(&plan.frozen_places(), "    ")
            ));
        }
        if !plan.orders.is_empty() {
            lines.push(format!(
                "orders = [  # of the patterns, epoch by epoch\n{}\n]",
                packed(&plan.written_orders(), "    ")
            ));
        }
        if !plan.settings.searches() {
            lines.push(format!("lr = {}", number(plan.lr())));
        }
        for parameter in plan.settings.method.parameters {
            let value = plan.settings.parameters.get(parameter);
            lines.push(format!("{} = {}", parameter.key, number(value)));
        }
        lines.push(format!("updates = {}\n", plan.updates));
        lines.join("\n")
    }

    fn weights(&self) -> String {
        let matrix = |rows: &Vec<Vec<f64>>| {
            let rows: Vec<String> = rows.iter().map(|weights| row(weights)).collect();
            let rows = format!("[{}]", rows.join(", "));
            match self.language {
                Language::Numpy => format!("np.array({rows})"),
                Language::Pytorch => format!("torch.tensor({rows})"),
                Language::Python | Language::Rust => rows,
            }
        };
        let matrices: Vec<String> = self.plan.weights.iter().map(matrix).collect();
        let what = "a matrix a layer, a row a unit: its inputs' weights, then its bias";
        let matrices: Vec<String> = matrices
            .iter()
            .map(|matrix| format!("    {matrix},"))
            .collect();
        format!("weights = [  # {what}\n{}\n]", matrices.join("\n"))
    }

    /// The activation and its derivative; the derivative only where it is asked for.
    pub fn slopes(&self, with_fprime: bool) -> Result<String, String> {
        let plan = self.plan;
        let write = |formula: &Expr| of_net_input(self.language, formula);
        if plan.has_one_slope() {
            let slope = &plan.slopes[0];
            let f = format!(
                "def f(e):\n    return {}\n",
                self.of_e(&slope.f, write(&slope.f)?)
            );
            let fprime = self.of_e(&slope.fprime, write(&slope.fprime)?);
            return Ok(if with_fprime {
                format!("{f}\n\ndef f_prime(e):\n    return {fprime}\n")
            } else {
                f
            });
        }
        let list = |name: &str, formulas: Vec<&Expr>| -> Result<String, String> {
            let lambda = |formula: &&Expr| {
                Ok(format!(
                    "    lambda e: {},",
                    self.of_e(formula, write(formula)?)
                ))
            };
            let lambdas = formulas
                .iter()
                .map(lambda)
                .collect::<Result<Vec<_>, String>>()?;
            Ok(format!(
                "{name} = [  # of each layer\n{}\n]\n",
                lambdas.join("\n")
            ))
        };
        let f = list("f", plan.slopes.iter().map(|slope| &slope.f).collect())?;
        let fprime = list(
            "f_prime",
            plan.slopes.iter().map(|slope| &slope.fprime).collect(),
        )?;
        Ok(if with_fprime { f + &fprime } else { f })
    }

    /// A formula of e; of arrays one that has no e in it is as long as e all the same.
    fn of_e(&self, formula: &Expr, text: String) -> String {
        if self.language.has_arrays() && !formula.mentions("e") {
            format!("{text} + 0 * e")
        } else {
            text
        }
    }

    /// The activation, or its derivative, of a layer at a value.
    pub fn activation(&self, name: &str, layer: &str, at: &str) -> String {
        let name = if name == "f" { "f" } else { "f_prime" };
        if self.plan.has_one_slope() {
            format!("{name}({at})")
        } else {
            format!("{name}[{layer}]({at})")
        }
    }

    /// An assignment of a formula that may differ from layer to layer.
    ///
    /// # Errors
    /// If Python cannot say it: a sentence that says so.
    pub fn assigned(&self, name: &str, formulas: &[Expr]) -> Result<String, String> {
        let speech = Speech {
            language: self.language,
            name: &|_| None,
            activation: &|name, at| self.activation(name, "layer", at),
        };
        let texts = formulas.iter().map(|formula| speech.write(formula));
        let texts = texts.collect::<Result<Vec<_>, _>>()?;
        let (others, last) = by_layer(&texts);
        let mut lines = Vec::new();
        for (place, (layer, text)) in others.iter().enumerate() {
            let word = if place == 0 { "if" } else { "elif" };
            lines.push(format!("{word} layer == {layer}:\n    {name} = {text}"));
        }
        lines.push(if others.is_empty() {
            format!("{name} = {last}")
        } else {
            format!("else:\n    {name} = {last}")
        });
        Ok(lines.join("\n"))
    }

    /// The patterns of an update, where it does not learn from all.
    pub fn learnt(&self) -> Option<String> {
        let plan = self.plan;
        if plan.is_batch() {
            return None;
        }
        let (size, each) = (plan.size(), plan.each_epoch());
        let (order, patterns) = if plan.orders.is_empty() {
            (String::new(), "patterns")
        } else {
            let order = format!(
                "    shuffled = [patterns[p] for p in orders[update // {each} % len(orders)]]\n"
            );
            (order, "shuffled")
        };
        Some(format!(
            "def learnt(update):\n    \"\"\"The patterns that the update after so many others learns from.\"\"\"\n\
            {order}    first = update % {each} * {size}\n    return {patterns}[first:first + {size}]\n"
        ))
    }

    /// The call of the function that gives the changes of an update, before the optimizer makes its own of them.
    fn learning(&self) -> &'static str {
        if self.plan.is_batch() {
            "changes(weights, patterns)"
        } else {
            "changes(weights, learnt(update))"
        }
    }

    /// The loop of updates, and what is printed. The last time round the change is only looked at.
    pub fn main(&self) -> Result<String, String> {
        let (before, body) = if self.plan.settings.searches() {
            (String::new(), self.searching())
        } else {
            self.stepping()?
        };
        let first = match self.language {
            Language::Python | Language::Rust => "change[0][0][0]",
            Language::Numpy | Language::Pytorch => "change[0][0, 0]",
        };
        let body = indented(&body, "    ");
        Ok(format!(
            "{before}for update in range(updates + 1):\n{body}\n    if update < updates:\n        \
            weights = combine(weights, change, lambda w, c: w + c)\n\n\
            print(f\"next change of w(1,1,1): {{{first}:.12g}}\")\n\
            print(f\"E after {{updates}} updates: {{error(weights):.12g}}\")\n"
        ))
    }

    fn stepping(&self) -> Result<(String, String), String> {
        let zero = |name: &str| format!("{name} = combine(weights, weights, lambda w, _: 0 * w)\n");
        let before: String = self.plan.moments().map(zero).collect();
        let mut lines = vec![format!("change = {}", self.learning())];
        if self.plan.counts() {
            lines.push("n = update + 1".to_string());
        }
        for made in self.plan.lines() {
            lines.push(self.made(made)?);
        }
        Ok((before, lines.join("\n")))
    }

    /// A line of an optimizer.
    fn made(&self, made: &MadeOf) -> Result<String, String> {
        let into = made.into;
        if let Some(copied) = made.copied() {
            return Ok(format!("{into} = {copied}"));
        }
        let speech = Speech {
            language: self.language,
            name: &|_| None,
            activation: &|_, _| String::new(),
        };
        let formula = parse(made.formula).map_err(|problem| problem.to_string())?;
        let text = speech.write(&formula)?;
        let ([a, b], [x, y]) = (made.of, made.names);
        Ok(format!(
            "{into} = combine({a}, {b}, lambda {x}, {y}: {text})"
        ))
    }

    /// The body of the loop with a line search.
    fn searching(&self) -> String {
        let is_conjugate = self.plan.settings.method.searches();
        let mut lines = vec![
            "down = changes(weights, patterns)  # −∂E/∂w",
            "direction = down",
        ];
        if is_conjugate {
            lines.extend([
                "if update > 0 and dot(last, last) > 0:  # Polak and Ribière",
                "    turn = dot(down, combine(down, last, lambda d, l: d - l)) / dot(last, last)",
                "    bent = combine(down, last_direction, lambda d, l: d + max(0.0, turn) * l)",
                "    direction = bent if dot(down, bent) > 0 else down",
            ]);
        }
        lines.extend([
            "slope = -dot(down, direction)",
            "first = min(2 * step, 1e6) if update > 0 else 1.0",
            "step = search(weights, direction, slope, first) if slope < 0 else 0.0",
            "change = combine(direction, direction, lambda d, _: step * d)",
        ]);
        if is_conjugate {
            lines.push("last, last_direction = down, direction");
        }
        lines.join("\n")
    }

    /// The functions of a line search, if the run has one.
    pub fn search(&self) -> Option<String> {
        let settings = self.plan.settings;
        if !settings.searches() {
            return None;
        }
        let dot = if self.language.has_arrays() {
            "    return sum((p * q).sum() for p, q in zip(a, b))\n"
        } else {
            "    return sum(p * q for m, n in zip(a, b) for r, s in zip(m, n) for p, q in zip(r, s))\n"
        };
        let parabola = if settings.line_search == Some(LineSearch::Parabola) {
            "    bend = ahead(1.0) - here - slope  # of the parabola through E, its slope, and E one step ahead\n    \
            if bend > 0:\n        return -slope / (2 * bend)\n"
        } else {
            ""
        };
        Some(format!(
            "def dot(a, b):\n{dot}\n\ndef search(weights, direction, slope, step):\n    \
            \"\"\"The length of a step along a direction: halved until E has fallen enough.\"\"\"\n    \
            def ahead(step):\n        return error(combine(weights, direction, lambda w, d: w + step * d))\n    \
            here = error(weights)\n{parabola}    for _ in range(100):\n        \
            if ahead(step) <= here + 1e-4 * step * slope:\n            return step\n        step /= 2\n    return 0.0\n"
        ))
    }

    /// The function that makes a number for each weight of two for each.
    pub fn combine(&self) -> &'static str {
        if self.language.has_arrays() {
            "def combine(a, b, how):\n    return [how(p, q) for p, q in zip(a, b)]\n"
        } else {
            "def combine(a, b, how):\n    \"\"\"A number for each weight, made of two for each.\"\"\"\n    \
            return [[[how(p, q) for p, q in zip(r, s)] for r, s in zip(m, n)] for m, n in zip(a, b)]\n"
        }
    }

    /// The program of its sections, with the imports and definitions that they need.
    pub fn program(&self, sections: &[String]) -> String {
        let body = sections.join("\n\n");
        let definitions = definitions(self.language, &body).join("\n\n");
        let all = format!("{definitions}\n{body}");
        let imports = match self.language {
            Language::Numpy => "import numpy as np\n".to_string(),
            Language::Pytorch => {
                "import torch\n\ntorch.set_default_dtype(torch.float64)\n".to_string()
            }
            Language::Python | Language::Rust => of_math(&all),
        };
        let head = format!("# {}\n{imports}", self.plan.title);
        let parts = [head, definitions, body];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }
}

/// The import of the functions that a program has from Python's module `math`.
fn of_math(program: &str) -> String {
    let is_used = |name: &&&str| words(program).any(|word| word == **name);
    let used: Vec<&str> = OF_MATH.iter().filter(is_used).copied().collect();
    if used.is_empty() {
        return String::new();
    }
    format!("from math import {}\n", used.join(", "))
}
