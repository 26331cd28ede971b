//! What may import what: the order of the layers, no cycles, each crate named by its owners only. `design` says why.
//!
//! The rules are a function from sources to complaints, so that they are tried on planted sources too. Test modules in
//! `src` are free, as `tests/` is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

/// Bottom first; a module imports from its own row and from earlier ones.
const LAYERS: [&str; 11] = [
    "cellmath", "formula", "network", "training", "figure", "panel", "block", "lesson", "study",
    "face", "cli",
];

/// The layers that are crates of their own: such a one lies in its own `src`, and `crate` is its own root there.
const CRATES: [&str; 1] = ["cellmath"];

/// Each crate with the layers that may name it.
const OWNERS: [(&str, &[&str]); 27] = [
    ("winnow", &["formula"]),
    ("libm", &["formula"]),
    ("ndarray", &["network", "training"]),
    ("rand", &["network"]),
    ("cellmath", &["figure"]),
    ("unicode_width", &["cellmath", "figure"]),
    ("pulldown_latex", &["cellmath"]),
    ("toml", &["block", "study"]),
    ("index_vec", &["lesson", "study"]),
    ("pulldown_cmark", &["lesson"]),
    ("serde", &["study"]),
    ("etcetera", &["study"]),
    ("tempfile", &["study"]),
    ("fs4", &["study"]),
    ("tui_input", &["study"]),
    ("ratatui", &["face"]),
    ("crossterm", &["face"]),
    ("signal_hook", &["face"]),
    ("deunicode", &["face"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("serde_json", &["cli"]),
    ("csv", &["network", "cli"]),
    ("std", &LAYERS),
    ("core", &LAYERS),
    ("alloc", &LAYERS),
];

/// Folders in which each file is a row of the table above it, and the constant that is the row, once its name is settled.
const REGISTRIES: [(&str, Option<&str>); 1] = [("panel", Some("PANEL"))];

/// The files under `src/` by their path from there, with their text.
type Sources = BTreeMap<String, String>;

/// Everything that is wrong with some sources, a sentence each.
fn complaints(sources: &Sources) -> Vec<String> {
    let tree = Tree::new(sources);
    [
        headless(sources),
        tree.rowless(),
        tree.upward(),
        tree.cycles(),
        tree.trespassers(),
        tree.unregistered(),
        kindless(sources),
    ]
    .concat()
}

/// Files of `block` that read a block of their own which the table of kinds leaves out.
fn kindless(sources: &Sources) -> Vec<String> {
    let table = sources.get("block/kinds.rs").map_or("", String::as_str);
    let kinds = sources.iter().filter_map(|(file, text)| {
        let stem = file.strip_prefix("block/")?.trim_end_matches(".rs");
        let stem = stem.split('/').next()?;
        text.contains(READS_A_BLOCK).then_some(stem)
    });
    kinds
        .filter(|stem| !table.contains(&format!("use super::{stem}::")))
        .map(|stem| format!("src/block/kinds.rs does not name {stem}"))
        .collect()
}

/// The words that make a file a kind of block.
const READS_A_BLOCK: &str = "impl Kind for ";

/// A word or a mark of Rust; comments and texts are left out.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        at += match rest[0] {
            '/' if rest.get(1) == Some(&'/') => until(rest, |c| c == '\n'),
            '/' if rest.get(1) == Some(&'*') => comment(rest),
            '"' => quoted(rest),
            '\'' => character(rest),
            'r' | 'b' if prefixed(rest).is_some() => prefixed(rest).unwrap_or(1),
            ':' if rest.get(1) == Some(&':') => {
                tokens.push("::".to_string());
                2
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = until(rest, |c| !c.is_alphanumeric() && c != '_');
                tokens.push(rest[..length].iter().collect());
                length
            }
            c if c.is_ascii_digit() => until(rest, |c| !c.is_alphanumeric() && c != '_'),
            c => {
                if !c.is_whitespace() {
                    tokens.push(c.to_string());
                }
                1
            }
        };
    }
    tokens
}

fn until(chars: &[char], end: impl Fn(char) -> bool) -> usize {
    let found = chars.iter().position(|c| end(*c));
    found.unwrap_or(chars.len())
}

