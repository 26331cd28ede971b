//! The lines and marks over two axes, and their points in a grid of dots.

use super::axis::Scale;
use super::text::Ink;

/// A line through points.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name in the key; empty, if the key leaves it out.
    pub name: String,
    /// A letter that tells it apart without colour; `None` if its stroke is enough.
    pub sign: Option<char>,
    /// Its role and stress.
    pub ink: Ink,
    /// Its stroke.
    pub stroke: Stroke,
    /// Its points, from left to right; those that are no numbers are left out.
    pub points: Vec<(f64, f64)>,
}

/// The ways to draw a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stroke {
    /// In one piece.
    #[default]
    Solid,
    /// In dots.
    Dotted,
}

/// A straight line through a point, some way to both sides.
#[derive(Clone, Debug)]
pub struct Tangent {
    /// Its name.
    pub name: String,
    /// Its role and stress.
    pub ink: Ink,
    /// The point that it touches.
    pub at: (f64, f64),
    /// Its slope: the rise of y with x.
    pub slope: f64,
    /// `true` if its slope is hidden where it would be told.
    pub hidden: bool,
    /// Its length along x, to either side.
    pub reach: f64,
}

/// A point marked by a sign.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// The sign drawn there.
    pub sign: char,
    /// Its role and stress.
    pub ink: Ink,
    /// Its place.
    pub at: (f64, f64),
}

/// A line from below to above.
#[derive(Clone, Debug)]
pub struct Vertical {
    /// Its role and stress.
    pub ink: Ink,
    /// Its place along x.
    pub x: f64,
}

/// Something drawn in one ink.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Its points.
    pub points: Vec<(f64, f64)>,
    /// Its role and stress.
    pub ink: Ink,
    /// The pen it is drawn with.
    pub pen: Pen,
}

/// The ways to draw points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// Lines from each point to the next.
    Line,
    /// A dot at each point.
    Dots,
    /// This character at each point.
    Sign(char),
    /// This character all along the way from each point to the next.
    Trail(char),
}

/// Dots of a line's length from one dot of a dotted line to the next.
const DOT_EVERY: f64 = 3.0;

/// The dots between the axes.
pub struct Grid<'a> {
    /// Number of dots side by side.
    pub columns: usize,
    /// Number of dots above each other.
    pub rows: usize,
    /// The axis from left to right.
    pub x: &'a Scale,
    /// The axis from below to above.
    pub y: &'a Scale,
}

impl Grid<'_> {
    /// The place of a point between the axes' ends; `None` if it has no number there.
    #[must_use]
    pub fn place(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        Some((self.x.place(x)?, self.y.place(y)?))
    }

    /// A series' line.
    #[must_use]
    pub fn line(&self, series: &Series) -> Layer {
        let points = series.points.iter().filter_map(|point| self.place(*point));
        let points = thin(&points.collect::<Vec<_>>(), self.x.bounds, self.columns);
        let (points, pen) = match series.stroke {
            Stroke::Solid => (points, Pen::Line),
            Stroke::Dotted => (dotted(&points, self.dot()), Pen::Dots),
        };
        Layer {
            points,
            ink: series.ink,
            pen,
        }
    }

    /// Width and height of a dot, in the axes' numbers.
    fn dot(&self) -> (f64, f64) {
        let length = |scale: &Scale| scale.bounds[1] - scale.bounds[0];
        (
            length(self.x) / self.columns as f64,
            length(self.y) / self.rows as f64,
        )
    }

    /// A series' letter, on it, some share of its way along.
    #[must_use]
    pub fn sign(&self, series: &Series, share: f64) -> Option<Layer> {
        let sign = series.sign?;
        let points = series.points.iter().filter_map(|point| self.place(*point));
        let points: Vec<(f64, f64)> = points.collect();
        let (first, last) = (points.first()?.0, points.last()?.0);
        let x = first + share * (last - first);
        let after = points.partition_point(|point| point.0 < x);
        Some(Layer {
            points: vec![*points.get(after).or(points.last())?],
            ink: series.ink,
            pen: Pen::Sign(sign),
        })
    }

    /// A tangent, as far as the axes go; on a logarithmic axis it is bent.
    #[must_use]
    pub fn tangent(&self, tangent: &Tangent) -> Layer {
        let (x, y) = tangent.at;
        let steps = -(self.columns as f64)..=self.columns as f64;
        let shares = (0..=2 * self.columns).map(|step| (steps.start() + step as f64) / steps.end());
        let points = shares
            .map(|share| {
                (
                    x + share * tangent.reach,
                    y + share * tangent.reach * tangent.slope,
                )
            })
            .filter(|point| self.holds(*point))
            .filter_map(|point| self.place(point));
        Layer {
            points: points.collect(),
            ink: tangent.ink,
            pen: Pen::Line,
        }
    }

    /// Returns `true` if a point lies between the axes' ends.
    #[must_use]
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        let between = |scale: &Scale, value: f64| {
            let place = if scale.is_log { value.log10() } else { value };
            (scale.bounds[0]..=scale.bounds[1]).contains(&place)
        };
        between(self.x, x) && between(self.y, y)
    }

    /// A line from one end of the axis to the other.
    #[must_use]
    pub fn vertical(&self, vertical: &Vertical) -> Option<Layer> {
        let x = self.x.place(vertical.x)?;
        Some(Layer {
            points: self.y.bounds.map(|y| (x, y)).to_vec(),
            ink: vertical.ink,
            pen: Pen::Trail('┊'),
        })
    }
}

