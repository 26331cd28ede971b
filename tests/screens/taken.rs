//! A term that is taken wrongly, found out by keys: in the row of the terms, under the microscope, by *why*; and mended.

use crate::sitting::Sitting;
use deltarule::block::{Outcome, Verdict};
use deltarule::study::Status;

const LESSON: &str = r#"# A bug

```trainer bug
layers   = [1, 1]
lr       = 0.5
weights  = [[[0.5, 0.1]]]
patterns = [{ x = [1], t = [1] }]
terms    = { fprime = "f'(y)" }
show     = ["terms", "microscope"]
```
"#;

fn sitting() -> Sitting {
    Sitting::at(LESSON, (120, 40))
}

#[test]
fn a_wrong_term_stands_in_its_row_and_is_seen_under_the_microscope_until_it_is_mended() {
    let mut sitting = sitting();
    // f′(y) = 0.2257 is taken for f′(e) = 0.2288, and delta × f′(y) for minus the slope.
    sitting
        .shows("0.2257")
        .shows("the rule   −0.07996 · 1 digit agrees")
        .hides("f'(y)");
    sitting.keys("<enter> <enter>").shows("taken as f'(y)");
    sitting
        .keys("<esc> : set <space> terms.fprime <space> f'(e) <enter>")
        .shows("0.2288")
        .shows("the rule   −0.08107 · all digits agree");
}

/// The failures of the questions of a lesson.
fn failures(lesson: &str) -> String {
    let sitting = Sitting::at(lesson, (80, 24));
    let claims = sitting.study.lesson().claims();
    let failures = claims.iter().filter_map(|claim| match claim.run() {
        Outcome::Fails(lines) => Some(lines),
        Outcome::Holds => None,
    });
    failures.flatten().map(|line| line.text() + "\n").collect()
}

fn sealed(settings: &str, broken: &str) -> String {
    let lesson = LESSON.replace("terms    = { fprime = \"f'(y)\" }", settings);
    let lesson = lesson.replace("show ", "sealed = true\nshow ");
    format!(
        "{lesson}\n```question bug-name\nasks = \"What is broken?\"\nbroken = \"{broken}\"\n```\n"
    )
}

#[test]
fn a_sealed_trainer_tells_nothing_of_its_rule_until_its_question_is_answered() {
    for (settings, told) in [
        ("terms = { fprime = \"f'(y)\" }", "f'(y)"),
        ("rule = \"lr * delta * fprime^2 * input\"", "fprime^2"),
    ] {
        let lesson = sealed(settings, "fprime");
        let mut sitting = Sitting::at(&lesson, (120, 40));
        sitting
            .shows("rule(lr, delta, f′(e), input)")
            .shows("should be logistic′ at e = 0.6")
            .hides(told)
            .hides("beside −slope");
        assert!(!sitting.said().contains(told));
        sitting
            .keys("<tab> <enter>")
            .shows("for you to check")
            .hides(told);
        sitting
            .keys("g <enter>")
            .shows("is told once you have answered")
            .hides(told);
        let mut mended = Sitting::at(&lesson, (120, 40));
        mended.does("set terms.fprime fprime");
        mended.hides(told);
        mended.does("set rule lr * delta * fprime * input");
        mended.hides(told);
        sitting
            .keys("<esc> <esc> n c <enter>")
            .shows("that is right")
            .shows("beside −slope");
        sitting.keys("<tab> <enter>").shows(told);
    }
}

#[test]
fn what_is_broken_is_asked_with_all_that_could_be() {
    let lesson = sealed("terms = { fprime = \"f'(y)\" }", "fprime");
    let mut sitting = Sitting::at(&lesson, (120, 60));
    sitting.keys("n");
    for choice in [
        "a) the learning rate",
        "f) the order",
        "g) nothing: the rule is sound",
    ] {
        sitting.shows(choice);
    }
    sitting.keys("b <enter>").shows("If that alone were mended");
    sitting.keys("<down> <enter>").shows("that is right");
}

