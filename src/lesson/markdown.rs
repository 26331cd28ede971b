//! Markdown to a tree, with the fences and live values set aside to be read once all trainers are known.

use std::borrow::Cow;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
};

use super::document::{Content, Inline, InlineKind, Stress, Text};
use super::html::{Piece, pieces, script, shown};
use crate::block::{KINDS, harmless};
use crate::figure::math::{Math, MathError};
use crate::formula::{Problem, Span, slips};
use crate::panel::{PANELS, panel};

/// A lesson's tree, and what is to be read in it.
#[derive(Debug, Default)]
pub struct Markdown {
    /// The tree.
    pub content: Vec<Content>,
    /// The fences that live, or look as if they were meant to.
    pub fences: Vec<RawFence>,
    /// The live values.
    pub lives: Vec<RawLive>,
    /// The links: their targets, and their places.
    pub links: Vec<(String, Span)>,
    /// The title in front of it all, where a heading need not say it.
    pub title: Option<String>,
    /// The mistakes in the markdown itself.
    pub mistakes: Vec<Problem>,
}

/// Greatest depth to which lists and quotations may nest.
const NESTING: usize = 64;

/// A fence that was not yet read.
#[derive(Debug)]
pub struct RawFence {
    /// Its info string.
    pub info: String,
    /// Its place.
    pub head: Span,
    /// Its body.
    pub text: String,
    /// The beginning of each piece of the body, in the body and in the lesson.
    pub pieces: Vec<(usize, usize)>,
}

/// A live value that was not yet read.
#[derive(Debug)]
pub struct RawLive {
    /// Its formula.
    pub formula: String,
    /// Its place.
    pub range: Span,
    /// Number of fences above it.
    pub fences: usize,
}

/// Reads a lesson's markdown.
#[must_use]
pub fn read(source: &str) -> Markdown {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    let mut builder = Builder::new(source);
    let (title, text) = without_front(source);
    builder.read.title = title;
    builder.complain_of_control();
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        if builder.open.len() > NESTING {
            let message = format!("lists and quotations nest at most {NESTING} deep");
            let place = Span::from(range.start..range.start + 1);
            let mistake = Problem::new(place, message).help("write it flatter");
            builder.read.mistakes.push(mistake);
            break;
        }
        builder.event(event, range.into());
    }
    builder.finish()
}

/// The title in the front matter of a page, and the page with blanks in its place, so that all else keeps its place.
fn without_front(source: &str) -> (Option<String>, Cow<'_, str>) {
    let front = source.strip_prefix("---\n");
    let Some(end) = front.and_then(|front| front.find("\n---\n")) else {
        return (None, Cow::Borrowed(source));
    };
    let end = end + "---\n".len() + "\n---".len();
    let (front, rest) = source.split_at(end);
    let title = front.lines().find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|title| harmless(title.trim().trim_matches(['"', '\''])));
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    let blanks: String = front.bytes().map(blank).collect();
    (title, Cow::Owned(blanks + rest))
}

/// A tree being built, with a stack of its open parts.
struct Builder<'a> {
    source: &'a str,
    read: Markdown,
    open: Vec<Open>,
    text: Text,
    stress: Vec<Stress>,
    /// `true` if text is raised by HTML, `false` if it is lowered.
    script: Option<bool>,
    /// Up to here nothing more is said of signs of dollars: they belong to a mistake that was told.
    told: usize,
}

/// A part that is not yet closed.
enum Open {
    Content(Vec<Content>),
    Table {
        head: Vec<Text>,
        rows: Vec<Vec<Text>>,
        row: Vec<Text>,
    },
    Items(Vec<Vec<Content>>),
    Code {
        fence: Option<RawFence>,
        text: String,
        pieces: Vec<(usize, usize)>,
        kind: CodeKind,
        range: Span,
    },
}

