//! A course written from the reference cases passes `deltarule check`, and no number of it can be changed in its seventh
//! digit unnoticed.
//!
//! Each case becomes a trainer and checks of it in the lesson format: once for each way in which its rule can be said, by
//! formulas in the trainer or by mutes in the checks.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::process::Command;

use deltarule::block::{Outcome, Source};
use deltarule::lesson::{self, Lesson};
use serde_json::Value;

/// A number that is expected of a formula, as it is written.
struct Near {
    formula: String,
    number: String,
}

/// A check: what is done, and what is expected then.
struct Claim {
    commands: Vec<String>,
    near: Vec<Near>,
    /// Other conditions.
    exact: Vec<String>,
}

/// A trainer block and the checks of it.
struct Part {
    name: String,
    keys: Vec<String>,
    claims: Vec<Claim>,
}

/// How a rule is said: in keys of the trainer, or in commands of its checks.
#[derive(Clone, Default)]
struct Way {
    keys: Vec<String>,
    commands: Vec<String>,
}

/// A digit that matters: how many there are in a number at most, and which one is changed.
const DIGITS: usize = 12;
const SEVENTH: usize = 7;
/// Decimals beyond which rounding may reach.
const DECIMALS: usize = 12;

impl Near {
    fn of(formula: impl Into<String>, value: f64) -> Near {
        Near {
            formula: formula.into(),
            number: written(value),
        }
    }

    fn condition(&self) -> String {
        format!("{} ~ {}", self.formula, self.number)
    }

    /// The same with the seventh digit changed, or with the last one if there are fewer.
    fn changed(&self) -> Near {
        let exponent = self.number.find('e').unwrap_or(self.number.len());
        let digits = |(_, c): &(usize, char)| c.is_ascii_digit();
        let mantissa = self.number[..exponent].char_indices().filter(digits);
        let significant: Vec<(usize, char)> = mantissa.skip_while(|(_, c)| *c == '0').collect();
        let last = self.number[..exponent].char_indices().next_back();
        let (place, digit) = significant
            .get(SEVENTH - 1)
            .or(significant.last())
            .copied()
            .or(last)
            .expect("a number has digits");
        let value = digit.to_digit(10).expect("a digit");
        let mut number = self.number.clone();
        number.replace_range(place..=place, &((value + 1) % 10).to_string());
        Near {
            formula: self.formula.clone(),
            number,
        }
    }

    fn has_seven_digits(&self) -> bool {
        let mantissa = self.number.split('e').next().unwrap_or_default();
        let digits = mantissa.trim_start_matches(['-', '0', '.']);
        digits.bytes().filter(u8::is_ascii_digit).count() >= SEVENTH
    }
}

/// A number with twelve significant digits, or one or two fewer where the next digits are about a half: then whoever
/// computes it a little differently would round it differently.
fn written(value: f64) -> String {
    let mut best = String::new();
    for fewer in 0..4 {
        best = rounded(value, fewer);
        let unit = unit_of(&best);
        let read: f64 = best.parse().expect("a number was written");
        if (read - value).abs() < 0.45 * unit {
            break;
        }
    }
    best
}

fn rounded(value: f64, fewer: usize) -> String {
    if value.abs() >= 1e9 {
        return format!("{value:.*e}", DIGITS - 1 - fewer);
    }
    // As many digits before the point as the integer part has.
    let whole = format!("{:.0}", value.abs().floor());
    let ahead = if whole == "0" { 0 } else { whole.len() };
    let zeros = if ahead > 0 || value == 0.0 {
        0
    } else {
        let tiny = format!("{:.20}", value.abs());
        tiny[2..].bytes().take_while(|digit| *digit == b'0').count()
    };
    let decimals = (DIGITS + zeros - ahead).min(DECIMALS) - fewer;
    format!("{value:.decimals$}")
}

/// What a unit of the last digit is worth.
fn unit_of(number: &str) -> f64 {
    let (mantissa, exponent) = number.split_once('e').unwrap_or((number, "0"));
    let decimals = mantissa
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let exponent: i32 = exponent.parse().expect("an exponent");
    10f64.powi(exponent - i32::try_from(decimals).expect("a few digits"))
}

