//! Slices of runs in any state.

use super::*;
use crate::panel::row::example::{self, weight};
use crate::training::{Revision, Schedule, Settings, ShownUpdate};

fn weights(count: usize) -> Vec<f64> {
    (0..count).map(|at| (at as f64 * 0.7).sin()).collect()
}

fn xor(change: impl FnOnce(&mut Settings)) -> Run {
    example::run(&[2, 2, 1], "tanh", weights(9), "xor", change)
}

fn batch(settings: &mut Settings) {
    settings.schedule = Schedule::Batch;
}

/// The chart of runs without names.
fn chart_of(runs: &[&Run], id: WeightId) -> Chart {
    let slices = runs
        .iter()
        .map(|run| Slice::of("", ShownUpdate::alone(run), id).expect("a weight"));
    chart(&mut slices.collect::<Vec<_>>(), id)
}

fn at(chart: &Chart, sign: char) -> Option<(f64, f64)> {
    let mark = chart.marks.iter().find(|mark| mark.sign == sign);
    mark.map(|mark| mark.at)
}

#[test]
fn the_slope_of_the_tangent_is_the_gradient() {
    for change in [batch, |_: &mut Settings| {}] {
        let mut run = xor(change);
        run.seek(9).expect("it goes on");
        let given = ShownUpdate::alone(&run).update.given().clone();
        for weight in 0..9 {
            let id = run.network().layout.id(weight);
            let slope = chart_of(&[&run], id).tangents[0].slope;
            // The plain rule gives −lr times the gradient.
            assert!((given[weight] + 0.5 * slope).abs() < 1e-12, "{id}");
            let mut slice = Slice::of("", ShownUpdate::alone(&run), id).expect("a weight");
            let (h, w) = (1e-5, slice.before);
            let central = (slice.at(w + h).1 - slice.at(w - h).1) / (2.0 * h);
            assert!((slope - central).abs() < 1e-8, "{id}: {slope} {central}");
        }
    }
}

