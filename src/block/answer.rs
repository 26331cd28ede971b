//! The expected answer to a question, and the verdict on an answer: right, a slip that people make, or neither.

use super::about::Subject;
use super::assertion::Assertion;
use super::body::{Located, Prose};
use super::formula_answer::FormulaAnswer;
use super::hidden::hidden_by;
use super::outcome::{Outcome, after};
use super::slips;
use super::typed::number;
use super::verdict::{Feedback, Verdict};
use super::within::Within;
use crate::figure::number::long;
use crate::formula::Expr;
use crate::network::WeightId;
use crate::training::{Command, Formula, Trainer, TrainerSpec};

/// The expected answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The value of a formula.
    Formula(Box<Expected>),
    /// A formula, whatever its value.
    Written(Box<FormulaAnswer>),
    /// One of several; none is right if it is a guess.
    Choices(Vec<Choice>),
}

/// A value that is expected.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The formula as it is written.
    pub formula: Expr,
    /// Bound to the trainer.
    pub answer: Located<Formula>,
    /// The tolerance.
    pub within: Within,
    /// The commands for a fresh trainer before; nothing, if it is about the learner's own.
    pub commands: Option<Vec<Located<Command>>>,
    /// Wrong answers that tell what was done wrong, with the response to each.
    pub slips: Vec<(Located<Formula>, Prose)>,
}

/// One of several answers.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The text.
    pub text: Prose,
    /// `true` if it is right.
    pub right: bool,
    /// The response to a learner who chose it.
    pub says: Option<Prose>,
}

/// The message where an answer cannot be looked up.
const NO_VALUE: &str =
    "what is asked for has no value where the trainer stands: `reset` puts it back";

impl Answer {
    /// Returns `true` if it is a guess: none of its choices is right.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        match self {
            Answer::Choices(choices) => !choices.iter().any(|choice| choice.right),
            Answer::Formula(_) | Answer::Written(_) => false,
        }
    }

    /// The verdict on an answer to a question about this trainer.
    #[must_use]
    pub fn judge(
        &self,
        given: &str,
        subject: Option<&Subject>,
        trainer: Option<&Trainer>,
    ) -> Verdict {
        match self {
            Answer::Choices(choices) => match chosen(given, choices.len()) {
                Ok(place) => judge_choice(choices, place),
                Err(sentence) => Verdict::Unreadable(sentence),
            },
            Answer::Written(formula) => formula.judge(given, trainer),
            Answer::Formula(expected) => match number(given) {
                Ok(given) => expected.judge(given, subject, trainer),
                Err(sentence) => Verdict::Unreadable(sentence),
            },
        }
    }

    /// Looks whether the question can be asked: its answer is a number, no slip of the lesson's equals it.
    #[must_use]
    pub fn run(&self, setup: Option<&TrainerSpec>) -> Outcome {
        match (self, setup) {
            (Answer::Formula(expected), Some(setup)) => expected.run(setup),
            (Answer::Written(formula), setup) => formula.run(setup),
            _ => Outcome::Holds,
        }
    }

    /// The names that are hidden while the question is open, if it does not say.
    #[must_use]
    pub fn hides(&self) -> Vec<String> {
        match self {
            Answer::Formula(expected) => hidden_by(&expected.formula),
            // No number tells how a formula is written.
            Answer::Choices(_) | Answer::Written(_) => Vec::new(),
        }
    }

    /// The answer that is a number, to be tried on mistaken trainers.
    #[must_use]
    pub fn assertion(&self) -> Option<Assertion<'_>> {
        let Answer::Formula(expected) = self else {
            return None;
        };
        Some(Assertion {
            commands: expected.commands.as_deref().unwrap_or_default(),
            conditions: vec![&expected.answer],
            holds: Box::new(|answer, sound, spoilt| {
                let right = answer.eval(&sound.moment()).ok();
                let given = spoilt.formula.eval(&spoilt.trainer.moment()).ok();
                let near = right.zip(given);
                near.map_or(right.is_none() && given.is_none(), |(right, given)| {
                    expected.within.holds(given, right)
                })
            }),
        })
    }

    /// Its substance.
    #[must_use]
    pub fn substance(&self) -> Vec<&str> {
        match self {
            Answer::Formula(expected) => {
                let commands = expected.commands.iter().flatten();
                std::iter::once(expected.answer.text.as_str())
                    .chain(commands.map(|command| command.text.as_str()))
                    .collect()
            }
            Answer::Written(formula) => vec![&formula.answer.text],
            // An answer is kept as the text that was chosen: it stays valid if the others are rewritten or reordered.
            Answer::Choices(choices) if choices.iter().any(|choice| choice.right) => {
                vec!["choices"]
            }
            Answer::Choices(_) => vec!["guess"],
        }
    }
}

