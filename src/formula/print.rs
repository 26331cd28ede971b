//! A formula as one line of text: the brackets it needs and no others.

use std::fmt;

use super::tree::{Expr, Kind, Operator, Tolerance};

/// How tightly each kind holds its parts together; a part that holds less tightly stands in brackets.
fn tightness(expr: &Expr) -> u8 {
    match &expr.kind {
        Kind::Or(..) => 1,
        Kind::And(..) => 2,
        Kind::Not(_) => 3,
        Kind::Compare(..) | Kind::Near(..) => 4,
        Kind::Binary(Operator::Add | Operator::Subtract, ..) => 5,
        Kind::Binary(Operator::Multiply | Operator::Divide, ..) => 6,
        Kind::Negate(_) => 7,
        Kind::Binary(Operator::Power, ..) => 8,
        Kind::Number(_) | Kind::Name(_) | Kind::Call(..) | Kind::Of(..) | Kind::Derivative(..) => 9,
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = tightness(self);
        match &self.kind {
            Kind::Number(number) => f.write_str(&number.text),
            Kind::Name(name) => f.write_str(name),
            Kind::Call(name, args) => {
                let args: Vec<String> = args.iter().map(ToString::to_string).collect();
                write!(f, "{name}({})", args.join(", "))
            }
            Kind::Of(run, inner) if matches!(inner.kind, Kind::Number(_)) => {
                write!(f, "{run}.({inner})")
            }
            Kind::Of(run, inner) => write!(f, "{run}.{}", within(inner, 9)),
            Kind::Derivative(of, by) if of.is_named() => write!(f, "d{of}/d{by}"),
            Kind::Derivative(of, by) => write!(f, "d({of})/d{by}"),
            Kind::Negate(inner) => write!(f, "-{}", within(inner, own)),
            Kind::Binary(Operator::Power, a, b) => {
                write!(f, "{}^{}", within(a, own + 1), within(b, own - 1))
            }
            Kind::Binary(operator, a, b) => {
                write!(
                    f,
                    "{} {} {}",
                    within(a, own),
                    operator.symbol(),
                    within(b, own + 1)
                )
            }
            Kind::Compare(comparison, a, b) => {
                write!(
                    f,
                    "{} {} {}",
                    within(a, own + 1),
                    comparison.symbol(),
                    within(b, own + 1)
                )
            }
            Kind::Near(a, b, tolerance) => {
                write!(
                    f,
                    "{} ~ {}{}",
                    within(a, own + 1),
                    within(b, own + 1),
                    Within(*tolerance)
                )
            }
            Kind::Not(inner) => write!(f, "not {}", within(inner, own)),
            Kind::And(a, b) => write!(f, "{} and {}", within(a, own), within(b, own + 1)),
            Kind::Or(a, b) => write!(f, "{} or {}", within(a, own), within(b, own + 1)),
        }
    }
}

fn within(expr: &Expr, least: u8) -> String {
    if tightness(expr) < least {
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
    use crate::formula::parse::parse;

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
