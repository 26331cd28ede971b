//! `deltarule [LESSON]`: the course itself, on a screen or line by line.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::common::Common;
use super::ending::trouble;
use super::meant::{Meant, named, trainer_named};
use crate::face::glyphs::Glyphs;
use crate::face::{plain, tui};
use crate::lesson::{Lesson, TrainerIndex};
use crate::study::progress::Store;
use crate::study::{Action, Stop, Study, ThemeName, act};

/// The arguments of a sitting.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The lesson to open, by number, by name or a part of it, or by its file; and a block or a trainer of it
    #[arg(value_name = "LESSON[::NAME]")]
    lesson: Option<String>,
    /// Line by line, in words: for screen readers and logs; by itself where the output is no terminal
    #[arg(long)]
    plain: bool,
    /// The colours of the screen: auto, dark, light, 16 (the terminal's own), mono; else those last asked for by `theme NAME`
    #[arg(long, value_name = "NAME", value_parser = theme)]
    theme: Option<ThemeName>,
    /// Characters of ASCII alone; by itself on a Linux console and where the locale has no UTF-8
    #[arg(long)]
    ascii: bool,
}

impl Arguments {
    /// The lesson to open, if one is named.
    #[must_use]
    pub fn lesson(&self) -> Option<&str> {
        self.lesson.as_deref()
    }
}

/// The theme of a name.
fn theme(name: &str) -> Result<ThemeName, String> {
    ThemeName::named(name).ok_or_else(|| format!("there are {}", ThemeName::names()))
}

/// Opens the course, at a lesson if one is named.
///
/// # Errors
/// If there is no such course or lesson: a sentence that says so.
pub fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, String> {
    let (study, store) = match &arguments.lesson {
        None => common.resumed(common.course()?),
        Some(lesson) => at(common, common.meant(lesson)?)?,
    };
    Ok(face(study, store, arguments))
}

/// A sitting at what is meant.
///
/// # Errors
/// If nothing in the lesson has that name: a sentence that says so.
pub fn at(common: &Common, meant: Meant) -> Result<(Study, Store), String> {
    if let Some(name) = &meant.name {
        named(meant.lesson(), name)?;
    }
    let common = common.of(&meant);
    let Meant {
        course,
        lesson,
        name,
        ..
    } = meant;
    let id = course.lessons[lesson].id.clone();
    let (mut study, store) = common.resumed(course);
    act(&mut study, &Action::Lesson(id));
    if let Some(name) = name {
        come_to(&mut study, &name);
    }
    Ok((study, store))
}

/// Comes to a block of the open lesson, or to the first thing to do with a trainer of it.
fn come_to(study: &mut Study, name: &str) {
    let lesson = study.lesson();
    let trainer = trainer_named(lesson, name);
    let stops = study.stops().iter();
    let place = stops.clone().position(|stop| is_named(lesson, *stop, name));
    let about = || {
        study
            .stops()
            .iter()
            .position(|stop| is_about(lesson, *stop, trainer))
    };
    let action = match place.or_else(about) {
        Some(place) => Action::StopAt((place + 1).to_string()),
        None => Action::Notice(format!("{name} comes further down: go on from here")),
    };
    act(study, &action);
}

/// Returns `true` if a stop is the block or the trainer of this name.
fn is_named(lesson: &Lesson, stop: Stop, name: &str) -> bool {
    match stop {
        Stop::Block(block) | Stop::Claim(block) => lesson.blocks[block].name == name,
        Stop::Trainer(trainer) => lesson.trainers[trainer].name.as_deref() == Some(name),
        Stop::Link(_) => false,
    }
}

/// Returns `true` if a stop is something to do with a trainer.
fn is_about(lesson: &Lesson, stop: Stop, trainer: Option<TrainerIndex>) -> bool {
    let block = stop.block().map(|block| &lesson.blocks[block]);
    block.is_some_and(|block| block.block.subject().is_some() && Some(block.trainer) == trainer)
}

/// Runs a sitting on the screen, or line by line where there is none or that is asked for.
fn face(study: Study, mut store: Store, arguments: &Arguments) -> ExitCode {
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
