//! Keys, pastes, ticks and sizes by chance, over all lessons: whatever is pressed, nothing panics, and a frame can be drawn.

use crate::chance::Chance;
use crate::sitting::Sitting;
use deltarule::face::tui::{meant, pressed};
use deltarule::lesson::Course;
use deltarule::study::{Action, Context, Edit, Study};

/// Keys of the table and signs that are typed; those that make a sitting move on come more than once.
const KEYS: &[&str] = &[
    "space",
    "space",
    "backspace",
    "enter",
    "enter",
    "esc",
    "esc",
    "esc",
    "tab",
    "backtab",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pgdn",
    "pgup",
    "delete",
    "n",
    "n",
    "n",
    "N",
    "s",
    "s",
    "p",
    "P",
    "e",
    "E",
    "r",
    "w",
    "x",
    "u",
    "H",
    "c",
    "t",
    "?",
    "/",
    ":",
    "+",
    "-",
    "[",
    "]",
    ".",
    ",",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "a",
    "A",
    "R",
    "b",
    "M",
    "z",
    "z",
    "v",
    "W",
    "L",
    "m",
    "'",
    "B",
    "X",
    "y",
    "Y",
    "g",
    "G",
    "h",
    "j",
    "k",
    "l",
    "o",
    "O",
    "q",
    "=",
    "(",
    ")",
    "*",
    "é",
    "字",
    "ctrl-u",
    "ctrl-d",
    "ctrl-w",
    "ctrl-l",
];

/// Texts that are pasted; into the command line they are commands.
const PASTES: &[&str] = &[
    "step 30 epochs",
    "seek 5",
    "seek -1000",
    "set lr 1e300",
    "set activation e^3 - 1",
    "set layers [2, 3, 1]",
    "try rule lr * delta",
    "mute fprime",
    "branch",
    "branch end",
    "seek parting",
    "until E < 1e-9 within 40 epochs",
    "theme light",
    "dots ascii",
    "enlarge slice",
    "nan",
    "-0.0",
    "\u{202e}e\u{301}👩‍👩‍👧",
    "lr * delta * fprime * input",
];

/// Sizes of a screen, from none to a wall.
const SIZES: &[(u16, u16)] = &[
    (1, 1),
    (7, 3),
    (40, 12),
    (60, 20),
    (80, 24),
    (99, 25),
    (120, 40),
    (200, 60),
    (500, 200),
];

/// Presses so many keys in every second lesson, from the first or the next one on, with a frame after every twentieth.
fn press(keys: usize, from: usize) {
    let course = Course::embedded();
    for (place, lesson) in course.lessons.iter().enumerate().skip(from).step_by(2) {
        let mut chance = Chance(1 + place as u64);
        let mut sitting = Sitting::new(Study::new(Course::embedded()), (80, 24));
        sitting.does(&format!("lesson {}", lesson.id));
        for at in 0..keys {
            let action = match chance.below(40) {
                0 => Some(Action::Tick(1 + chance.next() % 5)),
                1 => Some(Action::Work(20_000)),
                2 if sitting.study.context() == Context::Typing => {
                    Some(Action::Edit(Edit::Type(chance.one_of(PASTES).to_string())))
                }
                _ => {
                    let key = pressed(chance.one_of(KEYS)).expect("a key");
                    meant(&sitting.study, key)
                }
            };
            if let Some(action) = action {
                sitting.blindly(&action);
            }
            if at % 20 == 19 {
                if chance.below(8) == 0 {
                    sitting.resize(chance.one_of(SIZES));
                }
                sitting.frame();
            }
            // A key may have led to another lesson.
            if at % 500 == 499 {
                sitting.blindly(&Action::Lesson(lesson.id.clone()));
            }
        }
    }
}

/// So many keys a lesson make a hundred thousand in all.
const SOME: usize = 100_000 / 18 + 1;

#[test]
fn whatever_is_pressed_in_lessons_of_even_numbers_a_frame_can_be_drawn() {
    press(SOME, 0);
}

#[test]
fn whatever_is_pressed_in_lessons_of_odd_numbers_a_frame_can_be_drawn() {
    press(SOME, 1);
}

#[test]
#[ignore = "it takes minutes: a hundred thousand keys a lesson"]
fn whatever_is_pressed_for_long_a_frame_can_be_drawn() {
    press(100_000, 0);
    press(100_000, 1);
}
