//! Keys in, screens out: what lies over the lesson, work that takes long, which trainer is shown.

use crate::sitting::Sitting;
use deltarule::study::{Action, Context};
use deltarule::training::MOMENTUM;

const UNIT: &str = "layers   = [2, 1]
lr       = 0.5
weights  = [[[0.5, -0.3, 0.1]]]
patterns = [{ x = [0.8, 0.2], t = [1] }]";

/// A lesson with two trainers far from each other, and a check that holds.
fn lesson() -> String {
    let page = "A line of prose.\n\n".repeat(30);
    format!(
        "# Keys\n\n```trainer first\n{UNIT}\n```\n\n{page}```trainer second\n{}\n```\n\n{page}\
         ```check small\nsays = \"It falls.\"\ntrainer = \"first\"\ndo = [\"step 3 patterns\"]\nexpect = [\"update == 3\"]\n```\n",
        UNIT.replace("[2, 1]", "[2, 1, 1]")
            .replace("[[[0.5, -0.3, 0.1]]]", "[[[0.5, -0.3, 0.1]], [[0.2, 0.1]]]")
    )
}

fn screen() -> Sitting {
    Sitting::at(&lesson(), (120, 40))
}

fn updates(screen: &Sitting) -> u64 {
    screen
        .study
        .trainer()
        .map_or(0, |trainer| trainer.run().updates())
}

#[test]
fn the_help_over_a_number_is_left_for_the_number() {
    let mut screen = screen();
    screen.keys("<tab> <enter> <enter>");
    let why = screen.frame();
    screen.keys("?").shows(" keys ").keys("<esc>");
    assert_eq!(screen.study.context(), Context::Why);
    assert_eq!(screen.frame(), why);
    screen.keys("<esc> <esc>");
    assert_eq!(screen.study.context(), Context::Trainer);
}

#[test]
fn each_esc_takes_one_thing_away_from_the_top() {
    let mut screen = screen();
    let mut frames = vec![screen.frame()];
    for key in ["z", "<enter>", "t", ":"] {
        frames.push(screen.keys(key).frame());
    }
    assert_eq!(
        screen.study.context(),
        Context::Contents,
        "no field opens over the list"
    );
    frames.pop();
    for frame in frames.iter().rev().skip(1) {
        assert_eq!(&screen.keys("<esc>").frame(), frame);
    }
    assert_eq!(screen.study.context(), Context::Reading);
}

#[test]
fn whoever_goes_to_the_trainer_by_a_command_finds_no_number_followed_before() {
    let mut screen = screen();
    screen.keys("<tab> <enter>");
    assert!(screen.study.why().is_some());
    screen.keys(": l o o k <enter>");
    assert!(screen.study.why().is_none());
    assert_eq!(screen.study.context(), Context::Trainer);
    screen.keys("<tab> <tab>");
    assert!(screen.study.why().is_none());
}

#[test]
fn a_number_of_a_trainer_is_left_when_another_is_shown() {
    let mut screen = screen();
    screen.keys("<tab> <enter> n n").shows("trainer · second");
    assert!(screen.study.why().is_none());
}

#[test]
fn from_whatever_lies_over_the_lesson_tab_leads_to_the_text() {
    for keys in ["z <tab>", "<tab> z <tab>", "<tab> <enter> <tab>"] {
        let mut screen = screen();
        screen.keys(keys);
        assert_eq!(screen.study.context(), Context::Reading, "{keys}");
    }
}

#[test]
fn a_command_that_is_typed_is_found_again() {
    let mut screen = screen();
    screen.keys(": s t e p <space> 2 <space> p a t t e r n s <enter>");
    assert_eq!(updates(&screen), 2);
    screen.keys(": <up>").shows(":step 2 patterns");
    screen.keys("<enter>");
    assert_eq!(updates(&screen), 4);
    screen
        .keys(": <up> <down> <esc> : <up>")
        .shows(":step 2 patterns");
}

/// What takes long is begun; how far it is is shown where messages are.
fn begin(screen: &mut Sitting, command: &str) {
    screen.begins(&Action::parse(command).expect("an action"));
    assert!(screen.study.is_at_work(), "{command} is no long work");
}

const LONG: &str = "step 1000000 weights";

#[test]
fn keys_are_answered_while_a_long_step_goes_on() {
    let mut screen = screen();
    begin(&mut screen, LONG);
    screen.shows("of 1,000,000 · Esc stops");
    screen.keys("?").shows(" keys ").hides("Esc stops");
    screen.keys("<esc>").hides(" keys ").shows("Esc stops");
    screen.keys("<pgdn>");
    assert!(screen.study.is_at_work(), "reading does not stop it");
    let before = updates(&screen);
    screen.begins(&Action::Work(30_000));
    assert!(updates(&screen) > before && screen.study.is_at_work());
    screen.finishes();
    screen.hides("Esc stops");
    assert_eq!(updates(&screen), 333_333);
}

#[test]
fn a_long_step_with_keys_in_between_ends_where_one_at_once_does() {
    let weights = |screen: &Sitting| {
        let run = screen.study.trainer().expect("a trainer").run();
        run.weights()
            .iter()
            .map(|weight| weight.to_bits())
            .collect::<Vec<u64>>()
    };
    let mut at_once = screen();
    at_once.does("step 900000 weights");
    let mut sliced = screen();
    begin(&mut sliced, "step 900000 weights");
    while sliced.study.is_at_work() {
        sliced.keys("<pgdn> <pgup>");
        sliced.begins(&Action::Work(70_001));
    }
    assert_eq!(weights(&at_once), weights(&sliced));
    assert_eq!(at_once.frame(), sliced.frame());
}

