//! Why this number? Each number of an update with its formula, the same formula with the numbers put in, and the parts that one
//! can go into: from a change back along delta to the error, and forward to the inputs. All are of the trainer's first run.

mod change;
mod error;
mod explained;
mod made;
mod quantity;
mod source;
mod statement;
mod unit;

pub use self::explained::Why;
pub use self::made::statement;
pub use self::statement::{Part, Statement};

use self::quantity::{name, number, role};
use self::source::Source;
use super::mask::Mask;
use super::row::named;
use crate::figure::{Ink, Line, Role, Table};
use crate::training::{Quantity, Trainer};

/// The first number that Enter asks about: the change of the selected weight.
#[must_use]
pub fn first(trainer: &Trainer) -> Quantity {
    Quantity::of_weight("change", trainer.selected())
}

/// A number of the update that is shown, explained.
#[must_use]
pub fn explain(trainer: &Trainer, quantity: Quantity) -> Why {
    explain_under(&Mask::default(), trainer, quantity)
}

/// The same under a mask: of a sealed trainer the rules are not told.
#[must_use]
pub fn explain_under(mask: &Mask, trainer: &Trainer, quantity: Quantity) -> Why {
    let source = Source::new(trainer, quantity.pattern(), mask.is_sealed);
    let mut why = explained(&source, quantity);
    if !source.is_shown() {
        why.close();
    }
    if trainer.runs().len() > 1 {
        let of = format!("run {}", named(trainer)[0].0);
        why.context = [of, why.context]
            .join(", ")
            .trim_end_matches(", ")
            .to_string();
    }
    why
}

/// Explains a number: those that are made of others each in their own way, the rest by its value and its words.
fn explained(source: &Source<'_>, quantity: Quantity) -> Why {
    if !quantity.is_in(source.layout()) {
        return Why::new(source, quantity, f64::NAN).noted("this net has no such number");
    }
    let explained = change::explain(source, quantity)
        .or_else(|| unit::explain(source, quantity))
        .or_else(|| error::explain(source, quantity));
    explained.unwrap_or_else(|| {
        let value = source.number(quantity).unwrap_or(f64::NAN);
        Why::new(source, quantity, value).noted(quantity.row().words)
    })
}

/// Rows of parts that are shown at a time.
const ROWS: usize = 8;
/// Least number of rows, even where there is little room.
const FIRST_ROWS: usize = 3;

/// A number explained, as lines: the formula, the numbers, then the parts, of which the one at `row` is chosen.
#[must_use]
pub fn figure(why: &Why, row: usize) -> Vec<Line> {
    let strong = Ink::from(role(why.quantity)).strong();
    let mut title = Line::of(strong, name(why.quantity))
        .and(Role::Plain, " = ")
        .and(strong, number(why.quantity, why.value));
    if !why.context.is_empty() {
        title.push(Role::Quiet, format!("   {}", why.context));
    }
    let mut lines = vec![title];
    for line in [why.formula(), why.numbers()] {
        if !line.pieces.is_empty() {
            lines.push(behind("  = ", &line));
        }
    }
    lines.extend(why.notes.iter().map(|note| behind("  ", note)));
    let rows = why.rows();
    let row = row.min(rows.len().saturating_sub(1));
    lines.extend(table(&rows, row));
    lines.push(hint(&rows, row));
    lines
}

fn behind(first: &str, line: &Line) -> Line {
    Line::of(Role::Plain, first).followed_by(line)
}

/// The rows around the chosen one: its name, its number, what it is.
fn table(rows: &[&Part], chosen: usize) -> Vec<Line> {
    // What does not fit is cut off below, and the chosen row must not be.
    let start = if chosen < FIRST_ROWS { 0 } else { chosen - 1 };
    let shown = rows.iter().enumerate().skip(start).take(ROWS);
    let cells = shown.map(|(place, part)| {
        let mark = if place == chosen { "› " } else { "  " };
        let mut name = behind(mark, &part.name);
        for piece in name.pieces.iter_mut().skip(1) {
            piece.ink.selected = place == chosen;
        }
        vec![name, part.number.clone(), part.detail.clone()]
    });
    Table {
        head: Vec::new(),
        rows: cells.collect(),
    }
    .lines()
}

/// The hint on Enter and Esc, and the number of the chosen row.
fn hint(rows: &[&Part], chosen: usize) -> Line {
    let into = rows.get(chosen).and_then(|part| part.into);
    let enter = into.map(|quantity| format!("enter: why {}", name(quantity)));
    let place = (rows.len() > 1).then(|| format!("{} of {}", chosen + 1, rows.len()));
    let said = enter
        .into_iter()
        .chain(["esc: back".to_string()])
        .chain(place);
    Line::of(Role::Quiet, said.collect::<Vec<_>>().join("   "))
}
