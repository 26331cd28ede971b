//! The actions of a learner in a sitting, and their one text form: keys, prompts and the plain face speak it.

use std::fmt;

use super::edit::{EDITS, Edit};
use super::look::{Dots, Look, ThemeName};
use super::stops::Sight;
use crate::formula::{Expr, Problem, nearest, parse};
use crate::lesson::TrainerIndex;
use crate::training::{self, Command};

/// Something a learner does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command to the trainer that is shown.
    Train(Command),
    /// `tick 5`: the trainer that runs makes so many updates.
    Tick(u64),
    /// Makes one update in slow motion.
    Watch,
    /// `work 100000`: as much of what is under way, in products of a weight and a pattern.
    Work(u64),
    /// `= E`: the value of a formula about the trainer that is shown.
    Ask(String),
    /// `undo`: the last setting or reset of the trainer that is shown.
    Undo,
    /// `check`, `check NAME`: the lesson's checks, or one of them.
    Check(Option<String>),
    /// `next`, `previous`: the lesson after or before this one.
    Turn(Way),
    /// `lesson 4`, `lesson one-update-by-hand`
    Lesson(String),
    /// `next stop`, `previous stop`: to the next or previous thing to do; during a search, to the next or previous match.
    Stop(Way),
    /// `next claim`, `previous claim`: to what can be opened, a claim or a link.
    Claim(Way),
    /// `stop NAME`: to the block of that name.
    StopAt(String),
    /// `show 2`: the lesson's second trainer.
    Show(TrainerIndex),
    /// `enlarge`, `enlarge microscope`: the next panel, or the one of that name, alone.
    Enlarge(Option<String>),
    /// `answer TEXT`: an answer to the question that is come to.
    Answer(String),
    /// `note TEXT`: the text of a note.
    Note(String),
    /// `skip`: no answer to the question that is come to.
    Skip,
    /// `hint`: what helps with the task or the question that is come to.
    Hint,
    /// `reveal`: one line more, or what there was to remember.
    Reveal,
    /// `enter`: what there is to do at the current place.
    Enter,
    /// `begin 0`: opens the field of the question that is come to, with this in it.
    Begin(String),
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
    /// `leave`: back to the last place.
    Leave,
    /// `row next`, `row previous`, `row first`, `row last`: in a list.
    Row(Row),
    /// `scroll line down`, `scroll page up`, `scroll top`: the text.
    Scroll(Scroll),
    /// `seen 1 2 4`: the part of the lesson that is on the screen.
    Seen(Sight),
    /// `notice TEXT`: something that the program has to say, as about a file.
    Notice(String),
    /// `theme light`, `dots half`: the look of the screen, from now on.
    Look(Look),
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

/// The focus when no overlay lies over the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// At the prose.
    Prose,
    /// At the trainer.
    Trainer,
}

/// Something to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The selected value, with its formula.
    Value,
    /// Everything done since the reset.
    Session,
}

/// The purpose of a field that can be opened anywhere; other fields belong to a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Any action or command.
    Command,
    /// A text to search for.
    Search,
    /// An activation of one's own.
    Activation,
    /// A rule of one's own.
    Rule,
    /// A formula of one's own for what is sent back.
    SendBack,
}

/// A row to go to in a list.
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

/// A distance to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// A line, half a page, a page down, or up.
    By(Amount, Toward),
    /// To the top.
    Top,
    /// To the end.
    End,
    /// Along the lines that are wider than the screen, to their right or back.
    Across(Way),
}

/// An amount of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A line.
    Line,
    /// Half of what is on the screen.
    Half,
    /// A screenful.
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

/// The arguments that an action takes, for completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing, or a text of the learner's.
    Text,
    /// A lesson of the course.
    Lesson,
    /// A stop of the open lesson.
    Stop,
    /// A check of the open lesson.
    Check,
    /// The number of a trainer of the open lesson.
    Trainer,
    /// A panel.
    Panel,
    /// A formula about the trainer.
    Formula,
    /// The name of a theme.
    Theme,
    /// The name of the dots of plots.
    Dots,
}

