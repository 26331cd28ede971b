//! The loop of updates in Rust: the patterns of each, the optimizer, the line search, and what is printed.

use super::words::Words;
use crate::cli::code::plan::Plan;
use crate::cli::code::text::{indented, row};
use crate::formula::parse;
use crate::training::{LineSearch, MadeOf};

/// The patterns of an update, by their places.
pub fn learnt(plan: &Plan<'_>) -> String {
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
pub fn search(plan: &Plan<'_>) -> Option<String> {
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
pub fn main(plan: &Plan<'_>) -> Result<String, String> {
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
fn line(plan: &Plan<'_>, made: &MadeOf) -> Result<String, String> {
    let into = match made.into {
        "change" => "let change",
        moment => moment,
    };
    if let Some(copied) = made.copied() {
        return Ok(format!("{into} = {copied}.clone();"));
    }
    let formula = parse(made.formula).map_err(|problem| problem.to_string())?;
    let text = Words { plan }.write(&formula)?;
    let ([a, b], [x, y]) = (made.of, made.names);
    Ok(format!("{into} = combine(&{a}, &{b}, |{x}, {y}| {text});"))
}

/// The lines before the loop, and the body of it, with a line search.
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
