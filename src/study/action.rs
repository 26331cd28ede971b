//! What a learner can do in a sitting, and its one text form: keys and prompts speak it.

use std::fmt;

use crate::formula::{Problem, Span, nearest};
use crate::training::{Command, VERBS};

/// Something a learner does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command to the trainer that is shown.
    Train(Command),
    /// `tick 5`: the trainer that runs makes so many updates.
    Tick(u64),
    /// `check`, `check NAME`: the lesson's checks, or one of them.
    Check(Option<String>),
    /// `next`, `previous`: the lesson after or before this one.
    Turn(Way),
    /// `lesson 4`, `lesson one-update-by-hand`
    Lesson(String),
    /// `next stop`, `previous stop`: on to the lesson's next trainer, or back.
    Stop(Way),
    /// `show 2`: the lesson's second trainer.
    Show(usize),
    /// `contents`: the list of lessons.
    Contents,
    /// `help`: the keys.
    Help,
    /// `focus`: from the prose to the trainer and back.
    Focus,
    /// `leave`: back to where one was.
    Leave,
    /// `row next`, `row previous`, `row first`, `row last`: in a list.
    Row(Row),
    /// `open`: the row one is at.
    Open,
    /// `scroll line down`, `scroll page up`, `scroll top`: the text.
    Scroll(Scroll),
    /// `suspend`
    Suspend,
    /// `redraw`
    Redraw,
    /// `quit`
    Quit,
}

/// On or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// On.
    Next,
    /// Back.
    Previous,
}

/// Where to in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// One on.
    Next,
    /// One back.
    Previous,
    /// The first.
    First,
    /// The last.
    Last,
}

/// How far to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// A line, half a page, a page down, or up.
    By(Amount, Toward),
    /// To the top.
    Top,
    /// To the end.
    End,
}

/// How much text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A line.
    Line,
    /// Half of what is on the screen.
    Half,
    /// What is on the screen.
    Page,
}

/// Down or up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Toward the end.
    Down,
    /// Toward the top.
    Up,
}

/// The actions that are a fixed text.
const FIXED: [(&str, Action); 25] = [
    ("next", Action::Turn(Way::Next)),
    ("previous", Action::Turn(Way::Previous)),
    ("next stop", Action::Stop(Way::Next)),
    ("previous stop", Action::Stop(Way::Previous)),
    ("check", Action::Check(None)),
    ("contents", Action::Contents),
    ("help", Action::Help),
    ("focus", Action::Focus),
    ("leave", Action::Leave),
    ("open", Action::Open),
    ("row next", Action::Row(Row::Next)),
    ("row previous", Action::Row(Row::Previous)),
    ("row first", Action::Row(Row::First)),
    ("row last", Action::Row(Row::Last)),
    (
        "scroll line down",
        Action::Scroll(Scroll::By(Amount::Line, Toward::Down)),
    ),
    (
        "scroll line up",
        Action::Scroll(Scroll::By(Amount::Line, Toward::Up)),
    ),
    (
        "scroll half down",
        Action::Scroll(Scroll::By(Amount::Half, Toward::Down)),
    ),
    (
        "scroll half up",
        Action::Scroll(Scroll::By(Amount::Half, Toward::Up)),
    ),
    (
        "scroll page down",
        Action::Scroll(Scroll::By(Amount::Page, Toward::Down)),
    ),
    (
        "scroll page up",
        Action::Scroll(Scroll::By(Amount::Page, Toward::Up)),
    ),
    ("scroll top", Action::Scroll(Scroll::Top)),
    ("scroll end", Action::Scroll(Scroll::End)),
    ("suspend", Action::Suspend),
    ("redraw", Action::Redraw),
    ("quit", Action::Quit),
];

impl Action {
    /// Reads an action.
    ///
    /// # Errors
    /// If it is none: where, what was expected there, and what to try.
    pub fn parse(text: &str) -> Result<Action, Problem> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let joined = words.join(" ");
        if let Some((_, action)) = FIXED.iter().find(|(name, _)| *name == joined) {
            return Ok(action.clone());
        }
        match words[..] {
            ["check", name] => Ok(Action::Check(Some(name.to_string()))),
            ["tick", number] if number.parse::<u64>().is_ok() => {
                Ok(Action::Tick(number.parse().unwrap_or(0)))
            }
            ["lesson", name] => Ok(Action::Lesson(name.to_string())),
            ["show", number] => match number.parse::<usize>() {
                Ok(number) if number > 0 => Ok(Action::Show(number - 1)),
                _ => Err(whole(text, "expected the number of a trainer, from 1")),
            },
            [verb, ..] if VERBS.iter().any(|(known, _)| *known == verb) => {
                Command::parse(text).map(Action::Train)
            }
            [verb, ..] => Err(unknown(text, verb)),
            [] => Err(whole(text, "expected something to do")),
        }
    }
}

fn whole(text: &str, message: impl Into<String>) -> Problem {
    Problem::new(
        Span {
            start: 0,
            end: text.len(),
        },
        message,
    )
}

fn unknown(text: &str, verb: &str) -> Problem {
    let problem = whole(text, format!("unknown: `{verb}`"));
    let fixed = FIXED.iter().map(|(name, _)| *name);
    match nearest(
        verb,
        fixed
            .chain(VERBS.iter().map(|(name, _)| *name))
            .chain(["lesson", "show"]),
    ) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`help` shows what can be done"),
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::Train(command) => command.fmt(f),
            Action::Tick(updates) => write!(f, "tick {updates}"),
            Action::Check(Some(name)) => write!(f, "check {name}"),
            Action::Lesson(name) => write!(f, "lesson {name}"),
            Action::Show(trainer) => write!(f, "show {}", trainer + 1),
            fixed => f.write_str(
                FIXED
                    .iter()
                    .find(|(_, action)| action == fixed)
                    .map_or("", |(name, _)| name),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_reads_as_it_is_written() {
        let texts = FIXED
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| *name != "check all");
        for text in texts.chain([
            "check one-step",
            "lesson 4",
            "show 2",
            "tick 5",
            "step 1 weight",
        ]) {
            let action = Action::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!(action.to_string(), text);
        }
    }

    #[test]
    fn what_is_unknown_is_told_with_what_is_near() {
        assert_eq!(
            Action::parse("quitt").expect_err("unknown").help.as_deref(),
            Some("did you mean `quit`?")
        );
        assert!(Action::parse("").is_err());
        assert!(Action::parse("show 0").is_err());
    }
}
