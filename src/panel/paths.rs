//! Every way on which the selected weight reaches the error, with the product along it. The chain rule is their sum.

mod walk;

pub use self::walk::{Arrival, Path, Paths, arrivals};

use super::mask::Mask;
use super::row::{Panel, View, named, staged};
use crate::figure::number::{plain, short, significant};
use crate::figure::{Figure, Line, Role, Table};
use crate::network::{Layout, Terms};
use crate::training::{Term, Trainer};

pub const PANEL: Panel = Panel {
    name: "paths",
    says: "each path from the weight to the error; their sum is the slope",
    title: |view| title(view.trainer),
    figure: |view| Figure::Lines(lines(view)),
};

/// Greatest number of paths that are written out.
const MOST_PATHS: usize = 12;

fn title(trainer: &Trainer) -> Line {
    let (weight, pattern) = (trainer.selected(), trainer.shown_update().pattern + 1);
    let mut line = Line::of(Role::Heading, "paths");
    line.push(
        Role::Quiet,
        format!(" · from {weight} to E, pattern {pattern}"),
    );
    if trainer.runs().len() > 1 {
        line.push(Role::Quiet, format!(" · {}", named(trainer)[0].0));
    }
    staged(line, trainer)
}

/// The sum first, then the paths, the largest first.
fn lines(view: &View<'_>) -> Vec<Line> {
    let (trainer, veil) = (view.trainer, view.veil);
    let (run, shown) = (trainer.run(), trainer.shown_update());
    let layout = &run.network().layout;
    let terms = shown.before().true_terms(shown.pattern);
    let Some(weight) = layout.weight(trainer.selected()) else {
        return Vec::new();
    };
    let paths = Paths::new(layout, &shown.update.before, &terms, weight, MOST_PATHS);
    let mut lines = vec![sum(&paths, veil)];
    if let Some((count, sum)) = paths.others {
        let written = paths.largest.len();
        let line = Line::of(
            Role::Quiet,
            format!("the {written} largest, and {count} more: "),
        );
        lines.push(line.and(Role::Plain, veil.over(&SLOPES, short(sum))));
    }
    if !run.settings().is_plain() {
        let text = "the true chain rule; this run follows its own";
        lines.push(Line::of(Role::Quiet, text));
    }
    lines.extend(table(layout, &terms, &paths, veil).lines());
    lines
}

/// Names that a product along a path tells.
const SLOPES: [&str; 3] = ["gradient", "slope", "change"];

fn sum(paths: &Paths, veil: &Mask) -> Line {
    let ways = match paths.count {
        1 => ", on one path".to_string(),
        count => format!(", the sum of {count} paths"),
    };
    Line::of(Role::Plain, "∂E/∂w = ")
        .and(Role::Live, veil.over(&SLOPES, short(paths.sum)))
        .and(Role::Quiet, ways)
}

/// A row a path: its product, the units it goes through, its factors.
fn table(layout: &Layout, terms: &Terms, paths: &Paths, veil: &Mask) -> Table {
    let head = vec![
        Line::of(Role::Quiet, "product"),
        Line::of(Role::Quiet, "units"),
        Line::of(Term::Input, "input")
            .and(Role::Plain, "·")
            .and(Term::Fprime, "f′")
            .and(Role::Plain, "·w·")
            .and(Term::Fprime, "f′")
            .and(Role::Plain, "…·")
            .and(Term::Delta, "−delta"),
    ];
    let row = |path: &Path| {
        vec![
            Line::of(Role::Live, veil.over(&SLOPES, short(path.product))),
            way(layout, path),
            factors(terms, paths, path, veil),
        ]
    };
    Table {
        head: Vec::new(),
        rows: std::iter::once(head)
            .chain(paths.largest.iter().map(row))
            .collect(),
    }
}

/// The units of a path, each by its number in its layer.
fn way(layout: &Layout, path: &Path) -> Line {
    let units = path.units.iter();
    let number = |unit: &usize| layout.id(layout.row(*unit).start).unit.to_string();
    Line::of(Role::Plain, units.map(number).collect::<Vec<_>>().join("→"))
}

/// The numbers that are multiplied along a path.
fn factors(terms: &Terms, paths: &Paths, path: &Path, veil: &Mask) -> Line {
    let number = |name: &str, value: f64| veil.over(&[name], brief(value));
    let mut line = Line::of(Term::Input, number("input", paths.input));
    let mut delta = f64::NAN;
    for (place, unit) in path.units.iter().enumerate() {
        if let Some(w) = place.checked_sub(1).map(|before| path.weights[before]) {
            line = line.and(Role::Plain, "·").and(sign_of(w), number("w", w));
        }
        let fprime = number("fprime", terms.fprime[*unit]);
        line = line.and(Role::Plain, "·").and(Term::Fprime, fprime);
        delta = terms.delta[*unit];
    }
    line.and(Role::Plain, "·")
        .and(Term::Delta, number("delta", -delta))
}

/// A number where there is little room.
fn brief(value: f64) -> String {
    if value.fract() == 0.0 {
        plain(value)
    } else {
        significant(value, 3)
    }
}

fn sign_of(w: f64) -> Role {
    if w < 0.0 {
        Role::Negative
    } else {
        Role::Positive
    }
}
