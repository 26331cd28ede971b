//! What can be done to a trainer, and its one text form: keys, checks and prompts all speak it.

use std::fmt;

use super::rule::{TERMS, Term};
use super::settings::Mute;
use crate::formula::{Expr, Problem, Span, constant, nearest, parse};

/// A change of a trainer.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// `step 3 patterns`
    Step(u64, Stride),
    /// `back 1 weight`
    Back(u64, Stride),
    /// `seek 50`, `seek +10`, `seek -10`, `seek newest`: to the moment after so many updates.
    Seek(Seek),
    /// `until E < 0.01 within 500 epochs`
    Until(Expr, u64, Stride),
    /// `select w(2,1,1)`, `select next weight`, `select pattern 2`
    Select(Selection),
    /// `mark w(2,1,2)`, `mark next weight`: the second weight, beside the selected one.
    Mark(Marking),
    /// `set lr 0.5`, `set lr up`, `set rule(1) lr * delta * input`, `set linear.lr 0.1`
    Set(Option<String>, Field, Value),
    /// `try rule(1) lr * delta * input`: set in the first run alone; a run beside it goes on by the rules as they are.
    Try(&'static str, Option<usize>, String, usize),
    /// `freeze w(1,1,1)`, `thaw w(1,1,1)`: whether steps leave a weight as it is.
    Freeze(Expr, bool),
    /// `mute fprime`, `mute fprime(1)`: a term counts as 1.
    Mute(Mute),
    /// `unmute fprime`, `unmute`: it counts again; all do.
    Unmute(Option<Mute>),
    /// `turn fprime`: muted everywhere, then in the selected weight's layer, then not.
    Turn(Term),
    /// `run`, `pause`, `run or pause`: step after step by itself, or not, or the other of the two.
    Run(Option<bool>),
    /// `speed 20`, `speed up`: updates a second.
    Speed(Value),
    /// `restart`: update 0, settings kept.
    Restart,
    /// `reset`: as the lesson says.
    Reset,
}

/// Where to in the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// To the moment after so many updates.
    To(u64),
    /// So many updates on.
    On(u64),
    /// So many updates back.
    Back(u64),
    /// To the last update that was made.
    Newest,
}

/// How far one step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// One weight of an update.
    Weight,
    /// One pattern: online an update.
    Pattern,
    /// All patterns once.
    Epoch,
}

/// What to select.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// A weight by its name.
    Weight(Expr),
    /// The weight after the selected one in reading order, or the one before.
    Neighbour(Direction),
    /// A weight of the next layer, or of the one before.
    Layer(Direction),
    /// The pattern that is shown in batch, from 1.
    Pattern(u64),
}

/// What to mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Marking {
    /// A weight by its name.
    Weight(Expr),
    /// The weight after the second one in reading order, or the one before, round and round, past the selected one.
    Neighbour(Direction),
}

/// Forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On.
    Next,
    /// Back.
    Previous,
}

/// What to set.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A setting by its name; of one layer, if one is named.
    Setting(&'static str, Option<usize>),
    /// A weight by its name.
    Weight(Expr),
}

/// What to set it to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Up its row.
    Up,
    /// Down its row.
    Down,
    /// The next one.
    Next,
    /// A word or a formula, with where it stands in the command.
    Text(String, usize),
}

/// The settings that can be set.
pub const SETTINGS: [&str; 10] = [
    "lr",
    "schedule",
    "method",
    "momentum",
    "line_search",
    "order",
    "loss",
    "rule",
    "send_back",
    "activation",
];

/// The settings that can be tried beside what they were.
const TRIED: [&str; 2] = ["rule", "send_back"];

/// The verbs, with a line on how each is written.
pub const VERBS: [(&str, &str); 18] = [
    ("step", "step 3 patterns"),
    ("back", "back 1 weight"),
    ("seek", "seek 50"),
    ("until", "until E < 0.01 within 500 epochs"),
    ("select", "select w(2,1,1)"),
    ("mark", "mark w(2,1,2)"),
    ("set", "set lr 0.5"),
    ("try", "try rule(1) lr * delta * input"),
    ("freeze", "freeze w(1,1,1)"),
    ("thaw", "thaw w(1,1,1)"),
    ("mute", "mute fprime(1)"),
    ("unmute", "unmute"),
    ("turn", "turn fprime"),
    ("run", "run"),
    ("pause", "pause"),
    ("speed", "speed 20"),
    ("restart", "restart"),
    ("reset", "reset"),
];

