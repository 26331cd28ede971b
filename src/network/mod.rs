//! One feed-forward net: its layout, activations beside their derivatives, loss, patterns, and the terms of an update.
//!
//! Nothing here changes over time; that is `training`.

pub mod activation;
mod layout;
mod loss;
mod matrices;
pub mod patterns;
pub mod random;
mod shape;
mod terms;
mod written;

pub use activation::{ACTIVATIONS, NamedActivation};
pub use layout::{Layout, UnitId, WeightId};
pub use loss::Loss;
pub use patterns::Pattern;
pub use shape::Shape;
pub use terms::{Network, Terms, Weights};
pub use written::Activation;
