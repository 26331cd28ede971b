//! `deltarule code`: a trainer as a short program that a learner can run and change.

mod arrays;
mod functions;
mod language;
mod plan;
mod python;
mod rust;
mod snake;
mod speech;
mod text;

use std::io::{self, Write};
use std::process::ExitCode;

pub use language::Language;

use self::plan::Plan;
use super::common::Common;
use super::ending::{ended, trouble};
use super::meant::{Meant, run_named};
use super::typed;
use crate::lesson::{BlockIndex, Lesson, TrainerIndex};
use crate::study::Status;
use crate::training::{MOST_UPDATES, Run, Trainer};

/// The arguments of `code`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A lesson by number, name or file; and a trainer of it, if it is not the first
    #[arg(value_name = "LESSON[::TRAINER]")]
    which: String,
    /// The language of the program
    #[arg(long, value_name = "LANGUAGE", default_value = "python")]
    lang: Language,
    /// Another of the trainer's runs, by its name
    #[arg(long, value_name = "NAME")]
    run: Option<String>,
    /// Number of updates that the program makes
    #[arg(long, value_name = "N", default_value_t = 10)]
    updates: u64,
    /// Settings to begin with, as in 'mute fprime', several between semicolons
    #[arg(long = "do", value_name = "COMMANDS")]
    commands: Vec<String>,
}

const EXAMPLES: &str = "deltarule code 04 > update.py && python3 update.py\n\
    deltarule code 08::two --run without --lang rust > without.rs && rustc without.rs && ./without\n\
    deltarule code 04 --do 'mute fprime; set lr 2' --updates 100\n\n\
    The program prints the next change of the first weight, and E, after so many updates: as deltarule has them.";

/// Prints a program.
pub(super) fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    match written(common, arguments) {
        Ok(program) => ended(write!(io::stdout().lock(), "{program}"), 0),
        Err(sentence) => trouble(&sentence),
    }
}

fn written(common: &Common, arguments: &Arguments) -> Result<String, String> {
    let meant = common.meant(&arguments.which)?;
    let (number, setup) = meant.trainer()?;
    let place = arguments
        .run
        .as_ref()
        .map(|run| run_named(setup, run))
        .transpose()?;
    let mut trainer = Trainer::new(setup.clone());
    typed::act(&mut trainer, &arguments.commands)?;
    let lesson = meant.lesson();
    let id = title(lesson, number);
    let block = lesson.seal(number);
    if let Some(block) = block {
        is_opened(common, meant, block)?;
    }
    let Some((name, run)) = trainer.runs().nth(place.unwrap_or(0)) else {
        return Err("the trainer has no such run".to_string());
    };
    holds_out(run, arguments.updates)?;
    let title = if name.is_empty() {
        id
    } else {
        format!("{id}, the run {name}")
    };
    program(&title, run, arguments.lang, arguments.updates)
}

/// Holds that a run can make so many updates.
fn holds_out(run: &Run, updates: u64) -> Result<(), String> {
    if updates > MOST_UPDATES {
        return Err(format!("a program makes at most {MOST_UPDATES} updates"));
    }
    let mut run = run.clone();
    while run.updates() < updates {
        run.advance().map_err(|name| {
            let made = run.updates();
            format!("{name} grows past what a float holds after {made} updates: ask for fewer with --updates")
        })?;
    }
    Ok(())
}

/// The name of a trainer.
fn title(lesson: &Lesson, number: TrainerIndex) -> String {
    let name = lesson.trainers[number].name.as_deref();
    name.map_or_else(
        || lesson.id.clone(),
        |name| format!("{}::{name}", lesson.id),
    )
}

/// Holds that the question until which a trainer is sealed was answered or passed over.
fn is_opened(common: &Common, meant: Meant, block: BlockIndex) -> Result<(), String> {
    let common = common.of(&meant);
    let Meant { course, lesson, .. } = meant;
    let of_lesson = &course.lessons[lesson];
    let name = format!("{}::{}", of_lesson.id, of_lesson.blocks[block].name);
    let (study, _) = common.resumed(course);
    match study.standing(lesson, block) {
        Status::Open => Err(format!(
            "this trainer is sealed, and a program would tell its mistake: answer first what is asked about it, with `deltarule {name}`"
        )),
        Status::Skipped | Status::Done => Ok(()),
    }
}

/// The program of a run in a language, which makes so many updates.
///
/// # Errors
/// If there can be no such program: a sentence that says so.
pub fn program(title: &str, run: &Run, language: Language, updates: u64) -> Result<String, String> {
    let title = format!("{title}: a trainer of the course deltarule");
    let plan = Plan::of(title, run, updates)?;
    match language {
        Language::Python => python::program(&plan),
        Language::Rust => rust::program(&plan),
        Language::Numpy | Language::Pytorch => arrays::program(&plan, language),
    }
}
