//! The program in a real terminal: what the keys do to the screen, and in what state the terminal is left.
//! A panic is not tried here: nothing that a learner can do provokes one, and the program has no hook for it.
#![cfg(unix)]

use std::collections::HashSet;
use std::time::Duration;

use crate::pty::{FRAME, Terminal, signal};

/// The sizes that the screen is made for.
const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

/// The weight that the terms are about.
fn selected(terminal: &Terminal) -> String {
    let text = terminal.text();
    let name = text.split("the change of ").nth(1);
    let name = name.and_then(|rest| rest.split_once(')'));
    name.map_or_else(
        || panic!("no terms in\n{text}"),
        |(name, _)| name.to_string() + ")",
    )
}

/// How many weights are marked as moved.
fn moved(terminal: &Terminal) -> usize {
    terminal.text().matches(['↑', '↓']).count()
}

/// Goes on to the first question of the first lesson, which is about a single unit.
fn to_first_question(terminal: &mut Terminal) {
    for key in [":", "stop first-step", "\r"] {
        terminal.press(key);
    }
    terminal.see("trainer · unit");
}

/// Passes over the first question of the first lesson, so that nothing is hidden on the screen.
fn pass_over(terminal: &mut Terminal) {
    to_first_question(terminal);
    for key in ["s", "\t", "\t"] {
        terminal.press(key);
    }
}

#[test]
fn it_begins_with_a_tour_that_is_left_by_a_key() {
    let mut terminal = Terminal::given(&[]);
    terminal.see("0 A tour of the screen");
    terminal.see("0 of 18 done");
    terminal.see("terms · the change of w(1,1,1)");
    terminal.press(">");
    terminal.see("1 The question");
    terminal.see("boundary · y");
}

#[test]
fn space_changes_one_weight_and_backspace_gives_the_very_same_screen_back() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        pass_over(&mut terminal);
        let first = terminal.picture();
        terminal.press(" ");
        terminal.see("1 of 3 weights");
        terminal.see("the change of w(1,1,1), done");
        assert_eq!(moved(&terminal), 1, "{}", terminal.text());
        terminal.press("\x7f");
        assert!(terminal.picture() == first, "{}", terminal.text());
    }
}

/// Inside an update a step back selects the weight that it undoes, so only the round as a whole is a way back to the pixel.
#[test]
fn a_round_of_spaces_and_as_many_backspaces_give_the_first_screen_back() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        for (lesson, weights) in [(1, 3), (4, 8)] {
            go_to(&mut terminal, lesson);
            if lesson == 1 {
                to_first_question(&mut terminal);
            }
            let mut seen = vec![terminal.picture()];
            for _ in 0..weights {
                terminal.press(" ");
                assert!(!seen.contains(&terminal.picture()), "{}", terminal.text());
                seen.push(terminal.picture());
            }
            terminal.see("update 1 ");
            for left in (1..weights).rev() {
                terminal.press("\x7f");
                terminal.see(&format!("update 0 · {left} of {weights} weights"));
            }
            terminal.press("\x7f");
            assert!(terminal.picture() == seen[0], "{}", terminal.text());
        }
    }
}

#[test]
fn every_weight_can_be_selected_biases_too() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        for (lesson, weights, last) in [(1, 3, "1,1"), (4, 12, "2,2")] {
            go_to(&mut terminal, lesson);
            if lesson == 1 {
                to_first_question(&mut terminal);
            }
            terminal.press("\t");
            while selected(&terminal) != "w(1,1,1)" {
                terminal.press("k");
            }
            let mut names = vec![selected(&terminal)];
            for _ in 1..weights {
                terminal.press("j");
                names.push(selected(&terminal));
            }
            assert_eq!(
                names.iter().collect::<HashSet<_>>().len(),
                weights,
                "{names:?}"
            );
            assert!(
                names.last().is_some_and(|name| name.contains(last)),
                "{names:?}"
            );
            terminal.press("j");
            names.push(selected(&terminal));
            names.dedup();
            assert_eq!(names.len(), weights, "after the last one there is none");
            for name in names.iter().rev().skip(1) {
                terminal.press("k");
                assert_eq!(&selected(&terminal), name);
            }
            terminal.press("\t");
        }
    }
}

