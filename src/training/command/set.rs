//! `set lr 0.5`, `set w(1,1,1) -0.3`, `try rule(1) lr * delta * input`: fields and weights, in all runs that are meant, in one
//! of them, or in the first beside which the others go on as they are. What a field's value means is the business of `fields`.

use std::fmt;

use super::super::fields;
use super::super::report::{Reading, Report};
use super::super::rule::Rule;
use super::super::settings::Settings;
use super::super::trainer::{Position, Trainer};
use super::super::value::Value;
use super::verb::{Act, Nature, Read, Verb, listed, weights};
use super::words::{Words, expected};
use crate::formula::{Expr, Problem};
use crate::network::{ACTIVATIONS, Activation};

/// A field or a weight, and what to set it to.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The run that is meant; all that do not name the field themselves, if none is named.
    pub run: Option<String>,
    /// What to set.
    pub field: Target,
    /// What to set it to.
    pub value: Value,
}

/// A rule to try in the first run; a run beside it goes on by the rules as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// The field, one of [`TRIED`].
    pub name: &'static str,
    /// The layer that is meant; all, if none is named.
    pub layer: Option<usize>,
    /// The formula, with its place in the command.
    pub formula: Value,
}

/// What to set.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A setting by its name; of one layer, if one is named.
    Setting(&'static str, Option<usize>),
    /// A weight by its name.
    Weight(Expr),
}

/// The settings that can be set.
pub const SETTINGS: [&str; 10] = [
    "lr",
    "schedule",
    "method",
    "momentum",
    "line_search",
    "order",
    "loss",
    "rule",
    "send_back",
    "activation",
];

/// The settings that are numbers.
const NUMBERS: [&str; 2] = ["lr", "momentum"];

/// The settings that can be tried beside what they were.
const TRIED: [&str; 2] = ["rule", "send_back"];

impl Read for Set {
    const VERBS: &'static [Verb] = &[Verb {
        name: "set",
        forms: &[
            "set lr 0.5",
            "set lr up",
            "set activation(1) tanh",
            "set schedule next",
            "set w(1, 1, 1) -0.3",
            "set linear.lr 0.1",
        ],
        says: "sets a field in all runs or one, in all layers or one; or a weight",
        next: completions,
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let run = run_prefix(words);
        if ["w(", "b("]
            .iter()
            .any(|name| words.left().starts_with(name))
        {
            return Ok(Set {
                run,
                field: Target::Weight(words.bracketed()?),
                value: Value::Number(words.number()?),
            });
        }
        let (name, layer) = setting(words)?;
        let value = if NUMBERS.contains(&name) {
            words.number_or_step()?
        } else {
            words.text_or_next()?
        };
        Ok(Set {
            run,
            field: Target::Setting(name, layer),
            value,
        })
    }
}

/// `RUN.` before what is set.
fn run_prefix(words: &mut Words<'_>) -> Option<String> {
    let (run, _) = words.peek().split_once('.')?;
    if !run.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    words.skip_to(words.start() + run.len() + 1);
    Some(run.to_string())
}

/// `rule(1)`: a setting, and a layer if one is named.
fn setting(words: &mut Words<'_>) -> Result<(&'static str, Option<usize>), Problem> {
    let (word, span) = words.name(|c| c.is_alphanumeric() || c == '_');
    if let Some(name) = SETTINGS.into_iter().find(|name| *name == word) {
        return Ok((name, words.layer()?));
    }
    let problem = expected(span, "a setting or a weight", word).nearest(word, SETTINGS);
    Err(match problem.help {
        Some(_) => problem,
        None => problem.help(format!("settings are {}", SETTINGS.join(", "))),
    })
}

fn completions(before: &[&str], trainer: &Trainer) -> Vec<String> {
    let runs = trainer.runs().map(|(name, _)| name);
    let runs = runs.filter(|name| !name.is_empty());
    match before {
        [] => [
            listed(&SETTINGS),
            runs.map(|name| format!("{name}.")).collect(),
            weights(trainer),
        ]
        .concat(),
        [field] => {
            let field = field.split_once('.').map_or(*field, |(_, field)| field);
            listed(&values(field.split('(').next().unwrap_or(field)))
        }
        _ => Vec::new(),
    }
}

/// The words that a field can be set to.
fn values(field: &str) -> Vec<&'static str> {
    let next = |names: Vec<&'static str>| [names, vec!["next"]].concat();
    match field {
        "lr" | "momentum" => vec!["up", "down"],
        "schedule" => next(fields::SCHEDULES.iter().map(|(name, _)| *name).collect()),
        "method" => next(fields::METHODS.iter().map(|(name, _)| *name).collect()),
        "order" => next(fields::ORDERS.iter().map(|(name, _)| *name).collect()),
        "loss" => next(fields::LOSSES.iter().map(|(name, _)| *name).collect()),
        "line_search" => fields::LINE_SEARCHES
            .iter()
            .map(|(name, _)| *name)
            .collect(),
        "activation" => next(ACTIVATIONS.iter().map(|row| row.name).collect()),
        "rule" | "send_back" => vec!["lr", "delta", "fprime", "input", "w"],
        _ => Vec::new(),
    }
}

