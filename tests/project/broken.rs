//! Lessons that are broken, each in a way that authors break them: the program says where, shows it, and says what to write.
//! In the texts here `«…»` marks what the carets are to stand under.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::course::Course;
use crate::mark::{Mark, path, unmarked};

/// A lesson in which everything holds.
const SOUND: &str = r#"# A lesson

```trainer main
layers   = [2, 2, 1]
lr       = 0.5
weights  = [
  [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]],
  [[0.7, 0.8, 0.9]],
]
patterns = [{ x = [0.0, 1.0], t = [1.0] }]
```

The error is `=E ~ 0.00795` now.

```check small
says   = "It is small."
do     = ["step 1 pattern"]
expect = ["E < 1"]
```
"#;

/// The sound lesson with one part of it written otherwise.
fn with(part: &str, other: &str) -> String {
    assert!(SOUND.contains(part), "{part} is in the sound lesson");
    SOUND.replacen(part, other, 1)
}

/// The sound lesson with another condition.
fn expecting(condition: &str) -> String {
    with("E < 1", condition)
}

/// The sound lesson with one line more in its trainer.
fn with_line(line: &str) -> String {
    with("lr       = 0.5\n", &format!("lr       = 0.5\n{line}\n"))
}

/// Holds that a lesson is broken just where it is marked, and that this is said of it: all that is wrong, and what helps.
fn is_broken(marked: &str, message: &str, help: &str) {
    let (text, mark) = unmarked(marked);
    let course = Course::of(&[("01-broken.md", text.as_bytes())]);
    let told = course.check(&[]);
    let help = if help.is_empty() {
        String::new()
    } else {
        format!("   help: {help}\n")
    };
    let Mark {
        line,
        column,
        excerpt,
    } = mark;
    let file = path(course.folder(), "01-broken.md");
    let expected = format!("{file}:{line}:{column}: {message}\n{excerpt}{help}\n");
    assert!(
        told.out.contains(&expected),
        "expected\n{expected}\nfound\n{}",
        told.out
    );
    assert_eq!(told.code, 2, "{}", told.out);
    assert!(
        told.out.ends_with(", 1 errors\n"),
        "one mistake, one error:\n{}",
        told.out
    );
    assert_eq!(told.err, "");
}

#[test]
fn a_sound_lesson_holds() {
    let told = Course::of(&[("01-sound.md", SOUND.as_bytes())]).check(&[]);
    assert_eq!(
        told.out,
        "ok    01-sound::=E ~ 0.00795\nok    01-sound::small\n2 hold, 0 fail, 0 errors\n"
    );
    assert_eq!((told.code, told.err.as_str()), (0, ""));
}

#[test]
fn a_misspelt_kind_is_told_with_the_kind_that_is_meant() {
    for slip in ["trainner", "traner", "treiner", "trianer", "Trainer"] {
        is_broken(
            &with("```trainer", &format!("```«{slip}»")),
            &format!("unknown kind of block `{slip}`"),
            "did you mean `trainer`?",
        );
    }
    for slip in ["checkk", "chek", "chekk", "hceck"] {
        is_broken(
            &with("```check", &format!("```«{slip}»")),
            &format!("unknown kind of block `{slip}`"),
            "did you mean `check`?",
        );
    }
}

#[test]
fn an_info_string_has_a_kind_and_a_name_of_its_own() {
    is_broken(
        &with(
            "```check small",
            "```check big\nsays = \"Big.\"\nexpect = [\"E > 0\"]\n```\n```check «big»",
        ),
        "the name `big` is used twice",
        "it is first used in line 15",
    );
    is_broken(
        &with("```check small", "```«check»"),
        "a check has a name",
        "write ```check some-name",
    );
    is_broken(
        &with("```check small", "```check «a/b»"),
        "a name has letters, digits, `-` and `_`",
        "write it without other signs",
    );
    is_broken(
        &with("```check small", "``` «check small one»"),
        "expected a kind and a name, found `one` behind them",
        "write ```check name",
    );
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    is_broken(
        &with("says  ", "«sais»  "),
        "unknown key `sais`",
        "did you mean `says`?",
    );
}

