//! The program: arguments → verb → exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    deltarule::cli::run()
}
