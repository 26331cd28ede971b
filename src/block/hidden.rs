//! The names that an open question hides: those that its answer is made of, and those that tell the same.

use crate::formula::Expr;
use crate::formula::tree::ExprKind;
use crate::training::quantity::{DOMAINS, row, tellers};

/// The names that an answer hides if its question does not say: those in it, and what equals them.
pub fn hidden_by(answer: &Expr) -> Vec<String> {
    let mut names = Vec::new();
    collect(answer, false, &mut names);
    let mut names: Vec<String> = names
        .iter()
        .flat_map(|name| tellers(name))
        .map(ToString::to_string)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The name that a part of a formula begins with.
pub fn word(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Call(name, _) => Some(name),
        _ => None,
    }
}

/// All names of a formula, wherever they occur in it.
pub fn names(formula: &Expr) -> Vec<String> {
    let mut names: Vec<String> = word(formula).map(ToString::to_string).into_iter().collect();
    for part in formula.children() {
        names.extend(self::names(part));
    }
    names
}

/// Collects the names of a formula. What a weight is after an update is told by its change, so that the current weight is not
/// hidden; nor is the error, whose value then is told by nothing on the screen.
fn collect(expr: &Expr, later: bool, names: &mut Vec<String>) {
    let later = later || word(expr) == Some("after");
    let Some(name) = word(expr) else {
        return expr
            .children()
            .into_iter()
            .for_each(|part| collect(part, later, names));
    };
    let row = row(name);
    let is_function = crate::formula::function::function(name).is_some();
    match (name, &expr.kind) {
        (_, ExprKind::Call(..)) if row.is_some_and(|row| !row.told_by.is_empty()) => {
            names.push(name.to_string());
        }
        (_, ExprKind::Call(_, args))
            if is_function
                || row.is_some_and(|row| row.is_over_formulas() || row.is_of_a_term()) =>
        {
            for part in args {
                collect(part, later, names);
            }
        }
        ("w" | "b", _) if later => names.push("change".to_string()),
        ("E", _) if later => {}
        (name, _) if DOMAINS.contains(&name) || name == "pi" => {}
        _ => names.push(name.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::parse;

    #[test]
    fn an_answer_hides_its_names_and_what_tells_the_same() {
        for (answer, hidden) in [
            ("change", &["change", "gradient", "slope"][..]),
            ("change(2,1,1) / lr", &["change", "gradient", "lr", "slope"]),
            ("after(w)", &["change", "gradient", "slope"]),
            ("after(E)", &[]),
            ("at(80, linear.E)", &["E"]),
            ("max(patterns, abs(t - y(1)))", &["t", "y"]),
            ("epoch", &["epoch", "update"]),
            ("tanh(e(1,2)) + 2 * pi", &["e"]),
            ("count(patterns, y(1) > t(1))", &["t", "y"]),
            ("product(layers, fprime)", &["fprime"]),
            ("E(2)", &["E"]),
        ] {
            assert_eq!(hidden_by(&parse(answer).expect(answer)), hidden, "{answer}");
        }
    }
}
