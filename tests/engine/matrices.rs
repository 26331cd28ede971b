//! The update in matrices against the update in loops.

use crate::chance::{Chance, smooth};
use crate::support::Net;
use deltarule::network::{Layout, Pattern};
use deltarule::training::Schedule;
use ndarray::Array1;

/// Two ways to add up the same products differ by rounding alone.
const ROUNDING: f64 = 1e-12;

/// A net with two hidden layers of some smooth activations, every unit with a bias, and one pattern.
fn net(chance: &mut Chance) -> Net {
    let mut layer = |units: usize, inputs: usize| {
        let rows = (0..units).map(|_| chance.numbers(inputs + 1)).collect();
        (chance.one_of(&smooth()), rows)
    };
    let layers = vec![layer(3, 2), layer(4, 3), layer(2, 4)];
    let pattern = Pattern {
        inputs: chance.numbers(2),
        targets: chance.numbers(2),
    };
    Net {
        layers,
        patterns: vec![pattern],
        lr: 0.5,
        schedule: Schedule::Online,
        frozen: Vec::new(),
    }
}

#[test]
fn the_update_in_matrices_is_the_update_in_loops() {
    for seed in 0..50 {
        let net = net(&mut Chance(seed));
        let (network, weights) = (net.network(), Array1::from(net.weights()));
        let changes = network
            .change_in_matrices(&weights, &net.patterns[0], net.lr)
            .expect("every unit has a bias");
        let by_matrices: Vec<f64> = changes.iter().flatten().copied().collect();
        let trainer = net.trainer();
        let by_loops = trainer.run().update().change.to_vec();
        assert_eq!(by_matrices.len(), by_loops.len());
        for (matrix, loops) in by_matrices.iter().zip(&by_loops) {
            assert!(
                (matrix - loops).abs() <= ROUNDING,
                "seed {seed}: {matrix} and {loops}"
            );
        }
    }
}

#[test]
fn a_layer_with_and_without_biases_is_no_matrix() {
    let layout = Layout::new(vec![2, 2, 1], &[3, 2, 3]);
    let weights = Array1::zeros(layout.weights());
    assert!(layout.matrix(&weights, 1).is_none());
    assert_eq!(
        layout.matrix(&weights, 2).expect("one unit").dim(),
        (1, 3),
        "a row for the unit, a column for each input and the bias"
    );
}
