//! Points at random, the same on every machine: free names of all sizes and signs, and smooth functions for `f`, `f1` …

use super::parts::DerivationBlock;
use crate::formula::Values;
use crate::network::random::weights;

/// A point of a derivation's names.
pub(super) struct Drawn<'a> {
    derivation: &'a DerivationBlock,
    names: Vec<(&'a str, f64)>,
    waves: Vec<(&'a str, Wave)>,
    /// Share by which the values of functions are off.
    shake: f64,
}

/// A smooth function: a line through 0 with three waves on it.
struct Wave {
    slope: f64,
    /// The height, density and beginning of each.
    parts: [[f64; 3]; 3],
}

/// Sizes of names that are drawn with all sizes.
const LEAST: f64 = 0.01;
const MOST: f64 = 10.0;
/// Number of random numbers that make a wave.
const OF_A_WAVE: usize = 10;

impl<'a> Drawn<'a> {
    /// The point of a number; each number has its own. Of two that follow each other the second has all signs of the first
    /// turned; every other two have names between −1 and 1, the rest have sizes from 0.01 to 10, each as likely as the other.
    pub fn new(derivation: &'a DerivationBlock, number: u64) -> Self {
        let definitions = &derivation.definitions;
        let free: Vec<&str> = definitions
            .all()
            .filter(|name| !definitions.defines(name))
            .collect();
        let functions = &derivation.functions;
        let count = free.len() + OF_A_WAVE * functions.len();
        let random = weights(number / 2, 1.0, count).to_vec();
        let sign = if number.is_multiple_of(2) { 1.0 } else { -1.0 };
        let is_wide = number / 2 % 2 == 1;
        let sized = |drawn: f64| {
            let size = if is_wide {
                LEAST * (MOST / LEAST).powf(drawn.abs())
            } else {
                drawn.abs()
            };
            sign * size.copysign(drawn)
        };
        let (names, waves) = random.split_at(free.len());
        Drawn {
            derivation,
            shake: 0.0,
            names: free
                .into_iter()
                .zip(names.iter().copied().map(sized))
                .collect(),
            waves: functions
                .iter()
                .zip(waves.chunks_exact(OF_A_WAVE))
                .map(|((name, _), random)| (name.as_str(), Wave::new(random)))
                .collect(),
        }
    }

    /// The same point, where functions are off by a share of their values.
    pub fn shaken(self, by: f64) -> Self {
        Drawn { shake: by, ..self }
    }

    fn wave(&self, name: &str) -> Option<&Wave> {
        let wave = self.waves.iter().find(|(known, _)| *known == name);
        wave.map(|(_, wave)| wave)
    }
}

impl Wave {
    fn new(random: &[f64]) -> Self {
        let part = |place: usize| {
            let [height, density, start] = [1, 2, 3].map(|k| random[3 * place + k]);
            let dense = place as f64 + 1.0 + density / 2.0;
            [height, dense, std::f64::consts::PI * start]
        };
        Wave {
            slope: random[0],
            parts: [part(0), part(1), part(2)],
        }
    }

    fn f(&self, e: f64) -> f64 {
        let wave = |[height, dense, start]: [f64; 3]| height * (dense * e + start).sin();
        self.slope * e + self.parts.map(wave).iter().sum::<f64>()
    }

    fn fprime(&self, e: f64) -> f64 {
        let wave = |[height, dense, start]: [f64; 3]| height * dense * (dense * e + start).cos();
        self.slope + self.parts.map(wave).iter().sum::<f64>()
    }
}

impl Values for Drawn<'_> {
    fn name(&self, name: &str) -> Option<f64> {
        let drawn = self.names.iter().find(|(known, _)| *known == name);
        drawn.map(|(_, value)| *value)
    }

    fn function(&self, name: &str, at: f64) -> Option<f64> {
        let value = match self.derivation.activation(name) {
            Some(activation) => activation.f(at),
            None => self.wave(name)?.f(at),
        };
        Some(value * (1.0 + self.shake))
    }

    fn fprime(&self, name: &str, at: f64) -> Option<f64> {
        let value = match self.derivation.activation(name) {
            Some(activation) => activation.fprime(at, activation.f(at)),
            None => self.wave(name)?.fprime(at),
        };
        Some(value * (1.0 - self.shake))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_has_the_slope_that_it_says() {
        let wave = Wave::new(&weights(3, 1.0, OF_A_WAVE).to_vec());
        for e in [-0.9, -0.1, 0.4, 1.7] {
            let central = (wave.f(e + 1e-5) - wave.f(e - 1e-5)) / 2e-5;
            assert!((central - wave.fprime(e)).abs() < 1e-8, "{e}");
        }
    }
}
