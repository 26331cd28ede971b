//! Reading on by one key, typing answers without opening a field first, opening claims, coming back to where one was.

use crate::sitting::Sitting;
use deltarule::study::Context;

const UNIT: &str = "layers   = [2, 1]
lr       = 0.5
weights  = [[[0.5, -0.3, 0.1]]]
patterns = [{ x = [0.8, 0.2], t = [1] }]";

fn question(name: &str, rest: &str) -> String {
    format!("```question {name}\nasks = \"What of {name}?\"\n{rest}\n```\n\n")
}

fn choices() -> String {
    let choice = |text: &str, right: bool| {
        format!("[[choice]]\ntext = \"{text}\"\nsays = \"Because.\"\nright = {right}")
    };
    [
        choice("Up", false),
        choice("Down", true),
        choice("Nowhere", false),
    ]
    .join("\n")
}

fn prose(name: &str, lines: usize) -> String {
    (1..=lines).fold(String::new(), |page, line| {
        page + &format!("Line {line} of {name}.\n\n")
    })
}

fn sitting(text: &str, size: (u16, u16)) -> Sitting {
    let next = "# The next one\n\nProse.\n";
    Sitting::in_course(&[("01-reading.md", text), ("02-next.md", next)], size)
}

fn lesson() -> String {
    format!(
        "# Reading\n\n```trainer unit\n{UNIT}\n```\n\n{}{}{}{}",
        prose("one", 30),
        question("number", "answer = \"change\""),
        prose("two", 30),
        question("choice", &choices()),
    )
}

/// The numbers of all lines of prose that the screen shows.
fn lines_of(sitting: &mut Sitting, name: &str) -> Vec<usize> {
    let frame = sitting.frame();
    let behind = format!(" of {name}.");
    let number = |line: &str| {
        line.split_once(&behind)?
            .0
            .rsplit_once("Line ")?
            .1
            .parse()
            .ok()
    };
    frame.lines().filter_map(number).collect()
}

#[test]
fn one_key_reads_a_lesson_from_its_beginning_to_its_end() {
    for size in [(80, 24), (120, 40)] {
        let mut screen = sitting(&lesson(), size);
        let mut read = [Vec::new(), Vec::new()];
        let mut come_to = Vec::new();
        for _ in 0..60 {
            for (part, name) in read.iter_mut().zip(["one", "two"]) {
                part.extend(lines_of(&mut screen, name));
            }
            screen.keys("n");
            come_to.extend(screen.study.stop());
        }
        for part in &mut read {
            part.dedup();
            part.sort_unstable();
            part.dedup();
            assert_eq!(
                *part,
                (1..=30).collect::<Vec<_>>(),
                "nothing is passed over, {size:?}"
            );
        }
        come_to.dedup();
        assert_eq!(come_to.len(), 2, "both questions are come to");
        screen.shows("2 still open, named above; the next is The next one");
    }
}

#[test]
fn what_a_number_begins_with_opens_the_field_of_a_question() {
    let text = format!(
        "# Reading\n\n```trainer unit\n{UNIT}\n```\n\n{}",
        question("number", "answer = \"change\"")
    );
    for key in ["0", "-", ".", "("] {
        let mut screen = sitting(&text, (80, 24));
        let before = screen.study.trainer().expect("a trainer").version();
        screen.keys(key).shows(&format!("> {key}"));
        assert_eq!(screen.study.context(), Context::Typing);
        assert_eq!(screen.study.trainer().expect("a trainer").version(), before);
        screen.keys("<esc>");
        assert_eq!(screen.study.context(), Context::Reading);
    }
    let mut screen = sitting(&text, (80, 24));
    screen
        .keys("0.5*0.3917*0.8 <enter>")
        .shows("leaves f′(e) out")
        .shows("> 0.5*0.3917*0.8");
    assert_eq!(
        screen.study.context(),
        Context::Typing,
        "the field stays open"
    );
    screen
        .keys("<ctrl-u> 0.5*0.3917*0.2383*0.8 <enter>")
        .shows("1 of 1 done");
    assert_eq!(screen.study.context(), Context::Reading);
    screen.shows("that is right · 1 of 1 done in this lesson; the next is The next one");
    screen.keys("3").shows("f′(e)");
    assert!(
        !screen.study.trainer().expect("a trainer").is_as_in_lesson(),
        "now 3 mutes"
    );
    screen
        .shows("changed: x resets")
        .keys("x")
        .hides("changed: x resets");
}

#[test]
fn the_letter_of_a_choice_chooses_it() {
    let text = format!(
        "# Reading\n\n```trainer unit\n{UNIT}\n```\n\n{}",
        question("choice", &choices())
    );
    let mut screen = sitting(&text, (80, 24));
    screen
        .keys("c")
        .shows("▸ c) Nowhere")
        .keys("<up>")
        .shows("▸ b) Down")
        .keys("<down> <enter>");
    screen.shows("✗ Nowhere: Because.").shows("0 of 1 done");
    screen.keys("<ctrl-u> b <enter>").shows("1 of 1 done");
}

#[test]
fn a_question_that_is_not_on_the_screen_takes_no_key() {
    let mut screen = sitting(&lesson(), (80, 24));
    screen.keys("3");
    assert!(
        !screen.study.trainer().expect("a trainer").is_as_in_lesson(),
        "it mutes"
    );
}

