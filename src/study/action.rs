//! What a learner can do in a sitting, and its one text form: keys, prompts and the plain face speak it.

use std::fmt;

use super::edit::{EDITS, Edit};
use crate::formula::{Problem, Span, nearest};
use crate::training::{Command, VERBS};

/// Something a learner does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command to the trainer that is shown.
    Train(Command),
    /// `tick 5`: the trainer that runs makes so many updates.
    Tick(u64),
    /// `work 100000`: as much of what is under way, in products of a weight and a pattern.
    Work(u64),
    /// `undo`: the last setting or reset of the trainer that is shown.
    Undo,
    /// `check`, `check NAME`: the lesson's checks, or one of them.
    Check(Option<String>),
    /// `next`, `previous`: the lesson after or before this one.
    Turn(Way),
    /// `lesson 4`, `lesson one-update-by-hand`
    Lesson(String),
    /// `next stop`, `previous stop`: on to what there is to do next, or back; while something is sought, to where it stands.
    Stop(Way),
    /// `stop NAME`: to the block of that name.
    StopAt(String),
    /// `show 2`: the lesson's second trainer.
    Show(usize),
    /// `enlarge`, `enlarge microscope`: the next panel, or the one of that name, alone.
    Enlarge(Option<String>),
    /// `answer TEXT`: an answer to the question that is come to.
    Answer(String),
    /// `note TEXT`: what there is to note.
    Note(String),
    /// `skip`: no answer to the question that is come to.
    Skip,
    /// `hint`: what helps with the task that is come to.
    Hint,
    /// `reveal`: one line more, or what there was to remember.
    Reveal,
    /// `enter`: what is to be done where one is.
    Enter,
    /// `find TEXT`: where the lesson says it; without a text no more.
    Find(String),
    /// `copy`, `copy session`: the selected value, or what was done since the reset, as a check.
    Copy(Copied),
    /// `write command` and its like: a field to type in.
    Write(Field),
    /// `edit left` and its like: a change of what is typed.
    Edit(Edit),
    /// `complete`: the word that is being typed.
    Complete,
    /// `accept`: what is typed.
    Accept,
    /// `read`, `look`: the text, the trainer.
    Face(Focus),
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
    /// `scroll line down`, `scroll page up`, `scroll top`: the text.
    Scroll(Scroll),
    /// `seen 4`: how far down the lesson what there is to do stands before one's eyes; 0 is none.
    Seen(usize),
    /// `notice TEXT`: something that the program has to say, as about a file.
    Notice(String),
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

/// Where one is when nothing lies over the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// At the prose.
    Prose,
    /// At the trainer.
    Trainer,
}

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// What is selected: a value, with its formula.
    Value,
    /// What was done since the reset.
    Session,
}

/// What a field is for that can be opened wherever one is; others belong to a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Any action or command.
    Command,
    /// What is sought.
    Search,
    /// An activation of one's own.
    Activation,
    /// A rule of one's own.
    Rule,
    /// What is sent back, of one's own.
    SendBack,
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

const fn by(amount: Amount, toward: Toward) -> Action {
    Action::Scroll(Scroll::By(amount, toward))
}

/// The actions that are a fixed text.
const FIXED: &[(&str, Action)] = &[
    ("next", Action::Turn(Way::Next)),
    ("previous", Action::Turn(Way::Previous)),
    ("next stop", Action::Stop(Way::Next)),
    ("previous stop", Action::Stop(Way::Previous)),
    ("check", Action::Check(None)),
    ("skip", Action::Skip),
    ("hint", Action::Hint),
    ("reveal", Action::Reveal),
    ("enter", Action::Enter),
    ("enlarge", Action::Enlarge(None)),
    ("undo", Action::Undo),
    ("copy", Action::Copy(Copied::Value)),
    ("copy session", Action::Copy(Copied::Session)),
    ("write command", Action::Write(Field::Command)),
    ("write search", Action::Write(Field::Search)),
    ("write activation", Action::Write(Field::Activation)),
    ("write rule", Action::Write(Field::Rule)),
    ("write send_back", Action::Write(Field::SendBack)),
    ("complete", Action::Complete),
    ("accept", Action::Accept),
    ("read", Action::Face(Focus::Prose)),
    ("look", Action::Face(Focus::Trainer)),
    ("contents", Action::Contents),
    ("help", Action::Help),
    ("focus", Action::Focus),
    ("leave", Action::Leave),
    ("row next", Action::Row(Row::Next)),
    ("row previous", Action::Row(Row::Previous)),
    ("row first", Action::Row(Row::First)),
    ("row last", Action::Row(Row::Last)),
    ("scroll line down", by(Amount::Line, Toward::Down)),
    ("scroll line up", by(Amount::Line, Toward::Up)),
    ("scroll half down", by(Amount::Half, Toward::Down)),
    ("scroll half up", by(Amount::Half, Toward::Up)),
    ("scroll page down", by(Amount::Page, Toward::Down)),
    ("scroll page up", by(Amount::Page, Toward::Up)),
    ("scroll top", Action::Scroll(Scroll::Top)),
    ("scroll end", Action::Scroll(Scroll::End)),
    ("suspend", Action::Suspend),
    ("redraw", Action::Redraw),
    ("quit", Action::Quit),
];

