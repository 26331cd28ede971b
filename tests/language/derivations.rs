//! Derivation blocks: what holds is let through, and whatever is changed in a line is told at that line.

use deltarule::block::{
    Body, DerivationBlock, Found, Kind, Outcome, Problems, Source, TrainerBlock,
};
use deltarule::figure::number::short;
use deltarule::figure::{Line, Role};
use deltarule::formula::parse;
use deltarule::training::{Command, MOST_UPDATES, Term, Trainer, TrainerSpec};

/// A lesson of one block.
fn with_body<T>(text: &str, read: impl FnOnce(&Body<'_>, &Problems) -> T) -> (T, Vec<String>) {
    let head = "```derivation it\n";
    let source = Source::new("lesson.md", format!("{head}{text}```\n"));
    let body = Body {
        keys: std::cell::RefCell::default(),
        spoilt: std::cell::RefCell::default(),
        source: &source,
        head: (3..head.len() - 1).into(),
        text: text.to_string(),
        pieces: vec![(0, head.len())],
        proses: std::cell::RefCell::default(),
        sweeps: Vec::new(),
    };
    let problems = Problems::default();
    let read = read(&body, &problems);
    let told = problems.into_inner().into_iter().map(|problem| {
        let help = problem
            .help
            .map_or(String::new(), |help| format!("; {help}"));
        let (line, column) = (problem.place.line, problem.place.column);
        format!("{line}:{column}: {}{help}", problem.message)
    });
    (read, told.collect())
}

fn trainer(text: &str) -> TrainerSpec {
    let (block, told) = with_body(text, |body, problems| {
        TrainerBlock::read(body, None, problems, &|_| None)
    });
    block.setup.unwrap_or_else(|| panic!("{told:?}"))
}

fn read(text: &str, setup: Option<&TrainerSpec>) -> (Option<DerivationBlock>, Vec<String>) {
    with_body(text, |body, problems| {
        DerivationBlock::read(body, problems, &mut |_, _| {
            let setup = setup.cloned().map(Box::new);
            setup.map_or(Found::None, Found::Trainer)
        })
    })
}

fn sound(text: &str, setup: Option<&TrainerSpec>) -> DerivationBlock {
    let (derivation, told) = read(text, setup);
    derivation.unwrap_or_else(|| panic!("{text}: {told:?}"))
}

/// What is told of a derivation that is broken.
fn broken(text: &str) -> Vec<String> {
    let (derivation, told) = read(text, None);
    assert!(derivation.is_none() && !told.is_empty(), "{text}");
    told
}

fn told(derivation: &DerivationBlock) -> Vec<String> {
    match derivation.outcome(derivation.subject.as_ref().map(|subject| &subject.setup)) {
        Outcome::Holds => Vec::new(),
        Outcome::Fails(lines) => lines.iter().map(Line::text).collect(),
    }
}

/// The lines of the lesson at which something is told.
fn places(told: &[String]) -> Vec<usize> {
    let place = |line: &String| {
        let rest = line.strip_prefix("lesson.md:")?;
        rest.split(':').next()?.parse().ok()
    };
    told.iter().filter_map(place).collect()
}

/// One factor at a time: lessons 2 to 4.
const CHAIN: &str = r#"given = ["E = (t - y)^2 / 2", "y = f(e)", "e = w*x + b"]
[[line]]
equals = "dE/dw = dE/dy * dy/de * de/dw"
by = "chain"
[[line]]
equals = "dE/dy = -(t - y)"
by = "power"
[[line]]
let = "delta = -dE/dy = t - y"
by = "definition"
[[line]]
equals = "dy/de = f'(e)"
by = "named function"
[[line]]
equals = "de/dw = x"
by = "sum"
[[line]]
equals = "dE/dw = -delta * f'(e) * x = -(t - y) * f'(e) * x"
by = "algebra"
[[line]]
let = "change = -lr * dE/dw = lr * delta * f'(e) * x"
by = "definition"
[[line]]
equals = "dE/db = dE/dy * dy/de * de/db = -delta * f'(e) * 1"
by = "chain"
[where]
x = "input"
"#;

/// Two output units through one hidden unit: lesson 7.
const PATHS: &str = r#"given = [
  "E = (t(1) - y(2,1))^2 / 2 + (t(2) - y(2,2))^2 / 2",
  "y(2,1) = f2(e(2,1))", "e(2,1) = w(2,1,1) * y(1,1) + w(2,1,2) * y(1,2) + b(2,1)",
  "y(2,2) = f2(e(2,2))", "e(2,2) = w(2,2,1) * y(1,1) + w(2,2,2) * y(1,2) + b(2,2)",
  "y(1,1) = f1(e(1,1))", "e(1,1) = w(1,1,1) * x(1) + w(1,1,2) * x(2) + b(1,1)",
  "y(1,2) = f1(e(1,2))", "e(1,2) = w(1,2,1) * x(1) + w(1,2,2) * x(2) + b(1,2)",
]
[[line]]
let = "delta(2,1) = -dE/dy(2,1) = t(1) - y(2,1)"
by = "power"
[[line]]
let = "delta(2,2) = -dE/dy(2,2) = t(2) - y(2,2)"
by = "power"
[[line]]
equals = "dE/dy(1,1) = dE/dy(2,1) * dy(2,1)/de(2,1) * de(2,1)/dy(1,1) + dE/dy(2,2) * dy(2,2)/de(2,2) * de(2,2)/dy(1,1)"
by = "sum over paths"
[[line]]
let = "delta(1,1) = -dE/dy(1,1) = w(2,1,1) * delta(2,1) * f2'(e(2,1)) + w(2,2,1) * delta(2,2) * f2'(e(2,2))"
by = "sum over paths"
[[line]]
equals = "dE/dw(1,1,1) = dE/dy(1,1) * dy(1,1)/de(1,1) * de(1,1)/dw(1,1,1) = -delta(1,1) * f1'(e(1,1)) * x(1)"
by = "chain"
[[line]]
equals = "dE/dw(2,1,2) = -delta(2,1) * f2'(e(2,1)) * y(1,2)"
by = "chain"
"#;

