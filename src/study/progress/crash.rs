//! A disk in memory whose power fails after any number of bytes or calls: what a save leaves behind is the old progress or the new.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::key::BlockKey;
use super::record::Progress;
use super::store::{Found, open, save};

/// A file: what was written, and how much of it would be there after a failure of power.
#[derive(Clone, Default)]
struct WrittenFile {
    bytes: Vec<u8>,
    synced: usize,
}

#[derive(Default)]
struct MemoryDisk {
    files: RefCell<BTreeMap<PathBuf, WrittenFile>>,
    /// Number of bytes and calls until the power fails.
    power: Cell<usize>,
}

impl MemoryDisk {
    fn holding(bytes: &[u8]) -> Self {
        let memory = MemoryDisk::default();
        let written = WrittenFile {
            bytes: bytes.to_vec(),
            synced: bytes.len(),
        };
        memory.files.borrow_mut().insert(path(), written);
        memory
    }

    fn spend(&self) -> io::Result<()> {
        let left = self.power.get().checked_sub(1);
        self.power.set(left.unwrap_or(0));
        left.map(drop)
            .ok_or_else(|| io::Error::other("the power failed"))
    }

    /// The files that are left when the power is back.
    fn after_failure(&self) -> MemoryDisk {
        let files = self.files.borrow();
        let lasting = files.iter().map(|(path, written)| {
            let mut written = written.clone();
            written.bytes.truncate(written.synced);
            (path.clone(), written)
        });
        MemoryDisk {
            files: RefCell::new(lasting.collect()),
            power: Cell::new(usize::MAX),
        }
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let files = self.files.borrow();
        files.get(path).map(|written| written.bytes.clone())
    }
}

impl Disk for MemoryDisk {
    type Part = WrittenFile;
    type Lock = ();

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.spend()?;
        self.bytes(path).ok_or(ErrorKind::NotFound.into())
    }

    fn is_there(&self, path: &Path) -> bool {
        self.files.borrow().contains_key(path)
    }

    fn lock(&self, _: &Path) -> io::Result<()> {
        self.spend()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend()?;
        let file = self.files.borrow_mut().remove(from);
        let file = file.ok_or(io::Error::from(ErrorKind::NotFound))?;
        let replaced = self.files.borrow_mut().insert(to.to_path_buf(), file);
        assert!(replaced.is_none(), "{} was not free", to.display());
        Ok(())
    }

    fn begin(&self, _: &Path) -> io::Result<WrittenFile> {
        self.spend()?;
        Ok(WrittenFile::default())
    }

    fn write(&self, part: &mut WrittenFile, bytes: &[u8]) -> io::Result<()> {
        for byte in bytes {
            self.spend()?;
            part.bytes.push(*byte);
        }
        Ok(())
    }

    fn sync(&self, part: &mut WrittenFile) -> io::Result<()> {
        self.spend()?;
        part.synced = part.bytes.len();
        Ok(())
    }

    fn replace(&self, part: WrittenFile, path: &Path) -> io::Result<()> {
        self.spend()?;
        self.files.borrow_mut().insert(path.to_path_buf(), part);
        Ok(())
    }
}

fn path() -> PathBuf {
    PathBuf::from("progress.toml")
}

fn key() -> BlockKey {
    BlockKey::new("03-chain-rule", "predict", &["change"])
}

/// Two states of a learner, one after the other, and the first as a file.
fn old_and_new() -> (Progress, Progress, Vec<u8>) {
    let mut old = Progress::default();
    old.answer(&key(), "0.15");
    let mut new = old.clone();
    new.solve(&key());
    new.write(&key(), "the sign is the other way round");
    let disk = MemoryDisk::default().after_failure();
    let base = Progress::default();
    save(&disk, &path(), "deltarule", &base, &old).expect("power");
    let bytes = disk.bytes(&path()).expect("a file");
    (old, new, bytes)
}

fn read(disk: &MemoryDisk) -> (Found, Progress) {
    let (found, kept) = open(disk, &path());
    let progress = kept.courses.get("deltarule").cloned();
    (found, progress.unwrap_or_default())
}

#[test]
fn a_save_that_is_aborted_anywhere_leaves_the_old_progress_or_the_new() {
    let (old, new, bytes) = old_and_new();
    let mut stops = 0;
    loop {
        let disk = MemoryDisk::holding(&bytes);
        disk.power.set(stops);
        let saved = save(&disk, &path(), "deltarule", &old, &new);
        let after = disk.after_failure();
        let (found, progress) = read(&after);
        assert_eq!(found, Found::Progress, "after {stops}");
        let expected = if saved.is_ok() { &new } else { &old };
        assert_eq!(progress, *expected, "after {stops}");
        // and what did not work then works when it is tried again
        save(&after, &path(), "deltarule", &old, &new).expect("power");
        assert_eq!(read(&after).1, new, "after {stops}");
        if saved.is_ok() {
            break;
        }
        stops += 1;
    }
    assert!(stops > bytes.len(), "it was stopped at {stops} places only");
}

#[test]
fn a_torn_file_is_in_one_of_two_places_wherever_setting_it_aside_is_aborted() {
    let (old, new, bytes) = old_and_new();
    let torn = &bytes[..bytes.len() / 2];
    let aside = PathBuf::from("progress.toml.aside-1");
    let mut stops = 0;
    loop {
        let disk = MemoryDisk::holding(torn);
        disk.power.set(stops);
        let saved = save(&disk, &path(), "deltarule", &old, &new);
        let after = disk.after_failure();
        let [here, there] = [path(), aside.clone()].map(|path| after.bytes(&path));
        let is_once = [&here, &there].map(|bytes| bytes.as_deref() == Some(torn));
        assert!(is_once[0] != is_once[1], "after {stops}");
        if let Ok(message) = saved {
            assert!(
                message
                    .expect("a message")
                    .contains("progress.toml.aside-1")
            );
            assert_eq!(read(&after), (Found::Progress, new));
            break;
        }
        stops += 1;
    }
    assert!(stops > torn.len(), "it was stopped at {stops} places only");
}
