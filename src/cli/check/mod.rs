//! `deltarule check`: every claim of the lessons brought about and looked at.

mod human;
mod json;
mod junit;
mod mutate;
mod report;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::ValueEnum;

use super::common::Common;
use super::ending::{ended, trouble};
use super::meant;
use crate::block::harmless;
use crate::lesson::{Course, Lesson};

use report::{LessonReport, Verdict};

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A lesson by number, name or file, or one check of it
    #[arg(value_name = "LESSON[::NAME]")]
    which: Option<String>,
    /// Hold the claims against mistakes people make, and report those that notice none: exit 1 if there are any
    #[arg(long)]
    mutate: bool,
    /// The form of what is reported
    #[arg(
        long,
        value_name = "FORM",
        default_value = "human",
        conflicts_with = "mutate"
    )]
    format: Format,
    /// Name the claims, and run none
    #[arg(long, conflicts_with_all = ["mutate", "format"])]
    list: bool,
}

const EXAMPLES: &str = "deltarule check                      all lessons\n\
    deltarule check 04                   one lesson\n\
    deltarule check 04::by-pencil        one claim of it\n\
    deltarule check drafts/05-mine.md    a file, as a lesson of the course in its folder\n\
    deltarule check --format junit       for a build server";

/// The forms of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Lines for people
    Human,
    /// One object, with the place of everything in it
    Json,
    /// The XML that build servers read
    Junit,
}

/// The lessons and the claim that are meant.
#[derive(Debug)]
struct Chosen<'a> {
    lessons: Vec<&'a Lesson>,
    name: Option<&'a str>,
}

/// Runs the checks of a course, of one lesson, or one check.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    match &arguments.which {
        None => match common.course() {
            Ok(course) => whole(&course, arguments),
            Err(sentence) => trouble(&sentence),
        },
        Some(which) => match common.meant(which) {
            Ok(meant) => match known(meant.lesson(), meant.name.as_deref()) {
                Ok(chosen) => told(&[], &chosen, arguments),
                Err(sentence) => trouble(&sentence),
            },
            Err(sentence) => trouble(&sentence),
        },
    }
}

fn whole(course: &Course, arguments: &Arguments) -> ExitCode {
    let chosen = Chosen {
        lessons: course.lessons.iter().collect(),
        name: None,
    };
    told(&course.warnings, &chosen, arguments)
}

/// A lesson, with a claim of it if one is named.
fn known<'a>(lesson: &'a Lesson, name: Option<&'a str>) -> Result<Chosen<'a>, String> {
    let names: Vec<String> = lesson
        .claims()
        .into_iter()
        .map(|claim| claim.name)
        .collect();
    if let Some(name) = name
        && !lesson.is_broken()
        && !names.iter().any(|known| known == name)
    {
        let none = format!("lesson {} has no check {name}", lesson.id);
        return Err(meant::or_near(&none, name, &names));
    }
    Ok(Chosen {
        lessons: vec![lesson],
        name,
    })
}

/// Tells what is asked for about what is chosen.
fn told(warnings: &[String], chosen: &Chosen<'_>, arguments: &Arguments) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.mutate {
        return mutate::run(&chosen.lessons, chosen.name, &mut out);
    }
    if arguments.list {
        return ended(list(chosen, &mut out).and_then(|()| out.flush()), 0);
    }
    let lessons = chosen.lessons.iter();
    let reports = lessons.map(|lesson| LessonReport::of(lesson, chosen.name));
    let (verdict, written) = match arguments.format {
        Format::Human => human::write(warnings, reports, &mut out),
        Format::Json => json::write(warnings, reports, &mut out),
        Format::Junit => junit::write(reports, &mut out),
    };
    let worst = verdict.max(Verdict::Holds);
    ended(written.and_then(|()| out.flush()), worst as u8)
}

/// Names the claims, a line each.
fn list(chosen: &Chosen<'_>, out: &mut impl Write) -> io::Result<()> {
    for lesson in &chosen.lessons {
        let is_meant = |name: &str| chosen.name.is_none_or(|meant| meant == name);
        for claim in lesson.claims().iter().filter(|claim| is_meant(&claim.name)) {
            writeln!(out, "{}::{}", lesson.id, harmless(&claim.name))?;
        }
    }
    Ok(())
}