impl Part {
    fn new(name: &str, keys: Vec<String>) -> Part {
        Part {
            name: name
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
                .collect(),
            keys,
            claims: Vec::new(),
        }
    }

    /// As it stands in a lesson; `wording` says how a number is claimed.
    fn text(&self, wording: fn(&Near) -> String) -> String {
        let mut text = format!(
            "```trainer {}\n{}\n```\n\n",
            self.name,
            self.keys.join("\n")
        );
        for (number, claim) in self.claims.iter().enumerate() {
            let expect: Vec<String> = claim
                .near
                .iter()
                .map(wording)
                .chain(claim.exact.iter().cloned())
                .collect();
            write!(
                text,
                "```check {}-{number}\nsays = \"As the reference has it.\"\ntrainer = \"{}\"\n{}{}```\n\n",
                self.name,
                self.name,
                list_of("do", &claim.commands),
                list_of("expect", &expect)
            )
            .expect("a text takes more text");
        }
        text
    }
}

/// A key with a list of texts, one a line; nothing for an empty one.
fn list_of(key: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = items.iter().map(|item| format!("  {item:?},\n")).collect();
    format!("{key} = [\n{}]\n", lines.concat())
}

/// All parts of the course, one or more a case.
fn parts() -> Vec<Part> {
    let reference: Value = serde_json::from_str(include_str!("../oracle/reference.json"))
        .expect("the reference is JSON");
    let mut parts = Vec::new();
    for case in list(&reference["cases"]) {
        match text(&case["kind"]) {
            "gradient" => parts.extend(of_gradient(case)),
            "train" => parts.extend(of_training(case)),
            "cg" => parts.push(of_conjugate_gradient(case)),
            _ => {}
        }
    }
    parts
}

/// The keys of a case's net: layers, activations, weights, patterns.
fn keys_of_net(case: &Value) -> Vec<String> {
    let layers = list(&case["layers"]);
    let inputs = list(&case["data"][0]["x"]).len();
    let sizes = std::iter::once(inputs).chain(layers.iter().map(|layer| list(&layer["w"]).len()));
    let sizes: Vec<usize> = sizes.collect();
    let activations: Vec<&str> = layers.iter().map(|layer| text(&layer["act"])).collect();
    let weights: Vec<Vec<Vec<f64>>> = layers
        .iter()
        .map(|layer| list(&layer["w"]).iter().map(numbers).collect())
        .collect();
    let patterns: Vec<String> = list(&case["data"])
        .iter()
        .map(|pattern| {
            let (x, t) = (numbers(&pattern["x"]), numbers(&pattern["t"]));
            format!("{{ x = {x:?}, t = {t:?} }}")
        })
        .collect();
    let mut keys = vec![
        format!("layers = {sizes:?}"),
        format!("activation = {activations:?}"),
        format!("weights = {weights:?}"),
        format!("patterns = [{}]", patterns.join(", ")),
    ];
    if case["train_bias"] == false {
        keys.push("frozen = [\"b\"]".to_string());
    }
    keys
}

/// A rule of the reference, in every way in which a lesson can say it: g is what `rule` has for f′, p what `send_back` has.
fn ways(rule: &str, layers: usize) -> Vec<Way> {
    let each = |key: &str, full: &str, short: &str, dropped: Range<usize>| {
        let rules: Vec<&str> = (1..=layers)
            .map(|layer| {
                if dropped.contains(&layer) {
                    short
                } else {
                    full
                }
            })
            .collect();
        format!("{key} = {rules:?}")
    };
    let update = |dropped| {
        each(
            "rule",
            "lr * delta * fprime * input",
            "lr * delta * input",
            dropped,
        )
    };
    let send_back = |dropped| each("send_back", "w * delta * fprime", "w * delta", dropped);
    let both = |dropped: Range<usize>| Way {
        keys: vec![update(dropped.clone()), send_back(dropped)],
        commands: Vec::new(),
    };
    let muted = |dropped: Range<usize>| Way {
        keys: Vec::new(),
        commands: dropped
            .map(|layer| format!("mute fprime({layer})"))
            .collect(),
    };
    let (all, none) = (1..layers + 1, 0..0);
    match rule {
        "full" => vec![Way::default()],
        "drop_all" => {
            let everywhere = Way {
                commands: vec!["mute fprime".to_string()],
                ..Way::default()
            };
            vec![both(all), everywhere]
        }
        "drop_output" => vec![both(layers..layers + 1), muted(layers..layers + 1)],
        "drop_hidden" => vec![both(1..layers), muted(1..layers)],
        "drop_update" => vec![Way {
            keys: vec![update(all), send_back(none)],
            commands: Vec::new(),
        }],
        "raw_delta" => vec![Way {
            keys: vec![update(none), send_back(all)],
            commands: Vec::new(),
        }],
        _ => panic!("a rule {rule}"),
    }
}

