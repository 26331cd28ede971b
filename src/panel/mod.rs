//! A trainer as figures: the panels that lessons name in `show`.

mod activation;
mod boundary;
mod chain;
mod depth;
mod error;
mod mask;
mod microscope;
mod network;
mod paths;
mod patterns;
mod row;
mod runs;
pub mod sketch;
mod slice;
mod surface;
mod terms;
mod verdict;
pub mod why;

pub use chain::Chain;
pub use microscope::Sight;
pub use paths::{Path, Paths};
pub use sketch::Sketch;
pub use terms::{explain, terms_of};
pub use why::Why;

pub use crate::figure::HIDDEN;
pub use mask::Mask;
pub use row::{Panel, View, told_apart};
pub use runs::errors_of_runs;
pub use verdict::RuleVerdict;

/// All panels.
pub const PANELS: [Panel; 12] = [
    network::PANEL,
    terms::PANEL,
    chain::PANEL,
    activation::PANEL,
    error::PANEL,
    microscope::PANEL,
    paths::PANEL,
    depth::PANEL,
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
