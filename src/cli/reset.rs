//! `deltarule reset`: what a learner did is forgotten, in a lesson or in all.

use std::io::{self, Write};
use std::process::ExitCode;

use super::asking::agrees;
use super::common::Common;
use super::ending::{ended, trouble};
use crate::lesson::LessonIndex;
use crate::study::Study;
use crate::study::progress::{Found, Store};

/// The arguments of `reset`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A lesson by number, name or file; all lessons of the course, if none is named
    #[arg(value_name = "LESSON")]
    lesson: Option<String>,
    /// Forget without asking
    #[arg(long)]
    yes: bool,
}

const EXAMPLES: &str = "deltarule reset 04        forgets what you did in lesson 4, once you have said yes\n\
    deltarule reset           forgets what you did in the whole course\n\n\
    Exit 1 if you say no.";

/// Forgets, if the learner agrees.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    match forgotten(common, arguments) {
        Ok((sentence, code)) => ended(writeln!(io::stdout().lock(), "{sentence}"), code),
        Err(sentence) => trouble(&sentence),
    }
}

/// A sentence about what was done, and the exit code.
fn forgotten(common: &Common, arguments: &Arguments) -> Result<(String, u8), String> {
    let (study, mut store, lesson) = opened(common, arguments)?;
    let id = lesson.map(|lesson| study.course().lessons[lesson].id.clone());
    let place = id
        .clone()
        .map_or("the whole course".to_string(), |id| format!("lesson {id}"));
    let mut progress = study.progress().clone();
    let count = progress.forget(id.as_deref());
    if count == 0 {
        return Ok((format!("Nothing is kept of {place}."), 0));
    }
    let things = if count == 1 { "thing" } else { "things" };
    let question = format!("Forget {count} {things} that you did in {place}?");
    if !arguments.yes
        && !agrees(&question).map_err(|error| format!("nobody can be asked: {error}"))?
    {
        return Ok(("Nothing was forgotten.".to_string(), 1));
    }
    match store.save(&progress) {
        Some(message) if !store.is_kept() => Err(message),
        _ => Ok((format!("Forgotten: {count} {things} in {place}."), 0)),
    }
}

/// The sitting, the file in which it is kept, and the lesson that is named.
fn opened(
    common: &Common,
    arguments: &Arguments,
) -> Result<(Study, Store, Option<LessonIndex>), String> {
    let (common, course, lesson) = match &arguments.lesson {
        None => (common.clone(), common.course()?, None),
        Some(lesson) => {
            let meant = common.meant(lesson)?;
            (common.of(&meant), meant.course, Some(meant.lesson))
        }
    };
    let (study, store) = common.resumed(course);
    match store.found() {
        Found::Unreadable(why) => Err(why.clone()),
        _ => Ok((study, store, lesson)),
    }
}
