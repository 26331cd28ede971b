//! The settings of a run, a row each: trainer blocks, `set`, `try`, keys, completion and checks know them from here.
//!
//! The parameters of optimizers are rows as well, made of the rows of the optimizers.

mod fresh;
mod row;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::fresh::{MOST_LAYERS, MOST_WEIGHTS, sizes};
use self::fresh::{set_layers, set_patterns, set_seed, set_spread};
use self::row::Set;
pub(in crate::training) use self::row::part_of;
pub use self::row::{Kind, Place, Setting};
use self::words::{LINE_SEARCHES, LOSSES, METHODS, ORDERS, SCHEDULES, choose, names, word};
use super::optimizer::parameters;
use super::rule::Rule;
use super::settings::{Schedule, Settings, neighbour};
use super::taken::Taken;
use super::term::Term;
use super::value::Value;
use crate::formula::{Problem, Span};
use crate::network::{ACTIVATIONS, Activation, patterns};

const EVERYWHERE: &[Place] = &[Place::Block, Place::Set];
const TRIED: &[Place] = &[Place::Block, Place::Set, Place::Try];
const SET: &[Place] = &[Place::Set];
const BLOCK: &[Place] = &[Place::Block];

/// The row of a setting that is a word for a field.
macro_rules! word {
    ($key:literal, $says:literal, $words:ident, $($field:ident).+) => {
        Setting {
            set: |_, settings, _, value| {
                choose($key, settings, $words, |settings| &mut settings.$($field).+, value)
            },
            print: |_, settings| vec![word(&settings.$($field).+, $words).into()],
            completion: || [names($words), vec!["next"]].concat(),
            ..row($key, $says, EVERYWHERE)
        }
    };
}

/// The row of a setting that is a formula or a name in each layer.
macro_rules! layers {
    ($key:literal, $says:literal, $places:ident, $($field:ident).+, $read:expr, $text:expr) => {
        Setting {
            is_per_layer: true,
            set: |_, settings, layers, value| {
                settings.$($field).+[layers].fill(read($key, value, $read)?);
                Ok(())
            },
            print: |_, settings| {
                settings.$($field).+.iter().map(|one| $text(one).into()).collect()
            },
            ..row($key, $says, $places)
        }
    };
}

const fn row(key: &'static str, says: &'static str, places: &'static [Place]) -> Setting {
    Setting {
        key,
        says,
        places,
        is_per_layer: false,
        kind: Kind::Text,
        set: not_set,
        begin: None,
        print: |_, _| Vec::new(),
        completion: Vec::new,
    }
}

const fn number(key: &'static str, says: &'static str, set: Set) -> Setting {
    Setting {
        kind: Kind::Number,
        set,
        completion: || vec!["up", "down"],
        ..row(key, says, EVERYWHERE)
    }
}