#[test]
fn a_key_far_from_all_others_is_told_with_the_others() {
    is_broken(
        &with_line("«velocity» = 1"),
        "unknown key `velocity`",
        "keys here are name, lr, schedule, method, line_search, order, loss, rule, send_back, terms, activation, layers, seed, spread, patterns, weights, frozen, momentum, rho, epsilon, beta1, beta2, inputs, target, scale, header, separator, decimal, missing, select, mark, show, sealed, like, twin",
    );
}

#[test]
fn a_missing_key_is_told_at_the_head_of_its_block() {
    is_broken(
        &with("trainer main\nlayers   = [2, 2, 1]\n", "«trainer main»\n"),
        "`layers` is missing",
        "add `layers = [2, 2, 1]`",
    );
    is_broken(
        &with(
            "check small\nsays   = \"It is small.\"\n",
            "«check small»\n",
        ),
        "`says` is missing",
        "add `says = \"One update lowers the error.\"`",
    );
}

#[test]
fn weights_of_another_shape_are_told_at_the_matrix_or_the_row() {
    is_broken(
        &with("[\n  [[0.1", "«[»\n  [[0.1").replacen("  [[0.7, 0.8, 0.9]],\n", "", 1),
        "expected 2 matrices, one each layer of units, found 1",
        "write `weights = [ [[…], […]], [[…]] ]`: a matrix a layer, a row a unit",
    );
    is_broken(
        &with("[[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]", "«[[0.1, 0.2, 0.3]]»"),
        "expected 2 rows, one each unit of this layer, found 1",
        "each row has its unit's weights, then its bias",
    );
    is_broken(
        &with("[0.4, 0.5, 0.6]", "«[0.4]»"),
        "expected 3 numbers, or 2 without a bias, found 1",
        "the layer below has 2 outputs: a weight for each, then the bias",
    );
    is_broken(
        &with("[0.4, 0.5, 0.6]", "[0.4, «true», 0.6]"),
        "expected a number, found a boolean",
        "write `0.5`",
    );
}

#[test]
fn patterns_have_as_many_numbers_as_the_net_has_inputs_and_outputs() {
    is_broken(
        &with("x = [0.0, 1.0]", "x = «[0.0]»"),
        "expected 2 inputs, found 1",
        "one number for each input of the net, as `layers` says",
    );
    is_broken(
        &with("t = [1.0]", "t = «[1.0, 2.0]»"),
        "expected 1 output, found 2",
        "one number for each output of the net, as `layers` says",
    );
}

#[test]
fn an_unknown_word_is_told_with_the_nearest_of_its_sort() {
    for (line, what, near) in [
        (
            "activation = \"«logistc»\"",
            "activation \"logistc\"",
            "\"logistic\"",
        ),
        ("show = [«\"netwrk\"»]", "panel \"netwrk\"", "\"network\""),
        ("schedule = \"«onlin»\"", "schedule \"onlin\"", "`online`"),
    ] {
        let help = format!("did you mean {near}?");
        is_broken(&with_line(line), &format!("unknown {what}"), &help);
    }
    is_broken(
        &with("[{ x = [0.0, 1.0], t = [1.0] }]", "«\"xorr\"»"),
        "unknown set of patterns \"xorr\"",
        "did you mean \"xor\"?",
    );
    is_broken(
        &with("says  ", "trainer = «\"man\"»\nsays  "),
        "there is no trainer \"man\" in this lesson",
        "did you mean \"main\"?",
    );
}

#[test]
fn a_formula_that_is_none_is_told_at_the_place_where_it_breaks_off() {
    for (condition, message, help) in [
        ("E < «(»1", "`(` is never closed", "add `)`"),
        (
            "e^ «<» 1",
            "expected a number, a name, `(` or `-`, found `<`",
            "",
        ),
        (
            "E < 2 «y»",
            "expected an operator, a comparison, or the end, found `y`",
            "a product is written with `*`",
        ),
        ("E < 1«)»", "`)` closes nothing", ""),
        (
            "E «=» 1",
            "`=` does not compare",
            "write `~` for near, `==` for exactly equal",
        ),
        (
            "E ~ «3»",
            "a number without a point does not say how near is near",
            "write `3.0`, `3 +- 0.5`, or `==` for exactly",
        ),
        (
            "0 < y «<» 1",
            "comparisons do not chain",
            "join two with `and`: `0 < y and y < 1`",
        ),
        (
            "«E»",
            "expected a condition here, found a number",
            "compare it with something: `… < 0.01`, `… ~ 0.7514`",
        ),
        (
            "E < 1 «&»& y > 0",
            "`&` has no meaning in a formula",
            "write `and`",
        ),
    ] {
        is_broken(&expecting(condition), message, help);
    }
}

