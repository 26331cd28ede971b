//! Questions about what is broken in a trainer: `broken = "fprime"` in place of choices. All that could be broken is offered, and
//! the answer is proved: mended alone, it makes each change −lr times the slope, and no other single mend does.

use super::answer::Choice;
use super::body::{Located, Value, unknown};
use super::derivation::{are_equal, read_formula};
use super::outcome::Outcome;
use super::source::Location;
use crate::formula::{Expr, Problem, fill, parse};
use crate::training::{Command, MOST_UPDATES, Rule, Term, Trainer, TrainerSpec};

/// A part of an update that can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspect {
    /// One of the four terms.
    Term(Term),
    /// The formula of what is sent back.
    SendBack,
    /// Weights that are changed before what goes back through them is computed.
    Order,
    /// No part: the rule is sound.
    Nothing,
}

/// A suspect, with its word in lessons and the choice that is offered.
struct Row {
    suspect: Suspect,
    word: &'static str,
    text: &'static str,
}

const fn row(suspect: Suspect, word: &'static str, text: &'static str) -> Row {
    Row {
        suspect,
        word,
        text,
    }
}

/// All suspects, in the order in which they are offered.
const SUSPECTS: [Row; 7] = [
    row(Suspect::Term(Term::Lr), "lr", "the learning rate"),
    row(Suspect::Term(Term::Delta), "delta", "`delta`"),
    row(Suspect::Term(Term::Fprime), "fprime", "f′(e)"),
    row(Suspect::Term(Term::Input), "input", "the input"),
    row(Suspect::SendBack, "what is sent back", "what is sent back"),
    row(
        Suspect::Order,
        "the order",
        "the order: weights are changed too early",
    ),
    row(Suspect::Nothing, "nothing", "nothing: the rule is sound"),
];

/// Epochs after which a mend is tried a second time.
const LATER: &str = "step 2 epochs";
/// The condition of a sound rule: each change is −lr times the slope, on every pattern, and some slope is not 0.
const SOUND: &str = "max(patterns, max(weights, abs(change + lr * gradient))) \
     <= 1e-9 * max(patterns, max(weights, abs(lr * gradient))) \
     and max(patterns, max(weights, abs(gradient))) > 0";

/// The suspect that a value names.
pub fn suspect(value: &Value<'_>) -> Option<Located<Suspect>> {
    let word = value.text()?;
    let Some(row) = SUSPECTS.iter().find(|row| row.word == word) else {
        return unknown(value, "suspect", word, &SUSPECTS.map(|row| row.word));
    };
    Some(Located {
        item: row.suspect,
        text: word.to_string(),
        place: value.place(),
    })
}

/// All suspects as choices, with what there is to say of each.
pub fn choices(value: &Value<'_>, answer: Suspect) -> Vec<Choice> {
    let choice = |row: &Row| Choice {
        text: value.prose_of(row.text),
        right: row.suspect == answer,
        says: Some(value.prose_of(verdict(row.suspect, answer))),
    };
    SUSPECTS.iter().map(choice).collect()
}

/// The sentence about a suspect that was chosen.
fn verdict(suspect: Suspect, answer: Suspect) -> &'static str {
    match (suspect, answer) {
        (Suspect::Nothing, Suspect::Nothing) => "Each change is −lr times the slope.",
        (_, _) if suspect == answer => "Mended alone, it makes each change −lr times the slope.",
        (Suspect::Nothing, _) => {
            "There are weights whose change is not −lr times the slope: the microscope shows it in the line of the rule."
        }
        (_, Suspect::Nothing) => {
            "Compare the rule with the slope under the microscope: they agree for every weight that may change."
        }
        _ => {
            "If that alone were mended, there would still be changes that are not −lr times the slope."
        }
    }
}

/// Proves that a suspect is the only one whose mend makes the rule of a trainer sound.
pub fn proved(answer: &Located<Suspect>, setup: &TrainerSpec) -> Outcome {
    let proof = Proof {
        setup,
        place: &answer.place,
    };
    let is_nothing = answer.item == Suspect::Nothing;
    match (proof.is_sound(Suspect::Nothing), is_nothing) {
        (true, true) => return Outcome::Holds,
        (true, false) => {
            let message = "nothing is broken: each change is −lr times the slope";
            return Outcome::fails(answer, message);
        }
        (false, _) => {}
    }
    let parts = SUSPECTS
        .iter()
        .filter(|row| row.suspect != Suspect::Nothing);
    let mended: Vec<&Row> = parts.filter(|row| proof.is_sound(row.suspect)).collect();
    match &mended[..] {
        [one] if one.suspect == answer.item => Outcome::Holds,
        [] => Outcome::fails(
            answer,
            "no single mend makes each change −lr times the slope",
        ),
        mended => {
            let words: Vec<&str> = mended.iter().map(|row| row.word).collect();
            let message = format!("what mends it is {}", words.join(", and also "));
            Outcome::fails(answer, message)
        }
    }
}

