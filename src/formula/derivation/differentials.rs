//! Derivatives within formulas: found, taken out, put back.

use crate::formula::language::tree::{Expr, ExprKind};

/// Returns `true` if the formula contains a derivative.
pub fn has_derivative(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Derivative(..)) || expr.children().into_iter().any(has_derivative)
}

/// Returns `true` if a derivative, or f′ of something, would have to be differentiated by `by`.
pub fn is_derived_again(expr: &Expr, by: &str) -> bool {
    let is_one = match &expr.kind {
        ExprKind::Derivative(..) => true,
        ExprKind::Call(name, _) => name.ends_with('\''),
        _ => false,
    };
    is_one && expr.mentions(by)
        || expr
            .children()
            .into_iter()
            .any(|part| is_derived_again(part, by))
}

/// The formula with a name, `c_0`, `c_1` …, for each derivative in it.
pub fn without_derivatives(expr: &Expr, derivatives: &mut Vec<Expr>) -> Expr {
    if !matches!(expr.kind, ExprKind::Derivative(..)) {
        return expr.with_parts(|part| without_derivatives(part, derivatives));
    }
    derivatives.push(expr.clone());
    Expr::named(&format!("c_{}", derivatives.len() - 1))
}

/// The formula with the derivatives that have such a name in it.
pub fn with_derivatives(expr: &Expr, derivatives: &[Expr]) -> Expr {
    let number = match &expr.kind {
        ExprKind::Name(name) => name
            .strip_prefix("c_")
            .and_then(|c| c.parse::<usize>().ok()),
        _ => None,
    };
    match number.and_then(|number| derivatives.get(number)) {
        Some(derivative) => derivative.clone(),
        None => expr.with_parts(|part| with_derivatives(part, derivatives)),
    }
}
