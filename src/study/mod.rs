//! A learner's sitting: everything a face shows, and the one function that changes it. No clock, no terminal, and no file but the
//! one of [`progress::Store`], which the function does not touch.

mod act;
mod action;
mod answering;
mod completion;
mod copying;
mod edit;
mod enlarging;
mod fields;
mod flow;
mod following;
mod gates;
mod job;
mod log;
mod look;
mod looking;
mod overlay;
mod page;
mod parts;
pub mod progress;
mod prose;
mod returning;
mod sitting;
mod stops;
mod sweep_state;
mod sweeping;
mod telling;
mod watched;
mod watching;
mod working;

pub use act::act;
pub use action::{
    ACTIONS, Action, ActionRow, Amount, Copied, Field, Focus, Row, Scroll, Takes, Toward, Way, help,
};
pub use edit::{Edit, Typed};
pub use flow::FlowChart;
pub use look::{Dots, Look, ThemeName};
pub use overlay::{Context, FieldAt, Overlay, Overlays, Trail, Typing};
pub use page::{Page, Shown};
pub use prose::Manner;
pub use sitting::{Effect, Message, Study, Tally, Try};
pub use stops::{Sight, Status, Stop};
pub use sweep_state::SweepState;
