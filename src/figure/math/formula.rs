//! A formula of a lesson and its printers, with roles for tags.

use cellmath::{Formula, MathError, Tag};

use super::terms::{TERMS, role};
use super::typeset::{Instead, Side, Spelling, is_indexed};
use crate::figure::text::{Ink, Line, Role};
use crate::formula::Expr;
use crate::formula::tree::ExprKind;
use crate::training::Term;

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Math {
    formula: Formula,
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

impl From<cellmath::Block> for Block {
    fn from(block: cellmath::Block) -> Self {
        Block {
            lines: block.lines.into_iter().map(line).collect(),
            baseline: block.baseline,
        }
    }
}

fn line(cells: cellmath::Line) -> Line {
    let mut line = Line::default();
    for cellmath::Piece { text, style } in cells.pieces {
        let ink = Ink {
            strong: style.bold,
            ..role(style.tag).into()
        };
        line.push(ink, text);
    }
    line
}

impl Math {
    /// Reads LaTeX, as written between the dollar signs.
    ///
    /// # Errors
    ///
    /// If a command is unknown, something is not closed, or the formula is too long or too deep.
    pub fn parse(latex: &str) -> Result<Math, MathError> {
        Formula::parse_in(latex, &TERMS).map(|formula| Math { formula })
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
            formula: spelling.equation(sides).into(),
        }
    }

    /// The same, with the parts that `before` does not have in strong ink.
    #[must_use]
    pub fn stressed(&self, before: &Math) -> Math {
        Math {
            formula: self.formula.stressed(&before.formula),
        }
    }

    /// As it is printed in books, however wide.
    #[must_use]
    pub fn two_dimensional(&self) -> Block {
        self.formula.two_dimensional().into()
    }

    /// The same, with the number of each term beneath the place where the term first appears.
    #[must_use]
    pub fn two_dimensional_with(&self, numbers: &dyn Fn(Role) -> Option<String>) -> Block {
        let numbers = |tag: Tag| numbers(role(Some(tag)));
        self.formula.two_dimensional_with(&numbers).into()
    }

    /// In at most `width` columns: broken before a relation, then before a plus or minus, and as
    /// rows where that is not enough.
    #[must_use]
    pub fn two_dimensional_within(&self, width: usize) -> Block {
        self.formula.two_dimensional_within(width).into()
    }

    /// In at most `width` columns, with the numbers of the terms; a formula that has to be shown as
    /// rows shows none.
    #[must_use]
    pub fn two_dimensional_within_with(
        &self,
        width: usize,
        numbers: &dyn Fn(Role) -> Option<String>,
    ) -> Block {
        let numbers = |tag: Tag| numbers(role(Some(tag)));
        let block = self.formula.two_dimensional_within_with(width, &numbers);
        block.into()
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
        line(self.formula.row())
    }

    /// In one row of ASCII.
    #[must_use]
    pub fn ascii(&self) -> String {
        self.formula.ascii()
    }

    /// As it is said.
    #[must_use]
    pub fn words(&self) -> String {
        self.formula.words()
    }
}
