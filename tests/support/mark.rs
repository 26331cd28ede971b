//! Places in the texts of lessons: `«…»` marks what the carets of a message are to stand under.

use std::path::Path;

/// A stretch of a lesson that was marked with `«` and `»`.
#[derive(Debug)]
pub struct Mark {
    pub line: usize,
    pub column: usize,
    /// The whole line, and carets under what was marked.
    pub excerpt: String,
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

/// The name of a file of a course as messages have it.
pub fn path(folder: &Path, file: &str) -> String {
    folder.join(file).display().to_string()
}