const STRIDES: [(&str, Stride); 3] = [
    ("weight", Stride::Weight),
    ("pattern", Stride::Pattern),
    ("epoch", Stride::Epoch),
];

const DIRECTIONS: [(&str, Direction); 2] =
    [("next", Direction::Next), ("previous", Direction::Previous)];

impl Command {
    /// Reads a command. Spans of problems, and of formulas in it, are places in `text`.
    ///
    /// # Errors
    /// If it is none: where, what was expected there, and what to try.
    pub fn parse(text: &str) -> Result<Command, Problem> {
        let mut words = Words { text, at: 0 };
        let (verb, span) = words.next();
        let command = match verb {
            "step" => words.steps(Command::Step)?,
            "back" => words.steps(Command::Back)?,
            "seek" => Command::Seek(words.moment()?),
            "until" => words.until()?,
            "select" => Command::Select(words.selection()?),
            "mark" => Command::Mark(words.marking()?),
            "set" => words.setting()?,
            "try" => words.trial()?,
            "freeze" => Command::Freeze(words.rest()?, true),
            "thaw" => Command::Freeze(words.rest()?, false),
            "mute" => Command::Mute(words.mute()?),
            "unmute" => Command::Unmute(if words.is_at_end() {
                None
            } else {
                Some(words.mute()?)
            }),
            "turn" => Command::Turn(words.mute()?.term),
            "run" => Command::Run(words.or_pause()?),
            "pause" => Command::Run(Some(false)),
            "speed" => Command::Speed(words.value(true)?),
            "restart" => Command::Restart,
            "reset" => Command::Reset,
            _ => return Err(unknown_verb(verb, span)),
        };
        words.end()?;
        Ok(command)
    }
}

fn unknown_verb(verb: &str, span: Span) -> Problem {
    let known = VERBS.map(|(verb, _)| verb);
    let message = if verb.is_empty() {
        "expected a command".to_string()
    } else {
        format!("unknown command `{verb}`")
    };
    match nearest(verb, known) {
        Some(near) => Problem::new(span, message).help(format!("did you mean `{near}`?")),
        None => Problem::new(span, message).help(format!("commands are {}", known.join(", "))),
    }
}