#[test]
fn a_name_without_a_meaning_is_told_with_the_nearest_that_has_one() {
    is_broken(
        &expecting("«detla» < 1"),
        "unknown name `detla`",
        "did you mean `delta`?",
    );
    is_broken(
        &expecting("0 < «fprim(1)»"),
        "unknown name `fprim`",
        "did you mean `fprime`?",
    );
}

#[test]
fn an_index_out_of_range_is_told_with_its_range() {
    is_broken(
        &expecting("w(«3»,1,1) < 1"),
        "there is no layer 3: they go from 1 to 2",
        "",
    );
    is_broken(
        &expecting("«w(1,1,4)» < 1"),
        "there is no input 4: they go from 1 to 3",
        "",
    );
    is_broken(
        &with_line("select = \"w(1,«3»,1)\""),
        "there is no unit 3: they go from 1 to 2",
        "",
    );
    is_broken(
        &with_line("mark = \"«w(1,1,4)»\""),
        "there is no input 4: they go from 1 to 3",
        "",
    );
}

#[test]
fn a_product_that_lacks_its_sign_is_told_how_it_is_written() {
    is_broken(
        &expecting("«y(1 - y)» < 1"),
        "`y` is written `y(output)` or `y(layer, unit)`",
        "for a product write `y * (1 - y)`",
    );
    is_broken(
        &expecting("«w(1 - y)» < 1"),
        "`w` is written `w(layer, unit, input)`",
        "for a product write `w * (1 - y)`",
    );
}

#[test]
fn a_command_with_a_slip_is_told_at_the_word() {
    is_broken(
        &with("step 1 pattern", "«stpe» 1 pattern"),
        "unknown command `stpe`",
        "did you mean `step`?",
    );
    is_broken(
        &with("step 1 pattern", "step 1 «patern»"),
        "expected `weight`, `pattern` or `epoch`, found `patern`",
        "did you mean `pattern`?",
    );
    is_broken(
        &with("step 1 pattern", "select w(1,«9»,1)"),
        "there is no unit 9: they go from 1 to 2",
        "",
    );
    is_broken(
        &with("step 1 pattern", "mark w(«7»,1,1)"),
        "there is no layer 7: they go from 1 to 2",
        "",
    );
}

#[test]
fn a_live_value_is_told_where_it_stands_in_the_prose() {
    is_broken(
        &with("=E ~ 0.00795", "=«detla»"),
        "unknown name `detla`",
        "did you mean `delta`?",
    );
    is_broken(
        &with("=E ~ 0.00795", "=«E < 1»"),
        "a live value is a number",
        "write `=E`, or `=E ~ 0.7514` with what it is at the start",
    );
    is_broken(
        &with("It is small.", "It is `=«detla»`."),
        "unknown name `detla`",
        "did you mean `delta`?",
    );
}

#[test]
fn mathematics_that_is_none_is_told_at_the_command() {
    let help = "a formula is LaTeX, as GitHub shows it";
    let message = "`\\frca` is no command that is known here; is `\\frac` meant?";
    is_broken(
        &with(
            "The error is",
            "Half, $1 + «\\frca»{1}{2}$, of the error is",
        ),
        message,
        help,
    );
    is_broken(
        &with("\"It is small.\"", "'It is $«\\frca»{1}{2}$.'"),
        message,
        help,
    );
}

#[test]
fn a_lesson_has_a_title_and_whatever_it_speaks_about() {
    is_broken(
        "«S»ome words.\n",
        "a lesson begins with its title",
        "write `# Title` in its first line",
    );
    is_broken(
        "«»",
        "a lesson begins with its title",
        "write `# Title` in its first line",
    );
    is_broken(
        "# A lesson\n\nNow `=«E»`, and `=y`.\n",
        "this is about a trainer, and the lesson has none",
        "add a ```trainer block",
    );
    is_broken(
        "# A lesson\n\n```«check small»\nsays = \"a\"\nexpect = [\"E < 1\"]\n```\n",
        "this is about a trainer, and the lesson has none",
        "add a ```trainer block",
    );
}

