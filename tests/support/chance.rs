//! Numbers and nets by chance.

use deltarule::network::{ACTIVATIONS, Activation, Pattern};
use deltarule::training::Schedule;

use super::support::Net;

/// Numbers by chance: Steele, Lea and Flood's `splitmix64`.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to one less than `count`.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("it is below a usize")
    }

    /// From −1 to 1.
    pub fn number(&mut self) -> f64 {
        (self.next() >> 11) as f64 * 2f64.powi(-52) - 1.0
    }

    pub fn numbers(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.number()).collect()
    }

    pub fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// One to three hidden layers, up to three outputs, some units without bias, one to four patterns.
    pub fn net(&mut self, activations: &[Activation]) -> Net {
        let inputs = 1 + self.below(3);
        let mut below = inputs;
        let mut layers = Vec::new();
        for _ in 0..2 + self.below(3) {
            let units = 1 + self.below(3);
            let rows = (0..units).map(|_| {
                let length = below + usize::from(self.below(3) > 0);
                self.numbers(length)
            });
            let rows = rows.collect();
            layers.push((self.one_of(activations), rows));
            below = units;
        }
        let patterns = (0..=self.below(4)).map(|_| Pattern {
            inputs: self.numbers(inputs),
            targets: self.numbers(below),
        });
        Net {
            patterns: patterns.collect(),
            layers,
            lr: 0.3,
            schedule: self.one_of(&[Schedule::Online, Schedule::Batch, Schedule::Mini(2)]),
            frozen: Vec::new(),
        }
    }
}

/// The activations without a kink.
pub fn smooth() -> Vec<Activation> {
    let smooth = ACTIVATIONS.iter().filter(|row| row.kinks.is_empty());
    smooth.map(Activation::Named).collect()
}
