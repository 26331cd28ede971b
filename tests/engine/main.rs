//! The engine: terms, updates, the timeline and the data, held against numbers and laws from outside.

mod chain_rule;
#[path = "../support/chance.rs"]
mod chance;
mod generated;
mod gradients;
mod history;
mod matrices;
mod names;
mod optimizers;
mod oracle;
mod patterns;
mod settings;
mod slices;
#[path = "../support/mod.rs"]
mod support;
mod sweeps;
mod taken;
