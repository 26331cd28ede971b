//! The screen: a function of the study and of where everything was laid out, which nothing here changes.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line as TuiLine, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::chart;
use super::fitted::{columns, fitted, moved};
use super::geometry::{Geometry, PaneArea, SMALLEST};
use super::key_table::Row;
use super::keys;
use super::panels::{self, Placed};
use super::theme::Theme;
use super::windows::{self, dot, pane};
use crate::figure::number::plain as plain_number;
use crate::figure::{Ink, Line, Role, indent, wrap};
use crate::lesson::plain;
use crate::panel::Mask;
use crate::study::{Context, Field, FieldAt, FlowChart, Focus, Overlay, Study, Typed};
use crate::training::Trainer;

/// Draws everything where it was laid out.
pub fn view(study: &Study, geometry: &Geometry, theme: Theme, frame: &mut Frame<'_>) {
    draw(study, geometry, theme, frame);
    theme.cover(frame.buffer_mut());
}

fn draw(study: &Study, geometry: &Geometry, theme: Theme, frame: &mut Frame<'_>) {
    let Some(areas) = &geometry.areas else {
        let ((width, height), screen) = (SMALLEST, geometry.screen);
        let sentence = format!(
            "deltarule needs {width}×{height}; this is {}×{}",
            screen.width, screen.height
        );
        return frame.render_widget(Paragraph::new(sentence), screen);
    };
    header(study, theme, frame, areas.head);
    if study.enlarged().is_none() {
        prose(study, geometry, areas.text, theme, frame);
    }
    if let Some(area) = areas.trainer {
        trainer_pane(study, geometry, area, theme, frame);
    }
    if let Some(sketch) = study.sketch() {
        windows::sketch(&sketch, theme, frame, areas.body);
    }
    if let Some((lines, top)) = &geometry.help {
        windows::help(lines, *top, theme, frame, areas.body);
    }
    match study.overlays().top() {
        Some(Overlay::Contents(row)) => windows::contents(study, *row, theme, frame, areas.body),
        Some(Overlay::Help(_) | Overlay::Enlarged(_) | Overlay::Why(_) | Overlay::Typing(_))
        | None => {}
    }
    footer(study, theme, frame, areas.foot);
}

/// The lesson's title; at the right a dot for each lesson, and how many are over.
fn header(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lesson = study.lesson();
    let mut left = Line::of(Ink::from(Role::Heading).strong(), " deltarule  ");
    let title = format!("{} {}", lesson.number(), plain(&lesson.title));
    left.push(Role::Plain, title);
    let lessons = study.course().lessons.len();
    let tallies = study
        .course()
        .lessons
        .indices()
        .map(|lesson| study.tally(lesson));
    let over = tallies.clone().filter(|tally| tally.is_done()).count();
    let mut right = Line::default();
    for (number, tally) in tallies.enumerate().filter(|_| lessons <= MOST_DOTS) {
        let ink = Ink::from(Role::Plain).selected(number == study.lesson_number());
        right.push(ink, dot(tally).to_string());
    }
    right.push(Role::Quiet, format!("  {over} of {lessons} done "));
    let columns = u16::try_from(right.width()).unwrap_or(u16::MAX);
    let areas = Layout::horizontal([Constraint::Fill(1), Constraint::Length(columns)]).spacing(1);
    let [title, place] = areas.areas(area);
    frame.render_widget(fitted(&left, title.width, theme), title);
    frame.render_widget(theme.line(&right), place);
}

/// From so many lessons on they have no dots of their own.
const MOST_DOTS: usize = 24;