#[test]
fn a_claim_is_tried_and_tells_what_was_done_expected_and_found() {
    let check = "```check falls\nsays = \"It falls.\"\ndo = [\"step 3 patterns\"]\nexpect = [\"E < 0.07\", \"update == 3\"]\n```\n";
    let text = format!("# Reading\n\n```trainer unit\n{UNIT}\n```\n\n{check}");
    let mut screen = sitting(&text, (80, 24));
    screen.keys("o").shows("Enter tries it.").keys("<enter>");
    screen.finishes();
    screen
        .shows("✓ It falls.")
        .shows("done      step 3 patterns")
        .shows("expected  ✓ E < 0.07")
        .shows("found       E = 0.05")
        .shows("expected  ✓ update == 3")
        .keys("<enter>")
        .hides("step 3 patterns")
        .shows("Enter opens it.");
}

#[test]
fn the_errors_of_all_runs_stand_under_the_trainer_with_their_whole_names() {
    let twin = "\n[[twin]]\nname = \"linear_one\"\nactivation = \"identity\"";
    let text = format!("# Reading\n\n```trainer unit\n{UNIT}\n{twin}\n```\n");
    for size in [(80, 24), (120, 40)] {
        sitting(&text, size).shows(" a first E 0.07673  b linear_one E 0.1568 ");
    }
}

#[test]
fn a_lesson_is_come_back_to_where_it_was_left() {
    let mut screen = sitting(&lesson(), (80, 24));
    screen.keys("<pgdn> <pgdn>");
    let left = screen.frame();
    screen.keys("> <").does("redraw");
    let without_message =
        |frame: &str| frame.lines().take(23).map(String::from).collect::<Vec<_>>();
    assert_eq!(without_message(&screen.frame()), without_message(&left));
}

#[test]
fn a_try_that_falls_short_says_of_what() {
    let task = "```task soon\nasks = \"Soon.\"\ngoal = \"E < 0.06 and update <= 2\"\nsolution = [\"set lr 4\", \"step 1 pattern\"]\n```\n";
    let text = format!("# Reading\n\n```trainer unit\n{UNIT}\n```\n\n{task}");
    let mut screen = sitting(&text, (80, 24));
    screen.does("until E < 0.06 within 10 patterns");
    screen.shows("E < 0.06 is so: update 0 → 3, epoch 0 → 3 · not yet: 3 updates; 2 were asked");
    let mut screen = sitting(&text, (80, 24));
    screen.keys("r").does("tick 5");
    screen.shows("it runs, 20 updates a second · not yet: 5 updates; 2 were asked");
}

#[test]
fn a_long_message_is_shown_as_a_whole() {
    let mut screen = sitting(&lesson(), (60, 20));
    let text = "one two three four five six seven eight nine ten eleven twelve thirteen";
    screen.does(&format!("notice {text}"));
    let frame = screen.frame();
    for word in text.split(' ') {
        assert!(frame.contains(word), "{word}\n{frame}");
    }
    screen.keys(": s t e p <space> 3 <space> w i e g h t s <enter>");
    screen
        .shows(":step 3 wieghts")
        .shows("did you mean `weight`?");
}

#[test]
fn a_line_of_code_that_is_cut_is_marked() {
    let code =
        "let long = one + two + three + four + five + six + seven + eight + nine + ten + eleven;";
    let text = format!("# Reading\n\n```rust\n{code}\nlet short = 1;\n```\n");
    let mut screen = sitting(&text, (60, 20));
    let frame = screen.frame();
    let line = |start: &str| {
        let found = frame.lines().find(|line| line.contains(start));
        found.expect("it is there").to_string()
    };
    assert!(line("let long").contains('…'), "{frame}");
    assert!(!line("let short").contains('…'), "{frame}");
}

#[test]
fn a_line_that_is_cut_off_is_moved_through() {
    let line = "let change = lr * delta * fprime * input; // and this goes on for quite a while, as code does, to its END";
    let lesson = format!("# Wide\n\nBefore.\n\n```rust\n{line}\nshort();\n```\n");
    let mut sitting = Sitting::at(&lesson, (60, 16));
    sitting
        .shows("…")
        .shows("← → along wide lines")
        .hides("END");
    sitting
        .keys(&"<right> ".repeat(9))
        .shows("to its END")
        .hides("short();")
        .hides("let change");
    sitting
        .keys(&"<left> ".repeat(9))
        .shows("let change")
        .hides("END");
    let narrow = lesson.replace(
        "// and this goes on for quite a while, as code does, to its",
        "//",
    );
    let mut wide = Sitting::at(&narrow, (120, 16));
    wide.shows("END").hides("…").hides("along wide lines");
}

#[test]
fn along_wide_lines_one_goes_no_further_than_their_end() {
    let line = "x".repeat(50) + &"y".repeat(60);
    let lesson = format!("# Wide\n\n```rust\n{line}\n```\n");
    let mut sitting = Sitting::at(&lesson, (60, 16));
    sitting.keys(&"<right> ".repeat(30));
    let end = sitting.frame();
    sitting.keys("<right>");
    assert_eq!(sitting.frame(), end);
    sitting.keys("<left>");
    assert_ne!(sitting.frame(), end, "one ← is felt at once");
}
