//! What the README says is there, is there.

use std::fs;
use std::path::Path;

use deltarule::lesson::Course;

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("there is a README")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_that_it_links_to_exists() {
    let readme = readme();
    let links: Vec<&str> = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .collect();
    assert!(links.len() >= 5, "it leads on: {links:?}");
    for link in links {
        assert!(root().join(link).is_file(), "{link}");
    }
}

#[test]
fn every_claim_that_it_names_is_made() {
    let course = Course::embedded();
    let readme = readme();
    let named: Vec<&str> = readme
        .split_whitespace()
        .filter(|word| word.contains("::"))
        .map(|word| word.trim_matches('`'))
        .collect();
    assert!(!named.is_empty(), "it shows how one claim is looked at");
    for claim in named {
        let (lesson, name) = claim.split_once("::").expect("it has both");
        let lesson = &course.lessons[course.find(lesson).expect(lesson)];
        assert!(
            lesson.claims().iter().any(|claim| claim.name == name),
            "{claim}"
        );
    }
}

#[test]
fn the_commands_that_it_names_are_those_of_the_project() {
    let readme = readme();
    assert!(readme.contains("    cargo run --release\n") && readme.contains("    cargo test\n"));
    let check = fs::read_to_string(root().join(".ci/run")).expect("the project's own check");
    assert!(
        check.contains("cargo test"),
        "the check runs what the README says"
    );
}

#[test]
fn authors_are_told_of_every_panel_and_every_verb() {
    let authors = fs::read_to_string(root().join("lessons/README.md")).expect("the authors' page");
    for panel in &deltarule::panel::PANELS {
        assert!(
            authors.contains(&format!("| `{}` |", panel.name)),
            "{}",
            panel.name
        );
    }
    let (_, commands) = authors.split_once("## Commands").expect("the commands");
    for verb in deltarule::training::verbs() {
        assert!(commands.contains(verb.name), "{}", verb.name);
    }
}
