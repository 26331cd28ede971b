//! Windows over the lesson: the list of lessons, the list of keys.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line as TuiLine;
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::chart;
use super::key_table::{ROWS, Row};
use super::keys;
use super::panels::draw_lines;
use super::theme::Theme;
use crate::figure::{Ink, Line, Role, Table, indent, wrap};
use crate::lesson::{LessonIndex, plain};
use crate::panel::sketch::Sketch;
use crate::study::{Context, Study, Tally};

/// An area with a column of air on both sides.
pub fn airy(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// A pane with its title.
pub fn pane(title: TuiLine<'static>, has_focus: bool, theme: Theme) -> Block<'static> {
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

/// A window of at most this size in the middle.
fn window(area: Rect, width: u16, height: u16) -> Rect {
    area.centered(
        Constraint::Length(width.min(area.width)),
        Constraint::Length(height.min(area.height)),
    )
}

/// The list of lessons, with the learner's progress in each.
pub fn contents(study: &Study, row: LessonIndex, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let lessons = study.course().lessons.indices();
    let lines: Vec<Line> = lessons.map(|at| contents_line(study, at, row)).collect();
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let rows = usize::from(window(area, 64, height).height).saturating_sub(2);
    let top = (row.index() + 1).saturating_sub(rows);
    over(frame, theme, area, " contents ", &lines, top);
}

fn contents_line(study: &Study, number: LessonIndex, row: LessonIndex) -> Line {
    let lesson = &study.course().lessons[number];
    let tally = study.tally(number);
    let is_open = number == study.lesson_number();
    let text = format!(
        "{} {:>2} {}",
        if is_open { "▸" } else { " " },
        lesson.number(),
        plain(&lesson.title)
    );
    let mut line = Line::of(Role::Plain, format!("{} ", dot(tally)))
        .and(Ink::from(Role::Plain).selected(number == row), text);
    if tally.all > 0 {
        line.push(Role::Quiet, format!("  {} of {}", tally.done, tally.all));
    }
    if tally.skipped > 0 {
        line.push(Role::Quiet, format!(", {} passed over", tally.skipped));
    }
    if let Some(minutes) = lesson.minutes() {
        line.push(Role::Quiet, format!("  {minutes} min"));
    }
    if lesson.is_broken() {
        line.push(Role::Bad, "  ✗ broken");
    }
    line
}

/// The sign of the learner's progress in a lesson.
pub fn dot(tally: Tally) -> char {
    match tally {
        tally if tally.is_done() => '●',
        tally if tally.is_over() => '◕',
        tally if tally.is_begun() => '◐',
        _ => '○',
    }
}

/// Draws the sketch of a formula while it is typed.
pub fn sketch(sketch: &Sketch, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let columns = SKETCH.0.min(area.width).saturating_sub(4);
    let wrapped = sketch
        .lines
        .iter()
        .flat_map(|line| wrap(line, usize::from(columns), &Line::default(), &indent(2)));
    let text: Vec<Line> = wrapped.collect();
    let lines = u16::try_from(text.len()).unwrap_or(u16::MAX);
    let height = match &sketch.chart {
        Some(_) => SKETCH.1,
        None => lines.saturating_add(2).max(FEWEST_ROWS),
    };
    let area = window(area, SKETCH.0, height);
    let block = pane(TuiLine::from(" what you write "), true, theme);
    let inner = airy(block.inner(area));
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let Some(chart) = &sketch.chart else {
        return draw_lines(&text, theme, frame, inner);
    };
    let rows = [
        Constraint::Max(lines),
        Constraint::Min(CHART_ROWS.min(inner.height / 2)),
    ];
    let [above, below] = Layout::vertical(rows).areas(inner);
    draw_lines(&text, theme, frame, above);
    match chart.lay_out(usize::from(below.width), usize::from(below.height)) {
        Some(laid) => chart::draw(frame, below, &laid, theme),
        None => draw_lines(&chart.fallback(), theme, frame, below),
    }
}

/// The largest window in which something is written, and the rows of its chart.
const SKETCH: (u16, u16) = (84, 34);
const CHART_ROWS: u16 = 10;
/// Rows of a window with little to say, so that it does not jump with each letter.
const FEWEST_ROWS: u16 = 9;

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

/// The places of the keys: those that share rows first.
const PLACES: [(&[Context], &str); 8] = [
    (
        &[Context::Reading, Context::Trainer],
        "keys in the text and at the trainer",
    ),
    (&[Context::Reading], "keys in the text"),
    (&[Context::Trainer], "keys at the trainer"),
    (&[Context::Why], "keys at a number"),
    (&[Context::Enlarged], "keys at a panel alone"),
    (&[Context::Contents], "keys in the contents"),
    (&[Context::Typing], "keys in a field"),
    (&[Context::Help], "keys here"),
];

/// The help: what is on the screen, then the keys of the place that it was asked at, then those of the others. If a text is
/// sought, only the rows that hold it.
pub fn help_lines(study: &Study, sought: &str) -> Vec<Line> {
    let sought = sought.to_lowercase();
    let mut lines = Vec::new();
    for (title, mut rows) in help_tables(study) {
        let holds = |row: &Vec<Line>| {
            let text: Vec<String> = row.iter().map(Line::text).collect();
            text.join(" ").to_lowercase().contains(&sought)
        };
        rows.retain(holds);
        if rows.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::of(Role::Heading, title));
        let head = Vec::new();
        lines.extend(Table { head, rows }.lines());
    }
    if lines.is_empty() {
        lines.push(Line::of(
            Role::Quiet,
            format!("nothing here holds {sought:?}"),
        ));
    }
    lines
}

/// The tables of the help, each with its title.
fn help_tables(study: &Study) -> Vec<(&'static str, Vec<Vec<Line>>)> {
    let here = study.overlays().below_help();
    let mut tables = vec![("on the screen", on_the_screen(study))];
    let mut left: Vec<&Row> = ROWS.iter().collect();
    let (own, others): (Vec<_>, Vec<_>) = PLACES.iter().partition(|(at, _)| at.contains(&here));
    for (places, title) in own.into_iter().chain(others) {
        // What holds at several places is told once, at the first of them.
        let is_here = |row: &&Row| places.iter().all(|at| row.places.contains(at));
        let (here, others): (Vec<&Row>, Vec<&Row>) = left.into_iter().partition(is_here);
        left = others;
        tables.push((title, here.into_iter().map(cells).collect()));
    }
    tables
}

/// A row of keys.
fn cells(row: &Row) -> Vec<Line> {
    let keys: Vec<&str> = row.keys.iter().map(|key| keys::shown(key)).collect();
    vec![
        Line::of(Ink::from(Role::Plain).strong(), keys.join(" ")),
        Line::of(Role::Plain, row.says),
        Line::of(Role::Quiet, row.action),
    ]
}

/// The parts of the screen, each with what it shows: the panels of the trainer, and the lessons at the top.
fn on_the_screen(study: &Study) -> Vec<Vec<Line>> {
    let panels = match study.enlarged() {
        Some(panel) => vec![panel],
        None => study.panels(&[]),
    };
    let rows = panels.iter().map(|panel| (panel.name, panel.says));
    let lessons = (
        "○ ◐ ◕ ●",
        "a lesson: to come, begun, gone through, all done",
    );
    rows.chain([lessons])
        .map(|(name, says)| {
            vec![
                Line::of(Ink::from(Role::Plain).strong(), name),
                Line::of(Role::Plain, says),
            ]
        })
        .collect()
}

/// The help.
pub fn help(lines: &[Line], top: usize, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    over(frame, theme, area, " help ", lines, top);
}
