//! The question block: what the learner predicts before they see it.

use super::about::{Find, Subject, about, commands, formula, says_about, with_about};
use super::answer::{Answer, Choice, Expected};
use super::assertion::Assertion;
use super::body::{Body, Fields, Located, Problems, Prose, Value};
use super::broken::{self, Suspect, suspect};
use super::formula_answer::FormulaAnswer;
use super::hidden::word;
use super::kind::{Kind, Part};
use super::outcome::Outcome;
use super::slips;
use super::within::Within;
use crate::formula::{Expr, Problem, parse};
use crate::training::{Command, TrainerSpec};

/// A question block as it was read.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub asks: Prose,
    /// The expected answer.
    pub answer: Answer,
    /// The reason why its answer need not notice a mistake in the update, if it need not.
    pub excuse: Option<String>,
    /// Hints, the first one first.
    pub hints: Vec<Prose>,
    /// The explanation once it is answered.
    pub explains: Option<Prose>,
    /// The question, `NN-slug::name`, whose answer is shown along with this one.
    pub recalls: Option<Located<String>>,
    /// Its subject, if it is about a trainer.
    pub subject: Option<Subject>,
    /// The broken part of the trainer, if that is asked.
    pub broken: Option<Located<Suspect>>,
    /// The names of formulas that read `?` while it is open.
    pub hides: Vec<String>,
}

const KEYS: [&str; 14] = [
    "asks", "hint", "answer", "form", "within", "do", "hides", "explains", "slip", "choice",
    "broken", "recalls", "notices", "reason",
];

impl Kind for Question {
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Question> {
        body.read(&with_about(&KEYS), problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"What will change be?\"");
            let recalls = fields.get("recalls").map(|value| value.written(reference));
            let explains = fields.prose("explains");
            let hides = fields.get("hides").map(|value| hides(&value));
            let mut broken = None;
            let (answer, subject) = if let Some(value) = fields.get("broken") {
                let subject = about(fields, find);
                fields.without(&["choice"], "`broken`", "leave it out")?;
                fields.without(&OF_FORMULAS, "`broken`", "leave it out")?;
                let suspect = suspect(&value)?;
                let choices = broken::choices(&value, suspect.item);
                broken = Some(suspect);
                (Answer::Choices(choices), Some(subject?))
            } else if let Some(choices) = fields.get("choice") {
                let subject = if says_about(fields) {
                    Some(about(fields, find)?)
                } else {
                    None
                };
                (Answer::Choices(choices_of(fields, &choices)?), subject)
            } else if is_formula(fields)? {
                let (formula, subject) = FormulaAnswer::read(fields, find)?;
                (Answer::Written(Box::new(formula)), subject)
            } else {
                let subject = about(fields, find);
                let expected = expected(fields, subject.as_ref());
                (Answer::Formula(Box::new(expected?)), Some(subject?))
            };
            let hides = match hides {
                Some(hides) => hides?,
                None => answer.hides(),
            };
            Some(Question {
                asks: asks?,
                answer,
                excuse: fields.excuse(),
                hints: fields.hints()?,
                explains,
                recalls: recalls.map_or(Some(None), |recalls| recalls.map(Some))?,
                subject,
                broken,
                hides,
            })
        })
    }

    fn part(&self) -> Part {
        Part::Do
    }

    fn asks(&self) -> Option<Prose> {
        Some(self.asks)
    }

    fn hints(&self) -> &[Prose] {
        &self.hints
    }

    fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    fn claims(&self) -> bool {
        true
    }

    /// Looks whether the question can be asked, and whether its answer is the right one where that can be proved.
    fn run(&self, setup: Option<&TrainerSpec>) -> Option<Outcome> {
        Some(match (&self.broken, setup) {
            (Some(broken), Some(setup)) => broken::proved(broken, setup),
            _ => self.answer.run(setup),
        })
    }

    fn assertion(&self) -> Option<Assertion<'_>> {
        self.answer.assertion()
    }

    fn excuse(&self) -> Option<&str> {
        self.excuse.as_deref()
    }

    fn substance(&self) -> Vec<&str> {
        self.answer.substance()
    }

    fn recalls(&self) -> Option<&Located<String>> {
        self.recalls.as_ref()
    }
}

/// The kinds of answer that may be typed.
const FORMS: [&str; 2] = ["number", "formula"];

/// Returns `true` if the answer is a formula, not its value.
fn is_formula(fields: &Fields<'_>) -> Option<bool> {
    let Some(form) = fields.get("form") else {
        return Some(false);
    };
    let word = form.text()?;
    match FORMS.iter().position(|known| *known == word) {
        Some(form) => Some(form == 1),
        None => super::body::unknown(&form, "form", word, &FORMS),
    }
}

