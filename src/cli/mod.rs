//! The command line: verbs, what they print, how they exit.

mod check;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::face::tui;
use crate::lesson::Course;
use crate::study::Study;
use crate::study::progress::{Store, course_id};

/// A course in the terminal about one line: new weight = old weight + lr × delta × f′(e) × input.
#[derive(Debug, Parser)]
#[command(name = "deltarule", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// A folder of lessons (files NN-slug.md) in place of the course
    #[arg(long, value_name = "DIR", global = true)]
    course: Option<PathBuf>,
    /// The file that keeps what you have done, in place of the one in your state folder
    #[arg(long, value_name = "FILE", global = true)]
    state: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Run what the lessons claim: exit 0 if it holds, 1 if a check fails, 2 if a lesson is broken
    Check {
        /// A lesson by number or name, or one check of it
        #[arg(value_name = "LESSON[::NAME]")]
        which: Option<String>,
    },
}

/// Does what the arguments of the program say.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let course = match course(arguments.course.as_deref()) {
        Ok(course) => course,
        Err(sentence) => return trouble(&sentence),
    };
    match &arguments.verb {
        Some(Verb::Check { which }) => check::run(&course, which.as_deref()),
        None => learn(course, &arguments),
    }
}

fn course(folder: Option<&Path>) -> Result<Course, String> {
    folder.map_or_else(|| Ok(Course::embedded()), Course::folder)
}

fn learn(course: Course, arguments: &Arguments) -> ExitCode {
    let id = course_id(arguments.course.as_deref());
    let (mut store, progress) = Store::open(arguments.state.as_deref(), &id);
    match tui::run(Study::resumed(course, progress), &mut store) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => trouble(&format!(
            "deltarule needs a terminal: {error}; `deltarule check` works without one"
        )),
    }
}

/// Says what is wrong, and exits as for a broken lesson.
fn trouble(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}
