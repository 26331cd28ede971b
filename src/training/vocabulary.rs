//! What the names of formulas mean about a trainer: one row each, with its forms and what it says of itself.

use crate::formula::tree::Kind;
use crate::formula::{Bound, Expr, Problem, Span, constant, unknown};
use crate::network::{Layout, WeightId};

/// What a name of a formula stands for.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// The selected weight's, or its unit's.
    Selected(Selected),
    /// A weight as it stands.
    Weight(usize),
    /// What the update adds to a weight.
    Change(usize),
    /// ∂E/∂w of a weight.
    Gradient(usize),
    /// A number of a unit.
    Unit(OfUnit, usize),
    /// A signal: an input, an output, or a bias's 1, by its place in [`crate::network::Terms::signal`].
    Signal(usize),
    /// A target, from 0.
    Target(usize),
    /// The error over all patterns.
    Error,
    /// The error on a pattern.
    ErrorOn(Box<Bound<Meaning>>),
    /// Where the run stands.
    Standing(Standing),
    /// The activation of the selected weight's unit at a value, or its derivative.
    Activation(Slope, Box<Bound<Meaning>>),
}

/// Names that are about the selected weight and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    /// `w`
    Weight,
    /// `change`
    Change,
    /// `gradient`
    Gradient,
    /// `input`
    Input,
    /// `t`
    Target,
    /// `e`, `y`, `fprime`, `delta`
    Unit(OfUnit),
}

/// The numbers that a unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfUnit {
    /// e
    NetInput,
    /// y
    Output,
    /// f′(e)
    Fprime,
    /// delta
    Delta,
}

/// Whether a function is meant or its derivative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slope {
    /// f
    Function,
    /// f′
    Derivative,
}

/// Where a run stands, and its settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Epochs finished.
    Epoch,
    /// Updates finished.
    Update,
    /// The number of the current pattern, from 1.
    Pattern,
    /// The learning rate.
    Lr,
    /// The share of patterns that are answered rightly.
    Accuracy,
}

/// A name, what may stand in its brackets, and what it means. A form is `""` for the bare name.
struct Row {
    name: &'static str,
    forms: &'static [&'static str],
}

/// All names. Functions and `pi` are known to every formula.
const WORDS: [Row; 20] = [
    Row {
        name: "w",
        forms: &["", "w(layer, unit, input)"],
    },
    Row {
        name: "b",
        forms: &["b(layer, unit)"],
    },
    Row {
        name: "E",
        forms: &["", "E(pattern)"],
    },
    Row {
        name: "x",
        forms: &["x(input)"],
    },
    Row {
        name: "t",
        forms: &["", "t(output)"],
    },
    Row {
        name: "y",
        forms: &["", "y(output)", "y(layer, unit)"],
    },
    Row {
        name: "e",
        forms: &["", "e(layer, unit)"],
    },
    Row {
        name: "fprime",
        forms: &["", "fprime(layer, unit)"],
    },
    Row {
        name: "delta",
        forms: &["", "delta(layer, unit)"],
    },
    Row {
        name: "input",
        forms: &["", "input(layer, input)"],
    },
    Row {
        name: "change",
        forms: &["", "change(layer, unit, input)"],
    },
    Row {
        name: "gradient",
        forms: &["", "gradient(layer, unit, input)"],
    },
    Row {
        name: "f",
        forms: &["f(value)"],
    },
    Row {
        name: "f'",
        forms: &["f'(value)"],
    },
    Row {
        name: "epoch",
        forms: &[""],
    },
    Row {
        name: "update",
        forms: &[""],
    },
    Row {
        name: "pattern",
        forms: &[""],
    },
    Row {
        name: "lr",
        forms: &[""],
    },
    Row {
        name: "accuracy",
        forms: &[""],
    },
    Row {
        name: "pi",
        forms: &[""],
    },
];

/// The names that formulas about a trainer may use.
pub fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|row| row.name)
}

/// The vocabulary of formulas about a run of one net.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'a> {
    layout: &'a Layout,
}

impl<'a> Vocabulary<'a> {
    /// The words about a net of this layout.
    #[must_use]
    pub fn new(layout: &'a Layout) -> Self {
        Vocabulary { layout }
    }

    fn bare(name: &str) -> Option<Meaning> {
        Some(match name {
            "w" => Meaning::Selected(Selected::Weight),
            "change" => Meaning::Selected(Selected::Change),
            "gradient" => Meaning::Selected(Selected::Gradient),
            "input" => Meaning::Selected(Selected::Input),
            "t" => Meaning::Selected(Selected::Target),
            "E" => Meaning::Error,
            "epoch" => Meaning::Standing(Standing::Epoch),
            "update" => Meaning::Standing(Standing::Update),
            "pattern" => Meaning::Standing(Standing::Pattern),
            "lr" => Meaning::Standing(Standing::Lr),
            "accuracy" => Meaning::Standing(Standing::Accuracy),
            _ => Meaning::Selected(Selected::Unit(of_unit(name)?)),
        })
    }

