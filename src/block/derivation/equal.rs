//! Two formulas compared like the sides of a line: at points drawn at random, and with a trainer's numbers.

use std::collections::BTreeSet;

use super::parts::{DerivationBlock, Side, Step};
use super::reason::REASONS;
use crate::block::about::Subject;
use crate::block::body::Located;
use crate::formula::{Definitions, Expr, Problem, equation, is_any_function, parse};
use crate::network::Activation;
use crate::training::{Rule, Trainer};

/// Names besides those of a rule that such formulas may have.
const ALSO: [&str; 3] = ["x", "b", "E"];
/// Equations that hold in every trainer, so that it makes no difference which side is written.
const HOLDS: [(&str, &str); 3] = [("y", "f(e)"), ("fprime", "f'(e)"), ("x", "input")];

/// Reads a formula that is written in the names of a rule.
///
/// # Errors
/// If it is none, or says that something equals something.
pub fn read(text: &str) -> Result<Expr, Problem> {
    let known = known();
    let mut sides = equation(text, &|name| known.contains(&name))?;
    match (sides.pop(), sides.pop()) {
        (Some(formula), None) => {
            let formula = formula.number()?;
            Definitions::default().read(&formula, Some(&known))?;
            Ok(formula)
        }
        (_, other) => {
            let span = other.map_or((0..text.len()).into(), |other| other.span);
            Err(Problem::new(span, "expected one formula").help("leave `=` out"))
        }
    }
}

/// The names that such formulas may have.
pub fn known() -> Vec<&'static str> {
    Rule::names_of_update().chain(ALSO).collect()
}

/// Returns `true` if two formulas are equal, also for the current trainer; not, if they have too few values to tell.
///
/// # Errors
/// If one of them has a name that a rule does not have.
pub fn are_equal(
    formulas: [&Located<Expr>; 2],
    subject: Option<&Subject>,
    trainer: Option<&Trainer>,
) -> Result<bool, Problem> {
    let held = DerivationBlock::of_two(formulas, subject)?;
    Ok(held
        .steps
        .iter()
        .all(|step| held.failure(step, trainer).is_empty()))
}

impl DerivationBlock {
    /// A derivation of one line: two formulas that are to be equal.
    fn of_two(formulas: [&Located<Expr>; 2], subject: Option<&Subject>) -> Result<Self, Problem> {
        let known = known();
        let mut definitions = Definitions::default();
        for (name, formula) in HOLDS {
            let [name, formula] = [parse(name)?, parse(formula)?];
            let name = definitions.read(&name, None)?;
            let formula = definitions.read(&formula, None)?;
            definitions.define(&name, &[formula])?;
        }
        let mut named = Vec::new();
        for formula in formulas {
            named.push(definitions.read(&formula.item, Some(&known))?);
        }
        if let Err(problems) = definitions.settle()
            && let Some((_, problem)) = problems.into_iter().next()
        {
            return Err(problem);
        }
        let mut sides = Vec::new();
        for (written, named) in formulas.into_iter().zip(named) {
            sides.push(Side {
                bound: definitions.bind(&named)?,
                named,
                written: written.clone(),
            });
        }
        let functions = functions(formulas, subject);
        Ok(DerivationBlock {
            subject: subject.cloned(),
            given: Vec::new(),
            definitions,
            functions,
            wheres: Vec::new(),
            steps: vec![Step {
                sides,
                defines: None,
                by: &REASONS[0],
            }],
        })
    }
}

/// The functions in the formulas, `f` in any case: each is the activation of its layer; any function, where there is no trainer.
fn functions(
    formulas: [&Located<Expr>; 2],
    subject: Option<&Subject>,
) -> Vec<(String, Option<Activation>)> {
    let mut names: BTreeSet<String> = BTreeSet::from(["f".to_string()]);
    for formula in formulas {
        let words = crate::block::hidden::names(&formula.item);
        let plain = words.iter().map(|word| word.trim_end_matches(['\'', '′']));
        let functions = plain.filter(|word| is_any_function(word));
        names.extend(functions.map(ToString::to_string));
    }
    let activation = |name: &str| {
        let setup = &subject?.setup;
        let layer = match name.strip_prefix('f')? {
            "" => setup.selected.layer,
            layer => layer.parse().ok()?,
        };
        let network = &setup.runs[setup.about].start.state.settings.network;
        network.activations.get(layer.checked_sub(1)?).cloned()
    };
    names
        .into_iter()
        .map(|name| {
            let activation = activation(&name);
            (name, activation)
        })
        .collect()
}
