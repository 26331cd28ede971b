//! The heart of the course: the terms of every unit on one pattern, forward from the inputs and back from the error.
//!
//! Forward, layer by layer: a unit's net input is e = Σ w·x over its inputs x, its output is y = f(e).
//!
//! Back, from the error E = ½ Σ (t − y)²: delta = −∂E/∂y says how much the error falls as a unit's *output* rises.
//! At an output unit that is t − y. A hidden unit has no target; raising its output moves the net input of every unit k above it by wₖ,
//! hence their outputs by wₖ · f′(eₖ), hence the error by −wₖ · f′(eₖ) · deltaₖ. The sum of these is its delta:
//! Σₖ wₖ · deltaₖ · f′(eₖ). The chain rule is nothing more than that.
//!
//! So for a weight with input x:  −∂E/∂w = delta · f′(e) · x, and a step of that times lr is the update.
//!
//! Many books fold f′ into delta (Rumelhart, Hinton and Williams 1986 do). Here it stays out, since f′ is what the lessons
//! are about. A bias is a weight whose input is 1, and nothing below treats it apart.

use std::sync::Arc;

use ndarray::Array1;

use super::layout::Layout;
use super::loss::Loss;
use super::patterns::Pattern;
use super::written::Activation;

/// All weights of a net, or a change of them: [`Layout::weights`] numbers in reading order.
pub type Weights = Array1<f64>;

/// A feed-forward net without its weights, which change.
#[derive(Clone, Debug)]
pub struct Network {
    /// The places of all weights and units.
    pub layout: Arc<Layout>,
    /// The activations, one for each layer of units.
    pub activations: Vec<Activation>,
    /// The measure of the error.
    pub loss: Loss,
}

/// The terms of a net on one pattern: the signals between the layers, and three numbers for each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The inputs, then the outputs y of each layer, each layer's followed by a 1; see [`Layout::signal`].
    pub signal: Vec<f64>,
    /// e of each unit.
    pub net_input: Vec<f64>,
    /// f′(e) of each unit.
    pub fprime: Vec<f64>,
    /// −∂E/∂y of each unit.
    pub delta: Vec<f64>,
    /// Two numbers for each unit whose product is its local gradient delta · f′(e): these two themselves, but at an
    /// output under cross-entropy, where f′ cancels; see [`Loss::factors`].
    pub factors: Vec<[f64; 2]>,
}

impl Terms {
    /// Room for the terms of a net of this layout.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        let units = vec![0.0; layout.units()];
        let signals = layout.signal(layout.layers()).end;
        Terms {
            signal: vec![layout.bias_input; signals],
            factors: vec![[0.0; 2]; units.len()],
            net_input: units.clone(),
            fprime: units.clone(),
            delta: units,
        }
    }

    /// The outputs of a layer; those of layer 0 are the net's inputs.
    #[must_use]
    pub fn outputs(&self, layout: &Layout, layer: usize) -> &[f64] {
        let range = layout.signal(layer);
        &self.signal[range.start..range.end - 1]
    }

    /// The output y of a unit.
    #[must_use]
    pub fn output(&self, layout: &Layout, unit: usize) -> f64 {
        let layer = layout.layer_of(unit);
        self.signal[layout.signal(layer).start + unit - layout.units_of(layer).start]
    }

    /// The input of a weight: a signal from the layer below, or 1 for a bias.
    #[must_use]
    pub fn input(&self, layout: &Layout, weight: usize) -> f64 {
        let unit = layout.unit_of(weight);
        let below = layout.signal(layout.layer_of(unit) - 1);
        self.signal[below.start + weight - layout.row(unit).start]
    }
}

impl Network {
    /// From the inputs up: e and y of every unit. `inputs` has [`Layout::size`] of layer 0 numbers.
    pub fn forward(&self, weights: &Weights, inputs: &[f64], terms: &mut Terms) {
        terms.signal[..inputs.len()].copy_from_slice(inputs);
        self.forward_from(1, weights, terms);
    }

    /// e and y of every unit of a layer and of those above it, from the outputs below.
    fn forward_from(&self, first: usize, weights: &Weights, terms: &mut Terms) {
        let weights = weights.as_slice().unwrap_or_default();
        for (layer, activation) in (1..).zip(&self.activations).skip(first - 1) {
            let own = self.layout.signal(layer);
            // The layer's inputs and the 1 behind them; a unit without bias stops short of the 1.
            let (below, own) = terms.signal.split_at_mut(own.start);
            let below = &below[self.layout.signal(layer - 1)];
            for (unit, y) in self.layout.units_of(layer).zip(own) {
                let weights = &weights[self.layout.row(unit)];
                let e = weights.iter().zip(below).map(|(w, x)| w * x).sum();
                terms.net_input[unit] = e;
                *y = activation.f(e);
            }
        }
    }

