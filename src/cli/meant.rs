//! The lesson that is meant on the command line by `04`, `update`, `04::worked` or `drafts/04-mine.md`, and something in it.

use std::path::{Path, PathBuf};

use super::common::Common;
use crate::formula::nearest;
use crate::lesson::{Course, Lesson, LessonIndex, TrainerIndex};
use crate::training::TrainerSpec;

/// A lesson that is meant, in its course, and perhaps something in it.
#[derive(Debug)]
pub struct Meant {
    /// The course.
    pub course: Course,
    /// The folder of the course, if it is not the one that the program carries.
    pub folder: Option<PathBuf>,
    /// The lesson, by its place in the course.
    pub lesson: LessonIndex,
    /// The name after `::`.
    pub name: Option<String>,
}

impl Meant {
    /// The lesson.
    #[must_use]
    pub fn lesson(&self) -> &Lesson {
        &self.course.lessons[self.lesson]
    }

    /// The trainer that is meant, and its number in the lesson: the one of that name, the one that the block of that name is about, or the first.
    ///
    /// # Errors
    /// If there is none, or it is broken: a sentence that says so.
    pub fn trainer(&self) -> Result<(TrainerIndex, &TrainerSpec), String> {
        let lesson = self.lesson();
        let number = match &self.name {
            None => TrainerIndex::default(),
            Some(name) => {
                named(lesson, name)?;
                let of_block = || lesson.block(name).map(|block| block.trainer);
                trainer_named(lesson, name)
                    .or_else(of_block)
                    .unwrap_or_default()
            }
        };
        match lesson.trainers.get(number) {
            None => Err(format!("lesson {} has no trainer", lesson.id)),
            Some(trainer) => trainer
                .setup
                .as_ref()
                .map(|setup| (number, setup))
                .ok_or_else(|| {
                    let id = &lesson.id;
                    format!("this trainer is broken: `deltarule check {id}` says what is wrong")
                }),
        }
    }
}

impl Common {
    /// The same options for the course of what is meant.
    #[must_use]
    pub fn of(&self, meant: &Meant) -> Common {
        Common {
            course: meant.folder.clone(),
            ..self.clone()
        }
    }

    /// The meaning of a text like `04::worked`. A lesson's file means that lesson of the course in its folder.
    ///
    /// # Errors
    /// If there is no such lesson: a sentence that says so, and what is near.
    pub fn meant(&self, text: &str) -> Result<Meant, String> {
        let (lesson, name) = split(text);
        let file = Path::new(lesson);
        let (course, folder, lesson) = if is_file_name(lesson) && file.is_file() {
            let folder = file.parent().filter(|folder| *folder != Path::new(""));
            let folder = folder.unwrap_or(Path::new(".")).to_path_buf();
            let course = Course::folder(&folder)?;
            let lesson = of_file(&course, file)?;
            (course, Some(folder), lesson)
        } else {
            let course = self.course()?;
            let lesson = find(&course, lesson)?;
            (course, self.course.clone(), lesson)
        };
        Ok(Meant {
            course,
            folder,
            lesson,
            name: name.map(ToString::to_string),
        })
    }
}

/// The lesson and the name in `LESSON::NAME`.
fn split(text: &str) -> (&str, Option<&str>) {
    let parts = text.split_once("::");
    parts.map_or((text, None), |(lesson, name)| (lesson, Some(name)))
}

fn is_file_name(text: &str) -> bool {
    let end = Path::new(text).extension();
    end.is_some_and(|end| end.eq_ignore_ascii_case("md"))
}

/// The lesson of a file in the course of its folder.
fn of_file(course: &Course, file: &Path) -> Result<LessonIndex, String> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let is_it = |lesson: &Lesson| lesson.id == stem;
    course.lessons.position(is_it).ok_or_else(|| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let warning = course.warnings.iter();
        let mut warning = warning.filter(|warning| warning.starts_with(&*name));
        let no_lesson =
            || format!("{name} is no lesson: their files are called like 01-the-question.md");
        warning.next().cloned().unwrap_or_else(no_lesson)
    })
}

