//! The verbs of the command line, as one types them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::course::{Course, Told, told};

/// The answer of the program to arguments, with lines on its input; progress is kept in a folder of its own.
fn deltarule_with(input: &str, arguments: &[&str]) -> Told {
    let folder = tempfile::tempdir().expect("a folder");
    deltarule_in(folder.path(), input, arguments)
}

/// The same, with progress kept in this folder.
fn deltarule_in(folder: &Path, input: &str, arguments: &[&str]) -> Told {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deltarule"));
    command.args(arguments);
    command.arg("--state").arg(folder.join("progress.toml"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A verb that asks for nothing may have ended by now.
    drop(pipe.write_all(input.as_bytes()));
    drop(pipe);
    told(&child.wait_with_output().expect("it ends"))
}

fn deltarule(arguments: &[&str]) -> Told {
    deltarule_with("", arguments)
}

/// The output of a verb that does what it is told to.
#[track_caller]
fn said(arguments: &[&str]) -> String {
    let told = deltarule(arguments);
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{}", told.out);
    told.out
}

/// The sentence of a verb that cannot do what it is told to.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let told = deltarule(arguments);
    assert_eq!((told.code, told.out.as_str()), (2, ""), "{}", told.err);
    told.err
}

/// A lesson with a trainer, a question about it, and a check.
const LESSON: &str = r#"# A lesson

```trainer small
layers   = [1, 1]
weights  = [[[0.5, 0.1]]]
lr       = 0.5
patterns = [{ x = [1], t = [1] }]
```

```question guess
asks    = "How much?"
answer  = "change"
explains = "So much."
```

The error is `=E ~ 0.06278`.

```check falls
says   = "One update lowers the error."
do     = ["step 1 pattern"]
expect = ["E < at(0, E)", "w(1,1,1) ~ 0.541"]
```
"#;

/// The verbs that the help of the program names.
fn verbs() -> Vec<String> {
    let help = said(&["--help"]);
    let (_, verbs) = help.split_once("Commands:\n").expect("there are verbs");
    let verbs = verbs.split("\n\n").next().unwrap_or_default();
    let begins = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = verbs.lines().filter(begins);
    let names = names.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(String::from)
        .collect()
}

#[test]
fn the_help_of_every_verb_shows_an_example_and_the_readme_names_it() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).expect("the README");
    let verbs = verbs();
    assert!(verbs.len() > 10, "{verbs:?}");
    for verb in verbs {
        let help = said(&[&verb, "--help"]);
        assert!(help.contains(&format!("\ndeltarule {verb}")), "{help}");
        assert!(readme.contains(&format!("`deltarule {verb}")), "{verb}");
    }
}

#[test]
fn a_lesson_opens_by_its_number_its_name_or_a_part_of_it() {
    for lesson in [
        "4",
        "04",
        "one-update-by-hand",
        "04-one-update-by-hand",
        "by-hand",
        "BY-Hand",
    ] {
        let text = said(&[lesson]);
        assert!(
            text.starts_with("Lesson 4 of 17.\n# One update by hand\n"),
            "{lesson}: {text}"
        );
    }
}

