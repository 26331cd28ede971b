//! The fenced blocks of a lesson: what each kind says, and what comes of it.

mod about;
mod answer;
mod body;
mod check;
mod derivation;
mod files;
mod hidden;
mod kinds;
mod live;
mod note;
mod outcome;
mod patterns;
mod question;
mod slips;
mod source;
mod task;
mod trainer;
mod typed;
mod worth;

pub use about::{Find, Found, Subject};
pub use answer::{Answer, Choice, Expected, Feedback, Verdict, Within, chosen};
pub use body::{Body, Located, Problems, Prose, Value};
pub use check::{Check, CheckRun};
pub use derivation::DerivationBlock;
pub use files::Files;
pub use hidden::hidden_by;
pub use kinds::{Block, BlockKind, KINDS, Read, kind_named};
pub use live::Live;
pub use note::{Head, Note, Recall};
pub use outcome::Outcome;
pub use patterns::MOST_BYTES;
pub use question::Question;
pub use source::{Diagnostic, Location, Source, harmless};
pub use task::Task;
pub use trainer::TrainerBlock;
pub use worth::{ConditionWorth, Worth, worth};