/// The names of all weights of a case, beside their places in its nested lists.
fn weights_of(case: &Value) -> Vec<(usize, usize, usize)> {
    let mut names = Vec::new();
    for (layer, row) in list(&case["layers"]).iter().enumerate() {
        for (unit, weights) in list(&row["w"]).iter().enumerate() {
            for input in 0..list(weights).len() {
                names.push((layer, unit, input));
            }
        }
    }
    names
}

/// Numbers by weight: `name(l,j,i)` of each.
fn by_weight(case: &Value, name: &str, values: &[f64]) -> Vec<Near> {
    let weights = weights_of(case);
    assert_eq!(weights.len(), values.len(), "{}: {name}", case["id"]);
    weights
        .iter()
        .zip(values)
        .map(|((layer, unit, input), value)| {
            let place = format!("({},{},{})", layer + 1, unit + 1, input + 1);
            Near::of(format!("{name}{place}"), *value)
        })
        .collect()
}

/// The units' numbers on every pattern at the start.
fn terms(case: &Value) -> Vec<Near> {
    let mut near = Vec::new();
    for (pattern, terms) in list(&case["terms"]).iter().enumerate() {
        for name in ["e", "y", "fprime", "delta"] {
            for (layer, units) in list(&terms[name]).iter().enumerate() {
                for (unit, value) in numbers(units).into_iter().enumerate() {
                    let of_unit = format!("{name}({},{})", layer + 1, unit + 1);
                    let formula = if pattern == 0 {
                        of_unit
                    } else {
                        format!("on({}, {of_unit})", pattern + 1)
                    };
                    near.push(Near::of(formula, value));
                }
            }
        }
    }
    near
}

/// A trainer for each way to say each rule: what it would add at a learning rate of 1, and how far from downhill that is.
fn of_gradient(case: &Value) -> Vec<Part> {
    let layers = list(&case["layers"]).len();
    let mut parts = Vec::new();
    for (rule, direction) in case["directions"].as_object().expect("rules") {
        for (number_of, way) in ways(rule, layers).into_iter().enumerate() {
            let mut keys = keys_of_net(case);
            keys.extend(["lr = 1".to_string(), "schedule = \"batch\"".to_string()]);
            keys.extend(way.keys);
            let mut part = Part::new(&format!("{}-{rule}-{number_of}", text(&case["id"])), keys);
            let mut near = by_weight(case, "change", &flat(direction));
            let downhill: Vec<f64> = flat(&case["directions"]["full"])
                .iter()
                .map(|d| -d)
                .collect();
            near.extend(by_weight(case, "gradient", &downhill));
            near.push(Near::of("E", number(&case["E"])));
            if let Some(cosine) = case["cos_with_full"].get(rule) {
                near.push(Near::of("cosine(change, -gradient)", number(cosine)));
            }
            if rule == "full" {
                near.extend(terms(case));
            }
            part.claims.push(Claim {
                commands: way.commands,
                near,
                exact: Vec::new(),
            });
            parts.push(part);
        }
    }
    parts
}

