//! An axis: the range of numbers it spans, and a few labels at even distances along it.

use super::cover::HIDDEN;
use super::number::plain;

/// One axis of a chart.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    /// The quantity along it, in a word.
    pub title: String,
    /// Numbers that it spans whatever else it shows.
    pub spans: Vec<f64>,
    /// The choice of its ends and labels.
    pub fit: Fit,
    /// `true` if its numbers are hidden.
    pub hidden: bool,
}

/// The ways of choosing the ends and labels of an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// Round numbers about those it spans.
    #[default]
    Round,
    /// The same, whole numbers only.
    Whole,
    /// Logarithmic where the numbers lie far enough apart and are above zero; otherwise round.
    Log,
    /// Logarithmic wherever all numbers are above zero.
    LogAlways,
    /// Just the numbers it spans, which are round already.
    Exact,
}

impl Fit {
    /// Returns `true` if it is logarithmic for numbers of which the largest is so many times the least.
    fn is_log(self, ratio: f64) -> bool {
        match self {
            Fit::Log => ratio.log10() > DECADES,
            Fit::LogAlways => ratio > 1.0,
            Fit::Round | Fit::Whole | Fit::Exact => false,
        }
    }
}

/// An axis that is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The numbers at its ends; on a logarithmic one their powers of ten.
    pub bounds: [f64; 2],
    /// The labels along it, at even distances from one end to the other.
    pub labels: Vec<String>,
    /// `true` if it is logarithmic.
    pub is_log: bool,
}

/// So many powers of ten have to lie between the least and the largest number for a logarithmic axis to serve.
const DECADES: f64 = 1.5;
/// Numbers that differ by this share or less are drawn as one.
const SAME: f64 = 1e-9;
/// Steps between two labels, times a power of ten.
const STEPS: [f64; 14] = [
    1.0, 1.2, 1.5, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 20.0,
];
/// More of them where numbers are whole, so that a count that grows makes no great leaps.
const STEPS_OF_WHOLE: [f64; 6] = [1.4, 1.8, 3.5, 4.5, 7.0, 9.0];
/// Beyond this an axis does not go: its length would be no number.
const FARTHEST: f64 = 1e300;

/// An axis from one number to another has at least so many round steps.
const ROUND_STEPS: f64 = 8.0;

impl Axis {
    /// An axis between the round numbers around these two. They are so far apart that the axis stays the same while the
    /// two move a little.
    #[must_use]
    pub fn around(title: impl Into<String>, [low, high]: [f64; 2]) -> Self {
        let [mut low, mut high] = [low, high].map(|end| {
            let end = if end.is_nan() { 0.0 } else { end };
            end.clamp(-FARTHEST / 4.0, FARTHEST / 4.0)
        });
        if high - low <= SAME * low.abs().max(high.abs()) {
            let air = low.abs().max(1.0) / 2.0;
            (low, high) = (low - air, high + air);
        }
        let least = (high - low) / ROUND_STEPS;
        let power = 10f64.powf(least.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power);
        let step = step
            .into_iter()
            .find(|step| *step >= least)
            .unwrap_or(least);
        let ends = [(low / step + SAME).floor(), (high / step - SAME).ceil()];
        Axis {
            title: title.into(),
            spans: ends.map(|end| end * step).to_vec(),
            fit: Fit::Exact,
            ..Axis::default()
        }
    }
}

