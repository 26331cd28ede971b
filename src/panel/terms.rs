//! The terms of the selected weight: four numbers multiplied, each with where it comes from, and what becomes of the weight.
//! Runs beside each other have their terms side by side.

mod numbers;
mod sources;

use self::numbers::Numbers;
use self::sources::source;
use super::row::{Panel, View, lettered, named, told_apart};
use super::verdict::RuleVerdict;
use super::why::statement;
use crate::figure::number::{plain, short, significant};
use crate::figure::{Figure, Ink, Line, Role, Table, width};
use crate::network::WeightId;
use crate::training::{Made, Run, Schedule, Takes, Term, Trainer};

pub const PANEL: Panel = Panel {
    name: "terms",
    says: "the factors of the next change, and where each comes from",
    title,
    figure,
};

fn title(view: &View<'_>) -> Line {
    let trainer = view.trainer;
    let (shown, name) = (trainer.shown_update(), trainer.selected());
    let place = trainer.run().network().layout.weight(name);
    let (ink, stage) = if place.is_some_and(|weight| shown.has_changed(weight)) {
        (Ink::from(Role::Good), "done")
    } else {
        (Ink::from(Role::Plain).strong(), "next")
    };
    let line = Line::of(Role::Heading, "terms");
    let line = line.and(Role::Quiet, format!(" · the change of {name}, "));
    of_pattern(line.and(ink, stage), trainer)
}

/// Adds the pattern of the update that is shown, where the current one is another.
fn of_pattern(line: Line, trainer: &Trainer) -> Line {
    match trainer.shown_update().pattern {
        pattern if pattern == trainer.pattern() => line,
        pattern => line.and(Role::Quiet, format!(" on pattern {}", pattern + 1)),
    }
}

fn figure(view: &View<'_>) -> Figure {
    Figure::Lines(lines(view, view.trainer.selected()))
}

/// The four numbers of the selected weight's next change as they count, each with its role, but for what is hidden.
#[must_use]
pub fn terms_of(view: &View<'_>) -> Option<[(Role, String); 4]> {
    let numbers = Numbers::new(view, view.trainer.run(), view.trainer.selected())?;
    Some(Term::ALL.map(|term| (Role::Term(term), numbers.text(term))))
}

/// The terms of a weight as lines, the most important first.
#[must_use]
pub fn explain(trainer: &Trainer, weight: WeightId) -> Vec<Line> {
    lines(&View::of(trainer), weight)
}

fn lines(view: &View<'_>, id: WeightId) -> Vec<Line> {
    let run = view.trainer.run();
    let Some(numbers) = Numbers::new(view, run, id) else {
        return vec![Line::of(Role::Quiet, format!("this net has no {id}"))];
    };
    let mut lines = if view.trainer.runs().len() > 1 {
        side_by_side(view, id)
    } else {
        numbers.lines()
    };
    // What does not follow the slope by itself is held against it.
    let is_hidden = view.veil.is_sealed || view.veil.hides(&["change", "gradient", "E"]);
    if !run.settings().is_plain() && !is_hidden {
        let verdict = RuleVerdict::of(
            &numbers.shown.before(),
            numbers.weight,
            numbers.shown.pattern,
        );
        lines.extend(verdict.lines(run.patterns().len()));
    }
    lines
}

