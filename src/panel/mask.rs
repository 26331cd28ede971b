//! The answers to open questions: they read `?` wherever they would be shown.

use crate::figure::{Cover, HIDDEN, Line, Piece, width};

/// The names and numbers that are hidden.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mask {
    /// Names of the formula language, each with all its brackets.
    pub names: Vec<String>,
    /// Numbers that are the answer itself, wherever they turn up.
    pub values: Vec<f64>,
    /// `true` if the rules are not told, nor what they take for the terms: the learner is to find that out.
    pub is_sealed: bool,
}

/// A number with fewer digits than this is not taken for the answer: it may well be another.
const DIGITS: usize = 3;

impl Mask {
    /// Returns `true` if any of these names is hidden.
    #[must_use]
    pub fn hides(&self, names: &[&str]) -> bool {
        self.names.iter().any(|name| names.contains(&name.as_str()))
    }

    /// A text that tells these names, or the sign for what is hidden.
    #[must_use]
    pub fn over(&self, names: &[&str], text: impl Into<String>) -> String {
        if self.hides(names) {
            HIDDEN.to_string()
        } else {
            text.into()
        }
    }

    /// Returns `true` if a number is a hidden one but for its sign, however few digits it has.
    #[must_use]
    pub fn is_answer(&self, value: f64) -> bool {
        let mut hidden = self.values.iter();
        hidden.any(|hidden| (hidden.abs() - value.abs()).abs() <= 1e-9 * hidden.abs())
    }

    /// A line in which the hidden numbers read `?`, and all else stays in place.
    #[must_use]
    pub fn line(&self, line: Line) -> Line {
        if self.values.is_empty() {
            return line;
        }
        let piece = |piece: Piece| Piece {
            text: if piece.ink.own {
                piece.text
            } else {
                self.text(&piece.text)
            },
            ..piece
        };
        Line {
            pieces: line.pieces.into_iter().map(piece).collect(),
        }
    }

    /// A text in which the hidden numbers read `?`.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        if self.values.is_empty() {
            return text.to_string();
        }
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let sign = rest[..start].chars().next_back().filter(|c| is_minus(*c));
            let begin = start - sign.map_or(0, char::len_utf8);
            let digits = &rest[start..];
            let grouped = grouped(digits).filter(|length| self.is_hidden(&digits[..*length]));
            let length = grouped.unwrap_or_else(|| length(digits));
            let number = &rest[begin..start + length];
            shown.push_str(&rest[..begin]);
            if self.is_hidden(&rest[start..start + length]) {
                shown.push_str(HIDDEN);
                // In columns the text after it stays in place.
                if number == text || rest[start + length..].starts_with("  ") {
                    let blank = width(number).saturating_sub(width(HIDDEN));
                    shown.push_str(&" ".repeat(blank));
                }
            } else {
                shown.push_str(number);
            }
            rest = &rest[start + length..];
        }
        shown + rest
    }

    /// Returns `true` if a number, written without its sign, is a hidden one to all the digits it has.
    fn is_hidden(&self, digits: &str) -> bool {
        let digits = digits.replace(GROUPS, "");
        let is_power = digits.contains('e');
        let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
        let significant = mantissa.replace('.', "");
        if significant.trim_start_matches('0').len() < DIGITS && !is_power {
            return false;
        }
        let places = mantissa.split_once('.').map_or(0, |(_, part)| part.len());
        let (Ok(places), Ok(exponent)) = (
            i32::try_from(places),
            exponent.replace('−', "-").parse::<i32>(),
        ) else {
            return false;
        };
        let Ok(mantissa) = mantissa.parse::<f64>() else {
            return false;
        };
        let unit = 10f64.powi(exponent.saturating_sub(places));
        let value = mantissa * 10f64.powi(exponent);
        self.values
            .iter()
            .any(|hidden| (hidden.abs() - value).abs() <= 0.5 * unit * (1.0 + 1e-6))
    }
}

/// Decides by names of axes as by names of numbers: an axis is called by what it counts, `E`, `w(2,1,1)`.
impl Cover for Mask {
    fn line(&self, line: Line) -> Line {
        Mask::line(self, line)
    }

