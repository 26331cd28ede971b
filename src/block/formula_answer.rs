//! Questions whose answer is a formula, not its value: a right one equals it wherever it has a value, however it is written.

use super::about::{Find, Subject, about_if_any};
use super::body::{Fields, Located, Prose};
use super::derivation::{are_equal, read_formula};
use super::hidden::names;
use super::outcome::Outcome;
use super::slips;
use super::verdict::{Feedback, Verdict};
use crate::formula::{Expr, fill};
use crate::training::{MISTAKES, Trainer, TrainerSpec};

/// A formula that is expected.
#[derive(Clone, Debug)]
pub struct FormulaAnswer {
    /// One way to write it.
    pub answer: Located<Expr>,
    /// Slips that the lesson knows of.
    slips: Vec<(Located<Expr>, Prose)>,
    /// The subject of the question, if it is about a trainer.
    subject: Option<Subject>,
}

/// Keys that a question has only where its answer is a number.
const OF_NUMBERS: [&str; 2] = ["within", "do"];

impl FormulaAnswer {
    /// Reads what a question expects that has `form = "formula"`; gives what it is about as well.
    pub(super) fn read(
        fields: &Fields<'_>,
        find: &mut Find<'_>,
    ) -> Option<(FormulaAnswer, Option<Subject>)> {
        fields.without(
            &OF_NUMBERS,
            "`form = \"formula\"`",
            "leave it out: a formula is equal or not, wherever the trainer stands",
        )?;
        let subject = about_if_any(fields, find);
        let answer = fields.required("answer", "answer = \"lr * delta * fprime * input\"");
        let answer = answer.and_then(|value| value.written(read_formula));
        let slips = slips::written(fields, |value| value.written(read_formula));
        let subject = subject?;
        let read = FormulaAnswer {
            answer: answer?,
            slips: slips?,
            subject: subject.clone(),
        };
        Some((read, subject))
    }

    /// Judges a formula that was typed.
    #[must_use]
    pub fn judge(&self, given: &str, trainer: Option<&Trainer>) -> Verdict {
        let text = last_side(given);
        let given = match read_formula(text) {
            Ok(item) => Located {
                item,
                text: text.to_string(),
                place: self.answer.place.clone(),
            },
            Err(problem) => return Verdict::Unreadable(problem.to_string()),
        };
        if self.equals(&self.answer, &given, trainer) {
            return Verdict::Right;
        }
        let slip = self
            .slips
            .iter()
            .find(|(slip, _)| self.equals(slip, &given, trainer));
        if let Some((_, says)) = slip {
            return Verdict::Slip(Feedback::Prose(*says));
        }
        let known = self.mistakes().into_iter();
        let mut known = known.filter(|(formula, _)| {
            self.equals(formula, &given, trainer) && !self.equals(formula, &self.answer, trainer)
        });
        known.next().map_or(Verdict::Wrong, |(_, says)| {
            Verdict::Slip(Feedback::Known(says.to_string()))
        })
    }

    /// Looks whether the question can be asked: the answer has values, and no slip of the lesson's equals it.
    #[must_use]
    pub fn run(&self, setup: Option<&TrainerSpec>) -> Outcome {
        let trainer = setup.cloned().map(Trainer::new);
        if !self.equals(&self.answer, &self.answer, trainer.as_ref()) {
            return Outcome::fails(&self.answer, "this answer has too few values to know it by");
        }
        let mut slips = self.slips.iter();
        let right = slips.find(|(slip, _)| self.equals(slip, &self.answer, trainer.as_ref()));
        right.map_or(Outcome::Holds, |(slip, _)| {
            Outcome::fails(slip, "this slip equals the answer")
        })
    }

    fn equals(&self, a: &Located<Expr>, b: &Located<Expr>, trainer: Option<&Trainer>) -> bool {
        are_equal([a, b], self.subject.as_ref(), trainer) == Ok(true)
    }

    /// The answer with each of the mistakes that people make with a term of it.
    fn mistakes(&self) -> Vec<(Located<Expr>, &'static str)> {
        let terms = names(&self.answer.item);
        let made = MISTAKES
            .iter()
            .filter(|row| terms.iter().any(|term| term == row.term));
        let made = made.filter_map(|row| {
            let taken = read_formula(row.taken).ok()?;
            let item = fill(&self.answer.item.to_string(), &[(row.term, &taken)]).ok()?;
            let formula = Located {
                text: item.to_string(),
                item: read_formula(&item.to_string()).ok()?,
                place: self.answer.place.clone(),
            };
            Some((formula, row.says))
        });
        made.collect()
    }
}

/// Of `change = lr * delta` the last side is the answer.
fn last_side(given: &str) -> &str {
    let last = given.rsplit('=').next().unwrap_or(given);
    last.trim_matches(|c: char| c.is_whitespace() || "`$.".contains(c))
}
