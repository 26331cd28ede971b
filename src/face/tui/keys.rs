//! The keys: one table that input, footer and help are drawn from.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::study::{Action, Context};

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// In the prose.
    Reading,
    /// At the trainer.
    Trainer,
    /// In the list of lessons.
    Contents,
    /// In the list of keys.
    Help,
}

impl From<Context> for At {
    fn from(context: Context) -> Self {
        match context {
            Context::Reading => At::Reading,
            Context::Trainer => At::Trainer,
            Context::Contents(..) => At::Contents,
            Context::Help(_) => At::Help,
        }
    }
}

/// Keys that do the same.
#[derive(Debug)]
pub struct Row {
    /// Where they do it.
    pub places: &'static [At],
    /// The keys, by their names.
    pub keys: &'static [&'static str],
    /// What they do, as text.
    pub action: &'static str,
    /// What the help says of them.
    pub says: &'static str,
    /// What the footer says of them, if it names them.
    pub footer: Option<&'static str>,
}

use At::{Contents, Help, Reading, Trainer};

const LESSON: &[At] = &[Reading, Trainer];
const ALL: &[At] = &[Reading, Trainer, Contents, Help];

const fn row(
    places: &'static [At],
    keys: &'static [&'static str],
    action: &'static str,
    says: &'static str,
    footer: Option<&'static str>,
) -> Row {
    Row {
        places,
        keys,
        action,
        says,
        footer,
    }
}

/// The table.
pub const ROWS: [Row; 59] = [
    row(
        LESSON,
        &["space"],
        "step 1 weight",
        "change one weight",
        Some("step"),
    ),
    row(
        LESSON,
        &["backspace"],
        "back 1 weight",
        "take one weight's change back",
        Some("back"),
    ),
    row(
        &[Reading],
        &["tab", "backtab"],
        "focus",
        "to the trainer",
        Some("trainer"),
    ),
    row(
        &[Trainer],
        &["tab", "backtab", "esc"],
        "focus",
        "to the text",
        Some("text"),
    ),
    row(
        LESSON,
        &["p"],
        "step 1 pattern",
        "step one pattern",
        Some("pattern"),
    ),
    row(LESSON, &["P"], "back 1 pattern", "back one pattern", None),
    row(
        LESSON,
        &["e"],
        "step 1 epoch",
        "step one epoch",
        Some("epoch"),
    ),
    row(LESSON, &["E"], "back 1 epoch", "back one epoch", None),
    row(LESSON, &[">"], "next", "next lesson", Some("next")),
    row(LESSON, &["<"], "previous", "previous lesson", None),
    row(LESSON, &["t"], "contents", "all lessons", Some("contents")),
    row(
        LESSON,
        &["c"],
        "check",
        "run this lesson's checks",
        Some("checks"),
    ),
    row(
        LESSON,
        &["+", "="],
        "set lr up",
        "raise the learning rate: 1, 2, 5, 10 …",
        None,
    ),
    row(
        LESSON,
        &["-"],
        "set lr down",
        "lower the learning rate",
        None,
    ),
    row(
        LESSON,
        &["r"],
        "run or pause",
        "run by itself, or pause",
        Some("run"),
    ),
    row(LESSON, &["]"], "speed up", "run faster", None),
    row(LESSON, &["["], "speed down", "run slower", None),
    row(LESSON, &["."], "seek +10", "ten updates on", None),
    row(LESSON, &[","], "seek -10", "ten updates back", None),
    row(
        LESSON,
        &["1"],
        "turn lr",
        "mute lr: everywhere, in this layer, not",
        None,
    ),
    row(LESSON, &["2"], "turn delta", "mute delta", None),
    row(LESSON, &["3"], "turn fprime", "mute f′(e)", Some("mute f′")),
    row(LESSON, &["4"], "turn input", "mute the input", None),
    row(LESSON, &["0"], "unmute", "unmute all", None),
    row(
        LESSON,
        &["a"],
        "set activation next",
        "next activation, in the selected weight's layer",
        None,
    ),
    row(LESSON, &["b"], "set schedule next", "online or batch", None),
    row(
        LESSON,
        &["M"],
        "set method next",
        "descent, momentum, conjugate gradient",
        None,
    ),
    row(
        &[Trainer],
        &["pgdn", "ctrl-d"],
        "seek +100",
        "a hundred updates on",
        None,
    ),
    row(
        &[Trainer],
        &["pgup", "ctrl-u"],
        "seek -100",
        "a hundred updates back",
        None,
    ),
    row(
        &[Trainer],
        &["G", "end"],
        "seek newest",
        "to the newest update",
        None,
    ),
    row(
        LESSON,
        &["x"],
        "reset",
        "the trainer as the lesson has it",
        Some("reset"),
    ),
    row(
        LESSON,
        &["n"],
        "next stop",
        "next trainer of this lesson",
        None,
    ),
    row(
        LESSON,
        &["N"],
        "previous stop",
        "previous trainer of this lesson",
        None,
    ),
    row(
        &[Trainer],
        &["j", "down"],
        "select next weight",
        "select the next weight",
        Some("select"),
    ),
    row(
        &[Trainer],
        &["k", "up"],
        "select previous weight",
        "select the previous weight",
        None,
    ),
    row(
        &[Trainer],
        &["l", "right"],
        "select next layer",
        "select in the next layer",
        None,
    ),
    row(
        &[Trainer],
        &["h", "left"],
        "select previous layer",
        "select in the layer before",
        None,
    ),
    row(
        LESSON,
        &["v"],
        "mark next weight",
        "another second weight, for the surface",
        None,
    ),
    row(
        &[Trainer],
        &["g", "home"],
        "seek 0",
        "back to the start",
        None,
    ),
    row(
        &[Reading, Help],
        &["j", "down"],
        "scroll line down",
        "down a line",
        Some("scroll"),
    ),
    row(
        &[Reading, Help],
        &["k", "up"],
        "scroll line up",
        "up a line",
        None,
    ),
    row(
        &[Reading, Help],
        &["pgdn"],
        "scroll page down",
        "down a page",
        None,
    ),
    row(
        &[Reading, Help],
        &["pgup"],
        "scroll page up",
        "up a page",
        None,
    ),
    row(
        &[Reading, Help],
        &["ctrl-d"],
        "scroll half down",
        "down half a page",
        None,
    ),
    row(
        &[Reading, Help],
        &["ctrl-u"],
        "scroll half up",
        "up half a page",
        None,
    ),
    row(
        &[Reading, Help],
        &["g", "home"],
        "scroll top",
        "to the top",
        None,
    ),
    row(
        &[Reading, Help],
        &["G", "end"],
        "scroll end",
        "to the end",
        None,
    ),
    row(
        &[Contents],
        &["enter"],
        "open",
        "open the lesson",
        Some("open"),
    ),
    row(
        &[Contents],
        &["j", "down"],
        "row next",
        "next lesson in the list",
        Some("down"),
    ),
    row(
        &[Contents],
        &["k", "up"],
        "row previous",
        "lesson before in the list",
        Some("up"),
    ),
    row(
        &[Contents],
        &["g", "home", "pgup"],
        "row first",
        "first lesson",
        None,
    ),
    row(
        &[Contents],
        &["G", "end", "pgdn"],
        "row last",
        "last lesson",
        None,
    ),
    row(
        &[Contents],
        &["esc", "t"],
        "leave",
        "back to where you were",
        Some("leave"),
    ),
    row(&[Contents], &["?"], "help", "these keys", Some("help")),
    row(LESSON, &["?"], "help", "these keys", Some("help")),
    row(
        &[Help],
        &["esc", "?", "enter"],
        "leave",
        "back to where you were",
        Some("leave"),
    ),
    row(ALL, &["q", "ctrl-c"], "quit", "quit", Some("quit")),
    row(ALL, &["ctrl-z"], "suspend", "suspend", None),
    row(ALL, &["ctrl-l"], "redraw", "draw the screen anew", None),
];

