//! Gates: what stands below a line that follows a question or a task is not there until that is answered, done or passed over.

use crate::sitting::Sitting;
use deltarule::study::{Page, Shown};

const LESSON: &str = r#"# Gates

Above.

---

```trainer
layers   = [1, 1]
weights  = [[[0.5, 0.1]]]
patterns = [{ x = [1], t = [1] }]
```

```question first
asks = "Does it grow?"

[[choice]]
text = "Yes."
right = true

[[choice]]
text = "No."
```

---

It is the zebra that grows.

```task second
asks     = "Make an update."
goal     = "update >= 1"
solution = ["step 1 pattern"]
```

---

The okapi is last.

```recall remembered
asks   = "What grows?"
answer = "A zebra."
```
"#;

fn sitting(text: &str) -> Sitting {
    Sitting::at(text, (80, 24))
}

/// All of the page, drawn and said.
fn text(sitting: &Sitting) -> String {
    let page = Page::new(&sitting.study, &Shown::of(&sitting.study, 76));
    let drawn = page.lines.iter().map(|line| line.text() + "\n");
    drawn.chain([sitting.said()]).collect()
}

#[test]
fn what_stands_below_a_gate_is_not_there_until_it_is_opened() {
    let mut sitting = sitting(LESSON);
    let before = text(&sitting);
    assert!(before.contains("Above.") && before.contains("Does it grow?"));
    assert!(before.contains("What follows is shown once this is answered or passed over."));
    for hidden in ["zebra", "Make an update", "okapi", "To recall"] {
        assert!(!before.contains(hidden), "{hidden}:\n{before}");
    }
    sitting.does("stop first");
    sitting.does("answer a");
    let between = text(&sitting);
    assert!(between.contains("zebra") && between.contains("Make an update"));
    assert!(between.contains("What follows is shown once this is done or passed over."));
    assert!(!between.contains("okapi"), "{between}");
    sitting.does("step 1 pattern");
    let after = text(&sitting);
    assert!(
        after.contains("okapi") && after.contains("To recall"),
        "{after}"
    );
}

#[test]
fn n_ends_at_a_gate_and_what_is_passed_over_opens_it() {
    let mut sitting = sitting(LESSON);
    sitting.does("next stop");
    let here = sitting.study.stop();
    sitting.does("next stop");
    assert_eq!(sitting.study.stop(), here);
    sitting.shows("what follows is shown once this is answered");
    sitting.does("skip");
    sitting.does("next stop");
    assert_ne!(sitting.study.stop(), here);
}

#[test]
fn what_a_gate_holds_back_is_not_found() {
    let mut sitting = sitting(LESSON);
    let found = |sitting: &Sitting| {
        Page::new(&sitting.study, &Shown::of(&sitting.study, 76))
            .found
            .len()
    };
    sitting.does("find zebra");
    assert_eq!(found(&sitting), 0);
    sitting.does("leave");
    sitting.does("stop first");
    sitting.does("skip");
    sitting.does("find zebra");
    assert_eq!(found(&sitting), 1);
}

#[test]
fn a_line_after_anything_else_holds_nothing_back() {
    let text = LESSON.replacen("---\n\nIt is", "Words between.\n\n---\n\nIt is", 1);
    let sitting = sitting(&text);
    let shown = self::text(&sitting);
    assert!(
        shown.contains("zebra") && !shown.contains("okapi"),
        "{shown}"
    );
}
