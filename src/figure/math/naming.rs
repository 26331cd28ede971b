//! The names and numbers of a formula as a book would print them.

use cellmath::{Atom, Class, Face, Kind, Node, greek};

use super::build::{atom, brackets, joined, minus, node, primed, raised, scripts};
use crate::figure::number::short;
use crate::formula::tree::Number;
use crate::training::Term;

/// A letter, perhaps with an index and a prime; a Greek letter; else a word.
pub fn named(name: &str) -> Vec<Node> {
    let stem = name.trim_end_matches(['\'', '′']);
    let primes = usize::from(stem != name);
    let mut letters = stem.chars();
    let (first, index) = (letters.next(), letters.as_str());
    let below = index.strip_prefix('_').unwrap_or(index);
    let is_number = !index.is_empty() && index.chars().all(|c| c.is_ascii_digit());
    let is_behind_bar = index.starts_with('_') && below.chars().all(|c| c.is_ascii_alphanumeric());
    let term = Term::named(stem).and_then(Term::letter);
    let letter = term.map_or_else(
        || greek(stem).map(String::from),
        |letter| Some(letter.to_string()),
    );
    match (letter, first) {
        (Some(letter), _) => vec![primed(atom(&letter, Class::Ordinary), primes)],
        (None, Some(_)) if index.is_empty() => vec![primed(atom(stem, Class::Ordinary), primes)],
        (None, Some(letter))
            if letter.is_ascii_alphabetic()
                && !below.is_empty()
                && (is_number || is_behind_bar) =>
        {
            let base = primed(atom(&letter.to_string(), Class::Ordinary), primes);
            vec![scripts(base, Some(index_of(below)), None)]
        }
        _ => vec![primed(word(stem), primes)],
    }
}

/// The index of a name: a number, or letters.
fn index_of(text: &str) -> Node {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return atom(text, Class::Number);
    }
    let letters = text.chars().map(|c| atom(&c.to_string(), Class::Ordinary));
    Node::row(letters.collect())
}

/// A word of upright letters.
pub fn word(text: &str) -> Node {
    let face = Face::Upright;
    let class = if text.len() < 3 {
        Class::Name
    } else {
        Class::Text
    };
    let text = text.to_string();
    node(Kind::Atom(Atom { text, class, face }))
}

/// `1e-9` is a power of ten.
pub fn number(number: &Number) -> Vec<Node> {
    match number.text.split_once(['e', 'E']) {
        None => vec![atom(&number.text, Class::Number)],
        Some(("1", exponent)) => vec![power_of_ten(exponent)],
        Some((mantissa, exponent)) => times_ten(mantissa, exponent),
    }
}

fn times_ten(mantissa: &str, exponent: &str) -> Vec<Node> {
    let dot = atom("·", Class::Binary);
    joined(signed(mantissa), dot, vec![power_of_ten(exponent)])
}

fn power_of_ten(exponent: &str) -> Node {
    let exponent = signed(exponent.trim_start_matches('+'));
    raised(atom("10", Class::Number), Node::row(exponent))
}

/// Digits, with the minus before them as a sign of its own.
fn signed(digits: &str) -> Vec<Node> {
    match digits.strip_prefix(['-', '−']) {
        Some(digits) => minus(vec![atom(digits, Class::Number)]),
        None => vec![atom(digits, Class::Number)],
    }
}

/// A value as it is shown; in brackets, if it is more than digits and not all there is.
pub fn value(value: f64, is_all: bool) -> Vec<Node> {
    let text = short(value);
    let number = match text.split_once('e') {
        Some((mantissa, exponent)) => times_ten(mantissa, exponent),
        None => signed(&text),
    };
    if is_all || number.len() == 1 {
        number
    } else {
        vec![brackets(number)]
    }
}
