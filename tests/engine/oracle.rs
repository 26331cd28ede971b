//! The program's numbers against those of `oracle/reference.json`, which were computed apart from it, at 40 digits.
//!
//! Every case is met, and every number of it that is a quantity of the program. Numbers agree when [`alike`] says so, everywhere.
//! `serde_json` may read a number one unit in the last place off; the tolerance is far above that.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_6};

use crate::support::{Net, act, acts, alone, trainer_of, value, weights};
use deltarule::formula::alike;
use deltarule::network::{Activation, Loss, Pattern, Terms};
use deltarule::training::{
    LineSearch, MOMENTUM, Optimizer, Schedule, Settings, Trainer, Update, optimizer,
};
use serde_json::Value;

/// Compares what the program computes with what stands in one case, and keeps what differs.
struct Checked<'a> {
    case: &'a Value,
    /// Names of the numbers that differ, with both.
    different: Vec<String>,
    /// How many numbers were compared.
    compared: usize,
    /// Parts of the case that are not met, as `id::part`.
    left_out: Vec<String>,
}

/// The optimizer of a name.
fn method(name: &str) -> &'static Optimizer {
    optimizer(name).expect("an optimizer")
}

type Check = fn(&mut Checked);

/// How a case is met; none if it is not.
fn check_of(case: &Value) -> Option<Check> {
    Some(match text(&case["kind"]) {
        "activation" => check_activation,
        "gradient" => check_gradient,
        "finite_difference" => check_central_differences,
        "train" => check_training,
        "quadratic" => check_bowl,
        "cg" => check_conjugate_gradient,
        "values" => check_values,
        "bug" => check_bug,
        _ => return None,
    })
}

impl Checked<'_> {
    fn compare(&mut self, name: &str, ours: f64, reference: &Value) {
        self.compared += 1;
        let reference = number(reference);
        if !alike(ours, reference) {
            self.different
                .push(format!("{name}: {ours:?}, not {reference:?}"));
        }
    }

    /// Compares a list of numbers with all numbers of a nested list, in reading order.
    fn compare_all(&mut self, name: &str, ours: &[f64], reference: &Value) {
        let reference = flat(reference);
        assert_eq!(ours.len(), reference.len(), "{}: {name}", self.id());
        for (place, (ours, reference)) in ours.iter().zip(reference).enumerate() {
            self.compare(&format!("{name}[{place}]"), *ours, reference);
        }
    }

    fn leave_out(&mut self, part: &str) {
        self.left_out.push(format!("{}::{part}", self.id()));
    }

    fn id(&self) -> &str {
        text(&self.case["id"])
    }
}

fn check_activation(checked: &mut Checked) {
    for row in list(&checked.case["rows"]) {
        let (name, e) = (text(&row["act"]), number(&row["e"]));
        let activation = named(name);
        let y = activation.f(e);
        checked.compare(&format!("{name}({e})"), y, &row["y"]);
        checked.compare(
            &format!("{name}′({e})"),
            activation.fprime(e, y),
            &row["fprime"],
        );
    }
}

fn check_gradient(checked: &mut Checked) {
    let case = checked.case;
    let trainer = net(case).trainer();
    checked.compare("E", value(&trainer, "E"), &case["E"]);
    check_terms(checked, &trainer);
    let direction = batch_direction(&trainer);
    checked.compare_all("direction", &direction, &case["directions"]["full"]);
    let layout = &trainer.run().network().layout;
    let by_name = (0..layout.weights()).map(|weight| {
        -value(
            &trainer,
            &layout.id(weight).to_string().replace('w', "gradient"),
        )
    });
    let by_name: Vec<f64> = by_name.collect();
    checked.compare_all("-gradient(…)", &by_name, &case["directions"]["full"]);
    for (rule, reference) in case["directions"].as_object().expect("rules") {
        for way in ways(rule, layout.layers()) {
            check_rule(checked, rule, &way, reference);
        }
    }
}

/// What a rule adds to all weights at a learning rate of 1, and its cosine with the way downhill.
fn check_rule(checked: &mut Checked, rule: &str, way: &[String], reference: &Value) {
    let case = checked.case;
    let mut trainer = net(case).trainer();
    follow(&mut trainer, way);
    let change = trainer.run().update().change.to_vec();
    checked.compare_all(&format!("direction of {rule}, {way:?}"), &change, reference);
    let Some(cosine) = case["cos_with_full"].get(rule) else {
        return;
    };
    let ours = value(&trainer, "cosine(change, -gradient)");
    if cosine.is_null() {
        checked.compared += 1;
        assert!(ours.is_nan(), "{}: a direction of length 0", checked.id());
    } else {
        checked.compare(&format!("cosine of {rule}, {way:?}"), ours, cosine);
    }
}

