//! A formula and its printers.

use crate::figure::text::{Line, Role};

use super::changes::stressed;
use super::layout::Setter;
use super::linear::{plain, row};
use super::numbers::beneath;
use super::read::read;
use super::sheet::Sheet;
use super::token::MathError;
use super::tree::Node;
use super::typeset::{Instead, Side, Spelling, is_indexed};
use super::words::spoken;
use super::wrap::within;
use crate::formula::Expr;
use crate::formula::tree::ExprKind;
use crate::training::Term;

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Math {
    tree: Node,
}

/// Lines that belong together, of which one is level with the text beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// From top to bottom; blanks at their ends are left out.
    pub lines: Vec<Line>,
    /// The index of the main line.
    pub baseline: usize,
}

impl Block {
    /// Columns that it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.lines.iter().map(Line::width).max().unwrap_or(0)
    }
}

impl From<Sheet> for Block {
    fn from(sheet: Sheet) -> Self {
        Block {
            baseline: sheet.baseline,
            lines: sheet.lines(),
        }
    }
}

impl Math {
    /// Reads LaTeX, as written between the dollar signs.
    ///
    /// # Errors
    ///
    /// If a command is unknown, something is not closed, or the formula is too long or too deep.
    pub fn parse(latex: &str) -> Result<Math, MathError> {
        read(latex).map(|tree| Math { tree })
    }

    /// A formula of the lessons.
    #[must_use]
    pub fn of(formula: &Expr) -> Math {
        Math::equation(&[Side::Formula(formula)], Spelling::default())
    }

    /// An equation of formulas of the lessons, or one formula, set so.
    #[must_use]
    pub fn equation(sides: &[Side<'_>], spelling: Spelling<'_>) -> Math {
        Math {
            tree: spelling.equation(sides),
        }
    }

    /// The same, with the parts that `before` does not have in strong ink.
    #[must_use]
    pub fn stressed(&self, before: &Math) -> Math {
        Math {
            tree: stressed(&self.tree, &before.tree),
        }
    }

    /// As it is printed in books, however wide.
    #[must_use]
    pub fn two_dimensional(&self) -> Block {
        Setter::new(None).set(&self.tree).into()
    }

    /// The same, with the number of each term beneath the place where the term first appears.
    #[must_use]
    pub fn two_dimensional_with(&self, numbers: &dyn Fn(Role) -> Option<String>) -> Block {
        beneath(Setter::new(Some(numbers)).set(&self.tree), numbers).into()
    }

    /// In at most `width` columns: broken before a relation, then before a plus or minus, and as
    /// rows where that is not enough.
    #[must_use]
    pub fn two_dimensional_within(&self, width: usize) -> Block {
        within(&self.tree, width, None).into()
    }

    /// In at most `width` columns, with the numbers of the terms; a formula that has to be shown as
    /// rows shows none.
    #[must_use]
    pub fn two_dimensional_within_with(
        &self,
        width: usize,
        numbers: &dyn Fn(Role) -> Option<String>,
    ) -> Block {
        within(&self.tree, width, Some(numbers)).into()
    }

    /// Returns `true` if it has all four terms of the update: then their numbers can be shown beneath.
    #[must_use]
    pub fn has_all_terms(&self) -> bool {
        let row = self.row();
        Term::ALL.into_iter().all(|term| {
            let mut roles = row.pieces.iter().map(|piece| piece.ink.role);
            roles.any(|role| role == Role::Term(term))
        })
    }

    /// A formula in words, its names as they are typed.
    #[must_use]
    pub fn words_of(formula: &Expr) -> String {
        let is_name = |expr: &Expr| match &expr.kind {
            ExprKind::Name(_) => true,
            ExprKind::Call(name, _) => is_indexed(name),
            _ => false,
        };
        let spelling = Spelling {
            part: &|expr| is_name(expr).then_some(Instead::Typed),
            ..Spelling::default()
        };
        Math::equation(&[Side::Formula(formula)], spelling).words()
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