/// Opens a lesson by its number.
fn go_to(terminal: &mut Terminal, lesson: usize) {
    for key in [":", &format!("lesson {lesson}"), "\r"] {
        terminal.press(key);
    }
    terminal.see(&format!(" deltarule  {lesson} "));
}

#[test]
fn lessons_are_gone_through_and_listed() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        let first = terminal.picture();
        terminal.press(">");
        terminal.see("2 How wrong, and which way");
        terminal.press("<");
        assert!(terminal.picture() == first, "{}", terminal.text());
        terminal.press("t");
        terminal.see(" contents ");
        terminal.see("▸  1 The question");
        terminal.press("j");
        terminal.press("\r");
        terminal.see(" deltarule  2 ");
        terminal.press("t");
        terminal.press("\x1b");
        terminal.wait("the list is gone", |terminal| {
            !terminal.text().contains(" contents ╮")
        });
        terminal.see(" deltarule  2 ");
    }
}

#[test]
fn the_help_has_every_row_of_the_key_table() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        let first = terminal.picture();
        terminal.press("?");
        let mut seen = String::new();
        loop {
            let before = terminal.text();
            seen += &before;
            terminal.press("j");
            if terminal.text() == before {
                break;
            }
        }
        for says in key_texts() {
            assert!(seen.contains(says), "{says} is in the help");
        }
        terminal.press("?");
        assert!(terminal.picture() == first, "{}", terminal.text());
    }
}

/// What the table of keys says of each row, from its source.
fn key_texts() -> Vec<&'static str> {
    let source = include_str!("../../src/face/tui/key_table.rs");
    let (_, table) = source.split_once("pub const ROWS").expect("the table");
    let (table, _) = table.split_once("\n];").expect("its end");
    let texts: Vec<&str> = table
        .split("    row(")
        .skip(1)
        .filter_map(|row| {
            let texts: Vec<&str> = row.split('"').skip(1).step_by(2).collect();
            let behind = 1 + usize::from(row.contains("Some("));
            texts.get(texts.len() - behind).copied()
        })
        .collect();
    assert!(
        texts.contains(&"change one weight") && texts.len() > 30,
        "{texts:?}"
    );
    texts
}

#[test]
fn the_checks_of_a_lesson_are_run_by_a_key() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        terminal.press("c");
        terminal.see("12 of 12 checks hold");
    }
}

