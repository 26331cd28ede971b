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