#[test]
fn a_block_or_a_trainer_of_a_lesson_is_opened_by_its_name() {
    let told = deltarule_with("", &["04::hidden-sum", "--plain"]);
    assert!(
        told.out
            .starts_with("Lesson 4 of 17.\nQuestion hidden-sum: "),
        "{}",
        told.out
    );
    let told = deltarule_with("", &["07::back", "--plain"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let later = deltarule_with("", &["04::thousandth", "--plain"]);
    assert!(
        later.out.contains("thousandth comes further down"),
        "{}",
        later.out
    );
}

#[test]
fn who_names_no_lesson_is_told_the_nearest() {
    for (name, said) in [
        (
            "chan-rule",
            "there is no lesson chan-rule; did you mean 03-the-chain-rule?\n",
        ),
        (
            "lsit",
            "there is no verb lsit; did you mean `deltarule list`?\n",
        ),
        (
            "04::by-pencl",
            "lesson 04-one-update-by-hand has nothing called by-pencl; did you mean by-pencil?\n",
        ),
    ] {
        assert_eq!(refused(&[name]), said);
    }
    let several = refused(&["the"]);
    assert!(
        several.starts_with("the is a part of several lessons: 01-the-question, "),
        "{several}"
    );
    let none = refused(&["99"]);
    assert!(
        none.starts_with("there is no lesson 99; there are 00-tour, "),
        "{none}"
    );
}

#[test]
fn the_blocks_of_a_lesson_are_listed_with_kind_name_and_line() {
    let course = Course::of(&[("01-mine.md", LESSON.as_bytes())]);
    let file = course.folder().join("01-mine.md");
    let file = file.to_str().expect("a path");
    let rows = said(&["list", file]);
    let rows: Vec<Vec<&str>> = rows
        .lines()
        .map(|row| row.split_whitespace().collect())
        .collect();
    let place = |line: usize| format!("{file}:{line}");
    assert_eq!(
        rows,
        [
            ["trainer", "small", &place(3)],
            ["question", "guess", &place(10)],
            ["check", "falls", &place(18)],
        ]
    );
}

#[test]
fn a_file_is_checked_as_a_lesson_of_its_folder() {
    let course = Course::of(&[("01-mine.md", LESSON.as_bytes()), ("notes.md", b"# Notes")]);
    let path = |file: &str| course.folder().join(file).display().to_string();
    let out = said(&["check", &path("01-mine.md")]);
    assert!(out.ends_with("3 hold, 0 fail, 0 errors\n"), "{out}");
    let one = said(&["check", &format!("{}::falls", path("01-mine.md"))]);
    assert_eq!(one, "ok    01-mine::falls\n1 hold, 0 fail, 0 errors\n");
    let none = refused(&["check", &path("notes.md")]);
    assert_eq!(
        none,
        "notes.md is no lesson by its name: rename it like 00-notes.md\n"
    );
}

#[test]
fn claims_are_named_without_being_run() {
    let fails = LESSON.replace("0.541", "0.640");
    let course = Course::of(&[("01-mine.md", fails.as_bytes())]);
    let told = course.check(&["--list"]);
    let names = "01-mine::=E ~ 0.06278\n01-mine::guess\n01-mine::falls\n";
    assert_eq!((told.code, told.out.as_str()), (0, names));
}

#[test]
fn a_report_for_programs_has_the_place_of_everything() {
    let fails = LESSON.replace("0.541", "0.640");
    let broken = LESSON.replace("lr ", "lrr");
    let course = Course::of(&[
        ("01-fails.md", fails.as_bytes()),
        ("02-broken.md", broken.as_bytes()),
    ]);
    let told = course.check(&["--format", "json"]);
    assert_eq!(told.code, 2);
    let report: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!((&report["hold"], &report["fail"]), (&2.into(), &1.into()));
    let claim = &report["lessons"][0]["claims"][2];
    assert_eq!(
        (&claim["name"], &claim["line"]),
        (&"falls".into(), &18.into())
    );
    assert!(
        claim["found"][0]
            .as_str()
            .is_some_and(|line| line.contains("01-fails.md:21:"))
    );
    let error = &report["lessons"][1]["errors"][0];
    assert_eq!((&error["line"], &error["column"]), (&6.into(), &1.into()));
    assert_eq!(error["help"], "did you mean `lr`?");
}

#[test]
fn a_report_for_build_servers_has_a_case_for_each_claim_and_each_error() {
    let fails = LESSON.replace("0.541", "0.640");
    let broken = LESSON.replace("lr ", "lrr");
    let course = Course::of(&[
        ("01-fails.md", fails.as_bytes()),
        ("02-broken.md", broken.as_bytes()),
    ]);
    let told = course.check(&["--format", "junit"]);
    assert_eq!(told.code, 2);
    for part in [
        "<testsuite name=\"01-fails\" tests=\"3\" failures=\"1\" errors=\"0\">",
        "name=\"=E ~ 0.06278\"",
        "<failure message=\"it does not hold\">",
        "<testsuite name=\"02-broken\" tests=\"1\" failures=\"0\" errors=\"1\">",
        "<error message=\"unknown key `lrr`\">",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    assert_eq!(
        told.out.matches("<testcase ").count(),
        told.out.matches("/>").count() + 2
    );
}

#[test]
fn a_formula_has_its_value_after_commands() {
    assert_eq!(said(&["eval", "04", "E"]), "0.298371108760\n");
    assert_eq!(
        said(&["eval", "04", "w(2,1,1)", "--do", "step 1 epoch"]),
        "0.358916479718\n"
    );
    let commands = ["--do", "step 1 epoch; back 1 epoch", "--do", "set lr 1"];
    assert_eq!(
        said(&[&["eval", "by-hand::worked", "-lr"], &commands[..]].concat()),
        "-1\n"
    );
    let condition = |formula: &str| {
        let told = deltarule(&["eval", "08::two", formula, "--do", "step 100 epochs"]);
        (told.code, told.out)
    };
    assert_eq!(
        condition("without.E < full.E"),
        (0, "it holds\n".to_string())
    );
    assert_eq!(
        condition("without.E > full.E"),
        (1, "it does not hold\n".to_string())
    );
}

#[test]
fn what_is_wrong_with_a_formula_or_a_command_is_told_as_in_lessons() {
    assert_eq!(
        refused(&["eval", "04", "E + detla"]),
        "the formula:1:5: unknown name `detla`\n 1 | E + detla\n   |     ^^^^^\n   help: did you mean `delta`?\n"
    );
    assert_eq!(
        refused(&["eval", "04", "E", "--do", "set lr 2; stpe 1 epoch"]),
        "--do:1:11: unknown command `stpe`\n 1 | set lr 2; stpe 1 epoch\n   |           ^^^^\n   help: did you mean `step`?\n"
    );
    let none = refused(&["eval", "04", "1 / (E - E)"]);
    assert!(
        none.contains("this is not a number here\n 1 | 1 / (E - E)\n   | ^^^^^"),
        "{none}"
    );
}

#[test]
fn the_terms_of_an_update_are_traced_weight_by_weight() {
    let table = said(&["trace", "04", "--by", "weight", "--steps", "2"]);
    let rows: Vec<Vec<&str>> = table
        .lines()
        .map(|row| row.split_whitespace().collect())
        .collect();
    assert_eq!(
        rows[0],
        [
            "epoch", "update", "pattern", "weight", "lr", "delta", "fprime", "input", "change",
            "w", "new_w", "E"
        ]
    );
    let first = [
        "0",
        "0",
        "1",
        "w(2,1,1)",
        "0.5000",
        "−0.7414",
        "0.1868",
        "0.5933",
        "−0.04108",
    ];
    assert_eq!(rows[2][..9], first);
    assert_eq!(rows[3][3], "w(1,1,1)", "the next one in reading order");
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_trace_for_programs_has_all_digits() {
    let one = [
        "trace", "04", "--weight", "w(2,1,1)", "--steps", "1", "--format",
    ];
    let csv = said(&[&one[..], &["csv"]].concat());
    let mut rows = csv.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let (head, row) = (rows.next().expect("a head"), rows.next().expect("a row"));
    let column = head.iter().position(|name| *name == "new_w");
    // The weight's name has commas in it, and so stands in quotes.
    let value: f64 = row[column.expect("a column") + 2]
        .parse()
        .expect("a number");
    assert!((value - 0.358_916_479_717_884_5).abs() < 1e-15, "{csv}");
    let json: serde_json::Value = {
        let json = said(&[&one[..], &["json"]].concat());
        serde_json::from_str(&json).expect("JSON")
    };
    assert_eq!(json[0]["new_w"].as_f64(), Some(value));
    assert_eq!(json[0]["weight"], "w(2,1,1)");
}

#[test]
fn a_trace_by_epoch_has_no_terms_and_one_of_a_twin_has_its_own() {
    let epochs = said(&[
        "trace", "08::two", "--by", "epoch", "--steps", "3", "--format", "csv",
    ]);
    assert!(
        epochs.starts_with("epoch,update,weight,w,new_w,E\n0,0,\"w(1,1,1)\",1,"),
        "{epochs}"
    );
    assert_eq!(epochs.lines().count(), 4);
    let of = |run: &str| said(&["trace", "08::two", "--run", run, "--steps", "2"]);
    assert_ne!(of("full"), of("without"));
    assert_eq!(
        refused(&["trace", "08::two", "--run", "witout"]),
        "the trainer has no run witout; did you mean without?\n"
    );
    assert_eq!(
        refused(&["trace", "04", "--weight", "E"]),
        "E is no weight: write w(2,1,1), b(2,1) or all\n"
    );
}

#[test]
fn a_program_is_of_the_run_and_the_settings_that_are_asked_for() {
    let plain = said(&["code", "04"]);
    for part in [
        "# 04-one-update-by-hand::worked: a trainer of the course deltarule\n",
        "from math import exp\n",
        "updates = 10\n",
        "change = lr * delta * fprime * input\n",
        "sent_back[i] += w * delta * fprime\n",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    let muted = said(&[
        "code",
        "04",
        "--do",
        "mute fprime; set lr 2",
        "--updates",
        "3",
    ]);
    assert!(
        muted.contains("change = lr * delta * 1 * input\n"),
        "{muted}"
    );
    assert!(muted.contains("lr = 2.0\nupdates = 3\n"), "{muted}");
    let twin = said(&["code", "07::back", "--run", "signs", "--lang", "rust"]);
    assert!(
        twin.contains("sent_back[i] += sign(w) * delta * fprime;"),
        "{twin}"
    );
}

/// An exhibit, and the question that opens its seal.
const SEALED: &str = "# Sealed\n\n```trainer exhibit\nlayers = [1, 1]\nweights = [[[0.5, 0.1]]]\n\
    patterns = [{ x = [1], t = [1] }]\nterms = { fprime = \"f'(y)\" }\nsealed = true\n```\n\n\
    ```question what\nasks = \"What is broken?\"\nbroken = \"fprime\"\n```\n";

#[test]
fn a_sealed_trainer_has_no_program_until_its_question_is_answered() {
    let course = Course::of(&[("01-sealed.md", SEALED.as_bytes())]);
    let file = course.folder().join("01-sealed.md").display().to_string();
    let state = tempfile::tempdir().expect("a folder");
    let program = || deltarule_in(state.path(), "", &["code", &file]);
    let told = program();
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(
        told.err.contains("`deltarule 01-sealed::what`"),
        "{}",
        told.err
    );
    let passed = deltarule_in(
        state.path(),
        "skip\n",
        &[&format!("{file}::what"), "--plain"],
    );
    assert_eq!(passed.code, 0, "{}", passed.err);
    let told = program();
    assert!(
        told.out.contains("lr * delta * f_prime(y) * input"),
        "{}{}",
        told.err,
        told.out
    );
}

#[test]
fn a_program_begins_at_the_start_and_ends_before_numbers_overflow() {
    let begun = refused(&["code", "04", "--do", "step 1 epoch"]);
    assert!(
        begun.starts_with("a program begins at update 0: "),
        "{begun}"
    );
    let far = refused(&["code", "10::powers-far", "--run", "divided"]);
    assert!(far.contains("grows past what a float holds after"), "{far}");
}

#[test]
fn a_lesson_is_read_out_as_far_as_it_is_open_and_solved_to_its_end() {
    let lesson = LESSON.replace(
        "explains = \"So much.\"\n```\n",
        "explains = \"So much.\"\nhint = \"Multiply.\"\n```\n\n---\n\nBelow.\n\n```task lower\n\
        asks = \"Lower it.\"\ngoal = \"E < 0.05\"\nsolution = [\"until E < 0.05 within 99 epochs\"]\n\
        explains = \"It is low.\"\nhint = \"Go on.\"\n```\n\n```recall what\nasks = \"What was it?\"\nanswer = \"A step.\"\n```\n",
    );
    let course = Course::of(&[("01-mine.md", lesson.as_bytes())]);
    let file = course.folder().join("01-mine.md").display().to_string();
    let open = said(&["read", &file]);
    assert!(open.starts_with("Lesson 1 of 1.\n# A lesson\n"), "{open}");
    assert!(
        !open.contains("So much.") && !open.contains("Below."),
        "{open}"
    );
    let solved = said(&["read", &file, "--solved"]);
    for part in [
        "Not answered. It was 0.04053\n",
        "So much.\n",
        "Below.\n",
        "Task lower, done: Lower it.\n",
        "It is low.\n",
        "A step.\n",
        "0.06278",
    ] {
        assert!(solved.contains(part), "{part}: {solved}");
    }
    let numbers = solved.find("It is low.").zip(solved.find("0.06278"));
    assert!(
        numbers.is_some_and(|(task, number)| task < number),
        "{solved}"
    );
}

#[test]
fn numbers_that_are_not_right_are_written_as_they_are_once_an_author_agrees() {
    let wrong = LESSON
        .replace("0.06278", "0.07")
        .replace("~ 0.541", "~ -0.9999");
    let course = Course::of(&[("01-mine.md", wrong.as_bytes())]);
    let path = course.folder().join("01-mine.md");
    let file = path.display().to_string();
    let text = || fs::read_to_string(&path).expect("the lesson");
    let no = deltarule_with("n\n", &["bless", &file]);
    let shown = format!(
        "{file}:16\n- The error is `=E ~ 0.07`.\n+ The error is `=E ~ 0.06`.\n{file}:21\n\
        - expect = [\"E < at(0, E)\", \"w(1,1,1) ~ -0.9999\"]\n+ expect = [\"E < at(0, E)\", \"w(1,1,1) ~ 0.5405\"]\n\
        Write this to {file}? [y/N] Nothing was written.\n"
    );
    assert_eq!((no.code, no.out), (1, shown));
    assert_eq!(text(), wrong);
    let yes = deltarule_with("y\n", &["bless", &file]);
    assert_eq!(yes.code, 0, "{}", yes.err);
    assert_eq!(
        text(),
        wrong.replace("0.07", "0.06").replace("-0.9999", "0.5405")
    );
    assert_eq!(
        said(&["bless", &file]),
        "Every number behind `~` is right.\n"
    );
    assert_eq!(
        said(&["check", &file]).lines().last(),
        Some("3 hold, 0 fail, 0 errors")
    );
    let carried = refused(&["bless", "04"]);
    assert!(
        carried.starts_with("the program's own lessons are in no file: "),
        "{carried}"
    );
}

#[test]
fn the_numbers_of_the_course_are_right() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    for number in 1..=17 {
        let told = deltarule(&[
            "bless",
            &number.to_string(),
            "--course",
            lessons.to_str().expect("a path"),
        ]);
        assert_eq!(
            told.out, "Every number behind `~` is right.\n",
            "{number}: {}",
            told.err
        );
    }
}

#[test]
fn what_was_done_in_a_lesson_is_forgotten_once_the_learner_agrees() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |input: &str, arguments: &[&str]| deltarule_in(folder.path(), input, arguments);
    told("skip\n", &["04::hidden-sum", "--plain"]);
    told("skip\n", &["01::first-step", "--plain"]);
    let listed = || told("", &["list"]).out;
    assert_eq!(listed().matches("1 not answered").count(), 2);
    let no = told("\n", &["reset", "04"]);
    let question = "Forget 1 thing that you did in lesson 04-one-update-by-hand? [y/N] ";
    assert_eq!(
        (no.code, no.out),
        (1, format!("{question}Nothing was forgotten.\n"))
    );
    let yes = told("yes\n", &["reset", "04"]);
    assert_eq!(yes.code, 0, "{}", yes.err);
    assert!(
        listed().contains("· 04 ") && listed().contains("1 not answered"),
        "{}",
        listed()
    );
    let all = told("", &["reset", "--yes"]);
    assert_eq!(all.out, "Forgotten: 1 thing in the whole course.\n");
    assert!(!listed().contains("not answered"), "{}", listed());
    assert_eq!(
        told("", &["reset"]).out,
        "Nothing is kept of the whole course.\n"
    );
}

#[test]
fn what_is_known_of_the_surroundings_can_be_pasted() {
    let told = said(&["doctor"]);
    for name in [
        "deltarule ",
        "output          no terminal\n",
        "theme ",
        "TERM ",
        "course          the program's own: 18 lessons, 0 broken\n",
    ] {
        assert!(told.contains(name), "{name}: {told}");
    }
    assert!(told.contains("progress.toml: nothing yet\n"), "{told}");
    let signs: Vec<&str> = told.lines().filter(|line| line.contains('|')).collect();
    assert!(
        signs.len() > 5 && signs.iter().all(|line| line.ends_with('|')),
        "{told}"
    );
}

#[test]
fn completions_and_the_manual_name_every_verb() {
    let bash = said(&["completions", "bash"]);
    let manual = said(&["man"]);
    for verb in verbs() {
        assert!(bash.contains(&verb), "{verb}");
        assert!(
            manual.contains(&format!("deltarule\\-{verb}(1)")),
            "{verb}: {manual}"
        );
    }
    assert!(said(&["man", "check"]).contains("\\-\\-format"));
    assert_eq!(refused(&["man", "chekc"]), "there is no verb chekc\n");
}
