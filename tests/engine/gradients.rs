//! The gradient against central differences, and the ways a run can take: whichever way it reaches a point, it stands there with the same bits.
//!
//! Every random test takes a seed; a failure names it.

use std::collections::BTreeMap;

use crate::chance::{Chance, smooth};
use crate::support::{Net, act, acts, value, weights};
use deltarule::network::{Activation, NamedActivation, Network, Pattern, Terms};
use deltarule::training::{Run, Schedule, Trainer};
use ndarray::Array1;

/// A gradient and its central differences differ by less than this share of the gradient's length.
const AGREEMENT: f64 = 1e-7;

/// −∂E/∂w by central differences, through the way forward alone.
fn measured(network: &Network, weights: &Array1<f64>, patterns: &[Pattern]) -> Vec<f64> {
    let h = 1e-5;
    let mut terms = Terms::new(&network.layout);
    let mut error = |weight: usize, by: f64| {
        let mut moved = weights.clone();
        moved[weight] += by;
        let each = patterns
            .iter()
            .map(|pattern| network.error(&moved, pattern, &mut terms));
        each.sum::<f64>()
    };
    (0..weights.len())
        .map(|weight| (error(weight, -h) - error(weight, h)) / (2.0 * h))
        .collect()
}

/// −∂E/∂w by the chain rule.
fn computed(network: &Network, weights: &Array1<f64>, patterns: &[Pattern]) -> Vec<f64> {
    let mut terms = Terms::new(&network.layout);
    let mut sum = vec![0.0; weights.len()];
    for pattern in patterns {
        network.forward(weights, &pattern.inputs, &mut terms);
        network.backward(weights, &pattern.targets, &mut terms);
        for (weight, sum) in sum.iter_mut().enumerate() {
            *sum += network.descent(weight, &terms);
        }
    }
    sum
}

/// By what share of the measured direction's length another direction differs from it.
fn apart(measured: &[f64], other: &[f64]) -> f64 {
    let length =
        |numbers: &mut dyn Iterator<Item = f64>| numbers.map(|a| a * a).sum::<f64>().sqrt();
    let difference = length(&mut measured.iter().zip(other).map(|(a, b)| a - b));
    difference / length(&mut measured.iter().copied())
}

/// How far the chain rule is from the central differences, on all patterns of a net.
fn disagreement(net: &Net) -> f64 {
    let (network, weights) = (net.network(), net.weights().into());
    apart(
        &measured(&network, &weights, &net.patterns),
        &computed(&network, &weights, &net.patterns),
    )
}

#[test]
fn the_chain_rule_agrees_with_central_differences_for_every_smooth_activation() {
    for row in smooth() {
        for seed in 0..20 {
            let net = Chance(seed).net(std::slice::from_ref(&row));
            let apart = disagreement(&net);
            assert!(apart < AGREEMENT, "{}, seed {seed}: {apart:e}", row.name());
        }
    }
}

#[test]
fn the_chain_rule_agrees_with_central_differences_when_layers_differ() {
    for seed in 0..200 {
        let apart = disagreement(&Chance(seed).net(&smooth()));
        assert!(apart < AGREEMENT, "seed {seed}: {apart:e}");
    }
}

#[test]
fn an_update_is_lr_times_the_measured_slope_of_one_pattern_online_and_of_all_in_batch() {
    for seed in 0..100 {
        let net = Chance(seed).net(&smooth());
        let trainer = net.trainer();
        let learnt = match net.schedule {
            Schedule::Online => &net.patterns[..1],
            schedule => &net.patterns[..schedule.size(net.patterns.len())],
        };
        let slopes = measured(&net.network(), &net.weights().into(), learnt);
        let change = &trainer.run().update().change / net.lr;
        let by_name: Vec<f64> = (0..slopes.len())
            .map(|weight| {
                let name = net.layout().id(weight).to_string();
                -value(&trainer, &name.replace('w', "gradient"))
            })
            .collect();
        for (what, numbers) in [("change", change.to_vec()), ("gradient", by_name)] {
            let apart = apart(&slopes, &numbers);
            assert!(apart < AGREEMENT, "{what}, seed {seed}: {apart:e}");
        }
    }
}

