//! The outputs of a net for any input: over the plane of its two inputs with the patterns on it, or as a curve over its only
//! one. Of several outputs the plane shows which is the largest. The weights are the current ones.

use super::mask::Mask;
use super::row::{Panel, View, lettered, named, told_apart};
use super::runs::{axis, targets};
use crate::figure::chart::{Mark, Series, Stroke};
use crate::figure::heat::{Heat, MOST_KINDS, Shades};
use crate::figure::number::{plain, short};
use crate::figure::{Axis, Beside, Chart, Figure, Ink, Line, Part, Role};
use crate::network::patterns::spread;
use crate::network::{Pattern, Terms};
use crate::training::{Run, Term, Trainer};

pub const PANEL: Panel = Panel {
    name: "boundary",
    says: "the output all over the input plane, and the patterns on it",
    title,
    figure: |view| figure(view.trainer),
};

/// Number of places where the net is evaluated: beside and above each other, and along a line.
const PLACES: (usize, usize) = (49, 21);
const SAMPLES: usize = 120;
/// Greatest number of patterns that are drawn.
const MOST_PATTERNS: usize = 400;
/// Greatest number of outputs that are drawn as curves.
const MOST_CURVES: usize = 4;

fn title(view: &View<'_>) -> Line {
    let runs = named(view.trainer);
    let line = ground(&runs);
    match runs[..] {
        [(_, run)] if run.network().layout.size(0) <= 2 => {
            line.and(Role::Quiet, format!(" · {}", right(run, view.veil)))
        }
        _ => line,
    }
}

/// Number of patterns on the right side, of all.
fn right(run: &Run, veil: &Mask) -> String {
    let patterns = run.patterns().len();
    let right = (run.accuracy() * patterns as f64).round();
    let right = veil.over(&["accuracy"], plain(right));
    format!("{right} of {patterns} right")
}

/// The title without that number: the axes of the map or the curve.
fn ground(runs: &[(&str, &Run)]) -> Line {
    let layout = &runs[0].1.network().layout;
    let line = Line::of(Role::Heading, "boundary");
    match (layout.size(0), layout.size(layout.layers())) {
        (1, _) => line.and(Role::Quiet, " · y over x1"),
        (2, 1) => line.and(Role::Quiet, " · y: → x1 ↑ x2"),
        (2, ..=MOST_KINDS) => line.and(Role::Quiet, " · largest y: → x1 ↑ x2"),
        (2, _) => line.and(Role::Quiet, " · y1: → x1 ↑ x2"),
        _ => line,
    }
}

fn figure(trainer: &Trainer) -> Figure {
    let runs = named(trainer);
    match runs[0].1.network().layout.size(0) {
        1 => Figure::Chart(curves(&runs, trainer.pattern())),
        2 => planes(&runs, trainer.pattern()),
        inputs => Figure::Lines(elsewhere(inputs)),
    }
}

/// The plane of each run, side by side where there are several: those that find room.
fn planes(runs: &[(&str, &Run)], current: usize) -> Figure {
    if let [(_, run)] = runs {
        return Figure::Heat(plane(run, current));
    }
    let of_two = |(_, (_, run)): &(usize, &(&str, &Run))| run.network().layout.size(0) == 2;
    let parts = runs.iter().enumerate().filter(of_two);
    let heats = parts.map(|(place, (name, run))| {
        let (ink, letter) = told_apart(runs.len(), place);
        Heat {
            notes: vec![Line::of(ink, lettered(letter, name))],
            ..plane(run, current)
        }
    });
    let heats: Vec<Heat> = heats.collect();
    let said = heats
        .iter()
        .flat_map(|heat| [heat.notes.clone(), heat.fallback()].concat());
    let said: Vec<Line> = said.collect();
    Figure::Beside(Beside {
        fallback: said.clone(),
        said,
        parts: heats.into_iter().map(Part::Heat).collect(),
        ..Beside::default()
    })
}

/// The message for a net whose inputs make no plane.
fn elsewhere(inputs: usize) -> Vec<Line> {
    [
        format!("{inputs} inputs make no plane to draw on."),
        "`patterns` shows what the net answers to each".to_string(),
        "pattern, `network` what to the current one.".to_string(),
    ]
    .map(|text| Line::of(Role::Quiet, text))
    .to_vec()
}

/// A run's answers.
struct Answer<'a> {
    run: &'a Run,
    terms: Terms,
}

impl<'a> Answer<'a> {
    fn of(run: &'a Run) -> Self {
        let terms = Terms::new(&run.network().layout);
        Answer { run, terms }
    }

    /// The outputs for some inputs.
    fn to(&mut self, inputs: &[f64]) -> &[f64] {
        let network = self.run.network();
        network.forward(self.run.weights(), inputs, &mut self.terms);
        self.terms.outputs(&network.layout, network.layout.layers())
    }
}

