//! A pattern: one pair of inputs and targets; and the largest number of patterns of a trainer.

/// One pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// x, one each input of the net.
    pub inputs: Vec<f64>,
    /// t, one each output.
    pub targets: Vec<f64>,
}

/// The places of at most `most` patterns of `count`, all of them if there are no more. They are spread over the list by
/// steps that have no factor in common with its length, so that kinds that alternate in it are all met.
pub fn spread(count: usize, most: usize) -> impl Iterator<Item = usize> {
    let golden = count * 618 / 1000;
    let step = (golden.max(1)..count).find(|step| are_coprime(*step, count));
    let step = if count <= most { 1 } else { step.unwrap_or(1) };
    (0..count.min(most)).map(move |number| number * step % count)
}

fn are_coprime(mut a: usize, mut b: usize) -> bool {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

/// The most patterns that a trainer may have.
pub const MOST_PATTERNS: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn some_patterns_of_many_are_of_every_kind_that_stands_by_turns() {
        for (count, most) in [(150, 15), (10_000, 64), (9_999, 20), (120, 60), (7, 5)] {
            let places: HashSet<usize> = spread(count, most).collect();
            assert_eq!(places.len(), most, "none twice");
            assert!(places.iter().all(|place| *place < count));
            for kinds in 2..4 {
                let met: HashSet<usize> = places.iter().map(|place| place % kinds).collect();
                assert_eq!(met.len(), kinds, "{most} of {count}, {kinds} kinds");
            }
        }
        assert_eq!(spread(3, 8).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(spread(0, 8).count(), 0);
    }
}
