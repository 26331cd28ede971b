//! What an open question asks for: it reads `?` wherever it would be shown.

use crate::figure::{Line, Piece, width};

/// What is hidden.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mask {
    /// Names of the formula language, each with all its brackets.
    pub names: Vec<String>,
    /// Numbers that are the answer itself, wherever they turn up.
    pub values: Vec<f64>,
}

/// What is shown in place of what is hidden.
pub const HIDDEN: &str = "?";
/// A number with fewer digits than this is not taken for the answer: it may well be another.
const DIGITS: usize = 3;

impl Mask {
    /// Whether any of these names is hidden.
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

    /// A line in which the hidden numbers read `?`, and all else stands where it stood.
    #[must_use]
    pub fn line(&self, line: Line) -> Line {
        if self.values.is_empty() {
            return line;
        }
        let piece = |piece: Piece| Piece {
            text: self.text(&piece.text),
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
            let length = length(&rest[start..]);
            let number = &rest[begin..start + length];
            shown.push_str(&rest[..begin]);
            if self.is_hidden(&rest[start..start + length]) {
                shown.push_str(HIDDEN);
                // In columns what follows stays where it stood.
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

    /// Whether a number, written without its sign, is a hidden one to all the digits it has.
    fn is_hidden(&self, digits: &str) -> bool {
        let (mantissa, exponent) = digits.split_once('e').unwrap_or((digits, "0"));
        let significant = mantissa.replace('.', "");
        if significant.trim_start_matches('0').len() < DIGITS {
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

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−')
}

/// How long the number is that a text begins with.
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
    use crate::figure::Role;

    fn veil(values: &[f64]) -> Mask {
        Mask {
            names: vec!["change".to_string()],
            values: values.to_vec(),
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
    }

    #[test]
    fn names_are_hidden_wherever_they_are_told() {
        let veil = veil(&[]);
        assert_eq!(veil.over(&["w", "change"], "0.36"), "?");
        assert_eq!(veil.over(&["w"], "0.40"), "0.40");
        let line = Line::of(Role::Plain, "0.04108");
        assert_eq!(veil.line(line.clone()), line);
    }
}
