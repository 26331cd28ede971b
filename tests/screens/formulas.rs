//! Questions that are answered with a formula: however it is written, it is right if it equals the answer.

use crate::sitting::Sitting;
use deltarule::study::Status;

const LESSON: &str = r#"# Formulas

```trainer
layers     = [1, 1, 1]
activation = "tanh"
weights    = [[[0.5, 0.1]], [[0.4, -0.2]]]
patterns   = [{ x = [0.7], t = [1] }]
```

```question rule
asks   = "Write what is added to the weight."
form   = "formula"
answer = "lr * delta * fprime * input"

[[slip]]
value = "lr * delta * fprime"
says  = "Where is what comes in?"
```
"#;

fn sitting() -> Sitting {
    let mut sitting = Sitting::at(LESSON, (120, 40));
    sitting.does("stop rule");
    sitting
}

fn is_right(answer: &str) -> bool {
    let mut sitting = sitting();
    sitting.does(&format!("answer {answer}"));
    sitting.study.standing(0.into(), 0.into()) == Status::Done
}

#[test]
fn a_formula_is_right_however_it_is_written() {
    for right in [
        "lr * delta * fprime * input",
        "input*fprime * (delta * lr)",
        "lr × delta × f′(e) × x",
        "change = lr * delta * f'(e) * input",
        "lr * delta * (1 - y^2) * input",
        "lr * delta * input - lr * delta * input * tanh(e)^2",
    ] {
        assert!(is_right(right), "{right}");
    }
    for wrong in [
        "lr * delta * input",
        "-lr * delta * fprime * input",
        "lr * delta * f'(y) * input",
        "lr * (t - y) * fprime * input",
        "0.5 * 0.3",
        "change",
        "lr *",
        "gradient",
    ] {
        assert!(!is_right(wrong), "{wrong}");
    }
}

#[test]
fn a_slip_is_told_and_what_is_no_formula_is_said_to_be_none() {
    let said = |answer: &str| sitting().after(&[&format!("answer {answer}")]);
    assert!(said("delta * f'(e) * lr").contains("Where is what comes in?"));
    assert!(said("lr * delta * input").contains("That leaves f′(e) out"));
    assert!(said("lr * dlta").contains("unknown name `dlta`"));
    let mut passed = sitting();
    passed.does("skip");
    passed.shows("lr * delta * fprime * input");
}
