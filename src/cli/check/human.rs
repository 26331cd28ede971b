//! The report of checks for people: a line for each claim, and below one that fails what was found.

use std::io::{self, Write};

use super::report::{LessonReport, Tally, Verdict};
use crate::block::Outcome;
use crate::figure::Line;

/// Errors of one lesson that are shown: what is wrong with the rest often follows from them.
const MOST_TOLD: usize = 50;

/// Writes what came of each claim as it comes; tells the worst.
pub fn write<'a>(
    warnings: &[String],
    reports: impl Iterator<Item = LessonReport<'a>>,
    out: &mut impl Write,
) -> (Verdict, io::Result<()>) {
    let mut tally = Tally::default();
    let mut warnings = warnings.iter();
    let mut written = warnings.try_for_each(|warning| writeln!(out, "warning: {warning}"));
    for report in reports {
        tally.add(&report);
        written = written.and_then(|()| lesson(&report, out));
    }
    let Tally {
        held,
        failed,
        errors,
    } = tally;
    let summary = format!("{held} hold, {failed} fail, {errors} errors");
    let written = written.and_then(|()| writeln!(out, "{summary}"));
    (tally.verdict(), written)
}

fn lesson(report: &LessonReport<'_>, out: &mut impl Write) -> io::Result<()> {
    let lesson = report.lesson;
    for problem in lesson.problems.iter().take(MOST_TOLD) {
        print(&problem.figure(), out)?;
    }
    let untold = lesson.problems.len().saturating_sub(MOST_TOLD);
    if untold > 0 {
        writeln!(out, "{}: {untold} more errors are not shown\n", lesson.id)?;
    }
    for warning in &report.warnings {
        write!(out, "warning: ")?;
        print(&warning.figure(), out)?;
    }
    for claim in &report.claims {
        match &claim.outcome {
            Outcome::Holds => writeln!(out, "ok    {}::{}", lesson.id, claim.name)?,
            Outcome::Fails(lines) => {
                writeln!(out, "FAILS {}::{}", lesson.id, claim.name)?;
                print(lines, out)?;
            }
        }
    }
    Ok(())
}

fn print(lines: &[Line], out: &mut impl Write) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{}", line.text())?;
    }
    writeln!(out)
}
