//! The command line: verbs, what they print, how they exit. A verb is a file and a row of [`Verb`].

mod asking;
mod bless;
mod check;
pub mod code;
mod common;
mod completions;
mod doctor;
mod ending;
mod eval;
mod learn;
mod list;
mod man;
mod meant;
mod read;
mod reset;
mod trace;
mod typed;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use self::common::Common;
use self::ending::trouble;
use crate::formula::nearest;

/// A course in the terminal about one line: new weight = old weight + lr × delta × f′(e) × input.
#[derive(Debug, Parser)]
#[command(name = "deltarule", version, after_help = EXAMPLES)]
struct CommandLine {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    learn: learn::Arguments,
    #[command(flatten)]
    common: Common,
}

const EXAMPLES: &str = "deltarule                 the course, where you left it\n\
    deltarule 04              lesson 4\n\
    deltarule chain-rule      the lesson with that in its name\n\
    deltarule 04::by-pencil   a block of lesson 4";

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the lessons with how far you have come, or the blocks of one
    List(list::Arguments),
    /// Read a lesson out, with answers and explanations if you like
    Read(read::Arguments),
    /// Run what the lessons claim: exit 0 if it holds, 1 if a check fails, 2 if a lesson is broken
    Check(check::Arguments),
    /// Print the value of a formula about a trainer: exit 1 for a condition that does not hold
    Eval(eval::Arguments),
    /// Print the terms of a trainer's updates, as a table, CSV or JSON
    Trace(trace::Arguments),
    /// Print a trainer as a short program, in Python, Rust, or Python with numpy or torch
    Code(code::Arguments),
    /// Write the right digits behind `~` into a lesson's file
    Bless(bless::Arguments),
    /// Forget what you did in a lesson, or in all
    Reset(reset::Arguments),
    /// Print what the program knows of its terminal, its files and its course
    Doctor(doctor::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Print the manual page
    Man(man::Arguments),
}

impl Verb {
    /// Does what the verb says.
    ///
    /// # Errors
    /// If it cannot be done: a sentence that says so.
    fn run(&self, common: &Common) -> Result<ExitCode, String> {
        Ok(match self {
            Verb::List(arguments) => list::run(common, arguments),
            Verb::Read(arguments) => read::run(common, arguments),
            Verb::Check(arguments) => check::run(common, arguments),
            Verb::Eval(arguments) => eval::run(common, arguments),
            Verb::Trace(arguments) => trace::run(common, arguments),
            Verb::Code(arguments) => code::run(common, arguments),
            Verb::Bless(arguments) => bless::run(common, arguments),
            Verb::Reset(arguments) => reset::run(common, arguments),
            Verb::Doctor(_) => doctor::run(common),
            Verb::Completions(arguments) => completions::run(CommandLine::command(), arguments),
            Verb::Man(arguments) => return man::run(CommandLine::command(), arguments),
        })
    }
}

/// Does what the arguments of the program say.
#[must_use]
pub fn run() -> ExitCode {
    let CommandLine {
        verb,
        learn,
        common,
    } = CommandLine::parse();
    let done = match verb {
        Some(verb) => verb.run(&common),
        None => learn::run(&common, &learn).map_err(|sentence| {
            let verb = learn.lesson().and_then(verb_near);
            verb.unwrap_or(sentence)
        }),
    };
    done.unwrap_or_else(|sentence| trouble(&sentence))
}

/// A sentence about the verb that is meant by a word which is no lesson, if it is a slip away from one.
fn verb_near(word: &str) -> Option<String> {
    let command = CommandLine::command();
    let near = nearest(word, command.get_subcommands().map(clap::Command::get_name))?;
    Some(format!(
        "there is no verb {word}; did you mean `deltarule {near}`?"
    ))
}
