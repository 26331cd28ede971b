//! The ways in which the program ends.

use std::io;
use std::process::ExitCode;

/// The exit code of a verb that has written all it had to say: `code`, unless that could not be written. A closed pipe is the
/// reader's choice, and changes nothing.
pub fn ended(written: io::Result<()>, code: u8) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            trouble(&format!("this could not be written: {error}"))
        }
        _ => ExitCode::from(code),
    }
}

/// Says what is wrong, and exits as for a broken lesson.
pub fn trouble(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}
