//! Names, numbers and signs of a formula in LaTeX.

use super::tree::{Comparison, Number, Tolerance};

/// Names that are written as a Greek letter.
const GREEK: [(&str, &str); 14] = [
    ("lr", "\\eta"),
    ("delta", "\\delta"),
    ("pi", "\\pi"),
    ("alpha", "\\alpha"),
    ("beta", "\\beta"),
    ("gamma", "\\gamma"),
    ("epsilon", "\\epsilon"),
    ("eta", "\\eta"),
    ("theta", "\\theta"),
    ("lambda", "\\lambda"),
    ("mu", "\\mu"),
    ("sigma", "\\sigma"),
    ("phi", "\\phi"),
    ("omega", "\\omega"),
];

/// A letter, perhaps with an index and a prime; a Greek letter; else a word.
#[must_use]
pub fn name_in_tex(name: &str) -> String {
    match name {
        "fprime" => return "f'(e)".to_string(),
        "change" => return "\\Delta w".to_string(),
        "gradient" => return "\\frac{\\partial E}{\\partial w}".to_string(),
        _ => {}
    }
    let stem = name.trim_end_matches(['\'', '′']);
    let prime = if stem == name { "" } else { "'" };
    if let Some((_, greek)) = GREEK.iter().find(|(plain, _)| *plain == stem) {
        return format!("{greek}{prime}");
    }
    let mut letters = stem.chars();
    let (first, index) = (letters.next(), letters.as_str());
    let below = index.strip_prefix('_').unwrap_or(index);
    let digits = !index.is_empty() && index.chars().all(|c| c.is_ascii_digit());
    let after_bar = index.starts_with('_') && below.chars().all(|c| c.is_ascii_alphanumeric());
    match first {
        Some(letter) if index.is_empty() => format!("{letter}{prime}"),
        Some(letter @ 'A'..='z') if letter != '_' && !below.is_empty() && (digits || after_bar) => {
            format!("{letter}{prime}_{{{below}}}")
        }
        _ => format!("{}{prime}", word(stem)),
    }
}

/// A word of upright letters.
#[must_use]
pub fn word(text: &str) -> String {
    format!("\\mathrm{{{}}}", text.replace('_', "\\_"))
}

/// `1e-9` is a power of ten.
#[must_use]
pub fn number_in_tex(number: &Number) -> String {
    match number.text.split_once(['e', 'E']) {
        None => number.text.clone(),
        Some((mantissa, exponent)) => {
            let power = format!("10^{{{}}}", exponent.trim_start_matches('+'));
            if mantissa == "1" {
                power
            } else {
                format!("{mantissa} \\cdot {power}")
            }
        }
    }
}

/// A comparison.
#[must_use]
pub fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost => "\\le",
        Comparison::Greater => ">",
        Comparison::AtLeast => "\\ge",
        Comparison::Equal => "=",
        Comparison::Unequal => "\\ne",
    }
}

/// What follows `+-`.
#[must_use]
pub fn give(tolerance: Option<Tolerance>) -> String {
    match tolerance {
        None => String::new(),
        Some(Tolerance::Absolute(distance)) => format!(" \\pm {distance}"),
        Some(Tolerance::Percent(percent)) => format!(" \\pm {percent}\\%"),
    }
}