/// A command's text, word by word.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// The next word; an empty one at the end.
    fn next(&mut self) -> (&'a str, Span) {
        let start = self.start();
        let length = self.text[start..]
            .find(char::is_whitespace)
            .unwrap_or(self.text.len() - start);
        self.at = start + length;
        (
            &self.text[start..self.at],
            Span {
                start,
                end: self.at,
            },
        )
    }

    /// Where the next word begins.
    fn start(&self) -> usize {
        let rest = &self.text[self.at..];
        self.at + rest.len() - rest.trim_start().len()
    }

    fn count(&mut self) -> Result<u64, Problem> {
        let (word, span) = self.next();
        word.replace('_', "").parse().map_err(|_| {
            Problem::new(
                span,
                format!("expected a whole number, found {}", shown(word)),
            )
        })
    }

    fn moment(&mut self) -> Result<Seek, Problem> {
        let start = self.start();
        let rest = &self.text[start..];
        if rest.trim_end() == "newest" {
            self.at = self.text.len();
            return Ok(Seek::Newest);
        }
        let direction = rest.chars().next().filter(|c| matches!(c, '+' | '-' | '−'));
        self.at = start + direction.map_or(0, char::len_utf8);
        let count = self.count()?;
        Ok(match direction {
            Some('+') => Seek::On(count),
            Some(_) => Seek::Back(count),
            None => Seek::To(count),
        })
    }

    /// Nothing, or `or pause` behind `run`.
    fn or_pause(&mut self) -> Result<Option<bool>, Problem> {
        if self.is_at_end() {
            return Ok(Some(true));
        }
        let (first, span) = self.next();
        match (first, self.next().0) {
            ("or", "pause") => Ok(None),
            _ => Err(Problem::new(span, "expected the end, or `or pause`")),
        }
    }

    fn stride(&mut self) -> Result<Stride, Problem> {
        let (word, span) = self.next();
        let singular = word.strip_suffix('s').unwrap_or(word);
        STRIDES
            .iter()
            .find(|(name, _)| *name == singular)
            .map(|(_, stride)| *stride)
            .ok_or_else(|| {
                Problem::new(
                    span,
                    format!(
                        "expected `weight`, `pattern` or `epoch`, found {}",
                        shown(word)
                    ),
                )
                .nearest(singular, STRIDES.map(|(name, _)| name))
            })
    }

    fn steps(&mut self, command: fn(u64, Stride) -> Command) -> Result<Command, Problem> {
        let counted = self.text[self.start()..].starts_with(|c: char| c.is_ascii_digit());
        let count = if counted { self.count()? } else { 1 };
        Ok(command(count, self.stride()?))
    }

    fn until(&mut self) -> Result<Command, Problem> {
        let start = self.start();
        let Some(length) = self.text[start..].find(" within ") else {
            let end = Span {
                start: self.text.len(),
                end: self.text.len(),
            };
            return Err(Problem::new(end, "expected `within` and how far to look")
                .help("write `until E < 0.01 within 500 epochs`"));
        };
        let condition = self.formula(start, start + length)?.condition()?;
        self.at = start + length + " within ".len();
        Ok(Command::Until(condition, self.count()?, self.stride()?))
    }

    fn selection(&mut self) -> Result<Selection, Problem> {
        let before = self.at;
        let (word, _) = self.next();
        if word == "pattern" {
            return Ok(Selection::Pattern(self.count()?));
        }
        if let Some(direction) = Direction::named(word) {
            return match self.next() {
                ("weight", _) => Ok(Selection::Neighbour(direction)),
                ("layer", _) => Ok(Selection::Layer(direction)),
                (other, span) => Err(Problem::new(
                    span,
                    format!("expected `weight` or `layer`, found {}", shown(other)),
                )),
            };
        }
        self.at = before;
        Ok(Selection::Weight(self.rest()?))
    }

    fn marking(&mut self) -> Result<Marking, Problem> {
        let before = self.at;
        let (word, _) = self.next();
        let Some(direction) = Direction::named(word) else {
            self.at = before;
            return Ok(Marking::Weight(self.rest()?));
        };
        match self.next() {
            ("weight", _) => Ok(Marking::Neighbour(direction)),
            (other, span) => Err(Problem::new(
                span,
                format!("expected `weight`, found {}", shown(other)),
            )),
        }
    }

    fn setting(&mut self) -> Result<Command, Problem> {
        let start = self.start();
        let run = self.run_prefix(start);
        let start = start + run.as_ref().map_or(0, |run| run.len() + 1);
        let rest = &self.text[start..];
        if rest.starts_with("w(") || rest.starts_with("b(") {
            let end = rest
                .find(')')
                .map_or(self.text.len(), |length| start + length + 1);
            self.at = end;
            let weight = self.formula(start, end)?;
            return Ok(Command::Set(
                run,
                Field::Weight(weight),
                Value::Number(constant(&self.rest()?)?),
            ));
        }
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (word, span) = (
            &rest[..length],
            Span {
                start,
                end: start + length,
            },
        );
        let Some(name) = SETTINGS.into_iter().find(|name| *name == word) else {
            let problem = Problem::new(
                span,
                format!("expected a setting or a weight, found {}", shown(word)),
            );
            let problem = problem.nearest(word, SETTINGS);
            return Err(if problem.help.is_some() {
                problem
            } else {
                problem.help(format!("settings are {}", SETTINGS.join(", ")))
            });
        };
        self.at = start + length;
        let layer = self.layer()?;
        let value = self.value(["lr", "momentum"].contains(&name))?;
        Ok(Command::Set(run, Field::Setting(name, layer), value))
    }

    /// `rule(1) …` or `send_back(1) …` behind `try`.
    fn trial(&mut self) -> Result<Command, Problem> {
        let start = self.start();
        match self.setting()? {
            Command::Set(None, Field::Setting(name, layer), Value::Text(text, at))
                if TRIED.contains(&name) =>
            {
                Ok(Command::Try(name, layer, text, at))
            }
            _ => Err(Problem::new(
                (start..self.text.len()).into(),
                "expected `rule` or `send_back` and a formula",
            )
            .help("write `try rule(1) lr * delta * input`")),
        }
    }

    /// `RUN` of `RUN.…`
    fn run_prefix(&self, start: usize) -> Option<String> {
        let word = self.text[start..].split_whitespace().next()?;
        let (run, _) = word.split_once('.')?;
        run.chars()
            .all(|c| c.is_alphanumeric() || c == '_')
            .then(|| run.to_string())
    }

    /// `(2)`, right behind a name.
    fn layer(&mut self) -> Result<Option<usize>, Problem> {
        if !self.text[self.at..].starts_with('(') {
            return Ok(None);
        }
        let start = self.at;
        let end = self.text[start..]
            .find(')')
            .map_or(self.text.len(), |length| start + length + 1);
        self.at = end;
        let inner = self.text[start..end].trim_matches(['(', ')', ' ']);
        match inner.parse() {
            Ok(layer) if layer > 0 => Ok(Some(layer)),
            _ => Err(Problem::new(
                Span { start, end },
                "expected the number of a layer in brackets: `(1)`",
            )),
        }
    }

    /// All that is left, as a value: `up`, `down`, `next`, else a number or a text.
    fn value(&mut self, is_number: bool) -> Result<Value, Problem> {
        let start = self.start();
        let text = self.text[self.at..].trim();
        let value = match text {
            "up" if is_number => Value::Up,
            "down" if is_number => Value::Down,
            "next" if !is_number => Value::Next,
            _ if is_number => return Ok(Value::Number(constant(&self.rest()?)?)),
            "" => {
                return Err(Problem::new(
                    Span { start, end: start },
                    "expected what to set it to, found the end",
                ));
            }
            _ => Value::Text(text.to_string(), start),
        };
        self.at = self.text.len();
        Ok(value)
    }

    /// `fprime`, `fprime(1)`
    fn mute(&mut self) -> Result<Mute, Problem> {
        let start = self.start();
        let rest = &self.text[start..];
        let length = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let Some((_, term)) = TERMS.iter().find(|(name, _)| *name == word) else {
            let span = Span {
                start,
                end: start + length,
            };
            let problem = Problem::new(
                span,
                format!("expected lr, delta, fprime or input, found {}", shown(word)),
            );
            return Err(problem.nearest(word, TERMS.map(|(name, _)| name)));
        };
        self.at = start + length;
        Ok(Mute {
            term: *term,
            layer: self.layer()?,
        })
    }

    fn is_at_end(&self) -> bool {
        self.text[self.at..].trim().is_empty()
    }

    /// All that is left, as a formula.
    fn rest(&mut self) -> Result<Expr, Problem> {
        let start = self.at;
        self.at = self.text.len();
        self.formula(start, self.text.len())
    }

    /// A part of the text as a formula whose places are places in the whole text.
    fn formula(&self, start: usize, end: usize) -> Result<Expr, Problem> {
        parse(&format!("{}{}", " ".repeat(start), &self.text[start..end]))
    }

    fn end(&mut self) -> Result<(), Problem> {
        match self.next() {
            ("", _) => Ok(()),
            (word, span) => Err(Problem::new(
                span,
                format!("expected the end, found `{word}`"),
            )),
        }
    }
}