/// A field's value as it would be written.
fn written(settings: &Settings, field: &str, layer: Option<usize>) -> Reading {
    let of_layers = |texts: Vec<&str>| -> Reading {
        match (layer, &texts[..]) {
            (Some(layer), texts) => (*texts.get(layer - 1).unwrap_or(&"")).into(),
            (None, [first, rest @ ..]) if rest.iter().all(|text| text == first) => (*first).into(),
            (None, texts) => texts.join(", ").into(),
        }
    };
    match field {
        "lr" => settings.lr.into(),
        "momentum" => settings.momentum.into(),
        "schedule" => fields::word(&settings.schedule, fields::SCHEDULES).into(),
        "method" => fields::word(&settings.method, fields::METHODS).into(),
        "order" => fields::word(&settings.order, fields::ORDERS).into(),
        "loss" => fields::word(&settings.network.loss, fields::LOSSES).into(),
        "line_search" => settings
            .line_search
            .map_or("none", |search| {
                fields::word(&search, fields::LINE_SEARCHES)
            })
            .into(),
        "rule" => of_layers(settings.rules.iter().map(Rule::text).collect()),
        "send_back" => of_layers(settings.send_backs.iter().map(Rule::text).collect()),
        _ => {
            let activations = settings.network.activations.iter();
            of_layers(activations.map(Activation::name).collect())
        }
    }
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("set ")?;
        if let Some(run) = &self.run {
            write!(f, "{run}.")?;
        }
        write!(f, "{} {}", self.field, self.value)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Setting(name, None) => f.write_str(name),
            Target::Setting(name, Some(layer)) => write!(f, "{name}({layer})"),
            Target::Weight(weight) => weight.fmt(f),
        }
    }
}

impl Set {
    /// The run to report of: the one named, or the first.
    fn reported<'a>(&self, trainer: &'a Trainer) -> &'a super::super::run::Run {
        let named = trainer.named(self.run.as_deref());
        let place = named.ok().flatten().unwrap_or(0);
        &trainer.runs[place].run
    }

    fn reading(&self, trainer: &Trainer) -> Reading {
        let run = self.reported(trainer);
        match &self.field {
            Target::Setting(name, layer) => written(run.settings(), name, *layer),
            Target::Weight(weight) => {
                let weight = trainer.weight(weight).ok();
                let weight = weight.and_then(|id| run.network().layout.weight(id));
                weight.map_or("none".into(), |weight| run.weight(weight).into())
            }
        }
    }
}

impl Act for Set {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn keeps_running(&self) -> bool {
        true
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        trainer.named(self.run.as_deref())?;
        match &self.field {
            Target::Weight(_) if self.run.is_some() => Ok(()),
            Target::Weight(weight) => trainer.weight(weight).map(drop),
            Target::Setting(name, layer) => {
                let mut settings = (**self.reported(trainer).settings()).clone();
                fields::set(&mut settings, name, *layer, &self.value)
            }
        }
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        // The next activation is that of the selected weight's layer.
        let next = match self.field {
            Target::Setting("activation", None) if self.value == Value::Next => {
                Some(trainer.selected.layer)
            }
            _ => None,
        };
        let meant = Set {
            field: match &self.field {
                Target::Setting(name, layer) => Target::Setting(name, layer.or(next)),
                weight @ Target::Weight(_) => weight.clone(),
            },
            ..self.clone()
        };
        let old = meant.reading(trainer);
        let run = self.run.as_deref();
        match &meant.field {
            Target::Setting(name, layer) => trainer.set(run, name, *layer, &self.value)?,
            Target::Weight(weight) => trainer.set_weight(run, weight, &self.value)?,
        }
        let new = meant.reading(trainer);
        let what = match run {
            Some(run) => format!("{run}.{}", meant.field),
            None => meant.field.to_string(),
        };
        if old == new {
            return Ok(Report::says(format!("{what} is what it was")));
        }
        let told_by: &[&str] = match meant.field {
            Target::Weight(_) => &["w"],
            Target::Setting("lr", _) => &["lr"],
            Target::Setting("momentum", _) => &["momentum"],
            Target::Setting(..) => &[],
        };
        Ok(Report::default().with(what, told_by, old, new))
    }
}

impl Read for Try {
    const VERBS: &'static [Verb] = &[Verb {
        name: "try",
        forms: &["try rule(1) lr * delta * input", "try send_back w * delta"],
        says: "sets a rule in the first run; a run beside it goes on by the rules as they are",
        next: |before, _| match before {
            [] => listed(&TRIED),
            _ => listed(&values("rule")),
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let start = words.start();
        let refused = |words: &Words<'_>| {
            let place = (start..words.behind().end).into();
            let problem = Problem::new(place, "expected `rule` or `send_back` and a formula");
            problem.help(format!("write `{}`", Try::VERBS[0].forms[0]))
        };
        let (name, layer) = setting(words)?;
        if !TRIED.contains(&name) {
            return Err(refused(words));
        }
        match words.text_or_next()? {
            formula @ Value::Text(..) => Ok(Try {
                name,
                layer,
                formula,
            }),
            _ => Err(refused(words)),
        }
    }
}

impl fmt::Display for Try {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = Target::Setting(self.name, self.layer);
        write!(f, "try {field} {}", self.formula)
    }
}

impl Act for Try {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        let mut settings = (**trainer.run().settings()).clone();
        fields::set(&mut settings, self.name, self.layer, &self.formula)
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let reading = |trainer: &Trainer| written(trainer.run().settings(), self.name, self.layer);
        let old = reading(trainer);
        trainer.try_out(self.name, self.layer, &self.formula)?;
        let what = Target::Setting(self.name, self.layer).to_string();
        Ok(Report::default().with(what, &[], old, reading(trainer)))
    }
}
