//! The options that every verb has: which course, and where a learner's progress is kept.

use std::path::PathBuf;

use crate::lesson::Course;
use crate::study::Study;
use crate::study::progress::{Store, course_id};

/// The options that every verb has.
#[derive(Clone, Debug, clap::Args)]
pub struct Common {
    /// A folder of lessons (files NN-slug.md) in place of the course
    #[arg(long, value_name = "DIR", global = true)]
    pub course: Option<PathBuf>,
    /// The file that keeps what you have done, in place of the one in your state folder
    #[arg(long, value_name = "FILE", global = true)]
    pub state: Option<PathBuf>,
}

impl Common {
    /// The course that is meant.
    ///
    /// # Errors
    /// If its folder is none: a sentence that says so.
    pub fn course(&self) -> Result<Course, String> {
        let folder = self.course.as_deref();
        folder.map_or_else(|| Ok(Course::embedded()), Course::folder)
    }

    /// The file in which progress through the course is kept, and a sitting that goes on where the last one ended.
    pub fn resumed(&self, course: Course) -> (Study, Store) {
        let id = course_id(self.course.as_deref());
        let (store, progress) = Store::open(self.state.as_deref(), &id);
        (Study::resumed(course, progress), store)
    }
}
