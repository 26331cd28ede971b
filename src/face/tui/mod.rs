//! The screen: Event → key table → Action → `act` → effects → layout → `view`. It sleeps until something happens; what takes
//! long goes on in slices between looks at the keys.

mod arrange;
mod chart;
mod clock;
mod events;
mod fitted;
mod geometry;
mod graph;
mod key_table;
mod keys;
mod palette;
mod panels;
mod screen;
mod theme;
mod view;
mod viewport;
mod windows;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;

pub use geometry::Geometry;
pub use keys::{action, meant, named, pressed};
pub use theme::{Colours, Depth, Ground, Theme};
pub use view::view;
pub use viewport::Viewport;

use crate::face::glyphs::Glyphs;
use crate::study::progress::Store;
use crate::study::{Action, Context, Edit, Effect, Look, Stop, Study, ThemeName, act};
use clock::{Clock, Pace};
use events::Event;
use screen::Screen;

/// The next step of the main loop: on, or to the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    End,
}

/// The columns and rows of the terminal, if there is one.
#[must_use]
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// Runs a study on the terminal until the learner quits.
///
/// # Errors
/// If there is no terminal, or it goes away.
pub fn run(
    mut study: Study,
    store: &mut Store,
    wanted: Option<ThemeName>,
    glyphs: Glyphs,
) -> io::Result<()> {
    let mut viewport = Viewport::default();
    let events = events::listen()?;
    let theme = Theme {
        colours: Colours::from_environment(wanted.unwrap_or(study.theme())),
        dots: study.dots(),
    };
    let mut screen = Screen::open(glyphs, theme)?;
    if let Some(message) = store.found().message() {
        act(&mut study, &Action::Notice(message.to_string()));
    }
    if let Some(stop) = study.stop() {
        viewport.keep(stop);
    }
    show(&mut screen, &mut study, &mut viewport)?;
    let mut clock = Clock::new(Instant::now());
    let mut pace = Pace::default();
    loop {
        let mut is_stale = false;
        let Some(happened) = wait(&events, patience(&study, &clock)) else {
            return Ok(());
        };
        for event in happened {
            match handle(event, &mut study, &mut viewport, &mut screen, store)? {
                Some(Flow::End) => return Ok(()),
                Some(Flow::On) => is_stale = true,
                None => {}
            }
        }
        let was_at_work = study.is_at_work();
        let mut effects = Vec::new();
        if was_at_work {
            effects = slice(&mut pace, &mut study, &mut viewport);
        }
        let has_ended = was_at_work && !study.is_at_work();
        if clock.is_frame_due(Instant::now()) {
            effects.extend(tick(&mut clock, &mut study, &mut viewport));
            is_stale |= (was_at_work || is_running(&study)) && !study.is_within_update();
        }
        if effects.contains(&Effect::Save) {
            save(&mut study, store);
        }
        if is_stale || has_ended {
            show(&mut screen, &mut study, &mut viewport)?;
        }
    }
}

/// The time to wait for an event: none while there is work, without limit while nothing runs.
fn patience(study: &Study, clock: &Clock) -> Option<Duration> {
    match (study.is_at_work(), is_running(study)) {
        (true, _) => Some(Duration::ZERO),
        (false, true) => Some(clock.until_frame(Instant::now())),
        (false, false) => None,
    }
}

fn is_running(study: &Study) -> bool {
    study.pace().is_some()
}

