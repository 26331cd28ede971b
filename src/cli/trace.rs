//! `deltarule trace`: the terms of a trainer's updates, step by step, for people and for other programs.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::common::Common;
use super::ending::{ended, trouble};
use super::meant::run_named;
use super::typed;
use crate::figure::number::short;
use crate::figure::{Line, Role, Table};
use crate::formula::parse;
use crate::network::WeightId;
use crate::training::{Command, Formula, MOST_UPDATES, Stride, Trainer, TrainerSpec};

/// The arguments of `trace`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A lesson by number, name or file; and a trainer of it, if it is not the first
    #[arg(value_name = "LESSON[::TRAINER]")]
    which: String,
    /// The length of a step; by epoch the terms, which differ from pattern to pattern, are left out
    #[arg(long, value_name = "STRIDE", default_value = "pattern")]
    by: By,
    /// Number of steps
    #[arg(long, value_name = "N", default_value_t = 10)]
    steps: u64,
    /// One weight, as in w(2,1,1), or all
    #[arg(long, value_name = "WEIGHT", default_value = "all")]
    weight: String,
    /// Another of the trainer's runs, by its name
    #[arg(long, value_name = "NAME")]
    run: Option<String>,
    /// The form of what is printed
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Format,
    /// Commands to do before, several between semicolons
    #[arg(long = "do", value_name = "COMMANDS")]
    commands: Vec<String>,
}

const EXAMPLES: &str = "deltarule trace 04                                    each weight, pattern by pattern\n\
    deltarule trace 04 --by weight --steps 4              the update as it is made\n\
    deltarule trace 07::back --run signs --weight 'w(1,1,1)' --steps 100 --format csv\n\n\
    lr, delta, fprime and input are what the rule gets; in batch, change is the share of the pattern that is shown.";

/// The lengths of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// One weight of an update
    Weight,
    /// One pattern
    Pattern,
    /// All patterns
    Epoch,
}

/// The forms of a trace.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Columns for people, with four digits
    Table,
    /// Values between commas, with all digits
    Csv,
    /// A list of objects, with all digits
    Json,
}

/// A column: its name, and the formula of its value before the step.
struct Column {
    name: &'static str,
    formula: &'static str,
    /// `true` if it is of one pattern, and so is left out of epochs.
    is_of_pattern: bool,
}

const fn column(name: &'static str, formula: &'static str, is_of_pattern: bool) -> Column {
    Column {
        name,
        formula,
        is_of_pattern,
    }
}

/// The columns of numbers between the weight's name and what becomes of it.
const COLUMNS: [Column; 8] = [
    column("lr", "taken(lr)", true),
    column("delta", "taken(delta)", true),
    column("fprime", "taken(fprime)", true),
    column("input", "taken(input)", true),
    column("change", "on(pattern, change)", true),
    column("w", "w", false),
    column("new_w", "w", false),
    column("E", "E", false),
];

/// The columns of a row that are looked at once its step is made.
const AFTER: [&str; 2] = ["new_w", "E"];

/// A row of a trace: moments, the weight, and the numbers of the columns.
struct Row {
    epoch: u64,
    update: u64,
    pattern: usize,
    weight: WeightId,
    numbers: Vec<f64>,
}

/// Prints the terms of some steps.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    let made = common.meant(&arguments.which).and_then(|meant| {
        let (_, setup) = meant.trainer()?;
        let mut trace = Trace::new(setup, arguments)?;
        trace.make(arguments.steps)?;
        Ok(trace)
    });
    match made {
        Ok(trace) => {
            let mut out = BufWriter::new(io::stdout().lock());
            let written = match arguments.format {
                Format::Table => trace.table(&mut out),
                Format::Csv => trace.csv(&mut out),
                Format::Json => trace.json(&mut out),
            };
            ended(written.and_then(|()| out.flush()), 0)
        }
        Err(sentence) => trouble(&sentence),
    }
}

/// A trace while it is made.
struct Trace {
    trainer: Trainer,
    by: By,
    /// The weights that are looked at; none are all.
    weight: Option<WeightId>,
    columns: Vec<&'static Column>,
    formulas: Vec<Formula>,
    rows: Vec<Row>,
}

impl Trace {
    fn new(setup: &TrainerSpec, arguments: &Arguments) -> Result<Self, String> {
        let mut setup = setup.clone();
        if let Some(run) = &arguments.run {
            let place = run_named(&setup, run)?;
            setup.runs = vec![setup.runs[place].clone()];
            setup.about = 0;
        }
        let mut trainer = Trainer::new(setup);
        typed::act(&mut trainer, &arguments.commands)?;
        let columns = COLUMNS.iter();
        let is_shown = |column: &&Column| arguments.by != By::Epoch || !column.is_of_pattern;
        let columns: Vec<&Column> = columns.filter(is_shown).collect();
        let bind = |column: &&Column| {
            let formula = parse(column.formula).and_then(|formula| trainer.bind(&formula));
            formula.map_err(|problem| problem.to_string())
        };
        Ok(Trace {
            formulas: columns.iter().map(bind).collect::<Result<_, _>>()?,
            weight: weight(&trainer, &arguments.weight)?,
            by: arguments.by,
            columns,
            trainer,
            rows: Vec::new(),
        })
    }

