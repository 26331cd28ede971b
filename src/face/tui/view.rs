//! The screen as it stands: a function of the study and of where it is scrolled to.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line as TuiLine, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::keys::{self, At};
use super::panels;
use super::theme::Theme;
use super::viewport::Viewport;
use crate::figure::number::plain as plain_number;
use crate::figure::{Ink, Line, Role, Table};
use crate::lesson::{Lesson, plain};
use crate::study::{Context, Focus, Study};
use crate::training::Trainer;

/// From this width on the trainer stands beside the text.
const WIDE: u16 = 100;
/// The smallest screen that shows anything but its own size.
const SMALLEST: (u16, u16) = (40, 12);
/// Rows that the pane without the focus keeps when the two are stacked.
const KEPT: (u16, u16) = (10, 5);

/// Draws everything.
pub fn view(study: &Study, viewport: &mut Viewport, theme: Theme, frame: &mut Frame<'_>) {
    let screen = frame.area();
    if screen.width < SMALLEST.0 || screen.height < SMALLEST.1 {
        let (width, height) = SMALLEST;
        let sentence = format!(
            "deltarule needs {width}×{height}; this is {}×{}",
            screen.width, screen.height
        );
        return frame.render_widget(Paragraph::new(sentence), screen);
    }
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(1),
    ])
    .areas(screen);
    header(study, theme, frame, head);
    let (text, trainer) = split(study, body);
    prose(study, viewport, theme, frame, text);
    if let Some(trainer) = trainer {
        trainer_pane(study, theme, frame, trainer);
    }
    match study.context() {
        Context::Contents(row, _) => contents(study, row, theme, frame, body),
        Context::Help(_) => help(viewport, theme, frame, body),
        Context::Reading | Context::Trainer => {}
    }
    footer(study, theme, frame, foot);
}

fn focus(study: &Study) -> Focus {
    match study.context() {
        Context::Reading => Focus::Prose,
        Context::Trainer => Focus::Trainer,
        Context::Contents(_, focus) | Context::Help(focus) => focus,
    }
}

/// Where the text and the trainer stand: side by side if there is room, else below each other, the one with the focus larger.
fn split(study: &Study, body: Rect) -> (Rect, Option<Rect>) {
    if study.lesson().trainers.is_empty() {
        return (body, None);
    }
    let layout = if body.width >= WIDE {
        Layout::horizontal([Constraint::Percentage(50), Constraint::Fill(1)])
    } else if focus(study) == Focus::Prose {
        Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(KEPT.0.min(body.height / 2)),
        ])
    } else {
        Layout::vertical([
            Constraint::Length(KEPT.1.min(body.height / 2)),
            Constraint::Fill(1),
        ])
    };
    let [text, trainer] = layout.areas(body);
    (text, Some(trainer))
}

fn header(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lesson = study.lesson();
    let mut left = Line::of(Ink::from(Role::Heading).strong(), " deltarule  ");
    left.push(
        Role::Plain,
        format!("{} {}", number(lesson), plain(&lesson.title)),
    );
    let right = format!(
        "lesson {} of {} ",
        study.lesson_number() + 1,
        study.course().lessons.len()
    );
    frame.render_widget(theme.line(&left), area);
    let from_right =
        Layout::horizontal([Constraint::Fill(1), Constraint::Length(len(&right))]).split(area)[1];
    frame.render_widget(theme.line(&Line::of(Role::Quiet, right)), from_right);
}

/// The number in a lesson's file name, as people say it.
fn number(lesson: &Lesson) -> String {
    let digits = lesson.id.split('-').next().unwrap_or_default();
    digits.trim_start_matches('0').to_string()
}

fn len(text: &str) -> u16 {
    u16::try_from(crate::figure::width(text)).unwrap_or(u16::MAX)
}

