//! Places of weights and units in a net. Layers, units and inputs are counted from 1, as in lessons.

use std::fmt;
use std::ops::Range;

/// A weight by its place: `w(layer, unit, input)`. The input after the last one is the bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WeightId {
    /// Layer of units, from 1.
    pub layer: usize,
    /// Unit in the layer, from 1.
    pub unit: usize,
    /// Input of the unit, from 1.
    pub input: usize,
}

impl WeightId {
    /// The first weight of a layer's first unit.
    #[must_use]
    pub fn first_of(layer: usize) -> Self {
        WeightId {
            layer,
            unit: 1,
            input: 1,
        }
    }

    /// The unit that it leads into.
    #[must_use]
    pub fn unit_id(self) -> UnitId {
        UnitId {
            layer: self.layer,
            unit: self.unit,
        }
    }
}

/// A unit by its place: `(layer, unit)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitId {
    /// Layer of units, from 1.
    pub layer: usize,
    /// Unit in the layer, from 1.
    pub unit: usize,
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({},{})", self.layer, self.unit)
    }
}

impl fmt::Display for WeightId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "w({},{},{})", self.layer, self.unit, self.input)
    }
}

/// The sizes of a net's layers, and which of its units have a bias.
///
/// All weights of a net form one row, in reading order (layer, unit, input, bias): a net's weights are a vector,
/// and so is a change of them. All units form one row likewise.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Number of the net's inputs, then number of units of each layer.
    sizes: Vec<usize>,
    /// The weights of each unit in the row of all weights.
    rows: Vec<Range<usize>>,
    /// The units of each layer in the row of all units; layer 0 has none.
    units: Vec<Range<usize>>,
    /// The layer of each unit.
    layers: Vec<usize>,
    /// See [`Layout::signal`].
    signals: Vec<Range<usize>>,
    /// Signal that comes in through every bias: 1.
    pub bias_input: f64,
}

impl Layout {
    /// A net of `sizes` (inputs, then the units of each layer); `lengths` has the number of weights of each unit:
    /// one more than the layer has inputs, or just as many if the unit has no bias.
    ///
    /// # Panics
    /// If `lengths` is not one per unit, or fits no layer: whoever reads a net from a lesson looks first.
    #[must_use]
    pub fn new(sizes: Vec<usize>, lengths: &[usize]) -> Self {
        assert_eq!(
            lengths.len(),
            sizes[1..].iter().sum::<usize>(),
            "one length a unit"
        );
        let mut rows = Vec::with_capacity(lengths.len());
        let mut start = 0;
        for &length in lengths {
            rows.push(start..start + length);
            start += length;
        }
        let mut units: Vec<Range<usize>> = Vec::with_capacity(sizes.len());
        let mut signals: Vec<Range<usize>> = Vec::with_capacity(sizes.len());
        let end = |ranges: &[Range<usize>]| ranges.last().map_or(0, |range| range.end);
        for (layer, size) in sizes.iter().enumerate() {
            let (first, signal) = (end(&units), end(&signals));
            units.push(first..first + if layer == 0 { 0 } else { *size });
            signals.push(signal..signal + size + 1);
        }
        let layers = (1..sizes.len()).flat_map(|layer| vec![layer; sizes[layer]]);
        let layout = Layout {
            layers: layers.collect(),
            sizes,
            rows,
            units,
            signals,
            bias_input: 1.0,
        };
        for unit in 0..layout.units() {
            let inputs = layout.inputs(layout.layer_of(unit));
            assert!(
                [inputs, inputs + 1].contains(&layout.rows[unit].len()),
                "unit {unit} has too many weights"
            );
        }
        layout
    }

    /// A net whose units all have a bias.
    #[must_use]
    pub fn with_biases(sizes: Vec<usize>) -> Self {
        let lengths: Vec<usize> = sizes
            .windows(2)
            .flat_map(|pair| vec![pair[0] + 1; pair[1]])
            .collect();
        Layout::new(sizes, &lengths)
    }

    /// Number of layers of units.
    #[must_use]
    pub fn layers(&self) -> usize {
        self.sizes.len() - 1
    }

    /// Number of inputs of a unit of `layer`, without the bias's 1.
    #[must_use]
    pub fn inputs(&self, layer: usize) -> usize {
        self.sizes[layer - 1]
    }