/// The plane of two inputs.
fn plane(run: &Run, current: usize) -> Heat {
    let axes = [0, 1].map(|input| axis(run, input));
    let outputs = run.patterns()[0].targets.len();
    let mut answer = Answer::of(run);
    let by_kind = (2..=MOST_KINDS).contains(&outputs);
    let shades = if by_kind {
        Shades::Kinds((1..=outputs).map(|output| format!("y{output}")).collect())
    } else {
        Shades::Sides("y".to_string(), targets(run))
    };
    let value = |x1: f64, x2: f64| {
        let outputs = answer.to(&[x1, x2]);
        if by_kind { kind(outputs) } else { outputs[0] }
    };
    let mut heat = Heat::new(axes, shades, PLACES, value);
    heat.marks = marks(run, current, by_kind);
    let ink = Role::Plain.into();
    heat.key = if by_kind {
        vec![(
            ink,
            "a number: a pattern whose t of that number is the largest".to_string(),
        )]
    } else {
        vec![(ink, "○ t low".to_string()), (ink, "● t high".to_string())]
    };
    heat
}

/// The place of the largest number; of none that can be compared, not a number.
fn kind(numbers: &[f64]) -> f64 {
    if numbers.iter().any(|number| number.is_nan()) {
        return f64::NAN;
    }
    let largest = (0..numbers.len()).max_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    largest.map_or(f64::NAN, |place| place as f64)
}

/// The patterns on the plane; the current one has a sign of its own, or is stressed, and lies over the others.
fn marks(run: &Run, current: usize, by_kind: bool) -> Vec<Mark> {
    let [low, high] = targets(run);
    let sign = |targets: &[f64], is_current: bool| {
        let is_high = targets[0] > f64::midpoint(low, high);
        match (by_kind, is_high, is_current) {
            (true, ..) => numbered(targets, is_current),
            (false, true, false) => '●',
            (false, false, false) => '○',
            (false, true, true) => '◆',
            (false, false, true) => '◇',
        }
    };
    let drawn = spread(run.patterns().len(), MOST_PATTERNS).filter(|place| *place != current);
    let others = drawn.map(|place| {
        let Pattern { inputs, targets } = &run.patterns()[place];
        Mark {
            name: String::new(),
            sign: sign(targets, false),
            ink: Ink::from(Role::Plain).strong(),
            at: (inputs[0], inputs[1]),
        }
    });
    let Pattern { inputs, targets } = &run.patterns()[current];
    let outputs: Vec<String> = Answer::of(run)
        .to(inputs)
        .iter()
        .map(|y| short(*y))
        .collect();
    let current = Mark {
        name: format!("pattern {}, y {}", current + 1, outputs.join(" ")),
        sign: sign(targets, true),
        ink: Ink::from(Term::Input).strong(),
        at: (inputs[0], inputs[1]),
    };
    others.chain([current]).collect()
}

/// The number of the largest, from 1, in a circle if it is the current pattern's.
fn numbered(targets: &[f64], is_current: bool) -> char {
    const DIGITS: [(char, char); MOST_KINDS] =
        [('1', '①'), ('2', '②'), ('3', '③'), ('4', '④'), ('5', '⑤')];
    let kind = kind(targets);
    let found = (0_u8..)
        .zip(DIGITS)
        .find(|(place, _)| f64::from(*place) == kind);
    found.map_or(
        '?',
        |(_, (digit, circled))| if is_current { circled } else { digit },
    )
}

/// The curves of one input: of each output, or of each run's first one.
fn curves(runs: &[(&str, &Run)], current: usize) -> Chart {
    let run = runs[0].1;
    let x = axis(run, 0);
    let ends = [x.spans[0], x.spans[1]];
    let mut chart = Chart {
        x,
        y: Axis {
            title: "y".to_string(),
            ..Axis::default()
        },
        ..Chart::default()
    };
    let outputs = run.patterns()[0].targets.len().min(MOST_CURVES);
    if runs.len() == 1 {
        for output in 0..outputs {
            let name = if outputs == 1 {
                "y".to_string()
            } else {
                format!("y{}", output + 1)
            };
            let looks = told_apart(outputs, output);
            let sign = looks.1.and(('1'..='9').nth(output));
            chart
                .series
                .push(curve(run, output, name, (looks.0, sign), ends));
        }
    } else {
        let has_one_input = |run: &Run| run.network().layout.size(0) == 1;
        let runs_of_one = runs.iter().enumerate();
        for (place, (name, run)) in runs_of_one.filter(|(_, (_, run))| has_one_input(run)) {
            let looks = told_apart(runs.len(), place);
            chart
                .series
                .push(curve(run, 0, (*name).to_string(), looks, ends));
        }
    }
    let shown = if runs.len() == 1 { outputs } else { 1 };
    chart.marks = target_marks(run, current, shown);
    chart.key.push((Role::Plain.into(), "○ t".to_string()));
    chart
        .key
        .push((Role::Term(Term::Input).into(), "● t, current".to_string()));
    chart
}

fn curve(
    run: &Run,
    output: usize,
    name: String,
    (ink, sign): (Ink, Option<char>),
    [low, high]: [f64; 2],
) -> Series {
    let mut answer = Answer::of(run);
    let at = |sample: usize| {
        let x = low + (high - low) * sample as f64 / SAMPLES as f64;
        (x, answer.to(&[x])[output])
    };
    Series {
        name,
        sign,
        ink,
        stroke: Stroke::Solid,
        points: (0..=SAMPLES).map(at).collect(),
    }
}

