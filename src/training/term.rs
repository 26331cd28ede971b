//! The four factors of the update: lr × delta × f′(e) × input. A row of this table holds everything about one, beside
//! its row among the names of formulas; rules and mutes, panels and prose, typeset formulas and keys read it there.

use super::quantity::row;

/// A factor of the update. It can be muted: then it counts as 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// The learning rate.
    Lr,
    /// delta
    Delta,
    /// f′(e)
    Fprime,
    /// The input.
    Input,
}

/// The description of a factor.
struct Row {
    /// The name in formulas.
    name: &'static str,
    /// Its letter in mathematics, if it has one.
    letter: Option<&'static str>,
    /// Its other spellings.
    aliases: &'static [&'static str],
    /// The colour that marks it in LaTeX; a face has its own way to show that mark.
    colour: &'static str,
    /// The setting that replaces it.
    taken: &'static str,
    /// The key that mutes it, and the command of the key.
    key: (&'static [&'static str], &'static str),
}

impl Term {
    /// All, in the order in which they are multiplied.
    pub const ALL: [Term; 4] = [Term::Lr, Term::Delta, Term::Fprime, Term::Input];

    const fn row(self) -> Row {
        match self {
            Term::Lr => Row {
                name: "lr",
                letter: Some("η"),
                aliases: &[],
                colour: "orange",
                taken: "terms.lr",
                key: (&["1"], "turn lr"),
            },
            Term::Delta => Row {
                name: "delta",
                letter: Some("δ"),
                aliases: &[],
                colour: "red",
                taken: "terms.delta",
                key: (&["2"], "turn delta"),
            },
            Term::Fprime => Row {
                name: "fprime",
                letter: None,
                aliases: &["f'", "f′", "f′(e)"],
                colour: "teal",
                taken: "terms.fprime",
                key: (&["3"], "turn fprime"),
            },
            Term::Input => Row {
                name: "input",
                letter: None,
                aliases: &[],
                colour: "blue",
                taken: "terms.input",
                key: (&["4"], "turn input"),
            },
        }
    }

    /// The name in formulas.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The name for readers.
    #[must_use]
    pub fn shown(self) -> &'static str {
        row(self.name()).map_or(self.name(), |row| row.shown)
    }

    /// The setting that replaces it.
    #[must_use]
    pub const fn taken(self) -> &'static str {
        self.row().taken
    }

    /// The colour that marks it in LaTeX.
    #[must_use]
    pub const fn colour(self) -> &'static str {
        self.row().colour
    }

    /// The key that mutes it, and the command of the key.
    #[must_use]
    pub const fn key(self) -> (&'static [&'static str], &'static str) {
        self.row().key
    }

    /// The factor of this name in formulas.
    #[must_use]
    pub fn named(name: &str) -> Option<Term> {
        Term::ALL.into_iter().find(|term| term.name() == name)
    }

    /// Its letter in mathematics, if it has one.
    #[must_use]
    pub const fn letter(self) -> Option<&'static str> {
        self.row().letter
    }

    /// The factor with this letter.
    #[must_use]
    pub fn lettered(letter: &str) -> Option<Term> {
        let mut all = Term::ALL.into_iter();
        all.find(|term| term.row().letter == Some(letter))
    }

    /// The factor with this name, letter or spelling.
    #[must_use]
    pub fn called(word: &str) -> Option<Term> {
        let mut all = Term::ALL.into_iter();
        let called = all.find(|term| term.row().aliases.contains(&word));
        called
            .or_else(|| Term::named(word))
            .or_else(|| Term::lettered(word))
    }
}
