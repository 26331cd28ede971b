//! The paths themselves. There may be far too many to write down, so that each unit knows only the largest of those that go
//! on from it: the largest of all are among their continuations. The sum of all is taken without them.

use crate::network::{Layout, Terms, Weights};

/// A way from a weight to the error.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The units it goes through, from the weight's own to an output, in the row of all units.
    pub units: Vec<usize>,
    /// The weights between them; one less than units.
    pub weights: Vec<f64>,
    /// input · f′ · w · f′ · … · −delta
    pub product: f64,
}

/// The paths from a weight to the error.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The weight's input, the first factor of every path.
    pub input: f64,
    /// Those with the largest products, the largest first.
    pub largest: Vec<Path>,
    /// Number of the others, and the sum of their products.
    pub others: Option<(u64, f64)>,
    /// Number of all paths.
    pub count: u64,
    /// The sum of them all: ∂E/∂w.
    pub sum: f64,
}

/// The rest of a path from a unit on.
#[derive(Clone, Debug)]
struct Tail {
    /// f′ · w · f′ · … · −delta
    product: f64,
    /// The next step: the unit above, and the place of the rest among that unit's tails; none at an output.
    next: Option<(usize, usize)>,
}

impl Paths {
    /// The paths from a weight, on the pattern whose true terms these are; at most `most` of them written down.
    #[must_use]
    pub fn new(
        layout: &Layout,
        weights: &Weights,
        terms: &Terms,
        weight: usize,
        most: usize,
    ) -> Self {
        let unit = layout.unit_of(weight);
        let input = terms.input(layout, weight);
        let count = paths_from(layout, layout.layer_of(unit));
        let walk = Walk {
            layout,
            weights,
            terms,
        };
        let tails = walk.tails(layout.layer_of(unit), most);
        let paths = 0..tails[unit].len();
        let largest: Vec<Path> = paths
            .map(|place| walk.path(&tails, unit, place, input))
            .collect();
        let sum = input * walk.totals(layout.layer_of(unit))[unit];
        let written: f64 = largest.iter().map(|path| path.product).sum();
        let left = count - largest.len() as u64;
        Paths {
            input,
            largest,
            others: (left > 0).then_some((left, sum - written)),
            count,
            sum,
        }
    }
}

/// The part of the error that arrives at the unit of a layer at which most arrives.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// ∂E/∂e of that unit: the sum of all paths from the error.
    pub sum: f64,
    /// The largest product along one of them.
    pub largest: f64,
    /// Number of paths.
    pub paths: u64,
}

/// The arrivals at each layer, from the first to the last, on the pattern whose true terms these are.
#[must_use]
pub fn arrivals(layout: &Layout, weights: &Weights, terms: &Terms) -> Vec<Arrival> {
    let walk = Walk {
        layout,
        weights,
        terms,
    };
    let (totals, tails) = (walk.totals(1), walk.tails(1, 1));
    let of_layer = |layer: usize| {
        let loudest = layout
            .units_of(layer)
            .max_by(|a, b| totals[*a].abs().total_cmp(&totals[*b].abs()))?;
        Some(Arrival {
            sum: totals[loudest],
            largest: tails[loudest].first().map_or(0.0, |tail| tail.product),
            paths: paths_from(layout, layer),
        })
    };
    (1..=layout.layers()).filter_map(of_layer).collect()
}

/// Number of paths from a unit of a layer to the outputs.
fn paths_from(layout: &Layout, layer: usize) -> u64 {
    let above = layer + 1..=layout.layers();
    above
        .map(|layer| layout.size(layer) as u64)
        .fold(1, u64::saturating_mul)
}

struct Walk<'a> {
    layout: &'a Layout,
    weights: &'a Weights,
    terms: &'a Terms,
}

impl Walk<'_> {
    /// The end of every path through an output unit: f′ · −delta, which under cross-entropy is computed as −(t − y).
    fn end(&self, unit: usize) -> f64 {
        let [delta, fprime] = self.terms.factors[unit];
        fprime * -delta
    }

    /// The weight from a unit to one of the layer above.
    fn weight(&self, unit: usize, above: usize) -> f64 {
        let place = unit - self.layout.units_of(self.layout.layer_of(unit)).start;
        self.weights[self.layout.row(above).start + place]
    }

    /// For each unit from `layer` up the sum of all paths that go on from it.
    fn totals(&self, layer: usize) -> Vec<f64> {
        let last = self.layout.layers();
        let mut totals = vec![0.0; self.layout.units()];
        for layer in (layer..=last).rev() {
            for unit in self.layout.units_of(layer) {
                totals[unit] = if layer == last {
                    self.end(unit)
                } else {
                    let above = self.layout.units_of(layer + 1);
                    let sum: f64 = above.map(|k| self.weight(unit, k) * totals[k]).sum();
                    self.terms.fprime[unit] * sum
                };
            }
        }
        totals
    }

    /// For each unit from `layer` up the largest tails, at most `most`.
    fn tails(&self, layer: usize, most: usize) -> Vec<Vec<Tail>> {
        let last = self.layout.layers();
        let mut tails: Vec<Vec<Tail>> = vec![Vec::new(); self.layout.units()];
        for layer in (layer..=last).rev() {
            for unit in self.layout.units_of(layer) {
                tails[unit] = if layer == last {
                    vec![Tail {
                        product: self.end(unit),
                        next: None,
                    }]
                } else {
                    self.continued(unit, layer, &tails, most)
                };
            }
        }
        tails
    }

    fn continued(&self, unit: usize, layer: usize, tails: &[Vec<Tail>], most: usize) -> Vec<Tail> {
        let fprime = self.terms.fprime[unit];
        let through = |k: usize| {
            let factor = fprime * self.weight(unit, k);
            let tail = move |(place, tail): (usize, &Tail)| Tail {
                product: factor * tail.product,
                next: Some((k, place)),
            };
            tails[k].iter().enumerate().map(tail)
        };
        let mut all: Vec<Tail> = self.layout.units_of(layer + 1).flat_map(through).collect();
        all.sort_by(|a, b| b.product.abs().total_cmp(&a.product.abs()));
        all.truncate(most);
        all
    }

    /// A path by the place of its tail.
    fn path(&self, tails: &[Vec<Tail>], unit: usize, place: usize, input: f64) -> Path {
        let mut path = Path {
            units: vec![unit],
            weights: Vec::new(),
            product: input * tails[unit][place].product,
        };
        let mut at = (unit, place);
        while let Some(next) = tails[at.0][at.1].next {
            path.weights.push(self.weight(at.0, next.0));
            path.units.push(next.0);
            at = next;
        }
        path
    }
}
