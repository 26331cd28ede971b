//! Mistakes that authors make by nature, each told once: where, what, and what to write.

use crate::course::Course;

const TRAINER: &str =
    "```trainer main\nlayers = [2, 1]\nlr = 0.5\nseed = 1\npatterns = \"xor\"\n```\n";

fn told(part: &str) -> String {
    let lesson = format!("# Natural\n\n{TRAINER}\n{part}\n");
    let course = Course::of(&[("01-natural.md", lesson.as_bytes())]);
    let told = course.check(&[]);
    assert_eq!(told.code, 2, "{part}: {}", told.out);
    assert!(
        told.out.ends_with(" 1 errors\n"),
        "one mistake, one error: {part}: {}",
        told.out
    );
    told.out
}

fn check(does: &str) -> String {
    format!("```check a\nsays = \"It.\"\ndo = [\"{does}\"]\nexpect = [\"E > 0\"]\n```")
}

#[test]
fn mistakes_of_authors_are_told_with_what_to_write() {
    for (part, place, help) in [
        (check("set lr=3"), ":12:14", "write `set lr 3`"),
        (check("run 10 epochs"), ":12:12", "updates are counted by `step 10 epochs`"),
        (
            "```check a\nsays = \"It is $\\frac{1}{2}$.\"\nexpect = [\"E > 0\"]\n```".to_string(),
            ":11:8",
            "two backslashes",
        ),
        (
            "```question q\nasks = \"It?\"\nanswer = \"E\"\nwithin = \"2\"\n```".to_string(),
            ":13:",
            "write `within = \"2%\"`",
        ),
        (
            "```quiz\nasks = \"It?\"\nanswer = \"E\"\n```".to_string(),
            ":10:1",
            "there are lesson, trainer, check",
        ),
        (
            "```check a\nsays = \"It.\"\nexpect = [\"E > 0\"]\n".to_string(),
            ":10:1",
            "write ``` in a line of its own",
        ),
        (
            "```trainer b\nlayers = [2, 1]\nseed = 1\npatterns = \"xor\"\n[twin]\nname = \"x\"\n```"
                .to_string(),
            ":14:1",
            "write `[[twin]]`",
        ),
        ("A \u{7} bell.".to_string(), ":10:3", "take it out"),
    ] {
        let out = told(&part);
        assert!(out.contains(place) && out.contains(help), "{part}: {out}");
    }
}

fn question(lines: &str) -> String {
    format!("```question q\n{lines}\n```")
}

fn trainer(lines: &str) -> String {
    format!("```trainer b\nlayers = [2, 1]\nseed = 1\npatterns = \"xor\"\n{lines}\n```")
}

#[test]
fn what_is_called_otherwise_elsewhere_or_written_otherwise_is_known() {
    for (part, place, help) in [
        (
            question(
                "asks = \"It?\"\nanswer = \"E\"\n[[slip]]\nvalue = \"lr\"\nsays = \"No.\"\nexplains = \"So.\"",
            ),
            ":16:1",
            "write `explains` above the first `[[slip]]`",
        ),
        (
            "```trainer b\nlayers = [2, 1]\nseed = \"25\"\npatterns = \"xor\"\n```".to_string(),
            ":12:8",
            "write `25`, without quotes",
        ),
        (trainer("learning_rate = 1"), ":14:1", "did you mean `lr`?"),
        (trainer("LR = 1"), ":14:1", "did you mean `lr`?"),
        (trainer("lr: 1"), ":14:", "write `lr = 1`"),
        (
            trainer("lr = 0,5"),
            ":14:",
            "write the number with a point: `lr = 0.5`",
        ),
        (
            trainer("activation = tanh"),
            ":14:14",
            "write `activation = \"tanh\"`",
        ),
        (
            trainer("activation = “tanh”"),
            ":14:14",
            "write `activation = \"tanh\"`",
        ),
        (
            trainer("activation = \"Tanh\""),
            ":14:15",
            "did you mean \"tanh\"?",
        ),
        (
            trainer("activation = \"1/(1 + e^(-e))\""),
            ":14:22",
            "write `exp(-e)`",
        ),
        (
            trainer("activation = \"exp(-x)\""),
            ":14:",
            "a formula in `e`, the net input",
        ),
        (
            trainer("line_search = \"armijo\""),
            ":14:16",
            "there is none, halving, parabola",
        ),
        (
            trainer("show = \"network\""),
            ":14:8",
            "write `[\"network\"]`",
        ),
        (
            question(
                "asks = \"It?\"\n[[choice]]\ntext = \"a\"\nright = yes\n[[choice]]\ntext = \"b\"",
            ),
            ":14:9",
            "write `right = true`",
        ),
        (
            question("asks = \"It?\"\nanswer = \"it grows\""),
            ":12:14",
            "for words, write a `[[choice]]`",
        ),
        (
            question("asks = \"It?\"\nanswer = 0.5"),
            ":12:10",
            "write `\"0.5\"`",
        ),
        (
            question("asks = \"Is \\\"it\\\" `= foo`?\"\nanswer = \"E\""),
            ":11:22",
            "",
        ),
        (
            question("asks = \"It?\"\nanswer = \"on(7, E)\""),
            ":12:14",
            "there is no pattern 7: they go from 1 to 4",
        ),
        (
            question("asks = \"It?\"\nanswer = \"E(0)\""),
            ":12:13",
            "there is no pattern 0: they go from 1 to 4",
        ),
        (
            "```question q\nasks = \"It?\"\nanswer = \"E\"\n\nSome prose, and no end.\n"
                .to_string(),
            ":10:1",
            "write ``` in a line of its own",
        ),
    ] {
        let out = told(&part);
        assert!(out.contains(place) && out.contains(help), "{part}: {out}");
    }
}