/// The length of a comment that may hold others.
fn comment(chars: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < chars.len() {
        match chars[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a text in quotes.
fn quoted(chars: &[char]) -> usize {
    let mut at = 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of a character in quotes; of the mark alone before a lifetime.
fn character(chars: &[char]) -> usize {
    match chars {
        [_, '\\', _, rest @ ..] => 4 + until(rest, |c| c == '\''),
        [_, _, '\'', ..] => 3,
        _ => 1,
    }
}

/// The length of `r"…"`, `r#"…"#`, `b"…"` and the like, if that is what stands here.
fn prefixed(chars: &[char]) -> Option<usize> {
    let letters = until(chars, |c| c != 'r' && c != 'b');
    let hashes = until(&chars[letters..], |c| c != '#');
    let body = chars.get(letters + hashes..)?;
    if letters > 2 || body.first() != Some(&'"') {
        return None;
    }
    if !chars[..letters].contains(&'r') {
        return (hashes == 0).then(|| letters + quoted(body));
    }
    let end = |at: &usize| {
        let hashes_there = body[at + 1..].iter().take_while(|c| **c == '#').count();
        body[*at] == '"' && hashes_there >= hashes
    };
    let length = (1..body.len()).find(end).unwrap_or(body.len());
    Some(letters + hashes + length + 1 + hashes)
}

/// A path as it is written, in the module it is written in.
struct Located {
    module: Vec<String>,
    path: Vec<String>,
}

/// What a file names.
#[derive(Default)]
struct Named {
    paths: Vec<Located>,
    /// The files that it says are its modules.
    modules: Vec<String>,
    constants: BTreeSet<String>,
}

/// Reads a file whose module is `module`.
fn read(text: &str, module: &[String]) -> Named {
    let tokens = without_tests(&tokens(text));
    let mut named = Named::default();
    let mut here = module.to_vec();
    let (mut depth, mut opened) = (0, Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let word = |ahead: usize| tokens.get(at + ahead).map_or("", String::as_str);
        let mut length = 1;
        match word(0) {
            "use" => {
                let mut paths = Vec::new();
                length = 1 + branches(&tokens[at + 1..], &[], &mut paths);
                named.paths.extend(paths.into_iter().map(|path| Located {
                    module: here.clone(),
                    path,
                }));
            }
            // How far something can be seen is no import.
            "in" if at > 1 && tokens[at - 1] == "(" && tokens[at - 2] == "pub" => {
                length = 1 + path_at(&tokens[at + 1..]).len() * 2 - 1;
            }
            "mod" if word(2) == ";" => named.modules.push(word(1).to_string()),
            "mod" if word(2) == "{" => {
                here.push(word(1).to_string());
                opened.push(depth);
                depth += 1;
                length = 3;
            }
            "const" | "static" if word(2) == ":" => {
                named.constants.insert(word(1).to_string());
            }
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if opened.last() == Some(&depth) {
                    opened.pop();
                    here.pop();
                }
            }
            first if is_word(first) && word(1) == "::" => {
                let path = path_at(&tokens[at..]);
                length = 2 * path.len() - 1;
                named.paths.push(Located {
                    module: here.clone(),
                    path,
                });
            }
            _ => {}
        }
        at += length;
    }
    named
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn path_at(tokens: &[String]) -> Vec<String> {
    let mut path = vec![tokens[0].clone()];
    let mut rest = &tokens[1..];
    while let [colons, next, ..] = rest {
        if colons != "::" || !is_word(next) {
            break;
        }
        path.push(next.clone());
        rest = &rest[2..];
    }
    path
}

/// The paths of a `use`, one for each of its leaves; gives how many tokens it has.
fn branches(tokens: &[String], before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        match tokens.get(at).map_or(";", String::as_str) {
            ";" | "," | "}" => break,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at += branches(&tokens[at..], &path, paths);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                return at + 1;
            }
            "as" => at += 1,
            "self" if !path.is_empty() => {}
            word if is_word(word) => path.push(word.to_string()),
            _ => {}
        }
        at += 1;
    }
    if path.len() > before.len() || !before.is_empty() {
        paths.push(path);
    }
    at
}

/// Leaves out every `#[cfg(test)]` with what it stands before.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].len() < mark.len() || tokens[at..at + mark.len()] != mark {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0;
        while at < tokens.len() {
            let token = tokens[at].as_str();
            depth += i32::from(token == "{") - i32::from(token == "}");
            at += 1;
            if depth == 0 && (token == "}" || token == ";") {
                break;
            }
        }
    }
    kept
}