/// The content of a part that is taken as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CodeKind {
    /// Code, or a block.
    Code,
    /// A formula.
    Math,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        Builder {
            source,
            read: Markdown::default(),
            open: vec![Open::Content(Vec::new())],
            text: Vec::new(),
            stress: vec![Stress::default()],
            script: None,
            told: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineMath(latex) => {
                // GitHub also accepts backticks between the two signs, around the formula.
                let inner = latex
                    .strip_prefix('`')
                    .and_then(|latex| latex.strip_suffix('`'));
                let latex = inner.unwrap_or(&latex);
                let kind = self
                    .math(latex, range)
                    .map_or_else(|| InlineKind::Code(harmless(latex)), InlineKind::Math);
                self.push(kind);
            }
            Event::DisplayMath(latex) => self.display(&latex, range),
            Event::FootnoteReference(label) => self.push(InlineKind::Mark(harmless(&label))),
            Event::SoftBreak => self.push(InlineKind::Words(" ".to_string())),
            Event::HardBreak => self.push(InlineKind::Break),
            Event::Rule => self.add(Content::Rule),
            Event::Html(html) => match shown(&html) {
                Some(names) => self.show(&names, range),
                None => self.html_block(&html),
            },
            Event::InlineHtml(html) => self.html(&html),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Span) {
        let stress = self.stress.last().copied().unwrap_or_default();
        match tag {
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.open.push(Open::Content(Vec::new()));
            }
            Tag::Item => {
                self.flush();
                self.open.push(Open::Content(Vec::new()));
            }
            Tag::List(_) => {
                self.flush();
                self.open.push(Open::Items(Vec::new()));
            }
            Tag::Table(_) => self.open.push(Open::Table {
                head: Vec::new(),
                rows: Vec::new(),
                row: Vec::new(),
            }),
            Tag::CodeBlock(kind) => {
                self.flush();
                let is_math = matches!(kind, CodeBlockKind::Fenced(info) if info.trim() == "math");
                let fence = self.fence(kind, range);
                let kind = if is_math {
                    CodeKind::Math
                } else {
                    CodeKind::Code
                };
                self.open_code(fence, kind, range);
            }
            Tag::Strong => self.stress.push(Stress {
                strong: true,
                ..stress
            }),
            Tag::Emphasis => self.stress.push(Stress {
                emphasis: true,
                ..stress
            }),
            Tag::Strikethrough => self.stress.push(Stress {
                struck: true,
                ..stress
            }),
            Tag::Link { dest_url, .. } => {
                let link = Some(self.read.links.len());
                self.read.links.push((harmless(dest_url), range));
                self.stress.push(Stress { link, ..stress });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Span) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.text);
                self.add(Content::Heading(number(level), text));
            }
            TagEnd::BlockQuote(kind) => {
                let inner = self.close_content();
                self.add(Content::Quote(kind.map(alert), inner));
            }
            TagEnd::FootnoteDefinition => {
                let inner = self.close_content();
                self.add(Content::Footnote(
                    footnote_label(range.of(self.source)),
                    inner,
                ));
            }
            TagEnd::Item => {
                let item = self.close_content();
                if let Some(Open::Items(items)) = self.open.last_mut() {
                    items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some(Open::Items(items)) = self.open.pop() {
                    self.add(Content::List(first_number(range.of(self.source)), items));
                }
            }
            TagEnd::TableCell | TagEnd::TableHead | TagEnd::TableRow | TagEnd::Table => {
                self.end_of_table_part(tag);
            }
            TagEnd::CodeBlock => self.end_of_code(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link => {
                self.stress.pop();
            }
            _ => {}
        }
    }

    fn end_of_table_part(&mut self, tag: TagEnd) {
        let cell = std::mem::take(&mut self.text);
        let Some(Open::Table { head, rows, row }) = self.open.last_mut() else {
            return;
        };
        match tag {
            TagEnd::TableCell => row.push(cell),
            TagEnd::TableHead => *head = std::mem::take(row),
            TagEnd::TableRow => rows.push(std::mem::take(row)),
            _ => {
                if let Some(Open::Table { head, rows, .. }) = self.open.pop() {
                    self.add(Content::Table(head, rows));
                }
            }
        }
    }

    fn end_of_code(&mut self) {
        let Some(Open::Code {
            fence,
            text,
            pieces,
            kind,
            range,
        }) = self.open.pop()
        else {
            return;
        };
        if kind == CodeKind::Math {
            return self.display(text.trim(), range);
        }
        let is_closed = self.complain_of_fence(fence.is_some(), &text, range);
        let text = if is_closed {
            text
        } else {
            before_prose(&text).to_string()
        };
        match fence {
            Some(fence) => {
                self.read.fences.push(RawFence {
                    text,
                    pieces,
                    ..fence
                });
                self.add(Content::Fence(self.read.fences.len() - 1));
            }
            None => self.add(Content::Code(text.lines().map(harmless).collect())),
        }
    }

    /// Complains of a fence without its end, and of one that looks like a block and is of no kind; says whether it has its end.
    fn complain_of_fence(&mut self, is_block: bool, text: &str, range: Span) -> bool {
        let source = range.of(self.source);
        let opening = source.lines().next().unwrap_or_default();
        let Some(info) = opening.strip_prefix("```") else {
            return true;
        };
        let head = Span::from(range.start..range.start + opening.len());
        let last = source.trim_end().lines().next_back().unwrap_or_default();
        if !last.trim_start_matches(['>', ' ', '\t']).starts_with("```")
            || source.trim_end().lines().count() < 2
        {
            let message = "this fence is not closed: it goes on to the end".to_string();
            let help = "write ``` in a line of its own below what belongs to it";
            self.mistake(head, message, help);
            return false;
        }
        let word = info.split_whitespace().next().unwrap_or_default();
        let says = |key: &str| text.lines().any(|line| line.trim_start().starts_with(key));
        let is_like_one = ["asks ", "expect ", "layers ", "answer ", "goal "]
            .into_iter()
            .any(says);
        if !is_block && is_like_one && !word.is_empty() && word != "toml" {
            let message = format!("no kind of block is called `{}`", harmless(word));
            let help = "there are lesson, trainer, check, task, question, derivation, note, recall, plot, sweep";
            self.mistake(head, message, help);
        }
        true
    }

    fn mistake(&mut self, place: Span, message: impl Into<String>, help: &str) {
        let mistake = Problem::new(place, message).help(help);
        self.read.mistakes.push(mistake);
    }

    /// A character that a terminal would obey.
    fn complain_of_control(&mut self) {
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if let Some(at) = self.source.find(is_control) {
            let sign = self.source[at..].chars().next().unwrap_or_default();
            let message = format!(
                "a control character, U+{:04X}, stands here",
                u32::from(sign)
            );
            let place = (at..at + sign.len_utf8()).into();
            self.mistake(place, message, "take it out");
        }
    }

    /// The fence that an info string opens, if that is a kind of block or within a slip of one.
    fn fence(&self, kind: &CodeBlockKind<'_>, range: Span) -> Option<RawFence> {
        let CodeBlockKind::Fenced(info) = kind else {
            return None;
        };
        let word = info.split_whitespace().next()?;
        KINDS.iter().find(|kind| slips(word, kind.name) <= 1)?;
        let opening = range.of(self.source).lines().next().unwrap_or_default();
        let start = range.start + opening.find(info.as_ref()).unwrap_or(0);
        let head = (start..start + info.trim_end().len()).into();
        Some(RawFence {
            info: info.to_string(),
            head,
            text: String::new(),
            pieces: Vec::new(),
        })
    }

    fn words(&mut self, words: &str, range: Span) {
        if let Some(Open::Code { text, pieces, .. }) = self.open.last_mut() {
            pieces.push((text.len(), range.start));
            text.push_str(words);
        } else {
            self.complain_of_lone_dollar(words, range);
            let words = harmless(words);
            self.push(InlineKind::Words(match self.script {
                Some(is_raised) => script(&words, is_raised),
                None => words,
            }));
        }
    }

    fn open_code(&mut self, fence: Option<RawFence>, kind: CodeKind, range: Span) {
        self.open.push(Open::Code {
            fence,
            text: String::new(),
            pieces: Vec::new(),
            kind,
            range,
        });
    }

    /// A tag within a text.
    fn html(&mut self, html: &str) {
        let stress = self.stress.last().copied().unwrap_or_default();
        for piece in pieces(html) {
            match piece {
                Piece::Open(name, alt) => match name.as_str() {
                    "sup" | "sub" => self.script = Some(name == "sup"),
                    "br" => self.push(InlineKind::Break),
                    "b" | "strong" | "kbd" => self.stress.push(Stress {
                        strong: true,
                        ..stress
                    }),
                    "i" | "em" => self.stress.push(Stress {
                        emphasis: true,
                        ..stress
                    }),
                    _ => {
                        if let Some(alt) = alt {
                            self.push(InlineKind::Words(harmless(&alt)));
                        }
                    }
                },
                Piece::Close(name) => match name.as_str() {
                    "sup" | "sub" => self.script = None,
                    "b" | "strong" | "kbd" | "i" | "em" if self.stress.len() > 1 => {
                        self.stress.pop();
                    }
                    _ => {}
                },
                Piece::Text(text) => self.push(InlineKind::Words(harmless(&text))),
            }
        }
    }

    /// A line of HTML between paragraphs: its text stays, a heading's and a summary's as such.
    /// The panels that a comment names.
    fn show(&mut self, names: &[(usize, &str)], range: Span) {
        let mut panels = Vec::new();
        for (offset, name) in names {
            if let Some(panel) = panel(name) {
                panels.push(panel);
                continue;
            }
            let start = range.start + offset;
            let place = Span::from(start..start + name.len());
            let known = PANELS.iter().map(|panel| panel.name);
            let mistake = Problem::new(place, format!("there is no panel `{}`", harmless(name)));
            let names: Vec<&str> = known.clone().collect();
            let mistake = mistake.help(format!("panels: {}", names.join(", ")));
            self.read.mistakes.push(mistake.nearest(name, known));
        }
        self.add(Content::Show(panels));
    }

    fn html_block(&mut self, html: &str) {
        let mut heading = None;
        for piece in pieces(html) {
            match piece {
                Piece::Open(name, alt) => {
                    let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                    heading = level.or((name == "summary").then_some(3)).or(heading);
                    if let Some(alt) = alt {
                        self.add(Content::Paragraph(vec![Inline::words(harmless(&alt))]));
                    }
                }
                Piece::Close(_) => heading = None,
                Piece::Text(text) => {
                    let text = vec![Inline::words(harmless(&text))];
                    self.add(match heading {
                        Some(level) => Content::Heading(level, text),
                        None => Content::Paragraph(text),
                    });
                }
            }
        }
    }

    /// A `$` that opens no formula, or closes none, is mostly a formula that lost its other end.
    fn complain_of_lone_dollar(&mut self, words: &str, range: Span) {
        let Some(at) = words.find('$') else { return };
        let place = range.start + at;
        if place < self.told {
            return;
        }
        let before = self.source.get(..place).unwrap_or_default();
        // Where characters were written as entities, places in the words are none in the source.
        let is_there = self
            .source
            .get(place..)
            .is_some_and(|rest| rest.starts_with('$'));
        if is_there && !before.ends_with('\\') {
            let (end, message, help) = lone_dollar(&self.source[place..]);
            self.told = place + end;
            self.mistake((place..place + 1).into(), message, help);
        }
    }

    fn code(&mut self, code: &str, range: Span) {
        let formula = code.strip_prefix('=');
        // A sign by itself is code, not a value.
        let is_value = |formula: &&str| !formula.trim_matches(['=', '<', '>', '!', ' ']).is_empty();
        let Some(formula) = formula.filter(is_value) else {
            return self.push(InlineKind::Code(harmless(code)));
        };
        let start = range.start + range.of(self.source).find('=').map_or(0, |at| at + 1);
        let range = (start..start + formula.len()).into();
        self.read.lives.push(RawLive {
            formula: formula.to_string(),
            range,
            fences: self.read.fences.len(),
        });
        self.push(InlineKind::Live(self.read.lives.len() - 1));
    }

    fn display(&mut self, latex: &str, range: Span) {
        self.flush();
        let content = self.math(latex, range).map_or_else(
            || Content::Code(latex.lines().map(harmless).collect()),
            Content::Math,
        );
        self.add(content);
    }

    /// Mathematics, or nothing and a mistake more.
    fn math(&mut self, latex: &str, range: Span) -> Option<Math> {
        match Math::parse(latex) {
            Ok(math) => Some(math),
            Err(MathError { offset, message }) => {
                // A formula in a quotation is cut up by its marks: there the whole of it is the place.
                let written = range.of(self.source).find(latex);
                let place = written.map_or(range, |at| {
                    Span::from(offset..offset + command(latex, offset)).shifted(range.start + at)
                });
                self.mistake(place, message, "a formula is LaTeX, as GitHub shows it");
                None
            }
        }
    }

    fn push(&mut self, kind: InlineKind) {
        let stress = self.stress.last().copied().unwrap_or_default();
        self.text.push(Inline { kind, stress });
    }

    /// Closes the paragraph under way, if there is one; items of tight lists have text without a paragraph.
    fn flush(&mut self) {
        if self
            .text
            .iter()
            .any(|inline| inline.kind != InlineKind::Words(" ".to_string()))
        {
            let text = std::mem::take(&mut self.text);
            self.add(Content::Paragraph(text));
        }
        self.text.clear();
    }

    fn close_content(&mut self) -> Vec<Content> {
        self.flush();
        match self.open.pop() {
            Some(Open::Content(content)) => content,
            _ => Vec::new(),
        }
    }

    fn add(&mut self, content: Content) {
        match self.open.iter_mut().rev().find_map(|open| match open {
            Open::Content(inner) => Some(inner),
            _ => None,
        }) {
            Some(inner) => inner.push(content),
            None => self.read.content.push(content),
        }
    }

    fn finish(mut self) -> Markdown {
        self.flush();
        if let Some(Open::Content(content)) = self.open.into_iter().next() {
            self.read.content = content;
        }
        self.read
    }
}