impl Numbers<'_> {
    fn ink(&self, term: Term) -> Ink {
        Ink {
            struck: self.is_muted(term),
            ..term.into()
        }
    }

    fn lines(&self) -> Vec<Line> {
        let settings = self.run.settings();
        let mut lines = Vec::new();
        if settings.searches() {
            lines.push(self.along_a_line());
        } else {
            lines.extend(self.product());
        }
        if settings.schedule.sums() && !settings.searches() {
            lines.push(self.sum());
        }
        lines.extend(self.optimized());
        lines.push(self.fate());
        lines.extend(self.sources());
        lines
    }

    /// The terms by name and below them their numbers; or the rule that the lesson or the learner wrote.
    fn product(&self) -> Vec<Line> {
        let settings = self.run.settings();
        let label = match settings.schedule {
            Schedule::Batch | Schedule::Mini(_) => "share  = ",
            Schedule::Online if settings.method.takes_slope() => "rule   = ",
            Schedule::Online => "change = ",
        };
        let rule = &self.run.settings().rules[self.layer() - 1];
        if self.veil.is_sealed {
            return vec![Line::of(Role::Plain, label).followed_by(&sealed_rule())];
        }
        if !rule.is_plain() {
            return vec![Line::of(Role::Plain, label).and(Role::Code, rule.text())];
        }
        let mut names = Line::of(Role::Plain, label);
        let mut numbers = Line::of(Role::Plain, "       = ");
        let is_taken = |term: &Term| *term != Term::Lr || !settings.method.takes_slope();
        for (place, term) in Term::ALL.into_iter().filter(is_taken).enumerate() {
            let (name, number) = (term.shown(), self.text(term));
            let wide = width(name).max(width(&number));
            if place > 0 {
                names.push(Role::Plain, " × ");
                numbers.push(Role::Plain, " × ");
            }
            names.push(self.ink(term), name);
            names.push(Role::Plain, " ".repeat(wide - width(name)));
            numbers.push(term, format!("{number:wide$}"));
        }
        vec![names, numbers]
    }

    /// The change that one pattern asks for.
    fn share(&self, pattern: usize) -> f64 {
        self.shown.share(pattern).change[self.weight]
    }

    /// The sum of what all patterns of the update ask for.
    fn sum(&self) -> Line {
        let learnt = &self.update.learnt;
        let patterns = learnt.count();
        let takes_slope = self.run.settings().method.takes_slope();
        let line = Line::of(
            Role::Plain,
            if takes_slope {
                "rule   = "
            } else {
                "change = "
            },
        );
        if patterns > MOST_SHARES {
            return line.and(
                Role::Quiet,
                format!("Σ of {patterns} shares, of which this is one"),
            );
        }
        let mut line = line.and(Role::Quiet, "Σ");
        for (place, number) in learnt.patterns().enumerate() {
            let share = self.share(number);
            let sign = match (place, share < 0.0) {
                (0, false) => " ",
                (0, true) => " −",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            line.push(Role::Quiet, sign);
            line.push(
                Ink::from(Role::Plain).selected(number == self.shown.pattern),
                self.veil.over(&["change"], brief(share.abs())),
            );
        }
        line
    }

    /// The change that the optimizer makes from the rule's.
    fn optimized(&self) -> Vec<Line> {
        let method = self.run.settings().method;
        let made = self.update.made(self.run.settings(), self.weight);
        let (Some(each), Some(made)) = (method.each(), made) else {
            return Vec::new();
        };
        if each.takes == Takes::Change {
            return each
                .parts
                .iter()
                .map(|v| self.momentum(&made, v.says))
                .collect();
        }
        if self.veil.hides(&["change"]) {
            return vec![Line::of(Role::Plain, "change = ").and(Role::Code, each.formula)];
        }
        let statement = statement(method, each, &made);
        let lines = [
            ("change = ", statement.formula()),
            ("       = ", statement.numbers()),
        ];
        let line = |(label, said): (&str, Line)| {
            let pieces = said.pieces.into_iter();
            pieces.fold(Line::of(Role::Plain, label), |line, piece| {
                line.and(piece.ink, piece.text)
            })
        };
        lines.map(line).to_vec()
    }

    /// The part that momentum adds to the rule's change: a share of the last change, or of the next.
    fn momentum(&self, made: &Made<'_>, of: &str) -> Line {
        let [m, ..] = made.with.parameters;
        Line::of(Role::Plain, "       = ")
            .and(Role::Plain, self.change(short(made.taken)))
            .and(Role::Quiet, " by the rule + ")
            .and(Role::Plain, self.change(short(made.change - made.taken)))
            .and(Role::Quiet, format!(" of {of}, × {}", plain(m)))
    }

    /// The step of a line search, and its direction.
    fn along_a_line(&self) -> Line {
        let step = self.update.step.unwrap_or(0.0);
        let direction = if step == 0.0 {
            0.0
        } else {
            self.update.change[self.weight] / step
        };
        Line::of(Role::Plain, "change = a × d = ")
            .and(Term::Lr, self.change(short(step)))
            .and(Role::Plain, " × ")
            .and(Term::Delta, self.change(short(direction)))
            .and(Role::Quiet, ", a step along a direction")
    }

    /// A number that tells what is added to the weight.
    fn change(&self, text: String) -> String {
        self.veil.over(&["change"], text)
    }

    /// A weight, with the digits by which small changes of it show.
    fn weight(&self, weight: f64) -> String {
        self.veil.over(&["w", "b"], digits(weight))
    }

    /// The weight before and after the update.
    fn fate(&self) -> Line {
        let (old, change) = (
            self.update.before[self.weight],
            self.update.change[self.weight],
        );
        if self.run.is_frozen(self.weight) {
            return Line::of(
                Role::Quiet,
                format!(
                    "       frozen: no step changes it; it stays {}",
                    self.weight(old)
                ),
            );
        }
        let role = if self.is_done() {
            Role::Good
        } else {
            Role::Plain
        };
        Line::of(Role::Plain, "       = ")
            .and(Ink::from(Role::Plain).strong(), self.change(short(change)))
            .and(Role::Plain, format!("   w {} → ", self.weight(old)))
            .and(
                Ink::from(role).strong(),
                self.change(self.weight(old + change)),
            )
    }

    /// The source of each number.
    fn sources(&self) -> Vec<Line> {
        let rows = Term::ALL.map(|term| {
            let text = if self.is_left_out(term) {
                "the rule leaves it out".to_string()
            } else if self.is_muted(term) {
                "muted: it counts as 1".to_string()
            } else if self.veil.is_sealed {
                format!("should be {}", source(self, term))
            } else if self.run.settings().taken.of(term).is_some() {
                "what the rule takes for it".to_string()
            } else {
                source(self, term)
            };
            vec![
                Line::of(self.ink(term), term.shown()),
                Line::of(term, self.text(term)),
                Line::of(Role::Quiet, text),
            ]
        });
        Table {
            head: Vec::new(),
            rows: rows.to_vec(),
        }
        .lines()
    }
}

