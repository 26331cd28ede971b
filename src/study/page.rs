//! The open lesson as lines of a width: prose wrapped, live values computed, blocks shown as they stand.

use super::sitting::Study;
use crate::block::{Diagnostic, Outcome};
use crate::figure::{Ink, Line, Role, Table, indent, wrap};
use crate::lesson::{Content, Fence, Inline, InlineKind, Lesson, Text};

/// A lesson laid out.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// In which line each of its trainers stands.
    pub trainers: Vec<(usize, usize)>,
}

/// All that a page shows besides its lesson: a page need not be made anew while these are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    lesson: usize,
    columns: usize,
    stop: usize,
    lives: Vec<String>,
    checks: Vec<Option<bool>>,
}

impl Shown {
    /// What a page of `study` shows now.
    #[must_use]
    pub fn of(study: &Study, columns: usize) -> Self {
        let lesson = study.lesson();
        Shown {
            lesson: study.lesson_number(),
            columns,
            stop: study.stop(),
            lives: (0..lesson.lives.len())
                .map(|live| live_text(study, live))
                .collect(),
            checks: (0..lesson.checks.len())
                .map(|check| {
                    study
                        .outcome(check)
                        .map(|outcome| matches!(outcome, Outcome::Holds))
                })
                .collect(),
        }
    }
}

/// A live value, as it stands; held together by no-break spaces.
fn live_text(study: &Study, live: usize) -> String {
    let live = &study.lesson().lives[live];
    match (&live.live, study.trainer_of(live.trainer)) {
        (Some(live), Some(trainer)) => live.text(trainer).replace(' ', "\u{a0}"),
        _ => "✗".to_string(),
    }
}

impl Page {
    /// The open lesson of `study`, as `shown` says.
    #[must_use]
    pub fn new(study: &Study, shown: &Shown) -> Page {
        let mut layout = Layout {
            study,
            shown,
            page: Page::default(),
        };
        let lesson = study.lesson();
        if lesson.is_broken() {
            layout.broken_lesson(lesson);
        }
        layout.contents(&lesson.content, &Beginning::default());
        layout.page
    }
}

/// How the lines of a part begin: quotations and lists nest.
#[derive(Clone, Default)]
struct Beginning {
    first: Line,
    rest: Line,
}

impl Beginning {
    /// Lines that begin like these, and then with `first` or `rest`.
    fn within(&self, first: &Line, rest: &Line) -> Self {
        Beginning {
            first: joined(&self.first, first),
            rest: joined(&self.rest, rest),
        }
    }

    /// Where no line is the first any more.
    fn on(&self) -> Self {
        Beginning {
            first: self.rest.clone(),
            rest: self.rest.clone(),
        }
    }
}

fn joined(a: &Line, b: &Line) -> Line {
    let mut line = a.clone();
    for piece in &b.pieces {
        line.push(piece.ink, piece.text.clone());
    }
    line
}

struct Layout<'a> {
    study: &'a Study,
    shown: &'a Shown,
    page: Page,
}

