//! A sitting that is told line by line.

use super::output::Output;
use super::place::Place;
use crate::study::Study;
use crate::study::progress::Store;

/// A study, with how far it has been told.
pub struct Sitting<'a> {
    pub study: Study,
    pub store: &'a mut Store,
    pub out: Output,
    /// The place up to which the open lesson has been read out.
    pub place: Place,
    pub verbosity: Verbosity,
}

/// The verbosity of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    /// The trainer's current state.
    Short,
    /// The same, and how the selected weight came to its change.
    Normal,
    /// The same, and all terms.
    Full,
}

impl Verbosity {
    /// All, by their names.
    pub const NAMES: [(&str, Verbosity); 3] = [
        ("short", Verbosity::Short),
        ("normal", Verbosity::Normal),
        ("full", Verbosity::Full),
    ];
}
