//! A trainer as figures: the panels that lessons name in `show`.

mod network;
mod terms;

pub use terms::explain;

use crate::figure::{Figure, Line};
use crate::training::Trainer;

/// A way to look at a trainer.
#[derive(Debug)]
pub struct Panel {
    /// As lessons call it.
    pub name: &'static str,
    /// What stands above it now.
    pub title: fn(&Trainer) -> Line,
    /// What it shows.
    pub figure: fn(&Trainer) -> Figure,
}

/// All panels.
pub const PANELS: [Panel; 2] = [network::PANEL, terms::PANEL];

/// The panel called `name`.
#[must_use]
pub fn panel(name: &str) -> Option<&'static Panel> {
    PANELS.iter().find(|panel| panel.name == name)
}
