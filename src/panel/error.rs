//! The error against updates: how far each run has come, and quietly what lies ahead of one that was gone back in.

use super::mask::Mask;
use super::row::{Panel, named, told_apart};
use crate::figure::chart::{Mark, Series, Stroke, Vertical};
use crate::figure::number::significant;
use crate::figure::{Axis, Chart, Figure, Fit, Line, Role};
use crate::training::{ErrorScale, Errors, Run, parting};

pub const PANEL: Panel = Panel {
    name: "error",
    says: "the error after each update so far",
    title: |view| {
        let title = title(&named(view.trainer), view.veil);
        match view.trainer.error_scale() {
            ErrorScale::Auto => title,
            scale => title.and(Role::Quiet, format!(" · {}", scale.word())),
        }
    },
    figure: |view| {
        let chart = chart(&named(view.trainer), view.trainer.error_scale());
        Figure::Chart(with_mark(chart, view.trainer.marked_moment()))
    },
};

/// Digits by which the error of one small step to the next shows.
const DIGITS: usize = 6;

/// The current error of each run.
fn title(runs: &[(&str, &Run)], veil: &Mask) -> Line {
    let mut line = Line::of(Role::Heading, "error");
    for (place, (name, run)) in runs.iter().enumerate() {
        let error = veil.over(&["E"], significant(run.error(None), DIGITS));
        line.push(Role::Quiet, " · ");
        line.push(
            told_apart(runs.len(), place).0,
            format!("{} {error}", called(name)),
        );
    }
    line
}

/// The name of a run: one alone is called by what is shown of it.
fn called(name: &str) -> &str {
    if name.is_empty() { "E" } else { name }
}

/// The axis of errors on a scale.
fn fit(scale: ErrorScale) -> Fit {
    match scale {
        ErrorScale::Auto => Fit::Log,
        ErrorScale::Linear => Fit::Round,
        ErrorScale::Log => Fit::LogAlways,
    }
}

/// The error of runs, over each other; from the update on in which they part, if they began alike.
fn chart(runs: &[(&str, &Run)], scale: ErrorScale) -> Chart {
    let newest = runs.iter().map(|(_, run)| run.newest()).max();
    let mut chart = Chart {
        x: Axis {
            title: "update".to_string(),
            spans: vec![0.0, newest.unwrap_or(0).max(1) as f64],
            fit: Fit::Whole,
            ..Axis::default()
        },
        y: Axis {
            title: "E".to_string(),
            fit: fit(scale),
            ..Axis::default()
        },
        ..Chart::default()
    };
    let errors: Vec<Errors> = runs.iter().map(|(_, run)| run.errors()).collect();
    for (place, errors) in errors.iter().enumerate() {
        add(&mut chart, runs, place, errors);
    }
    if let Some([alike, update]) = parting(&errors) {
        let ink = Role::Quiet.into();
        let x = update as f64;
        chart.verticals.push(Vertical { ink, x });
        let when = if update == alike + 1 {
            ": update"
        } else {
            " by update"
        };
        chart.key.push((ink, format!("┆ they part{when} {update}")));
    }
    // What lies ahead is drawn first, so that it hides no run.
    chart
        .series
        .sort_by_key(|series| series.stroke != Stroke::Dotted);
    chart
}

/// Adds a run: its way so far, its current point, and what lies ahead of that.
fn add(chart: &mut Chart, runs: &[(&str, &Run)], place: usize, errors: &Errors) {
    let (name, run) = runs[place];
    let (ink, sign) = told_apart(runs.len(), place);
    let now = (run.updates() as f64 + under_way(run), run.error(None));
    let (behind, ahead) = behind_and_ahead(run, errors, now);
    chart.series.push(Series {
        name: called(name).to_string(),
        sign,
        ink,
        stroke: Stroke::Solid,
        points: behind,
    });
    if ahead.len() > 1 {
        chart.series.push(Series {
            name: "what lies ahead".to_string(),
            sign: None,
            ink: Role::Quiet.into(),
            stroke: Stroke::Dotted,
            points: ahead,
        });
    }
    let now_of = |name| if runs.len() > 1 { name } else { "" };
    chart.marks.push(Mark {
        name: format!("{} now", now_of(name)).trim_start().to_string(),
        sign: sign.unwrap_or('●'),
        ink: ink.strong(),
        at: now,
    });
}

/// The chart with the moment that is marked, if one is.
fn with_mark(mut chart: Chart, moment: Option<u64>) -> Chart {
    if let Some(update) = moment {
        let ink = Role::Quiet.into();
        let x = update as f64;
        chart.verticals.push(Vertical { ink, x });
        chart.key.push((ink, format!("┆ marked: update {update}")));
    }
    chart
}

