//! The activation of the selected weight's unit: f and f′ where f bends and where its patterns' net inputs are, and at the current
//! one the tangent, whose slope is f′(e).

use super::mask::Mask;
use super::row::{Panel, View, named, staged, told_apart};
use crate::figure::chart::{Mark, Series, Stroke, Tangent, Vertical};
use crate::figure::number::{short, significant};
use crate::figure::{Axis, Chart, Figure, Ink, Line, Role};
use crate::network::{Activation, Loss, Terms};
use crate::training::{Run, ShownUpdate, Term, Trainer};

pub const PANEL: Panel = Panel {
    name: "activation",
    says: "f and f′ of the weight's unit, and the tangent at its net input",
    title: |view| {
        let title = title(&points_of(view.trainer), view.veil);
        staged(title, view.trainer)
    },
    figure: |view| Figure::Chart(with_local(&points_of(view.trainer), view)),
};

/// The net inputs between which it is looked for where an activation bends, and the distance from one to the next.
const WIDEST: [f64; 2] = [-8.0, 8.0];
const GAP: f64 = 0.125;
/// Net inputs that are always shown.
const LEAST: [f64; 2] = [-2.0, 2.0];
/// Share of all that f′ changes by which it has to differ from what it is far out, so that f counts as bent there.
const BENT: f64 = 0.02;
/// The part of the bend's width that is shown on either side of it.
const MARGIN: f64 = 0.125;
/// Number of points in which f and f′ are drawn.
const SAMPLES: u32 = 400;
/// Reach of the tangent to either side, as a share of the whole width.
const REACH: f64 = 0.2;
/// Number of patterns whose net inputs are looked at.
const MOST_PATTERNS: usize = 256;

/// The place of one run's unit on its activation.
struct Point<'a> {
    name: &'a str,
    activation: &'a Activation,
    e: f64,
    y: f64,
    fprime: f64,
    delta: f64,
    /// The target of an output unit, and the loss in which it counts.
    target: Option<(Loss, f64)>,
    /// The least and the largest net input that a pattern gives it.
    range: [f64; 2],
}

/// The place of the selected weight's unit in each run that has such a weight, in the update that is shown.
fn points_of(trainer: &Trainer) -> Vec<Point<'_>> {
    let point = |(name, run)| {
        let layout = &Run::network(run).layout;
        let unit = layout.unit_of(layout.weight(trainer.selected())?);
        let shown = trainer.shown_update_of(run);
        let terms = shown.terms();
        let e = terms.net_input[unit];
        let network = run.network();
        let targets = &run.patterns()[shown.pattern].targets;
        let first = layout.units_of(layout.layers()).start;
        let target = unit.checked_sub(first).map(|output| targets[output]);
        Some(Point {
            name,
            activation: &run.network().activations[trainer.selected().layer - 1],
            e,
            y: terms.output(layout, unit),
            fprime: terms.fprime[unit],
            delta: terms.delta[unit],
            target: target.map(|target| (network.loss, target)),
            range: range(&shown, unit, e),
        })
    };
    named(trainer).into_iter().filter_map(point).collect()
}

/// The least and the largest net input of a unit over the patterns, `e` among them.
fn range(shown: &ShownUpdate<'_>, unit: usize, e: f64) -> [f64; 2] {
    let run = shown.run;
    let mut terms = Terms::new(&run.network().layout);
    let mut range = [e, e];
    for pattern in run.patterns().iter().take(MOST_PATTERNS) {
        run.network()
            .forward(&shown.update.before, &pattern.inputs, &mut terms);
        let e = terms.net_input[unit];
        range = [range[0].min(e), range[1].max(e)];
    }
    range
}

