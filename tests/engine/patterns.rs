//! Patterns by name and from files: courses in a folder, sound and broken, and what is said of them.

use std::fs;
use std::path::Path;

use deltarule::block::{Diagnostic, Outcome};
use deltarule::figure::Line;
use deltarule::lesson::{Course, Lesson};
use tempfile::TempDir;

/// A folder with a lesson of one trainer with two inputs and an output.
fn course(patterns: &str) -> TempDir {
    course_of("[2, 1]", patterns)
}

fn course_of(layers: &str, patterns: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let trainer = format!("layers = {layers}\nseed = 1\npatterns = {patterns}");
    let text = format!("# One\n\n```trainer\n{trainer}\n```\n");
    write(folder.path(), "01-one.md", text.as_bytes());
    folder
}

fn write(folder: &Path, name: &str, text: &[u8]) {
    fs::write(folder.join(name), text).expect("it can be written");
}

fn lesson(folder: &TempDir) -> Lesson {
    let course = Course::folder(folder.path()).expect("it is a course");
    course.lessons.into_iter().next().expect("a lesson")
}

/// How many patterns are read.
fn read(folder: &TempDir) -> usize {
    let lesson = lesson(folder);
    assert_eq!(lesson.problems, []);
    let setup = lesson.trainers[0].setup.as_ref().expect("it is sound");
    setup.runs[0].start.patterns.len()
}

/// What is said of a course: place, message, help, a line each.
fn said(folder: &TempDir) -> Vec<String> {
    let problems = lesson(folder).problems;
    let place = |problem: &Diagnostic| {
        let file = Path::new(&*problem.place.file).file_name().expect("a file");
        let (line, column) = (problem.place.line, problem.place.column);
        format!("{}:{line}:{column}", file.display())
    };
    let said = problems.iter().map(|problem| {
        let help = problem.help.clone().unwrap_or_default();
        format!("{}: {} ({help})", place(problem), problem.message)
    });
    let root = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    said.map(|line| line.replace(&root, "")).collect()
}

/// What is said of a file of patterns: of the file first, then of the lesson that names it.
fn said_of(table: &[u8]) -> Vec<String> {
    let folder = course("\"data.csv\"");
    write(folder.path(), "data.csv", table);
    let mut said = said(&folder);
    let whole = said
        .iter()
        .position(|line| line.contains("cannot be read as patterns"));
    let whole = said.remove(whole.expect("the lesson says it too"));
    assert!(whole.starts_with("01-one.md:6:12: \"data.csv\""), "{whole}");
    assert!(whole.contains("(data.csv:"), "{whole}");
    said
}

#[test]
fn a_file_beside_the_lesson_is_read() {
    for table in [
        "x1,x2,t1\n0,1,1\n1,1,0\n",
        "\u{feff}x1,x2,t1\n0,1,1\n1,1,0\n",
        "x1,x2,t1\r\n0,1,1\r\n1,1,0\r\n",
        "x1, x2, t1\n0, 1, 1\n\n1, 1, 0",
    ] {
        let folder = course("\"data.csv\"");
        write(folder.path(), "data.csv", table.as_bytes());
        assert_eq!(read(&folder), 2, "{table:?}");
    }
}

#[test]
fn every_set_is_read_by_its_name() {
    for (name, layers, patterns) in [
        ("xor_pm", "[2, 1]", 4),
        ("parity3", "[3, 1]", 8),
        ("line", "[1, 1]", 21),
        ("sine", "[1, 3, 1]", 41),
        ("circles", "[2, 1]", 120),
        ("moons", "[2, 1]", 120),
        ("spirals", "[2, 1]", 120),
        ("iris", "[4, 3]", 150),
    ] {
        let folder = course_of(layers, &format!("\"{name}\""));
        assert_eq!(read(&folder), patterns, "{name}");
    }
}

/// A trainer of a set with a check that it learns the set.
fn learns(set: &str, trainer: &str, goal: &str, epochs: usize) -> String {
    format!(
        "```trainer\n{trainer}\npatterns = \"{set}\"\n```\n\
         ```check {set}\nsays = \"It learns.\"\n\
         do = [\"until {goal} within {epochs} epochs\"]\nexpect = [\"{goal}\"]\n```\n"
    )
}

