//! A learner's sitting: everything a face shows, and the one function that changes it. No clock, no terminal, no file but
//! that in which progress is kept.

mod act;
mod action;
mod answering;
mod copying;
mod edit;
mod fields;
mod page;
pub mod progress;
mod sitting;
mod stops;

pub use act::act;
pub use action::{Action, Amount, Copied, Field, Row, Scroll, Toward, Way};
pub use edit::{Edit, Typed};
pub use page::{Page, Shown};
pub use sitting::{Context, Effect, FieldAt, Focus, Message, Over, Study, Tally, Try};
pub use stops::{Standing, Stop};