    fn with_brackets(self, name: &str, args: &[Expr], span: Span) -> Result<Meaning, Problem> {
        let layout = self.layout;
        let last = layout.layers();
        Ok(match (name, args) {
            ("w", [l, j, i]) => Meaning::Weight(self.weight([l, j, i], span)?),
            ("change", [l, j, i]) => Meaning::Change(self.weight([l, j, i], span)?),
            ("gradient", [l, j, i]) => Meaning::Gradient(self.weight([l, j, i], span)?),
            ("b", [l, j]) => Meaning::Weight(self.bias(l, j, span)?),
            ("E", [p]) => Meaning::ErrorOn(Box::new(Bound::new(&p.clone().number()?, &self)?)),
            ("x", [i]) => Meaning::Signal(place(i, layout.size(0), "input")?),
            ("t", [k]) => Meaning::Target(place(k, layout.size(last), "output")?),
            ("y", [k]) => {
                Meaning::Signal(layout.signal(last).start + place(k, layout.size(last), "output")?)
            }
            ("input", [l, i]) => {
                let layer = place(l, last, "layer")?;
                Meaning::Signal(
                    layout.signal(layer).start + place(i, layout.size(layer) + 1, "input")?,
                )
            }
            ("f", [a]) => Meaning::Activation(
                Slope::Function,
                Box::new(Bound::new(&a.clone().number()?, &self)?),
            ),
            ("f'", [a]) => Meaning::Activation(
                Slope::Derivative,
                Box::new(Bound::new(&a.clone().number()?, &self)?),
            ),
            (_, [l, j]) => match of_unit(name) {
                Some(number) => Meaning::Unit(number, self.unit(l, j)?),
                None => return Err(wrong_brackets(name, args, span)),
            },
            _ => return Err(wrong_brackets(name, args, span)),
        })
    }

    fn unit(self, layer: &Expr, unit: &Expr) -> Result<usize, Problem> {
        let layer = place(layer, self.layout.layers(), "layer")? + 1;
        Ok(self.layout.units_of(layer).start + place(unit, self.layout.size(layer), "unit")?)
    }

    fn weight(self, [layer, unit, input]: [&Expr; 3], span: Span) -> Result<usize, Problem> {
        let row = self.layout.row(self.unit(layer, unit)?);
        match place(input, row.len(), "input") {
            Ok(input) => Ok(row.start + input),
            Err(problem) => Err(Problem { span, ..problem }),
        }
    }

    fn bias(self, layer: &Expr, unit: &Expr, span: Span) -> Result<usize, Problem> {
        let row = self.layout.row(self.unit(layer, unit)?);
        let last = row.end - 1;
        if self.layout.is_bias(last) {
            Ok(last)
        } else {
            Err(Problem::new(span, "this unit has no bias"))
        }
    }

    /// The weight that a formula like `w(2, 1, 1)` or `b(2, 1)` names.
    ///
    /// # Errors
    /// If it names none.
    pub fn weight_named(self, expr: &Expr) -> Result<WeightId, Problem> {
        let weight = match &expr.kind {
            Kind::Call(name, args) => match (name.as_str(), args.as_slice()) {
                ("w", [l, j, i]) => self.weight([l, j, i], expr.span)?,
                ("b", [l, j]) => self.bias(l, j, expr.span)?,
                _ => return Err(not_a_weight(expr)),
            },
            _ => return Err(not_a_weight(expr)),
        };
        Ok(self.layout.id(weight))
    }
}

impl crate::formula::Vocabulary for Vocabulary<'_> {
    type Leaf = Meaning;

    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<Meaning, Problem> {
        let Some(row) = WORDS.iter().find(|row| row.name == name) else {
            return Err(unknown(name, span, &names().collect::<Vec<_>>()));
        };
        match args {
            Some(args) => self.with_brackets(name, args, span),
            None => Self::bare(name)
                .filter(|_| row.forms.contains(&""))
                .ok_or_else(|| {
                    Problem::new(span, format!("`{name}` needs brackets"))
                        .help(format!("write `{}`", row.forms.join("` or `")))
                }),
        }
    }

    fn of(&self, run: &str, span: Span) -> Result<Self, Problem> {
        Err(Problem::new(span, format!("there is no run `{run}` here"))
            .help("a trainer has one run, which needs no name"))
    }
}

fn of_unit(name: &str) -> Option<OfUnit> {
    Some(match name {
        "e" => OfUnit::NetInput,
        "y" => OfUnit::Output,
        "fprime" => OfUnit::Fprime,
        "delta" => OfUnit::Delta,
        _ => return None,
    })
}

fn not_a_weight(expr: &Expr) -> Problem {
    Problem::new(expr.span, format!("expected a weight, found `{expr}`"))
        .help("write `w(layer, unit, input)` or `b(layer, unit)`, counted from 1")
}

/// The place, from 0, that a number from 1 to `count` in brackets means.
fn place(number: &Expr, count: usize, what: &str) -> Result<usize, Problem> {
    let value = constant(number).map_err(|problem| {
        problem.help(format!(
            "here stands the number of a {what}, from 1 to {count}"
        ))
    })?;
    if value.fract() != 0.0 || value < 1.0 || value > count as f64 {
        return Err(Problem::new(
            number.span,
            format!("there is no {what} {number}: they go from 1 to {count}"),
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 1 to count"
    )]
    Ok(value as usize - 1)
}

/// What is wrong with brackets behind a name: too many or few, or a product that lacks its `*`.
fn wrong_brackets(name: &str, args: &[Expr], span: Span) -> Problem {
    let forms: Vec<&str> = WORDS
        .iter()
        .filter(|row| row.name == name)
        .flat_map(|row| row.forms)
        .copied()
        .filter(|form| !form.is_empty())
        .collect();
    let problem = match forms[..] {
        [] => Problem::new(span, format!("`{name}` takes no brackets")),
        _ => Problem::new(
            span,
            format!("`{name}` is written `{}`", forms.join("` or `")),
        ),
    };
    match args {
        [factor] => problem.help(format!("for a product write `{name} * ({factor})`")),
        _ => problem,
    }
}
