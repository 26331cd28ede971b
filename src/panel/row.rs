//! What a panel is: a row of the registry.

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
