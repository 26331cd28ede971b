//! The screen: Event → key table → Action → `act` → effects → `view`. It sleeps until something happens.

mod events;
mod graph;
mod keys;
mod panels;
mod screen;
mod theme;
mod view;
mod viewport;

use std::io;

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
    while let Ok(first) = events.recv() {
        let mut drawn = true;
        // Whatever has come in meanwhile is done before the next frame.
        for event in std::iter::once(first).chain(events.try_iter()) {
            match handle(event, &mut study, &mut viewport, &mut screen)? {
                Some(Flow::End) => return Ok(()),
                Some(Flow::On) => drawn = false,
                None => {}
            }
        }
        if !drawn {
            screen.draw(|frame| view(&study, &mut viewport, theme, frame))?;
        }
    }
    Ok(())
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
