//! Keys and what they mean where: what is pressed is looked up in the table.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::key_table::{ROWS, Row};
use crate::study::{Action, Context, Edit, Study};

/// The rows of a place, in the order of the table.
pub fn rows(at: Context) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.places.contains(&at))
}

/// The action of a key at a place. In a field whatever can be printed is text.
#[must_use]
pub fn action(at: Context, key: KeyEvent) -> Option<Action> {
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    if let (Context::Typing, KeyCode::Char(c), true) = (at, key.code, held.is_empty()) {
        return Some(Action::Edit(Edit::Type(c.to_string())));
    }
    let name = name(key)?;
    let row = rows(at).find(|row| row.keys.contains(&name.as_str()))?;
    Action::parse(row.action).ok()
}

/// The action of a key in the current state of a study.
#[must_use]
pub fn meant(study: &Study, key: KeyEvent) -> Option<Action> {
    begun(study, key).or_else(|| action(study.context(), key))
}

/// The answer that a key begins, at an open question that is on the screen.
fn begun(study: &Study, key: KeyEvent) -> Option<Action> {
    let is_reading = study.context() == Context::Reading;
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    match key.code {
        KeyCode::Char(c) if is_reading && held.is_empty() && study.begins_answer(c) => {
            Some(Action::Begin(c.to_string()))
        }
        _ => None,
    }
}

/// The action of a key by its name, for a face that scrolls nothing: at the trainer, or else in the text.
#[must_use]
pub fn named(name: &str) -> Option<Action> {
    let name = match name.chars().count() {
        1 => name.to_string(),
        _ => name.to_lowercase(),
    };
    let places = [Context::Trainer, Context::Reading].into_iter();
    let mut found = places.flat_map(rows);
    let row = found.find(|row| row.keys.contains(&name.as_str()))?;
    Action::parse(row.action).ok()
}

/// The key that has a name in the table, or is a character.
#[must_use]
pub fn pressed(name: &str) -> Option<KeyEvent> {
    let (held, name) = match name.strip_prefix("ctrl-") {
        Some(name) => (KeyModifiers::CONTROL, name),
        None => (KeyModifiers::NONE, name),
    };
    let mut chars = name.chars();
    let code = match (chars.next(), chars.next()) {
        (Some(c), None) => KeyCode::Char(c),
        _ => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some(KeyEvent::new(code, held))
}

/// Names of the keys that are not a character.
const NAMES: [(&str, KeyCode); 15] = [
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("delete", KeyCode::Delete),
];

/// The name of a key in the table.
fn name(key: KeyEvent) -> Option<String> {
    let named = NAMES.iter().find(|(_, code)| *code == key.code);
    let plain = match (named, key.code) {
        (Some((name, _)), _) => (*name).to_string(),
        (None, KeyCode::Char(c)) => c.to_string(),
        _ => return None,
    };
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    match held {
        KeyModifiers::NONE => Some(plain),
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

    use ratatui::backend::TestBackend;
    use ratatui::{Frame, Terminal};

    use super::super::{Theme, Viewport, look, perform, view};
    use super::*;
    use crate::lesson::Course;

    const ALL: [Context; 7] = [
        Context::Enlarged,
        Context::Why,
        Context::Reading,
        Context::Trainer,
        Context::Contents,
        Context::Help,
        Context::Typing,
    ];

    #[test]
    fn no_key_stands_twice_at_a_place() {
        for at in ALL {
            let mut seen = HashSet::new();
            for key in rows(at).flat_map(|row| row.keys) {
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
            action(Context::Reading, KeyEvent::new(code, held)).map(|action| action.to_string())
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

    /// Whoever presses keys without a thought gets a screen each time, and no panic: all keys, in any order, at any size.
    #[test]
    fn whatever_is_pressed_there_is_a_screen() {
        for (columns, lines) in [(80, 24), (120, 40), (40, 12), (20, 5)] {
            let mut random = u64::from(columns);
            let mut study = Study::new(Course::embedded());
            let mut viewport = Viewport::default();
            let mut terminal = Terminal::new(TestBackend::new(columns, lines)).expect("in memory");
            let mut seen = HashSet::new();
            for _ in 0..800 {
                random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                let here: Vec<&Row> = rows(study.context()).collect();
                let row = here[(random >> 33) as usize % here.len()];
                seen.insert(row.action);
                let action = Action::parse(row.action).expect("an action");
                if !matches!(action, Action::Quit | Action::Suspend) {
                    perform(&action, &mut study, &mut viewport);
                }
                let draw = |frame: &mut Frame<'_>| {
                    let geometry = look(&mut study, &mut viewport, frame.area());
                    view(&study, &geometry, Theme::MONO, frame);
                };
                terminal.draw(draw).expect("in memory");
            }
            assert!(seen.len() > ROWS.len() / 2, "{} keys", seen.len());
        }
    }

    #[test]
    fn in_a_field_whatever_can_be_printed_is_text() {
        for row in &ROWS {
            for key in row.keys.iter().filter(|key| key.chars().count() == 1) {
                let code = KeyCode::Char(key.chars().next().expect("a character"));
                let pressed = action(Context::Typing, KeyEvent::new(code, KeyModifiers::NONE));
                let text = pressed.map(|action| action.to_string());
                assert_eq!(text, Some(format!("type {key}")));
            }
        }
        let space = KeyEvent::new(KeyCode::Char(' '), KeyModifiers::NONE);
        let text = action(Context::Typing, space).map(|action| action.to_string());
        assert_eq!(text.as_deref(), Some("type  "));
    }
}
