//! The terminal: taken over, drawn on in one write a frame, and given back on every way out.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::mem;
use std::panic;
use std::rc::Rc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use ratatui::style::Modifier;
use ratatui::{Frame, Terminal};

use super::theme::Theme;
use crate::face::glyphs::Glyphs;

/// The wheel arrives as arrow keys, so that the text stays selectable.
const ALTERNATE_SCROLL: (&str, &str) = ("\x1b[?1007h", "\x1b[?1007l");

/// The terminal while the program has it.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Buffer>>,
    buffer: Buffer,
    glyphs: Glyphs,
    /// The size of the last frame; none, if the next one draws all.
    size: Option<Size>,
    /// The look of the frames.
    pub theme: Theme,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// If there is none, or it will not do what is asked.
    pub fn open(glyphs: Glyphs, theme: Theme) -> io::Result<Screen> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("the output is not a terminal"));
        }
        restore_on_panic();
        let buffer = Buffer::default();
        let terminal = Terminal::new(CrosstermBackend::new(buffer.clone()))?;
        enter()?;
        Ok(Screen {
            terminal,
            buffer,
            glyphs,
            size: None,
            theme,
        })
    }

    /// Draws a frame: one write of what changed, which the terminal shows at once.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let size = self.terminal.size()?;
        if self.size != Some(size) {
            self.overwrite_all()?;
            self.size = Some(size);
        }
        let glyphs = self.glyphs;
        self.terminal.draw(|frame| {
            view(frame);
            glyphs.fit(frame.buffer_mut());
        })?;
        self.buffer.present()
    }

    /// Lets the next frame write every cell. Without that its blanks would be skipped, and what reads a terminal's bytes aloud
    /// would run words together.
    fn overwrite_all(&mut self) -> io::Result<()> {
        self.terminal.draw(|frame| {
            for cell in &mut frame.buffer_mut().content {
                cell.set_char('·').set_style(Modifier::HIDDEN);
            }
        })?;
        self.buffer.0.borrow_mut().clear();
        Ok(())
    }

    /// Forgets what is on the screen, so that the next frame draws it all.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks where the cursor is, and the answer would come as a key.
        self.size = None;
        let area = self.terminal.size()?.into();
        self.terminal.resize(area)
    }

    /// Puts a text where it can be pasted from, if the terminal does that.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        crossterm::queue!(self.buffer, CopyToClipboard::to_clipboard_from(text))?;
        self.buffer.present()
    }

    /// Gives the terminal back while `asleep` runs, then takes it over again.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn lend(&mut self, asleep: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        restore();
        asleep()?;
        enter()?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Hide,
        EnableBracketedPaste,
        Print(ALTERNATE_SCROLL.0)
    )
}

/// Gives the terminal back as it was. A terminal that is gone needs nothing more.
pub fn restore() {
    let shown = execute!(
        io::stdout(),
        Print(ALTERNATE_SCROLL.1),
        DisableBracketedPaste,
        EndSynchronizedUpdate,
        LeaveAlternateScreen,
        Show
    );
    let cooked = disable_raw_mode();
    drop((shown, cooked));
}

fn restore_on_panic() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        restore();
        report(info);
    }));
}

/// Bytes on their way to the terminal. Flushing does nothing: ratatui flushes in the middle of a frame.
#[derive(Clone, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Buffer {
    /// Writes the frame in one piece.
    fn present(&self) -> io::Result<()> {
        let frame = mem::take(&mut *self.0.borrow_mut());
        if frame.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(frame.len() + 32);
        crossterm::queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend(frame);
        crossterm::queue!(bytes, EndSynchronizedUpdate)?;
        let mut stdout = io::stdout().lock();
        stdout.write_all(&bytes)?;
        stdout.flush()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
