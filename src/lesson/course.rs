//! A course: lessons in the order of their numbers, embedded or from a folder.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use super::folder::{Carried, Folder};
use super::read::Lesson;
use super::references::resolve;
use crate::block::{Files, Source};

include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// The lessons of a course, in order.
#[derive(Clone, Debug)]
pub struct Course {
    /// At least one.
    pub lessons: Vec<Lesson>,
}

impl Course {
    /// The course that the program carries.
    #[must_use]
    pub fn embedded() -> Course {
        let files: Arc<dyn Files> = Arc::new(Carried(EMBEDDED_TABLES));
        let read = |(name, text): &(&str, &str)| {
            let source = Source::new(format!("lessons/{name}"), *text);
            Lesson::read(name.trim_end_matches(".md"), &source.beside(files.clone()))
        };
        Course::of(EMBEDDED.iter().map(read).collect())
    }

    /// The course in a folder: its files `NN-slug.md`, and the tables that they name. Nothing outside the folder is read.
    ///
    /// # Errors
    /// If the folder cannot be read, or has no lesson: a sentence that says so.
    pub fn folder(path: &Path) -> Result<Course, String> {
        let unreadable =
            |error: &dyn Display| format!("cannot read the course in {}: {error}", path.display());
        let folder = Folder::open(path).map_err(|error| unreadable(&error))?;
        let mut names = folder.all().map_err(|error| unreadable(&error))?;
        names.retain(|name| is_lesson(name));
        if names.is_empty() {
            return Err(format!(
                "no lessons in {}: their files are called like 01-the-question.md",
                path.display()
            ));
        }
        let files: Arc<dyn Files> = Arc::new(folder);
        let lesson = |name: &String| {
            let text = files.read(name).map_err(|error| unreadable(&error))?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let source = Source::new(path.join(name).display().to_string(), text);
            Ok(Lesson::read(
                name.trim_end_matches(".md"),
                &source.beside(files.clone()),
            ))
        };
        let lessons = names.iter().map(lesson).collect::<Result<_, String>>()?;
        Ok(Course::of(lessons))
    }

    /// A course of lessons that were read one by one.
    fn of(mut lessons: Vec<Lesson>) -> Course {
        resolve(&mut lessons);
        Course { lessons }
    }

    /// Where a lesson stands, by its number or its name, whole or from the slug on.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        let number = |lesson: &Lesson| {
            lesson
                .id
                .split('-')
                .next()
                .and_then(|number| number.parse::<u64>().ok())
        };
        let is_named = |lesson: &Lesson| {
            lesson.id == name
                || lesson
                    .id
                    .split_once('-')
                    .is_some_and(|(_, slug)| slug == name)
                || name
                    .parse()
                    .is_ok_and(|name: u64| number(lesson) == Some(name))
        };
        self.lessons.iter().position(is_named)
    }
}

/// `NN-slug.md`
fn is_lesson(name: &str) -> bool {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let slug = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.strip_suffix(".md")
        .and_then(|stem| stem.split_once('-'))
        .is_some_and(|(number, rest)| digits(number) && slug(rest))
}

#[cfg(test)]
mod tests {
    use super::is_lesson;

    #[test]
    fn a_lesson_is_a_file_with_a_number_and_a_name() {
        assert!(is_lesson("01-the-question.md"));
        for other in [
            "README.md",
            "1-one.md",
            "01-.md",
            "01-one.txt",
            "001-one.md",
            "01-o ne.md",
        ] {
            assert!(!is_lesson(other), "{other}");
        }
    }
}
