//! The patterns in a table: input, target, output, error of each. The weights are the current ones.

use super::mask::Mask;
use super::row::{Panel, named, told_apart};
use crate::figure::number::{DIGITS, plain, significant};
use crate::figure::{Figure, Ink, Line, List, Role, width};
use crate::network::{Pattern, Terms};
use crate::training::{Run, Term};

pub const PANEL: Panel = Panel {
    name: "patterns",
    says: "each pattern: its inputs, its target, the output, the error",
    title: |view| title(&named(view.trainer), view.trainer.pattern()),
    figure: |view| {
        let runs = named(view.trainer);
        Figure::List(list(&runs, view.trainer.pattern(), view.veil))
    },
};

/// Greatest number of patterns that are shown: more than any screen has rows.
const MOST: usize = 120;
/// Up to so many inputs and targets, numbers have the usual digits; beyond, and where runs are side by side, fewer.
const NARROW: usize = 4;
const BRIEF: usize = 3;
/// The longest number of a lesson's that is shown as it was written.
const LONG: usize = 6;

fn title(runs: &[(&str, &Run)], current: usize) -> Line {
    let patterns = runs[0].1.patterns().len();
    let line = Line::of(Role::Heading, "patterns");
    line.and(Role::Quiet, format!(" · {} of {patterns}", current + 1))
}

/// The patterns around the current one, with what each run makes of them.
fn list(runs: &[(&str, &Run)], current: usize, veil: &Mask) -> List {
    let patterns = runs[0].1.patterns();
    let first = current.saturating_sub(MOST / 2);
    let first = first.min(patterns.len().saturating_sub(MOST));
    let last = (first + MOST).min(patterns.len());
    let Pattern { inputs, targets } = &patterns[0];
    List {
        head: head(runs, inputs.len(), targets.len()),
        rows: (first..last)
            .map(|pattern| row(runs, pattern, pattern == current, veil))
            .collect(),
        current: current - first,
        others: [first, patterns.len() - last],
        // Behind the number come inputs and targets; these are spared last.
        spare: (inputs.len() + 1..=inputs.len() + targets.len())
            .chain(1..=inputs.len())
            .collect(),
    }
}

fn head(runs: &[(&str, &Run)], inputs: usize, targets: usize) -> Vec<Line> {
    let numbered = |letter: &'static str, count: usize| {
        (1..=count).map(move |number| match count {
            1 if letter != "x" => letter.to_string(),
            _ => format!("{letter}{number}"),
        })
    };
    let quiet = |text: String| Line::of(Role::Quiet, text);
    let mut head = vec![Line::default()];
    head.extend(numbered("x", inputs).map(|text| Line::of(Term::Input, text)));
    head.extend(numbered("t", targets).map(quiet));
    for (place, (name, run)) in runs.iter().enumerate() {
        let ink = told_apart(runs.len(), place).0;
        let targets = run.patterns()[0].targets.len();
        let of_run = |text: String| Line::of(ink, format!("{name} {text}").trim_start());
        head.extend(numbered("y", targets).map(of_run));
        head.push(of_run("E".to_string()));
    }
    head
}

fn row(runs: &[(&str, &Run)], pattern: usize, is_current: bool, veil: &Mask) -> Vec<Line> {
    let ink = |role: Role| Ink::from(role).selected(is_current);
    let sign = if is_current { "▸" } else { " " };
    let Pattern { inputs, targets } = &runs[0].1.patterns()[pattern];
    let is_wide = inputs.len() + targets.len() > NARROW || runs.len() > 1;
    let mut row = vec![Line::of(ink(Role::Quiet), format!("{sign}{}", pattern + 1))];
    let x = |x: &f64| {
        Line::of(
            ink(Role::Term(Term::Input)),
            veil.over(&["x", "input"], given(*x)),
        )
    };
    let t = |t: &f64| Line::of(ink(Role::Plain), veil.over(&["t"], given(*t)));
    row.extend(inputs.iter().map(x));
    row.extend(targets.iter().map(t));
    for (place, (_, run)) in runs.iter().enumerate() {
        let own = told_apart(runs.len(), place).0.selected(is_current);
        let (outputs, error) = answer(run, pattern);
        let digits = if is_wide { BRIEF } else { DIGITS };
        let y = |y: &f64| Line::of(own, veil.over(&["y"], significant(*y, digits)));
        row.extend(outputs.iter().map(y));
        let error = significant(error, digits);
        row.push(Line::of(own, veil.over(&["E"], error)));
    }
    row
}

