//! The heart of the course: what one pattern makes of every unit, forward from the inputs and back from the error.
//!
//! Forward, layer by layer: a unit's net input is e = Σ w·x over its inputs x, its output is y = f(e).
//!
//! Back, from the error E = ½ Σ (t − y)²: delta = −∂E/∂y says how much the error falls as a unit's *output* rises.
//! At an output unit that is t − y. A hidden unit has no target; raising its output moves the net input of every unit k above it by wₖ,
//! hence their outputs by wₖ · f′(eₖ), hence the error by −wₖ · f′(eₖ) · deltaₖ. The sum of what they say is its delta:
//! Σₖ wₖ · deltaₖ · f′(eₖ). The chain rule is nothing more than that.
//!
//! So for a weight with input x:  −∂E/∂w = delta · f′(e) · x, and a step of that times lr is the update.
//!
//! Many books fold f′ into delta (Rumelhart, Hinton and Williams 1986 do). Here it stays out, since f′ is what the lessons
//! are about. A bias is a weight whose input is 1, and nothing below treats it apart.

use ndarray::{Array1, ArrayView1, Axis, Slice};

use super::activation::Activation;
use super::layout::Layout;
use super::loss;
use super::patterns::Pattern;

/// All weights of a net, or a change of them: [`Layout::weights`] numbers in reading order.
pub type Weights = Array1<f64>;

/// A feed-forward net without its weights, which change.
#[derive(Clone, Debug)]
pub struct Network {
    /// Where each weight and each unit stands.
    pub layout: Layout,
    /// One each layer of units.
    pub activations: Vec<&'static Activation>,
}

/// What one pattern makes of a net: the signals between the layers, and three numbers for each unit.
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
}

impl Terms {
    /// Room for the terms of a net of this layout.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        let units = vec![0.0; layout.units()];
        let signals = layout.signal(layout.layers()).end;
        Terms {
            signal: vec![1.0; signals],
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

    /// What comes in through a weight: a signal from the layer below, or 1 for a bias.
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
        for (layer, activation) in (1..).zip(&self.activations) {
            let (below, own) = (self.layout.signal(layer - 1), self.layout.signal(layer));
            for (unit, place) in self.layout.units_of(layer).zip(own) {
                let row = self.layout.row(unit);
                // A unit's inputs and the 1 behind them; a unit without bias stops short of the 1.
                let inputs = ArrayView1::from(&terms.signal[below.start..below.start + row.len()]);
                let e = weights.slice_axis(Axis(0), Slice::from(row)).dot(&inputs);
                terms.net_input[unit] = e;
                terms.signal[place] = (activation.f)(e);
            }
        }
    }

    /// From the error down: f′(e) and delta of every unit, after [`Network::forward`] of the same inputs.
    /// `targets` has as many numbers as the last layer has units.
    pub fn backward(&self, weights: &Weights, targets: &[f64], terms: &mut Terms) {
        for layer in (1..=self.layout.layers()).rev() {
            let activation = self.activations[layer - 1];
            let own = self.layout.signal(layer);
            for ((place, unit), y) in self.layout.units_of(layer).enumerate().zip(own) {
                let y = terms.signal[y];
                terms.fprime[unit] = (activation.fprime)(terms.net_input[unit], y);
                terms.delta[unit] = match targets.get(place) {
                    Some(t) if layer == self.layout.layers() => loss::delta(*t, y),
                    _ => self.sent_back(weights, layer + 1, place, terms),
                };
            }
        }
    }

    /// What the units of `above` send back through their weights from the unit that is their input number `input`
    /// (from 0): Σₖ wₖ · deltaₖ · f′(eₖ).
    fn sent_back(&self, weights: &Weights, above: usize, input: usize, terms: &Terms) -> f64 {
        let send_back =
            |k| weights[self.layout.row(k).start + input] * terms.delta[k] * terms.fprime[k];
        self.layout.units_of(above).map(send_back).sum()
    }

    /// −∂E/∂w of a weight: the delta and f′(e) of its unit, times its input. After [`Network::backward`].
    #[must_use]
    pub fn descent(&self, weight: usize, terms: &Terms) -> f64 {
        let unit = self.layout.unit_of(weight);
        terms.delta[unit] * terms.fprime[unit] * terms.input(&self.layout, weight)
    }

    /// The error of one pattern, by [`Network::forward`] alone.
    pub fn error(&self, weights: &Weights, pattern: &Pattern, terms: &mut Terms) -> f64 {
        self.forward(weights, &pattern.inputs, terms);
        loss::error(
            &pattern.targets,
            terms.outputs(&self.layout, self.layout.layers()),
        )
    }
}
