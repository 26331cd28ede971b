//! Kinks that a weight's step leads a unit over: there a central difference mixes two slopes.

use crate::formula::{constant, derive, parse};
use crate::network::{Activation, Network, Pattern, Terms, Weights};

/// A unit whose net input is moved over a kink of its activation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kink {
    /// Its layer, from 1.
    pub layer: usize,
    /// Its place in the layer, from 1.
    pub unit: usize,
}

/// The first unit that, for one of the patterns, is moved over a kink when a weight moves by `h` to either side. `straight`
/// says of each layer whether its activation is made of straight lines.
pub fn kink<'a>(
    network: &Network,
    straight: &[bool],
    before: &Weights,
    patterns: impl Iterator<Item = &'a Pattern>,
    (weight, h): (usize, f64),
) -> Option<Kink> {
    let layout = &network.layout;
    let from = layout.unit_of(weight);
    let moved = [-h, h].map(|by| {
        let mut weights = before.clone();
        weights[weight] += by;
        weights
    });
    let mut terms = [Terms::new(layout), Terms::new(layout)];
    for pattern in patterns {
        for (weights, terms) in moved.iter().zip(&mut terms) {
            network.forward(weights, &pattern.inputs, terms);
        }
        let crosses = |unit: &usize| {
            let [a, b] = terms.each_ref().map(|terms| terms.net_input[*unit]);
            let layer = layout.layer_of(*unit) - 1;
            crosses(&network.activations[layer], straight[layer], a, b)
        };
        if let Some(unit) = (from..layout.units()).find(crosses) {
            let id = layout.id(layout.row(unit).start);
            return Some(Kink {
                layer: id.layer,
                unit: id.unit,
            });
        }
    }
    None
}

/// Returns `true` if a kink lies between two net inputs. Of written activations only kinks of straight lines are known.
fn crosses(activation: &Activation, is_straight: bool, a: f64, b: f64) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    match activation {
        Activation::Named(row) => row.kinks.iter().any(|kink| low < *kink && *kink <= high),
        Activation::Written(written) => is_straight && written.fprime(low) != written.fprime(high),
    }
}

/// Returns `true` if an activation is made of straight lines: its second derivative is 0.
pub fn is_straight(activation: &Activation) -> bool {
    let derived = |formula| derive(&formula, "e").ok().map(|found| found.derivative);
    let second = parse(activation.formula())
        .ok()
        .and_then(derived)
        .and_then(derived);
    second.is_some_and(|formula| constant(&formula) == Ok(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::ACTIVATIONS;

    #[test]
    fn straight_activations_are_told_from_the_others() {
        let straight = ACTIVATIONS
            .iter()
            .filter(|row| is_straight(&Activation::Named(row)));
        let names: Vec<&str> = straight.map(|row| row.name).collect();
        assert_eq!(names, ["identity", "relu", "leaky-relu", "step"]);
        for (text, straight) in [
            ("2 * e - 1", true),
            ("max(0, e)", true),
            ("abs(e)", true),
            ("e^2", false),
        ] {
            let activation = Activation::read(text).expect(text);
            assert_eq!(is_straight(&activation), straight, "{text}");
        }
    }

    #[test]
    fn a_kink_is_crossed_where_the_net_input_goes_from_one_side_to_the_other() {
        for text in ["relu", "max(0, e)"] {
            let activation = Activation::read(text).expect(text);
            let crosses = |a, b| crosses(&activation, true, a, b);
            assert!(crosses(-0.1, 0.2) && crosses(0.2, -0.1), "{text}");
            assert!(!crosses(0.1, 0.2) && !crosses(-0.2, -0.1), "{text}");
            assert!(!crosses(0.0, 0.0), "{text}: a unit that is not moved");
        }
    }
}
