//! What is shown of the chain rule: the microscope that measures it, and the paths that it sums over.
//!
//! Every random test takes a seed; a failure names it.

use crate::chance::{Chance, smooth};
use crate::support::{Net, acts, alone, trainer_of, value, weights};
use deltarule::figure::{Figure, Line};
use deltarule::network::{ACTIVATIONS, Activation, Layout, Loss, NamedActivation, Pattern};
use deltarule::panel::{Paths, Sight, View, panel};
use deltarule::training::{Schedule, Trainer};

/// Two numbers that are computed differently are the same if they differ by less than this share of what they are made of.
const SAME: f64 = 1e-11;

fn named(name: &str) -> Activation {
    Activation::read(name).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// The course's 2-2-1 net, on one pattern.
fn small(activation: &Activation) -> Net {
    let rows = |rows: &[[f64; 3]]| rows.iter().map(|row| row.to_vec()).collect();
    Net {
        layers: vec![
            (
                activation.clone(),
                rows(&[[0.3, -0.2, 0.1], [-0.4, 0.5, 0.2]]),
            ),
            (activation.clone(), rows(&[[0.6, -0.5, 0.1]])),
        ],
        patterns: vec![Pattern {
            inputs: vec![1.0, -1.0],
            targets: vec![0.9],
        }],
        lr: 0.5,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
}

/// One unit with one weight and no bias.
fn single(activation: &str, w: f64, patterns: &[(f64, f64)], schedule: Schedule) -> Net {
    let pattern = |(x, t): &(f64, f64)| Pattern {
        inputs: vec![*x],
        targets: vec![*t],
    };
    Net {
        layers: vec![(named(activation), vec![vec![w]])],
        patterns: patterns.iter().map(pattern).collect(),
        lr: 0.5,
        schedule,
        frozen: Vec::new(),
    }
}

/// All text of a panel, whatever it is drawn as.
fn text(name: &str, trainer: &Trainer) -> Vec<String> {
    let panel = panel(name).expect(name);
    let lines = match (panel.figure)(&View::of(trainer)) {
        Figure::Lines(lines) => lines,
        Figure::Chart(chart) => chart.notes,
        Figure::Graph(graph) => graph.lines(),
        Figure::Beside(beside) => beside.said,
        Figure::Heat(heat) => heat.fallback(),
        Figure::List(list) => list.said(),
        Figure::Bars(bars) => bars.said(),
    };
    lines.iter().map(Line::text).collect()
}

fn powers(gap_of: &Sight) -> Vec<f64> {
    gap_of.gaps.iter().map(|(_, gap)| *gap).collect()
}

#[test]
fn the_v_is_what_truncation_and_rounding_make_of_it() {
    let mut trainer = small(&named("logistic")).trainer();
    let known = [
        ("w(1,1,1)", -0.010_713_187_066_599),
        ("w(2,1,1)", -0.050_389_811_054_582_2),
        ("w(2,1,3)", -0.078_044_325_701_932_1),
    ];
    for (weight, gradient) in known {
        acts(&mut trainer, &[&format!("select {weight}")]);
        let sight = Sight::new(&trainer);
        assert!((sight.gradient / gradient - 1.0).abs() < SAME, "{weight}");
        assert!((8..16).contains(&sight.digits()), "{weight}: {sight:?}");
        let gaps = powers(&sight);
        for k in 0..2 {
            let fall = gaps[k] / gaps[k + 1];
            assert!((90.0..110.0).contains(&fall), "h² at {weight}: {fall}");
        }
        let (best, least) = sight.best().expect("a best step");
        assert!((1e-7..=1e-4).contains(&best), "{weight}: {best}");
        assert!(gaps[11] > 100.0 * least, "{weight}: rounding at 1e-12");
        assert!(sight.kink.is_none() && !sight.is_quadratic, "{weight}");
    }
}

#[test]
fn where_every_unit_above_is_straight_there_is_no_left_arm() {
    for (name, says) in [
        ("identity", true),
        ("leaky-relu", true),
        ("2 * e", true),
        ("tanh", false),
    ] {
        let mut net = small(&named(name));
        // Units below the weight may bend as they like.
        net.layers[0].0 = named("tanh");
        let mut trainer = net.trainer();
        acts(&mut trainer, &["select w(2,1,1)"]);
        let sight = Sight::new(&trainer);
        assert_eq!(sight.is_quadratic, says, "{name}");
        assert_eq!(sight.gaps[0].1 < 1e-14, says, "{name}: {:?}", sight.gaps[0]);
        let said = text("microscope", &trainer).concat();
        assert_eq!(said.contains("no left arm"), says, "{said}");
    }
    let cross_entropy = of_loss(&small(&named("logistic")), Loss::CrossEntropy);
    assert!(!Sight::new(&cross_entropy).is_quadratic);
}

fn of_loss(net: &Net, loss: Loss) -> Trainer {
    let mut settings = net.settings();
    settings.network.loss = loss;
    trainer_of(vec![alone(net.start(settings))])
}

#[test]
fn a_kink_under_the_step_is_told_with_its_unit() {
    for name in ["relu", "max(0, e)"] {
        let trainer = single(name, 0.005, &[(1.0, 1.0)], Schedule::Online).trainer();
        let sight = Sight::new(&trainer);
        assert_eq!(sight.gradient, -0.995, "{name}");
        assert!(
            (sight.gaps[1].1 - (0.995 - 0.744_375)).abs() < SAME,
            "{name}"
        );
        assert!(sight.gaps[2].1 < SAME, "{name}");
        let (h, _) = sight.kink.as_ref().expect(name);
        assert_eq!(*h, 0.01, "{name}");
        let said = text("microscope", &trainer).concat();
        assert!(said.contains("h ≥ 0.01: a kink of unit (1,1)"), "{said}");
    }
    // In batch one of the patterns is enough, online it has to be the current one.
    let two = [(0.0, 1.0), (1.0, 1.0)];
    let kink = |schedule| Sight::new(&single("relu", 0.005, &two, schedule).trainer()).kink;
    assert!(kink(Schedule::Batch).is_some() && kink(Schedule::Online).is_none());
}

#[test]
fn a_wrong_derivative_leaves_no_digit() {
    let right = ACTIVATIONS.iter().find(|row| row.name == "logistic");
    let right = right.expect("a row");
    let wrong: &'static NamedActivation = Box::leak(Box::new(NamedActivation {
        name: "wrong",
        also: &[],
        formula: right.formula,
        f: right.f,
        fprime: |_, y| 1.0 - y * y,
        kinks: &[],
    }));
    let digits = |row| Sight::new(&small(&Activation::Named(row)).trainer()).digits();
    assert!(digits(right) >= 8);
    assert_eq!(digits(wrong), 0);
    let trainer = small(&Activation::Named(wrong)).trainer();
    let said = text("microscope", &trainer).concat();
    assert!(said.contains("no digit agrees"), "{said}");
    assert!(!said.contains("best"), "no step is a good one: {said}");
    let trainer = small(&Activation::Named(right)).trainer();
    let gradient = value(&trainer, "gradient");
    assert_eq!(
        Sight::of_gradient(&trainer, -gradient).digits(),
        0,
        "a sign"
    );
}

