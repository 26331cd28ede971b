//! The values of definitions at a point: each name's once, and derivatives by the chain rule along all ways.

use std::cell::RefCell;

use super::definitions::Definitions;
use super::leaf::{Derivative, Leaf, Meaning, Slope};
use crate::formula::language::meaning::{Compiled, NotANumber, Scope};

/// The values that make a point.
pub trait Values {
    /// The value of a name, as it is printed, that is free here, or of which the definition gives no value here.
    fn name(&self, name: &str) -> Option<f64>;

    /// The value of `f`, `f1` … at a number.
    fn function(&self, name: &str, at: f64) -> Option<f64>;

    /// The value of the derivative of `f`, `f1` … at a number.
    fn fprime(&self, name: &str, at: f64) -> Option<f64>;
}

/// Definitions at a point.
pub struct Point<'a> {
    definitions: &'a Definitions,
    values: &'a dyn Values,
    /// By the number of the name; not a number where it has no value.
    found: RefCell<Vec<Option<f64>>>,
    /// Share by which each found value is off, to see the effect of rounding on the values that follow from it.
    shake: f64,
}

impl<'a> Point<'a> {
    /// The definitions, settled, at the point that `values` make.
    #[must_use]
    pub fn new(definitions: &'a Definitions, values: &'a dyn Values) -> Self {
        Point {
            definitions,
            values,
            found: RefCell::new(vec![None; definitions.names().count()]),
            shake: 0.0,
        }
    }

    /// The same point with every name off by about this share, each by another.
    #[must_use]
    pub fn shaken(self, by: f64) -> Self {
        Point { shake: by, ..self }
    }

    /// The value of a formula, if it is a finite number.
    #[must_use]
    pub fn number(&self, formula: &Compiled<Leaf>) -> Option<f64> {
        formula.eval(self).ok().filter(|value| value.is_finite())
    }

    fn name(&self, number: usize) -> f64 {
        if let Some(value) = self.found.borrow()[number] {
            return value;
        }
        let defined = self.definitions.value(number);
        let value = defined
            .and_then(|formula| self.number(formula))
            .or_else(|| self.values.name(self.definitions.names().name(number)))
            .unwrap_or(f64::NAN)
            * (1.0 + self.shake * (1.0 + (number % 3) as f64));
        self.found.borrow_mut()[number] = Some(value);
        value
    }

    /// A derivative of what has these slopes: of each name that leads where it is taken by, its slope times that name's
    /// own derivative. `known` are those found so far, by the number of the name.
    fn derivative(
        &self,
        slopes: &[Slope],
        whole: &Derivative,
        known: &mut Vec<Option<f64>>,
    ) -> Result<f64, NotANumber> {
        let mut sum = 0.0;
        for Slope { by: name, slope } in slopes.iter().filter(|slope| whole.leads[slope.by]) {
            let inner = match known[*name] {
                _ if *name == whole.by => 1.0,
                Some(inner) => inner,
                None => {
                    let below = self.definitions.slopes_of(*name);
                    let inner = self.derivative(below, whole, known)?;
                    known[*name] = Some(inner);
                    inner
                }
            };
            let slope = match slope {
                Ok(slope) => slope.eval(self)?,
                Err(_) => f64::NAN,
            };
            sum += slope * inner;
        }
        Ok(sum)
    }
}

