//! A command's account of its changes. It is not yet a sentence: the layers above format the numbers and mask those
//! that an open question asks for.

/// The changes that a command made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// A sentence to begin with.
    pub says: Option<String>,
    /// The values that are others now.
    pub changes: Vec<Change>,
}

/// A value before a command and after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The name of the value.
    pub what: String,
    /// The names of the formula language that tell it: where one of them is hidden, so is this.
    pub told_by: &'static [&'static str],
    /// The value before.
    pub old: Reading,
    /// The value after.
    pub new: Reading,
}

/// A value as a report has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A number, yet to be formatted.
    Number(f64),
    /// A count or a word, as it is shown.
    Text(String),
}

impl Report {
    /// A report of a sentence.
    #[must_use]
    pub fn says(sentence: impl Into<String>) -> Self {
        Report {
            says: Some(sentence.into()),
            changes: Vec::new(),
        }
    }

    /// The same report with one more change, unless the value is the same as before.
    #[must_use]
    pub fn with(
        mut self,
        what: impl Into<String>,
        told_by: &'static [&'static str],
        old: Reading,
        new: Reading,
    ) -> Self {
        if old != new {
            self.changes.push(Change {
                what: what.into(),
                told_by,
                old,
                new,
            });
        }
        self
    }

    /// Returns `true` if there is nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.says.is_none() && self.changes.is_empty()
    }
}

impl From<f64> for Reading {
    fn from(number: f64) -> Self {
        Reading::Number(number)
    }
}

impl From<u64> for Reading {
    fn from(count: u64) -> Self {
        Reading::Text(count.to_string())
    }
}

impl From<&str> for Reading {
    fn from(text: &str) -> Self {
        Reading::Text(text.to_string())
    }
}

impl From<String> for Reading {
    fn from(text: String) -> Self {
        Reading::Text(text)
    }
}
