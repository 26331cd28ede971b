//! Lessons as other people write markdown and mathematics: read as GitHub reads them, or told once and with the cause.

use crate::course::Course;
use deltarule::lesson;
use deltarule::study::{Page, Shown, Study};

/// The open lesson as sentences.
fn said(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("01-foreign.md"), text).expect("it can be written to");
    let course = lesson::Course::folder(folder.path()).expect("a course");
    let study = Study::new(course);
    assert!(!study.lesson().is_broken(), "{:?}", study.lesson().problems);
    let page = Page::new(&study, &Shown::said(&study));
    let lines: Vec<String> = page
        .lines
        .iter()
        .map(deltarule::figure::Line::text)
        .collect();
    lines.join("\n")
}

#[test]
fn markdown_is_read_as_github_reads_it() {
    for (text, expected) in [
        ("w<sup>(n)</sup>, x<sub>i</sub>", "w⁽ⁿ⁾, xᵢ"),
        ("one<br>two", "one\ntwo"),
        (
            "<details>\n<summary>Why</summary>\n\nBecause.\n\n</details>",
            "### Why",
        ),
        ("<div>A caption.</div>", "A caption."),
        ("<img alt=\"a bowl\" src=\"bowl.png\">", "a bowl"),
        ("<!-- unseen -->\n\nSeen.", "Seen."),
        ("`=` assigns, `==` compares.", "= assigns, == compares."),
        ("The rate $`\\eta`$.", "The rate eta."),
        (
            "```math\n\\Delta w = \\eta\n```",
            "capital delta w equals eta",
        ),
        (
            "[paper](https://example.org/p.pdf)",
            "https://example.org/p.pdf",
        ),
    ] {
        let said = said(&format!("# Foreign\n\n{text}\n"));
        assert!(said.contains(expected), "{text}: {said}");
    }
    let lines = said("# Foreign\n\nOne.\n\n---\n\nTwo.\n\n---\n\nThree.\n");
    assert!(
        lines.contains("Two."),
        "between two lines is no front matter: {lines}"
    );
    let front = said("---\ntitle: In front\n---\n\nText.\n");
    assert!(!front.contains("title"), "{front}");
}

#[test]
fn mathematics_is_read_as_people_write_it() {
    for (latex, expected) in [
        (
            "net_j = \\sum_i w_{ij}\\,out_i",
            "net sub j equals the sum over i of w sub i j out sub i",
        ),
        ("tanh'(e)", "tanh prime of e"),
        ("lr \\cdot delta", "lr times delta"),
        ("w := w + x", "w becomes w plus x"),
        ("e >= 0", "e is at least 0"),
        ("t − y", "t minus y"),
        ("f′(e)", "f prime of e"),
        ("x_1, ..., x_n", "x sub 1, and so on, x sub n"),
        ("\\boxed{a}", "a"),
        ("\\argmin_w E", "arg min over w of E"),
        ("\\mathop{\\arg\\min}_w E", "arg min over w of E"),
        ("{a \\over b}", "a over b"),
        ("{n \\choose k}", "n choose k"),
        ("a = b \\\\", "a equals b"),
        (
            "\\sum^{n} _{j=1} x_j",
            "the sum over j from 1 to n of x sub j",
        ),
        ("y \\in \\text{\\{cat, dog\\}}", "y in {cat, dog}"),
        ("\\mbox{if } x", "if x"),
    ] {
        let said = said(&format!("# Foreign\n\n$${latex}$$\n"));
        assert!(said.contains(expected), "{latex}: {said}");
    }
}

#[test]
fn a_formula_that_cannot_be_set_is_one_error_with_its_cause() {
    for (text, cause) in [
        ("The rule is $ w = w + 1 $ here.", "a blank beside `$`"),
        ("$$\nE = 1\n\n+ 2\n$$", "a blank line inside `$$`"),
        ("It costs 5 $ now.", "a lone `$`"),
    ] {
        let course = Course::of(&[("01-foreign.md", format!("# Foreign\n\n{text}\n").as_bytes())]);
        let told = course.check(&[]);
        assert_eq!(told.code, 2, "{text}: {}", told.out);
        assert!(told.out.contains(cause), "{text}: {}", told.out);
        assert!(told.out.ends_with(", 1 errors\n"), "{text}: {}", told.out);
    }
}
