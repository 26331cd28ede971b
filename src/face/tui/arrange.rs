//! Arranges panels in a pane: below each other, in pairs side by side, or not at all if there is no room.

use ratatui::layout::{Constraint, Layout, Rect};

/// The room that a panel needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The fewest rows with which it says something, be it in words.
    pub bare: u16,
    /// The fewest rows with which it is what it should be.
    pub least: u16,
    /// Rows with which nothing of it is cut off, or with which it looks well; its title is among them, as among the others.
    pub rows: u16,
    /// Columns with which nothing is cut off; none for a drawing, which fits any width.
    pub columns: Option<u16>,
    /// `true` if it is a chart, which looks well beside another.
    pub is_chart: bool,
}

/// The places of panels.
#[derive(Debug, PartialEq, Eq)]
pub struct Arranged {
    /// A place each for the first of them; those that are left over find no room.
    pub places: Vec<Rect>,
    /// A row in which to say so.
    pub note: Option<Rect>,
}

/// From this width on any two panels may be placed side by side.
const SIDE_BY_SIDE: u16 = 70;
/// The fewest columns of a chart beside another.
const CHART_COLUMNS: u16 = 26;
/// The fewest columns of a graph or a text beside something.
const COLUMNS: u16 = 20;
/// Columns of a drawing that is as good beside something as alone.
const ROOMY: u16 = 34;
/// Columns between two panels.
const BETWEEN: u16 = 2;

/// A way of putting panels into an area.
struct Way {
    /// Number of panels side by side in each band.
    bands: Vec<usize>,
    /// The rows that each has at least.
    rows: fn(&Need) -> u16,
}

/// Arranges as many panels as find room: the last are left out until the others do.
#[must_use]
pub fn arrange(needs: &[Need], area: Rect) -> Arranged {
    for shown in (1..=needs.len()).rev() {
        let note = u16::from(shown < needs.len());
        let [panels, note_row] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(note)]).areas(area);
        let needs = &needs[..shown];
        let alone = || {
            (shown == 1).then_some(Way {
                bands: vec![1],
                rows: |need| need.bare,
            })
        };
        if let Some(way) = fitting(needs, panels).or_else(alone) {
            return Arranged {
                places: places(needs, &way, panels),
                note: (note > 0).then_some(note_row),
            };
        }
    }
    Arranged {
        places: Vec::new(),
        note: None,
    }
}

/// The first way that fits: with all rows that the panels could use, else with those that they need, else in words.
fn fitting(needs: &[Need], area: Rect) -> Option<Way> {
    let wanted: [fn(&Need) -> u16; 3] = [|need| need.rows, |need| need.least, |need| need.bare];
    let ways = || {
        [
            roomy_pairs(needs, area),
            stacked(needs),
            pairs_of_charts(needs),
            pairs(needs),
        ]
    };
    let mut tries = wanted
        .into_iter()
        .flat_map(|rows| ways().map(|bands| Way { bands, rows }));
    tries.find(|way| {
        let wide_enough = |band: &&[Need]| is_wide_enough(band, area);
        total(&heights(needs, way)) <= area.height
            && bands(needs, &way.bands).iter().all(wide_enough)
    })
}

/// The rows of each band.
fn heights(needs: &[Need], way: &Way) -> Vec<u16> {
    let height = |band: &&[Need]| band.iter().map(way.rows).max().unwrap_or(0);
    bands(needs, &way.bands).iter().map(height).collect()
}

fn total(heights: &[u16]) -> u16 {
    heights
        .iter()
        .fold(0, |sum, height| sum.saturating_add(*height))
}

fn stacked(needs: &[Need]) -> Vec<usize> {
    vec![1; needs.len()]
}

/// Two charts that follow each other side by side, all else below each other.
fn pairs_of_charts(needs: &[Need]) -> Vec<usize> {
    let mut bands = Vec::new();
    let mut rest = needs;
    while !rest.is_empty() {
        let both = rest.len() > 1 && rest[0].is_chart && rest[1].is_chart;
        let band = 1 + usize::from(both);
        bands.push(band);
        rest = &rest[band..];
    }
    bands
}

/// If there are many, two side by side wherever nothing is cut off; the first alone, if one is left over.
fn roomy_pairs(needs: &[Need], area: Rect) -> Vec<usize> {
    let is_roomy = |band: &[Need]| {
        let enough = |(need, place): (&Need, &Rect)| place.width >= need.columns.unwrap_or(ROOMY);
        band.len() == 2 && band.iter().zip(&columns(band, area)).all(enough)
    };
    let all = needs.len() > 2 && area.width >= SIDE_BY_SIDE;
    let mut bands = vec![1; usize::from(all && needs.len() % 2 == 1)];
    let mut rest = &needs[bands.len()..];
    while !rest.is_empty() {
        let both = all && is_roomy(&rest[..rest.len().min(2)]);
        bands.push(1 + usize::from(both));
        rest = &rest[1 + usize::from(both)..];
    }
    bands
}

/// Two and two side by side.
fn pairs(needs: &[Need]) -> Vec<usize> {
    needs.chunks(2).map(<[Need]>::len).collect()
}

/// The panels of each band.
fn bands<'a>(needs: &'a [Need], way: &[usize]) -> Vec<&'a [Need]> {
    let mut rest = needs;
    let mut bands = Vec::new();
    for band in way {
        let (first, others) = rest.split_at((*band).min(rest.len()));
        bands.push(first);
        rest = others;
    }
    bands
}

