//! The patterns that a net learns: pairs of inputs and targets; the named sets, and the reader of those in a file.

mod columns;
mod corners;
mod curves;
mod file;
mod iris;
mod pattern;
mod table;

pub use columns::{Columns, Scale};
pub use file::read;
pub use pattern::{MOST_PATTERNS, Pattern, spread};

use corners::{AND, OR, XOR, square};

/// A set of patterns with a name.
struct Set {
    name: &'static str,
    make: fn() -> Vec<Pattern>,
}

/// A row makes a set. Classes have the targets 0 and 1, unless the name ends in `-pm`: then −1 and 1.
const SETS: [Set; 13] = [
    Set {
        name: "and",
        make: || square(0.0, AND),
    },
    Set {
        name: "or",
        make: || square(0.0, OR),
    },
    Set {
        name: "xor",
        make: || square(0.0, XOR),
    },
    Set {
        name: "and-pm",
        make: || square(-1.0, AND),
    },
    Set {
        name: "or-pm",
        make: || square(-1.0, OR),
    },
    Set {
        name: "xor-pm",
        make: || square(-1.0, XOR),
    },
    Set {
        name: "parity3",
        make: corners::parity3,
    },
    Set {
        name: "line",
        make: curves::line,
    },
    Set {
        name: "sine",
        make: curves::sine,
    },
    Set {
        name: "circles",
        make: curves::circles,
    },
    Set {
        name: "moons",
        make: curves::moons,
    },
    Set {
        name: "spirals",
        make: curves::spirals,
    },
    Set {
        name: "iris",
        make: iris::iris,
    },
];

/// The names of all sets.
pub fn names() -> impl Iterator<Item = &'static str> {
    SETS.iter().map(|set| set.name)
}

/// The set called `name`, in which `_` is read as `-`.
#[must_use]
pub fn named(name: &str) -> Option<Vec<Pattern>> {
    let name = name.replace('_', "-");
    let set = SETS.iter().find(|set| set.name == name)?;
    Some((set.make)())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_answers_to_its_name_with_either_dash() {
        let set = named("xor_pm").expect("a set");
        let targets: Vec<f64> = set.iter().map(|pattern| pattern.targets[0]).collect();
        assert_eq!(targets, [-1.0, 1.0, 1.0, -1.0]);
        assert_eq!(named("xor-pm"), Some(set));
        assert!(named("nor").is_none());
    }

    #[test]
    fn the_sets_have_the_sizes_that_the_format_page_says() {
        let size = |name: &'static str| {
            let set = named(name).expect("a set");
            let first = set.first().expect("a pattern");
            (name, set.len(), first.inputs.len(), first.targets.len())
        };
        let corners = ["and", "or", "xor", "and-pm", "or-pm", "xor-pm"];
        let mut expected: Vec<_> = corners.map(|name| (name, 4, 2, 1)).to_vec();
        expected.extend([
            ("parity3", 8, 3, 1),
            ("line", 21, 1, 1),
            ("sine", 41, 1, 1),
            ("circles", 120, 2, 1),
            ("moons", 120, 2, 1),
            ("spirals", 120, 2, 1),
            ("iris", 150, 4, 3),
        ]);
        assert_eq!(names().map(size).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn every_value_suits_logistic_and_tanh_units_and_no_set_has_a_pattern_twice_but_iris() {
        for name in names() {
            let set = named(name).expect("a set");
            let low = if name.ends_with("-pm") { -1.0 } else { 0.0 };
            for (n, pattern) in set.iter().enumerate() {
                assert_eq!(pattern.inputs.len(), set[0].inputs.len());
                assert!(pattern.inputs.iter().all(|x| (-1.0..=1.0).contains(x)));
                assert!(pattern.targets.iter().all(|t| (low..=1.0).contains(t)));
                let twice = set[..n].iter().any(|other| other.inputs == pattern.inputs);
                assert!(!twice || name == "iris", "{name} {n}");
            }
        }
    }
}
