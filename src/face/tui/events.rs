//! Events of the program: keys, sizes, signals. One channel brings them, so that the loop sleeps until one comes.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crossterm::event::{self, Event as TerminalEvent, KeyEvent, KeyEventKind};

use super::screen::restore;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// A text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize,
    /// A request to suspend the program.
    Suspend,
    /// The program goes on after sleep.
    Resumed,
    /// There is no terminal any more.
    Closed,
}

/// Listens from now on.
///
/// # Errors
/// If signals cannot be listened to.
pub fn listen() -> io::Result<Receiver<Event>> {
    let (sender, receiver) = channel();
    listen_to_signals(sender.clone())?;
    thread::spawn(move || listen_to_terminal(&sender));
    Ok(receiver)
}

fn listen_to_terminal(sender: &Sender<Event>) {
    loop {
        let event = match event::read() {
            Ok(TerminalEvent::Key(key)) if key.kind != KeyEventKind::Release => Event::Key(key),
            Ok(TerminalEvent::Paste(text)) => Event::Paste(text),
            Ok(TerminalEvent::Resize(..)) => Event::Resize,
            Ok(_) => continue,
            Err(_) => Event::Closed,
        };
        let closed = matches!(event, Event::Closed);
        if sender.send(event).is_err() || closed {
            return;
        }
    }
}

#[cfg(unix)]
fn listen_to_signals(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                SIGTSTP => Event::Suspend,
                SIGCONT => Event::Resumed,
                deadly => {
                    restore();
                    drop(emulate_default_handler(deadly));
                    Event::Closed
                }
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn listen_to_signals(_: Sender<Event>) -> io::Result<()> {
    Ok(())
}

/// Sleeps until the program is woken.
///
/// # Errors
/// If the program cannot be put to sleep.
pub fn sleep() -> io::Result<()> {
    #[cfg(unix)]
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    Ok(())
}