/// The place of the lesson that is meant by a number, a name, or a part of a name that no other lesson has.
///
/// # Errors
/// If there is none, or there are several: a sentence that says so, and what is near.
pub fn find(course: &Course, text: &str) -> Result<LessonIndex, String> {
    let text = text.trim_end_matches(".md");
    if let Some(lesson) = course.find(text) {
        return Ok(lesson);
    }
    let part = text.to_lowercase();
    let has_it = |lesson: &&Lesson| !part.is_empty() && lesson.id.to_lowercase().contains(&part);
    let found: Vec<&Lesson> = course.lessons.iter().filter(has_it).collect();
    match found[..] {
        [only] => course.find(&only.id).ok_or_else(String::new),
        [] => Err(no_lesson(course, text)),
        _ => Err(format!(
            "{text} is a part of several lessons: {}",
            ids(&found)
        )),
    }
}

/// The sentence that there is no such lesson, and the one that is near, or all.
fn no_lesson(course: &Course, text: &str) -> String {
    if let Some(near) = near(course, text) {
        return format!("there is no lesson {text}; did you mean {near}?");
    }
    let all: Vec<&Lesson> = course.lessons.iter().collect();
    format!("there is no lesson {text}; there are {}", ids(&all))
}

fn ids(lessons: &[&Lesson]) -> String {
    let ids: Vec<&str> = lessons.iter().map(|lesson| lesson.id.as_str()).collect();
    ids.join(", ")
}

/// The lesson of which a run of words is nearest to a text.
fn near<'a>(course: &'a Course, text: &str) -> Option<&'a str> {
    let runs = |lesson: &'a Lesson| runs(&lesson.id).into_iter().map(|run| (run, &*lesson.id));
    let all: Vec<(String, &str)> = course.lessons.iter().flat_map(runs).collect();
    let found = nearest(text, all.iter().map(|(run, _)| run.as_str()))?;
    let lesson = all.iter().find(|(run, _)| run == found)?;
    Some(lesson.1)
}

/// All runs of the words of a lesson's name that are longer than a slip: `04-one-update`, `one-update`, `update` and so on.
fn runs(id: &str) -> Vec<String> {
    const SHORTEST: usize = 4;
    let words: Vec<&str> = id.split('-').collect();
    let starts = 0..words.len();
    let all = starts.flat_map(|start| (start..words.len()).map(move |end| (start, end)));
    let all = all.map(|(start, end)| words[start..=end].join("-"));
    all.filter(|run| run.len() >= SHORTEST).collect()
}

/// Holds that a lesson has a trainer or a block of this name.
///
/// # Errors
/// If it has none: a sentence that says so, and what is near.
pub fn named(lesson: &Lesson, name: &str) -> Result<(), String> {
    let names: Vec<&str> = lesson
        .heads
        .iter()
        .filter_map(|head| head.name.as_deref())
        .collect();
    if names.contains(&name) {
        return Ok(());
    }
    let none = format!("lesson {} has nothing called {name}", lesson.id);
    Err(or_near(&none, name, &names))
}

/// A sentence that something is not there, and the known name that is near, or all.
#[must_use]
pub fn or_near(none: &str, name: &str, known: &[impl AsRef<str>]) -> String {
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("{none}; did you mean {near}?"),
        None if known.is_empty() => none.to_string(),
        None => format!("{none}; it has {}", known.join(", ")),
    }
}

/// The trainer of this name in a lesson.
#[must_use]
pub fn trainer_named(lesson: &Lesson, name: &str) -> Option<TrainerIndex> {
    let is_it = |name_of: Option<&str>| name_of == Some(name);
    lesson
        .trainers
        .position(|trainer| is_it(trainer.name.as_deref()))
}

/// The run of this name, by its place.
///
/// # Errors
/// If there is none: a sentence that says so.
pub fn run_named(setup: &TrainerSpec, name: &str) -> Result<usize, String> {
    let names: Vec<&str> = setup.runs.iter().map(|run| run.name.as_str()).collect();
    let place = names.iter().position(|known| *known == name);
    let named: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    place.ok_or_else(|| or_near(&format!("the trainer has no run {name}"), name, &named))
}
