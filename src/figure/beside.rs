//! Charts beside each other that belong together, with lines below them.

use super::chart::{Chart, PlacedChart};
use super::cover::Cover;
use super::text::Line;

/// Charts that go on from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The charts, from left to right.
    pub charts: Vec<Chart>,
    /// Lines below them, the most important first: those that find no room are left out.
    pub below: Vec<Line>,
    /// What says the same where the charts find no room.
    pub fallback: Vec<Line>,
    /// The same in sentences.
    pub said: Vec<Line>,
}

/// Charts laid out beside each other.
#[derive(Clone, Debug)]
pub struct PlacedBeside {
    /// Each chart, and how many columns it has.
    pub charts: Vec<PlacedChart>,
    /// The columns of each chart.
    pub columns: usize,
    /// The lines below them.
    pub below: Vec<Line>,
}

/// Columns between two charts.
pub const GAP: u16 = 2;
/// The fewest columns of one chart, and the fewest rows.
pub const SMALLEST: (usize, usize) = (17, 7);

impl Beside {
    /// The charts without the numbers that are hidden.
    #[must_use]
    pub fn under(self, cover: &dyn Cover) -> Beside {
        let all = |lines: Vec<Line>| lines.into_iter().map(|line| cover.line(line)).collect();
        let charts = self.charts.into_iter().map(|chart| chart.under(cover));
        Beside {
            charts: charts.collect(),
            below: all(self.below),
            fallback: all(self.fallback),
            said: all(self.said),
        }
    }

    /// The charts in a field of this size; none if that is too small for them.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize) -> Option<PlacedBeside> {
        let count = self.charts.len().max(1);
        let columns = columns.saturating_sub(usize::from(GAP) * (count - 1)) / count;
        let room = rows.saturating_sub(SMALLEST.1);
        let below = self.below.len().min(room);
        let charts = self.charts.iter();
        let charts = charts.map(|chart| chart.lay_out_in(columns, rows - below, SMALLEST));
        Some(PlacedBeside {
            charts: charts.collect::<Option<_>>()?,
            columns,
            below: self.below[..below].to_vec(),
        })
    }
}
