//! What changes a net over time: updates, the timeline they stand in, runs in lockstep, and the commands they are given.
//!
//! A trainer is what formulas are about: its [`Vocabulary`] gives their names a meaning, a [`Moment`] their values.

mod by_rules;
mod command;
mod fault;
pub mod fields;
mod landscape;
mod memory;
mod method;
mod moment;
mod rule;
mod run;
mod second;
mod settings;
mod timeline;
mod trainer;
mod update;
mod vocabulary;

pub use command::{
    Command, Direction, Field, Marking, SETTINGS, Seek, Selection, Stride, VERBS, Value,
};
pub use fault::{FAULTS, Fault};
pub use landscape::Landscape;
pub use memory::Memory;
pub use moment::Moment;
pub use rule::{Factors, Rule, Term};
pub use run::{Run, Start};
pub use settings::{LineSearch, Method, Mute, Order, Schedule, Setting, Settings};
pub use timeline::State;
pub use trainer::{MOST_UPDATES, RunSetup, Setup, Trainer};
pub use update::Update;
pub use vocabulary::{Formula, Meaning, Query, Vocabulary, may_name_a_run, names};
