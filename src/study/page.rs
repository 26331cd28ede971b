//! The open lesson as lines of a width: prose wrapped, live values computed, blocks in their current state, and its
//! end.

use index_vec::IndexVec;
use std::ops::Range;

use super::flow::{Beginning, Flow, FlowChart};
use super::parts::{PagePart, PartState};
use super::prose::{Manner, Prose, code_line, live_text};
use super::sitting::Study;
use super::stops::{Status, Stop};
use crate::block::{Block, Diagnostic};
use crate::figure::{Ink, Line, Piece, Role, Table, indent};
use crate::lesson::{
    BlockIndex, Content, Fence, Inline, Lesson, LessonIndex, Text, TrainerIndex, plain,
};
use crate::panel::{Mask, Panel, View, terms_of};

/// A lesson laid out.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Number and line of each of its trainers.
    pub trainers: Vec<(TrainerIndex, usize)>,
    /// The panels that the text speaks of, and the line from which on it does.
    pub shows: Vec<(Vec<&'static Panel>, usize)>,
    /// From which line to which each of its stops goes.
    pub stops: Vec<(Stop, Range<usize>)>,
    /// Ranges of its lines that are not wrapped, each with the columns of its widest line.
    pub unwrapped: Vec<(Range<usize>, usize)>,
    /// The charts among its lines.
    pub charts: Vec<FlowChart>,
    /// The lines that contain the text searched for.
    pub found: Vec<usize>,
}

/// All that a page shows besides its lesson: a page need not be made anew while these are the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    lesson: LessonIndex,
    columns: usize,
    manner: Manner,
    trainer: TrainerIndex,
    stop: Option<Stop>,
    lives: Vec<String>,
    blocks: IndexVec<BlockIndex, PartState>,
    /// The numbers of the selected weight's terms.
    terms: Option<[(Role, String); 4]>,
    hidden: Vec<f64>,
    sought: Option<String>,
}

impl Shown {
    /// The state that a page of `study` shows now.
    #[must_use]
    pub fn of(study: &Study, columns: usize) -> Self {
        let lesson = study.lesson();
        Shown {
            lesson: study.lesson_number(),
            columns,
            manner: Manner::Drawn,
            trainer: study.shown(),
            stop: study.stop(),
            lives: (0..lesson.lives.len())
                .map(|live| live_text(study, live))
                .collect(),
            blocks: (lesson.blocks.indices())
                .map(|block| PartState::of(study, block))
                .collect(),
            terms: study.trainer().and_then(|trainer| {
                let veil = study.veil(study.shown());
                terms_of(&View {
                    is_alone: false,
                    trainer,
                    veil: &veil,
                })
            }),
            hidden: study.veil_of_all().values,
            sought: study.sought().map(str::to_lowercase),
        }
    }
}

impl Shown {
    /// The same for a page that is read out: a line for each fact, however long.
    #[must_use]
    pub fn said(study: &Study) -> Self {
        Shown {
            manner: Manner::Said,
            ..Shown::of(study, usize::MAX)
        }
    }

    /// Width of the page, in columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }
}

impl Page {
    /// The columns by which a line is moved of those that are wider than the page, where they are moved by up to `across`: lines
    /// that belong together are moved alike.
    #[must_use]
    pub fn moved_by(&self, line: usize, across: usize, columns: usize) -> usize {
        let mut ranges = self.unwrapped.iter();
        let widest = ranges.find(|(range, _)| range.contains(&line));
        widest.map_or(0, |(_, widest)| across.min(widest.saturating_sub(columns)))
    }

    /// The panels that the text speaks of at a line; a trainer begins anew.
    #[must_use]
    pub fn spoken_of(&self, line: usize) -> &[&'static Panel] {
        let trainer = self.trainers.iter().rfind(|(_, at)| *at <= line);
        let show = self.shows.iter().rfind(|(_, at)| *at <= line);
        show.filter(|(_, at)| trainer.is_none_or(|(_, trainer)| trainer < at))
            .map_or(&[], |(panels, _)| panels)
    }

