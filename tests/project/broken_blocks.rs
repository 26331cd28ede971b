//! Questions, tasks, notes and derivations that are broken, each in a way that authors break them: the program says where,
//! shows it, and says what to write. In the texts here `«…»` marks what the carets are to stand under.

use crate::course::{Course, Told};
use crate::mark::{Mark, path, unmarked};

/// A trainer, behind which a broken block stands.
const BEFORE: &str = r#"# A lesson

```trainer main
layers   = [2, 2, 1]
lr       = 0.5
seed     = 3
patterns = "xor"

[[twin]]
name = "linear"
activation = "identity"
```

"#;

fn told_of(block: &str) -> (Told, Mark, Course) {
    let (text, mark) = unmarked(&format!("{BEFORE}{block}\n"));
    let course = Course::of(&[("01-broken.md", text.as_bytes())]);
    (course.check(&[]), mark, course)
}

/// Holds that a block is told to be wrong just where it is marked: what is wrong, and what helps, and no more than that.
fn is_told(block: &str, code: i32, message: &str, help: &str) {
    let (told, mark, course) = told_of(block);
    let file = path(course.folder(), "01-broken.md");
    let Mark {
        line,
        column,
        excerpt,
    } = mark;
    let help = match help {
        "" => String::new(),
        help => format!("   help: {help}\n"),
    };
    let expected = format!("{file}:{line}:{column}: {message}\n{excerpt}{help}");
    assert!(
        told.out.contains(&expected),
        "expected\n{expected}\nfound\n{}",
        told.out
    );
    assert_eq!((told.code, told.err.as_str()), (code, ""), "{}", told.out);
    let end = if code == 2 {
        ", 1 errors\n"
    } else {
        "1 fail, 0 errors\n"
    };
    assert!(
        told.out.ends_with(end),
        "one mistake, one error:\n{}",
        told.out
    );
}

/// Broken: the lesson cannot be read as it is meant.
fn is_broken(block: &str, message: &str, help: &str) {
    is_told(block, 2, message, help);
}

/// Not broken, but what it claims is not so.
fn fails(block: &str, message: &str) {
    is_told(block, 1, message, "");
}

fn question(body: &str) -> String {
    format!("```question q\nasks = \"How much?\"\n{body}\n```")
}

fn task(body: &str) -> String {
    format!("```task t\nasks = \"Do it.\"\n{body}\n```")
}

#[test]
fn a_misspelt_kind_is_told_with_the_one_that_is_meant() {
    for (slip, kind) in [
        ("qestion", "question"),
        ("tassk", "task"),
        ("noet", "note"),
        ("recal", "recall"),
        ("derivatoin", "derivation"),
        ("leson", "lesson"),
    ] {
        let block = format!("```«{slip}» one\nasks = \"?\"\n```");
        let (told, mark, course) = told_of(&block);
        let file = path(course.folder(), "01-broken.md");
        let expected = format!(
            "{file}:{}:{}: unknown kind of block `{slip}`\n{}   help: did you mean `{kind}`?\n",
            mark.line, mark.column, mark.excerpt
        );
        assert!(told.out.contains(&expected), "{}", told.out);
        assert_eq!(told.code, 2);
    }
}