fn shown(word: &str) -> String {
    if word.is_empty() {
        "the end".to_string()
    } else {
        format!("`{word}`")
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Command::Step(count, stride) => write!(f, "step {}", Strides(*count, *stride)),
            Command::Back(count, stride) => write!(f, "back {}", Strides(*count, *stride)),
            Command::Seek(Seek::To(updates)) => write!(f, "seek {updates}"),
            Command::Seek(Seek::On(updates)) => write!(f, "seek +{updates}"),
            Command::Seek(Seek::Back(updates)) => write!(f, "seek -{updates}"),
            Command::Seek(Seek::Newest) => f.write_str("seek newest"),
            Command::Until(condition, count, stride) => {
                write!(f, "until {condition} within {}", Strides(*count, *stride))
            }
            Command::Select(Selection::Weight(weight)) => write!(f, "select {weight}"),
            Command::Select(Selection::Pattern(number)) => write!(f, "select pattern {number}"),
            Command::Select(Selection::Neighbour(direction)) => {
                write!(f, "select {} weight", direction.word())
            }
            Command::Select(Selection::Layer(direction)) => {
                write!(f, "select {} layer", direction.word())
            }
            Command::Mark(Marking::Weight(weight)) => write!(f, "mark {weight}"),
            Command::Mark(Marking::Neighbour(direction)) => {
                write!(f, "mark {} weight", direction.word())
            }
            Command::Set(run, field, value) => {
                f.write_str("set ")?;
                if let Some(run) = run {
                    write!(f, "{run}.")?;
                }
                write!(f, "{field} {value}")
            }
            Command::Try(name, layer, text, _) => {
                write!(f, "try {} {text}", Field::Setting(name, *layer))
            }
            Command::Freeze(weight, frozen) => {
                write!(f, "{} {weight}", if *frozen { "freeze" } else { "thaw" })
            }
            Command::Mute(mute) => write!(f, "mute {mute}"),
            Command::Unmute(None) => f.write_str("unmute"),
            Command::Unmute(Some(mute)) => write!(f, "unmute {mute}"),
            Command::Turn(term) => write!(f, "turn {}", term.name()),
            Command::Run(Some(true)) => f.write_str("run"),
            Command::Run(Some(false)) => f.write_str("pause"),
            Command::Run(None) => f.write_str("run or pause"),
            Command::Speed(speed) => write!(f, "speed {speed}"),
            Command::Restart => f.write_str("restart"),
            Command::Reset => f.write_str("reset"),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Setting(name, None) => f.write_str(name),
            Field::Setting(name, Some(layer)) => write!(f, "{name}({layer})"),
            Field::Weight(weight) => weight.fmt(f),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Up => f.write_str("up"),
            Value::Down => f.write_str("down"),
            Value::Next => f.write_str("next"),
            Value::Text(text, _) => f.write_str(text),
        }
    }
}

