//! The outputs of every unit over the plane of two inputs, as small maps.

use crate::figure::field::{between, share};
use crate::figure::graph::MAP;
use crate::figure::map::Tone;
use crate::network::Terms;
use crate::panel::runs::{axis, targets};
use crate::training::Run;

/// A small map of what each unit answers over the plane of two inputs, unit by unit; none for nets of other inputs. A unit below
/// the last layer is held against f(0), an output against the middle of its targets.
pub fn maps(run: &Run) -> Vec<Vec<Tone>> {
    let network = run.network();
    let layout = &network.layout;
    if layout.size(0) != 2 {
        return Vec::new();
    }
    let [x1, x2] = [0, 1].map(|input| axis(run, input).spans);
    let (columns, rows) = (MAP.0, 2 * MAP.1);
    let mut terms = Terms::new(layout);
    let mut answers = vec![Vec::new(); layout.units()];
    for row in (0..rows).rev() {
        for column in 0..columns {
            let at = [(&x1, column, columns), (&x2, row, rows)];
            let inputs =
                at.map(|(ends, place, count)| between([ends[0], ends[1]], share(place, count)));
            network.forward(run.weights(), &inputs, &mut terms);
            for (unit, answers) in answers.iter_mut().enumerate() {
                answers.push(terms.output(layout, unit));
            }
        }
    }
    let middle = |unit: usize| {
        let layer = layout.layer_of(unit);
        if layer == layout.layers() {
            let [low, high] = targets(run);
            f64::midpoint(low, high)
        } else {
            network.activations[layer - 1].f(0.0)
        }
    };
    let toned = |(unit, answers): (usize, Vec<f64>)| {
        let middle = middle(unit);
        let apart = |answer: &f64| (answer - middle).abs();
        let most = answers.iter().map(apart).filter(|apart| apart.is_finite());
        let most = most.fold(f64::MIN_POSITIVE, f64::max);
        let tone = |answer: f64| match (answer - middle) / most {
            side if side.is_finite() => Tone::Side(side),
            _ => Tone::Nothing,
        };
        answers.into_iter().map(tone).collect()
    };
    answers.into_iter().enumerate().map(toned).collect()
}
