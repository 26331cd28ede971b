//! The look of the screen that a learner may ask for: its colours, and the characters that plots are drawn with.

use std::fmt;

/// Declares values that have a name each, the first one is the default.
macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($(#[$of:meta])* $name:literal => $value:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $kind { $($(#[$of])* $value),* }

        impl $kind {
            /// All that there are, each with its name.
            pub const ALL: &[(&str, $kind)] = &[$(($name, $kind::$value)),*];

            /// The one of a name.
            #[must_use]
            pub fn named(name: &str) -> Option<$kind> {
                let found = $kind::ALL.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| *value)
            }

            /// The names, as a list to read.
            #[must_use]
            pub fn names() -> String {
                let names: Vec<&str> = $kind::ALL.iter().map(|(name, _)| *name).collect();
                names.join(", ")
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let found = $kind::ALL.iter().find(|(_, known)| known == self);
                f.write_str(found.map_or("", |(name, _)| *name))
            }
        }
    };
}

named! {
    /// The colours of the screen.
    ThemeName {
        /// Those that fit the terminal.
        #[default]
        "auto" => Auto,
        /// Our own on a dark ground.
        "dark" => Dark,
        /// Our own on a light ground.
        "light" => Light,
        /// The terminal's own sixteen.
        "16" => Sixteen,
        /// None.
        "mono" => Mono,
    }
}

named! {
    /// The characters that curves and edges are drawn with.
    Dots {
        /// Braille: eight dots a cell.
        #[default]
        "braille" => Braille,
        /// Octants: eight blocks a cell, without gaps, where the terminal's font has them.
        "octant" => Octant,
        /// Half blocks: two a cell, which nearly every font has.
        "half" => Half,
        /// A star a cell.
        "ascii" => Ascii,
    }
}

/// A request of the learner's about the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// `theme light`
    Theme(ThemeName),
    /// `dots half`
    Dots(Dots),
}
