//! An update with the rule of the course takes no memory from the heap: counted, in a program of its own.
//!
//! Only the timeline's checkpoints do, and they are far apart in a long run.

use std::sync::Arc;

use allocation_counter::measure;
use deltarule::network::{Activation, Layout, Loss, Network, Weights, patterns};
use deltarule::training::{
    Checkpoint, OPTIMIZERS, Optimizer, Run, Schedule, Settings, Start, Update,
};

const WEIGHTS: [f64; 17] = [
    0.3, -0.2, 0.1, -0.4, 0.5, 0.2, 0.7, 0.2, -0.3, -0.1, -0.6, 0.4, 0.6, -0.5, 0.4, 0.3, 0.1,
];

/// Each schedule with each method that follows a rule.
fn ways() -> impl Iterator<Item = (Schedule, &'static Optimizer)> {
    let by_rule = OPTIMIZERS.into_iter().filter(|method| !method.searches());
    by_rule
        .flat_map(|method| [Schedule::Online, Schedule::Batch].map(|schedule| (schedule, method)))
}

/// A 2-4-1 net of tanh units on XOR.
fn start((schedule, method): (Schedule, &'static Optimizer)) -> Start {
    let tanh = Activation::read("tanh").expect("a named activation");
    let network = Network {
        layout: Arc::new(Layout::with_biases(vec![2, 4, 1])),
        activations: vec![tanh; 2],
        loss: Loss::Squared,
    };
    let settings = Settings {
        lr: 0.05,
        schedule,
        method,
        ..Settings::new(network)
    };
    Start {
        patterns: patterns::named("xor-pm").expect("a named set").into(),
        state: Checkpoint::new(settings, Weights::from_iter(WEIGHTS)),
    }
}

#[test]
fn computing_an_update_in_room_that_is_there_allocates_nothing() {
    for way in ways() {
        let Start { patterns, state } = start(way);
        let mut update = Update::new(&state.settings.network);
        // The first one makes room for what an optimizer remembers.
        update.compute(&state, &patterns);
        let counted = measure(|| {
            for _ in 0..1000 {
                update.compute(&state, &patterns);
            }
        });
        assert_eq!(counted.count_total, 0, "{way:?}: {counted:?}");
    }
}

#[test]
fn a_run_allocates_nothing_but_checkpoints() {
    for way in ways() {
        let mut run = Run::new(Arc::new(start(way)));
        while run.updates() < 100_000 {
            run.advance().expect("nothing overflows");
        }
        let mut allocating = 0;
        for _ in 0..10_000 {
            let counted = measure(|| run.advance().expect("nothing overflows"));
            allocating += u32::from(counted.count_total > 0);
        }
        // 1024 checkpoints at most, at least every 128th update by now.
        assert!(allocating <= 10_000 / 64, "{way:?}: {allocating} updates");
    }
}
