//! One feed-forward net: its layout, activations beside their derivatives, loss, patterns, and the terms of an update.
//!
//! Nothing here changes over time; that is `training`.

pub mod activation;
mod layout;
mod loss;
pub mod patterns;
pub mod random;
mod terms;

pub use activation::{ACTIVATIONS, Activation, activation};
pub use layout::{Layout, WeightId};
pub use patterns::Pattern;
pub use terms::{Network, Terms, Weights};