#[test]
fn a_question_that_cannot_be_asked_is_told_at_its_place() {
    is_broken(
        "```«question q»\nanswer = \"change\"\n```",
        "`asks` is missing",
        "add `asks = \"What will change be?\"`",
    );
    is_broken(
        "```«question q»\nasks = \"?\"\n```",
        "`answer` is missing",
        "add `answer = \"change\"`",
    );
    is_broken(
        &question("answer = \"«chnge»\""),
        "unknown name `chnge`",
        "did you mean `change`?",
    );
    is_broken(
        &question("answer = \"change «<» 1\"")
            .replace("«<»", "<")
            .replace("\"change < 1\"", "\"«change < 1»\""),
        "expected a number here, found a condition",
        "a condition holds or does not; it cannot be added or compared",
    );
    let example = "write `notices = false` and `reason = \"It holds for every rule.\"`";
    is_broken(
        &question("answer = \"change\"\nnotices = «false»"),
        "this needs a reason",
        example,
    );
    is_broken(
        &question("answer = \"change\"\nreason = «\"none\"»"),
        "a reason for what? `notices = false` is missing",
        example,
    );
    is_broken(
        &question("answer = \"change\"\nwithin = «0»"),
        "how near is a number above 0",
        "write `within = \"2%\"`",
    );
    is_broken(
        &question("answer = \"change\"\nwithin = \"2 «percent»\""),
        "expected an operator, a comparison, or the end, found `percent`",
        "a product is written with `*`",
    );
    is_broken(
        &question("answer = \"change\"\n«tip» = \"no\""),
        "unknown key `tip`",
        "keys here are asks, hint, answer, form, within, do, hides, explains, slip, choice, broken, recalls, notices, reason, trainer, select, run, sweep",
    );
    is_broken(
        &question("answer = \"change\"\nhides = [«\"chnage\"»]"),
        "unknown name \"chnage\"",
        "did you mean \"change\"?",
    );
    is_broken(
        &question("answer = \"change\"\ndo = [\"stpe 1 weight\"]").replace("stpe", "«stpe»"),
        "unknown command `stpe`",
        "did you mean `step`?",
    );
    is_broken(
        &question("answer = \"change\"\n[[slip]]\n«value» = \"lr\"")
            .replace("[[slip]]", "«[[slip]]»")
            .replace("«value»", "value"),
        "a slip says something",
        "add `says = \"That leaves …\"`",
    );
    is_broken(
        &question("answer = \"change\"\nrun = \"«linaer»\"")
            .replace("\"«linaer»\"", "«\"linaer\"»"),
        "this trainer has no run \"linaer\"",
        "did you mean \"linear\"?",
    );
    is_broken(
        &question("answer = \"change\"\nselect = \"w(3,1,1)\"").replace("(3,", "(«3»,"),
        "there is no layer 3: they go from 1 to 2",
        "",
    );
    is_broken(
        &question("answer = \"change\"\ntrainer = «\"mian\"»"),
        "there is no trainer \"mian\" in this lesson",
        "did you mean \"main\"?",
    );
    is_broken(
        &question("answer = \"change\"\nrecalls = \"«guess»\""),
        "expected a lesson and a question",
        "write `recalls = \"01-the-question::guess\"`",
    );
    is_broken(
        &question("answer = \"change\"\nrecalls = \"«01-broken::p»\""),
        "there is no question `01-broken::p` in this course",
        "did you mean `01-broken::q`?",
    );
}

#[test]
fn choices_that_are_none_are_told_at_their_place() {
    let choices = "[[choice]]\ntext = \"this\"\nright = true\n[[choice]]\ntext = \"that\"";
    is_broken(
        &question(&format!("{choices}\nright = «1»")),
        "expected true or false, found an integer",
        "write `true`",
    );
    is_broken(
        &question(&format!("within = «0.1»\n{choices}")),
        "`within` does not go with choices",
        "keep the choices, or the formula",
    );
    is_broken(
        &question(&format!("{choices}\nsais = \"…\"")).replace("sais", "«sais»"),
        "unknown key `sais`",
        "did you mean `says`?",
    );
}

#[test]
fn two_right_choices_and_one_choice_alone_are_told() {
    let (told, ..) = told_of(
        &question(
            "[[choice]]\ntext = \"this\"\nright = true\n[[choice]]\ntext = \"that\"\nright = true",
        )
        .replace(
            "[[choice]]\ntext = \"this\"",
            "«[[choice]]»\ntext = \"this\"",
        ),
    );
    assert!(
        told.out.contains("more than one choice is right"),
        "{}",
        told.out
    );
    assert_eq!(told.code, 2);
    let (told, ..) = told_of(&question("«[[choice]]»\ntext = \"this\""));
    assert!(told.out.contains("one choice is none"), "{}", told.out);
    assert_eq!(told.code, 2);
}

