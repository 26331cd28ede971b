//! Patterns from a file of comma-separated values: a header `x1,x2,t1`, then a pattern each line.
//!
//! Problems carry their place in the text; the file and the net it is for are known further up.

use csv::{ReaderBuilder, StringRecord};

use super::pattern::{MOST_PATTERNS, Pattern};
use super::table::Table;
use crate::formula::Problem;

/// Mistakes beyond these are not told: whoever mends them sees the next ones then.
const MOST_TOLD: usize = 10;

/// Number of characters of a cell that a sentence about it repeats.
const CELL: usize = 20;

/// Reads patterns; all of them have as many inputs and targets as the header names, at least one each.
///
/// # Errors
/// If the header is not `x1…,t1…`, a line has not a finite number for each column, or there are no patterns, or too many:
/// the first ten mistakes, each at its place.
pub fn read(text: &str) -> Result<Vec<Pattern>, Vec<Problem>> {
    let records = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .take(MOST_PATTERNS + 2) // the header, and the first that is too many
        .collect::<Result<Vec<StringRecord>, _>>()
        .map_err(|error| vec![Problem::new((0..0).into(), error.to_string())])?;
    let table = Plain(Table {
        text,
        separator: ',',
    });
    let Some((header, rows)) = records.split_first() else {
        let empty = Problem::new((0..0).into(), "this file is empty");
        return Err(vec![empty.help(HEADER)]);
    };
    let inputs = table.header(header).map_err(|problem| vec![problem])?;
    if rows.is_empty() {
        let bare = Problem::new(table.0.row(header), "no patterns stand below the header");
        return Err(vec![bare.help(ROWS)]);
    }
    if let Some(row) = rows.get(MOST_PATTERNS) {
        let message = format!("more than {MOST_PATTERNS} patterns");
        let many = Problem::new(table.0.row(row), message);
        return Err(vec![many.help("leave out this line and those below")]);
    }
    table.patterns(header, rows, inputs)
}

/// A file whose header is `x1…,t1…`.
struct Plain<'a>(Table<'a>);

impl Plain<'_> {
    /// Reads the header; returns the number of inputs that it names.
    fn header(&self, header: &StringRecord) -> Result<usize, Problem> {
        let count = |letter: char, from: usize| {
            let cells = header.iter().skip(from).zip(1..);
            cells
                .take_while(|(cell, n)| cell.trim() == format!("{letter}{n}"))
                .count()
        };
        let inputs = count('x', 0);
        let targets = if inputs > 0 { count('t', inputs) } else { 0 };
        let (next_input, next_target) = (inputs + 1, targets + 1);
        let expected = match (inputs, targets) {
            (0, _) => "`x1`".to_string(),
            (_, 0) => format!("`x{next_input}` or `t1`"),
            _ => format!("`t{next_target}`"),
        };
        let Some(cell) = header.get(inputs + targets) else {
            if targets > 0 {
                return Ok(inputs);
            }
            let missing = Problem::new(self.0.row(header), "the header names no target");
            return Err(missing.help(HEADER));
        };
        let message = format!("expected {expected} in the header, found {}", quoted(cell));
        let place = self.0.cell(header, inputs + targets);
        Err(Problem::new(place, message).help(advice(header)))
    }

    fn patterns(
        &self,
        header: &StringRecord,
        rows: &[StringRecord],
        inputs: usize,
    ) -> Result<Vec<Pattern>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut patterns = Vec::new();
        for row in rows {
            match self.numbers(header, row) {
                Ok(mut numbers) => {
                    let targets = numbers.split_off(inputs);
                    patterns.push(Pattern {
                        inputs: numbers,
                        targets,
                    });
                }
                Err(found) => problems.extend(found),
            }
            if problems.len() >= MOST_TOLD {
                break;
            }
        }
        problems.truncate(MOST_TOLD);
        if problems.is_empty() {
            Ok(patterns)
        } else {
            Err(problems)
        }
    }

    /// The numbers of a line, or everything that is wrong in it.
    fn numbers(&self, header: &StringRecord, row: &StringRecord) -> Result<Vec<f64>, Vec<Problem>> {
        if row.len() != header.len() {
            let message = format!(
                "expected {} numbers, one for each column of the header, found {}",
                header.len(),
                row.len()
            );
            let ragged = Problem::new(self.0.row(row), message);
            return Err(vec![ragged.help(ROWS)]);
        }
        let (mut numbers, mut problems) = (Vec::new(), Vec::new());
        for (column, (cell, name)) in row.iter().zip(header).enumerate() {
            match number(cell.trim(), name.trim()) {
                Ok(number) => numbers.push(number),
                Err((message, help)) => {
                    let place = self.0.cell(row, column);
                    problems.push(Problem::new(place, message).help(help));
                }
            }
        }
        if problems.is_empty() {
            Ok(numbers)
        } else {
            Err(problems)
        }
    }
}

