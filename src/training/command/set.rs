//! `set lr 0.5`, `set w(1,1,1) -0.3`, `try rule(1) lr * delta * input`: fields and weights, in all runs that are meant, in one
//! of them, or in the first beside which the others go on as they are. What a value means is told by the row of the setting.

use std::fmt;

use super::super::quantity::row;
use super::super::report::{Reading, Report};
use super::super::setting::{Kind, Place, Setting, keys, setting, sizes};
use super::super::trainer::{Position, Trainer};
use super::super::value::Value;
use super::verb::{Act, Nature, Read, Verb, listed, weights};
use super::words::{Words, expected};
use crate::formula::{Expr, Problem};

/// A field or a weight, and its new value.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The run that is meant; all that do not name the field themselves, if none is named.
    pub run: Option<String>,
    /// The target to set.
    pub field: Target,
    /// Its new value.
    pub value: Value,
}

/// A rule to try in the first run; a run beside it goes on by the rules as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// The setting.
    pub setting: &'static Setting,
    /// The layer that is meant; all, if none is named.
    pub layer: Option<usize>,
    /// The formula, with its place in the command.
    pub formula: Value,
}

/// The target of a `set`.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A setting; of one layer, if one is named.
    Setting(&'static Setting, Option<usize>),
    /// A weight by its name.
    Weight(Expr),
}

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
        let (setting, layer) = named(words)?;
        if words.left().starts_with('=') {
            let start = words.start();
            let problem = Problem::new((start..start + 1).into(), "no `=` stands in a command");
            let value = words.left()[1..].trim().to_string();
            return Err(problem.help(format!("write `set {} {value}`", setting.key)));
        }
        let value = match setting.kind {
            Kind::Number => words.number_or_step()?,
            Kind::Text | Kind::Word | Kind::Table => words.text_or_next()?,
        };
        Ok(Set {
            run,
            field: Target::Setting(setting, layer),
            value,
        })
    }
}

/// `RUN.` before the target.
fn run_prefix(words: &mut Words<'_>) -> Option<String> {
    let (run, _) = words.peek().split_once('.')?;
    if !run.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if setting(run).is_some_and(|setting| setting.kind == Kind::Table) {
        return None;
    }
    words.skip_to(words.start() + run.len() + 1);
    Some(run.to_string())
}

/// `rule(1)`: a setting, and a layer if one is named.
fn named(words: &mut Words<'_>) -> Result<(&'static Setting, Option<usize>), Problem> {
    let (word, span) = words.name(|c| c.is_alphanumeric() || "_.".contains(c));
    if let Some(setting) = setting(word).filter(|setting| setting.is_set(Place::Set)) {
        return Ok((setting, words.layer()?));
    }
    let problem = expected(span, "a setting or a weight", word).nearest(word, keys(Place::Set));
    if problem.help.is_some() {
        return Err(problem);
    }
    let known: Vec<&str> = keys(Place::Set).collect();
    Err(problem.help(format!("settings are {}", known.join(", "))))
}

fn completions(before: &[&str], trainer: &Trainer) -> Vec<String> {
    let runs = trainer.runs().map(|(name, _)| name);
    let runs = runs.filter(|name| !name.is_empty());
    match before {
        [] => [
            listed(&keys(Place::Set).collect::<Vec<_>>()),
            runs.map(|name| format!("{name}.")).collect(),
            weights(trainer),
        ]
        .concat(),
        [field] => {
            let field = field.split_once('.').map_or(*field, |(_, field)| field);
            let setting = setting(field.split('(').next().unwrap_or(field));
            setting.map_or(Vec::new(), |setting| listed(&setting.values()))
        }
        _ => Vec::new(),
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
            Target::Setting(setting, None) => f.write_str(setting.key),
            Target::Setting(setting, Some(layer)) => write!(f, "{}({layer})", setting.key),
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
            Target::Setting(setting, layer) => setting.print(run.settings(), *layer),
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
            Target::Setting(setting, _) if setting.begin.is_some() => {
                let mut start = self.reported(trainer).as_start();
                let begun = setting
                    .begin
                    .map(|begin| begin(setting, &mut start, &self.value));
                begun.unwrap_or(Ok(()))
            }
            Target::Setting(setting, layer) => {
                let mut settings = (**self.reported(trainer).settings()).clone();
                setting.set(&mut settings, *layer, &self.value)
            }
        }
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let mut meant = self.clone();
        // What is next in each layer is so in that of the selected weight.
        if let Target::Setting(setting, layer @ None) = &mut meant.field
            && setting.is_per_layer
            && self.value == Value::Next
        {
            *layer = Some(trainer.selected.layer);
        }
        let old = meant.reading(trainer);
        let run = self.run.as_deref();
        match &meant.field {
            Target::Setting(setting, layer) => trainer.set(run, setting, *layer, &self.value)?,
            Target::Weight(weight) => trainer.set_weight(run, weight, &self.value)?,
        }
        let new = meant.reading(trainer);
        let what = match run {
            Some(run) => format!("{run}.{}", meant.field),
            None => meant.field.to_string(),
        };
        if let Target::Setting(Setting { begin: Some(_), .. }, _) = meant.field {
            let of = meant.reported(trainer);
            let (net, patterns) = (sizes(&of.network().layout), of.patterns().len());
            let says = format!("a fresh start at update 0: layers {net:?}, {patterns} patterns");
            return Ok(Report::says(says).with(what, &[], old, new));
        }
        if old == new {
            return Ok(Report::says(format!("{what} is what it was")));
        }
        let told_by: &[&str] = match meant.field {
            Target::Weight(_) => &["w"],
            Target::Setting(setting, _) => {
                row(setting.key).map_or(&[], |row| std::slice::from_ref(&row.name))
            }
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
            [] => listed(&keys(Place::Try).collect::<Vec<_>>()),
            [field, ..] => {
                let tried = setting(field.split('(').next().unwrap_or(field));
                tried.map_or(Vec::new(), |setting| listed(&setting.values()))
            }
        },
    }];

    fn read(_: &str, words: &mut Words<'_>) -> Result<Self, Problem> {
        let start = words.start();
        let refused = |words: &Words<'_>| {
            let place = (start..words.behind().end).into();
            let problem = Problem::new(place, "expected `rule` or `send_back` and a formula");
            problem.help(format!("write `{}`", Try::VERBS[0].forms[0]))
        };
        let (setting, layer) = named(words)?;
        if !setting.is_set(Place::Try) {
            return Err(refused(words));
        }
        match words.text_or_next()? {
            formula @ Value::Text(..) => Ok(Try {
                setting,
                layer,
                formula,
            }),
            _ => Err(refused(words)),
        }
    }
}

impl fmt::Display for Try {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = Target::Setting(self.setting, self.layer);
        write!(f, "try {field} {}", self.formula)
    }
}

impl Act for Try {
    fn nature(&self) -> Nature {
        Nature::Sets
    }

    fn admits(&self, trainer: &Trainer) -> Result<(), Problem> {
        let mut settings = (**trainer.run().settings()).clone();
        self.setting.set(&mut settings, self.layer, &self.formula)
    }

    fn act(&self, trainer: &mut Trainer, _: Position) -> Result<Report, Problem> {
        let reading = |trainer: &Trainer| self.setting.print(trainer.run().settings(), self.layer);
        let old = reading(trainer);
        trainer.try_out(self.setting, self.layer, &self.formula)?;
        let what = Target::Setting(self.setting, self.layer).to_string();
        Ok(Report::default().with(what, &[], old, reading(trainer)))
    }
}
