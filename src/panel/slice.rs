//! The error as a function of the selected weight alone: its tangent, and where the next change leads on both.
//!
//! Online and with several patterns the error is that of the current pattern, for its slope is the one that the step goes by;
//! the error over all is drawn beside it. All is of the update under way, from the weights before it, as the terms are.

pub mod range;
#[cfg(test)]
mod tests;

use super::row::{Panel, View, lettered, named, told_apart};
use crate::figure::chart::{Mark, Series, Stroke, Tangent};
use crate::figure::number::{short, significant};
use crate::figure::{Axis, Chart, Figure, HIDDEN, Ink, Line, Role};
use crate::network::WeightId;
use crate::training::{Landscape, Learnt, Motion, Run, ShownUpdate};

pub const PANEL: Panel = Panel {
    name: "slice",
    says: "the error for other values of the weight, and the next step",
    title: |view| title(&slices(view), view.trainer.selected()),
    figure: |view| {
        let mut slices = slices(view);
        Figure::Chart(chart(&mut slices, view.trainer.selected()))
    },
};

/// Number of gaps between the places where the error is drawn.
const SAMPLES: usize = 120;
/// Reach of the tangent to either side, as a share of the whole width.
const REACH: f64 = 0.2;
/// Digits by which a small change of a weight shows.
const DIGITS: usize = 6;
/// Steps before now that are drawn.
const STEPS: usize = 16;
/// Errors larger than this many times that of most places are left out at the ends, so that the shape below is seen.
const TALL: f64 = 6.0;

/// The error of one run over one of its weights.
struct Slice<'a> {
    name: &'a str,
    run: &'a Run,
    /// The update that it is about.
    shown: ShownUpdate<'a>,
    /// `true` if an open question asks for what the update adds to the weight, or for the slope.
    hides_change: bool,
    hides_slope: bool,
    /// The share of the update that the weight has gone already, in slow motion.
    gone: f64,
    weight: usize,
    /// The patterns whose error it is, where these are not all.
    part: Option<&'a Learnt>,
    error: Landscape<'a>,
    /// The weight before the update, and what that adds to it.
    before: f64,
    change: f64,
}

/// The slices of all runs that have such a weight.
fn slices<'a>(view: &View<'a>) -> Vec<Slice<'a>> {
    let trainer = view.trainer;
    let slice = |(name, run)| {
        let slice = Slice::of(name, trainer.shown_update_of(run), trainer.selected())?;
        Some(Slice {
            hides_change: view.veil.hides(&["change"]),
            hides_slope: view.veil.hides(&["gradient", "slope", "change"]),
            gone: trainer.motion().map_or(0.0, Motion::gone),
            ..slice
        })
    };
    named(trainer).into_iter().filter_map(slice).collect()
}

impl<'a> Slice<'a> {
    fn of(name: &'a str, shown: ShownUpdate<'a>, selected: WeightId) -> Option<Self> {
        let (run, update) = (shown.run, shown.update);
        let weight = run.network().layout.weight(selected)?;
        let is_part = update.learnt.count() < run.patterns().len();
        let part = is_part.then_some(&update.learnt);
        let error = match part {
            Some(part) => Landscape::on(run, &update.before, part),
            None => Landscape::over_all(run, &update.before, SAMPLES + 1),
        };
        Some(Slice {
            name,
            run,
            shown,
            hides_change: false,
            hides_slope: false,
            gone: 0.0,
            weight,
            part,
            error,
            before: update.before[weight],
            change: update.change[weight],
        })
    }

    fn at(&mut self, w: f64) -> (f64, f64) {
        (w, self.error.error(&[(self.weight, w)]))
    }

    /// Returns `true` if the update has changed the weight already.
    fn is_done(&self) -> bool {
        self.shown.has_changed(self.weight)
    }

    /// Returns `true` if the weight after the update is drawn.
    fn leads(&self) -> bool {
        !self.run.is_frozen(self.weight) && !self.is_done() && !self.hides_change
    }

    /// The name of the error: `E`, `E(3)`, or `E of 16 patterns`.
    fn called(&self) -> String {
        match self.part.map(|part| (part.count(), part.pattern(0))) {
            None => "E".to_string(),
            Some((1, pattern)) => format!("E({})", pattern + 1),
            Some((patterns, _)) => format!("E of {patterns} patterns"),
        }
    }
}

