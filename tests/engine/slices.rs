//! Work in slices: a job that is cut up, wherever, ends in the same bits as one that is made at once.

use crate::chance::{Chance, smooth};
use crate::support::{Net, act, acts, alone, trainer_of, value, weights};
use deltarule::formula::parse;
use deltarule::network::Pattern;
use deltarule::training::{Command, Job, MOST_UPDATES, Progress, Schedule, Trainer, setting};

/// Everything of a trainer that a command can change, as text: floats by their bits.
fn state(trainer: &Trainer) -> String {
    let runs = trainer.runs().map(|(name, run)| {
        let bits: Vec<u64> = run
            .weights()
            .iter()
            .map(|weight| weight.to_bits())
            .collect();
        let counts = (run.updates(), run.epochs(), run.pattern(), run.newest());
        let evaluated = run.evaluations().to_bits();
        format!(
            "{name} {bits:?} {counts:?} {evaluated} {:?}\n",
            run.applied()
        )
    });
    let runs: String = runs.collect();
    format!("{runs} {:?} {}", trainer.selected(), trainer.pattern())
}

/// Does a command in slices of so much work; gives the number of slices, and what there was to say at the end.
fn in_slices(
    trainer: &mut Trainer,
    command: &str,
    mut work: impl FnMut() -> u64,
) -> (usize, String) {
    let command = Command::parse(command).expect("a command");
    let mut job = Job::new(command, MOST_UPDATES);
    for slices in 1.. {
        if let Progress::Over(done) = job.go_on(trainer, &mut work()) {
            let told = done.err().map(|problem| problem.to_string());
            return (slices, told.unwrap_or_default());
        }
    }
    unreachable!("it ends")
}

const COMMANDS: [&str; 9] = [
    "step 23 weights",
    "step 9 patterns",
    "step 7 epochs",
    "until E < 0.05 within 12 epochs",
    "until update == 5 within 40 weights",
    "seek +13",
    "seek -7",
    "seek newest",
    "seek 0",
];

const SETTINGS: [&str; 5] = [
    "set lr 0.2",
    "set method momentum",
    "mute fprime",
    "set order shuffled",
    "set rule lr * delta * input",
];

#[test]
fn however_a_job_is_cut_up_it_ends_in_the_same_bits() {
    let mut cut = 0;
    for seed in 0..40 {
        let mut chance = Chance(seed);
        let mut at_once = chance.net(&smooth()).trainer();
        let mut sliced = at_once.clone();
        for _ in 0..6 {
            let setting = chance.one_of(&SETTINGS);
            assert_eq!(act(&mut at_once, setting), act(&mut sliced, setting));
            let command = chance.one_of(&COMMANDS);
            let told = act(&mut at_once, command).err().unwrap_or_default();
            let mut works = Chance(chance.next());
            let (slices, told_too) = in_slices(&mut sliced, command, || works.next() % 60);
            cut += usize::from(slices > 1);
            assert_eq!(told, told_too, "seed {seed}, {command}");
            assert_eq!(state(&at_once), state(&sliced), "seed {seed}, {command}");
        }
    }
    assert!(cut > 100, "only {cut} jobs were cut up");
}

/// 10,000 patterns in batch on a net of about a thousand weights.
fn large() -> Trainer {
    let mut chance = Chance(1);
    let activation = smooth()[0].clone();
    let layer = |units: usize, inputs: usize, chance: &mut Chance| {
        let rows = (0..units).map(|_| chance.numbers(inputs + 1)).collect();
        (activation.clone(), rows)
    };
    let layers = vec![
        layer(28, 9, &mut chance),
        layer(23, 28, &mut chance),
        layer(1, 23, &mut chance),
    ];
    let pattern = |_| Pattern {
        inputs: chance.numbers(9),
        targets: vec![0.5],
    };
    let net = Net {
        patterns: (0..10_000).map(pattern).collect(),
        layers,
        lr: 1e-6,
        schedule: Schedule::Batch,
        frozen: Vec::new(),
    };
    net.trainer()
}

/// The point of counting work: a key is looked at after a bounded piece of it, even in the middle of an update.
#[test]
fn a_slice_ends_within_an_update_of_very_many_patterns() {
    let mut trainer = large();
    let weights = trainer.run().network().layout.weights() as u64;
    let mut whole = trainer.clone();
    acts(&mut whole, &["step 2 epochs"]);
    let mut job = Job::new(Command::parse("step 2 epochs").expect("a command"), 10);
    let mut slices = 0;
    loop {
        let mut work = 100 * weights;
        slices += 1;
        if job.go_on(&mut trainer, &mut work) != Progress::UnderWay {
            break;
        }
    }
    assert!(
        slices >= 200,
        "10,000 patterns an update, 100 a slice: {slices}"
    );
    assert_eq!(state(&whole), state(&trainer));
}

