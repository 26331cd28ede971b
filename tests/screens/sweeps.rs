//! Sweeps in the text: made at Enter, stopped by Esc, gone through value by value, and given to the trainer.

use crate::sitting::Sitting;
use deltarule::study::{Action, Status};

const LESSON: &str = r#"# Sweeps

```trainer
layers   = [1, 1]
activation = "identity"
lr       = 0.1
weights  = [[[0.5]]]
patterns = [{ x = [2], t = [3] }]

[[twin]]
name = "half"
weights = [[[1]]]
```

```sweep rates
over   = "lr"
values = "0.1..0.6 by 0.1"
do     = ["step 20 patterns"]
show   = ["E", "value"]
scale  = "log"
```

```sweep near
over   = "lr"
values = [0.1, 0.2, 0.6]
do     = ["step 20 patterns"]
show   = "E < 0.01"
as     = "share"
```

```sweep rows
over   = "w(1,1,1)"
values = [0, 1.5]
do     = ["step 1 pattern"]
show   = ["half.E", "abs(w)"]
as     = "table"
```
"#;

fn sitting(more: &str) -> Sitting {
    Sitting::at(&format!("{LESSON}{more}"), (120, 60))
}

#[test]
fn a_sweep_is_made_at_enter_and_its_values_are_gone_through() {
    let mut sitting = sitting("");
    sitting.does("stop rates");
    sitting.shows("lr 0.1 … 0.6: step 20 patterns  0 of 6 made");
    sitting.does("enter");
    sitting.shows("6 of 6 made").shows("● lr 0.1: E ");
    assert_eq!(sitting.study.standing(0.into(), 0.into()), Status::Done);
    sitting.does("row next");
    sitting.shows("● lr 0.2: E ");
    sitting.keys("<right> <right> <left>").shows("● lr 0.3: E ");
    sitting.does("enter");
    let trainer = sitting.study.trainer().expect("a trainer");
    assert!((trainer.run().settings().lr - 0.3).abs() < 1e-12);
    assert_eq!(trainer.run().updates(), 0);
    assert!(sitting.said().contains("Sweep rates."));
}

#[test]
fn shares_have_a_bar_a_run_and_tables_a_row_a_value() {
    let mut sitting = sitting("");
    for name in ["near", "rows"] {
        sitting.does(&format!("stop {name}"));
        sitting.does("enter");
    }
    let said = sitting.said();
    assert!(
        said.contains("2 of 3, 66.7 %") && said.contains("half: E < 0.01"),
        "{said}"
    );
    // One step from 1.5, where nothing is to be learnt, leads nowhere.
    assert!(said.contains("1.5") && said.contains("1.500"), "{said}");
}

#[test]
fn a_sweep_that_is_stopped_goes_on_where_it_stands() {
    let mut sitting = sitting(
        "\n```sweep long\nover = \"w(1,1,1)\"\nvalues = \"0..9\"\ndo = [\"step 100000 patterns\"]\nshow = \"E\"\n```\n",
    );
    sitting.does("stop long");
    sitting.begins(&Action::Enter);
    if sitting.study.is_at_work() {
        sitting.shows("Esc stops").keys("<esc>");
        assert!(!sitting.study.is_at_work());
        sitting.shows("stopped: ");
        sitting.does("enter");
    }
    sitting.shows("10 of 10 made");
}

#[test]
fn what_an_open_question_asks_for_is_told_by_no_sweep() {
    let question = "\n```question least\nasks = \"How small does it get?\"\nsweep = \"rates\"\nanswer = \"min(rates, E)\"\n```\n";
    let mut sitting = sitting(question);
    sitting.does("stop rates");
    sitting.does("enter");
    sitting.shows("An open question asks for what this would tell.");
}

#[test]
fn a_value_is_given_to_a_trainer_that_begins_anew() {
    let mut sitting = sitting("");
    for action in [
        "stop rates",
        "enter",
        "set w(1,1,1) 7",
        "step 3 patterns",
        "row next",
    ] {
        sitting.does(action);
    }
    sitting.does("enter");
    let run = sitting.study.trainer().expect("a trainer").run();
    assert_eq!((run.updates(), run.weight(0)), (0, 0.5));
    assert_eq!(run.settings().lr, 0.2);
}

#[test]
fn words_that_are_gone_through_are_numbers_from_1() {
    let words = "\n```sweep kinds\nover = \"activation\"\nvalues = [\"tanh\", \"logistic\"]\nshow = [\"value\", \"E\"]\nas = \"table\"\n```\n";
    let mut sitting = sitting(words);
    sitting.does("stop kinds");
    sitting.does("enter");
    let state = sitting.study.sweep_state(3.into()).expect("it is made");
    let values: Vec<Option<f64>> = state.points.values().map(|numbers| numbers[0]).collect();
    assert_eq!(values, [Some(1.0), Some(2.0)]);
}
