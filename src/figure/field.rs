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

    /// The number at the place nearest to one that lies so far along and up.
    #[must_use]
    pub fn nearest(&self, [x, y]: [f64; 2]) -> f64 {
        let near = |share: f64, count: usize| {
            let ([below, above], part) = neighbours(share, count);
            if part < 0.5 { below } else { above }
        };
        self.value(near(x, self.columns), near(y, self.rows()))
    }

    /// The number that lies so far along and up, from those around it.
    #[must_use]
    pub fn between(&self, [x, y]: [f64; 2]) -> f64 {
        let (columns, part_x) = neighbours(x, self.columns);
        let (rows, part_y) = neighbours(y, self.rows());
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

/// The places around one that lies so far along `count` of them, and how far it lies between these two.
fn neighbours(share: f64, count: usize) -> ([usize; 2], f64) {
    let place = share * (count - 1) as f64;
    let above = (1..count)
        .find(|at| place <= *at as f64)
        .unwrap_or(count - 1);
    ([above - 1, above], place - (above - 1) as f64)
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
        for at in [[0.0, 0.0], [1.0, 1.0], [0.37, 0.81], [0.5, 0.125]] {
            let between = field.between(at);
            assert!((between - plane(at)).abs() < 1e-12, "{at:?}: {between}");
        }
        assert_eq!(field.least(1.0), Some((-7.0, [0.0, 1.0])));
        assert_eq!(field.least(-1.0), Some((3.0, [1.0, 0.0])));
    }

    #[test]
    fn what_is_no_number_is_no_number_only_beside_its_place() {
        let field = Field::new((3, 3), |at| if at == [0.5, 0.5] { f64::NAN } else { 1.0 });
        assert!(field.between([0.4, 0.5]).is_nan());
        assert_eq!(field.between([0.0, 0.3]), 1.0);
        assert_eq!(field.nearest([0.2, 0.5]), 1.0);
        assert!(field.nearest([0.3, 0.5]).is_nan());
        assert_eq!(field.least(1.0).map(|(value, _)| value), Some(1.0));
    }
}
