//! Programs in Rust: vectors of vectors, and the loops of the lessons.

use super::functions::definitions;
use super::language::Language;
use super::plan::Plan;
use super::speech::{Speech, of_net_input};
use super::text::{by_layer, indented, number, packed, row};
use crate::formula::{Expr, parse};
use crate::network::Pattern;
use crate::training::{LineSearch, MadeOf};

/// The program of a plan.
///
/// # Errors
/// If Rust cannot say it: a sentence that says so.
pub fn program(plan: &Plan<'_>) -> Result<String, String> {
    let changes = changes(plan)?;
    let slopes = slopes(plan, changes.contains("f_prime"))?;
    let mut sections = vec![data(plan), slopes, forward(plan), error(plan), changes];
    sections.push(COMBINE.to_string());
    sections.extend(search(plan));
    sections.push(learnt(plan));
    sections.push(main(plan)?);
    let body = sections.join("\n");
    let definitions = definitions(Language::Rust, &body).join("\n");
    let gap = if definitions.is_empty() { "" } else { "\n" };
    Ok(format!("// {}\n\n{definitions}{gap}{body}", plan.title))
}

const COMBINE: &str = "/// A number for each weight, made of two for each.
fn combine(a: &Weights, b: &Weights, how: impl Fn(f64, f64) -> f64) -> Weights {
    let row = |(r, s): (&Vec<f64>, &Vec<f64>)| r.iter().zip(s).map(|(p, q)| how(*p, *q)).collect();
    let layer = |(m, n): (&Vec<Vec<f64>>, &Vec<Vec<f64>>)| m.iter().zip(n).map(row).collect();
    a.iter().zip(b).map(layer).collect()
}
";

/// The name of a constant.
fn constant(name: &str) -> String {
    name.to_uppercase()
}

