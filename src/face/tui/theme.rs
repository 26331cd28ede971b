//! The look of each role. Colour carries meaning and is never the only carrier.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::Marker;
use ratatui::text::{Line as TuiLine, Span};

use super::palette::{DARK, LIGHT, Palette, Rgb, indexed, luminance};
use crate::figure::map::{Finish, Tone};
use crate::figure::{Ink, Line, Role};
use crate::study::{Dots, ThemeName};
use crate::training::Term;

/// A way to draw roles, and plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its colours.
    pub colours: Colours,
    /// The characters that its plots are drawn with.
    pub dots: Dots,
}

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Colours of our own on a ground of our own, in as many colours as the terminal has.
    Own(Ground, Depth),
    /// The terminal's own sixteen colours, which its owner has made readable.
    Sixteen,
    /// No colours at all.
    Mono,
}

impl From<Colours> for Theme {
    fn from(colours: Colours) -> Self {
        Theme {
            colours,
            dots: Dots::default(),
        }
    }
}

impl Colours {
    /// The colours that a learner names, or those that fit the terminal. None if `NO_COLOR` is set to anything.
    #[must_use]
    pub fn of(wanted: ThemeName, variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let is = |name: &str| variable(name).filter(|value| !value.is_empty());
        if is("NO_COLOR").is_some() || wanted == ThemeName::Mono {
            return Colours::Mono;
        }
        let colours = is("COLORTERM").unwrap_or_default();
        let term = is("TERM").unwrap_or_default();
        let depth = if ["truecolor", "24bit"].contains(&colours.as_str()) {
            Some(Depth::True)
        } else if term.contains("256color") || term.contains("direct") {
            Some(Depth::Indexed)
        } else {
            None
        };
        let ground = match wanted {
            ThemeName::Dark => Ground::Dark,
            ThemeName::Light => Ground::Light,
            _ => ground_of(&is("COLORFGBG").unwrap_or_default()),
        };
        match (wanted, depth) {
            (ThemeName::Sixteen, _) | (_, None) => Colours::Sixteen,
            (_, Some(depth)) => Colours::Own(ground, depth),
        }
    }

    /// The colours that a learner names, as far as this terminal has them.
    #[must_use]
    pub fn from_environment(wanted: ThemeName) -> Self {
        Colours::of(wanted, &|name| std::env::var(name).ok())
    }

    /// Why these are not the colours that were named; nothing, if they are.
    #[must_use]
    pub fn fall_short_of(self, wanted: ThemeName) -> Option<&'static str> {
        match (self, wanted) {
            (Colours::Mono, ThemeName::Mono) => None,
            (Colours::Mono, _) => Some("NO_COLOR is set: the screen has no colours"),
            (Colours::Sixteen, ThemeName::Dark | ThemeName::Light) => Some(
                "this terminal tells of sixteen colours only, which are used; COLORTERM=truecolor tells of all",
            ),
            _ => None,
        }
    }
}

impl Theme {
    /// No colours.
    pub const MONO: Theme = Theme {
        colours: Colours::Mono,
        dots: Dots::Braille,
    };

    /// The marker of its curves and edges.
    #[must_use]
    pub fn marker(self) -> Marker {
        match self.dots {
            Dots::Braille => Marker::Braille,
            Dots::Octant => Marker::Octant,
            Dots::Half => Marker::HalfBlock,
            Dots::Ascii => Marker::Custom('*'),
        }
    }

    fn own(self) -> Option<(&'static Palette, Depth)> {
        match self.colours {
            Colours::Own(Ground::Dark, depth) => Some((&DARK, depth)),
            Colours::Own(Ground::Light, depth) => Some((&LIGHT, depth)),
            Colours::Sixteen | Colours::Mono => None,
        }
    }

    /// The means by which it shows maps.
    #[must_use]
    pub fn finish(self) -> Finish {
        match self.own() {
            Some(_) => Finish::Tones,
            None => Finish::Signs,
        }
    }

