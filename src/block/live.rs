//! Live values: numbers in prose that are computed while one reads, `` `=delta(2,1)` ``.

use super::body::Located;
use super::hidden::names;
use super::source::Diagnostic;
use crate::figure::number::{as_written, long, short};
use crate::figure::width;
use crate::formula::tree::{ExprKind, Number};
use crate::formula::{Expr, Problem};
use crate::training::{Formula, Trainer, TrainerSpec};

/// A live value.
#[derive(Clone, Debug)]
pub struct Live {
    /// The formula, as it was written.
    pub formula: Located<Formula>,
    /// The names in it.
    pub names: Vec<String>,
    /// Its value at the start, if its lesson promises one: a test holds the lesson to it.
    promised: Option<Promise>,
    /// Number of columns reserved for it, so that prose does not jump.
    columns: usize,
}

#[derive(Clone, Debug)]
struct Promise {
    number: Number,
    whole: Formula,
}

impl Live {
    /// Binds a live value's formula to its trainer.
    ///
    /// # Errors
    /// If it is no number, or has names that mean nothing to the trainer.
    pub fn read(formula: Located<Expr>, setup: &TrainerSpec) -> Result<Live, Problem> {
        let trainer = Trainer::new(setup.clone());
        let (value, promised) = match &formula.item.kind {
            ExprKind::Near(value, written, None) => match written.as_number() {
                Some(number) => (
                    &**value,
                    Some(Promise {
                        number: number.clone(),
                        whole: trainer.bind(&formula.item)?,
                    }),
                ),
                None => return Err(not_a_live_value(written)),
            },
            _ if formula.item.is_condition() => return Err(not_a_live_value(&formula.item)),
            _ => (&formula.item, None),
        };
        let bound = trainer.bind(value)?;
        let names = names(value);
        let formula = Located {
            item: bound,
            text: formula.text,
            place: formula.place,
        };
        let live = Live {
            formula,
            names,
            promised,
            columns: 0,
        };
        Ok(Live {
            columns: width(&live.value(&trainer)),
            ..live
        })
    }

    /// Its value now, as it is shown.
    #[must_use]
    pub fn text(&self, trainer: &Trainer) -> String {
        let value = self.value(trainer);
        let missing = self.columns.saturating_sub(width(&value));
        " ".repeat(missing) + &value
    }

    fn value(&self, trainer: &Trainer) -> String {
        match (self.formula.item.eval(&trainer.moment()), &self.promised) {
            (Ok(value), Some(promise)) => as_written(value, &promise.number),
            (Ok(value), None) => short(value),
            (Err(_), _) => "not a number".to_string(),
        }
    }

    /// Number of columns reserved for it.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Returns `true` if its lesson promises its value at the start.
    #[must_use]
    pub fn is_promised(&self) -> bool {
        self.promised.is_some()
    }

    /// The problem, if its value at the start is not what its lesson promises.
    #[must_use]
    pub fn broken_promise(&self, setup: &TrainerSpec) -> Option<Diagnostic> {
        let trainer = Trainer::new(setup.clone());
        let moment = trainer.moment();
        let promise = self.promised.as_ref()?;
        if promise.whole.eval_condition(&moment) == Ok(true) {
            return None;
        }
        let value = self
            .formula
            .item
            .eval(&moment)
            .map_or("not a number".to_string(), long);
        Some(Diagnostic::new(
            self.formula.place.clone(),
            format!("at the start this is {value}"),
        ))
    }
}

fn not_a_live_value(expr: &Expr) -> Problem {
    Problem::new(expr.span, "a live value is a number")
        .help("write `=E`, or `=E ~ 0.7514` with what it is at the start")
}