/// A tanh whose derivative is wrong.
const fn planted(name: &'static str, fprime: fn(f64, f64) -> f64) -> NamedActivation {
    NamedActivation {
        name,
        also: &[],
        formula: "tanh(e)",
        f: f64::tanh,
        fprime,
        kinks: &[],
    }
}

static WRONG: [NamedActivation; 4] = [
    planted("f′ forgotten", |_, _| 1.0),
    planted("f′ at y in place of e", |_, y| y.cosh().powi(-2)),
    planted("a sign", |_, y| y * y - 1.0),
    planted("a thousandth too large", |_, y| (1.0 - y * y) * 1.001),
];

#[test]
fn a_wrong_derivative_in_any_layer_is_found_out() {
    for wrong in &WRONG {
        for seed in 0..20 {
            let right = Chance(seed).net(&smooth());
            for layer in 0..right.layers.len() {
                let mut net = right.clone();
                net.layers[layer].0 = Activation::Named(wrong);
                let apart = disagreement(&net);
                assert!(
                    apart >= AGREEMENT,
                    "{} in layer {layer}, seed {seed}: {apart:e}",
                    wrong.name
                );
            }
        }
    }
}

#[test]
fn the_order_in_which_the_weights_of_an_update_are_changed_does_not_matter() {
    for seed in 0..50 {
        let mut chance = Chance(seed);
        let mut net = chance.net(&smooth());
        net.frozen = (1..net.layout().weights())
            .filter(|_| chance.below(4) == 0)
            .collect();
        let (mut whole, mut by_weight) = (net.trainer(), net.trainer().run().clone());
        for _ in 0..5 {
            acts(&mut whole, &["step 1 epoch"]);
            while by_weight.epochs() < whole.run().epochs() {
                let mut left: Vec<usize> = by_weight.to_change().collect();
                while !left.is_empty() {
                    let weight = left.swap_remove(chance.below(left.len()));
                    by_weight.apply(weight).expect("nothing overflows");
                }
            }
            assert_eq!(look(&by_weight), look(whole.run()), "seed {seed}");
        }
    }
}

/// The bits of numbers, so that equal means equal to the last one.
fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// All that can be seen of a run but how far its timeline goes, to the last bit.
#[derive(Debug, PartialEq)]
struct Look {
    standing: (u64, u64, usize, u64),
    applied: Vec<usize>,
    weights: Vec<u64>,
    error: u64,
    next: Vec<u64>,
    terms: Vec<u64>,
    done: Option<Vec<u64>>,
}

fn look(run: &Run) -> Look {
    let update = run.update();
    let terms = &update.terms;
    let terms = [&terms.signal, &terms.net_input, &terms.fprime, &terms.delta];
    let weights: Vec<f64> = (0..update.change.len()).map(|w| run.weight(w)).collect();
    let of_update = |before: &Array1<f64>, change: &Array1<f64>| {
        bits(&[before.to_vec(), change.to_vec()].concat())
    };
    Look {
        standing: (
            run.updates(),
            run.epochs(),
            run.pattern(),
            run.settings().lr.to_bits(),
        ),
        applied: run.applied().to_vec(),
        weights: bits(&weights),
        error: run.error(None).to_bits(),
        next: of_update(&update.before, &update.change),
        terms: terms
            .into_iter()
            .flat_map(|numbers| bits(numbers))
            .collect(),
        done: run.done().map(|done| of_update(&done.before, &done.change)),
    }
}

/// A trainer without a way back: it knows what was done, and does all of it again from the start.
struct Plain {
    net: Net,
    /// Settings, by how many updates were made before them.
    settings: BTreeMap<u64, Vec<String>>,
    /// The order of the weights in updates that were not made in reading order.
    orders: BTreeMap<u64, Vec<usize>>,
    at: u64,
    newest: u64,
    applied: Vec<usize>,
    selected: usize,
    /// The pattern shown in batch, from 0.
    shown: usize,
}

impl Plain {
    fn new(net: Net) -> Self {
        Plain {
            net,
            settings: BTreeMap::new(),
            orders: BTreeMap::new(),
            at: 0,
            newest: 0,
            applied: Vec::new(),
            selected: 0,
            shown: 0,
        }
    }

