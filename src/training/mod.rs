//! What changes a net over time: updates, the timeline they stand in, runs in lockstep, and the commands they are given.
//!
//! A trainer is what formulas are about: its [`TrainerVocabulary`] gives their names a meaning, a [`EvalContext`] their values.

mod by_rules;
mod command;
mod eval_context;
pub mod fields;
mod landscape;
mod mutant;
mod optimizer;
mod optimizer_state;
pub mod quantity;
mod rule;
mod run;
mod second;
mod settings;
mod shown;
mod timeline;
mod trainer;
mod update;
mod version;
mod vocabulary;

pub use command::{
    Command, Direction, Field, Marking, SETTINGS, Seek, Selection, Stride, VERBS, Value,
};
pub use eval_context::EvalContext;
pub use landscape::Landscape;
pub use mutant::{MISTAKES, Mistake, Mutant};
pub use optimizer_state::OptimizerState;
pub use quantity::{At, Quantity, names};
pub use rule::{Factors, Rule, Term};
pub use run::{Run, Start};
pub use settings::{LineSearch, Mute, Optimizer, Order, Schedule, Setting, Settings};
pub use shown::{ShownUpdate, Stage};
pub use timeline::Checkpoint;
pub use trainer::{Job, MOST_UPDATES, Progress, RunSpec, Trainer, TrainerSpec};
pub use update::Update;
pub use vocabulary::{Formula, Query, TrainerVocabulary, may_name_a_run};
