//! The pictures of the README are what is drawn. Its code runs as tests of the documentation.

use cellmath::Formula;

const README: &str = include_str!("../README.md");

/// The text of each fenced block of a language, with what stands behind it.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<(&'a str, &'a str)> {
    let fence = format!("```{language}\n");
    let cut = page.split(fence.as_str()).skip(1);
    cut.filter_map(|rest| rest.split_once("\n```")).collect()
}

#[test]
fn the_pictures_are_what_is_drawn() {
    let formulas = blocks(README, "latex");
    assert!(formulas.len() > 4);
    for (latex, behind) in formulas {
        let pictures = blocks(behind, "text");
        let (picture, _) = pictures.first().expect("a picture after each formula");
        let drawn = Formula::parse(latex).expect(latex).two_dimensional();
        let lines: Vec<String> = drawn.lines.iter().map(cellmath::Line::text).collect();
        assert_eq!(lines.join("\n"), *picture, "{latex}");
    }
}

#[test]
fn the_limits_are_those_that_are_kept() {
    let long = |bytes: usize| Formula::parse(&"9".repeat(bytes));
    assert!(long(4096).is_ok() && long(4097).is_err());
    let deep = |levels: usize| {
        let (open, close) = ("{".repeat(levels), "}".repeat(levels));
        Formula::parse(&format!("{open}x{close}"))
    };
    assert!(deep(64).is_ok() && deep(65).is_err());
    let said = |latex: &str| Formula::parse(latex).expect(latex).words();
    assert_eq!(said("abc"), "abc");
    assert_eq!(said("ab"), "a times b");
    let refused = Formula::parse(r"\def\x{1}").expect_err("a macro");
    assert_eq!(
        refused.to_string(),
        r"`\def` is not for formulas here; write the formula without it"
    );
}