/// A trainer for each way to say the rule: the terms at the start, then errors, weights and outputs after the listed epochs.
fn of_training(case: &Value) -> Vec<Part> {
    let layers = list(&case["layers"]).len();
    let ways = ways(text(&case["rule"]), layers);
    let of_way = |(number_of, way): (usize, Way)| {
        let mut keys = keys_of_net(case);
        keys.push(format!("lr = {:?}", number(&case["lr"])));
        keys.push(format!("schedule = {:?}", text(&case["mode"])));
        let momentum = number(&case["momentum"]);
        if momentum > 0.0 {
            keys.push("method = \"momentum\"".to_string());
            keys.push(format!("momentum = {momentum:?}"));
        }
        keys.extend(way.keys);
        let mut part = Part::new(&format!("{}-{number_of}", text(&case["id"])), keys);
        if !case["terms"].is_null() {
            let mut near = terms(case);
            near.extend(by_weight(case, "change", &first_change(case)));
            part.claims.push(Claim {
                commands: way.commands.clone(),
                near,
                exact: Vec::new(),
            });
        }
        for checkpoint in list(&case["checkpoints"]) {
            part.claims
                .push(of_checkpoint(case, &way.commands, checkpoint));
        }
        part
    };
    ways.into_iter().enumerate().map(of_way).collect()
}

fn of_checkpoint(case: &Value, before: &[String], checkpoint: &Value) -> Claim {
    let epoch = &checkpoint["epoch"];
    let mut commands = before.to_vec();
    commands.push(format!("step {epoch} epochs"));
    let mut near = vec![
        Near::of("E", number(&checkpoint["E"])),
        Near::of(format!("at({epoch}, E)"), number(&checkpoint["E"])),
    ];
    if !checkpoint["w"].is_null() {
        near.extend(by_weight(case, "w", &flat(&checkpoint["w"])));
    }
    if let Some(outputs) = checkpoint["y"].as_array() {
        for (pattern, outputs) in outputs.iter().enumerate() {
            for (unit, value) in numbers(outputs).into_iter().enumerate() {
                let formula = format!("on({}, y({}))", pattern + 1, unit + 1);
                near.push(Near::of(formula, value));
            }
        }
    }
    Claim {
        commands,
        near,
        exact: vec![format!("epoch == {epoch}")],
    }
}

/// The learning rate times the direction of the first pattern online, of all in batch; 0 for a frozen weight.
fn first_change(case: &Value) -> Vec<f64> {
    let terms = list(&case["terms"]);
    let learnt = if case["mode"] == "online" {
        &terms[..1]
    } else {
        terms
    };
    let mut change = vec![0.0; weights_of(case).len()];
    for pattern in learnt {
        for (change, direction) in change.iter_mut().zip(flat(&pattern["direction"])) {
            *change += number(&case["lr"]) * direction;
        }
    }
    for (change, (layer, unit, input)) in change.iter_mut().zip(weights_of(case)) {
        let row = list(&case["layers"][layer]["w"][unit]);
        if case["train_bias"] == false && input + 1 == row.len() {
            *change = 0.0;
        }
    }
    change
}

/// A trainer by conjugate gradient: errors, weights and passes over the patterns, step by step.
fn of_conjugate_gradient(case: &Value) -> Part {
    let mut keys = keys_of_net(case);
    keys.push("schedule = \"batch\"".to_string());
    keys.push("method = \"conjugate-gradient\"".to_string());
    let mut part = Part::new(text(&case["id"]), keys);
    for step in list(&case["log"]).iter().skip(1) {
        let mut near = vec![Near::of("E", number(&step["E"]))];
        near.extend(by_weight(case, "w", &flat(&step["w"])));
        let passes = number(&step["nE"]) + number(&step["nG"]);
        part.claims.push(Claim {
            commands: vec![format!("step {} epochs", step["iter"])],
            near,
            exact: vec![format!("evaluations == {passes}")],
        });
    }
    let hit = &case["until"]["hit"];
    let passes = number(&hit["E_evals"]) + number(&hit["grad_evals"]);
    part.claims.push(Claim {
        commands: vec![format!(
            "until E < {} within 100 epochs",
            case["until"]["E_below"]
        )],
        near: Vec::new(),
        exact: vec![
            format!("epoch == {}", hit["iters"]),
            format!("evaluations == {passes}"),
        ],
    });
    part
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

/// The numbers of a nested list, in reading order.
fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(flat).collect(),
        _ => vec![number(value)],
    }
}

