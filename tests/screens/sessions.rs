//! What is done at the prompt: it is logged so that it can be repeated, completed, and answered in the message line.

use crate::chance::Chance;
use crate::sitting::Sitting;
use deltarule::block::Outcome;
use deltarule::face::tui::{Viewport, perform};
use deltarule::figure::Line;
use deltarule::lesson::Course;
use deltarule::study::progress::{BlockKey, Progress};
use deltarule::study::{Action, Effect, Study, act};
use deltarule::training::verbs;

const LESSON: &str = r#"# A sitting

```trainer quick
layers = [2, 2, 1]
activation = "tanh"
lr = 0.5
seed = 3
spread = 1
patterns = "xor"

[[twin]]
name = "linear"
activation = "identity"
```

```trainer slow
layers = [1, 1]
activation = ["logistic"]
lr = 0.1
schedule = "batch"
method = "momentum"
momentum = 0.5
weights = [[[0.3, 0.1]]]
patterns = [{ x = [1.0], t = [0.2] }, { x = [-1.0], t = [0.9] }]
```
"#;

/// What people type, the right and the wrong of it, and what goes too far.
const TYPED: &[&str] = &[
    "step 5 weights",
    "step 2 patterns",
    "step 1 epoch",
    "step 30 epochs",
    "back 1 weight",
    "back 3 patterns",
    "seek 12",
    "seek +4",
    "seek -2",
    "seek newest",
    "until E < 0.2 within 20 patterns",
    "until w > 1e6 within 50 weights",
    "until 1 / (update - update) > 0 within 3 epochs",
    "select w(1,1,2)",
    "select next weight",
    "select pattern 2",
    "select w(9,9,9)",
    "set lr 1e300",
    "set lr up",
    "set lr 0.3",
    "set linear.lr 2",
    "set nobody.lr 2",
    "set w(1,1,1) 1e200",
    "set activation(1) softsign",
    "set activation next",
    "set activation(7) tanh",
    "set schedule next",
    "set method next",
    "set method conjugate-gradient",
    "set order shuffled",
    "set rule lr * delta\u{a0}* input",
    "freeze b",
    "thaw b",
    "freeze w(1,1,1)",
    "mute fprime",
    "mute lr(5)",
    "turn delta",
    "unmute",
    "try rule(1) delta * input",
    "restart",
    "reset",
    "undo",
    "undo",
    "run",
    "tick 7",
    "tick 3",
    "pause",
    "speed up",
    "show 2",
    "show 1",
    "mark next weight",
];

fn study(text: &str) -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("01-sitting.md"), text).expect("it can be written to");
    let study = Study::new(Course::folder(folder.path()).expect("a course"));
    let told = &study.lesson().problems;
    assert!(told.is_empty(), "{told:?}\n{text}");
    study
}

fn does(study: &mut Study, text: &str) -> Vec<Effect> {
    let action = Action::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    act(study, &action)
}

fn said(study: &Study) -> &str {
    study.message().map_or("", |message| &message.text)
}

fn copied(study: &mut Study) -> String {
    let effects = does(study, "copy session");
    let text = effects.into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    text.unwrap_or_else(|| panic!("{}", said(study)))
}

#[test]
fn whatever_is_done_is_copied_as_a_check_that_loads_and_holds() {
    let mut chance = Chance(9);
    let forms: Vec<&str> = verbs().flat_map(|row| row.forms).copied().collect();
    let typed = [TYPED, &forms].concat();
    for sitting in 0..60 {
        let mut study = study(LESSON);
        for _ in 0..30 {
            does(&mut study, chance.one_of(&typed));
        }
        let check = copied(&mut study);
        let copy = self::study(&format!("{LESSON}\n{check}"));
        let claims = copy.lesson().claims();
        let claim = claims.iter().find(|claim| claim.name == "what-i-did");
        if let Outcome::Fails(lines) = claim.expect("the check").run() {
            let lines: Vec<String> = lines.iter().map(Line::text).collect();
            panic!("sitting {sitting}\n{check}\n{}", lines.join("\n"));
        }
    }
}