/// The text, as far as it is scrolled to.
fn prose(study: &Study, geometry: &Geometry, area: PaneArea, theme: Theme, frame: &mut Frame<'_>) {
    let has_focus = study.overlays().base() == Focus::Prose;
    let mut block = pane(TuiLine::from(" lesson "), has_focus, theme);
    let tally = study.tally(study.lesson_number());
    let skipped = match tally.skipped {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    let done = (tally.all > 0).then(|| format!("{} of {} done{skipped}", tally.done, tally.all));
    let wide = geometry.has_wide_lines.then(|| WIDE_LINES.to_string());
    let how_far = geometry.how_far.clone();
    let below: Vec<String> = wide.into_iter().chain(done).chain(how_far).collect();
    if !below.is_empty() {
        let below = format!(" {} ", below.join(" · "));
        block = block.title_bottom(TuiLine::from(below).right_aligned());
    }
    frame.render_widget(block, area.outer);
    let rows = usize::from(area.inner.height);
    let (page, columns) = (&geometry.page, area.inner.width);
    let lines = page.lines.iter().enumerate();
    let lines = lines.skip(geometry.top).take(rows).map(|(number, line)| {
        let across = page.moved_by(number, geometry.across, usize::from(columns));
        moved(line, across, columns, theme)
    });
    let lines: Vec<TuiLine<'static>> = lines.collect();
    frame.render_widget(Paragraph::new(lines), area.inner);
    for placed in &geometry.page.charts {
        chart_in_text(placed, geometry.top, area.inner, theme, frame);
    }
}

/// Note where lines are cut off.
const WIDE_LINES: &str = "← → along wide lines";

/// A chart in the text, as much of it as the text is scrolled to.
fn chart_in_text(placed: &FlowChart, top: usize, text: Rect, theme: Theme, frame: &mut Frame<'_>) {
    let column = u16::try_from(placed.column)
        .unwrap_or(u16::MAX)
        .min(text.width);
    let rows = u16::try_from(placed.lines.len()).unwrap_or(u16::MAX);
    let whole = Rect::new(0, 0, text.width - column, rows);
    let seen = top..top + usize::from(text.height);
    let is_seen = |line: &(u16, usize)| seen.contains(&line.1);
    let mut lines = (0..rows)
        .zip(placed.lines.clone())
        .filter(is_seen)
        .peekable();
    if lines.peek().is_none() {
        return;
    }
    let mut cells = Buffer::empty(whole);
    chart::draw_in(&mut cells, whole, &placed.chart, theme);
    for (row, line) in lines {
        let y = text.y + u16::try_from(line - top).unwrap_or(u16::MAX);
        for x in 0..whole.width {
            frame.buffer_mut()[(text.x + column + x, y)] = cells[(x, row)].clone();
        }
    }
}

fn trainer_pane(
    study: &Study,
    geometry: &Geometry,
    area: PaneArea,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let panels = &geometry.panels;
    let has_focus = study.overlays().base() == Focus::Trainer;
    let name = study.lesson().trainers[study.shown()]
        .name
        .as_deref()
        .map(|name| format!(" · {name}"))
        .unwrap_or_default();
    let veil = study.veil(study.shown());
    let standing = study.trainer().map(|trainer| standing(trainer, &veil));
    let standing = standing.unwrap_or_default();
    let title = TuiLine::from(format!(" trainer{name} — {standing} "));
    let mut block = pane(title, has_focus, theme);
    if let Some(trainer) = study.trainer() {
        let (runs, changed) = foot(trainer, panels, usize::from(area.inner.width));
        block = block.title_bottom(theme.line(&runs));
        block = block.title_bottom(theme.line(&changed).right_aligned());
    }
    frame.render_widget(block, area.outer);
    if study.trainer().is_none() {
        let sentence = "This trainer is broken: the text says where.";
        return frame.render_widget(Paragraph::new(sentence), area.inner);
    }
    panels::draw(panels, theme, frame);
    if let Some((place, lines)) = &geometry.why {
        panels::draw_lines(lines, theme, frame, *place);
    }
}

/// The errors of the runs, as many as find room, and whether the trainer is another than the lesson's.
fn foot(trainer: &Trainer, panels: &Placed, columns: usize) -> (Line, Line) {
    let mut runs = Line::default();
    for error in panels.errors.iter() {
        if runs.width() + error.width() > columns {
            break;
        }
        runs.extend(error);
    }
    let mut changed = Line::default();
    if !trainer.is_as_in_lesson() {
        changed.push(Role::Heading, " changed: x resets ");
    }
    if runs.width() + changed.width() > columns {
        changed = Line::default();
    }
    (runs, changed)
}

/// The current state of a trainer, in a line.
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

/// Draws the footer: what is typed, else the work under way, else the last message, else what the keys do.
fn footer(study: &Study, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if let Some((FieldAt::Anywhere(field), typed)) = study.field() {
        return typing(study, field, &typed, theme, frame, area);
    }
    if let Some(under_way) = study.under_way() {
        let line = Line::of(Role::Heading, format!(" {under_way}"));
        return frame.render_widget(fitted(&line, area.width, theme), area);
    }
    if let Some(message) = study.message() {
        let role = if message.is_trouble {
            Role::Bad
        } else if message.is_success {
            Role::Good
        } else {
            Role::Plain
        };
        let mut line = Line::of(role, &message.text);
        if study.is_watching() {
            line.push(Role::Quiet, " · any key ends it");
        }
        return whole(&line, theme, frame, area);
    }
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for (key, label) in footer_keys(study.context()) {
        let length = columns(key) + columns(label) + 3;
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

/// Draws a field that is typed into, with its cursor, and the message about its text.
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
        if line.width() + message.text.chars().count() + 3 <= usize::from(area.width) {
            line.push(role, format!("   {}", message.text));
        } else {
            let above = Rect {
                y: area.y.saturating_sub(1),
                ..area
            };
            whole(&Line::of(role, &message.text), theme, frame, above);
        }
    }
    frame.render_widget(fitted(&line, area.width, theme), area);
}

/// A message as a whole, in the last row of an area and in as many above it as it needs.
fn whole(message: &Line, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let air = indent(1);
    let lines = wrap(message, usize::from(area.width), &air, &air);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let rows = rows.clamp(1, area.bottom());
    let place = Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    };
    let lines: Vec<TuiLine<'static>> = lines.iter().map(|line| theme.line(line)).collect();
    frame.render_widget(Clear, place);
    frame.render_widget(Paragraph::new(lines), place);
}

/// The keys in the footer: help and quit first, so that they always find room.
fn footer_keys(at: Context) -> Vec<(&'static str, &'static str)> {
    let named = |row: &'static Row| Some((keys::shown(row.keys.first()?), row.footer?));
    let mut keys: Vec<(&str, &str)> = keys::rows(at).filter_map(named).collect();
    keys.sort_by_key(|(_, label)| !["help", "quit"].contains(label));
    keys
}
