//! `deltarule bless`: the numbers behind `~` in a lesson's file, as the program finds them.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::asking::agrees;
use super::common::Common;
use super::ending::{ended, trouble};
use crate::block::{Block, Check, Live, Located, Location};
use crate::figure::number::as_written;
use crate::formula::tree::ExprKind;
use crate::formula::{Compiled, Expr, parse};
use crate::lesson::Lesson;
use crate::training::{MOST_UPDATES, Trainer, TrainerSpec, TrainerVocabulary};

/// The arguments of `bless`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A lesson by its file, or by number or name with --course
    #[arg(value_name = "LESSON")]
    lesson: String,
    /// Write without asking
    #[arg(long)]
    yes: bool,
}

const EXAMPLES: &str = "deltarule bless drafts/05-mine.md\n\
    deltarule bless 04 --course lessons\n\n\
    In live values and checks, a number behind `~` that is not right is replaced by the right one, with as many digits. The \
    difference is shown first. Exit 1 if you say no.";

/// Shows what is to be changed, and changes it if the author agrees.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    match blessed(common, arguments) {
        Ok((sentence, code)) => ended(writeln!(io::stdout().lock(), "{sentence}"), code),
        Err(sentence) => trouble(&sentence),
    }
}

/// A sentence about what was done, and the exit code.
fn blessed(common: &Common, arguments: &Arguments) -> Result<(String, u8), String> {
    let meant = common.meant(&arguments.lesson)?;
    let lesson = meant.lesson();
    let id = &lesson.id;
    let Some(folder) = &meant.folder else {
        return Err(format!(
            "the program's own lessons are in no file: name one, or say --course lessons, for {id}"
        ));
    };
    if lesson.is_broken() {
        return Err(format!(
            "lesson {id} is broken: `deltarule check` says what is wrong"
        ));
    }
    let file = folder.join(format!("{id}.md"));
    let unreadable = |error: io::Error| format!("cannot read {}: {error}", file.display());
    let text = fs::read_to_string(&file).map_err(unreadable)?;
    let numbers = numbers(lesson);
    let (new, changed) = corrected(&text, &numbers)?;
    if changed.is_empty() {
        return Ok(("Every number behind `~` is right.".to_string(), 0));
    }
    let shown = shown(&file, &text, &new, &changed);
    shown.map_err(|error| format!("this could not be written: {error}"))?;
    let question = format!("Write this to {}?", file.display());
    if !arguments.yes
        && !agrees(&question).map_err(|error| format!("nobody can be asked: {error}"))?
    {
        return Ok(("Nothing was written.".to_string(), 1));
    }
    replace(&file, &new).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(("Written.".to_string(), 0))
}

/// A number behind `~`: its place in its formula, in bytes, what stands there, and what is right.
struct Written<'a> {
    /// The place of the formula.
    place: &'a Location,
    /// Characters of the formula before the number.
    before: usize,
    old: String,
    new: String,
}

/// The numbers of a lesson that are not right.
fn numbers(lesson: &Lesson) -> Vec<Written<'_>> {
    let mut numbers = Vec::new();
    for place in &lesson.lives {
        let setup = lesson
            .trainers
            .get(place.trainer)
            .and_then(|trainer| trainer.setup.as_ref());
        if let (Some(live), Some(setup)) = (&place.live, setup) {
            of_live(live, setup, &mut numbers);
        }
    }
    for block in &lesson.blocks {
        if let Block::Check(check) = &block.block {
            of_check(check, &mut numbers);
        }
    }
    numbers
}

fn of_live<'a>(live: &'a Live, setup: &TrainerSpec, numbers: &mut Vec<Written<'a>>) {
    let trainer = Trainer::new(setup.clone());
    of_formula(&live.formula, &trainer, &trainer.vocabulary(), numbers);
}

/// The numbers of a check, behind its commands; none, if one of them cannot be done.
fn of_check<'a>(check: &'a Check, numbers: &mut Vec<Written<'a>>) {
    let mut trainer = Trainer::new(check.subject.setup.clone());
    let mut budget = MOST_UPDATES;
    let mut commands = check.commands().iter();
    if commands.all(|command| trainer.act(&command.item, &mut budget).is_ok()) {
        for condition in check.conditions() {
            of_formula(condition, &trainer, &check.subject.vocabulary(), numbers);
        }
    }
}

/// The numbers of a formula that are not what it says they are near.
fn of_formula<'a, T>(
    written: &'a Located<T>,
    trainer: &Trainer,
    vocabulary: &TrainerVocabulary<'_>,
    numbers: &mut Vec<Written<'a>>,
) {
    let Ok(expr) = parse(&written.text) else {
        return;
    };
    for (side, number) in near(&expr) {
        let Some(digits) = number.as_number() else {
            continue;
        };
        let formula = Compiled::new(side, vocabulary).ok();
        let value = formula.and_then(|formula| formula.eval(&trainer.moment()).ok());
        let Some(value) = value.filter(|value| value.is_finite()) else {
            continue;
        };
        let is_negative = matches!(number.kind, ExprKind::Negate(_));
        let said = if is_negative {
            -digits.value
        } else {
            digits.value
        };
        if digits
            .half_unit()
            .is_none_or(|half| (value - said).abs() <= half)
        {
            continue;
        }
        let (start, end) = (number.span.start, number.span.end);
        let old = written.text.get(start..end).unwrap_or_default();
        let new = as_written(value, digits).replace('−', "-");
        numbers.push(Written {
            place: &written.place,
            before: written
                .text
                .get(..start)
                .unwrap_or_default()
                .chars()
                .count(),
            old: old.to_string(),
            new,
        });
    }
}

/// The sides of each `~` without a tolerance.
fn near(expr: &Expr) -> Vec<(&Expr, &Expr)> {
    match &expr.kind {
        ExprKind::Near(side, number, None) => vec![(side, number)],
        _ => expr.children().into_iter().flat_map(near).collect(),
    }
}

/// A text with its numbers put right, and the lines that are changed, from 0.
fn corrected(text: &str, numbers: &[Written<'_>]) -> Result<(String, Vec<usize>), String> {
    let mut lines: Vec<String> = text.split('\n').map(String::from).collect();
    let mut all: Vec<&Written<'_>> = numbers.iter().collect();
    // From the last of a line to the first, so that the places of those before it stay what they are.
    all.sort_by_key(|number| (number.place.line, number.place.column + number.before));
    let mut changed = Vec::new();
    for number in all.iter().rev() {
        let line = &mut lines[number.place.line - 1];
        let column = number.place.column - 1 + number.before;
        let start = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(start, _)| start);
        if !line[start..].starts_with(&number.old) {
            return Err(format!(
                "{}: `{}` is not written there as it is read: put {} yourself",
                number.place, number.old, number.new
            ));
        }
        line.replace_range(start..start + number.old.len(), &number.new);
        changed.push(number.place.line - 1);
    }
    changed.reverse();
    changed.dedup();
    Ok((lines.join("\n"), changed))
}

/// Shows the lines that are changed, as they are and as they are to be.
fn shown(file: &Path, old: &str, new: &str, changed: &[usize]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    for line in changed {
        writeln!(out, "{}:{}", file.display(), line + 1)?;
        writeln!(out, "- {}\n+ {}", old[*line], new[*line])?;
    }
    Ok(())
}

/// Puts a text in place of a file's, which is whole at every moment.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let file = fs::canonicalize(file)?;
    let part = file.with_extension("md.part");
    fs::write(&part, text)?;
    fs::set_permissions(&part, fs::metadata(&file)?.permissions())?;
    fs::rename(&part, &file)
}
