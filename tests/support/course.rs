//! Courses that are written to a temporary folder and checked by the program itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A course in a folder of its own, which goes when it does.
pub struct Course(TempDir);

/// What `deltarule check` had to say.
pub struct Told {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Course {
    /// A course of files with these names and texts.
    pub fn of(files: &[(&str, &[u8])]) -> Course {
        let course = Course(tempfile::tempdir().expect("a temporary folder"));
        for (name, text) in files {
            fs::write(course.folder().join(name), text).expect("a file in a fresh folder");
        }
        course
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Runs `deltarule check` on it, with arguments.
    pub fn check(&self, arguments: &[&str]) -> Told {
        told(&self.command(arguments).output().expect("the program runs"))
    }

    /// `deltarule check` on it, not yet run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deltarule"));
        command.arg("check").args(arguments);
        command.arg("--course").arg(self.folder());
        command.stdin(Stdio::null());
        command
    }
}

/// What came out of the program.
pub fn told(output: &Output) -> Told {
    Told {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