#[test]
fn a_question_whose_slip_is_right_fails() {
    let (told, ..) = told_of(&question(
        "answer = \"change\"\n[[slip]]\nvalue = \"«lr * delta * fprime * input»\"\nsays = \"?\"",
    ));
    assert!(
        told.out.contains("as near to the answer as a right one"),
        "{}",
        told.out
    );
    assert_eq!(told.code, 1, "{}", told.out);
    fails(
        &question("answer = \"«ln(-1)»\"\ndo = []"),
        "this answer is not a number here",
    );
}

#[test]
fn a_task_that_cannot_be_done_is_told_at_its_place() {
    is_broken(
        "```«task t»\nasks = \"Do it.\"\nsolution = [\"step 1 epoch\"]\n```",
        "`goal` is missing",
        "add `goal = \"E < 0.01\"`",
    );
    is_broken(
        "```«task t»\nasks = \"Do it.\"\ngoal = \"E < 0.01\"\n```",
        "`solution` is missing",
        "add `solution = [\"step 100 epochs\"]`",
    );
    is_broken(
        &task("goal = \"«E»\"\nsolution = [\"step 1 epoch\"]"),
        "expected a condition here, found a number",
        "compare it with something: `… < 0.01`, `… ~ 0.7514`",
    );
    is_broken(
        &task("goal = \"E < 0.01\"\nsolution = [\"set «lrr» 1\"]"),
        "expected a setting or a weight, found `lrr`",
        "did you mean `lr`?",
    );
    is_broken(
        &task("goal = \"E < 0.01\"\nsolution = «\"step 1 epoch\"»"),
        "expected a list, found a string",
        "write `[\"step 1 epoch\"]`",
    );
    fails(
        &task("goal = \"«E < 100»\"\nsolution = [\"step 1 epoch\"]"),
        "this goal is reached before anything is done",
    );
    fails(
        &task("goal = \"«E < 0.0001»\"\nsolution = [\"step 1 epoch\"]"),
        "this does not hold",
    );
}

#[test]
fn notes_and_what_is_to_be_recalled_say_what_they_need() {
    is_broken(
        "```«note n»\n```",
        "`asks` is missing",
        "add `asks = \"In your own words: …\"`",
    );
    is_broken(
        "```«recall r»\nasks = \"What?\"\n```",
        "`answer` is missing",
        "add `answer = \"How wrong the output is.\"`",
    );
    is_broken(
        "```«note»\nasks = \"What?\"\n```",
        "a note has a name",
        "write ```note some-name",
    );
    is_broken(
        "```«lesson»\nminutes = 5\n```",
        "the head of a lesson stands at its top, once",
        "put it before all other blocks",
    );
}

#[test]
fn a_derivation_is_told_where_it_cannot_be_read_and_where_it_does_not_hold() {
    let derivation = |line: &str, by: &str| {
        format!(
            "```derivation d\ngiven = [\"E = (t - y)^2 / 2\", \"y = f(e)\"]\n[[line]]\nequals = \"{line}\"\nby = \"{by}\"\n```"
        )
    };
    is_broken(
        &derivation("dE/dy = -(t - y)", "«pwoer»").replace("\"«pwoer»\"", "«\"pwoer\"»"),
        "unknown rule \"pwoer\"",
        "did you mean \"power\"?",
    );
    let (told, mark, _) = told_of(&derivation("dE/dy = «(t - y)»", "power"));
    assert!(
        told.out.contains(&format!("01-broken.md:{}:", mark.line)),
        "{}",
        told.out
    );
    assert_eq!(told.code, 1, "{}", told.out);
}

#[test]
fn links_and_lone_dollars_in_prose_are_told_at_their_place() {
    is_broken(
        "See «[this](02-none.md)».",
        "there is no lesson `02-none` in this course",
        "there is 01-broken",
    );
    is_broken(
        "It costs 5«$» today.",
        "a lone `$`: mathematics stands between two",
        "write the other one, or `\\$` for the sign itself",
    );
    let (told, ..) =
        told_of("It costs 5\\$, `$x` is code, $x$ is mathematics, and «this» is sound.");
    assert_eq!(told.code, 0, "{}", told.out);
}

