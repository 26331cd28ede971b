//! A derivation as it is shown: what is given, then its lines as far as they are revealed, each with its rule at the right
//! and a trainer's numbers beneath.

use super::parts::{DerivationBlock, Given, Step};
use super::state::State;
use crate::figure::math::{Instead, Math, Side, Spelling};
use crate::figure::{Line, Role, indent, width, wrap};
use crate::formula::tree::ExprKind;
use crate::formula::{Expr, Point, function::function, parse};
use crate::network::Activation;
use crate::training::{Term, Trainer};

/// Indentation of formulas, in columns.
const INDENT: usize = 2;
/// The least room between a formula and its rule.
const GAP: usize = 3;

impl DerivationBlock {
    /// The given part and the first `revealed` lines, in at most `columns` columns if possible.
    #[must_use]
    pub fn figure(&self, revealed: usize, trainer: Option<&Trainer>, columns: usize) -> Vec<Line> {
        let mut lines = self.given(columns);
        for number in 0..revealed.min(self.steps.len()) {
            lines.push(Line::default());
            lines.extend(self.typeset(number, columns));
            if let Some(trainer) = trainer {
                let sides = self.sides_with_numbers(number, trainer);
                lines.extend(flow(&sides, columns, &indent(INDENT), &indent(2 * INDENT)));
            }
        }
        lines
    }

    /// The given part, in rows of at most `columns`.
    #[must_use]
    pub fn given(&self, columns: usize) -> Vec<Line> {
        let last = self.given.len().saturating_sub(1);
        let rows = self.given.iter().enumerate().map(|(place, given)| {
            let row = self.set_given(given).row();
            row.and(Role::Quiet, if place < last { "," } else { "" })
        });
        let label = Line::of(Role::Quiet, "given ");
        flow(
            &rows.collect::<Vec<_>>(),
            columns,
            &label,
            &indent(label.width()),
        )
    }

    /// A line in one row, with its rule.
    #[must_use]
    pub fn row(&self, line: usize) -> Line {
        let Some(step) = self.steps.get(line) else {
            return Line::default();
        };
        let row = self.set(step).row();
        row.and(Role::Quiet, format!(", {}", step.by.said))
    }

    /// A line's numbers in one row: each side of which all have a value in the trainer, with those put in.
    #[must_use]
    pub fn numbers(&self, line: usize, trainer: &Trainer) -> Line {
        let mut row = Line::default();
        for (place, side) in self
            .sides_with_numbers(line, trainer)
            .into_iter()
            .enumerate()
        {
            row.push(Role::Live, if place > 0 { " " } else { "" });
            row.extend(&side);
        }
        row
    }

    /// Those sides, each but the first with its `=`.
    fn sides_with_numbers(&self, line: usize, trainer: &Trainer) -> Vec<Line> {
        let state = State::new(self, trainer);
        let point = Point::new(&self.definitions, &state);
        let sides = self.steps.get(line).map_or(&[][..], |step| &step.sides);
        let known = sides
            .iter()
            .filter(|side| point.number(&side.bound).is_some());
        let rows = known.enumerate().map(|(place, side)| {
            let mut row = Line::of(Role::Live, if place > 0 { "= " } else { "" });
            for mut piece in self.with_numbers(&side.written.item, &point).row().pieces {
                if piece.ink.role == Role::Plain {
                    piece.ink.role = Role::Live;
                }
                row.push(piece.ink, piece.text);
            }
            row
        });
        rows.collect()
    }

    /// A line as it is said, with its rule.
    #[must_use]
    pub fn words(&self, line: usize) -> String {
        let Some(step) = self.steps.get(line) else {
            return String::new();
        };
        format!("{}, {}", self.set(step).words(), step.by.said)
    }

    /// A line in two dimensions, what is new in it strong, its rule at the right or below.
    fn typeset(&self, number: usize, columns: usize) -> Vec<Line> {
        let step = &self.steps[number];
        let rule = step.by.said;
        let before = number.checked_sub(1).map(|before| &self.steps[before]);
        let math = match before {
            Some(before) => self.set(step).stressed(&self.set(before)),
            None => self.set(step),
        };
        let block = math.two_dimensional_within(columns.saturating_sub(INDENT));
        let fits = INDENT + block.width() + GAP + width(rule) <= columns;
        let mut lines: Vec<Line> = Vec::new();
        for (place, line) in block.lines.into_iter().enumerate() {
            let margin = indent(if line.pieces.is_empty() { 0 } else { INDENT });
            let mut moved = margin.followed_by(&line);
            if fits && place == block.baseline {
                let room = columns - moved.width() - width(rule);
                moved = moved
                    .and(Role::Plain, " ".repeat(room))
                    .and(Role::Quiet, rule);
            }
            lines.push(moved);
        }
        if !fits {
            lines.extend(below(rule, columns));
        }
        lines
    }