impl Scope<Leaf> for Point<'_> {
    fn value(&self, Leaf(meaning): &Leaf) -> Result<f64, NotANumber> {
        Ok(match meaning {
            Meaning::Name(number) => self.name(*number),
            Meaning::Function(name, at) => {
                let value = self.values.function(name, at.eval(self)?);
                value.unwrap_or(f64::NAN)
            }
            Meaning::Fprime(name, at) => {
                let value = self.values.fprime(name, at.eval(self)?);
                value.unwrap_or(f64::NAN)
            }
            Meaning::Derivative(derivative) => {
                if self.number(&derivative.of).is_none() {
                    return Ok(f64::NAN);
                }
                let mut known = vec![None; self.definitions.names().count()];
                self.derivative(&derivative.slopes, derivative, &mut known)?
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{Problem, equation};

    /// Free names, by their values; every function is a sine.
    struct Free(&'static [(&'static str, f64)]);

    impl Values for Free {
        fn name(&self, name: &str) -> Option<f64> {
            let found = self.0.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| *value)
        }

        fn function(&self, _: &str, at: f64) -> Option<f64> {
            Some(at.sin())
        }

        fn fprime(&self, _: &str, at: f64) -> Option<f64> {
            Some(at.cos())
        }
    }

    const KNOWN: [&str; 8] = ["z", "a", "b", "c", "x", "y", "w", "n"];

    fn sides(text: &str) -> Vec<crate::formula::Expr> {
        let known = |name: &str| KNOWN.contains(&name) || name == "f";
        equation(text, &known).expect(text)
    }

    /// The value of `formula` through definitions, at x = 0.7, w(1, 2) = −0.4, y = 2.
    fn value(given: &[&str], formula: &str) -> Result<Option<f64>, Problem> {
        let mut definitions = Definitions::default();
        for text in given {
            let read = |side| definitions.read(side, None).expect(text);
            let mut named: Vec<_> = sides(text).iter().map(read).collect();
            let name = named.remove(0);
            definitions.define(&name, &named).expect(text);
        }
        let named = definitions.read(&sides(formula)[0], Some(&KNOWN))?;
        assert_eq!(definitions.cycle(), None);
        definitions.settle().expect("sound definitions");
        let bound = definitions.bind(&named)?;
        let free = Free(&[("x", 0.7), ("w(1, 2)", -0.4), ("y", 2.0)]);
        Ok(Point::new(&definitions, &free).number(&bound))
    }

    #[test]
    fn a_derivative_goes_all_ways_and_stops_at_what_it_is_taken_by() {
        let given = ["z = a * b + c", "a = x^2", "b = f(x * y)", "c = a * w(1,2)"];
        let x: f64 = 0.7;
        let (sin, cos) = (2.0 * x).sin_cos();
        for (formula, expected) in [
            ("z", x * x * sin - 0.4 * x * x),
            ("dz/dx", 2.0 * x * sin + x * x * 2.0 * cos - 0.4 * 2.0 * x),
            ("dz/da", sin - 0.4),
            ("dz/dc", 1.0),
            ("dz/dw(1,2)", x * x),
            ("dz/dw(2,1)", 0.0),
            ("dx/dz", 0.0),
            ("dz/dz", 1.0),
            (
                "d(z * a)/da",
                x * x * sin - 0.4 * x * x + x * x * (sin - 0.4),
            ),
            ("df(x)/dx", x.cos()),
            ("-da/dx * f'(y)", -2.0 * x * 2f64.cos()),
        ] {
            let found = value(&given, formula).expect(formula).expect(formula);
            assert!(
                (found - expected).abs() < 1e-14,
                "{formula}: {found}, {expected}"
            );
        }
    }

    #[test]
    fn a_name_for_a_derivative_has_its_value_and_what_equals_it_is_differentiated() {
        let given = ["z = x^3", "a = dz/dx = 3 * x^2"];
        let close = |formula: &str, expected: f64| {
            let found = value(&given, formula).expect(formula).expect(formula);
            assert!((found - expected).abs() < 1e-14, "{formula}: {found}");
        };
        close("a", 3.0 * 0.49);
        close("da/dx", 6.0 * 0.7);
        let problem = value(&given[..1], "d(dz/dx)/dx").expect_err("no second derivative");
        assert!(
            problem
                .message
                .starts_with("this is the derivative of a derivative")
        );
        let alone = ["z = x^3", "a = y * dz/dx"];
        assert!(value(&alone, "da/dx").is_err());
        assert_eq!(
            value(&alone, "da/dy"),
            Ok(Some(3.0 * 0.7f64.powi(2))),
            "this one needs none"
        );
    }

    #[test]
    fn many_ways_are_gone_once() {
        let text = |number: usize| {
            let below = format!("n({})", number - 1);
            format!("n({number}) = {below} + f({below}) - f({below}) + {below}")
        };
        let given: Vec<String> = (1..60).map(text).chain(["n(0) = x".to_string()]).collect();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        assert_eq!(value(&given, "dn(59)/dx"), Ok(Some(2f64.powi(59))));
    }

    #[test]
    fn what_has_no_value_is_no_number() {
        for formula in ["z", "dz/dx", "w(3,3)", "ln(0 - x)", "1 / (x - x)"] {
            assert_eq!(value(&["z = ln(-x)"], formula), Ok(None), "{formula}");
        }
        assert_eq!(value(&["z = if(x > 0, x, ln(-x))"], "dz/dx"), Ok(Some(1.0)));
    }
}