/// A trial of mends.
struct Proof<'a> {
    setup: &'a TrainerSpec,
    /// The place of the answer in its lesson.
    place: &'a Location,
}

impl Proof<'_> {
    /// Returns `true` if each change is −lr times the slope once a suspect is mended, at the start and a little later.
    fn is_sound(&self, suspect: Suspect) -> bool {
        let tried = || -> Result<bool, Problem> {
            let mut trainer = Trainer::new(self.setup.clone());
            for command in self.mends(suspect)? {
                act(&mut trainer, &command)?;
            }
            let sound = trainer.bind(&parse(SOUND)?.condition()?)?;
            let holds =
                |trainer: &Trainer| sound.eval_condition(&trainer.moment()).unwrap_or(false);
            let at_start = holds(&trainer);
            act(&mut trainer, LATER)?;
            Ok(at_start && holds(&trainer))
        };
        tried().unwrap_or(false)
    }

    /// The commands that mend a suspect in the run that the question is about.
    fn mends(&self, suspect: Suspect) -> Result<Vec<String>, Problem> {
        let run = &self.setup.runs[self.setup.about];
        let settings = &run.start.state.settings;
        let of = match self.setup.about {
            0 => String::new(),
            _ => format!("{}.", run.name),
        };
        let set_all = |field: &str, rules: &[Rule], mend: &Mend<'_>| {
            let commands = rules.iter().enumerate().map(|(layer, rule)| {
                let mended = mend(rule.text())?;
                Ok(format!("set {of}{field}({}) {mended}", layer + 1))
            });
            commands.collect::<Result<Vec<String>, Problem>>()
        };
        match suspect {
            Suspect::Nothing => Ok(Vec::new()),
            Suspect::Term(term) => {
                let mut commands = set_all("rule", &settings.rules, &|rule| {
                    self.mended_rule(rule, term)
                })?;
                commands.push(format!("set {of}terms.{0} {0}", term.name()));
                Ok(commands)
            }
            Suspect::SendBack => set_all("send_back", &settings.send_backs, &|send_back| {
                let is_early = parse(send_back)?.mentions(CHANGE);
                let weight = if is_early { "(w + change)" } else { "w" };
                Ok(format!("{weight} * delta * fprime"))
            }),
            Suspect::Order => set_all("send_back", &settings.send_backs, &|send_back| {
                let none = parse("0")?;
                Ok(fill(send_back, &[(CHANGE, &none)])?.to_string())
            }),
        }
    }

    /// A rule with one term mended: the product of the four terms, if the rule differs from it by what it makes of that term
    /// alone; else the rule as it is. What it makes of a term is its value where the other terms are 1.
    fn mended_rule(&self, rule: &str, term: Term) -> Result<String, Problem> {
        let one = parse("1")?;
        let others = Term::ALL.into_iter().filter(|other| *other != term);
        let others: Vec<(&str, &Expr)> = others.map(|other| (other.name(), &one)).collect();
        let made = fill(rule, &others)?;
        let mended = format!("({rule}) * {} / ({made})", term.name());
        let product = Rule::update();
        let formulas = [self.formula(&mended)?, self.formula(product.text())?];
        let is_mended = are_equal([&formulas[0], &formulas[1]], None, None)?;
        Ok(if is_mended { product.text() } else { rule }.to_string())
    }

    fn formula(&self, text: &str) -> Result<Located<Expr>, Problem> {
        Ok(Located {
            item: read_formula(text)?,
            text: text.to_string(),
            place: self.place.clone(),
        })
    }
}

/// A mend of a rule.
type Mend<'a> = dyn Fn(&str) -> Result<String, Problem> + 'a;

fn act(trainer: &mut Trainer, command: &str) -> Result<(), Problem> {
    let command = Command::parse(command)?;
    trainer.act(&command, &mut MOST_UPDATES.clone()).map(drop)
}

/// The name of the change of a weight: a formula of what is sent back has it where weights are changed too early.
const CHANGE: &str = "change";
