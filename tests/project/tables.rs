//! One idea, one table: what `src/lib.rs` says it costs to add something is so. A file of a registry's folder has a row; what a row
//! says stands in no second list.

use std::fs;
use std::path::{Path, PathBuf};

use deltarule::block::KINDS;
use deltarule::training::{OPTIMIZERS, Place, Term, keys, verbs};

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// All sources by their paths in `src`, without comments and tests.
fn sources() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    gather(&src(), &mut paths);
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(src()).expect("it is in src");
        let text = fs::read_to_string(path).expect("a source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        (
            name.to_string_lossy().replace('\\', "/"),
            lines.collect::<Vec<_>>().join("\n"),
        )
    };
    paths.iter().map(read).collect()
}

/// Of some words those that a source has as strings by themselves.
fn written<'a>(code: &str, words: &[&'a str]) -> Vec<&'a str> {
    let is_written = |word: &&&str| code.contains(&format!("\"{word}\""));
    words.iter().filter(is_written).copied().collect()
}

/// The files that have more of the words than they may, but for the table itself.
fn second_lists(
    sources: &[(String, String)],
    table: &str,
    words: &[&str],
    most: usize,
) -> Vec<String> {
    let others = sources.iter().filter(|(path, _)| !path.starts_with(table));
    let lists = others.filter_map(|(path, code)| {
        let found = written(code, words);
        (found.len() > most).then(|| format!("src/{path} lists {}", found.join(" ")))
    });
    lists.collect()
}

#[test]
fn an_optimizer_is_named_in_its_own_file_alone() {
    let sources = sources();
    for method in OPTIMIZERS {
        let file = format!("training/optimizer/{}.rs", method.name.replace('-', "_"));
        assert!(sources.iter().any(|(path, _)| *path == file), "{file}");
    }
    // `momentum` is a name of formulas as well, and so it stands in their table.
    let names: Vec<&str> = OPTIMIZERS.iter().map(|method| method.name).collect();
    let none: [String; 0] = [];
    assert_eq!(
        second_lists(&sources, "training/optimizer/", &names, 1),
        none
    );
    let folder = sources
        .iter()
        .filter(|(path, _)| path.starts_with("training/optimizer/"));
    assert_eq!(
        folder.count(),
        OPTIMIZERS.len() + 1,
        "a file each, and what a row is"
    );
}

#[test]
fn the_settings_are_listed_in_their_table_alone() {
    let keys: Vec<&str> = keys(Place::Block).collect();
    // The trainer block reads what a net is made of, and the weights that are frozen, by hand.
    let most = 8;
    let none: [String; 0] = [];
    assert_eq!(
        second_lists(&sources(), "training/setting", &keys, most),
        none
    );
}

#[test]
fn the_four_factors_are_listed_in_their_table_alone() {
    let sources = sources();
    let colours: Vec<&str> = Term::ALL.map(Term::colour).to_vec();
    let none: [String; 0] = [];
    assert_eq!(
        second_lists(&sources, "training/term.rs", &colours, 0),
        none
    );
    let list = Term::ALL
        .map(|term| format!("\"{}\"", term.name()))
        .join(",");
    for (path, code) in &sources {
        let tight: String = code.split_whitespace().collect();
        assert!(!tight.contains(&list), "src/{path} lists the four factors");
    }
}

#[test]
fn a_verb_is_a_file_that_the_list_of_commands_joins() {
    let folder = src().join("training/command");
    let table = fs::read_to_string(folder.join("mod.rs")).expect("the list");
    let mut files = Vec::new();
    gather(&folder, &mut files);
    let stems = files.iter().filter_map(|path| path.file_stem()?.to_str());
    for stem in stems.filter(|stem| !["mod", "verb", "words"].contains(stem)) {
        assert!(table.contains(&format!("mod {stem};")), "{stem}");
    }
    let sources = sources();
    for verb in verbs() {
        let form = format!("name: \"{}\"", verb.name);
        let verbs = sources
            .iter()
            .filter(|(path, _)| path.starts_with("training/command/"));
        let files = verbs.filter(|(_, code)| code.contains(&form));
        assert_eq!(files.count(), 1, "{form}");
    }
}

#[test]
fn a_kind_of_block_is_named_in_its_row_alone() {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let none: [String; 0] = [];
    // Three of the words are also what a learner does: `lesson`, `check` and `note`.
    assert_eq!(second_lists(&sources(), "block/kinds.rs", &kinds, 3), none);
}

#[test]
fn the_files_that_the_root_speaks_of_are_there() {
    let root = fs::read_to_string(src().join("lib.rs")).expect("the root");
    let tables = root
        .split("# What it costs to add")
        .nth(1)
        .expect("the table");
    // Code is left out: its fences have backticks too.
    let prose: String = tables.split("```").step_by(2).collect();
    let named: Vec<&str> = prose
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.contains('/'))
        .collect();
    assert!(named.len() > 24, "{named:?}");
    for name in named {
        let is_outside = ["lessons/", "tests/"]
            .iter()
            .any(|root| name.starts_with(root));
        let place = if is_outside {
            Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
        } else {
            src().join(name)
        };
        assert!(place.exists(), "{name}");
    }
}