/// The mistake in mathematics that begins here and was not read as such: its length, message, and advice.
fn lone_dollar(source: &str) -> (usize, &'static str, &'static str) {
    let paragraph = source.find("\n\n").unwrap_or(source.len());
    if source.starts_with("$$")
        && let Some(end) = source[2..].find("$$").map(|end| end + 4)
        && end > paragraph
    {
        let message = "a blank line inside `$$`: there the formula ends";
        return (end, message, "take the blank line out");
    }
    let other = source[1..paragraph.max(1)].find('$').map(|end| end + 2);
    let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    if let Some(end) = other {
        let inner = &source[1..end - 1];
        if blank(inner.chars().next()) || blank(inner.chars().next_back()) {
            let message = "a blank beside `$`: mathematics begins right behind the first and ends right before the second";
            return (end, message, "write `$w$`, without the blanks");
        }
    }
    (
        1,
        "a lone `$`: mathematics stands between two",
        "write the other one, or `\\$` for the sign itself",
    )
}

/// Length of the command at a place of a formula; 1 if there is none.
fn command(latex: &str, at: usize) -> usize {
    let name = latex.get(at..).and_then(|rest| rest.strip_prefix('\\'));
    let letters = name.map_or(0, |name| {
        name.bytes().take_while(u8::is_ascii_alphabetic).count()
    });
    letters + 1
}