#[test]
fn what_was_undone_or_refused_is_not_in_the_log() {
    let mut study = study(LESSON);
    for text in [
        "step 1 weight",
        "step 2 weights",
        "set lr 2",
        "step 1 epoch",
        "undo",
        "set activation(7) tanh",
    ] {
        does(&mut study, text);
    }
    assert!(copied(&mut study).contains("do     = [\"step 3 weights\"]"));
    does(&mut study, "reset");
    does(&mut study, "undo");
    assert!(
        said(&study).starts_with("undone: reset"),
        "{}",
        said(&study)
    );
    assert!(copied(&mut study).contains("do     = [\"step 3 weights\"]"));
}

#[test]
fn what_a_command_changes_is_said() {
    let mut study = study(LESSON);
    for (text, tells) in [
        ("set lr 0.2", "lr 0.5 → 0.2"),
        ("set lr 0.2", "lr is what it was"),
        (
            "set activation(1) softsign",
            "activation(1) tanh → softsign",
        ),
        ("set schedule next", "schedule online → batch"),
        ("set w(1,1,1) 0.25", "w(1, 1, 1) "),
        ("mute fprime(1)", "muted nothing → fprime(1)"),
        ("unmute", "muted fprime(1) → nothing"),
        (
            "try rule(2) delta * input",
            "rule(2) lr * delta * fprime * input → delta * input",
        ),
        ("freeze b", "frozen: all biases"),
        ("thaw b(1,1)", "thawed: w(1,1,3)"),
        ("undo", "undone: thaw b(1, 1)"),
        ("back 1 weight", "there is nothing to take back"),
        ("step 1 epoch", "update 0 → 1, epoch 0 → 1"),
        ("seek 5", "update 1 → 5, epoch 1 → 5"),
        (
            "until update == 7 within 9 epochs",
            "update == 7 is so: update 5 → 7",
        ),
        (
            "until E < 0 within 2 epochs",
            "E < 0 is not so within 2 epochs: update 7 → 9",
        ),
        ("restart", "at update 0 again"),
        ("reset", "the trainer is as the lesson has it"),
        ("run", "it runs, 20 updates a second"),
        ("speed 50", "speed 20/s → 50/s"),
        ("pause", "paused"),
        ("mark w(2,1,2)", "second weight "),
    ] {
        does(&mut study, text);
        assert!(said(&study).starts_with(tells), "{text}: {}", said(&study));
    }
}

#[test]
fn all_biases_are_frozen_and_thawed_at_once() {
    let mut study = study(LESSON);
    let frozen = |study: &Study| {
        let run = study.trainer().expect("a trainer").run();
        let frozen = &run.settings().frozen;
        let layout = &run.network().layout;
        let all = (0..layout.weights()).all(|weight| frozen[weight] == layout.is_bias(weight));
        (all, frozen.contains(&true))
    };
    does(&mut study, "freeze b");
    assert_eq!(frozen(&study), (true, true));
    does(&mut study, "thaw b");
    assert_eq!(frozen(&study), (false, false));
    let mut bare = self::study(&LESSON.replace("[[[0.3, 0.1]]]", "[[[0.3]]]"));
    does(&mut bare, "show 2");
    does(&mut bare, "freeze b");
    assert_eq!(said(&bare), "this net has no biases");
}

#[test]
fn a_formula_is_answered_but_never_what_an_open_question_hides() {
    let question = "\n```question first\nasks = \"What will be added?\"\ntrainer = \"quick\"\nanswer = \"change\"\n```\n";
    let after =
        "\n```question then\nasks = \"And E?\"\ntrainer = \"slow\"\nanswer = \"after(E)\"\n```\n";
    let mut study = study(&format!("{LESSON}{question}{after}"));
    for text in [
        "= change",
        "change + 1",
        "after(w) - w",
        "= gradient(1,1,1) * 2",
        "lr * delta * fprime * input",
    ] {
        does(&mut study, text);
        assert!(
            said(&study).ends_with("= ?: an open question asks for it"),
            "{text}: {}",
            said(&study)
        );
    }
    for (text, tells) in [
        ("= lr", "lr = 0.5"),
        ("2 * lr", "2 * lr = 1"),
        ("E < 0", "E < 0 is not so"),
        ("linear.lr", "linear.lr = 0.5"),
        ("= frpime", "unknown name `frpime`; did you mean `fprime`?"),
        ("= 1 / update", "this is not a number here"),
    ] {
        does(&mut study, text);
        assert_eq!(said(&study), tells, "{text}");
    }
    for text in ["show 2", "after(E)", "after(E) + 1"] {
        does(&mut study, text);
    }
    assert!(said(&study).contains("= ?"), "{}", said(&study));
    for text in [
        "stop first",
        "skip",
        "stop then",
        "skip",
        "show 1",
        "= change",
    ] {
        does(&mut study, text);
    }
    assert!(!said(&study).contains('?') && said(&study).starts_with("change = "));
}

