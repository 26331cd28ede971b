//! A formula and its printers.

use super::changes::stressed;
use super::dialect::Dialect;
use super::layout::{Numbers, Setter};
use super::linear::{plain, row};
use super::numbers::beneath;
use super::read::read;
use super::text::{Block, Line};
use super::token::MathError;
use super::tree::Node;
use super::words::spoken;
use super::wrap::within;

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    tree: Node,
}

/// A formula that is built rather than read.
impl From<Node> for Formula {
    fn from(tree: Node) -> Self {
        Formula { tree }
    }
}

impl Formula {
    /// Reads LaTeX, as written between the dollar signs.
    ///
    /// # Errors
    ///
    /// If a command is unknown, something is not closed, or the formula is too long or too deep.
    pub fn parse(latex: &str) -> Result<Formula, MathError> {
        Formula::parse_in(latex, &Dialect::default())
    }

    /// Reads LaTeX, with tags for its parts.
    ///
    /// # Errors
    ///
    /// As [`Formula::parse`].
    pub fn parse_in(latex: &str, dialect: &Dialect) -> Result<Formula, MathError> {
        read(latex, dialect).map(Formula::from)
    }

    /// The same, with the parts that `before` does not have in bold.
    #[must_use]
    pub fn stressed(&self, before: &Formula) -> Formula {
        stressed(&self.tree, &before.tree).into()
    }

    /// As it is printed in books, however wide.
    #[must_use]
    pub fn two_dimensional(&self) -> Block {
        Setter::new(None).set(&self.tree).into()
    }

    /// The same, with the number of each tag beneath the place where the tag first appears.
    #[must_use]
    pub fn two_dimensional_with(&self, numbers: Numbers<'_>) -> Block {
        beneath(Setter::new(Some(numbers)).set(&self.tree), numbers).into()
    }

    /// In at most `width` columns: broken before a relation, then before a plus or minus, and as
    /// rows where that is not enough.
    #[must_use]
    pub fn two_dimensional_within(&self, width: usize) -> Block {
        within(&self.tree, width, None).into()
    }

    /// In at most `width` columns, with the numbers of the tags; a formula that has to be shown as
    /// rows shows none.
    #[must_use]
    pub fn two_dimensional_within_with(&self, width: usize, numbers: Numbers<'_>) -> Block {
        within(&self.tree, width, Some(numbers)).into()
    }

    /// In one row.
    #[must_use]
    pub fn row(&self) -> Line {
        row(&self.tree)
    }

    /// In one row of ASCII.
    #[must_use]
    pub fn ascii(&self) -> String {
        plain(&self.tree)
    }

    /// As it is said.
    #[must_use]
    pub fn words(&self) -> String {
        spoken(&self.tree)
    }
}