#[test]
fn the_step_ends_at_the_weight_and_its_change_on_the_curve_and_on_the_tangent() {
    let run = xor(batch);
    let id = weight(2, 1, 2);
    let place = run.network().layout.weight(id).expect("a weight");
    let chart = chart_of(&[&run], id);
    let (w, change) = (run.weight(place), run.update().change[place]);
    let error = |w| run.nudged(place, w - run.weight(place)).error(None);
    let near = |a: Option<(f64, f64)>, b: (f64, f64)| {
        let a = a.expect("a mark");
        assert!(
            (a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12,
            "{a:?} {b:?}"
        );
    };
    near(at(&chart, '●'), (w, run.error(None)));
    near(at(&chart, '○'), (w + change, error(w + change)));
    let slope = chart.tangents[0].slope;
    near(
        at(&chart, '×'),
        (w + change, run.error(None) + slope * change),
    );
}

#[test]
fn online_the_error_is_that_of_the_pattern_whose_slope_the_step_goes_by() {
    let mut run = xor(|_| {});
    let names = |chart: &Chart| -> Vec<String> {
        let series = chart.series.iter();
        series.map(|series| series.name.clone()).collect()
    };
    let chart = chart_of(&[&run], weight(1, 1, 1));
    assert_eq!(at(&chart, '●'), Some((run.weight(0), run.error(Some(0)))));
    assert_eq!(names(&chart), ["E / 4", "E(1)"]);
    run.seek(2).expect("it goes on");
    let chart = chart_of(&[&run], weight(1, 1, 1));
    assert_eq!(
        names(&chart),
        ["E / 4", "its last steps", "E(2)"],
        "of the update just done"
    );
    let one = vec![(vec![1.0, 0.5], vec![0.3])];
    let run = example::with_patterns(&[2, 1], "tanh", weights(3), one, |_| {});
    let chart = chart_of(&[&run], weight(1, 1, 1));
    assert_eq!(chart.series.len(), 1, "of one pattern both are the same");
    assert_eq!(
        (chart.series[0].name.as_str(), chart.y.title.as_str()),
        ("E", "E")
    );
}

#[test]
fn within_an_update_all_is_of_the_weights_before_it() {
    let mut run = xor(batch);
    let id = weight(1, 1, 2);
    let before = chart_of(&[&run], id);
    run.apply(5).expect("another weight");
    let other_changed = chart_of(&[&run], id);
    assert_eq!(at(&other_changed, '●'), at(&before, '●'));
    assert_eq!(at(&other_changed, '○'), at(&before, '○'));
    run.apply(1).expect("this weight");
    let changed = chart_of(&[&run], id);
    assert_eq!(
        at(&changed, '●'),
        at(&before, '○'),
        "it stands where the step led"
    );
    assert_eq!(at(&changed, '○'), None);
    let slices = [Slice::of("", ShownUpdate::alone(&run), id).expect("a weight")];
    assert!(title(&slices, id).text().ends_with(" done"));
}

#[test]
fn a_frozen_weight_has_a_slope_and_no_step() {
    let run = xor(|settings| settings.frozen[2] = true);
    let id = weight(1, 1, 3);
    let chart = chart_of(&[&run], id);
    assert_eq!((at(&chart, '○'), at(&chart, '×')), (None, None));
    assert!(chart.tangents[0].slope != 0.0);
    let slices = [Slice::of("", ShownUpdate::alone(&run), id).expect("a weight")];
    assert_eq!(
        title(&slices, id).text(),
        "slice · E(1) over w(1,1,3) alone · 0.985450, frozen"
    );
}

#[test]
fn a_net_without_biases_has_slices_and_a_weight_that_is_not_there_has_none() {
    let one = || vec![(vec![1.0, 0.5], vec![0.3])];
    let run = example::with_patterns(&[2, 1], "tanh", weights(2), one(), |_| {});
    assert!(at(&chart_of(&[&run], weight(1, 1, 2)), '●').is_some());
    assert!(Slice::of("", ShownUpdate::alone(&run), weight(1, 1, 3)).is_none());
    assert!(chart(&mut [], weight(1, 1, 3)).lay_out(50, 12).is_some());
}

#[test]
fn runs_have_a_curve_each_and_letters_once_they_part() {
    let start = |lr: f64| {
        example::start(
            &[1, 1],
            "logistic",
            vec![1.0],
            vec![(vec![6.0], vec![0.0]), (vec![1.0], vec![1.0])],
            |settings| {
                settings.schedule = Schedule::Batch;
                settings.lr = lr;
            },
        )
    };
    let (mut slow, mut fast) = (Run::new(start(1.0)), Run::new(start(100.0)));
    let id = weight(1, 1, 1);
    let signs = |slow: &Run, fast: &Run| {
        let runs = [("slow", slow), ("fast", fast)];
        let slices = runs
            .iter()
            .filter_map(|(name, run)| Slice::of(name, ShownUpdate::alone(run), id));
        let chart = chart(&mut slices.collect::<Vec<_>>(), id);
        let names: Vec<String> = chart
            .series
            .iter()
            .map(|series| series.name.clone())
            .filter(|name| !name.is_empty())
            .collect();
        assert_eq!(names, ["a slow E", "b fast E"]);
        let signs = chart.marks.iter().map(|mark| mark.sign);
        signs
            .filter(|sign| !['○', '×'].contains(sign))
            .collect::<String>()
    };
    assert_eq!(signs(&slow, &fast), "●●");
    slow.seek(1).expect("it goes on");
    fast.seek(1).expect("it goes on");
    assert_eq!(signs(&slow, &fast), "ab");
}

#[test]
fn the_ends_stay_while_the_run_goes_on() {
    let mut run = xor(|_| {});
    let mut ends = Vec::new();
    for updates in 0..400 {
        run.seek(updates).expect("it goes on");
        ends.push(chart_of(&[&run], weight(2, 1, 1)).x.spans);
    }
    ends.dedup();
    assert!(ends.len() <= 4, "{ends:?}");
}

#[test]
fn where_the_unit_is_saturated_the_slope_beyond_is_shown_too() {
    let one = vec![(vec![1.0], vec![0.0])];
    let run = example::with_patterns(&[1, 1], "logistic", vec![8.0], one, |_| {});
    let chart = chart_of(&[&run], weight(1, 1, 1));
    let least = chart.series[0]
        .points
        .iter()
        .map(|(_, error)| *error)
        .fold(1.0, f64::min);
    assert!(least < 0.05, "{least}");
    assert!(at(&chart, '●').is_some());
}

#[test]
fn a_step_that_leads_far_away_leaves_the_ends_where_they_are() {
    let ends = |lr: f64| {
        let run = xor(|settings| settings.lr = lr);
        let chart = chart_of(&[&run], weight(2, 1, 3));
        (chart.x.spans.clone(), at(&chart, '○').is_some())
    };
    let (near, is_shown) = ends(0.1);
    assert!(is_shown);
    assert_eq!(ends(1e6), (near, false));
}

#[test]
fn numbers_that_are_none_and_huge_ones_leave_a_picture() {
    for odd in [1e308, -1e308, f64::NAN, f64::INFINITY, 5e-324] {
        for activation in ["identity", "logistic", "exp(e^2)", "step"] {
            let run = example::run(&[2, 1], activation, vec![odd, 0.5, 0.0], "or", batch);
            for id in [weight(1, 1, 1), weight(1, 1, 3)] {
                let chart = chart_of(&[&run], id);
                assert!(chart.lay_out(50, 12).is_some(), "{odd} {activation}");
                assert!(!chart.fallback().is_empty(), "{odd} {activation}");
            }
        }
    }
}

#[test]
fn what_is_tall_at_the_ends_does_not_hide_the_rest() {
    let one = vec![(vec![1.0], vec![0.5])];
    let run = example::with_patterns(&[1, 1], "exp(e^2)", vec![0.2], one, |_| {});
    let chart = chart_of(&[&run], weight(1, 1, 1));
    let tallest = chart.series[0]
        .points
        .iter()
        .map(|(_, error)| *error)
        .fold(0.0, f64::max);
    let whole = chart.x.spans[1] - chart.x.spans[0];
    let shown =
        chart.series[0].points.last().map_or(0.0, |last| last.0) - chart.series[0].points[0].0;
    assert!(
        tallest < 1e7 && shown > whole / 2.0,
        "{tallest} over {shown} of {whole}"
    );
}

#[test]
fn where_a_weight_was_for_once_does_not_make_all_else_too_small_to_see() {
    let mut run = xor(|_| {});
    let before = range::around(&[&run], weight(1, 1, 2));
    run.set(Revision::Weight(1, 1e4));
    run.seek(1).expect("it goes on");
    run.set(Revision::Weight(1, 0.7));
    run.seek(3).expect("it goes on");
    let [low, high] = range::around(&[&run], weight(1, 1, 2));
    assert!(
        high < 10.0 * before[1] && low > 10.0 * before[0],
        "{low} {high}"
    );
}
