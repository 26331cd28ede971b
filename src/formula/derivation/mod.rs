//! Formulas of each other's names, as a derivation writes them: the names, their definitions, their values at a point.

pub mod definitions;
pub mod differentials;
pub mod leaf;
pub mod names;
pub mod point;
