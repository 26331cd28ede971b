//! The formula language: its laws, and the derivations made of it.

mod derivations;
mod laws;
