//! Points along curves: two to be fitted (one input, one target), three pairs to be told apart (two inputs, one target).
//!
//! All by formula, nothing at random. Values are rounded to four decimals: short to read, and the same on every machine,
//! whatever the last bit of its sine is.

use std::f64::consts::PI;

use super::pattern::Pattern;

/// Number of points of `line`.
const LINE: usize = 21;
/// Number of points of `sine`.
const SINE: usize = 41;
/// Number of points of each circle, moon and spiral.
const EACH: usize = 60;

/// t = 0.5 + 0.3·x for x from −1 to 1: one linear unit learns it, with w = 0.3 and b = 0.5.
pub fn line() -> Vec<Pattern> {
    fit(LINE, |x| 0.5 + 0.3 * x)
}

/// t = 0.5 + 0.4·sin(πx) for x from −1 to 1: one whole wave between 0.1 and 0.9.
pub fn sine() -> Vec<Pattern> {
    fit(SINE, |x| 0.5 + 0.4 * (PI * x).sin())
}

/// A circle of radius 0.4 (t = 1) within one of radius 0.9 (t = 0), both around 0.
pub fn circles() -> Vec<Pattern> {
    let turn = |n: f64| 2.0 * PI * n / EACH as f64;
    pairs(
        |n| polar(0.9, turn(n + 0.5)), // the points of one face the gaps of the other
        |n| polar(0.4, turn(n)),
    )
}

/// Two half circles that reach into each other, the upper one t = 0, the lower one t = 1.
pub fn moons() -> Vec<Pattern> {
    let (radius, aside, down) = (2.0 / 3.0, 1.0 / 3.0, 1.0 / 6.0);
    let upper = |n: f64| {
        let [x, y] = polar(radius, PI * n / (EACH - 1) as f64);
        [x - aside, y - down]
    };
    pairs(upper, |n| upper(n).map(|value| -value))
}

/// Two spirals of one and a half turns, the second (t = 1) the first (t = 0) turned by half a turn.
pub fn spirals() -> Vec<Pattern> {
    let arm = |n: f64| {
        let way = n / (EACH - 1) as f64;
        polar(0.1 + 0.9 * way, 3.0 * PI * way)
    };
    pairs(arm, |n| arm(n).map(|value| -value))
}

/// `count` points of a function, x evenly from −1 to 1.
fn fit(count: usize, t: impl Fn(f64) -> f64) -> Vec<Pattern> {
    let point = |n: usize| {
        let x = round(2.0 * n as f64 / (count - 1) as f64 - 1.0);
        Pattern {
            inputs: vec![x],
            targets: vec![round(t(x))],
        }
    };
    (0..count).map(point).collect()
}

/// Points of two curves by turns, so that learning online meets both: `zero` has t = 0, `one` t = 1.
fn pairs(zero: impl Fn(f64) -> [f64; 2], one: impl Fn(f64) -> [f64; 2]) -> Vec<Pattern> {
    let pattern = |point: [f64; 2], t| Pattern {
        inputs: point.map(round).to_vec(),
        targets: vec![t],
    };
    (0..EACH)
        .map(|n| n as f64)
        .flat_map(|n| [pattern(zero(n), 0.0), pattern(one(n), 1.0)])
        .collect()
}

fn polar(radius: f64, angle: f64) -> [f64; 2] {
    [radius * angle.cos(), radius * angle.sin()]
}

/// To four decimals; `+ 0.0` makes −0 a 0.
pub fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &Pattern, b: &Pattern) -> f64 {
        (a.inputs[0] - b.inputs[0]).hypot(a.inputs[1] - b.inputs[1])
    }

    #[test]
    fn every_point_of_two_curves_has_its_nearest_neighbour_on_its_own_curve() {
        for set in [circles(), moons(), spirals()] {
            for point in &set {
                let others = set.iter().filter(|other| *other != point);
                let nearest =
                    others.min_by(|a, b| distance(a, point).total_cmp(&distance(b, point)));
                assert_eq!(nearest.map(|near| &near.targets), Some(&point.targets));
            }
        }
    }

    #[test]
    fn the_line_is_one_that_a_linear_unit_has_exactly() {
        for Pattern { inputs, targets } in line() {
            assert!((targets[0] - (0.3 * inputs[0] + 0.5)).abs() < 1e-15);
        }
    }

    #[test]
    fn the_sine_makes_one_whole_wave() {
        let sine = sine();
        let at = |n: usize| (sine[n].inputs[0], sine[n].targets[0]);
        assert_eq!(
            [at(0), at(10), at(20), at(30), at(40)],
            [(-1.0, 0.5), (-0.5, 0.1), (0.0, 0.5), (0.5, 0.9), (1.0, 0.5)]
        );
    }
}
