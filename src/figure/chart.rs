//! Lines over two axes, with marks on them. Where there is no room, lines of text say the same.

use super::axis::{Axis, Scale};
use super::cover::{Cover, HIDDEN};
use super::map::PlacedMap;
use super::number::short;
use super::series::Grid;
use super::text::{Ink, Line, Role, width};

pub use super::series::{Layer, Mark, Pen, Series, Stroke, Tangent, Vertical, thin};

/// A chart.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Lines of text above it, the most important first; all of them are shown, whatever becomes of the drawing.
    pub notes: Vec<Line>,
    /// The axis from left to right.
    pub x: Axis,
    /// The axis from below to above.
    pub y: Axis,
    /// Its lines; later ones lie over earlier ones.
    pub series: Vec<Series>,
    /// Straight lines that touch.
    pub tangents: Vec<Tangent>,
    /// Points marked by a sign.
    pub marks: Vec<Mark>,
    /// Vertical lines.
    pub verticals: Vec<Vertical>,
    /// Further entries of the key above it, in a few words each.
    pub key: Vec<(Ink, String)>,
    /// Text that replaces it once numbers of it are hidden.
    pub said: Option<Vec<Line>>,
}

/// A chart laid out in a field of cells.
#[derive(Clone, Debug)]
pub struct PlacedChart {
    /// The lines of text above it.
    pub notes: Vec<Line>,
    /// The legend of the lines; `None` if there is only one.
    pub legend: Option<Line>,
    /// The axis from left to right.
    pub x: Scale,
    /// The axis from below to above.
    pub y: Scale,
    /// The titles of the axes, x and y.
    pub titles: [String; 2],
    /// The drawn layers, in places between the axes' bounds; later layers lie over earlier ones.
    pub layers: Vec<Layer>,
    /// The map below them, for a face that has colours.
    pub map: Option<PlacedMap>,
}

/// The fewest columns and rows in which a chart says more than its replacement; a legend is one row more.
pub const SMALLEST: (usize, usize) = (24, 5);
/// Rows below the lines: the axis and its labels.
const ROWS_BELOW: usize = 2;
/// Dots that a cell has beside and above each other.
const DOTS: (usize, usize) = (2, 4);
impl Chart {
    /// The chart without the numbers that are hidden: those along its axes, in its names and in the text instead of it.
    #[must_use]
    pub fn under(mut self, cover: &dyn Cover) -> Chart {
        for axis in [&mut self.x, &mut self.y] {
            axis.hidden |= cover.hides_axis(&axis.title);
        }
        let said = self.fallback().into_iter().map(|line| cover.line(line));
        self.said = Some(said.collect());
        let names = self.series.iter_mut().map(|series| &mut series.name);
        let names = names.chain(self.tangents.iter_mut().map(|tangent| &mut tangent.name));
        let names = names.chain(self.marks.iter_mut().map(|mark| &mut mark.name));
        for name in names.chain(self.key.iter_mut().map(|(_, name)| name)) {
            *name = cover.line(Line::of(Role::Plain, name.as_str())).text();
        }
        let notes = self.notes.into_iter().map(|line| cover.line(line));
        self.notes = notes.collect();
        self
    }

