//! A formula as pieces, so that it can be said with names, with numbers, and to the formula language, and is the same each time.

use crate::figure::number::{plain, short};
use crate::figure::{Ink, Line, Role};
use crate::training::Quantity;

/// A number in a formula.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name there.
    pub name: Line,
    /// Its value.
    pub value: f64,
    /// Its value, as it is put in.
    pub number: Line,
    /// A few words on what it is, or what it is made of.
    pub detail: Line,
    /// The quantity whose value it is, if that can be explained in turn.
    pub into: Option<Quantity>,
}

impl Part {
    /// A number that is computed.
    pub(super) fn new(ink: impl Into<Ink>, name: impl Into<String>, value: f64) -> Self {
        let ink = ink.into();
        Part {
            name: Line::of(ink, name),
            number: Line::of(Ink::from(ink.role), short(value)),
            value,
            detail: Line::default(),
            into: None,
        }
    }

    /// A number that somebody wrote.
    pub(super) fn given(ink: impl Into<Ink>, name: impl Into<String>, value: f64) -> Self {
        let ink = ink.into();
        Part {
            number: Line::of(Ink::from(ink.role), plain(value)),
            ..Part::new(ink, name, value)
        }
    }

    /// The same, with some words about it.
    pub(super) fn about(self, detail: impl Into<String>) -> Self {
        Part {
            detail: Line::of(Role::Quiet, detail),
            ..self
        }
    }

    /// The same, to go into.
    pub(super) fn into(self, quantity: Quantity) -> Self {
        Part {
            into: Some(quantity),
            ..self
        }
    }
}

/// A piece of a formula.
#[derive(Clone, Debug)]
enum Bit {
    /// Text between numbers.
    Text(Role, String),
    /// A number, by its place among the parts.
    Part(usize),
    /// A number that is added to what precedes it.
    Summand(usize),
}

/// A formula with its numbers.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    bits: Vec<Bit>,
    /// Its numbers, each once.
    pub parts: Vec<Part>,
}

/// Greatest number of summands that are written out.
const MOST_SUMMANDS: usize = 6;
/// Signs of the page, and what they are in the formula language.
const IN_FORMULA: [(char, &str); 5] = [
    ('×', "*"),
    ('−', "-"),
    ('½', "1 / 2 *"),
    ('²', "^2"),
    ('′', "'"),
];
/// Behind these a number below zero needs brackets.
const SIGNS: [char; 3] = ['-', '−', '+'];

impl Statement {
    /// Numbers that are multiplied.
    pub(super) fn product(parts: Vec<Part>) -> Self {
        let mut statement = Statement::default();
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 {
                statement.text(" × ");
            }
            statement.part(part);
        }
        statement
    }

    /// Numbers that are added.
    pub(super) fn sum(parts: Vec<Part>) -> Self {
        let bits = (0..parts.len()).map(Bit::Summand).collect();
        Statement { bits, parts }
    }

    /// A formula as somebody wrote it; names that `part` knows are numbers, each by that name.
    pub(super) fn read(role: Role, text: &str, part: impl Fn(&str) -> Option<Part>) -> Self {
        let mut statement = Statement::default();
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '′' | '.');
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = match rest.find(|c| !is_word(c)) {
                _ if !is_word(first) => first.len_utf8(),
                length => length.unwrap_or(rest.len()),
            };
            let (word, after) = rest.split_at(length);
            let may_be_named = first.is_alphabetic() && !after.starts_with('(');
            match part(word).filter(|_| may_be_named) {
                Some(part) => statement.named(word, part),
                None => statement.bits.push(Bit::Text(role, word.to_string())),
            }
            rest = after;
        }
        statement
    }

    fn text(&mut self, text: &str) {
        self.bits.push(Bit::Text(Role::Plain, text.to_string()));
    }

    fn part(&mut self, part: Part) {
        self.bits.push(Bit::Part(self.parts.len()));
        self.parts.push(part);
    }

    /// Adds a number by a name that may have occurred before.
    fn named(&mut self, name: &str, part: Part) {
        let known = self.parts.iter().position(|part| part.name.text() == name);
        match known {
            Some(place) => self.bits.push(Bit::Part(place)),
            None => self.part(part),
        }
    }

    /// The same, with a number added.
    pub(super) fn plus(mut self, part: Part) -> Self {
        self.bits.push(Bit::Summand(self.parts.len()));
        self.parts.push(part);
        self
    }

    /// The formula with names.
    #[must_use]
    pub fn formula(&self) -> Line {
        self.line(|part| &part.name)
    }

    /// The formula with the numbers put in.
    #[must_use]
    pub fn numbers(&self) -> Line {
        let summands = self.bits.iter();
        let summands = summands
            .filter(|bit| matches!(bit, Bit::Summand(_)))
            .count();
        if summands > MOST_SUMMANDS {
            return Line::of(Role::Quiet, format!("Σ of {summands} numbers"));
        }
        self.line(|part| &part.number)
    }

    /// The formula with the numbers put in to the last digit, as a formula of the language.
    #[must_use]
    pub fn in_formula(&self) -> String {
        let number = |place: usize| format!("({:?})", self.parts[place].value);
        let said = self.bits.iter().enumerate().map(|(place, bit)| match bit {
            Bit::Text(_, text) => {
                let signs = IN_FORMULA.iter();
                signs.fold(text.clone(), |text, (sign, word)| text.replace(*sign, word))
            }
            Bit::Summand(part) if place > 0 => " + ".to_string() + &number(*part),
            Bit::Part(part) | Bit::Summand(part) => number(*part),
        });
        said.collect()
    }

    fn line(&self, said: impl Fn(&Part) -> &Line) -> Line {
        let mut line = Line::default();
        for (place, bit) in self.bits.iter().enumerate() {
            match bit {
                Bit::Text(role, text) => line.push(*role, text),
                Bit::Part(part) => {
                    let next = self.bits.get(place + 1);
                    let in_power =
                        matches!(next, Some(Bit::Text(_, text)) if text.starts_with('^'));
                    append(&mut line, said(&self.parts[*part]), in_power);
                }
                Bit::Summand(part) => {
                    add(&mut line, said(&self.parts[*part]));
                }
            }
        }
        line
    }
}