#[test]
fn lessons_are_in_the_order_of_their_numbers_and_what_is_no_lesson_is_told() {
    let lesson = |title: &str| format!("# {title}\n\nProse.\n").into_bytes();
    let course = Course::of(&[
        ("100-last.md", &lesson("Last")),
        ("20-first.md", &lesson("First")),
        ("020-twice.md", &lesson("Twice")),
        ("3-short.md", &lesson("Short")),
        ("README.md", &lesson("Read me")),
    ]);
    std::fs::create_dir(course.folder().join("30-folder.md")).expect("a folder");
    let told = course.check(&[]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    for warning in [
        "warning: 3-short.md is no lesson by its name: rename it like 03-short.md\n",
        "warning: 020-twice.md and 20-first.md have the same number: give one of them another\n",
        "warning: 30-folder.md is no file: a lesson is one, so rename it or move it\n",
    ] {
        assert!(told.out.contains(warning), "{}", told.out);
    }
    assert!(!told.out.contains("README"), "{}", told.out);
    let unknown = course.check(&["7"]);
    assert!(
        unknown
            .err
            .ends_with("there are 020-twice, 20-first, 100-last\n"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_file_in_utf_16_is_told_by_that_name_and_by_nothing_else() {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let trainer = "# A\n\n```trainer t\nlayers = [1, 1]\nseed = 1\npatterns = \"d.csv\"\n```\n";
    let course = Course::of(&[
        ("01-a.md", trainer.as_bytes()),
        ("d.csv", &utf16("x1,t1\n0,1\n1,0\n")),
        ("02-b.md", &utf16("# B\n\nProse.\n")),
    ]);
    let told = course.check(&[]).out;
    assert!(told.contains("\"d.csv\" is UTF-16, not UTF-8"), "{told}");
    assert!(
        told.contains("02-b.md:1:1: this is UTF-16, not UTF-8"),
        "{told}"
    );
    assert!(told.ends_with(" 2 errors\n"), "{told}");
}

#[test]
fn of_very_many_errors_the_first_are_shown_and_the_others_counted() {
    let lines = "lr: 1\n".repeat(70);
    let lesson = format!("# A\n\n```trainer t\n{lines}```\n");
    let told = Course::of(&[("01-a.md", lesson.as_bytes())]).check(&[]).out;
    assert_eq!(told.matches("write `lr = 1`").count(), 50, "{told}");
    assert!(
        told.contains("01-a: 20 more errors are not shown\n"),
        "{told}"
    );
    assert!(told.ends_with(" 70 errors\n"), "{told}");
}

#[test]
fn a_pattern_that_commands_bring_can_be_spoken_of() {
    let check = "```check a\nsays = \"It.\"\ndo = [\"set patterns moons\"]\nexpect = [\"on(7, E) > 0\"]\n```";
    let lesson = format!("# Natural\n\n{TRAINER}\n{check}\n");
    let told = Course::of(&[("01-natural.md", lesson.as_bytes())]).check(&[]);
    assert_eq!(told.code, 0, "{}", told.out);
}

#[test]
fn a_comment_that_names_no_panel_is_told() {
    let told = told("<!-- show: chain, slices -->\n\nText.\n");
    assert!(told.contains("there is no panel `slices`"), "{told}");
    assert!(told.contains("did you mean `slice`?"), "{told}");
}