/// At most two points a column, its lowest and its highest, and the last of all: so a long line keeps its peaks.
#[must_use]
pub fn thin(points: &[(f64, f64)], bounds: [f64; 2], columns: usize) -> Vec<(f64, f64)> {
    if points.len() <= 2 * columns {
        return points.to_vec();
    }
    let share = |point: &(f64, f64)| (point.0 - bounds[0]) / (bounds[1] - bounds[0]);
    let column = |point: &(f64, f64)| (share(point) * columns as f64).floor();
    let mut kept = Vec::with_capacity(2 * columns + 1);
    for group in points.chunk_by(|a, b| column(a) == column(b)) {
        let by_height = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
        let ends = [
            group.iter().min_by(by_height),
            group.iter().max_by(by_height),
        ];
        let mut ends: Vec<(f64, f64)> = ends.into_iter().flatten().copied().collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        ends.dedup();
        kept.extend(ends);
    }
    if kept.last() != points.last() {
        kept.extend(points.last());
    }
    kept
}

/// Points at even distances along a line; `dot` is how wide and how high a dot is.
fn dotted(points: &[(f64, f64)], dot: (f64, f64)) -> Vec<(f64, f64)> {
    let mut dots: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    let mut walked = 0.0;
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = ((to.0 - from.0) / dot.0).hypot((to.1 - from.1) / dot.1);
        let mut next = DOT_EVERY - walked;
        while next <= length {
            let share = next / length;
            dots.push((
                from.0 + share * (to.0 - from.0),
                from.1 + share * (to.1 - from.1),
            ));
            next += DOT_EVERY;
        }
        walked = length - (next - DOT_EVERY);
    }
    dots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_keeps_its_peaks() {
        let mut points: Vec<(f64, f64)> = (0..100_000).map(|at| (f64::from(at), 0.5)).collect();
        (points[31_415].1, points[31_416].1) = (0.9, 0.1);
        let kept = thin(&points, [0.0, 100_000.0], 50);
        assert!(kept.len() <= 101, "{}", kept.len());
        assert!(kept.contains(&(31_415.0, 0.9)) && kept.contains(&(31_416.0, 0.1)));
        assert!(
            kept.is_sorted_by(|a, b| a.0 <= b.0),
            "still from left to right"
        );
        assert_eq!(kept.last(), points.last());
        assert_eq!(thin(&points[..100], [0.0, 100.0], 50), points[..100]);
    }

    #[test]
    fn the_dots_of_a_line_lie_at_even_distances_over_its_corners() {
        let line = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (4.0, 5.0)];
        assert_eq!(
            dotted(&line, (1.0, 1.0)),
            [(0.0, 0.0), (3.0, 0.0), (4.0, 2.0), (4.0, 5.0)]
        );
    }
}
