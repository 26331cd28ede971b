//! Disk operations for keeping a file, so small that a test can stop between any two; and the disk of this machine.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use fs4::{FileExt, TryLockError};
use tempfile::NamedTempFile;

/// A place for files.
pub(super) trait Disk {
    /// A file that is not yet in its place.
    type Part;
    /// As long as it is there, no other instance saves.
    type Lock;

    /// All that is in a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Returns `true` if there is anything at a path.
    fn is_there(&self, path: &Path) -> bool;
    /// Waits a little for other instances that hold the lock in the file `path`. Makes the folder, if need be.
    fn lock(&self, path: &Path) -> io::Result<Self::Lock>;
    /// Gives a file another name, which is free.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Begins a file that nobody else may read, beside `path`.
    fn begin(&self, path: &Path) -> io::Result<Self::Part>;
    /// Writes on.
    fn write(&self, part: &mut Self::Part, bytes: &[u8]) -> io::Result<()>;
    /// Makes sure that what was written outlasts a power failure.
    fn sync(&self, part: &mut Self::Part) -> io::Result<()>;
    /// Puts it in the place of `path`, in one go.
    fn replace(&self, part: Self::Part, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
pub(super) struct Machine;

/// Number of tries, and the pause between them, while another instance saves: two seconds in all.
const TRIES: (usize, Duration) = (100, Duration::from_millis(20));

impl Disk for Machine {
    type Part = NamedTempFile;
    type Lock = File;

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // a pipe would be waited for, and a device must not be moved aside
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        fs::read(path)
    }

    fn is_there(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }

    fn lock(&self, path: &Path) -> io::Result<File> {
        private_folder(folder(path))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        for _ in 0..TRIES.0 {
            match FileExt::try_lock(&file) {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => std::thread::sleep(TRIES.1),
                // better to save without than not at all
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(file);
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        let message = format!("another deltarule holds {}", path.display());
        Err(io::Error::new(ErrorKind::WouldBlock, message))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn begin(&self, path: &Path) -> io::Result<NamedTempFile> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        tempfile::Builder::new()
            .prefix(&format!(".{name}."))
            .tempfile_in(folder(path))
    }

    fn write(&self, part: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        part.write_all(bytes)
    }

    fn sync(&self, part: &mut NamedTempFile) -> io::Result<()> {
        part.as_file().sync_all()
    }

    fn replace(&self, part: NamedTempFile, path: &Path) -> io::Result<()> {
        part.persist(path)?;
        // the new file is in its place; a folder that cannot be synced loses at most this one save, and only with the power
        #[cfg(unix)]
        File::open(folder(path))
            .and_then(|folder| folder.sync_all())
            .ok();
        Ok(())
    }
}

/// The folder that a file is in.
fn folder(path: &Path) -> &Path {
    let parent = path.parent();
    let named = parent.filter(|folder| !folder.as_os_str().is_empty());
    named.unwrap_or(Path::new("."))
}

/// Makes a folder that nobody else may look into, unless it is there.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_read_so_that_it_is_neither_moved_nor_written_to() {
        let said = Machine.read(Path::new("/dev/null")).expect_err("a refusal");
        assert_eq!(said.to_string(), "it is not a file");
    }

    #[test]
    fn a_lock_keeps_others_waiting_until_it_is_let_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lock");
        let lock = Machine.lock(&path).expect("a lock");
        let said = Machine.lock(&path).expect_err("a refusal");
        assert_eq!(said.kind(), ErrorKind::WouldBlock);
        drop(lock);
        assert!(Machine.lock(&path).is_ok());
    }
}
