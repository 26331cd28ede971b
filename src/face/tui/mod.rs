//! The screen: Event → key table → Action → `act` → effects → `view`. It sleeps until something happens.

mod arrange;
mod chart;
mod events;
mod fitted;
mod graph;
mod key_table;
mod keys;
mod panels;
mod screen;
mod theme;
mod view;
mod viewport;
mod windows;

use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

pub use theme::Theme;
pub use view::view;
pub use viewport::Viewport;

use crate::study::progress::Store;
use crate::study::{Action, Context, Effect, Overlay, Stop, Study, act};
use events::Event;
use screen::Screen;

/// Whether the program goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    End,
}

/// Runs a study on the terminal until the learner quits.
///
/// # Errors
/// If there is no terminal, or it goes away.
pub fn run(mut study: Study, store: &mut Store) -> io::Result<()> {
    let mut viewport = Viewport::default();
    let theme = Theme::from_environment();
    let events = events::listen()?;
    let mut screen = Screen::open()?;
    if let Some(message) = store.found().message() {
        act(&mut study, &Action::Notice(message.to_string()));
    }
    if let Some(stop) = study.stop() {
        viewport.keep(stop);
    }
    show(&mut screen, &mut study, &mut viewport, theme)?;
    let mut clock = Clock::default();
    loop {
        let first = match study.trainer().filter(|trainer| trainer.is_running()) {
            // Nothing runs, nothing wakes: the loop sleeps until something happens.
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => events.recv_timeout(FRAME),
        };
        let mut is_stale = false;
        match first {
            Ok(first) => {
                // Whatever has come in meanwhile is done before the next frame.
                for event in std::iter::once(first).chain(events.try_iter()) {
                    match handle(event, &mut study, &mut viewport, &mut screen, store)? {
                        Some(Flow::End) => return Ok(()),
                        Some(Flow::On) => is_stale = true,
                        None => {}
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let speed = study.trainer().map_or(0.0, crate::training::Trainer::speed);
                let updates = clock.tick(speed);
                let effects = perform(&Action::Tick(updates), &mut study, &mut viewport);
                if effects.contains(&Effect::Save) {
                    save(&mut study, store);
                }
                is_stale = updates > 0;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if is_stale {
            show(&mut screen, &mut study, &mut viewport, theme)?;
        }
    }
}

/// Draws the study: once, unless its text has another size than it had.
fn show(
    screen: &mut Screen,
    study: &mut Study,
    viewport: &mut Viewport,
    theme: Theme,
) -> io::Result<()> {
    look(study, viewport);
    let size = viewport.size();
    screen.draw(|frame| view(study, viewport, theme, frame))?;
    if viewport.size() != size && look(study, viewport) {
        screen.draw(|frame| view(study, viewport, theme, frame))?;
    }
    Ok(())
}

/// Tells the study how far down there is something to do before the learner's eyes: its answers are hidden. Says whether
/// that is elsewhere than before.
pub fn look(study: &mut Study, viewport: &mut Viewport) -> bool {
    viewport.lay_out(study);
    let seen = viewport.seen_stops();
    let is_seen = |stop: &Stop| seen.contains(stop);
    let last = study.stops().iter().rposition(is_seen);
    let seen = last.map_or(0, |last| last + 1);
    let is_new = seen != study.seen();
    if is_new {
        act(study, &Action::Seen(seen));
    }
    is_new
}

/// How long a frame lasts while something runs.
const FRAME: Duration = Duration::from_millis(33);

/// How many updates are due: what one frame leaves over of an update is kept for the next.
#[derive(Default)]
struct Clock {
    due: f64,
}

impl Clock {
    fn tick(&mut self, speed: f64) -> u64 {
        self.due += speed * FRAME.as_secs_f64();
        let updates = self.due.floor();
        self.due -= updates;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number"
        )]
        {
            updates as u64
        }
    }
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
        Event::Key(key) => keys::action(study.context(), key),
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
            Effect::Save => save(study, store),
            Effect::Scroll(_) | Effect::ScrollToStop(_) | Effect::ScrollToFound(_) => {}
        }
    }
    Ok(Some(Flow::On))
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
    } else if let Some(stop) = study.stop().filter(|_| !matches!(action, Action::Tick(_))) {
        // What one is at stays on the screen while it grows; but who has scrolled away from it is not called back.
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

/// Whether an action is about what one has come to in the text.
fn is_about_stop(action: &Action) -> bool {
    matches!(
        action,
        Action::Enter
            | Action::Accept
            | Action::Answer(_)
            | Action::Note(_)
            | Action::Skip
            | Action::Hint
            | Action::Reveal
    )
}

fn is_typing(study: &Study) -> bool {
    matches!(study.over(), Some(Overlay::Typing(_)))
}

/// Who has scrolled on means what is on the screen.
fn come_to_what_is_seen(study: &mut Study, viewport: &Viewport) {
    let is_reading = study.context() == Context::Reading;
    let seen = viewport.seen_stops();
    if !is_reading || study.stop().is_some_and(|stop| seen.contains(&stop)) {
        return;
    }
    let place = |stop: &Stop| study.stops().iter().position(|known| known == stop);
    let stop = seen.iter().find_map(place);
    if let Some(stop) = stop {
        act(study, &Action::StopAt((stop + 1).to_string()));
    }
}
