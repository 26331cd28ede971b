//! The rules that a derivation's lines may be by.

/// A reason why a line holds.
#[derive(Debug)]
pub struct Reason {
    /// As a lesson writes it.
    pub name: &'static str,
    /// As a reader sees it.
    pub said: &'static str,
}

const fn reason(name: &'static str, said: &'static str) -> Reason {
    Reason { name, said }
}

/// All of them.
pub const REASONS: [Reason; 10] = [
    reason("definition", "by definition"),
    reason("constant", "by the rule for constants"),
    reason("sum", "by the sum rule"),
    reason("product", "by the product rule"),
    reason("quotient", "by the quotient rule"),
    reason("power", "by the power rule"),
    reason("chain", "by the chain rule"),
    reason("named function", "by the function's own derivative"),
    reason("algebra", "by algebra"),
    reason("sum over paths", "summed over all paths"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{derive, parse};

    #[test]
    fn every_rule_that_a_derivative_is_derived_by_may_be_named() {
        let text = "(3 * e^2 + sin(e)) * e / (1 + exp(-e)) + 2";
        let steps = derive(&parse(text).expect(text), "e").expect(text).steps;
        for step in steps {
            let is_there = REASONS.iter().any(|row| row.name == step.rule.name());
            assert!(is_there, "{}", step.rule.name());
        }
    }
}