    fn patterns(&self) -> u64 {
        self.net.patterns.len() as u64
    }

    fn sums(&self) -> bool {
        self.net.schedule != Schedule::Online
    }

    /// How many patterns an update learns from, but for the last of an epoch.
    fn size(&self) -> u64 {
        match self.net.schedule {
            Schedule::Online => 1,
            Schedule::Batch => self.patterns(),
            Schedule::Mini(size) => size as u64,
        }
    }

    fn updates_of_an_epoch(&self) -> u64 {
        self.patterns().div_ceil(self.size())
    }

    /// How many patterns the next update learns from.
    fn learnt(&self) -> usize {
        let done = self.at % self.updates_of_an_epoch() * self.size();
        usize::try_from(self.size().min(self.patterns() - done)).expect("few patterns")
    }

    fn to_change(&self) -> Vec<usize> {
        (0..self.net.layout().weights())
            .filter(|weight| !self.net.frozen.contains(weight))
            .collect()
    }

    /// What lies ahead is no more.
    fn branch(&mut self) {
        if self.at < self.newest {
            self.newest = self.at;
            self.settings.retain(|at, _| *at <= self.newest);
            self.orders.retain(|update, _| *update < self.newest);
        }
    }

    fn step_weight(&mut self) {
        self.branch();
        let left = |weight: &usize| !self.applied.contains(weight);
        let all = self.to_change();
        let first = Some(self.selected).filter(|weight| all.contains(weight) && left(weight));
        let next = first.or_else(|| all.iter().copied().find(left));
        self.selected = next.expect("not all are frozen");
        self.applied.push(self.selected);
        if self.applied.len() == all.len() {
            self.finish();
        }
    }

    /// Makes the rest of an update in reading order.
    fn finish(&mut self) {
        self.branch();
        let mut order = std::mem::take(&mut self.applied);
        let all = self.to_change();
        order.extend(
            all.into_iter()
                .filter(|weight| !order.contains(weight))
                .collect::<Vec<_>>(),
        );
        self.orders.insert(self.at, order);
        self.at += 1;
        self.newest = self.at;
    }

    fn step_pattern(&mut self) {
        let moves = self.sums() && self.applied.is_empty();
        if moves && self.shown + 1 < self.learnt() {
            self.shown += 1;
            return;
        }
        self.finish();
        if moves {
            self.shown = 0;
        }
    }

    fn step_epoch(&mut self) {
        loop {
            self.finish();
            if self.at.is_multiple_of(self.updates_of_an_epoch()) {
                break;
            }
        }
    }

    fn back_weight(&mut self) {
        if self.applied.is_empty() {
            let Some(at) = self.at.checked_sub(1) else {
                return;
            };
            self.at = at;
            let in_order = self.to_change();
            self.applied = self.orders.get(&at).cloned().unwrap_or(in_order);
        }
        self.selected = self.applied.pop().expect("an update changes something");
    }

    fn back_pattern(&mut self) {
        self.shown = self.shown.min(self.learnt() - 1);
        if !self.applied.is_empty() {
            self.applied.clear();
        } else if self.sums() && self.shown > 0 {
            self.shown -= 1;
        } else if self.at > 0 {
            self.at -= 1;
            if self.sums() {
                self.shown = self.learnt() - 1;
            }
        }
    }

    fn back_epoch(&mut self) {
        let length = self.updates_of_an_epoch();
        if self.applied.is_empty() {
            self.at = self.at.saturating_sub(1);
        }
        self.applied.clear();
        self.at -= self.at % length;
    }

    fn seek(&mut self, updates: u64) {
        self.applied.clear();
        self.at = updates;
        self.newest = self.newest.max(updates);
    }

    fn set(&mut self, command: String) {
        self.applied.clear();
        self.branch();
        self.settings.entry(self.at).or_default().push(command);
    }

