//! What changes a net over time: updates, the timeline they stand in, and the commands a learner or a check gives.
//!
//! A run is what formulas are about: [`Vocabulary`] gives their names a meaning, a [`Moment`] their values.

mod command;
mod moment;
mod run;
mod settings;
mod timeline;
mod trainer;
mod update;
mod vocabulary;

pub use command::{Command, Direction, Field, Selection, Stride, VERBS, Value};
pub use moment::Moment;
pub use run::{Run, Start};
pub use settings::{Schedule, Settings};
pub use timeline::State;
pub use trainer::{MOST_UPDATES, Setup, Trainer};
pub use update::Update;
pub use vocabulary::{Meaning, Vocabulary, names};
