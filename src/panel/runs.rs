//! Facts about runs that several panels show: their errors beside each other, and the ranges of their inputs and targets.

use super::row::{View, lettered, named, told_apart};
use crate::figure::number::short;
use crate::figure::{Axis, Line, Role};
use crate::training::Run;

/// The name and the error of each run, where there are several.
#[must_use]
pub fn errors_of_runs(view: &View<'_>) -> Vec<Line> {
    let runs = named(view.trainer);
    let count = runs.len();
    let told = runs.into_iter().enumerate().map(|(place, (name, run))| {
        let (ink, letter) = told_apart(count, place);
        let error = view.veil.over(&["E"], short(run.error(None)));
        let line = Line::of(ink, format!(" {}", lettered(letter, name)));
        let line = line.and(Role::Plain, format!(" E {error} "));
        view.veil.line(line)
    });
    told.filter(|_| count > 1).collect()
}

/// Room around the patterns, as a share of what they span.
const AIR: f64 = 0.1;

/// Range of the targets; with only one target, something around it.
pub fn targets(run: &Run) -> [f64; 2] {
    let targets = run.patterns().iter().map(|pattern| pattern.targets[0]);
    let [low, high] = ends(targets);
    if low < high {
        [low, high]
    } else {
        [low - 0.5, low + 0.5]
    }
}

/// The axis of an input: what the patterns span, with some room.
pub fn axis(run: &Run, input: usize) -> Axis {
    let [low, high] = ends(run.patterns().iter().map(|pattern| pattern.inputs[input]));
    let air = AIR * (high - low);
    Axis::around(format!("x{}", input + 1), [low - air, high + air])
}

fn ends(numbers: impl Iterator<Item = f64>) -> [f64; 2] {
    let ends = [f64::INFINITY, f64::NEG_INFINITY];
    numbers.fold(ends, |[low, high], number| {
        [low.min(number), high.max(number)]
    })
}
