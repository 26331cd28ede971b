//! What parts of all kinds are made of: their question behind a sign, hints, the field in which one types.

use super::super::flow::{Beginning, Flow};
use super::super::prose::{Manner, Prose};
use super::super::sitting::Study;
use super::super::stops::Status;
use super::state::PartState;
use crate::block::{Block, Prose as Words};
use crate::figure::{Chart, Ink, Line, Role, indent};
use crate::lesson::{BlockIndex, Inline, InlineKind};

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const ANOTHER_HINT: [&str; 2] = ["H gives another hint.", "`hint` gives another."];

/// Rows of a chart in the text.
const CHART_ROWS: usize = 11;

/// A block of the open lesson, to be laid out.
pub struct PagePart<'a> {
    /// The sitting.
    pub study: &'a Study,
    /// Number of the block in the lesson.
    pub number: BlockIndex,
    /// Its current state.
    pub state: &'a PartState,
    /// The context of running text.
    pub prose: Prose<'a>,
    /// `true` if it is the current stop.
    pub is_here: bool,
}

impl PagePart<'_> {
    pub(super) fn line(&self, words: Words) -> Line {
        let block = &self.study.lesson().blocks[self.number];
        self.prose.line(block.text(words), None)
    }

    /// A text with the numbers of the moment of answering in it.
    pub(super) fn line_then(&self, words: Words) -> Line {
        let mut lives = self.prose.lives.to_vec();
        for (number, text) in &self.state.kept {
            if let Some(live) = lives.get_mut(*number) {
                live.clone_from(text);
            }
        }
        let then = Prose {
            lives: &lives,
            ..self.prose
        };
        let block = &self.study.lesson().blocks[self.number];
        then.line(block.text(words), None)
    }

    /// Returns `true` if a text of the block has live values.
    pub(super) fn has_lives(&self, words: Words) -> bool {
        let text = self.study.lesson().blocks[self.number].text(words);
        let is_live = |inline: &Inline| matches!(inline.kind, InlineKind::Live(_));
        text.iter().any(is_live)
    }

    pub(super) fn says(&self, words: Words, flow: &mut Flow, beginning: &Beginning) {
        flow.wrapped_at_breaks(&self.line_then(words), beginning);
    }

    /// Adds a hint on what keys do here, or in the plain face words.
    pub(super) fn how(&self, [keys, words]: [&str; 2], flow: &mut Flow, beginning: &Beginning) {
        let text = match self.prose.manner {
            Manner::Drawn => keys,
            Manner::Said => words,
        };
        quiet(text, flow, beginning);
    }

    /// Adds the question, behind a sign of its state; returns the beginning of the lines below it.
    pub(super) fn asks(
        &self,
        [sign, kind]: [&str; 2],
        asks: Words,
        flow: &mut Flow,
        beginning: &Beginning,
    ) -> Beginning {
        if self.prose.manner == Manner::Said {
            let name = &self.study.lesson().blocks[self.number].name;
            let standing = match self.state.standing {
                Status::Open => "",
                Status::Skipped => ", not answered",
                Status::Done if self.is_kept() => ", kept",
                Status::Done => ", done",
            };
            let head = Line::of(Role::Heading, format!("{kind} {name}{standing}: "));
            let line = head.followed_by(&self.line(asks));
            flow.wrapped_at_breaks(&line, beginning);
            return beginning.on();
        }
        let (sign, role) = match self.state.standing {
            Status::Open => (sign, Role::Heading),
            Status::Skipped => ("–", Role::Quiet),
            Status::Done if self.is_kept() => ("•", Role::Heading),
            Status::Done => ("✓", Role::Good),
        };
        let mark = Line::of(Ink::from(role).strong().selected(self.is_here), sign);
        let mark = mark.and(Role::Plain, " ");
        let beginning = beginning.within(&mark, &indent(2));
        flow.wrapped_at_breaks(&self.line(asks), &beginning);
        beginning.on()
    }

    /// Returns `true` if it was answered by something neither right nor wrong: a guess, a note.
    pub(super) fn is_kept(&self) -> bool {
        match &self.study.lesson().blocks[self.number].block {
            Block::Question(question) => question.answer.is_guess(),
            Block::Note(_) => true,
            _ => false,
        }
    }

    pub(super) fn chart(&self, chart: &Chart, kind: &str, flow: &mut Flow, beginning: &Beginning) {
        if self.prose.manner == Manner::Drawn {
            return flow.chart(chart, CHART_ROWS, &beginning.within(&indent(2), &indent(2)));
        }
        let name = &self.study.lesson().blocks[self.number].name;
        flow.wrapped(
            &Line::of(Role::Heading, format!("{kind} {name}.")),
            beginning,
        );
        let key = chart.key.iter().map(|(ink, text)| Line::of(*ink, text));
        for line in key.chain(chart.fallback()) {
            flow.wrapped(&line, &beginning.on());
        }
    }

    /// The hints that were asked for, and what can be done here, without hints and with them.
    pub(super) fn hints(
        &self,
        hints: &[Words],
        [how, how_with_hints]: [[&str; 2]; 2],
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let (given, left) = hints.split_at(self.state.hinted.min(hints.len()));
        for hint in given {
            let line = Line::of(Role::Quiet, "Hint: ");
            flow.wrapped_at_breaks(&line.followed_by(&self.line(*hint)), beginning);
        }
        let is_typing = self.state.is_typing || self.state.typed.is_some();
        if self.state.standing == Status::Open && self.is_here && !is_typing {
            match (given, left) {
                ([], []) => self.how(how, flow, beginning),
                ([], _) => self.how(how_with_hints, flow, beginning),
                (_, []) => {}
                _ => self.how(ANOTHER_HINT, flow, beginning),
            }
        }
    }

    /// The line that is typed, with its cursor.
    pub(super) fn field(&self, flow: &mut Flow, beginning: &Beginning) {
        let (before, under, behind) = self.state.typed.clone().unwrap_or_default();
        let strong = Ink::from(Role::Plain).strong();
        let strong = Ink {
            own: true,
            ..strong
        };
        let mut line = Line::of(Role::Heading, "> ").and(strong, before);
        if self.state.is_typing {
            let cursor = under.map_or(" ".to_string(), String::from);
            line.push(strong.selected(true), cursor.replace(' ', "\u{a0}"));
        } else {
            line.push(strong, under.map_or(String::new(), String::from));
        }
        line.push(strong, behind);
        if !self.state.is_typing {
            line.push(Role::Quiet, "   Enter goes on");
        }
        flow.wrapped(&line, beginning);
    }
}

/// A line that may be overlooked.
pub(super) fn quiet(text: &str, flow: &mut Flow, beginning: &Beginning) {
    flow.wrapped(&Line::of(Role::Quiet, text), beginning);
}
