//! What the authors' page shows of a kind of block is a lesson that is read and holds.

use std::fs;
use std::path::Path;

use crate::course::Course;

/// Sections of the page whose examples are tried.
const SECTIONS: [&str; 4] = ["## question", "## plot", "## sweep", "## Gates"];

/// A trainer, behind which the examples stand.
const BEFORE: &str = r#"# Examples

```trainer main
layers   = [2, 2, 1]
lr       = 0.5
seed     = 3
patterns = "xor"
select   = "w(2,1,1)"
```

"#;

/// The examples of a section: what stands between fences of four backticks.
fn examples<'a>(page: &'a str, section: &str) -> Vec<&'a str> {
    let (_, below) = page.split_once(&format!("\n{section}\n")).expect(section);
    let below = below.split("\n## ").next().unwrap_or(below);
    below.split("````\n").skip(1).step_by(2).collect()
}

#[test]
fn the_examples_of_the_authors_page_are_read_and_hold() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons/README.md");
    let page = fs::read_to_string(page).expect("the authors' page");
    for section in SECTIONS {
        let examples = examples(&page, section);
        assert!(!examples.is_empty(), "{section}");
        for example in examples {
            let lesson = format!("{BEFORE}{example}");
            let told = Course::of(&[("01-example.md", lesson.as_bytes())]).check(&[]);
            assert_eq!(
                (told.code, told.err.as_str()),
                (0, ""),
                "{example}\n{}",
                told.out
            );
        }
    }
}