/// Returns `true` if each panel of a band has enough columns; one alone always has: it knows what to do.
fn is_wide_enough(band: &[Need], area: Rect) -> bool {
    let charts = band.iter().all(|need| need.is_chart);
    let enough = |(need, place): (&Need, &Rect)| {
        place.width
            >= if need.is_chart {
                CHART_COLUMNS
            } else {
                COLUMNS
            }
    };
    band.len() == 1
        || (charts || area.width >= SIDE_BY_SIDE)
            && band.iter().zip(&columns(band, area)).all(enough)
}

/// The places of a band's panels beside each other.
fn columns(band: &[Need], area: Rect) -> Vec<Rect> {
    let one_is_drawn = band.iter().any(|need| need.columns.is_none());
    let widths = band.iter().map(|need| match need.columns {
        Some(columns) if one_is_drawn => {
            Constraint::Length(columns.saturating_add(1).min(area.width * 6 / 10))
        }
        _ => Constraint::Fill(1),
    });
    Layout::horizontal(widths)
        .spacing(BETWEEN)
        .split(area)
        .to_vec()
}

/// The places of all panels: each band has the rows it needs, what is left over goes to the drawings.
fn places(needs: &[Need], way: &Way, area: Rect) -> Vec<Rect> {
    let bands = bands(needs, &way.bands);
    let whole = |band: usize| bands[band].iter().map(|need| need.rows).max().unwrap_or(0);
    let is_drawn = |band: usize| bands[band].iter().any(|need| need.columns.is_none());
    let mut heights = heights(needs, way);
    for _ in total(&heights)..area.height {
        // The lowest band that still has use for a row gets one, so that the drawings grow to the same height.
        let usable = (0..bands.len()).filter(|&band| is_drawn(band) || heights[band] < whole(band));
        let lowest = usable.min_by_key(|&band| (heights[band] >= whole(band), heights[band]));
        if let Some(lowest) = lowest {
            heights[lowest] += 1;
        }
    }
    let rows = Layout::vertical(heights.into_iter().map(Constraint::Length)).split(area);
    let places = bands
        .iter()
        .zip(rows.iter())
        .flat_map(|(band, row)| columns(band, *row));
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NETWORK: Need = Need {
        bare: 5,
        least: 7,
        rows: 7,
        columns: None,
        is_chart: false,
    };
    const TERMS: Need = Need {
        bare: 5,
        least: 5,
        rows: 8,
        columns: Some(50),
        is_chart: false,
    };
    const CHART: Need = Need {
        bare: 4,
        least: 7,
        rows: 11,
        columns: None,
        is_chart: true,
    };

    #[test]
    fn nothing_overlaps_and_nothing_leaves_its_pane_at_any_size() {
        let all = [NETWORK, TERMS, CHART, CHART, TERMS, NETWORK];
        for (width, height) in (0..90).flat_map(|width| (0..50).map(move |height| (width, height)))
        {
            let area = Rect::new(3, 2, width, height);
            for needs in (1..=all.len()).map(|count| &all[..count]) {
                let Arranged { places, note } = arrange(needs, area);
                assert_eq!(
                    note.is_some(),
                    places.len() < needs.len(),
                    "{width}×{height}"
                );
                let all: Vec<Rect> = places.into_iter().chain(note).collect();
                for (number, place) in all.iter().enumerate() {
                    assert_eq!(
                        place.intersection(area).area(),
                        place.area(),
                        "{width}×{height}"
                    );
                    let others = all[..number].iter();
                    assert_eq!(
                        others.filter(|other| other.intersects(*place)).count(),
                        0,
                        "{width}×{height}"
                    );
                }
            }
        }
    }

    /// Columns and rows of each place.
    fn sizes(needs: &[Need], width: u16, height: u16) -> Vec<(u16, u16)> {
        let places = arrange(needs, Rect::new(0, 0, width, height)).places;
        places
            .iter()
            .map(|place| (place.width, place.height))
            .collect()
    }

    #[test]
    fn two_charts_stand_side_by_side_below_what_comes_before_them() {
        assert_eq!(
            sizes(&[NETWORK, TERMS, CHART, CHART], 56, 36),
            [(56, 14), (56, 8), (27, 14), (27, 14)]
        );
        assert_eq!(sizes(&[NETWORK, TERMS], 56, 36), [(56, 28), (56, 8)]);
        assert_eq!(sizes(&[CHART, CHART], 56, 36), [(56, 18), (56, 18)]);
    }

    #[test]
    fn where_there_is_room_many_panels_stand_in_two_columns() {
        assert_eq!(
            sizes(&[NETWORK, TERMS, CHART, CHART], 120, 56),
            [(67, 28), (51, 28), (59, 28), (59, 28)]
        );
        assert_eq!(
            sizes(&[CHART, CHART, CHART], 80, 40),
            [(80, 20), (39, 20), (39, 20)],
            "the first is the largest"
        );
        assert_eq!(sizes(&[NETWORK, TERMS], 120, 56), [(120, 48), (120, 8)]);
    }

    #[test]
    fn the_last_panels_are_left_out_where_there_is_no_room() {
        assert_eq!(sizes(&[NETWORK, TERMS, CHART, CHART], 76, 15).len(), 4);
        assert_eq!(
            sizes(&[NETWORK, TERMS, CHART, CHART], 76, 8),
            [(29, 7), (45, 7)]
        );
        assert_eq!(sizes(&[CHART], 10, 2), [(10, 2)], "one is always shown");
    }
}
