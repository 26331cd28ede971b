//! The files of a course: from a folder that nothing outside of is read, or from the program itself.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::block::{Files, MOST_BYTES};

/// A course's folder.
#[derive(Debug)]
pub struct Folder {
    /// Without links in it, so that what is in it can be told by its path.
    root: PathBuf,
}

impl Folder {
    /// Opens a folder.
    pub fn open(folder: &Path) -> io::Result<Folder> {
        let root = fs::canonicalize(folder)?;
        Ok(Folder { root })
    }

    /// The names of its files, in order; those that are no text are left out.
    pub fn all(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.root)? {
            names.extend(entry?.file_name().into_string().ok());
        }
        names.sort();
        Ok(names)
    }

    /// Returns `true` if it has a file of this name.
    pub fn is_file(&self, name: &str) -> bool {
        fs::metadata(self.root.join(name)).is_ok_and(|found| found.is_file())
    }

    /// The real path of a file in it. It is looked at before it is opened: to open a pipe would be to wait for it.
    fn real(&self, name: &str) -> Result<PathBuf, String> {
        let unreadable = |error: io::Error| format!("cannot read \"{name}\": {error}");
        let path = fs::canonicalize(self.root.join(name)).map_err(unreadable)?;
        if !path.starts_with(&self.root) {
            return Err(format!("\"{name}\" leads out of the folder of the lesson"));
        }
        if !fs::metadata(&path).map_err(unreadable)?.is_file() {
            return Err(format!("\"{name}\" is not a file"));
        }
        Ok(path)
    }
}

impl Files for Folder {
    fn names(&self) -> Vec<String> {
        let mut names = self.all().unwrap_or_default();
        names.retain(|name| is_table(name));
        names
    }

    fn read(&self, name: &str) -> Result<String, String> {
        let path = self.real(name)?;
        let mut bytes = Vec::new();
        let most = MOST_BYTES as u64 + 4; // a mark of byte order, and one byte too many
        File::open(path)
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .map_err(|error| format!("cannot read \"{name}\": {error}"))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Files that the program carries: names and texts.
#[derive(Debug)]
pub struct Carried(pub &'static [(&'static str, &'static str)]);

impl Files for Carried {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_string()).collect()
    }

    fn read(&self, name: &str) -> Result<String, String> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, text)| (*text).to_string())
            .ok_or_else(|| format!("there is no file \"{name}\""))
    }
}

/// Returns `true` if a file may be one of patterns.
fn is_table(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::block::Source;
    use crate::lesson::Lesson;

    #[test]
    fn a_carried_lesson_has_the_files_that_are_carried_with_it() {
        let lesson = |name: &str| {
            let files = Carried(&[("data.csv", "\u{feff}x1,t1\n0,1\n1,0\n")]);
            let block = format!("layers = [1, 1]\nseed = 1\npatterns = \"{name}\"");
            let source = Source::new(
                "lessons/01-a.md",
                format!("# A\n\n```trainer\n{block}\n```\n"),
            );
            Lesson::read("01-a", &source.beside(Arc::new(files)))
        };
        assert_eq!(lesson("data.csv").problems, []);
        let missing = &lesson("date.csv").problems[0];
        assert_eq!(missing.help.as_deref(), Some("did you mean \"data.csv\"?"));
    }

    #[test]
    fn only_tables_may_be_named() {
        assert!(is_table("data.csv") && is_table("DATA.CSV"));
        for other in ["01-one.md", "csv", ".csv", "data.csv.gz"] {
            assert!(!is_table(other), "{other}");
        }
    }
}