#[test]
fn what_a_command_says_hides_what_an_open_question_asks_for() {
    let question =
        "\n```question first\nasks = \"When?\"\ntrainer = \"quick\"\nanswer = \"epoch\"\n```\n";
    let mut study = study(&format!("{LESSON}{question}"));
    does(&mut study, "seek 9");
    assert_eq!(said(&study), "update ? → ?, epoch ? → ?");
}

#[test]
fn a_key_is_answered_in_the_message_line() {
    let mut study = study(LESSON);
    let mut viewport = Viewport::default();
    perform(
        &Action::parse("turn fprime").expect("an action"),
        &mut study,
        &mut viewport,
    );
    assert_eq!(said(&study), "muted nothing → fprime");
}

/// Does what a text says, to its end.
fn does_whole(study: &mut Study, text: &str) {
    does(study, text);
    while study.is_at_work() {
        act(study, &Action::Work(u64::MAX));
    }
}

/// The study of a learner who quits and starts the program again, with this lesson.
fn started_again(study: &mut Study, text: &str) -> Study {
    does(study, "quit");
    let mut again = Study::resumed(self::study(text).course().clone(), study.progress().clone());
    while again.is_at_work() {
        act(&mut again, &Action::Work(1000));
    }
    again
}

/// A trainer in numbers, bit for bit.
fn state(study: &Study, trainer: usize) -> String {
    let trainer = study.trainer_of(trainer.into()).expect("a trainer");
    let runs = trainer.runs().map(|(name, run)| {
        let weights = (0..run.network().layout.weights()).map(|at| run.weight(at).to_bits());
        let weights: Vec<u64> = weights.collect();
        let (updates, applied) = (run.updates(), run.applied().len());
        format!(
            "{name} {updates} {applied} {} {weights:?}",
            run.settings().lr
        )
    });
    let runs: Vec<String> = runs.collect();
    format!("{} {}", trainer.selected(), runs.join("\n"))
}

#[test]
fn trainers_are_where_they_were_left_when_the_program_is_started_again() {
    let mut chance = Chance(4);
    for sitting in 0..30 {
        let mut study = study(LESSON);
        for _ in 0..20 {
            does_whole(&mut study, chance.one_of(TYPED));
        }
        let mut again = started_again(&mut study, LESSON);
        let third = started_again(&mut again, LESSON);
        for trainer in [0, 1] {
            assert_eq!(
                state(&again, trainer),
                state(&study, trainer),
                "sitting {sitting}"
            );
            assert_eq!(
                state(&third, trainer),
                state(&study, trainer),
                "sitting {sitting}"
            );
        }
    }
}

#[test]
fn who_comes_back_is_told_so_and_can_begin_anew() {
    let mut study = study(LESSON);
    does_whole(&mut study, "step 7 weights");
    let mut again = started_again(&mut study, LESSON);
    assert!(said(&again).starts_with("the trainers of this lesson are as you left them"));
    does_whole(&mut again, "reset");
    let third = started_again(&mut again, LESSON);
    assert_eq!(third.trainer().expect("a trainer").run().updates(), 0);
    assert_eq!(said(&third), "");
}

#[test]
fn what_the_trainer_did_by_itself_is_done_again_too() {
    let mut study = study(LESSON);
    does(&mut study, "run");
    for _ in 0..10 {
        act(&mut study, &Action::Tick(4));
    }
    let again = started_again(&mut study, LESSON);
    assert_eq!(state(&again, 0), state(&study, 0));
    assert_eq!(again.trainer().expect("a trainer").run().updates(), 40);
}

#[test]
fn a_trainer_that_is_written_otherwise_begins_anew() {
    let mut study = study(LESSON);
    does_whole(&mut study, "step 2 patterns");
    does(&mut study, "show 2");
    does_whole(&mut study, "step 3 epochs");
    let again = started_again(&mut study, &LESSON.replace("seed = 3", "seed = 4"));
    let updates = |trainer| {
        again
            .trainer_of(trainer)
            .expect("a trainer")
            .run()
            .updates()
    };
    assert_eq!([updates(0.into()), updates(1.into())], [0, 3]);
}