/// Advice where the header is not `x1…,t1…`: the fields of a trainer that read another one.
fn advice(header: &StringRecord) -> String {
    let cells: Vec<&str> = header.iter().map(str::trim).collect();
    let first = cells.first().copied().unwrap_or_default();
    if let Some(separator) = [';', '\t'].into_iter().find(|sign| first.contains(*sign)) {
        return format!(
            "write `separator = {:?}` in the trainer, and `decimal = \",\"` if its numbers are like 0,5",
            separator.to_string()
        );
    }
    let Some((target, inputs)) = cells.split_last().filter(|(_, inputs)| !inputs.is_empty()) else {
        return HEADER.to_string();
    };
    let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
    let named =
        |inputs: &[String], target: &str| format!("`inputs = {inputs:?}`, `target = {target:?}`");
    if cells.iter().all(is_number) {
        let numbers: Vec<String> = (1..cells.len()).map(|number| number.to_string()).collect();
        let columns = named(&numbers, &cells.len().to_string());
        return format!(
            "without a header columns are numbers: write `header = false`, {columns} in the trainer"
        );
    }
    let inputs: Vec<String> = inputs.iter().map(ToString::to_string).collect();
    format!(
        "the first line is `x1,x2,t1`, or the trainer names its columns: {}",
        named(&inputs, target)
    )
}

/// Returns `true` if a cell marks a missing value.
pub(super) fn is_missing(cell: &str) -> bool {
    let signs = ["", "na", "n/a", "nan", "null", "none", "?", "-", "."];
    signs.contains(&cell.trim().to_lowercase().as_str())
}

/// Advice for lines with a missing value.
pub(super) const MISSING: &str = "`missing = \"leave out\"` in the trainer leaves such lines out";

/// A finite number, or the problem and what to try.
pub(super) fn number(cell: &str, column: &str) -> Result<f64, (String, &'static str)> {
    let found = quoted(cell);
    match cell.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        Ok(_) => Err((
            format!("expected a finite number for `{column}`, found {found}"),
            "leave out the line, or write a number like 0.5",
        )),
        Err(_) if is_missing(cell) => Err((
            format!("expected a number for `{column}`, found {found}"),
            MISSING,
        )),
        Err(_) if cell.replace(',', ".").parse::<f64>().is_ok() => Err((
            format!("expected a number for `{column}`, found {found}"),
            "`decimal = \",\"` in the trainer reads such numbers",
        )),
        Err(_) => Err((
            format!("expected a number for `{column}`, found {found}"),
            "write it like 0.5, -2 or 1e-3; a column of words can be the target: `target = \"kind\"`",
        )),
    }
}

/// A cell as a sentence repeats it.
fn quoted(cell: &str) -> String {
    let cell = cell.trim();
    let first: String = cell.chars().take(CELL).collect();
    match cell.len() {
        0 => "an empty cell".to_string(),
        all if all == first.len() => format!("`{cell}`"),
        _ => format!("`{first}…`"),
    }
}

