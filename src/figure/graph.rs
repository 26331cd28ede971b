//! Nodes in columns and the edges between neighbouring columns.

use super::map::{Finish, Tone};
use super::table::Table;
use super::text::{Ink, Line, Role, width};

/// A layered graph.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The nodes of each column, from top to bottom.
    pub columns: Vec<Vec<Node>>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// Inputs and outputs: they are above the table that replaces the graph where it does not fit.
    pub ends: Vec<Line>,
    /// That table.
    pub fallback: Table,
}

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its label.
    pub label: String,
    /// Its role and stress.
    pub ink: Ink,
    /// The tones of a small map below its label, [`MAP`] cells large, row by row from above; empty, if it has none.
    pub map: Vec<Tone>,
}

/// Cells of the map of a node: columns and rows, of which each holds two rows of tones.
pub const MAP: (usize, usize) = (7, 3);

/// An edge from a node to one of the next column.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The column it comes from.
    pub column: usize,
    /// The node it comes from, and the one it leads to.
    pub nodes: (usize, usize),
    /// Its label.
    pub label: String,
    /// Its role and stress.
    pub ink: Ink,
    /// `true` if it is drawn thick.
    pub thick: bool,
    /// Its size as a share of the largest one, from 0 to 1: the larger, the stronger its stroke.
    pub share: f64,
    /// `true` if it is one of those that are in question: the others are drawn quietly.
    pub lit: bool,
}

/// A place for text, in columns and rows from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The first column.
    pub x: usize,
    /// The row.
    pub y: usize,
}

/// A graph laid out in a field of cells.
#[derive(Clone, Debug)]
pub struct PlacedGraph {
    /// The place of each node of each column.
    pub nodes: Vec<Vec<Slot>>,
    /// The place of the map of each node of each column; `None` where it has none, or no room.
    pub maps: Vec<Vec<Option<Slot>>>,
    /// The number of times that the maps are as wide and as high as [`MAP`].
    pub scale: usize,
    /// The start and the end of each edge.
    pub edges: Vec<(Slot, Slot)>,
    /// The place of each edge's label; `None` for one that would hide another.
    pub labels: Vec<Option<Slot>>,
}

/// The room that an edge needs between two columns: its longest label, and something of the line.
const BETWEEN: usize = 9;
/// The most that a map is enlarged.
const MOST_SCALE: usize = 3;
/// Largest number of rows for a node.
const MOST_ROWS: usize = 18;

impl Graph {
    /// The graph with something done to each text in it.
    #[must_use]
    pub fn under(mut self, change: &dyn Fn(Line) -> Line) -> Graph {
        let text = |text: &mut String| *text = change(Line::of(Role::Plain, text.as_str())).text();
        for node in self.columns.iter_mut().flatten() {
            text(&mut node.label);
        }
        for edge in &mut self.edges {
            text(&mut edge.label);
        }
        self.ends = self.ends.into_iter().map(change).collect();
        self.fallback = self.fallback.under(change);
        self
    }

