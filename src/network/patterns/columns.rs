//! Patterns from a table that was not made for lessons: columns by their names or numbers, labels, other signs, missing
//! values.

use csv::{ReaderBuilder, StringRecord};

use super::file::{MISSING, is_missing, number};
use super::pattern::{MOST_PATTERNS, Pattern};
use super::table::Table;
use crate::formula::Problem;

/// Mistakes beyond these are not told.
const MOST_TOLD: usize = 10;

/// The inputs of each line, and its target as it is written.
type Cells = (Vec<Vec<f64>>, Vec<String>);

/// A common scale of all inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Each from -1 to 1.
    Unit,
    /// Each with a mean of 0 and a standard deviation of 1.
    Z,
}

/// The reading of a table as patterns.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The input columns, by name or, without a header, by number; if empty, all but the target.
    pub inputs: Vec<String>,
    /// The column that is the target: numbers, or labels with an output each; the last one if none is named.
    pub target: Option<String>,
    /// The scale of the inputs, if they are scaled.
    pub scale: Option<Scale>,
    /// `true` if the first line names the columns.
    pub has_header: bool,
    /// The character between two columns.
    pub separator: char,
    /// The character before the decimals of a number.
    pub decimal: char,
    /// `true` if lines with a missing value are left out.
    pub leaves_out: bool,
}

impl Default for Columns {
    fn default() -> Self {
        Columns {
            inputs: Vec::new(),
            target: None,
            scale: None,
            has_header: true,
            separator: ',',
            decimal: '.',
            leaves_out: false,
        }
    }
}

impl Columns {
    /// Reads a table as patterns for a net of so many outputs: two labels are 0 and 1 of one output, more an output each.
    ///
    /// # Errors
    /// If a column is not there, or a cell is no number: the first ten mistakes, each at its place.
    pub fn read(&self, text: &str, outputs: usize) -> Result<Vec<Pattern>, Vec<Problem>> {
        let body = text.trim_start_matches('\u{feff}');
        let table = Table {
            text: body,
            separator: self.separator,
        };
        let found = self.patterns(&table, outputs);
        let shift = text.len() - body.len();
        found.map_err(|problems| {
            let moved = problems.into_iter().map(|mut problem| {
                problem.span.start += shift;
                problem.span.end += shift;
                problem
            });
            moved.collect()
        })
    }

    fn patterns(&self, table: &Table<'_>, outputs: usize) -> Result<Vec<Pattern>, Vec<Problem>> {
        let separator = u8::try_from(self.separator).unwrap_or(b',');
        let records = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(table.text.as_bytes())
            .into_records()
            .take(MOST_PATTERNS + 1)
            .collect::<Result<Vec<StringRecord>, _>>()
            .map_err(|error| vec![Problem::new((0..0).into(), error.to_string())])?;
        let Some(first) = records.first() else {
            return Err(vec![Problem::new((0..0).into(), "this file is empty")]);
        };
        let names: Vec<String> = if self.has_header {
            first.iter().map(|cell| cell.trim().to_string()).collect()
        } else {
            (1..=first.len()).map(|number| number.to_string()).collect()
        };
        let column = |name: &str| place(name, &names, table, first);
        let target = match &self.target {
            Some(name) => column(name).map_err(|problem| vec![problem])?,
            None => names.len() - 1,
        };
        let inputs: Vec<usize> = if self.inputs.is_empty() {
            (0..names.len()).filter(|place| *place != target).collect()
        } else {
            let places: Result<_, _> = self.inputs.iter().map(|name| column(name)).collect();
            places.map_err(|problem| vec![problem])?
        };
        let rows = &records[usize::from(self.has_header)..];
        let (numbers, targets) = self.cells(table, rows, &names, &inputs, target)?;
        let targets = answers(&targets, outputs);
        let mut patterns: Vec<Pattern> = numbers
            .into_iter()
            .zip(targets)
            .map(|(inputs, targets)| Pattern { inputs, targets })
            .collect();
        if let Some(scale) = self.scale {
            scaled(&mut patterns, scale);
        }
        if patterns.is_empty() {
            let place = table.row(first);
            return Err(vec![Problem::new(
                place,
                "no patterns are left in this file",
            )]);
        }
        Ok(patterns)
    }

