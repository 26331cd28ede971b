//! The TOML body of a block: its values with their places in the lesson, and every complaint about them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::advice::{meant, on_syntax, placed, places_in_quotes};
use super::source::{Diagnostic, Location, Source};
use crate::formula::{Expr, Problem, Span, constant, parse};
use crate::training::Sweep;

/// A fenced block as it is written in a lesson.
#[derive(Debug)]
pub struct Body<'a> {
    /// The lesson's text.
    pub source: &'a Source,
    /// The place of the block's kind and name.
    pub head: Span,
    /// The text between the fences.
    pub text: String,
    /// For each piece of `text`, where it begins there and in the lesson: quotes, lists and CRLF cut a body up.
    pub pieces: Vec<(usize, usize)>,
    /// The pieces of markdown that were found in it, in the order in which they were read.
    pub proses: RefCell<Vec<Passage>>,
    /// The sweeps that the lesson has above it.
    pub sweeps: Vec<Arc<Sweep>>,
    /// The keys that the block as a whole may have, once it is read.
    pub keys: RefCell<Vec<String>>,
    /// The lines of `text` that are no TOML, from where to where: what follows from that is not told as well.
    pub spoilt: RefCell<BTreeMap<usize, usize>>,
}

/// The problems found in a block while it is read.
pub type Problems = RefCell<Vec<Diagnostic>>;

/// A part of a lesson that was read, with what was written there.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The item that was read.
    pub item: T,
    /// As it was written.
    pub text: String,
    /// Its place.
    pub place: Location,
}

/// A text of a block as it was written: markdown that the lesson reads.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its text.
    pub text: String,
    /// The first byte of each piece of it, and that byte's place in the lesson.
    places: Vec<(usize, usize)>,
}

impl Passage {
    /// A stretch of it in the lesson.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        (placed(&self.places, span.start)..placed(&self.places, span.end)).into()
    }
}

/// A piece of markdown in a block: which of the block's texts it is. What it says is read by the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prose(usize);

impl Prose {
    /// This piece among a block's texts.
    #[must_use]
    pub fn of<T>(self, texts: &[T]) -> Option<&T> {
        texts.get(self.0)
    }
}

impl Body<'_> {
    /// The place of a stretch of the body's text.
    fn place(&self, span: impl Into<Span>) -> Location {
        let Span { start, end } = span.into();
        self.source
            .place(self.at(start)..self.at(end.saturating_sub(1)) + 1)
    }

    fn at(&self, byte: usize) -> usize {
        let piece = self
            .pieces
            .partition_point(|(start, _)| *start <= byte)
            .saturating_sub(1);
        self.pieces
            .get(piece)
            .map_or(self.head.start, |(start, there)| there + byte - start)
    }

    /// The place where the block begins.
    #[must_use]
    pub fn head_place(&self) -> Location {
        self.source.place(self.head)
    }

    /// The range of the line that contains a byte of the body.
    fn line(&self, byte: usize) -> Span {
        let byte = byte.min(self.text.len());
        let start = self.text[..byte]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let rest = self.text[start..].find('\n');
        (start..rest.map_or(self.text.len(), |length| start + length)).into()
    }

    /// Returns `true` if a range begins in a line that is no TOML.
    fn is_spoilt(&self, span: Span) -> bool {
        let spoilt = self.spoilt.borrow();
        let line = spoilt.range(..=span.start).next_back();
        line.is_some_and(|(_, end)| span.start <= *end)
    }

    /// Reads the body with `read`, which is given its fields; `known` are the keys that it may have.
    pub fn read<T>(
        &self,
        known: &[&str],
        problems: &Problems,
        read: impl FnOnce(&Fields<'_>) -> T,
    ) -> T {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        let whole = errors.is_empty();
        self.keys
            .replace(known.iter().map(ToString::to_string).collect());
        for error in errors {
            let span = Span::from(error.span().unwrap_or(0..1));
            let line = self.line(span.start);
            if !self.is_spoilt(span) {
                let mistake = Diagnostic::new(self.place(span), error.message());
                let advice = on_syntax(line.of(&self.text), span.start - line.start);
                problems.borrow_mut().push(Diagnostic {
                    help: advice,
                    ..mistake
                });
            }
            self.spoilt.borrow_mut().insert(line.start, line.end);
        }
        let fields = Fields {
            body: self,
            table: table.get_ref(),
            problems,
            whole,
            base: None,
        };
        fields.complain_of_unknown(known, None);
        read(&fields)
    }
}

