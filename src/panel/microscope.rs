//! The selected weight under the microscope: ∂E/∂w by the chain rule beside what is measured when the weight is nudged, and
//! how far the two are apart for steps h from large to small. The measuring is the formula language's `slope`.

mod bench;
mod kinks;

pub use self::bench::Sight;

use self::bench::NEAR;
use super::mask::Mask;
use super::row::{Panel, named, staged};
use crate::figure::chart::{Mark, Series, Stroke, Vertical};
use crate::figure::number::{MOST_DIGITS, digits_alike, long, plain, short, significant};
use crate::figure::{Axis, Chart, Figure, Fit, Ink, Line, Role};
use crate::training::{Schedule, Trainer};

pub const PANEL: Panel = Panel {
    name: "microscope",
    says: "the slope by the chain rule, beside the slope as measured",
    title: |view| title(view.trainer),
    figure: |view| figure(&Sight::new(view.trainer), view.veil),
};

/// Below so many digits that agree, rounding is looked at as the reason.
const FEW_DIGITS: usize = 4;

/// Fewer digits in which the rule agrees with the slope are more than rounding makes of it.
const SOUND: usize = 9;

/// Names that either of the two slopes tells.
const SLOPES: [&str; 3] = ["gradient", "slope", "change"];

fn title(trainer: &Trainer) -> Line {
    let run = trainer.run();
    let shown = trainer.shown_update();
    let pattern = match run.settings().schedule {
        Schedule::Batch => "all patterns".to_string(),
        Schedule::Mini(_) => format!("{} patterns", shown.update.learnt.count()),
        Schedule::Online => format!("pattern {}", shown.pattern + 1),
    };
    let mut line = Line::of(Role::Heading, "microscope");
    let weight = trainer.selected();
    line.push(Role::Quiet, format!(" · ∂E/∂{weight} of {pattern}"));
    if trainer.runs().len() > 1 {
        line.push(Role::Quiet, format!(" · {}", named(trainer)[0].0));
    }
    staged(line, trainer)
}

/// Two numbers side by side, what is to be said about them, and the V below.
fn figure(sight: &Sight, veil: &Mask) -> Figure {
    let mut notes = numbers(sight.gradient, sight.near, veil);
    notes.push(verdict(sight, veil));
    notes.extend(sight.rule.map(|rule| of_rule(rule, sight.gradient, veil)));
    notes.extend(remarks(sight));
    // What is equal to the last bit has no place on a logarithmic axis.
    let apart = |(_, gap): &(f64, f64)| *gap > 0.0;
    let points: Vec<(f64, f64)> = sight.gaps.iter().copied().filter(apart).rev().collect();
    if points.is_empty() {
        return Figure::Lines(notes);
    }
    Figure::Chart(Chart {
        notes,
        ..chart(points, sight.best().filter(|_| !veil.hides(&["slope"])))
    })
}

/// The two slopes below each other, with the digits that they share set off.
fn numbers(gradient: f64, near: f64, veil: &Mask) -> Vec<Line> {
    let [gradient, near] = [gradient, near].map(|slope| veil.over(&SLOPES, long(slope)));
    let pairs = gradient.chars().zip(near.chars());
    let shared: usize = pairs
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let row = |words: &str, number: &str| {
        Line::of(Role::Plain, format!("{words:<10} "))
            .and(Ink::from(Role::Good).strong(), &number[..shared])
            .and(Role::Bad, &number[shared..])
    };
    vec![row("chain rule", &gradient), row("measured", &near)]
}

/// The slope that the rule follows, beside the chain rule's.
fn of_rule(rule: f64, gradient: f64, veil: &Mask) -> Line {
    let line = Line::of(Role::Plain, "the rule   ");
    let line = line.and(Role::Plain, veil.over(&SLOPES, short(rule)));
    let digits = digits_alike(rule, gradient);
    let role = if digits < SOUND {
        Role::Bad
    } else {
        Role::Good
    };
    let said = match digits {
        _ if rule == 0.0 && gradient == 0.0 => "both are 0".to_string(),
        digits => alike(digits),
    };
    line.and(Role::Quiet, " · ").and(role, said)
}

/// The number of digits that agree, in words.
fn alike(digits: usize) -> String {
    match digits {
        0 => "no digit agrees".to_string(),
        1 => "1 digit agrees".to_string(),
        MOST_DIGITS => "all digits agree".to_string(),
        digits => format!("{digits} digits agree"),
    }
}

/// Number of digits that agree, and the step that measures best.
fn verdict(sight: &Sight, veil: &Mask) -> Line {
    if sight.gradient == 0.0 && sight.near == 0.0 {
        return Line::of(Role::Good, "both are 0: here E does not depend on it");
    }
    let digits = sight.digits();
    let role = if digits < 2 { Role::Bad } else { Role::Good };
    let line = Line::of(role, alike(digits)).and(Role::Quiet, format!(", h {}", plain(NEAR)));
    match sight.best() {
        Some((h, _)) => line.and(
            Role::Quiet,
            format!(" · best h {}", veil.over(&["slope"], plain(h))),
        ),
        None => line,
    }
}

/// Reasons why the V is not as it is elsewhere.
fn remarks(sight: &Sight) -> Vec<Line> {
    let mut remarks = Vec::new();
    if let Some((h, kink)) = &sight.kink {
        remarks.push(Line::of(
            Role::Bad,
            format!(
                "h ≥ {}: a kink of unit ({},{}) under the step",
                plain(*h),
                kink.layer,
                kink.unit
            ),
        ));
    }
    if sight.is_quadratic {
        let but = if sight.kink.is_some() { "else " } else { "" };
        remarks.push(Line::of(
            Role::Quiet,
            format!("{but}no left arm: E is quadratic in this w"),
        ));
    }
    let is_rounding = (sight.gradient - sight.near).abs() <= sight.rounding;
    if sight.digits() < FEW_DIGITS && is_rounding {
        remarks.push(Line::of(
            Role::Quiet,
            format!(
                "E is rounded: that alone makes ±{}",
                significant(sight.rounding, 1)
            ),
        ));
    }
    if sight.gaps.is_empty() {
        remarks.push(Line::of(
            Role::Quiet,
            "too many patterns to try other steps",
        ));
    }
    remarks
}

fn chart(points: Vec<(f64, f64)>, best: Option<(f64, f64)>) -> Chart {
    let axis = |title: &str| Axis {
        title: title.to_string(),
        fit: Fit::Log,
        ..Axis::default()
    };
    let mark = best.filter(|(_, gap)| *gap > 0.0).map(|at| Mark {
        name: "best".to_string(),
        sign: '●',
        ink: Ink::from(Role::Good).strong(),
        at,
    });
    Chart {
        x: axis("h"),
        y: axis("apart"),
        series: vec![Series {
            name: "steps".to_string(),
            sign: None,
            ink: Role::Plain.into(),
            stroke: Stroke::Solid,
            points,
        }],
        marks: mark.into_iter().collect(),
        verticals: vec![Vertical {
            ink: Role::Quiet.into(),
            x: NEAR,
        }],
        ..Chart::default()
    }
}
