//! The errors of a trainer's runs beside each other.

use super::row::{View, named, told_apart};
use crate::figure::number::short;
use crate::figure::{Line, Role};

/// The name and the error of each run, where there are several.
#[must_use]
pub fn errors_of_runs(view: &View<'_>) -> Vec<Line> {
    let runs = named(view.trainer);
    let count = runs.len();
    let told = runs.into_iter().enumerate().map(|(place, (name, run))| {
        let (ink, letter) = told_apart(count, place);
        let letter = letter.map_or(String::new(), |letter| format!("{letter} "));
        let error = view.veil.over(&["E"], short(run.error(None)));
        let line = Line::of(ink, format!(" {letter}{name}"));
        let line = line.and(Role::Plain, format!(" E {error} "));
        view.veil.line(line)
    });
    told.filter(|_| count > 1).collect()
}