    /// The inputs of each line as numbers, and its target as it is written.
    fn cells(
        &self,
        table: &Table<'_>,
        rows: &[StringRecord],
        names: &[String],
        inputs: &[usize],
        target: usize,
    ) -> Result<Cells, Vec<Problem>> {
        let (mut numbers, mut targets, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let cell = |column: usize| row.get(column).unwrap_or_default().trim();
            let wanted = || inputs.iter().chain([&target]);
            if self.leaves_out && wanted().any(|column| is_missing(cell(*column))) {
                continue;
            }
            let mut line = Vec::with_capacity(inputs.len());
            for column in inputs {
                let written = cell(*column).replace(self.decimal, ".");
                match number(&written, &names[*column]) {
                    Ok(number) => line.push(number),
                    Err((message, help)) => {
                        let place = table.cell(row, *column);
                        problems.push(Problem::new(place, message).help(help));
                    }
                }
            }
            if is_missing(cell(target)) {
                let message = format!("expected a target in `{}`, found none", names[target]);
                let place = table.cell(row, target);
                problems.push(Problem::new(place, message).help(MISSING));
            }
            numbers.push(line);
            targets.push(cell(target).replace(self.decimal, "."));
            if problems.len() >= MOST_TOLD {
                break;
            }
        }
        problems.truncate(MOST_TOLD);
        if problems.is_empty() {
            Ok((numbers, targets))
        } else {
            Err(problems)
        }
    }
}

/// The place of a column by its name.
fn place(
    name: &str,
    names: &[String],
    table: &Table<'_>,
    first: &StringRecord,
) -> Result<usize, Problem> {
    let found = names.iter().position(|known| known == name);
    found.ok_or_else(|| {
        let message = format!("there is no column `{name}`");
        let problem = Problem::new(table.row(first), message);
        problem.help(format!("there are {}", names.join(", ")))
    })
}

/// The targets of each line: its number, or by its label.
fn answers(written: &[String], outputs: usize) -> Vec<Vec<f64>> {
    let numbers: Option<Vec<f64>> = written.iter().map(|cell| cell.parse().ok()).collect();
    if let Some(numbers) = numbers {
        return numbers.into_iter().map(|number| vec![number]).collect();
    }
    let mut labels: Vec<&String> = Vec::new();
    for label in written {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let answer = |label: &String| {
        let place = labels.iter().position(|known| *known == label).unwrap_or(0);
        if outputs == 1 && labels.len() == 2 {
            return vec![place as f64];
        }
        let is_it = |kind: usize| f64::from(u8::from(kind == place));
        (0..labels.len()).map(is_it).collect()
    };
    written.iter().map(answer).collect()
}

/// Brings each input to one size, over all patterns.
fn scaled(patterns: &mut [Pattern], scale: Scale) {
    let inputs = patterns.first().map_or(0, |first| first.inputs.len());
    let count = patterns.len() as f64;
    for input in 0..inputs {
        let values = || patterns.iter().map(|pattern| pattern.inputs[input]);
        let (middle, half) = match scale {
            Scale::Unit => {
                let low = values().fold(f64::INFINITY, f64::min);
                let high = values().fold(f64::NEG_INFINITY, f64::max);
                (f64::midpoint(low, high), (high - low) / 2.0)
            }
            Scale::Z => {
                let mean = values().sum::<f64>() / count;
                let squares = values().map(|value| (value - mean).powi(2)).sum::<f64>();
                (mean, (squares / count).sqrt())
            }
        };
        for pattern in patterns.iter_mut() {
            let apart = pattern.inputs[input] - middle;
            pattern.inputs[input] = if half > 0.0 { apart / half } else { 0.0 };
        }
    }
}
