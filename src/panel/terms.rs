//! The terms of the selected weight: four numbers multiplied, each with where it comes from, and what becomes of the weight.

use super::row::Panel;
use crate::figure::number::{plain, short, significant};
use crate::figure::{Figure, Ink, Line, Role, Table, width};
use crate::network::{Layout, Terms};
use crate::training::{Run, Schedule, Trainer, Update};

pub const PANEL: Panel = Panel {
    name: "terms",
    title,
    figure,
};

/// The terms with their roles, in the order in which they are multiplied.
const TERMS: [(&str, Role); 4] = [
    ("lr", Role::Lr),
    ("delta", Role::Delta),
    ("f′(e)", Role::Fprime),
    ("input", Role::Input),
];

fn title(trainer: &Trainer) -> Line {
    let name = trainer.selected().to_string();
    let line = Line::of(Role::Heading, "terms");
    match shown(trainer, selected(trainer)) {
        (_, true) => line
            .and(Role::Quiet, format!(" · the change of {name}, "))
            .and(Role::Good, "done"),
        (_, false) => line
            .and(Role::Quiet, format!(" · the change of {name}, "))
            .and(Ink::from(Role::Plain).strong(), "next"),
    }
}

fn figure(trainer: &Trainer) -> Figure {
    Figure::Lines(explain(trainer, selected(trainer)))
}

fn selected(trainer: &Trainer) -> usize {
    trainer
        .run()
        .network()
        .layout
        .weight(trainer.selected())
        .unwrap_or(0)
}

/// The update whose numbers are shown for a weight, and whether it has changed the weight: the one just done, until the next begins.
fn shown(trainer: &Trainer, weight: usize) -> (&Update, bool) {
    match trainer.run().done() {
        Some(done) => (done, true),
        None => (
            trainer.run().update(),
            trainer.run().applied().contains(&weight),
        ),
    }
}

/// The terms of a weight as lines, the most important first.
#[must_use]
pub fn explain(trainer: &Trainer, weight: usize) -> Vec<Line> {
    let run = trainer.run();
    let (update, done) = shown(trainer, weight);
    let batch = run.settings().schedule == Schedule::Batch;
    let pattern = if batch {
        trainer.pattern()
    } else {
        update.pattern
    };
    let terms = if pattern == update.pattern {
        update.terms.clone()
    } else {
        run.terms_with(&update.before, pattern)
    };
    let numbers = Numbers::new(run, update, &terms, weight);
    let mut lines = numbers.product(batch);
    if batch {
        lines.push(sum(run, update, weight, pattern));
    }
    lines.push(numbers.fate(run, update, done));
    lines.extend(numbers.sources(run, update, &terms, pattern));
    lines
}

/// The four numbers of one weight on one pattern.
struct Numbers {
    weight: usize,
    values: [f64; 4],
    /// Whether the input is a number that the lesson wrote, rather than one that a unit made.
    is_given: bool,
}

impl Numbers {
    fn new(run: &Run, update: &Update, terms: &Terms, weight: usize) -> Self {
        let layout = &run.network().layout;
        let unit = layout.unit_of(weight);
        let is_given = layout.is_bias(weight) || layout.layer_of(unit) == 1;
        let values = [
            update.lr,
            terms.delta[unit],
            terms.fprime[unit],
            terms.input(layout, weight),
        ];
        Numbers {
            weight,
            values,
            is_given,
        }
    }

    fn shown(&self) -> [String; 4] {
        let [lr, delta, fprime, input] = self.values;
        [
            plain(lr),
            short(delta),
            short(fprime),
            if self.is_given {
                plain(input)
            } else {
                short(input)
            },
        ]
    }

    /// The terms by name, and below them their numbers.
    fn product(&self, batch: bool) -> Vec<Line> {
        let label = if batch { "share  = " } else { "change = " };
        let mut names = Line::of(Role::Plain, label);
        let mut numbers = Line::of(Role::Plain, " ".repeat(label.len() - 2) + "= ");
        for (place, ((name, role), number)) in TERMS.iter().zip(self.shown()).enumerate() {
            let wide = width(name).max(width(&number));
            if place > 0 {
                names.push(Role::Plain, " × ");
                numbers.push(Role::Plain, " × ");
            }
            names.push(*role, format!("{name:wide$}"));
            numbers.push(*role, format!("{number:wide$}"));
        }
        vec![names, numbers]
    }