    /// From the error down: f′(e) and delta of every unit, after [`Network::forward`] of the same inputs.
    /// `targets` has as many numbers as the last layer has units.
    pub fn backward(&self, weights: &Weights, targets: &[f64], terms: &mut Terms) {
        let weights = weights.as_slice().unwrap_or_default();
        for layer in (1..=self.layout.layers()).rev() {
            if layer < self.layout.layers() {
                for (input, unit) in self.layout.units_of(layer).enumerate() {
                    terms.delta[unit] = self.sent_back(weights, layer + 1, input, terms);
                }
            }
            self.slopes(layer, targets, terms);
        }
    }

    /// f′(e) of the units of a layer; in the last layer delta too, which in the others has to be there already.
    pub fn slopes(&self, layer: usize, targets: &[f64], terms: &mut Terms) {
        let activation = &self.activations[layer - 1];
        let is_output = layer == self.layout.layers();
        let own = self.layout.signal(layer);
        for ((place, unit), y) in self.layout.units_of(layer).enumerate().zip(own) {
            let y = terms.signal[y];
            let fprime = activation.fprime(terms.net_input[unit], y);
            terms.fprime[unit] = fprime;
            if is_output {
                let t = targets[place];
                terms.delta[unit] = self.loss.delta(t, y, fprime);
                terms.factors[unit] = self.loss.factors(t, y, fprime);
            } else {
                terms.factors[unit] = [terms.delta[unit], fprime];
            }
        }
    }

    /// The sum of what the units of `above` send back to the unit that is their input number `input` (from 0):
    /// Σₖ wₖ · deltaₖ · f′(eₖ).
    fn sent_back(&self, weights: &[f64], above: usize, input: usize, terms: &Terms) -> f64 {
        let send_back = |k: usize| {
            let [delta, fprime] = terms.factors[k];
            weights[self.layout.row(k).start + input] * delta * fprime
        };
        self.layout.units_of(above).map(send_back).sum()
    }

    /// −∂E/∂w of a weight: delta · f′(e) of its unit, times its input. After [`Network::backward`].
    #[must_use]
    pub fn descent(&self, weight: usize, terms: &Terms) -> f64 {
        let [delta, fprime] = terms.factors[self.layout.unit_of(weight)];
        delta * fprime * terms.input(&self.layout, weight)
    }

    /// The error of one pattern, by [`Network::forward`] alone.
    pub fn error(&self, weights: &Weights, pattern: &Pattern, terms: &mut Terms) -> f64 {
        self.forward(weights, &pattern.inputs, terms);
        self.error_of_outputs(pattern, terms)
    }

    /// The error of one pattern if the output of a unit, by its place in the row of all units, were `y`, and all below and
    /// beside it were as the weights make it.
    #[must_use]
    pub fn error_with_output(
        &self,
        weights: &Weights,
        pattern: &Pattern,
        unit: usize,
        y: f64,
    ) -> f64 {
        let mut terms = Terms::new(&self.layout);
        self.forward(weights, &pattern.inputs, &mut terms);
        let layer = self.layout.layer_of(unit);
        let place = unit - self.layout.units_of(layer).start;
        terms.signal[self.layout.signal(layer).start + place] = y;
        if layer == self.layout.layers() {
            // Cross-entropy reads the net input of its logistic output: the one that gives this output.
            terms.net_input[unit] = (y / (1.0 - y)).ln();
        }
        self.forward_from(layer + 1, weights, &mut terms);
        self.error_of_outputs(pattern, &terms)
    }

    fn error_of_outputs(&self, pattern: &Pattern, terms: &Terms) -> f64 {
        let last = self.layout.layers();
        let outputs = terms
            .outputs(&self.layout, last)
            .iter()
            .zip(self.layout.units_of(last));
        let of_output =
            |(t, (y, unit)): (&f64, (&f64, usize))| self.loss.error(*t, *y, terms.net_input[unit]);
        pattern.targets.iter().zip(outputs).map(of_output).sum()
    }
}
