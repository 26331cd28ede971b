//! Embeds `lessons/*.md`: a new file there is noticed, and the program carries it.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lessons");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(Path::new(&root).join("lessons"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let numbered = name.starts_with(|c: char| c.is_ascii_digit());
        if numbered
            && Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "md")
        {
            names.push(name);
        }
    }
    names.sort();
    let mut rows = String::new();
    for name in &names {
        let path = Path::new(&root)
            .join("lessons")
            .join(name)
            .display()
            .to_string();
        let _ = writeln!(rows, "    ({name:?}, include_str!({path:?})),");
    }
    let table = format!(
        "/// The lessons that the program carries: names and texts.\nconst EMBEDDED: &[(&str, &str)] = &[\n{rows}];\n"
    );
    fs::write(Path::new(&out).join("lessons.rs"), table)
}
