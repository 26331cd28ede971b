//! The shape of an activation: where it has no value, a pole, a jump, a kink, and where it falls. Found by looking, not by algebra:
//! whatever is wider than a hundredth is seen.

use super::written::Activation;

/// The features of an activation between two net inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Stretches in which it has no finite value.
    pub undefined: Vec<[f64; 2]>,
    /// Stretches in which it has a value and its derivative has none.
    pub slopeless: Vec<[f64; 2]>,
    /// Net inputs at which it grows past all bounds.
    pub poles: Vec<f64>,
    /// Net inputs at which its value jumps.
    pub jumps: Vec<f64>,
    /// Net inputs at which its value is continuous and its derivative jumps.
    pub kinks: Vec<f64>,
    /// Stretches in which it falls: f′ is below 0 there.
    pub falling: Vec<[f64; 2]>,
    /// `true` if it is the same between the two: f′ is 0.
    pub is_constant: bool,
    /// `true` if it has no value between the two.
    pub is_nowhere: bool,
}

/// Number of stretches examined.
const STRETCHES: u32 = 1_200;
/// Offset of the examined stretches from round numbers, where kinks mostly are, as a share of a stretch.
const OFF: f64 = 0.37;
/// Widths at which a jump must be there: at the second it has to be as high as at the first.
const WIDTHS: [f64; 2] = [1e-6, 1e-9];
/// Smallest jump that counts, as a share of what is usual.
const LEAP: f64 = 1e-3;
/// Two places nearer than this are the same.
const SAME: f64 = 1e-6;
/// A value this many times as high as those beside it has no bounds.
const UNBOUNDED: f64 = 1e6;

/// A break between two points near each other.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Break {
    Leap(f64),
    Pole(f64),
}

impl Shape {
    /// Looks at an activation from `low` to `high`.
    #[must_use]
    pub fn of(activation: &Activation, low: f64, high: f64) -> Self {
        let f = |e: f64| activation.f(e);
        let fprime = |e: f64| activation.fprime(e, activation.f(e));
        let width = (high - low) / f64::from(STRETCHES);
        let points: Vec<f64> = (0..=STRETCHES)
            .map(|part| low + (high - low) * f64::from(part) / f64::from(STRETCHES))
            .collect();
        let mut shape = Shape {
            undefined: stretches(&points, |e| !f(e).is_finite()),
            slopeless: stretches(&points, |e| f(e).is_finite() && !fprime(e).is_finite()),
            falling: stretches(&points, |e| fprime(e) < 0.0 && f(e).is_finite()),
            is_constant: points.iter().all(|e| fprime(*e) == 0.0),
            is_nowhere: points.iter().all(|e| !f(*e).is_finite()),
            ..Shape::default()
        };
        let off: Vec<f64> = points.iter().map(|e| e + OFF * width).collect();
        for pair in off.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            match found(&f, a, b) {
                Some(Break::Pole(place)) => add(&mut shape.poles, place),
                Some(Break::Leap(place)) => add(&mut shape.jumps, place),
                None => match found(&fprime, a, b) {
                    Some(Break::Leap(place)) => add(&mut shape.kinks, place),
                    Some(Break::Pole(_)) | None => {}
                },
            }
        }
        for three in off.windows(3) {
            if let Some(place) = peak(&f, three) {
                add(&mut shape.poles, place);
            }
        }
        let others = [shape.jumps.clone(), shape.poles.clone()].concat();
        let is_near = |kink: &f64| others.iter().any(|other| (other - kink).abs() < 1e-3);
        shape.kinks.retain(|kink| !is_near(kink));
        let poles = shape.poles.clone();
        shape
            .jumps
            .retain(|jump| !poles.iter().any(|pole| (pole - jump).abs() < 1e-3));
        shape
    }
}

/// Adds a place that is not there yet.
fn add(places: &mut Vec<f64>, place: f64) {
    if !places.iter().any(|known| (known - place).abs() < SAME) {
        places.push(place);
    }
}