/// All files as modules, with what each imports.
struct Tree<'a> {
    /// The file of each module.
    files: BTreeMap<Vec<String>, &'a str>,
    named: BTreeMap<&'a str, Named>,
    /// The files that each file imports from.
    imports: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Tree<'a> {
    fn new(sources: &'a Sources) -> Self {
        let module = |file: &str| -> Vec<String> {
            let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
            let parts = stem.split('/').map(String::from);
            parts
                .filter(|part| part != "lib" && part != "src")
                .collect()
        };
        let mut tree = Tree {
            files: sources.keys().map(|file| (module(file), &**file)).collect(),
            named: BTreeMap::new(),
            imports: BTreeMap::new(),
        };
        for (file, text) in sources {
            tree.named.insert(file, read(text, &module(file)));
        }
        for file in sources.keys() {
            let imports = tree.imports_of(file, &module(file));
            tree.imports.insert(file, imports);
        }
        tree
    }

    fn imports_of(&self, file: &str, module: &[String]) -> BTreeSet<&'a str> {
        let named = &self.named[file];
        let children = named.modules.iter().map(|child| {
            let mut path = module.to_vec();
            path.push(child.clone());
            path
        });
        let written = named.paths.iter().filter_map(|path| self.absolute(path));
        let found = children
            .chain(written)
            .filter_map(|path| self.file_of(&path));
        found.filter(|found| *found != file).collect()
    }

    /// A path from the root of `src`; none if it leads to another crate.
    fn absolute(&self, Located { module, path }: &Located) -> Option<Vec<String>> {
        let mut base = module.clone();
        let mut rest = &path[..];
        match path[0].as_str() {
            "crate" => {
                base.truncate(usize::from(is_of_a_crate(module)));
                rest = &path[1..];
            }
            "deltarule" if module == &["main"] => (base, rest) = (Vec::new(), &path[1..]),
            "self" | "super" => {
                while let [first, after @ ..] = rest {
                    match first.as_str() {
                        "super" => drop(base.pop()),
                        "self" => {}
                        _ => break,
                    }
                    rest = after;
                }
            }
            child => {
                let mut path = base.clone();
                path.push(child.to_string());
                self.files.get(&path)?;
            }
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    /// The file of the innermost module that a path leads into.
    fn file_of(&self, path: &[String]) -> Option<&'a str> {
        let lengths = (0..=path.len()).rev();
        let mut found = lengths.filter_map(|length| self.files.get(&path[..length]));
        found.next().copied()
    }

    fn rowless(&self) -> Vec<String> {
        let files = self.imports.keys().filter(|file| row(file).is_none());
        files
            .map(|file| format!("src/{file} is in no layer"))
            .collect()
    }

    fn upward(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (file, imports) in &self.imports {
            for import in imports.iter().filter(|import| row(import) > row(file)) {
                wrong.push(format!("src/{file} imports upward from src/{import}"));
            }
        }
        wrong
    }

    /// The shortest cycle through each file that is in one.
    fn cycles(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut wrong = Vec::new();
        for file in self.imports.keys() {
            let Some(cycle) = self.way_back(file) else {
                continue;
            };
            if seen.insert(cycle.iter().copied().collect::<BTreeSet<_>>()) {
                wrong.push(format!("a cycle: src/{}", cycle.join(" → src/")));
            }
        }
        wrong
    }

    fn way_back(&self, start: &'a str) -> Option<Vec<&'a str>> {
        let mut ways = VecDeque::from([vec![start]]);
        let mut been = BTreeSet::new();
        while let Some(way) = ways.pop_front() {
            for next in &self.imports[way[way.len() - 1]] {
                let longer = [&way[..], &[*next]].concat();
                if *next == start {
                    return Some(longer);
                }
                if been.insert(*next) {
                    ways.push_back(longer);
                }
            }
        }
        None
    }

    fn trespassers(&self) -> Vec<String> {
        let mut wrong = BTreeSet::new();
        for (file, named) in &self.named {
            for written in &named.paths {
                if written.path[0] == "deltarule" && is_of_a_crate(&written.module) {
                    wrong.insert(format!("src/{file} names deltarule, which is above it"));
                }
                let Some((name, owners)) = OWNERS.iter().find(|row| row.0 == written.path[0])
                else {
                    continue;
                };
                let layer = file.split(['/', '.']).next().unwrap_or_default();
                let is_ours = self.absolute(written).is_some();
                let is_std = owners.len() == LAYERS.len();
                if !is_ours && !is_std && !owners.contains(&layer) {
                    let owners = owners.join(", ");
                    wrong.insert(format!(
                        "src/{file} names {name}, which belongs to {owners}"
                    ));
                }
            }
        }
        wrong.into_iter().collect()
    }

    /// Files of a registry's folder that the table above them leaves out.
    fn unregistered(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (folder, constant) in REGISTRIES {
            let root = format!("{folder}/mod.rs");
            for (file, named) in &self.named {
                let Some(stem) = file.strip_prefix(&format!("{folder}/")) else {
                    continue;
                };
                let stem = stem.trim_end_matches(".rs").trim_end_matches("/mod");
                if stem == "mod" || stem.contains('/') {
                    continue;
                }
                let row = constant.filter(|row| named.constants.contains(*row));
                if !self
                    .named
                    .get(&*root)
                    .is_some_and(|table| table.has(stem, row))
                {
                    let row = row.map_or(String::new(), |row| format!("::{row}"));
                    wrong.push(format!("src/{root} does not name {stem}{row}"));
                }
            }
        }
        wrong
    }
}

impl Named {
    /// Whether it names something of a child: its row, if it has one.
    fn has(&self, child: &str, row: Option<&str>) -> bool {
        self.modules.iter().any(|module| module == child)
            && self.paths.iter().any(|Located { path, .. }| {
                let path = if path[0] == "self" {
                    &path[1..]
                } else {
                    &path[..]
                };
                path.len() > 1 && path[0] == child && row.is_none_or(|row| path[1] == row)
            })
    }
}

/// Returns `true` if a module belongs to a layer that is a crate of its own.
fn is_of_a_crate(module: &[String]) -> bool {
    let layer = module.first();
    layer.is_some_and(|layer| CRATES.contains(&layer.as_str()))
}

/// Which row a file is in; `lib.rs` and `main.rs` come last.
fn row(file: &str) -> Option<usize> {
    if file == "lib.rs" || file == "main.rs" {
        return Some(LAYERS.len());
    }
    let layer = file.split('/').next()?.trim_end_matches(".rs");
    LAYERS.iter().position(|name| *name == layer)
}

fn headless(sources: &Sources) -> Vec<String> {
    let headless = sources.iter().filter(|(_, text)| !text.starts_with("//!"));
    headless
        .map(|(file, _)| format!("src/{file} does not open with //!"))
        .collect()
}

/// All `.rs` files under a folder; of a crate of its own those in its `src`.
fn gather(root: &Path, folder: &Path, sources: &mut Sources) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_crate = CRATES.iter().any(|name| path == root.join(name));
        if is_crate {
            gather(root, &path.join("src"), sources)?;
        } else if path.is_dir() {
            gather(root, &path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).expect("it is under the root");
            let parts = name.iter().map(|part| part.to_string_lossy());
            let name = parts.collect::<Vec<_>>().join("/");
            sources.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

#[test]
fn the_sources_keep_to_the_layers() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Sources::new();
    gather(&root, &root, &mut sources)?;
    assert!(sources.contains_key("lib.rs") && sources.len() > LAYERS.len());
    let complaints = complaints(&sources);
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    Ok(())
}

/// The crates that the program or a layer depends on, as its manifest says.
fn dependencies(folder: &str) -> std::io::Result<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml"))?;
    let section = manifest.split("\n[dependencies]\n").nth(1);
    let lines = section.unwrap_or_default().lines();
    let lines = lines.take_while(|line| !line.starts_with('['));
    let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    let name = |line: &str| {
        line.split([' ', '.'])
            .next()
            .map(|name| name.replace('-', "_"))
    };
    Ok(lines.filter_map(name).collect())
}

