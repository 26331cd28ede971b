//! A lesson is read once, and everything that is wrong in it is told at its place.

use std::cell::RefCell;
use std::sync::Arc;

use index_vec::IndexVec;

use super::document::{Content, Fence, Inline, InlineKind, Text, plain};
use super::heads::{Head, Heads};
use super::index::{BlockIndex, TrainerIndex};
use super::markdown::{Markdown, RawFence, RawLive, inline, read};
use super::read::{BlockHead, Lesson, LessonBlock, LessonLink, LessonLive};
use crate::block::{
    Block, Body, Diagnostic, Found, Live, Located, Location, Passage, Problems, Read, Source,
    TrainerBlock, Value, is_utf16,
};
use crate::formula::{Span, parse};
use crate::training::{Sweep, TrainerSpec};

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
        if is_utf16(&source.text) {
            reading.complain(0..1, "this is UTF-16, not UTF-8", "save the file as UTF-8");
            let unread = Markdown {
                title: Some(id.to_string()),
                ..Markdown::default()
            };
            return reading.finish(id, unread, Vec::new());
        }
        reading.complain_of_encoding();
        let markdown = read(&source.text);
        for mistake in &markdown.mistakes {
            let place = source.place(mistake.span);
            let told = Diagnostic::of(mistake.clone(), place);
            reading.problems.borrow_mut().push(told);
        }
        let heads: Vec<Head> = {
            let mut heads = Heads::new(source, &reading.problems);
            markdown
                .fences
                .iter()
                .map(|fence| heads.read(fence))
                .collect()
        };
        reading.read_trainers(&markdown.fences, &heads);
        reading.read_lives(&markdown.lives, &heads);
        reading.read_links(&markdown.links, |range| source.place(range));
        let fences = reading.read_others(&markdown.fences, &heads);
        let lines = markdown.fences.iter().map(|fence| fence.head);
        let lines = lines.map(|head| source.place(head).line);
        let heads = heads.into_iter().zip(lines).map(|(head, line)| BlockHead {
            kind: head.kind,
            name: head.name,
            line,
        });
        let heads = heads.collect();
        Lesson {
            heads,
            ..reading.finish(id, markdown, fences)
        }
    }
}

/// A lesson while it is read.
struct Reading<'a> {
    source: &'a Source,
    problems: Problems,
    trainers: IndexVec<TrainerIndex, TrainerBlock>,
    blocks: IndexVec<BlockIndex, LessonBlock>,
    lives: Vec<LessonLive>,
    links: Vec<LessonLink>,
}

impl<'a> Reading<'a> {
    fn new(source: &'a Source) -> Self {
        Reading {
            source,
            problems: RefCell::default(),
            trainers: IndexVec::new(),
            blocks: IndexVec::new(),
            lives: Vec::new(),
            links: Vec::new(),
        }
    }

    fn complain(&self, span: impl Into<Span>, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = Diagnostic::new(self.source.place(span), message).help(help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Complains of a text that is not UTF-8: it became replacement characters when the file was read.
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
                .filter(|head| head.is_trainer())
                .count();
            let trainer = TrainerIndex::from(above.saturating_sub(1));
            let source = self.source;
            let place = source.place(raw.range);
            self.read_live(
                &raw.formula,
                |inner| source.place(inner.shifted(raw.range.start)),
                place,
                trainer,
            );
        }
    }

    fn read_trainers(&mut self, fences: &[RawFence], heads: &[Head]) {
        let trainers = fences
            .iter()
            .zip(heads)
            .filter(|(_, head)| head.is_trainer());
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
        let mut above = TrainerIndex::default();
        let mut trainers = self.trainers.indices();
        let mut read = Vec::new();
        for (place, (fence, head)) in fences.iter().zip(heads).enumerate() {
            if head.kind.name == "lesson" && place > 0 {
                let message = "the head of a lesson stands at its top, once";
                self.complain(fence.head, message, "put it before all other blocks");
            }
            read.push(match head.kind.read {
                None => {
                    above = trainers.next().unwrap_or(above);
                    if head.sound && self.setup(above).is_some() {
                        Fence::Trainer(above)
                    } else {
                        self.broken(fence)
                    }
                }
                Some(read) => self.block(fence, head, read, above),
            });
        }
        read
    }