    /// Where it stands: all of it done again, forward only.
    fn replay(&self) -> Trainer {
        let mut trainer = self.net.trainer();
        for update in 0..=self.at {
            for command in self.settings.get(&update).into_iter().flatten() {
                acts(&mut trainer, &[command]);
            }
            if update < self.at {
                let step = match self.net.schedule {
                    Schedule::Online => "step 1 pattern",
                    Schedule::Batch => "step 1 epoch",
                    Schedule::Mini(_) => "seek +1",
                };
                acts(&mut trainer, &[step]);
            }
        }
        let layout = self.net.layout();
        for weight in &self.applied {
            let select = format!("select {}", layout.id(*weight));
            acts(&mut trainer, &[&select, "step 1 weight"]);
        }
        trainer
    }
}

/// Does one command by chance, to both; gives its text.
fn wander(chance: &mut Chance, trainer: &mut Trainer, plain: &mut Plain) -> String {
    let count = chance.below(4);
    let repeat = |plain: &mut Plain, step: fn(&mut Plain)| {
        for _ in 0..count {
            step(plain);
        }
    };
    let command = match chance.below(13) {
        0 | 1 => format!("step {count} weights"),
        2 => format!("step {count} patterns"),
        3 => format!("step {count} epochs"),
        4 | 5 => format!("back {count} weights"),
        6 => format!("back {count} patterns"),
        7 => format!("back {count} epochs"),
        8 => format!("seek {}", chance.below(30)),
        9 => format!(
            "set lr {}",
            chance.one_of(&["0.1", "0.25", "1", "up", "down"])
        ),
        10 => {
            let weight = chance.below(plain.net.layout().weights());
            let value = chance.number();
            format!("set {} {value}", plain.net.layout().id(weight))
        }
        11 if count == 0 => "reset".to_string(),
        _ => {
            plain.selected = chance.below(plain.net.layout().weights());
            format!("select {}", plain.net.layout().id(plain.selected))
        }
    };
    match command.split(' ').collect::<Vec<_>>()[..] {
        ["step", _, "weights"] => repeat(plain, Plain::step_weight),
        ["step", _, "patterns"] => repeat(plain, Plain::step_pattern),
        ["step", _, "epochs"] => repeat(plain, Plain::step_epoch),
        ["back", _, "weights"] => repeat(plain, Plain::back_weight),
        ["back", _, "patterns"] => repeat(plain, Plain::back_pattern),
        ["back", _, "epochs"] => repeat(plain, Plain::back_epoch),
        ["seek", updates] => plain.seek(updates.parse().expect("a number")),
        ["set", ..] => plain.set(command.clone()),
        ["reset"] => *plain = Plain::new(plain.net.clone()),
        _ => {}
    }
    act(trainer, &command).unwrap_or_else(|problem| panic!("{command}: {problem}"));
    command
}

#[test]
fn whatever_way_a_point_is_reached_all_bits_are_those_of_the_way_from_the_start() {
    for seed in 0..150 {
        let mut chance = Chance(seed);
        let mut net = chance.net(&smooth());
        net.frozen = (1..net.layout().weights())
            .filter(|_| chance.below(5) == 0)
            .collect();
        let (mut trainer, mut plain) = (net.trainer(), Plain::new(net));
        let mut commands = Vec::new();
        for _ in 0..80 {
            commands.push(wander(&mut chance, &mut trainer, &mut plain));
            let way = || format!("seed {seed}, {}", commands.join("; "));
            let replayed = plain.replay();
            assert_eq!(look(trainer.run()), look(replayed.run()), "{}", way());
            assert_eq!(trainer.run().newest(), plain.newest, "{}", way());
            let selected = plain.net.layout().id(plain.selected);
            assert_eq!(trainer.selected(), selected, "{}", way());
            if plain.sums() {
                let done = plain.at % plain.updates_of_an_epoch() * plain.size();
                let shown = plain.shown.min(plain.learnt() - 1) as u64;
                assert_eq!(trainer.pattern() as u64, done + shown, "{}", way());
            }
        }
    }
}

