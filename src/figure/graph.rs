//! Nodes in columns and the edges between neighbouring columns.

use super::map::Tone;
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
    /// The start and the end of each edge.
    pub edges: Vec<(Slot, Slot)>,
    /// The place of each edge's label; `None` for one that would hide another.
    pub labels: Vec<Option<Slot>>,
}

/// The room that an edge needs between two columns: its longest label, and something of the line.
const BETWEEN: usize = 9;
/// Largest number of rows for a node.
const MOST_ROWS: usize = 9;

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

    /// The graph in a field of this size; none if it does not fit.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize) -> Option<PlacedGraph> {
        let widest = |column: &Vec<Node>| {
            column
                .iter()
                .map(|node| width(&node.label))
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = self.columns.iter().map(widest).collect();
        let gaps = widths.len().saturating_sub(1);
        let between = columns
            .checked_sub(widths.iter().sum())?
            .checked_div(gaps)?;
        let tallest = self.columns.iter().map(Vec::len).max()?;
        if between < BETWEEN || rows < 2 * tallest - 1 {
            return None;
        }
        let rows = rows.min(MOST_ROWS * tallest);
        let mut nodes = Vec::new();
        let mut x = 0;
        for (column, width) in self.columns.iter().zip(&widths) {
            let y = |place: usize| (2 * place + 1) * rows / (2 * column.len());
            nodes.push(
                (0..column.len())
                    .map(|place| Slot { x, y: y(place) })
                    .collect::<Vec<_>>(),
            );
            x += width + between;
        }
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
        let maps = self.place_maps(&nodes, rows);
        let labels = self.place_labels(&edges, maps.iter().flatten().flatten());
        Some(PlacedGraph {
            nodes,
            maps,
            edges,
            labels,
        })
    }

    /// The places of the nodes' maps: below their labels, where the next node leaves room for them.
    fn place_maps(&self, nodes: &[Vec<Slot>], rows: usize) -> Vec<Vec<Option<Slot>>> {
        let of_column = |(column, places): (&Vec<Node>, &Vec<Slot>)| {
            let place = |(number, node): (usize, &Node)| {
                let Slot { x, y } = places[number];
                let next = places.get(number + 1).map_or(rows, |next| next.y);
                let fits = !node.map.is_empty() && y + 1 + MAP.1 <= next;
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
    ) -> Vec<Option<Slot>> {
        let rows = |map: &Slot| {
            let (x, y) = (map.x, map.y);
            (0..MAP.1).map(move |row| (Slot { x, y: y + row }, MAP.0))
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