/// What is said of a trainer with momentum and a rule of its own, and of its twin.
fn of_twin(first: &str, twin: &str) -> String {
    let text = format!(
        "# A lesson\n\n```trainer main\nlayers = [2, 2, 1]\nseed = 3\npatterns = \"xor\"\nschedule = \"batch\"\n{first}\n\n[[twin]]\nname = \"other\"\n{twin}\n```\n"
    );
    let course = Course::of(&[("01-twin.md", text.as_bytes())]);
    course.check(&[]).out
}

#[test]
fn a_twin_leaves_aside_what_its_method_has_no_use_for_and_it_only_takes_over() {
    for (first, twin) in [
        (
            "rule = \"lr * delta * input\"\nlr = 2",
            "method = \"conjugate-gradient\"",
        ),
        (
            "send_back = \"w * delta\"",
            "method = \"conjugate-gradient\"",
        ),
        ("line_search = \"halving\"", "method = \"momentum\""),
        ("line_search = \"halving\"", "method = \"adam\""),
        ("line_search = \"halving\"", "line_search = \"none\""),
    ] {
        let said = of_twin(first, twin);
        assert!(
            said.ends_with("0 fail, 0 errors\n"),
            "{first}, {twin}: {said}"
        );
    }
    for (first, twin, message) in [
        (
            "",
            "method = \"conjugate-gradient\"\nlr = 2",
            "conjugate gradient finds its own steps",
        ),
        (
            "method = \"conjugate-gradient\"",
            "rule = \"lr * delta * input\"",
            "conjugate gradient goes along the true slope",
        ),
        (
            "",
            "method = \"adam\"\nline_search = \"halving\"",
            "Adam has no line search",
        ),
    ] {
        let said = of_twin(first, twin);
        assert!(said.contains(message), "{first}, {twin}: {said}");
    }
}

#[test]
fn mini_batches_are_counted_in_patterns() {
    let said = of_twin("", "schedule = 3");
    assert!(said.ends_with("0 fail, 0 errors\n"), "{said}");
    for (schedule, message) in [
        ("0", "expected a whole number, 1 or more"),
        ("\"mini\"", "unknown schedule \"mini\""),
    ] {
        let said = of_twin("", &format!("schedule = {schedule}"));
        assert!(said.contains(message), "{schedule}: {said}");
    }
}

#[test]
fn a_plot_or_a_sweep_that_cannot_be_is_told_at_its_place() {
    is_broken(
        "```plot p\nover = \"«e 8..-8»\"\nshow = \"e\"\n```",
        "expected a name, and from where to where",
        "write `over = \"e -8..8\"`",
    );
    is_broken(
        "```plot p\nover = \"z 0..1\"\nshow = \"z + «lrr»\"\n```",
        "unknown name `lrr`",
        "did you mean `lr`?",
    );
    is_broken(
        "```«sweep big-rates»\nover = \"lr\"\nvalues = [1]\nshow = \"E\"\n```",
        "a sweep cannot be called \"big-rates\"",
        "its name has small letters, digits and `_`, and is no word of the formulas",
    );
    is_broken(
        "```sweep s\nover = \"lr\"\nvalues = \"«1..5 by 0»\"\nshow = \"E\"\n```",
        "this leads nowhere",
        "write `1..200`, `0.02..0.6 by 0.02`, `1e-5..1 by *10`, or a list",
    );
    is_broken(
        "```sweep s\nover = \"lr\"\nvalues = [1]\nshow = \"E\"\nas = «\"curv\"»\n```",
        "unknown way to show a sweep \"curv\"",
        "did you mean \"curve\"?",
    );
    is_broken(
        "```check c\nsays = \"So.\"\nsweep = «\"nope\"»\nexpect = [\"E < 1\"]\n```",
        "no sweep stands above this",
        "add a ```sweep block above it",
    );
    is_broken(
        &question("answer = \"lr\"\nform = «\"formla\"»"),
        "unknown form \"formla\"",
        "did you mean \"formula\"?",
    );
    fails(
        "```sweep s\nover = \"«seed»\"\nvalues = \"1..30\"\ndo = [\"step 100000 epochs\"]\nshow = \"E\"\n```",
        "a sweep may make 10,000,000 updates: the first 26 of its 30 values make 10400000",
    );
}
