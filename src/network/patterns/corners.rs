//! Functions of two values, as the corners of a square or a cube: and, or, xor, parity.

use super::pattern::Pattern;

/// `true` at the corners 00, 01, 10, 11 where both are high.
pub const AND: [bool; 4] = [false, false, false, true];
/// `true` where one is high, or both.
pub const OR: [bool; 4] = [false, true, true, true];
/// `true` where exactly one is high.
pub const XOR: [bool; 4] = [false, true, true, false];

/// The corners of a square, in the order 00, 01, 10, 11, where high is 1 and low is `low`.
pub fn square(low: f64, high: [bool; 4]) -> Vec<Pattern> {
    let value = |high: bool| if high { 1.0 } else { low };
    let corner = |(n, high): (usize, &bool)| Pattern {
        inputs: vec![value(n / 2 == 1), value(n % 2 == 1)],
        targets: vec![value(*high)],
    };
    high.iter().enumerate().map(corner).collect()
}

/// The corners of a cube, in the order 000, 001, … 111: t is 1 where an odd number of the three is 1.
pub fn parity3() -> Vec<Pattern> {
    let bit = |set: bool| f64::from(u8::from(set));
    let corner = |n: u8| Pattern {
        inputs: [4, 2, 1].map(|place| bit(n & place != 0)).to_vec(),
        targets: vec![bit(n.count_ones() % 2 == 1)],
    };
    (0..8).map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_come_in_the_order_00_01_10_11() {
        let xor = square(0.0, XOR);
        let inputs: Vec<&[f64]> = xor.iter().map(|pattern| &pattern.inputs[..]).collect();
        assert_eq!(inputs, [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
    }

    #[test]
    fn parity_is_xor_of_three() {
        for Pattern { inputs, targets } in parity3() {
            let odd = inputs.iter().sum::<f64>() % 2.0;
            assert_eq!(targets, [odd], "{inputs:?}");
        }
        assert_eq!(parity3()[3].inputs, [0.0, 1.0, 1.0]);
    }
}
