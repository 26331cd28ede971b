//! Programs in Rust: vectors of vectors, and the loops of the lessons.

mod looped;
mod net;
mod update;
mod words;

use super::functions::definitions;
use super::language::Language;
use super::plan::Plan;

/// The program of a plan.
///
/// # Errors
/// If Rust cannot say it: a sentence that says so.
pub fn program(plan: &Plan<'_>) -> Result<String, String> {
    let changes = update::changes(plan)?;
    let slopes = net::slopes(plan, changes.contains("f_prime"))?;
    let mut sections = vec![
        net::data(plan),
        slopes,
        net::forward(plan),
        net::error(plan),
        changes,
    ];
    sections.push(COMBINE.to_string());
    sections.extend(looped::search(plan));
    sections.push(looped::learnt(plan));
    sections.push(looped::main(plan)?);
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
