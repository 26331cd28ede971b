//! A lesson: read once, with everything that is wrong in it told at its place.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::document::{Content, Fence, Inline, InlineKind, Text, plain};
use super::markdown::{Markdown, RawFence, RawLive, inline, read};
use crate::block::{
    Body, Check, Diagnostic, KINDS, Live, Place, Problems, Source, TrainerBlock, Value, Written,
};
use crate::formula::{parse, slips};
use crate::training::Setup;

/// A lesson as it was read.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// `NN-slug`, as links and tests call it.
    pub id: String,
    /// Its first heading.
    pub title: Text,
    /// All of it, the title too.
    pub content: Vec<Content>,
    /// Its fences, in order.
    pub fences: Vec<Fence>,
    /// Its trainers, in order.
    pub trainers: Vec<TrainerBlock>,
    /// Its checks, in order.
    pub checks: Vec<LessonCheck>,
    /// Its live values: those in prose in order, then those in blocks.
    pub lives: Vec<LessonLive>,
    /// Everything that is wrong in it.
    pub problems: Vec<Diagnostic>,
}

/// A check and what it says.
#[derive(Clone, Debug)]
pub struct LessonCheck {
    /// The check.
    pub check: Check,
    /// What it claims.
    pub says: Text,
}

/// A live value and the trainer it is about.
#[derive(Clone, Debug)]
pub struct LessonLive {
    /// The live value; nothing, if it or its trainer is broken.
    pub live: Option<Live>,
    /// Which trainer of the lesson it is about.
    pub trainer: usize,
}

/// The most a lesson's file may hold, in bytes.
const MOST_BYTES: usize = 1 << 20;

impl Lesson {
    /// Reads a lesson.
    #[must_use]
    pub fn read(id: &str, source: &Source) -> Lesson {
        let mut reading = Reading::new(source);
        if source.text.len() > MOST_BYTES {
            reading.complain(
                0..0,
                "a lesson is at most 1 MiB long",
                "make two lessons of it",
            );
            return reading.finish(id, Markdown::default(), Vec::new());
        }
        reading.complain_of_encoding();
        let markdown = read(&source.text);
        for (place, message, help) in &markdown.mistakes {
            reading.complain(place.clone(), message, *help);
        }
        let heads: Vec<Head> = markdown
            .fences
            .iter()
            .map(|fence| reading.head(fence))
            .collect();
        reading.read_trainers(&markdown.fences, &heads);
        reading.read_lives(&markdown.lives, &heads);
        let fences = reading.read_others(&markdown.fences, &heads);
        reading.finish(id, markdown, fences)
    }

    /// Whether anything in it is wrong.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.problems.is_empty()
    }
}

/// What an info string says, or is taken to say, so that what is below it can be read all the same.
struct Head {
    kind: &'static str,
    name: Option<String>,
    /// Whether it says so without a mistake.
    sound: bool,
}

/// A lesson while it is read.
struct Reading<'a> {
    source: &'a Source,
    problems: Problems,
    /// The names given so far, and their lines.
    names: BTreeMap<String, usize>,
    trainers: Vec<TrainerBlock>,
    checks: Vec<LessonCheck>,
    lives: Vec<LessonLive>,
}

impl<'a> Reading<'a> {
    fn new(source: &'a Source) -> Self {
        Reading {
            source,
            problems: RefCell::default(),
            names: BTreeMap::new(),
            trainers: Vec::new(),
            checks: Vec::new(),
            lives: Vec::new(),
        }
    }