impl Layout<'_> {
    fn contents(&mut self, contents: &[Content], beginning: &Beginning) {
        let mut beginning = beginning.clone();
        for (number, content) in contents.iter().enumerate() {
            if number > 0 {
                self.page.lines.push(beginning.rest.clone());
            }
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
                let line = self.line(text, Some(ink));
                self.wrapped(&line, beginning);
            }
            Content::Paragraph(text) => {
                let line = self.line(text, None);
                self.wrapped_at_breaks(&line, beginning);
            }
            Content::Quote(alert, inner) => self.quote(*alert, inner, beginning),
            Content::List(first, items) => self.list(*first, items, beginning),
            Content::Code(lines) => self.cut(lines.iter().map(|line| code_line(line)), beginning),
            Content::Table(head, rows) => self.table(head, rows, beginning),
            Content::Rule => self.cut(
                std::iter::once(Line::of(Role::Quiet, "─".repeat(20))),
                beginning,
            ),
            Content::Math(math) => {
                let margin = beginning.first.width() + 2;
                let block = math.two_dimensional_within(self.shown.columns.saturating_sub(margin));
                self.cut(
                    block.lines.iter().map(|line| joined(&indent(2), line)),
                    beginning,
                );
            }
            Content::Footnote(label, inner) => {
                let mark = Line::of(Role::Quiet, format!("[{label}] "));
                self.contents(inner, &beginning.within(&mark, &indent(mark.width())));
            }
            Content::Fence(fence) => self.fence(*fence, beginning),
        }
    }

    fn quote(&mut self, alert: Option<&str>, inner: &[Content], beginning: &Beginning) {
        let bar = Line::of(Role::Quiet, "▌ ");
        let beginning = beginning.within(&bar, &bar);
        if let Some(alert) = alert {
            let title = Line::of(Ink::from(Role::Heading).strong(), alert);
            self.wrapped(&title, &beginning);
        }
        self.contents(
            inner,
            &if alert.is_some() {
                beginning.on()
            } else {
                beginning
            },
        );
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
        self.cut(table.lines().into_iter(), beginning);
    }

    fn fence(&mut self, fence: usize, beginning: &Beginning) {
        match &self.study.lesson().fences[fence] {
            Fence::Trainer(trainer) => self.trainer(*trainer, beginning),
            Fence::Check(check) => self.check(*check, beginning),
            Fence::Broken(problems) => self.broken(problems, beginning),
        }
    }

    fn trainer(&mut self, trainer: usize, beginning: &Beginning) {
        let name = self.study.lesson().trainers[trainer]
            .name
            .as_deref()
            .unwrap_or("trainer");
        let line = if trainer == self.shown.stop {
            Line::of(Ink::from(Role::Heading).strong(), format!("▶ {name}"))
                .and(Role::Quiet, " · the trainer that is shown")
        } else {
            Line::of(Role::Heading, format!("▷ {name}")).and(Role::Quiet, " · n and N go to it")
        };
        self.page.trainers.push((trainer, self.page.lines.len()));
        self.wrapped(&line, beginning);
    }

    fn check(&mut self, check: usize, beginning: &Beginning) {
        let outcome = self.study.outcome(check);
        let mark = match outcome {
            None => Line::of(Role::Quiet, "□ "),
            Some(Outcome::Holds) => Line::of(Role::Good, "✓ "),
            Some(Outcome::Fails(_)) => Line::of(Role::Bad, "✗ "),
        };
        let says = self.line(&self.study.lesson().checks[check].says, None);
        let beginning = beginning.within(&mark, &indent(2));
        self.wrapped(&says, &beginning);
        if let Some(Outcome::Fails(lines)) = outcome {
            for line in lines {
                self.wrapped(line, &beginning.on());
            }
        }
    }

    /// What is wrong with a block, in its place.
    fn broken(&mut self, problems: &[Diagnostic], beginning: &Beginning) {
        let beginning = beginning.within(&Line::of(Role::Bad, "✗ "), &indent(2));
        if problems.is_empty() {
            let line = Line::of(Role::Plain, "This needs a trainer that is broken.");
            return self.wrapped(&line, &beginning);
        }
        let mut beginning = beginning;
        for line in problems.iter().flat_map(Diagnostic::figure) {
            self.wrapped(&line, &beginning);
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
        self.wrapped(&Line::of(Role::Bad, notice), &Beginning::default());
        for line in outside.into_iter().flat_map(Diagnostic::figure) {
            self.wrapped(
                &line,
                &Beginning {
                    first: indent(2),
                    rest: indent(2),
                },
            );
        }
        self.page.lines.push(Line::default());
    }

    /// Running text as one line; a break that was asked for is a newline in it. `ink` is what plain words get.
    fn line(&self, text: &[Inline], ink: Option<Ink>) -> Line {
        let mut line = Line::default();
        for Inline { kind, stress } in text {
            let stressed = |role: Role| Ink {
                role: if stress.link && role == Role::Plain {
                    Role::Link
                } else {
                    role
                },
                strong: stress.strong,
                emphasis: stress.emphasis,
                struck: stress.struck,
                selected: false,
            };
            match kind {
                InlineKind::Words(words) => {
                    line.push(ink.unwrap_or(stressed(Role::Plain)), words.clone());
                }
                InlineKind::Math(math) => {
                    for piece in math.row().pieces {
                        let ink = Ink {
                            strong: piece.ink.strong || stress.strong,
                            ..piece.ink
                        };
                        line.push(ink, piece.text.replace(' ', "\u{a0}"));
                    }
                }
                InlineKind::Code(code) => {
                    for (role, part) in terms_in(code) {
                        line.push(stressed(role), part);
                    }
                }
                InlineKind::Live(live) => {
                    line.push(stressed(Role::Live), self.shown.lives[*live].clone());
                }
                InlineKind::Mark(label) => line.push(Role::Quiet, format!("[{label}]")),
                InlineKind::Break => line.push(Role::Plain, "\n"),
            }
        }
        line
    }

    fn wrapped(&mut self, line: &Line, beginning: &Beginning) {
        self.page.lines.extend(wrap(
            line,
            self.shown.columns,
            &beginning.first,
            &beginning.rest,
        ));
    }

    fn wrapped_at_breaks(&mut self, line: &Line, beginning: &Beginning) {
        let mut parts = vec![Line::default()];
        for piece in &line.pieces {
            for (number, text) in piece.text.split('\n').enumerate() {
                if number > 0 {
                    parts.push(Line::default());
                }
                let last = parts.len() - 1;
                parts[last].push(piece.ink, text);
            }
        }
        let mut beginning = beginning.clone();
        for part in parts {
            self.wrapped(&part, &beginning);
            beginning = beginning.on();
        }
    }

    /// Lines that are not wrapped: what does not fit is cut off by the screen.
    fn cut(&mut self, lines: impl Iterator<Item = Line>, beginning: &Beginning) {
        let mut start = &beginning.first;
        for line in lines {
            self.page.lines.push(joined(start, &line));
            start = &beginning.rest;
        }
    }
}

/// Words of formulas that have a role of their own wherever they stand.
const TERMS: [(&str, Role); 9] = [
    ("lr", Role::Lr),
    ("η", Role::Lr),
    ("delta", Role::Delta),
    ("δ", Role::Delta),
    ("fprime", Role::Fprime),
    ("f'", Role::Fprime),
    ("f′", Role::Fprime),
    ("f′(e)", Role::Fprime),
    ("input", Role::Input),
];

/// Code cut up so that the terms of the update stand by themselves.
fn terms_in(code: &str) -> Vec<(Role, String)> {
    code.split_inclusive(' ')
        .flat_map(|word| {
            let bare = word.trim_end_matches([' ', ',']);
            let role = TERMS
                .iter()
                .find(|(term, _)| *term == bare)
                .map_or(Role::Code, |(_, role)| *role);
            [
                (role, bare.to_string()),
                (Role::Code, word[bare.len()..].to_string()),
            ]
        })
        .collect()
}

fn code_line(code: &str) -> Line {
    let mut line = Line::of(Role::Code, "  ");
    for (role, part) in terms_in(code) {
        line.push(role, part);
    }
    line
}