type Points = Vec<(f64, f64)>;

/// The points up to `now`, and those from it on. An update under way has its point between two updates.
fn behind_and_ahead(run: &Run, errors: &Errors, now: (f64, f64)) -> (Points, Points) {
    let present = errors.partition_point(|(updates, _)| *updates <= run.updates());
    let points = |errors: &[(u64, f64)]| -> Points {
        let point = |(updates, error): &(u64, f64)| (*updates as f64, *error);
        errors.iter().map(point).collect()
    };
    let (mut behind, mut ahead) = (points(&errors[..present]), points(&errors[present..]));
    // The last one is the present, which has the same updates as the moment before the update under way.
    if let Some(last) = behind.last_mut() {
        *last = now;
    }
    ahead.insert(0, now);
    (behind, ahead)
}

/// The share of the update under way that is done.
fn under_way(run: &Run) -> f64 {
    run.applied().len() as f64 / run.to_change().count().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Layout, Loss, Network, patterns};
    use crate::training::{Checkpoint, Schedule, Settings, Start};
    use std::sync::Arc;

    /// One logistic unit that learns OR.
    fn run(lr: f64) -> Run {
        let network = Network {
            layout: Arc::new(Layout::with_biases(vec![2, 1])),
            activations: vec![Activation::read("logistic").expect("a name")],
            loss: Loss::Squared,
        };
        let settings = Settings {
            lr,
            schedule: Schedule::Batch,
            ..Settings::new(network)
        };
        let state = Checkpoint::new(settings, vec![0.1, -0.2, 0.3].into());
        Run::new(Arc::new(Start {
            patterns: patterns::named("or").expect("a set").into(),
            state,
        }))
    }

    #[test]
    fn what_lies_ahead_begins_where_the_run_stands() {
        let mut run = run(0.5);
        run.seek(10).expect("it goes on");
        assert_eq!(chart(&[("E", &run)], ErrorScale::Auto).series.len(), 1);
        run.seek(4).expect("it goes back");
        let chart = chart(&[("E", &run)], ErrorScale::Auto);
        let [ahead, behind] = &chart.series[..] else {
            panic!("{:?}", chart.series);
        };
        assert_eq!((behind.points.len(), ahead.points.len()), (5, 7));
        assert_eq!(behind.points.last(), ahead.points.first());
        assert_eq!(chart.marks[0].at, (4.0, run.error(None)));
    }

    #[test]
    fn an_update_under_way_stands_between_two_updates() {
        let mut run = run(0.5);
        run.seek(2).expect("it goes on");
        run.apply(1).expect("a weight");
        let chart = chart(&[("E", &run)], ErrorScale::Auto);
        assert_eq!(chart.series[0].points.len(), 4);
        assert_eq!(chart.marks[0].at, (2.0 + 1.0 / 3.0, run.error(None)));
    }

    #[test]
    fn several_runs_have_a_name_and_a_letter_each() {
        let (mut slow, mut fast) = (run(0.1), run(2.0));
        slow.seek(20).expect("it goes on");
        fast.seek(20).expect("it goes on");
        let runs = [("slow", &slow), ("fast", &fast)];
        let chart = chart(&runs, ErrorScale::Auto);
        let named: Vec<_> = chart
            .series
            .iter()
            .map(|series| (series.name.as_str(), series.sign))
            .collect();
        assert_eq!(named, [("slow", Some('a')), ("fast", Some('b'))]);
        let said: Vec<String> = chart.fallback().iter().map(Line::text).collect();
        assert!(
            said[0].starts_with("slow now: E ") && said[1].starts_with("fast now: E "),
            "{said:?}"
        );
        assert!(
            title(&runs, &Mask::default())
                .text()
                .starts_with("error · slow 0."),
            "{}",
            title(&runs, &Mask::default()).text()
        );
    }

    #[test]
    fn runs_part_where_they_first_differ_as_far_as_it_is_known() {
        let alike = vec![(0, 1.0), (1, 0.9), (2, 0.8), (4, 0.6)];
        let part = |other: &[(u64, f64)]| parting(&[alike.clone(), other.to_vec()]);
        assert_eq!(
            part(&[(0, 1.0), (1, 0.9), (2, 0.7), (4, 0.5)]),
            Some([1, 2])
        );
        // What happened at update 3 was not kept.
        assert_eq!(
            part(&[(0, 1.0), (1, 0.9), (2, 0.8), (4, 0.5)]),
            Some([2, 4])
        );
        assert_eq!(
            part(&[(0, 1.0), (4, 0.5)]),
            Some([0, 4]),
            "others were not kept"
        );
        assert_eq!(part(&[(0, 2.0), (1, 0.9)]), None, "they began otherwise");
        assert_eq!(part(&alike), None);
    }
}