    /// Number of units of `layer`; layer 0 is the net's inputs.
    #[must_use]
    pub fn size(&self, layer: usize) -> usize {
        self.sizes[layer]
    }

    /// Number of units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.rows.len()
    }

    /// Number of weights, including biases.
    #[must_use]
    pub fn weights(&self) -> usize {
        self.rows.last().map_or(0, |row| row.end)
    }

    /// The units of `layer`, in the row of all units.
    #[must_use]
    pub fn units_of(&self, layer: usize) -> Range<usize> {
        self.units[layer].clone()
    }

    /// The place of a unit in the row of all units, if there is such a unit.
    #[must_use]
    pub fn unit(&self, UnitId { layer, unit }: UnitId) -> Option<usize> {
        let there = (1..=self.layers()).contains(&layer) && (1..=self.size(layer)).contains(&unit);
        there.then(|| self.units_of(layer).start + unit - 1)
    }

    /// The name of a unit.
    ///
    /// # Panics
    /// If there is no such unit.
    #[must_use]
    pub fn unit_id(&self, unit: usize) -> UnitId {
        let layer = self.layer_of(unit);
        UnitId {
            layer,
            unit: unit - self.units_of(layer).start + 1,
        }
    }

    /// The layer of a unit.
    ///
    /// # Panics
    /// If there is no such unit.
    #[must_use]
    pub fn layer_of(&self, unit: usize) -> usize {
        self.layers[unit]
    }

    /// The weights of a unit, in the row of all weights.
    #[must_use]
    pub fn row(&self, unit: usize) -> Range<usize> {
        self.rows[unit].clone()
    }

    /// The weights of a layer's units, by their places in the row of all weights.
    #[must_use]
    pub fn weights_of(&self, layer: usize) -> Range<usize> {
        let units = self.units_of(layer);
        self.row(units.start).start..self.row(units.end - 1).end
    }

    /// The unit that a weight leads into.
    #[must_use]
    pub fn unit_of(&self, weight: usize) -> usize {
        self.rows.partition_point(|row| row.end <= weight)
    }

    /// Returns `true` if a weight is its unit's bias.
    #[must_use]
    pub fn is_bias(&self, weight: usize) -> bool {
        let unit = self.unit_of(weight);
        weight - self.rows[unit].start == self.inputs(self.layer_of(unit))
    }

    /// The place of a weight in the row of all weights, if there is such a weight.
    #[must_use]
    pub fn weight(&self, id: WeightId) -> Option<usize> {
        let row = self.row(self.unit(id.unit_id())?);
        (1..=row.len())
            .contains(&id.input)
            .then(|| row.start + id.input - 1)
    }

    /// The place of a weight that is known to be there, as the selected one is.
    ///
    /// # Panics
    /// If the net has no such weight.
    #[must_use]
    pub fn place(&self, id: WeightId) -> usize {
        let place = self.weight(id);
        place.expect("the weight that is selected or marked is one of the net")
    }

    /// The name of a weight.
    #[must_use]
    pub fn id(&self, weight: usize) -> WeightId {
        let place = self.unit_of(weight);
        let UnitId { layer, unit } = self.unit_id(place);
        let input = weight - self.rows[place].start + 1;
        WeightId { layer, unit, input }
    }

    /// Range of the outputs of `layer` in a row of all layers' outputs, in which each layer is followed by a 1 for the
    /// biases above it; layer 0 is the net's inputs.
    #[must_use]
    pub fn signal(&self, layer: usize) -> Range<usize> {
        self.signals[layer].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_a_name_and_every_name_a_weight() {
        let layout = Layout::new(vec![2, 2, 1], &[3, 2, 3]);
        assert_eq!(layout.weights(), 8);
        for weight in 0..layout.weights() {
            assert_eq!(layout.weight(layout.id(weight)), Some(weight));
        }
        let missing_bias = WeightId {
            layer: 1,
            unit: 2,
            input: 3,
        };
        assert_eq!(
            layout.weight(missing_bias),
            None,
            "the second unit has no bias"
        );
    }

    #[test]
    fn a_bias_is_the_last_weight_of_its_unit() {
        let layout = Layout::new(vec![2, 2, 1], &[3, 2, 3]);
        let biases: Vec<usize> = (0..layout.weights())
            .filter(|&weight| layout.is_bias(weight))
            .collect();
        assert_eq!(biases, [2, 7]);
    }
}
