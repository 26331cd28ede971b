//! Running text as lines with roles: words, code with the terms of the update in it, mathematics, live values, links.

use super::sitting::Study;
use crate::figure::math::Math;
use crate::figure::{Ink, Line, Role};
use crate::formula::{Expr, parse};
use crate::lesson::{Inline, InlineKind, LessonLive};
use crate::training::Term;

/// The context of running text: the current live values, and the link at the current stop.
#[derive(Clone, Copy, Debug)]
pub struct Prose<'a> {
    /// The live values of the lesson as they are shown.
    pub lives: &'a [String],
    /// The link at the current stop.
    pub link: Option<usize>,
    /// The manner of showing mathematics.
    pub manner: Manner,
}

/// The manner of showing a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// For eyes: mathematics in two dimensions, signs, columns.
    #[default]
    Drawn,
    /// For ears and logs: mathematics in words, a line each fact.
    Said,
}

/// The current value of a live value of the open lesson; held together by no-break spaces.
pub fn live_text(study: &Study, live: usize) -> String {
    let live = &study.lesson().lives[live];
    match (&live.live, study.trainer_of(live.trainer)) {
        (Some(shown), Some(trainer)) => hidden_live(study, live, &shown.text(trainer)),
        _ => "✗".to_string(),
    }
}

/// A text of a live value with what is asked for hidden in it; held together by no-break spaces.
pub fn hidden_live(study: &Study, live: &LessonLive, text: &str) -> String {
    let veil = study.veil(live.trainer);
    let names = live.live.iter().flat_map(|live| &live.names);
    let names: Vec<&str> = names.map(String::as_str).collect();
    veil.over(&names, veil.text(text)).replace(' ', "\u{a0}")
}

impl Prose<'_> {
    /// Running text as one line; a break that was asked for is a newline in it. `ink` is what plain words get.
    #[must_use]
    pub fn line(&self, text: &[Inline], ink: Option<Ink>) -> Line {
        let mut line = Line::default();
        for Inline { kind, stress } in text {
            let is_here = stress.link.is_some() && stress.link == self.link;
            let stressed = |role: Role| Ink {
                role: if stress.link.is_some() && role == Role::Plain {
                    Role::Link
                } else {
                    role
                },
                strong: stress.strong,
                emphasis: stress.emphasis,
                struck: stress.struck,
                selected: is_here,
                own: false,
            };
            match kind {
                InlineKind::Words(words) => {
                    let ink = ink.filter(|_| stress.link.is_none());
                    line.push(ink.unwrap_or(stressed(Role::Plain)), words.clone());
                }
                InlineKind::Math(math) if self.manner == Manner::Said => {
                    line.push(stressed(Role::Plain), math.words());
                }
                InlineKind::Math(math) => {
                    for piece in math.row().pieces {
                        let ink = Ink {
                            strong: piece.ink.strong || stress.strong,
                            ..piece.ink
                        };
                        line.push(ink, piece.text.replace(' ', "\u{a0}"));
                    }
                }
                InlineKind::Code(code) if self.manner == Manner::Said => {
                    line.push(stressed(Role::Code), said(code));
                }
                InlineKind::Code(code) => {
                    for (role, part) in terms_in(code) {
                        line.push(stressed(role), part);
                    }
                }
                InlineKind::Live(live) => {
                    let text = self.lives.get(*live).cloned().unwrap_or_default();
                    line.push(stressed(Role::Live), text);
                }
                InlineKind::Mark(label) => line.push(Role::Quiet, format!("[{label}]")),
                InlineKind::Break => line.push(Role::Plain, "\n"),
            }
        }
        line
    }
}

/// Code as it is said: a formula about names in words, anything else, numbers to type among it, as it is typed.
fn said(code: &str) -> String {
    let has_signs = code.contains(['*', '/', '^', '<', '>', '=', '~', '\'', '′']);
    let formula = parse(code).ok();
    let formula = formula.filter(|formula| has_signs && has_names(formula));
    formula.map_or_else(|| code.to_string(), |formula| Math::words_of(&formula))
}

fn has_names(formula: &Expr) -> bool {
    formula.is_named() || formula.children().into_iter().any(has_names)
}

/// Code cut up so that each term of the update is a piece of its own.
fn terms_in(code: &str) -> Vec<(Role, String)> {
    code.split_inclusive(' ')
        .flat_map(|word| {
            let bare = word.trim_end_matches([' ', ',']);
            let role = Term::called(bare).map_or(Role::Code, Role::Term);
            [
                (role, bare.to_string()),
                (Role::Code, word[bare.len()..].to_string()),
            ]
        })
        .collect()
}

/// A line of code.
#[must_use]
pub fn code_line(code: &str) -> Line {
    let mut line = Line::of(Role::Code, "  ");
    for (role, part) in terms_in(code) {
        line.push(role, part);
    }
    line
}