/// The rows of a place, in the order of the table.
pub fn rows(at: At) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.places.contains(&at))
}

/// The action of a key at a place.
#[must_use]
pub fn action(at: At, key: KeyEvent) -> Option<Action> {
    let name = name(key)?;
    let row = rows(at).find(|row| row.keys.contains(&name.as_str()))?;
    Action::parse(row.action).ok()
}

/// What a key is called in the table.
fn name(key: KeyEvent) -> Option<String> {
    let plain = match key.code {
        KeyCode::Char(' ') => "space",
        KeyCode::Char(c) => &c.to_string(),
        KeyCode::Backspace => "backspace",
        KeyCode::Enter => "enter",
        KeyCode::Esc => "esc",
        KeyCode::Tab => "tab",
        KeyCode::BackTab => "backtab",
        KeyCode::Up => "up",
        KeyCode::Down => "down",
        KeyCode::Left => "left",
        KeyCode::Right => "right",
        KeyCode::Home => "home",
        KeyCode::End => "end",
        KeyCode::PageUp => "pgup",
        KeyCode::PageDown => "pgdn",
        _ => return None,
    };
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    match held {
        KeyModifiers::NONE => Some(plain.to_string()),
        KeyModifiers::CONTROL => Some(format!("ctrl-{}", plain.to_lowercase())),
        _ => None,
    }
}

/// A key as it is written on the screen.
#[must_use]
pub fn shown(key: &str) -> &str {
    match key {
        "up" => "↑",
        "down" => "↓",
        "left" => "←",
        "right" => "→",
        "backtab" => "shift-tab",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_stands_twice_at_a_place() {
        for at in ALL {
            let mut seen = HashSet::new();
            for key in rows(*at).flat_map(|row| row.keys) {
                assert!(seen.insert(key), "{key} stands twice in {at:?}");
            }
        }
    }

    #[test]
    fn every_key_names_an_action_that_has_a_text() {
        for row in &ROWS {
            let action = Action::parse(row.action)
                .unwrap_or_else(|problem| panic!("{}: {problem}", row.action));
            assert_eq!(action.to_string(), row.action);
        }
    }

    #[test]
    fn a_pressed_key_finds_its_row() {
        let press = |code, held| {
            action(At::Reading, KeyEvent::new(code, held)).map(|action| action.to_string())
        };
        assert_eq!(
            press(KeyCode::Char(' '), KeyModifiers::NONE).as_deref(),
            Some("step 1 weight")
        );
        assert_eq!(
            press(KeyCode::Char('P'), KeyModifiers::SHIFT).as_deref(),
            Some("back 1 pattern")
        );
        assert_eq!(
            press(KeyCode::Char('c'), KeyModifiers::CONTROL).as_deref(),
            Some("quit")
        );
        assert_eq!(press(KeyCode::Char('c'), KeyModifiers::ALT), None);
        assert_eq!(press(KeyCode::F(1), KeyModifiers::NONE), None);
    }
}