    /// The chart in a field of this size; none if that is too small for it.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize) -> Option<PlacedChart> {
        let rows = rows.saturating_sub(self.notes.len());
        let legend = self.legend(columns).filter(|_| rows > SMALLEST.1);
        let rows = rows - usize::from(legend.is_some() && rows > 0);
        let laid = self.drawing(columns, rows, SMALLEST)?;
        Some(PlacedChart { legend, ..laid })
    }

    /// The chart without its legend, in a field of this size; none if that is smaller than `smallest`.
    #[must_use]
    pub fn lay_out_in(
        &self,
        columns: usize,
        rows: usize,
        smallest: (usize, usize),
    ) -> Option<PlacedChart> {
        let notes = self.notes.len();
        let drawn = (smallest.0, smallest.1.saturating_sub(notes));
        self.drawing(columns, rows.saturating_sub(notes), drawn)
    }

    fn drawing(
        &self,
        columns: usize,
        rows: usize,
        smallest: (usize, usize),
    ) -> Option<PlacedChart> {
        if columns < smallest.0 || rows < smallest.1 {
            return None;
        }
        let rows = rows - ROWS_BELOW;
        // More than three labels from left to right are not put where they belong by the widget that draws them.
        let x = Scale::new(&self.x, self.points().map(|(x, _)| x), 3);
        let y = Scale::new(
            &self.y,
            self.points().map(|(_, y)| y),
            (rows / 3 + 1).clamp(2, 7),
        );
        let label = y.labels.iter().map(|label| width(label)).max();
        let grid = Grid {
            columns: DOTS.0 * columns.saturating_sub(label.unwrap_or(0) + 1).max(1),
            rows: DOTS.1 * rows,
            x: &x,
            y: &y,
        };
        let layers = self.layers(&grid);
        let titles = [&self.x, &self.y].map(|axis| axis.title.clone());
        Some(PlacedChart {
            notes: self.notes.clone(),
            legend: None,
            titles,
            layers,
            map: None,
            x,
            y,
        })
    }

    /// Every point that the axes have to span.
    fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let marked = self.marks.iter().map(|mark| mark.at);
        let points = self
            .series
            .iter()
            .flat_map(|series| series.points.iter().copied());
        points
            .chain(marked)
            .filter(|(x, y)| x.is_finite() && y.is_finite())
    }

    fn layers(&self, grid: &Grid<'_>) -> Vec<Layer> {
        let verticals = self
            .verticals
            .iter()
            .filter_map(|vertical| grid.vertical(vertical));
        let series = self.series.iter().map(|series| grid.line(series));
        let tangents = self.tangents.iter().map(|tangent| grid.tangent(tangent));
        let several = self.series.len();
        let signs = (1_u32..).zip(&self.series).filter_map(|(place, series)| {
            let share = f64::from(place) / (several + 1) as f64;
            grid.sign(series, share)
        });
        let marks = self.marks.iter().filter_map(|mark| {
            Some(Layer {
                points: vec![grid.place(mark.at)?],
                ink: mark.ink,
                pen: Pen::Sign(mark.sign),
            })
        });
        verticals
            .chain(series)
            .chain(tangents)
            .chain(signs)
            .chain(marks)
            .collect()
    }

    /// The legend if there are several lines, with as many of them as there is room for.
    fn legend(&self, columns: usize) -> Option<Line> {
        let sample = |series: &Series| match (series.sign, series.stroke) {
            (Some(sign), _) => format!("─{sign}─"),
            (None, Stroke::Solid) => "──".to_string(),
            (None, Stroke::Dotted) => "··".to_string(),
        };
        let named = self.series.iter().filter(|series| !series.name.is_empty());
        let mut series: Vec<&Series> = named.collect();
        series.sort_by_key(|series| series.stroke == Stroke::Dotted);
        let series = series
            .iter()
            .map(|series| (series.ink, format!("{} {}", sample(series), series.name)));
        let tangents = self.tangents.iter();
        let tangents = tangents.map(|tangent| (tangent.ink, format!("╱ {}", tangent.name)));
        let key = self.key.iter().cloned();
        let entries: Vec<(Ink, String)> = series.chain(tangents).chain(key).collect();
        let line = explained(Line::default(), &entries, columns);
        (entries.len() > 1 && !line.pieces.is_empty()).then_some(line)
    }

    /// A replacement in text where the chart does not fit: the lines above it, its marks and slopes, then each line's
    /// first, last and least value.
    #[must_use]
    pub fn fallback(&self) -> Vec<Line> {
        if let Some(said) = &self.said {
            return said.clone();
        }
        let number = |axis: &Axis, value: f64| {
            let number = if axis.hidden {
                HIDDEN.to_string()
            } else {
                short(value)
            };
            format!("{} {number}", axis.title)
        };
        let at = |(x, y)| format!("{} at {}", number(&self.y, y), number(&self.x, x));
        let marks = self
            .marks
            .iter()
            .map(|mark| Line::of(mark.ink, format!("{}: {}", mark.name, at(mark.at))));
        let tangents = self.tangents.iter().map(|tangent| {
            let slope = if tangent.hidden {
                HIDDEN.to_string()
            } else {
                short(tangent.slope)
            };
            Line::of(tangent.ink, format!("{}: slope {slope}", tangent.name))
        });
        let series = self.series.iter().filter(|series| !series.name.is_empty());
        let series = series.filter_map(|series| said(series, &at));
        let notes = self.notes.iter().cloned();
        notes.chain(marks).chain(tangents).chain(series).collect()
    }
}

/// A line that goes on with as many entries as there is room for.
#[must_use]
pub fn explained(mut line: Line, entries: &[(Ink, String)], columns: usize) -> Line {
    for (ink, entry) in entries {
        let gap = if line.pieces.is_empty() { "" } else { "  " };
        let with = line.clone().and(Role::Plain, gap).and(*ink, entry);
        if with.width() > columns {
            break;
        }
        line = with;
    }
    line
}

/// A series' first, last and least value.
fn said(series: &Series, at: &impl Fn((f64, f64)) -> String) -> Option<Line> {
    let (first, last) = (series.points.first()?, series.points.last()?);
    let finite = series.points.iter().filter(|point| point.1.is_finite());
    let least = finite.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(first);
    let text = match series.points.len() {
        1 => format!("{}: {}", series.name, at(*first)),
        _ => format!(
            "{}: {}, {}; least {}",
            series.name,
            at(*first),
            at(*last),
            at(*least)
        ),
    };
    Some(Line::of(series.ink, text))
}

#[cfg(test)]
mod tests {
    use super::super::axis::Fit;
    use super::*;

    fn falling(points: usize) -> Series {
        let point = |at: usize| (at as f64, 1.0 / (1.0 + at as f64));
        Series {
            name: "E".to_string(),
            sign: None,
            ink: Role::Plain.into(),
            stroke: Stroke::Solid,
            points: (0..points).map(point).collect(),
        }
    }