/// A rule of the reference in the program's language: the commands that bring it about, in each way that there is.
///
/// `rule` is g of the reference, what an update adds; `send_back` is p, what passes down.
fn ways(rule: &str, layers: usize) -> Vec<Vec<String>> {
    let update = |at: &str| format!("set rule{at} lr * delta * input");
    let send_back = |at: &str| format!("set send_back{at} w * delta");
    let of_layers = |mut layers: std::ops::Range<usize>| {
        let written = layers.clone().flat_map(|layer| {
            [
                update(&format!("({layer})")),
                send_back(&format!("({layer})")),
            ]
        });
        vec![
            written.collect(),
            layers
                .by_ref()
                .map(|layer| format!("mute fprime({layer})"))
                .collect(),
        ]
    };
    match rule {
        "full" => vec![Vec::new()],
        "drop_all" => vec![
            vec![update(""), send_back("")],
            vec!["mute fprime".to_string()],
        ],
        "drop_output" => of_layers(layers..layers + 1),
        "drop_hidden" => of_layers(1..layers),
        "drop_update" => vec![vec![update("")]],
        "raw_delta" => vec![vec![send_back("")]],
        _ => panic!("a rule {rule}"),
    }
}

fn follow(trainer: &mut Trainer, way: &[String]) {
    for command in way {
        acts(trainer, &[command]);
    }
}

/// All terms of all patterns where the run stands. What each pattern asks for, were no weight frozen, is lr × its direction.
fn check_terms(checked: &mut Checked, trainer: &Trainer) {
    let (run, case) = (trainer.run(), checked.case);
    let layout = &run.network().layout;
    let mut thawed = (**run.settings()).clone();
    thawed.frozen.fill(false);
    for (pattern, reference) in list(&case["terms"]).iter().enumerate() {
        let terms = run.terms(pattern);
        let y: Vec<f64> = (0..layout.units())
            .map(|unit| terms.output(layout, unit))
            .collect();
        let mut share = Update::new(run.network());
        let before = weights(trainer).into();
        share.compute_share(&thawed, &before, run.patterns(), pattern);
        let direction = (&share.change / thawed.lr).to_vec();
        for (name, ours) in [
            ("e", &terms.net_input),
            ("y", &y),
            ("fprime", &terms.fprime),
            ("delta", &terms.delta),
            ("direction", &direction),
        ] {
            checked.compare_all(
                &format!("{name} on pattern {}", pattern + 1),
                ours,
                &reference[name],
            );
        }
        if run.settings().is_plain() {
            let name = format!("factor on pattern {}", pattern + 1);
            checked.compare_all(&name, &terms.fprime, &reference["factor"]);
        }
    }
}

/// A training, by the commands that a learner would give.
fn check_training(checked: &mut Checked) {
    let layers = list(&checked.case["layers"]).len();
    let ways = ways(text(&checked.case["rule"]), layers);
    let mut ends = Vec::new();
    for way in &ways {
        ends.push(check_training_by(checked, way));
    }
    for (way, end) in ways.iter().zip(&ends).skip(1) {
        if !ends[0].iter().zip(end).all(|(a, b)| alike(*a, *b)) {
            checked
                .different
                .push(format!("{way:?} ends elsewhere than {:?}", ways[0]));
        }
    }
}

/// A trainer of a case, with its rule and its method.
fn trainer_of_case(case: &Value, way: &[String]) -> Trainer {
    let momentum = number(&case["momentum"]);
    let mut trainer = trainer_with(&net(case), |settings| {
        if momentum > 0.0 {
            settings.method = method("momentum");
            settings.parameters.set(&MOMENTUM, momentum);
        }
    });
    follow(&mut trainer, way);
    trainer
}

