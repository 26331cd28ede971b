//! The scale on which the error is drawn against the updates.

/// The scale of the error's axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorScale {
    /// Logarithmic where the errors lie far apart.
    #[default]
    Auto,
    /// From 0 on, in equal steps.
    Linear,
    /// In powers of ten, as long as no error is 0.
    Log,
}

impl ErrorScale {
    /// All, by their words; `scale next` goes through them in this order.
    pub const ALL: [(&'static str, ErrorScale); 3] = [
        ("auto", ErrorScale::Auto),
        ("linear", ErrorScale::Linear),
        ("log", ErrorScale::Log),
    ];

    fn place(self) -> usize {
        let mut all = ErrorScale::ALL.iter();
        all.position(|(_, scale)| *scale == self).unwrap_or(0)
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        ErrorScale::ALL[self.place()].0
    }

    /// The one after it, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        ErrorScale::ALL[(self.place() + 1) % ErrorScale::ALL.len()].1
    }
}