    fn complain(&self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = Diagnostic::new(self.source.place(range), message).help(help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// What was not UTF-8 has become replacement characters when the file was read.
    fn complain_of_encoding(&self) {
        if let Some(at) = self.source.text.find(char::REPLACEMENT_CHARACTER) {
            let range = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            self.complain(range, "this is not UTF-8", "save the file as UTF-8");
        }
    }

    /// Reads the live values in prose, each about the nearest trainer above it.
    fn read_lives(&mut self, lives: &[RawLive], heads: &[Head]) {
        for raw in lives {
            let above = heads[..raw.fences]
                .iter()
                .filter(|head| head.kind == "trainer")
                .count();
            let trainer = above.saturating_sub(1);
            let source = self.source;
            let place = source.place(raw.range.clone());
            self.read_live(
                &raw.formula,
                |range| source.place(raw.range.start + range.start..raw.range.start + range.end),
                place,
                trainer,
            );
        }
    }

    /// Reads an info string: a kind, and a name that no other block of the lesson has.
    fn head(&mut self, fence: &RawFence) -> Head {
        let before = self.problems.borrow().len();
        let mut words = fence.info.split_whitespace();
        let kind = self.kind(words.next().unwrap_or_default(), fence);
        let name = words.next().map(ToString::to_string);
        if let Some(more) = words.next() {
            self.complain(
                fence.head.clone(),
                format!("expected a kind and a name, found `{more}` behind them"),
                format!("write ```{kind} name"),
            );
        }
        match &name {
            None if kind == "trainer" => {}
            None => self.complain(
                fence.head.clone(),
                format!("a {kind} has a name"),
                format!("write ```{kind} some-name"),
            ),
            Some(name) => self.take_name(name, fence),
        }
        let sound = self.problems.borrow().len() == before;
        Head { kind, name, sound }
    }

    /// The kind that a word is, or is a slip away from.
    fn kind(&self, word: &str, fence: &RawFence) -> &'static str {
        let near = |kind: &&str| slips(word, kind) <= 1;
        let kind = KINDS.into_iter().find(near).unwrap_or(KINDS[0]);
        if kind != word {
            self.complain(
                fence.head.start..fence.head.start + word.len(),
                format!("unknown kind of block `{word}`"),
                format!("did you mean `{kind}`?"),
            );
        }
        kind
    }

    fn take_name(&mut self, name: &str, fence: &RawFence) {
        let at = fence.head.end - fence.info.trim_end().len() + fence.info.find(name).unwrap_or(0);
        let place = at..at + name.len();
        if !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        {
            self.complain(
                place,
                "a name has letters, digits, `-` and `_`",
                "write it without other signs",
            );
            return;
        }
        let line = self.source.place(place.clone()).line;
        if let Some(first) = self.names.get(name) {
            self.complain(
                place,
                format!("the name `{name}` is used twice"),
                format!("it is first used in line {first}"),
            );
            return;
        }
        self.names.insert(name.to_string(), line);
    }

    fn read_trainers(&mut self, fences: &[RawFence], heads: &[Head]) {
        let trainers = fences
            .iter()
            .zip(heads)
            .filter(|(_, head)| head.kind == "trainer");
        let blocks: Vec<(Option<String>, Body<'_>)> = trainers
            .map(|(fence, head)| (head.name.clone(), self.body(fence)))
            .collect();
        let named = |name: &str| {
            blocks
                .iter()
                .find(|(other, _)| other.as_deref() == Some(name))
        };
        let others = |name: &str| named(name).map(|(_, body)| body);
        let read = blocks
            .iter()
            .map(|(name, body)| TrainerBlock::read(body, name.clone(), &self.problems, &others));
        self.trainers = read.collect();
    }

    fn read_others(&mut self, fences: &[RawFence], heads: &[Head]) -> Vec<Fence> {
        let mut trainers: usize = 0;
        let mut read = Vec::new();
        for (fence, head) in fences.iter().zip(heads) {
            read.push(if head.kind == "trainer" {
                trainers += 1;
                if head.sound && self.trainers[trainers - 1].setup.is_some() {
                    Fence::Trainer(trainers - 1)
                } else {
                    self.broken(fence)
                }
            } else {
                self.check(fence, head, trainers.saturating_sub(1))
            });
        }
        read
    }

    fn check(&mut self, fence: &RawFence, head: &Head, above: usize) -> Fence {
        let before = self.problems.borrow().len();
        let mut about = above;
        let body = self.body(fence);
        let find = |named: Option<Value<'_>>| {
            about = self.trainer_named(named, above, &body)?;
            self.setup(about)
        };
        let name = head.name.as_deref().unwrap_or_default();
        let Some(check) = Check::read(&body, name, &self.problems, find) else {
            return self.broken(fence);
        };
        let says = self.inline(&check.says, about);
        if !head.sound || self.problems.borrow().len() > before {
            return self.broken(fence);
        }
        self.checks.push(LessonCheck { check, says });
        Fence::Check(self.checks.len() - 1)
    }

    /// Which trainer a block is about: the one it names, or the one above it.
    fn trainer_named(
        &self,
        named: Option<Value<'_>>,
        above: usize,
        body: &Body<'_>,
    ) -> Option<usize> {
        let Some(value) = named else {
            self.miss_trainer(body.head_place());
            return Some(above);
        };
        let name = value.text()?;
        let known: Vec<&str> = self
            .trainers
            .iter()
            .filter_map(|trainer| trainer.name.as_deref())
            .collect();
        let found = self
            .trainers
            .iter()
            .position(|trainer| trainer.name.as_deref() == Some(name));
        found.or_else(|| {
            let help = match crate::formula::nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("named trainers here: {}", known.join(", ")),
            };
            value.complain(
                format!("there is no trainer \"{name}\" in this lesson"),
                help,
            )
        })
    }