/// A rule that is not told: only what it is made of.
#[must_use]
pub fn sealed_rule() -> Line {
    let mut line = Line::of(Role::Plain, "rule(");
    for (place, term) in Term::ALL.into_iter().enumerate() {
        if place > 0 {
            line.push(Role::Plain, ", ");
        }
        line.push(term, term.shown());
    }
    line.and(Role::Plain, ")")
}

/// The terms of several runs in columns.
fn side_by_side<'a>(view: &View<'a>, weight: WeightId) -> Vec<Line> {
    let trainer = view.trainer;
    let runs = named(trainer);
    let column = |(_, run): &(&str, &'a Run)| Numbers::new(view, run, weight);
    let columns: Vec<Option<Numbers<'_>>> = runs.iter().map(column).collect();
    let mut head = vec![Line::default()];
    for (place, (name, _)) in runs.iter().enumerate() {
        let (ink, letter) = told_apart(runs.len(), place);
        head.push(Line::of(ink, lettered(letter, name)));
    }
    let row = |name: &str, role: Role, cell: &dyn Fn(&Numbers<'_>) -> Line| {
        let cells = columns.iter().map(|numbers| {
            numbers
                .as_ref()
                .map_or_else(|| Line::of(Role::Quiet, "–"), cell)
        });
        std::iter::once(Line::of(role, name))
            .chain(cells)
            .collect::<Vec<Line>>()
    };
    let mut rows: Vec<Vec<Line>> = vec![head];
    for term in Term::ALL {
        rows.push(row(term.shown(), Role::Term(term), &|numbers| {
            if numbers.is_left_out(term) {
                return Line::of(Role::Quiet, "left out");
            }
            let line = Line::of(numbers.ink(term), numbers.text(term));
            if numbers.is_muted(term) {
                line.and(Role::Quiet, " muted")
            } else {
                line
            }
        }));
    }
    let strong = Ink::from(Role::Plain).strong();
    if trainer.run().settings().schedule.sums() {
        rows.push(row("share", Role::Plain, &|numbers| {
            let share = short(numbers.share(numbers.shown.pattern));
            Line::of(Role::Plain, numbers.change(share))
        }));
    }
    rows.push(row("change", Role::Plain, &|numbers| {
        let change = short(numbers.update.change[numbers.weight]);
        Line::of(strong, numbers.change(change))
    }));
    rows.push(row("new w", Role::Plain, &|numbers| {
        let role = if numbers.is_done() {
            Role::Good
        } else {
            Role::Plain
        };
        let new = numbers.update.before[numbers.weight] + numbers.update.change[numbers.weight];
        let new = numbers.veil.over(&["change", "w", "b"], short(new));
        Line::of(Ink::from(role).strong(), new)
    }));
    rows.push(row("old w", Role::Plain, &|numbers| {
        let old = short(numbers.update.before[numbers.weight]);
        Line::of(Role::Plain, numbers.veil.over(&["w", "b"], old))
    }));
    Table {
        head: Vec::new(),
        rows,
    }
    .lines()
}

/// Greatest number of patterns whose shares are written side by side.
const MOST_SHARES: usize = 4;

/// A weight, with the digits by which small changes of it show.
fn digits(weight: f64) -> String {
    significant(weight, 6)
}

/// A number where there is little room.
fn brief(value: f64) -> String {
    significant(value, 3)
}
