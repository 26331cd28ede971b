//! A trainer as figures: the panels that lessons name in `show`.

mod activation;
mod error;
mod network;
mod row;
mod terms;
mod veil;

pub use terms::explain;

pub use row::{Panel, View};
pub use veil::{HIDDEN, Veil};

/// All panels.
pub const PANELS: [Panel; 4] = [
    network::PANEL,
    terms::PANEL,
    activation::PANEL,
    error::PANEL,
];

/// The panel called `name`.
#[must_use]
pub fn panel(name: &str) -> Option<&'static Panel> {
    PANELS.iter().find(|panel| panel.name == name)
}
