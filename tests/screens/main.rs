//! What a learner sees and does: screens, questions, progress, a real terminal.

mod asking;
#[path = "../support/chance.rs"]
mod chance;
mod formulas;
mod gates;
mod instructions;
mod keys;
mod look;
mod one_update;
mod panels;
mod plots;
mod progress;
#[path = "../support/terminal.rs"]
mod pty;
mod random_keys;
mod reading;
mod screens;
mod sessions;
#[path = "../support/sitting.rs"]
mod sitting;
mod slices;
#[path = "../support/mod.rs"]
mod support;
mod sweeps;
mod taken;
mod terminal;
mod watching;
mod why;
