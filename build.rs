//! Embeds `lessons/NN-*.md` and `lessons/*.csv`: a new file there is noticed, and the program carries it.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lessons");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("lessons");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let numbered = |name: &str| name.starts_with(|c: char| c.is_ascii_digit());
    let lessons = names
        .iter()
        .filter(|name| numbered(name) && ends(name, "md"));
    let tables = names.iter().filter(|name| ends(name, "csv"));
    let rows = [
        "/// The lessons that the program carries: names and texts.\n",
        &constant("EMBEDDED", &folder, lessons),
        "/// The files of patterns beside them.\n",
        &constant("EMBEDDED_TABLES", &folder, tables),
    ];
    fs::write(Path::new(&out).join("lessons.rs"), rows.concat())
}

fn ends(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == extension)
}

/// A constant of names and texts.
fn constant<'a>(name: &str, folder: &Path, files: impl Iterator<Item = &'a String>) -> String {
    let mut text = format!("const {name}: &[(&str, &str)] = &[\n");
    for file in files {
        let path = folder.join(file).display().to_string();
        let _ = writeln!(text, "    ({file:?}, include_str!({path:?})),");
    }
    text + "];\n"
}