    /// What the update makes of the weight.
    fn fate(&self, run: &Run, update: &Update, done: bool) -> Line {
        let (old, change) = (update.before[self.weight], update.change[self.weight]);
        let mut line =
            Line::of(Role::Plain, "       = ").and(Ink::from(Role::Plain).strong(), short(change));
        line.push(Role::Plain, format!("   w {} → ", digits(old)));
        line.push(
            Ink::from(if done { Role::Good } else { Role::Plain }).strong(),
            digits(old + change),
        );
        if run.is_frozen(self.weight) {
            return Line::of(
                Role::Quiet,
                format!(
                    "       frozen: no step changes it; it stays {}",
                    digits(old)
                ),
            );
        }
        line
    }

    /// Where each number comes from.
    fn sources(&self, run: &Run, update: &Update, terms: &Terms, pattern: usize) -> Vec<Line> {
        let layout = &run.network().layout;
        let unit = layout.unit_of(self.weight);
        let layer = layout.layer_of(unit);
        let activation = run.network().activations[layer - 1].name;
        let e = short(terms.net_input[unit]);
        let texts = [
            "the learning rate".to_string(),
            delta_source(run, update, terms, unit, pattern),
            format!("{activation}′ at e = {e}"),
            input_source(layout, self.weight),
        ];
        let rows =
            TERMS
                .iter()
                .zip(self.shown())
                .zip(texts)
                .map(|(((name, role), number), text)| {
                    vec![
                        Line::of(*role, *name),
                        Line::of(*role, number),
                        Line::of(Role::Quiet, text),
                    ]
                });
        Table {
            head: Vec::new(),
            rows: rows.collect(),
        }
        .lines()
    }
}

/// Where a delta comes from: the target, or the units above.
fn delta_source(run: &Run, update: &Update, terms: &Terms, unit: usize, pattern: usize) -> String {
    let layout = &run.network().layout;
    let layer = layout.layer_of(unit);
    let place = unit - layout.units_of(layer).start;
    if layer == layout.layers() {
        let (t, y) = (
            run.patterns()[pattern].targets[place],
            terms.output(layout, unit),
        );
        return format!("t − y = {} − {}", plain(t), short(y));
    }
    let above = layout.units_of(layer + 1);
    if above.len() > 2 {
        return format!("Σ w × delta × f′(e) of the {} units above", above.len());
    }
    let sent = above.map(|k| {
        let w = update.before[layout.row(k).start + place];
        format!(
            "{}·{}·{}",
            brief(w),
            brief(terms.delta[k]),
            brief(terms.fprime[k])
        )
    });
    sent.collect::<Vec<_>>().join(" + ")
}

fn input_source(layout: &Layout, weight: usize) -> String {
    let id = layout.id(weight);
    match id.layer {
        _ if layout.is_bias(weight) => "a bias: its input is always 1".to_string(),
        1 => format!("x{}, an input of the net", id.input),
        layer => format!("y({},{}), the output of a unit below", layer - 1, id.input),
    }
}

/// In batch: what all patterns together ask for.
fn sum(run: &Run, update: &Update, weight: usize, pattern: usize) -> Line {
    let layout = &run.network().layout;
    let share = |pattern: usize| {
        let terms = run.terms_with(&update.before, pattern);
        let unit = layout.unit_of(weight);
        update.lr * terms.delta[unit] * terms.fprime[unit] * terms.input(layout, weight)
    };
    let patterns = run.patterns().len();
    let mut line = Line::of(Role::Plain, "       = ");
    if patterns > MOST_SHARES {
        line.push(Role::Plain, short(share(pattern)));
        line.push(
            Role::Quiet,
            format!(", one of the {patterns} shares of the change"),
        );
        return line;
    }
    line.push(Role::Quiet, "all patterns: ");
    for number in 0..patterns {
        line.push(Role::Quiet, if number > 0 { " + " } else { "" });
        line.push(
            Ink::from(Role::Plain).selected(number == pattern),
            short(share(number)),
        );
    }
    line
}

/// How many patterns' shares are written side by side.
const MOST_SHARES: usize = 4;

/// A weight, with the digits by which small changes of it show.
fn digits(weight: f64) -> String {
    significant(weight, 6)
}

/// A number where there is little room.
fn brief(value: f64) -> String {
    significant(value, 3)
}