/// The table, without the parameters of optimizers.
const ROWS: [Setting; 16] = [
    Setting {
        print: |_, settings| vec![settings.lr.into()],
        ..number("lr", "the learning rate", |_, settings, _, value| {
            settings.lr = stepped(settings.lr, value)?;
            Ok(())
        })
    },
    Setting {
        kind: Kind::Word,
        set: set_schedule,
        print: |_, settings| vec![schedule_text(settings.schedule).into()],
        ..word!(
            "schedule",
            "when the weights are changed",
            SCHEDULES,
            schedule
        )
    },
    word!(
        "method",
        "how changes are made of what the rule gives",
        METHODS,
        method
    ),
    word!(
        "line_search",
        "how far a step goes along its direction",
        LINE_SEARCHES,
        line_search
    ),
    word!("order", "in which order the patterns come", ORDERS, order),
    word!("loss", "what the error is", LOSSES, network.loss),
    Setting {
        completion: || Rule::names_of_update().collect(),
        ..layers!(
            "rule",
            "what an update gives for a weight",
            TRIED,
            rules,
            Rule::read_update,
            Rule::text
        )
    },
    Setting {
        completion: || Rule::names_of_send_back().collect(),
        ..layers!(
            "send_back",
            "what passes down through a weight",
            TRIED,
            send_backs,
            Rule::read_send_back,
            Rule::text
        )
    },
    Setting {
        kind: Kind::Table,
        set: set_terms,
        print: |_, settings| vec![terms_text(settings).into()],
        completion: || vec!["none"],
        ..row(
            "terms",
            "what the rule gets in place of the true terms",
            EVERYWHERE,
        )
    },
    Setting {
        set: set_activation,
        completion: || {
            ACTIVATIONS
                .iter()
                .map(|row| row.name)
                .chain(["next"])
                .collect()
        },
        ..layers!(
            "activation",
            "the function f of a layer's units",
            EVERYWHERE,
            network.activations,
            Activation::read,
            Activation::name
        )
    },
    Setting {
        begin: Some(set_layers),
        print: |_, settings| vec![format!("{:?}", sizes(&settings.network.layout)).into()],
        ..row("layers", "how many inputs and units there are", EVERYWHERE)
    },
    Setting {
        begin: Some(set_seed),
        print: |_, settings| vec![settings.seed.into()],
        ..row(
            "seed",
            "what draws the first weights, and shuffles",
            EVERYWHERE,
        )
    },
    Setting {
        begin: Some(set_spread),
        print: |_, settings| vec![settings.spread.into()],
        ..row("spread", "how far from 0 weights are drawn", EVERYWHERE)
    },
    Setting {
        begin: Some(set_patterns),
        completion: || patterns::names().collect(),
        ..row("patterns", "what is learnt", EVERYWHERE)
    },
    row("weights", "the first weights", BLOCK),
    row("frozen", "weights that no step changes", BLOCK),
];

/// All settings.
pub fn all_settings() -> impl Iterator<Item = &'static Setting> {
    static ALL: LazyLock<Vec<Setting>> = LazyLock::new(|| {
        let of_optimizers = parameters().map(|parameter| Setting {
            print: |row, settings| vec![value_of(row, settings).into()],
            ..number(parameter.key, parameter.says, set_parameter)
        });
        let of_terms = Term::ALL.map(|term| Setting {
            set: set_term,
            print: |row, settings| {
                vec![
                    term_of(row)
                        .map_or("", |term| settings.taken.text(term))
                        .into(),
                ]
            },
            completion: || Rule::names_of_update().collect(),
            ..row(term.taken(), "what the rule gets for this term", SET)
        });
        ROWS.into_iter()
            .chain(of_terms)
            .chain(of_optimizers)
            .collect()
    });
    ALL.iter()
}

/// The setting of this key.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    all_settings().find(|row| row.key == key)
}

impl Setting {
    /// The settings of its table, each with its name there.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &'static Setting)> {
        let key = self.key;
        all_settings().filter_map(move |row| Some((part_of(row.key, key)?, row)))
    }
}

/// The keys of the settings that may be set there.
pub fn keys(place: Place) -> impl Iterator<Item = &'static str> {
    all_settings()
        .filter(move |row| row.is_set(place))
        .map(|row| row.key)
}

fn not_set(row: &Setting, _: &mut Settings, _: Range<usize>, _: &Value) -> Result<(), Problem> {
    let sentence = format!("`{}` is not set so", row.key);
    Err(Problem::new(Span::default(), sentence))
}

fn value_of(row: &Setting, settings: &Settings) -> f64 {
    let parameter = parameters().find(|parameter| parameter.key == row.key);
    parameter.map_or(0.0, |parameter| settings.parameters.get(parameter))
}

fn set_parameter(
    row: &Setting,
    settings: &mut Settings,
    _: Range<usize>,
    value: &Value,
) -> Result<(), Problem> {
    let value = stepped(value_of(row, settings), value)?;
    if let Some(parameter) = parameters().find(|parameter| parameter.key == row.key) {
        settings.parameters.set(parameter, value);
    }
    Ok(())
}

