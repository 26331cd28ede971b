//! The error as a function of a weight or two, with all others as they are. Nothing here is changed by it.

use super::learnt::Learnt;
use super::run::Run;
use crate::network::patterns::spread;
use crate::network::{Network, Pattern, Terms, Weights};

/// The error around some weights: over all patterns, over a sample of them, or on some.
#[derive(Clone, Debug)]
pub struct Landscape<'a> {
    network: &'a Network,
    weights: Weights,
    patterns: Vec<&'a Pattern>,
    /// Number of patterns that each of them represents.
    share: f64,
    terms: Terms,
}

/// Largest cost of a look around, in products of a weight and an input: some milliseconds.
const MOST_WORK: usize = 4_000_000;
/// Cost of an activation, in such products.
const UNIT_WORK: usize = 8;
/// Smallest number of patterns in a sample.
const FEWEST: usize = 8;

impl<'a> Landscape<'a> {
    /// The error over all patterns, which is to be asked for at so many places; where all patterns would take too long, over
    /// as many of them as do not, spread over the list.
    #[must_use]
    pub fn over_all(run: &'a Run, weights: &Weights, places: usize) -> Self {
        let all = run.patterns().len();
        let affordable = MOST_WORK / (work(run.network()) * places.max(1));
        let some = spread(all, affordable.max(FEWEST)).map(|place| &run.patterns()[place]);
        Landscape::of(run, weights, some.collect(), all)
    }

    /// The error on some patterns.
    #[must_use]
    pub fn on(run: &'a Run, weights: &Weights, patterns: &Learnt) -> Self {
        let some = patterns.patterns().map(|pattern| &run.patterns()[pattern]);
        Landscape::of(run, weights, some.collect(), patterns.count())
    }

    fn of(run: &'a Run, weights: &Weights, patterns: Vec<&'a Pattern>, all: usize) -> Self {
        Landscape {
            network: run.network(),
            weights: weights.clone(),
            share: all as f64 / patterns.len() as f64,
            patterns,
            terms: Terms::new(&run.network().layout),
        }
    }

    /// Number of patterns in the sample; `None` if it is all of them.
    #[must_use]
    pub fn looked_at(&self) -> Option<usize> {
        (self.share != 1.0).then_some(self.patterns.len())
    }

    /// The error with some weights set to other values.
    pub fn error(&mut self, moved: &[(usize, f64)]) -> f64 {
        let before: Vec<f64> = moved
            .iter()
            .map(|(weight, _)| self.weights[*weight])
            .collect();
        for (weight, value) in moved {
            self.weights[*weight] = *value;
        }
        let (network, weights, terms) = (self.network, &self.weights, &mut self.terms);
        let of = |pattern: &&Pattern| network.error(weights, pattern, terms);
        let error: f64 = self.patterns.iter().map(of).sum();
        for ((weight, _), value) in moved.iter().zip(before) {
            self.weights[*weight] = value;
        }
        error * self.share
    }

    /// ∂E/∂w of a weight, by the chain rule, where all weights are as they are.
    pub fn slope(&mut self, weight: usize) -> f64 {
        let mut slope = 0.0;
        for Pattern { inputs, targets } in &self.patterns {
            self.network.forward(&self.weights, inputs, &mut self.terms);
            self.network
                .backward(&self.weights, targets, &mut self.terms);
            slope -= self.network.descent(weight, &self.terms);
        }
        slope * self.share
    }
}

/// Cost of one pass of one pattern, in products of a weight and an input.
fn work(network: &Network) -> usize {
    network.layout.weights() + UNIT_WORK * network.layout.units()
}
