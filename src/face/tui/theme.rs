//! What each role looks like. Colour carries meaning and is never the only carrier.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line as TuiLine, Span};

use crate::figure::{Ink, Line, Role};
use crate::training::Term;

/// A way to draw roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours, which its owner has made readable.
    Sixteen,
    /// No colours at all.
    Mono,
}

impl Theme {
    /// No colours if `NO_COLOR` is set to anything.
    #[must_use]
    pub fn from_environment() -> Self {
        match std::env::var_os("NO_COLOR") {
            Some(value) if !value.is_empty() => Theme::Mono,
            _ => Theme::Sixteen,
        }
    }

    /// The style of an ink.
    #[must_use]
    pub fn style(self, ink: Ink) -> Style {
        let mut style = Style::new().add_modifier(role_modifier(ink.role));
        if let (Theme::Sixteen, Some(colour)) = (self, colour(ink.role)) {
            style = style.fg(colour);
        }
        for (stressed, modifier) in [
            (ink.strong, Modifier::BOLD),
            (ink.emphasis, Modifier::ITALIC),
            (ink.struck, Modifier::CROSSED_OUT),
            (ink.selected, Modifier::REVERSED),
        ] {
            if stressed {
                style = style.add_modifier(modifier);
            }
        }
        style
    }

    /// A line in its colours.
    #[must_use]
    pub fn line(self, line: &Line) -> TuiLine<'static> {
        line.pieces
            .iter()
            .map(|piece| Span::styled(piece.text.clone(), self.style(piece.ink)))
            .collect()
    }
}

/// Colours of runs that stand beside each other; letters tell them apart too.
const RUNS: [Option<Color>; 4] = [
    None,
    Some(Color::LightMagenta),
    Some(Color::LightBlue),
    Some(Color::LightYellow),
];

fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Plain | Role::Heading | Role::Live | Role::Code => None,
        Role::Run(place) => RUNS[place % RUNS.len()],
        Role::Quiet => Some(Color::DarkGray),
        Role::Link | Role::Term(Term::Input) => Some(Color::Blue),
        Role::Good => Some(Color::LightGreen),
        Role::Bad => Some(Color::LightRed),
        Role::Term(Term::Lr) => Some(Color::Yellow),
        Role::Term(Term::Delta) => Some(Color::Red),
        Role::Term(Term::Fprime) => Some(Color::Cyan),
        Role::Positive => Some(Color::Green),
        Role::Negative => Some(Color::Magenta),
    }
}

/// What carries the meaning where there is no colour.
fn role_modifier(role: Role) -> Modifier {
    match role {
        Role::Heading | Role::Good | Role::Bad | Role::Code => Modifier::BOLD,
        Role::Live => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Link => Modifier::UNDERLINED,
        _ => Modifier::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_no_colour_is_set_at_all() {
        for role in [
            Role::Plain,
            Role::Term(Term::Lr),
            Role::Term(Term::Delta),
            Role::Negative,
            Role::Bad,
        ] {
            let style = Theme::Mono.style(Ink::from(role).selected(true));
            assert_eq!((style.fg, style.bg), (None, None));
            assert!(
                style.add_modifier.contains(Modifier::REVERSED),
                "the selection is seen"
            );
        }
    }
}
