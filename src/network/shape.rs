//! The shape of an activation: where it has no value, jumps, has a kink, or falls. Found by looking, not by algebra: whatever
//! is wider than a hundredth is seen.

use super::written::Activation;

/// What stands out in an activation between two net inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Stretches in which it has no finite value.
    pub undefined: Vec<[f64; 2]>,
    /// Where its value leaps.
    pub jumps: Vec<f64>,
    /// Where its value goes on and its derivative leaps.
    pub kinks: Vec<f64>,
    /// Stretches in which it falls: f′ is below 0 there.
    pub falling: Vec<[f64; 2]>,
    /// Whether it is the same everywhere: f′ is 0.
    pub is_constant: bool,
    /// Whether it has no value at all.
    pub is_nowhere: bool,
}

/// How many stretches are looked at.
const STRETCHES: u32 = 1_200;
/// How often a stretch is halved to find out whether a leap in it is one.
const HALVINGS: usize = 48;
/// A leap of this share of what is usual, or more, is one.
const LEAP: f64 = 1e-3;
/// Two places nearer than this are the same.
const SAME: f64 = 1e-6;

impl Shape {
    /// Looks at an activation from `low` to `high`.
    #[must_use]
    pub fn of(activation: &Activation, low: f64, high: f64) -> Self {
        let f = |e: f64| activation.f(e);
        let fprime = |e: f64| activation.fprime(e, activation.f(e));
        let points: Vec<f64> = (0..=STRETCHES)
            .map(|part| low + (high - low) * f64::from(part) / f64::from(STRETCHES))
            .collect();
        let mut shape = Shape {
            undefined: stretches(&points, |e| !f(e).is_finite()),
            falling: stretches(&points, |e| fprime(e) < 0.0 && f(e).is_finite()),
            is_constant: points.iter().all(|e| fprime(*e) == 0.0),
            is_nowhere: points.iter().all(|e| !f(*e).is_finite()),
            ..Shape::default()
        };
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if let Some(place) = leap(&f, a, b) {
                add(&mut shape.jumps, place);
            } else if let Some(place) = leap(&fprime, a, b) {
                add(&mut shape.kinks, place);
            }
        }
        let jumps = shape.jumps.clone();
        shape
            .kinks
            .retain(|kink| !jumps.iter().any(|jump| (jump - kink).abs() < SAME));
        shape
    }
}

/// Adds a place that is not there yet.
fn add(places: &mut Vec<f64>, place: f64) {
    if !places.iter().any(|known| (known - place).abs() < SAME) {
        places.push(place);
    }
}

/// The stretches of points of which something is so.
fn stretches(points: &[f64], is_so: impl Fn(f64) -> bool) -> Vec<[f64; 2]> {
    points
        .chunk_by(|a, b| is_so(*a) == is_so(*b))
        .filter(|stretch| is_so(stretch[0]))
        .map(|stretch| [stretch[0], stretch[stretch.len() - 1]])
        .collect()
}

/// Where a function leaps between two points, if it does: halved again and again, the leap is still there.
fn leap(function: &impl Fn(f64) -> f64, mut a: f64, mut b: f64) -> Option<f64> {
    let (mut at_a, mut at_b) = (function(a), function(b));
    let size = 1.0 + at_a.abs().min(at_b.abs());
    for _ in 0..HALVINGS {
        if !at_a.is_finite() || !at_b.is_finite() || (at_b - at_a).abs() < LEAP * size {
            return None;
        }
        let middle = f64::midpoint(a, b);
        let at_middle = function(middle);
        if (at_middle - at_a).abs() >= (at_b - at_middle).abs() {
            (b, at_b) = (middle, at_middle);
        } else {
            (a, at_a) = (middle, at_middle);
        }
    }
    // What floats leave of a place near 0 is 0.
    let place = f64::midpoint(a, b);
    Some(if place.abs() < SAME { 0.0 } else { place })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(formula: &str) -> Shape {
        let activation = Activation::read(formula).unwrap_or_else(|problem| panic!("{problem}"));
        Shape::of(&activation, -6.0, 6.0)
    }

    #[test]
    fn a_smooth_one_that_rises_has_nothing_that_stands_out() {
        for formula in [
            "tanh",
            "e / (1 + abs(e))",
            "softplus",
            "e^3 + e",
            "exp(2*e)",
        ] {
            assert_eq!(shape(formula), Shape::default(), "{formula}");
        }
    }

    #[test]
    fn kinks_jumps_and_falling_stretches_are_found_where_they_are() {
        assert_eq!(shape("max(0, e)").kinks, [0.0]);
        assert_eq!(shape("abs(e - 1)").kinks.len(), 1);
        assert!((shape("abs(e - 1)").kinks[0] - 1.0).abs() < 1e-9);
        assert_eq!(shape("if(e < 2, 0, 1)").jumps.len(), 1);
        assert_eq!(shape("if(e < 2, 0, 1)").kinks, [0.0; 0]);
        let [low, high] = shape("exp(-e^2)").falling[0];
        assert!(low > 0.0 && low < 0.02 && high == 6.0);
        assert_eq!(shape("sin(e) + 0.1*e").falling.len(), 2);
    }

    #[test]
    fn where_it_has_no_value_is_found() {
        assert!(shape("1/0").is_nowhere);
        let [low, high] = shape("sqrt(e)").undefined[0];
        assert!(low == -6.0 && (-0.02..0.0).contains(&high));
        assert!(shape("3").is_constant && !shape("3").is_nowhere);
    }
}
