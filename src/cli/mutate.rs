//! `deltarule check --mutate`: every claim held against mistakes that people make. One that notices none is worthless.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use super::check::chosen;
use crate::block::{Worth, worth};
use crate::lesson::{Course, Lesson};
use crate::training::MUTANTS;

/// Tries the mistakes on the claims of a course, of one lesson, or on one claim.
pub fn run(course: &Course, which: Option<&str>) -> ExitCode {
    let (lessons, name) = match chosen(course, which) {
        Ok(chosen) => chosen,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let (worthless, broken, written) = report(&lessons, name, &mut out);
    // A closed pipe is the reader's choice, and changes nothing about the lessons.
    drop(written.and_then(|()| out.flush()));
    ExitCode::from(match (broken, worthless) {
        (true, _) => 2,
        (false, 0) => 0,
        (false, _) => 1,
    })
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
            let Some(worth) = worth(&block.block) else {
                continue;
            };
            match worth {
                Worth::None => worthless += 1,
                Worth::Notices(_) | Worth::Beside => of_worth += 1,
            }
            let line = format!("{}::{}: {}", lesson.id, block.name, said(&worth));
            let word = if worth == Worth::None {
                "WORTHLESS"
            } else {
                "ok       "
            };
            written = written.and_then(|()| writeln!(out, "{word} {line}"));
        }
    }
    let summary = format!("{of_worth} are of worth, {worthless} worthless");
    let broken = lessons.iter().any(|lesson| lesson.is_broken());
    (
        worthless,
        broken,
        written.and_then(|()| writeln!(out, "{summary}")),
    )
}

fn said(worth: &Worth) -> String {
    match worth {
        Worth::Notices(faults) => {
            let told = MUTANTS.iter().filter(|(fault, _)| faults.contains(fault));
            let told: Vec<&str> = told.map(|(_, told)| *told).collect();
            format!("notices {}", told.join(", "))
        }
        Worth::None => {
            let all = MUTANTS.map(|(_, told)| told).join(", ");
            format!("holds all the same with {all}; let it say a number that they change")
        }
        Worth::Beside => "speaks of nothing that a mistake in the update changes".to_string(),
    }
}