/// A number, or the next one up or down from where it is.
fn stepped(now: f64, value: &Value) -> Result<f64, Problem> {
    match value {
        Value::Number(number) => Ok(*number),
        Value::Up => Ok(neighbour(now, true)),
        Value::Down => Ok(neighbour(now, false)),
        Value::Next | Value::Text(..) => Err(Problem::new(Span::default(), "expected a number")),
    }
}

/// The value that a text has for a setting.
fn read<T>(
    key: &str,
    value: &Value,
    read: impl FnOnce(&str) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let Value::Text(text, at) = value else {
        let sentence = format!("`{key}` cannot be set to `{value}`");
        return Err(Problem::new(Span::default(), sentence));
    };
    // The text begins at `at` in its command.
    read(text).map_err(|problem| Problem {
        span: (problem.span.start + at..problem.span.end + at).into(),
        ..problem
    })
}

/// The term that a setting replaces, if it is such a setting.
fn term_of(row: &Setting) -> Option<Term> {
    Term::ALL.into_iter().find(|term| term.taken() == row.key)
}

fn set_term(
    row: &Setting,
    settings: &mut Settings,
    _: Range<usize>,
    value: &Value,
) -> Result<(), Problem> {
    let Some(term) = term_of(row) else {
        return Ok(());
    };
    read(row.key, value, |text| settings.taken.take(term, text))
}

/// `none`: all terms are the true ones again.
fn set_terms(
    row: &Setting,
    settings: &mut Settings,
    _: Range<usize>,
    value: &Value,
) -> Result<(), Problem> {
    read(row.key, value, |text| {
        if text != "none" {
            let span = (0..text.len()).into();
            let problem = Problem::new(span, format!("`terms` is set to `none`, not to `{text}`"));
            return Err(problem.help("for one term write `set terms.fprime f'(y)`"));
        }
        settings.taken = Taken::default();
        Ok(())
    })
}

fn terms_text(settings: &Settings) -> String {
    let taken = Term::ALL.map(|term| {
        let formula = settings.taken.of(term)?;
        Some(format!("{} = {}", term.name(), formula.text()))
    });
    let texts: Vec<String> = taken.into_iter().flatten().collect();
    if texts.is_empty() {
        "none".to_string()
    } else {
        texts.join(", ")
    }
}

/// A word, or the number of patterns that an update learns from.
fn set_schedule(
    row: &Setting,
    settings: &mut Settings,
    _: Range<usize>,
    value: &Value,
) -> Result<(), Problem> {
    if let Value::Text(text, at) = value
        && let Ok(size) = text.parse()
    {
        if size == 0 {
            let span = (*at..at + text.len()).into();
            return Err(Problem::new(
                span,
                "an update learns from one pattern at least",
            ));
        }
        settings.schedule = Schedule::Mini(size);
        return Ok(());
    }
    choose(
        row.key,
        settings,
        SCHEDULES,
        |settings| &mut settings.schedule,
        value,
    )
}

fn schedule_text(schedule: Schedule) -> String {
    match schedule {
        Schedule::Mini(size) => size.to_string(),
        Schedule::Online | Schedule::Batch => word(&schedule, SCHEDULES).to_string(),
    }
}

fn set_activation(
    row: &Setting,
    settings: &mut Settings,
    layers: Range<usize>,
    value: &Value,
) -> Result<(), Problem> {
    let activations = &mut settings.network.activations[layers];
    if *value != Value::Next {
        activations.fill(read(row.key, value, Activation::read)?);
        return Ok(());
    }
    for activation in activations {
        *activation = after(activation);
    }
    Ok(())
}

/// The named activation after this one in the table; after a written one, the first.
fn after(activation: &Activation) -> Activation {
    let mut rows = ACTIVATIONS.iter();
    let place = rows.position(|row| row.name == activation.name());
    Activation::Named(&ACTIVATIONS[place.map_or(0, |place| (place + 1) % ACTIVATIONS.len())])
}