    fn set_given(&self, given: &Given) -> Math {
        match given {
            Given::Definition(name, formula) => {
                self.equation(&[Side::Formula(name), Side::Formula(formula)])
            }
            Given::Function(name, activation) => {
                let name = Expr::named(name);
                let written = match activation {
                    Activation::Named(_) => None,
                    Activation::Written(_) => parse(activation.name()).ok(),
                };
                let words = Side::Words(activation.name());
                let formula = written.as_ref().map_or(words, Side::Formula);
                self.equation(&[Side::Formula(&name), formula])
            }
        }
    }

    fn set(&self, step: &Step) -> Math {
        let sides = step.sides.iter();
        let sides: Vec<Side<'_>> = sides
            .map(|side| Side::Formula(&side.written.item))
            .collect();
        self.equation(&sides)
    }

    /// Formulas with their terms marked. Where one name alone is free its derivatives are written with d, else with ∂.
    fn equation(&self, sides: &[Side<'_>]) -> Math {
        let names = self.definitions.all();
        let free = names.filter(|name| !self.definitions.defines(name)).count();
        let spelling = Spelling {
            part: &|part| self.term(part).map(Instead::Term),
            differential: if free > 1 { "∂" } else { "d" },
            ..Spelling::default()
        };
        Math::equation(sides, spelling)
    }

    /// The term that a name is: by its spelling, or by what it is said to be in the trainer.
    fn term(&self, name: &Expr) -> Option<Term> {
        let printed = name.is_named().then(|| name.to_string())?;
        let said = self.wheres.iter().find(|(known, _)| *known == printed);
        let (ExprKind::Name(word) | ExprKind::Call(word, _)) =
            &said.map_or(name, |(_, said)| said).kind
        else {
            return None;
        };
        Term::named(word)
    }

    /// A formula with the number of each name, function and derivative in its place.
    fn with_numbers(&self, formula: &Expr, point: &Point<'_>) -> Math {
        let part = |part: &Expr| {
            let value = self.value(part, point)?;
            let is_fprime =
                matches!(&part.kind, ExprKind::Call(name, _) if name.ends_with(['\'', '′']));
            let term = self
                .term(part)
                .or_else(|| is_fprime.then_some(Term::Fprime));
            Some(Instead::Number(value, term))
        };
        let spelling = Spelling {
            part: &part,
            ..Spelling::default()
        };
        Math::equation(&[Side::Formula(formula)], spelling)
    }

    /// The value of what is no operation: a name, `f(…)`, a derivative.
    fn value(&self, part: &Expr, point: &Point<'_>) -> Option<f64> {
        let is_one = match &part.kind {
            ExprKind::Name(name) => name != "pi",
            ExprKind::Call(name, _) => function(name).is_none() && name != "if",
            ExprKind::Derivative(..) => true,
            _ => false,
        };
        let named = self.definitions.find(part).filter(|_| is_one)?;
        point.number(&self.definitions.bind(&named).ok()?)
    }
}

/// A rule that has no room at the right.
fn below(rule: &str, columns: usize) -> Vec<Line> {
    let margin = indent(2 * INDENT);
    wrap(&Line::of(Role::Quiet, rule), columns, &margin, &margin)
}

/// Rows one after the other, broken to `columns`: between them where that is enough.
fn flow(rows: &[Line], columns: usize, first: &Line, rest: &Line) -> Vec<Line> {
    if rows.is_empty() {
        return Vec::new();
    }
    let room = columns.saturating_sub(rest.width());
    let mut whole = Line::default();
    for (place, row) in rows.iter().enumerate() {
        whole.push(Role::Plain, if place > 0 { " " } else { "" });
        let blank = if row.width() <= room { "\u{a0}" } else { " " };
        for piece in &row.pieces {
            whole.push(piece.ink, piece.text.replace(' ', blank));
        }
    }
    wrap(&whole, columns, first, rest)
}