impl Direction {
    fn named(word: &str) -> Option<Direction> {
        let found = DIRECTIONS.iter().find(|(name, _)| *name == word);
        found.map(|(_, direction)| *direction)
    }

    fn word(self) -> &'static str {
        match self {
            Direction::Next => "next",
            Direction::Previous => "previous",
        }
    }
}

/// `1 weight`, `3 patterns`.
struct Strides(u64, Stride);

impl fmt::Display for Strides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = STRIDES
            .iter()
            .find(|(_, stride)| *stride == self.1)
            .map_or("", |(word, _)| word);
        write!(f, "{} {word}{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_it_is_written() {
        for text in [
            "step 1 weight",
            "step 3 patterns",
            "back 2 epochs",
            "seek 50",
            "seek +10",
            "seek -10",
            "seek newest",
            "run or pause",
            "until E < 0.01 within 500 epochs",
            "select w(2, 1, 1)",
            "select b(1, 2)",
            "select pattern 3",
            "select next weight",
            "select previous layer",
            "mark w(2, 1, 2)",
            "mark next weight",
            "mark previous weight",
            "set lr 0.5",
            "set lr up",
            "set w(1, 1, 1) -0.3",
            "set rule(1) lr * delta * input",
            "set linear.lr 0.1",
            "set activation next",
            "set schedule batch",
            "try rule(1) lr * delta * input",
            "try send_back w * delta",
            "freeze w(1, 1, 1)",
            "thaw b(1, 1)",
            "mute fprime",
            "mute fprime(1)",
            "unmute",
            "unmute lr(2)",
            "turn delta",
            "run",
            "pause",
            "speed up",
            "speed 20",
            "restart",
            "reset",
        ] {
            let command =
                Command::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!(command.to_string(), text);
        }
        assert_eq!(
            Command::parse(" step  weight "),
            Ok(Command::Step(1, Stride::Weight)),
            "one, if no number is given"
        );
        assert_eq!(
            Command::parse("set lr 1 / 4"),
            Ok(Command::Set(
                None,
                Field::Setting("lr", None),
                Value::Number(0.25)
            ))
        );
    }

    #[test]
    fn a_slip_is_told_at_its_place() {
        for (text, start, said) in [
            (
                "stpe 1 weight",
                0,
                "unknown command `stpe`; did you mean `step`?",
            ),
            (
                "step 1 wieght",
                7,
                "expected `weight`, `pattern` or `epoch`, found `wieght`; did you mean `weight`?",
            ),
            (
                "step",
                4,
                "expected `weight`, `pattern` or `epoch`, found the end",
            ),
            ("seek far", 5, "expected a whole number, found `far`"),
            (
                "until E < 0.01",
                14,
                "expected `within` and how far to look; write `until E < 0.01 within 500 epochs`",
            ),
            (
                "until E within 5 epochs",
                6,
                "expected a condition here, found a number; compare it with something: `… < 0.01`, `… ~ 0.7514`",
            ),
            (
                "until E <  within 5 epochs",
                10,
                "expected a number, a name, `(` or `-`, found the end",
            ),
            (
                "set lr fast",
                7,
                "unknown name `fast`; here stands a number that does not depend on the trainer: `0.5`, `sqrt(10)`",
            ),
            ("mark next layer", 10, "expected `weight`, found `layer`"),
            ("reset now", 6, "expected the end, found `now`"),
        ] {
            let problem = Command::parse(text).expect_err(text);
            assert_eq!(
                (problem.span.start, problem.to_string().as_str()),
                (start, said),
                "{text}"
            );
        }
    }
}
