//! What an update of a 2-4-1 tanh net costs, beside one written by hand for just that net: in the same run, and as a ratio.

mod turns;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use deltarule::network::{Activation, Layout, Loss, Network, Weights, patterns};
use deltarule::training::{Checkpoint, Run, Settings, Start};
use turns::fastest;

const HIDDEN: [[f64; 3]; 4] = [
    [0.3, -0.2, 0.1],
    [-0.4, 0.5, 0.2],
    [0.7, 0.2, -0.3],
    [-0.1, -0.6, 0.4],
];
const OUTPUT: [f64; 5] = [0.6, -0.5, 0.4, 0.3, 0.1];
const LR: f64 = 0.05;

/// Both make so many updates at a time, so that the timeline's checkpoints count as they do in a long run.
const UPDATES: u64 = 20_000;
/// How often both are timed, in turns; the fastest of each counts.
const TURNS: usize = 40;
/// How much dearer the program's update may be.
const MOST: f64 = 1.6;

/// One net in arrays of fixed size: as plain as it can be.
struct ByHand {
    hidden: [[f64; 3]; 4],
    output: [f64; 5],
}

impl ByHand {
    fn new() -> Self {
        ByHand {
            hidden: HIDDEN,
            output: OUTPUT,
        }
    }

    #[inline(never)]
    fn update(&mut self, x: [f64; 2], t: f64) {
        let mut hidden = [0.0; 4];
        for (y, w) in hidden.iter_mut().zip(&self.hidden) {
            *y = (w[0] * x[0] + w[1] * x[1] + w[2]).tanh();
        }
        let mut e = self.output[4];
        for (y, w) in hidden.iter().zip(&self.output) {
            e += w * y;
        }
        let y = e.tanh();
        let local = (t - y) * (1.0 - y * y);
        for ((y, w), row) in hidden.iter().zip(&mut self.output).zip(&mut self.hidden) {
            let below = *w * local * (1.0 - y * y);
            *w += LR * local * y;
            row[0] += LR * below * x[0];
            row[1] += LR * below * x[1];
            row[2] += LR * below;
        }
        self.output[4] += LR * local;
    }
}

fn by_hand(updates: u64) -> ByHand {
    let patterns: Vec<([f64; 2], f64)> = patterns::named("xor-pm")
        .expect("a named set")
        .iter()
        .map(|pattern| ([pattern.inputs[0], pattern.inputs[1]], pattern.targets[0]))
        .collect();
    let mut net = ByHand::new();
    for (_, (x, t)) in (0..updates).zip(patterns.iter().cycle()) {
        net.update(black_box(*x), black_box(*t));
    }
    net
}

fn run() -> Run {
    let network = Network {
        layout: Arc::new(Layout::with_biases(vec![2, 4, 1])),
        activations: vec![Activation::read("tanh").expect("a named activation"); 2],
        loss: Loss::Squared,
    };
    let settings = Settings {
        lr: LR,
        ..Settings::new(network)
    };
    let weights: Weights = HIDDEN.into_iter().flatten().chain(OUTPUT).collect();
    Run::new(Arc::new(Start {
        patterns: patterns::named("xor-pm").expect("a named set").into(),
        state: Checkpoint::new(settings, weights),
    }))
}

fn by_the_program(updates: u64) -> Run {
    let mut run = run();
    for _ in 0..updates {
        run.advance().expect("nothing overflows");
    }
    run
}

#[divan::bench]
fn hand_written(bencher: divan::Bencher) {
    bencher
        .counter(divan::counter::ItemsCount::new(UPDATES))
        .bench(|| by_hand(black_box(UPDATES)));
}

#[divan::bench]
fn deltarule(bencher: divan::Bencher) {
    bencher
        .counter(divan::counter::ItemsCount::new(UPDATES))
        .bench(|| by_the_program(black_box(UPDATES)));
}

fn main() {
    let (net, run) = (by_hand(UPDATES), by_the_program(UPDATES));
    for (weight, by_hand) in net.hidden.iter().flatten().chain(&net.output).enumerate() {
        let ours = run.weight(weight);
        assert!((ours - by_hand).abs() < 1e-9, "{ours} is not {by_hand}");
    }
    divan::main();
    let [hand, ours] = fastest(
        TURNS,
        || {
            black_box(by_hand(black_box(UPDATES)));
        },
        || drop(black_box(by_the_program(black_box(UPDATES)))),
    );
    let nanoseconds = |time: Duration| time.as_secs_f64() * 1e9 / UPDATES as f64;
    let ratio = ours.as_secs_f64() / hand.as_secs_f64();
    println!(
        "an update: {:.1} ns by hand, {:.1} ns by the program, ratio {ratio:.2} (at most {MOST})",
        nanoseconds(hand),
        nanoseconds(ours)
    );
    if ratio > MOST && std::env::args().all(|argument| argument != "--test") {
        std::process::exit(1);
    }
}
