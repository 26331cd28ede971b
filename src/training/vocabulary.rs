//! Formulas about the runs of a trainer: their names looked up in the table of [`super::quantity`], and their arguments
//! read by the forms that the table gives. The names themselves are not here.

use std::rc::Rc;
use std::sync::Arc;

use super::quantity::{At, DOMAINS, Form, PATTERN, Part, Quantity, Row, names, row};
use super::term::Term;
use crate::formula::tree::ExprKind;
use crate::formula::{Compiled, Expr, NotANumber, Problem, Span, constant, unknown};
use crate::network::{Layout, UnitId, WeightId};

/// A name of a formula, bound to a run of a trainer.
#[derive(Clone, Debug)]
pub struct Query {
    /// The run, by its place among those that formulas may name.
    pub run: usize,
    /// The number that is asked for.
    pub quantity: Quantity,
    /// The formulas, weights and domains in the brackets.
    pub(super) args: Box<[Arg]>,
    /// Place of the name in the formula.
    pub(super) span: Span,
}

impl Query {
    /// The formulas in the brackets.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        self.args.iter().flat_map(|arg| match arg {
            Arg::Formula(formula) => std::slice::from_ref(formula),
            // The formulas of all values are the same one, but for the value.
            Arg::Swept(_, formulas) => formulas.get(..1).unwrap_or_default(),
            Arg::Weight(_) | Arg::Domain(_) | Arg::Term(_) => &[],
        })
    }
}

/// A formula whose names are bound to a trainer.
pub type Formula = Compiled<Query>;

/// A part in the brackets of a name.
#[derive(Clone, Debug)]
pub enum Arg {
    /// A formula, or a condition.
    Formula(Formula),
    /// A weight; none is the selected one.
    Weight(Option<WeightId>),
    /// A term of the update.
    Term(Term),
    /// The domain of a formula.
    Domain(Domain),
    /// The sweep that is the domain, with the formula for each of its values.
    Swept(Arc<dyn Swept>, Vec<Formula>),
}

/// A sweep as formulas see it: a domain of trainers, each with the value that was swept.
pub trait Swept: std::fmt::Debug + Send + Sync {
    /// Its name.
    fn name(&self) -> &str;
    /// The values that are swept, in order.
    fn values(&self) -> Vec<f64>;
    /// The words about its trainers.
    fn vocabulary(&self) -> TrainerVocabulary<'_>;
    /// The value of each formula about the trainer of the same place.
    ///
    /// # Errors
    /// If one of them has none.
    fn over(&self, formulas: &[Formula]) -> Result<Vec<f64>, NotANumber>;
}

/// The swept value, in formulas over a sweep.
const VALUE: &str = "value";

/// The domain of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// The weights that are not frozen: all, those of a layer, or those of a unit, from 1; each is selected in turn.
    Weights(Option<usize>, Option<usize>),
    /// The layers; the first weight of each one's first unit is selected in turn.
    Layers,
    /// The patterns; each is the current one in turn.
    Patterns,
    /// The start, and the end of each epoch so far.
    Epochs,
}

