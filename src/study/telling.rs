//! Sentences about a trainer for the message line: what a command changed, and the value of a formula. Numbers that an open
//! question asks for read `?`.

use super::sitting::{Effect, Study};
use crate::block::hidden_by;
use crate::figure::number::{plain, significant};
use crate::formula::{Expr, Problem, constant, parse};
use crate::panel::{HIDDEN, Mask};
use crate::training::{Change, Reading, Report, Trainer};

/// Digits of a number in a message.
const DIGITS: usize = 6;

/// The sentence of a report; none, where there is nothing to tell.
pub fn sentence(report: &Report, veil: &Mask) -> Option<String> {
    let changes: Vec<String> = report
        .changes
        .iter()
        .map(|each| change(each, veil))
        .collect();
    let changes = Some(changes.join(", ")).filter(|changes| !changes.is_empty());
    match (&report.says, changes) {
        (Some(says), Some(changes)) => Some(format!("{says}: {changes}")),
        (says, changes) => changes.or_else(|| says.clone()),
    }
}

fn change(change: &Change, veil: &Mask) -> String {
    let shown = |reading: &Reading| {
        let text = match reading {
            Reading::Number(number) => number_text(*number),
            Reading::Text(text) => text.clone(),
        };
        veil.text(&veil.over(change.told_by, text))
            .trim_end()
            .to_string()
    };
    let old = if veil.is_sealed && is_of_rules(&change.what) {
        HIDDEN.to_string()
    } else {
        shown(&change.old)
    };
    format!("{} {old} → {}", change.what, shown(&change.new))
}

/// Returns `true` if a changed setting is one that a seal hides.
fn is_of_rules(what: &str) -> bool {
    let setting = what.split('(').next().unwrap_or(what);
    let mut names = setting.split('.');
    names.any(|name| SEALED.contains(&name))
}

/// Settings that are not told of a sealed trainer.
const SEALED: [&str; 3] = ["rule", "send_back", "terms"];

/// A number as it would be written, if that is short; else to a few digits.
fn number_text(number: f64) -> String {
    let written = plain(number);
    if written.chars().count() <= DIGITS + 2 {
        written
    } else {
        significant(number, DIGITS)
    }
}

impl Study {
    /// Says the value of a formula about the trainer that is shown.
    pub(super) fn ask(&mut self, text: &str) -> Vec<Effect> {
        let Some(trainer) = self.trainer() else {
            self.complain("there is no trainer here of which a formula could speak");
            return Vec::new();
        };
        match answer(text, trainer, &self.veil(self.shown())) {
            Ok(answer) => self.say(answer),
            Err(problem) => self.complain(problem.to_string()),
        }
        Vec::new()
    }
}

fn answer(text: &str, trainer: &Trainer, veil: &Mask) -> Result<String, Problem> {
    let expr = parse(text)?;
    let bound = trainer.bind(&expr)?;
    if tells_hidden(&expr, trainer, veil) {
        return Ok(format!("{text} = {HIDDEN}: an open question asks for it"));
    }
    let moment = trainer.moment();
    let nothing = |()| Problem::new(expr.span, "this is not a number here");
    if expr.is_condition() {
        let holds = bound.eval_condition(&moment).map_err(|_| nothing(()))?;
        return Ok(format!(
            "{text} {}",
            if holds { "is so" } else { "is not so" }
        ));
    }
    let value = bound.eval(&moment).map_err(|_| nothing(()))?;
    if !value.is_finite() {
        return Err(nothing(()));
    }
    if veil.is_answer(value) && constant(&expr).is_err() {
        return Ok(format!("{text} = {HIDDEN}: an open question asks for it"));
    }
    Ok(format!("{text} = {}", plain(value)))
}

/// Returns `true` if an open question asks for the value of a formula or of a part of it, or the value would tell it.
fn tells_hidden(expr: &Expr, trainer: &Trainer, veil: &Mask) -> bool {
    if hidden_by(expr).iter().any(|name| veil.hides(&[name])) {
        return true;
    }
    // A number that depends on no trainer tells nothing of one; whether a condition is so is no number.
    let speaks = !veil.values.is_empty() && !expr.is_condition() && constant(expr).is_err();
    let value = trainer.bind(expr).ok().filter(|_| speaks);
    let value = value.and_then(|bound| bound.eval(&trainer.moment()).ok());
    let is_one = |value: f64| veil.text(&plain(value)).contains(HIDDEN);
    value.is_some_and(is_one) || {
        let mut parts = expr.children().into_iter();
        parts.any(|part| tells_hidden(part, trainer, veil))
    }
}