    /// The lines that a stop takes; none, if it is not on the page.
    #[must_use]
    pub fn lines_of(&self, stop: Stop) -> Option<&Range<usize>> {
        let mut stops = self.stops.iter();
        stops.find_map(|(known, lines)| (*known == stop).then_some(lines))
    }

    /// The open lesson of `study`, as `shown` says.
    #[must_use]
    pub fn new(study: &Study, shown: &Shown) -> Page {
        let mut layout = PageLayout {
            study,
            shown,
            flow: Flow {
                columns: shown.columns,
                ..Flow::default()
            },
            page: Page::default(),
        };
        let lesson = study.lesson();
        if lesson.is_broken() {
            layout.broken_lesson(lesson);
        }
        layout.contents(study.content(), &Beginning::default());
        match study.held_by() {
            Some(block) => layout.held(block),
            None => layout.end(),
        }
        layout.finish()
    }
}

struct PageLayout<'a> {
    study: &'a Study,
    shown: &'a Shown,
    flow: Flow,
    page: Page,
}

impl<'a> PageLayout<'a> {
    fn prose(&self) -> Prose<'a> {
        Prose {
            lives: &self.shown.lives,
            link: match self.shown.stop {
                Some(Stop::Link(link)) => Some(link),
                _ => None,
            },
            manner: self.shown.manner,
        }
    }

    fn line(&self, text: &[Inline], ink: Option<Ink>) -> Line {
        self.prose().line(text, ink)
    }

    fn contents(&mut self, contents: &[Content], beginning: &Beginning) {
        let mut beginning = beginning.clone();
        let study = self.study;
        let seen = contents.iter().filter(|part| is_seen(study, part));
        let mut is_first = true;
        for content in seen {
            if let Content::Show(panels) = content {
                self.page
                    .shows
                    .push((panels.clone(), self.flow.lines.len()));
                continue;
            }
            if !is_first {
                self.flow.lines.push(beginning.rest.clone());
            }
            is_first = false;
            self.content(content, &beginning);
            beginning = beginning.on();
        }
    }

    fn content(&mut self, content: &Content, beginning: &Beginning) {
        match content {
            Content::Heading(level, text) => {
                let ink = Ink {
                    strong: *level <= 2,
                    ..Role::Heading.into()
                };
                let mark = match self.shown.manner {
                    Manner::Drawn => Line::default(),
                    Manner::Said => Line::of(ink, format!("{} ", "#".repeat(usize::from(*level)))),
                };
                self.paragraph(text, Some(ink), &beginning.within(&mark, &Line::default()));
            }
            Content::Paragraph(text) => self.paragraph(text, None, beginning),
            Content::Quote(alert, inner) => self.quote(*alert, inner, beginning),
            Content::List(first, items) => self.list(*first, items, beginning),
            Content::Code(lines) => {
                let lines = lines.iter().map(|line| code_line(line));
                self.flow.cut(lines, beginning);
            }
            Content::Table(head, rows) => self.table(head, rows, beginning),
            Content::Rule => self.rule(beginning),
            Content::Math(math) if self.shown.manner == Manner::Said => {
                let words = Line::of(Role::Plain, math.words());
                self.flow.wrapped(&words, beginning);
            }
            Content::Math(math) => {
                let margin = beginning.first.width() + 2;
                let columns = self.shown.columns.saturating_sub(margin);
                let terms = self.shown.terms.as_ref().filter(|_| math.has_all_terms());
                let block = match terms {
                    Some(terms) => math.two_dimensional_within_with(columns, &|role| {
                        let term = terms.iter().find(|(term, _)| *term == role);
                        term.map(|(_, number)| number.clone())
                    }),
                    None => math.two_dimensional_within(columns),
                };
                let lines = block.lines.iter().map(|line| indent(2).followed_by(line));
                self.flow.cut(lines, beginning);
            }
            Content::Footnote(label, inner) => {
                let mark = Line::of(Role::Quiet, format!("[{label}] "));
                self.contents(inner, &beginning.within(&mark, &indent(mark.width())));
            }
            Content::Fence(fence) => self.fence(*fence, beginning),
            Content::Show(_) => {}
        }
    }

    fn paragraph(&mut self, text: &[Inline], ink: Option<Ink>, beginning: &Beginning) {
        let start = self.flow.lines.len();
        let line = self.line(text, ink);
        self.flow.wrapped_at_breaks(&line, beginning);
        self.links(text, start);
    }

    fn links(&mut self, text: &[Inline], start: usize) {
        for link in text.iter().filter_map(|inline| inline.stress.link) {
            let place = (Stop::Link(link), start..self.flow.lines.len());
            if self.page.stops.last() != Some(&place) {
                self.page.stops.push(place);
            }
        }
    }

    fn quote(&mut self, alert: Option<&str>, inner: &[Content], beginning: &Beginning) {
        let bar = match self.shown.manner {
            Manner::Drawn => Line::of(Role::Quiet, "▌ "),
            Manner::Said => Line::default(),
        };
        let beginning = beginning.within(&bar, &bar);
        if let Some(alert) = alert {
            let title = Line::of(Ink::from(Role::Heading).strong(), alert);
            self.flow.wrapped(&title, &beginning);
        }
        let on = beginning.on();
        self.contents(inner, if alert.is_some() { &on } else { &beginning });
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Content>], beginning: &Beginning) {
        let mut beginning = beginning.clone();
        for (number, item) in (0..).zip(items) {
            let mark = first.map_or("• ".to_string(), |first| {
                format!("{}. ", first.saturating_add(number))
            });
            let mark = Line::of(Role::Quiet, mark);
            self.contents(item, &beginning.within(&mark, &indent(mark.width())));
            beginning = beginning.on();
        }
    }

    fn table(&mut self, head: &[Text], rows: &[Vec<Text>], beginning: &Beginning) {
        let cells = |row: &[Text]| {
            row.iter()
                .map(|cell| self.line(cell, None))
                .collect::<Vec<_>>()
        };
        let table = Table {
            head: cells(head),
            rows: rows.iter().map(|row| cells(row)).collect(),
        };
        match self.shown.manner {
            Manner::Drawn => {
                let columns = self.shown.columns.saturating_sub(beginning.first.width());
                let lines = table.lines_within(columns);
                self.flow.cut(lines.into_iter(), beginning);
            }
            Manner::Said => {
                for line in table.said() {
                    self.flow.wrapped(&line, beginning);
                }
            }
        }
    }

    fn rule(&mut self, beginning: &Beginning) {
        if self.shown.manner == Manner::Said {
            return;
        }
        let rule = Line::of(Role::Quiet, "─".repeat(20));
        self.flow.cut(std::iter::once(rule), beginning);
    }

    /// Explains that a closed gate holds back what follows.
    fn held(&mut self, block: BlockIndex) {
        let done = match self.study.lesson().blocks[block].block {
            Block::Task(_) => "done",
            _ => "answered",
        };
        let text = format!("What follows is shown once this is {done} or passed over.");
        let line = Line::of(Role::Quiet, text);
        self.flow.wrapped(&line, &Beginning::default());
    }

    fn fence(&mut self, fence: usize, beginning: &Beginning) {
        match &self.study.lesson().fences[fence] {
            Fence::Trainer(trainer) => self.trainer(*trainer, beginning),
            Fence::Block(block) => self.block(*block, beginning),
            Fence::Broken(problems) => self.broken(problems, beginning),
        }
    }

    fn trainer(&mut self, trainer: TrainerIndex, beginning: &Beginning) {
        let name = self.study.lesson().trainers[trainer]
            .name
            .as_deref()
            .unwrap_or("trainer");
        let line = if self.shown.manner == Manner::Said {
            Line::of(
                Role::Heading,
                format!("Trainer {name}: `look` tells of it."),
            )
        } else if trainer == self.shown.trainer {
            Line::of(Ink::from(Role::Heading).strong(), format!("▶ {name}"))
                .and(Role::Quiet, " · the trainer that is shown")
        } else {
            Line::of(Role::Heading, format!("▷ {name}"))
        };
        let start = self.flow.lines.len();
        self.page.trainers.push((trainer, start));
        self.flow.wrapped(&line, beginning);
        let place = start..self.flow.lines.len();
        self.page.stops.push((Stop::Trainer(trainer), place));
    }

    fn block(&mut self, block: BlockIndex, beginning: &Beginning) {
        let start = self.flow.lines.len();
        let stop = match self.study.lesson().blocks[block].block {
            Block::Check(_) => Stop::Claim(block),
            _ => Stop::Block(block),
        };
        let part = PagePart {
            study: self.study,
            number: block,
            state: &self.shown.blocks[block],
            prose: self.prose(),
            is_here: self.shown.stop == Some(stop),
        };
        part.lay_out(&mut self.flow, beginning);
        let place = start..self.flow.lines.len();
        self.page.stops.push((stop, place));
    }

    /// The errors in a broken block, in its place.
    fn broken(&mut self, problems: &[Diagnostic], beginning: &Beginning) {
        let beginning = beginning.within(&Line::of(Role::Bad, "✗ "), &indent(2));
        if problems.is_empty() {
            let line = Line::of(Role::Plain, "This needs a trainer that is broken.");
            return self.flow.wrapped(&line, &beginning);
        }
        let mut beginning = beginning;
        for line in problems.iter().flat_map(Diagnostic::figure) {
            self.flow.wrapped(&line, &beginning);
            beginning = beginning.on();
        }
    }

    /// A notice above a broken lesson, with what no block of it shows.
    fn broken_lesson(&mut self, lesson: &Lesson) {
        let in_blocks = |problem: &&Diagnostic| {
            lesson
                .fences
                .iter()
                .any(|fence| matches!(fence, Fence::Broken(problems) if problems.contains(problem)))
        };
        let (within, outside): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            lesson.problems.iter().partition(in_blocks);
        let count = within.len() + outside.len();
        let notice = format!(
            "✗ This lesson has {count} error{} and is shown as far as it can be.",
            if count == 1 { "" } else { "s" }
        );
        self.flow
            .wrapped(&Line::of(Role::Bad, notice), &Beginning::default());
        let beginning = Beginning {
            first: indent(2),
            rest: indent(2),
        };
        for line in outside.into_iter().flat_map(Diagnostic::figure) {
            self.flow.wrapped(&line, &beginning);
        }
        self.flow.lines.push(Line::default());
    }

    /// The end: what to recall, what was done, the way on.
    fn end(&mut self) {
        let beginning = Beginning::default();
        let blocks = &self.study.lesson().blocks;
        let recalls: Vec<BlockIndex> = (blocks.indices())
            .filter(|block| matches!(blocks[*block].block, Block::Recall(_)))
            .collect();
        if !recalls.is_empty() {
            self.flow.lines.push(Line::default());
            let heading = Line::of(Ink::from(Role::Heading).strong(), "To recall");
            self.flow.wrapped(&heading, &beginning);
            for block in recalls {
                self.flow.lines.push(Line::default());
                self.block(block, &beginning);
            }
        }
        self.outside();
        let last: Vec<Line> = [self.done(), self.way_on()].into_iter().flatten().collect();
        if !last.is_empty() {
            self.flow.lines.push(Line::default());
            self.rule(&beginning);
        }
        for line in last {
            self.flow.wrapped(&line, &beginning);
        }
    }

    /// The addresses of the links that lead out of the course.
    fn outside(&mut self) {
        let links = self.study.lesson().links.iter();
        let mut addresses: Vec<&str> = links.map(|link| link.target.as_str()).collect();
        addresses.retain(|address| address.contains("://"));
        addresses.dedup();
        if !addresses.is_empty() {
            self.flow.lines.push(Line::default());
        }
        for address in addresses {
            let line = Line::of(Role::Quiet, address);
            self.flow.wrapped(&line, &Beginning::default());
        }
    }

    /// The summary of the lesson: what was done, and what is still open.
    fn done(&self) -> Option<Line> {
        let tally = self.study.tally(self.shown.lesson);
        if tally.all == 0 {
            return None;
        }
        let text = match (tally.done, tally.all) {
            (done, all) if done == all => format!("All done: {all} of {all}."),
            (done, all) => format!("Done: {done} of {all}."),
        };
        let role = if tally.is_done() {
            Role::Good
        } else {
            Role::Plain
        };
        let mut line = Line::of(role, text);
        if tally.skipped > 0 {
            line.push(Role::Quiet, format!(" Not answered: {}.", tally.skipped));
        }
        let open = self.study.stops().iter().filter_map(|stop| stop.block());
        let is_open =
            |block: &BlockIndex| self.study.standing(self.shown.lesson, *block) == Status::Open;
        let names: Vec<&str> = open
            .filter(is_open)
            .map(|block| self.study.lesson().blocks[block].name.as_str())
            .collect();
        if !names.is_empty() {
            line.push(Role::Quiet, format!(" Still open: {}.", names.join(", ")));
        }
        Some(line)
    }

    fn way_on(&self) -> Option<Line> {
        let lessons = &self.study.course().lessons;
        let next = lessons.get(self.shown.lesson + 1)?;
        let key = Line::of(Ink::from(Role::Plain).strong(), ">");
        let title = plain(&next.title);
        Some(match self.shown.manner {
            Manner::Drawn => key.and(Role::Quiet, format!(" next: {title}")),
            Manner::Said => Line::of(
                Role::Plain,
                format!("`next` opens the next lesson: {title}"),
            ),
        })
    }

    /// Hides the answers to open questions, and marks the text searched for.
    fn finish(mut self) -> Page {
        let veil = Mask {
            values: self.shown.hidden.clone(),
            ..Mask::default()
        };
        let lines = self.flow.lines.into_iter().map(|line| veil.line(line));
        self.page.lines = lines.collect();
        let lines = &self.page.lines;
        let widest = |range: &Range<usize>| lines[range.clone()].iter().map(Line::width).max();
        let ranges = self.flow.unwrapped.into_iter();
        let ranges = ranges.map(|range| (range.clone(), widest(&range).unwrap_or(0)));
        self.page.unwrapped = ranges.collect();
        self.page.charts = self.flow.charts;
        if let Some(sought) = &self.shown.sought {
            for (number, line) in self.page.lines.iter_mut().enumerate() {
                if let Some(marked) = marked(line, sought) {
                    *line = marked;
                    self.page.found.push(number);
                }
            }
        }
        self.page
    }
}

