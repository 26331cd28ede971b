//! The settings by their names: what a lesson writes, a command sets, and a twin differs in.

use super::rule::Rule;
use super::settings::{LineSearch, Optimizer, Order, Schedule, Settings, neighbour};
use super::value::Value;
use crate::formula::{Problem, Span};
use crate::network::{ACTIVATIONS, Activation, Loss};

/// Words for a setting, and what they mean.
type Words<T> = [(&'static str, T)];

/// `schedule`
pub const SCHEDULES: &Words<Schedule> = &[("online", Schedule::Online), ("batch", Schedule::Batch)];
/// `method`
pub const METHODS: &Words<Optimizer> = &[
    ("descent", Optimizer::Descent),
    ("momentum", Optimizer::Momentum),
    ("conjugate-gradient", Optimizer::ConjugateGradient),
];
/// `line_search`
pub const LINE_SEARCHES: &Words<LineSearch> = &[
    ("halving", LineSearch::Halving),
    ("parabola", LineSearch::Parabola),
];
/// `order`
pub const ORDERS: &Words<Order> = &[("given", Order::Given), ("shuffled", Order::Shuffled)];
/// `loss`
pub const LOSSES: &Words<Loss> = &[
    ("squared", Loss::Squared),
    ("cross-entropy", Loss::CrossEntropy),
];

/// What a word means; the nearest one is told if it means nothing.
///
/// # Errors
/// If it is none of the words.
pub fn meaning<T: Copy>(
    what: &str,
    word: &str,
    words: &Words<T>,
    span: Span,
) -> Result<T, Problem> {
    let found = words
        .iter()
        .find(|(name, _)| *name == word.replace('_', "-"));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
        let problem = Problem::new(span, format!("unknown {what} \"{word}\""))
            .nearest(word, names.iter().copied());
        if problem.help.is_some() {
            problem
        } else {
            problem.help(format!("there is {}", names.join(", ")))
        }
    })
}

/// The word for a setting.
#[must_use]
pub fn word<T: PartialEq>(meaning: &T, words: &Words<T>) -> &'static str {
    words
        .iter()
        .find(|(_, known)| known == meaning)
        .map_or("", |(word, _)| word)
}

/// Goes on to the next word of a field that agrees with the other settings. Where none does it is the next one, so that the reason
/// is told.
fn turn<T: Copy + PartialEq>(
    settings: &mut Settings,
    words: &Words<T>,
    field: fn(&mut Settings) -> &mut T,
) {
    let now = *field(settings);
    let place = words.iter().position(|(_, known)| *known == now);
    let others: Vec<T> = (1..words.len())
        .map(|step| words[(place.unwrap_or(0) + step) % words.len()].1)
        .collect();
    let agrees = |word: &&T| {
        let mut tried = settings.clone();
        *field(&mut tried) = **word;
        tried.agree().is_ok()
    };
    let next = others.iter().find(agrees).or(others.first()).copied();
    *field(settings) = next.unwrap_or(now);
}

/// Sets a field by its name, in one layer or in all.
///
/// # Errors
/// If the value is none for this field, or there is no such layer.
pub fn set(
    settings: &mut Settings,
    field: &str,
    layer: Option<usize>,
    value: &Value,
) -> Result<(), Problem> {
    let layers = settings.network.layout.layers();
    let Some(meant) = layer.map_or(Some(0..layers), |layer| {
        (layer <= layers).then(|| layer - 1..layer)
    }) else {
        return Err(Problem::new(
            Span::default(),
            format!(
                "there is no layer {}: they go from 1 to {layers}",
                layer.unwrap_or(0)
            ),
        ));
    };
    match (field, value) {
        ("lr", value) => settings.lr = number(settings.lr, value)?,
        ("momentum", value) => settings.momentum = number(settings.momentum, value)?,
        ("rule", Value::Text(text, at)) => {
            settings.rules[meant].fill(placed(Rule::read_update(text), *at)?);
        }
        ("send_back", Value::Text(text, at)) => {
            settings.send_backs[meant].fill(placed(Rule::read_send_back(text), *at)?);
        }
        ("activation", Value::Text(text, at)) => {
            settings.network.activations[meant].fill(placed(Activation::read(text), *at)?);
        }
        ("activation", Value::Next) => {
            for activation in &mut settings.network.activations[meant] {
                *activation = next_activation(activation);
            }
        }
        _ => return set_word(settings, field, value),
    }
    Ok(())
}

fn set_word(settings: &mut Settings, field: &str, value: &Value) -> Result<(), Problem> {
    let (text, span) = match value {
        Value::Text(text, at) => (
            text.as_str(),
            Span {
                start: *at,
                end: at + text.len(),
            },
        ),
        Value::Next => ("next", Span::default()),
        _ => {
            return Err(Problem::new(
                Span::default(),
                format!("`{field}` is set to a word"),
            ));
        }
    };
    let next = *value == Value::Next;
    match field {
        "schedule" if next => turn(settings, SCHEDULES, |settings| &mut settings.schedule),
        "schedule" => settings.schedule = meaning(field, text, SCHEDULES, span)?,
        "method" if next => turn(settings, METHODS, |settings| &mut settings.method),
        "method" => settings.method = meaning(field, text, METHODS, span)?,
        "order" if next => turn(settings, ORDERS, |settings| &mut settings.order),
        "order" => settings.order = meaning(field, text, ORDERS, span)?,
        "loss" if next => turn(settings, LOSSES, |settings| &mut settings.network.loss),
        "loss" => settings.network.loss = meaning(field, text, LOSSES, span)?,
        "line_search" if !next => {
            settings.line_search = Some(meaning(field, text, LINE_SEARCHES, span)?);
        }
        _ => {
            return Err(Problem::new(
                span,
                format!("`{field}` cannot be set to `{text}`"),
            ));
        }
    }
    Ok(())
}

fn number(now: f64, value: &Value) -> Result<f64, Problem> {
    match value {
        Value::Number(number) => Ok(*number),
        Value::Up => Ok(neighbour(now, true)),
        Value::Down => Ok(neighbour(now, false)),
        Value::Next | Value::Text(..) => Err(Problem::new(Span::default(), "expected a number")),
    }
}

/// The named activation after this one in the table; after a written one, the first.
fn next_activation(activation: &Activation) -> Activation {
    let place = ACTIVATIONS
        .iter()
        .position(|row| row.name == activation.name());
    Activation::Named(&ACTIVATIONS[place.map_or(0, |place| (place + 1) % ACTIVATIONS.len())])
}

/// A problem of a text that stands so far into a command.
fn placed<T>(read: Result<T, Problem>, at: usize) -> Result<T, Problem> {
    read.map_err(|problem| Problem {
        span: Span {
            start: problem.span.start + at,
            end: problem.span.end + at,
        },
        ..problem
    })
}
