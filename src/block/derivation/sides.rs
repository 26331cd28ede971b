//! The formulas of a derivation block: definitions, and the sides of lines.

use super::parts::Given;
use crate::formula::{Expr, Problem, equation, is_any_function};
use crate::network::Activation;

/// A definition, or what `f` is.
pub fn given(text: &str, known: &dyn Fn(&str) -> bool) -> Result<Given, Problem> {
    let left = text.split('=').next().unwrap_or(text);
    let function = left.split('(').next().unwrap_or(left).trim();
    if is_any_function(function) {
        return given_function(text, left, function);
    }
    let mut sides = equation(text, known)?.into_iter();
    match (sides.next(), sides.next(), sides.next()) {
        (Some(name), Some(formula), None) => Ok(Given::Definition(name, formula)),
        (.., Some(third)) => Err(Problem::new(third.span, "a definition has one `=`")
            .help("what follows from it belongs in a line")),
        (first, ..) => {
            let span = first.map_or((0..text.len()).into(), |first| first.span);
            Err(
                Problem::new(span, "`=` is missing: a definition says what a name is")
                    .help("write `y = f(e)`"),
            )
        }
    }
}

/// `f = logistic`, or another activation that a trainer could have.
fn given_function(text: &str, left: &str, function: &str) -> Result<Given, Problem> {
    let Some(formula) = text
        .get(left.len() + 1..)
        .filter(|_| left.trim() == function)
    else {
        let message = format!("expected which function `{function}` is");
        return Err(Problem::new((0..left.len()).into(), message).help(format!(
            "write `{function} = logistic`, or a formula in e: `{function} = e / (1 + abs(e))`"
        )));
    };
    let offset = text.len() - formula.trim_start().len();
    let activation = Activation::read(formula.trim()).map_err(|problem| {
        let span = (problem.span.start + offset..problem.span.end + offset).into();
        Problem { span, ..problem }
    })?;
    Ok(Given::Function(function.to_string(), activation))
}

/// The sides of a line.
pub fn sides(text: &str, is_let: bool, known: &dyn Fn(&str) -> bool) -> Result<Vec<Expr>, Problem> {
    let sides = equation(text, known)?;
    match &sides[..] {
        [only] if is_let => Err(Problem::new(
            only.span,
            "`=` is missing: `let` says what a new name is",
        )
        .help("write `delta = -dE/dy`")),
        [only] => Err(Problem::new(
            only.span,
            "`=` is missing: a line says that two formulas are equal",
        )
        .help("write `dE/dw = dE/dy * dy/dw`")),
        _ => Ok(sides),
    }
}