#[test]
fn a_return_that_is_stopped_leaves_what_is_kept_as_it_was() {
    let mut study = study(LESSON);
    does_whole(&mut study, "step 100000 epochs");
    does(&mut study, "quit");
    let mut again = Study::resumed(study.course().clone(), study.progress().clone());
    let under_way = again.under_way().expect("it takes a while");
    assert!(
        under_way.starts_with("back to where you were: step 100000 epochs: "),
        "{under_way}"
    );
    does(&mut again, "leave");
    assert!(
        said(&again).contains("not where you left it"),
        "{}",
        said(&again)
    );
    let third = started_again(&mut again, LESSON);
    assert_eq!(state(&third, 0), state(&study, 0));
}

#[test]
fn who_has_only_paged_on_comes_back_to_the_same_page() {
    let filler = "A line of the text.\n\n".repeat(30);
    let claim = |name: &str| {
        format!("{filler}```check {name}\nsays = \"{name}\"\nexpect = [\"lr == 0.5\"]\n```\n\n")
    };
    let text = format!("{LESSON}\n{}{}", claim("near"), claim("far"));
    let mut sitting = Sitting::new(study(&text), (80, 24));
    sitting.keys("G").shows("□ far");
    let progress = {
        sitting.does("quit");
        sitting.study.progress().clone()
    };
    assert_eq!(
        progress.bookmark().expect("a bookmark").stop.as_deref(),
        Some("far")
    );
}

/// The study of a learner who comes back, and of whose first trainer this was kept.
fn come_back_with(commands: &[&str]) -> Study {
    let fresh = study(LESSON);
    let written = &fresh.lesson().trainers[0].written;
    let key = BlockKey::new(&fresh.lesson().id, "trainer quick", &[written]);
    let mut progress = Progress::default();
    progress.leave(&key, commands.iter().map(ToString::to_string).collect());
    let mut again = Study::resumed(fresh.course().clone(), progress);
    while again.is_at_work() {
        act(&mut again, &Action::Work(u64::MAX));
    }
    again
}

#[test]
fn what_was_kept_is_done_again_up_to_what_is_refused_and_no_further() {
    let updates = |commands: &[&str]| {
        let again = come_back_with(commands);
        again.trainer().expect("a trainer").run().updates()
    };
    assert_eq!(updates(&["step 2 patterns", "step 3 patterns"]), 5);
    let refused = ["step 2 patterns", "select w(9,9,9)", "step 3 patterns"];
    assert_eq!(updates(&refused), 2);
}

#[test]
fn a_bookmark_in_a_lesson_that_is_gone_leads_to_the_beginning() {
    let course = study(LESSON).course().clone();
    let mut progress = Progress::default();
    progress.mark("01-sitting", Some("slow"));
    let there = Study::resumed(course.clone(), progress.clone());
    assert!(there.stop().is_some());
    progress.mark("07-gone", Some("slow"));
    let anew = Study::resumed(course, progress);
    assert_eq!((anew.lesson_number().index(), anew.stop()), (0, None));
}

#[test]
fn the_last_twenty_settings_can_be_undone_the_newest_first() {
    let mut study = study(LESSON);
    for rate in 1..=25 {
        does(&mut study, &format!("set lr {rate}"));
    }
    for rate in (5..25).rev() {
        does(&mut study, "undo");
        let lr = study.trainer().expect("a trainer").run().settings().lr;
        assert_eq!(lr, f64::from(rate));
    }
    does(&mut study, "undo");
    assert_eq!(said(&study), "no setting of this trainer is left to undo");
}

#[test]
fn what_a_trainer_in_mini_batches_did_by_itself_is_done_again_too() {
    let lesson = LESSON.replacen("lr = 0.5", "lr = 0.5\nschedule = 2", 1);
    let mut study = study(&lesson);
    does(&mut study, "run");
    act(&mut study, &Action::Tick(3));
    let again = started_again(&mut study, &lesson);
    assert_eq!(state(&again, 0), state(&study, 0));
    assert_eq!(again.trainer().expect("a trainer").run().updates(), 3);
}
