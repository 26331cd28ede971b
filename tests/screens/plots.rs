//! Plots in the text: curves over a name, with the trainer's own value of it marked.

use crate::sitting::Sitting;

const LESSON: &str = r#"# Plots

```trainer
layers     = [1, 1]
activation = "logistic"
lr         = 4
weights    = [[[0.5, 0.1]]]
patterns   = [{ x = [1], t = [1] }]
```

```plot bell
over = "e -8..8"
show = ["f'(e)", "delta * f'(e)"]
mark = "e"
```

```plot valley
over = "w -4..4"
show = "E"
mark = "w"
```

```plot own
over = "z -1..1"
show = "z^2 + lr"
```
"#;

fn sitting(more: &str) -> Sitting {
    Sitting::at(&format!("{LESSON}{more}"), (120, 60))
}

#[test]
fn curves_are_drawn_and_the_mark_moves_as_the_trainer_learns() {
    let mut sitting = sitting("");
    sitting.shows("a─ f'(e)").shows("● e = 0.6000");
    let before = sitting.said();
    assert!(
        before.contains("f'(e): value 0.0003352 at e −8"),
        "{before}"
    );
    assert!(
        before.contains("e, f'(e): value 0.2288 at e 0.6000"),
        "{before}"
    );
    assert!(
        before.contains("z^2 + lr: z^2 + lr 5 at z −1, z^2 + lr 5 at z 1; least z^2 + lr 4 at z 0"),
        "{before}"
    );
    sitting.does("step 1 pattern");
    sitting.hides("● e = 0.6000");
}

#[test]
fn a_weight_moves_all_that_follows_from_it() {
    let said = sitting("").said();
    // At w = −4 the net input is −3.9, at w = 4 it is 4.1.
    let error = |e: f64| (1.0 - 1.0 / (1.0 + (-e).exp())).powi(2) / 2.0;
    let ends = format!(
        "E: E {:.4} at w −4, E {:.7} at w 4",
        error(-3.9),
        error(4.1)
    );
    assert!(said.contains(&ends), "{ends}:\n{said}");
}

#[test]
fn what_an_open_question_asks_for_is_not_drawn() {
    let question = "\n```question slope\nasks = \"How steep?\"\nanswer = \"fprime\"\nhides = [\"f'\", \"fprime\", \"e\"]\n```\n";
    let mut sitting = sitting(question);
    sitting.shows("f'(e) ?").hides("● e = 0.6000");
    let said = sitting.said();
    assert!(said.contains("e ?") && !said.contains("0.2288"), "{said}");
}
