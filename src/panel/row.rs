//! What a panel is: a row of the registry, and what it is shown of.

use super::veil::{HIDDEN, Veil};
use crate::figure::{Figure, Ink, Line, Role};
use crate::training::{Run, Trainer};

/// What a panel shows: a trainer, but for what an open question asks for.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The trainer.
    pub trainer: &'a Trainer,
    /// What is not to be seen of it.
    pub veil: &'a Veil,
}

/// Nothing is hidden.
static NOTHING: Veil = Veil {
    names: Vec::new(),
    values: Vec::new(),
};

impl<'a> View<'a> {
    /// All of a trainer.
    #[must_use]
    pub fn of(trainer: &'a Trainer) -> Self {
        View {
            trainer,
            veil: &NOTHING,
        }
    }
}

/// A way to look at a trainer.
#[derive(Debug)]
pub struct Panel {
    /// As lessons call it.
    pub name: &'static str,
    /// What a drawing tells of: names of the formula language. While one of them is hidden, all of it is.
    pub tells: &'static [&'static str],
    /// What stands above it now.
    pub title: fn(&View<'_>) -> Line,
    /// What it shows.
    pub figure: fn(&View<'_>) -> Figure,
}

impl Panel {
    /// What stands above it, and what it shows, but for what is hidden.
    #[must_use]
    pub fn look(&self, view: &View<'_>) -> (Line, Figure) {
        if view.veil.hides(self.tells) {
            let title = Line::of(Role::Heading, self.name).and(Role::Quiet, format!(" · {HIDDEN}"));
            let says = format!("{HIDDEN} asked for in the text: answer it there, or pass it over");
            return (title, Figure::Lines(vec![Line::of(Role::Quiet, says)]));
        }
        let (title, figure) = ((self.title)(view), (self.figure)(view));
        (
            view.veil.line(title),
            figure.under(&|line| view.veil.line(line)),
        )
    }
}

/// The ink and the letter of a run among `count` of them; one alone is drawn plainly and needs no letter.
pub fn told_apart(count: usize, place: usize) -> (Ink, Option<char>) {
    if count == 1 {
        (Role::Plain.into(), None)
    } else {
        (Role::Run(place).into(), ('a'..='z').nth(place))
    }
}

/// The runs of a trainer with the names by which panels tell them apart; one alone needs none.
pub fn named(trainer: &Trainer) -> Vec<(&str, &Run)> {
    let several = trainer.runs().len() > 1;
    let named = |(name, run)| {
        (
            if several && str::is_empty(name) {
                "first"
            } else {
                name
            },
            run,
        )
    };
    trainer.runs().map(named).collect()
}
