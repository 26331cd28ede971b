//! What a net is to learn: pairs of inputs and targets, given or by name.

/// One pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// x, one each input of the net.
    pub inputs: Vec<f64>,
    /// t, one each output.
    pub targets: Vec<f64>,
}

/// A set of patterns with a name: four corners of a square and what each should give.
struct Corners {
    name: &'static str,
    low: f64,
    /// For 00, 01, 10, 11: whether the target is high.
    high: [bool; 4],
}

const CORNERS: [Corners; 6] = [
    Corners {
        name: "and",
        low: 0.0,
        high: [false, false, false, true],
    },
    Corners {
        name: "or",
        low: 0.0,
        high: [false, true, true, true],
    },
    Corners {
        name: "xor",
        low: 0.0,
        high: [false, true, true, false],
    },
    Corners {
        name: "and-pm",
        low: -1.0,
        high: [false, false, false, true],
    },
    Corners {
        name: "or-pm",
        low: -1.0,
        high: [false, true, true, true],
    },
    Corners {
        name: "xor-pm",
        low: -1.0,
        high: [false, true, true, false],
    },
];

/// The names of all sets.
pub fn names() -> impl Iterator<Item = &'static str> {
    CORNERS.iter().map(|set| set.name)
}

/// The set called `name`; `_` stands for `-` too.
#[must_use]
pub fn named(name: &str) -> Option<Vec<Pattern>> {
    let name = name.replace('_', "-");
    let set = CORNERS.iter().find(|set| set.name == name)?;
    let value = |high: bool| if high { 1.0 } else { set.low };
    let corner = |(n, high): (usize, &bool)| Pattern {
        inputs: vec![value(n / 2 == 1), value(n % 2 == 1)],
        targets: vec![value(*high)],
    };
    Some(set.high.iter().enumerate().map(corner).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_come_in_the_order_00_01_10_11() {
        let xor = named("xor").expect("a set");
        let inputs: Vec<&[f64]> = xor.iter().map(|pattern| &pattern.inputs[..]).collect();
        assert_eq!(inputs, [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
        let targets: Vec<f64> = named("xor_pm")
            .expect("a set")
            .iter()
            .map(|pattern| pattern.targets[0])
            .collect();
        assert_eq!(targets, [-1.0, 1.0, 1.0, -1.0]);
        assert!(named("nor").is_none());
    }
}