    fn hides_axis(&self, title: &str) -> bool {
        self.hides(&[title.split('(').next().unwrap_or(title)])
    }
}

/// Signs between groups of three digits.
const GROUPS: [char; 6] = [',', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}'];

/// The length of the number in groups of three digits that a text begins with, if it is one: `3,081`.
fn grouped(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let mut length = first;
    while let Some(sign) = text[length..].chars().next().filter(|c| GROUPS.contains(c)) {
        let group = length + sign.len_utf8();
        if digits(&text[group..]) != 3 {
            break;
        }
        length = group + 3;
    }
    let whole = length;
    if text[whole..].starts_with('.') {
        let places = digits(&text[whole + 1..]);
        length += if places > 0 { 1 + places } else { 0 };
    }
    ((1..=3).contains(&first) && whole > first).then_some(length)
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−')
}

/// Length of the number that a text begins with.
fn length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    if text[length..].starts_with('.') {
        let more = digits(&text[length + 1..]);
        length += if more > 0 { 1 + more } else { 0 };
    }
    if let Some(exponent) = text[length..].strip_prefix('e') {
        let sign = exponent.chars().next().filter(|c| is_minus(*c));
        let sign = sign.map_or(0, char::len_utf8);
        let more = digits(&exponent[sign..]);
        length += if more > 0 { 1 + sign + more } else { 0 };
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Ink, Role};

    fn veil(values: &[f64]) -> Mask {
        Mask {
            names: vec!["change".to_string()],
            values: values.to_vec(),
            is_sealed: false,
        }
    }

    #[test]
    fn the_answer_reads_as_a_question_mark_however_many_digits_it_has() {
        let veil = veil(&[-0.041_083_520]);
        assert_eq!(
            veil.text("= −0.04108   w 0.400000 → 0.358916"),
            "= ?          w 0.400000 → 0.358916"
        );
        assert_eq!(veil.text("0.0411"), "?     ");
        assert_eq!(veil.text("4.108e−2, (4.11e-2)"), "?, (?)");
        assert_eq!(veil.text("0.04"), "0.04", "too few digits to tell");
        assert_eq!(veil.text("0.04109 1.04108 0.041"), "0.04109 1.04108 0.041");
        assert_eq!(veil.text("w(2,1,1) e5 7. x1"), "w(2,1,1) e5 7. x1");
    }

    #[test]
    fn whole_numbers_are_hidden_too() {
        assert_eq!(veil(&[109.0]).text("epoch 109 of 1090"), "epoch ? of 1090");
        assert_eq!(veil(&[2.0]).text("2 and 2.000"), "2 and ?");
        let veil = veil(&[3081.0, 0.00001]);
        assert_eq!(veil.text("it took 3,081 of them"), "it took ? of them");
        assert_eq!(
            veil.text("3’081, 3,0812 and 13,081"),
            "?, 3,0812 and 13,081"
        );
        assert_eq!(veil.text("12,3081"), "12,?");
        assert_eq!(veil.text("best h 1e−5, 1e−6"), "best h ?, 1e−6");
    }

    #[test]
    fn what_the_learner_wrote_is_never_hidden() {
        let own = Ink {
            own: true,
            ..Ink::default()
        };
        let line = Line::of(own, "✗ 0.04108: ").and(Role::Plain, "not 0.04108");
        assert_eq!(veil(&[0.04108]).line(line).text(), "✗ 0.04108: not ?");
    }

    #[test]
    fn names_are_hidden_wherever_they_are_told() {
        let veil = veil(&[]);
        assert_eq!(veil.over(&["w", "change"], "0.36"), "?");
        assert_eq!(veil.over(&["w"], "0.40"), "0.40");
        let line = Line::of(Role::Plain, "0.04108");
        assert_eq!(veil.line(line.clone()), line);
    }

    #[test]
    fn an_axis_of_a_units_number_is_hidden_with_the_name() {
        let veil = Mask {
            names: vec!["delta".to_string()],
            ..Mask::default()
        };
        let hides = |title: &str| Cover::hides_axis(&veil, title);
        assert!(hides("delta") && hides("delta(1,1)"));
        assert!(!hides("fprime(1,1)"));
    }
}