#[test]
fn the_answer_is_proved() {
    let hidden = "layers   = [1, 2, 1]\nseed = 3";
    for (settings, broken, complaint) in [
        ("terms = { fprime = \"f'(y)\" }", "fprime", None),
        ("terms = { lr = \"-lr\" }", "lr", None),
        ("terms = { delta = \"y - t\" }", "delta", None),
        ("terms = { input = \"w\" }", "input", None),
        ("rule = \"lr * delta * fprime^2 * input\"", "fprime", None),
        ("rule = \"lr * delta * input\"", "fprime", None),
        (
            "rule = \"lr * delta * y * (1 - y)^2 * input\"",
            "fprime",
            None,
        ),
        ("rule = \"lr * delta * fprime\"", "input", None),
        (
            "send_back = \"(w + change) * delta * fprime\"",
            "the order",
            None,
        ),
        ("send_back = \"w * delta\"", "what is sent back", None),
        ("", "nothing", None),
        (
            "terms = { fprime = \"f'(y)\" }",
            "delta",
            Some("what mends it is fprime"),
        ),
        ("", "lr", Some("nothing is broken")),
        (
            "rule = \"-lr * delta * fprime * input\"",
            "lr",
            Some("what mends it is lr, and also delta, and also fprime, and also input"),
        ),
        (
            "terms = { fprime = \"f'(y)\", delta = \"y - t\" }",
            "delta",
            Some("no single mend"),
        ),
    ] {
        let lesson = sealed(settings, broken).replace("layers   = [1, 1]", hidden);
        let lesson = lesson.replace("weights  = [[[0.5, 0.1]]]\n", "");
        let out = failures(&lesson);
        match complaint {
            None => assert_eq!(out, "", "{settings} {broken}"),
            Some(complaint) => assert!(out.contains(complaint), "{settings} {broken}: {out}"),
        }
    }
}

#[test]
fn a_seal_that_no_question_opens_is_an_error() {
    let lesson = LESSON.replace("show ", "sealed = true\nshow ");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("01-sealed.md"), lesson).expect("a file");
    let course = deltarule::lesson::Course::folder(folder.path()).expect("a course");
    let problems = &course.lessons[0].problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.contains("nothing opens this seal"));
}

#[test]
fn a_slip_whose_number_would_be_right_is_not_told() {
    let question = "```question q\nasks = \"How steep is it?\"\nanswer = \"fprime\"\n```\n";
    let lesson = LESSON.replace("terms    = { fprime = \"f'(y)\" }\n", "");
    let lesson = format!("{lesson}\n{question}");
    // f′(e) is 0.2288, and f′(y) 0.2257: as near as an answer has to be.
    let mut sitting = Sitting::at(&lesson, (120, 40));
    sitting.does("stop q");
    sitting.does("answer 0.2223");
    assert_eq!(sitting.study.tried(0.into()).verdict, Some(Verdict::Wrong));
    sitting.does("answer 0.2257");
    assert_eq!(sitting.study.standing(0.into(), 0.into()), Status::Done);
}

#[test]
fn what_held_at_the_start_is_no_half_of_a_goal() {
    let task = "```task t\nasks = \"Make three updates.\"\ngoal = \"lr == 0.5 and update >= 3\"\nsolution = [\"step 3 patterns\"]\n```\n";
    let mut sitting = Sitting::at(&format!("{LESSON}\n{task}"), (120, 40));
    for action in ["stop t", "set lr 1", "set lr 0.5"] {
        sitting.does(action);
        sitting.hides("not yet");
    }
    sitting.does("set lr 1");
    sitting.does("step 3 patterns");
    sitting.shows("not yet: lr is 1; 0.5000 was asked");
}

#[test]
fn a_sealed_rule_does_not_tell_which_term_it_leaves_out() {
    let lesson = sealed("rule = \"lr * delta * input\"", "fprime");
    let mut sitting = Sitting::at(&lesson, (120, 40));
    sitting.shows("change").hides("leaves it out");
    sitting.keys("n c <enter>").shows("that is right");
    sitting.shows("the rule leaves it out");
}