/// The lines of a block's body before those that are prose: what belongs to a fence that nobody closed.
fn before_prose(text: &str) -> &str {
    let is_toml = |line: &str| {
        let line = line.trim();
        line.is_empty()
            || line.contains(['=', '"', '\''])
            || line.starts_with(['[', ']', '#', '{', '}'])
    };
    let mut length = 0;
    for line in text.split_inclusive('\n').take_while(|line| is_toml(line)) {
        length += line.len();
    }
    &text[..length]
}

/// Reads a line of markdown within a block: `says` and its like. Its live values and its mistakes have their places in `source`.
#[must_use]
pub fn inline(source: &str) -> (Text, Markdown) {
    let mut read = read(source);
    let content = std::mem::take(&mut read.content);
    let text = content.into_iter().find_map(|content| match content {
        Content::Paragraph(text) => Some(text),
        _ => None,
    });
    (
        text.unwrap_or_else(|| vec![Inline::words(harmless(source))]),
        read,
    )
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

fn footnote_label(definition: &str) -> String {
    let label = definition
        .trim_start_matches("[^")
        .split(']')
        .next()
        .unwrap_or_default();
    harmless(label)
}

/// The number a list begins with, if it is a numbered one.
fn first_number(list: &str) -> Option<u64> {
    let digits: String = list
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}