/// Adds a number; in brackets where a minus before it would be misread.
fn append(line: &mut Line, number: &Line, in_power: bool) {
    let text = line.text();
    let after_sign = text.trim_end().ends_with(SIGNS);
    let in_brackets = number.text().starts_with('−') && (after_sign || in_power);
    if in_brackets {
        line.push(Role::Plain, "(");
    }
    line.extend(number);
    if in_brackets {
        line.push(Role::Plain, ")");
    }
}

/// Adds a summand: below zero it is taken away.
fn add(line: &mut Line, number: &Line) {
    if line.pieces.is_empty() {
        return append(line, number, false);
    }
    let mut number = number.clone();
    let first = number.pieces.first_mut();
    let positive = first.and_then(|piece| {
        let positive = piece.text.strip_prefix('−')?.to_string();
        piece.text = positive;
        Some(())
    });
    line.push(Role::Plain, if positive.is_some() { " − " } else { " + " });
    append(line, &number, false);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, numbers: &[(&str, f64)]) -> Statement {
        Statement::read(Role::Code, text, |name| {
            let found = numbers.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| Part::given(Role::Plain, name, *value))
        })
    }

    #[test]
    fn a_number_below_zero_stands_in_brackets_where_it_would_be_misread() {
        for (text, said) in [
            ("t − y", "−0.5 − (−2)"),
            ("y^2 * t", "(−2)^2 * −0.5"),
            ("exp(-y)", "exp(-(−2))"),
            ("f(y) + y", "f(−2) + (−2)"),
        ] {
            let numbers = [("t", -0.5), ("y", -2.0), ("f", 7.0)];
            assert_eq!(read(text, &numbers).numbers().text(), said);
        }
    }

    #[test]
    fn names_are_numbers_only_where_they_stand_alone() {
        let statement = read("e + exp(e) * 1e-3 + delta", &[("e", 2.0)]);
        assert_eq!(statement.numbers().text(), "2 + exp(2) * 1e-3 + delta");
        assert_eq!(statement.in_formula(), "(2.0) + exp((2.0)) * 1e-3 + delta");
        assert_eq!(statement.parts.len(), 1, "each number once");
    }

    #[test]
    fn a_summand_below_zero_is_taken_away() {
        let part = |value| Part::given(Role::Plain, "a", value);
        let sum = Statement::sum(vec![part(-1.0), part(-2.0), part(3.0)]);
        assert_eq!(sum.numbers().text(), "−1 − 2 + 3");
        assert_eq!(sum.in_formula(), "(-1.0) + (-2.0) + (3.0)");
        let many = Statement::sum(vec![part(1.0); 30]);
        assert_eq!(many.numbers().text(), "Σ of 30 numbers");
    }
}