impl Scale {
    /// The scale of `axis` for the numbers drawn over it, with at most `labels` labels, but at least two.
    #[must_use]
    pub fn new(axis: &Axis, values: impl Iterator<Item = f64>, labels: usize) -> Self {
        let finite = values
            .chain(axis.spans.iter().copied())
            .filter(|value| value.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            let value = value.clamp(-FARTHEST, FARTHEST);
            (low.min(value), high.max(value))
        });
        let mut scale = Scale::between(axis, [low, high], labels);
        if axis.hidden {
            scale.hide();
        }
        scale
    }

    /// Hides the numbers along it.
    pub fn hide(&mut self) {
        self.labels.fill(HIDDEN.to_string());
    }

    fn between(axis: &Axis, [low, high]: [f64; 2], labels: usize) -> Self {
        let gaps = labels.max(2) - 1;
        let whole = axis.fit == Fit::Whole;
        if low > high {
            Scale::linear(0.0, 1.0, gaps, whole)
        } else if axis.fit == Fit::Exact && low < high {
            Scale::over([low, high], labels.clamp(2, 3))
        } else if low > 0.0 && axis.fit.is_log(high / low) {
            Scale::log(low, high, gaps)
        } else if high - low <= SAME * high.abs().max(low.abs()) {
            let high = if low < 0.0 { 0.0 } else { 2.0 * low };
            Scale::linear(
                low.min(0.0),
                if high == low { 1.0 } else { high },
                gaps,
                whole,
            )
        } else {
            Scale::linear(low, high, gaps, whole)
        }
    }

    /// The scale between just these two numbers, which are round, with so many labels.
    #[must_use]
    pub fn over([low, high]: [f64; 2], labels: usize) -> Self {
        let gap = (high - low) / (labels - 1) as f64;
        let label = |label: usize| plain(tidy(low + gap * label as f64, gap));
        Scale {
            bounds: [low, high],
            labels: (0..labels).map(label).collect(),
            is_log: false,
        }
    }

    /// The place of a number between the bounds; `None` if it cannot be shown.
    #[must_use]
    pub fn place(&self, value: f64) -> Option<f64> {
        let place = if self.is_log { value.log10() } else { value };
        place
            .is_finite()
            .then(|| place.clamp(self.bounds[0], self.bounds[1]))
    }

    /// The round numbers around `low` and `high` that waste the least room; of equals, those with more labels.
    fn linear(low: f64, high: f64, most_gaps: usize, whole: bool) -> Self {
        let mut best = (low, high - low, 1, f64::INFINITY);
        for gaps in 1..=most_gaps {
            for step in steps((high - low) / gaps as f64, whole) {
                // With nothing between the ends, zero need not have a label: −1 to 1 is as round.
                let grid = if gaps == 1 && !whole {
                    step / 2.0
                } else {
                    step
                };
                let start = (low / grid + SAME).floor() * grid;
                let length = step * gaps as f64;
                if start + length >= high - step * SAME && length <= best.3 * (1.0 + SAME) {
                    best = (start, step, gaps, length);
                }
            }
        }
        let (start, step, gaps, _) = best;
        let at = |label: usize| start + step * label as f64;
        let label = |label: usize| plain(tidy(at(label), step));
        Scale {
            bounds: [start, at(gaps)],
            labels: (0..=gaps).map(label).collect(),
            is_log: false,
        }
    }

    /// Whole powers of ten below a 1, a 2 or a 5 with zeros.
    fn log(low: f64, high: f64, most_gaps: usize) -> Self {
        let power = high.log10().floor();
        let tops = [1.0, 2.0, 5.0, 10.0].map(|digit: f64| power + digit.log10());
        let reaches = |top: &f64| *top >= high.log10() - SAME;
        let top = tops.into_iter().find(reaches).unwrap_or(power + 1.0);
        let decades = top - low.log10() - SAME;
        let step = |gaps: usize| (decades / gaps as f64).ceil();
        // Between the ends there is a label wherever there is room for one.
        let choices = (most_gaps.min(2)..=most_gaps).rev();
        let gaps = choices.min_by(|a, b| (*a as f64 * step(*a)).total_cmp(&(*b as f64 * step(*b))));
        let gaps = gaps.unwrap_or(1);
        let start = top - gaps as f64 * step(gaps);
        let label = |label: usize| plain(rounded(10f64.powf(start + label as f64 * step(gaps))));
        Scale {
            bounds: [start, top],
            labels: (0..=gaps).map(label).collect(),
            is_log: true,
        }
    }
}

/// A number without the rounding error of floats behind its first digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// Round steps of at least `least`.
fn steps(least: f64, whole: bool) -> impl Iterator<Item = f64> {
    let power = 10f64.powf(least.log10().floor());
    let fits = move |step: &f64| *step >= least * (1.0 - SAME) && (!whole || step.fract() == 0.0);
    let finer = STEPS_OF_WHOLE.into_iter().filter(move |_| whole);
    let steps = STEPS.into_iter().chain(finer);
    steps.map(move |step| step * power).filter(fits)
}

