//! The names of formulas have one table. A file beside it that lists many of them has begun a second one.

use std::fs;
use std::path::{Path, PathBuf};

use deltarule::training::quantity::NAMES;

/// The table.
const TABLE: &str = "training/quantity/table.rs";
/// A file may speak of so many names, as each that computes or explains some numbers does: a third of them, and no more.
const MOST: usize = 14;

/// The names of formulas that a source writes as strings by themselves, each once; tests do not count.
fn listed(source: &str) -> Vec<&'static str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.collect();
    let is_written = |name: &&str| code.contains(&format!("\"{name}\""));
    NAMES
        .iter()
        .map(|row| row.name)
        .filter(is_written)
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The files that list more names than they may.
fn second_lists(sources: &[(String, String)]) -> Vec<String> {
    let said = sources.iter().filter(|(path, _)| path != TABLE);
    let said = said.filter_map(|(path, text)| {
        let names = listed(text);
        (names.len() > MOST).then(|| format!("src/{path} lists {}", names.join(" ")))
    });
    said.collect()
}

#[test]
fn no_file_but_the_table_lists_the_names_of_formulas() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(&src).expect("it is in src");
        let text = fs::read_to_string(path).expect("a source");
        (name.to_string_lossy().replace('\\', "/"), text)
    };
    let sources: Vec<(String, String)> = paths.iter().map(read).collect();
    let table = sources.iter().find(|(path, _)| path == TABLE);
    let table = listed(&table.expect("the table").1);
    assert_eq!(table.len(), NAMES.len(), "each name is a row");
    assert_eq!(second_lists(&sources), Vec::<String>::new());
}

#[test]
fn a_planted_second_list_is_told() {
    let list = r#"["w", "b", "E", "x", "t", "y", "e", "fprime", "delta", "lr", "input", "change", "gradient", "slope", "after"]"#;
    let planted = [("block/hidden.rs".to_string(), list.to_string())];
    assert_eq!(
        second_lists(&planted),
        [format!(
            "src/block/hidden.rs lists {}",
            listed(list).join(" ")
        )]
    );
    let few = [(
        "panel/paths.rs".to_string(),
        r#"["w", "delta"]"#.to_string(),
    )];
    assert!(second_lists(&few).is_empty());
    assert_eq!(listed(list).len(), MOST + 1);
}
