//! What the names of formulas mean about a trainer: one row each, with its forms and what it says of itself.

use std::rc::Rc;

use crate::formula::tree::ExprKind;
use crate::formula::{Compiled, Expr, Problem, Span, constant, unknown};
use crate::network::{Layout, WeightId};

/// What is asked of a run.
#[derive(Clone, Debug)]
pub struct Query {
    /// Which run of the trainer.
    pub run: usize,
    /// What is asked.
    pub meaning: Meaning,
}

/// A formula whose names are bound to a trainer.
pub type Formula = Compiled<Query>;

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
    ErrorOn(Box<Formula>),
    /// Where the run stands.
    RunState(RunState),
    /// The activation of the selected weight's unit at a value, or its derivative.
    Activation(Slope, Box<Formula>),
    /// A formula with a pattern, by its number, the current one.
    On(Box<[Formula; 2]>),
    /// A formula after the next update.
    After(Box<Formula>),
    /// A formula at the end of an epoch, by its number.
    At(Box<[Formula; 2]>),
    /// A formula over a domain, folded to one number.
    Fold(Fold, Domain, Box<Formula>),
    /// The cosine of two directions, weight by weight.
    Cosine(Domain, Box<[Formula; 2]>),
    /// The central difference of a formula when a weight (the selected one, if none is named) moves; by how much.
    Slope(Box<Formula>, Option<usize>, Option<Box<Formula>>),
}

/// What becomes of many numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Their sum.
    Sum,
    /// The largest.
    Max,
    /// The smallest.
    Min,
}

/// What a formula is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// The weights that are not frozen: all, those of a layer, or those of a unit; each is selected in turn.
    Weights(Option<usize>, Option<usize>),
    /// The patterns; each is the current one in turn.
    Patterns,
    /// The start, and the end of each epoch so far.
    Epochs,
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
pub enum RunState {
    /// Epochs finished.
    Epoch,
    /// Updates finished.
    Update,
    /// The number of the current pattern, from 1.
    Pattern,
    /// The learning rate.
    Lr,
    /// Passes over all patterns made.
    Evaluations,
    /// m of momentum.
    Momentum,
    /// The share of patterns that are answered rightly.
    Accuracy,
}

/// A name and what may stand in its brackets. A form is `""` for the bare name.
struct Row {
    name: &'static str,
    forms: &'static [&'static str],
}

const fn row(name: &'static str, forms: &'static [&'static str]) -> Row {
    Row { name, forms }
}

/// All names. Functions and `pi` are known to every formula.
const WORDS: [Row; 30] = [
    row("w", &["", "w(layer, unit, input)"]),
    row("b", &["b(layer, unit)"]),
    row("E", &["", "E(pattern)"]),
    row("x", &["x(input)"]),
    row("t", &["", "t(output)"]),
    row("y", &["", "y(output)", "y(layer, unit)"]),
    row("e", &["", "e(layer, unit)"]),
    row("fprime", &["", "fprime(layer, unit)"]),
    row("delta", &["", "delta(layer, unit)"]),
    row("input", &["", "input(layer, input)"]),
    row("change", &["", "change(layer, unit, input)"]),
    row("gradient", &["", "gradient(layer, unit, input)"]),
    row("f", &["f(value)"]),
    row("f'", &["f'(value)"]),
    row("epoch", &[""]),
    row("update", &[""]),
    row("pattern", &[""]),
    row("lr", &[""]),
    row("momentum", &[""]),
    row("evaluations", &[""]),
    row("accuracy", &[""]),
    row("pi", &[""]),
    row("on", &["on(pattern, formula)"]),
    row("after", &["after(formula)"]),
    row("at", &["at(epoch, formula)"]),
    row(
        "sum",
        &[
            "sum(weights, formula)",
            "sum(patterns, formula)",
            "sum(epochs, formula)",
        ],
    ),
    row("max", &["max(a, b)", "max(epochs, formula)"]),
    row("min", &["min(a, b)", "min(epochs, formula)"]),
    row(
        "cosine",
        &[
            "cosine(formula, formula)",
            "cosine(weights(layer), formula, formula)",
        ],
    ),
    row(
        "slope",
        &["slope(formula, weight)", "slope(formula, weight, h)"],
    ),
];

/// The names that formulas about a trainer may use.
pub fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|row| row.name)
}

