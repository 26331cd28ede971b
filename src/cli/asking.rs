//! A question before something that cannot be undone.

use std::io::{self, Write};

/// Asks, and returns `true` if the answer is yes. No answer is no.
///
/// # Errors
/// If the question cannot be put, or the answer not be read.
pub fn agrees(question: &str) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    write!(out, "{question} [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    if !answer.ends_with('\n') {
        writeln!(out)?;
    }
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