/// The same with the commands that bring its rule about; gives the weights that it ends with.
fn check_training_by(checked: &mut Checked, way: &[String]) -> Vec<f64> {
    let case = checked.case;
    let mut trainer = trainer_of_case(case, way);
    if !case["terms"].is_null() {
        check_terms(checked, &trainer);
        check_first_change(checked, &trainer);
    }
    for checkpoint in list(&case["checkpoints"]) {
        let epoch = whole(&checkpoint["epoch"]);
        let ahead = epoch - trainer.run().epochs();
        acts(&mut trainer, &[&format!("step {ahead} epochs")]);
        checked.compare(
            &format!("E after {epoch}"),
            value(&trainer, "E"),
            &checkpoint["E"],
        );
        if !checkpoint["w"].is_null() {
            checked.compare_all(
                &format!("w after {epoch}"),
                &weights(&trainer),
                &checkpoint["w"],
            );
        }
        if !checkpoint["y"].is_null() {
            checked.compare_all(
                &format!("y after {epoch}"),
                &outputs(&trainer),
                &checkpoint["y"],
            );
        }
    }
    if !case["until"].is_null() {
        check_until(checked, way);
    }
    check_frozen(checked, &trainer);
    weights(&trainer)
}

/// The first change is lr × direction: of the first pattern online, of the sum in batch; 0 for a frozen weight.
fn check_first_change(checked: &mut Checked, trainer: &Trainer) {
    let (run, case) = (trainer.run(), checked.case);
    let terms = list(&case["terms"]);
    let learnt = match run.settings().schedule {
        Schedule::Online => &terms[..1],
        Schedule::Batch | Schedule::Mini(_) => terms,
    };
    let mut expected = vec![0.0; run.network().layout.weights()];
    for pattern in learnt {
        for (weight, direction) in flat(&pattern["direction"]).into_iter().enumerate() {
            if !run.is_frozen(weight) {
                expected[weight] += run.settings().lr * number(direction);
            }
        }
    }
    let ours = run.update().change.to_vec();
    checked.compare_all("change", &ours, &expected.into());
}

/// `until` stops at the very epoch, or finds none.
fn check_until(checked: &mut Checked, way: &[String]) {
    let until = &checked.case["until"];
    let mut trainer = trainer_of_case(checked.case, way);
    let command = format!(
        "until E < {} within {} epochs",
        number(&until["E_below"]),
        whole(&until["max_epochs"])
    );
    acts(&mut trainer, &[&command]);
    if until["epochs"].is_null() {
        checked.compare(
            &command,
            trainer.run().epochs() as f64,
            &until["max_epochs"],
        );
        assert!(
            value(&trainer, "E") >= number(&until["E_below"]),
            "{}: {command}",
            checked.id()
        );
        return;
    }
    checked.compare(&command, trainer.run().epochs() as f64, &until["epochs"]);
    checked.compare("E there", value(&trainer, "E"), &until["E_at"]);
    acts(&mut trainer, &["back 1 epoch"]);
    checked.compare("E before", value(&trainer, "E"), &until["E_before"]);
}

/// A frozen weight is what it was, to the last bit.
fn check_frozen(checked: &mut Checked, trainer: &Trainer) {
    let start = net(checked.case);
    for (weight, before) in start.weights().iter().enumerate() {
        let now = trainer.run().weight(weight);
        if trainer.run().is_frozen(weight) && now.to_bits() != before.to_bits() {
            checked.different.push(format!("frozen weight {weight}"));
        }
    }
}

fn check_central_differences(checked: &mut Checked) {
    let case = checked.case;
    let trainer = net(case).trainer();
    let gradient: Vec<f64> = batch_direction(&trainer).iter().map(|d| -d).collect();
    checked.compare_all("gradient", &gradient, &case["grad"]);
    for row in list(&case["rows"]) {
        let h = number(&row["h"]);
        let central: Vec<f64> = (0..gradient.len())
            .map(|weight| central(&trainer, weight, h))
            .collect();
        checked.compare_all(&format!("central, h = {h}"), &central, &row["central"]);
        let farthest = gradient
            .iter()
            .zip(&central)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        let largest = gradient.iter().map(|g| g.abs()).fold(0.0, f64::max);
        checked.compare(
            &format!("error, h = {h}"),
            farthest / largest,
            &row["max_abs_err_over_max_abs_grad"],
        );
    }
}