/// The keys of a table and their values.
#[derive(Debug)]
pub struct Fields<'a> {
    body: &'a Body<'a>,
    table: &'a DeTable<'a>,
    problems: &'a Problems,
    /// `true` if the body is TOML throughout: if it is not, keys that were written may be missing.
    whole: bool,
    /// The fields in which a missing key is looked for.
    base: Option<&'a Fields<'a>>,
}

/// Keys that displace each other: a table that has the first does not take the others from its base.
const DISPLACED: [(&str, &[&str]); 2] = [("weights", &["seed", "spread"]), ("seed", &["weights"])];

impl<'a> Fields<'a> {
    /// The value of a key, here or in what these fields lie over.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        match self.table.iter().find(|(name, _)| name.get_ref() == key) {
            Some((_, value)) => Some(Value {
                body: self.body,
                tree: value,
                problems: self.problems,
            }),
            None if self.displaces(key) => None,
            None => self.base?.get(key),
        }
    }

    fn displaces(&self, key: &str) -> bool {
        DISPLACED
            .iter()
            .any(|(here, gone)| gone.contains(&key) && self.names(here))
    }

    /// Returns `true` if a key is here, not in what these fields lie over.
    #[must_use]
    pub fn names(&self, key: &str) -> bool {
        self.keys().any(|name| name == key)
    }

    /// The keys that are here.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.table.keys().map(|key| key.get_ref().to_string())
    }

    /// These fields over others, in which a key is looked for that is not here.
    #[must_use]
    pub fn over<'b>(&self, base: &'b Fields<'b>) -> Fields<'b>
    where
        'a: 'b,
    {
        Fields {
            body: self.body,
            table: self.table,
            problems: self.problems,
            whole: self.whole,
            base: Some(base),
        }
    }

    /// The value of a key that has to be there; complains if it is not.
    #[must_use]
    pub fn required(&self, key: &str, example: &str) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() && self.whole && !self.is_misspelt(key) {
            let missing = Diagnostic::new(self.body.head_place(), format!("`{key}` is missing"));
            self.problems
                .borrow_mut()
                .push(missing.help(format!("add `{example}`")));
        }
        value
    }

    /// Returns `true` if an unknown key here is meant to be this one.
    #[must_use]
    pub fn is_misspelt(&self, key: &str) -> bool {
        let mut names = self.table.keys();
        !self.names(key) && names.any(|name| meant(name.get_ref(), &[key]).is_some())
    }

    /// A piece of markdown that has to be there; complains if it is not.
    #[must_use]
    pub fn required_prose(&self, key: &str, example: &str) -> Option<Prose> {
        self.required(key, example)?.prose()
    }

    /// A piece of markdown that may be there.
    #[must_use]
    pub fn prose(&self, key: &str) -> Option<Prose> {
        self.get(key)?.prose()
    }

    /// Complains of the first of these keys that is here, beside one with which it does not go.
    pub fn without(&self, keys: &[&str], beside: &str, help: &str) -> Option<()> {
        let other = keys.iter().find_map(|key| Some((key, self.get(key)?)));
        match other {
            Some((key, value)) => {
                value.complain(format!("`{key}` does not go with {beside}"), help)
            }
            None => Some(()),
        }
    }

    /// Its hints: `hint` is one, or a list of them.
    #[must_use]
    pub fn hints(&self) -> Option<Vec<Prose>> {
        match self.get("hint") {
            None => Some(Vec::new()),
            Some(hints) if hints.is_list() => hints.list()?.iter().map(Value::prose).collect(),
            Some(hint) => Some(vec![hint.prose()?]),
        }
    }

    /// The reason why its claim need not notice a mistake in the update: `notices = false`, and `reason` says why.
    #[must_use]
    pub fn excuse(&self) -> Option<String> {
        let (notices, reason) = (self.get("notices"), self.get("reason"));
        let example = "write `notices = false` and `reason = \"It holds for every rule.\"`";
        match (notices, reason) {
            (None, None) => None,
            (None, Some(lone)) => {
                lone.complain("a reason for what? `notices = false` is missing", example)
            }
            (Some(notices), _) if notices.flag()? => {
                notices.complain("every claim has to notice a mistake", "leave it out")
            }
            (Some(notices), None) => notices.complain("this needs a reason", example),
            (Some(_), Some(reason)) => Some(reason.text()?.to_string()),
        }
    }

    /// Complains of keys that are not known here; below `table` an author may have gone on with the keys of the block.
    fn complain_of_unknown(&self, known: &[&str], table: Option<&str>) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) || self.body.is_spoilt(key.span().into()) {
                continue;
            }
            let unknown = Diagnostic::new(
                self.body.place(key.span()),
                format!("unknown key `{}`", key.get_ref()),
            );
            let is_of_block = self.body.keys.borrow().iter().any(|key| key == name);
            let help = match (table.filter(|_| is_of_block), meant(name, known)) {
                (Some(table), _) => format!(
                    "below `{table}` it is a key of that: write `{name}` above the first `{table}`"
                ),
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => format!("keys here are {}", known.join(", ")),
            };
            self.problems.borrow_mut().push(unknown.help(help));
        }
    }

    /// Complains of the block as a whole, if all of it could be read.
    pub fn complain(&self, message: &str, help: &str) {
        if !self.whole {
            return;
        }
        self.problems
            .borrow_mut()
            .push(Diagnostic::new(self.body.head_place(), message).help(help));
    }
}

