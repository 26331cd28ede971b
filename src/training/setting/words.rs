//! Words that settings are set to, and their meanings.

use crate::formula::{Problem, Span};
use crate::network::Loss;
use crate::training::optimizer::{OPTIMIZERS, Optimizer};
use crate::training::settings::{LineSearch, Order, Schedule, Settings};
use crate::training::value::Value;

/// Words with their meanings.
pub type Words<T> = fn() -> Vec<(&'static str, T)>;

/// `schedule`
pub const SCHEDULES: Words<Schedule> =
    || vec![("online", Schedule::Online), ("batch", Schedule::Batch)];
/// `method`
pub const METHODS: Words<&'static Optimizer> =
    || OPTIMIZERS.iter().map(|row| (row.name, *row)).collect();
/// `line_search`
pub const LINE_SEARCHES: Words<Option<LineSearch>> = || {
    vec![
        ("none", None),
        ("halving", Some(LineSearch::Halving)),
        ("parabola", Some(LineSearch::Parabola)),
    ]
};
/// `order`
pub const ORDERS: Words<Order> = || vec![("given", Order::Given), ("shuffled", Order::Shuffled)];
/// `loss`
pub const LOSSES: Words<Loss> = || {
    vec![
        ("squared", Loss::Squared),
        ("cross-entropy", Loss::CrossEntropy),
    ]
};

/// The words alone.
#[must_use]
pub fn names<T>(words: Words<T>) -> Vec<&'static str> {
    words().into_iter().map(|(name, _)| name).collect()
}

/// The word for a value; empty, if it has none.
#[must_use]
pub fn word<T: PartialEq>(value: &T, words: Words<T>) -> &'static str {
    let found = words().into_iter().find(|(_, known)| known == value);
    found.map_or("", |(word, _)| word)
}

/// Sets a field to the meaning of a word, or goes on to the next word.
///
/// # Errors
/// If it is none of the words: the nearest one is told.
pub fn choose<T: Copy + PartialEq>(
    key: &str,
    settings: &mut Settings,
    words: Words<T>,
    field: fn(&mut Settings) -> &mut T,
    value: &Value,
) -> Result<(), Problem> {
    match value {
        Value::Next => turn(settings, words, field),
        Value::Text(text, at) => {
            let span = (*at..at + text.len()).into();
            *field(settings) = meaning(key, text, words, span)?;
        }
        Value::Number(_) | Value::Up | Value::Down => {
            let sentence = format!("`{key}` is set to a word");
            return Err(Problem::new(Span::default(), sentence));
        }
    }
    Ok(())
}

/// The value that a word means.
fn meaning<T: Copy>(key: &str, word: &str, words: Words<T>, span: Span) -> Result<T, Problem> {
    let plain = word.replace('_', "-");
    let found = words().into_iter().find(|(name, _)| *name == plain);
    found.map(|(_, meaning)| meaning).ok_or_else(|| {
        let names = names(words);
        let problem = Problem::new(span, format!("unknown {key} \"{word}\""));
        let problem = problem.nearest(word, names.iter().copied());
        if problem.help.is_some() {
            problem
        } else {
            problem.help(format!("there is {}", names.join(", ")))
        }
    })
}

/// Goes on to the next word of a field that agrees with the other settings. Where none does it is the next one, so that the reason
/// is told.
fn turn<T: Copy + PartialEq>(
    settings: &mut Settings,
    words: Words<T>,
    field: fn(&mut Settings) -> &mut T,
) {
    let words = words();
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
