//! A learner's sitting: everything a face shows, and the one function that changes it. No clock, no terminal, no file.

mod action;
mod page;
mod sitting;

pub use action::{Action, Amount, Row, Scroll, Toward, Way};
pub use page::{Page, Shown};
pub use sitting::{Context, Effect, Focus, Message, Study, act};
