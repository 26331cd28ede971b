//! `deltarule man`: the manual page.

use std::io::{self, Write};
use std::process::ExitCode;

use clap_mangen::Man;

use super::ending::ended;

/// The arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The page of a verb, in place of that of the program
    #[arg(value_name = "VERB")]
    verb: Option<String>,
}

const EXAMPLES: &str = "deltarule man > deltarule.1 && man ./deltarule.1\n\
    deltarule man check > deltarule-check.1";

/// Prints the manual page of a command line, or of a verb of it.
///
/// # Errors
/// If there is no such verb: a sentence that says so.
pub fn run(mut command: clap::Command, arguments: &Arguments) -> Result<ExitCode, String> {
    command.build();
    if let Some(verb) = &arguments.verb {
        let found = command.find_subcommand(verb).cloned();
        command = found.ok_or_else(|| format!("there is no verb {verb}"))?;
    }
    let mut text = Vec::new();
    let written = Man::new(command).render(&mut text);
    Ok(ended(
        written.and_then(|()| io::stdout().lock().write_all(&text)),
        0,
    ))
}
