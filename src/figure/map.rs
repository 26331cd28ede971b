//! A heat map as tones, two above each other in a cell, for a face that has colours. Shades of characters say the same.

use super::text::Line;

/// The tone of half a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// Distance of a number from the middle: −1 is the lowest, 1 the highest.
    Side(f64),
    /// Size of a number that has no middle: from 0 to 1.
    Amount(f64),
    /// A kind, by its place.
    Kind(usize),
    /// The border between numbers above the middle and those below.
    Edge,
    /// No number.
    Nothing,
}

/// The means by which a face shows a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// Tones, two above each other in a cell.
    Tones,
    /// Characters, a shade each.
    Signs,
}

/// A map laid out over the cells of a chart.
#[derive(Clone, Debug)]
pub struct PlacedMap {
    /// Number of cells beside each other.
    pub columns: usize,
    /// The tones, row by row from above; a row of cells holds two rows of them.
    pub tones: Vec<Tone>,
    /// The legend of the tones: words before them, samples of them, words behind.
    pub legend: (String, Vec<Tone>, Line),
}

impl PlacedMap {
    /// The tones of the upper and the lower half of a cell.
    #[must_use]
    pub fn halves(&self, column: usize, row: usize) -> [Tone; 2] {
        [2 * row, 2 * row + 1].map(|half| {
            let tone = self.tones.get(half * self.columns + column);
            tone.copied().unwrap_or(Tone::Nothing)
        })
    }

    /// Number of rows of cells.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.tones.len() / self.columns.max(1) / 2
    }
}

/// Tones with the border drawn where neighbours lie on different sides of the middle.
#[must_use]
pub fn with_edge(tones: &[Tone], columns: usize) -> Vec<Tone> {
    let is_above = |tone: Option<&Tone>| match tone {
        Some(Tone::Side(side)) => Some(*side >= 0.0),
        _ => None,
    };
    let edged = |(place, tone): (usize, &Tone)| {
        let right = (place + 1) % columns != 0;
        let right = tones.get(place + 1).filter(|_| right);
        let below = tones.get(place + columns);
        let own = is_above(Some(tone));
        let parted = [right, below].into_iter().any(|other| {
            let other = is_above(other);
            own.is_some() && other.is_some() && other != own
        });
        if parted { Tone::Edge } else { *tone }
    };
    tones.iter().enumerate().map(edged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_goes_between_the_two_sides() {
        let side = |above: bool| Tone::Side(if above { 0.5 } else { -0.5 });
        let tones: Vec<Tone> = [true, false, false, true, true, false, true, true, true]
            .map(side)
            .to_vec();
        let edged: Vec<bool> = with_edge(&tones, 3)
            .into_iter()
            .map(|tone| tone == Tone::Edge)
            .collect();
        assert_eq!(
            edged,
            [true, true, false, false, true, true, false, false, false]
        );
    }
}
