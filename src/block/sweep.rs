//! The sweep block: the same done with many values of one field, each with a fresh copy of the trainer.

use std::sync::Arc;

use super::about::{Find, Subject, about, commands, with_about};
use super::body::{Body, Fields, Located, Problems, Value, unknown};
use super::kind::{Kind, Part};
use super::outcome::Outcome;
use super::sweep_values::values;
use crate::formula::{Compiled, Expr, NotANumber, parse};
use crate::training::{Command, Sweep, SweepEnd, SweepStep, Trainer, TrainerSpec, may_name_a_run};

/// A sweep block as it was read.
#[derive(Clone, Debug)]
pub struct SweepBlock {
    /// Its subject.
    pub subject: Subject,
    /// The sweep itself.
    pub sweep: Arc<Sweep>,
    /// The setting that is swept, as it is written.
    pub over: Located<()>,
    /// The formulas that are looked at in the end.
    pub show: Vec<Located<Expr>>,
    /// The shape in which it is shown.
    pub shape: Shape,
    /// `true` if the vertical axis is logarithmic.
    pub is_log: bool,
}

/// The shape in which a sweep is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Over the values.
    Curve,
    /// The number of times each number comes out.
    Histogram,
    /// The share of the values for which something is so.
    Share,
    /// A row a value.
    Table,
}

/// The shapes, as lessons call them.
const SHAPES: [(&str, Shape); 4] = [
    ("curve", Shape::Curve),
    ("histogram", Shape::Histogram),
    ("share", Shape::Share),
    ("table", Shape::Table),
];
/// The scales of the vertical axis.
const SCALES: [&str; 2] = ["linear", "log"];
/// The name of the swept value in formulas.
const VALUE: &str = "value";
const KEYS: [&str; 6] = ["over", "values", "do", "show", "as", "scale"];

/// The results for one value: a number for each formula and run, none where there is none.
pub type Numbers = Vec<Option<f64>>;

impl Kind for SweepBlock {
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<SweepBlock> {
        body.read(&with_about(&KEYS), problems, |fields| {
            let subject = about(fields, find);
            let name = name(body, fields);
            let steps = steps(fields, subject.as_ref());
            let commands = fields
                .get("do")
                .map_or(Some(Vec::new()), |value| commands(&value, subject.as_ref()));
            let shape = shape(fields);
            let is_log = is_log(fields);
            let show = fields.required("show", "show = \"E\"")?;
            let show = shown(&show, subject.as_ref(), shape?);
            let (subject, over, commands) = (subject?, fields.get("over")?, commands?);
            let commands: Vec<Command> = commands.into_iter().map(|one| one.item).collect();
            let setup = subject.setup.clone();
            Some(SweepBlock {
                subject,
                sweep: Arc::new(Sweep::new(name?, setup, steps?, commands)),
                over: over.written(|_| Ok(()))?,
                show: show?,
                shape: shape?,
                is_log: is_log?,
            })
        })
    }

    fn part(&self) -> Part {
        Part::Do
    }

    fn subject(&self) -> Option<&Subject> {
        Some(&self.subject)
    }

    fn claims(&self) -> bool {
        true
    }

    /// Makes it, if it was not made yet: it may take too many updates.
    fn run(&self, _: Option<&TrainerSpec>) -> Option<Outcome> {
        Some(match self.sweep.look(|_| ()) {
            Ok(()) => Outcome::Holds,
            Err(sentence) => Outcome::fails(&self.over, sentence),
        })
    }
}

impl SweepBlock {
    /// Headings of the results: each formula, or each run of the only one.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        match (&self.show[..], self.is_by_run()) {
            ([only], true) => {
                let names = self.subject.setup.runs.iter().map(|run| run.name.as_str());
                let named = |name: &str| match name {
                    "" => only.text.clone(),
                    name => format!("{name}: {}", only.text),
                };
                names.map(named).collect()
            }
            (all, _) => all.iter().map(|one| one.text.clone()).collect(),
        }
    }

    /// Returns `true` if the only formula is looked at in each run.
    fn is_by_run(&self) -> bool {
        self.shape == Shape::Share && self.show.len() == 1
    }

    /// The results for the value of a place.
    #[must_use]
    pub fn numbers(&self, place: usize, end: &SweepEnd) -> Numbers {
        let value = self.sweep.steps[place].value;
        let runs = if self.is_by_run() {
            (0..self.subject.setup.runs.len()).collect()
        } else {
            vec![self.subject.setup.about]
        };
        let of = |run: usize, formula: &Located<Expr>| {
            number(&formula.item.with_number(VALUE, value), run, &end.trainer)
        };
        let each = runs.into_iter();
        each.flat_map(|run| self.show.iter().map(move |formula| of(run, formula)))
            .collect()
    }
}

