//! A question as a part of the text: its choices, the answer given, the response to it.

use super::super::flow::{Beginning, Flow};
use super::super::overlay::FieldAt;
use super::super::sitting::{Effect, Study};
use super::super::stops::Status;
use super::part::{PagePart, quiet};
use crate::block::{Answer, Choice, Feedback, Prose as Words, Question, Verdict, chosen};
use crate::figure::{Ink, Line, Role, indent};
use crate::lesson::{BlockIndex, plain};

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const QUESTION: [&str; 2] = [
    "Type it; s passes it over.",
    "`answer TEXT` answers, `skip` passes it over.",
];
const QUESTION_HINT: [&str; 2] = [
    "Type it; s passes it over, H gives a hint.",
    "`answer TEXT` answers, `skip` passes it over, `hint` helps.",
];
const FORMULA: [&str; 2] = [
    "Enter, then a formula; s passes it over.",
    "`answer FORMULA` answers, `skip` passes it over.",
];
const FORMULA_HINT: [&str; 2] = [
    "Enter, then a formula; s passes it over, H gives a hint.",
    "`answer FORMULA` answers, `skip` passes it over, `hint` helps.",
];
const CHOICE: [&str; 2] = [
    "Type its letter; s passes it over.",
    "`answer LETTER` answers, `skip` passes it over.",
];
const CHOICE_HINT: [&str; 2] = [
    "Type its letter; s passes it over, H gives a hint.",
    "`answer LETTER` answers, `skip` passes it over, `hint` helps.",
];

/// Takes an answer.
pub(super) fn enter(study: &mut Study, block: BlockIndex) -> Vec<Effect> {
    if study.standing(study.lesson_number(), block) == Status::Done {
        study.say("this is answered: n goes on");
        return Vec::new();
    }
    study.write(FieldAt::Block(study.lesson_number(), block))
}

impl PagePart<'_> {
    pub(super) fn question(&self, question: &Question, flow: &mut Flow, beginning: &Beginning) {
        let beginning = &self.asks(["?", "Question"], question.asks, flow, beginning);
        if let Some(recalls) = &question.recalls {
            let then = match self.study.answered(&recalls.item) {
                Some(answer) => format!("You said then: {answer}"),
                None => "You did not answer then.".to_string(),
            };
            quiet(&then, flow, beginning);
        }
        if let Answer::Choices(choices) = &question.answer {
            self.choices(choices, flow, beginning);
        }
        match self.state.standing {
            Status::Open => self.open_question(question, flow, beginning),
            Status::Skipped if self.state.is_typing => self.field(flow, beginning),
            standing => self.passed_question(question, standing, flow, beginning),
        }
    }

    fn choices(&self, choices: &[Choice], flow: &mut Flow, beginning: &Beginning) {
        let block = &self.study.lesson().blocks[self.number];
        let typed = self.state.typed.as_ref().filter(|_| self.state.is_typing);
        let typed = typed.map(|(before, under, behind)| {
            format!(
                "{before}{}{behind}",
                under.map_or(String::new(), String::from)
            )
        });
        let chosen_now = typed.and_then(|typed| chosen(&typed, choices.len()).ok());
        for (place, choice) in choices.iter().enumerate() {
            let letter = ('a'..='z').nth(place).unwrap_or('?');
            let was_chosen = self.state.last.as_deref() == Some(&plain(block.text(choice.text)));
            let passed = self.state.standing != Status::Open;
            let (sign, role) = match (chosen_now == Some(place), passed && choice.right) {
                (true, _) => ('▸', Role::Heading),
                (false, true) => ('✓', Role::Good),
                _ if was_chosen && passed => ('•', Role::Plain),
                _ => (' ', Role::Plain),
            };
            let strong = chosen_now == Some(place) || was_chosen && passed;
            let mark = Line::of(role, format!("{sign} ")).and(
                Ink {
                    strong,
                    ..Role::Plain.into()
                },
                format!("{letter}) "),
            );
            let beginning = beginning.within(&mark, &indent(5));
            flow.wrapped_at_breaks(&self.line(choice.text), &beginning);
        }
    }

    fn open_question(&self, question: &Question, flow: &mut Flow, beginning: &Beginning) {
        if let Some(verdict) = &self.state.verdict {
            self.wrong(question, verdict, flow, beginning);
        }
        if self.state.is_typing || self.state.typed.is_some() {
            self.field(flow, beginning);
        }
        let how = match question.answer {
            Answer::Choices(_) => [CHOICE, CHOICE_HINT],
            Answer::Formula(_) => [QUESTION, QUESTION_HINT],
            Answer::Written(_) => [FORMULA, FORMULA_HINT],
        };
        self.hints(&question.hints, how, flow, beginning);
    }

    /// Adds the response to a wrong answer.
    fn wrong(
        &self,
        question: &Question,
        verdict: &Verdict,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let given = self.state.last.as_deref().unwrap_or_default();
        let own = Ink {
            own: true,
            ..Role::Plain.into()
        };
        let mut line = Line::of(Role::Bad, "✗ ").and(own, format!("{given}: "));
        match verdict {
            Verdict::Slip(Feedback::Prose(words)) => line.extend(&self.line_then(*words)),
            Verdict::Slip(Feedback::Known(sentence)) => line.push(Role::Plain, sentence.clone()),
            _ => {
                let near = match &question.answer {
                    Answer::Formula(expected) => format!(
                        "that is not it, nor within {} of it.",
                        expected.within.text()
                    ),
                    Answer::Choices(_) | Answer::Written(_) => "that is not it.".to_string(),
                };
                line.push(Role::Plain, near);
            }
        }
        flow.wrapped_at_breaks(&line, beginning);
    }

    fn passed_question(
        &self,
        question: &Question,
        standing: Status,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let mut line = match (standing, &self.state.last) {
            (Status::Done, Some(answer)) if question.answer.is_guess() => {
                Line::of(Role::Quiet, "Your guess: ").and(Role::Plain, answer)
            }
            (Status::Done, Some(answer)) => {
                Line::of(Role::Good, "Your answer: ").and(Role::Plain, answer)
            }
            _ => Line::of(Role::Quiet, "Not answered."),
        };
        if let Some(value) = &self.state.value {
            line.push(
                Role::Quiet,
                if standing == Status::Done {
                    "; it was "
                } else {
                    " It was "
                },
            );
            line.push(Role::Live, value);
        }
        flow.wrapped(&line, beginning);
        for words in self
            .right_says(question)
            .into_iter()
            .chain(question.explains)
        {
            self.says(words, flow, beginning);
        }
    }

    /// The response that belongs to the right choice, or to the one that was chosen.
    fn right_says(&self, question: &Question) -> Option<Words> {
        let Answer::Choices(choices) = &question.answer else {
            return None;
        };
        let block = &self.study.lesson().blocks[self.number];
        let right = choices.iter().find(|choice| choice.right);
        let was_chosen =
            |choice: &&Choice| self.state.last.as_deref() == Some(&plain(block.text(choice.text)));
        right.or_else(|| choices.iter().find(was_chosen))?.says
    }
}
