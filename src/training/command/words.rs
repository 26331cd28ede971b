//! A command's text, read word by word. Spans of problems, and of formulas, are places in the whole text.

use super::super::term::Term;
use super::super::value::Value;
use super::super::ways::{STRIDES, Stride, Strides};
use crate::formula::{Expr, Problem, Span, constant, parse};

/// The text of a command, and the offset up to which it is read.
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// A text before its first word is read.
    pub fn new(text: &'a str) -> Self {
        Words { text, at: 0 }
    }

    /// The next word; an empty one at the end.
    pub fn next(&mut self) -> (&'a str, Span) {
        let start = self.start();
        let length = self.text[start..]
            .find(char::is_whitespace)
            .unwrap_or(self.text.len() - start);
        self.at = start + length;
        (&self.text[start..self.at], (start..self.at).into())
    }

    /// The next word, which stays unread.
    pub fn peek(&self) -> &'a str {
        let rest = &self.text[self.start()..];
        rest.split_whitespace().next().unwrap_or_default()
    }

    /// The place of the next word.
    pub fn start(&self) -> usize {
        let rest = &self.text[self.at..];
        self.at + rest.len() - rest.trim_start().len()
    }

    /// All that is left, from the next word on.
    pub fn left(&self) -> &'a str {
        &self.text[self.start()..]
    }

    /// Goes on to a place in the text.
    pub fn skip_to(&mut self, place: usize) {
        self.at = place;
    }

    /// Returns `true` if everything is read.
    pub fn is_at_end(&self) -> bool {
        self.left().is_empty()
    }

    /// Checks that everything is read.
    ///
    /// # Errors
    /// If a word is left.
    pub fn end(&mut self) -> Result<(), Problem> {
        match self.next() {
            ("", _) => Ok(()),
            (word, span) => Err(expected(span, "the end", word)),
        }
    }

    /// Reads a whole number.
    ///
    /// # Errors
    /// If the next word is not one.
    pub fn count(&mut self) -> Result<u64, Problem> {
        let (word, span) = self.next();
        let number = word.replace('_', "").parse();
        number.map_err(|_| expected(span, "a whole number", word))
    }

    /// Reads `weight`, `patterns` …
    ///
    /// # Errors
    /// If the next word is no stride.
    pub fn stride(&mut self) -> Result<Stride, Problem> {
        let (word, span) = self.next();
        let singular = word.strip_suffix('s').unwrap_or(word);
        let found = STRIDES.iter().find(|(name, _)| *name == singular);
        found.map(|(_, stride)| *stride).ok_or_else(|| {
            expected(span, "`weight`, `pattern` or `epoch`", word)
                .nearest(singular, STRIDES.map(|(name, _)| name))
        })
    }

    /// Reads `3 patterns`, or `pattern` for one.
    ///
    /// # Errors
    /// If the next words are no strides.
    pub fn strides(&mut self) -> Result<Strides, Problem> {
        let counted = self.left().starts_with(|c: char| c.is_ascii_digit());
        let count = if counted { self.count()? } else { 1 };
        let stride = self.stride()?;
        Ok(Strides { count, stride })
    }

    /// The letters and digits that come next: a name with nothing behind it.
    pub fn name(&mut self, is_part: fn(char) -> bool) -> (&'a str, Span) {
        let start = self.start();
        let rest = &self.text[start..];
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at = start + length;
        (&rest[..length], (start..self.at).into())
    }

    /// Reads `(2)`, right behind a name, if there is a bracket.
    ///
    /// # Errors
    /// If the bracket holds no layer, from 1.
    pub fn layer(&mut self) -> Result<Option<usize>, Problem> {
        let start = self.at;
        if !self.text[start..].starts_with('(') {
            return Ok(None);
        }
        self.at = self.behind_bracket(start);
        let inner = self.text[start..self.at].trim_matches(['(', ')', ' ']);
        match inner.parse() {
            Ok(layer) if layer > 0 => Ok(Some(layer)),
            _ => Err(Problem::new(
                (start..self.at).into(),
                "expected the number of a layer in brackets: `(1)`",
            )),
        }
    }

    /// Reads `lr`, `fprime` …
    ///
    /// # Errors
    /// If the next word is no term.
    pub fn term(&mut self) -> Result<Term, Problem> {
        let (word, span) = self.name(char::is_alphabetic);
        Term::named(word).ok_or_else(|| {
            let [first @ .., last] = &Term::ALL.map(Term::name);
            let wanted = format!("{} or {last}", first.join(", "));
            expected(span, &wanted, word).nearest(word, Term::ALL.map(Term::name))
        })
    }

    /// Reads a number, or `up` or `down` its row.
    ///
    /// # Errors
    /// If the rest is neither.
    pub fn number_or_step(&mut self) -> Result<Value, Problem> {
        let value = match self.left().trim_end() {
            "up" => Value::Up,
            "down" => Value::Down,
            _ => return Ok(Value::Number(self.number()?)),
        };
        self.at = self.text.len();
        Ok(value)
    }

    /// Reads all that is left as a number that depends on no trainer.
    ///
    /// # Errors
    /// If it is not one.
    pub fn number(&mut self) -> Result<f64, Problem> {
        constant(&self.rest()?)
    }

    /// Reads all that is left as the word `next`, or as a text for the field that is set.
    ///
    /// # Errors
    /// If nothing is left.
    pub fn text_or_next(&mut self) -> Result<Value, Problem> {
        let (start, text) = (self.start(), self.left().trim_end());
        self.at = self.text.len();
        match text {
            "next" => Ok(Value::Next),
            "" => Err(Problem::new(
                (start..start).into(),
                "expected what to set it to, found the end",
            )),
            _ => Ok(Value::Text(text.to_string(), start)),
        }
    }

    /// Reads the formula from here to behind the next `)`: a weight with something behind it.
    ///
    /// # Errors
    /// If it is no formula.
    pub fn bracketed(&mut self) -> Result<Expr, Problem> {
        let start = self.start();
        self.at = self.behind_bracket(start);
        self.formula(start, self.at)
    }

    fn behind_bracket(&self, start: usize) -> usize {
        let found = self.text[start..].find(')');
        found.map_or(self.text.len(), |length| start + length + 1)
    }

    /// Reads the formula before a word, and the word; `None` if that word does not come, an error if it is no formula.
    pub fn formula_before(&mut self, word: &str) -> Option<Result<Expr, Problem>> {
        let start = self.start();
        let length = self.text[start..].find(&format!(" {word} "))?;
        self.at = start + length + word.len() + 2;
        Some(self.formula(start, start + length))
    }

    /// Reads all that is left as a formula.
    ///
    /// # Errors
    /// If it is not one.
    pub fn rest(&mut self) -> Result<Expr, Problem> {
        let start = self.at;
        self.at = self.text.len();
        self.formula(start, self.text.len())
    }

    fn formula(&self, start: usize, end: usize) -> Result<Expr, Problem> {
        parse(&format!("{}{}", " ".repeat(start), &self.text[start..end]))
    }

    /// The place behind all of it.
    pub fn behind(&self) -> Span {
        (self.text.len()..self.text.len()).into()
    }
}

/// The problem of a word in the place of something else.
pub fn expected(span: Span, what: &str, found: &str) -> Problem {
    let found = match found {
        "" => "the end".to_string(),
        word => format!("`{word}`"),
    };
    Problem::new(span, format!("expected {what}, found {found}"))
}
