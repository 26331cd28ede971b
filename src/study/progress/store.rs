//! The file that keeps progress from one sitting to the next: found, read, set aside if it cannot be read, saved together with
//! what another instance has saved. A learner goes on whatever happens to the file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::disk::{Disk, Machine};
use super::file::Kept;
use super::merge::merge;
use super::record::Progress;

/// The file in which progress through one course is kept.
#[derive(Debug)]
pub struct Store {
    /// None if there is no home to keep anything in.
    path: Option<PathBuf>,
    course: String,
    found: Found,
    /// The last state read from the file or written to it: any change since is the learner's own.
    base: Progress,
    /// `true` if the last read or save worked.
    is_kept: bool,
}

/// The state of the file when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing yet.
    Nothing,
    /// Progress.
    Progress,
    /// Something that is no progress, or not whole, or of a newer version: what it was, and where it is now.
    SetAside(String),
    /// Something that cannot be read, or no place at all: why. Nothing is kept.
    Unreadable(String),
}

impl Found {
    /// The message for the learner, if any.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self {
            Found::Nothing | Found::Progress => None,
            Found::SetAside(message) | Found::Unreadable(message) => Some(message),
        }
    }
}

impl Store {
    /// Reads what is kept of a course, in the file `state` or in the state folder of the learner. The course is known by its
    /// [`course_id`](super::course_id). What cannot be read is an empty progress; [`found`](Store::found) says why.
    #[must_use]
    pub fn open(state: Option<&Path>, course: &str) -> (Store, Progress) {
        Store::at(
            state.map_or_else(state_file, |path| Ok(followed(path))),
            course,
        )
    }

    fn at(path: Result<PathBuf, String>, course: &str) -> (Store, Progress) {
        let (path, (found, kept)) = match path {
            Ok(path) => {
                let opened = open(&Machine, &path);
                (Some(path), opened)
            }
            Err(why) => (None, (Found::Unreadable(why), Kept::default())),
        };
        let progress = kept.courses.get(course).cloned().unwrap_or_default();
        let store = Store {
            path,
            course: course.to_string(),
            base: progress.clone(),
            is_kept: !matches!(found, Found::Unreadable(_)),
            found,
        };
        (store, progress)
    }

    /// The state of the file when it was opened.
    #[must_use]
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// The file; none if there is no place for it.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns `true` if the last save worked, or nothing went wrong before the first.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Saves, together with what another instance has saved since. Returns a message if it does not work, once, until it has
    /// worked again; or if the file had to be set aside. The next save tries everything anew.
    pub fn save(&mut self, progress: &Progress) -> Option<String> {
        let path = self.path.as_deref()?;
        if self.is_kept && *progress == self.base {
            return None;
        }
        match save(&Machine, path, &self.course, &self.base, progress) {
            Ok(set_aside) => {
                self.base = progress.clone();
                self.is_kept = true;
                set_aside
            }
            Err(why) => {
                let is_new = std::mem::replace(&mut self.is_kept, false);
                is_new.then(|| not_kept(path, &why))
            }
        }
    }
}

/// The file in the learner's state folder.
fn state_file() -> Result<PathBuf, String> {
    let homeless = |why: &str| {
        format!(
            "{why}, so what you do is kept only until you quit; `--state FILE` says where to keep it"
        )
    };
    let folders =
        etcetera::choose_base_strategy().map_err(|_| homeless("you have no home folder"))?;
    // Windows has no state folder
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Ok(followed(&folder.join("deltarule").join("progress.toml")))
}

/// Links are followed, so that a save replaces the file and not the link to it. A link may lead to a file that is not there yet.
fn followed(path: &Path) -> PathBuf {
    const MOST_LINKS: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    path
}

fn not_kept(path: &Path, why: &str) -> String {
    format!(
        "{}: {why}; you can go on, but what you do is kept only until you quit; `--state FILE` keeps it elsewhere",
        path.display()
    )
}