#[test]
fn every_larger_set_can_be_learnt_by_a_small_net() {
    let net = |layers: &str, activation: &str, seed: u8, lr: f64| {
        format!(
            "layers = {layers}\nactivation = {activation}\nseed = {seed}\nspread = 2\nlr = {lr}"
        )
    };
    let to_logistic = "[\"tanh\", \"logistic\"]";
    let line = net("[1, 1]", "\"identity\"", 1, 0.1);
    let sine = net("[1, 6, 1]", "[\"tanh\", \"identity\"]", 3, 0.1);
    let parity = net("[3, 6, 1]", to_logistic, 2, 0.5);
    let circles = net("[2, 4, 1]", to_logistic, 2, 0.3);
    let moons = net("[2, 6, 1]", to_logistic, 2, 0.3);
    let deep = "[\"tanh\", \"tanh\", \"logistic\"]";
    let spirals = net("[2, 12, 8, 1]", deep, 2, 0.2);
    let iris = net("[4, 5, 3]", "\"logistic\"", 2, 0.5);
    let lesson = [
        learns("line", &line, "E < 1e-20", 200),
        learns("sine", &sine, "E < 0.01", 4000),
        learns("parity3", &parity, "accuracy == 1", 5000),
        learns("circles", &circles, "accuracy == 1", 1500),
        learns("moons", &moons, "accuracy == 1", 1500),
        learns("spirals", &spirals, "accuracy == 1", 4000),
        learns("iris", &iris, "accuracy > 0.97", 500),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("# Sets\n\n{}", lesson.concat());
    write(folder.path(), "01-sets.md", text.as_bytes());
    assert_eq!(said(&folder), [""; 0]);
    for claim in self::lesson(&folder).claims() {
        if let Outcome::Fails(lines) = claim.run() {
            let lines: Vec<String> = lines.iter().map(Line::text).collect();
            panic!("{}: {}", claim.name, lines.join("\n"));
        }
    }
}

#[test]
fn a_set_for_another_net_says_what_it_is_for() {
    let expected = "01-one.md:6:12: \"iris\" has 4 inputs and 3 targets (the net has 2 inputs and 1 output: change `layers`)";
    assert_eq!(said(&course("\"iris\"")), [expected]);
    let folder = course("\"data.csv\"");
    write(folder.path(), "data.csv", b"x1,t1\n1,2\n");
    let expected = "01-one.md:6:12: \"data.csv\" has 1 input and 1 target (the net has 2 inputs and 1 output: change `layers`)";
    assert_eq!(said(&folder), [expected]);
}

#[test]
fn an_unknown_set_says_which_is_near() {
    let expected = "01-one.md:6:12: unknown set of patterns \"mons\" (did you mean \"moons\"?)";
    assert_eq!(said(&course("\"mons\"")), [expected]);
}

#[test]
fn mistakes_are_told_in_the_file_at_line_and_column() {
    let header = "the first line names inputs and targets: `x1,x2,t1`";
    let named = "the first line is `x1,x2,t1`, or the trainer names its columns: `inputs = [\"a\", \"b\"]`, `target = \"c\"`";
    let like =
        "write it like 0.5, -2 or 1e-3; a column of words can be the target: `target = \"kind\"`";
    for (table, expected) in [
        (
            "a,b,c\n1,2,3\n",
            format!("data.csv:1:1: expected `x1` in the header, found `a` ({named})"),
        ),
        (
            "\u{feff}x1,x2\n1,2\n",
            format!("data.csv:1:1: the header names no target ({header})"),
        ),
        (
            "x1,x2,t1\r\n1,2,3\r\n0.5,two,1\r\n",
            format!("data.csv:3:5: expected a number for `x2`, found `two` ({like})"),
        ),
        (
            "x1,x2,t1\n1,2,NaN\n",
            "data.csv:2:5: expected a finite number for `t1`, found `NaN` (leave out the line, or write a number like 0.5)".to_string(),
        ),
        (
            "x1,x2,t1\n1,2\n",
            "data.csv:2:1: expected 3 numbers, one for each column of the header, found 2 (each line below the header is a pattern: for `x1,x2,t1` it is like `0.5,-1,1`)".to_string(),
        ),
        ("", format!("data.csv:1:1: this file is empty ({header})")),
    ] {
        assert_eq!(said_of(table.as_bytes()), [expected], "{table:?}");
    }
}

#[test]
fn what_is_no_text_is_told_and_shown_without_control_characters() {
    let said = said_of(b"\xff\xfex\x001\x00,\x1b[31m\x00t\x001\x00\n");
    assert!(
        said[0].starts_with("data.csv:1:1: expected `x1` in the header"),
        "{said:?}"
    );
    assert!(!said[0].contains(char::is_control));
}

#[test]
fn a_file_that_is_too_long_is_told() {
    let folder = course("\"data.csv\"");
    let mut table = b"x1,x2,t1\n0,1,1\n".to_vec();
    table.resize(4 << 20, b'\n');
    write(folder.path(), "data.csv", &table);
    assert_eq!(read(&folder), 1);
    table.push(b'\n');
    write(folder.path(), "data.csv", &table);
    let expected = "01-one.md:6:12: \"data.csv\" is longer than 4 MiB (take fewer patterns: a trainer may have 10000)";
    assert_eq!(said(&folder), [expected]);
}

#[test]
fn a_file_that_is_not_there_is_told_with_the_nearest_that_is() {
    let missing = "01-one.md:6:12: no file \"dat.csv\" stands beside the lesson";
    let folder = course("\"dat.csv\"");
    let none = format!("{missing} (no .csv file is there; copy it into the folder)");
    assert_eq!(said(&folder), [none]);
    write(folder.path(), "weather.csv", b"x1,x2,t1\n0,0,0\n");
    assert_eq!(said(&folder), [format!("{missing} (there is weather.csv)")]);
    write(folder.path(), "data.csv", b"x1,x2,t1\n0,0,0\n");
    assert_eq!(
        said(&folder),
        [format!("{missing} (did you mean \"data.csv\"?)")]
    );
}

#[test]
fn only_plain_names_of_csv_files_are_read() {
    let outside = tempfile::tempdir().expect("a folder");
    write(outside.path(), "x.csv", b"x1,x2,t1\n0,0,0\n");
    let absolute = outside.path().join("x.csv").display().to_string();
    for name in [
        "../x.csv",
        "./data.csv",
        "sub/data.csv",
        &absolute,
        "..\\x.csv",
        "/dev/zero",
    ] {
        let folder = course(&format!("'{name}'"));
        write(folder.path(), "data.csv", b"x1,x2,t1\n0,0,0\n");
        fs::create_dir(folder.path().join("sub")).expect("a folder");
        write(&folder.path().join("sub"), "data.csv", b"x1,x2,t1\n0,0,0\n");
        let said = said(&folder);
        let expected = "is not a file beside the lesson: expected a name without `/` and `\\`";
        assert!(said.len() == 1 && said[0].contains(expected), "{said:?}");
    }
    let expected = "01-one.md:6:12: no file \"01-one.md\" stands beside the lesson (expected a name that ends in .csv)";
    assert_eq!(said(&course("\"01-one.md\"")), [expected]);
}

#[test]
fn a_folder_with_the_name_of_a_file_is_told() {
    let folder = course("\"data.csv\"");
    fs::create_dir(folder.path().join("data.csv")).expect("a folder");
    let expected =
        "01-one.md:6:12: \"data.csv\" is not a file (copy it into the folder of the lesson)";
    assert_eq!(said(&folder), [expected]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn a_link_is_followed_within_the_folder_only() {
        let outside = tempfile::tempdir().expect("a folder");
        write(outside.path(), "x.csv", b"x1,x2,t1\n0,0,0\n");
        let folder = course("\"data.csv\"");
        let link = folder.path().join("data.csv");
        let leads_out = "01-one.md:6:12: \"data.csv\" leads out of the folder of the lesson (copy it into the folder of the lesson)";
        for target in [outside.path().join("x.csv"), "/dev/zero".into()] {
            symlink(target, &link).expect("a link");
            assert_eq!(said(&folder), [leads_out]);
            fs::remove_file(&link).expect("it was there");
        }
        symlink("nowhere.csv", &link).expect("a link");
        assert!(said(&folder)[0].contains("cannot read \"data.csv\": "));
        write(folder.path(), "nowhere.csv", b"x1,x2,t1\n0,0,0\n");
        assert_eq!(read(&folder), 1);
    }

    #[test]
    fn a_course_behind_a_link_is_a_course() {
        let folder = course("\"data.csv\"");
        write(folder.path(), "data.csv", b"x1,x2,t1\n0,0,0\n");
        let outside = tempfile::tempdir().expect("a folder");
        let link = outside.path().join("course");
        symlink(folder.path(), &link).expect("a link");
        let course = Course::folder(&link).expect("it is a course");
        assert!(!course.lessons[0].is_broken());
    }

    #[test]
    fn a_lesson_that_leads_out_is_not_read() {
        let outside = course("\"xor\"");
        let folder = tempfile::tempdir().expect("a folder");
        symlink(
            outside.path().join("01-one.md"),
            folder.path().join("01-one.md"),
        )
        .expect("a link");
        let said = Course::folder(folder.path()).expect_err("it leads out");
        assert!(
            said.ends_with("\"01-one.md\" leads out of the folder of the lesson"),
            "{said}"
        );
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = course("\"data.csv\"");
        let made = Command::new("mkfifo")
            .arg(folder.path().join("data.csv"))
            .status();
        assert!(made.expect("mkfifo is there").success());
        let expected =
            "01-one.md:6:12: \"data.csv\" is not a file (copy it into the folder of the lesson)";
        assert_eq!(said(&folder), [expected]);
    }
}

#[test]
fn the_inputs_of_a_table_are_scaled_over_all_its_lines() {
    use deltarule::network::patterns::{Columns, Scale};
    let inputs = |scale| {
        let columns = Columns {
            scale: Some(scale),
            ..Columns::default()
        };
        let read = columns.read("a,b,t\n1,5,0\n3,5,1\n5,5,0\n7,5,1\n", 1);
        let patterns = read.expect("a table").into_iter();
        patterns.map(|pattern| pattern.inputs).collect::<Vec<_>>()
    };
    assert_eq!(inputs(Scale::Unit)[0], [-1.0, 0.0]);
    assert_eq!(inputs(Scale::Unit)[3], [1.0, 0.0]);
    // Over all of them: the mean of the squares is 5, not 20 / 3.
    let z = inputs(Scale::Z);
    assert!((z[0][0] + 3.0 / 5.0_f64.sqrt()).abs() < 1e-12);
    let squares: f64 = z.iter().map(|row| row[0] * row[0]).sum();
    assert!((squares / 4.0 - 1.0).abs() < 1e-12 && z[0][1] == 0.0);
}
