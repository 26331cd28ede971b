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

/// A stretch of a lesson that was marked with `«` and `»`.
#[derive(Debug)]
pub struct Mark {
    pub line: usize,
    pub column: usize,
    /// The whole line, and carets under what was marked.
    pub excerpt: String,
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

    /// The name of a file as messages have it.
    pub fn path(&self, file: &str) -> String {
        self.folder().join(file).display().to_string()
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

/// A text without its marks, and what they marked.
pub fn unmarked(text: &str) -> (String, Mark) {
    let (before, rest) = text.split_once('«').expect("a mark begins");
    let (marked, after) = rest.split_once('»').expect("a mark ends");
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let ahead = &before[line_start..];
    let behind = after.split(['\r', '\n']).next().unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let margin = " ".repeat(line.to_string().len());
    let carets = "^".repeat(marked.chars().count().max(1));
    let mark = Mark {
        line,
        column: ahead.chars().count() + 1,
        excerpt: format!(
            " {line} | {ahead}{marked}{behind}\n {margin} | {}{carets}\n",
            " ".repeat(ahead.chars().count())
        ),
    };
    (format!("{before}{marked}{after}"), mark)
}