/// Reads the file, without a lock as long as it is as it should be: it is only ever replaced as a whole.
pub(super) fn open(disk: &impl Disk, path: &Path) -> (Found, Kept) {
    let unreadable = |why: &str| (Found::Unreadable(not_kept(path, why)), Kept::default());
    match read(disk, path) {
        Ok(Some(Ok(kept))) => return (Found::Progress, kept),
        Ok(None) => return (Found::Nothing, Kept::default()),
        Err(error) => return unreadable(&format!("it cannot be read: {error}")),
        Ok(Some(Err(_))) => {}
    }
    let locked = lock(disk, path);
    match locked.and_then(|_lock| read_or_set_aside(disk, path)) {
        Ok((kept, None)) => (Found::Progress, kept),
        Ok((kept, Some(message))) => (Found::SetAside(message), kept),
        Err(why) => unreadable(&why),
    }
}

/// Puts the changes from `base` to `mine` into the file; gives a message if what was there had to be set aside.
pub(super) fn save(
    disk: &impl Disk,
    path: &Path,
    course: &str,
    base: &Progress,
    mine: &Progress,
) -> Result<Option<String>, String> {
    let _lock = lock(disk, path)?;
    let (mut kept, set_aside) = read_or_set_aside(disk, path)?;
    let theirs = kept.courses.get(course).cloned().unwrap_or_default();
    let merged = merge(base, mine, &theirs);
    if merged != theirs {
        kept.courses.insert(course.to_string(), merged);
        let text = kept.write()?;
        replace(disk, path, text.as_bytes())
            .map_err(|error| format!("it cannot be saved: {error}"))?;
    }
    Ok(set_aside)
}

fn replace(disk: &impl Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = disk.begin(path)?;
    disk.write(&mut part, bytes)?;
    disk.sync(&mut part)?;
    disk.replace(part, path)
}

fn lock<D: Disk>(disk: &D, path: &Path) -> Result<D::Lock, String> {
    let lock = disk.lock(&beside(path, "lock"));
    lock.map_err(|error| format!("it cannot be saved: {error}"))
}

/// Reads the file: nothing if it is missing or empty; else its contents, or a description of the error.
fn read(disk: &impl Disk, path: &Path) -> io::Result<Option<Result<Kept, String>>> {
    match disk.read(path) {
        Ok(bytes) if bytes.is_empty() => Ok(None),
        Ok(bytes) => Ok(Some(Kept::read(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the file. An unreadable one is renamed, with a message; only the holder of the lock may do that.
fn read_or_set_aside(disk: &impl Disk, path: &Path) -> Result<(Kept, Option<String>), String> {
    let found = read(disk, path).map_err(|error| format!("it cannot be read: {error}"))?;
    let wrong = match found {
        None => return Ok((Kept::default(), None)),
        Some(Ok(kept)) => return Ok((kept, None)),
        Some(Err(wrong)) => wrong,
    };
    // a place in the file belongs to its name
    let colon = if wrong.starts_with(|c: char| c.is_ascii_digit()) {
        ":"
    } else {
        ": "
    };
    let said = format!("{}{colon}{wrong}", path.display());
    let aside = (1..=MOST_ASIDE).map(|number| beside(path, &format!("aside-{number}")));
    let aside = aside.into_iter().find(|aside| !disk.is_there(aside));
    let aside = aside.ok_or_else(|| format!("{said}; and too many files are set aside already"))?;
    disk.rename(path, &aside)
        .map_err(|error| format!("{said}; and it cannot be set aside: {error}"))?;
    let message = format!("{said}; it is now {}, and you begin anew", aside.display());
    Ok((Kept::default(), Some(message)))
}

/// Greatest number of unreadable files kept beside the readable one.
const MOST_ASIDE: usize = 999;

/// `progress.toml.lock` beside `progress.toml`.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(format!(".{what}"));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::super::key::BlockKey;
    use super::*;

    #[test]
    fn without_a_home_one_can_learn() {
        let why = "you have no home folder".to_string();
        let (mut store, mut progress) = Store::at(Err(why.clone()), "deltarule");
        assert_eq!(store.found().message(), Some(&*why));
        progress.solve(&BlockKey::new("03-chain-rule", "predict", &[]));
        assert_eq!(store.save(&progress), None);
        assert!(!store.is_kept());
        assert_eq!(store.path(), None);
    }
}
