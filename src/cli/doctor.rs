//! `deltarule doctor`: what the program knows of its surroundings, to paste into a report of something that looks wrong.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use super::common::Common;
use super::ending::ended;
use crate::face::tui::{Colours, size};
use crate::figure::width;
use crate::study::ThemeName;
use crate::study::progress::{Found, Store, course_id};

/// The arguments of `doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = "deltarule doctor\n\n\
    Paste it into a report of something that looks wrong: nothing is sent. If the bars at the end are not in line, your terminal draws some signs wider or \
    narrower than the program thinks.")]
pub struct Arguments {}

/// Variables that decide about colours, letters and folders.
const VARIABLES: [&str; 10] = [
    "TERM",
    "COLORTERM",
    "COLORFGBG",
    "NO_COLOR",
    "ACCESSIBLE",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "XDG_STATE_HOME",
    "TERM_PROGRAM",
];

/// Signs that the program draws, by what they are for.
const SIGNS: [(&str, &str); 7] = [
    ("prose", "′ × − → Σ ½ ∂"),
    ("lesson", "✓ ✗ ◇ ✎ ◦ ∿ □"),
    ("list", "◕ ◐ · • ▸ –"),
    ("charts", "▁ ▄ █ ░ ▒ ▓"),
    ("braille", "⠁ ⡇ ⣿"),
    ("lines", "─ │ ┌ ┐ └ ┘"),
    ("letters", "η δ ₁ ₂ ᵀ ⁻"),
];

/// Prints what is known.
pub fn run(common: &Common) -> ExitCode {
    let mut out = io::stdout().lock();
    let written = facts(common)
        .iter()
        .try_for_each(|(name, fact)| writeln!(out, "{name:<15} {fact}"));
    let written = written.and_then(|()| signs(&mut out));
    ended(written, 0)
}

fn facts(common: &Common) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("deltarule", env!("CARGO_PKG_VERSION").to_string()),
        (
            "system",
            format!("{} {}", env::consts::OS, env::consts::ARCH),
        ),
        ("input", terminal(io::stdin().is_terminal())),
        ("output", terminal(io::stdout().is_terminal())),
        (
            "size",
            size().map_or("unknown".to_string(), |(columns, rows)| {
                format!("{columns}×{rows}")
            }),
        ),
        (
            "theme",
            format!("{:?}", Colours::from_environment(ThemeName::Auto)),
        ),
        ("course", course(common)),
        ("progress", progress(common)),
    ];
    for name in VARIABLES {
        let value = env::var_os(name).map(|value| format!("{}", value.display()));
        facts.push((name, value.unwrap_or_else(|| "not set".to_string())));
    }
    facts
}

fn terminal(is_terminal: bool) -> String {
    let what = if is_terminal {
        "a terminal"
    } else {
        "no terminal"
    };
    what.to_string()
}

fn course(common: &Common) -> String {
    let place = common
        .course
        .as_ref()
        .map(|folder| folder.display().to_string());
    let place = place.unwrap_or_else(|| "the program's own".to_string());
    match common.course() {
        Ok(course) => {
            let broken = course
                .lessons
                .iter()
                .filter(|lesson| lesson.is_broken())
                .count();
            format!("{place}: {} lessons, {broken} broken", course.lessons.len())
        }
        Err(sentence) => sentence,
    }
}

fn progress(common: &Common) -> String {
    let (store, _) = Store::open(
        common.state.as_deref(),
        &course_id(common.course.as_deref()),
    );
    let place = store
        .path()
        .map_or("nowhere".to_string(), |path| path.display().to_string());
    match store.found() {
        Found::Nothing => format!("{place}: nothing yet"),
        Found::Progress => format!("{place}: there"),
        Found::SetAside(message) | Found::Unreadable(message) => message.clone(),
    }
}

/// The signs, each line between bars that stand in line if every sign is as wide as the program thinks.
fn signs(out: &mut impl Write) -> io::Result<()> {
    let widest = SIGNS
        .iter()
        .map(|(_, signs)| width(signs))
        .max()
        .unwrap_or(0);
    for (name, signs) in SIGNS {
        let rest = " ".repeat(widest - width(signs));
        writeln!(out, "{name:<15} |{signs}{rest}|")?;
    }
    Ok(())
}