/// A part as a lesson by itself, with nothing wrong in it.
fn lesson(part: &Part, wording: fn(&Near) -> String) -> Lesson {
    let text = format!("# {}\n\n{}", part.name, part.text(wording));
    let lesson = Lesson::read("01-generated", &Source::new("01-generated.md", text));
    let problems: Vec<String> = lesson
        .problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect();
    assert!(problems.is_empty(), "{}: {problems:?}", part.name);
    lesson
}

/// What a failing check says; nothing of one that holds.
fn told(claim: &lesson::Claim<'_>) -> Option<String> {
    match claim.run() {
        Outcome::Holds => None,
        Outcome::Fails(lines) => {
            let lines: Vec<String> = lines.iter().map(deltarule::figure::Line::text).collect();
            Some(lines.join("\n"))
        }
    }
}

#[test]
fn a_course_written_from_the_reference_passes_the_check_of_the_program() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let parts = parts();
    assert!(parts.len() > 400, "{} parts", parts.len());
    for (number_of, few) in parts.chunks(10).enumerate() {
        let mut text = format!("# Reference {number_of}\n\n");
        for part in few {
            text.push_str(&part.text(Near::condition));
        }
        let name = format!("{number_of:02}-reference.md");
        fs::write(folder.path().join(name), text).expect("a file in a fresh folder");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_deltarule"))
        .arg("check")
        .arg("--course")
        .arg(folder.path())
        .output()
        .expect("the program runs");
    let out = String::from_utf8_lossy(&output.stdout);
    let wrong: Vec<&str> = out
        .lines()
        .filter(|line| !line.starts_with("ok "))
        .take(40)
        .collect();
    assert_eq!(output.status.code(), Some(0), "{}", wrong.join("\n"));
    let claims: usize = parts.iter().map(|part| part.claims.len()).sum();
    let summary = format!("{claims} hold, 0 fail, 0 errors");
    assert_eq!(out.lines().last(), Some(summary.as_str()));
}

#[test]
fn no_number_of_it_is_near_another_one_that_differs_in_its_seventh_digit() {
    let denied = |near: &Near| format!("not ({})", near.changed().condition());
    for part in parts() {
        for claim in lesson(&part, denied).claims() {
            assert_eq!(told(&claim), None, "{}", claim.name);
        }
    }
}

#[test]
fn a_check_fails_at_the_one_number_that_was_changed() {
    for mut part in parts() {
        let claims = part.claims.len();
        let Some(claim) = part
            .claims
            .iter_mut()
            .find(|claim| claim.near.iter().any(Near::has_seven_digits))
        else {
            panic!("{}: none of {claims} checks has seven digits", part.name);
        };
        let near = claim
            .near
            .iter_mut()
            .rfind(|near| near.has_seven_digits())
            .expect("one that was just found");
        *near = near.changed();
        let changed = near.condition();
        let read = lesson(&part, Near::condition);
        let failures: Vec<String> = read.claims().iter().filter_map(told).collect();
        assert_eq!(failures.len(), 1, "{}: {failures:?}", part.name);
        assert!(failures[0].contains(&changed), "{changed}: {}", failures[0]);
    }
}

#[test]
fn a_number_is_changed_in_its_seventh_digit_or_the_last() {
    for (number, expected) in [
        ("0.123456789012", "0.123456889012"),
        ("-12.3456789012", "-12.3456889012"),
        ("0.001234567901", "0.001234568901"),
        ("1.23456989012e10", "1.23456089012e10"),
        ("0.000000000021", "0.000000000022"),
        ("0.000000000000", "0.000000000001"),
    ] {
        let near = Near {
            formula: "E".to_string(),
            number: number.to_string(),
        };
        assert_eq!(near.changed().number, expected);
    }
}
