//! A trainer as figures: the panels that lessons name in `show`.

mod activation;
mod boundary;
mod error;
mod network;
mod patterns;
mod row;
mod slice;
mod surface;
mod terms;

pub use terms::explain;

pub use row::Panel;

/// All panels.
pub const PANELS: [Panel; 8] = [
    network::PANEL,
    terms::PANEL,
    activation::PANEL,
    error::PANEL,
    slice::PANEL,
    surface::PANEL,
    boundary::PANEL,
    patterns::PANEL,
];

/// The panel called `name`.
#[must_use]
pub fn panel(name: &str) -> Option<&'static Panel> {
    PANELS.iter().find(|panel| panel.name == name)
}
