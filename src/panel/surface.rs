//! The error over two weights, the selected one and the second, with the way that was taken. All other weights have their
//! current values, so that only at the run's current point is the error on the map its own.

use super::row::{Panel, named, told_apart};
use super::slice::range;
use crate::figure::chart::{Mark, Series, Stroke};
use crate::figure::heat::{Heat, Shades};
use crate::figure::number::short;
use crate::figure::{Axis, Figure, Ink, Line, Role};
use crate::network::WeightId;
use crate::training::{Landscape, Run, Trainer};

pub const PANEL: Panel = Panel {
    name: "surface",
    says: "the error over two weights, and the way so far",
    title: |view| title(view.trainer),
    figure: |view| figure(view.trainer),
};

/// Number of places where the error is evaluated, if that takes next to no time, and if it does not.
const PLACES: [(usize, usize); 2] = [(49, 21), (25, 13)];

fn title(trainer: &Trainer) -> Line {
    let line = Line::of(Role::Heading, "surface");
    let Some(second) = trainer.second() else {
        return line;
    };
    let axes = format!(" · E: → {} ↑ {second}", trainer.selected());
    line.and(Role::Quiet, axes)
}

fn figure(trainer: &Trainer) -> Figure {
    match trainer.second() {
        Some(second) => Figure::Heat(heat(&named(trainer), [trainer.selected(), second])),
        None => Figure::Lines(
            [
                "This net has no second weight;",
                "`slice` shows the error over its only one.",
            ]
            .map(|text| Line::of(Role::Quiet, text))
            .to_vec(),
        ),
    }
}

/// The error of the first run over two of its weights, with the ways of all runs whose error is the same function.
fn heat(runs: &[(&str, &Run)], ids: [WeightId; 2]) -> Heat {
    let (_, first) = runs[0];
    let layout = &first.network().layout;
    let weights = ids.map(|id| layout.place(id));
    let alike: Vec<usize> = (0..runs.len())
        .filter(|&place| has_same_error(first, runs[place].1))
        .collect();
    let shown: Vec<&Run> = alike.iter().map(|&place| runs[place].1).collect();
    let axes = ids.map(|id| Axis::around(id.to_string(), range::around(&shown, id)));
    let (size, mut error) = landscape(first);
    let value = |u, v| error.error(&[(weights[0], u), (weights[1], v)]);
    let mut heat = Heat::new(axes, Shades::Range("E".to_string()), size, value);
    for place in alike {
        add(&mut heat, runs, place, weights);
    }
    if let (Some(now), None) = (
        heat.marks.iter_mut().find(|mark| mark.sign != '○'),
        error.looked_at(),
    ) {
        now.name = format!("{}, E {}", now.name, short(error.error(&[])));
    }
    heat.key = explained(runs, error.looked_at(), first.patterns().len());
    heat
}

/// Number of places where the error is evaluated, and the error: all of it if that is quick, else fewer places of it first.
fn landscape(run: &Run) -> ((usize, usize), Landscape<'_>) {
    let [many, few] = PLACES.map(|size| {
        (
            size,
            Landscape::over_all(run, run.weights(), size.0 * size.1),
        )
    });
    if many.1.looked_at().is_none() {
        many
    } else {
        few
    }
}

/// Returns `true` if two runs have the same error at the same weights.
fn has_same_error(one: &Run, other: &Run) -> bool {
    let names = |run: &Run| -> Vec<String> {
        let activations = run.network().activations.iter();
        activations
            .map(|activation| activation.name().to_string())
            .collect()
    };
    one.network().layout == other.network().layout
        && one.network().loss == other.network().loss
        && names(one) == names(other)
        && (std::ptr::eq(one.patterns(), other.patterns()) || one.patterns() == other.patterns())
}

/// Adds a run: its way, its start and its current point.
fn add(heat: &mut Heat, runs: &[(&str, &Run)], place: usize, weights: [usize; 2]) {
    let (name, run) = runs[place];
    let (ink, letter) = told_apart(runs.len(), place);
    let called = |thing: &str| format!("{name} {thing}").trim_start().to_string();
    let way: Vec<(f64, f64)> = run.way(weights).into_iter().map(|[u, v]| (u, v)).collect();
    let ends = [
        (way.first(), '○', "start"),
        (way.last(), letter.unwrap_or('●'), "now"),
    ];
    for (at, sign, thing) in ends {
        let mark = at.filter(|at| thing == "now" || Some(*at) != way.last());
        heat.marks.extend(mark.map(|at| Mark {
            name: called(thing),
            sign,
            ink: ink.strong(),
            at: *at,
        }));
    }
    heat.ways.push(Series {
        name: called("way"),
        sign: letter,
        ink: ink.strong(),
        stroke: Stroke::Solid,
        points: way,
    });
}

