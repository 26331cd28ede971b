//! The chain's slopes are those of the formulas, and a nudge leads where the net itself gets to.

use super::nudged::Nudged;
use super::*;
use crate::formula::parse;
use crate::network::Terms;
use crate::panel::row::example;
use crate::training::{Command, Trainer};

const TOLERANCE: f64 = 1e-12;

/// A net of two hidden layers and two outputs that has made some updates.
fn trainer(activation: &str) -> Trainer {
    let weights = (0..23).map(|at| (f64::from(at) * 0.7).sin()).collect();
    let pattern = |x: [f64; 2], t: [f64; 2]| (x.to_vec(), t.to_vec());
    let patterns = vec![
        pattern([0.8, -0.2], [0.9, 0.1]),
        pattern([-0.4, 0.6], [0.2, 0.7]),
    ];
    let start = example::start(&[2, 3, 2, 2], activation, weights, patterns, |_| {});
    let mut trainer = example::trainer(vec![("", start)]);
    act(&mut trainer, "step 3 patterns");
    trainer
}

fn act(trainer: &mut Trainer, command: &str) {
    let command = Command::parse(command).expect(command);
    let done = trainer.act(&command, &mut 1_000);
    done.expect("it can be done");
}

fn value(trainer: &Trainer, formula: &str) -> f64 {
    let parsed = parse(formula).expect(formula);
    let formula = trainer.bind(&parsed).expect("its names");
    formula.eval(&trainer.moment()).expect("a number")
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= TOLERANCE * one.abs().max(1.0)
}

#[test]
fn the_three_slopes_are_those_of_the_formulas_and_make_the_gradient() {
    for activation in ["tanh", "logistic", "softplus"] {
        let mut trainer = trainer(activation);
        // Within an update both are about that.
        act(&mut trainer, "step 1 weight");
        for weight in 0..trainer.run().network().layout.weights() {
            let id = trainer.run().network().layout.id(weight);
            act(&mut trainer, &format!("select {id}"));
            let chain = Chain::of(&trainer).expect("such a weight");
            let asked = ["input", "fprime", "-delta"].map(|formula| value(&trainer, formula));
            for (slope, asked) in chain.slopes().into_iter().zip(asked) {
                assert!(near(slope, asked), "{activation}, {id}: {slope} {asked}");
            }
            assert!(near(chain.product(), value(&trainer, "gradient")), "{id}");
        }
    }
}

#[test]
fn a_nudge_leads_where_the_net_gets_to_with_the_weight_so_much_larger() {
    for size in [0.1, -0.5, 3.0] {
        let mut trainer = trainer("tanh");
        act(&mut trainer, "seek 2");
        for weight in 0..trainer.run().network().layout.weights() {
            let id = trainer.run().network().layout.id(weight);
            act(&mut trainer, &format!("select {id}"));
            let chain = Chain::of(&trainer).expect("such a weight");
            let [_, e, y, error] = Nudged::of(&chain, size).truly();
            let mut moved = chain.weights.clone();
            moved[weight] += size;
            let mut terms = Terms::new(&chain.network.layout);
            let truly = chain.network.error(&moved, chain.pattern, &mut terms);
            assert!(near(error, truly), "{id}: {error} {truly}");
            assert!(near(e, terms.net_input[chain.unit]), "{id}");
            assert!(
                near(y, terms.output(&chain.network.layout, chain.unit)),
                "{id}"
            );
        }
    }
}

#[test]
fn a_small_nudge_arrives_as_its_slopes_say() {
    let trainer = trainer("tanh");
    let chain = Chain::of(&trainer).expect("such a weight");
    let nudged = Nudged::of(&chain, 1e-7);
    for (by_slopes, moved) in nudged.by_slopes().into_iter().zip(nudged.moved()) {
        assert!(
            (by_slopes - moved).abs() < 1e-6 * by_slopes.abs(),
            "{by_slopes} {moved}"
        );
    }
}

#[test]
fn at_a_net_input_of_eight_hardly_anything_arrives() {
    let patterns = vec![(vec![1.0], vec![0.0])];
    let start = example::start(&[1, 1], "logistic", vec![8.0, 0.0], patterns, |_| {});
    let trainer = example::trainer(vec![("", start)]);
    let chain = Chain::of(&trainer).expect("such a weight");
    let [_, e, y, _] = Nudged::of(&chain, 0.1).moved();
    assert!(near(e, 0.1) && y < 0.1 / 2_000.0, "{e} {y}");
}

#[test]
fn no_number_that_is_asked_for_is_told_by_the_chain() {
    let trainer = trainer("tanh");
    let chain = Chain::of(&trainer).expect("such a weight");
    let [input, fprime, delta] = chain.slopes();
    let nudged = Nudged::of(&chain, trainer.nudge());
    for (hidden, tells) in [
        (
            "fprime",
            vec![fprime, nudged.moved()[2], nudged.by_slopes()[2]],
        ),
        (
            "delta",
            vec![delta, nudged.moved()[3], nudged.by_slopes()[3]],
        ),
        ("input", vec![input, nudged.by_slopes()[1]]),
        ("gradient", vec![chain.product(), nudged.by_slopes()[3]]),
    ] {
        let veil = Mask {
            names: vec![hidden.to_string()],
            ..Mask::default()
        };
        let view = View {
            is_alone: false,
            trainer: &trainer,
            veil: &veil,
        };
        let (_, figure) = PANEL.look(&view);
        let Figure::Beside(Beside {
            below,
            fallback,
            said,
            parts,
            ..
        }) = figure
        else {
            panic!("three plots");
        };
        let notes = parts.iter().flat_map(|part| match part {
            Part::Chart(chart) => chart.notes.clone(),
            Part::Heat(_) => Vec::new(),
        });
        let lines = [below, fallback, said].concat().into_iter().chain(notes);
        for line in lines {
            for told in &tells {
                let text = line.text();
                assert!(!text.contains(&short(told.abs())), "{hidden}: {text}");
            }
        }
    }
}
