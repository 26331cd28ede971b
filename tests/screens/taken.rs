//! A term that is taken wrongly, found out by keys: in the row of the terms, under the microscope, by *why*; and mended.

use crate::sitting::Sitting;

const LESSON: &str = r#"# A bug

```trainer bug
layers   = [1, 1]
lr       = 0.5
weights  = [[[0.5, 0.1]]]
patterns = [{ x = [1], t = [1] }]
terms    = { fprime = "f'(y)" }
show     = ["terms", "microscope"]
```
"#;

fn sitting() -> Sitting {
    Sitting::at(LESSON, (120, 40))
}

#[test]
fn a_wrong_term_stands_in_its_row_and_is_seen_under_the_microscope_until_it_is_mended() {
    let mut sitting = sitting();
    // f′(y) = 0.2257 is taken for f′(e) = 0.2288, and delta × f′(y) for minus the slope.
    sitting
        .shows("0.2257")
        .shows("the rule   −0.07996 · 1 digit agrees")
        .hides("f'(y)");
    sitting.keys("<enter> <enter>").shows("taken as f'(y)");
    sitting
        .keys("<esc> : set <space> terms.fprime <space> f'(e) <enter>")
        .shows("0.2288")
        .shows("the rule   −0.08107 · all digits agree");
}
