//! References to other lessons of the course: links that open them, and questions whose answers are shown again.

use super::index::LessonIndex;
use super::read::Lesson;
use crate::block::{Block, Diagnostic, Location};
use crate::formula::nearest;

/// Finds out where links lead, and complains of what is not in the course.
pub fn resolve(lessons: &mut [Lesson]) {
    let ids: Vec<String> = lessons.iter().map(|lesson| lesson.id.clone()).collect();
    let questions: Vec<String> = lessons.iter().flat_map(questions).collect();
    // A question of a broken lesson may be there and not have been read.
    let unread = |name: &str| {
        let broken = |lesson: &&Lesson| lesson.is_broken() && name.starts_with(&lesson.id);
        lessons.iter().any(|lesson| broken(&lesson))
    };
    let mut missing: Vec<Vec<Diagnostic>> = Vec::new();
    for lesson in lessons.iter() {
        let recalled = lesson
            .blocks
            .iter()
            .filter_map(|block| block.block.recalls());
        let unknown =
            recalled.filter(|written| !questions.contains(&written.item) && !unread(&written.item));
        missing.push(
            unknown
                .map(|written| no_such("question", &written.item, &questions, &written.place))
                .collect(),
        );
    }
    for (lesson, mut problems) in lessons.iter_mut().zip(missing) {
        for link in &mut lesson.links {
            let Some(id) = lesson_named(&link.target) else {
                continue;
            };
            link.lesson = ids
                .iter()
                .position(|known| known == id)
                .map(LessonIndex::from);
            if link.lesson.is_none() {
                problems.push(no_such("lesson", id, &ids, &link.place));
            }
        }
        lesson.complain(problems);
    }
}

/// `NN-slug::name` of each question of a lesson.
fn questions(lesson: &Lesson) -> Vec<String> {
    let questions = lesson
        .blocks
        .iter()
        .filter(|block| matches!(block.block, Block::Question(_)));
    questions
        .map(|block| format!("{}::{}", lesson.id, block.name))
        .collect()
}

/// The lesson that a link is meant to open: `NN-slug.md`, perhaps with a heading behind `#`.
fn lesson_named(target: &str) -> Option<&str> {
    let file = target.split('#').next()?.trim_start_matches("./");
    let id = file.strip_suffix(".md")?;
    let is_numbered = id.starts_with(|c: char| c.is_ascii_digit());
    (is_numbered && !id.contains('/')).then_some(id)
}

fn no_such(what: &str, name: &str, known: &[String], place: &Location) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        place.clone(),
        format!("there is no {what} `{name}` in this course"),
    );
    let known = || known.iter().map(String::as_str);
    match nearest(name, known()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if known().next().is_none() => diagnostic.help("leave it out"),
        None => {
            let some: Vec<&str> = known().take(MOST_NAMED).collect();
            diagnostic.help(format!("there is {}", some.join(", ")))
        }
    }
}

/// Greatest number of names that are listed.
const MOST_NAMED: usize = 20;