const HEADER: &str = "the first line names inputs and targets: `x1,x2,t1`";
const ROWS: &str = "each line below the header is a pattern: for `x1,x2,t1` it is like `0.5,-1,1`";

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of a text, each with the text at its place.
    fn said(text: &str) -> Vec<String> {
        let problems = read(text).expect_err("it is broken");
        let said = |problem: &Problem| {
            let place = &text[problem.span.start..problem.span.end];
            format!("{place:?}: {}", problem.message)
        };
        problems.iter().map(said).collect()
    }

    #[test]
    fn a_line_is_a_pattern() {
        let patterns = read("x1,x2,t1\n0.5,-1,1\n 2 ,\"1e-3\",+.5").expect("it is sound");
        let pattern = |x: [f64; 2], t| Pattern {
            inputs: x.to_vec(),
            targets: vec![t],
        };
        let expected = [pattern([0.5, -1.0], 1.0), pattern([2.0, 1e-3], 0.5)];
        assert_eq!(patterns, expected);
    }

    #[test]
    fn the_ends_of_lines_blanks_and_empty_lines_make_no_difference() {
        let plain = read("x1,t1\n1,0\n2,1\n");
        assert!(plain.is_ok());
        for text in [
            "x1,t1\r\n1,0\r\n2,1\r\n",
            "\n\nx1,t1\n\n1,0\n\n2,1\n\n",
            " x1 , t1\n 1, 0\n2 ,1",
            "\"x1\",\"t1\"\n\"1\",\"0\"\n2,1",
            "\u{feff}x1,t1\n1,0\n2,1",
        ] {
            assert_eq!(read(text), plain, "{text:?}");
        }
    }

    #[test]
    fn a_header_that_is_none_is_told_at_its_first_strange_column() {
        for (text, expected) in [
            ("a,b\n1,2", "\"a\": expected `x1` in the header, found `a`"),
            ("0,1\n1,0", "\"0\": expected `x1` in the header, found `0`"),
            (
                "x1,x3,t1",
                "\"x3\": expected `x2` or `t1` in the header, found `x3`",
            ),
            (
                "x1,t1,t3",
                "\"t3\": expected `t2` in the header, found `t3`",
            ),
            ("t1,x1", "\"t1\": expected `x1` in the header, found `t1`"),
            (
                "x1,t1,\n1,2,",
                "\"\": expected `t2` in the header, found an empty cell",
            ),
            (
                "x1;t1\n1;2",
                "\"x1;t1\": expected `x1` in the header, found `x1;t1`",
            ),
            ("x1,x2\n1,2", "\"x1,x2\": the header names no target"),
        ] {
            assert_eq!(said(text), [expected]);
        }
        let help = read("x1;t1\n1;2").expect_err("it is broken").remove(0).help;
        let help = help.expect("it is told what helps");
        assert!(help.contains("`separator = \";\"`"), "{help}");
    }

    #[test]
    fn what_is_no_finite_number_is_told_cell_by_cell() {
        let text = "x1,x2,t1\r\n\r\n1,one,0\r\n,\"1,5\",NaN\r\n1e999,-inf,0\r\n";
        assert_eq!(
            said(text),
            [
                "\"one\": expected a number for `x2`, found `one`",
                "\"\": expected a number for `x1`, found an empty cell",
                "\"\\\"1,5\\\"\": expected a number for `x2`, found `1,5`",
                "\"NaN\": expected a finite number for `t1`, found `NaN`",
                "\"1e999\": expected a finite number for `x1`, found `1e999`",
                "\"-inf\": expected a finite number for `x2`, found `-inf`",
            ]
        );
    }

    #[test]
    fn ragged_lines_are_told_whole() {
        let expected = "expected 2 numbers, one for each column of the header, found";
        assert_eq!(
            said("x1,t1\n1\n1,2,3\n1,2\n"),
            [
                format!("\"1\": {expected} 1"),
                format!("\"1,2,3\": {expected} 3")
            ]
        );
    }

    #[test]
    fn a_file_without_patterns_says_so() {
        assert_eq!(said(""), ["\"\": this file is empty"]);
        assert_eq!(said("\n\r\n"), ["\"\": this file is empty"]);
        let bare = "\"x1,t1\": no patterns stand below the header";
        assert_eq!(said("x1,t1\r\n"), [bare]);
    }

    #[test]
    fn ten_thousand_patterns_are_read_and_one_more_is_too_many() {
        let file = |rows: usize| format!("x1,t1\n{}", "1,0\n".repeat(rows));
        assert_eq!(
            read(&file(MOST_PATTERNS)).map(|set| set.len()),
            Ok(MOST_PATTERNS)
        );
        let said = said(&(file(MOST_PATTERNS) + "7,7\n"));
        assert_eq!(said, ["\"7,7\": more than 10000 patterns"]);
    }

    #[test]
    fn a_long_cell_is_cut_and_ten_mistakes_are_enough() {
        let said = said(&format!(
            "x1,t1\n{},1\n{}",
            "a".repeat(1 << 20),
            "b,c\n".repeat(99)
        ));
        assert_eq!(said.len(), MOST_TOLD);
        assert!(said[0].ends_with("found `aaaaaaaaaaaaaaaaaaaa…`"));
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in [
            "\"",
            "\"\n",
            "x1,t1\n\"1,2\n3,4",
            "\r",
            ",",
            "é,′\n",
            "x1,t1\n1,\"",
            "\0",
            "x1,t1\n1,2\"3\"",
        ] {
            assert!(read(text).is_err(), "{text:?}");
        }
    }
}