/// The vocabulary of formulas about the runs of a trainer.
#[derive(Clone, Debug)]
pub struct TrainerVocabulary<'a> {
    runs: Rc<[(String, &'a Layout)]>,
    run: usize,
    layout: &'a Layout,
    /// Number of patterns, where that is known.
    patterns: Option<usize>,
    /// The sweep that is a domain of theirs.
    sweep: Option<Arc<dyn Swept>>,
}

/// Runs that split off from the first: one in which nothing is muted, one that goes on by the rules as they were, and one that
/// goes on as all was. Until they do, their names mean the first run.
pub const SPLITS: [&str; 3] = [UNMUTED, TRUE_RULE, BRANCH];
/// See [`SPLITS`].
pub const UNMUTED: &str = "unmuted";
/// See [`SPLITS`].
pub const TRUE_RULE: &str = "true_rule";
/// See [`SPLITS`].
pub const BRANCH: &str = "branch";

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
            patterns: None,
            sweep: None,
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

    /// The same words, about so many patterns; none, if their number is not known.
    #[must_use]
    pub fn with_patterns(self, patterns: Option<usize>) -> Self {
        TrainerVocabulary { patterns, ..self }
    }

    /// The same words, and the name of a sweep for a domain.
    #[must_use]
    pub fn with_sweep(self, sweep: Option<Arc<dyn Swept>>) -> Self {
        TrainerVocabulary { sweep, ..self }
    }

    /// The words about one net.
    #[must_use]
    pub fn of_net(layout: &'a Layout) -> Self {
        TrainerVocabulary::new(vec![(String::new(), layout)])
    }

    /// The number that a name with these brackets asks for, by the first form of its row that they fit.
    fn read(&self, row: &Row, args: &[Expr], span: Span) -> Result<Query, Problem> {
        let fits = |form: &&Form| !matches!(form, Form::Function(_)) && form.count() == args.len();
        let Some(form) = row.forms.iter().find(fits) else {
            return Err(wrong_brackets(row, args, span));
        };
        let (at, args) = match (form, args) {
            (Form::Run, _) => (At::Run, Vec::new()),
            (Form::Weight, [l, j, i]) => (At::Weight(self.weight([l, j, i], span)?), Vec::new()),
            (Form::Bias, [l, j]) => (At::Weight(self.bias(l, j, span)?), Vec::new()),
            (Form::Unit, [l, j]) => (At::Unit(self.unit(l, j)?), Vec::new()),
            (Form::Output, [k]) => (At::Unit(self.output(k)?), Vec::new()),
            (Form::NetInput, [i]) => {
                let input = place(i, self.layout.size(0), "input")?;
                (At::Input(1, input), Vec::new())
            }
            (Form::Input, [l, i]) => {
                let layer = place(l, self.layout.layers(), "layer")?;
                let input = place(i, self.layout.inputs(layer) + 1, "input")?;
                (At::Input(layer, input), Vec::new())
            }
            (Form::Parts(parts), _) => (At::Selected, self.parts(parts, args)?),
            _ => (At::Selected, Vec::new()),
        };
        Ok(Query {
            run: self.run,
            quantity: Quantity { name: row.name, at },
            args: args.into(),
            span,
        })
    }

    /// The sweep that an argument names.
    fn swept(&self, arg: &Expr) -> Option<&Arc<dyn Swept>> {
        let ExprKind::Name(name) = &arg.kind else {
            return None;
        };
        self.sweep.as_ref().filter(|sweep| sweep.name() == name)
    }

    /// A formula or a condition for each value of a sweep, in which `value` is that.
    fn over_sweep(sweep: &Arc<dyn Swept>, part: &Part, arg: &Expr) -> Result<Arg, Problem> {
        let arg = match part {
            Part::Condition => arg.clone().condition()?,
            _ => arg.clone().number()?,
        };
        let vocabulary = sweep.vocabulary();
        let formula = |value: f64| Compiled::new(&arg.with_number(VALUE, value), &vocabulary);
        let formulas = sweep.values().into_iter().map(formula);
        Ok(Arg::Swept(
            sweep.clone(),
            formulas.collect::<Result<_, _>>()?,
        ))
    }

    /// A pattern that is named by its number is one that there is.
    fn admit_pattern(&self, part: &Part, arg: &Expr) -> Result<(), Problem> {
        match (part, self.patterns) {
            (Part::Number(PATTERN), Some(patterns)) if constant(arg).is_ok() => {
                place(arg, patterns, PATTERN).map(drop)
            }
            _ => Ok(()),
        }
    }

    fn parts(&self, parts: &[Part], args: &[Expr]) -> Result<Vec<Arg>, Problem> {
        if let ([Part::Domain(_), part], [domain, arg]) = (parts, args)
            && let Some(sweep) = self.swept(domain)
        {
            return Ok(vec![Self::over_sweep(sweep, part, arg)?]);
        }
        let read = |(part, arg): (&Part, &Expr)| {
            Ok(match part {
                Part::Number(_) | Part::Formula(_) => {
                    self.admit_pattern(part, arg)?;
                    Arg::Formula(Compiled::new(&arg.clone().number()?, self)?)
                }
                Part::Condition => Arg::Formula(Compiled::new(&arg.clone().condition()?, self)?),
                Part::Term => Arg::Term(term(arg)?),
                Part::Weight => Arg::Weight(self.moved(arg)?),
                Part::Domain("weights(layer)") => Arg::Domain(self.weights(arg)?),
                Part::Domain(_) => Arg::Domain(self.domain(arg)?),
            })
        };
        parts.iter().zip(args).map(read).collect()
    }

    fn domain(&self, domain: &Expr) -> Result<Domain, Problem> {
        match &domain.kind {
            ExprKind::Name(name) if name == "patterns" => Ok(Domain::Patterns),
            ExprKind::Name(name) if name == "epochs" => Ok(Domain::Epochs),
            ExprKind::Name(name) if name == "layers" => Ok(Domain::Layers),
            _ => self.weights(domain),
        }
    }

    fn weights(&self, domain: &Expr) -> Result<Domain, Problem> {
        let layer = |l: &Expr| place(l, self.layout.layers(), "layer");
        match &domain.kind {
            ExprKind::Name(name) if name == "weights" => Ok(Domain::Weights(None, None)),
            ExprKind::Call(name, args) if name == "weights" => match args.as_slice() {
                [l] => Ok(Domain::Weights(Some(layer(l)?), None)),
                [l, j] => Ok(Domain::Weights(
                    Some(layer(l)?),
                    Some(self.unit(l, j)?.unit),
                )),
                _ => Err(Problem::new(
                    domain.span,
                    "`weights` is written `weights`, `weights(layer)` or `weights(layer, unit)`",
                )),
            },
            _ => Err(Problem::new(
                domain.span,
                format!("expected {}, found `{domain}`", either(&DOMAINS)),
            )),
        }
    }

    /// The weight that a slope moves; none, the selected one, if it is just `w`.
    fn moved(&self, weight: &Expr) -> Result<Option<WeightId>, Problem> {
        if matches!(&weight.kind, ExprKind::Name(name) if name == "w") {
            return Ok(None);
        }
        self.weight_named(weight).map(Some)
    }

    fn unit(&self, layer: &Expr, unit: &Expr) -> Result<UnitId, Problem> {
        let layer = place(layer, self.layout.layers(), "layer")?;
        let unit = place(unit, self.layout.size(layer), "unit")?;
        Ok(UnitId { layer, unit })
    }

    fn output(&self, output: &Expr) -> Result<UnitId, Problem> {
        let layer = self.layout.layers();
        let unit = place(output, self.layout.size(layer), "output")?;
        Ok(UnitId { layer, unit })
    }

    fn weight(&self, [layer, unit, input]: [&Expr; 3], span: Span) -> Result<WeightId, Problem> {
        let UnitId { layer, unit } = self.unit(layer, unit)?;
        match place(input, self.inputs(UnitId { layer, unit }), "input") {
            Ok(input) => Ok(WeightId { layer, unit, input }),
            Err(problem) => Err(Problem { span, ..problem }),
        }
    }

    fn bias(&self, layer: &Expr, unit: &Expr, span: Span) -> Result<WeightId, Problem> {
        let UnitId { layer, unit } = self.unit(layer, unit)?;
        let input = self.layout.inputs(layer) + 1;
        let bias = WeightId { layer, unit, input };
        let is_there = self.layout.weight(bias).is_some();
        is_there
            .then_some(bias)
            .ok_or_else(|| Problem::new(span, "this unit has no bias"))
    }

    /// The number of weights of a unit, its bias among them.
    fn inputs(&self, unit: UnitId) -> usize {
        self.layout
            .unit(unit)
            .map_or(0, |unit| self.layout.row(unit).len())
    }

    /// The weight that a formula like `w(2, 1, 1)` or `b(2, 1)` names.
    ///
    /// # Errors
    /// If it names none.
    pub fn weight_named(&self, expr: &Expr) -> Result<WeightId, Problem> {
        match &expr.kind {
            ExprKind::Call(name, args) => match (name.as_str(), args.as_slice()) {
                ("w", [l, j, i]) => self.weight([l, j, i], expr.span),
                ("b", [l, j]) => self.bias(l, j, expr.span),
                _ => Err(not_a_weight(expr)),
            },
            _ => Err(not_a_weight(expr)),
        }
    }
}