/// The numbers that it begins with.
fn data(plan: &Plan<'_>) -> String {
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
        let places = plan.frozen.iter();
        let places: Vec<String> = places.map(|[l, j, i]| format!("({l}, {j}, {i})")).collect();
        lines.push(format!(
            "/// Layer, unit, input, from 0.\nstatic FROZEN: [(usize, usize, usize); {}] = [\n{}\n];",
            places.len(),
            packed(&places, "    ")
        ));
    }
    if !plan.orders.is_empty() {
        let orders: Vec<String> = plan
            .orders
            .iter()
            .map(|order| format!("{order:?}"))
            .collect();
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
fn slopes(plan: &Plan<'_>, with_fprime: bool) -> Result<String, String> {
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

/// An expression that may differ from layer to layer.
fn matched(texts: &[String]) -> String {
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
fn activation(plan: &Plan<'_>, name: &str, layer: &str, at: &str) -> String {
    let name = if name == "f" { "f" } else { "f_prime" };
    if plan.has_one_slope() {
        format!("{name}({at})")
    } else {
        format!("{name}({layer}, {at})")
    }
}

fn forward(plan: &Plan<'_>) -> String {
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

fn error(plan: &Plan<'_>) -> String {
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

fn changes(plan: &Plan<'_>) -> Result<String, String> {
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
    let speech = speech(plan);
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

/// The rules' names in Rust.
fn speech<'a>(plan: &'a Plan<'a>) -> SpeechOf<'a> {
    SpeechOf { plan }
}

/// The meaning of the names of a plan's formulas.
struct SpeechOf<'a> {
    plan: &'a Plan<'a>,
}

impl SpeechOf<'_> {
    fn write(&self, formula: &Expr) -> Result<String, String> {
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

/// The patterns of an update, by their places.
fn learnt(plan: &Plan<'_>) -> String {
    let (count, size, each) = (plan.patterns.len(), plan.size(), plan.each_epoch());
    let body = if plan.is_batch() {
        format!("(0..{count}).collect()")
    } else {
        let places = if plan.orders.is_empty() {
            "(first..end).collect()".to_string()
        } else {
            format!("ORDERS[update / {each} % ORDERS.len()][first..end].to_vec()")
        };
        format!(
            "let first = update % {each} * {size};\n    let end = (first + {size}).min({count});\n    {places}"
        )
    };
    let update = if plan.is_batch() { "_update" } else { "update" };
    format!(
        "/// The patterns that the update after so many others learns from.\nfn learnt({update}: usize) -> Vec<usize> {{\n    {body}\n}}\n"
    )
}

/// The functions of a line search, if the run has one.
fn search(plan: &Plan<'_>) -> Option<String> {
    if !plan.settings.searches() {
        return None;
    }
    let parabola = if plan.settings.line_search == Some(LineSearch::Parabola) {
        "    // Of the parabola through E, its slope, and E one step ahead.
    let bend = ahead(1.0) - here - slope;
    if bend > 0.0 {
        return -slope / (2.0 * bend);
    }
"
    } else {
        ""
    };
    Some(format!(
        "fn dot(a: &Weights, b: &Weights) -> f64 {{
    combine(a, b, |p, q| p * q).iter().flatten().flatten().sum()
}}

/// The length of a step along a direction: halved until E has fallen enough.
fn search(weights: &Weights, direction: &Weights, slope: f64, mut step: f64) -> f64 {{
    let ahead = |step: f64| error(&combine(weights, direction, |w, d| w + step * d));
    let here = error(weights);
{parabola}    for _ in 0..100 {{
        if ahead(step) <= here + 1e-4 * step * slope {{
            return step;
        }}
        step /= 2.0;
    }}
    0.0
}}
"
    ))
}

/// The loop of updates, and what is printed. The last time round the change is only looked at.
fn main(plan: &Plan<'_>) -> Result<String, String> {
    let (before, body) = if plan.settings.searches() {
        searching(plan)
    } else {
        stepping(plan)?
    };
    let rows = |rows: &Vec<Vec<f64>>| {
        let rows: Vec<String> = rows
            .iter()
            .map(|weights| format!("vec!{}", row(weights)))
            .collect();
        format!("        vec![{}],", rows.join(", "))
    };
    let weights: Vec<String> = plan.weights.iter().map(rows).collect();
    let (weights, before) = (weights.join("\n"), indented(&before, "    "));
    let before = if before.is_empty() {
        before
    } else {
        before + "\n"
    };
    let body = indented(&body, "        ");
    Ok(format!(
        "fn main() {{
    let mut weights: Weights = vec![
{weights}
    ];
{before}    for update in 0..=UPDATES {{
{body}
        if update < UPDATES {{
            weights = combine(&weights, &change, |w, c| w + c);
        }} else {{
            println!(\"next change of w(1,1,1): {{:.11e}}\", change[0][0][0]);
        }}
    }}
    println!(\"E after {{UPDATES}} updates: {{:.11e}}\", error(&weights));
}}
"
    ))
}

fn stepping(plan: &Plan<'_>) -> Result<(String, String), String> {
    let zero = |name: &str| format!("let mut {name} = combine(&weights, &weights, |_, _| 0.0);");
    let before: Vec<String> = plan.moments().map(zero).collect();
    let mut lines = vec!["let change = changes(&weights, &learnt(update));".to_string()];
    if plan.counts() {
        lines.push("let n = update as f64 + 1.0;".to_string());
    }
    for made in plan.lines() {
        lines.push(line(plan, made)?);
    }
    Ok((before.join("\n"), lines.join("\n")))
}

/// A line of an optimizer.
fn line(
    plan: &Plan<'_>,
    MadeOf {
        into,
        of,
        names,
        formula,
    }: &MadeOf,
) -> Result<String, String> {
    let into = if *into == "change" {
        "let change"
    } else {
        into
    };
    if let Some(place) = names.iter().position(|name| name == formula) {
        return Ok(format!("{into} = {}.clone();", of[place]));
    }
    let formula = parse(formula).map_err(|problem| problem.to_string())?;
    let text = speech(plan).write(&formula)?;
    let ([a, b], [x, y]) = (of, names);
    Ok(format!("{into} = combine(&{a}, &{b}, |{x}, {y}| {text});"))
}

/// What is remembered, and the body of the loop, with a line search.
fn searching(plan: &Plan<'_>) -> (String, String) {
    let is_conjugate = plan.settings.method.searches();
    let mut before = vec!["let mut step = 0.0;"];
    let mut lines = vec!["let down = changes(&weights, &learnt(update)); // −∂E/∂w"];
    if is_conjugate {
        before.push("let (mut last, mut last_direction) = (weights.clone(), weights.clone());");
        lines.extend([
            "let mut direction = down.clone();",
            "if update > 0 && dot(&last, &last) > 0.0 {",
            "    // Polak and Ribière.",
            "    let turn = dot(&down, &combine(&down, &last, |d, l| d - l)) / dot(&last, &last);",
            "    let bent = combine(&down, &last_direction, |d, l| d + turn.max(0.0) * l);",
            "    if dot(&down, &bent) > 0.0 {",
            "        direction = bent;",
            "    }",
            "}",
        ]);
    } else {
        lines.push("let direction = down.clone();");
    }
    lines.extend([
        "let slope = -dot(&down, &direction);",
        "let first = if update > 0 { f64::min(2.0 * step, 1e6) } else { 1.0 };",
        "step = if slope < 0.0 { search(&weights, &direction, slope, first) } else { 0.0 };",
        "let change = combine(&direction, &direction, |d, _| step * d);",
    ]);
    if is_conjugate {
        lines.push("(last, last_direction) = (down, direction);");
    }
    (before.join("\n"), lines.join("\n"))
}