/// The targets; those of the current pattern are stressed and lie over the others.
fn target_marks(run: &Run, current: usize, outputs: usize) -> Vec<Mark> {
    let drawn = spread(run.patterns().len(), MOST_PATTERNS).filter(|place| *place != current);
    let marks = drawn.chain([current]).flat_map(|place| {
        let Pattern { inputs, targets } = &run.patterns()[place];
        let is_current = place == current;
        targets.iter().take(outputs).map(move |target| Mark {
            name: format!("pattern {}", place + 1),
            sign: if is_current { '●' } else { '○' },
            ink: if is_current {
                Ink::from(Term::Input).strong()
            } else {
                Role::Plain.into()
            },
            at: (inputs[0], *target),
        })
    });
    marks.collect()
}

#[cfg(test)]
mod tests {
    use super::super::row::example;
    use super::*;
    use crate::figure::map::Finish;

    fn weights(count: usize) -> Vec<f64> {
        (0..count).map(|at| (at as f64 * 0.7).sin()).collect()
    }

    #[test]
    fn the_number_at_a_pattern_is_the_output_for_it() {
        let mut run = example::run(&[2, 2, 1], "tanh", weights(9), "xor", |_| {});
        run.seek(7).expect("it goes on");
        run.apply(0).expect("an update under way");
        for (place, pattern) in run.patterns().iter().enumerate() {
            let y = Answer::of(&run).to(&pattern.inputs)[0];
            let t = pattern.targets[0];
            assert!((run.error(Some(place)) - (t - y) * (t - y) / 2.0).abs() < 1e-15);
        }
        // The corner of the plane is a place at which the number is asked for.
        let heat = plane(&run, 0);
        let corner = [heat.x.bounds[0], heat.y.bounds[0]];
        assert_eq!(heat.field.corner(), Answer::of(&run).to(&corner)[0]);
    }

    #[test]
    fn every_pattern_is_marked_where_it_is_and_the_current_one_by_another_sign() {
        let run = example::run(&[2, 1], "logistic", weights(3), "and", |_| {});
        let signs = |current| {
            plane(&run, current)
                .marks
                .iter()
                .map(|mark| mark.sign)
                .collect::<String>()
        };
        assert_eq!(signs(0), "○○●◇");
        assert_eq!(signs(3), "○○○◆");
        let marks = plane(&run, 1).marks;
        assert_eq!(marks.last().map(|mark| mark.at), Some((0.0, 1.0)));
    }

    #[test]
    fn of_several_outputs_the_plane_shows_which_is_the_largest() {
        let run = example::with_patterns(
            &[2, 3],
            "identity",
            vec![1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.5],
            vec![
                (vec![-1.0, -1.0], vec![0.0, 0.0, 1.0]),
                (vec![1.0, 0.5], vec![1.0, 0.0, 0.0]),
            ],
            |_| {},
        );
        let heat = plane(&run, 1);
        let names = ["y1", "y2", "y3"].map(str::to_string).to_vec();
        assert_eq!(heat.shades, Shades::Kinds(names));
        assert_eq!(heat.field.corner(), 2.0, "both inputs are below 0.5 there");
        assert_eq!(
            heat.marks.iter().map(|mark| mark.sign).collect::<String>(),
            "3①"
        );
        assert!(kind(&[0.0, f64::NAN]).is_nan());
        assert_eq!(kind(&[f64::NEG_INFINITY, 2.0, f64::INFINITY]), 2.0);
    }

    #[test]
    fn one_input_has_a_curve_of_each_run_through_its_outputs() {
        let run = example::run(&[1, 3, 1], "tanh", weights(10), "sine", |_| {});
        let chart = curves(&[("one", &run), ("other", &run)], 5);
        let named = chart
            .series
            .iter()
            .map(|series| (series.name.as_str(), series.sign));
        assert_eq!(
            named.collect::<Vec<_>>(),
            [("one", Some('a')), ("other", Some('b'))]
        );
        let (x, y) = chart.series[0].points[60];
        assert_eq!(y, Answer::of(&run).to(&[x])[0]);
        assert_eq!(chart.marks.len(), 41);
        let last = chart.marks.last().expect("the current one");
        assert_eq!((last.sign, last.at.0), ('●', run.patterns()[5].inputs[0]));
    }

    #[test]
    fn one_pattern_or_outputs_that_are_no_numbers_leave_a_picture() {
        let one = || vec![(vec![0.3, 0.3], vec![1.0])];
        for weight in [0.1, 1e308, f64::NAN, f64::INFINITY] {
            for activation in ["identity", "logistic"] {
                let run =
                    example::with_patterns(&[2, 1], activation, vec![weight; 3], one(), |_| {});
                let heat = plane(&run, 0);
                assert!(
                    heat.lay_out(40, 12, Finish::Signs).is_some() && !heat.fallback().is_empty()
                );
            }
        }
    }
}