/// `NN-slug::name`
fn reference(text: &str) -> Result<String, Problem> {
    if text.split_once("::").is_some() {
        return Ok(text.to_string());
    }
    let problem = Problem::new((0..text.len()).into(), "expected a lesson and a question");
    Err(problem.help("write `recalls = \"01-the-question::guess\"`"))
}

/// The names that a list hides.
fn hides(value: &Value<'_>) -> Option<Vec<String>> {
    let known: Vec<&str> = crate::training::names().collect();
    let read = |item: &Value<'_>| {
        let formula = item.written(|text| parse(text)?.number())?;
        let name = word(&formula.item).filter(|name| known.contains(name));
        match name {
            Some(name) => Some(name.to_string()),
            None => super::body::unknown(item, "name", &formula.text, &known),
        }
    };
    let read: Vec<_> = value.list()?.iter().map(read).collect();
    read.into_iter().collect()
}

/// Keys of a question whose answer is a formula or its value.
const OF_FORMULAS: [&str; 5] = ["answer", "form", "within", "slip", "do"];

fn choices_of(fields: &Fields<'_>, value: &Value<'_>) -> Option<Vec<Choice>> {
    fields.without(&OF_FORMULAS, "choices", "keep the choices, or the formula")?;
    let items = value.list()?;
    if items.len() < 2 {
        return value.complain("one choice is none", "add another `[[choice]]`");
    }
    let read: Vec<_> = items.iter().map(choice).collect();
    let choices: Vec<Choice> = read.into_iter().collect::<Option<_>>()?;
    if choices.iter().filter(|choice| choice.right).count() > 1 {
        return value.complain(
            "more than one choice is right",
            "keep one `right = true`, or none, if it is a guess",
        );
    }
    Some(choices)
}

fn choice(item: &Value<'_>) -> Option<Choice> {
    let fields = item.fields(&["text", "right", "says"], "[[choice]]")?;
    let Some(text) = fields.get("text") else {
        return item.complain("a choice has a text", "add `text = \"It grows.\"`");
    };
    let right = fields
        .get("right")
        .map_or(Some(false), |right| right.flag());
    Some(Choice {
        text: text.prose()?,
        right: right?,
        says: fields.prose("says"),
    })
}

fn answer_formula(text: &str) -> Result<Expr, Problem> {
    parse(text).map_err(|problem| match problem.help {
        Some(_) => problem,
        None => {
            problem.help("an answer is a number or a formula; for words, write a `[[choice]]` each")
        }
    })
}

fn expected(fields: &Fields<'_>, subject: Option<&Subject>) -> Option<Expected> {
    let answer = fields.required("answer", "answer = \"change\"");
    let formula_of = |value: &Value<'_>| formula(value, subject, Expr::number);
    let within = fields
        .get("within")
        .map_or(Some(Within::default()), |value| within(&value));
    let commands: Option<Option<Vec<Located<Command>>>> = fields
        .get("do")
        .map(|value| commands(&value, subject))
        .map_or(Some(None), |read| read.map(Some));
    let slips = slips::written(fields, |value| formula_of(value));
    let answer = answer?;
    Some(Expected {
        formula: answer.written(answer_formula)?.item,
        answer: formula_of(&answer)?,
        within: within?,
        commands: commands?,
        slips: slips?,
    })
}

/// Reads the tolerance: a number, or a share of the answer.
fn within(value: &Value<'_>) -> Option<Within> {
    let within = if value.is_text() {
        value.written(share_or_distance)?.item
    } else {
        Within::Distance(value.number()?)
    };
    if within.is_sensible() {
        return Some(within);
    }
    value.complain("how near is a number above 0", "write `within = \"2%\"`")
}

fn share_or_distance(text: &str) -> Result<Within, Problem> {
    let (number, is_share) = match text.trim().strip_suffix('%') {
        Some(number) => (number, true),
        None if text.trim().parse::<f64>().is_ok() => {
            let whole = (0..text.len()).into();
            let problem = Problem::new(whole, "a share of the answer has a `%`");
            let text = text.trim();
            return Err(problem.help(format!(
                "write `within = \"{text}%\"`, or for a distance `within = {text}` without quotes"
            )));
        }
        None => (text, false),
    };
    let number = crate::formula::constant(&parse(number)?)?;
    Ok(if is_share {
        Within::Share(number / 100.0)
    } else {
        Within::Distance(number)
    })
}
