//! The files beside a lesson as a block may know them: their names, and their texts. The course provides them.

use std::fmt;

/// The files beside a lesson.
pub trait Files: fmt::Debug + Send + Sync {
    /// The names of those that a block may name. Only these are asked for.
    fn names(&self) -> Vec<String>;

    /// The text of one of them; of one longer than [`MOST_BYTES`](super::MOST_BYTES) a little more than these will do.
    ///
    /// # Errors
    /// If it cannot be read, or may not be: a sentence that says so.
    fn read(&self, name: &str) -> Result<String, String>;
}

/// No files: for a lesson without a folder.
#[derive(Debug)]
pub struct NoFiles;

impl Files for NoFiles {
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    fn read(&self, name: &str) -> Result<String, String> {
        Err(format!("there is no file \"{name}\""))
    }
}
