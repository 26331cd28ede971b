//! A number at even places over a plane, and between them.

/// A number at even places over a plane, its corners among them; row by row, from below.
#[derive(Clone, Debug)]
pub struct Field {
    columns: usize,
    values: Vec<f64>,
}

impl Field {
    /// A field of so many places beside and above each other; `value` is asked for the number so far along and up.
    pub fn new((columns, rows): (usize, usize), mut value: impl FnMut([f64; 2]) -> f64) -> Self {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let values = places.map(|(column, row)| value([share(column, columns), share(row, rows)]));
        Field {
            columns,
            values: values.collect(),
        }
    }

    /// All its numbers.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.values.iter().copied()
    }

    /// The number at the lower end of both axes.
    #[cfg(test)]
    #[must_use]
    pub fn corner(&self) -> f64 {
        self.values[0]
    }

    fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// The field in other places, so many beside and above each other: each number is that of the nearest place, or lies between
    /// those around it.
    #[must_use]
    pub fn resampled(&self, (columns, rows): (usize, usize), is_nearest: bool) -> Vec<f64> {
        let along: Vec<_> = (0..columns)
            .map(|column| neighbours(share(column, columns), self.columns))
            .collect();
        let mut values = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            let up = neighbours(share(row, rows), self.rows());
            let value = |x: &Neighbours| {
                if is_nearest {
                    self.value(nearest(*x), nearest(up))
                } else {
                    self.between(*x, up)
                }
            };
            values.extend(along.iter().map(value));
        }
        values
    }

    /// The number between neighbours along and up.
    fn between(&self, (columns, part_x): Neighbours, (rows, part_y): Neighbours) -> f64 {
        let along = |row: usize| mixed(columns.map(|column| self.value(column, row)), part_x);
        mixed(rows.map(along), part_y)
    }

    /// The least number of `sign` times them all, and its share of the way along and up; those that are not numbers are
    /// passed over.
    #[must_use]
    pub fn least(&self, sign: f64) -> Option<(f64, [f64; 2])> {
        let finite = (0..self.values.len()).filter(|place| self.values[*place].is_finite());
        let order =
            |a: &usize, b: &usize| (sign * self.values[*a]).total_cmp(&(sign * self.values[*b]));
        let place = finite.min_by(order)?;
        let (column, row) = (place % self.columns, place / self.columns);
        Some((
            self.values[place],
            [share(column, self.columns), share(row, self.rows())],
        ))
    }
}

/// Two places side by side, and how far one lies between them.
type Neighbours = ([usize; 2], f64);

/// The places around one that lies so far along `count` of them, and how far it lies between these two.
fn neighbours(share: f64, count: usize) -> Neighbours {
    let place = share * (count - 1) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 1 to the last place"
    )]
    let above = place.ceil().clamp(1.0, (count - 1) as f64) as usize;
    ([above - 1, above], place - (above - 1) as f64)
}

/// The nearer one of two neighbours.
fn nearest(([below, above], part): Neighbours) -> usize {
    if part < 0.5 { below } else { above }
}

/// One number between two; the one itself where the other is at no distance, even if that is no number.
fn mixed([from, to]: [f64; 2], part: f64) -> f64 {
    if part == 0.0 || from == to {
        from
    } else if part == 1.0 {
        to
    } else {
        from + part * (to - from)
    }
}

/// The share of the way along an axis for a place among `count`, from 0 to 1.
#[must_use]
pub fn share(place: usize, count: usize) -> f64 {
    place as f64 / (count - 1) as f64
}

/// The number at a share of the way along an axis.
#[must_use]
pub fn between([low, high]: [f64; 2], share: f64) -> f64 {
    low + share * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_between_places_is_what_lies_between_them() {
        let plane = |[x, y]: [f64; 2]| 6.0 * x - 3.0 - 4.0 * y;
        let field = Field::new((9, 5), plane);
        let (columns, rows) = (31, 14);
        let values = field.resampled((columns, rows), false);
        for (place, between) in values.into_iter().enumerate() {
            let at = [
                share(place % columns, columns),
                share(place / columns, rows),
            ];
            assert!((between - plane(at)).abs() < 1e-12, "{at:?}: {between}");
        }
        assert_eq!(field.least(1.0), Some((-7.0, [0.0, 1.0])));
        assert_eq!(field.least(-1.0), Some((3.0, [1.0, 0.0])));
    }

    #[test]
    fn what_is_no_number_is_no_number_only_beside_its_place() {
        let field = Field::new((3, 3), |at| if at == [0.5, 0.5] { f64::NAN } else { 1.0 });
        let isnt = |value: &f64| value.is_nan();
        let between = field.resampled((5, 5), false);
        assert_eq!(between.iter().filter(|value| isnt(value)).count(), 9);
        let nearest = field.resampled((9, 9), true);
        assert_eq!(nearest[0], 1.0);
        assert!(nearest[4 * 9 + 4].is_nan());
    }
}
