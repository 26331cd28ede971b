//! The error against updates: what the chart of it is made from.

use crate::support::{Net, act, acts, value, weights};
use deltarule::network::{Activation, patterns};
use deltarule::training::{Command, MOST_UPDATES, Schedule, Trainer};

/// A net that learns XOR, one update an epoch.
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

/// That each point is the error which the run had after so many updates.
fn holds(trainer: &mut Trainer) {
    for (updates, error) in trainer.run().errors() {
        acts(trainer, &[&format!("seek {updates}")]);
        assert_eq!(error, value(trainer, "E"), "after {updates} updates");
    }
}

#[test]
fn each_point_is_the_error_after_so_many_updates() {
    let mut trainer = trainer();
    assert_eq!(trainer.run().errors(), [(0, value(&trainer, "E"))]);
    acts(&mut trainer, &["step 50 epochs"]);
    let updates: Vec<u64> = trainer.run().errors().iter().map(|point| point.0).collect();
    assert_eq!(updates, (0..=50).collect::<Vec<u64>>());
    holds(&mut trainer);
}

#[test]
fn a_long_history_has_no_more_points_than_a_screen_could_show() {
    let mut trainer = trainer();
    acts(&mut trainer, &["step 20000 epochs", "back 9001 epochs"]);
    let errors = trainer.run().errors();
    assert!((500..=1025).contains(&errors.len()), "{}", errors.len());
    assert!(errors.is_sorted_by(|a, b| a.0 < b.0));
    assert!(
        errors.contains(&(10_999, value(&trainer, "E"))),
        "the present is among them"
    );
    assert!(
        errors.last().is_some_and(|last| last.0 > 19_900),
        "and what lies ahead"
    );
}

#[test]
fn what_is_kept_of_a_moment_is_forgotten_when_the_moment_changes() {
    let mut trainer = trainer();
    acts(&mut trainer, &["step 20 epochs"]);
    let before = trainer.run().errors();
    acts(
        &mut trainer,
        &["seek 10", "set w(1,1,1) 2", "step 5 epochs"],
    );
    let after = trainer.run().errors();
    assert_eq!(before[..10], after[..10]);
    assert_eq!(after.len(), 16);
    assert_ne!(before[10], after[10], "the weight was set here");
    holds(&mut trainer);
}

#[test]
fn an_update_under_way_shows_the_error_of_the_weights_as_they_stand() {
    let mut trainer = trainer();
    acts(&mut trainer, &["step 3 epochs"]);
    let whole = trainer.run().errors();
    assert!(act(&mut trainer, "step 2 weights").is_ok());
    let before = weights(&trainer);
    let part = trainer.run().errors();
    assert_eq!(weights(&trainer), before, "to look changes nothing");
    assert_eq!(part[..4], whole[..]);
    assert_eq!(part[4..], [(3, value(&trainer, "E"))]);
}

#[test]
fn a_moment_that_is_only_looked_at_has_the_past_that_the_run_has() {
    let mut trainer = trainer();
    acts(
        &mut trainer,
        &["step 20 epochs", "set lr 2", "step 5 epochs"],
    );
    for (formula, same) in [
        ("at(5, at(2, E))", "at(2, E)"),
        ("at(2, sum(epochs, E))", "at(0, E) + at(1, E) + at(2, E)"),
        ("after(max(epochs, E))", "max(max(epochs, E), after(E))"),
        ("after(at(3, E))", "at(3, E)"),
        ("slope(w(1,1,1) * at(3, E), w(1,1,1))", "at(3, E)"),
    ] {
        let (one, other) = (value(&trainer, formula), value(&trainer, same));
        assert!(
            (one - other).abs() < 1e-9,
            "{formula}: {one} is not {other}"
        );
    }
    let ahead = trainer.run().errors();
    assert_eq!(ahead.len(), 26, "to look keeps nothing");
}

#[test]
fn the_way_of_a_weight_goes_by_where_it_was_set() {
    let mut trainer = trainer();
    acts(
        &mut trainer,
        &["step 2 epochs", "set w(1,1,1) 2", "step 1 epoch"],
    );
    let way = trainer.run().way([0, 1]);
    assert_eq!(way[2][0], 2.0);
    acts(&mut trainer, &["seek 2"]);
    assert_eq!(way[2], [0, 1].map(|weight| trainer.run().weight(weight)));
}

#[test]
fn a_branch_keeps_what_lay_ahead_and_both_futures_stand_beside_each_other() {
    let mut first = trainer();
    acts(&mut first, &["step 8 epochs", "seek 3"]);
    let mut alone = trainer();
    acts(&mut alone, &["step 8 epochs"]);
    let ahead = value(&alone, "E");
    acts(&mut first, &["branch", "set lr 2", "seek 8"]);
    assert_eq!(value(&first, "branch.E").to_bits(), ahead.to_bits());
    assert_eq!(
        [value(&first, "lr"), value(&first, "branch.lr")],
        [2.0, 0.1]
    );
    let mut other = trainer();
    acts(&mut other, &["step 3 epochs", "set lr 2", "step 5 epochs"]);
    assert_eq!(value(&first, "E").to_bits(), value(&other, "E").to_bits());
    assert_eq!(first.parting(), Some([3, 4]));
    acts(&mut first, &["seek parting"]);
    assert_eq!(first.run().updates(), 3);
    acts(&mut first, &["branch end"]);
    assert_eq!(first.runs().len(), 1);
}

#[test]
fn the_term_in_which_a_branch_parts_is_named() {
    for (change, said) in [
        ("set lr 2", "by lr, the first term that differs"),
        ("set activation identity", "part at update 2 itself"),
        ("mute fprime", "by delta, the first term that differs"),
        ("set w(1,1,2) 0.3", "part at update 2 itself"),
    ] {
        let mut first = trainer();
        acts(
            &mut first,
            &["step 2 epochs", "branch", change, "step 5 epochs"],
        );
        let parting = Command::parse("seek parting").expect("a command");
        let report = first.act(&parting, &mut MOST_UPDATES.clone());
        let told = report.expect("it can be done").says.unwrap_or_default();
        assert!(told.contains(said), "{change}: {told}");
    }
}

#[test]
fn one_goes_to_and_fro_between_a_mark_and_where_one_was() {
    let mut first = trainer();
    acts(
        &mut first,
        &["step 2 epochs", "mark moment", "step 7 epochs"],
    );
    let mut at = Vec::new();
    for _ in 0..3 {
        acts(&mut first, &["seek mark"]);
        at.push(first.run().updates());
    }
    assert_eq!(at, [2, 9, 2]);
    acts(&mut first, &["reset", "step 1 epoch", "seek mark"]);
    assert_eq!(first.run().updates(), 1, "nothing is marked after a reset");
}
