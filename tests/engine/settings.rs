//! Settings: fresh starts, what is read, printed and read again, and what does not go together.

use deltarule::network::{Pattern, random};
use deltarule::training::{
    Command, Kind, OPTIMIZERS, Place, Schedule, Trainer, all_settings, setting,
};

use crate::support::{Net, act, acts, alone, trainer_of, value, weights};

fn net() -> Net {
    let tanh = deltarule::network::Activation::read("tanh").expect("a named activation");
    let pattern = |x: [f64; 2], t: f64| Pattern {
        inputs: x.to_vec(),
        targets: vec![t],
    };
    Net {
        layers: vec![
            (
                tanh.clone(),
                vec![vec![0.1, 0.2, 0.3], vec![-0.1, 0.4, 0.0]],
            ),
            (tanh, vec![vec![0.5, -0.5, 0.1]]),
        ],
        patterns: vec![pattern([0.0, 1.0], 1.0), pattern([1.0, 1.0], -1.0)],
        lr: 0.1,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
}

fn sizes(trainer: &Trainer) -> Vec<usize> {
    let layout = &trainer.run().network().layout;
    (0..=layout.layers())
        .map(|layer| layout.size(layer))
        .collect()
}

fn said(trainer: &mut Trainer, command: &str) -> String {
    let command = Command::parse(command).expect("a command");
    let report = trainer.act(&command, &mut 1000);
    report.expect("it is done").says.unwrap_or_default()
}

#[test]
fn another_net_begins_anew_with_weights_that_are_drawn() {
    let mut trainer = net().trainer();
    acts(
        &mut trainer,
        &["set lr 0.2", "step 5 patterns", "mute fprime(2)"],
    );
    let told = said(&mut trainer, "set layers [2, 3, 3, 1]");
    assert_eq!(
        told,
        "a fresh start at update 0: layers [2, 3, 3, 1], 2 patterns"
    );
    assert_eq!(sizes(&trainer), [2, 3, 3, 1]);
    assert_eq!((trainer.run().updates(), value(&trainer, "lr")), (0, 0.2));
    let drawn = |seed, spread| random::weights(seed, spread, 9 + 12 + 4).to_vec();
    assert_eq!(weights(&trainer), drawn(0, 0.5));
    acts(&mut trainer, &["set seed 7"]);
    assert_eq!(weights(&trainer), drawn(7, 0.5));
    acts(&mut trainer, &["set spread 1", "step 1 epoch"]);
    assert_eq!(trainer.run().updates(), 2);
    acts(&mut trainer, &["restart"]);
    assert_eq!(weights(&trainer), drawn(7, 1.0));
    acts(&mut trainer, &["reset"]);
    assert_eq!(sizes(&trainer), [2, 2, 1], "as the lesson has it");
}

#[test]
fn other_patterns_bring_the_layers_that_they_need() {
    let mut trainer = net().trainer();
    let before = weights(&trainer);
    let told = said(&mut trainer, "set patterns moons");
    assert_eq!(
        told,
        "a fresh start at update 0: layers [2, 2, 1], 120 patterns"
    );
    assert_eq!(weights(&trainer), before, "a net that fits is kept");
    acts(&mut trainer, &["set patterns iris", "step 1 epoch"]);
    assert_eq!(sizes(&trainer), [4, 2, 3]);
    assert_eq!(trainer.run().patterns().len(), 150);
}

#[test]
fn names_of_a_net_that_is_gone_are_no_numbers() {
    let mut trainer = net().trainer();
    let bound = |text: &str| {
        let formula = deltarule::formula::parse(text).expect("a formula");
        trainer.bind(&formula).expect("names of the net")
    };
    let formulas = [
        "w(2,1,1)",
        "y(2,1)",
        "input(2,1)",
        "delta(1,2)",
        "change(2,1,2)",
    ]
    .map(bound);
    acts(&mut trainer, &["select w(2, 1, 1)", "set layers [2, 1]"]);
    assert_eq!(trainer.selected().to_string(), "w(1,1,1)");
    for formula in formulas {
        assert!(formula.eval(&trainer.moment()).is_err(), "{formula:?}");
    }
}

#[test]
fn what_makes_no_net_is_refused_and_changes_nothing() {
    for (command, says) in [
        (
            "set layers [3, 1]",
            "the patterns have 2 inputs and 1 targets",
        ),
        ("set layers 2-2-1", "`2-2-1` are no layers"),
        ("set layers [2, 900, 900, 1]", "a net may have 10 and 1000"),
        ("set patterns moon", "did you mean `moons`?"),
        ("set seed -1", "expected a whole number from 0 up"),
        (
            "set schedule 0",
            "an update learns from one pattern at least",
        ),
    ] {
        let mut trainer = net().trainer();
        acts(&mut trainer, &["step 3 patterns"]);
        let before = weights(&trainer);
        let told = act(&mut trainer, command).expect_err(command);
        assert!(told.contains(says), "{command}: {told}");
        assert_eq!((weights(&trainer), trainer.run().updates()), (before, 3));
    }
}

#[test]
fn a_twin_that_names_a_setting_keeps_it_at_a_fresh_start() {
    let start = net().start(net().settings());
    let mut twin = alone(start.clone());
    twin.name = "other".to_string();
    twin.own = vec![setting("seed").expect("a setting")];
    let mut trainer = trainer_of(vec![alone(start), twin]);
    acts(&mut trainer, &["step 3 patterns", "set seed 7"]);
    let runs: Vec<_> = trainer.runs().map(|(_, run)| run).collect();
    assert_eq!(runs[1].weights().to_vec(), net().weights());
    assert_ne!(runs[0].weights(), runs[1].weights());
    assert!(runs.iter().all(|run| run.updates() == 0));
}

#[test]
fn every_word_and_number_is_printed_as_it_is_set() {
    for row in all_settings().filter(|row| row.is_read() && row.kind != Kind::Text) {
        let mut trainer = net().trainer();
        acts(&mut trainer, &["set schedule batch"]);
        let words = match row.kind {
            Kind::Number => vec!["0.25"],
            _ => row.values(),
        };
        for word in words.into_iter().filter(|word| *word != "next") {
            if act(&mut trainer, &format!("set {} {word}", row.key)).is_err() {
                continue;
            }
            let printed = row.print(trainer.run().settings(), None);
            let again = match &printed {
                deltarule::training::Reading::Number(number) => number.to_string(),
                deltarule::training::Reading::Text(text) => text.clone(),
            };
            assert_eq!(again, word, "{}", row.key);
        }
    }
}

#[test]
fn a_line_search_is_taken_off_again() {
    let mut trainer = net().trainer();
    acts(
        &mut trainer,
        &[
            "set schedule batch",
            "set line_search halving",
            "step 2 epochs",
        ],
    );
    assert!(act(&mut trainer, "set method adam").is_err());
    acts(
        &mut trainer,
        &["set line_search none", "set method adam", "step 2 epochs"],
    );
    assert_eq!(trainer.run().updates(), 4);
}

#[test]
fn keys_of_settings_and_parameters_are_each_one() {
    let keys: Vec<&str> = all_settings().map(|row| row.key).collect();
    for (place, key) in keys.iter().enumerate() {
        assert!(!keys[..place].contains(key), "{key} stands twice");
    }
    let parameters = OPTIMIZERS.iter().flat_map(|method| method.parameters);
    for parameter in parameters {
        let row = setting(parameter.key).expect("a row");
        assert!(row.is_set(Place::Block) && row.is_set(Place::Set));
    }
}

#[test]
fn the_cosine_of_what_overflows_is_no_number() {
    let mut trainer = net().trainer();
    acts(&mut trainer, &["set rule lr * delta * input * 1e200"]);
    let cosine = deltarule::formula::parse("cosine(change, -gradient)").expect("a formula");
    let bound = trainer.bind(&cosine).expect("names of the net");
    assert!(bound.eval(&trainer.moment()).is_err());
    acts(
        &mut trainer,
        &["set rule lr * delta * fprime * input * 1e100"],
    );
    assert!(value(&trainer, "cosine(change, -gradient)") > 1.0 - 1e-12);
}

fn mutes(trainer: &Trainer) -> Vec<String> {
    let mutes = trainer.run().settings().mutes.iter();
    mutes.map(ToString::to_string).collect()
}

#[test]
fn a_term_counts_again_in_the_layer_that_is_named_or_in_all() {
    let mut trainer = net().trainer();
    acts(
        &mut trainer,
        &[
            "mute fprime(1)",
            "mute fprime(2)",
            "mute delta",
            "unmute fprime(2)",
        ],
    );
    assert_eq!(mutes(&trainer), ["fprime(1)", "delta"]);
    acts(&mut trainer, &["mute fprime(2)", "unmute fprime"]);
    assert_eq!(mutes(&trainer), ["delta"]);
}

#[test]
fn a_term_is_turned_off_everywhere_then_in_the_selected_layer_then_on() {
    let mut trainer = net().trainer();
    acts(&mut trainer, &["select w(2,1,1)"]);
    for expected in [&["delta"][..], &["delta(2)"], &[], &["delta"]] {
        acts(&mut trainer, &["turn delta"]);
        assert_eq!(mutes(&trainer), expected);
    }
}

#[test]
fn a_muted_lr_is_1_with_every_optimizer_that_goes_by_weights() {
    for method in OPTIMIZERS.iter().filter(|row| row.each().is_some()) {
        let named = format!("set method {}", method.name);
        let [mut muted, mut one] = [net().trainer(), net().trainer()];
        acts(&mut muted, &[&named, "set lr 0.01", "mute lr(2)"]);
        acts(&mut one, &[&named, "set lr 0.01"]);
        let change = |trainer: &Trainer| trainer.run().update().change[6];
        let (with, without) = (change(&muted), change(&one));
        assert!(
            (with / without - 100.0).abs() < 1e-6,
            "{}: {with} and {without}",
            method.name
        );
    }
}

#[test]
fn a_weight_is_shifted_to_the_side_that_is_named_by_whatever_nudge() {
    for nudge in ["0.5", "-0.5"] {
        let mut trainer = net().trainer();
        let before = trainer.run().weight(0);
        acts(&mut trainer, &[&format!("nudge {nudge}"), "shift right"]);
        assert_eq!(trainer.run().weight(0), before + 0.5, "{nudge}");
        acts(&mut trainer, &["shift left", "shift left"]);
        assert!((trainer.run().weight(0) - (before - 0.5)).abs() < 1e-12);
    }
}

#[test]
fn the_next_nudge_goes_through_all_sizes_to_both_sides() {
    let mut trainer = net().trainer();
    let next = |trainer: &mut Trainer| {
        acts(trainer, &["nudge next"]);
        trainer.nudge()
    };
    let round: Vec<f64> = (0..6).map(|_| next(&mut trainer)).collect();
    assert_eq!(round, [0.5, 1.0, -0.1, -0.5, -1.0, 0.1]);
}

#[test]
fn a_batch_that_is_restarted_shows_its_first_pattern() {
    let mut trainer = net().trainer();
    acts(&mut trainer, &["set schedule batch", "step 1 pattern"]);
    assert_eq!(trainer.pattern(), 1);
    acts(&mut trainer, &["restart"]);
    assert_eq!((trainer.run().updates(), trainer.pattern()), (0, 0));
}

#[test]
fn what_is_right_is_told_by_the_middle_of_the_targets() {
    let identity = deltarule::network::Activation::read("identity").expect("a named activation");
    let pattern = |x: f64| Pattern {
        inputs: vec![x],
        targets: vec![x.signum()],
    };
    let right = Net {
        layers: vec![(identity, vec![vec![1.0]])],
        patterns: vec![pattern(0.2), pattern(-0.2)],
        ..net()
    };
    assert_eq!(value(&right.trainer(), "accuracy"), 1.0);
}

#[test]
fn patterns_are_shuffled_anew_in_each_epoch_online_and_in_small_batches() {
    let pattern = |at: u32| Pattern {
        inputs: vec![f64::from(at), 1.0],
        targets: vec![0.5],
    };
    for (size, schedule) in [
        (1, Schedule::Online),
        (2, Schedule::Mini(2)),
        (4, Schedule::Mini(4)),
    ] {
        let net = Net {
            patterns: (0..6).map(pattern).collect(),
            schedule,
            ..net()
        };
        let mut trainer = net.trainer();
        acts(&mut trainer, &["set order shuffled", "restart"]);
        for epoch in 0..3 {
            let mut learnt: Vec<usize> = Vec::new();
            while learnt.len() < 6 {
                learnt.extend(trainer.run().learnt().patterns());
                acts(&mut trainer, &["seek +1"]);
            }
            assert_eq!(learnt, random::order(0, epoch, 6), "batches of {size}");
        }
    }
}
