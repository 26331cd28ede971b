//! Why this number? Each number of an update with its formula, the same formula with the numbers put in, and the parts that one
//! can go into: from a change back along delta to the error, and forward to the inputs. All are of the trainer's first run.

mod change;
mod error;
mod explained;
mod quantity;
mod source;
mod statement;
mod unit;

pub use self::explained::Why;
pub use self::quantity::{Quantity, UnitId};
pub use self::statement::{Part, Statement};

use self::source::Source;
use super::row::named;
use crate::figure::{Ink, Line, Role, Table};
use crate::training::Trainer;

/// What Enter asks about first: the change of the selected weight.
#[must_use]
pub fn first(trainer: &Trainer) -> Quantity {
    Quantity::Change(trainer.selected())
}

/// A number of the update under way, or next, or just done.
#[must_use]
pub fn explain(trainer: &Trainer, quantity: Quantity) -> Why {
    let on = match quantity {
        Quantity::Share(_, pattern) | Quantity::Error(Some(pattern)) => Some(pattern),
        _ => None,
    };
    let source = Source::new(trainer, on);
    let mut why = match quantity {
        Quantity::Change(id) => change::change(&source, id),
        Quantity::Share(id, _) => change::share(&source, id),
        Quantity::Weight(id) => change::weight(&source, id),
        Quantity::Lr => change::lr(&source),
        Quantity::Momentum => change::momentum(&source),
        Quantity::Delta(id) => unit::delta(&source, id),
        Quantity::Fprime(id) => unit::fprime(&source, id),
        Quantity::Output(id) => unit::output(&source, id),
        Quantity::NetInput(id) => unit::net_input(&source, id),
        Quantity::Input(layer, place) => unit::input(&source, layer, place),
        Quantity::Target(place) => error::target(&source, place),
        Quantity::Error(Some(_)) => error::on_pattern(&source),
        Quantity::Error(None) => error::over_all(&source),
    };
    if !source.is_shown {
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

/// Rows of parts that are shown at a time.
const ROWS: usize = 8;
/// So many rows are there even where there is little room.
const FIRST_ROWS: usize = 3;

/// A number explained, as lines: the formula, the numbers, then the parts, of which the one at `row` is chosen.
#[must_use]
pub fn figure(why: &Why, row: usize) -> Vec<Line> {
    let strong = Ink::from(why.quantity.role()).strong();
    let mut title = Line::of(strong, why.quantity.name())
        .and(Role::Plain, " = ")
        .and(strong, why.quantity.number(why.value));
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
    let mut whole = Line::of(Role::Plain, first);
    for piece in &line.pieces {
        whole.push(piece.ink, &piece.text);
    }
    whole
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

/// What Enter and Esc do here, and how far down the rows one is.
fn hint(rows: &[&Part], chosen: usize) -> Line {
    let into = rows.get(chosen).and_then(|part| part.into);
    let enter = into.map(|quantity| format!("enter: why {}", quantity.name()));
    let place = (rows.len() > 1).then(|| format!("{} of {}", chosen + 1, rows.len()));
    let said = enter
        .into_iter()
        .chain(["esc: back".to_string()])
        .chain(place);
    Line::of(Role::Quiet, said.collect::<Vec<_>>().join("   "))
}