/// A formula's value about a run, or 1 where it is a condition that holds and 0 where it does not.
fn number(formula: &Expr, run: usize, trainer: &Trainer) -> Option<f64> {
    let vocabulary = trainer.setup().vocabulary().about(run);
    let bound = Compiled::new(formula, &vocabulary).ok()?;
    let moment = trainer.moment();
    let value: Result<f64, NotANumber> = if formula.is_condition() {
        bound
            .eval_condition(&moment)
            .map(|holds| f64::from(u8::from(holds)))
    } else {
        bound.eval(&moment)
    };
    value.ok().filter(|value| value.is_finite())
}

/// The block's name, which is a domain in the formulas of checks.
fn name(body: &Body<'_>, fields: &Fields<'_>) -> Option<String> {
    let head = body.head.of(&body.source.text);
    let name = head.split_whitespace().nth(1).unwrap_or_default();
    if name.is_empty() || may_name_a_run(name) {
        return Some(name.to_string());
    }
    fields.complain(
        &format!("a sweep cannot be called \"{name}\""),
        "its name has small letters, digits and `_`, and is no word of the formulas",
    );
    None
}

/// The values, each with the command that sets it in a fresh copy.
fn steps(fields: &Fields<'_>, subject: Option<&Subject>) -> Option<Vec<SweepStep>> {
    let over = fields.required("over", "over = \"seed\"");
    let values = fields
        .required("values", "values = \"1..100\"")
        .and_then(|list| values(&list).map(|values| (list, values)));
    let (over, (list, values)) = (over?, values?);
    let (field, trainer) = (over.text()?, Trainer::new(subject?.setup.clone()));
    let mut steps = Vec::new();
    for (value, text) in values {
        let step = Command::parse(&format!("set {field} {text}"))
            .and_then(|set| trainer.admits(&set).map(|()| set));
        match step {
            Ok(set) => steps.push(SweepStep { value, text, set }),
            Err(problem) => {
                let wrong = if steps.is_empty() { &over } else { &list };
                let help = problem.help.unwrap_or_else(|| {
                    "`over` is a field that `set` takes, or a weight `w(…)`".to_string()
                });
                return wrong.complain(format!("`set {field} {text}`: {}", problem.message), help);
            }
        }
    }
    Some(steps)
}

fn shape(fields: &Fields<'_>) -> Option<Shape> {
    let Some(value) = fields.get("as") else {
        return Some(Shape::Curve);
    };
    let word = value.text()?;
    let found = SHAPES.iter().find(|(name, _)| *name == word);
    found.map(|(_, shape)| *shape).or_else(|| {
        unknown(
            &value,
            "way to show a sweep",
            word,
            &SHAPES.map(|(name, _)| name),
        )
    })
}

fn is_log(fields: &Fields<'_>) -> Option<bool> {
    let Some(value) = fields.get("scale") else {
        return Some(false);
    };
    let word = value.text()?;
    match SCALES.iter().position(|name| *name == word) {
        Some(scale) => Some(scale == 1),
        None => unknown(&value, "scale", word, &SCALES),
    }
}

/// The formulas that are looked at: conditions, where shares are shown, else numbers.
fn shown(value: &Value<'_>, subject: Option<&Subject>, shape: Shape) -> Option<Vec<Located<Expr>>> {
    let read = |item: &Value<'_>| {
        item.written(|text| {
            let formula = parse(text)?;
            let formula = match shape {
                Shape::Share => formula.condition()?,
                _ => formula.number()?,
            };
            if let Some(subject) = subject {
                let given = formula.with_number(VALUE, 0.5);
                Compiled::new(&given, &subject.setup.vocabulary())?;
            }
            Ok(formula)
        })
    };
    let read: Vec<_> = if value.is_list() {
        value.list()?.iter().map(read).collect()
    } else {
        vec![read(value)]
    };
    read.into_iter().collect()
}
