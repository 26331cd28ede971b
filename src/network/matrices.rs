//! The update as books print it: a matrix for each layer, dot products on the way forward, outer products on the way back.
//!
//! It computes the same numbers as the loops of `terms`, which the program uses because they show each factor by itself.

use ndarray::{Array1, Array2, ArrayView2, Axis};

use super::layout::Layout;
use super::patterns::Pattern;
use super::terms::{Network, Weights};

impl Layout {
    /// The weights W of `layer` (from 1) as a matrix: a row for each unit, a column for each input, the biases last.
    /// `None` if only some of its units have a bias, for then its rows have different lengths.
    #[must_use]
    pub fn matrix<'a>(&self, weights: &'a Weights, layer: usize) -> Option<ArrayView2<'a, f64>> {
        let units = self.units_of(layer);
        let columns = self.row(units.start).len();
        let is_whole = units.clone().all(|unit| self.row(unit).len() == columns);
        let entries = self.row(units.start).start..self.row(units.end - 1).end;
        let row = weights.as_slice()?.get(entries)?;
        is_whole
            .then(|| ArrayView2::from_shape((units.len(), columns), row).ok())
            .flatten()
    }

    /// The inputs of `layer`, with a 1 at their end if its matrix has a column of biases.
    fn with_one(&self, outputs: &Array1<f64>, layer: usize) -> Array1<f64> {
        let columns = self.row(self.units_of(layer).start).len();
        let ones = std::iter::repeat_n(1.0, columns - outputs.len());
        outputs.iter().copied().chain(ones).collect()
    }
}

impl Network {
    /// The change of each layer's matrix, shaped as in [`Layout::matrix`], by one update of lr × delta × f′(e) × input;
    /// `None` if a layer's weights are no matrix.
    ///
    /// Forward, e = W·x and y = f(e). Back, with g = delta ∘ f′(e) for each unit, ΔW = lr · g ⊗ x, and Wᵀ·g is the delta of
    /// the layer below (Nielsen 2015, equations BP1 to BP4, where δ is this g).
    #[must_use]
    pub fn change_in_matrices(
        &self,
        weights: &Weights,
        pattern: &Pattern,
        lr: f64,
    ) -> Option<Vec<Array2<f64>>> {
        let layers = 1..=self.layout.layers();
        let mut inputs = Vec::new();
        let mut net_inputs = Vec::new();
        let mut y = Array1::from(pattern.inputs.clone());
        for (layer, f) in layers.clone().zip(&self.activations) {
            let x = self.layout.with_one(&y, layer);
            let e = self.layout.matrix(weights, layer)?.dot(&x);
            y = e.mapv(|e| f.f(e));
            inputs.push(x);
            net_inputs.push(e);
        }
        let mut delta: Option<Array1<f64>> = None;
        let mut changes = Vec::new();
        for layer in layers.rev() {
            let (x, e) = (&inputs[layer - 1], &net_inputs[layer - 1]);
            let f = &self.activations[layer - 1];
            let fprime = e.mapv(|e| f.fprime(e, f.f(e)));
            let g = match &delta {
                Some(delta) => delta * &fprime,
                None => (0..y.len())
                    .map(|k| self.loss.factors(pattern.targets[k], y[k], fprime[k]))
                    .map(|[delta, fprime]| delta * fprime)
                    .collect(),
            };
            changes.push(lr * outer(&g, x));
            let back = self.layout.matrix(weights, layer)?.reversed_axes().dot(&g);
            let below = ..self.layout.inputs(layer);
            delta = Some(back.slice_axis(Axis(0), below.into()).to_owned());
        }
        changes.reverse();
        Some(changes)
    }
}

/// The outer product g ⊗ x: a row for each entry of g, a column for each of x.
fn outer(g: &Array1<f64>, x: &Array1<f64>) -> Array2<f64> {
    g.view()
        .insert_axis(Axis(1))
        .dot(&x.view().insert_axis(Axis(0)))
}
