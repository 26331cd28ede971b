//! Formulas and commands that were typed as arguments: their problems are told as those of lessons are, with a caret.

use std::ops::Range;

use crate::block::{Diagnostic, Source};
use crate::figure::Line;
use crate::formula::{Expr, Problem, parse};
use crate::training::{Command, MOST_UPDATES, Trainer};

/// Several commands of one argument stand between these.
const BETWEEN: char = ';';

/// The formula of an argument.
///
/// # Errors
/// If it is none: the text of its problem.
pub fn formula(text: &str) -> Result<Expr, String> {
    parse(text).map_err(|problem| told("the formula", text, 0, problem))
}

/// The text of a problem with the formula of an argument.
#[must_use]
pub fn wrong_formula(text: &str, problem: Problem) -> String {
    told("the formula", text, 0, problem)
}

/// Does the commands of `--do` arguments with a trainer.
///
/// # Errors
/// If one of them is no command, or cannot be done: the text of its problem.
pub fn act(trainer: &mut Trainer, arguments: &[String]) -> Result<(), String> {
    let mut budget = MOST_UPDATES;
    for text in arguments {
        for Range { start, end } in commands(text) {
            let wrong = |problem| told("--do", text, start, problem);
            let command = Command::parse(&text[start..end]).map_err(wrong)?;
            trainer.act(&command, &mut budget).map_err(wrong)?;
        }
    }
    Ok(())
}

/// The places of the commands in an argument.
fn commands(text: &str) -> Vec<Range<usize>> {
    let ends = text.match_indices(BETWEEN).map(|(at, _)| at);
    let mut start = 0;
    let mut places = Vec::new();
    for end in ends.chain([text.len()]) {
        if !text[start..end].trim().is_empty() {
            places.push(start..end);
        }
        start = end + BETWEEN.len_utf8();
    }
    places
}

/// A problem of a part of an argument that begins at a byte, with its place and a caret.
fn told(argument: &'static str, text: &str, start: usize, problem: Problem) -> String {
    let place = start + problem.span.start..start + problem.span.end;
    let place = Source::new(argument, text).place(place);
    let figure = Diagnostic::of(problem, place).figure();
    let lines: Vec<String> = figure.iter().map(Line::text).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_between_semicolons() {
        let text = "step 1 epoch; set lr 2 ;; ";
        let commands: Vec<&str> = commands(text)
            .into_iter()
            .map(|place| &text[place])
            .collect();
        assert_eq!(commands, ["step 1 epoch", " set lr 2 "]);
    }
}
