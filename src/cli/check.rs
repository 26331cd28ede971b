//! `deltarule check`: every claim of the lessons brought about and looked at.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use super::ending::ended;
use crate::block::Outcome;
use crate::figure::Line;
use crate::lesson::{Course, Lesson};

/// Errors of one lesson that are shown: what is wrong with the rest often follows from them.
const MOST_TOLD: usize = 50;

/// The worst result of a run of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Holds = 0,
    Fails = 1,
    Broken = 2,
}

/// Runs the checks of a course, of one lesson, or one check.
pub fn run(course: &Course, which: Option<&str>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let warned = course.warnings.iter().filter(|_| which.is_none());
    let warned = warned.map(|warning| writeln!(out, "warning: {warning}"));
    let warned = warned.collect::<io::Result<()>>();
    let verdict = match chosen(course, which) {
        Ok((lessons, name)) => report(&lessons, name, &mut out),
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(Verdict::Broken as u8);
        }
    };
    let (verdict, written) = verdict;
    let written = warned.and(written).and_then(|()| out.flush());
    ended(written, verdict as u8)
}

/// The lessons and the check that are meant.
pub fn chosen<'a>(
    course: &'a Course,
    which: Option<&'a str>,
) -> Result<(Vec<&'a Lesson>, Option<&'a str>), String> {
    let Some(which) = which else {
        return Ok((course.lessons.iter().collect(), None));
    };
    let (lesson, name) = which
        .split_once("::")
        .map_or((which, None), |(lesson, name)| (lesson, Some(name)));
    let Some(found) = course.find(lesson) else {
        let ids: Vec<&str> = course
            .lessons
            .iter()
            .map(|lesson| lesson.id.as_str())
            .collect();
        return Err(format!(
            "there is no lesson {lesson}; there are {}",
            ids.join(", ")
        ));
    };
    let found = &course.lessons[found];
    if let Some(name) = name
        && !found.is_broken()
        && !found.claims().iter().any(|claim| claim.name == name)
    {
        let names: Vec<String> = found.claims().into_iter().map(|claim| claim.name).collect();
        return Err(format!(
            "lesson {} has no check {name}; it has {}",
            found.id,
            names.join(", ")
        ));
    }
    Ok((vec![found], name))
}

/// Prints what comes of each claim; tells the worst.
fn report(
    lessons: &[&Lesson],
    name: Option<&str>,
    out: &mut impl Write,
) -> (Verdict, io::Result<()>) {
    let mut verdict = Verdict::Holds;
    let mut written = Ok(());
    let (mut held, mut failed, mut errors) = (0, 0, 0);
    for lesson in lessons {
        errors += lesson.problems.len();
        for problem in lesson.problems.iter().take(MOST_TOLD) {
            verdict = Verdict::Broken;
            written = written.and_then(|()| print(&problem.figure(), out));
        }
        let untold = lesson.problems.len().saturating_sub(MOST_TOLD);
        if untold > 0 {
            let line = format!("{}: {untold} more errors are not shown\n", lesson.id);
            written = written.and_then(|()| writeln!(out, "{line}"));
        }
        for warning in lesson.warnings().iter().filter(|_| name.is_none()) {
            written = written
                .and_then(|()| write!(out, "warning: "))
                .and_then(|()| print(&warning.figure(), out));
        }
        for claim in lesson
            .claims()
            .iter()
            .filter(|claim| name.is_none_or(|name| claim.name == name))
        {
            let outcome = claim.run();
            let line = match &outcome {
                Outcome::Holds => format!("ok    {}::{}", lesson.id, claim.name),
                Outcome::Fails(_) => format!("FAILS {}::{}", lesson.id, claim.name),
            };
            written = written.and_then(|()| writeln!(out, "{line}"));
            match outcome {
                Outcome::Holds => held += 1,
                Outcome::Fails(lines) => {
                    failed += 1;
                    verdict = verdict.max(Verdict::Fails);
                    written = written.and_then(|()| print(&lines, out));
                }
            }
        }
    }
    let summary = format!("{held} hold, {failed} fail, {errors} errors");
    (verdict, written.and_then(|()| writeln!(out, "{summary}")))
}

fn print(lines: &[Line], out: &mut impl Write) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{}", line.text())?;
    }
    writeln!(out)
}
