//! deltarule, a course in the terminal about one line: `new weight = old weight + lr × delta × f′(e) × input`.

pub mod block;
pub mod cli;
pub mod face;
pub mod figure;
pub mod formula;
pub mod lesson;
pub mod network;
pub mod panel;
pub mod study;
pub mod training;
