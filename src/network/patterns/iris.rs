//! Measures of 150 irises of three kinds, as R. A. Fisher printed them: "The use of multiple measurements in taxonomic
//! problems", Annals of Eugenics 7 (1936), 179–188. The copy is that of scikit-learn and of R; the one of the UCI
//! repository differs in two rows.
//!
//! The file has Fisher's centimetres and Fisher's order: length and width of the sepal, of the petal; 50 setosa, 50
//! versicolor, 50 virginica. A net is given them scaled and by turns.

use super::curves::round;
use super::file;
use super::pattern::Pattern;

const FILE: &str = include_str!("iris.csv");

/// The smallest and the largest value of each measure, in centimetres.
const RANGES: [(f64, f64); 4] = [(4.3, 7.9), (2.0, 4.4), (1.0, 6.9), (0.1, 2.5)];

/// Number of flowers of each kind.
const EACH: usize = 50;

/// Four measures, each scaled so that its smallest is −1 and its largest 1; three targets, of which that of the kind is 1.
/// The kinds come by turns, so that learning online meets all three.
pub fn iris() -> Vec<Pattern> {
    let flowers = file::read(FILE).unwrap_or_default();
    let by_turns = (0..EACH).flat_map(|n| [n, n + EACH, n + 2 * EACH]);
    let flower = |n: usize| flowers.get(n).map(scaled);
    by_turns.filter_map(flower).collect()
}

fn scaled(flower: &Pattern) -> Pattern {
    let measures = flower.inputs.iter().zip(RANGES);
    let scale =
        |(cm, (low, high)): (&f64, (f64, f64))| round(2.0 * (cm - low) / (high - low) - 1.0);
    Pattern {
        inputs: measures.map(scale).collect(),
        targets: flower.targets.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fisher() -> Vec<Pattern> {
        file::read(FILE).expect("the file is sound")
    }

    #[test]
    fn the_means_of_each_kind_are_those_that_fisher_printed() {
        let means = [
            [5.006, 3.428, 1.462, 0.246],
            [5.936, 2.770, 4.260, 1.326],
            [6.588, 2.974, 5.552, 2.026],
        ];
        for (kind, means) in fisher().chunks(EACH).zip(means) {
            for (measure, mean) in means.iter().enumerate() {
                let sum: f64 = kind.iter().map(|flower| flower.inputs[measure]).sum();
                assert!((sum / 50.0 - mean).abs() < 1e-9, "{measure}: {mean}");
            }
        }
    }

    #[test]
    fn the_two_rows_in_which_copies_differ_are_as_fisher_printed_them() {
        assert_eq!(fisher()[34].inputs, [4.9, 3.1, 1.5, 0.2]);
        assert_eq!(fisher()[37].inputs, [4.9, 3.6, 1.4, 0.1]);
    }

    #[test]
    fn each_measure_reaches_from_minus_1_to_1() {
        for measure in 0..4 {
            let values = || iris().into_iter().map(move |flower| flower.inputs[measure]);
            assert_eq!(values().fold(f64::INFINITY, f64::min), -1.0);
            assert_eq!(values().fold(f64::NEG_INFINITY, f64::max), 1.0);
        }
    }

    #[test]
    fn the_kinds_come_by_turns() {
        let kinds = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        assert_eq!(iris().len(), 150);
        for (n, flower) in iris().iter().enumerate() {
            assert_eq!(flower.targets, kinds[n % 3]);
        }
    }
}