/// The vocabulary of formulas about the runs of a trainer.
#[derive(Clone, Debug)]
pub struct TrainerVocabulary<'a> {
    runs: Rc<[(String, &'a Layout)]>,
    run: usize,
    layout: &'a Layout,
}

/// Runs that split off from the first when it is changed: one in which nothing is muted, and one that goes on by the rules
/// as they were. Until they do, their names mean the first run.
pub const SPLITS: [&str; 2] = [UNMUTED, TRUE_RULE];
/// See [`SPLITS`].
pub const UNMUTED: &str = "unmuted";
/// See [`SPLITS`].
pub const TRUE_RULE: &str = "true_rule";

impl<'a> TrainerVocabulary<'a> {
    /// The words about the runs of a trainer, by their names (none is empty); formulas are about the first if they do not
    /// say otherwise.
    #[must_use]
    pub fn new(runs: Vec<(String, &'a Layout)>) -> Self {
        let layout = runs[0].1;
        TrainerVocabulary {
            runs: runs.into(),
            run: 0,
            layout,
        }
    }

    /// The same words, about another of the runs where they do not say.
    #[must_use]
    pub fn about(self, run: usize) -> Self {
        TrainerVocabulary {
            layout: self.runs[run].1,
            run,
            ..self
        }
    }

    /// The words about one net.
    #[must_use]
    pub fn of_net(layout: &'a Layout) -> Self {
        TrainerVocabulary::new(vec![(String::new(), layout)])
    }

    fn bare(name: &str) -> Option<Meaning> {
        Some(match name {
            "w" => Meaning::Selected(Selected::Weight),
            "change" => Meaning::Selected(Selected::Change),
            "gradient" => Meaning::Selected(Selected::Gradient),
            "input" => Meaning::Selected(Selected::Input),
            "t" => Meaning::Selected(Selected::Target),
            "E" => Meaning::Error,
            "epoch" => Meaning::RunState(RunState::Epoch),
            "update" => Meaning::RunState(RunState::Update),
            "pattern" => Meaning::RunState(RunState::Pattern),
            "lr" => Meaning::RunState(RunState::Lr),
            "momentum" => Meaning::RunState(RunState::Momentum),
            "evaluations" => Meaning::RunState(RunState::Evaluations),
            "accuracy" => Meaning::RunState(RunState::Accuracy),
            _ => Meaning::Selected(Selected::Unit(of_unit(name)?)),
        })
    }

    fn with_brackets(&self, name: &str, args: &[Expr], span: Span) -> Result<Meaning, Problem> {
        let layout = self.layout;
        let last = layout.layers();
        Ok(match (name, args) {
            ("w", [l, j, i]) => Meaning::Weight(self.weight([l, j, i], span)?),
            ("change", [l, j, i]) => Meaning::Change(self.weight([l, j, i], span)?),
            ("gradient", [l, j, i]) => Meaning::Gradient(self.weight([l, j, i], span)?),
            ("b", [l, j]) => Meaning::Weight(self.bias(l, j, span)?),
            ("E", [p]) => Meaning::ErrorOn(self.one(p)?),
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
            ("f", [a]) => Meaning::Activation(Slope::Function, self.one(a)?),
            ("f'" | "f′", [a]) => Meaning::Activation(Slope::Derivative, self.one(a)?),
            (_, [l, j]) if of_unit(name).is_some() => {
                Meaning::Unit(of_unit(name).unwrap_or(OfUnit::Delta), self.unit(l, j)?)
            }
            _ => return self.over(name, args, span),
        })
    }

    /// The names that take formulas over patterns, weights and epochs.
    fn over(&self, name: &str, args: &[Expr], span: Span) -> Result<Meaning, Problem> {
        Ok(match (name, args) {
            ("on", [p, f]) => Meaning::On(self.two(p, f)?),
            ("after", [f]) => Meaning::After(self.one(f)?),
            ("at", [n, f]) => Meaning::At(self.two(n, f)?),
            ("sum", [d, f]) => Meaning::Fold(Fold::Sum, self.domain(d)?, self.one(f)?),
            ("max", [d, f]) => Meaning::Fold(Fold::Max, self.domain(d)?, self.one(f)?),
            ("min", [d, f]) => Meaning::Fold(Fold::Min, self.domain(d)?, self.one(f)?),
            ("cosine", [f, g]) => Meaning::Cosine(Domain::Weights(None, None), self.two(f, g)?),
            ("cosine", [d, f, g]) => Meaning::Cosine(self.weights(d)?, self.two(f, g)?),
            ("slope", [f, w]) => Meaning::Slope(self.one(f)?, self.moved(w)?, None),
            ("slope", [f, w, h]) => {
                Meaning::Slope(self.one(f)?, self.moved(w)?, Some(self.one(h)?))
            }
            _ => return Err(wrong_brackets(name, args, span)),
        })
    }

    fn one(&self, a: &Expr) -> Result<Box<Formula>, Problem> {
        Ok(Box::new(Compiled::new(&a.clone().number()?, self)?))
    }

    fn two(&self, a: &Expr, b: &Expr) -> Result<Box<[Formula; 2]>, Problem> {
        Ok(Box::new([*self.one(a)?, *self.one(b)?]))
    }

    fn domain(&self, domain: &Expr) -> Result<Domain, Problem> {
        match &domain.kind {
            ExprKind::Name(name) if name == "patterns" => Ok(Domain::Patterns),
            ExprKind::Name(name) if name == "epochs" => Ok(Domain::Epochs),
            _ => self.weights(domain),
        }
    }

    fn weights(&self, domain: &Expr) -> Result<Domain, Problem> {
        let layer = |l: &Expr| place(l, self.layout.layers(), "layer").map(|layer| layer + 1);
        match &domain.kind {
            ExprKind::Name(name) if name == "weights" => Ok(Domain::Weights(None, None)),
            ExprKind::Call(name, args) if name == "weights" => match args.as_slice() {
                [l] => Ok(Domain::Weights(Some(layer(l)?), None)),
                [l, j] => Ok(Domain::Weights(Some(layer(l)?), Some(self.unit(l, j)?))),
                _ => Err(Problem::new(
                    domain.span,
                    "`weights` is written `weights`, `weights(layer)` or `weights(layer, unit)`",
                )),
            },
            _ => Err(Problem::new(
                domain.span,
                format!("expected weights, patterns or epochs, found `{domain}`"),
            )),
        }
    }

    /// The weight that a slope moves; the selected one if it is just `w`.
    fn moved(&self, weight: &Expr) -> Result<Option<usize>, Problem> {
        if matches!(&weight.kind, ExprKind::Name(name) if name == "w") {
            return Ok(None);
        }
        Ok(self.layout.weight(self.weight_named(weight)?))
    }

    fn unit(&self, layer: &Expr, unit: &Expr) -> Result<usize, Problem> {
        let layer = place(layer, self.layout.layers(), "layer")? + 1;
        Ok(self.layout.units_of(layer).start + place(unit, self.layout.size(layer), "unit")?)
    }

    fn weight(&self, [layer, unit, input]: [&Expr; 3], span: Span) -> Result<usize, Problem> {
        let row = self.layout.row(self.unit(layer, unit)?);
        match place(input, row.len(), "input") {
            Ok(input) => Ok(row.start + input),
            Err(problem) => Err(Problem { span, ..problem }),
        }
    }

    fn bias(&self, layer: &Expr, unit: &Expr, span: Span) -> Result<usize, Problem> {
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
    pub fn weight_named(&self, expr: &Expr) -> Result<WeightId, Problem> {
        let weight = match &expr.kind {
            ExprKind::Call(name, args) => match (name.as_str(), args.as_slice()) {
                ("w", [l, j, i]) => self.weight([l, j, i], expr.span)?,
                ("b", [l, j]) => self.bias(l, j, expr.span)?,
                _ => return Err(not_a_weight(expr)),
            },
            _ => return Err(not_a_weight(expr)),
        };
        Ok(self.layout.id(weight))
    }
}

impl crate::formula::Vocabulary for TrainerVocabulary<'_> {
    type Leaf = Query;

    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<Query, Problem> {
        let plain = name.replace('′', "'");
        let Some(row) = WORDS.iter().find(|row| row.name == plain) else {
            let mut known: Vec<&str> = WORDS.iter().map(|row| row.name).chain(DOMAINS).collect();
            known.extend(
                self.runs
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .filter(|name| !name.is_empty()),
            );
            return Err(unknown(name, span, &known));
        };
        let meaning = match args {
            Some(args) => match self.with_brackets(name, args, span) {
                Err(_) if is_product(name, args) => return Err(wrong_brackets(name, args, span)),
                meaning => meaning?,
            },
            None => Self::bare(name)
                .filter(|_| row.forms.contains(&""))
                .ok_or_else(|| {
                    Problem::new(span, format!("`{name}` needs brackets"))
                        .help(format!("write `{}`", row.forms.join("` or `")))
                })?,
        };
        Ok(Query {
            run: self.run,
            meaning,
        })
    }

    fn over(&self, name: &str, args: &[Expr]) -> bool {
        let is_domain = |arg: &Expr| match &arg.kind {
            ExprKind::Name(name) | ExprKind::Call(name, _) => DOMAINS.contains(&name.as_str()),
            _ => false,
        };
        ["max", "min"].contains(&name) && args.first().is_some_and(is_domain)
    }

    fn of(&self, run: &str, span: Span) -> Result<Self, Problem> {
        if let Some(place) = self.runs.iter().position(|(name, _)| name == run) {
            return Ok(TrainerVocabulary {
                runs: self.runs.clone(),
                run: place,
                layout: self.runs[place].1,
            });
        }
        let known: Vec<&str> = self
            .runs
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !name.is_empty())
            .collect();
        let problem = Problem::new(span, format!("there is no run `{run}` here"))
            .nearest(run, known.iter().copied());
        Err(match problem.help {
            Some(_) => problem,
            None if known.len() == 1 => {
                problem.help("a trainer's first run is named by `name`, the others are twins")
            }
            None => problem.help(format!("runs are {}", known.join(", "))),
        })
    }
}

/// What formulas can be taken over.
const DOMAINS: [&str; 3] = ["weights", "patterns", "epochs"];

/// Whether a run may be called so: small letters, digits and `_`, and no word of the language.
#[must_use]
pub fn may_name_a_run(name: &str) -> bool {
    let word = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let functions = crate::formula::function::FUNCTIONS
        .iter()
        .map(|function| function.name);
    let reserved = crate::formula::RESERVED
        .into_iter()
        .chain(DOMAINS)
        .chain(["if", "d"])
        .chain(SPLITS);
    word && !names()
        .chain(functions)
        .chain(reserved)
        .any(|known| known == name)
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
        let article = match what {
            "input" | "output" => "an",
            _ => "a",
        };
        problem.help(format!(
            "here stands the number of {article} {what}, from 1 to {count}"
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

/// Whether a name with brackets looks like a product that lacks its `*`: in them stands what no place is counted by.
fn is_product(name: &str, args: &[Expr]) -> bool {
    let is_function = matches!(name, "f" | "f'");
    matches!(args, [factor] if !is_function && constant(factor).is_err())
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