/// Cross-entropy, whose f′ cancels: lesson 10.
const CROSS_ENTROPY: &str = r#"given = ["E = -(t*ln(y) + (1-t)*ln(1-y))", "y = f(e)", "f = logistic"]
[[line]]
equals = "dE/dy = -(t / y - (1 - t) / (1 - y)) = (y - t) / (y * (1 - y))"
by = "named function"
[[line]]
equals = "dy/de = f'(e) = y * (1 - y)"
by = "named function"
[[line]]
equals = "dE/de = dE/dy * dy/de = (y - t) / (y * (1 - y)) * y * (1 - y) = y - t"
by = "chain"
"#;

#[test]
fn the_derivations_of_the_course_hold() {
    for text in [CHAIN, PATHS, CROSS_ENTROPY] {
        assert_eq!(told(&sound(text, None)), [""; 0], "{text}");
    }
}

/// Each text that comes of changing one sign, digit or prime in the lines, with the number of the line in its lesson.
/// What stands before the first `=` of a `let` is a new name, whatever it is, and stays.
fn changed(text: &str) -> Vec<(usize, String)> {
    let mut changed = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let formula = line.starts_with("equals") || line.starts_with("let");
        let first = if line.starts_with("let") {
            line.match_indices('=').nth(1).map_or(0, |(at, _)| at)
        } else {
            line.find('"').unwrap_or(0)
        };
        for (at, sign) in line.char_indices().filter(|(at, _)| formula && *at > first) {
            for other in others(sign) {
                let (before, after) = text.split_at(start + at);
                let text = format!("{before}{other}{}", &after[sign.len_utf8()..]);
                changed.push((number + 2, text));
            }
        }
        start += line.len();
    }
    changed
}

