//! Each claim of each lesson as a test case of its own name, `NN-slug::name`; a broken lesson is a case that fails.

use libtest_mimic::{Arguments, Failed, Trial};

use deltarule::block::{Diagnostic, Outcome};
use deltarule::figure::Line;
use deltarule::lesson::Course;

fn main() -> std::process::ExitCode {
    let course: &'static Course = Box::leak(Box::new(Course::embedded()));
    let mut cases = Vec::new();
    for lesson in &course.lessons {
        cases.push(Trial::test(format!("{} is read", lesson.id), || {
            sound(&lesson.problems)
        }));
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