/// A row of the table of actions, which reading, printing, completion and help all read.
#[derive(Debug)]
pub struct ActionRow {
    /// The words that it begins with; all of it, where nothing follows.
    pub words: &'static str,
    /// An example of what follows, if something does.
    pub example: Option<&'static str>,
    /// The help line: what it does. None for what a face does by itself.
    pub says: Option<&'static str>,
    /// The arguments that may follow.
    pub takes: Takes,
    form: Form,
}

/// The way an action is read and printed.
#[derive(Debug)]
enum Form {
    /// As its words alone.
    Fixed(Action),
    /// By the text after them.
    With {
        /// Reads it; else says what is expected there.
        read: fn(&str) -> Result<Action, &'static str>,
        /// Prints it, if it is of this row.
        print: fn(&Action) -> Option<String>,
    },
}

impl ActionRow {
    /// The text of an action, if it is of this row.
    fn print(&self, action: &Action) -> Option<String> {
        match &self.form {
            Form::Fixed(fixed) => (fixed == action).then(|| self.words.to_string()),
            Form::With { print, .. } => {
                let follows = print(action)?;
                Some(format!("{} {follows}", self.words))
            }
        }
    }
}

const fn row(words: &'static str, says: Option<&'static str>, form: Form) -> ActionRow {
    ActionRow {
        words,
        example: None,
        says,
        takes: Takes::Text,
        form,
    }
}

const fn fixed(words: &'static str, action: Action, says: &'static str) -> ActionRow {
    row(words, Some(says), Form::Fixed(action))
}

/// An action that no one would type: the keys and the faces have it.
const fn of_a_face(words: &'static str, action: Action) -> ActionRow {
    row(words, None, Form::Fixed(action))
}

/// A row whose action has one thing that follows its words.
macro_rules! with {
    ($words:literal, $example:literal, $takes:ident, $says:expr, $action:path, $read:expr, $print:expr) => {
        ActionRow {
            words: $words,
            example: Some($example),
            says: $says,
            takes: Takes::$takes,
            form: Form::With {
                read: |text| $read(text).map($action),
                print: |action| match action {
                    $action(what) => $print(what),
                    _ => None,
                },
            },
        }
    };
}

/// A row for one thing of the look.
macro_rules! look {
    ($word:literal, $example:literal, $takes:ident, $look:ident, $names:ident, $says:literal, $list:literal) => {
        ActionRow {
            words: $word,
            example: Some($example),
            says: Some(concat!($says, $list)),
            takes: Takes::$takes,
            form: Form::With {
                read: |text| {
                    let named = $names::named(text.trim());
                    let look = named.map(|name| Action::Look(Look::$look(name)));
                    look.ok_or($list)
                },
                print: |action| match action {
                    Action::Look(Look::$look(name)) => Some(name.to_string()),
                    _ => None,
                },
            },
        }
    };
}

const fn by(amount: Amount, toward: Toward) -> Action {
    Action::Scroll(Scroll::By(amount, toward))
}

/// Any text, even none: an empty answer is none, and an empty search ends one.
#[expect(clippy::unnecessary_wraps, reason = "one of several ways to read")]
fn any(text: &str) -> Result<String, &'static str> {
    Ok(text.to_string())
}

fn some(text: &str) -> Result<String, &'static str> {
    match text {
        "" => Err("something behind it"),
        text => Ok(text.to_string()),
    }
}

fn count<T: std::str::FromStr>(text: &str) -> Result<T, &'static str> {
    text.trim().parse().map_err(|_| "a whole number behind it")
}

fn sight(text: &str) -> Result<Sight, &'static str> {
    text.parse().map_err(|_| "three whole numbers behind it")
}

fn optional(text: &str) -> Result<Option<String>, &'static str> {
    some(text.trim()).map(Some)
}

