//! The net in Rust: its numbers, its activations, and the way forward to the error.

use super::words::{activation, constant, matched};
use crate::cli::code::language::Language;
use crate::cli::code::plan::Plan;
use crate::cli::code::speech::of_net_input;
use crate::cli::code::text::{number, packed, row};
use crate::formula::Expr;
use crate::network::Pattern;

/// The numbers that it begins with.
pub fn data(plan: &Plan<'_>) -> String {
    let pattern =
        |pattern: &Pattern| format!("({}, {})", row(&pattern.inputs), row(&pattern.targets));
    let patterns: Vec<String> = plan.patterns.iter().map(pattern).collect();
    let (count, inputs) = (plan.patterns.len(), plan.patterns[0].inputs.len());
    let outputs = plan.outputs();
    let mut lines = vec![
        "/// A matrix a layer, a row a unit: its inputs' weights, then its bias.\ntype Weights = Vec<Vec<Vec<f64>>>;\n".to_string(),
        format!(
            "/// Inputs, targets.\nstatic PATTERNS: [([f64; {inputs}], [f64; {outputs}]); {count}] = [\n{}\n];",
            packed(&patterns, "    ")
        ),
    ];
    if !plan.frozen.is_empty() {
        let places = plan.frozen_places();
        lines.push(format!(
            "/// Layer, unit, input, from 0.\nstatic FROZEN: [(usize, usize, usize); {}] = [\n{}\n];",
            places.len(),
            packed(&places, "    ")
        ));
    }
    if !plan.orders.is_empty() {
        let orders = plan.written_orders();
        lines.push(format!(
            "/// Of the patterns, epoch by epoch.\nstatic ORDERS: [[usize; {count}]; {}] = [\n{}\n];",
            orders.len(),
            packed(&orders, "    ")
        ));
    }
    if !plan.settings.searches() {
        lines.push(format!("const LR: f64 = {};", number(plan.lr())));
    }
    for parameter in plan.settings.method.parameters {
        let value = number(plan.settings.parameters.get(parameter));
        lines.push(format!("const {}: f64 = {value};", constant(parameter.key)));
    }
    lines.push(format!("const UPDATES: usize = {};\n", plan.updates));
    lines.join("\n")
}

/// The activation and its derivative; the derivative only where it is asked for.
pub fn slopes(plan: &Plan<'_>, with_fprime: bool) -> Result<String, String> {
    let function = |name: &str, formulas: Vec<&Expr>| -> Result<String, String> {
        let texts = formulas
            .iter()
            .map(|formula| of_net_input(Language::Rust, formula));
        let texts = texts.collect::<Result<Vec<_>, _>>()?;
        let e = if formulas.iter().any(|formula| formula.mentions("e")) {
            "e"
        } else {
            "_e"
        };
        Ok(if plan.has_one_slope() {
            format!("fn {name}({e}: f64) -> f64 {{\n    {}\n}}\n", texts[0])
        } else {
            format!(
                "fn {name}(layer: usize, {e}: f64) -> f64 {{\n    {}\n}}\n",
                matched(&texts)
            )
        })
    };
    let f = function("f", plan.slopes.iter().map(|slope| &slope.f).collect())?;
    if !with_fprime {
        return Ok(f);
    }
    let fprime = function(
        "f_prime",
        plan.slopes.iter().map(|slope| &slope.fprime).collect(),
    )?;
    Ok(format!("{f}\n{fprime}"))
}

pub fn forward(plan: &Plan<'_>) -> String {
    let f = activation(plan, "f", "layer", "*e");
    let each = if plan.has_one_slope() {
        "for rows in weights"
    } else {
        "for (layer, rows) in weights.iter().enumerate()"
    };
    format!(
        "/// What comes into each layer, with a 1 for the biases; e of each unit; the outputs.
fn forward(weights: &Weights, x: &[f64]) -> (Vec<Vec<f64>>, Vec<Vec<f64>>, Vec<f64>) {{
    let (mut inputs, mut nets, mut y) = (Vec::new(), Vec::new(), x.to_vec());
    {each} {{
        y.push(1.0);
        let net = |row: &Vec<f64>| row.iter().zip(&y).map(|(w, x)| w * x).sum();
        let net: Vec<f64> = rows.iter().map(net).collect();
        inputs.push(y);
        y = net.iter().map(|e| {f}).collect();
        nets.push(net);
    }}
    (inputs, nets, y)
}}
"
    )
}

pub fn error(plan: &Plan<'_>) -> String {
    let (nets, outputs, pairs, of_output) = if plan.is_cross_entropy() {
        let last = format!("nets[{}]", plan.layers() - 1);
        (
            "nets",
            "_",
            format!("(t, e) in targets.iter().zip(&{last})"),
            "softplus(*e) - t * e",
        )
    } else {
        (
            "_",
            "outputs",
            "(t, y) in targets.iter().zip(&outputs)".to_string(),
            "(t - y).powi(2) / 2.0",
        )
    };
    format!(
        "/// E over all patterns.
fn error(weights: &Weights) -> f64 {{
    let mut total = 0.0;
    for (x, targets) in &PATTERNS {{
        let (_, {nets}, {outputs}) = forward(weights, x);
        for {pairs} {{
            total += {of_output};
        }}
    }}
    total
}}
"
    )
}
