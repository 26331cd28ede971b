//! Each claim of each lesson as a test case of its own name, `NN-slug::name`; a broken lesson is a case that fails.

use libtest_mimic::{Arguments, Failed, Trial};

use deltarule::block::{Answer, Block, Diagnostic, Outcome};
use deltarule::figure::Line;
use deltarule::lesson::Course;

fn main() -> std::process::ExitCode {
    let course: &'static Course = Box::leak(Box::new(Course::embedded()));
    let mut cases = Vec::new();
    for lesson in &course.lessons {
        cases.push(Trial::test(format!("{} is read", lesson.id), || {
            sound(&lesson.problems)
        }));
        cases.push(Trial::test(
            format!("{} says nothing that will not stay true", lesson.id),
            || sound(&lesson.warnings()),
        ));
        for block in &lesson.blocks {
            if let Some(missing) = missing(&block.block) {
                let name = format!("{}::{} has all it needs", lesson.id, block.name);
                cases.push(Trial::test(name, move || {
                    missing.map_or(Ok(()), |missing| Err(missing.into()))
                }));
            }
        }
        for claim in lesson.claims() {
            cases.push(Trial::test(
                format!("{}::{}", lesson.id, claim.name),
                move || match claim.run() {
                    Outcome::Holds => Ok(()),
                    Outcome::Fails(lines) => Err(text(&lines).into()),
                },
            ));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), cases).exit_code()
}

/// What a lesson of this course says that others need not: a hint to each task, what there is to say of each choice, an
/// explanation to each answer. Nothing for a block of which nothing of that is asked.
#[expect(
    clippy::option_option,
    reason = "nothing is asked of it, or nothing is missing: two things"
)]
fn missing(block: &Block) -> Option<Option<&'static str>> {
    match block {
        Block::Task(task) => Some(match (task.hints.is_empty(), task.explains) {
            (true, _) => Some("a task has a hint"),
            (_, None) => Some("a task has an explanation"),
            _ => None,
        }),
        Block::Question(question) => Some(match &question.answer {
            Answer::Formula(_) | Answer::Written(_) if question.explains.is_none() => {
                Some("an answer is explained")
            }
            Answer::Choices(choices)
                if choices.iter().any(|choice| choice.right)
                    && choices.iter().any(|choice| choice.says.is_none()) =>
            {
                Some("there is something to say of each choice")
            }
            _ => None,
        }),
        _ => None,
    }
}

fn sound(problems: &[Diagnostic]) -> Result<(), Failed> {
    if problems.is_empty() {
        return Ok(());
    }
    let lines: Vec<Line> = problems.iter().flat_map(Diagnostic::figure).collect();
    Err(text(&lines).into())
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text() + "\n").collect()
}
