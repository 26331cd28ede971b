//! `deltarule check --mutate`: every condition held against mistakes that people make. One that notices none is worthless.

use std::io::{self, Write};
use std::process::ExitCode;

use super::super::ending::ended;
use crate::block::{ConditionWorth, Worth, worth};
use crate::lesson::Lesson;
use crate::training::Mutant;

/// Tries the mistakes on the claims of some lessons, or on one claim.
pub fn run(lessons: &[&Lesson], name: Option<&str>, out: &mut impl Write) -> ExitCode {
    let (worthless, broken, written) = report(lessons, name, out);
    let code = match (broken, worthless) {
        (true, _) => 2,
        (false, 0) => 0,
        (false, _) => 1,
    };
    ended(written.and_then(|()| out.flush()), code)
}

fn report(
    lessons: &[&Lesson],
    name: Option<&str>,
    out: &mut impl Write,
) -> (usize, bool, io::Result<()>) {
    let (mut worthless, mut of_worth, mut written) = (0, 0, Ok(()));
    for lesson in lessons {
        if lesson.is_broken() {
            let line = format!("BROKEN    {}: `check` says what is wrong", lesson.id);
            written = written.and_then(|()| writeln!(out, "{line}"));
        }
        let chosen = lesson.blocks.iter();
        for block in chosen.filter(|block| name.is_none_or(|name| block.name == name)) {
            for condition in worth(&block.block) {
                let is_worthless = condition.worth == Worth::None;
                worthless += usize::from(is_worthless);
                of_worth += usize::from(!is_worthless);
                let word = if is_worthless {
                    "WORTHLESS"
                } else {
                    "ok       "
                };
                let line = format!("{word} {}::{}: {}", lesson.id, block.name, said(&condition));
                written = written.and_then(|()| writeln!(out, "{line}"));
            }
        }
    }
    let summary = format!("{of_worth} conditions are of worth, {worthless} worthless");
    let broken = lessons.iter().any(|lesson| lesson.is_broken());
    (
        worthless,
        broken,
        written.and_then(|()| writeln!(out, "{summary}")),
    )
}

fn said(ConditionWorth { place, text, worth }: &ConditionWorth) -> String {
    match worth {
        Worth::Notices(mutants) => {
            let names: Vec<&str> = mutants.iter().map(|mutant| mutant.name()).collect();
            format!("`{text}` notices {}", names.join(", "))
        }
        Worth::None => {
            let all: Vec<&str> = Mutant::all().map(Mutant::name).collect();
            format!(
                "{place}: `{text}` holds all the same with {}; let it say a number that they change",
                all.join(", ")
            )
        }
        Worth::Excused(reason) => format!("`{text}` need notice nothing: {reason}"),
        Worth::Beside => format!("`{text}` speaks of how far it has come, not of the net"),
    }
}
