//! Starting weights from a seed, the same on every machine.

use ndarray::Array1;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// `count` weights, evenly spread between −`spread` and `spread`, drawn in reading order.
///
/// The recipe, so that anyone can draw them again: `ChaCha8`, seeded with `seed`; u = the upper 53 bits of the next
/// 64 as a share of 2⁵³; the weight is spread · (2u − 1).
#[must_use]
pub fn weights(seed: u64, spread: f64, count: usize) -> Array1<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    Array1::from_shape_simple_fn(count, || {
        let share = (random.next_u64() >> 11) as f64 * 2f64.powi(-53);
        spread * (2.0 * share - 1.0)
    })
}

/// The order of `count` patterns in an epoch: each epoch has a stream of its own, so that any can be laid out by itself.
///
/// The recipe: `ChaCha8`, seeded with `seed`, stream epoch + 1; from the last place down to the second, swapped with the place
/// that the next 64 bits modulo the number of places up to it say.
#[must_use]
pub fn order(seed: u64, epoch: u64, count: usize) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(epoch.wrapping_add(1));
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "less than the number of patterns"
        )]
        let place = (random.next_u64() % (last as u64 + 1)) as usize;
        order.swap(last, place);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_weights_everywhere() {
        let drawn = weights(7, 0.5, 3);
        // Computed apart from this crate, from the definitions of ChaCha8 and of its seeding.
        assert_eq!(
            drawn.to_vec(),
            [
                -0.342_203_902_979_380_64,
                -0.332_010_637_227_898_7,
                0.204_276_128_036_456_45
            ]
        );
        assert_eq!(
            weights(7, 0.5, 2).to_vec(),
            drawn.to_vec()[..2],
            "more weights begin like fewer"
        );
        assert_ne!(weights(8, 0.5, 3), drawn);
    }

    #[test]
    fn each_epoch_has_its_own_order_of_all_patterns() {
        let first = order(7, 0, 20);
        let mut sorted = first.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<_>>());
        assert_eq!(first, order(7, 0, 20));
        assert_ne!(first, order(7, 1, 20));
        assert_ne!(first, order(8, 0, 20));
    }

    #[test]
    fn an_order_is_drawn_by_the_recipe() {
        // Computed apart from this crate, from the definitions of ChaCha8 and of its seeding.
        assert_eq!(order(7, 0, 8), [0, 6, 3, 2, 5, 4, 1, 7]);
        assert_eq!(order(7, 1, 8), [0, 5, 2, 7, 3, 4, 6, 1]);
        assert_eq!(order(7, 0, 4), [1, 0, 2, 3]);
    }

    #[test]
    fn no_weight_is_farther_out_than_the_spread() {
        let drawn = weights(1, 0.25, 1000);
        assert!(drawn.iter().all(|w| w.abs() <= 0.25));
        assert!(drawn.iter().any(|w| *w > 0.2) && drawn.iter().any(|w| *w < -0.2));
    }
}