/// Descent in a quadratic bowl, which is the error of a linear unit.
fn check_bowl(checked: &mut Checked) {
    let case = checked.case;
    let h: Vec<f64> = flat(&case["H"]).into_iter().map(number).collect();
    let rhs: Vec<f64> = numbers(&case["rhs"]);
    let start = numbers(&case["w0"]);
    let bowl = bowl(&h, &rhs, number(&case["const"]), &start);
    let descent = |settings: &mut Settings| settings.lr = number(&case["gd"]["lr"]);
    check_errors(
        checked,
        "gd",
        trainer_with(&bowl, descent),
        &case["gd"]["E"],
    );
    let momentum = |settings: &mut Settings| {
        settings.lr = number(&case["momentum"]["lr"]);
        settings.method = method("momentum");
        settings
            .parameters
            .set(&MOMENTUM, number(&case["momentum"]["m"]));
    };
    let errors = &case["momentum"]["E"];
    check_errors(checked, "momentum", trainer_with(&bowl, momentum), errors);
    let exact = |settings: &mut Settings| settings.line_search = Some(LineSearch::Parabola);
    let errors = &case["steepest_exact_E"];
    check_errors(checked, "steepest", trainer_with(&bowl, exact), errors);
    let conjugate = |settings: &mut Settings| {
        settings.method = method("conjugate-gradient");
        settings.line_search = Some(LineSearch::Parabola);
    };
    check_steps(checked, trainer_with(&bowl, conjugate), &case["cg"]);
}

fn check_errors(checked: &mut Checked, method: &str, mut trainer: Trainer, errors: &Value) {
    for (step, error) in list(errors).iter().enumerate() {
        checked.compare(
            &format!("{method}: E after {step} steps"),
            value(&trainer, "E"),
            error,
        );
        acts(&mut trainer, &["step 1 epoch"]);
    }
}

fn check_conjugate_gradient(checked: &mut Checked) {
    let case = checked.case;
    let trainer = trainer_with(&net(case), |settings| {
        settings.method = method("conjugate-gradient");
    });
    check_steps(checked, trainer.clone(), &case["log"]);
    let mut trainer = trainer;
    let (until, hit) = (&case["until"], &case["until"]["hit"]);
    let command = format!("until E < {} within 100 epochs", number(&until["E_below"]));
    acts(&mut trainer, &[&command]);
    checked.compare(&command, value(&trainer, "epoch"), &hit["iters"]);
    let evaluations = number(&hit["E_evals"]) + number(&hit["grad_evals"]);
    checked.compare(
        "evaluations",
        value(&trainer, "evaluations"),
        &evaluations.into(),
    );
}

/// Conjugate gradient step by step: errors, weights, how far along which direction, and how often the patterns were passed.
fn check_steps(checked: &mut Checked, mut trainer: Trainer, steps: &Value) {
    let mut last: Option<Vec<f64>> = None;
    for (number_of, step) in list(steps).iter().enumerate() {
        let here = |what: &str| format!("{what} after {number_of} steps");
        if number_of > 0 {
            let downhill = batch_direction(&trainer);
            acts(&mut trainer, &["step 1 epoch"]);
            let done = trainer.run().done().expect("an update was made");
            let length = done.step.expect("a line search has steps");
            let of_reference = step.get("alpha").unwrap_or(&step["step"]);
            checked.compare(&here("step"), length, of_reference);
            let direction = (&done.change / length).to_vec();
            if let Some(last) = &last {
                let beta = &list(steps)[number_of - 1]["beta"];
                let ours = share_of(&direction, &downhill, last);
                // A direction that would lead uphill was given up for the steepest one.
                let slope = dot(&downhill, &downhill) + number(beta) * dot(&downhill, last);
                if slope > 0.0 {
                    checked.compare(&here("beta"), ours, beta);
                } else {
                    checked.compare(&here("beta given up"), ours, &0.0.into());
                }
            }
            last = Some(direction);
        }
        checked.compare(&here("E"), value(&trainer, "E"), &step["E"]);
        checked.compare_all(&here("w"), &weights(&trainer), &step["w"]);
        if let (Some(errors), Some(gradients)) = (step.get("nE"), step.get("nG"))
            && number_of > 0
        {
            let passes = number(errors) + number(gradients);
            checked.compare(
                &here("evaluations"),
                value(&trainer, "evaluations"),
                &passes.into(),
            );
        }
    }
}