#[test]
fn a_screen_that_is_too_small_says_the_size_it_needs_and_comes_back() {
    let mut terminal = Terminal::open(120, 40);
    let first = terminal.picture();
    terminal.resize(38, 10);
    terminal.wait("one line", |terminal| {
        terminal.text().trim() == "deltarule needs 40×12; this is 38×10"
    });
    terminal.resize(120, 40);
    terminal.wait("the first screen", |terminal| terminal.picture() == first);
    terminal.resize(80, 24);
    terminal.see("0 of 18 done");
    terminal.resize(1, 1);
    terminal.wait("a letter", |terminal| terminal.text().trim() == "d");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

/// Runs the program between two looks at the terminal's settings, ends it, and holds that they are the same.
fn is_left_as_it_was(end: impl Fn(&mut Terminal, &str), code: &str) {
    let mut terminal = Terminal::shell(
        "stty -a; echo begun; sh -c 'echo process $$ runs; exec \"$0\"' \"$0\"; echo \"code $? ended\"; stty -a; echo done",
    );
    terminal.wait("a first frame", |terminal| terminal.frames() > 0);
    assert!(!terminal.is_restored(), "the program has the terminal");
    let log = terminal.log();
    let process = log
        .split("process ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    end(&mut terminal, process.expect("the process says its number"));
    assert_eq!(terminal.end(), 0);
    let log = terminal.log();
    let (before, rest) = log.split_once("begun").expect("a beginning");
    let (_, after) = rest.split_once(" ended\r\n").expect("an end");
    assert!(rest.contains(&format!("code {code} ended")), "{rest:?}");
    assert_eq!(after.trim_end().strip_suffix("done"), Some(before));
    assert!(
        before.contains(" icanon") && before.contains(" echo "),
        "{before}"
    );
    assert!(terminal.is_restored(), "{}", terminal.text());
}

#[test]
fn the_terminal_is_left_as_it_was_however_one_quits() {
    is_left_as_it_was(|terminal, _| terminal.send("q"), "0");
    is_left_as_it_was(|terminal, _| terminal.send("\x03"), "0");
    is_left_as_it_was(
        |terminal, _| {
            terminal.press("?");
            terminal.send("q");
        },
        "0",
    );
}

#[test]
fn the_terminal_is_left_as_it_was_when_a_signal_ends_the_program() {
    is_left_as_it_was(|_, process| signal("TERM", process), "143");
    is_left_as_it_was(|_, process| signal("HUP", process), "129");
    is_left_as_it_was(|_, process| signal("INT", process), "130");
}

#[test]
fn no_colour_is_set_where_none_is_wanted() {
    for (wanted, environment) in [(true, vec![]), (false, vec![("NO_COLOR", "1")])] {
        let mut terminal = Terminal::with(120, 40, &environment);
        for key in [" ", "\t", "j", "c", "?"] {
            terminal.press(key);
        }
        let log = terminal.log();
        let codes: Vec<&str> = log
            .split("\x1b[")
            .filter_map(|part| part.split_once('m'))
            .map(|(codes, _)| codes)
            .filter(|codes| codes.bytes().all(|c| c.is_ascii_digit() || c == b';'))
            .flat_map(|codes| codes.split(';'))
            .collect();
        let colours = codes.iter().filter_map(|code| code.parse::<u8>().ok());
        let coloured = colours
            .filter(|code| matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107))
            .count();
        assert_eq!(coloured > 0, wanted, "{codes:?}");
        assert!(codes.contains(&"7"), "what is selected is reversed");
    }
}

#[test]
fn a_key_is_one_frame_and_nothing_is_written_while_nothing_happens() {
    let mut terminal = Terminal::open(120, 40);
    let quiet = Duration::from_millis(300);
    for key in [" ", "\x7f", "p", "\t", "j", "+", ">", "t", "\x1b", "c"] {
        let before = terminal.log().len();
        terminal.press(key);
        assert!(!terminal.listen(quiet), "silence after {key:?}");
        let log = terminal.log();
        let frame = &log[before..];
        assert!(
            frame.starts_with(FRAME.0) && frame.ends_with(FRAME.1),
            "{frame:?}"
        );
        assert_eq!(frame.matches(FRAME.0).count(), 1, "{frame:?}");
        assert_eq!(frame.matches(FRAME.1).count(), 1, "{frame:?}");
    }
    terminal.send("Z");
    assert!(
        !terminal.listen(quiet),
        "a key without a meaning draws nothing"
    );
}

#[test]
fn a_question_is_answered_in_its_place_and_its_answer_is_hidden_until_then() {
    for (columns, rows) in SIZES {
        let mut terminal = Terminal::open(columns, rows);
        assert!(!terminal.text().contains("0.03734"), "{}", terminal.text());
        to_first_question(&mut terminal);
        for key in ["\r", "0.5 * 0.3917 * 0.8", "\r"] {
            terminal.press(key);
        }
        terminal.see("That leaves f′(e) out");
        assert!(!terminal.text().contains("0.03734"), "{}", terminal.text());
        for key in ["\r", "\x15", "0.5 * 0.3917 * 0.2383 * 0.8", "\r"] {
            terminal.press(key);
        }
        terminal.see("that is right");
        terminal.see("0.03734");
        terminal.see("1 of 10 done");
    }
}

#[test]
fn what_is_typed_is_text_whatever_keys_it_is_made_of() {
    let mut terminal = Terminal::open(80, 24);
    to_first_question(&mut terminal);
    for key in ["\r", "q", "1", "?", "/"] {
        terminal.press(key);
    }
    terminal.see("> q1?/");
    terminal.press("\x1b");
    terminal.see("Enter goes on");
    terminal.press("\r");
    terminal.press("\x17");
    terminal.press("\x1b");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

/// Types a line to the plain face, and waits for the prompt after what it says.
fn says(terminal: &mut Terminal, line: &str) -> String {
    let before = terminal.log().len();
    let prompts = terminal.log().matches("> ").count();
    terminal.send(&format!("{line}\r"));
    terminal.wait(line, |terminal| {
        terminal.log().matches("> ").count() > prompts || terminal.is_over()
    });
    terminal.log()[before..].replace("\r\n", "\n")
}

/// Reads on in the plain face until it comes to something, by empty lines.
fn goes_on(terminal: &mut Terminal, to: &str) -> String {
    for _ in 0..12 {
        let said = says(terminal, "");
        if said.contains(to) {
            return said;
        }
    }
    panic!("{to} is not come to: {}", terminal.text());
}

#[test]
fn a_lesson_that_is_completed_in_the_plain_face_is_completed_on_the_screen() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let state = folder.path().join("progress.toml").display().to_string();
    let mut plain = Terminal::given(&["01", "--plain", "--state", &state]);
    plain.see("`help` tells what else can be said.");
    plain.wait("a prompt", |terminal| terminal.log().contains("\n> "));
    assert!(goes_on(&mut plain, "Question first-step").contains("What will"));
    assert!(says(&mut plain, "answer 0.15669").contains("That leaves f′(e) out"));
    let right = says(&mut plain, "answer 0.5 * 0.3917 * 0.2383 * 0.8");
    assert!(
        right.contains("Question first-step, done:") && right.contains("that is right"),
        "{right}"
    );
    assert!(says(&mut plain, "step 1 weight").contains("Epoch 0, update 0, 1 of 3 weights, E "));
    for (line, told) in [
        ("", "Question largest"),
        ("answer b", "that is right"),
        ("", "Task sooner"),
        ("hint", "Hint: "),
        ("reset", "Epoch 0, update 0"),
        ("set lr 3", "lr 0.5 → 3"),
        (
            "until E < 0.01 within 8 patterns",
            "done: what you were asked",
        ),
        ("", "Question without"),
        ("answer 2", "that is right"),
        ("", "Task mute-it"),
        ("reset", "Epoch 0, update 0"),
        ("mute fprime", "muted"),
        (
            "until E < 0.01 within 50 patterns",
            "done: what you were asked",
        ),
        ("", "Task one-step-each"),
        ("step 1 epoch", "done: what you were asked"),
        ("", "Question guess"),
        ("answer c", "kept"),
        ("", "Note in-your-words"),
        ("note Because of the chain rule?", "kept"),
        ("", "Recall four"),
        ("reveal", "belong to the unit"),
        ("", "Recall alone"),
        ("reveal", "leaves its direction as it is"),
        ("contents", "✓ 01 The question, 10 of 10 done"),
    ] {
        let said = match line {
            "" => goes_on(&mut plain, told),
            line => says(&mut plain, line),
        };
        assert!(said.contains(told), "{line}: {told}\n{said}");
    }
    says(&mut plain, "quit");
    assert_eq!(plain.end(), 0);
    let log = plain.log();
    assert!(
        !log.contains('\x1b') && !log.contains('│'),
        "no boxes, no codes"
    );

    let mut screen = Terminal::given(&["--state", &state]);
    screen.see("10 of 10 done");
    screen.see("1 of 18 done");
    screen.see("Because of the chain rule?");
    screen.send("q");
    assert_eq!(screen.end(), 0);
}

#[test]
fn one_comes_back_to_where_one_was() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let state = folder.path().join("progress.toml").display().to_string();
    let mut terminal = Terminal::given(&["--state", &state]);
    go_to(&mut terminal, 4);
    for key in ["n", "s", ":", "stop one-weight", "\r"] {
        terminal.press(key);
    }
    terminal.see("Enter shows line 1 of 5");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    terminal.wait("how to go on", |terminal| {
        terminal.log().contains("`deltarule` goes on where you are")
    });
    let mut again = Terminal::given(&["--state", &state]);
    again.see(" deltarule  4 One update by hand");
    again.see("0 of 7 done");
    again.see("Enter shows line 1 of 5");
    again.send("q");
    assert_eq!(again.end(), 0);
}

