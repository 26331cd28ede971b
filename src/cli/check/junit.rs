//! The report of checks for build servers: a suite for each lesson, a case for each claim, in the XML that began with `JUnit`.

use std::io::{self, Write};

use super::report::{ClaimReport, LessonReport, Tally, Verdict};
use crate::block::{Diagnostic, Outcome, harmless};
use crate::figure::Line;

/// Writes what came of each claim as it comes; tells the worst.
pub fn write<'a>(
    reports: impl Iterator<Item = LessonReport<'a>>,
    out: &mut impl Write,
) -> (Verdict, io::Result<()>) {
    let mut tally = Tally::default();
    let mut written = writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"deltarule\">"
    );
    for report in reports {
        tally.add(&report);
        written = written.and_then(|()| suite(&report, out));
    }
    let written = written.and_then(|()| writeln!(out, "</testsuites>"));
    (tally.verdict(), written)
}

fn suite(report: &LessonReport<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut tally = Tally::default();
    tally.add(report);
    let id = attribute(&report.lesson.id);
    let (errors, failures) = (tally.errors, tally.failed);
    let tests = report.claims.len() + errors;
    writeln!(
        out,
        "  <testsuite name=\"{id}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
    )?;
    for problem in &report.lesson.problems {
        error(problem, &id, out)?;
    }
    for claim in &report.claims {
        case(claim, &id, &report.lesson.file, out)?;
    }
    writeln!(out, "  </testsuite>")
}

/// An error of a lesson, as a case of its own.
fn error(problem: &Diagnostic, id: &str, out: &mut impl Write) -> io::Result<()> {
    let place = &problem.place;
    let name = attribute(&place.to_string());
    let message = attribute(&problem.message);
    writeln!(
        out,
        "    <testcase classname=\"{id}\" name=\"{name}\" file=\"{}\" line=\"{}\">",
        attribute(&place.file),
        place.line
    )?;
    let figure = told(&problem.figure());
    writeln!(
        out,
        "      <error message=\"{message}\">{figure}</error>\n    </testcase>"
    )
}

fn case(claim: &ClaimReport, id: &str, file: &str, out: &mut impl Write) -> io::Result<()> {
    let (name, file, line) = (attribute(&claim.name), attribute(file), claim.line);
    write!(
        out,
        "    <testcase classname=\"{id}\" name=\"{name}\" file=\"{file}\" line=\"{line}\""
    )?;
    match &claim.outcome {
        Outcome::Holds => writeln!(out, "/>"),
        Outcome::Fails(lines) => {
            let found = told(lines);
            writeln!(
                out,
                ">\n      <failure message=\"it does not hold\">{found}</failure>"
            )?;
            writeln!(out, "    </testcase>")
        }
    }
}

fn told(lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(&line.text())).collect();
    lines.join("\n")
}

fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

/// A text without the marks that XML takes for its own, and without the characters that it cannot have.
fn escaped(text: &str) -> String {
    let text = harmless(text).replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_xml_are_escaped() {
        assert_eq!(
            attribute("E < \"1\" & \u{1b}x > 2"),
            "E &lt; &quot;1&quot; &amp; x &gt; 2"
        );
    }
}