/// A number of the lesson's: as it was written, unless that is long.
fn given(number: f64) -> String {
    let written = plain(number);
    if width(&written) <= LONG {
        written
    } else {
        significant(number, BRIEF)
    }
}

/// The outputs for a pattern, and its error.
fn answer(run: &Run, pattern: usize) -> (Vec<f64>, f64) {
    let network = run.network();
    let mut terms = Terms::new(&network.layout);
    let error = network.error(run.weights(), &run.patterns()[pattern], &mut terms);
    let outputs = terms.outputs(&network.layout, network.layout.layers());
    (outputs.to_vec(), error)
}

#[cfg(test)]
mod tests {
    use super::super::row::example;
    use super::*;

    fn texts(list: &List, columns: usize, rows: usize) -> Vec<String> {
        let lines = list.lay_out(columns, rows);
        lines
            .iter()
            .map(|line| line.text().trim_end().to_string())
            .collect()
    }

    #[test]
    fn each_pattern_has_its_numbers_in_a_row() {
        let run = example::run(&[2, 1], "identity", vec![0.5, 0.25, 0.0], "or", |_| {});
        let texts = texts(&list(&[("", &run)], 2, &Mask::default()), 60, 20);
        assert_eq!(texts[0], "    x1  x2  t  y       E");
        assert_eq!(texts[4], "▸3  1   0   1  0.5000  0.1250");
        assert_eq!(texts[5], " 4  1   1   1  0.7500  0.03125");
    }

    #[test]
    fn numbers_are_of_the_weights_as_they_stand_within_an_update_too() {
        let mut run = example::run(&[2, 1], "tanh", vec![0.5, 0.25, 0.1], "or", |_| {});
        run.apply(2).expect("a weight");
        for pattern in 0..4 {
            assert_eq!(answer(&run, pattern).1, run.error(Some(pattern)));
        }
    }

    #[test]
    fn runs_have_columns_of_their_own() {
        let run = |w| example::run(&[1, 1], "identity", vec![w, 0.0], "line", |_| {});
        let (one, other) = (run(1.0), run(-1.0));
        let list = list(&[("one", &one), ("other", &other)], 0, &Mask::default());
        let head: Vec<String> = list.head.iter().map(Line::text).collect();
        assert_eq!(
            head,
            ["", "x1", "t", "one y", "one E", "other y", "other E"]
        );
        assert_eq!(list.rows[0][5].text(), "1.00", "−1 × −1");
    }

    #[test]
    fn of_ten_thousand_patterns_those_around_the_current_one_are_looked_at() {
        let patterns: Vec<_> = (0..10_000)
            .map(|x| (vec![f64::from(x)], vec![0.0]))
            .collect();
        let run = example::with_patterns(&[1, 1], "identity", vec![1.0], patterns, |_| {});
        for (current, note) in [
            (0, "… 9995 more"),
            (5000, "… 4998 before these, 4997 after"),
            (9999, "… 9995 before these"),
        ] {
            let list = list(&[("", &run)], current, &Mask::default());
            assert!(list.rows.len() <= MOST);
            let texts = texts(&list, 60, 8);
            assert_eq!(texts.last().map(String::as_str), Some(note));
            let is_current = |text: &String| text.starts_with(&format!("▸{} ", current + 1));
            assert!(texts.iter().any(is_current), "{texts:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_said() {
        let patterns = vec![(vec![1.0], vec![0.0])];
        let run = example::with_patterns(&[1, 1], "identity", vec![f64::NAN], patterns, |_| {});
        let texts = texts(&list(&[("", &run)], 0, &Mask::default()), 60, 20);
        assert_eq!(texts[2], "▸1  1   0  not a number  not a number");
    }
}
