//! The plain face by a pipe: each line is a command, an answer, or the name of a key.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the plain face says to some lines.
fn said(lines: &[&str], environment: &[(&str, &str)], arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("progress.toml");
    said_with(&state, lines, environment, arguments)
}

/// The same, with progress kept in a file.
fn said_with(
    state: &Path,
    lines: &[&str],
    environment: &[(&str, &str)],
    arguments: &[&str],
) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deltarule"));
    command.args(arguments).arg("--state").arg(state);
    command.envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    for line in lines {
        writeln!(input, "{line}").expect("it reads");
    }
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{:?}", output.status);
    String::from_utf8(output.stdout).expect("text")
}

fn plain(lines: &[&str]) -> String {
    said(lines, &[], &["01", "--plain"])
}

/// Goes on to the first question of the first lesson.
const TO_FIRST: &str = "stop first-step";

#[test]
fn a_pipe_is_read_line_by_line_and_asked_for_nothing() {
    let text = plain(&["", "", "contents"]);
    assert!(
        text.starts_with("Lesson 1 of 17.\n# The question\n"),
        "{text}"
    );
    assert!(
        text.contains("\n## The line\n"),
        "headings are marked: {text}"
    );
    assert!(text.contains("17 The answer, and a playground"), "{text}");
    assert!(!text.contains("> "), "no prompt: {text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let accessible = said(&["", "", "contents"], &[("ACCESSIBLE", "1")], &["01"]);
    assert_eq!(accessible, text);
}

#[test]
fn a_lesson_is_read_bit_by_bit_and_once_only() {
    // What a gate holds back is read once its question is passed over.
    let lines = ["", "skip"].repeat(40);
    let text = plain(&lines);
    for sentence in [
        "It knows nothing yet.",
        "That is the one question of",
        "An update is four numbers",
    ] {
        assert_eq!(text.matches(sentence).count(), 1, "{sentence}");
    }
    let first = plain(&[]);
    assert!(!first.contains("That is the one question of"), "{first}");
    assert!(text.contains("`next` opens the next lesson"), "{text}");
    let again = plain(&["", "read"]);
    assert_eq!(again.matches("It knows nothing yet.").count(), 2, "{again}");
}

#[test]
fn the_name_of_a_key_does_what_the_key_does_and_is_named_with_it() {
    let text = plain(&[TO_FIRST, "skip", "space", "3", "x", "n", "c"]);
    for told in [
        "Epoch 0, update 0, 1 of 3 weights",
        "muted nothing → fprime",
        "the trainer is as the lesson has it",
        "backspace (`back 1 weight`)",
        "12 of 12 checks hold",
    ] {
        assert!(text.replace('\n', " ").contains(told), "{told}: {text}");
    }
}

#[test]
fn a_number_answers_an_open_question_and_else_is_a_place_in_time() {
    let text = plain(&[TO_FIRST, "0.15669", "0.0373", "5"]);
    let text = text.replace('\n', " ");
    for told in ["leaves f′(e) out", "that is right", "Epoch 5, update 5,"] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[test]
fn how_much_is_told_of_a_step_is_set() {
    let step = |verbosity: &str| {
        let text = plain(&[
            TO_FIRST,
            "skip",
            &format!("verbosity {verbosity}"),
            "step 1 pattern",
        ]);
        let (_, told) = text.split_once("Steps are told ").expect("it is said");
        told.lines().count()
    };
    assert_eq!([step("short"), step("normal")], [3, 5]);
    assert!(step("full") > 8);
    let wrong = plain(&["verbosity loud"]);
    assert!(wrong.contains("Expected `verbosity short`"), "{wrong}");
}

/// What the plain face says to some lines in a course of one lesson.
fn in_lesson(lesson: &str, lines: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("01-said.md"), lesson).expect("a file");
    let course = folder.path().to_str().expect("a path");
    said(lines, &[], &["--plain", "--course", course])
}

#[test]
fn a_term_that_is_taken_wrongly_is_said_as_what_the_rule_takes() {
    let lesson = "# Taken\n\n```trainer t\nlayers = [1, 1]\nweights = [[[0.5, 0.1]]]\nlr = 0.5\n\
        patterns = [{ x = [1], t = [1] }]\nterms = { fprime = \"f'(y)\" }\nshow = [\"terms\"]\n```\n";
    let text = in_lesson(lesson, &["look"]);
    assert!(
        text.contains("0.2257") && text.contains("what the rule takes for it"),
        "{text}"
    );
    assert!(
        !text.contains("logistic′") && !text.contains("f'(y)"),
        "{text}"
    );
}

#[test]
fn formulas_in_code_are_read_in_words_and_what_is_to_be_typed_is_not() {
    let lesson = "# Said\n\nHere `f'(e)` and `lr * delta > w(1,1,1)`; type `0.5 * 0.4`, `set lr 3` or `lr`.\n";
    let text = in_lesson(lesson, &[""]);
    let text = text.replace('\n', " ");
    let said = "Here f prime of e and lr times delta is greater than w(1,1,1); type 0.5 * 0.4, set lr 3 or lr.";
    assert!(text.contains(said), "{text}");
}

#[test]
fn a_trainer_is_where_it_was_left_when_the_course_is_read_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("progress.toml");
    let first = said_with(&state, &["seek 3"], &[], &["--plain"]);
    assert!(!first.contains("as you left them"), "{first}");
    let second = said_with(&state, &["= update"], &[], &["--plain"]);
    assert!(second.contains("as you left them"), "{second}");
    assert!(second.contains("update = 3\n"), "{second}");
}

#[test]
fn an_update_that_is_watched_is_told_stage_by_stage() {
    let lesson = "# Seen\n\n```trainer t\nlayers = [1, 1]\nweights = [[[0.5, 0.1]]]\nlr = 0.5\n\
        patterns = [{ x = [1], t = [1] }]\nshow = [\"terms\"]\n```\n";
    let text = in_lesson(lesson, &["watch"]).replace('\n', " ");
    for said in [
        "forward: each unit of layer 1",
        "the error: the outputs are held against the targets",
        "back: delta of each output",
        "w(1,1,1) is changed by 0.0",
        "w(1,1,2) is changed by 0.0",
        "the update is made: E 0.06278 →",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
