//! The range in which a weight is shown: wide enough for the shape of the error, and the same from step to step.

use crate::network::patterns::spread;
use crate::network::{Terms, WeightId};
use crate::training::Run;

/// The change of its unit's net input that a weight has to make for most activations to do what is theirs.
const REACH: f64 = 3.0;
/// So many times that far from the start, what happens there is not shown for its own sake; nor is where a step leads that goes
/// so far.
const FAR: f64 = 4.0;
/// Beyond so many times that distance from its current value, the way of a weight is not shown.
const LOST: f64 = 20.0;
/// Number of patterns whose net inputs are looked at.
const MOST_PATTERNS: usize = 64;

/// The ends of what is shown of a weight, in all runs that have it: where its unit's net input was 0 at the start, the way of the
/// weight, and where it leads, each with some room. They only move outwards while a run goes on, and seldom.
pub fn around(runs: &[&Run], id: WeightId) -> [f64; 2] {
    let ranges = runs.iter().filter_map(|run| {
        let weight = run.network().layout.weight(id)?;
        Some(of_run(run, weight))
    });
    let ranges = ranges
        .reduce(|[low, high], [other_low, other_high]| [low.min(other_low), high.max(other_high)]);
    ranges.unwrap_or([-REACH, REACH])
}

fn of_run(run: &Run, weight: usize) -> [f64; 2] {
    let (largest, zeros) = at_the_start(run, weight);
    let reach = REACH / largest;
    let way = run.way([weight]).into_iter().map(|[at]| at);
    let way: Vec<f64> = way.filter(|at| at.is_finite()).collect();
    let (Some(&start), Some(&now)) = (way.first(), way.last()) else {
        return [-REACH, REACH];
    };
    let zeros = zeros.into_iter();
    let zeros = zeros.filter(|at| (at - start).abs() <= FAR * reach);
    let way = way.iter().copied();
    let way = way.filter(|at| (at - now).abs() <= LOST * reach);
    let update = run.update();
    let step = Some(update.before[weight] + update.change[weight]);
    let step = step.filter(|_| update.change[weight].abs() <= FAR * reach);
    let shown = zeros.chain(way).chain(step);
    let shown = shown.flat_map(|at| [at - reach, at + reach]);
    shown.fold([now; 2], |[low, high], at| [low.min(at), high.max(at)])
}

/// The largest input of a weight when the run began, and at which values of the weight its unit's net input was 0 then.
fn at_the_start(run: &Run, weight: usize) -> (f64, Vec<f64>) {
    let start = run.past(0);
    let start = start.as_ref().unwrap_or(run);
    let (network, weights) = (start.network(), start.weights());
    let unit = network.layout.unit_of(weight);
    let mut terms = Terms::new(&network.layout);
    let looked_at = spread(run.patterns().len(), MOST_PATTERNS);
    let seen: Vec<(f64, f64)> = looked_at
        .map(|pattern| {
            network.forward(weights, &run.patterns()[pattern].inputs, &mut terms);
            (terms.input(&network.layout, weight), terms.net_input[unit])
        })
        .collect();
    let largest = seen.iter().map(|(input, _)| input.abs());
    let largest = largest
        .filter(|input| input.is_finite())
        .fold(0.0, f64::max);
    let counts = |input: f64| input.abs() >= largest / 2.0 && input != 0.0;
    let zeros = seen.iter().filter(|(input, _)| counts(*input));
    let zeros = zeros.map(|(input, e)| weights[weight] - e / input);
    // A weight that nothing comes in through moves nothing, however far it goes.
    let zeros = zeros.collect();
    (if largest > 0.0 { largest } else { 1.0 }, zeros)
}
