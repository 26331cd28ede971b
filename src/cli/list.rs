//! `deltarule list`: the lessons of a course, or the blocks of one lesson.

use std::io::{self, Write};
use std::process::ExitCode;

use super::common::Common;
use super::ending::{ended, trouble};
use crate::block::harmless;
use crate::face::plain;
use crate::figure::{Line, Role, Table};
use crate::lesson::{BlockHead, Lesson};

/// The arguments of `list`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "deltarule list            the lessons, with how far you have come\n\
    deltarule list 04         the trainers, questions, tasks and checks of lesson 4"
)]
pub struct Arguments {
    /// A lesson by number, name or file, whose blocks are listed
    #[arg(value_name = "LESSON")]
    lesson: Option<String>,
}

/// Lists lessons, or the blocks of one.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    let done = match &arguments.lesson {
        None => lessons(common),
        Some(lesson) => common.meant(lesson).map(|meant| blocks(meant.lesson())),
    };
    match done {
        Ok(written) => ended(written, 0),
        Err(sentence) => trouble(&sentence),
    }
}

fn lessons(common: &Common) -> Result<io::Result<()>, String> {
    let (study, store) = common.resumed(common.course()?);
    if let Some(message) = store.found().message() {
        eprintln!("{message}");
    }
    let mut out = io::stdout().lock();
    let mut lessons = study.course().lessons.indices();
    Ok(lessons.try_for_each(|lesson| writeln!(out, "{}", plain::contents_line(&study, lesson))))
}

/// Kind, name and place of each block.
fn blocks(lesson: &Lesson) -> io::Result<()> {
    let row = |head: &BlockHead| {
        let name = head.name.as_deref().unwrap_or_default();
        let place = format!("{}:{}", lesson.file, head.line);
        [head.kind.name, name, &place].map(|text| Line::of(Role::Plain, harmless(text)))
    };
    let table = Table {
        rows: lesson.heads.iter().map(|head| row(head).to_vec()).collect(),
        ..Table::default()
    };
    let mut out = io::stdout().lock();
    let mut lines = table.lines().into_iter();
    lines.try_for_each(|line| writeln!(out, "{}", line.text().trim_end()))
}