/// The activation and f′(e), short enough for a narrow panel.
fn title(points: &[Point<'_>], veil: &Mask) -> Line {
    let mut line = Line::default();
    for point in points {
        if !line.pieces.is_empty() {
            line.push(Role::Quiet, " · ");
        }
        line.push(Role::Quiet, name(point, ""));
        line.push(Role::Heading, point.activation.name());
        let e = veil.over(&["e"], significant(point.e, 3));
        let fprime = veil.over(&["fprime"], short(point.fprime));
        line.push(Term::Fprime, format!(" f′({e}) {fprime}"));
    }
    line
}

/// f and f′ of each run's unit, each activation once, and the place of each unit.
fn chart(points: &[Point<'_>], veil: &Mask) -> Chart {
    let x = Axis::around("e", widest(points));
    let [low, high] = [x.spans[0], x.spans[1]];
    let mut chart = Chart {
        x,
        y: Axis {
            title: "f".to_string(),
            spans: vec![0.0],
            ..Axis::default()
        },
        ..Chart::default()
    };
    for (place, point) in points.iter().enumerate() {
        let is_same = |other: &Point<'_>| other.activation.name() == point.activation.name();
        if !points[..place].iter().any(is_same) {
            chart
                .series
                .extend(curves(point, points.len() > 1, [low, high], veil));
        }
        chart.tangents.push(Tangent {
            hidden: veil.hides(&["fprime"]),
            ..tangent(point, REACH * (high - low))
        });
        chart.verticals.push(Vertical {
            ink: Role::Quiet.into(),
            x: point.e,
        });
        chart.marks.push(mark(point, points.len(), place));
    }
    chart
}

/// The chart, and where the panel is alone delta · f′ as well: by how much the error falls with each net input.
fn with_local(points: &[Point<'_>], view: &View<'_>) -> Chart {
    let mut chart = chart(points, view.veil);
    if view.is_alone {
        let range = [chart.x.spans[0], chart.x.spans[1]];
        let runs = points.len();
        let local = |(place, point)| local(point, (place, runs), range, view.veil);
        chart.series.extend(points.iter().enumerate().map(local));
    }
    chart
}

/// delta · f′ of a run's unit over its net input. At an output unit delta changes along with y; above a hidden one it stays.
fn local(point: &Point<'_>, (place, runs): (usize, usize), range: [f64; 2], veil: &Mask) -> Series {
    let activation = point.activation;
    let at = |e: f64| {
        let y = activation.f(e);
        let fprime = activation.fprime(e, y);
        let target = point.target.as_ref();
        let factors = target.map(|(loss, target)| loss.factors(*target, y, fprime));
        let [one, other] = factors.unwrap_or([point.delta, fprime]);
        one * other
    };
    let (_, letter) = told_apart(runs, place);
    let number = veil.over(&["delta", "fprime"], short(at(point.e)));
    Series {
        name: format!("{} {number}", name(point, "delta·f′")),
        sign: letter,
        ink: Term::Delta.into(),
        stroke: Stroke::Solid,
        points: sampled(range, &at),
    }
}

/// A function at equal distances over a range.
fn sampled([low, high]: [f64; 2], value: &dyn Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let e = |sample: u32| low + (high - low) * f64::from(sample) / f64::from(SAMPLES);
    (0..=SAMPLES).map(e).map(|e| (e, value(e))).collect()
}

/// An activation by itself, with a unit at e.
pub fn chart_of(activation: &Activation, e: f64) -> Chart {
    let y = activation.f(e);
    chart(
        &[Point {
            name: "",
            activation,
            e,
            y,
            fprime: activation.fprime(e, y),
            delta: 0.0,
            target: None,
            range: [e, e],
        }],
        &Mask::default(),
    )
}

/// The net inputs that are shown.
fn widest(points: &[Point<'_>]) -> [f64; 2] {
    let ranges = points
        .iter()
        .flat_map(|point| [point.range, bend(point.activation)].concat());
    let finite = ranges.filter(|e| e.is_finite());
    finite.fold(LEAST, |[low, high], e| [low.min(e), high.max(e)])
}

/// The net inputs between which an activation bends: beyond them f′ is about what it is far out on that side. Where it bends
/// nowhere, or everywhere, that is the least or all that is looked at.
fn bend(activation: &Activation) -> [f64; 2] {
    let places = (0_u32..).map(|at| WIDEST[0] + GAP * f64::from(at));
    let slopes = places
        .take_while(|e| *e <= WIDEST[1])
        .map(|e| (e, activation.fprime(e, activation.f(e))))
        .filter(|(_, slope)| slope.is_finite());
    let slopes: Vec<(f64, f64)> = slopes.collect();
    let all = || slopes.iter().map(|(_, slope)| *slope);
    let change = all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min);
    let (Some(first), Some(last)) = (slopes.first(), slopes.last()) else {
        return LEAST;
    };
    let differs = |slope: f64, end: f64| (slope - end).abs() > BENT * change;
    let begin = slopes.iter().find(|(_, slope)| differs(*slope, first.1));
    let end = slopes.iter().rfind(|(_, slope)| differs(*slope, last.1));
    match begin.zip(end) {
        Some(((low, _), (high, _))) if low < high => {
            let margin = MARGIN * (high - low);
            [
                (low - margin).max(WIDEST[0]),
                (high + margin).min(WIDEST[1]),
            ]
        }
        _ => LEAST,
    }
}

/// The mark of a unit.
fn mark(point: &Point<'_>, runs: usize, place: usize) -> Mark {
    let (ink, letter) = told_apart(runs, place);
    Mark {
        name: name(point, "f(e)"),
        sign: letter.unwrap_or('●'),
        ink: ink.strong(),
        at: (point.e, point.y),
    }
}

/// f in one piece, and f′ in dots and in its own ink.
fn curves(point: &Point<'_>, several: bool, range: [f64; 2], veil: &Mask) -> [Series; 2] {
    let (activation, name) = (point.activation, point.activation.name());
    let f = |e: f64| activation.f(e);
    let called = |word: &str, hidden: &str, value: f64| {
        if several {
            format!("{word} {name}")
        } else {
            format!("{word} {}", veil.over(&[hidden], short(value)))
        }
    };
    let series = |name, ink: Role, stroke, points| Series {
        name,
        sign: None,
        ink: ink.into(),
        stroke,
        points,
    };
    [
        series(
            called("f′", "fprime", point.fprime),
            Role::Term(Term::Fprime),
            Stroke::Dotted,
            sampled(range, &|e| activation.fprime(e, f(e))),
        ),
        series(
            called("f", "y", point.y),
            Role::Plain,
            Stroke::Solid,
            sampled(range, &f),
        ),
    ]
}

fn tangent(point: &Point<'_>, reach: f64) -> Tangent {
    Tangent {
        name: name(point, "tangent"),
        ink: Ink::from(Term::Fprime).strong(),
        at: (point.e, point.y),
        slope: point.fprime,
        hidden: false,
        reach,
    }
}

/// The name of a thing, with its run's name if there is one.
fn name(point: &Point<'_>, thing: &str) -> String {
    match point.name {
        "" => thing.to_string(),
        name => format!("{name} {thing}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point<'a>(name: &'a str, activation: &'a Activation, e: f64) -> Point<'a> {
        let y = activation.f(e);
        Point {
            name,
            activation,
            e,
            y,
            fprime: activation.fprime(e, y),
            delta: 0.5,
            target: None,
            range: [-7.0, e],
        }
    }

    fn named_activation(name: &str) -> Activation {
        Activation::read(name).expect("a name")
    }

    #[test]
    fn every_net_input_of_the_unit_is_shown() {
        let tanh = named_activation("tanh");
        let chart = chart(&[point("", &tanh, 6.0)], &Mask::default());
        assert_eq!(chart.x.spans, [-8.0, 6.0]);
        assert_eq!(
            chart.tangents[0].slope, chart.series[0].points[400].1,
            "f′ at e"
        );
    }

    #[test]
    fn runs_with_the_same_activation_share_its_curves_and_have_marks_of_their_own() {
        let (tanh, identity) = (named_activation("tanh"), named_activation("identity"));
        let runs = [
            point("one", &tanh, 0.5),
            point("other", &tanh, -1.0),
            point("third", &identity, 2.0),
        ];
        let chart = chart(&runs, &Mask::default());
        let names: Vec<&str> = chart
            .series
            .iter()
            .map(|series| series.name.as_str())
            .collect();
        assert_eq!(names, ["f′ tanh", "f tanh", "f′ identity", "f identity"]);
        let marks: String = chart.marks.iter().map(|mark| mark.sign).collect();
        assert_eq!(marks, "abc");
        assert_eq!(
            title(&runs[..2], &Mask::default()).text(),
            "one tanh f′(0.500) 0.7864 · other tanh f′(−1.00) 0.4200"
        );
    }

    #[test]
    fn a_net_input_that_is_no_number_leaves_a_chart() {
        let identity = named_activation("identity");
        let chart = chart(&[point("", &identity, f64::INFINITY)], &Mask::default());
        assert_eq!(chart.x.spans, [-8.0, 2.0]);
        assert!(chart.lay_out(40, 10).is_some());
    }

    #[test]
    fn alone_it_shows_how_fast_the_error_falls_with_the_net_input() {
        let logistic = named_activation("logistic");
        let hidden = point("", &logistic, 1.0);
        let output = Point {
            target: Some((Loss::Squared, 1.0)),
            ..point("", &logistic, 1.0)
        };
        let value = |point: &Point<'_>| {
            let series = local(point, (0, 1), [0.0, 2.0], &Mask::default());
            series.points[SAMPLES as usize / 2].1
        };
        let (y, fprime) = (hidden.y, hidden.fprime);
        assert!((value(&hidden) - 0.5 * fprime).abs() < 1e-15);
        assert!((value(&output) - (1.0 - y) * fprime).abs() < 1e-15);
    }

    #[test]
    fn the_slope_of_the_tangent_is_hidden_with_fprime() {
        let tanh = named_activation("tanh");
        let hidden = |names: &[&str]| {
            let veil = Mask {
                names: names.iter().map(ToString::to_string).collect(),
                ..Mask::default()
            };
            chart(&[point("", &tanh, 0.5)], &veil).tangents[0].hidden
        };
        assert!(hidden(&["fprime"]) && !hidden(&["delta"]));
    }

    #[test]
    fn the_range_is_where_the_activation_bends() {
        for (name, least, most) in [
            ("identity", 2.0, 2.0),
            ("relu", 2.0, 2.0),
            ("tanh", 3.0, 4.0),
            ("logistic", 5.0, 8.0),
            ("softplus", 3.0, 6.0),
            ("sin(e)", 7.0, 8.0),
            ("tanh(e - 6)", 8.0, 8.0),
            ("1 / 0 + e", 2.0, 2.0),
        ] {
            let activation = Activation::read(name).expect("an activation");
            let chart = chart_of(&activation, 0.0);
            let high = chart.x.spans[1];
            assert!((least..=most).contains(&high), "{name}: {high}");
        }
    }
}
