//! The names of formulas about a trainer: each row of their table can be written, evaluated and typeset.

use crate::support::{Net, act, acts, value, weights};
use deltarule::formula::parse;
use deltarule::network::{Activation, patterns};
use deltarule::training::quantity::NAMES;
use deltarule::training::{Schedule, Trainer};

fn trainer() -> Trainer {
    let tanh = Activation::read("tanh").expect("a name");
    let net = Net {
        layers: vec![
            (
                tanh.clone(),
                vec![vec![0.3, -0.2, 0.1], vec![-0.4, 0.5, 0.2]],
            ),
            (tanh, vec![vec![0.6, -0.1, 0.05]]),
        ],
        patterns: patterns::named("xor").expect("a set"),
        lr: 0.1,
        schedule: Schedule::Batch,
        frozen: Vec::new(),
    };
    net.trainer()
}

#[test]
fn every_form_of_every_name_has_a_value() {
    let mut trainer = trainer();
    acts(&mut trainer, &["step 2 epochs", "select w(2,1,1)"]);
    let example = |word: &str| match word {
        "layer" | "unit" | "input" | "output" | "pattern" | "epoch" | "a" => "1",
        "formula" | "value" => "w",
        "condition" => "w > 0",
        "weight" => "w(1,1,2)",
        "term" => "fprime",
        "h" => "1e-4",
        "b" => "2",
        "weights(layer)" => "weights(2)",
        domain => panic!("no example of {domain}"),
    };
    let domains = ["weights", "layers", "patterns", "epochs"];
    for row in NAMES {
        for form in row.forms {
            let formula = form.words().map_or(row.name.to_string(), |words| {
                let word = |word: &str| {
                    let is_domain = domains.contains(&word);
                    if is_domain { word } else { example(word) }.to_string()
                };
                let parts: Vec<String> = words.split(", ").map(word).collect();
                format!("{}({})", row.name, parts.join(", "))
            });
            assert!(value(&trainer, &formula).is_finite(), "{formula}");
        }
    }
}

#[test]
fn count_product_and_layers_are_taken_over_a_domain() {
    let mut trainer = trainer();
    for (formula, expected) in [
        ("count(weights, w < 0)", 3.0),
        ("count(weights(1), w < 0)", 2.0),
        ("count(patterns, t(1) > 0.5)", 2.0),
        ("count(patterns, t(1) > 0.5 and x(1) == 1)", 1.0),
        ("count(layers, w > 0)", 2.0),
        ("product(weights(2), w)", 0.6 * -0.1 * 0.05),
        ("sum(layers, w)", 0.3 + 0.6),
        ("count(epochs, E > 0)", 1.0),
        ("count(weights, bias == 1)", 3.0),
        ("max(layers, w)", 0.6),
    ] {
        let found = value(&trainer, formula);
        assert!((found - expected).abs() < 1e-15, "{formula} is {found}");
    }
    acts(&mut trainer, &["step 3 epochs"]);
    assert_eq!(value(&trainer, "count(epochs, E > 0)"), 4.0);
    let along = value(&trainer, "product(layers, fprime)");
    let each = value(&trainer, "fprime(1,1) * fprime(2,1)");
    assert!((along - each).abs() < 1e-15, "{along} {each}");
}

#[test]
fn a_count_is_of_a_condition_and_a_sum_of_numbers() {
    let trainer = trainer();
    for (formula, said) in [
        ("count(weights, w)", "expected a condition"),
        ("sum(weights, w < 0)", "expected a number"),
        (
            "count(unit, w < 0)",
            "expected weights, layers, patterns or epochs, found `unit`",
        ),
        (
            "product(weights)",
            "`product` is written `product(weights, formula)`",
        ),
    ] {
        let expr = parse(formula).expect(formula);
        let problem = trainer.bind(&expr).expect_err(formula).to_string();
        assert!(problem.contains(said), "{formula}: {problem}");
    }
}

#[test]
fn a_rule_with_bias_in_it_spares_the_biases() {
    let mut plain = trainer();
    let mut decaying = plain.clone();
    acts(
        &mut decaying,
        &["set rule lr * delta * fprime * input - 0.01 * (1 - bias) * w"],
    );
    let before = weights(&plain);
    acts(&mut plain, &["step 1 epoch"]);
    acts(&mut decaying, &["step 1 epoch"]);
    let layout = &plain.run().network().layout;
    for (weight, (a, b)) in weights(&plain).iter().zip(weights(&decaying)).enumerate() {
        // In batch each of the four patterns has its share of the decay.
        let decay = if layout.is_bias(weight) { 0.0 } else { 0.04 };
        let expected = a - decay * before[weight];
        assert!((b - expected).abs() < 1e-15, "{weight}: {b} {expected}");
    }
    let told = act(&mut plain, "set send_back w * delta * fprime * bias").expect_err("no bias");
    assert!(told.contains("unknown name `bias`"), "{told}");
}

#[test]
fn sigmoid_swish_log10_and_round_are_functions() {
    let trainer = trainer();
    for (formula, expected) in [
        ("sigmoid(0.7) - logistic(0.7)", 0.0),
        ("swish(0.7) - 0.7 * logistic(0.7)", 0.0),
        ("log10(1000) - 3", 0.0),
        ("round(2.5) + round(-2.5) + round(1.4)", 1.0),
        ("swish(-1e9)", 0.0),
    ] {
        assert_eq!(value(&trainer, formula), expected, "{formula}");
    }
    for name in ["sigmoid", "swish", "log10"] {
        let formula = format!("{name}(e)");
        let activation = Activation::read(&formula).expect("a formula");
        for e in [0.3, 0.7, 2.5] {
            let fprime = activation.fprime(e, activation.f(e));
            let near = (activation.f(e + 1e-6) - activation.f(e - 1e-6)) / 2e-6;
            assert!(
                (fprime - near).abs() < 1e-8,
                "{name} at {e}: {fprime} {near}"
            );
        }
    }
}
