//! Terms that are taken wrongly: the rule and what is sent back get them, and every name keeps its true value.

use deltarule::network::Activation;
use deltarule::network::Pattern;
use deltarule::training::{Command, Schedule, Trainer};

use crate::support::{Net, acts, value};

fn trainer(commands: &[&str]) -> Trainer {
    let tanh = Activation::read("tanh").expect("a named activation");
    let hidden = vec![vec![0.3, -0.2, 0.1], vec![-0.4, 0.5, 0.2]];
    let layers = vec![(tanh.clone(), hidden), (tanh, vec![vec![0.6, -0.5, 0.1]])];
    let pattern = |x: [f64; 2], t: f64| Pattern {
        inputs: x.to_vec(),
        targets: vec![t],
    };
    let patterns = vec![pattern([-1.0, 1.0], 1.0), pattern([1.0, 1.0], -1.0)];
    let (lr, schedule, frozen) = (0.1, Schedule::Online, Vec::new());
    let net = Net {
        layers,
        patterns,
        lr,
        schedule,
        frozen,
    };
    let mut trainer = net.trainer();
    acts(&mut trainer, commands);
    trainer
}

/// The largest difference of what the rule adds and what the slope asks for.
fn apart(trainer: &Trainer) -> f64 {
    let on = |pattern| format!("on({pattern}, max(weights, abs(change + lr * gradient)))");
    value(trainer, &on(1)).max(value(trainer, &on(2)))
}

#[test]
fn a_term_that_is_taken_wrongly_is_what_a_rule_with_its_formula_gives() {
    let rules = [
        "set rule lr * delta * f'(y) * input",
        "set send_back w * delta * f'(y)",
    ];
    let (taken, written) = (trainer(&["set terms.fprime f'(y)"]), trainer(&rules));
    for weight in ["1,1,1", "1,2,3", "2,1,1", "2,1,3"] {
        let change = format!("change({weight})");
        let [taken, written] = [&taken, &written].map(|trainer| value(trainer, &change));
        assert!(
            (taken - written).abs() < 1e-16,
            "{weight}: {taken} {written}"
        );
    }
    assert!(apart(&taken) > 1e-4);
}

#[test]
fn a_wrong_term_goes_into_batches_and_optimizers_as_the_rule_with_its_formula_does() {
    let rules = [
        "set rule lr * delta * f'(y) * input",
        "set send_back w * delta * f'(y)",
    ];
    let steps = |wrong: &[&str]| {
        let settings = [
            "set schedule batch",
            "set method momentum",
            "set momentum 0.9",
        ];
        trainer(&[&settings[..], wrong, &["step 5 epochs"]].concat())
    };
    let (taken, written) = (steps(&["set terms.fprime f'(y)"]), steps(&rules));
    let (sound, number) = (steps(&[]), |trainer: &Trainer| value(trainer, "w(1,2,1)"));
    assert!((number(&taken) - number(&written)).abs() < 1e-14);
    assert!((number(&taken) - number(&sound)).abs() > 1e-6);
}

#[test]
fn names_keep_their_true_values_and_taken_says_what_the_rule_got() {
    let (sound, broken) = (
        trainer(&["select w(2,1,1)"]),
        trainer(&["select w(2,1,1)", "set terms.fprime f'(y)"]),
    );
    assert_eq!(value(&sound, "fprime"), value(&broken, "fprime"));
    assert_eq!(value(&broken, "taken(fprime)"), value(&sound, "f'(y)"));
    for term in ["lr", "delta", "fprime", "input"] {
        let taken = format!("taken({term})");
        assert_eq!(value(&sound, &taken), value(&sound, term), "{term}");
    }
    assert_eq!(value(&trainer(&["mute delta"]), "taken(delta)"), 1.0);
}

#[test]
fn a_wrong_term_is_mended_by_itself_and_by_none() {
    for mend in ["terms.fprime f'(e)", "terms.fprime fprime", "terms none"] {
        let mut broken = trainer(&["set terms.fprime f'(y)"]);
        assert!(!broken.run().settings().is_plain());
        acts(&mut broken, &[&format!("set {mend}")]);
        assert!(broken.run().settings().is_plain(), "{mend}");
        assert!(apart(&broken) < 1e-16, "{mend}");
    }
}

#[test]
fn formulas_of_terms_are_about_the_true_ones() {
    let both = trainer(&[
        "set terms.delta -delta",
        "set terms.lr 2 * lr * delta / delta",
    ]);
    assert!((value(&both, "taken(lr)") - 0.2).abs() < 1e-15);
    assert_eq!(value(&both, "taken(delta)"), -value(&both, "delta"));
}

#[test]
fn terms_that_cannot_be_taken_are_told_with_their_place() {
    for (command, told) in [
        ("set terms.fprime f'(z)", "z"),
        ("set terms y", "`terms` is set to `none`, not to `y`"),
        ("set terms.delt y", "terms.delt"),
    ] {
        let read = Command::parse(command);
        let problem = match read {
            Ok(command) => trainer(&[]).act(&command, &mut 10).expect_err("refused"),
            Err(problem) => problem,
        };
        assert!(problem.message.contains(told), "{command}: {problem:?}");
    }
}
