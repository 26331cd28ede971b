//! Copies for the clipboard: a value, or everything done since the reset, written as an author would write it.

use super::action::Copied;
use super::sitting::Study;
use crate::figure::number::long;
use crate::training::{MOST_UPDATES, Trainer};

/// The text to copy; else a sentence on why there is none.
pub fn copied(study: &Study, what: Copied) -> Result<String, String> {
    let trainer = study.trainer().ok_or("there is nothing to copy here")?;
    match what {
        Copied::Value => Ok(value(study, trainer)),
        Copied::Session => session(study, trainer),
    }
}

/// The selected weight, and what is added to it next.
fn value(study: &Study, trainer: &Trainer) -> String {
    let veil = study.veil(study.shown());
    let id = trainer.selected();
    let run = trainer.run();
    let weight = run.network().layout.place(id);
    let shown = |name: &str, value: f64| veil.text(&veil.over(&[name], long(value)));
    let name = id.to_string();
    let change = name.replacen(['w', 'b'], "change", 1);
    format!(
        "{name} = {}, {change} = {}",
        shown("w", run.weight(weight)),
        shown("change", run.update().change[weight])
    )
}

/// Everything done with the trainer since its reset, as a check that holds.
fn session(study: &Study, trainer: &Trainer) -> Result<String, String> {
    let log = study.log();
    if log.updates() > MOST_UPDATES {
        let updates = log.updates();
        return Err(format!(
            "{updates} updates were made, and a check makes {MOST_UPDATES} at most: `reset`, and do less"
        ));
    }
    let quoted = |text: String| toml::Value::String(text).to_string();
    let done: Vec<String> = log
        .commands()
        .map(|command| quoted(command.to_string()))
        .collect();
    let expect = quoted(expectation(study, trainer));
    let name = study.lesson().trainers[study.shown()].name.as_deref();
    let about = name.map_or(String::new(), |name| format!("trainer = \"{name}\"\n"));
    let head = "```check what-i-did\nsays   = \"After what I did the error is what it was.\"\n";
    let done = done.join(", ");
    Ok(format!(
        "{head}{about}do     = [{done}]\nexpect = [{expect}]\n```\n"
    ))
}

/// A condition that holds now: the value of the first number of the trainer that no open question asks for.
fn expectation(study: &Study, trainer: &Trainer) -> String {
    let veil = study.veil(study.shown());
    let (error, run) = (trainer.run().error(None), trainer.run());
    let written = if error == 0.0 || (1e-4..1e6).contains(&error) {
        format!("{error:.9}")
    } else {
        format!("{error:.9e}")
    };
    let is_told = |name: &str, text: &str| !veil.hides(&[name]) && veil.text(text) == text;
    let updates = run.updates().to_string();
    if error.is_finite() && is_told("E", &written) {
        format!("E ~ {written}")
    } else if is_told("update", &updates) {
        format!("update == {updates}")
    } else {
        format!("lr == {}", run.settings().lr)
    }
}