    /// Reads a block that is no trainer; `above` is the trainer above it.
    fn block(&mut self, fence: &RawFence, head: &Head, read: Read, above: TrainerIndex) -> Fence {
        let before = self.problems.borrow().len();
        let mut trainer = above;
        let body = self.body(fence);
        let mut find = |named: Option<Value<'_>>, needed: bool| {
            if self.trainers.is_empty() && !needed {
                return Found::None;
            }
            match self.trainer_named(named, above, &body) {
                Some(found) => trainer = found,
                None => return Found::Broken,
            }
            self.setup(trainer)
                .map_or(Found::Broken, |setup| Found::Trainer(Box::new(setup)))
        };
        let block = read(&body, &self.problems, &mut find);
        let proses = body.proses.borrow().clone();
        let texts = proses
            .iter()
            .map(|prose| self.inline(prose, trainer))
            .collect();
        let sound = head.sound && self.problems.borrow().len() == before;
        match block.filter(|_| sound) {
            Some(block) => Fence::Block(self.blocks.push(LessonBlock {
                name: head.name.clone().unwrap_or_default(),
                block,
                texts,
                trainer,
            })),
            None => self.broken(fence),
        }
    }

    /// The trainer that a block is about: the one it names, or the one above it.
    fn trainer_named(
        &self,
        named: Option<Value<'_>>,
        above: TrainerIndex,
        body: &Body<'_>,
    ) -> Option<TrainerIndex> {
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
    fn miss_trainer(&self, place: Location) {
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

    fn setup(&self, trainer: TrainerIndex) -> Option<TrainerSpec> {
        self.trainers.get(trainer)?.setup.clone()
    }

    fn read_links(&mut self, links: &[(String, Span)], place: impl Fn(Span) -> Location) {
        self.links
            .extend(links.iter().map(|(target, range)| LessonLink {
                target: target.clone(),
                place: place(*range),
                lesson: None,
            }));
    }

    /// Reads markdown within a block, whose live values are about that block's trainer.
    fn inline(&mut self, says: &Passage, trainer: TrainerIndex) -> Text {
        let source = self.source;
        let place = |span: Span| source.place(says.span(span));
        let (mut text, read) = inline(&says.text);
        for mistake in read.mistakes {
            let place = place(mistake.span);
            let told = Diagnostic::of(mistake, place);
            self.problems.borrow_mut().push(told);
        }
        for part in &mut text {
            if let InlineKind::Live(live) = &mut part.kind {
                *live += self.lives.len();
            }
            if let Some(link) = &mut part.stress.link {
                *link += self.links.len();
            }
        }
        self.read_links(&read.links, place);
        for RawLive { formula, range, .. } in read.lives {
            let start = range.start;
            self.read_live(
                &formula,
                |inner| place(inner.shifted(start)),
                place(range),
                trainer,
            );
        }
        text
    }

    fn read_live(
        &mut self,
        formula: &str,
        place: impl Fn(Span) -> Location,
        whole: Location,
        trainer: TrainerIndex,
    ) {
        self.miss_trainer(whole.clone());
        let read = parse(formula).and_then(|item| {
            let written = Located {
                item,
                text: formula.to_string(),
                place: whole,
            };
            self.setup(trainer)
                .map(|setup| Live::read(written, &setup))
                .transpose()
        });
        let live = read.unwrap_or_else(|problem| {
            let place = place(problem.span);
            self.problems
                .borrow_mut()
                .push(Diagnostic::of(problem, place));
            None
        });
        self.lives.push(LessonLive { live, trainer });
    }

    fn body(&self, fence: &RawFence) -> Body<'a> {
        Body {
            keys: RefCell::default(),
            spoilt: RefCell::default(),
            source: self.source,
            head: fence.head,
            text: fence.text.clone(),
            pieces: fence.pieces.clone(),
            proses: RefCell::default(),
            sweeps: self.sweeps(),
        }
    }

    /// The sweeps that were read so far.
    fn sweeps(&self) -> Vec<Arc<Sweep>> {
        let blocks = self.blocks.iter().map(|block| &block.block);
        let sweeps = blocks.filter_map(|block| match block {
            Block::Sweep(sweep) => Some(sweep.sweep.clone()),
            _ => None,
        });
        sweeps.collect()
    }

    /// A fence with what is wrong in its lines.
    fn broken(&self, fence: &RawFence) -> Fence {
        let first = self.source.place(fence.head).line;
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
        let front = markdown.title.map(|title| vec![Inline::words(title)]);
        let title = title.or(front);
        let was_read = self.source.text.len() <= MOST_BYTES;
        if title.is_none() && was_read {
            self.complain(
                0..0,
                "a lesson begins with its title",
                "write `# Title` in its first line",
            );
        }
        let mut lesson = Lesson {
            id: id.to_string(),
            file: self.source.file.clone(),
            title: title
                .filter(|title| !plain(title).is_empty())
                .unwrap_or_else(|| vec![Inline::words(id)]),
            content: markdown.content,
            fences,
            heads: Vec::new(),
            trainers: self.trainers,
            blocks: self.blocks,
            lives: self.lives,
            links: self.links,
            problems: Vec::new(),
        };
        lesson.complain(self.problems.into_inner());
        if !lesson.is_broken() {
            let unopened = unopened(&lesson);
            lesson.complain(unopened);
        }
        lesson
    }
}

/// Complains of sealed trainers that no question opens.
fn unopened(lesson: &Lesson) -> Vec<Diagnostic> {
    let trainers = lesson.trainers.iter_enumerated();
    let sealed = trainers.filter(|(number, _)| lesson.seal(*number).is_none());
    let places = sealed.filter_map(|(_, trainer)| trainer.sealed.clone());
    let complaint = |place| {
        Diagnostic::new(
            place,
            "nothing opens this seal: no question is about the trainer",
        )
        .help("add a ```question about it, or leave `sealed` out")
    };
    places.map(complaint).collect()
}
