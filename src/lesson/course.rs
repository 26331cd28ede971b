//! A course: lessons in the order of their numbers, embedded or from a folder.

use std::fs;
use std::io;
use std::path::Path;

use super::reading::Lesson;
use crate::block::Source;

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
        let read = |(name, text): &(&str, &str)| {
            Lesson::read(
                name.trim_end_matches(".md"),
                &Source::new(format!("lessons/{name}"), *text),
            )
        };
        Course {
            lessons: EMBEDDED.iter().map(read).collect(),
        }
    }

    /// The course in a folder: its files `NN-slug.md`.
    ///
    /// # Errors
    /// If the folder cannot be read, or has no lesson: a sentence that says so.
    pub fn folder(folder: &Path) -> Result<Course, String> {
        let unreadable =
            |error: io::Error| format!("cannot read the course in {}: {error}", folder.display());
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            names.extend(name.into_string().ok().filter(|name| is_lesson(name)));
        }
        names.sort();
        if names.is_empty() {
            return Err(format!(
                "no lessons in {}: their files are called like 01-the-question.md",
                folder.display()
            ));
        }
        let lessons = names
            .iter()
            .map(|name| lesson(&folder.join(name), name).map_err(unreadable));
        Ok(Course {
            lessons: lessons.collect::<Result<_, _>>()?,
        })
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

fn lesson(path: &Path, name: &str) -> io::Result<Lesson> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let source = Source::new(path.display().to_string(), text);
    Ok(Lesson::read(name.trim_end_matches(".md"), &source))
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
