//! A course: lessons in the order of their numbers, embedded or from a folder.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use index_vec::IndexVec;

use super::folder::{Carried, Folder};
use super::index::LessonIndex;
use super::read::Lesson;
use super::references::resolve;
use crate::block::{Files, Source};

include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// The lessons of a course, in order.
#[derive(Clone, Debug)]
pub struct Course {
    /// At least one.
    pub lessons: IndexVec<LessonIndex, Lesson>,
    /// Files of its folder that are no lessons though they seem to be meant so, and what to rename: a sentence each.
    pub warnings: Vec<String>,
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
        Course::of(EMBEDDED.iter().map(read).collect(), Vec::new())
    }

    /// The course in a folder: its files `NN-slug.md` in the order of their numbers, and the tables that they name. Nothing
    /// outside the folder is read.
    ///
    /// # Errors
    /// If the folder cannot be read, or has no lesson: a sentence that says so.
    pub fn folder(path: &Path) -> Result<Course, String> {
        let unreadable =
            |error: &dyn Display| format!("cannot read the course in {}: {error}", path.display());
        let folder = Folder::open(path).map_err(|error| unreadable(&error))?;
        let all = folder.all().map_err(|error| unreadable(&error))?;
        let (mut names, warnings) = sorted_out(all, &|name| folder.is_file(name));
        names.sort_by_key(|name| (number_of(name), name.clone()));
        if names.is_empty() {
            let none = format!(
                "no lessons in {}: their files are called like 01-the-question.md",
                path.display()
            );
            let lines: Vec<String> = std::iter::once(none).chain(warnings).collect();
            return Err(lines.join("\n"));
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
        Ok(Course::of(lessons, warnings))
    }

    /// A course of lessons that were read one by one.
    fn of(mut lessons: Vec<Lesson>, warnings: Vec<String>) -> Course {
        resolve(&mut lessons);
        let lessons = lessons.into();
        Course { lessons, warnings }
    }

    /// The numbers of its lessons, as one says them.
    #[must_use]
    pub fn numbers(&self) -> String {
        let numbers: Vec<u64> = self
            .lessons
            .iter()
            .filter_map(|lesson| number_of(&lesson.id))
            .collect();
        let is_row = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        if let ([first, .., last], true) = (&numbers[..], is_row) {
            return format!("they go from {first} to {last}");
        }
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        format!("there is {}", numbers.join(", "))
    }

    /// The place of a lesson in the course, found by its number or its name, whole or from the slug on.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<LessonIndex> {
        let is_named = |lesson: &Lesson| {
            lesson.id == name
                || lesson
                    .id
                    .split_once('-')
                    .is_some_and(|(_, slug)| slug == name)
                || name
                    .parse()
                    .is_ok_and(|name: u64| number_of(&lesson.id) == Some(name))
        };
        self.lessons.position(is_named)
    }
}

/// The files that are lessons, and what is wrong with those that are none though they seem to be meant so.
fn sorted_out(names: Vec<String>, is_file: &dyn Fn(&str) -> bool) -> (Vec<String>, Vec<String>) {
    let mut lessons: Vec<String> = Vec::new();
    let mut warnings = Vec::new();
    let is_markdown = |name: &String| {
        let is_markdown = Path::new(name)
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("md"));
        is_markdown && !name.eq_ignore_ascii_case("readme.md") && !name.starts_with('.')
    };
    for name in names.into_iter().filter(is_markdown) {
        if !is_file(&name) {
            warnings.push(format!(
                "{name} is no file: a lesson is one, so rename it or move it"
            ));
        } else if is_lesson(&name) {
            let same = lessons
                .iter()
                .find(|other| number_of(other) == number_of(&name));
            warnings.extend(same.map(|same| {
                format!("{same} and {name} have the same number: give one of them another")
            }));
            lessons.push(name);
        } else {
            warnings.push(format!(
                "{name} is no lesson by its name: rename it like {}",
                fitting(&name)
            ));
        }
    }
    (lessons, warnings)
}

/// A name of a lesson that is as near as can be to one that is none.
fn fitting(name: &str) -> String {
    let stem = name.to_lowercase();
    let stem = stem.trim_end_matches(".md");
    let slug = stem.trim_start_matches(|c: char| !c.is_alphabetic());
    let digits: String = stem
        .chars()
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    let words: Vec<&str> = slug
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let slug = if words.is_empty() {
        "name".to_string()
    } else {
        words.join("-")
    };
    format!("{digits:0>2}-{slug}.md")
}

/// The number by which a lesson is ordered and found.
fn number_of(name: &str) -> Option<u64> {
    name.split('-').next()?.parse().ok()
}

/// `NN-slug.md`, with two to four digits.
fn is_lesson(name: &str) -> bool {
    let digits = |text: &str| {
        (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
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
    use super::*;

    #[test]
    fn a_lesson_is_a_file_with_a_number_and_a_name() {
        for name in ["01-the-question.md", "001-one.md", "2026-last.md"] {
            assert!(is_lesson(name), "{name}");
        }
        for other in [
            "README.md",
            "1-one.md",
            "01-.md",
            "01-one.txt",
            "00001-one.md",
            "01-o ne.md",
        ] {
            assert!(!is_lesson(other), "{other}");
        }
    }

    #[test]
    fn what_seems_to_be_meant_as_a_lesson_is_told_with_a_name_that_fits() {
        let names = [
            "01-a.md",
            "1-b.md",
            "001-c.md",
            "My notes.MD",
            "README.md",
            "02-d.md",
            ".x.md",
        ];
        let names = names.map(String::from).to_vec();
        let (lessons, warnings) = sorted_out(names, &|name| name != "02-d.md");
        assert_eq!(lessons, ["01-a.md", "001-c.md"]);
        assert_eq!(
            warnings,
            [
                "1-b.md is no lesson by its name: rename it like 01-b.md",
                "01-a.md and 001-c.md have the same number: give one of them another",
                "My notes.MD is no lesson by its name: rename it like 00-my-notes.md",
                "02-d.md is no file: a lesson is one, so rename it or move it",
            ]
        );
    }
}