#[test]
fn every_dependency_has_an_owner() -> std::io::Result<()> {
    let mut all = dependencies("")?;
    for name in CRATES {
        let own = dependencies(&format!("src/{name}"))?;
        for dependency in &own {
            let owners = OWNERS.iter().find(|row| row.0 == dependency);
            let is_its = owners.is_some_and(|row| row.1.contains(&name));
            assert!(
                is_its,
                "{dependency} is in {name}'s Cargo.toml, and not its own"
            );
        }
        all.extend(own);
    }
    assert!(all.contains(&"unicode_width".to_string()), "{all:?}");
    for name in &all {
        let owned = OWNERS.iter().any(|row| row.0 == name);
        assert!(owned, "{name} is in Cargo.toml, and no layer owns it");
    }
    for (owned, _) in OWNERS {
        let is_there =
            ["std", "core", "alloc"].contains(&owned) || all.iter().any(|name| name == owned);
        assert!(is_there, "{owned} is owned, and not in Cargo.toml");
    }
    Ok(())
}

/// What is wrong with planted files; each is given without the `//!` that it opens with.
fn planted(files: &[(&str, &str)]) -> Vec<String> {
    let source = |(file, text): &(&str, &str)| (file.to_string(), format!("//! It.\n{text}"));
    complaints(&files.iter().map(source).collect())
}

