//! The chain from the selected weight to the error, a plot for each link: e over w, y over e, E over y. Each has its slope, and
//! the product of the three is the slope of the error. A nudge of the weight is followed through all three.
//!
//! All is of the update that is shown, from the weights before it. For a hidden unit the last plot is E as the output of that
//! unit alone changes.

mod links;
mod nudged;
#[cfg(test)]
mod tests;

pub use self::links::Chain;
use self::links::{LINKS, Link, SAMPLES, between};
use self::nudged::{Nudged, bars};
use super::mask::Mask;
use super::row::{Panel, View, staged, with_pattern};
use crate::figure::chart::{Chart, Mark, Series, Stroke, Tangent};
use crate::figure::number::short;
use crate::figure::{Axis, Beside, Figure, Ink, Line, Part, Role, width};

pub const PANEL: Panel = Panel {
    name: "chain",
    says: "how a nudge of the weight arrives at e, at y and at the error",
    title,
    figure,
};

/// Reach of a tangent to either side, as a share of the whole width.
const REACH: f64 = 0.25;

fn title(view: &View<'_>) -> Line {
    let line = Line::of(Role::Heading, "chain");
    let line = line.and(
        Role::Quiet,
        format!(" · from {} to E", view.trainer.selected()),
    );
    staged(with_pattern(line, view.trainer), view.trainer)
}

fn figure(view: &View<'_>) -> Figure {
    let Some(chain) = Chain::of(view.trainer) else {
        let name = view.trainer.selected();
        let line = Line::of(Role::Quiet, format!("this net has no {name}"));
        return Figure::Lines(vec![line]);
    };
    let nudged = Nudged::of(&chain, view.trainer.nudge());
    let parts = (0..LINKS.len()).map(|link| Part::Chart(plot(&chain, link, &nudged, view.veil)));
    let table = bars(&nudged, view.veil);
    Figure::Beside(Beside {
        parts: parts.collect(),
        is_whole: true,
        below: [product(&chain, view.veil).to_vec(), table.clone()].concat(),
        fallback: [
            links(&chain, view.veil),
            product(&chain, view.veil).to_vec(),
            table,
        ]
        .concat(),
        said: nudged::said(&chain, &nudged, view.veil),
    })
}

/// One link: the curve, its tangent at the point, and where the nudge leads.
fn plot(chain: &Chain<'_>, link: usize, nudged: &Nudged, veil: &Mask) -> Chart {
    let Link { from, to, term, .. } = LINKS[link];
    let [low, high] = chain.window(link, nudged.size());
    let points = (0..=SAMPLES).map(|sample| {
        let from = between(low, high, sample);
        (from, chain.follows(link, from))
    });
    let at = (chain.at[link], chain.at[link + 1]);
    let ink = Ink::from(term);
    let mark = |name: &str, sign, ink, at| Mark {
        name: name.to_string(),
        sign,
        ink,
        at,
    };
    Chart {
        notes: vec![caption(chain, link, veil)],
        x: Axis {
            title: from.to_string(),
            spans: vec![low, high],
            ..Axis::default()
        },
        y: Axis {
            title: to.to_string(),
            ..Axis::default()
        },
        series: vec![Series {
            name: to.to_string(),
            sign: None,
            ink: Role::Plain.into(),
            stroke: Stroke::Solid,
            points: points.collect(),
        }],
        tangents: vec![Tangent {
            name: LINKS[link].slope.to_string(),
            ink: ink.strong(),
            at,
            slope: chain.slopes[link],
            hidden: veil.hides(&[term.name()]),
            reach: REACH * (high - low),
        }],
        marks: vec![
            mark(
                "nudged",
                '○',
                ink,
                (nudged.truly()[link], nudged.truly()[link + 1]),
            ),
            mark("now", '●', ink.strong(), at),
        ],
        ..Chart::default()
    }
}

/// The caption of a plot: the slope of its number over the one before.
fn caption(chain: &Chain<'_>, link: usize, veil: &Mask) -> Line {
    let Link { from, to, term, .. } = LINKS[link];
    let slope = veil.over(&[term.name()], short(chain.slopes[link]));
    let line = Line::of(Role::Plain, format!("{to} over {from} "));
    line.and(Ink::from(term).strong(), format!("╱{slope}"))
}

/// The three slopes by name, and below them their numbers and what these make: the slope of the error.
fn product(chain: &Chain<'_>, veil: &Mask) -> [Line; 2] {
    let mut names = Line::of(Role::Plain, "∂E/∂w = ");
    let mut numbers = Line::of(Role::Plain, "      = ");
    for (link, Link { term, slope, .. }) in LINKS.iter().enumerate() {
        let number = veil.over(&[term.name()], short(chain.slopes[link]));
        let wide = width(slope).max(width(&number));
        if link > 0 {
            names.push(Role::Plain, " × ");
            numbers.push(Role::Plain, " × ");
        }
        names.push(*term, format!("{slope:wide$}"));
        numbers.push(*term, format!("{number:wide$}"));
    }
    let whole = veil.over(&["gradient", "slope", "change"], short(chain.product()));
    [names, numbers.and(Role::Plain, format!(" = {whole}"))]
}

/// The table that says what the plots do where these find no room: a line each link.
fn links(chain: &Chain<'_>, veil: &Mask) -> Vec<Line> {
    let line = |link: usize| {
        let Link {
            from,
            to,
            term,
            slope,
        } = LINKS[link];
        let number = veil.over(&[term.name()], short(chain.slopes[link]));
        let number_of = |name: &str, value: f64| match name {
            "w" => short(value),
            name => veil.over(&[name], short(value)),
        };
        let [before, after] = [
            number_of(from, chain.at[link]),
            number_of(to, chain.at[link + 1]),
        ];
        let line = Line::of(
            Role::Plain,
            format!("{from} {before:<9} → {to} {after:<9} "),
        );
        line.and(term, format!("slope {slope} {number}"))
    };
    (0..LINKS.len()).map(line).collect()
}