/// A value with its place. Each way to read it complains, and gives nothing, where the value is of another kind.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    body: &'a Body<'a>,
    tree: &'a Spanned<DeValue<'a>>,
    problems: &'a Problems,
}

impl<'a> Value<'a> {
    /// Its place.
    #[must_use]
    pub fn place(&self) -> Location {
        self.body.place(self.tree.span())
    }

    /// Its TOML, as it was written.
    #[must_use]
    pub fn raw(&self) -> &str {
        self.body.text.get(self.tree.span()).unwrap_or_default()
    }

    /// Complains of this value; gives nothing, so that a reader can end with it.
    pub fn complain<T>(&self, message: impl Into<String>, help: impl Into<String>) -> Option<T> {
        if self.body.is_spoilt(self.tree.span().into()) {
            return None;
        }
        self.problems
            .borrow_mut()
            .push(Diagnostic::new(self.place(), message).help(help));
        None
    }

    /// Adds what is wrong in a file that this value names.
    pub fn complain_elsewhere(&self, diagnostic: Diagnostic) {
        self.problems.borrow_mut().push(diagnostic);
    }

    /// The lesson that contains it.
    #[must_use]
    pub fn source(&self) -> &'a Source {
        self.body.source
    }

    fn expected<T>(&self, what: &str, example: &str) -> Option<T> {
        let found = self.tree.get_ref().type_str();
        let help = self.as_expected(example);
        self.complain(
            format!("expected {what}, found {}", with_article(found)),
            help.unwrap_or_else(|| format!("write `{example}`")),
        )
    }

    /// Advice on how to write this as expected: without its quotes, in quotes, as a list.
    fn as_expected(&self, example: &str) -> Option<String> {
        let raw = self.body.text.get(self.tree.span())?;
        let is_single = !raw.contains(['\n', '[', '{']);
        let is_number = |text: &str| text.parse::<f64>().is_ok();
        match (self.tree.get_ref(), example) {
            (DeValue::String(text), "true") if ["true", "false"].contains(&text.as_ref()) => {
                Some(format!("write `{text}`, without quotes"))
            }
            (DeValue::String(text), _) if is_number(text) && is_number(example) => {
                Some(format!("write `{text}`, without quotes"))
            }
            (DeValue::Float(number), _) if is_number(example) => {
                let number: f64 = number.as_str().parse().ok()?;
                Some(format!("write `{}`", number.abs().round()))
            }
            (_, "[…]") if is_single => Some(format!("write `[{raw}]`")),
            (_, "\"…\"") if is_single => Some(format!("write `\"{raw}\"`")),
            _ => None,
        }
    }

    /// The sweep that it names.
    #[must_use]
    pub fn sweep(&self) -> Option<Arc<Sweep>> {
        let (name, known) = (self.text()?, &self.body.sweeps);
        let found = known.iter().find(|sweep| sweep.name == name).cloned();
        found.or_else(|| {
            let names: Vec<&str> = known.iter().map(|sweep| sweep.name.as_str()).collect();
            if names.is_empty() {
                return self.complain(
                    "no sweep stands above this",
                    "add a ```sweep block above it",
                );
            }
            unknown(self, "sweep", name, &names)
        })
    }

    /// A string.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        match self.tree.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => self.expected("a text in quotes", "\"…\""),
        }
    }

    /// Returns `true` if it is a string.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.tree.get_ref().is_str()
    }

    /// A string that is read further; its problems are placed inside it.
    pub fn written<T>(&self, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<Located<T>> {
        let text = self.text()?;
        match read(text) {
            Ok(item) => Some(Located {
                item,
                text: text.to_string(),
                place: self.place_inside(0..text.len()),
            }),
            Err(_) if self.body.is_spoilt(self.tree.span().into()) => None,
            Err(problem) => {
                let place = self.place_inside(problem.span);
                self.problems
                    .borrow_mut()
                    .push(Diagnostic::of(problem, place));
                None
            }
        }
    }

    /// A piece of markdown.
    #[must_use]
    pub fn prose(&self) -> Option<Prose> {
        let written = self.written(|_| Ok(()))?;
        // `\f` of `\frac` and `\t` of `\tanh` are one character each between double quotes.
        let is_escape = |c: char| matches!(c, '\u{8}' | '\u{9}' | '\u{c}');
        if written.text.contains(is_escape) && written.text.contains('$') {
            return self.complain(
                "an escape: `\\f`, `\\t` or `\\b` between double quotes is a single character",
                "write two backslashes, as in \"\\\\frac\", or the text between single quotes",
            );
        }
        let span = self.tree.span();
        let raw = self.body.text.get(span.clone()).unwrap_or_default();
        let places = places_in_quotes(raw).into_iter();
        let passage = Passage {
            text: written.text,
            places: places
                .map(|(read, at)| (read, self.body.at(span.start + at)))
                .collect(),
        };
        Some(self.added(passage))
    }

    /// A text of the program's own that this value brings; a mistake in it would be told at the value.
    #[must_use]
    pub fn prose_of(&self, text: &str) -> Prose {
        self.added(Passage {
            text: text.to_string(),
            places: vec![(0, self.body.at(self.tree.span().start))],
        })
    }

    fn added(&self, passage: Passage) -> Prose {
        let mut proses = self.body.proses.borrow_mut();
        proses.push(passage);
        Prose(proses.len() - 1)
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        match self.tree.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.expected("true or false", "true"),
        }
    }

    /// A formula.
    #[must_use]
    pub fn formula(&self) -> Option<Located<Expr>> {
        self.written(parse)
    }

    /// The place of a stretch of a string, among its quotes and escapes.
    #[must_use]
    pub fn place_inside(&self, inner: impl Into<Span>) -> Location {
        let inner = inner.into();
        let span = Span::from(self.tree.span());
        let raw = span.of(&self.body.text);
        if self.tree.get_ref().as_str().is_none_or(str::is_empty) {
            return self.body.place(span);
        }
        let places = places_in_quotes(raw);
        let at = |byte: usize| span.start + placed(&places, byte);
        self.body.place(at(inner.start)..at(inner.end))
    }

    /// A list.
    #[must_use]
    pub fn list(&self) -> Option<Vec<Value<'a>>> {
        match self.tree.get_ref() {
            DeValue::Array(items) => Some(
                items
                    .iter()
                    .map(|value| Value {
                        tree: value,
                        ..*self
                    })
                    .collect(),
            ),
            DeValue::Table(_) => {
                let head = self.raw();
                match head
                    .strip_prefix('[')
                    .and_then(|head| head.split(']').next())
                {
                    Some(name) => self.complain(
                        format!("`[{name}]` is a table by itself: expected one of a list"),
                        format!("write `[[{name}]]`"),
                    ),
                    None => self.expected("a list", "[…]"),
                }
            }
            _ => self.expected("a list", "[…]"),
        }
    }

    /// Returns `true` if it is a table.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.tree.get_ref().is_table()
    }

    /// Returns `true` if it is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.tree.get_ref().is_array()
    }

    /// Returns `true` if it is a whole number.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.tree.get_ref().is_integer()
    }

    /// A table within the body, with the keys that it may have.
    #[must_use]
    pub fn fields(&self, known: &[&str], example: &str) -> Option<Fields<'a>> {
        match self.tree.get_ref() {
            DeValue::Table(table) => {
                let fields = Fields {
                    body: self.body,
                    table,
                    problems: self.problems,
                    whole: true,
                    base: None,
                };
                fields.complain_of_unknown(known, example.starts_with("[[").then_some(example));
                Some(fields)
            }
            _ => self.expected("a table", example),
        }
    }

    /// The keys of a table that may have any, each with its place and its value.
    #[must_use]
    pub fn entries(&self) -> Option<Vec<(String, Location, Value<'a>)>> {
        match self.tree.get_ref() {
            DeValue::Table(table) => {
                let entry = |(key, tree): (&Spanned<_>, &'a Spanned<DeValue<'a>>)| {
                    let key: &Spanned<std::borrow::Cow<'_, str>> = key;
                    let place = self.body.place(key.span());
                    (key.get_ref().to_string(), place, Value { tree, ..*self })
                };
                Some(table.iter().map(entry).collect())
            }
            _ => self.expected("a table", "[where]"),
        }
    }

    /// A finite number, or a formula without names in quotes.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        let digits = match self.tree.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().to_string(),
            DeValue::Float(float) => float.as_str().to_string(),
            DeValue::String(_) => {
                return self
                    .written(|text| constant(&parse(text)?))
                    .map(|written| written.item);
            }
            _ => return self.expected("a number", "0.5"),
        };
        match digits.replace('_', "").parse::<f64>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => self.complain(
                "expected a finite number",
                "write `0.5`, or a formula in quotes: `\"sqrt(10)\"`",
            ),
        }
    }

    /// A whole number from `least` up.
    #[must_use]
    pub fn count(&self, least: u64) -> Option<u64> {
        let number = self
            .tree
            .get_ref()
            .as_integer()
            .and_then(|integer| integer.as_str().replace('_', "").parse().ok());
        number.filter(|number| *number >= least).or_else(|| {
            let help = self.as_expected(&least.to_string());
            self.complain(
                format!("expected a whole number, {least} or more"),
                help.unwrap_or_else(|| format!("write `{least}`")),
            )
        })
    }

    /// A list of numbers.
    #[must_use]
    pub fn numbers(&self) -> Option<Vec<f64>> {
        self.list()?.iter().map(Value::number).collect()
    }
}

/// Complains of a word that is none of the known ones; says which is near.
pub fn unknown<T>(value: &Value<'_>, what: &str, word: &str, known: &[&str]) -> Option<T> {
    let help = match meant(word, known) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("there is {}", known.join(", ")),
    };
    value.complain(format!("unknown {what} \"{word}\""), help)
}

/// `1 input`, `2 inputs`
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}