#[test]
fn a_body_that_is_no_toml_is_told_with_all_that_is_wrong_in_it() {
    is_broken(
        &with("small.\"\n", "small.«»\n"),
        "invalid basic string, expected `\"`",
        "",
    );
    is_broken(&with_line("«lr» = 1"), "duplicate key", "");
    let text = with("[2, 2, 1]", "[2, , 1]").replacen("0.5\n", "\n", 1);
    let course = Course::of(&[("01-broken.md", text.as_bytes())]);
    let told = course.check(&[]);
    for place in [":4:16: ", ":5:"] {
        let place = format!("{}{place}", path(course.folder(), "01-broken.md"));
        assert!(told.out.contains(&place), "{place}\n{}", told.out);
    }
    assert_eq!(told.code, 2);
}

#[test]
fn what_a_lesson_may_ask_for_has_limits() {
    let patterns = format!("«[{}]»", "{ x = [0, 1], t = [1] }, ".repeat(10_001));
    is_broken_near(
        &with("[{ x = [0.0, 1.0], t = [1.0] }]", &patterns),
        "expected 1 to 10000 patterns, found 10001",
    );
    is_broken(
        &with("[2, 2, 1]", "«[2, 400, 1]»"),
        "1601 weights: a lesson may have 1000",
        "take fewer units, or fewer inputs",
    );
    is_broken(
        &with("[2, 2, 1]", "«[2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]»"),
        "11 layers of units: a lesson may have 10",
        "take fewer layers",
    );
    let nested = format!("{}«(»E{} < 1", "(".repeat(64), ")".repeat(65));
    is_broken_near(
        &expecting(&nested),
        "brackets, signs and powers nest at most 64 deep",
    );
    let long = format!("«#» A lesson\n{}", "a".repeat(1 << 20));
    is_broken(
        &long,
        "a lesson is at most 1 MiB long",
        "make two lessons of it",
    );
    let updates = with("step 1 pattern", "step 1000001 patterns");
    let told = Course::of(&[("01-long.md", updates.as_bytes())]).check(&[]);
    assert!(
        told.out.contains("more than 1,000,000 updates"),
        "{}",
        told.out
    );
    assert_eq!(told.code, 1);
}

/// The same of a place in a line that is too long to be shown: the message, and no more than a few lines of text.
fn is_broken_near(marked: &str, message: &str) {
    let (text, mark) = unmarked(marked);
    let course = Course::of(&[("01-broken.md", text.as_bytes())]);
    let told = course.check(&[]);
    let file = path(course.folder(), "01-broken.md");
    let begin = format!("{file}:{}:", mark.line);
    let found = told.out.lines().find(|line| line.starts_with(&begin));
    assert!(
        found.is_some_and(|found| found.ends_with(message)),
        "{message} at {begin}\n{}",
        told.out
    );
    assert!(told.out.len() < 3_000, "{} bytes", told.out.len());
    assert_eq!(told.code, 2);
}

/// Parts of the sound lesson, what is to stand there with its mark, and what is to be said of it.
const SLIPS: [(&str, &str, &str, &str); 6] = [
    (
        "E < 1",
        "«detla» < 1",
        "unknown name `detla`",
        "did you mean `delta`?",
    ),
    (
        "[0.4, 0.5, 0.6]",
        "[0.4, «true», 0.6]",
        "expected a number, found a boolean",
        "write `0.5`",
    ),
    (
        "says  ",
        "«sais»  ",
        "unknown key `sais`",
        "did you mean `says`?",
    ),
    (
        "=E ~ 0.00795",
        "=«detla»",
        "unknown name `detla`",
        "did you mean `delta`?",
    ),
    (
        "```check",
        "```«chek»",
        "unknown kind of block `chek`",
        "did you mean `check`?",
    ),
    (
        "The error",
        "$«\\frca»$ error",
        "`\\frca` is no command that is known here; is `\\frac` meant?",
        "a formula is LaTeX, as GitHub shows it",
    ),
];