/// The stretches of points at which `is_so` holds.
fn stretches(points: &[f64], is_so: impl Fn(f64) -> bool) -> Vec<[f64; 2]> {
    points
        .chunk_by(|a, b| is_so(*a) == is_so(*b))
        .filter(|stretch| is_so(stretch[0]))
        .map(|stretch| [stretch[0], stretch[stretch.len() - 1]])
        .collect()
}

/// The jump between two points, if there is one: narrowed down to both widths, it is still there, while a steep curve
/// has less and less of it, and a pole more and more.
fn found(function: &impl Fn(f64) -> f64, mut a: f64, mut b: f64) -> Option<Break> {
    let (mut at_a, mut at_b) = (function(a), function(b));
    let size = 1.0 + at_a.abs().min(at_b.abs());
    let begun = at_a.abs().max(at_b.abs()).max(1.0);
    let mut heights = [0.0; 2];
    for (height, width) in heights.iter_mut().zip(WIDTHS) {
        while b - a > width {
            if !at_a.is_finite() || !at_b.is_finite() || (at_b - at_a).abs() < LEAP * size {
                return None;
            }
            // Not quite the middle, where a function may have no value.
            let middle = a + (b - a) * 0.49;
            let at_middle = function(middle);
            if (at_middle - at_a).abs() >= (at_b - at_middle).abs() {
                (b, at_b) = (middle, at_middle);
            } else {
                (a, at_a) = (middle, at_middle);
            }
        }
        *height = (at_b - at_a).abs();
    }
    // What is left of a place near 0 is 0.
    let place = f64::midpoint(a, b);
    let place = if place.abs() < SAME { 0.0 } else { place };
    let [wide, narrow] = heights;
    if narrow > UNBOUNDED * begun {
        return Some(Break::Pole(place));
    }
    (narrow >= LEAP * size && narrow > 0.9 * wide).then_some(Break::Leap(place))
}

/// The pole of a function that is highest in the middle of three points, if it grows past all bounds there.
fn peak(function: &impl Fn(f64) -> f64, three: &[f64]) -> Option<f64> {
    let height = |e: f64| function(e).abs();
    let [mut a, middle, mut c] = [three[0], three[1], three[2]];
    let beside = height(a).max(height(c));
    if !beside.is_finite() || height(middle) <= beside {
        return None;
    }
    while c - a > WIDTHS[1] {
        let [left, right] = [a + (c - a) * 0.37, a + (c - a) * 0.63];
        if height(left) < height(right) {
            a = left;
        } else {
            c = right;
        }
    }
    let place = f64::midpoint(a, c);
    let is_unbounded = height(a).max(height(c)) > UNBOUNDED * beside.max(1.0);
    is_unbounded.then_some(if place.abs() < SAME { 0.0 } else { place })
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
    fn a_steep_curve_is_no_jump_and_a_pole_is_one() {
        for formula in [
            "tanh(1000*e)",
            "logistic(100000*e)",
            "tanh(e^3)",
            "exp(3*e)",
        ] {
            assert_eq!(shape(formula).jumps, [0.0; 0], "{formula}");
            assert_eq!(shape(formula).kinks, [0.0; 0], "{formula}");
        }
        for formula in ["1/e", "1/e^2", "abs(1/e)"] {
            let shape = shape(formula);
            assert_eq!((shape.poles, shape.jumps), (vec![0.0], vec![]), "{formula}");
        }
        assert!((shape("1/(e - 1.234)").poles[0] - 1.234).abs() < 1e-6);
        assert!((shape("1/(e - 1.234)^2").poles[0] - 1.234).abs() < 1e-6);
    }

    #[test]
    fn kinks_are_found_where_the_derivative_has_no_value() {
        let shape_of_root = shape("sqrt(e^2)");
        assert_eq!(shape_of_root.kinks, [0.0]);
        assert_eq!(shape_of_root.slopeless, [[0.0, 0.0]]);
        assert_eq!(shape("abs(sin(20*e))").kinks.len(), 77);
    }

    #[test]
    fn where_it_has_no_value_is_found() {
        assert!(shape("1/0").is_nowhere);
        let [low, high] = shape("sqrt(e)").undefined[0];
        assert!(low == -6.0 && (-0.02..0.0).contains(&high));
        assert!(shape("3").is_constant && !shape("3").is_nowhere);
    }
}