#[test]
fn a_long_run_can_be_sought_through_and_its_bits_do_not_change() {
    let net = Chance(3).net(&smooth());
    let mut straight = net.trainer();
    let mut trainer = net.trainer();
    let schedule = if net.schedule == Schedule::Batch {
        "epoch"
    } else {
        "pattern"
    };
    let step = format!("step 1 {schedule}");
    let mut marks = BTreeMap::new();
    for update in 0..=5000_u64 {
        if update == 1500 || update == 3001 {
            for trainer in [&mut straight, &mut trainer] {
                acts(trainer, &[&format!("seek {update}"), "set lr down"]);
            }
        }
        if [
            0, 1, 1023, 1024, 1025, 1500, 1501, 2049, 3000, 3001, 3002, 4999, 5000,
        ]
        .contains(&update)
        {
            acts(&mut trainer, &[&format!("seek {update}")]);
            marks.insert(update, look(straight.run()));
        }
        if update < 5000 {
            acts(&mut straight, &[&step]);
        }
    }
    let mut chance = Chance(1);
    let places: Vec<u64> = marks.keys().copied().collect();
    for _ in 0..200 {
        let place = chance.one_of(&places);
        acts(&mut trainer, &[&format!("seek {place}")]);
        assert_eq!(look(trainer.run()), marks[&place], "at {place}");
        assert_eq!(trainer.run().newest(), 5000);
    }
}

/// Two inputs, two hidden units of which the second has no bias, one output; the first bias is frozen.
fn small(schedule: Schedule) -> Net {
    let row = |name| Activation::read(name).expect(name);
    let pattern = |x: [f64; 2], t: f64| Pattern {
        inputs: x.to_vec(),
        targets: vec![t],
    };
    Net {
        layers: vec![
            (row("tanh"), vec![vec![0.3, -0.2, 0.1], vec![-0.4, 0.5]]),
            (row("logistic"), vec![vec![0.6, -0.5, 0.1]]),
        ],
        patterns: vec![pattern([1.0, -1.0], 0.9), pattern([0.5, 2.0], 0.2)],
        lr: 0.5,
        schedule,
        frozen: vec![2],
    }
}

#[test]
fn a_weight_step_changes_one_weight_and_a_step_back_gives_back_every_bit() {
    for schedule in [Schedule::Online, Schedule::Batch] {
        let mut trainer = small(schedule).trainer();
        for _ in 0..25 {
            let (before, old) = (look(trainer.run()), weights(&trainer));
            acts(&mut trainer, &["step 1 weight"]);
            let after = weights(&trainer);
            let changed = old
                .iter()
                .zip(&after)
                .filter(|(a, b)| a.to_bits() != b.to_bits());
            assert_eq!(changed.count(), 1);
            let next = look(trainer.run());
            acts(&mut trainer, &["back 1 weight"]);
            assert_eq!(look(trainer.run()), before);
            acts(&mut trainer, &["step 1 weight"]);
            assert_eq!(look(trainer.run()), next);
        }
    }
}

#[test]
fn the_selected_weight_is_first_then_the_others_in_reading_order_and_frozen_ones_never() {
    let mut trainer = small(Schedule::Online).trainer();
    acts(&mut trainer, &["select w(2,1,2)"]);
    let mut names = Vec::new();
    for _ in 0..7 {
        acts(&mut trainer, &["step 1 weight"]);
        names.push(trainer.selected().to_string());
    }
    let order = [
        "w(2,1,2)", "w(1,1,1)", "w(1,1,2)", "w(1,2,1)", "w(1,2,2)", "w(2,1,1)", "w(2,1,3)",
    ];
    assert_eq!(names, order);
    assert_eq!((trainer.run().updates(), trainer.run().pattern()), (1, 1));
    for name in order.iter().rev() {
        acts(&mut trainer, &["select w(1,1,3)", "back 1 weight"]);
        assert_eq!(trainer.selected().to_string(), *name);
    }
    assert_eq!(weights(&trainer), small(Schedule::Online).weights());
    acts(&mut trainer, &["back 1 weight"]);
    assert_eq!(
        trainer.run().updates(),
        0,
        "before the start there is nothing"
    );
}

