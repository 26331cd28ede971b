//! The links of the chain and their numbers.

use crate::network::{Activation, Network, Pattern, Terms, WeightId, Weights};
use crate::training::{ShownUpdate, Term, Trainer};

/// Number of points of a curve.
pub const SAMPLES: u32 = 120;
/// The least reach of a plot to either side of its point.
const HALF: f64 = 2.0;
/// Net inputs that are always shown: most activations do what is theirs between these.
const ALWAYS: [f64; 2] = [-4.0, 4.0];

/// A weight's chain.
pub struct Chain<'a> {
    pub(super) id: WeightId,
    pub(super) network: &'a Network,
    pub(super) weights: &'a Weights,
    pub(super) pattern: &'a Pattern,
    pub(super) unit: usize,
    /// The weight, and the three numbers that follow from it.
    pub(super) at: [f64; 4],
    /// The slopes of the three links: input, f′(e), −delta.
    pub(super) slopes: [f64; 3],
}

/// The three links, each with the factor that is its slope and the names that tell that.
pub const LINKS: [Link; 3] = [
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
pub struct Link {
    /// The number that is moved.
    pub from: &'static str,
    /// The number that moves with it.
    pub to: &'static str,
    /// The factor that its slope is.
    pub term: Term,
    /// The slope, as it is written.
    pub slope: &'static str,
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
    pub(super) fn follows(&self, link: usize, from: f64) -> f64 {
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
    pub(super) fn window(&self, link: usize, nudge: f64) -> [f64; 2] {
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

/// One of the places between two numbers.
pub fn between(low: f64, high: f64, sample: u32) -> f64 {
    low + (high - low) * f64::from(sample) / f64::from(SAMPLES)
}
