//! A sweep as a figure: curves over the values, a histogram, shares, or a table; as far as it is made.

use std::collections::BTreeMap;

use super::hidden::names;
use super::sweep::{Numbers, Shape, SweepBlock};
use crate::figure::chart::{Mark, Series, Stroke};
use crate::figure::number::{plain, short};
use crate::figure::{Axis, Chart, Figure, Fit, Ink, Line, Role, Table};
use crate::panel::{Mask, told_apart};

/// The results so far, by the places of the values.
pub type Points = BTreeMap<usize, Numbers>;

/// The bins of a histogram.
const BINS: usize = 16;
/// Width of a whole bar.
const BAR: usize = 20;

impl SweepBlock {
    /// The sweep in one line: what is swept, and the commands.
    #[must_use]
    pub fn headline(&self) -> String {
        let steps = &self.sweep.steps;
        let ends = [steps.first(), steps.last()];
        let ends = ends.map(|step| step.map_or("", |step| step.text.as_str()));
        let commands = self.sweep.commands.iter().map(ToString::to_string);
        let commands = commands.collect::<Vec<_>>().join(", ");
        format!("{} {} … {}: {commands}", self.over.text, ends[0], ends[1])
    }

    /// Its figure, with the value of one place marked, but for what an open question asks for.
    #[must_use]
    pub fn figure(&self, points: &Points, cursor: Option<usize>, veil: &Mask) -> Figure {
        let names: Vec<String> = self.show.iter().flat_map(|one| names(&one.item)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if veil.hides(&names) {
            let text = "An open question asks for what this would tell.";
            return Figure::Lines(vec![Line::of(Role::Quiet, text)]);
        }
        self.drawn(points, cursor).under(veil)
    }

    fn drawn(&self, points: &Points, cursor: Option<usize>) -> Figure {
        match self.shape {
            Shape::Curve => Figure::Chart(self.curve(points, cursor)),
            Shape::Histogram => Figure::Chart(self.histogram(points, cursor)),
            Shape::Share => Figure::Lines(self.shares(points)),
            Shape::Table => Figure::Lines(self.table(points, cursor).lines()),
        }
    }

    /// The value of a place, and what came out for it.
    #[must_use]
    pub fn told(&self, points: &Points, place: usize) -> Option<String> {
        let numbers = points.get(&place)?;
        let columns = self.columns().into_iter().zip(numbers);
        let told = columns.map(|(column, number)| match (self.shape, number) {
            (_, None) => format!("{column}: not a number"),
            (Shape::Share, Some(number)) if *number > 0.0 => format!("{column}: so"),
            (Shape::Share, Some(_)) => format!("{column}: not so"),
            (_, Some(number)) => format!("{column} {}", short(*number)),
        });
        let told: Vec<String> = told.collect();
        let text = &self.sweep.steps[place].text;
        Some(format!("{} {text}: {}", self.over.text, told.join(", ")))
    }

    fn curve(&self, points: &Points, cursor: Option<usize>) -> Chart {
        let columns = self.columns();
        let value = |place: &usize| self.sweep.steps[*place].value;
        let scale = if self.is_log { Fit::Log } else { Fit::Round };
        let across = if self.is_geometric() {
            Fit::Log
        } else {
            Fit::Round
        };
        let ends = [self.sweep.steps.first(), self.sweep.steps.last()];
        let mut chart = Chart {
            x: Axis {
                spans: ends.into_iter().flatten().map(|step| step.value).collect(),
                ..axis(&self.over.text, across)
            },
            y: axis(value_title(&columns), scale),
            ..Chart::default()
        };
        for column in 0..columns.len() {
            let at = |(place, numbers): (&usize, &Numbers)| Some((value(place), numbers[column]?));
            let series = series(&columns, column, points.iter().filter_map(at).collect());
            let ink = series.ink;
            chart.series.push(series);
            let here = cursor.and_then(|place| Some((value(&place), points.get(&place)?[column]?)));
            chart.marks.extend(here.map(|at| Mark {
                name: "here".to_string(),
                sign: '●',
                ink: ink.strong(),
                at,
            }));
        }
        chart.notes.extend(self.note(points, cursor));
        chart
    }

    /// Returns `true` if the values grow by a factor.
    fn is_geometric(&self) -> bool {
        let values: Vec<f64> = self.sweep.steps.iter().map(|step| step.value).collect();
        let ratios: Vec<f64> = values.windows(2).map(|pair| pair[1] / pair[0]).collect();
        values.iter().all(|value| *value > 0.0)
            && ratios.len() > 1
            && ratios
                .iter()
                .all(|ratio| (ratio / ratios[0] - 1.0).abs() < 1e-9)
    }

    fn histogram(&self, points: &Points, cursor: Option<usize>) -> Chart {
        let columns = self.columns();
        let all = points.values().flat_map(|numbers| numbers.iter().flatten());
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
        let scale = if self.is_log { Fit::Log } else { Fit::Whole };
        let mut chart = Chart {
            x: axis(value_title(&columns), Fit::Round),
            y: axis("how many", scale),
            ..Chart::default()
        };
        for column in 0..columns.len() {
            let numbers = points.values().filter_map(|numbers| numbers[column]);
            let outline = outline(&counts(numbers, [low, high]));
            chart.series.push(series(&columns, column, outline));
        }
        chart.notes.extend(self.note(points, cursor));
        chart
    }

    /// The note above a drawing: the results for the value that is marked.
    fn note(&self, points: &Points, cursor: Option<usize>) -> Option<Line> {
        let told = cursor.and_then(|place| self.told(points, place));
        told.map(|told| Line::of(Role::Plain, format!("● {told}")))
    }

    fn shares(&self, points: &Points) -> Vec<Line> {
        let columns = self.columns();
        let width = columns.iter().map(|name| crate::figure::width(name)).max();
        let share = |(column, name): (usize, &String)| {
            let all = points.values().filter_map(|numbers| numbers[column]);
            let (holds, count) = all.fold((0.0, 0), |(holds, count), one| (holds + one, count + 1));
            let share = if count == 0 {
                0.0
            } else {
                holds / f64::from(count)
            };
            let pad = " ".repeat(
                width
                    .unwrap_or(0)
                    .saturating_sub(crate::figure::width(name)),
            );
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 20"
            )]
            let full = (share * BAR as f64).round() as usize;
            let bar = "█".repeat(full) + &"░".repeat(BAR - full);
            let (ink, _) = told_apart(columns.len(), column);
            let told = format!(
                " {holds} of {count}, {} %",
                plain((1000.0 * share).round() / 10.0)
            );
            Line::of(Role::Plain, format!("{name}{pad} "))
                .and(ink, bar)
                .and(Role::Plain, told)
        };
        columns.iter().enumerate().map(share).collect()
    }

    fn table(&self, points: &Points, cursor: Option<usize>) -> Table {
        let cell = |text: String| Line::of(Role::Plain, text);
        let head = std::iter::once(self.over.text.clone()).chain(self.columns());
        let row = |(place, numbers): (&usize, &Numbers)| {
            let ink = Ink::from(Role::Plain).selected(cursor == Some(*place));
            let value = Line::of(ink, &self.sweep.steps[*place].text);
            let numbers = numbers
                .iter()
                .map(|number| cell(number.map_or("not a number".to_string(), short)));
            std::iter::once(value).chain(numbers).collect()
        };
        Table {
            head: head.map(cell).collect(),
            rows: points.iter().map(row).collect(),
        }
    }
}

