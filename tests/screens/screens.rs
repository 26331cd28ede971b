//! Screens as snapshots: a lesson and a list of actions in, the cells out. They are looked at before they are accepted.

use crate::sitting::Sitting;
use deltarule::face::tui::{look, perform};
use deltarule::figure::Line;
use deltarule::lesson::Course;
use deltarule::study::{Action, Study};
use ratatui::layout::Rect;

fn at_start(columns: u16, rows: u16) -> Sitting {
    let mut sitting = Sitting::new(Study::new(Course::embedded()), (columns, rows));
    sitting.does("lesson 1");
    sitting
}

/// The screens that are held, by what the learner did.
const SCREENS: [(&str, &[&str]); 9] = [
    ("start", &[]),
    ("one_weight", &["step 1 weight"]),
    ("one_update", &["step 3 weights"]),
    ("worked_example", &["lesson 4", "focus"]),
    (
        "worked_example_two_weights",
        &["lesson 4", "focus", "step 2 weights"],
    ),
    (
        "chain_rule",
        &["lesson 3", "stop link-one", "skip", "scroll page down"],
    ),
    (
        "checks",
        &["check", "stop first-step", "skip", "scroll page down"],
    ),
    ("contents", &["contents", "row next"]),
    ("help", &["help"]),
];

#[test]
fn screens_are_as_they_were_when_somebody_looked() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        for (name, actions) in SCREENS {
            let screen = at_start(columns, rows).after(actions);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
        }
    }
}

#[test]
fn prose_is_no_wider_than_one_reads_with_ease() {
    for (columns, rows) in [(80, 24), (99, 40), (120, 40), (200, 60), (400, 60)] {
        let mut sitting = at_start(columns, rows);
        let screen = Rect::new(0, 0, columns, rows);
        let page = look(&mut sitting.study, &mut sitting.viewport, screen).page;
        let widest = page.lines.iter().map(Line::width).max();
        assert!(widest > Some(40) && widest <= Some(72), "{columns}×{rows}");
    }
}

#[test]
fn going_back_gives_the_screen_before() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        for lesson in ["lesson 3", "lesson 4"] {
            let before = at_start(columns, rows).after(&[lesson]);
            for (there, back) in [
                ("step 1 weight", "back 1 weight"),
                ("step 2 weights", "back 2 weights"),
                ("step 20 weights", "back 20 weights"),
                ("step 1 pattern", "back 1 pattern"),
                ("step 7 epochs", "back 7 epochs"),
            ] {
                let sitting = at_start(columns, rows);
                let after = sitting.after(&[lesson, there, back]);
                assert_eq!(
                    selection_aside(&before),
                    selection_aside(&after),
                    "{lesson}, {there}, {back}"
                );
            }
        }
    }
}

/// A weight that was taken back is the selected one, which before was perhaps another; the last line says what was done.
fn selection_aside(screen: &str) -> Vec<String> {
    let panel = screen.lines().position(|line| line.contains("terms ·"));
    let message = screen.lines().count() - 1;
    screen
        .lines()
        .take(panel.unwrap_or(message))
        .map(ToString::to_string)
        .collect()
}

#[test]
fn no_size_is_too_small_to_be_drawn() {
    for columns in [1, 2, 39, 40, 41, 60, 99, 100, 101, 300] {
        for rows in [1, 2, 11, 12, 13, 24, 100] {
            for actions in [
                &[][..],
                &["focus"],
                &["help"],
                &["contents"],
                &["lesson 4", "scroll end"],
            ] {
                at_start(columns, rows).after(actions);
            }
        }
    }
    let small = at_start(39, 12).after(&[]);
    assert!(
        small.contains("deltarule needs 40×12; this is 39×12"),
        "{small}"
    );
}

#[test]
fn a_page_is_made_anew_only_when_something_in_it_changed() {
    let mut sitting = at_start(120, 40);
    let first = line_of(&mut sitting);
    assert_eq!(
        first,
        line_of(&mut sitting),
        "the same page, since nothing changed"
    );
    let before = text_of(&mut sitting);
    let step = Action::parse("step 2 patterns").expect("an action");
    perform(&step, &mut sitting.study, &mut sitting.viewport);
    assert_ne!(
        before,
        text_of(&mut sitting),
        "a live value has another text"
    );
}

fn text_of(sitting: &mut Sitting) -> String {
    let page = sitting.viewport.page(&sitting.study, 56);
    page.lines.iter().map(|line| line.text() + "\n").collect()
}

/// Where the first line of the page lies in memory.
fn line_of(sitting: &mut Sitting) -> *const str {
    let page = sitting.viewport.page(&sitting.study, 56);
    std::ptr::from_ref(page.lines[0].pieces[0].text.as_str())
}