#[test]
fn quotations_lists_and_other_line_ends_do_not_shift_a_place() {
    let (title, rest) = SOUND.split_once("\n\n").expect("a title");
    let quoted = rest.replace('\n', "\n> ");
    let listed = rest.replace('\n', "\n   ");
    for lesson in [
        format!("{title}\n\n> {quoted}\n"),
        format!("{title}\n\n1. {listed}\n"),
        format!("{title}\n\n> 1. {}\n", listed.replace('\n', "\n> ")),
        SOUND.replace('\n', "\r\n"),
        format!("{title}\r\n\r\n> {}\r\n", quoted.replace('\n', "\r\n")),
    ] {
        for (part, marked, message, help) in SLIPS {
            assert!(lesson.contains(part), "{part}\n{lesson}");
            is_broken(&lesson.replacen(part, marked, 1), message, help);
        }
    }
}

#[test]
fn carets_stand_under_what_is_meant_behind_wide_characters() {
    let text = with("The error", "漢字 `=detla` error");
    let told = Course::of(&[("01-broken.md", text.as_bytes())]).check(&[]);
    assert!(
        told.out.contains(":13:6: ") && told.out.contains("\n    |        ^^^^^\n"),
        "{}",
        told.out
    );
}

#[test]
fn all_errors_of_a_course_are_told_at_once_and_sound_lessons_are_still_checked() {
    let two = with("lr      ", "lrr     ").replacen("says  ", "sais  ", 1);
    let other = expecting("detla < 1");
    let course = Course::of(&[
        ("01-two.md", two.as_bytes()),
        ("02-sound.md", SOUND.as_bytes()),
        ("03-other.md", other.as_bytes()),
    ]);
    let told = course.check(&[]);
    for line in [
        "01-two.md:5:1: unknown key `lrr`",
        "01-two.md:16:1: unknown key `sais`",
        "ok    02-sound::small",
        "03-other.md:18:12: unknown name `detla`",
        "ok    03-other::=E ~ 0.00795",
    ] {
        assert!(told.out.contains(line), "{line}\n{}", told.out);
    }
    assert_eq!(told.code, 2);
    assert_eq!(course.check(&["02"]).code, 0, "it is sound by itself");
}

#[test]
fn a_block_with_a_misspelt_head_does_not_hide_what_is_wrong_in_it() {
    let text = with("```check", "```chek").replacen("E < 1", "detla < 1", 1);
    let told = Course::of(&[("01-broken.md", text.as_bytes())]).check(&[]);
    assert!(
        told.out.contains("`chek`") && told.out.contains("`detla`"),
        "{}",
        told.out
    );
    assert!(told.out.ends_with(", 2 errors\n"), "{}", told.out);
}

#[test]
fn a_check_that_fails_says_where_both_sides_and_the_terms() {
    let text = expecting("w(2,1,1) ~ 0.5 * change(2,1,1)");
    let course = Course::of(&[("01-fails.md", text.as_bytes())]);
    let told = course.check(&[]);
    let place = format!(
        "{}:18:12: this does not hold",
        path(course.folder(), "01-fails.md")
    );
    for part in [
        "FAILS 01-fails::small",
        &place,
        " 18 | expect = [\"w(2,1,1) ~ 0.5 * change(2,1,1)\"]\n    |            ^^^^^^^",
        "   w(2,1,1) = 0.70",
        "   0.5 * change(2,1,1) = 0.00",
        "the terms of w(2,1,1)",
        "lr ",
        "delta ",
        "f′(e) ",
        "input ",
        "1 hold, 1 fail, 0 errors",
    ] {
        assert!(told.out.contains(part), "{part}\n{}", told.out);
    }
    assert_eq!(told.code, 1);
    let text = with("0.00795", "0.00796");
    let told = Course::of(&[("01-fails.md", text.as_bytes())]).check(&[]);
    assert!(
        told.out
            .contains("01-fails.md:13:16: at the start this is 0.00795"),
        "{}",
        told.out
    );
    assert_eq!(told.code, 1);
}

#[test]
fn a_broken_lesson_outweighs_a_check_that_fails_wherever_it_comes() {
    let fails = expecting("E > 1");
    let broken = with("lr ", "lrr ");
    for (first, second) in [(&fails, &broken), (&broken, &fails)] {
        let course = Course::of(&[
            ("01-first.md", first.as_bytes()),
            ("02-second.md", second.as_bytes()),
        ]);
        let told = course.check(&[]);
        assert!(told.out.contains("FAILS "), "{}", told.out);
        assert_eq!(told.code, 2, "{}", told.out);
    }
}

