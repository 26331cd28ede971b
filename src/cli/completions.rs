//! `deltarule completions`: what a shell has to know to complete verbs and options.

use std::io::{self, Write};
use std::process::ExitCode;

use clap_complete::{Shell, generate};

use super::ending::ended;

/// The arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

const EXAMPLES: &str = "deltarule completions bash > ~/.local/share/bash-completion/completions/deltarule\n\
    deltarule completions zsh > ~/.zfunc/_deltarule\n\
    deltarule completions fish > ~/.config/fish/completions/deltarule.fish";

/// Prints the completions of a command line.
pub fn run(mut command: clap::Command, arguments: &Arguments) -> ExitCode {
    let name = command.get_name().to_string();
    let mut text = Vec::new();
    generate(arguments.shell, &mut command, name, &mut text);
    ended(io::stdout().lock().write_all(&text), 0)
}
