//! Panels as snapshots: a lesson's text and a list of actions in, the cells out. They are looked at before they are accepted.

use std::fs;

use crate::sitting::Sitting;
use deltarule::face::tui::{Theme, perform};
use deltarule::lesson::Course;
use deltarule::study::{Action, Study, act};
use ratatui::buffer::Buffer;

/// A lesson with one trainer that learns XOR and shows these panels.
fn lesson(panels: &[&str], activation: &str) -> String {
    format!(
        "# Panels\n\n```trainer xor\nlayers = [2, 2, 1]\nactivation = \"{activation}\"\nlr = 0.5\n\
         seed = 7\npatterns = \"xor\"\nshow = {panels:?}\n```\n"
    )
}

fn study(text: &str) -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("01-panels.md"), text).expect("it can be written to");
    let study = Study::new(Course::folder(folder.path()).expect("a course"));
    assert!(!study.lesson().is_broken(), "{text}");
    study
}

/// What is on a screen of this size once all actions are done.
fn cells(text: &str, actions: &[&str], size: (u16, u16), theme: Theme) -> Buffer {
    let mut sitting = Sitting::new(study(text), size);
    sitting.theme = theme;
    for action in actions {
        let action = Action::parse(action).unwrap_or_else(|problem| panic!("{action}: {problem}"));
        perform(&action, &mut sitting.study, &mut sitting.viewport);
        while sitting.study.is_at_work() {
            act(&mut sitting.study, &Action::Work(u64::MAX));
        }
    }
    sitting.cells()
}

fn screen(text: &str, actions: &[&str], size: (u16, u16)) -> String {
    let buffer = cells(text, actions, size, Theme::MONO);
    let rows = buffer.content.chunks(usize::from(size.0).max(1));
    rows.map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
            .trim_end()
            .to_string()
            + "\n"
    })
    .collect()
}

const ALL: [&str; 4] = ["network", "terms", "activation", "error"];

/// A lesson with one trainer of these lines.
fn trainer(lines: &str) -> String {
    format!("# Panels\n\n```trainer it\n{lines}\n```\n")
}