impl crate::formula::Vocabulary for TrainerVocabulary<'_> {
    type Leaf = Query;

    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<Query, Problem> {
        let Some(row) = row(name) else {
            let runs = self.runs.iter().map(|(name, _)| name.as_str());
            let runs = runs.filter(|name| !name.is_empty());
            let mut known: Vec<&str> = names().chain(DOMAINS).collect();
            known.extend(runs);
            return Err(unknown(name, span, &known));
        };
        match args {
            Some(args) if is_product(row, args) => Err(wrong_brackets(row, args, span)),
            Some(args) => self.read(row, args, span),
            None if row.forms.iter().any(|form| form.count() == 0) => self.read(row, &[], span),
            None => Err(Problem::new(span, format!("`{name}` needs brackets"))
                .help(format!("write `{}`", row.written().join("` or `")))),
        }
    }

    fn over(&self, name: &str, args: &[Expr]) -> bool {
        let is_domain = |arg: &Expr| match &arg.kind {
            ExprKind::Name(name) | ExprKind::Call(name, _) => DOMAINS.contains(&name.as_str()),
            _ => false,
        };
        let is_domain = |arg: &Expr| is_domain(arg) || self.swept(arg).is_some();
        row(name).is_some() && args.first().is_some_and(is_domain)
    }

    fn of(&self, run: &str, span: Span) -> Result<Self, Problem> {
        if let Some(place) = self.runs.iter().position(|(name, _)| name == run) {
            return Ok(TrainerVocabulary {
                runs: self.runs.clone(),
                run: place,
                layout: self.runs[place].1,
                patterns: self.patterns,
                sweep: self.sweep.clone(),
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

/// Returns `true` if a run may have this name: small letters, digits and `_`, and no word of the language.
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
        .chain(["if", "d", "pi", "terms"])
        .chain(SPLITS);
    word && !names()
        .chain(functions)
        .chain(reserved)
        .any(|known| known == name)
}

/// `a, b or c`
fn either(words: &[&str]) -> String {
    match words {
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}

fn not_a_weight(expr: &Expr) -> Problem {
    Problem::new(expr.span, format!("expected a weight, found `{expr}`"))
        .help("write `w(layer, unit, input)` or `b(layer, unit)`, counted from 1")
}

/// The term that a name in brackets is.
fn term(arg: &Expr) -> Result<Term, Problem> {
    let named = match &arg.kind {
        ExprKind::Name(name) => Term::named(name),
        _ => None,
    };
    named.ok_or_else(|| {
        let sentence = format!(
            "expected {}, found `{arg}`",
            either(&Term::ALL.map(Term::name))
        );
        Problem::new(arg.span, sentence).help("write `taken(fprime)`")
    })
}

/// A number in brackets that counts layers, units or inputs, from 1 to `count`.
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
    Ok(value as usize)
}

/// Returns `true` if a name with brackets looks like a product that lacks its `*`: its argument is no index.
fn is_product(row: &Row, args: &[Expr]) -> bool {
    matches!(args, [factor] if !row.is_over_formulas() && !row.is_of_a_term() && constant(factor).is_err())
}

/// The problem of brackets that fit no form of a name: too many or few parts, or a product that lacks its `*`.
fn wrong_brackets(row: &Row, args: &[Expr], span: Span) -> Problem {
    let (name, forms) = (row.name, row.written());
    let problem = if forms.is_empty() {
        Problem::new(span, format!("`{name}` takes no brackets"))
    } else {
        let forms = forms.join("` or `");
        Problem::new(span, format!("`{name}` is written `{forms}`"))
    };
    match args {
        [factor] => problem.help(format!("for a product write `{name} * ({factor})`")),
        _ => problem,
    }
}
