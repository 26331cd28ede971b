//! The chain from the selected weight to the error, a plot for each link: e over w, y over e, E over y. Each has its slope, and
//! the product of the three is the slope of the error. A nudge of the weight is followed through all three.
//!
//! All is of the update that is shown, from the weights before it. For a hidden unit the last plot is E as the output of that
//! unit alone changes.

mod nudged;
#[cfg(test)]
mod tests;

use self::nudged::{Nudged, bars};
use super::mask::Mask;
use super::row::{Panel, View, staged};
use crate::figure::chart::{Chart, Mark, Series, Stroke, Tangent};
use crate::figure::number::short;
use crate::figure::{Axis, Beside, Figure, HIDDEN, Ink, Line, Role, width};
use crate::network::{Activation, Network, Pattern, Terms, WeightId, Weights};
use crate::training::{ShownUpdate, Term, Trainer};

pub const PANEL: Panel = Panel {
    name: "chain",
    title,
    figure,
};

/// In how many points a curve is drawn.
const SAMPLES: u32 = 120;
/// How far a plot goes at least to either side of its point.
const HALF: f64 = 2.0;
/// Net inputs that are always shown: most activations do what is theirs between these.
const ALWAYS: [f64; 2] = [-4.0, 4.0];
/// How far a tangent goes to either side, as a share of the whole width.
const REACH: f64 = 0.25;

/// A weight's chain.
pub struct Chain<'a> {
    id: WeightId,
    network: &'a Network,
    weights: &'a Weights,
    pattern: &'a Pattern,
    unit: usize,
    /// The weight, and the three numbers that follow from it.
    at: [f64; 4],
    /// The slopes of the three links: input, f′(e), −delta.
    slopes: [f64; 3],
}

/// The three links, each with the factor that is its slope and the names that tell that.
const LINKS: [Link; 3] = [
    Link {
        from: "w",
        to: "e",
        term: Term::Input,
        slope: "input",
    },
    Link {
        from: "e",
        to: "y",
        term: Term::Fprime,
        slope: "f′(e)",
    },
    Link {
        from: "y",
        to: "E",
        term: Term::Delta,
        slope: "−delta",
    },
];

/// A link of the chain.
struct Link {
    /// What is moved.
    from: &'static str,
    /// What moves with it.
    to: &'static str,
    /// The factor that its slope is.
    term: Term,
    /// The slope, as it is written.
    slope: &'static str,
}

impl<'a> Chain<'a> {
    /// The chain of the selected weight in the update that is shown; none, if the first run has no such weight.
    #[must_use]
    pub fn of(trainer: &'a Trainer) -> Option<Self> {
        let shown: ShownUpdate<'a> = trainer.shown_update();
        let network = shown.run.network();
        let layout = &network.layout;
        let weight = layout.weight(trainer.selected())?;
        let unit = layout.unit_of(weight);
        let terms = shown.terms();
        let weights = &shown.update.before;
        let pattern = &shown.run.patterns()[shown.pattern];
        let error = network.error(weights, pattern, &mut Terms::new(layout));
        let at = [
            weights[weight],
            terms.net_input[unit],
            terms.output(layout, unit),
            error,
        ];
        let input = terms.input(layout, weight);
        Some(Chain {
            id: trainer.selected(),
            network,
            weights,
            pattern,
            unit,
            at,
            slopes: [input, terms.fprime[unit], -terms.delta[unit]],
        })
    }

    fn activation(&self) -> &Activation {
        &self.network.activations[self.id.layer - 1]
    }

    /// The numbers that follow from a number of the chain: e of a weight, y of a net input, E of an output.
    fn follows(&self, link: usize, from: f64) -> f64 {
        let [w, e, ..] = self.at;
        match link {
            0 => e + (from - w) * self.slopes[0],
            1 => self.activation().f(from),
            _ => self
                .network
                .error_with_output(self.weights, self.pattern, self.unit, from),
        }
    }

    /// ∂E/∂w, the product of the three slopes.
    #[must_use]
    pub fn product(&self) -> f64 {
        self.slopes.iter().product()
    }

    /// The slopes of the three links: input, f′(e), −delta.
    #[must_use]
    pub fn slopes(&self) -> [f64; 3] {
        self.slopes
    }

