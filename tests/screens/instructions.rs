//! What a lesson says can be done, can be done as it is written: its keys mean something, its commands are taken by the
//! trainer that they stand beside.

use std::fs;
use std::path::Path;

use deltarule::face::tui::{named, pressed};
use deltarule::lesson::Course;
use deltarule::study::{Action, Study, act};
use deltarule::training::command;

/// The texts between two signs in the prose of a lesson: no fence, no formula of its own.
fn between<'a>(text: &'a str, sign: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    let mut is_fenced = false;
    let prose = text.lines().enumerate().filter(move |(_, line)| {
        let is_fence = line.starts_with("```");
        is_fenced ^= is_fence;
        !is_fence && !is_fenced
    });
    prose.flat_map(move |(number, line)| {
        let parts = line.split(sign).skip(1).step_by(2);
        parts.map(move |part| (number + 1, part))
    })
}

/// Whether a bold word names a key: a single character, or a key's name.
fn is_key(word: &str) -> bool {
    word.chars().count() == 1 || pressed(&word.to_lowercase()).is_some()
}

/// The trainer of a lesson that stands last above a line.
fn trainer_above(text: &str, line: usize) -> usize {
    let above = text.lines().take(line);
    above.filter(|line| line.starts_with("```trainer")).count()
}

/// What is wrong with a command that stands in a line of a lesson.
fn refused(lesson: &Course, text: &str, line: usize, written: &str) -> Option<String> {
    let action = match Action::parse(written) {
        Ok(action) => action,
        Err(problem) => return Some(problem.to_string()),
    };
    let mut study = Study::new(lesson.clone());
    let shown = trainer_above(text, line).max(1);
    act(
        &mut study,
        &Action::parse(&format!("show {shown}")).expect("an action"),
    );
    act(&mut study, &action);
    while study.is_at_work() {
        act(&mut study, &Action::Work(u64::MAX));
    }
    let message = study.message()?;
    message.is_trouble.then(|| message.text.clone())
}

/// What a lesson's text says to press or to type that cannot be done.
fn cannot_be_done(name: &str, text: &str) -> Vec<String> {
    let keys = between(text, "**").filter(|(_, word)| is_key(word) && named(word).is_none());
    let mut told: Vec<String> = keys
        .map(|(line, word)| format!("{name}:{line}: no key {word}"))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("01-lesson.md"), text).expect("it can be written to");
    let course = Course::folder(folder.path()).expect("a course");
    for (line, written) in between(text, "`") {
        let verb = written.split_once(' ').map(|(verb, _)| verb);
        let is_command = verb.is_some_and(|verb| command::verbs().any(|row| row.name == verb));
        if !is_command {
            continue;
        }
        if let Some(problem) = refused(&course, text, line, written) {
            told.push(format!("{name}:{line}: `{written}`: {problem}"));
        }
    }
    for (number, line) in text.lines().enumerate() {
        if line.to_lowercase().contains("scroll up to") {
            told.push(format!(
                "{name}:{}: nobody is sent back to scroll",
                number + 1
            ));
        }
    }
    told
}

#[test]
fn what_the_lessons_say_to_press_or_type_can_be_done() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let mut told = Vec::new();
    for entry in fs::read_dir(folder).expect("the lessons") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_lesson = name.starts_with(|c: char| c.is_ascii_digit());
        if is_lesson {
            let text = fs::read_to_string(&path).expect("a lesson");
            told.extend(cannot_be_done(&name, &text));
        }
    }
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_key_that_is_none_and_a_command_that_is_refused_are_told() {
    let trainer = "```trainer unit\nlayers = [2, 1]\nlr = 0.5\nseed = 1\npatterns = \"xor\"\n```";
    let text = format!(
        "# Wrong\n\n{trainer}\n\nPress **ß**, then **space** and **Tab**. Type `set lr 1`, then `set lr fast` and `step 3 wieghts`.\n\nScroll up to the top.\n"
    );
    let told = cannot_be_done("01-wrong.md", &text);
    assert_eq!(told.len(), 4, "{told:#?}");
    assert_eq!(told[0], "01-wrong.md:10: no key ß");
    assert!(
        told[1].starts_with("01-wrong.md:10: `set lr fast`: "),
        "{}",
        told[1]
    );
    assert!(
        told[2].starts_with("01-wrong.md:10: `step 3 wieghts`: "),
        "{}",
        told[2]
    );
}