#[test]
fn a_job_that_is_stopped_says_what_leads_to_where_it_stands() {
    for (command, settings) in [
        ("step 50 weights", "set lr 0.2"),
        ("step 30 epochs", "set schedule online"),
        ("step 30 epochs", "set schedule batch"),
        ("seek 40", "set lr 0.2"),
        ("until E < 0 within 90 patterns", "set schedule online"),
    ] {
        let mut stopped = Chance(3).net(&smooth()).trainer();
        acts(&mut stopped, &[settings]);
        let mut again = stopped.clone();
        let mut job = Job::new(Command::parse(command).expect("a command"), MOST_UPDATES);
        for _ in 0..7 {
            assert_eq!(
                job.go_on(&mut stopped, &mut 20),
                Progress::UnderWay,
                "{command}"
            );
        }
        for made in job.as_made(&stopped) {
            acts(&mut again, &[&made.to_string()]);
        }
        assert!(stopped.run().updates() > 0, "{command}");
        assert_eq!(state(&stopped), state(&again), "{command}");
    }
}

#[test]
fn a_version_changes_whenever_a_run_does_and_only_then() {
    let mut trainer = Chance(5).net(&smooth()).trainer();
    acts(&mut trainer, &["set schedule online"]);
    let mut seen = vec![trainer.run().version()];
    for command in [
        "step 1 weight",
        "back 1 weight",
        "step 1 pattern",
        "seek 0",
        "seek 1",
        "set lr 0.1",
        "set w(1,1,1) 0.25",
        "restart",
    ] {
        acts(&mut trainer, &[command]);
        let version = trainer.run().version();
        assert!(!seen.contains(&version), "{command}");
        seen.push(version);
        value(&trainer, "E");
        acts(&mut trainer, &["select next weight"]);
        assert_eq!(trainer.run().version(), version, "looking changes nothing");
    }
}

#[test]
fn the_error_is_that_of_the_weights_after_each_change() {
    let net = Chance(8).net(&smooth());
    let mut trainer = net.trainer();
    for command in [
        "step 1 weight",
        "step 2 epochs",
        "set w(1,1,1) 0.7",
        "seek 1",
        "back 1 weight",
    ] {
        value(&trainer, "E");
        acts(&mut trainer, &[command]);
        let mut fresh = net.trainer();
        let layout = trainer.run().network().layout.clone();
        for (weight, number) in weights(&trainer).into_iter().enumerate() {
            acts(
                &mut fresh,
                &[&format!("set {} {number:?}", layout.id(weight))],
            );
        }
        assert_eq!(value(&trainer, "E"), value(&fresh, "E"), "{command}");
    }
}

#[test]
fn seeking_back_within_an_update_takes_the_part_back_first() {
    let mut trainer = Chance(2).net(&smooth()).trainer();
    acts(
        &mut trainer,
        &[
            "set schedule online",
            "step 4 patterns",
            "step 1 weight",
            "seek -1",
        ],
    );
    assert_eq!(
        (trainer.run().updates(), trainer.run().applied().len()),
        (4, 0)
    );
    acts(&mut trainer, &["step 1 weight", "seek -3"]);
    assert_eq!(
        (trainer.run().updates(), trainer.run().applied().len()),
        (2, 0)
    );
}

#[test]
fn a_run_that_splits_off_in_the_past_has_nothing_ahead_of_it() {
    let mut trainer = Chance(2).net(&smooth()).trainer();
    acts(
        &mut trainer,
        &[
            "set schedule online",
            "step 6 patterns",
            "seek 2",
            "mute fprime",
        ],
    );
    let newest: Vec<u64> = trainer.runs().map(|(_, run)| run.newest()).collect();
    assert_eq!(newest, [2, 2]);
    acts(&mut trainer, &["seek newest"]);
    assert_eq!(trainer.run().updates(), 2);
}

#[test]
fn a_condition_with_a_part_that_is_no_number_is_none_whatever_the_other_says() {
    let trainer = Chance(2).net(&smooth()).trainer();
    for condition in [
        "E < -1 and 0/0 > 0",
        "0/0 > 0 and E < -1",
        "E > -1 or 0/0 > 0",
        "0/0 > 0 or E > -1",
    ] {
        let bound = trainer
            .bind(&parse(condition).expect("a formula"))
            .expect("names");
        assert!(
            bound.eval_condition(&trainer.moment()).is_err(),
            "{condition}"
        );
    }
}

#[test]
fn twins_that_differ_in_schedule_end_in_the_same_bits_too() {
    let mut net = Chance(4).net(&smooth());
    net.schedule = Schedule::Online;
    let online = net.start(net.settings());
    net.schedule = Schedule::Batch;
    let mut twin = alone(net.start(net.settings()));
    twin.name = "batch".to_string();
    twin.own = vec![setting("schedule").expect("a setting")];
    let mut at_once = trainer_of(vec![alone(online), twin]);
    let mut sliced = at_once.clone();
    for command in ["step 9 patterns", "seek 3", "seek newest", "step 2 epochs"] {
        acts(&mut at_once, &[command]);
        in_slices(&mut sliced, command, || 5);
        assert_eq!(state(&at_once), state(&sliced), "{command}");
    }
}
