//! Why this number: what is said about a number is so, wherever one goes from a change.
//!
//! Every random test takes a seed; a failure names it.

use std::collections::HashSet;

use crate::chance::{Chance, smooth};
use crate::sitting::Sitting;
use crate::support::{Net, acts, alone, trainer_of, value, weights};
use deltarule::figure::Line;
use deltarule::formula::alike;
use deltarule::network::UnitId;
use deltarule::network::{Activation, Loss, Pattern, WeightId};
use deltarule::panel::why::{Why, explain, figure, first};
use deltarule::training::{At, Quantity};
use deltarule::training::{Schedule, Trainer};

fn named(name: &str) -> Activation {
    Activation::read(name).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// Everything that one can get to from the changes of all weights.
fn all(trainer: &Trainer) -> Vec<Why> {
    let layout = trainer.run().network().layout.clone();
    let mut open: Vec<Quantity> = (0..layout.weights())
        .map(|weight| Quantity::of_weight("change", layout.id(weight)))
        .collect();
    let mut seen: HashSet<Quantity> = open.iter().copied().collect();
    let mut all = Vec::new();
    while let Some(quantity) = open.pop() {
        let why = explain(trainer, quantity);
        let ways = why.rows().into_iter().filter_map(|part| part.into);
        open.extend(ways.filter(|way| seen.insert(*way)));
        all.push(why);
    }
    all
}

/// Whether two numbers are the same, but for the rounding of what they are sums of.
fn near(a: f64, b: f64, size: f64) -> bool {
    a == b || alike(a, b) || (a - b).abs() <= 1e-12 * size
}

/// Each formula gives its value when the numbers are put in.
fn adds_up(trainer: &Trainer, at: &str) {
    for why in all(trainer) {
        let formula = why.statement.in_formula();
        if formula.is_empty() || formula.contains("inf") || formula.contains("NaN") {
            continue;
        }
        let parts = why.statement.parts.iter();
        let size = parts.map(|part| part.value.abs()).fold(0.0, f64::max);
        let said = value(trainer, &formula);
        let what = why.quantity;
        assert!(
            near(said, why.value, size),
            "{at}: {what} is {}, {formula} is {said}",
            why.value
        );
    }
}

/// Each value is that of the formula language.
fn is_what_formulas_say(trainer: &Trainer, at: &str) {
    for why in all(trainer) {
        let said = value(trainer, &why.quantity.to_string());
        let same = said == why.value || said.is_nan() && why.value.is_nan();
        assert!(
            same,
            "{at}: {} is {}, and {said} as a formula",
            why.quantity, why.value
        );
    }
}

/// One to three hidden layers, with one of the losses.
fn net(chance: &mut Chance, schedule: Schedule) -> Trainer {
    let mut net = chance.net(&smooth());
    net.schedule = schedule;
    let loss = chance.one_of(&[Loss::Squared, Loss::CrossEntropy]);
    if loss == Loss::CrossEntropy {
        net.layers.last_mut().expect("a layer").0 = named("logistic");
    }
    let mut settings = net.settings();
    settings.network.loss = loss;
    trainer_of(vec![alone(net.start(settings))])
}

#[test]
fn every_number_that_a_change_leads_to_is_what_its_formula_gives() {
    for seed in 0..60 {
        let mut trainer = net(&mut Chance(seed), Schedule::Online);
        for steps in ["step 0 patterns", "step 1 pattern", "step 2 weights"] {
            acts(&mut trainer, &[steps]);
            let at = format!("seed {seed}, {steps}");
            adds_up(&trainer, &at);
            if trainer.run().done().is_none() {
                is_what_formulas_say(&trainer, &at);
            }
        }
    }
}

/// Settings under which a change is something else than the product of four terms.
const OTHERWISE: [&[&str]; 7] = [
    &["mute fprime"],
    &["mute delta(1)", "mute input", "mute lr(2)"],
    &["set rule lr * delta * input + 0.01 * w"],
    &[
        "set send_back w * delta * y^2",
        "set rule(1) lr * delta * e^2 * -fprime",
    ],
    &["set method momentum", "step 3 epochs"],
    &["set schedule batch", "step 2 epochs", "select pattern 1"],
    &[
        "set schedule batch",
        "set method momentum",
        "step 2 epochs",
        "freeze w(1,1,1)",
    ],
];

#[test]
fn it_is_so_under_mutes_and_written_rules_in_batch_and_with_momentum() {
    for seed in 0..20 {
        for settings in OTHERWISE {
            let mut trainer = net(&mut Chance(seed), Schedule::Online);
            acts(&mut trainer, settings);
            // After a setting nothing is done; an update is next, then under way.
            acts(&mut trainer, &["step 1 pattern", "set lr 0.2"]);
            for steps in ["step 0 weights", "step 1 weight"] {
                acts(&mut trainer, &[steps]);
                let at = format!("seed {seed}, {settings:?}, {steps}");
                adds_up(&trainer, &at);
                if trainer.run().done().is_none() {
                    is_what_formulas_say(&trainer, &at);
                }
            }
        }
    }
}

#[test]
fn a_line_search_is_told_as_one() {
    for seed in 0..20 {
        let mut trainer = net(&mut Chance(seed), Schedule::Batch);
        acts(
            &mut trainer,
            &[
                "set method conjugate-gradient",
                "step 2 epochs",
                "back 1 weight",
            ],
        );
        adds_up(&trainer, &format!("seed {seed}"));
        let why = explain(&trainer, first(&trainer));
        assert_eq!(why.formula().text(), "a × d");
    }
}

#[test]
fn from_a_change_one_gets_to_every_number_of_the_units_above_and_below() {
    let trainer = net(&mut Chance(3), Schedule::Online);
    let said: HashSet<String> = all(&trainer)
        .iter()
        .map(|why| why.quantity.to_string())
        .collect();
    let layout = &trainer.run().network().layout;
    assert!(layout.layers() > 1, "{layout:?}");
    for unit in 0..layout.units() {
        let id = layout.id(layout.row(unit).start);
        for word in ["delta", "fprime", "e", "y"] {
            let name = format!("{word}({},{})", id.layer, id.unit);
            assert!(said.contains(&name), "{name}: {said:?}");
        }
    }
    for name in ["lr", "input(1,1)", "t(1)", "E(1)", "w(1,1,1)"] {
        assert!(said.contains(name), "{name}: {said:?}");
    }
}

#[test]
fn a_number_that_a_formula_names_is_the_number_one_goes_into() {
    for seed in 0..40 {
        let trainer = net(&mut Chance(seed), Schedule::Online);
        for why in all(&trainer) {
            let is_sum = why.general.is_some();
            for part in why
                .rows()
                .into_iter()
                .filter(|part| !is_sum && part.into.is_some())
            {
                let into = part.into.expect("a way");
                assert_eq!(
                    explain(&trainer, into).value,
                    part.value,
                    "{} to {into}",
                    why.quantity
                );
            }
        }
    }
}

#[test]
fn what_is_done_is_told_as_it_was_told_before() {
    for schedule in [Schedule::Online, Schedule::Batch] {
        for seed in 0..20 {
            let mut trainer = net(&mut Chance(seed), schedule);
            let of_update = |why: &Why| !matches!(why.quantity.name, "w" | "E");
            let told = |trainer: &Trainer| -> Vec<(String, f64)> {
                let all = all(trainer).into_iter().filter(of_update);
                let mut told: Vec<_> = all
                    .map(|why| (why.quantity.to_string(), why.value))
                    .collect();
                told.sort_by(|a, b| a.0.cmp(&b.0));
                told
            };
            let before = (told(&trainer), weights(&trainer));
            acts(&mut trainer, &["seek +1"]);
            assert!(trainer.run().done().is_some());
            let after = (told(&trainer), weights(&trainer));
            assert_eq!(before.0, after.0, "seed {seed}");
            assert_ne!(before.1, after.1, "seed {seed}");
        }
    }
}

#[test]
fn only_the_pattern_that_is_shown_can_be_gone_into() {
    let mut trainer = (0..).map(|seed| net(&mut Chance(seed), Schedule::Batch));
    let several = |trainer: &Trainer| trainer.run().patterns().len() > 2;
    let mut trainer = trainer.find(several).expect("a net with several patterns");
    acts(&mut trainer, &["select pattern 2"]);
    let Some(id) = first(&trainer).weight() else {
        panic!("{:?}", first(&trainer));
    };
    let sum = explain(&trainer, Quantity::of_weight("change", id));
    let ways: Vec<Option<Quantity>> = sum.statement.parts.iter().map(|part| part.into).collect();
    assert_eq!(
        ways[..3],
        [None, Some(Quantity::new("change", At::Share(id, 1))), None]
    );
    let has_ways = |pattern| {
        let why = explain(&trainer, Quantity::new("change", At::Share(id, pattern)));
        assert_eq!(why.value, sum.statement.parts[pattern].value);
        why.rows().iter().any(|part| part.into.is_some())
    };
    assert!(has_ways(1) && !has_ways(0) && !has_ways(2));
}

#[test]
fn a_number_is_of_the_first_run_and_says_so_beside_others() {
    let mut trainer = worked();
    acts(&mut trainer, &["mute fprime"]);
    let why = explain(&trainer, first(&trainer));
    assert_eq!(why.context, "run first");
    assert_eq!(why.value, value(&trainer, "change"));
    assert_ne!(why.value, value(&trainer, "unmuted.change"));
}

#[test]
fn a_saturated_output_under_cross_entropy_has_a_change_all_the_same() {
    let net = Net {
        layers: vec![(named("logistic"), vec![vec![-800.0, 0.0]])],
        patterns: vec![Pattern {
            inputs: vec![1.0],
            targets: vec![1.0],
        }],
        lr: 0.5,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    };
    let mut settings = net.settings();
    settings.network.loss = Loss::CrossEntropy;
    let trainer = trainer_of(vec![alone(net.start(settings))]);
    let why = explain(&trainer, first(&trainer));
    assert_eq!(why.value, 0.5);
    assert_eq!(why.formula().text(), "lr × (t − y) × input");
    assert_eq!(why.numbers().text(), "0.5 × 1 × 1");
}

/// The example that the course works by hand.
fn worked() -> Trainer {
    let rows = |rows: [[f64; 3]; 2]| rows.iter().map(|row| row.to_vec()).collect();
    let net = Net {
        layers: vec![
            (
                named("logistic"),
                rows([[0.15, 0.20, 0.35], [0.25, 0.30, 0.35]]),
            ),
            (
                named("logistic"),
                rows([[0.40, 0.45, 0.60], [0.50, 0.55, 0.60]]),
            ),
        ],
        patterns: vec![Pattern {
            inputs: vec![0.05, 0.10],
            targets: vec![0.01, 0.99],
        }],
        lr: 0.5,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    };
    net.trainer()
}

/// What is shown of these, one below the other.
fn shown(trainer: &Trainer, asked: &[(Quantity, usize)]) -> String {
    let lines = |(quantity, row): &(Quantity, usize)| {
        let lines = figure(&explain(trainer, *quantity), *row);
        lines
            .iter()
            .map(|line| line.text().trim_end().to_string() + "\n")
            .collect::<String>()
    };
    asked.iter().map(lines).collect::<Vec<_>>().join("\n")
}

fn unit(layer: usize, unit: usize) -> UnitId {
    UnitId { layer, unit }
}

fn weight(layer: usize, unit: usize, input: usize) -> WeightId {
    WeightId { layer, unit, input }
}

#[test]
fn the_worked_example_is_told_as_it_was_when_somebody_looked() {
    let mut trainer = worked();
    let way = [
        (first(&trainer), 1),
        (Quantity::of_unit("delta", unit(1, 1)), 0),
        (Quantity::of_unit("delta", unit(2, 1)), 1),
        (Quantity::of_unit("y", unit(2, 1)), 0),
        (Quantity::of_unit("e", unit(2, 1)), 0),
        (Quantity::of_unit("y", unit(1, 1)), 0),
        (Quantity::of_unit("e", unit(1, 1)), 2),
        (Quantity::of_unit("fprime", unit(2, 1)), 0),
        (Quantity::new("E", At::Pattern(0)), 0),
        (Quantity::of_run("E"), 0),
        (Quantity::of_unit("t", unit(2, 1)), 0),
        (Quantity::new("input", At::Input(1, 2)), 0),
        (Quantity::of_weight("w", weight(1, 1, 1)), 0),
        (Quantity::of_run("lr"), 0),
    ];
    insta::assert_snapshot!("why_worked", shown(&trainer, &way));
    acts(&mut trainer, &["step 1 pattern"]);
    let done = [way[0], way[2], way[8], way[12]];
    insta::assert_snapshot!("why_done", shown(&trainer, &done));
}

#[test]
fn what_is_not_plain_is_told_as_it_was_when_somebody_looked() {
    let mut all = String::new();
    for settings in OTHERWISE
        .into_iter()
        .chain([&["set schedule batch", "set method conjugate-gradient"][..]])
    {
        let mut trainer = worked();
        acts(&mut trainer, settings);
        acts(&mut trainer, &["set momentum 0.8"]);
        let asked = [
            (Quantity::of_weight("change", weight(1, 1, 2)), 0),
            (Quantity::of_unit("delta", unit(1, 1)), 0),
            (Quantity::new("change", At::Share(weight(1, 1, 2), 0)), 0),
        ];
        let said = format!("--- {}\n{}\n", settings.join("; "), shown(&trainer, &asked));
        all.push_str(&said);
    }
    insta::assert_snapshot!("why_not_plain", all);
}

#[test]
fn a_row_far_down_is_shown_when_it_is_chosen() {
    let mut chance = Chance(1);
    let rows = vec![chance.numbers(31)];
    let net = Net {
        layers: vec![(named("tanh"), rows)],
        patterns: vec![Pattern {
            inputs: chance.numbers(30),
            targets: vec![0.5],
        }],
        lr: 0.5,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    };
    let trainer = net.trainer();
    let why = explain(&trainer, Quantity::of_unit("e", unit(1, 1)));
    for row in 0..40 {
        let lines: Vec<String> = figure(&why, row).iter().map(Line::text).collect();
        let chosen = row.min(30) + 1;
        let name = format!("› w(1,1,{chosen}) ");
        let place = lines.iter().position(|line| line.starts_with(&name));
        assert!(place.is_some(), "row {row}: {lines:#?}");
        assert!(lines.len() < 14, "{lines:#?}");
    }
}

#[test]
fn why_lies_beside_the_network_where_there_is_room_for_both() {
    const LESSON: &str =
        "# Title\n\n```trainer\nlayers = [2, 2, 1]\npatterns = \"xor\"\nseed = 3\n```\n";
    let mut wide = Sitting::at(LESSON, (120, 40));
    wide.keys("<tab> <enter>")
        .shows("change(1,1,1) =")
        .shows("network · E ")
        .shows("◉ ");
    let mut small = Sitting::at(LESSON, (80, 24));
    small
        .keys("<tab> <enter>")
        .shows("change(1,1,1) =")
        .hides("network · E ");
    small.keys("<esc>").shows("network · E ");
}