#[test]
fn one_lesson_or_one_check_can_be_asked_for_by_its_name() {
    let fails = expecting("E > 1");
    let course = Course::of(&[
        ("01-sound.md", SOUND.as_bytes()),
        ("02-fails.md", fails.as_bytes()),
    ]);
    for which in ["01", "1", "sound", "01-sound"] {
        let told = course.check(&[which]);
        assert_eq!(told.code, 0, "{which}");
        assert!(
            told.out.ends_with("2 hold, 0 fail, 0 errors\n"),
            "{}",
            told.out
        );
    }
    let told = course.check(&["01-sound::small"]);
    assert_eq!(
        told.out,
        "ok    01-sound::small\n1 hold, 0 fail, 0 errors\n"
    );
    assert_eq!(course.check(&["2::small"]).code, 1);
    assert_eq!(course.check(&["02-fails::=E ~ 0.00795"]).code, 0);
    let told = course.check(&["03"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert_eq!(
        told.err,
        "there is no lesson 03; there are 01-sound, 02-fails\n"
    );
    let told = course.check(&["01::large"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert_eq!(
        told.err,
        "lesson 01-sound has no check large; it has =E ~ 0.00795, small\n"
    );
}

#[test]
fn a_folder_without_a_course_is_told_in_a_sentence() {
    let course = Course::of(&[("README.md", b"# No lesson\n")]);
    let told = course.check(&[]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(
        told.err.starts_with("no lessons in ") && told.err.contains("01-the-question.md"),
        "{}",
        told.err
    );
    let missing = course.folder().join("nowhere");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_deltarule"))
        .arg("check")
        .arg("--course")
        .arg(&missing)
        .output();
    let told = crate::course::told(&output.expect("the program runs"));
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(
        told.err.starts_with("cannot read the course in ") && told.err.contains("nowhere"),
        "{}",
        told.err
    );
}

#[test]
fn nothing_that_a_terminal_would_obey_is_ever_printed() {
    let bad = "\u{1b}[2J\u{1b}]0;a\u{7}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{8}\u{0}\u{2028}\r";
    let text = format!(
        "# A {bad} title\n\n```trainer m{bad}\nlr = \"{bad}\"\n{bad} = 1\n```\n`={bad}` ${bad}$ `=E`\n\n```check c{bad}\nsays = \"{bad}\"\nexpect = [\"E{bad} < detla\"]\n```\n"
    );
    let course = Course::of(&[
        ("01-broken.md", text.as_bytes()),
        (
            "02-sound.md",
            with("E < 1", "E > 1\u{202e}\u{200f}").as_bytes(),
        ),
    ]);
    let told = course.check(&[]);
    let obeyed = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}')
    };
    assert_eq!(told.code, 2);
    assert!(!told.out.contains(obeyed), "{:?}", told.out);
    assert!(!told.err.contains(obeyed), "{:?}", told.err);
}

#[test]
fn a_lesson_in_another_encoding_is_told_and_a_byte_order_mark_is_nothing() {
    let mut text = SOUND.as_bytes().to_vec();
    text.extend(b"\ncaf\xe9\n");
    let told = Course::of(&[("01-latin.md", &text)]).check(&[]);
    assert!(
        told.out.contains("01-latin.md:21:4: this is not UTF-8"),
        "{}",
        told.out
    );
    assert_eq!(told.code, 2);
    let marked = format!("\u{feff}{SOUND}");
    assert_eq!(
        Course::of(&[("01-marked.md", marked.as_bytes())])
            .check(&[])
            .code,
        0
    );
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let many = (0..99).map(|lesson| (format!("{lesson:02}-sound.md"), expecting("E > 1")));
    let many: Vec<_> = many.collect();
    let files: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let course = Course::of(&files);
    let mut child = course
        .command(&[])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let told = crate::course::told(&child.wait_with_output().expect("it ends"));
    assert_eq!(told.err, "");
    assert!(told.code == 1 || told.code == 2, "{}", told.code);
}

#[test]
fn nothing_that_nests_without_end_makes_the_program_fall_over_or_hang() {
    let deep =
        |open: &str, close: &str, times| format!("{}E{}", open.repeat(times), close.repeat(times));
    for (what, text) in [
        ("open brackets", expecting(&"(".repeat(100_000))),
        ("brackets", expecting(&deep("(", ")", 100_000))),
        ("signs", expecting(&deep("-", "", 100_000))),
        ("powers", expecting(&deep("2^", "", 100_000))),
        ("functions", expecting(&deep("abs(", ")", 100_000))),
        (
            "a live value",
            with("=E ~ 0.00795", &format!("={}", "(".repeat(100_000))),
        ),
        (
            "a command",
            with(
                "step 1 pattern",
                &format!("until {} within 1 epoch", "(".repeat(100_000)),
            ),
        ),
        ("lists of a body", with("[\"E < 1\"]", &"[".repeat(100_000))),
        (
            "tables of a body",
            with("[\"E < 1\"]", &"{a=".repeat(100_000)),
        ),
        ("quotations", format!("{SOUND}\n{} a\n", ">".repeat(10_000))),
        (
            "spaced quotations",
            format!("{SOUND}\n{} a\n", "> ".repeat(10_000)),
        ),
        ("lists", format!("{SOUND}\n{}a\n", "- ".repeat(10_000))),
        (
            "braces",
            with("The error", &format!("${}$", deep("{", "}", 100_000))),
        ),
    ] {
        let start = Instant::now();
        let told = Course::of(&[("01-deep.md", text.as_bytes())]).check(&[]);
        assert_eq!(told.code, 2, "{what}");
        assert!(told.out.len() < 6_000, "{what}: {} bytes", told.out.len());
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{what}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn a_sentence_that_names_a_weight_beside_a_number_of_the_selected_one_is_warned_of() {
    for (sentence, named) in [
        ("Then `w(1,1,1)` grows by `=change`.", Some("w(1,1,1)")),
        ("Then `b(1,1)` is `=w`.", Some("b(1,1)")),
        ("Then `w(1,1,1)` grows by `=change(1,1,1)`.", None),
        ("Then `w` grows by `=change`.", None),
        ("With `w(1,1,1)` the target is `=t`.", None),
    ] {
        let text = with("The error is", &format!("{sentence}\n\nThe error is"));
        let told = Course::of(&[("01-named.md", text.as_bytes())]).check(&[]);
        assert_eq!(told.code, 0, "{}{}", told.out, told.err);
        let warning = named.map(|named| {
            format!("this is of the selected weight, and the sentence names `{named}`")
        });
        match warning {
            Some(warning) => assert!(told.out.contains(&warning), "{sentence}: {}", told.out),
            None => assert!(!told.out.contains("warning"), "{sentence}: {}", told.out),
        }
    }
}

#[test]
fn all_commands_of_a_check_have_one_budget() {
    let text = with(
        "[\"step 1 pattern\"]",
        "[\"step 2 patterns\", \"seek 1000001\"]",
    );
    let told = Course::of(&[("01-long.md", text.as_bytes())]).check(&[]);
    assert_eq!(told.code, 1, "{}", told.out);
    assert!(
        told.out.contains("more than 1,000,000 updates at a time"),
        "{}",
        told.out
    );
}

#[test]
fn what_is_claimed_twice_has_a_name_each() {
    let text = with("now.", "now, and it is `=E ~ 0.00795`.");
    let course = Course::of(&[("01-twice.md", text.as_bytes())]);
    let told = course.check(&["01::=E ~ 0.00795 (2)"]);
    assert_eq!(
        told.out,
        "ok    01-twice::=E ~ 0.00795 (2)\n1 hold, 0 fail, 0 errors\n"
    );
}

#[test]
fn a_question_of_a_lesson_that_is_broken_is_not_told_as_missing() {
    let asked =
        "\n```question q\nasks = \"It?\"\nanswer = \"change\"\nrecalls = \"01-other::p\"\n```\n";
    let text = format!("{SOUND}{asked}");
    for (other, is_told) in [(SOUND.to_string(), true), (with("lr ", "lrr "), false)] {
        let course = Course::of(&[
            ("01-other.md", other.as_bytes()),
            ("02-asks.md", text.as_bytes()),
        ]);
        let told = course.check(&[]);
        assert_eq!(told.code, 2, "{}", told.out);
        let missing = "there is no question `01-other::p` in this course";
        assert_eq!(told.out.contains(missing), is_told, "{}", told.out);
    }
}
