//! Optimizers against numbers that were computed apart from the program: `oracle/optimizers.json`.

use deltarule::formula::alike;
use deltarule::network::{Activation, Pattern};
use deltarule::training::{OPTIMIZERS, Run, Schedule, Trainer};
use serde_json::Value;

use crate::support::{Net, acts, weights};

const ORACLE: &str = include_str!("../oracle/optimizers.json");

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list").iter();
    list.map(|number| number.as_f64().expect("a number"))
        .collect()
}

/// The net of the oracle, with the settings of a case.
fn trainer(oracle: &Value, case: &Value) -> Trainer {
    let layers = oracle["weights"].as_array().expect("a list").iter();
    let rows = |layer: &Value| {
        let rows = layer.as_array().expect("a list").iter();
        rows.map(numbers).collect()
    };
    let patterns = oracle["patterns"].as_array().expect("a list").iter();
    let pattern = |pattern: &Value| Pattern {
        inputs: numbers(&pattern["x"]),
        targets: numbers(&pattern["t"]),
    };
    let logistic = Activation::read("logistic").expect("a named activation");
    let net = Net {
        layers: layers
            .map(|layer| (logistic.clone(), rows(layer)))
            .collect(),
        patterns: patterns.map(pattern).collect(),
        lr: case["lr"].as_f64().expect("a number"),
        schedule: Schedule::Online,
        frozen: Vec::new(),
    };
    let mut trainer = net.trainer();
    let schedule = case["schedule"].to_string();
    let method = case["method"].as_str().expect("a word");
    acts(
        &mut trainer,
        &[
            &format!("set schedule {}", schedule.trim_matches('"')),
            &format!("set method {method}"),
        ],
    );
    for (key, value) in case["set"].as_object().expect("a table") {
        acts(&mut trainer, &[&format!("set {key} {value}")]);
    }
    trainer
}

#[test]
fn every_optimizer_makes_the_updates_of_its_paper() {
    let oracle: Value = serde_json::from_str(ORACLE).expect("JSON");
    for case in oracle["cases"].as_array().expect("a list") {
        let mut trainer = trainer(&oracle, case);
        for after in case["after"].as_array().expect("a list") {
            acts(&mut trainer, &[&format!("seek {}", after["updates"])]);
            for (ours, theirs) in weights(&trainer).iter().zip(numbers(&after["weights"])) {
                assert!(
                    alike(*ours, theirs),
                    "{} {} after {}: {ours} is not {theirs}",
                    case["method"],
                    case["schedule"],
                    after["updates"]
                );
            }
        }
    }
    let is_met = |name: &str| ORACLE.contains(&format!("\"method\": \"{name}\""));
    let by_rule = OPTIMIZERS.iter().filter(|method| !method.searches());
    for method in by_rule {
        assert!(is_met(method.name), "no case of {}", method.name);
    }
}

/// All that a run is, to the last bit.
fn bits(run: &Run) -> Vec<u64> {
    run.weights()
        .iter()
        .map(|weight| weight.to_bits())
        .collect()
}

#[test]
fn back_and_forward_again_gives_the_same_bits() {
    let oracle: Value = serde_json::from_str(ORACLE).expect("JSON");
    for case in oracle["cases"].as_array().expect("a list") {
        let mut trainer = trainer(&oracle, case);
        acts(&mut trainer, &["seek 23", "set method next", "seek 31"]);
        let there = bits(trainer.run());
        acts(&mut trainer, &["seek 7", "seek 31"]);
        assert_eq!(bits(trainer.run()), there, "{case}");
        acts(&mut trainer, &["back 3 weights", "step 3 weights"]);
        assert_eq!(bits(trainer.run()), there, "{case}");
    }
}

#[test]
fn a_frozen_weight_stays_and_its_past_is_forgotten() {
    let oracle: Value = serde_json::from_str(ORACLE).expect("JSON");
    for case in oracle["cases"].as_array().expect("a list") {
        let mut trainer = trainer(&oracle, case);
        acts(&mut trainer, &["seek 5", "freeze w(1, 1, 1)"]);
        let stays = trainer.run().weight(0);
        acts(&mut trainer, &["seek 9"]);
        assert_eq!(trainer.run().weight(0), stays, "{case}");
    }
}

#[test]
fn the_means_of_the_first_update_are_of_what_the_rule_gave_alone() {
    let oracle: Value = serde_json::from_str(ORACLE).expect("JSON");
    let cases = oracle["cases"].as_array().expect("a list");
    let mut trainer = trainer(&oracle, &cases[0]);
    acts(&mut trainer, &["set method adam"]);
    let run = trainer.run();
    let each = run.settings().method.each().expect("weight by weight");
    // A bias, as the inputs of the first pattern are 0.
    let made = run.update().made(run.settings(), 2);
    let made = made.expect("Adam's numbers");
    let [m, v] = [0, 1].map(|part: usize| (each.parts[part].value)(&made));
    assert!(made.taken != 0.0);
    assert!((m / made.taken - 1.0).abs() < 1e-12, "{m}");
    assert!((v / made.taken.powi(2) - 1.0).abs() < 1e-12, "{v}");
}

#[test]
fn a_line_search_looks_anew_where_a_weight_was_moved() {
    let oracle: Value = serde_json::from_str(ORACLE).expect("JSON");
    let cases = oracle["cases"].as_array().expect("a list");
    let mut moved = trainer(&oracle, &cases[0]);
    acts(
        &mut moved,
        &[
            "set method descent",
            "set schedule batch",
            "set method conjugate-gradient",
            "step 2 epochs",
            "set w(1,1,1) 0.9",
        ],
    );
    let mut fresh = moved.clone();
    acts(
        &mut fresh,
        &[
            "set method descent",
            "set method conjugate-gradient",
            "restart",
        ],
    );
    for weight in 0..moved.run().weights().len() {
        let id = moved.run().network().layout.id(weight);
        acts(
            &mut fresh,
            &[&format!("set {id} {}", moved.run().weight(weight))],
        );
    }
    let [moved, fresh] = [&moved, &fresh].map(|trainer| trainer.run().update().change.clone());
    assert_eq!(moved, fresh);
}

#[test]
fn a_weight_that_is_thawed_begins_without_the_momentum_that_it_had() {
    let oracle: Value = serde_json::from_str(ORACLE).expect("JSON");
    let cases = oracle["cases"].as_array().expect("a list");
    let mut trainer = trainer(&oracle, &cases[0]);
    let made_of_rule = |trainer: &Trainer| {
        let update = trainer.run().update();
        update.change[2] == update.given()[2]
    };
    acts(&mut trainer, &["set method momentum", "step 3 patterns"]);
    assert!(!made_of_rule(&trainer));
    acts(
        &mut trainer,
        &["freeze b(1,1)", "step 2 patterns", "thaw b(1,1)"],
    );
    assert!(made_of_rule(&trainer));
}