#[test]
fn both_numbers_are_of_the_same_weights_while_an_update_is_under_way() {
    let mut net = small(&named("tanh"));
    net.lr = 5.0;
    for schedule in [Schedule::Online, Schedule::Batch] {
        net.schedule = schedule;
        let mut trainer = net.trainer();
        acts(&mut trainer, &["select w(1,1,1)"]);
        let before = Sight::new(&trainer);
        acts(
            &mut trainer,
            &["select w(2,1,1)", "step 4 weights", "select w(1,1,1)"],
        );
        let under_way = Sight::new(&trainer);
        assert_eq!(before.gradient, under_way.gradient);
        assert_eq!(before.near, under_way.near);
    }
}

#[test]
fn in_batch_both_are_of_all_patterns() {
    for seed in 0..40 {
        let mut net = Chance(seed).net(&smooth());
        net.schedule = Schedule::Batch;
        let trainer = net.trainer();
        let sight = Sight::new(&trainer);
        let each = value(&trainer, "sum(patterns, gradient)");
        assert!(
            (sight.gradient - each).abs() <= SAME * each.abs().max(1.0),
            "{seed}"
        );
        assert!((sight.near - each).abs() < 1e-7, "{seed}: {sight:?}");
    }
}

/// The product of every path, by walking them all.
fn all_paths(layout: &Layout, trainer: &Trainer, pattern: usize, weight: usize) -> Vec<f64> {
    let (weights, terms) = (weights(trainer), trainer.run().true_terms(pattern));
    let mut products = Vec::new();
    let unit = layout.unit_of(weight);
    let mut open = vec![(unit, terms.input(layout, weight))];
    while let Some((unit, so_far)) = open.pop() {
        let layer = layout.layer_of(unit);
        if layer == layout.layers() {
            let [delta, fprime] = terms.factors[unit];
            products.push(so_far * fprime * -delta);
            continue;
        }
        let place = unit - layout.units_of(layer).start;
        for above in layout.units_of(layer + 1) {
            let w = weights[layout.row(above).start + place];
            open.push((above, so_far * terms.fprime[unit] * w));
        }
    }
    products.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
    products
}

