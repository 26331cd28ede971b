//! Runs in lockstep with what is selected in them: their state, and the ways in which a command changes it.

mod choosing;
mod moving;
mod position;
mod setting;
mod state;

pub use position::Position;
pub use state::{MOST_UPDATES, RunSpec, Trainer, TrainerSpec};
pub(in crate::training) use state::{SPEEDS, overflowed, refusal, too_many};