/// A label's number without the rounding error of floats far below the step.
fn tidy(value: f64, step: f64) -> f64 {
    if value.abs() < step * 1e-6 {
        0.0
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(low: f64, high: f64, labels: usize) -> Vec<String> {
        Scale::new(&Axis::default(), [low, high].into_iter(), labels).labels
    }

    #[test]
    fn labels_are_round_and_waste_little_room() {
        assert_eq!(linear(0.0, 1.0, 3), ["0", "0.5", "1"]);
        assert_eq!(linear(0.0, 320.0, 3), ["0", "160", "320"]);
        assert_eq!(linear(0.0, 21.0, 3), ["0", "12", "24"]);
        assert_eq!(linear(-4.0, 4.0, 3), ["−4", "0", "4"]);
        assert_eq!(linear(0.2839, 0.2984, 3), ["0.28", "0.29", "0.3"]);
    }

    #[test]
    fn an_axis_around_two_numbers_stays_while_they_move_a_little() {
        let ends = |low, high| Axis::around("w", [low, high]).spans;
        for (low, high, round) in [
            (-0.2, 1.2, [-0.2, 1.2]),
            (-2.7, 3.3, [-3.0, 4.0]),
            (-2.68, 3.33, [-3.0, 4.0]),
            (0.33, 1.67, [0.2, 1.8]),
            (0.0, 1.0, [0.0, 1.0]),
            (5.0, 5.0, [2.0, 8.0]),
        ] {
            let spans = ends(low, high);
            let near = spans.iter().zip(round).all(|(a, b)| (a - b).abs() < 1e-12);
            assert!(near, "{low} {high}: {spans:?}");
        }
        let axis = Axis::around("w", [-0.2, 1.2]);
        let scale = Scale::new(&axis, std::iter::empty(), 3);
        assert_eq!(scale.labels, ["−0.2", "0.5", "1.2"]);
        for odd in [f64::MAX, -1e300, 0.0, 5e-324, f64::NAN] {
            let spans = ends(odd, f64::MAX);
            assert!(
                spans[0] < spans[1] && (spans[1] - spans[0]).is_finite(),
                "{odd}: {spans:?}"
            );
        }
    }

    #[test]
    fn between_whole_numbers_there_is_no_label() {
        let axis = Axis {
            fit: Fit::Whole,
            ..Axis::default()
        };
        for (newest, labels) in [
            (1.0, vec!["0", "1"]),
            (3.0, vec!["0", "3"]),
            (4.0, vec!["0", "2", "4"]),
        ] {
            assert_eq!(
                Scale::new(&axis, [0.0, newest].into_iter(), 3).labels,
                labels
            );
        }
    }

    #[test]
    fn a_logarithmic_axis_serves_where_numbers_differ_much() {
        let axis = Axis {
            fit: Fit::Log,
            ..Axis::default()
        };
        let scale = |values: &[f64]| Scale::new(&axis, values.iter().copied(), 4);
        assert_eq!(
            scale(&[0.3, 0.002]).labels,
            ["0.0005", "0.005", "0.05", "0.5"]
        );
        assert_eq!(
            scale(&[0.3, 1e-12]).labels,
            ["5e−13", "5e−9", "5e−5", "0.5"]
        );
        assert!(!scale(&[0.3, 0.1]).is_log, "too near each other");
        assert!(!scale(&[0.3, 0.0]).is_log, "zero has no place on it");
    }

    #[test]
    fn every_scale_spans_its_numbers_and_has_two_labels_at_least() {
        let numbers = [
            0.0,
            -1.0,
            1.0,
            1e-300,
            1e300,
            -1e308,
            f64::MAX,
            0.1,
            7.3,
            1e-5,
            f64::NAN,
            f64::INFINITY,
        ];
        for low in numbers {
            for high in numbers {
                for fit in [Fit::Round, Fit::Whole, Fit::Log] {
                    for labels in 0..6 {
                        let axis = Axis {
                            fit,
                            ..Axis::default()
                        };
                        let scale = Scale::new(&axis, [low, high].into_iter(), labels);
                        let [start, end] = scale.bounds;
                        assert!(
                            start < end && (end - start).is_finite(),
                            "{low} {high}: {scale:?}"
                        );
                        assert!(
                            (2..=labels.max(2)).contains(&scale.labels.len()),
                            "{low} {high}: {scale:?}"
                        );
                    }
                }
            }
        }
    }
}