/// Whether two sums of these products are the same.
fn same(a: f64, b: f64, products: &[f64]) -> bool {
    let size: f64 = products.iter().map(|product| product.abs()).sum();
    (a - b).abs() <= SAME * size
}

#[test]
fn the_paths_of_any_weight_sum_to_the_gradient() {
    for seed in 0..200 {
        let mut chance = Chance(seed);
        let mut net = chance.net(&smooth());
        net.patterns = net.patterns[..1].to_vec();
        net.schedule = Schedule::Online;
        let loss = chance.one_of(&[Loss::Squared, Loss::CrossEntropy]);
        if loss == Loss::CrossEntropy {
            net.layers.last_mut().expect("a layer").0 = named("logistic");
        }
        let trainer = of_loss(&net, loss);
        let layout = net.layout();
        for weight in 0..layout.weights() {
            let at = format!("seed {seed}, {}", layout.id(weight));
            let before = &trainer.run().update().before;
            let terms = trainer.run().true_terms(0);
            let id = layout.id(weight);
            let gradient = value(
                &trainer,
                &format!("gradient({},{},{})", id.layer, id.unit, id.input),
            );
            let known = all_paths(&layout, &trainer, 0, weight);
            let all = Paths::new(&layout, before, &terms, weight, usize::MAX);
            let products: Vec<f64> = all.largest.iter().map(|path| path.product).collect();
            assert_eq!((all.count, all.others), (known.len() as u64, None), "{at}");
            assert!(
                same(products.iter().sum(), gradient, &known),
                "{at}: {products:?}"
            );
            assert!(same(all.sum, gradient, &known), "{at}");
            let few = Paths::new(&layout, before, &terms, weight, 2);
            for (path, known) in few.largest.iter().zip(&known) {
                assert!(
                    same(path.product.abs(), known.abs(), &[*known]),
                    "{at}: the largest"
                );
            }
            if known.len() > 2 {
                let (count, sum) = few.others.expect("others");
                let shown: f64 = few.largest.iter().map(|path| path.product).sum();
                assert_eq!(count + 2, known.len() as u64, "{at}");
                assert!(same(shown + sum, gradient, &known), "{at}");
            }
        }
    }
}

#[test]
fn more_paths_than_can_be_walked_are_summed_all_the_same() {
    let mut chance = Chance(5);
    let layers = (0..10).map(|layer| {
        let (units, below) = (
            if layer < 9 { 10 } else { 1 },
            if layer == 0 { 1 } else { 10 },
        );
        let rows = (0..units).map(|_| chance.numbers(below)).collect();
        (named("tanh"), rows)
    });
    let net = Net {
        layers: layers.collect(),
        patterns: vec![Pattern {
            inputs: vec![0.7],
            targets: vec![0.2],
        }],
        lr: 0.5,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    };
    let trainer = net.trainer();
    let said = text("paths", &trainer);
    assert!(said[0].ends_with("the sum of 100000000 paths"), "{said:?}");
    assert!(
        said[1].starts_with("the 12 largest, and 99999988 more: "),
        "{said:?}"
    );
    let layout = net.layout();
    let (before, terms) = (&trainer.run().update().before, trainer.run().true_terms(0));
    let paths = Paths::new(&layout, before, &terms, 0, 12);
    let gradient = value(&trainer, "gradient");
    assert!(
        (paths.sum / gradient - 1.0).abs() < 1e-9,
        "{} {gradient}",
        paths.sum
    );
    assert!(
        paths
            .largest
            .is_sorted_by(|a, b| a.product.abs() >= b.product.abs())
    );
}