    fn chart(series: Vec<Series>) -> Chart {
        let axis = |title: &str| Axis {
            title: title.to_string(),
            ..Axis::default()
        };
        Chart {
            x: axis("update"),
            y: axis("E"),
            series,
            ..Chart::default()
        }
    }

    #[test]
    fn where_it_does_not_fit_the_same_is_said_in_words() {
        let mut chart = chart(vec![falling(3)]);
        chart.marks.push(Mark {
            name: "now".to_string(),
            sign: '●',
            ink: Role::Plain.into(),
            at: (1.0, 0.5),
        });
        assert!(chart.lay_out(SMALLEST.0 - 1, 20).is_none());
        assert!(chart.lay_out(80, SMALLEST.1 - 1).is_none());
        assert!(chart.lay_out(SMALLEST.0, SMALLEST.1).is_some());
        let said: Vec<String> = chart.fallback().iter().map(Line::text).collect();
        assert_eq!(
            said,
            [
                "now: E 0.5000 at update 1",
                "E: E 1 at update 0, E 0.3333 at update 2; least E 0.3333 at update 2"
            ]
        );
    }

    #[test]
    fn what_is_written_above_it_is_shown_whether_or_not_the_chart_is() {
        let mut chart = chart(vec![falling(3)]);
        chart.notes = vec![
            Line::of(Role::Plain, "first"),
            Line::of(Role::Plain, "then"),
        ];
        assert!(
            chart.lay_out(40, SMALLEST.1 + 1).is_none(),
            "no room for both"
        );
        assert_eq!(chart.fallback()[1].text(), "then");
        let laid = chart.lay_out(40, SMALLEST.1 + 2).expect("there is room");
        chart.notes.clear();
        let alone = chart.lay_out(40, SMALLEST.1).expect("there is room");
        assert_eq!(laid.y, alone.y);
    }

    #[test]
    fn both_axes_may_be_logarithmic() {
        let mut series = falling(0);
        series.points = (0..=12)
            .map(|k| 10f64.powi(k - 13))
            .map(|h| (h, h * h))
            .collect();
        series.sign = Some('a');
        let mut chart = chart(vec![series]);
        (chart.x.fit, chart.y.fit) = (Fit::Log, Fit::Log);
        chart.tangents.push(Tangent {
            name: "tangent".to_string(),
            ink: Role::Plain.into(),
            at: (1e-7, 1e-14),
            slope: 2e-7,
            hidden: false,
            reach: 1e-7,
        });
        let laid = chart.lay_out(40, 10).expect("there is room");
        assert_eq!(laid.x.labels, ["1e−13", "1e−7", "0.1"]);
        let [line, tangent, sign] = &laid.layers[..] else {
            panic!("{:?}", laid.layers);
        };
        assert_eq!(line.points[6], (-7.0, -14.0));
        assert_eq!(sign.points, [(-7.0, -14.0)], "in the middle of the decades");
        assert!(tangent.points.len() > 1);
    }

    #[test]
    fn numbers_that_are_none_leave_the_others_as_they_are() {
        let mut series = falling(5);
        series.points[2].1 = f64::NAN;
        series.points[3].1 = f64::INFINITY;
        let laid = chart(vec![series]).lay_out(40, 10).expect("there is room");
        assert_eq!(laid.layers[0].points.len(), 3);
        assert_eq!(laid.y.bounds, [0.0, 1.0]);
        let empty = chart(vec![falling(0)]);
        assert!(empty.lay_out(40, 10).is_some() && empty.fallback().is_empty());
    }

    #[test]
    fn several_lines_are_told_apart_by_more_than_colour() {
        let (a, b) = (falling(9), falling(9));
        let (a, b) = (
            Series {
                sign: Some('a'),
                ..a
            },
            Series {
                sign: Some('b'),
                ..b
            },
        );
        let laid = chart(vec![a, b]).lay_out(40, 10).expect("there is room");
        assert_eq!(
            laid.legend.map(|line| line.text()).as_deref(),
            Some("─a─ E  ─b─ E")
        );
        let signs = laid
            .layers
            .iter()
            .filter(|layer| matches!(layer.pen, Pen::Sign(_)));
        assert_eq!(signs.count(), 2);
    }

    #[test]
    fn a_tangent_ends_where_the_axes_do() {
        let mut chart = chart(vec![falling(5)]);
        chart.tangents.push(Tangent {
            name: "tangent".to_string(),
            ink: Role::Plain.into(),
            at: (1.0, 0.5),
            slope: -0.25,
            hidden: false,
            reach: 100.0,
        });
        let laid = chart.lay_out(40, 10).expect("there is room");
        let ([left, right], [low, high]) = (laid.x.bounds, laid.y.bounds);
        let tangent = &laid.layers[1].points;
        assert!(tangent.len() > 1);
        assert!(
            tangent
                .iter()
                .all(|(x, y)| (left..=right).contains(x) && (low..=high).contains(y))
        );
    }
}