fn from_one(text: &str) -> Result<TrainerIndex, &'static str> {
    let place = count::<usize>(text)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .map(TrainerIndex::from);
    place.ok_or("the number of a trainer, from 1 (a panel is shown by `enlarge`)")
}

#[expect(clippy::unnecessary_wraps, reason = "one of several ways to print")]
fn as_it_is(what: &impl ToString) -> Option<String> {
    Some(what.to_string())
}

/// The table of actions. An action of more words has a row of its own, apart from those of fewer.
#[rustfmt::skip]
pub const ACTIONS: &[ActionRow] = &[
    fixed("read", Action::Face(Focus::Prose), "goes to the lesson, or reads it again"),
    fixed("look", Action::Face(Focus::Trainer), "goes to the trainer, or tells of it"),
    fixed("next stop", Action::Stop(Way::Next), "goes on to what there is to do next; the next match of a search"),
    fixed("next claim", Action::Claim(Way::Next), "goes on to the next claim or link, which `enter` opens"),
    fixed("previous claim", Action::Claim(Way::Previous), "goes back to the claim or link before"),
    fixed("previous stop", Action::Stop(Way::Previous), "goes back to what there was to do before"),
    with!("stop", "guess", Stop, Some("goes to something to do by its name or number"), Action::StopAt, some, as_it_is),
    with!("answer", "0.5 * -0.74", Text, Some("answers a question: a number, a sum of numbers, or the letter of a choice"), Action::Answer, any, as_it_is),
    fixed("skip", Action::Skip, "passes a question over: it is kept as not answered"),
    fixed("hint", Action::Hint, "helps with a task or a question"),
    fixed("reveal", Action::Reveal, "shows one line more, or what there was to remember"),
    with!("note", "the chain rule, twice", Text, Some("writes it down"), Action::Note, any, as_it_is),
    fixed("enter", Action::Enter, "does what is to be done here; at the trainer, tells where a number comes from"),
    with!("=", "E", Formula, Some("answers with the value of a formula; the sign may be left out"), Action::Ask, some, as_it_is),
    fixed("check", Action::Check(None), "runs the checks of the lesson"),
    with!("check", "one-step", Check, Some("runs one of them"), Action::Check, optional, Option::clone),
    fixed("enlarge", Action::Enlarge(None), "shows one panel alone, then the next"),
    with!("enlarge", "paths", Panel, Some("shows that panel alone"), Action::Enlarge, optional, Option::clone),
    with!("show", "2", Trainer, Some("shows another trainer of the lesson"), Action::Show, from_one, |place: &TrainerIndex| as_it_is(&(place.index() + 1))),
    fixed("undo", Action::Undo, "takes back the last setting or reset of the trainer"),
    fixed("next", Action::Turn(Way::Next), "opens the next lesson"),
    fixed("previous", Action::Turn(Way::Previous), "opens the lesson before"),
    with!("lesson", "4", Lesson, Some("opens a lesson by its number or name"), Action::Lesson, some, as_it_is),
    fixed("contents", Action::Contents, "lists the lessons"),
    with!("find", "the slope", Text, Some("searches the lesson; without a text the search ends"), Action::Find, any, as_it_is),
    fixed("copy", Action::Copy(Copied::Value), "copies the selected value"),
    fixed("copy session", Action::Copy(Copied::Session), "copies what was done since the reset, as a check"),
    fixed("watch", Action::Watch, "makes one update in slow motion"),
    look!("theme", "light", Theme, Theme, ThemeName, "changes the colours of the screen: ", "auto, dark, light, 16 (the terminal's own) or mono"),
    look!("dots", "half", Dots, Dots, Dots, "changes what plots are drawn with: ", "braille, octant, half or ascii"),
    fixed("leave", Action::Leave, "goes back to where one was"),
    fixed("row next", Action::Row(Row::Next), "goes down a list"),
    fixed("row previous", Action::Row(Row::Previous), "goes up a list"),
    fixed("row first", Action::Row(Row::First), "goes to the first row of a list"),
    fixed("row last", Action::Row(Row::Last), "goes to the last row of a list"),
    fixed("help", Action::Help, "tells what can be done"),
    fixed("quit", Action::Quit, "ends; what was done is kept"),
    of_a_face("write command", Action::Write(Field::Command)),
    of_a_face("write search", Action::Write(Field::Search)),
    of_a_face("write activation", Action::Write(Field::Activation)),
    of_a_face("write rule", Action::Write(Field::Rule)),
    of_a_face("write send_back", Action::Write(Field::SendBack)),
    of_a_face("complete", Action::Complete),
    of_a_face("accept", Action::Accept),
    of_a_face("focus", Action::Focus),
    of_a_face("scroll line down", by(Amount::Line, Toward::Down)),
    of_a_face("scroll line up", by(Amount::Line, Toward::Up)),
    of_a_face("scroll half down", by(Amount::Half, Toward::Down)),
    of_a_face("scroll half up", by(Amount::Half, Toward::Up)),
    of_a_face("scroll page down", by(Amount::Page, Toward::Down)),
    of_a_face("scroll page up", by(Amount::Page, Toward::Up)),
    of_a_face("scroll top", Action::Scroll(Scroll::Top)),
    of_a_face("scroll end", Action::Scroll(Scroll::End)),
    of_a_face("scroll right", Action::Scroll(Scroll::Across(Way::Next))),
    of_a_face("scroll left", Action::Scroll(Scroll::Across(Way::Previous))),
    of_a_face("suspend", Action::Suspend),
    of_a_face("redraw", Action::Redraw),
    with!("tick", "5", Text, None, Action::Tick, count, as_it_is),
    with!("seen", "1 2 4 end", Text, None, Action::Seen, sight, as_it_is),
    with!("begin", "0", Text, None, Action::Begin, some, as_it_is),
    with!("notice", "the file is gone", Text, None, Action::Notice, some, as_it_is),
    ActionRow {
        words: "type",
        example: Some("x"),
        says: None,
        takes: Takes::Text,
        form: Form::With {
            read: |text| some(text).map(|text| Action::Edit(Edit::Type(text))),
            print: |action| match action {
                Action::Edit(Edit::Type(text)) => Some(text.clone()),
                _ => None,
            },
        },
    },
];