    /// The numbers that a plot spans from left to right.
    fn window(&self, link: usize, nudge: f64) -> [f64; 2] {
        let half = HALF.max(2.0 * nudge.abs());
        let around = |value: f64| [value - half, value + half];
        match link {
            0 => around(self.at[0]),
            1 => {
                let [low, high] = around(self.at[1]);
                [low.min(ALWAYS[0]), high.max(ALWAYS[1])]
            }
            _ => self.outputs(nudge),
        }
    }

    /// The outputs that the last plot spans: those of the net inputs of the second, the present one and the target among them.
    fn outputs(&self, nudge: f64) -> [f64; 2] {
        let [low, high] = self.window(1, nudge);
        let y = self.at[2];
        let is_output = self.id.layer == self.network.layout.layers();
        let target = self.pattern.targets.get(self.id.unit - 1).copied();
        let spans = (0..=SAMPLES)
            .map(|sample| self.activation().f(between(low, high, sample)))
            .chain([y])
            .chain(target.filter(|_| is_output))
            .filter(|y| y.is_finite());
        let [low, high] = spans.fold([y, y], |[low, high], y| [low.min(y), high.max(y)]);
        let air = 0.5 * f64::from(u8::from(high - low < 1e-9));
        [low - air, high + air]
    }
}

fn between(low: f64, high: f64, sample: u32) -> f64 {
    low + (high - low) * f64::from(sample) / f64::from(SAMPLES)
}

fn title(view: &View<'_>) -> Line {
    let line = Line::of(Role::Heading, "chain");
    let line = line.and(
        Role::Quiet,
        format!(" · from {} to E", view.trainer.selected()),
    );
    let shown = view.trainer.shown_update();
    let line = match shown.run.patterns().len() {
        1 => line,
        _ => line.and(Role::Quiet, format!(", pattern {}", shown.pattern + 1)),
    };
    staged(line, view.trainer)
}

fn figure(view: &View<'_>) -> Figure {
    let Some(chain) = Chain::of(view.trainer) else {
        let name = view.trainer.selected();
        let line = Line::of(Role::Quiet, format!("this net has no {name}"));
        return Figure::Lines(vec![line]);
    };
    let nudged = Nudged::of(&chain, view.trainer.nudge());
    let charts = (0..LINKS.len()).map(|link| plot(&chain, link, &nudged, view.veil));
    let table = bars(&nudged, view.veil);
    Figure::Beside(Beside {
        charts: charts.collect(),
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
            hidden: veil.hides(told_by(link)),
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

/// The names that tell the slope of a link.
fn told_by(link: usize) -> &'static [&'static str] {
    match link {
        0 => &["input"],
        1 => &["fprime"],
        _ => &["delta"],
    }
}

/// What stands over a plot: how much its number moves with the one before.
fn caption(chain: &Chain<'_>, link: usize, veil: &Mask) -> Line {
    let Link { from, to, term, .. } = LINKS[link];
    let slope = veil.over(told_by(link), short(chain.slopes[link]));
    let line = Line::of(Role::Plain, format!("{to} over {from} "));
    line.and(Ink::from(term).strong(), format!("╱{slope}"))
}

/// The three slopes by name, and below them their numbers and what these make: the slope of the error.
fn product(chain: &Chain<'_>, veil: &Mask) -> [Line; 2] {
    let mut names = Line::of(Role::Plain, "∂E/∂w = ");
    let mut numbers = Line::of(Role::Plain, "      = ");
    for (link, Link { term, slope, .. }) in LINKS.iter().enumerate() {
        let number = veil.over(told_by(link), short(chain.slopes[link]));
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
    let line = |(
        link,
        Link {
            from,
            to,
            term,
            slope,
        },
    ): (usize, &Link)| {
        let number = veil.over(told_by(link), short(chain.slopes[link]));
        let hides = |name: &str| veil.hides(&[name]);
        let number_of = |name: &str, value: f64| match name {
            "w" => short(value),
            name if hides(name) => HIDDEN.to_string(),
            _ => short(value),
        };
        let [before, after] = [
            number_of(from, chain.at[link]),
            number_of(to, chain.at[link + 1]),
        ];
        let line = Line::of(
            Role::Plain,
            format!("{from} {before:<9} → {to} {after:<9} "),
        );
        line.and(*term, format!("slope {slope} {number}"))
    };
    LINKS.iter().enumerate().map(line).collect()
}