fn others(sign: char) -> Vec<String> {
    match sign {
        '+' => vec!["-".to_string()],
        '-' => vec!["+".to_string(), String::new()],
        '*' => vec!["+".to_string()],
        '\'' => vec![String::new()],
        digit => digit.to_digit(10).map_or(Vec::new(), |digit| {
            vec![((digit + 1) % 10).to_string(), format!("{digit}1")]
        }),
    }
}

#[test]
fn whatever_is_changed_in_a_line_is_told_at_that_line_alone() {
    let mut tried = 0;
    for text in [CHAIN, PATHS, CROSS_ENTROPY] {
        for (line, text) in changed(text) {
            // A plus that stands where a minus stood before a factor, or two formulas without a sign between them.
            let (Some(derivation), _) = read(&text, None) else {
                continue;
            };
            tried += 1;
            assert_eq!(places(&told(&derivation)), [line], "{text}");
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn what_is_told_is_the_place_both_sides_and_the_point() {
    let text = r#"given = ["E = (t - y)^2 / 2", "y = f(e)"]
[[line]]
equals = "dE/de = -(t + y) * f'(e)"
by = "chain"
"#;
    let setup = trainer(UNIT);
    for setup in [None, Some(&setup)] {
        let told = told(&sound(text, setup));
        let kept = told
            .iter()
            .map(|line| line.split(" = ").next().unwrap_or(""));
        assert_eq!(
            kept.collect::<Vec<_>>(),
            [
                "lesson.md:4:19: this does not hold",
                " 4 | equals",
                "   |                   ^^^^^^^^^^^^^^^^",
                "   dE/de",
                "   -(t + y) * f'(e)",
                "   at a point at random: e",
                "   where f is some smooth function",
            ]
        );
        let value = |line: &str| {
            let value = line.rsplit(" = ").next().unwrap_or("").replace('−', "-");
            value.parse::<f64>().expect("a value")
        };
        assert_ne!(value(&told[3]), value(&told[4]));
        assert!(told[5].contains(", t = "), "{}", told[5]);
        assert!(!told[5].contains("y = "), "y follows from e: {}", told[5]);
    }
}

/// One unit.
const UNIT: &str = r"layers = [1, 1]
weights = [[[0.4, 0.6]]]
patterns = [{ x = [0.6], t = [0.01] }]
lr = 0.5
";

/// The worked example's net.
const NET: &str = r#"layers = [2, 2, 2]
lr = 0.5
weights = [
  [[0.15, 0.20, 0.35], [0.25, 0.30, 0.35]],
  [[0.40, 0.45, 0.60], [0.50, 0.55, 0.60]],
]
patterns = [{ x = [0.05, 0.10], t = [0.01, 0.99] }]
select = "w(2,1,1)"
"#;

#[test]
fn a_line_has_to_hold_where_its_trainer_starts_too() {
    let line = |equals: &str| format!("[[line]]\nequals = \"{equals}\"\nby = \"algebra\"\n");
    let setup = trainer(&UNIT.replace("0.4,", "35,"));
    let text = line("if(w > 20, 1, 0) = 0");
    assert_eq!(
        told(&sound(&text, None)),
        [""; 0],
        "drawn with sizes up to 10"
    );
    let said = told(&sound(&text, Some(&setup)));
    assert_eq!(places(&said), [3]);
    let point = said.last().map(String::as_str);
    assert_eq!(point, Some("   where the trainer starts: w = 35"));
    // The trainer's activation is f there.
    let steep = line("if(abs(w) > 20, if(f(w) < 1, 1, 0), 1) = 1");
    assert_eq!(told(&sound(&steep, Some(&setup))), [""; 0]);
    let identity = UNIT.replace("0.4,", "30,") + "activation = \"identity\"\n";
    let identity = trainer(&identity);
    assert_eq!(places(&told(&sound(&steep, Some(&identity)))), [3]);
    let given = format!(
        "given = [\"f = logistic\"]\n{}",
        steep.replace("f(w)", "f(w/100)")
    );
    assert_eq!(
        told(&sound(&given, Some(&identity))),
        [""; 0],
        "what is given counts"
    );
}

#[test]
fn lines_that_rest_on_a_name_that_does_not_hold_are_passed_over() {
    let text = CHAIN.replace("delta = -dE/dy", "delta = dE/dy");
    let told = told(&sound(&text, None));
    assert_eq!(places(&told), [10]);
    let said = "   lines with `delta` are not tried until this one holds";
    assert_eq!(told.last().map(String::as_str), Some(said));
}

#[test]
fn nothing_depends_on_chance() {
    let text = CHAIN.replace("-(t - y)", "-(t + y)");
    assert_eq!(told(&sound(&text, None)), told(&sound(&text, None)));
}

#[test]
fn a_line_without_values_says_so() {
    let line = |equals: &str| format!("[[line]]\nequals = \"{equals}\"\nby = \"algebra\"\n");
    for equals in [
        "ln(-1 - w^2) = 0",
        "ln(w - 100) = ln(w - 100)",
        "w / 0 = w / 0",
    ] {
        let told = told(&sound(&line(equals), None));
        let said = "lesson.md:3:11: of 1200 points at random there are 0 at which all sides of this are numbers";
        assert_eq!(told[0], said, "{equals}");
    }
    let rare = line("ln(w - 0.9) = ln(w - 0.9)");
    assert_eq!(
        told(&sound(&rare, None)),
        [""; 0],
        "drawn until it has values"
    );
}

fn given(given: &str, equals: &str) -> String {
    format!("given = [{given}]\n[[line]]\nequals = \"{equals}\"\nby = \"chain\"\n")
}

fn line(equals: &str) -> String {
    given(r#""E = (t - y)^2 / 2", "y = f(e)", "e = w*x + b""#, equals)
}

/// Each text with the one thing that is told of it.
fn all_are_told(texts: &[(String, &str)]) {
    for (text, said) in texts {
        let told = broken(text);
        assert!(told[0].starts_with(said), "{text}\n{told:#?}");
        assert_eq!(told.len(), 1, "{text}\n{told:#?}");
    }
}

#[test]
fn what_is_wrong_in_the_definitions_is_told_at_its_place() {
    all_are_told(&[
        (
            given(r#""y = z", "z = 2 * y""#, "y = z"),
            "2:10: `y` is defined by itself: y → z → y",
        ),
        (
            given(r#""e = e + 1""#, "e = e"),
            "2:10: `e` is defined by itself: e → e",
        ),
        (
            given(r#""y = f(e)", "y = e""#, "y = e"),
            "2:23: `y` is defined already",
        ),
        (
            given(r#""y + 1 = e""#, "y = e"),
            "2:11: expected a name before the first `=`",
        ),
        (
            given(r#""y""#, "y = e"),
            "2:11: `=` is missing: a definition says what a name is",
        ),
        (
            given(r#""y = e = x""#, "y = e"),
            "2:19: a definition has one `=`",
        ),
        (
            given(r#""y = f(e)", "f = tahn""#, "y = e"),
            "2:27: unknown activation \"tahn\"; did you mean \"tanh\"?",
        ),
        (
            given(r#""f(e) = 2 * e""#, "y = e"),
            "2:11: expected which function `f` is",
        ),
        (
            given(r#""f = tanh", "f = sine""#, "y = e"),
            "2:22: `f` is given already",
        ),
        (
            given(r#""y = e^""#, "y = e"),
            "2:17: expected a number, a name",
        ),
    ]);
}

#[test]
fn what_is_wrong_in_a_line_is_told_at_its_place() {
    all_are_told(&[
        (
            line("dE/dw"),
            "4:11: `=` is missing: a line says that two formulas are equal",
        ),
        (line("dE/dw = "), "4:19: expected a number, a name"),
        (
            line("dE/dw = -detla * x"),
            "4:20: unknown name `detla`; did you mean `delta`?",
        ),
        (line("dE/dw = -foo(e) * x"), "4:20: unknown name `foo`"),
        (
            line("dE/dv = 1"),
            "4:11: unknown name `dE`; for a derivative both names of `dE/d…` have to be known here",
        ),
        (
            line("dy/de = y(1 - y)"),
            "4:19: expected numbers in the brackets of `y`, as in `y(2,1)`; for a product write `y * (1 - y)`",
        ),
        (line("dy/de = f'"), "4:19: `f'` has no meaning here"),
        (
            line("dy/de = f + 1"),
            "4:19: `f` is a function: write `f(…)`",
        ),
        (
            line("dy/de = f'(e, 2)"),
            "4:19: `f'` takes one number, found 2",
        ),
        (
            line("dy/de = exp(1, 2)"),
            "4:19: `exp` takes one number, found 2",
        ),
        (
            line("dE/df(e) = 1"),
            "4:15: expected a name to differentiate by, found `f(e)`",
        ),
        (
            line("df'(e)/de = 1"),
            "4:11: this is the derivative of a derivative",
        ),
        (
            line("d(dE/dy)/dy = 1"),
            "4:11: this is the derivative of a derivative",
        ),
        (line("y = linear.y"), "4:15: a derivation is about no run"),
        (
            line("y < 1 = 1"),
            "4:11: expected a number here, found a condition",
        ),
        (
            line("y == 1"),
            "4:11: expected a number here, found a condition",
        ),
        (
            line("∂E/∂w = 1"),
            "4:11: `∂` has no meaning in a formula; a derivative is written `dE/dw`",
        ),
        (
            line("g").replace("equals", "let"),
            "4:8: `=` is missing: `let` says what a new name is",
        ),
        (
            line("g = h").replace("equals", "let"),
            "4:12: unknown name `h`",
        ),
        (
            given(r#""z = x^2", "c = 2 * g""#, "g = dz/dx = 2 * c").replace("equals", "let"),
            "2:21: `c` is defined by itself: c → g → c",
        ),
        (
            line("g = 2 * g").replace("equals", "let"),
            "4:7: `g` is defined by itself: g → g",
        ),
    ]);
}

#[test]
fn what_is_wrong_with_the_keys_is_told_at_its_place() {
    let same = || line("y = y");
    all_are_told(&[
        (String::new(), "1:4: `line` is missing"),
        ("line = []\n".to_string(), "2:8: a derivation has lines"),
        ("line = 3\n".to_string(), "2:8: expected a list"),
        (
            same().replace("chain", "chian"),
            "5:6: unknown rule \"chian\"; did you mean \"chain\"?",
        ),
        (
            same().replace("by =", "bye ="),
            "5:1: unknown key `bye`; did you mean `by`?",
        ),
        (same().replace("by = \"chain\"", ""), "3:1: `by` is missing"),
        (
            same().replace("equals", "equal"),
            "4:1: unknown key `equal`",
        ),
        (
            same().replace("by =", "let = \"a = b\"\nby ="),
            "5:7: a line has `equals` or `let`, not both",
        ),
        (
            same().replace("equals = \"y = y\"", ""),
            "3:1: `equals` is missing",
        ),
        (
            same().replace("equals", "let"),
            "4:8: `y` is defined already",
        ),
        (
            same() + "[where]\nz = \"input\"\n",
            "7:1: nothing in this derivation is called `z`",
        ),
        (
            same() + "[where]\nx = \"inp ut\"\n",
            "7:10: expected an operator",
        ),
        (
            "select = \"w(1,1,1)\"\n".to_string() + &same(),
            "2:10: there is no trainer of which a weight could be selected",
        ),
        (
            same().replace("given", "givn").replace("y = y", "E = E"),
            "2:1: unknown key `givn`; did you mean `given`?",
        ),
    ]);
}

/// A derivation about a trainer, and that trainer.
fn shown(text: &str, setup: &str) -> (DerivationBlock, Trainer) {
    let setup = trainer(setup);
    (sound(text, Some(&setup)), Trainer::new(setup))
}

fn texts(lines: &[Line]) -> Vec<String> {
    let texts = lines.iter().map(Line::text);
    texts.map(|text| text.trim_end().to_string()).collect()
}

#[test]
fn lines_are_revealed_with_their_rules_and_the_trainers_numbers() {
    let (derivation, trainer) = shown(CHAIN, UNIT);
    assert_eq!(derivation.lines(), 8);
    let figure = derivation.figure(3, Some(&trainer), 60);
    assert_eq!(
        texts(&figure),
        [
            "given E = (t − y)²/2, y = f(e), e = w · x + b",
            "",
            "   ∂E     ∂E     ∂y     ∂e",
            "  ──── = ──── · ──── · ────                by the chain rule",
            "   ∂w     ∂y     ∂e     ∂w",
            "  0.08700 = 0.6885 · 0.2106 · 0.6000",
            "",
            "   ∂E",
            "  ──── = −(t − y)                          by the power rule",
            "   ∂y",
            "  0.6885 = −(0.01000 − 0.6985)",
            "",
            "        ∂E",
            "  δ = −──── = t − y                            by definition",
            "        ∂y",
            "  −0.6885 = −0.6885 = 0.01000 − 0.6985",
        ]
    );
    assert_eq!(derivation.figure(0, Some(&trainer), 60).len(), 1);
    let all = derivation.figure(99, None, 60);
    assert!(all.len() > 20);
    let numbers = |line: &String| line.contains("0.6985");
    assert!(!texts(&all).iter().any(numbers), "no trainer, no numbers");
}

#[test]
fn terms_have_their_roles_and_what_is_new_is_strong() {
    let (derivation, trainer) = shown(CHAIN, UNIT);
    let figure = derivation.figure(99, Some(&trainer), 80);
    let pieces = || figure.iter().flat_map(|line| &line.pieces);
    let has = |text: &str, role: Role| {
        pieces().any(|piece| piece.ink.role == role && piece.text.contains(text))
    };
    for (text, role) in [
        ("x", Role::Term(Term::Input)),
        ("0.6000", Role::Term(Term::Input)),
        ("δ", Role::Term(Term::Delta)),
        ("(−0.6885)", Role::Term(Term::Delta)),
        ("f", Role::Term(Term::Fprime)),
        ("0.2106", Role::Term(Term::Fprime)),
        ("η", Role::Term(Term::Lr)),
        ("0.5000", Role::Term(Term::Lr)),
        ("0.08700", Role::Live),
    ] {
        assert!(has(text, role), "{text}");
    }
    let strong = |number: usize| {
        let figure = derivation.figure(number + 1, None, 80);
        let new = figure
            .into_iter()
            .skip(derivation.figure(number, None, 80).len());
        let pieces = new
            .flat_map(|line| line.pieces)
            .filter(|piece| piece.ink.strong);
        pieces
            .map(|piece| piece.text.trim().to_string())
            .collect::<Vec<_>>()
            .concat()
    };
    assert_eq!(strong(0), "", "nothing stands before the first line");
    assert_eq!(strong(1), "−t−y");
}

#[test]
fn numbers_are_those_of_the_trainer_as_it_moves() {
    let (derivation, mut trainer) = shown(PATHS, NET);
    let gradient = |trainer: &Trainer, name: &str| {
        let formula = parse(name).expect(name);
        let bound = trainer.bind(&formula).expect(name);
        short(bound.eval(&trainer.moment()).expect(name))
    };
    let numbers = |trainer: &Trainer, line: usize| derivation.numbers(line, trainer).text();
    for _ in 0..2 {
        for (line, name) in [
            (0, "delta(2,1)"),
            (3, "delta(1,1)"),
            (4, "gradient(1,1,1)"),
            (5, "gradient(2,1,2)"),
        ] {
            let expected = gradient(&trainer, name);
            let numbers = numbers(&trainer, line);
            assert!(
                numbers.starts_with(&expected),
                "{name}: {numbers}, {expected}"
            );
        }
        let step = Command::parse("step 3 patterns").expect("a command");
        let before = numbers(&trainer, 4);
        trainer
            .act(&step, &mut MOST_UPDATES.clone())
            .expect("a step");
        assert_ne!(before, numbers(&trainer, 4));
    }
}

#[test]
fn a_name_may_be_said_to_have_a_value_of_the_trainer() {
    let text = given(r#""s = z(1,2) * k""#, "ds/dz(1,2) = k");
    let text = text + "[where]\n\"z(1,2)\" = \"w(1,1,1)\"\nk = \"2 * lr\"\n";
    let (derivation, trainer) = shown(&text, UNIT);
    assert_eq!(derivation.numbers(0, &trainer).text(), "1 = 1");
    assert_eq!(told(&derivation), [""; 0]);
}

#[test]
fn functions_are_the_trainers_activations() {
    let net = format!("activation = [\"tanh\", \"logistic\"]\n{NET}");
    for select in ["w(2,1,1)", "w(1,2,1)"] {
        let (derivation, trainer) = shown(&format!("select = \"{select}\"\n{CHAIN}"), &net);
        let named = if select == "w(2,1,1)" {
            "fprime(2,1)"
        } else {
            "fprime(1,2)"
        };
        let bound = trainer.bind(&parse(named).expect(named)).expect(named);
        let fprime = short(bound.eval(&trainer.moment()).expect(named));
        let numbers = derivation.numbers(3, &trainer).text();
        assert_eq!(numbers, format!("{fprime} = {fprime}"), "{select}");
    }
    let text = line("f1(0.5) = f1(0.5) * f2(0) / f2(0) * f3(0) / f3(0)");
    assert_eq!(told(&sound(&text, None)), [""; 0]);
    let text = line("f1(0.5) = f1(0.5) + f2(0) - f2(0)");
    let (derivation, trainer) = shown(&text, &net);
    let numbers = derivation.numbers(0, &trainer).text();
    assert_eq!(
        numbers, "0.4621 = 0.4621 + 0.5000 − 0.5000",
        "tanh(0.5), logistic(0)"
    );
    let (derivation, trainer) = shown(&line("f3(0.5) = f3(0.5)"), &net);
    assert_eq!(
        derivation.numbers(0, &trainer).text(),
        "",
        "there is no third layer"
    );
}

#[test]
fn what_has_no_value_in_the_trainer_shows_no_number() {
    let text = r#"given = ["E = (t - y)^2 / 2 + z"]
[[line]]
equals = "E = (t - y)^2/2 + z"
by = "definition"
[[line]]
equals = "dE/dy = -(t - y) = -t + y + z - z"
by = "power"
[[line]]
equals = "dE/dz = z/z"
by = "sum"
"#;
    let (derivation, trainer) = shown(text, UNIT);
    // E itself is the trainer's where its formula has no value.
    assert!(derivation.numbers(0, &trainer).text().starts_with("0.2370"));
    assert_eq!(
        derivation.numbers(1, &trainer).text(),
        "0.6885 = −(0.01000 − 0.6985)"
    );
    assert_eq!(derivation.numbers(2, &trainer).text(), "1");
    assert_eq!(
        derivation.numbers(3, &trainer).text(),
        "",
        "there is no such line"
    );
    let select = format!(
        "select = \"w(1,1,2)\"\n{}",
        text.replace("z/z", "1 + w - w")
    );
    let (derivation, trainer) = shown(&select, UNIT);
    let said = "1 = 1 + 0.6000 − 0.6000";
    assert_eq!(
        derivation.numbers(2, &trainer).text(),
        said,
        "of the weight that it names"
    );
}

#[test]
fn lines_are_said_in_words_and_in_a_row() {
    let (derivation, _) = shown(CHAIN, UNIT);
    let row = derivation.row(0).text();
    assert_eq!(row, "∂E/∂w = ∂E/∂y · ∂y/∂e · ∂e/∂w, by the chain rule");
    assert_eq!(
        derivation.words(2),
        "delta equals minus partial E over partial y equals t minus y, by definition"
    );
    assert_eq!(
        (derivation.row(8).text(), derivation.words(8)),
        (String::new(), String::new())
    );
    let alone = sound(
        "given = [\"f = logistic\"]\n[[line]]\nequals = \"df(e)/de = f(e) * f(-e)\"\nby = \"quotient\"\n",
        None,
    );
    assert_eq!(
        alone.row(0).text(),
        "df(e)/de = f(e) · f(−e), by the quotient rule"
    );
    assert_eq!(texts(&alone.given(40)), ["given f = logistic"]);
}

#[test]
fn a_figure_keeps_to_its_columns() {
    for (text, setup) in [(CHAIN, UNIT), (PATHS, NET), (CROSS_ENTROPY, UNIT)] {
        let (derivation, trainer) = shown(text, setup);
        for columns in 0..120 {
            for line in derivation.figure(99, Some(&trainer), columns) {
                let fits = line.width() <= columns.max(12);
                assert!(fits, "{columns}: {}", line.text());
            }
        }
    }
}

#[test]
fn whatever_is_cut_off_is_no_danger() {
    for text in [CHAIN, PATHS, CROSS_ENTROPY] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            if let (Some(derivation), _) = read(&text[..end], None) {
                let _ =
                    derivation.outcome(derivation.subject.as_ref().map(|subject| &subject.setup));
            }
        }
    }
}

#[test]
fn a_broken_trainer_is_told_where_it_stands_and_the_derivation_is_not_shown() {
    let broken = |text: &str| {
        with_body(text, |body, problems| {
            DerivationBlock::read(body, problems, &mut |_, _| Found::Broken)
        })
    };
    let (derivation, told) = broken(CHAIN);
    assert!(derivation.is_none() && told.is_empty(), "{told:?}");
    let (_, told) = broken(&CHAIN.replace("chain", "chian"));
    assert_eq!(
        places(&[format!("lesson.md:{}", told[0])]),
        [5],
        "its own errors are told"
    );
}

#[test]
fn the_trainers_values_are_read_with_the_trainer() {
    let setup = trainer(UNIT);
    for (formula, said) in [
        ("inptu", "28:6: unknown name `inptu`; did you mean `input`?"),
        ("x(2)", "28:8: there is no input 2: they go from 1 to 1"),
    ] {
        let text = CHAIN.replace("\"input\"", &format!("\"{formula}\""));
        let (derivation, told) = read(&text, Some(&setup));
        assert!(derivation.is_none());
        assert_eq!(told, [said]);
    }
    let select = format!("select = \"w(3,1,1)\"\n{CHAIN}");
    let (_, told) = read(&select, Some(&setup));
    assert_eq!(told, ["2:13: there is no layer 3: they go from 1 to 1"]);
}

#[test]
fn a_derivation_is_no_book() {
    let lines = line("y = y").repeat(65).replace("given", "# given");
    let (derivation, told) = read(&lines, None);
    assert!(derivation.is_none());
    assert_eq!(
        told,
        ["3:1: 65 lines: a derivation may have 64; make two derivations of it"]
    );
}