/// The key to the marks, and to whose error it is.
fn explained(
    runs: &[(&str, &Run)],
    looked_at: Option<usize>,
    patterns: usize,
) -> Vec<(Ink, String)> {
    let mut key = Vec::new();
    if runs.len() == 1 {
        key.push((Ink::from(Role::Plain).strong(), "● now".to_string()));
    } else {
        key.push((Role::Quiet.into(), format!("E of {}", runs[0].0)));
    }
    key.push((Role::Plain.into(), "○ start".to_string()));
    if let Some(some) = looked_at {
        key.push((
            Role::Quiet.into(),
            format!("by {some} of {patterns} patterns"),
        ));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::super::row::example::{self, weight};
    use super::*;
    use crate::figure::map::Finish;
    use crate::training::Revision;

    fn weights(count: usize) -> Vec<f64> {
        (0..count).map(|at| (at as f64 * 0.7).sin()).collect()
    }

    fn xor(lr: f64) -> Run {
        example::run(&[2, 2, 1], "tanh", weights(9), "xor", |settings| {
            settings.lr = lr;
        })
    }

    #[test]
    fn where_the_run_stands_the_surface_is_the_error() {
        let mut run = xor(0.5);
        run.seek(10).expect("it goes on");
        run.apply(3).expect("an update under way");
        let (size, mut error) = landscape(&run);
        assert_eq!(size, PLACES[0]);
        let here = [(0, run.weight(0)), (4, run.weight(4))];
        assert_eq!(error.error(&here), run.error(None));
        assert_eq!(
            error.error(&[(0, 9.0)]),
            error.error(&[(0, 9.0), (4, run.weight(4))])
        );
        assert_eq!(error.error(&[]), run.error(None), "and it stays as it was");
        let heat = heat(&[("", &run)], [weight(1, 1, 1), weight(1, 2, 2)]);
        let corner = [(0, heat.x.bounds[0]), (4, heat.y.bounds[0])];
        assert_eq!(heat.field.corner(), error.error(&corner));
    }

    #[test]
    fn the_way_goes_from_the_start_to_where_the_run_stands() {
        let mut run = xor(0.5);
        let start = (run.weight(0), run.weight(1));
        run.seek(10).expect("it goes on");
        run.seek(6).expect("and back");
        run.apply(1).expect("an update under way");
        let heat = heat(&[("", &run)], [weight(1, 1, 1), weight(1, 1, 2)]);
        let way = &heat.ways[0].points;
        assert_eq!(way.len(), 8, "seven moments and the present one");
        let now = (run.weight(0), run.weight(1));
        assert_eq!((way[0], way[7]), (start, now));
        let marks: Vec<(char, (f64, f64))> =
            heat.marks.iter().map(|mark| (mark.sign, mark.at)).collect();
        assert_eq!(marks, [('○', start), ('●', now)]);
        let [x, y] = [heat.x.bounds, heat.y.bounds];
        assert!(
            way.iter()
                .all(|(u, v)| (x[0]..=x[1]).contains(u) && (y[0]..=y[1]).contains(v))
        );
    }

    #[test]
    fn a_weight_that_was_set_has_its_way_from_there() {
        let mut run = xor(0.5);
        run.seek(2).expect("it goes on");
        run.set(Revision::Weight(1, 3.0));
        let here = (run.weight(0), 3.0);
        run.seek(4).expect("it goes on");
        let heat = heat(&[("", &run)], [weight(1, 1, 1), weight(1, 1, 2)]);
        assert_eq!(heat.ways[0].points[2], here);
    }

    #[test]
    fn only_runs_with_the_same_error_are_on_one_map() {
        let (slow, fast) = (xor(0.1), xor(2.0));
        let linear = example::run(&[2, 2, 1], "identity", weights(9), "xor", |_| {});
        let other = example::run(&[2, 2, 1], "tanh", weights(9), "or", |_| {});
        let runs = [
            ("slow", &slow),
            ("linear", &linear),
            ("fast", &fast),
            ("other", &other),
        ];
        let heat = heat(&runs, [weight(1, 1, 1), weight(1, 1, 2)]);
        let ways: Vec<_> = heat
            .ways
            .iter()
            .map(|way| (way.name.as_str(), way.sign))
            .collect();
        assert_eq!(ways, [("slow way", Some('a')), ("fast way", Some('c'))]);
        assert_eq!(heat.key[0].1, "E of slow");
    }

    #[test]
    fn a_net_of_one_weight_is_told_so() {
        let start = example::start(
            &[1, 1],
            "tanh",
            vec![0.5],
            vec![(vec![1.0], vec![0.0])],
            |_| {},
        );
        let trainer = example::trainer(vec![("", start)]);
        assert!(matches!(figure(&trainer), Figure::Lines(lines) if lines.len() == 2));
        assert_eq!(title(&trainer).text(), "surface");
    }

    #[test]
    fn a_large_net_with_many_patterns_is_looked_at_by_some_of_them() {
        let patterns: Vec<_> = (0..10_000)
            .map(|at| (vec![(f64::from(at)).sin(); 30], vec![f64::from(at % 2)]))
            .collect();
        let run = example::with_patterns(&[30, 30, 1], "tanh", weights(961), patterns, |_| {});
        let heat = heat(&[("", &run)], [weight(1, 1, 1), weight(2, 1, 1)]);
        let said = heat.key.last().map(|(_, text)| text.as_str());
        assert!(
            said.is_some_and(|text| text.ends_with(" of 10000 patterns")),
            "{said:?}"
        );
        let (_, mut error) = landscape(&run);
        let estimate = error.error(&[]) / run.error(None);
        assert!((0.5..2.0).contains(&estimate), "{estimate}");
    }

    #[test]
    fn weights_that_are_no_numbers_or_huge_leave_a_picture() {
        for odd in [1e308, -1e308, f64::NAN, f64::INFINITY, 5e-324] {
            let run = example::run(&[2, 1], "identity", vec![odd, 0.5, 0.0], "or", |_| {});
            let heat = heat(&[("", &run)], [weight(1, 1, 1), weight(1, 1, 2)]);
            assert!(heat.lay_out(50, 12, Finish::Signs).is_some(), "{odd}");
            assert!(!heat.fallback().is_empty(), "{odd}");
        }
    }
}