/// Returns `true` if a part is shown where it was written: recall blocks are asked at the end.
fn is_seen(study: &Study, content: &Content) -> bool {
    let Content::Fence(fence) = content else {
        return true;
    };
    match study.lesson().fences[*fence] {
        Fence::Block(block) => !matches!(study.lesson().blocks[block].block, Block::Recall(_)),
        _ => true,
    }
}

/// A line with the text searched for marked; nothing, if it does not contain it.
fn marked(line: &Line, sought: &str) -> Option<Line> {
    let text = line.text();
    let lower = text.to_lowercase();
    // Where lower case has other lengths, places would be off: then the line is found, and not marked.
    if lower.len() != text.len() {
        return lower.contains(sought).then(|| line.clone());
    }
    let places: Vec<usize> = lower.match_indices(sought).map(|(at, _)| at).collect();
    if places.is_empty() {
        return None;
    }
    let is_sought = |at: usize| {
        let mut places = places.iter();
        places.any(|start| (*start..start + sought.len()).contains(&at))
    };
    let mut marked = Line::default();
    let mut at = 0;
    for Piece { text, ink } in &line.pieces {
        for c in text.chars() {
            let ink = if is_sought(at) {
                ink.selected(true)
            } else {
                *ink
            };
            marked.push(ink, c.to_string());
            at += c.len_utf8();
        }
    }
    Some(marked)
}
