//! A formula as one line of text: the brackets it needs and no others.

use std::fmt;

use super::tree::{Expr, ExprKind, Operator, Tolerance};

/// Binding strength of each kind; a part that binds more weakly is put in brackets.
fn precedence(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Or(..) => 1,
        ExprKind::And(..) => 2,
        ExprKind::Not(_) => 3,
        ExprKind::Compare(..) | ExprKind::Near(..) => 4,
        ExprKind::Binary(Operator::Add | Operator::Subtract, ..) => 5,
        ExprKind::Binary(Operator::Multiply | Operator::Divide, ..) => 6,
        ExprKind::Negate(_) => 7,
        ExprKind::Binary(Operator::Power, ..) => 8,
        ExprKind::Number(_)
        | ExprKind::Name(_)
        | ExprKind::Call(..)
        | ExprKind::Of(..)
        | ExprKind::Derivative(..) => 9,
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = precedence(self);
        match &self.kind {
            ExprKind::Number(number) => f.write_str(&number.text),
            ExprKind::Name(name) => f.write_str(name),
            ExprKind::Call(name, args) => {
                let args: Vec<String> = args.iter().map(ToString::to_string).collect();
                write!(f, "{name}({})", args.join(", "))
            }
            ExprKind::Of(run, inner) if matches!(inner.kind, ExprKind::Number(_)) => {
                write!(f, "{run}.({inner})")
            }
            ExprKind::Of(run, inner) => write!(f, "{run}.{}", within(inner, 9)),
            ExprKind::Derivative(of, by) if of.is_named() => write!(f, "d{of}/d{by}"),
            ExprKind::Derivative(of, by) => write!(f, "d({of})/d{by}"),
            ExprKind::Negate(inner) => write!(f, "-{}", within(inner, own)),
            ExprKind::Binary(Operator::Power, a, b) => {
                write!(f, "{}^{}", within(a, own + 1), within(b, own - 1))
            }
            ExprKind::Binary(operator, a, b) => {
                write!(
                    f,
                    "{} {} {}",
                    within(a, own),
                    operator.symbol(),
                    within(b, own + 1)
                )
            }
            ExprKind::Compare(comparison, a, b) => {
                write!(
                    f,
                    "{} {} {}",
                    within(a, own + 1),
                    comparison.symbol(),
                    within(b, own + 1)
                )
            }
            ExprKind::Near(a, b, tolerance) => {
                write!(
                    f,
                    "{} ~ {}{}",
                    within(a, own + 1),
                    within(b, own + 1),
                    Within(*tolerance)
                )
            }
            ExprKind::Not(inner) => write!(f, "not {}", within(inner, own)),
            ExprKind::And(a, b) => write!(f, "{} and {}", within(a, own), within(b, own + 1)),
            ExprKind::Or(a, b) => write!(f, "{} or {}", within(a, own), within(b, own + 1)),
        }
    }
}

fn within(expr: &Expr, least: u8) -> String {
    if precedence(expr) < least {
        format!("({expr})")
    } else {
        expr.to_string()
    }
}

struct Within(Option<Tolerance>);

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(Tolerance::Absolute(distance)) => write!(f, " +- {distance}"),
            Some(Tolerance::Percent(percent)) => write!(f, " +- {percent}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::formula::language::parse::parse;

    #[test]
    fn what_is_printed_reads_as_the_same_formula() {
        for text in [
            "lr * delta * fprime * input",
            "-(a + b)^2",
            "(-a)^2",
            "a - (b - c)",
            "a / (b * c)",
            "2^(-x)",
            "2^-x^2",
            "-(a * b)",
            "linear.(w(2, 1, 1) * w)",
            "linear.(2) + linear.(.5)",
            "linear.wide.(-y)",
            "y ~ 0.7514 +- 2%",
            "if(e > 0, e, 0.01 * e)",
            "not (a < b or c < d) and e < f",
        ] {
            let once = parse(text).expect(text).to_string();
            let twice = parse(&once).expect(&once).to_string();
            assert_eq!(once, twice, "{text}");
            let tree = |text| parse(text).expect("parses").unplaced();
            assert_eq!(tree(text), tree(&once), "{text}");
        }
        assert_eq!(
            parse("((a)) + ((b*c))").expect("parses").to_string(),
            "a + b * c"
        );
    }
}
