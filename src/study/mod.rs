//! A learner's sitting: everything a face shows, and the one function that changes it. No clock, no terminal, and no file but the
//! one of [`progress::Store`], which the function does not touch.

mod action;
mod page;
pub mod progress;
mod sitting;

pub use action::{Action, Amount, Row, Scroll, Toward, Way};
pub use page::{Page, Shown};
pub use sitting::{Context, Effect, Focus, Message, Study, act};