    /// Complains, once, of something about a trainer in a lesson that has none.
    fn miss_trainer(&self, place: Place) {
        if !self.trainers.is_empty() {
            return;
        }
        let message = "this is about a trainer, and the lesson has none";
        let mut problems = self.problems.borrow_mut();
        let is_told = problems.iter().any(|problem| problem.message == message);
        if !is_told {
            problems.push(Diagnostic::new(place, message).help("add a ```trainer block"));
        }
    }

    fn setup(&self, trainer: usize) -> Option<Setup> {
        self.trainers.get(trainer)?.setup.clone()
    }

    /// Reads markdown within a block, whose live values are about that block's trainer.
    fn inline(&mut self, says: &Written<()>, trainer: usize) -> Text {
        let (mut text, read) = inline(&says.text);
        for (_, message, help) in read.mistakes {
            let mistake = Diagnostic::new(says.place.clone(), message).help(help);
            self.problems.borrow_mut().push(mistake);
        }
        for part in &mut text {
            if let InlineKind::Live(live) = &mut part.kind {
                *live += self.lives.len();
            }
        }
        for RawLive { formula, .. } in read.lives {
            self.read_live(
                &formula,
                |_| says.place.clone(),
                says.place.clone(),
                trainer,
            );
        }
        text
    }

    fn read_live(
        &mut self,
        formula: &str,
        place: impl Fn(Range<usize>) -> Place,
        whole: Place,
        trainer: usize,
    ) {
        self.miss_trainer(whole.clone());
        let read = parse(formula).and_then(|item| {
            let written = Written {
                item,
                text: formula.to_string(),
                place: whole,
            };
            self.setup(trainer)
                .map(|setup| Live::read(written, &setup))
                .transpose()
        });
        let live = read.unwrap_or_else(|problem| {
            let place = place(problem.span.start..problem.span.end);
            self.problems
                .borrow_mut()
                .push(Diagnostic::of(problem, place));
            None
        });
        self.lives.push(LessonLive { live, trainer });
    }

    fn body(&self, fence: &RawFence) -> Body<'a> {
        Body {
            source: self.source,
            head: fence.head.clone(),
            text: fence.text.clone(),
            pieces: fence.pieces.clone(),
        }
    }

    /// A fence with what is wrong in its lines.
    fn broken(&self, fence: &RawFence) -> Fence {
        let first = self.source.place(fence.head.clone()).line;
        let last = first + fence.text.lines().count();
        let problems = self.problems.borrow();
        Fence::Broken(
            problems
                .iter()
                .filter(|problem| problem.place.file == self.source.file)
                .filter(|problem| (first..=last).contains(&problem.place.line))
                .cloned()
                .collect(),
        )
    }

    fn finish(self, id: &str, markdown: Markdown, fences: Vec<Fence>) -> Lesson {
        let title = markdown.content.iter().find_map(|content| match content {
            Content::Heading(_, text) => Some(text.clone()),
            _ => None,
        });
        let was_read = self.source.text.len() <= MOST_BYTES;
        if title.is_none() && was_read {
            self.complain(
                0..0,
                "a lesson begins with its title",
                "write `# Title` in its first line",
            );
        }
        let mut problems = self.problems.into_inner();
        // Those of the lesson first, then those of each file that it names.
        problems.sort_by_cached_key(|Diagnostic { place, .. }| {
            let elsewhere = (place.file != self.source.file).then(|| place.file.clone());
            (elsewhere, place.line, place.column)
        });
        problems.dedup();
        Lesson {
            id: id.to_string(),
            title: title
                .filter(|title| !plain(title).is_empty())
                .unwrap_or_else(|| vec![Inline::words(id)]),
            content: markdown.content,
            fences,
            trainers: self.trainers,
            checks: self.checks,
            lives: self.lives,
            problems,
        }
    }
}
