//! Charts and maps beside each other, with lines below them.

use super::chart::{Chart, PlacedChart};
use super::cover::Cover;
use super::heat::Heat;
use super::map::Finish;
use super::text::Line;

/// One of several parts side by side.
#[derive(Clone, Debug)]
pub enum Part {
    /// A chart, which may be narrow.
    Chart(Chart),
    /// A heat map.
    Heat(Heat),
}

/// Charts and maps beside each other.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The parts, from left to right.
    pub parts: Vec<Part>,
    /// `true` if it has a meaning only as a whole; else the last parts are left out where there is no room.
    pub is_whole: bool,
    /// Lines below them, the most important first: those that find no room are left out.
    pub below: Vec<Line>,
    /// A replacement in text where the charts find no room.
    pub fallback: Vec<Line>,
    /// Its spoken text.
    pub said: Vec<Line>,
}

/// Charts laid out beside each other.
#[derive(Clone, Debug)]
pub struct PlacedBeside {
    /// Each part that finds room.
    pub parts: Vec<PlacedChart>,
    /// The columns of each.
    pub columns: usize,
    /// The lines below them.
    pub below: Vec<Line>,
}

/// Columns between two charts.
pub const GAP: u16 = 2;
/// The fewest columns of one chart, and the fewest rows.
pub const SMALLEST: (usize, usize) = (17, 7);

/// The fewest columns and rows of a map: below them it says nothing.
const SMALLEST_MAP: (usize, usize) = (16, 5);

impl Beside {
    /// The charts without the numbers that are hidden.
    #[must_use]
    pub fn under(self, cover: &dyn Cover) -> Beside {
        let all = |lines: Vec<Line>| lines.into_iter().map(|line| cover.line(line)).collect();
        let parts = self.parts.into_iter().map(|part| match part {
            Part::Chart(chart) => Part::Chart(chart.under(cover)),
            Part::Heat(heat) => Part::Heat(heat.under(cover)),
        });
        Beside {
            parts: parts.collect(),
            is_whole: self.is_whole,
            below: all(self.below),
            fallback: all(self.fallback),
            said: all(self.said),
        }
    }

    /// The charts in a field of this size; none if that is too small for them.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize, finish: Finish) -> Option<PlacedBeside> {
        let fewest = if self.is_whole { self.parts.len() } else { 1 };
        let mut counts = (fewest..=self.parts.len()).rev();
        counts.find_map(|count| self.lay_out_first(count, (columns, rows), finish))
    }

    /// The first parts, so many of them.
    fn lay_out_first(
        &self,
        count: usize,
        (columns, rows): (usize, usize),
        finish: Finish,
    ) -> Option<PlacedBeside> {
        let columns = columns.saturating_sub(usize::from(GAP) * count.saturating_sub(1));
        let columns = columns / count.max(1);
        let room = rows.saturating_sub(SMALLEST.1);
        let below = self.below.len().min(room);
        let parts = self.parts.iter().take(count).map(|part| match part {
            Part::Chart(chart) => chart.lay_out_in(columns, rows - below, SMALLEST),
            Part::Heat(heat) => heat.lay_out_in((columns, rows - below), SMALLEST_MAP, finish),
        });
        Some(PlacedBeside {
            parts: parts.collect::<Option<_>>()?,
            columns,
            below: self.below[..below].to_vec(),
        })
    }
}