#[test]
fn sources_that_keep_the_rules_raise_no_complaint() {
    let said = planted(&[
        ("lib.rs", "pub mod formula; pub mod network; pub mod panel;"),
        ("main.rs", "fn main() { deltarule::panel::show() }"),
        (
            "formula/mod.rs",
            "mod parse; mod tree; pub use parse::parse; pub use tree::Expr;",
        ),
        (
            "formula/tree.rs",
            "use std::fmt; #[cfg(test)] mod tests { use crate::panel::show; use clap::Parser; }",
        ),
        (
            "formula/parse.rs",
            "use super::tree::{self, Expr}; fn f() { winnow::token::any(); }",
        ),
        (
            "network/mod.rs",
            "use crate::formula::Expr; use ndarray::{self, Array1 as Row};",
        ),
        (
            "panel/mod.rs",
            "mod net; const ALL: [u8; 1] = [net::PANEL]; // use crate::cli::Clap;",
        ),
        (
            "panel/net.rs",
            "pub const PANEL: u8 = 1; const T: &str = \"use clap::Parser;\"; const R: &str = r#\"clap::a\"#;",
        ),
    ]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn an_import_from_a_later_layer_is_told_however_it_is_written() {
    for text in [
        "use crate::training::Run;",
        "use crate::{formula::Expr, training::{self, Run}};",
        "use crate::training as below;",
        "pub(crate) use super::training::Run;",
        "use super::super::super::network::super_is_fine; use super::{training::*};",
        "fn f() -> crate::training::Run { todo!() }",
        "fn f(run: &super::training::Run) {}",
        "mod inner { use super::super::training::Run; }",
        "fn f() { let c = '\"'; let l: &'static str = \"a\"; crate::training::go(); }",
    ] {
        let said = planted(&[
            ("formula/mod.rs", ""),
            ("network/mod.rs", text),
            ("training/mod.rs", ""),
        ]);
        assert_eq!(
            said,
            ["src/network/mod.rs imports upward from src/training/mod.rs"],
            "{text}"
        );
    }
}

#[test]
fn a_crate_of_its_own_has_its_own_root_and_imports_nothing_of_the_program() {
    let files = |text: &'static str| {
        [
            (
                "cellmath/src/lib.rs",
                "mod sheet; mod tree; pub use sheet::Sheet;",
            ),
            ("cellmath/src/sheet.rs", text),
            ("cellmath/src/tree.rs", "use pulldown_latex::Parser;"),
            ("figure/mod.rs", "use cellmath::Sheet;"),
        ]
    };
    for text in ["use crate::tree::Node;", "use super::tree::Node;"] {
        assert_eq!(planted(&files(text)), [""; 0], "{text}");
    }
    let cycle =
        "a cycle: src/cellmath/src/lib.rs → src/cellmath/src/sheet.rs → src/cellmath/src/lib.rs";
    assert_eq!(planted(&files("use crate::Node;")), [cycle]);
    assert_eq!(
        planted(&files("use clap::Parser;")),
        ["src/cellmath/src/sheet.rs names clap, which belongs to cli"]
    );
    assert_eq!(
        planted(&[("figure/mod.rs", "use pulldown_latex::Parser;")]),
        ["src/figure/mod.rs names pulldown_latex, which belongs to cellmath"]
    );
    assert_eq!(
        planted(&[(
            "cellmath/src/lib.rs",
            "fn f() { deltarule::figure::draw() }"
        )]),
        ["src/cellmath/src/lib.rs names deltarule, which is above it"]
    );
}

#[test]
fn nothing_imports_from_the_roots() {
    let said = planted(&[
        ("lib.rs", "pub const N: u8 = 1;"),
        ("network/mod.rs", "use crate::N;"),
    ]);
    assert_eq!(said, ["src/network/mod.rs imports upward from src/lib.rs"]);
}

#[test]
fn a_file_outside_the_layers_is_told() {
    let said = planted(&[("util.rs", ""), ("helpers/mod.rs", "")]);
    assert_eq!(
        said,
        [
            "src/helpers/mod.rs is in no layer",
            "src/util.rs is in no layer"
        ]
    );
}

#[test]
fn a_child_that_imports_from_its_own_mod_is_a_cycle() {
    for text in [
        "use super::Row;",
        "use crate::figure::Row;",
        "fn f() -> super::Row { super::Row }",
        "use super::{other::Thing, Row};",
    ] {
        let said = planted(&[
            ("figure/mod.rs", "mod child; mod other; pub struct Row;"),
            ("figure/child.rs", text),
            ("figure/other.rs", ""),
        ]);
        let cycle = "a cycle: src/figure/child.rs → src/figure/mod.rs → src/figure/child.rs";
        assert_eq!(said, [cycle], "{text}");
    }
}

#[test]
fn a_cycle_of_siblings_is_told_once() {
    let said = planted(&[
        ("figure/mod.rs", "mod a; mod b; mod c;"),
        ("figure/a.rs", "use super::b::B;"),
        ("figure/b.rs", "use crate::figure::c::{C};"),
        ("figure/c.rs", "fn f() { super::a::go() }"),
    ]);
    let cycle = "a cycle: src/figure/a.rs → src/figure/b.rs → src/figure/c.rs → src/figure/a.rs";
    assert_eq!(said, [cycle]);
}

#[test]
fn a_crate_named_outside_its_owners_is_told() {
    for (file, text, name) in [
        ("training/mod.rs", "use rand::Rng;", "rand"),
        ("network/mod.rs", "fn f() { libm::erf(1.0); }", "libm"),
        ("panel/mod.rs", "use ratatui::{text::Line};", "ratatui"),
        ("lesson/mod.rs", "use toml;", "toml"),
        ("main.rs", "#[derive(clap::Parser)] struct Args;", "clap"),
        ("lib.rs", "pub use ndarray as vectors;", "ndarray"),
        (
            "block/mod.rs",
            "use ::pulldown_cmark::Event;",
            "pulldown_cmark",
        ),
        (
            "figure/mod.rs",
            "use {crossterm::event, std::fmt};",
            "crossterm",
        ),
    ] {
        let said = planted(&[(file, text)]);
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        let told = said[0].starts_with(&format!("src/{file} names {name}, which belongs to "));
        assert!(told, "{text}: {said:?}");
    }
}

#[test]
fn a_file_that_its_registry_leaves_out_is_told() {
    for (table, row, said) in [
        ("mod terms;", "pub const PANEL: u8 = 1;", "terms::PANEL"),
        (
            "mod terms; pub use terms::explain;",
            "pub const PANEL: u8 = 1;",
            "terms::PANEL",
        ),
        ("", "pub fn explain() {}", "terms"),
        ("mod terms;", "pub fn explain() {}", "terms"),
    ] {
        let complaints = planted(&[("panel/mod.rs", table), ("panel/terms.rs", row)]);
        assert_eq!(
            complaints,
            [format!("src/panel/mod.rs does not name {said}")],
            "{table}"
        );
    }
}

#[test]
fn a_kind_of_block_that_its_table_leaves_out_is_told() {
    let reads = format!("{READS_A_BLOCK}Note {{}}");
    let table = "use super::note::Note; use super::poll::Poll;";
    let told = |kinds: &str| {
        planted(&[
            ("block/kinds.rs", kinds),
            ("block/note.rs", &reads),
            ("block/poll.rs", &reads),
            ("block/about.rs", "pub fn about() {}"),
        ])
    };
    assert_eq!(told(table), [""; 0]);
    assert_eq!(
        told("use super::note::Note;"),
        ["src/block/kinds.rs does not name poll"]
    );
}

#[test]
fn the_kinds_of_blocks_are_found_by_how_they_are_read() {
    let kinds = ["check", "note", "question", "task"];
    for kind in kinds {
        let path = format!("{}/src/block/{kind}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a file of a kind");
        assert!(text.contains(READS_A_BLOCK), "{kind}");
    }
}

#[test]
fn a_file_without_a_head_is_told() {
    let sources = [("lib.rs".to_string(), "pub mod formula;".to_string())];
    assert_eq!(
        complaints(&sources.into()),
        ["src/lib.rs does not open with //!"]
    );
}
