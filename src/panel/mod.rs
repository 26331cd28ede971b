//! A trainer as figures: the panels that lessons name in `show`.

mod activation;
mod error;
mod microscope;
mod network;
mod paths;
mod row;
pub mod sketch;
mod terms;
mod veil;
mod verdict;
pub mod why;

pub use microscope::Sight;
pub use paths::{Path, Paths};
pub use terms::explain;
pub use why::Why;

pub use row::{Panel, View};
pub use veil::{HIDDEN, Veil};
pub use verdict::Verdict;

/// All panels.
pub const PANELS: [Panel; 6] = [
    network::PANEL,
    terms::PANEL,
    activation::PANEL,
    error::PANEL,
    microscope::PANEL,
    paths::PANEL,
];

/// The panel called `name`.
#[must_use]
pub fn panel(name: &str) -> Option<&'static Panel> {
    PANELS.iter().find(|panel| panel.name == name)
}
