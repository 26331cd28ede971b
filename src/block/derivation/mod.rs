//! The derivation block: mathematics that is revealed a line at a time, and checked.

mod drawn;
mod equal;
mod page;
mod parts;
mod raw;
mod read;
mod reason;
mod sides;
mod state;
mod trial;

pub use equal::{are_equal, read as read_formula};
pub use parts::DerivationBlock;
