//! The characters that a terminal can show: all, or those of ASCII alone, each in one cell as the one that it replaces.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// The characters of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// All of Unicode.
    #[default]
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// The variables that say which characters a terminal shows, the one that counts most first.
const LOCALES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

impl Glyphs {
    /// ASCII if a learner asks for it, on a Linux console, and where a locale is named that has no UTF-8.
    #[must_use]
    pub fn of(is_ascii_wanted: bool, variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let is = |name: &str| variable(name).filter(|value| !value.is_empty());
        let is_console = is("TERM").is_some_and(|term| term == "linux");
        let locale = LOCALES.iter().find_map(|name| is(name));
        let has_utf8 = |locale: &String| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        if is_ascii_wanted || is_console || locale.is_some_and(|locale| !has_utf8(&locale)) {
            Glyphs::Ascii
        } else {
            Glyphs::Unicode
        }
    }

    /// The characters that fit the terminal, unless a learner wants ASCII alone.
    #[must_use]
    pub fn from_environment(is_ascii_wanted: bool) -> Self {
        Glyphs::of(is_ascii_wanted, &|name| std::env::var(name).ok())
    }

    /// A text in these characters.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        match self {
            Glyphs::Unicode => text.to_string(),
            Glyphs::Ascii => text.chars().map(ascii).collect(),
        }
    }

    /// Cells in these characters. A half block in two colours becomes a blank in that of its upper half.
    pub fn fit(self, cells: &mut Buffer) {
        if self == Glyphs::Unicode {
            return;
        }
        for cell in &mut cells.content {
            if cell.symbol() == "▀" && cell.fg != Color::Reset {
                cell.bg = cell.fg;
                cell.set_symbol(" ");
            } else if !cell.symbol().is_ascii() {
                let first = cell.symbol().chars().next().unwrap_or(' ');
                cell.set_symbol(ascii(first).encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Characters that are drawn or counted with, and what stands for them.
const DRAWN: &[(&str, char)] = &[
    ("─━╌┄⎯‒–—−⁻₋‾", '-'),
    ("│┃┆┊╎⎪⎢⎥⎜⎟∣∥‖⎮▏▎", '|'),
    ("┌┐└┘├┤┬┴┼╭╮╯╰⎡⎤⎣⎦⎧⎨⎩⎫⎬⎭⎛⎝⎞⎠⎰⎱⌈⌉⌊⌋", '+'),
    ("█▓▉▊▋▀▄", '#'),
    ("▒▌▍", '='),
    ("░", ':'),
    ("●◉◕•◐", '@'),
    ("○◦◎", 'o'),
    ("◇◆", '*'),
    ("□", '['),
    ("▶▷▸→›⟩⇒⟹", '>'),
    ("←⟨⇐⟸", '<'),
    ("↑", '^'),
    ("↓", 'v'),
    ("✓", 'v'),
    ("✗×", 'x'),
    ("·⋅∙…⋯⋮", '.'),
    ("′ʹ’‘", '\''),
    ("″“”", '"'),
    ("≈∼≃∿", '~'),
    ("≤", '<'),
    ("≥", '>'),
    ("✎∗⋆", '*'),
];

/// The character of ASCII that stands for another.
fn ascii(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    if c == '\u{a0}' {
        return ' ';
    }
    if let Some(dots) = dots(c) {
        return dots;
    }
    if let Some((_, drawn)) = DRAWN.iter().find(|(all, _)| all.contains(c)) {
        return *drawn;
    }
    let letters = deunicode::deunicode_char(c).unwrap_or_default();
    letters
        .chars()
        .find(|c| !c.is_ascii_control())
        .unwrap_or('?')
}

/// The sign for the dots of a character of braille, by where they lie; none, if it is another character.
fn dots(c: char) -> Option<char> {
    /// Bits of the dots of each row, from above; the left one first.
    const ROWS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let bits = u32::from(c)
        .checked_sub(0x2800)
        .filter(|bits| *bits < 0x100)?;
    let column = |side: usize| {
        let rows = (0_u32..)
            .zip(&ROWS)
            .filter(|(_, row)| bits & row[side] != 0);
        let rows: Vec<f64> = rows.map(|(row, _)| f64::from(row)).collect();
        (!rows.is_empty()).then(|| rows.iter().sum::<f64>() / rows.len() as f64)
    };
    let height = |rows: f64| match rows {
        rows if rows < 1.0 => '\'',
        rows if rows <= 2.0 => '-',
        _ => '.',
    };
    Some(match (column(0), column(1)) {
        (None, None) => ' ',
        (Some(left), Some(right)) if left - right >= 1.0 => '/',
        (Some(left), Some(right)) if right - left >= 1.0 => '\\',
        (Some(_), Some(_)) if bits.count_ones() > 4 => '#',
        (Some(left), Some(right)) => height(f64::midpoint(left, right)),
        (Some(_), None) | (None, Some(_)) if bits.count_ones() > 2 => '|',
        (Some(rows), None) | (None, Some(rows)) => height(rows),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn ascii_is_for_those_who_ask_and_for_terminals_that_have_no_more() {
        let glyphs = |wanted, variables: &[(&str, &str)]| {
            let find = |name: &str| {
                let mut all = variables.iter();
                let found = all.find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_string())
            };
            Glyphs::of(wanted, &find)
        };
        assert_eq!(glyphs(false, &[]), Glyphs::Unicode);
        assert_eq!(glyphs(true, &[("LANG", "en_US.UTF-8")]), Glyphs::Ascii);
        assert_eq!(glyphs(false, &[("TERM", "linux")]), Glyphs::Ascii);
        assert_eq!(
            glyphs(false, &[("LANG", "de_DE.ISO-8859-1")]),
            Glyphs::Ascii
        );
        assert_eq!(
            glyphs(false, &[("LC_ALL", "C.utf8"), ("LANG", "C")]),
            Glyphs::Unicode
        );
    }

    #[test]
    fn every_character_has_one_of_ascii() {
        let all = (0x80..0x1_f000).filter_map(char::from_u32);
        for c in all {
            assert!(ascii(c).is_ascii() && !ascii(c).is_ascii_control(), "{c:?}");
        }
        assert_eq!(
            Glyphs::Ascii.text("δ·f′(e) ≥ −0.5 → é"),
            "d.f'(e) > -0.5 > e"
        );
        assert_eq!(Glyphs::Ascii.text("⠑⢄⡠⠊⠉⣀⣿"), "\\\\//'.#");
    }

    #[test]
    fn a_half_block_keeps_the_colour_of_its_upper_half() {
        let mut cells = Buffer::with_lines(["▀╭w₁"]);
        cells[(0, 0)].set_fg(Color::Red).set_bg(Color::Blue);
        Glyphs::Ascii.fit(&mut cells);
        assert_eq!(cells[(0, 0)].bg, Color::Red);
        let text: String = (0..4).map(|x| cells[(x, 0)].symbol().to_string()).collect();
        assert_eq!(text, " +w1");
        assert_eq!(cells.area, Rect::new(0, 0, 4, 1));
    }
}
