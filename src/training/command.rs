//! What can be done to a trainer, and its one text form: keys, checks and prompts all speak it.

use std::fmt;

use crate::formula::{Expr, Problem, Span, constant, nearest, parse};

/// A change of a trainer.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// `step 3 patterns`
    Step(u64, Stride),
    /// `back 1 weight`
    Back(u64, Stride),
    /// `seek 50`: to the moment after 50 updates.
    Seek(u64),
    /// `until E < 0.01 within 500 epochs`
    Until(Expr, u64, Stride),
    /// `select w(2,1,1)`, `select next weight`, `select pattern 2`
    Select(Selection),
    /// `set lr 0.5`, `set lr up`, `set w(1,1,1) 0.3`
    Set(Field, Value),
    /// `reset`: as the lesson says.
    Reset,
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
    /// The learning rate.
    Lr,
    /// A weight by its name.
    Weight(Expr),
}

/// What to set it to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Up the 1-2-5 row.
    Up,
    /// Down the 1-2-5 row.
    Down,
}

/// The verbs, with a line on how each is written.
pub const VERBS: [(&str, &str); 7] = [
    ("step", "step 3 patterns"),
    ("back", "back 1 weight"),
    ("seek", "seek 50"),
    ("until", "until E < 0.01 within 500 epochs"),
    ("select", "select w(2,1,1)"),
    ("set", "set lr 0.5"),
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
            "seek" => Command::Seek(words.count()?),
            "until" => words.until()?,
            "select" => Command::Select(words.selection()?),
            "set" => words.setting()?,
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
        if let Some((_, direction)) = DIRECTIONS.iter().find(|(name, _)| *name == word) {
            return match self.next() {
                ("weight", _) => Ok(Selection::Neighbour(*direction)),
                ("layer", _) => Ok(Selection::Layer(*direction)),
                (other, span) => Err(Problem::new(
                    span,
                    format!("expected `weight` or `layer`, found {}", shown(other)),
                )),
            };
        }
        self.at = before;
        Ok(Selection::Weight(self.rest()?))
    }

    fn setting(&mut self) -> Result<Command, Problem> {
        let start = self.start();
        let (word, span) = self.next();
        let field = if word == "lr" {
            Field::Lr
        } else if word.starts_with("w(") || word.starts_with("b(") {
            let end = self.text[start..]
                .find(')')
                .map_or(self.text.len(), |length| start + length + 1);
            self.at = end;
            Field::Weight(self.formula(start, end)?)
        } else {
            return Err(Problem::new(
                span,
                format!("expected `lr` or a weight, found {}", shown(word)),
            )
            .help("write `set lr 0.5`, or `set w(1,1,1) 0.3`"));
        };
        let value = match self.text[self.at..].trim() {
            "up" if field == Field::Lr => Value::Up,
            "down" if field == Field::Lr => Value::Down,
            _ => return Ok(Command::Set(field, Value::Number(constant(&self.rest()?)?))),
        };
        self.at = self.text.len();
        Ok(Command::Set(field, value))
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
            Command::Seek(updates) => write!(f, "seek {updates}"),
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
            Command::Set(Field::Lr, value) => write!(f, "set lr {value}"),
            Command::Set(Field::Weight(weight), value) => write!(f, "set {weight} {value}"),
            Command::Reset => f.write_str("reset"),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Up => f.write_str("up"),
            Value::Down => f.write_str("down"),
        }
    }
}

impl Direction {
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
            "until E < 0.01 within 500 epochs",
            "select w(2, 1, 1)",
            "select b(1, 2)",
            "select pattern 3",
            "select next weight",
            "select previous layer",
            "set lr 0.5",
            "set lr up",
            "set w(1, 1, 1) -0.3",
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
            Ok(Command::Set(Field::Lr, Value::Number(0.25)))
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