#[test]
fn back_undoes_the_weight_changed_last_even_if_the_update_was_finished_by_a_longer_step() {
    let mut trainer = small(Schedule::Online).trainer();
    acts(
        &mut trainer,
        &[
            "select w(2,1,3)",
            "step 1 weight",
            "step 1 pattern",
            "back 1 weight",
        ],
    );
    assert_eq!(trainer.selected().to_string(), "w(2,1,2)");
}

#[test]
fn an_update_made_anew_is_undone_in_its_new_order() {
    let mut trainer = small(Schedule::Online).trainer();
    acts(
        &mut trainer,
        &["select w(2,1,3)", "step 7 weights", "seek 0"],
    );
    acts(&mut trainer, &["step 1 pattern", "back 1 weight"]);
    assert_eq!(trainer.selected().to_string(), "w(2,1,3)");
}

#[test]
fn going_back_by_nothing_changes_nothing() {
    for stride in ["weights", "patterns", "epochs"] {
        let mut trainer = small(Schedule::Online).trainer();
        acts(&mut trainer, &["step 2 weights"]);
        let before = look(trainer.run());
        acts(&mut trainer, &[&format!("back 0 {stride}")]);
        assert_eq!(look(trainer.run()), before, "{stride}");
    }
}

#[test]
fn inside_an_update_weights_and_error_are_as_they_stand_and_all_else_is_the_updates() {
    for schedule in [Schedule::Online, Schedule::Batch] {
        let mut trainer = small(schedule).trainer();
        let stay = [
            "e(1,1)",
            "e(2,1)",
            "y(1,2)",
            "y(1)",
            "fprime(1,2)",
            "delta(1,1)",
            "delta(2,1)",
            "input(2,1)",
            "change(1,1,1)",
            "change(2,1,3)",
            "gradient(1,2,1)",
            "gradient(2,1,2)",
            "pattern",
            "update",
            "epoch",
        ];
        let stand = ["w(2,1,1)", "b(2,1)", "E", "E(1)", "E(2)"];
        let values = |trainer: &Trainer, names: &[&str]| {
            let values: Vec<f64> = names.iter().map(|name| value(trainer, name)).collect();
            bits(&values)
        };
        let (stayed, stood) = (values(&trainer, &stay), values(&trainer, &stand));
        acts(
            &mut trainer,
            &[
                "select w(2,1,3)",
                "step 1 weight",
                "select w(2,1,1)",
                "step 1 weight",
            ],
        );
        assert_eq!(values(&trainer, &stay), stayed);
        let now = values(&trainer, &stand);
        for ((name, before), now) in stand.iter().zip(stood).zip(now) {
            assert_ne!(before, now, "{name}");
        }
        acts(&mut trainer, &["step 1 epoch"]);
        assert_ne!(values(&trainer, &stay[..13]), stayed[..13]);
    }
}

#[test]
fn a_setting_is_an_event_that_back_restores_and_forward_replays() {
    let mut trainer = small(Schedule::Online).trainer();
    acts(
        &mut trainer,
        &[
            "step 3 patterns",
            "set lr 2",
            "step 3 patterns",
            "set lr 0.1",
            "step 1 pattern",
        ],
    );
    let newest = look(trainer.run());
    let mut lrs = Vec::new();
    for update in 0..=7 {
        acts(&mut trainer, &[&format!("seek {update}")]);
        lrs.push(value(&trainer, "lr"));
    }
    assert_eq!(lrs, [0.5, 0.5, 0.5, 2.0, 2.0, 2.0, 0.1, 0.1]);
    assert_eq!(look(trainer.run()), newest);
    acts(&mut trainer, &["seek 4", "step 1 pattern"]);
    assert_eq!(trainer.run().newest(), 5, "what lay ahead is dropped");
    acts(&mut trainer, &["step 3 patterns"]);
    assert_eq!(bits(&[value(&trainer, "lr")]), bits(&[2.0]));
}

#[test]
fn a_setting_inside_an_update_first_takes_back_what_was_applied() {
    let mut trainer = small(Schedule::Online).trainer();
    acts(&mut trainer, &["step 1 pattern"]);
    let before = weights(&trainer);
    acts(&mut trainer, &["step 3 weights", "set lr 1"]);
    assert_eq!(bits(&weights(&trainer)), bits(&before));
    assert!(trainer.run().applied().is_empty());
}