type WithText = fn(String) -> Action;

/// The actions that go on with a text, which is taken as it is.
const WITH_TEXT: [(&str, WithText); 7] = [
    ("answer", Action::Answer),
    ("note", Action::Note),
    ("find", Action::Find),
    ("notice", Action::Notice),
    ("lesson", Action::Lesson),
    ("stop", Action::StopAt),
    ("type", |text| Action::Edit(Edit::Type(text))),
];

/// Words that actions begin with, for completion and for what is near.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    FIXED
        .iter()
        .map(|(name, _)| *name)
        .chain(WITH_TEXT.iter().map(|(name, _)| *name))
        .chain(VERBS.iter().map(|(name, _)| *name))
        .chain(["show"])
}

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
        if let Some(edit) = Edit::named(&joined) {
            return Ok(Action::Edit(edit));
        }
        if let Some(action) = with_text(text) {
            return Ok(action);
        }
        match words[..] {
            ["check", name] => Ok(Action::Check(Some(name.to_string()))),
            ["enlarge", name] => Ok(Action::Enlarge(Some(name.to_string()))),
            ["seen", number] if number.parse::<usize>().is_ok() => {
                Ok(Action::Seen(number.parse().unwrap_or(0)))
            }
            ["tick", number] if number.parse::<u64>().is_ok() => {
                Ok(Action::Tick(number.parse().unwrap_or(0)))
            }
            ["work", number] if number.parse::<u64>().is_ok() => {
                Ok(Action::Work(number.parse().unwrap_or(0)))
            }
            ["show", number] => match number.parse::<usize>() {
                Ok(number) if number > 0 => Ok(Action::Show(number - 1)),
                _ => Err(whole(text, "expected the number of a trainer, from 1")
                    .help("a panel is shown by `enlarge`, as in `enlarge paths`")),
            },
            // `:50` goes to update 50.
            [number] if number.parse::<u64>().is_ok() => {
                Command::parse(&format!("seek {number}")).map(Action::Train)
            }
            [verb, ..] if VERBS.iter().any(|(known, _)| *known == verb) => {
                Command::parse(text).map(Action::Train)
            }
            [verb] if WITH_TEXT.iter().any(|(name, _)| *name == verb) => {
                Err(whole(text, format!("expected something behind `{verb}`")))
            }
            [verb, ..] => Err(unknown(text, verb)),
            [] => Err(whole(text, "expected something to do")),
        }
    }
}

/// An action whose text follows its word after one space.
fn with_text(text: &str) -> Option<Action> {
    let text = text.trim_start();
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (_, make) = WITH_TEXT.iter().find(|(name, _)| *name == word)?;
    // An empty answer is none, and an empty search ends one.
    let needed = !["find", "answer", "note"].contains(&word);
    (!rest.is_empty() || !needed).then(|| make(rest.to_string()))
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
    match nearest(verb, verbs()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`help` shows what can be done"),
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::Train(command) => command.fmt(f),
            Action::Seen(stops) => write!(f, "seen {stops}"),
            Action::Tick(updates) => write!(f, "tick {updates}"),
            Action::Work(work) => write!(f, "work {work}"),
            Action::Check(Some(name)) => write!(f, "check {name}"),
            Action::Enlarge(Some(name)) => write!(f, "enlarge {name}"),
            Action::Lesson(name) => write!(f, "lesson {name}"),
            Action::StopAt(name) => write!(f, "stop {name}"),
            Action::Show(trainer) => write!(f, "show {}", trainer + 1),
            Action::Answer(text) => write!(f, "answer {text}"),
            Action::Note(text) => write!(f, "note {text}"),
            Action::Find(text) => write!(f, "find {text}"),
            Action::Notice(text) => write!(f, "notice {text}"),
            Action::Edit(Edit::Type(text)) => write!(f, "type {text}"),
            Action::Edit(edit) => f.write_str(
                EDITS
                    .iter()
                    .find(|(_, known)| known == edit)
                    .map_or("", |(name, _)| name),
            ),
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
        let texts = FIXED.iter().map(|(name, _)| *name);
        let edits = EDITS.iter().map(|(name, _)| *name);
        for text in texts.chain(edits).chain([
            "check one-step",
            "lesson 4",
            "stop guess",
            "show 2",
            "enlarge paths",
            "tick 5",
            "work 100000",
            "seen 2",
            "step 1 weight",
            "answer 0.5 * -0.74",
            "note it is the chain rule, twice",
            "find the slope",
            "notice the file is gone",
            "type  ",
            "type x",
        ]) {
            let action = Action::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!(action.to_string(), text);
        }
        assert_eq!(
            Action::parse("50").map(|action| action.to_string()),
            Ok("seek 50".to_string())
        );
    }

    #[test]
    fn what_is_unknown_is_told_with_what_is_near() {
        assert_eq!(
            Action::parse("quitt").expect_err("unknown").help.as_deref(),
            Some("did you mean `quit`?")
        );
        assert!(Action::parse("").is_err());
        assert!(Action::parse("show 0").is_err());
        assert!(Action::parse("lesson").is_err());
    }
}
