//! What can be copied: a value, or what was done, written as an author would write it.

use super::action::Copied;
use super::sitting::Study;
use crate::figure::number::long;
use crate::training::Trainer;

/// The text to copy, if there is anything to.
pub fn copied(study: &Study, what: Copied) -> Option<String> {
    let trainer = study.trainer()?;
    Some(match what {
        Copied::Value => value(study, trainer),
        Copied::Session => session(study, trainer),
    })
}

/// The selected weight, and what is added to it next.
fn value(study: &Study, trainer: &Trainer) -> String {
    let veil = study.veil(study.shown());
    let id = trainer.selected();
    let run = trainer.run();
    let weight = run.network().layout.weight(id).unwrap_or(0);
    let shown = |name: &str, value: f64| veil.text(&veil.over(&[name], long(value)));
    let name = id.to_string();
    let change = name.replacen(['w', 'b'], "change", 1);
    format!(
        "{name} = {}, {change} = {}",
        shown("w", run.weight(weight)),
        shown("change", run.update().change[weight])
    )
}

/// What was done with the trainer since its reset, as a check.
fn session(study: &Study, trainer: &Trainer) -> String {
    let veil = study.veil(study.shown());
    let quoted = |command: &String| format!("{command:?}");
    let done: Vec<String> = study.commands_done().iter().map(quoted).collect();
    let error = veil.over(&["E"], format!("{:.9}", trainer.run().error(None)));
    let error = veil.text(&error);
    let expect = if error.trim() == crate::panel::HIDDEN {
        format!("update == {}", trainer.run().updates())
    } else {
        format!("E ~ {error}")
    };
    let trainer = study.lesson().trainers[study.shown()].name.as_deref();
    let about = trainer.map_or(String::new(), |name| format!("trainer = \"{name}\"\n"));
    format!(
        "```check what-i-did\nsays   = \"After what I did the error is what it was.\"\n{about}do     = [{}]\nexpect = [\"{expect}\"]\n```\n",
        done.join(", ")
    )
}