/// The first word of every action and command, each once.
pub fn first_words() -> Vec<&'static str> {
    let actions = ACTIONS.iter().filter_map(|row| row.words.split(' ').next());
    let commands = training::verbs().map(|row| row.name);
    let mut words: Vec<&str> = actions.chain(commands).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The help: a line for each action and command that one would type.
pub fn help() -> impl Iterator<Item = String> {
    let actions = ACTIONS.iter().filter_map(|row| {
        let example = row
            .example
            .map_or(String::new(), |example| format!(" {example}"));
        Some(format!("`{}{example}` {}.", row.words, row.says?))
    });
    let commands = training::verbs().map(|row| {
        let forms: Vec<String> = row.forms.iter().map(|form| format!("`{form}`")).collect();
        format!("{} {}.", forms.join(", "), row.says)
    });
    actions.chain(commands)
}

impl Action {
    /// Reads an action.
    ///
    /// # Errors
    /// If it is none: where, what was expected there, and what to try.
    pub fn parse(text: &str) -> Result<Action, Problem> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let joined = words.join(" ");
        if let Some(edit) = Edit::named(&joined) {
            return Ok(Action::Edit(edit));
        }
        let mut rows = ACTIONS.iter();
        let fixed = rows.find_map(|row| match &row.form {
            Form::Fixed(action) if row.words == joined => Some(action.clone()),
            _ => None,
        });
        if let Some(action) = fixed {
            return Ok(action);
        }
        if let Some(read) = with_text(text) {
            return read;
        }
        match words[..] {
            // `:50` goes to update 50.
            [number] if number.parse::<u64>().is_ok() => {
                Command::parse(&format!("seek {number}")).map(Action::Train)
            }
            [verb, ..] if training::verbs().any(|row| row.name == verb) => {
                Command::parse(text).map(Action::Train)
            }
            [_, ..] if is_formula(text) => Ok(Action::Ask(text.trim().to_string())),
            [verb, ..] => Err(unknown(text, verb)),
            [] => Err(whole(text, "expected something to do")),
        }
    }
}