/// All that has happened within a time; nothing, if nothing can happen any more.
fn wait(events: &Receiver<Event>, patience: Option<Duration>) -> Option<Vec<Event>> {
    let first = match patience {
        None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(patience) => events.recv_timeout(patience),
    };
    match first {
        Ok(first) => Some(std::iter::once(first).chain(events.try_iter()).collect()),
        Err(RecvTimeoutError::Timeout) => Some(Vec::new()),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// Goes on with what is under way for a few milliseconds.
fn slice(pace: &mut Pace, study: &mut Study, viewport: &mut Viewport) -> Vec<Effect> {
    let (work, start) = (pace.work(), Instant::now());
    let effects = perform(&Action::Work(work), study, viewport);
    pace.measured(work, start.elapsed());
    effects
}

/// Lets a trainer that runs make the updates that are due.
fn tick(clock: &mut Clock, study: &mut Study, viewport: &mut Viewport) -> Vec<Effect> {
    match clock.due(Instant::now(), study.pace()) {
        // What cannot be made in time is not made up for.
        0 => Vec::new(),
        _ if study.is_at_work() => Vec::new(),
        updates => perform(&Action::Tick(updates), study, viewport),
    }
}

/// Draws a frame.
fn show(screen: &mut Screen, study: &mut Study, viewport: &mut Viewport) -> io::Result<()> {
    let theme = screen.theme;
    screen.draw(|frame| {
        let geometry = look(study, viewport, frame.area());
        view(study, &geometry, theme, frame);
    })
}

/// Lays the study out, and tells it how far down there is something to do before the learner's eyes: its answers are hidden.
pub fn look(study: &mut Study, viewport: &mut Viewport, screen: Rect) -> Geometry {
    let geometry = viewport.lay_out(study, screen);
    let sight = viewport.sight(study.stops());
    let hides_as_before = sight.seen == study.sight().seen;
    act(study, &Action::Seen(sight));
    if hides_as_before {
        return geometry;
    }
    viewport.lay_out(study, screen)
}

/// Does what an event asks for; nothing, if it asks for nothing.
fn handle(
    event: Event,
    study: &mut Study,
    viewport: &mut Viewport,
    screen: &mut Screen,
    store: &mut Store,
) -> io::Result<Option<Flow>> {
    let action = match event {
        Event::Key(key) => keys::meant(study, key),
        Event::Paste(text) => pasted(study, &text),
        Event::Resize => return Ok(Some(Flow::On)),
        Event::Resumed => Some(Action::Redraw),
        Event::Suspend => Some(Action::Suspend),
        Event::Closed => Some(Action::Quit),
    };
    let Some(action) = action else {
        return Ok(None);
    };
    for effect in perform(&action, study, viewport) {
        match effect {
            Effect::Quit => return Ok(Some(Flow::End)),
            Effect::Suspend => screen.lend(events::sleep)?,
            Effect::Redraw => screen.forget()?,
            Effect::Copy(text) => screen.copy(&text)?,
            Effect::Look(look) => change(&mut screen.theme, look, study),
            Effect::Save => save(study, store),
            Effect::Scroll(_) | Effect::ScrollToStop(_) | Effect::ScrollToFound(_) => {}
        }
    }
    Ok(Some(Flow::On))
}

/// Changes the look of the screen as far as the terminal goes along; says so where it does not.
fn change(theme: &mut Theme, look: Look, study: &mut Study) {
    match look {
        Look::Dots(dots) => theme.dots = dots,
        Look::Theme(name) => {
            theme.colours = Colours::from_environment(name);
            if let Some(why) = theme.colours.fall_short_of(name) {
                act(study, &Action::Notice(why.to_string()));
            }
        }
    }
}

/// A text that is pasted goes into the open field; where there is none it is not taken for keys.
fn pasted(study: &Study, text: &str) -> Option<Action> {
    let line: Vec<&str> = text.split_whitespace().collect();
    (study.context() == Context::Typing).then(|| Action::Edit(Edit::Type(line.join(" "))))
}

/// Keeps what was done; says so where that does not work.
fn save(study: &mut Study, store: &mut Store) {
    if let Some(message) = store.save(study.progress()) {
        act(study, &Action::Notice(message));
    }
}

/// Does an action and scrolls as it asks; the trainer that is shown follows the reader, and so does the stop that is meant.
pub fn perform(action: &Action, study: &mut Study, viewport: &mut Viewport) -> Vec<Effect> {
    if is_about_stop(action) {
        come_to_what_is_seen(study, viewport);
    }
    let effects = act(study, action);
    if matches!(action, Action::Help) {
        viewport.reset_help();
    }
    let in_help = matches!(study.context(), Context::Help);
    for effect in &effects {
        viewport.scroll(effect, in_help);
        if let Effect::ScrollToFound(way) = effect
            && !viewport.scroll_to_found(study, *way)
        {
            let sought = study.sought().unwrap_or_default().to_string();
            let notice = format!("this lesson does not say {sought:?}: Esc ends the search");
            act(study, &Action::Notice(notice));
        }
    }
    let scrolls = matches!(
        effects.first(),
        Some(Effect::Scroll(_) | Effect::ScrollToFound(_))
    );
    if scrolls && !in_help {
        follow(study, viewport);
    } else if let Some(stop) = study
        .stop()
        .filter(|_| !matches!(action, Action::Tick(_) | Action::Work(_)))
    {
        // The current stop stays on the screen while it grows; but a reader who has scrolled away from it is not called
        // back.
        if is_about_stop(action) || matches!(action, Action::Edit(_)) && is_typing(study) {
            viewport.keep(stop);
        }
    }
    effects
}

/// Shows the trainer that the reader has come to.
fn follow(study: &mut Study, viewport: &Viewport) {
    let reached = viewport
        .trainer_reached()
        .filter(|trainer| *trainer != study.shown());
    if let Some(trainer) = reached {
        act(study, &Action::Show(trainer));
    }
}

/// Returns `true` if an action is about the current stop in the text.
fn is_about_stop(action: &Action) -> bool {
    matches!(
        action,
        Action::Enter
            | Action::Accept
            | Action::Begin(_)
            | Action::Answer(_)
            | Action::Note(_)
            | Action::Skip
            | Action::Hint
            | Action::Reveal
    )
}

fn is_typing(study: &Study) -> bool {
    study.context() == Context::Typing
}

/// Makes a stop on the screen the current one, if the reader has scrolled on.
fn come_to_what_is_seen(study: &mut Study, viewport: &Viewport) {
    let sight = viewport.sight(study.stops());
    let is_reading = study.context() == Context::Reading;
    let at = |stop: Stop| study.stops().iter().position(|known| *known == stop);
    if !is_reading || study.stop().and_then(at).is_some_and(|at| sight.shows(at)) {
        return;
    }
    let on_screen = sight.above..sight.seen;
    let is_to_do = |stop: &usize| study.stops()[*stop].block().is_some();
    let stop = on_screen.clone().find(is_to_do);
    if let Some(stop) = stop.or(on_screen.last()) {
        act(study, &Action::StopAt((stop + 1).to_string()));
    }
}
