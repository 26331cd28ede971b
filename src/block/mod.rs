//! The fenced blocks of a lesson: what each kind says, and what comes of it.

mod body;
mod check;
mod derivation;
mod files;
mod live;
mod patterns;
mod source;
mod trainer;

pub use body::{Body, Problems, Value, Written};
pub use check::{Check, Outcome};
pub use derivation::{About, Derivation};
pub use files::Files;
pub use live::Live;
pub use patterns::MOST_BYTES;
pub use source::{Diagnostic, Place, Source, harmless};
pub use trainer::TrainerBlock;

/// The kinds of blocks. A fence of another kind is code, unless it is so near to one of these that it must be a slip.
pub const KINDS: [&str; 2] = ["trainer", "check"];
