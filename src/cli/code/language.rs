//! The programming languages that a trainer can be written in.

/// The languages of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Language {
    /// Python alone, with lists
    Python,
    /// Rust alone, with vectors
    Rust,
    /// Python with numpy: a matrix for each layer
    Numpy,
    /// Python with torch, whose autograd finds what the course's own rule changes
    Pytorch,
}

impl Language {
    /// All.
    pub const ALL: [Language; 4] = [
        Language::Python,
        Language::Rust,
        Language::Numpy,
        Language::Pytorch,
    ];

    /// The sign of a comment.
    #[must_use]
    pub fn comment(self) -> &'static str {
        match self {
            Language::Rust => "//",
            Language::Python | Language::Numpy | Language::Pytorch => "#",
        }
    }

    /// Returns `true` if its functions take whole arrays.
    #[must_use]
    pub fn has_arrays(self) -> bool {
        matches!(self, Language::Numpy | Language::Pytorch)
    }
}