/// An action whose text follows its word after one space; nothing, where the word is that of no such action.
fn with_text(text: &str) -> Option<Result<Action, Problem>> {
    let text = text.trim_start();
    let (word, rest) = match text.strip_prefix('=') {
        Some(formula) => ("=", formula.trim()),
        None => text.split_once(' ').unwrap_or((text, "")),
    };
    let read = ACTIONS.iter().find_map(|row| match row.form {
        Form::With { read, .. } if row.words == word => Some(read),
        _ => None,
    })?;
    Some(read(rest).map_err(|expected| whole(text, format!("expected {expected}: `{word} …`"))))
}

/// Returns `true` if a text is a formula about a trainer: it has a name that only such formulas know.
fn is_formula(text: &str) -> bool {
    fn names_something(expr: &Expr) -> bool {
        use crate::formula::tree::ExprKind::{Call, Name};
        let known = match &expr.kind {
            Name(name) | Call(name, _) => training::names().any(|known| known == name),
            _ => false,
        };
        known || expr.children().into_iter().any(names_something)
    }
    parse(text).is_ok_and(|expr| names_something(&expr))
}

fn whole(text: &str, message: impl Into<String>) -> Problem {
    Problem::new((0..text.len()).into(), message)
}

fn unknown(text: &str, verb: &str) -> Problem {
    if first_words().contains(&verb) {
        let problem = whole(text, format!("`{text}` means nothing here"));
        return problem.help(format!(
            "write `{verb}` alone, or see in `help` what may follow it"
        ));
    }
    let problem = whole(text, format!("unknown: `{verb}`"));
    match nearest(verb, first_words()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`help` shows what can be done"),
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Action::Train(command) = self {
            return command.fmt(f);
        }
        let edit = EDITS.iter().find_map(|(name, edit)| match self {
            Action::Edit(known) if known == edit => Some((*name).to_string()),
            _ => None,
        });
        let row = || ACTIONS.iter().find_map(|row| row.print(self));
        f.write_str(&edit.or_else(row).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_reads_as_it_is_written() {
        let rows = ACTIONS.iter().map(|row| match row.example {
            Some(example) => format!("{} {example}", row.words),
            None => row.words.to_string(),
        });
        let edits = EDITS.iter().map(|(name, _)| (*name).to_string());
        let commands = training::verbs().flat_map(|row| row.forms.iter().map(ToString::to_string));
        for text in rows
            .chain(edits)
            .chain(commands)
            .chain(["type  ".to_string()])
        {
            let action = Action::parse(&text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!(action.to_string(), text);
            assert_eq!(Action::parse(&action.to_string()), Ok(action));
        }
        assert_eq!(
            Action::parse("50").map(|action| action.to_string()),
            Ok("seek 50".to_string())
        );
    }

    #[test]
    fn a_formula_asks_for_its_value_with_the_sign_or_without() {
        for text in ["= E", "=E", "E", " = E "] {
            assert_eq!(
                Action::parse(text),
                Ok(Action::Ask("E".to_string())),
                "{text}"
            );
        }
        for text in ["after(E) - E", "w(2,1,1)", "E < 0.01", "linear.E"] {
            assert_eq!(Action::parse(text), Ok(Action::Ask(text.to_string())));
        }
        for text in ["qiut", "stpe 3 patterns", "=", "hnit"] {
            assert!(Action::parse(text).is_err(), "{text}");
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
        assert!(Action::parse("lesson").is_err());
    }
}
