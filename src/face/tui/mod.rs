//! The screen: Event → key table → Action → `act` → effects → `view`. It sleeps until something happens.

mod arrange;
mod chart;
mod events;
mod fitted;
mod graph;
mod keys;
mod panels;
mod screen;
mod theme;
mod view;
mod viewport;

use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

pub use theme::Theme;
pub use view::view;
pub use viewport::Viewport;

use crate::study::{Action, Context, Effect, Study, act};
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
pub fn run(mut study: Study) -> io::Result<()> {
    let mut viewport = Viewport::default();
    let theme = Theme::from_environment();
    let events = events::listen()?;
    let mut screen = Screen::open()?;
    screen.draw(|frame| view(&study, &mut viewport, theme, frame))?;
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
                    match handle(event, &mut study, &mut viewport, &mut screen)? {
                        Some(Flow::End) => return Ok(()),
                        Some(Flow::On) => is_stale = true,
                        None => {}
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let speed = study.trainer().map_or(0.0, crate::training::Trainer::speed);
                let updates = clock.tick(speed);
                perform(&Action::Tick(updates), &mut study, &mut viewport);
                is_stale = updates > 0;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if is_stale {
            screen.draw(|frame| view(&study, &mut viewport, theme, frame))?;
        }
    }
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
) -> io::Result<Option<Flow>> {
    let action = match event {
        Event::Key(key) => keys::action(study.context().into(), key),
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
            Effect::Scroll(_) | Effect::ScrollToTrainer(_) => {}
        }
    }
    Ok(Some(Flow::On))
}

/// Does an action and scrolls as it asks; the trainer that is shown follows the reader.
pub fn perform(action: &Action, study: &mut Study, viewport: &mut Viewport) -> Vec<Effect> {
    let effects = act(study, action);
    if matches!(action, Action::Help) {
        viewport.reset_help();
    }
    let in_help = matches!(study.context(), Context::Help(_));
    for effect in &effects {
        viewport.scroll(*effect, in_help);
    }
    if matches!(action, Action::Scroll(_)) && !in_help {
        let reached = viewport
            .trainer_reached()
            .filter(|trainer| *trainer != study.stop());
        if let Some(trainer) = reached {
            act(study, &Action::Show(trainer));
        }
    }
    effects
}
