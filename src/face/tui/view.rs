//! The screen as it stands: a function of the study and of where it is scrolled to.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line as TuiLine, Span};
use ratatui::widgets::Paragraph;

use super::fitted::fitted;
use super::key_table::Row;
use super::keys;
use super::panels;
use super::theme::Theme;
use super::viewport::Viewport;
use super::windows::{self, airy, dot, lesson_number, pane};
use crate::figure::number::plain as plain_number;
use crate::figure::{Ink, Line, Role};
use crate::lesson::plain;
use crate::panel::why::figure;
use crate::panel::{Mask, View};
use crate::study::{Context, Field, FieldAt, Focus, Overlay, Study, Typed};
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
    if study.enlarged().is_some() {
        trainer_pane(study, theme, frame, body);
    } else {
        let (text, trainer) = split(study, body);
        prose(study, viewport, theme, frame, text);
        if let Some(trainer) = trainer {
            trainer_pane(study, theme, frame, trainer);
        }
    }
    if let Some(sketch) = study.sketch() {
        windows::sketch(&sketch, theme, frame, body);
    }
    match study.over() {
        Some(Overlay::Contents(row)) => windows::contents(study, row, theme, frame, body),
        Some(Overlay::Help) => windows::help(viewport, theme, frame, body),
        Some(Overlay::Why | Overlay::Typing(_)) | None => {}
    }
    footer(study, theme, frame, foot);
}

/// Where the text and the trainer stand: side by side if there is room, else below each other, the one with the focus larger.
fn split(study: &Study, body: Rect) -> (Rect, Option<Rect>) {
    if study.lesson().trainers.is_empty() {
        return (body, None);
    }
    let layout = if body.width >= WIDE {
        Layout::horizontal([Constraint::Percentage(50), Constraint::Fill(1)])
    } else if study.focus() == Focus::Prose {
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

/// The lesson's title; at the right a dot for each lesson, and how many are over.
fn header(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lesson = study.lesson();
    let mut left = Line::of(Ink::from(Role::Heading).strong(), " deltarule  ");
    let title = format!("{} {}", lesson_number(lesson), plain(&lesson.title));
    left.push(Role::Plain, title);
    let lessons = study.course().lessons.len();
    let tallies = (0..lessons).map(|lesson| study.tally(lesson));
    let over = tallies.clone().filter(|tally| tally.is_over()).count();
    let mut right = Line::default();
    for (number, tally) in tallies.enumerate().filter(|_| lessons <= MOST_DOTS) {
        let ink = Ink::from(Role::Plain).selected(number == study.lesson_number());
        right.push(ink, dot(tally).to_string());
    }
    right.push(Role::Quiet, format!("  {over} of {lessons} done "));
    frame.render_widget(theme.line(&left), area);
    let columns = u16::try_from(right.width()).unwrap_or(u16::MAX);
    let [_, place] =
        Layout::horizontal([Constraint::Fill(1), Constraint::Length(columns)]).areas(area);
    frame.render_widget(theme.line(&right), place);
}

/// From so many lessons on they have no dots of their own.
const MOST_DOTS: usize = 24;

fn len(text: &str) -> u16 {
    u16::try_from(crate::figure::width(text)).unwrap_or(u16::MAX)
}

fn prose(study: &Study, viewport: &mut Viewport, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let has_focus = study.focus() == Focus::Prose;
    let inner = pane(TuiLine::default(), has_focus, theme).inner(area);
    let text = airy(inner);
    viewport.page(study, usize::from(text.width));
    let top = viewport.text_top(usize::from(text.height));
    let mut block = pane(TuiLine::from(" lesson "), has_focus, theme);
    let tally = study.tally(study.lesson_number());
    let done = (tally.all > 0).then(|| format!("{} of {} done", tally.done, tally.all));
    let below: Vec<String> = done.into_iter().chain(viewport.how_far()).collect();
    if !below.is_empty() {
        let below = format!(" {} ", below.join(" · "));
        block = block.title_bottom(TuiLine::from(below).right_aligned());
    }
    frame.render_widget(block, area);
    let page = viewport.page(study, usize::from(text.width));
    let lines = page.lines.iter().skip(top).take(usize::from(text.height));
    let lines: Vec<TuiLine<'static>> = lines.map(|line| theme.line(line)).collect();
    frame.render_widget(Paragraph::new(lines), text);
}

fn trainer_pane(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let has_focus = study.focus() == Focus::Trainer;
    let block = &study.lesson().trainers[study.shown()];
    let veil = study.veil(study.shown());
    let name = block
        .name
        .as_deref()
        .map(|name| format!(" · {name}"))
        .unwrap_or_default();
    let standing = study.trainer().map(|trainer| standing(trainer, &veil));
    let standing = standing.unwrap_or_default();
    let title = TuiLine::from(format!(" trainer{name} — {standing} "));
    let block_widget = pane(title, has_focus, theme);
    let inner = airy(block_widget.inner(area));
    frame.render_widget(block_widget, area);
    match study.trainer() {
        Some(_) if study.why().is_some() => {
            let lines = study.why().map(|(why, row)| figure(&why, row));
            panels::draw_lines(&lines.unwrap_or_default(), theme, frame, inner);
        }
        Some(trainer) => {
            let view = View {
                trainer,
                veil: &veil,
            };
            let alone = study.enlarged().map(|panel| vec![panel]);
            panels::draw(
                &view,
                alone.as_ref().unwrap_or(&block.panels),
                theme,
                frame,
                inner,
            );
        }
        None => frame.render_widget(
            Paragraph::new("This trainer is broken: the text says where."),
            inner,
        ),
    }
}

/// Where a trainer stands.
fn standing(trainer: &Trainer, veil: &Mask) -> String {
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
    let [epoch, update] = [run.epochs(), run.updates()]
        .map(|count| veil.over(&["epoch", "update"], count.to_string()));
    format!("epoch {epoch} · update {update}{part}{running}")
}

/// What was said last; or what is typed; or what the keys do.
fn footer(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if let Some((FieldAt::Anywhere(field), typed)) = study.field() {
        return typing(study, field, &typed, theme, frame, area);
    }
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
    for (key, label) in footer_keys(study.context()) {
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

/// A field that is typed into, with its cursor, and what there is to say of what stands in it.
fn typing(
    study: &Study,
    field: Field,
    typed: &Typed,
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let sign = match field {
        Field::Command => ":",
        Field::Search => "/",
        Field::Activation => "f(e) = ",
        Field::Rule => "rule = ",
        Field::SendBack => "send_back = ",
    };
    let (before, under, behind) = typed.around();
    let strong = Ink::from(Role::Plain).strong();
    let cursor = under.map_or(" ".to_string(), String::from);
    let mut line = Line::of(Role::Heading, format!(" {sign}")).and(strong, before);
    line.push(strong.selected(true), cursor);
    line.push(strong, behind);
    if let Some(message) = study.message() {
        let role = if message.is_trouble {
            Role::Bad
        } else {
            Role::Quiet
        };
        line.push(role, format!("   {}", message.text));
    }
    frame.render_widget(fitted(&line, area.width, theme), area);
}

/// What the footer names: help and quit first, so that they always find room.
fn footer_keys(at: Context) -> Vec<(&'static str, &'static str)> {
    let named = |row: &'static Row| Some((keys::shown(row.keys.first()?), row.footer?));
    let mut keys: Vec<(&str, &str)> = keys::rows(at).filter_map(named).collect();
    keys.sort_by_key(|(_, label)| !["help", "quit"].contains(label));
    keys
}
