//! Arguments, a verb, an exit code.

use std::process::ExitCode;

use clap::Parser;
use deltarule::cli::{Arguments, run};

fn main() -> ExitCode {
    run(&Arguments::parse())
}
