//! The update in Rust: the rule for each weight, and what is sent back.

use super::words::{Words, activation, matched};
use crate::cli::code::plan::Plan;
use crate::cli::code::text::indented;
use crate::formula::Expr;

pub fn changes(plan: &Plan<'_>) -> Result<String, String> {
    let last = plan.layers() - 1;
    let deltas = if plan.is_cross_entropy() {
        let fprime = activation(plan, "f'", &last.to_string(), "*e");
        format!(
            "targets.iter().zip(&outputs).zip(&nets[{last}]).map(|((t, y), e)| (t - y) / {fprime}).collect()"
        )
    } else {
        "targets.iter().zip(&outputs).map(|(t, y)| t - y).collect()".to_string()
    };
    let is_deep = plan.layers() > 1;
    let mutable = if is_deep { "mut " } else { "" };
    let mut lines = vec![
        "let mut total = combine(weights, weights, |_, _| 0.0);".to_string(),
        "for &pattern in learnt {".to_string(),
        "    let (x, targets) = &PATTERNS[pattern];".to_string(),
        "    let (inputs, nets, outputs) = forward(weights, x);".to_string(),
        format!("    let {mutable}deltas: Vec<f64> = {deltas};"),
        "    for (layer, rows) in weights.iter().enumerate().rev() {".to_string(),
    ];
    if is_deep {
        lines.push("        let mut sent_back = vec![0.0; inputs[layer].len()];".to_string());
    }
    lines.push("        for (j, row) in rows.iter().enumerate() {".to_string());
    lines.push(indented(&of_unit(plan), &" ".repeat(12)));
    let w = if plan.mentions("w") { "&w" } else { "_" };
    lines.push(format!(
        "            for (i, {w}) in row.iter().enumerate() {{"
    ));
    lines.push(indented(&of_weight(plan)?, &" ".repeat(16)));
    lines.push("            }\n        }".to_string());
    if is_deep {
        lines.push("        deltas = sent_back;".to_string());
    }
    lines.push("    }\n}".to_string());
    if !plan.frozen.is_empty() {
        lines.push("for &(layer, j, i) in &FROZEN {\n    total[layer][j][i] = 0.0;\n}".to_string());
    }
    lines.push("total".to_string());
    let mut body = indented(&lines.join("\n"), "    ");
    for part in ["nets", "inputs"] {
        if !body.contains(&format!("{part}[")) {
            body = body.replacen(part, "_", 1);
        }
    }
    Ok(format!(
        "/// The change of each weight, summed over patterns.\nfn changes(weights: &Weights, learnt: &[usize]) -> Weights {{\n{body}\n}}\n"
    ))
}

/// The numbers of a unit that the rules name.
fn of_unit(plan: &Plan<'_>) -> String {
    let target = match (plan.outputs(), plan.layers()) {
        (1, _) => "targets[0]",
        (_, 1) => "targets[j]",
        _ => "targets[j.min(targets.len() - 1)]",
    };
    let named = [
        ("delta", "deltas[j]".to_string()),
        ("y", activation(plan, "f", "layer", "e")),
        ("fprime", activation(plan, "f'", "layer", "e")),
        ("t", target.to_string()),
    ];
    let named: Vec<_> = named
        .into_iter()
        .filter(|(name, _)| plan.mentions(name))
        .collect();
    let has_e = plan.mentions("e") || named.iter().any(|(name, _)| ["y", "fprime"].contains(name));
    let e = has_e.then(|| "let e = nets[layer][j];".to_string());
    let lines = named
        .iter()
        .map(|(name, text)| format!("let {name} = {text};"));
    e.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// The change of a weight, and what is sent back through it.
fn of_weight(plan: &Plan<'_>) -> Result<String, String> {
    let speech = Words { plan };
    let written = |formulas: &[Expr]| -> Result<String, String> {
        let texts = formulas.iter().map(|formula| speech.write(formula));
        Ok(matched(&texts.collect::<Result<Vec<_>, _>>()?))
    };
    let mut lines = Vec::new();
    if plan.mentions("input") {
        lines.push("let input = inputs[layer][i];".to_string());
    }
    if plan.mentions("bias") {
        lines.push("let bias = if i == inputs[layer].len() - 1 { 1.0 } else { 0.0 };".to_string());
    }
    lines.push(format!("let change = {};", written(&plan.rules)?));
    lines.push("total[layer][j][i] += change;".to_string());
    if plan.layers() > 1 {
        let mut sent = plan.send_backs.clone();
        // Nothing is below the first layer.
        sent[0] = sent[1].clone();
        lines.push(format!("sent_back[i] += {};", written(&sent)?));
    }
    Ok(lines.join("\n"))
}