const UPHILL: &str = "layers = [1, 1]
lr = 4
schedule = \"batch\"
weights = [[[1.0]]]
patterns = [{ x = [6], t = [0] }, { x = [1], t = [1] }]
name = \"full\"
show = [\"terms\", \"slice\", \"patterns\"]
[[twin]]
name = \"without\"
rule = \"lr * delta * input\"";

const OPPOSITE: &str = "layers = [2, 1]
lr = 8
schedule = \"batch\"
weights = [[[-4, -4, 6]]]
patterns = \"xor\"
mark = \"w(1,1,3)\"
show = [\"terms\", \"surface\", \"error\"]";

const IRIS: &str = "layers = [4, 3, 3]
seed = 3
patterns = \"iris\"
show = [\"patterns\", \"boundary\"]";

const MOONS: &str = "layers = [2, 6, 1]
activation = [\"tanh\", \"logistic\"]
lr = 0.1
seed = 3
spread = 2
patterns = \"moons\"
show = [\"boundary\", \"slice\"]";

const SINE: &str = "layers = [1, 4, 1]
activation = [\"tanh\", \"identity\"]
lr = 0.1
seed = 3
patterns = \"sine\"
show = [\"boundary\", \"surface\"]";

const KINDS: &str = "layers = [2, 3]
lr = 1
seed = 1
patterns = [
  { x = [0, 0], t = [1, 0, 0] }, { x = [1, 0], t = [0, 1, 0] }, { x = [0.5, 1], t = [0, 0, 1] },
  { x = [0.2, 0.1], t = [1, 0, 0] }, { x = [0.9, 0.3], t = [0, 1, 0] }, { x = [0.4, 0.8], t = [0, 0, 1] },
]
show = [\"boundary\", \"patterns\"]";

/// The same for lessons of their own.
const OWN: [(&str, &str, &[&str]); 8] = [
    ("slice_of_twins", UPHILL, &["focus"]),
    ("surface_and_way", OPPOSITE, &["focus", "step 40 epochs"]),
    ("patterns_of_many", IRIS, &["focus", "step 70 patterns"]),
    ("boundary_and_slice", MOONS, &["focus", "step 60 epochs"]),
    ("curve_and_surface", SINE, &["focus", "step 100 epochs"]),
    ("kinds", KINDS, &["focus", "step 40 epochs"]),
    ("four_fields", FOUR, &["focus", "step 400 epochs"]),
    ("slice", SLICE, &["focus", "step 3 patterns"]),
];

const FOUR: &str = "layers = [2, 2, 1]
activation = \"tanh\"
lr = 0.2
seed = 7
patterns = \"xor-pm\"
show = [\"slice\", \"surface\", \"boundary\", \"patterns\"]";

const SLICE: &str = "layers = [2, 2, 1]
lr = 5
seed = 7
patterns = \"xor\"
select = \"w(2,1,1)\"
show = [\"slice\"]";

/// What is held: panels, activation, and what the learner did.
const CASES: [(&str, &[&str], &str, &[&str]); 8] = [
    ("all_at_the_start", &ALL, "logistic", &["focus"]),
    (
        "all_under_way",
        &ALL,
        "tanh",
        &["focus", "step 30 epochs", "step 2 weights"],
    ),
    ("all_read", &ALL, "tanh", &["step 30 epochs"]),
    (
        "three",
        &["network", "terms", "error"],
        "tanh",
        &["focus", "step 30 epochs"],
    ),
    (
        "charts",
        &["activation", "error"],
        "softplus",
        &["focus", "step 1000 epochs"],
    ),
    (
        "error_gone_back_in",
        &["error"],
        "tanh",
        &["focus", "step 400 epochs", "seek 500"],
    ),
    (
        "error_over_decades",
        &["error"],
        "tanh",
        &["focus", "step 5000 epochs"],
    ),
    ("activation", &["activation"], "logistic", &["focus"]),
];

#[test]
fn panels_are_as_they_were_when_somebody_looked() {
    for size in [(120, 40), (80, 24), (46, 16)] {
        for (name, panels, activation, actions) in CASES {
            let screen = screen(&lesson(panels, activation), actions, size);
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), screen);
        }
        for (name, lines, actions) in OWN {
            let screen = screen(&trainer(lines), actions, size);
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), screen);
        }
    }
}

#[test]
fn no_size_is_too_small_for_any_panels() {
    for columns in (38..140).step_by(7) {
        for rows in (11..60).step_by(3) {
            for (_, panels, activation, _) in CASES.into_iter().chain(CHAIN) {
                screen(
                    &lesson(panels, activation),
                    &["focus", "step 3 epochs"],
                    (columns, rows),
                );
            }
        }
    }
    for columns in (38..140).step_by(17) {
        for rows in (11..60).step_by(7) {
            for (_, lines, _) in OWN {
                let actions = ["focus", "step 2 patterns"];
                screen(&trainer(lines), &actions, (columns, rows));
            }
        }
    }
}

#[test]
fn what_finds_no_room_is_named() {
    let screen = screen(&lesson(&ALL, "tanh"), &[], (80, 24));
    assert!(
        screen.contains("no room here for: activation, error"),
        "{screen}"
    );
}

#[test]
fn each_activation_is_drawn_at_any_net_input() {
    for row in &deltarule::network::ACTIVATIONS {
        for weight in ["0", "1e6", "-1e6", "1e300"] {
            let actions = [
                "focus",
                "select w(2,1,1)",
                &format!("set w(1,1,3) {weight}"),
                &format!("set w(2,1,1) {weight}"),
            ];
            screen(
                &lesson(&["activation", "error", "microscope", "paths"], row.name),
                &actions,
                (120, 40),
            );
        }
    }
}

#[test]
fn the_second_weight_is_the_one_that_was_marked() {
    let second = |actions: &[&str]| {
        let screen = screen(&trainer(OPPOSITE), actions, (120, 40));
        let (_, behind) = screen.split_once("surface · E: → ").expect("a title");
        behind.split("  ").next().unwrap_or_default().to_string()
    };
    assert_eq!(second(&[]), "w(1,1,1) ↑ w(1,1,3)", "the lesson marks it");
    assert_eq!(second(&["mark w(1,1,2)"]), "w(1,1,1) ↑ w(1,1,2)");
    assert_eq!(second(&["mark b(1,1)"]), "w(1,1,1) ↑ w(1,1,3)");
    assert_eq!(
        second(&["mark next weight"]),
        "w(1,1,1) ↑ w(1,1,2)",
        "past the selected one"
    );
    assert_eq!(second(&["mark previous weight"]), "w(1,1,1) ↑ w(1,1,2)");
    assert_eq!(
        second(&["select w(1,1,3)"]),
        "w(1,1,3) ↑ w(1,1,1)",
        "it is selected itself"
    );
    assert_eq!(
        second(&["mark w(1,1,2)", "step 3 epochs", "restart"]),
        "w(1,1,1) ↑ w(1,1,2)"
    );
    assert_eq!(second(&["mark w(1,1,2)", "reset"]), "w(1,1,1) ↑ w(1,1,3)");
}

#[test]
fn without_colours_no_colour_is_set() {
    let actions = ["focus", "step 30 epochs", "back 9 epochs"];
    let own = OWN.map(|(_, lines, _)| trainer(lines));
    for text in own.into_iter().chain([lesson(&ALL, "tanh")]) {
        let buffer = cells(&text, &actions, (120, 40), Theme::MONO);
        let plain = |cell: &ratatui::buffer::Cell| (cell.fg, cell.bg) == Default::default();
        assert!(buffer.content.iter().all(plain), "{text}");
    }
}

/// A deep net under its own panels: what is held of them, and what the learner did.
const CHAIN: [(&str, &[&str], &str, &[&str]); 5] = [
    ("microscope", &["microscope"], "logistic", &["focus"]),
    (
        "microscope_straight",
        &["terms", "microscope"],
        "leaky-relu",
        &["focus", "select w(3,1,1)", "set w(4,1,3) 0.001"],
    ),
    ("paths", &["paths"], "tanh", &["focus", "step 2 epochs"]),
    (
        "paths_under_way",
        &["paths", "microscope"],
        "tanh",
        &["focus", "step 3 weights", "select w(1,3,1)"],
    ),
    (
        "chain",
        &["network", "terms", "paths", "microscope"],
        "logistic",
        &["focus", "mute fprime", "set schedule batch"],
    ),
];

#[test]
fn the_chain_rule_is_as_it_was_when_somebody_looked() {
    for size in [(120, 40), (80, 24), (46, 16)] {
        for (name, panels, activation, actions) in CHAIN {
            let text = lesson(panels, activation).replace("[2, 2, 1]", "[2, 3, 3, 2, 1]");
            let text = text.replace("\"xor\"", "\"xor-pm\"");
            let screen = screen(&text, actions, size);
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), screen);
        }
    }
}

const TWINS: &str = "# Title\n\n```trainer\nname = \"full\"\nlayers = [2, 2, 1]\npatterns = \"xor\"\nseed = 3\nscale = \"log\"\nshow = [\"error\", \"activation\"]\n[[twin]]\nname = \"bare\"\nrule = \"lr * delta * input\"\n```\n";

#[test]
fn the_error_is_drawn_on_the_scale_one_asks_for_and_where_twins_part() {
    let mut sitting = Sitting::at(TWINS, (120, 40));
    sitting.hides("they part");
    sitting.keys("<tab> e e e").shows("they part: update 1");
    // The lesson asks for a logarithmic scale, which goes from one power of ten to another.
    sitting.shows(" · log");
    sitting.does("scale linear");
    sitting.shows(" · linear");
    sitting.keys("L").shows(" · log");
}

#[test]
fn delta_times_fprime_is_drawn_where_the_activation_is_alone() {
    let mut sitting = Sitting::at(TWINS, (80, 24));
    sitting.does("enlarge activation");
    sitting.shows("delta·f′");
    sitting.keys("<esc>").hides("delta·f′");
}

const SPOKEN_OF: &str = "# Title\n\n```trainer\nlayers = [2, 2, 1]\npatterns = \"xor\"\nseed = 3\nshow = [\"network\"]\n```\n\n```note one\nasks = \"One\"\n```\n\n<!-- show: patterns -->\n\n```note two\nasks = \"Two\"\n```\n\n<!-- show: -->\n\n```note three\nasks = \"Three\"\n```\n";

#[test]
fn the_panel_that_the_text_speaks_of_comes_first() {
    let mut sitting = Sitting::at(SPOKEN_OF, (80, 24));
    sitting.keys("n").shows("network · E").hides("patterns");
    sitting.keys("n").shows("patterns");
    sitting.keys("n").hides("patterns").shows("network · E");
}
