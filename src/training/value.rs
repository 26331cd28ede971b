//! The value that a field is set to, as a command has it: a number, a step along a row of numbers or words, or a text.

use std::fmt;

/// The value that a field is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// The next number up the row 1, 2, 5, 10 …
    Up,
    /// The next number down that row.
    Down,
    /// The next word of the field's.
    Next,
    /// A word or a formula, with its place in the command.
    Text(String, usize),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Up => f.write_str("up"),
            Value::Down => f.write_str("down"),
            Value::Next => f.write_str("next"),
            Value::Text(text, _) => f.write_str(text),
        }
    }
}
