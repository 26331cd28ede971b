//! One update in slow motion: what is seen and said stage by stage, and that whatever key is pressed ends it where the update ends.

use crate::sitting::Sitting;
use deltarule::study::Action;

const LESSON: &str = r#"# A net

```trainer net
layers     = [2, 2, 1]
activation = "logistic"
lr         = 0.5
weights    = [[[0.15, 0.2, 0.35], [0.25, 0.3, 0.35]], [[0.4, 0.45, 0.6]]]
patterns   = [{ x = [0.05, 0.1], t = [0.01] }]
select     = "w(2,1,1)"
show       = ["network", "terms"]
```
"#;

fn sitting() -> Sitting {
    Sitting::at(LESSON, (120, 40))
}

/// The numbers of the trainer, bit for bit.
fn state(sitting: &Sitting) -> Vec<u64> {
    let run = sitting.study.trainer().expect("a trainer").run();
    let weights = (0..run.network().layout.weights()).map(|at| run.weight(at).to_bits());
    weights.chain([run.updates()]).collect()
}

#[test]
fn values_go_forward_then_the_error_then_deltas_back_then_the_weights_change() {
    let mut sitting = sitting();
    let mut stages = vec![
        ("forward: each unit of layer 1", "◉ 0.593"),
        ("forward: each unit of layer 2", "◉ 0.751"),
        (
            "the error: the outputs are held against the targets",
            "◉ 0.751",
        ),
        ("back: delta of each output", "δ −0.741"),
        ("back: each unit of layer 1", "δ −0.0554"),
        (
            "the weights by turns: w(2,1,1) is changed by −0.04108",
            "0.3589↓",
        ),
    ];
    stages.reverse();
    sitting.keys("w").shows("any key ends it").hides("◉ 0.751");
    while let Some((said, seen)) = stages.pop() {
        sitting.shows(said).shows(seen);
        sitting.begins(&Action::Tick(1));
    }
    for _ in 0..8 {
        sitting.begins(&Action::Tick(1));
    }
    sitting
        .shows("the update is made: E 0.2748 → 0.2")
        .shows("update 1");
    assert!(!sitting.study.is_watching());
}

#[test]
fn however_it_ends_it_is_the_update_that_p_makes() {
    let mut made = sitting();
    made.keys("p");
    for ticks in 0..20 {
        let mut watched = sitting();
        watched.keys("w");
        for _ in 0..ticks {
            watched.begins(&Action::Tick(1));
        }
        let is_over = !watched.study.is_watching();
        if !is_over {
            // A key that resets a trainer, or scrolls the text, ends it, and does nothing else.
            let key = if ticks % 2 == 0 { "x" } else { "j" };
            watched.keys(key).shows("the update is made");
        }
        assert_eq!(state(&watched), state(&made), "after {ticks} ticks");
        assert_eq!(is_over, ticks > 12, "{ticks}");
    }
}

#[test]
fn what_a_question_asks_for_is_not_seen_in_it() {
    let question = "```question q\nasks = \"By how much?\"\nanswer = \"change\"\n```\n";
    let mut sitting = Sitting::at(&format!("{LESSON}\n{question}"), (120, 40));
    sitting.keys("w");
    for _ in 0..5 {
        sitting.begins(&Action::Tick(1));
    }
    sitting.shows("is changed by ?").hides("0.04108");
}

#[test]
fn a_net_of_few_weights_makes_one_update_too_and_each_of_its_weights_is_seen() {
    let small = LESSON
        .replace("[2, 2, 1]", "[2, 1]")
        .replace(
            "[[[0.15, 0.2, 0.35], [0.25, 0.3, 0.35]], [[0.4, 0.45, 0.6]]]",
            "[[[0.15, 0.2, 0.35]]]",
        )
        .replace("w(2,1,1)", "w(1,1,1)");
    let mut made = Sitting::at(&small, (120, 40));
    made.keys("p");
    for ticks in 0..10 {
        let mut watched = Sitting::at(&small, (120, 40));
        watched.keys("w");
        for _ in 0..ticks {
            watched.begins(&Action::Tick(1));
        }
        if watched.study.is_watching() {
            watched.keys("x");
        }
        watched.shows("the update is made");
        assert_eq!(state(&watched), state(&made), "after {ticks} ticks");
    }
}

#[test]
fn once_it_is_ended_the_panels_show_no_stage_of_it() {
    for ticks in 0..6 {
        let mut watched = sitting();
        watched.keys("w");
        for _ in 0..ticks {
            watched.begins(&Action::Tick(1));
        }
        watched.keys("x").hides("◉ ·").hides("δ −0");
        let trainer = watched.study.trainer().expect("a trainer");
        assert_eq!(trainer.motion(), None, "after {ticks} ticks");
    }
}

#[test]
fn the_point_of_the_slice_goes_along_its_curve_and_what_is_made_is_the_same() {
    let lesson = LESSON.replace(r#""terms"]"#, r#""terms", "slice"]"#);
    let mut watched = Sitting::at(&lesson, (120, 40));
    let mut made = Sitting::at(&lesson, (120, 40));
    for sitting in [&mut made, &mut watched] {
        sitting.does("set lr 50");
    }
    made.keys("p");
    watched.keys("w");
    for _ in 0..5 {
        watched.begins(&Action::Tick(1));
    }
    watched.shows("the step of w(2,1,1) along its slice: from 0.4000 to −3.708");
    let before = state(&watched);
    let mut pictures = vec![watched.frame()];
    let pace = watched.study.pace().expect("something moves");
    assert!(pace > 10.0, "it glides: {pace} parts a second");
    for _ in 1..12 {
        watched.begins(&Action::Tick(1));
        watched.shows("the step of w(2,1,1)");
        pictures.push(watched.frame());
    }
    assert_eq!(state(&watched), before, "nothing is changed by looking");
    pictures.dedup();
    assert!(pictures.len() > 6, "{} places", pictures.len());
    assert!(watched.study.pace().expect("a pace") < 1.0);
    watched.begins(&Action::Tick(1));
    watched.shows("the weights by turns: w(2,1,1) is changed by −4.108");
    watched.keys("j");
    assert_eq!(state(&watched), state(&made));
}