/// The curve of one column, told apart from the others.
fn series(columns: &[String], column: usize, points: Vec<(f64, f64)>) -> Series {
    let (ink, sign) = told_apart(columns.len(), column);
    Series {
        name: columns[column].clone(),
        sign,
        ink,
        stroke: Stroke::Solid,
        points,
    }
}

/// The name of the axis of what is shown.
fn value_title(columns: &[String]) -> &str {
    match columns {
        [only] => only,
        _ => "value",
    }
}

fn axis(title: &str, fit: Fit) -> Axis {
    Axis {
        title: title.to_string(),
        fit,
        ..Axis::default()
    }
}

/// The bins between two ends: where each begins and ends, and how many numbers lie in it.
fn counts(numbers: impl Iterator<Item = f64>, [low, high]: [f64; 2]) -> Vec<([f64; 2], usize)> {
    let width = if high > low {
        (high - low) / BINS as f64
    } else {
        1.0
    };
    let mut counts = vec![0; BINS];
    for number in numbers {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place among the bins"
        )]
        let bin = (((number - low) / width) as usize).min(BINS - 1);
        counts[bin] += 1;
    }
    let ends = |bin: usize| [low + width * bin as f64, low + width * (bin + 1) as f64];
    counts
        .into_iter()
        .enumerate()
        .map(|(bin, count)| (ends(bin), count))
        .collect()
}

/// The outline of columns on the axis.
fn outline(counts: &[([f64; 2], usize)]) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for ([from, to], count) in counts.iter().filter(|([from, _], _)| from.is_finite()) {
        let count = *count as f64;
        points.extend([(*from, 0.0), (*from, count), (*to, count), (*to, 0.0)]);
    }
    points
}
