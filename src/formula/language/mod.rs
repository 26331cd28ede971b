//! The language itself: text to tokens to a tree, the meaning of its names and functions, its value, and back to a line of
//! text.

pub mod function;
pub mod meaning;
pub mod parse;
pub mod print;
pub mod problem;
pub mod token;
pub mod tree;
pub mod words;
