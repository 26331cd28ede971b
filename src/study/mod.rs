//! A learner's sitting: everything a face shows, and the one function that changes it. No clock, no terminal, and no file but the
//! one of [`progress::Store`], which the function does not touch.

mod act;
mod action;
mod answering;
mod copying;
mod edit;
mod enlarging;
mod fields;
mod flow;
mod following;
mod page;
mod parts;
pub mod progress;
mod prose;
mod sitting;
mod stops;

pub use act::act;
pub use action::{Action, Amount, Copied, Field, Focus, Row, Scroll, Toward, Way};
pub use edit::{Edit, Typed};
pub use page::{Page, Shown};
pub use prose::Manner;
pub use sitting::{Context, Effect, FieldAt, Message, Overlay, Study, Tally, Try};
pub use stops::{Status, Stop};
