//! The names of a plan in Rust.

use crate::cli::code::language::Language;
use crate::cli::code::plan::Plan;
use crate::cli::code::speech::Speech;
use crate::cli::code::text::by_layer;
use crate::formula::Expr;

/// The name of a constant.
pub fn constant(name: &str) -> String {
    name.to_uppercase()
}

/// An expression that may differ from layer to layer.
pub fn matched(texts: &[String]) -> String {
    let (others, last) = by_layer(texts);
    if others.is_empty() {
        return last.to_string();
    }
    let arms = others
        .iter()
        .map(|(layer, text)| format!("{layer} => {text}"));
    let arms: Vec<String> = arms.chain([format!("_ => {last}")]).collect();
    format!("match layer {{ {} }}", arms.join(", "))
}

/// The activation, or its derivative, of a layer at a value.
pub fn activation(plan: &Plan<'_>, name: &str, layer: &str, at: &str) -> String {
    let name = if name == "f" { "f" } else { "f_prime" };
    if plan.has_one_slope() {
        format!("{name}({at})")
    } else {
        format!("{name}({layer}, {at})")
    }
}

/// The meaning of the names of a plan's formulas.
pub struct Words<'a> {
    /// The plan.
    pub plan: &'a Plan<'a>,
}

impl Words<'_> {
    /// Writes a formula.
    ///
    /// # Errors
    /// If Rust cannot say it: a sentence that says so.
    pub fn write(&self, formula: &Expr) -> Result<String, String> {
        let parameters = self.plan.settings.method.parameters;
        let is_constant = |name: &str| name == "lr" || parameters.iter().any(|row| row.key == name);
        let speech = Speech {
            language: Language::Rust,
            name: &|name| is_constant(name).then(|| constant(name)),
            activation: &|name, at| activation(self.plan, name, "layer", at),
        };
        speech.write(formula)
    }
}
