//! Sweeps: fresh copies of a trainer, each with another value. Their numbers are those of `oracle/sweeps.json`, which were
//! computed apart from this program, and no number of slices changes a bit of them.

use crate::support::{Net, alone, value, weights};
use deltarule::network::{Activation, Pattern, patterns};
use deltarule::training::{
    Command, ErrorScale, Schedule, Settings, Sweep, SweepEnd, SweepRun, SweepStep, TrainerSpec,
};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<usize> {
    let all = value.as_array().expect("a list").iter();
    all.map(|one| usize::try_from(one.as_u64().expect("a count")).expect("small"))
        .collect()
}

fn command(text: &str) -> Command {
    Command::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

/// A trainer of these sizes whose weights a sweep draws.
fn setup(sizes: &[usize], activation: &str, set: &str, lr: f64, spread: f64) -> TrainerSpec {
    let layers = sizes.windows(2).map(|size| {
        let activation = Activation::read(activation).expect(activation);
        (activation, vec![vec![0.0; size[0] + 1]; size[1]])
    });
    let patterns: Vec<Pattern> = patterns::named(set).expect(set);
    let net = Net {
        layers: layers.collect(),
        patterns,
        lr,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    };
    let settings = Settings {
        spread,
        ..net.settings()
    };
    let selected = net.layout().id(0);
    TrainerSpec {
        runs: vec![alone(net.start(settings))],
        selected,
        about: 0,
        marked: None,
        error_scale: ErrorScale::default(),
    }
}

fn of_seeds(setup: TrainerSpec, seeds: std::ops::RangeInclusive<u32>, commands: &[&str]) -> Sweep {
    let steps = seeds.map(|seed| SweepStep {
        value: f64::from(seed),
        text: seed.to_string(),
        set: command(&format!("set seed {seed}")),
    });
    let commands = commands.iter().map(|text| command(text)).collect();
    Sweep::new("starts".to_string(), setup, steps.collect(), commands)
}

/// The commands that leave f′ out where a case says so.
fn without_fprime(drop: &str) -> &'static [&'static str] {
    match drop {
        "full" => &[],
        "output" => &[
            "set rule(2) lr * delta * input",
            "set send_back(2) w * delta",
        ],
        "hidden" => &["set rule(1) lr * delta * input"],
        "all" => &["set rule lr * delta * input", "set send_back w * delta"],
        _ => panic!("{drop}"),
    }
}

#[test]
fn starts_reach_their_goal_in_the_epochs_that_were_computed_elsewhere() {
    let oracle: Value =
        serde_json::from_str(include_str!("../oracle/sweeps.json")).expect("it is JSON");
    for case in oracle["cases"].as_array().expect("cases") {
        let text = |key: &str| case[key].as_str().expect(key).to_string();
        let number = |key: &str| case[key].as_f64().expect(key);
        let activation = case["activation"][0].as_str().expect("a name");
        let setup = setup(
            &numbers(&case["layers"]),
            activation,
            &text("patterns"),
            number("lr"),
            number("spread"),
        );
        let until = format!(
            "until E < {} within {} epochs",
            case["goal"], case["epochs"]
        );
        let drop = text("drop");
        let commands = [without_fprime(&drop), &[until.as_str()]].concat();
        let sweep = of_seeds(setup, 1..=100, &commands);
        let goal = number("goal");
        let epochs = |end: &SweepEnd| {
            (value(&end.trainer, "E") < goal).then(|| value(&end.trainer, "epoch"))
        };
        let ours = sweep.look(|ends| ends.iter().map(epochs).collect::<Vec<_>>());
        let theirs = case["epoch_by_seed"].as_array().expect("a list").iter();
        let theirs: Vec<Option<f64>> = theirs.map(Value::as_f64).collect();
        assert_eq!(ours.expect("few updates"), theirs, "{}", text("id"));
    }
}

/// The bits of all weights at the end.
fn bits(ends: &[SweepEnd]) -> Vec<Vec<u64>> {
    let of = |end: &SweepEnd| {
        weights(&end.trainer)
            .into_iter()
            .map(f64::to_bits)
            .collect()
    };
    ends.iter().map(of).collect()
}

#[test]
fn no_slices_and_no_order_change_a_bit() {
    let sweep = || {
        let setup = setup(&[2, 2, 1], "tanh", "xor-pm", 0.1, 1.0);
        of_seeds(
            setup,
            1..=20,
            &["until E < 0.01 within 300 epochs", "step 3 patterns"],
        )
    };
    let whole = sweep().look(bits).expect("few updates");
    for work in [1, 50, 10_000] {
        let sweep = sweep();
        let mut run = SweepRun::new(&sweep);
        let mut slices = 0;
        while !run.go_on(&sweep, work) {
            slices += 1;
        }
        assert!(slices > 0 || work > 50, "{work}: it is cut up");
        assert_eq!(bits(&run.made().expect("few updates")), whole, "{work}");
    }
    // One value by itself is what it is among the others.
    let setup = setup(&[2, 2, 1], "tanh", "xor-pm", 0.1, 1.0);
    let commands = ["until E < 0.01 within 300 epochs", "step 3 patterns"];
    let alone = of_seeds(setup, 7..=7, &commands)
        .look(bits)
        .expect("few updates");
    assert_eq!(alone[0], whole[6]);
}

#[test]
fn too_many_updates_are_told_with_their_number() {
    let setup = setup(&[2, 1], "logistic", "xor", 0.1, 1.0);
    let sweep = of_seeds(setup, 1..=30, &["step 100000 epochs"]);
    let told = sweep.look(|_| ()).expect_err("12 million updates");
    assert_eq!(
        told,
        "a sweep may make 10,000,000 updates: the first 26 of its 30 values make 10400000"
    );
}