#[test]
fn esc_stops_what_takes_long_and_says_where_it_stands() {
    let mut screen = screen();
    begin(&mut screen, LONG);
    let stopped = updates(&screen);
    screen
        .keys("<esc>")
        .shows("stopped after ")
        .hides("Esc stops");
    assert!(!screen.study.is_at_work() && updates(&screen) == stopped && stopped > 0);
    let frame = screen.frame();
    screen.begins(&Action::Work(u64::MAX));
    assert_eq!(updates(&screen), stopped, "nothing goes on");
    assert!(
        frame.contains(&format!("update {}", stopped / 1000)),
        "{frame}"
    );
}

#[test]
fn another_command_stops_what_takes_long_and_is_done() {
    for action in ["reset", "step 1 pattern", "mute fprime", "lesson 1", "undo"] {
        let mut screen = screen();
        begin(&mut screen, LONG);
        screen.begins(&Action::parse(action).expect("an action"));
        assert!(!screen.study.is_at_work(), "{action}");
        assert_eq!(action == "reset", updates(&screen) == 0, "{action}");
    }
    let mut screen = screen();
    begin(&mut screen, LONG);
    screen.keys("<tab> j");
    assert!(
        screen.study.is_at_work(),
        "to select a weight stops nothing"
    );
}

#[test]
fn checks_go_on_in_slices_too() {
    let mut text = lesson();
    for name in ["one", "two", "three"] {
        let check = format!(
            "\n```check {name}\nsays = \"It does.\"\ntrainer = \"first\"\ndo = [\"step 900000 patterns\"]\nexpect = [\"update == 900000\"]\n```\n"
        );
        text += &check;
    }
    let mut screen = Sitting::at(&text, (120, 40));
    screen.keys("c").shows("checks: 1 of 4 · Esc stops");
    screen
        .keys("<pgdn> <esc>")
        .shows("stopped: 1 of 4 checks made");
    screen.keys("c");
    screen.finishes();
    screen.shows("4 of 4 checks hold");
}

#[test]
fn a_trainer_that_runs_is_paused_when_another_is_shown() {
    for keys in ["n n", "G", "<pgdn> <pgdn> <pgdn> <pgdn>"] {
        let mut screen = screen();
        screen.keys("r").shows("runs, ");
        screen.does("tick 3");
        screen.keys(keys).shows("trainer · second").hides("runs, ");
        let first = screen.study.trainer_of(0.into()).expect("a trainer");
        assert!(!first.is_running(), "{keys}");
        assert_eq!(first.run().updates(), 3);
    }
}

#[test]
fn at_the_end_of_a_page_the_last_trainer_is_shown_and_at_its_top_the_first() {
    let mut screen = screen();
    screen.shows("trainer · first");
    screen.keys("G").shows("trainer · second");
    screen.keys("g").shows("trainer · first");
}

#[test]
fn the_change_by_momentum_is_shown_as_what_the_rule_gives_and_what_is_left_of_the_last() {
    let mut screen = screen();
    screen.does("set method momentum");
    screen.does("step 2 patterns");
    let run = screen.study.trainer().expect("a trainer").run();
    let last = run.done().expect("an update").change[0];
    screen.does("step 1 weight");
    let run = screen.study.trainer().expect("a trainer").run();
    let left = run.update().change[0] - run.update().given()[0];
    assert!((left - run.settings().parameters.get(&MOMENTUM) * last).abs() < 1e-12);
    let frame = screen.frame();
    let line = frame
        .lines()
        .find(|line| line.contains(" of the last, × 0"));
    let line = line.unwrap_or_else(|| panic!("no line of momentum in\n{frame}"));
    let digits: String = format!("{left:.6}")
        .trim_start_matches('-')
        .chars()
        .take(6)
        .collect();
    assert!(line.contains(&digits), "{digits} in {line}");
}

#[test]
fn a_panel_that_is_enlarged_over_a_number_is_shown_and_leads_back_to_it() {
    let mut screen = screen();
    screen.keys("<tab> <enter>");
    let why = screen.frame();
    screen.keys("z");
    assert_eq!(screen.study.context(), Context::Enlarged);
    assert!(screen.study.why().is_none());
    assert_ne!(screen.frame(), why);
    assert_eq!(screen.keys("<esc>").frame(), why);
}

#[test]
fn a_trainer_near_a_page_s_end_is_shown_at_the_end_though_the_page_begins_above_it() {
    let trainer = |name: &str| {
        format!(
            "```trainer {name}\nlayers = [1, 1]\npatterns = [{{ x = [1], t = [1] }}]\nseed = 1\n```\n\n"
        )
    };
    let filler = "A line of the text.\n\n".repeat(20);
    let lesson = format!(
        "# Two\n\n{}{filler}{}The end.\n",
        trainer("first"),
        trainer("second")
    );
    let mut sitting = Sitting::at(&lesson, (80, 24));
    sitting.shows("trainer · first");
    sitting
        .keys("G")
        .shows("A line of the text.")
        .shows("trainer · second");
    sitting.keys("g").shows("trainer · first");
}
