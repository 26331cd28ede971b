//! Figures: text with roles, tables, lists, graphs, charts, heat maps. No colour and no terminal here; a face gives the
//! look.

mod axis;
pub mod bars;
pub mod beside;
pub mod chart;
mod cover;
pub mod field;
pub mod graph;
pub mod heat;
mod list;
pub mod map;
pub mod math;
pub mod number;
mod series;
mod table;
mod text;
mod wrap;

pub use axis::{Axis, Fit, Scale};
pub use bars::Bars;
pub use beside::{Beside, Part};
pub use chart::Chart;
pub use cover::{Cover, HIDDEN};
pub use graph::Graph;
pub use heat::Heat;
pub use list::List;
pub use table::Table;
pub use text::{Ink, Line, Piece, Role, width};
pub use wrap::{indent, wrap};

impl Figure {
    /// The figure without the numbers that are hidden.
    #[must_use]
    pub fn under(self, cover: &dyn Cover) -> Figure {
        let line = |line| cover.line(line);
        match self {
            Figure::Lines(lines) => Figure::Lines(lines.into_iter().map(line).collect()),
            Figure::Graph(graph) => Figure::Graph(graph.under(&line)),
            Figure::Chart(chart) => Figure::Chart(chart.under(cover)),
            Figure::Beside(beside) => Figure::Beside(beside.under(cover)),
            Figure::Heat(heat) => Figure::Heat(heat.under(cover)),
            Figure::List(list) => Figure::List(list.under(&line)),
            Figure::Bars(bars) => Figure::Bars(bars.under(&line)),
        }
    }
}

/// Something to show.
#[derive(Clone, Debug)]
pub enum Figure {
    /// Lines, the most important first: those that do not fit are cut off below.
    Lines(Vec<Line>),
    /// A graph, or its replacement where it does not fit.
    Graph(Graph),
    /// A chart, or its replacement where it does not fit.
    Chart(Chart),
    /// Charts side by side, or their replacement where they do not fit.
    Beside(Beside),
    /// A heat map, or its replacement where it does not fit.
    Heat(Heat),
    /// A list, or as much of it as fits.
    List(List),
    /// Bars, or as many of them as fit.
    Bars(Bars),
}