/// The title: whose error it is, and the weight before and after the update.
fn title(slices: &[Slice<'_>], selected: WeightId) -> Line {
    let error = slices.first().map_or("E".to_string(), Slice::called);
    let mut line = Line::of(Role::Heading, "slice");
    line.push(Role::Quiet, format!(" · {error} over {selected} alone"));
    for (place, slice) in slices.iter().enumerate() {
        line.push(Role::Quiet, " · ");
        let ink = told_apart(slices.len(), place).0;
        line.push(ink, slice.fate(slices.len() > 1));
        if slice.is_done() {
            line.push(Role::Good, " done");
        }
        if let Some(patterns) = slice.error.looked_at() {
            line.push(Role::Quiet, format!(" · by {patterns} of its patterns"));
        }
    }
    line
}

fn chart(slices: &mut [Slice<'_>], selected: WeightId) -> Chart {
    let runs: Vec<&Run> = slices.iter().map(|slice| slice.run).collect();
    let x = Axis::around(selected.to_string(), range::around(&runs, selected));
    let ends = [x.spans[0], x.spans[1]];
    let mut chart = Chart {
        x,
        y: Axis {
            title: slices.first().map_or("E".to_string(), Slice::called),
            ..Axis::default()
        },
        ..Chart::default()
    };
    let drawn: Vec<Drawn> = slices.iter_mut().map(|slice| slice.draw(ends)).collect();
    let are_together = drawn.windows(2).all(|pair| pair[0].now == pair[1].now);
    for (place, (slice, drawn)) in slices.iter().zip(drawn).enumerate() {
        let (ink, letter) = told_apart(slices.len(), place);
        let sign = letter.filter(|_| !are_together);
        add(&mut chart, slice, drawn, (ink, letter, sign));
    }
    if let [slice] = &*slices {
        chart.series.extend(over_all(slice, ends));
        // What is less in question lies below.
        chart.series.reverse();
    }
    // The current points of the runs lie over the next ones.
    let order = |mark: &Mark| ['×', '○'].iter().position(|sign| *sign == mark.sign);
    chart.marks.sort_by_key(|mark| order(mark).unwrap_or(2));
    chart.key = explained(slices, are_together);
    chart
}

/// The drawing of one run.
struct Drawn {
    curve: Vec<(f64, f64)>,
    /// The weight and the error before the update, after it, and where the slope says that it leads.
    before: (f64, f64),
    after: (f64, f64),
    by_slope: (f64, f64),
    /// The slope before the update.
    slope: f64,
    /// The current weight and error.
    now: (f64, f64),
    /// The ends of what is shown of the weight.
    ends: [f64; 2],
    /// The last places of the weight, on the curve as it is now.
    steps: Vec<(f64, f64)>,
}

impl Slice<'_> {
    fn draw(&mut self, ends: [f64; 2]) -> Drawn {
        let before = self.at(self.before);
        let after = self.at(self.before + self.change);
        let slope = self.error.slope(self.weight);
        let steps = self.steps(ends);
        Drawn {
            curve: curve(|w| self.at(w), ends, [before.1, after.1]),
            before,
            after,
            by_slope: (after.0, before.1 + slope * self.change),
            slope,
            now: if self.is_done() {
                after
            } else {
                self.at(self.before + self.gone * self.change)
            },
            ends,
            steps,
        }
    }

    /// The last places of the weight, on the curve as it is now: its way over the walls of the valley. What an open question asks
    /// for would be seen in it.
    fn steps(&mut self, ends: [f64; 2]) -> Vec<(f64, f64)> {
        if self.hides_change {
            return Vec::new();
        }
        let way = self.run.way([self.weight]).into_iter().map(|[w]| w);
        let way: Vec<f64> = way.filter(|w| (ends[0]..=ends[1]).contains(w)).collect();
        let last = &way[way.len().saturating_sub(STEPS)..];
        last.iter().map(|w| self.at(*w)).collect()
    }

    /// The name of a thing, with its run's name if it has one.
    fn name(&self, thing: &str) -> String {
        format!("{} {thing}", self.name).trim_start().to_string()
    }

    /// The weight before and after the update; in brief if several runs are shown.
    fn fate(&self, brief: bool) -> String {
        let (old, new) = (self.before, self.before + self.change);
        let digits = |w: f64| significant(w, DIGITS);
        let hide = |text: String| {
            if self.hides_change {
                HIDDEN.to_string()
            } else {
                text
            }
        };
        match (self.run.is_frozen(self.weight), brief) {
            (true, _) => self.name(&format!("{}, frozen", digits(old))),
            (false, false) => format!("{} → {}", digits(old), hide(digits(new))),
            (false, true) => self.name(&format!("→ {}", hide(short(new)))),
        }
    }
}

impl Drawn {
    /// Returns `true` if a point off the curves is shown: not where it would leave the curve no room.
    fn has_room_for(&self, (_, error): (f64, f64)) -> bool {
        let heights = || self.curve.iter().map(|(_, error)| *error);
        let lowest = heights().fold(self.before.1, f64::min);
        let highest = heights().fold(self.before.1, f64::max);
        error >= lowest - (highest - lowest) / 4.0
    }
}

/// Adds a run: its curve, its tangent, its current point and the next one.
fn add(
    chart: &mut Chart,
    slice: &Slice<'_>,
    drawn: Drawn,
    (ink, letter, sign): (Ink, Option<char>, Option<char>),
) {
    let strong = ink.strong();
    let width = drawn.ends[1] - drawn.ends[0];
    let mut mark = |thing: &str, sign, at: (f64, f64)| {
        let is_within = (drawn.ends[0]..=drawn.ends[1]).contains(&at.0);
        chart.marks.extend(is_within.then(|| Mark {
            name: slice.name(thing),
            sign,
            ink: strong,
            at,
        }));
    };
    if slice.leads() {
        mark("next", '○', drawn.after);
        if drawn.has_room_for(drawn.by_slope) {
            mark("next by the slope", '×', drawn.by_slope);
        }
    }
    if !slice.hides_change || !slice.is_done() {
        mark("now", sign.unwrap_or('●'), drawn.now);
    }
    let value = if slice.hides_slope {
        format!("slope {HIDDEN}")
    } else {
        format!("slope {}", short(drawn.slope))
    };
    chart.tangents.push(Tangent {
        name: letter.map_or(value, |letter| format!("{letter} slope")),
        ink: strong,
        at: drawn.before,
        slope: drawn.slope,
        hidden: slice.hides_slope,
        reach: slice.change.abs().clamp(REACH * width, width),
    });
    chart.series.push(Series {
        name: lettered(letter, &slice.name(&slice.called())),
        // The letter is at the run's current point.
        sign: None,
        ink,
        stroke: Stroke::Solid,
        points: drawn.curve,
    });
    if drawn.steps.len() > 2 {
        // Of several runs the legend names the curves alone.
        let (name, ink) = match letter {
            Some(_) => ("", ink),
            None => ("its last steps", Role::Good.into()),
        };
        chart.series.push(Series {
            name: name.to_string(),
            sign: None,
            ink,
            stroke: Stroke::Solid,
            points: drawn.steps,
        });
    }
}

/// The error over all patterns, where the slice is of some: as large as their share, so that the two can be compared.
fn over_all(slice: &Slice<'_>, ends: [f64; 2]) -> Option<Series> {
    let part = slice.part?.count() as f64;
    let patterns = slice.run.patterns().len();
    let before = &slice.shown.update.before;
    let mut all = Landscape::over_all(slice.run, before, SAMPLES + 1);
    let share = |w: f64| (w, all.error(&[(slice.weight, w)]) / patterns as f64 * part);
    Some(Series {
        name: match slice.part.map_or(1, Learnt::count) {
            1 => format!("E / {patterns}"),
            part => format!("E × {part} / {patterns}"),
        },
        sign: None,
        ink: Role::Quiet.into(),
        stroke: Stroke::Dotted,
        points: curve(share, ends, [0.0; 2]),
    })
}

/// A curve between two ends, without what is so tall at these that it hides the shape of the rest; `kept` are heights that are
/// not too tall whatever the rest is.
fn curve(
    mut at: impl FnMut(f64) -> (f64, f64),
    [low, high]: [f64; 2],
    kept: [f64; 2],
) -> Vec<(f64, f64)> {
    let share = |sample: usize| sample as f64 / SAMPLES as f64;
    let mut points: Vec<(f64, f64)> = (0..=SAMPLES)
        .map(|sample| at(low + share(sample) * (high - low)))
        .filter(|(_, error)| error.is_finite())
        .collect();
    let mut errors: Vec<f64> = points.iter().map(|(_, error)| *error).collect();
    errors.sort_by(f64::total_cmp);
    let most = errors.get(errors.len() * 3 / 4).copied().unwrap_or(0.0);
    let kept = kept.into_iter().filter(|error| error.is_finite());
    let tallest = kept.fold(TALL * most, f64::max);
    let is_fine = |(_, error): &(f64, f64)| *error <= tallest;
    if let (Some(first), Some(last)) = (
        points.iter().position(is_fine),
        points.iter().rposition(is_fine),
    ) {
        points.truncate(last + 1);
        points.drain(..first);
    }
    points
}

/// The key to the marks.
fn explained(slices: &[Slice<'_>], are_together: bool) -> Vec<(Ink, String)> {
    let mut key = Vec::new();
    if are_together {
        key.push((Ink::from(Role::Plain).strong(), "● now".to_string()));
    }
    if slices.iter().any(Slice::leads) {
        key.push((Role::Plain.into(), "○ next".to_string()));
        key.push((Role::Plain.into(), "× by the slope".to_string()));
    }
    key
}