/// How much of the last direction is in this one, beside the way downhill: β of d = −g + β d.
fn share_of(direction: &[f64], downhill: &[f64], last: &[f64]) -> f64 {
    (dot(direction, last) - dot(downhill, last)) / dot(last, last)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// What comes out when the deltas of the hidden units are taken from weights that are already changed. It must not come out here.
fn check_bug(checked: &mut Checked) {
    let case = checked.case;
    let mut trainer = net(case).trainer();
    for checkpoint in list(&case["checkpoints"]) {
        let ahead = whole(&checkpoint["epoch"]) - trainer.run().epochs();
        acts(&mut trainer, &[&format!("step {ahead} epochs")]);
        let hidden = 0..2 * 3;
        let ours = weights(&trainer);
        let reference = flat(&checkpoint["w"]);
        let met = hidden
            .filter(|weight| !trainer.run().is_frozen(*weight))
            .filter(|weight| alike(ours[*weight], number(reference[*weight])))
            .count();
        let same_error = alike(value(&trainer, "E"), number(&checkpoint["E"]));
        checked.compared += 1;
        if met > 0 || same_error {
            checked
                .different
                .push(format!("the bug, after epoch {}", checkpoint["epoch"]));
        }
    }
}

fn check_values(checked: &mut Checked) {
    for item in list(&checked.case["items"]) {
        let name = text(&item["name"]);
        match item_value(checked.case, name) {
            Some(ours) => checked.compare(name, ours, &item["value"]),
            None => checked.leave_out(name),
        }
    }
}

/// Our value of an item of a `values` case, if it is a quantity of a net.
fn item_value(case: &Value, name: &str) -> Option<f64> {
    let words: Vec<&str> = name.split(' ').collect();
    match text(&case["id"]) {
        "matching-potential" => matching(name),
        "slope-table-sigmoid-t0" => slope_table(&words),
        "chain-w1" => chain_of_ones(&words),
        "chain-bound" => Some(chain_bound(name.strip_prefix(".25^")?.parse().ok()?)),
        "angles-xor-sigmoid-221" | "angles-xor-tanh-221" => angles(&net(case), &words),
        "stationary-sin" => stationary(name),
        "linear-saddle 0.1" => Some(value(&saddle(0.1), "E")),
        "linear-saddle -0.1" => Some(value(&saddle(-0.1), "E")),
        "lr-2w-bound" => two_weights(name),
        "fd-kink" => kink(name),
        "bowl-angle" => Some(bowl_angle()),
        _ => None,
    }
}

/// A unit without bias: f(w·x) with target t.
fn one_unit(name: &str, w: f64, x: f64, t: f64) -> Trainer {
    one_unit_net(name, w, x, t).trainer()
}

fn one_unit_net(name: &str, w: f64, x: f64, t: f64) -> Net {
    Net {
        layers: vec![(named(name), vec![vec![w]])],
        patterns: vec![pattern(&[x], t)],
        lr: 1.0,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
}

/// What the rule without f′ goes downhill on: a potential P with dP/de = y − t, which is −delta.
fn matching(name: &str) -> Option<f64> {
    let (e, t) = (0.44, 0.3);
    let (what, which) = name.split_once('_')?;
    let cross_entropy = |e: f64, t: f64| {
        let one = one_unit_net("sigmoid", e, 1.0, t);
        value(
            &trainer_with(&one, |settings| settings.network.loss = Loss::CrossEntropy),
            "E",
        )
    };
    Some(match (what, which) {
        ("slope", _) => -value(&one_unit(which, e, 1.0, t), "delta"),
        ("CE", "t1") => cross_entropy(e, 1.0),
        ("CE", "t0") => cross_entropy(e, 0.0),
        ("P", "sigmoid") => cross_entropy(e, t),
        ("P", _) => potential_at_zero(which) + potential(which, 0.0, e, t),
        ("matching", "sigmoid_t.3") => cross_entropy(e, t) - cross_entropy((t / (1.0 - t)).ln(), t),
        ("matching", "tanh_t.3") => potential("tanh", t.atanh(), e, t),
        _ => return None,
    })
}

/// P at 0, which fixes the constant that its slope leaves open.
fn potential_at_zero(name: &str) -> f64 {
    match name {
        "softplus" => std::f64::consts::PI.powi(2) / 12.0,
        "sin" => -1.0,
        _ => 0.0,
    }
}

/// The sum of −delta over net inputs from one to another, by Simpson's rule.
fn potential(name: &str, from: f64, to: f64, t: f64) -> f64 {
    let pieces = 200_u32;
    let width = (to - from) / f64::from(pieces);
    let slope = |place: u32| {
        -value(
            &one_unit(name, from + width * f64::from(place), 1.0, t),
            "delta",
        )
    };
    let weight = |place: u32| match place {
        0 => 1.0,
        _ if place == pieces => 1.0,
        _ if place % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=pieces)
        .map(|place| weight(place) * slope(place))
        .sum::<f64>()
        * width
        / 3.0
}

fn slope_table(words: &[&str]) -> Option<f64> {
    let e = match words {
        ["max", ..] => std::f64::consts::LN_2,
        [_, e] => e.strip_prefix("e=")?.parse().ok()?,
        _ => return None,
    };
    let one = one_unit("sigmoid", e, 1.0, 0.0);
    Some(value(&one, if words[0] == "E" { "E" } else { "gradient" }))
}

/// Units of one input in a chain, each with weight `w` and a bias; `first` is the first one's bias, `other` the others'.
fn chain(name: &str, depth: usize, x: f64, [first, other]: [f64; 2]) -> Trainer {
    let bias = |layer: usize| if layer == 0 { first } else { other };
    Net {
        layers: (0..depth)
            .map(|layer| (named(name), vec![vec![1.0, bias(layer)]]))
            .collect(),
        patterns: vec![pattern(&[x], 1.0)],
        lr: 1.0,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
    .trainer()
}

fn product_of_slopes(chain: &Trainer) -> f64 {
    chain.run().terms(0).fprime.iter().product()
}

fn chain_of_ones(words: &[&str]) -> Option<f64> {
    let (what, name, depth) = match words {
        ["prod", "f'", name, "depth", depth] => ("prod", name, depth),
        [what, name, "depth", depth] => (*what, name, depth),
        _ => return None,
    };
    let chain = chain(name, depth.parse().ok()?, 0.5, [0.0, 0.0]);
    match what {
        "prod" => Some(product_of_slopes(&chain)),
        "-dE/dw1" => Some(-value(&chain, "gradient(1,1,1)")),
        "y" => Some(value(&chain, "y(1)")),
        _ => None,
    }
}

/// Sigmoids in a chain, each at its steepest: a net input of 0.
fn chain_bound(depth: usize) -> f64 {
    product_of_slopes(&chain("sigmoid", depth, 0.0, [0.0, -0.5]))
}

/// Single patterns' steps beside the step of all.
fn angles(net: &Net, words: &[&str]) -> Option<f64> {
    let at = |net: &Net, lr: f64, schedule: Schedule| {
        let trainer = Net {
            lr,
            schedule,
            ..net.clone()
        };
        trainer.trainer()
    };
    let all = at(net, 0.1, Schedule::Batch);
    let only = |number: &str| {
        let pattern = net.patterns[number.trim_end_matches(',').parse::<usize>().ok()?].clone();
        let only = Net {
            patterns: vec![pattern],
            ..net.clone()
        };
        Some(at(&only, 0.1, Schedule::Online))
    };
    let difference = |mut trainer: Trainer| {
        acts(&mut trainer, &["step 1 epoch"]);
        error_with(&all, &weights(&trainer)) - value(&all, "E")
    };
    Some(match words {
        ["cos", "pattern", number] => {
            cosine(&batch_direction(&only(number)?), &batch_direction(&all))
        }
        ["total", .., "pattern", number, "lr", ".1"] => difference(only(number)?),
        ["dE", "online", ..] => difference(at(net, 0.1, Schedule::Online)),
        ["dE", "batch", ..] => difference(at(net, 0.1, Schedule::Batch)),
        _ => return None,
    })
}

fn stationary(name: &str) -> Option<f64> {
    let (formula, w) = match name {
        "E(pi/6)" => ("E", FRAC_PI_6),
        "E(pi/2)" => ("E", FRAC_PI_2),
        "E(-pi/2)" => ("E", -FRAC_PI_2),
        "dE/dw(1)" => ("gradient", 1.0),
        "dE/dw(0.2)" => ("gradient", 0.2),
        _ => return None,
    };
    Some(value(&one_unit("sin", w, 1.0, 0.5), formula))
}

fn saddle(second: f64) -> Trainer {
    let layer = |w| (named("identity"), vec![vec![w]]);
    Net {
        layers: vec![layer(0.1), layer(second)],
        patterns: vec![pattern(&[1.0], 1.0)],
        lr: 0.1,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
    .trainer()
}

/// The curvature of the error of two weights, from gradients; and where descent comes to rest.
fn two_weights(name: &str) -> Option<f64> {
    let at = |w: [f64; 2]| {
        let bowl = bowl(&[2.0, 1.0, 1.0, 5.0], &[3.0, 0.0], 3.0, &w);
        Net { lr: 0.28, ..bowl }.trainer()
    };
    let gradient = |w| batch_direction(&at(w)).into_iter().map(|d| -d);
    let column = |w| -> Vec<f64> {
        gradient(w)
            .zip(gradient([0.0, 0.0]))
            .map(|(there, here)| there - here)
            .collect()
    };
    let (first, second) = (column([1.0, 0.0]), column([0.0, 1.0]));
    let mean = f64::midpoint(first[0], second[1]);
    let apart = (mean * mean - (first[0] * second[1] - first[1] * second[0])).sqrt();
    let mut rest = at([0.5, -0.5]);
    acts(&mut rest, &["step 200 epochs"]);
    Some(match name {
        "lambda_max" => mean + apart,
        "lambda_min" => mean - apart,
        "2/lambda_max" => 2.0 / (mean + apart),
        "best lr" => 1.0 / mean,
        "w1*" => value(&rest, "w(1,1,1)"),
        "w2*" => value(&rest, "w(1,1,2)"),
        "Emin" => value(&rest, "E"),
        _ => return None,
    })
}

fn kink(name: &str) -> Option<f64> {
    let unit = one_unit("relu", 0.005, 1.0, 1.0);
    Some(match name {
        "analytic slope" => value(&unit, "gradient"),
        "central h=.01" => central(&unit, 0, 0.01),
        "central h=.001" => central(&unit, 0, 0.001),
        _ => return None,
    })
}

/// The angle, in degrees, between downhill and the straight way to the minimum at 0.
fn bowl_angle() -> f64 {
    let at = [1.0, 10.0];
    let trainer = bowl(&[10.0, 0.0, 0.0, 1.0], &[0.0, 0.0], 0.0, &at).trainer();
    let home = [-at[0], -at[1]];
    cosine(&batch_direction(&trainer), &home)
        .acos()
        .to_degrees()
}

/// A linear unit of two weights whose error is ½ wᵀHw − rhs·w + constant. H is L·Lᵀ: the columns of L are the inputs,
/// the targets solve L·t = rhs, and a pattern that no weight reaches makes up for the rest.
fn bowl(h: &[f64], rhs: &[f64], constant: f64, start: &[f64]) -> Net {
    let a = h[0].sqrt();
    let b = h[1] / a;
    let c = (h[3] - b * b).sqrt();
    let first = rhs[0] / a;
    let second = (rhs[1] - b * first) / c;
    let rest = 2.0 * constant - first * first - second * second;
    Net {
        layers: vec![(named("identity"), vec![start.to_vec()])],
        patterns: vec![
            pattern(&[a, b], first),
            pattern(&[0.0, c], second),
            pattern(&[0.0, 0.0], rest.max(0.0).sqrt()),
        ],
        lr: 0.1,
        schedule: Schedule::Batch,
        frozen: Vec::new(),
    }
}

/// −∂E/∂w over all patterns, from their terms.
fn batch_direction(trainer: &Trainer) -> Vec<f64> {
    let run = trainer.run();
    let mut sum = vec![0.0; run.network().layout.weights()];
    for pattern in 0..run.patterns().len() {
        let terms = run.terms(pattern);
        for (weight, sum) in sum.iter_mut().enumerate() {
            *sum += run.network().descent(weight, &terms);
        }
    }
    sum
}

/// The error over all patterns with other weights, by the way forward alone.
fn error_with(trainer: &Trainer, weights: &[f64]) -> f64 {
    let run = trainer.run();
    let mut terms = Terms::new(&run.network().layout);
    let weights = weights.to_vec().into();
    let error = |pattern| run.network().error(&weights, pattern, &mut terms);
    run.patterns().iter().map(error).sum()
}

fn central(trainer: &Trainer, weight: usize, h: f64) -> f64 {
    let moved = |by: f64| {
        let mut weights = weights(trainer);
        weights[weight] += by;
        error_with(trainer, &weights)
    };
    (moved(h) - moved(-h)) / (2.0 * h)
}

fn cosine(a: &[f64], b: &[f64]) -> f64 {
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// The outputs on every pattern, with the weights as they stand.
fn outputs(trainer: &Trainer) -> Vec<f64> {
    let run = trainer.run();
    let layout = &run.network().layout;
    let of = |pattern| {
        let share = run.share_of(&weights(trainer).into(), pattern);
        share.terms.outputs(layout, layout.layers()).to_vec()
    };
    (0..run.patterns().len()).flat_map(of).collect()
}

/// The net of a case; in batch where the case does not say online. `train_bias = false` freezes the biases.
fn net(case: &Value) -> Net {
    let layers = list(&case["layers"]).iter().map(|layer| {
        let rows = list(&layer["w"]).iter().map(numbers).collect();
        (named(text(&layer["act"])), rows)
    });
    let patterns = list(&case["data"]).iter().map(|pattern| Pattern {
        inputs: numbers(&pattern["x"]),
        targets: numbers(&pattern["t"]),
    });
    let mut net = Net {
        layers: layers.collect(),
        patterns: patterns.collect(),
        lr: case["lr"].as_f64().unwrap_or(1.0),
        schedule: if case["mode"] == "online" {
            Schedule::Online
        } else {
            Schedule::Batch
        },
        frozen: Vec::new(),
    };
    if case["train_bias"] == false {
        let layout = net.layout();
        net.frozen = (0..layout.weights())
            .filter(|&weight| layout.is_bias(weight))
            .collect();
    }
    net
}

/// A trainer with settings that a net by itself does not say.
fn trainer_with(net: &Net, change: impl FnOnce(&mut Settings)) -> Trainer {
    let mut settings = net.settings();
    change(&mut settings);
    trainer_of(vec![alone(net.start(settings))])
}

fn pattern(inputs: &[f64], target: f64) -> Pattern {
    Pattern {
        inputs: inputs.to_vec(),
        targets: vec![target],
    }
}

fn named(name: &str) -> Activation {
    Activation::read(name).expect(name)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn whole(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

/// The numbers of a nested list, in reading order.
fn flat(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().flat_map(flat).collect(),
        _ => vec![value],
    }
}

fn reference() -> Value {
    serde_json::from_str(include_str!("../oracle/reference.json")).expect("the reference is JSON")
}

/// Meets all cases of a kind.
fn meet(kind: &str) {
    let reference = reference();
    let mut failures = Vec::new();
    let mut met = 0;
    for case in list(&reference["cases"]) {
        let Some(check) = check_of(case).filter(|_| case["kind"] == kind) else {
            continue;
        };
        let checked = run(check, case);
        assert!(checked.compared > 0, "{} compares nothing", checked.id());
        met += 1;
        if !checked.different.is_empty() {
            failures.push(format!(
                "{}:\n  {}",
                checked.id(),
                checked.different.join("\n  ")
            ));
        }
    }
    assert!(met > 0, "no case of kind {kind}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn run(check: Check, case: &Value) -> Checked<'_> {
    let mut checked = Checked {
        case,
        different: Vec::new(),
        compared: 0,
        left_out: Vec::new(),
    };
    check(&mut checked);
    checked
}

#[test]
fn each_activation_and_its_derivative_have_the_reference_values() {
    meet("activation");
}

#[test]
fn every_term_and_every_gradient_has_the_reference_value() {
    meet("gradient");
}

#[test]
fn training_comes_by_the_reference_weights_and_errors() {
    meet("train");
}

#[test]
fn central_differences_are_as_far_off_as_the_reference_says() {
    meet("finite_difference");
}

#[test]
fn descent_in_a_bowl_comes_by_the_reference_errors() {
    meet("quadratic");
}

#[test]
fn single_quantities_have_the_reference_values() {
    meet("values");
}

#[test]
fn the_known_bug_of_changed_weights_in_hidden_deltas_is_not_here() {
    meet("bug");
}

#[test]
fn conjugate_gradient_goes_the_reference_way_step_by_step() {
    meet("cg");
}

#[test]
fn every_case_is_met_and_no_item_of_one_is_left_out() {
    let reference = reference();
    let mut wrong = Vec::new();
    for case in list(&reference["cases"]) {
        match check_of(case) {
            None => wrong.push(text(&case["id"]).to_string()),
            // A training leaves nothing out: it need not be gone through again.
            Some(check) if case["kind"] == "values" => wrong.extend(run(check, case).left_out),
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "not met: {wrong:?}");
}

#[test]
fn a_number_beyond_the_tolerance_is_told() {
    let mut case = serde_json::json!({ "id": "planted", "kind": "values" });
    case["items"] = serde_json::json!([{ "name": "x", "value": 1.0 }]);
    let mut checked = Checked {
        case: &case,
        different: Vec::new(),
        compared: 0,
        left_out: Vec::new(),
    };
    checked.compare("near", 1.0 + 0.5e-9, &case["items"][0]["value"]);
    assert!(checked.different.is_empty());
    checked.compare("far", 1.0 + 2e-9, &case["items"][0]["value"]);
    checked.compare("none", f64::NAN, &case["items"][0]["value"]);
    assert_eq!(checked.different.len(), 2, "{:?}", checked.different);
}

#[test]
fn a_command_that_cannot_be_read_is_an_error_here_too() {
    let mut trainer = saddle(0.1);
    assert!(act(&mut trainer, "stpe 1 epoch").is_err());
}