    /// The lines that replace it where it does not fit.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        [self.ends.clone(), self.fallback.lines()].concat()
    }

    /// Its sentences.
    #[must_use]
    pub fn said(&self) -> Vec<Line> {
        [self.ends.clone(), self.fallback.said()].concat()
    }

    /// The graph in a field of this size; none if it does not fit. Its maps are drawn in tones or not at all.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize, finish: Finish) -> Option<PlacedGraph> {
        let tallest = self.columns.iter().map(Vec::len).max()?;
        if rows < 2 * tallest - 1 {
            return None;
        }
        let rows = rows.min(MOST_ROWS * tallest);
        let mut scales = (1..=MOST_SCALE).rev().filter(|scale| {
            *scale == 1 || finish == Finish::Tones && self.has_rows_for_maps(*scale, rows)
        });
        let (scale, starts) =
            scales.find_map(|scale| Some((scale, self.starts(scale, columns)?)))?;
        let column = |(column, x): (&Vec<Node>, &usize)| {
            let y = |place: usize| (2 * place + 1) * rows / (2 * column.len());
            (0..column.len())
                .map(|place| Slot { x: *x, y: y(place) })
                .collect()
        };
        let nodes: Vec<Vec<Slot>> = self.columns.iter().zip(&starts).map(column).collect();
        let ends = |edge: &Edge| {
            let (from, to) = (
                nodes[edge.column][edge.nodes.0],
                nodes[edge.column + 1][edge.nodes.1],
            );
            let label = width(&self.columns[edge.column][edge.nodes.0].label);
            (
                Slot {
                    x: from.x + label,
                    y: from.y,
                },
                Slot {
                    x: to.x.saturating_sub(1),
                    y: to.y,
                },
            )
        };
        let edges: Vec<(Slot, Slot)> = self.edges.iter().map(ends).collect();
        let maps = self.place_maps(&nodes, rows, scale);
        let labels = self.place_labels(&edges, maps.iter().flatten().flatten(), scale);
        Some(PlacedGraph {
            nodes,
            maps,
            scale,
            edges,
            labels,
        })
    }

    /// The first column of cells of each column of nodes, whose labels and maps of a scale find room with their edges between
    /// them; larger maps only where the edges keep twice the room that they need.
    fn starts(&self, scale: usize, columns: usize) -> Option<Vec<usize>> {
        let widest = |column: &Vec<Node>| {
            let wide = |node: &Node| match (scale, node.map.is_empty()) {
                (1, _) | (_, true) => width(&node.label),
                _ => width(&node.label).max(scale * MAP.0 + 1),
            };
            column.iter().map(wide).max().unwrap_or(0)
        };
        let widths: Vec<usize> = self.columns.iter().map(widest).collect();
        let gaps = widths.len().saturating_sub(1);
        let left = columns.checked_sub(widths.iter().sum())?;
        let between = left.checked_div(gaps)?;
        let needed = if scale == 1 { BETWEEN } else { 2 * BETWEEN };
        let starts = widths.iter().scan(0, |x, width| {
            let start = *x;
            *x += width + between;
            Some(start)
        });
        (between >= needed).then(|| starts.collect())
    }

    /// Returns `true` if maps of a scale leave a third of the rows between nodes to the edges.
    fn has_rows_for_maps(&self, scale: usize, rows: usize) -> bool {
        let mapped = |column: &&Vec<Node>| column.iter().any(|node| !node.map.is_empty());
        let mut columns = self.columns.iter().filter(mapped);
        columns.all(|column| 3 * scale * MAP.1 <= 2 * (rows / column.len()))
    }

    /// The places of the nodes' maps: below their labels, where the next node leaves room for them.
    fn place_maps(&self, nodes: &[Vec<Slot>], rows: usize, scale: usize) -> Vec<Vec<Option<Slot>>> {
        let of_column = |(column, places): (&Vec<Node>, &Vec<Slot>)| {
            let place = |(number, node): (usize, &Node)| {
                let Slot { x, y } = places[number];
                let next = places.get(number + 1).map_or(rows, |next| next.y);
                let fits = !node.map.is_empty() && y + 1 + scale * MAP.1 <= next;
                fits.then_some(Slot { x: x + 1, y: y + 1 })
            };
            column.iter().enumerate().map(place).collect()
        };
        self.columns.iter().zip(nodes).map(of_column).collect()
    }

    /// The places of the edges' labels: along the edge, where no other is, and no map; the selected edge's first.
    fn place_labels<'a>(
        &self,
        edges: &[(Slot, Slot)],
        maps: impl Iterator<Item = &'a Slot>,
        scale: usize,
    ) -> Vec<Option<Slot>> {
        let rows = |map: &Slot| {
            let (x, y) = (map.x, map.y);
            (0..scale * MAP.1).map(move |row| (Slot { x, y: y + row }, scale * MAP.0))
        };
        let mut taken: Vec<(Slot, usize)> = maps.flat_map(rows).collect();
        let mut labels = vec![None; edges.len()];
        let mut order: Vec<usize> = (0..edges.len()).collect();
        order.sort_by_key(|&edge| !self.edges[edge].ink.selected);
        for edge in order {
            let length = width(&self.edges[edge].label);
            let free = |place: &Slot| {
                taken.iter().all(|(other, width)| {
                    other.y != place.y || place.x > other.x + width || other.x > place.x + length
                })
            };
            labels[edge] = along(edges[edge], length).find(free);
            taken.extend(labels[edge].map(|place| (place, length)));
        }
        labels
    }
}

/// Places for a label on an edge: a third of the way first, then ever farther from there.
fn along((from, to): (Slot, Slot), length: usize) -> impl Iterator<Item = Slot> {
    const SHARES: [usize; 7] = [30, 40, 22, 50, 60, 70, 78];
    let run = to.x.saturating_sub(from.x);
    SHARES.into_iter().map(move |share| {
        let middle = from.x + run * share / 100;
        let row = (from.y * (100 - share) + to.y * share + 50) / 100;
        Slot {
            x: (middle.saturating_sub(length / 2))
                .clamp(from.x + 1, to.x.saturating_sub(length).max(from.x + 1)),
            y: row,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two inputs, two hidden units and an output, each unit with a map.
    fn graph() -> Graph {
        let node = |label: &str, has_map: bool| Node {
            label: label.to_string(),
            ink: Role::Plain.into(),
            map: vec![Tone::Nothing; if has_map { 2 * MAP.0 * MAP.1 } else { 0 }],
        };
        Graph {
            columns: vec![
                vec![node("x1 0", false), node("x2 1", false), node("1", false)],
                vec![node("◉ 0.12", true), node("◉ 0.34", true), node("1", false)],
                vec![node("◉ 0.56 t 1", true)],
            ],
            edges: Vec::new(),
            ends: Vec::new(),
            fallback: Table::default(),
        }
    }

    #[test]
    fn maps_grow_with_the_room_and_neither_leave_it_nor_lie_over_a_node() {
        let graph = graph();
        let mut scales = Vec::new();
        for (columns, rows) in (30..200).step_by(7).zip((5..60).step_by(2)) {
            let Some(laid) = graph.lay_out(columns, rows, Finish::Tones) else {
                continue;
            };
            scales.push(laid.scale);
            let (wide, high) = (laid.scale * MAP.0, laid.scale * MAP.1);
            let nodes: Vec<Slot> = laid.nodes.iter().flatten().copied().collect();
            for map in laid.maps.iter().flatten().flatten() {
                let is_inside = laid.scale == 1 || map.x + wide <= columns;
                assert!(is_inside && map.y + high <= rows, "{columns}×{rows}");
                let covers = |node: &Slot| {
                    (map.x..map.x + wide).contains(&node.x)
                        && (map.y..map.y + high).contains(&node.y)
                };
                assert!(!nodes.iter().any(covers), "{columns}×{rows}");
            }
        }
        assert_eq!(
            (scales.first(), scales.last()),
            (Some(&1), Some(&MOST_SCALE))
        );
        assert!(scales.is_sorted(), "{scales:?}");
    }
}