#[test]
fn the_terminal_is_never_asked_anything_and_the_screen_is_drawn_anew_after_sleep() {
    let mut terminal =
        Terminal::shell("sh -c 'echo process $$ runs; exec \"$0\"' \"$0\"; echo quit");
    terminal.wait("a first frame", |terminal| terminal.frames() > 0);
    let log = terminal.log();
    let process = log.split("process ").nth(1);
    let process = process
        .and_then(|rest| rest.split(' ').next())
        .expect("its number");
    let first = terminal.picture();
    terminal.press("\x0c");
    assert!(terminal.picture() == first, "{}", terminal.text());
    terminal.send("\x1a");
    terminal.wait("a terminal given back", Terminal::is_restored);
    // It gives the terminal back a little before it sleeps, and who is woken too early sleeps on.
    terminal.wait("the screen again", |terminal| {
        signal("CONT", process);
        terminal.picture() == first
    });
    while terminal.listen(Duration::from_millis(300)) {}
    terminal.press("?");
    terminal.see(" keys ");
    let frames = terminal.frames();
    terminal.resize(80, 24);
    terminal.wait("a frame of that size", |terminal| {
        terminal.frames() > frames
    });
    terminal.see("change one weight");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    for question in ["\x1b[6n", "\x1b[c", "\x1b[?u", "\x1b[>c"] {
        assert!(!terminal.log().contains(question), "{question:?}");
    }
}

