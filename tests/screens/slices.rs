//! The slice of the error over a weight: moved along by hand, with the way that the weight has come, and named axes.

use crate::sitting::Sitting;

const LESSON: &str = r#"# A valley

```trainer valley
layers     = [1, 1]
activation = "identity"
lr         = 0.45
weights    = [[[0.5]]]
patterns   = [{ x = [2], t = [3] }]
show       = ["slice", "terms"]
```
"#;

#[test]
fn the_weight_is_moved_along_it_by_hand_and_every_panel_follows() {
    let mut sitting = Sitting::at(LESSON, (120, 40));
    sitting
        .keys("<tab> <right> <right>")
        .shows("w(1,1,1) 0.6 → 0.7");
    sitting
        .shows("t − y = 3 − 1.400")
        .shows("slope −3.200")
        .shows("changed: x resets");
    sitting
        .keys("<left>")
        .shows("w(1,1,1) 0.7 → 0.6")
        .shows("t − y = 3 − 1.200");
    sitting.does("nudge 0.5");
    sitting.keys("<right>").shows("w(1,1,1) 0.6 → 1.1");
    sitting
        .keys("u")
        .shows("undone: shift right")
        .shows("t − y = 3 − 1.200");
}

#[test]
fn where_the_weight_has_been_is_drawn_unless_a_question_asks_where_it_goes() {
    let mut sitting = Sitting::at(LESSON, (120, 40));
    sitting.hides("its last steps");
    sitting.keys("p p p").shows("its last steps");
    let asks = "```question q\nasks = \"By how much?\"\nanswer = \"change\"\n```\n";
    let mut asked = Sitting::at(&format!("{LESSON}\n{asks}"), (120, 40));
    asked.keys("p p p").hides("its last steps");
}

#[test]
fn axes_are_named_outside_of_the_drawing() {
    let mut sitting = Sitting::at(LESSON, (120, 40));
    let frame = sitting.frame();
    let row = frame
        .lines()
        .find(|line| line.contains("w(1,1,1)→"))
        .expect("a row");
    assert!(row.contains(" E −2 "), "{row}");
}
