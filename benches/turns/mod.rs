//! Two pieces of work timed in turns, so that what slows one down slows the other down too.

use std::time::{Duration, Instant};

/// The time of the fastest of so many turns, for each of the two.
pub fn fastest(turns: usize, mut first: impl FnMut(), mut second: impl FnMut()) -> [Duration; 2] {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let mut best = [Duration::MAX; 2];
    for _ in 0..turns {
        best[0] = best[0].min(time(&mut first));
        best[1] = best[1].min(time(&mut second));
    }
    best
}