/// An area with a column of air on both sides.
fn airy(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

fn pane(title: TuiLine<'static>, has_focus: bool, theme: Theme) -> Block<'static> {
    let quiet = theme.style(Role::Quiet.into());
    let style = if has_focus {
        Style::new().add_modifier(Modifier::BOLD)
    } else {
        quiet
    };
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(style)
        .title(title)
}

fn prose(study: &Study, viewport: &mut Viewport, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let has_focus = focus(study) == Focus::Prose;
    let inner = pane(TuiLine::default(), has_focus, theme).inner(area);
    let text = airy(inner);
    viewport.page(study, usize::from(text.width));
    let top = viewport.text_top(usize::from(text.height));
    let mut block = pane(TuiLine::from(" lesson "), has_focus, theme);
    if let Some(how_far) = viewport.how_far() {
        block = block.title_bottom(TuiLine::from(format!(" {how_far} ")).right_aligned());
    }
    frame.render_widget(block, area);
    let page = viewport.page(study, usize::from(text.width));
    let lines = page.lines.iter().skip(top).take(usize::from(text.height));
    let lines: Vec<TuiLine<'static>> = lines.map(|line| theme.line(line)).collect();
    frame.render_widget(Paragraph::new(lines), text);
}

fn trainer_pane(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let has_focus = focus(study) == Focus::Trainer;
    let block = &study.lesson().trainers[study.stop()];
    let name = block
        .name
        .as_deref()
        .map(|name| format!(" · {name}"))
        .unwrap_or_default();
    let standing = study.trainer().map(standing).unwrap_or_default();
    let title = TuiLine::from(format!(" trainer{name} — {standing} "));
    let block_widget = pane(title, has_focus, theme);
    let inner = airy(block_widget.inner(area));
    frame.render_widget(block_widget, area);
    match study.trainer() {
        Some(trainer) => panels::draw(trainer, &block.panels, theme, frame, inner),
        None => frame.render_widget(
            Paragraph::new("This trainer is broken: the text says where."),
            inner,
        ),
    }
}

/// Where a trainer stands.
fn standing(trainer: &Trainer) -> String {
    let run = trainer.run();
    let changed = run.applied().len();
    let part = match changed {
        0 => String::new(),
        _ => format!(" · {changed} of {} weights", run.to_change().count()),
    };
    let running = if trainer.is_running() {
        format!(" · runs, {}/s", plain_number(trainer.speed()))
    } else {
        String::new()
    };
    format!(
        "epoch {} · update {}{part}{running}",
        run.epochs(),
        run.updates()
    )
}

/// A window of at most this size in the middle.
fn window(area: Rect, width: u16, height: u16) -> Rect {
    area.centered(
        Constraint::Length(width.min(area.width)),
        Constraint::Length(height.min(area.height)),
    )
}

fn contents(study: &Study, row: usize, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lines: Vec<Line> = study
        .course()
        .lessons
        .iter()
        .enumerate()
        .map(|(number, lesson)| {
            let broken = if lesson.is_broken() {
                "  ✗ broken"
            } else {
                ""
            };
            let open = if number == study.lesson_number() {
                "▸"
            } else {
                " "
            };
            let text = format!(
                "{open} {:>2} {}",
                self::number(lesson),
                plain(&lesson.title)
            );
            Line::of(Ink::from(Role::Plain).selected(number == row), text).and(Role::Bad, broken)
        })
        .collect();
    let rows =
        usize::from(window(area, 64, u16::try_from(lines.len() + 2).unwrap_or(u16::MAX)).height)
            .saturating_sub(2);
    let top = (row + 1).saturating_sub(rows);
    over(frame, theme, area, " contents ", &lines, top);
}

/// Lines in a window over the lesson, from line `top` on.
fn over(frame: &mut Frame<'_>, theme: Theme, area: Rect, title: &str, lines: &[Line], top: usize) {
    let widest = lines.iter().map(Line::width).max().unwrap_or(0).max(40);
    let (width, height) = (u16::try_from(widest + 4), u16::try_from(lines.len() + 2));
    let area = window(area, width.unwrap_or(u16::MAX), height.unwrap_or(u16::MAX));
    let block = pane(TuiLine::from(title.to_string()), true, theme);
    let inner = airy(block.inner(area));
    let shown = lines.iter().skip(top).take(usize::from(inner.height));
    let shown: Vec<TuiLine<'static>> = shown.map(|line| theme.line(line)).collect();
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    frame.render_widget(Paragraph::new(shown), inner);
}

/// All keys, place by place, as the table has them.
fn help_lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for (places, title) in [
        (
            &[At::Reading, At::Trainer][..],
            "in the text and at the trainer",
        ),
        (&[At::Reading], "in the text"),
        (&[At::Trainer], "at the trainer"),
        (&[At::Contents], "in the contents"),
        (&[At::Help], "here"),
    ] {
        let here = |row: &&keys::Row| match places {
            [at] => {
                row.places.contains(at)
                    && !(row.places.contains(&At::Reading) && row.places.contains(&At::Trainer))
            }
            _ => places.iter().all(|at| row.places.contains(at)),
        };
        let cells = |row: &keys::Row| {
            let keys: Vec<&str> = row.keys.iter().map(|key| keys::shown(key)).collect();
            vec![
                Line::of(Ink::from(Role::Plain).strong(), keys.join(" ")),
                Line::of(Role::Plain, row.says),
                Line::of(Role::Quiet, row.action),
            ]
        };
        let rows: Vec<Vec<Line>> = keys::ROWS.iter().filter(here).map(cells).collect();
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::of(Role::Heading, title));
        lines.extend(
            Table {
                head: Vec::new(),
                rows,
            }
            .lines(),
        );
    }
    lines
}

fn help(viewport: &mut Viewport, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lines = help_lines();
    let top = viewport.help_top(usize::from(area.height).saturating_sub(2), lines.len());
    over(frame, theme, area, " keys ", &lines, top);
}

fn footer(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if let Some(message) = study.message() {
        let role = if message.is_trouble {
            Role::Bad
        } else {
            Role::Good
        };
        return frame.render_widget(
            theme.line(&Line::of(role, format!(" {}", message.text))),
            area,
        );
    }
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for (key, label) in footer_keys(At::from(study.context())) {
        let length = len(key) + len(label) + 3;
        if used + length > area.width {
            continue;
        }
        used += length;
        spans.push(Span::styled(
            format!(" {key} "),
            Style::new().add_modifier(Modifier::BOLD),
        ));
        spans.push(Span::styled(
            format!("{label} "),
            theme.style(Role::Quiet.into()),
        ));
    }
    frame.render_widget(TuiLine::from(spans), area);
}

/// What the footer names: help and quit first, so that they always find room.
fn footer_keys(at: At) -> Vec<(&'static str, &'static str)> {
    let named = |row: &'static keys::Row| Some((keys::shown(row.keys.first()?), row.footer?));
    let mut keys: Vec<(&str, &str)> = keys::rows(at).filter_map(named).collect();
    keys.sort_by_key(|(_, label)| !["help", "quit"].contains(label));
    keys
}