/// The place of the choice that an answer names by its letter or its number.
///
/// # Errors
/// If it names none: a sentence that says so.
pub fn chosen(given: &str, count: usize) -> Result<usize, String> {
    let given = given.trim().trim_end_matches([')', '.']);
    let letter = |c: char| (c.to_ascii_lowercase() as usize).checked_sub('a' as usize);
    let mut chars = given.chars();
    let place = match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_alphabetic() => letter(c),
        _ => given.parse::<usize>().ok().and_then(|n| n.checked_sub(1)),
    };
    place.filter(|place| *place < count).ok_or_else(|| {
        let last = (b'a' + u8::try_from(count.saturating_sub(1)).unwrap_or(25)) as char;
        format!("answer with a letter from a to {last}")
    })
}

fn judge_choice(choices: &[Choice], place: usize) -> Verdict {
    let is_guess = !choices.iter().any(|choice| choice.right);
    if is_guess {
        return Verdict::Kept;
    }
    if choices[place].right {
        return Verdict::Right;
    }
    choices[place]
        .says
        .map_or(Verdict::Wrong, |says| Verdict::Slip(Feedback::Prose(says)))
}

impl Expected {
    /// The trainer that it is about: a fresh one after what is to be done, or the learner's own.
    fn trainer(&self, subject: &Subject, trainer: Option<&Trainer>) -> Option<Trainer> {
        match &self.commands {
            Some(commands) => after(&subject.setup, commands).ok(),
            None => trainer.cloned(),
        }
    }

    /// The answer for the current trainer; nothing, if it has no value there.
    #[must_use]
    pub fn value(&self, subject: &Subject, trainer: Option<&Trainer>) -> Option<f64> {
        let trainer = self.trainer(subject, trainer)?;
        value(&self.answer.item, &trainer, subject.selected(&trainer))
    }

    /// The answer with a trainer made from `setup`, at its start or after what is to be done.
    #[must_use]
    pub fn at_start(&self, setup: &TrainerSpec) -> Option<f64> {
        let commands = self.commands.as_deref().unwrap_or_default();
        let trainer = after(setup, commands).ok()?;
        value(&self.answer.item, &trainer, setup.selected)
    }

    fn judge(&self, given: f64, subject: Option<&Subject>, trainer: Option<&Trainer>) -> Verdict {
        let stand = subject.and_then(|subject| {
            let trainer = self.trainer(subject, trainer)?;
            let selected = subject.selected(&trainer);
            let right = value(&self.answer.item, &trainer, selected)?;
            Some((trainer, selected, right))
        });
        let Some((trainer, selected, right)) = stand else {
            return Verdict::Unreadable(NO_VALUE.to_string());
        };
        if self.within.holds(given, right) {
            return Verdict::Right;
        }
        let written = self.slips.iter().filter_map(|(slip, says)| {
            let value = value(&slip.item, &trainer, selected)?;
            Some((value, Feedback::Prose(*says)))
        });
        let written = written.into_iter().find(|(value, _)| {
            self.within.holds(given, *value) && !self.within.holds(*value, right)
        });
        if let Some((_, feedback)) = written {
            return Verdict::Slip(feedback);
        }
        let known = slips::known(&self.formula, &trainer, selected);
        let slip = known
            .into_iter()
            .find(|slip| slip.explains(given, self.within, right));
        slip.map_or(Verdict::Wrong, |slip| {
            Verdict::Slip(Feedback::Known(slip.says))
        })
    }

    fn run(&self, setup: &TrainerSpec) -> Outcome {
        let commands = self.commands.as_deref().unwrap_or_default();
        let trainer = match after(setup, commands) {
            Ok(trainer) => trainer,
            Err(failure) => return Outcome::Fails(failure),
        };
        let selected = setup.selected;
        let Some(right) = value(&self.answer.item, &trainer, selected) else {
            return Outcome::fails(&self.answer, "this answer is not a number here");
        };
        for (slip, _) in &self.slips {
            match value(&slip.item, &trainer, selected) {
                None => return Outcome::fails(slip, "this slip is not a number here"),
                Some(value) if self.within.holds(value, right) || value == right => {
                    let message = format!(
                        "this slip is {}, as near to the answer as a right one: {}",
                        long(value),
                        long(right)
                    );
                    return Outcome::fails(slip, message);
                }
                Some(_) => {}
            }
        }
        Outcome::Holds
    }
}

/// The value of a formula about a trainer; nothing, if it is no number.
fn value(formula: &Formula, trainer: &Trainer, selected: WeightId) -> Option<f64> {
    let value = formula.eval(&trainer.moment_at(selected)).ok()?;
    value.is_finite().then_some(value)
}
