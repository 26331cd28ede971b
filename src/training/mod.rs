//! The changes of a net over time: updates, their timeline, runs in lockstep, and the commands they get.
//!
//! Formulas are about a trainer: its [`TrainerVocabulary`] gives their names a meaning, an
//! [`EvalContext`] their values.

mod asked;
mod by_rules;
pub mod command;
mod error_scale;
mod eval_context;
mod factors;
mod job;
mod landscape;
mod learnt;
mod line_search;
mod motion;
mod mutant;
mod optimizer;
mod optimizer_state;
mod parting;
pub mod quantity;
mod report;
mod rule;
mod run;
mod second;
mod setting;
mod settings;
mod shown;
mod sweep;
mod taken;
mod term;
mod timeline;
mod trainer;
mod update;
mod value;
mod version;
mod vocabulary;
mod ways;

pub use command::{Command, Nature, Verb, verbs};
pub use error_scale::ErrorScale;
pub use eval_context::EvalContext;
pub use factors::Factors;
pub use job::{Job, Progress};
pub use landscape::Landscape;
pub use learnt::Learnt;
pub use motion::Motion;
pub use mutant::{MISTAKES, Mistake, Mutant};
pub use optimizer::{
    Each, MOMENTUM, Made, MadeOf, OPTIMIZERS, Optimizer, Parameter, Parameters, Takes, optimizer,
};
pub use optimizer_state::{Moments, OptimizerState};
pub use parting::{Errors, parting};
pub use quantity::{At, Quantity, names};
pub use report::{Change, Reading, Report};
pub use rule::Rule;
pub use run::{Run, Start};
pub use setting::{Kind, MOST_LAYERS, MOST_WEIGHTS, Place, Setting, all_settings, keys, setting};
pub use settings::{LineSearch, Mute, Order, Revision, SPREAD, Schedule, Settings};
pub use shown::{ShownUpdate, Stage};
pub use sweep::{MOST_SWEPT, Made as SweptEnds, Sweep, SweepEnd, SweepRun, SweepStep};
pub use taken::Taken;
pub use term::Term;
pub use timeline::Checkpoint;
pub use trainer::{MOST_UPDATES, Position, RunSpec, Trainer, TrainerSpec};
pub use update::Update;
pub use value::Value;
pub use vocabulary::{Formula, Query, Swept, TrainerVocabulary, may_name_a_run};
pub use ways::{Direction, Stride, Strides};
