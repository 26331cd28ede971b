//! The report of checks for programs: one object, in which everything has its place.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::report::{ClaimReport, LessonReport, Tally, Verdict};
use crate::block::{Diagnostic, Outcome, harmless};
use crate::figure::Line;

/// Writes what came of all claims; tells the worst.
pub fn write<'a>(
    warnings: &[String],
    reports: impl Iterator<Item = LessonReport<'a>>,
    out: &mut impl Write,
) -> (Verdict, io::Result<()>) {
    let mut tally = Tally::default();
    let lessons = reports.map(|report| {
        tally.add(&report);
        lesson(&report)
    });
    let lessons: Vec<Value> = lessons.collect();
    let all = json!({
        "hold": tally.held,
        "fail": tally.failed,
        "errors": tally.errors,
        "warnings": warnings,
        "lessons": lessons,
    });
    (tally.verdict(), writeln!(out, "{all:#}"))
}

fn lesson(report: &LessonReport<'_>) -> Value {
    let diagnostics = |all: &[Diagnostic]| all.iter().map(diagnostic).collect::<Vec<Value>>();
    json!({
        "lesson": report.lesson.id,
        "file": &*report.lesson.file,
        "errors": diagnostics(&report.lesson.problems),
        "warnings": diagnostics(&report.warnings),
        "claims": report.claims.iter().map(claim).collect::<Vec<Value>>(),
    })
}

fn diagnostic(
    Diagnostic {
        place,
        message,
        help,
    }: &Diagnostic,
) -> Value {
    json!({
        "file": &*place.file,
        "line": place.line,
        "column": place.column,
        "message": message,
        "help": help,
    })
}

fn claim(claim: &ClaimReport) -> Value {
    let found = match &claim.outcome {
        Outcome::Holds => Vec::new(),
        Outcome::Fails(lines) => lines.iter().map(Line::text).collect(),
    };
    json!({
        "name": harmless(&claim.name),
        "line": claim.line,
        "holds": claim.outcome.holds(),
        "found": found,
    })
}