#[test]
fn a_frozen_weight_is_never_changed_by_a_step_but_can_be_set() {
    for schedule in [Schedule::Online, Schedule::Batch] {
        let mut trainer = small(schedule).trainer();
        assert_eq!(bits(&[value(&trainer, "change(1,1,3)")]), bits(&[0.0]));
        assert_ne!(bits(&[value(&trainer, "gradient(1,1,3)")]), bits(&[0.0]));
        acts(
            &mut trainer,
            &[
                "step 2 epochs",
                "step 3 weights",
                "select b(1,1)",
                "step 1 weight",
            ],
        );
        assert_ne!(trainer.selected().to_string(), "w(1,1,3)");
        assert_eq!(bits(&[value(&trainer, "b(1,1)")]), bits(&[0.1]));
        acts(&mut trainer, &["set b(1,1) 0.7", "step 1 epoch"]);
        assert_eq!(bits(&[value(&trainer, "b(1,1)")]), bits(&[0.7]));
    }
}

#[test]
fn when_all_weights_are_frozen_a_weight_step_says_so() {
    let mut net = small(Schedule::Online);
    net.frozen = (0..net.layout().weights()).collect();
    let mut trainer = net.trainer();
    let said = act(&mut trainer, "step 1 weight").expect_err("there is no weight to step");
    assert_eq!(said, "every weight is frozen: a step would change none");
    acts(
        &mut trainer,
        &["step 3 patterns", "back 1 weight", "back 1 pattern"],
    );
    assert_eq!(bits(&weights(&trainer)), bits(&net.weights()));
}

#[test]
fn a_unit_without_bias_has_none_to_select_or_to_step() {
    let mut trainer = small(Schedule::Online).trainer();
    for command in ["select b(1,2)", "select w(1,2,3)", "set b(1,2) 1"] {
        let said = act(&mut trainer, command).expect_err(command);
        assert!(!said.is_empty());
    }
    assert_eq!(
        value(&trainer, "e(1,2)").to_bits(),
        (-0.4 - 0.5_f64).to_bits()
    );
}

/// One weight that doubles its distance, and more, at every step.
fn diverging() -> Net {
    let identity = Activation::read("identity").expect("a row");
    Net {
        layers: vec![
            (identity.clone(), vec![vec![0.5]]),
            (identity, vec![vec![0.5]]),
        ],
        patterns: vec![Pattern {
            inputs: vec![1.0],
            targets: vec![1.0],
        }],
        lr: 100.0,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
}

#[test]
fn an_overflow_stops_the_run_with_a_sentence_and_going_back_works() {
    let mut trainer = diverging().trainer();
    let said = act(&mut trainer, "step 1000 epochs").expect_err("it diverges");
    assert!(said.contains("grows past what a float holds"), "{said}");
    let stopped = look(trainer.run());
    assert!(weights(&trainer).iter().all(|weight| weight.is_finite()));
    let at = trainer.run().updates();
    for command in [
        "step 1 weight",
        "step 1 pattern",
        "step 1 epoch",
        "seek 1000",
    ] {
        assert_eq!(act(&mut trainer, command), Err(said.clone()), "{command}");
        assert_eq!(look(trainer.run()), stopped, "{command}");
    }
    acts(
        &mut trainer,
        &["back 1 weight", "back 1 weight", "back 1 pattern", "seek 0"],
    );
    assert_eq!(bits(&weights(&trainer)), bits(&diverging().weights()));
    acts(&mut trainer, &[&format!("seek {at}")]);
    assert_eq!(look(trainer.run()), stopped);
    acts(
        &mut trainer,
        &["back 1 epoch", "seek 0", "set lr 0.1", "step 500 epochs"],
    );
    assert!(value(&trainer, "E") < 1e-12, "a smaller rate learns it");
}

#[test]
fn a_trainer_that_runs_is_paused_by_an_overflow() {
    let mut trainer = diverging().trainer();
    acts(&mut trainer, &["run"]);
    assert!(trainer.is_running());
    assert!(trainer.tick(1000).is_err());
    assert!(!trainer.is_running());
}