#[test]
fn what_is_pasted_goes_into_a_field_and_is_no_key_elsewhere() {
    let mut terminal = Terminal::open(120, 40);
    terminal.send("\x1b[200~quite\x1b[201~");
    terminal.press(":");
    terminal.press("\x1b[200~set lr\r\n0.25\x1b[201~");
    terminal.see(":set lr 0.25");
    terminal.press("\r");
    terminal.see("lr");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_key_is_answered_while_a_large_net_learns_and_esc_stops_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let lesson = "# Large\n\n```trainer large\nlayers = [2, 28, 28, 1]\nactivation = \"tanh\"\nlr = 0.001\nseed = 1\n\
                  schedule = \"batch\"\npatterns = \"moons\"\n```\n";
    std::fs::write(folder.path().join("01-large.md"), lesson).expect("it can be written to");
    let course = folder.path().display().to_string();
    let mut terminal = Terminal::given(&["--course", &course]);
    terminal.see(" deltarule  1 Large");
    for key in [":", "step 1000000 epochs", "\r"] {
        terminal.press(key);
    }
    terminal.see("of 1,000,000 · Esc stops");
    terminal.send("?");
    terminal.see(" keys ");
    terminal.send("?");
    terminal.see("of 1,000,000 · Esc stops");
    terminal.send("\x1b");
    terminal.see("stopped after ");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_theme_is_drawn_at_once_and_at_the_next_start() {
    const LIGHT: &str = "48;2;250;250;250";
    let all = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
    let mut terminal = Terminal::with(80, 24, &all);
    terminal.see("1 The question");
    assert!(!terminal.log().contains(LIGHT));
    for key in [":", "theme light", "\r"] {
        terminal.press(key);
    }
    terminal.see("theme light, from now on");
    assert!(terminal.log().contains(LIGHT));
}

#[test]
fn the_first_frame_and_every_redraw_write_the_blanks_between_words() {
    let mut terminal = Terminal::with(80, 24, &[("NO_COLOR", "1")]);
    terminal.see("1 The question");
    let written = |terminal: &Terminal| terminal.log().matches("0 of 18 done").count();
    assert_eq!(written(&terminal), 1, "{}", terminal.log());
    terminal.press("\x0c");
    terminal.wait("all is drawn anew", |terminal| written(terminal) == 2);
    terminal.resize(100, 30);
    terminal.wait("all is drawn anew", |terminal| written(terminal) == 3);
}
