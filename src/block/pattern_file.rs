//! The keys by which a trainer says how to read the table of its patterns.

use super::body::{Fields, Value};
use super::scales::scales;
use crate::network::patterns::Columns;

/// The fields of a trainer about the file of its patterns.
pub const KEYS: [&str; 7] = [
    "inputs",
    "target",
    "scale",
    "header",
    "separator",
    "decimal",
    "missing",
];

/// A way to read a file of patterns.
pub enum Reading {
    /// Its header is `x1…,t1…`.
    Plain,
    /// As the fields of the trainer say.
    By(Columns),
}

/// The way to read the file of a trainer's patterns.
pub fn reading(fields: &Fields<'_>) -> Option<Reading> {
    let scale = scales(fields)?.inputs;
    let mut others = KEYS.iter().filter(|key| **key != "scale");
    if scale.is_none() && others.all(|key| fields.get(key).is_none()) {
        return Some(Reading::Plain);
    }
    let mut columns = Columns::default();
    if let Some(inputs) = fields.get("inputs") {
        let names: Option<Vec<String>> = inputs.list()?.iter().map(name).collect();
        columns.inputs = names?;
    }
    if let Some(target) = fields.get("target") {
        columns.target = Some(name(&target)?);
    }
    if let Some(header) = fields.get("header") {
        columns.has_header = header.flag()?;
    }
    columns.scale = scale;
    let signs = [(",", ','), (";", ';'), ("\t", '\t'), (" ", ' '), (".", '.')];
    if let Some(separator) = fields.get("separator") {
        columns.separator = one_of(&separator, &signs[..4])?;
    }
    if let Some(decimal) = fields.get("decimal") {
        columns.decimal = one_of(&decimal, &[signs[0], signs[4]])?;
    }
    if let Some(missing) = fields.get("missing") {
        columns.leaves_out = one_of(&missing, &[("leave out", true)])?;
    }
    Some(Reading::By(columns))
}

/// The name of a column.
fn name(value: &Value<'_>) -> Option<String> {
    value.text().map(ToString::to_string)
}

/// The meaning of one of a few words.
fn one_of<T: Copy>(value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
    let word = value.text()?;
    if let Some((_, meaning)) = words.iter().find(|(known, _)| *known == word) {
        return Some(*meaning);
    }
    let known: Vec<String> = words
        .iter()
        .map(|(known, _)| format!("{known:?}"))
        .collect();
    value.complain(
        format!("expected {}, found {word:?}", known.join(" or ")),
        "write one of these",
    )
}
