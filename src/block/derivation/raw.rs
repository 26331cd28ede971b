//! The keys of a derivation block, their values not yet looked into.

use super::reason::{REASONS, Reason};
use crate::block::body::{Fields, Value, unknown};
use crate::block::source::Location;

/// The keys of a line.
const OF_A_LINE: [&str; 3] = ["equals", "let", "by"];
/// Greatest number of lines of a derivation, and of definitions.
const MOST: usize = 64;

/// The block's values, not yet looked into.
pub(super) struct Raw<'a> {
    pub given: Vec<Value<'a>>,
    pub lines: Vec<RawLine<'a>>,
    pub wheres: Vec<(String, Location, Value<'a>)>,
}

pub(super) struct RawLine<'a> {
    pub formula: Value<'a>,
    /// `true` if it names something new.
    pub is_let: bool,
    pub by: Option<&'static Reason>,
}

impl<'a> Raw<'a> {
    /// Reads the parts that are there; missing or unreadable ones are reported and left out.
    pub fn read(fields: &Fields<'a>) -> Raw<'a> {
        let few = |key: &str, what: &str| {
            let value = fields.get(key)?;
            few(&value, value.list()?, what)
        };
        let example = "[[line]]`, and below it `equals = \"…\"` and `by = \"…\"";
        if let Some(value) = fields.required("line", example)
            && value.is_list()
            && value.list().is_none_or(|lines| lines.is_empty())
        {
            value.complain::<()>("a derivation has lines", format!("add `{example}`"));
        }
        let lines = few("line", "lines").unwrap_or_default();
        let wheres = fields.get("where").and_then(|value| value.entries());
        Raw {
            given: few("given", "definitions").unwrap_or_default(),
            lines: lines.iter().filter_map(RawLine::read).collect(),
            wheres: wheres.unwrap_or_default(),
        }
    }

    pub fn formulas(&self) -> impl Iterator<Item = &Value<'a>> {
        let lines = self.lines.iter().map(|line| &line.formula);
        self.given.iter().chain(lines)
    }
}

fn few<'a>(value: &Value<'_>, items: Vec<Value<'a>>, what: &str) -> Option<Vec<Value<'a>>> {
    if items.len() <= MOST {
        return Some(items);
    }
    let message = format!("{} {what}: a derivation may have {MOST}", items.len());
    value.complain(message, "make two derivations of it")
}

impl<'a> RawLine<'a> {
    fn read(item: &Value<'a>) -> Option<RawLine<'a>> {
        let fields = item.fields(&OF_A_LINE, "[[line]]")?;
        let is_misspelt = fields.keys().any(|key| !OF_A_LINE.contains(&key.as_str()));
        let missing = |message: &str, help: &str| {
            if !is_misspelt {
                item.complain::<()>(message, help);
            }
        };
        let formula = match (fields.get("equals"), fields.get("let")) {
            (Some(formula), None) => Some((formula, false)),
            (None, Some(formula)) => Some((formula, true)),
            (Some(_), Some(second)) => second.complain(
                "a line has `equals` or `let`, not both",
                "make two lines of it",
            ),
            (None, None) => {
                missing("`equals` is missing", "add `equals = \"dE/dw = …\"`");
                None
            }
        };
        let by = fields.get("by");
        if by.is_none() {
            missing("`by` is missing", "add the rule: `by = \"chain\"`");
        }
        let by = by.and_then(|by| reason(&by));
        let (formula, is_let) = formula?;
        Some(RawLine {
            formula,
            is_let,
            by,
        })
    }
}

fn reason(value: &Value<'_>) -> Option<&'static Reason> {
    let name = value.text()?;
    let row = REASONS.iter().find(|row| row.name == name);
    row.or_else(|| unknown(value, "rule", name, &REASONS.map(|row| row.name)))
}
