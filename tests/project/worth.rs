//! Conditions that would notice nothing are reported: planted ones are, and the course has none.

use std::fmt::Write as _;

use crate::course::Course as Located;
use deltarule::block::{Worth, worth};
use deltarule::lesson::Course;

#[test]
fn no_claim_of_the_course_is_worthless() {
    let course = Course::embedded();
    let mut tried = 0;
    for lesson in &course.lessons {
        for block in &lesson.blocks {
            for condition in worth(&block.block) {
                tried += 1;
                assert_ne!(condition.worth, Worth::None, "{condition:?}");
            }
        }
    }
    assert!(tried > 100, "{tried} conditions");
}

/// A trainer, and behind it claims that hold.
const LESSON: &str = r#"# Planted

```trainer xor
layers   = [2, 2, 1]
lr       = 0.5
seed     = 3
schedule = "batch"
patterns = "xor"
```
"#;

/// Claims that hold whatever the update does, each in another way.
const WORTHLESS: [(&str, &str); 8] = [
    (
        "check itself",
        "says = \"E is E.\"\ndo = [\"step 1 epoch\"]\nexpect = [\"E == E\", \"update == 1\"]",
    ),
    (
        "check frozen",
        "says = \"It stays.\"\ndo = [\"freeze w(1,1,1)\", \"step 3 epochs\"]\nexpect = [\"w(1,1,1) == at(0, w(1,1,1))\"]",
    ),
    (
        "check back",
        "says = \"There and back.\"\ndo = [\"step 1 epoch\", \"back 1 epoch\"]\nexpect = [\"w(1,1,1) == at(0, w(1,1,1))\"]",
    ),
    (
        "check wide",
        "says = \"Near.\"\ndo = [\"step 1 epoch\"]\nexpect = [\"E ~ 0.5 +- 100\"]",
    ),
    (
        "check either",
        "says = \"One or the other.\"\ndo = [\"step 1 epoch\"]\nexpect = [\"E < at(0, E) or E >= at(0, E)\"]",
    ),
    (
        "check counted",
        "says = \"It counts.\"\ndo = [\"step 3 epochs\"]\nexpect = [\"epoch == 3\", \"update == 3\"]",
    ),
    (
        "task moves",
        "asks = \"Move it.\"\ngoal = \"w(1,1,1) != at(0, w(1,1,1))\"\nsolution = [\"step 1 epoch\"]",
    ),
    (
        "question any",
        "asks = \"How large?\"\nanswer = \"change\"\nwithin = 1000",
    ),
];

/// A claim that notices nothing, and whose author says why.
const EXCUSED: &str = "```check excused
says = \"It is E.\"
expect = [\"E == E\"]
notices = false
reason = \"It is the same number twice.\"
```
";

/// Claims of worth beside them.
const OF_WORTH: [(&str, &str); 2] = [
    (
        "check exact",
        "says = \"The rule.\"\nexpect = [\"change ~ -lr * gradient\"]",
    ),
    (
        "check forward",
        "says = \"Before anything is learnt.\"\nexpect = [\"e(1,1) ~ w(1,1,1) * x(1) + w(1,1,2) * x(2) + b(1,1)\"]",
    ),
];

#[test]
fn planted_conditions_that_notice_nothing_are_reported_and_no_others() {
    let mut text = LESSON.to_string();
    for (head, body) in WORTHLESS.iter().chain(&OF_WORTH) {
        let _ = write!(text, "\n```{head}\n{body}\n```\n");
    }
    let _ = write!(text, "\n{EXCUSED}");
    let course = Located::of(&[("01-planted.md", text.as_bytes())]);
    assert_eq!(course.check(&[]).code, 0, "all of them hold");
    let told = course.check(&["--mutate"]);
    assert_eq!(told.code, 1, "{}", told.out);
    for (head, _) in WORTHLESS {
        let name = head.split(' ').nth(1).expect("a name");
        let line = format!("WORTHLESS 01-planted::{name}: ");
        assert!(told.out.contains(&line), "{line}\n{}", told.out);
    }
    let excused = "`E == E` need notice nothing: It is the same number twice.";
    assert!(told.out.contains(excused), "{}", told.out);
    assert!(
        told.out
            .ends_with("4 conditions are of worth, 9 worthless\n"),
        "{}",
        told.out
    );
}

#[test]
fn a_course_without_worthless_claims_is_said_to_be_so() {
    let (head, body) = OF_WORTH[0];
    let text = format!("{LESSON}\n```{head}\n{body}\n```\n");
    let course = Located::of(&[("01-sound.md", text.as_bytes())]);
    let told = course.check(&["--mutate"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{}", told.out);
    assert!(
        told.out
            .contains("notices f′ left out, f′ taken at y, delta turned round, lr left out")
    );
    let broken = course.check(&["--mutate", "01-sound::nothing"]);
    assert_eq!(broken.code, 2, "{}", broken.out);
}

#[test]
fn a_broken_lesson_is_told_by_the_exit_code_whatever_else_is_worthless() {
    let (head, body) = WORTHLESS[0];
    let planted = format!("{LESSON}\n```{head}\n{body}\n```\n");
    let broken = "# Broken\n\n```trainer\nlayers = 1\n```\n";
    let course = Located::of(&[
        ("01-planted.md", planted.as_bytes()),
        ("02-broken.md", broken.as_bytes()),
    ]);
    let told = course.check(&["--mutate"]);
    assert!(told.out.contains("WORTHLESS"), "{}", told.out);
    assert_eq!(told.code, 2, "{}", told.out);
}
