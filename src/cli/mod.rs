//! The command line: verbs, what they print, how they exit.

mod check;
mod ending;
mod mutate;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::ending::{ended, trouble};

use crate::face::glyphs::Glyphs;
use crate::face::{plain, tui};
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
    /// Line by line, in words: for screen readers and logs; by itself where the output is no terminal
    #[arg(long)]
    plain: bool,
    /// The colours of the screen: auto, dark, light, 16 (the terminal's own), mono
    #[arg(long, value_name = "NAME", default_value = "auto", value_parser = theme)]
    theme: tui::Wanted,
    /// Characters of ASCII alone; by itself on a Linux console and where the locale has no UTF-8
    #[arg(long)]
    ascii: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the lessons, with how far you have come with each
    List,
    /// Run what the lessons claim: exit 0 if it holds, 1 if a check fails, 2 if a lesson is broken
    Check {
        /// A lesson by number or name, or one check of it
        #[arg(value_name = "LESSON[::NAME]")]
        which: Option<String>,
        /// Hold the claims against mistakes people make, and report those that notice none: exit 1 if there are any
        #[arg(long)]
        mutate: bool,
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
        Some(Verb::Check {
            which,
            mutate: true,
        }) => mutate::run(&course, which.as_deref()),
        Some(Verb::Check { which, .. }) => check::run(&course, which.as_deref()),
        Some(Verb::List) => list(course, &arguments),
        None => learn(course, &arguments),
    }
}

/// The theme of a name.
fn theme(name: &str) -> Result<tui::Wanted, String> {
    let names = tui::Wanted::NAMES.map(|(name, _)| name).join(", ");
    tui::Wanted::named(name).ok_or(format!("there are {names}"))
}

fn course(folder: Option<&Path>) -> Result<Course, String> {
    folder.map_or_else(|| Ok(Course::embedded()), Course::folder)
}

/// The sitting where the last one ended, and where it is kept.
fn resumed(course: Course, arguments: &Arguments) -> (Study, Store) {
    let id = course_id(arguments.course.as_deref());
    let (store, progress) = Store::open(arguments.state.as_deref(), &id);
    (Study::resumed(course, progress), store)
}

fn learn(course: Course, arguments: &Arguments) -> ExitCode {
    let (study, mut store) = resumed(course, arguments);
    let glyphs = Glyphs::from_environment(arguments.ascii);
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let is_accessible = std::env::var_os("ACCESSIBLE").is_some_and(|wanted| wanted == "1");
    if arguments.plain || is_accessible || is_dumb || !io::stdout().is_terminal() {
        let is_asked_for = arguments.plain || is_accessible;
        return match plain::run(study, &mut store, is_asked_for, glyphs) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => trouble(&format!("deltarule cannot go on: {error}")),
        };
    }
    match tui::run(study, &mut store, arguments.theme, glyphs) {
        Ok(()) => {
            eprintln!("{}", farewell(&store));
            ExitCode::SUCCESS
        }
        Err(error) => trouble(&format!(
            "deltarule needs a terminal: {error}; `deltarule --plain` needs none"
        )),
    }
}

/// The farewell: whether what was done is kept, and how to go on.
fn farewell(store: &Store) -> String {
    match store.path().filter(|_| store.is_kept()) {
        Some(path) => format!(
            "What you did is kept in {}. `deltarule` goes on where you are.",
            path.display()
        ),
        None => "What you did could not be kept.".to_string(),
    }
}

fn list(course: Course, arguments: &Arguments) -> ExitCode {
    let (study, store) = resumed(course, arguments);
    if let Some(message) = store.found().message() {
        eprintln!("{message}");
    }
    let mut out = io::stdout().lock();
    let mut lessons = study.course().lessons.indices();
    let written =
        lessons.try_for_each(|lesson| writeln!(out, "{}", plain::contents_line(&study, lesson)));
    ended(written, 0)
}