    /// Makes so many steps.
    fn make(&mut self, steps: u64) -> Result<(), String> {
        let mut budget = MOST_UPDATES;
        for _ in 0..steps {
            let mut rows: Vec<Row> = self.weights().into_iter().map(|id| self.row(id)).collect();
            let step = Command::step(1, self.stride());
            self.trainer
                .act(&step, &mut budget)
                .map_err(|problem| problem.to_string())?;
            for row in &mut rows {
                self.look_after(row);
            }
            self.rows.append(&mut rows);
        }
        Ok(())
    }

    fn stride(&self) -> Stride {
        match self.by {
            By::Weight => Stride::Weight,
            By::Pattern => Stride::Pattern,
            By::Epoch => Stride::Epoch,
        }
    }

    /// The weights of which the next step has a row: by weight the one that it changes.
    fn weights(&self) -> Vec<WeightId> {
        let run = self.trainer.run();
        let layout = &run.network().layout;
        let is_meant = |id: &WeightId| self.weight.is_none_or(|weight| weight == *id);
        let ids: Vec<WeightId> = if self.by == By::Weight {
            let selected = layout.place(self.trainer.selected());
            run.next_to_change(selected)
                .map(|weight| layout.id(weight))
                .into_iter()
                .collect()
        } else {
            (0..layout.weights())
                .map(|weight| layout.id(weight))
                .collect()
        };
        ids.into_iter().filter(is_meant).collect()
    }

    /// The row of a weight before the step.
    fn row(&self, weight: WeightId) -> Row {
        let moment = self.trainer.moment_at(weight);
        let numbers = self.formulas.iter();
        let numbers = numbers.map(|formula| formula.eval(&moment).unwrap_or(f64::NAN));
        Row {
            epoch: self.trainer.run().epochs(),
            update: self.trainer.run().updates(),
            pattern: self.trainer.pattern() + 1,
            weight,
            numbers: numbers.collect(),
        }
    }

    /// Looks at the columns that say what became of a row's weight.
    fn look_after(&self, row: &mut Row) {
        let moment = self.trainer.moment_at(row.weight);
        let columns = self
            .columns
            .iter()
            .zip(&self.formulas)
            .zip(&mut row.numbers);
        for ((column, formula), number) in columns {
            if AFTER.contains(&column.name) {
                *number = formula.eval(&moment).unwrap_or(f64::NAN);
            }
        }
    }

    /// The names of all columns.
    fn head(&self) -> Vec<&'static str> {
        let moments: &[&str] = match self.by {
            By::Epoch => &["epoch", "update", "weight"],
            By::Weight | By::Pattern => &["epoch", "update", "pattern", "weight"],
        };
        let columns = self.columns.iter().map(|column| column.name);
        moments.iter().copied().chain(columns).collect()
    }

    /// The moments and the weight of a row, before its numbers.
    fn moments(&self, row: &Row) -> Vec<String> {
        let mut moments = vec![row.epoch.to_string(), row.update.to_string()];
        if self.by != By::Epoch {
            moments.push(row.pattern.to_string());
        }
        moments.push(row.weight.to_string());
        moments
    }

    fn table(&self, out: &mut impl Write) -> io::Result<()> {
        let line = |text: &str| Line::of(Role::Plain, text);
        let row = |row: &Row| {
            let numbers = row.numbers.iter().map(|number| short(*number));
            let cells = self.moments(row).into_iter().chain(numbers);
            cells.map(|cell| line(&cell)).collect()
        };
        let table = Table {
            head: self.head().into_iter().map(line).collect(),
            rows: self.rows.iter().map(row).collect(),
        };
        let mut lines = table.lines().into_iter();
        lines.try_for_each(|line| writeln!(out, "{}", line.text().trim_end()))
    }

    fn csv(&self, out: &mut impl Write) -> io::Result<()> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(self.head()).map_err(of_output)?;
        for row in &self.rows {
            let numbers = row.numbers.iter().map(f64::to_string);
            let record = self.moments(row).into_iter().chain(numbers);
            csv.write_record(record).map_err(of_output)?;
        }
        csv.flush()
    }

    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let row = |row: &Row| {
            let mut object = Map::new();
            object.insert("epoch".to_string(), json!(row.epoch));
            object.insert("update".to_string(), json!(row.update));
            object.insert("weight".to_string(), json!(row.weight.to_string()));
            if self.by != By::Epoch {
                object.insert("pattern".to_string(), json!(row.pattern));
            }
            let numbers = self.columns.iter().zip(&row.numbers);
            object.extend(numbers.map(|(column, number)| (column.name.to_string(), json!(number))));
            Value::Object(object)
        };
        let rows: Vec<Value> = self.rows.iter().map(row).collect();
        writeln!(out, "{:#}", Value::Array(rows))
    }
}

/// The error of the output behind an error of CSV.
fn of_output(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The weight that an argument names; none, if it says all.
fn weight(trainer: &Trainer, text: &str) -> Result<Option<WeightId>, String> {
    if text == "all" {
        return Ok(None);
    }
    let expr = typed::formula(text)?;
    let formula = trainer
        .bind(&expr)
        .map_err(|problem| typed::wrong_formula(text, problem))?;
    let named = formula
        .leaves()
        .into_iter()
        .find_map(|leaf| leaf.quantity.weight());
    match named.filter(|_| expr.is_named()) {
        Some(weight) => Ok(Some(weight)),
        None => Err(format!(
            "{text} is no weight: write w(2,1,1), b(2,1) or all"
        )),
    }
}