    /// The colour of a tone.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Option<Color> {
        let (palette, depth) = self.own()?;
        Some(shown(palette.tone(tone), depth))
    }

    /// The colour of what can be read on a tone.
    #[must_use]
    pub fn on_tone(self, tone: Tone) -> Option<Color> {
        let (palette, depth) = self.own()?;
        let on_it = if luminance(palette.tone(tone)) > 0.18 {
            (0, 0, 0)
        } else {
            (255, 255, 255)
        };
        Some(shown(on_it, depth))
    }

    /// Gives all cells that have no colour yet the theme's own.
    pub fn cover(self, buffer: &mut Buffer) {
        let Some((palette, depth)) = self.own() else {
            return;
        };
        let (plain, ground) = (shown(palette.plain, depth), shown(palette.ground, depth));
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = plain;
            }
            if cell.bg == Color::Reset {
                cell.bg = ground;
            }
        }
    }

    fn colour(self, role: Role) -> Option<Color> {
        match self.colours {
            Colours::Mono => None,
            Colours::Sixteen => colour(role),
            Colours::Own(..) => {
                let (palette, depth) = self.own()?;
                palette.of(role).map(|rgb| shown(rgb, depth))
            }
        }
    }

    /// The colour of a stroke of so much strength, from 0 to 1, where the theme has one.
    #[must_use]
    pub fn stroke(self, role: Role, strength: f64) -> Option<Color> {
        match self.own() {
            Some((palette, depth)) => Some(shown(palette.stroke(role, strength), depth)),
            None => self.colour(role),
        }
    }

    /// The style of an ink.
    #[must_use]
    pub fn style(self, ink: Ink) -> Style {
        let mut style = Style::new().add_modifier(role_modifier(ink.role));
        if let Some(colour) = self.colour(ink.role) {
            style = style.fg(colour);
        } else if self.colours == Colours::Sixteen && ink.role == Role::Quiet {
            style = style.add_modifier(Modifier::DIM);
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

fn shown(colour: Rgb, depth: Depth) -> Color {
    match depth {
        Depth::True => Color::Rgb(colour.0, colour.1, colour.2),
        Depth::Indexed => indexed(colour),
    }
}

/// The ground that a terminal says it has: `COLORFGBG` ends with the number of its colour.
fn ground_of(colours: &str) -> Ground {
    match colours.rsplit(';').next() {
        Some("7" | "15") => Ground::Light,
        _ => Ground::Dark,
    }
}

/// The ground of our own colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

/// Number of colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All.
    True,
    /// 256, of which the nearest is taken.
    Indexed,
}

/// Colours of runs that are shown beside each other; letters tell them apart too.
const RUNS: [Option<Color>; 4] = [
    None,
    Some(Color::LightMagenta),
    Some(Color::LightCyan),
    Some(Color::LightYellow),
];

/// Of the sixteen the bright ones, which can be read on most grounds; what has none of its own is told by signs and stress.
fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Run(place) => RUNS[place % RUNS.len()],
        Role::Good | Role::Positive => Some(Color::LightGreen),
        Role::Term(Term::Lr) => Some(Color::LightYellow),
        Role::Term(Term::Delta) => Some(Color::LightRed),
        Role::Term(Term::Fprime) => Some(Color::LightCyan),
        Role::Term(Term::Input) => Some(Color::LightBlue),
        _ => None,
    }
}

/// The modifier that carries the meaning without colour.
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
    fn the_theme_fits_the_terminal_or_is_the_one_that_is_named() {
        let theme = |wanted, variables: &[(&str, &str)]| {
            let find = |name: &str| {
                let mut all = variables.iter();
                let found = all.find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_string())
            };
            Colours::of(wanted, &find)
        };
        let (xterm, all) = (("TERM", "xterm-256color"), ("COLORTERM", "truecolor"));
        let dark = |depth| Colours::Own(Ground::Dark, depth);
        assert_eq!(theme(ThemeName::Auto, &[xterm, all]), dark(Depth::True));
        assert_eq!(theme(ThemeName::Auto, &[xterm]), dark(Depth::Indexed));
        assert_eq!(
            theme(ThemeName::Auto, &[("TERM", "linux")]),
            Colours::Sixteen
        );
        assert_eq!(
            theme(ThemeName::Auto, &[xterm, all, ("COLORFGBG", "0;15")]),
            Colours::Own(Ground::Light, Depth::True)
        );
        assert_eq!(
            theme(ThemeName::Light, &[xterm, ("COLORFGBG", "15;0")]),
            Colours::Own(Ground::Light, Depth::Indexed)
        );
        assert_eq!(theme(ThemeName::Sixteen, &[xterm, all]), Colours::Sixteen);
        assert_eq!(
            theme(ThemeName::Dark, &[all, ("NO_COLOR", "1")]),
            Colours::Mono
        );
    }

    #[test]
    fn without_colours_no_colour_is_set_at_all() {
        for role in [
            Role::Plain,
            Role::Term(Term::Lr),
            Role::Term(Term::Delta),
            Role::Negative,
            Role::Bad,
        ] {
            let style = Theme::MONO.style(Ink::from(role).selected(true));
            assert_eq!((style.fg, style.bg), (None, None));
            assert!(
                style.add_modifier.contains(Modifier::REVERSED),
                "the selection is seen"
            );
        }
    }

    #[test]
    fn quiet_text_of_the_sixteen_is_dim_and_has_no_colour() {
        let quiet = Theme::from(Colours::Sixteen).style(Role::Quiet.into());
        assert!(quiet.add_modifier.contains(Modifier::DIM) && quiet.fg.is_none());
        let plain = Theme::from(Colours::Sixteen).style(Role::Plain.into());
        assert!(!plain.add_modifier.contains(Modifier::DIM));
    }

    #[test]
    fn a_ground_of_colour_7_or_15_is_light() {
        let grounds = ["0;7", "0;default;15", "7;0", "15;8", ""].map(ground_of);
        let [one, other, dark @ ..] = grounds;
        assert_eq!([one, other], [Ground::Light; 2]);
        assert_eq!(dark, [Ground::Dark; 3]);
    }
}
