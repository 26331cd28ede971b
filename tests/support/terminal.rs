//! The program in a real pseudo-terminal: keys go in, the parsed screen comes out. Nothing is timed; a screen is waited for.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_secs(10);
/// A frame's first and last bytes.
pub const FRAME: (&str, &str) = ("\x1b[?2026h", "\x1b[?2026l");

/// A terminal with something running in it.
pub struct Terminal {
    parser: vt100::Parser,
    /// All bytes that came out.
    log: Vec<u8>,
    bytes: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Where it keeps what is done, so that no test knows of another.
    _state: TempDir,
}

impl Terminal {
    /// The program at lesson 1 in a terminal of this size, once it has drawn itself.
    pub fn open(columns: u16, rows: u16) -> Terminal {
        Self::with(columns, rows, &[])
    }

    /// The same with something in its environment.
    pub fn with(columns: u16, rows: u16, environment: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_deltarule"));
        command.arg("01");
        let mut terminal = Self::run(columns, rows, command, environment);
        terminal.wait("a first frame", |terminal| terminal.frames() > 0);
        terminal
    }

    /// The program with arguments, in a terminal of 120×40, as soon as anything came out.
    pub fn given(arguments: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_deltarule"));
        command.args(arguments);
        let mut terminal = Self::run(120, 40, command, &[]);
        terminal.wait("something", |terminal| !terminal.log.is_empty());
        terminal
    }

    /// Whether what runs has ended.
    pub fn is_over(&self) -> bool {
        self.log().ends_with("quit\r\n")
    }

    /// A shell script in a terminal; `"$0"` in it is the program.
    pub fn shell(script: &str) -> Terminal {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_deltarule")]);
        Self::run(120, 40, command, &[])
    }

    fn run(
        columns: u16,
        rows: u16,
        mut command: CommandBuilder,
        environment: &[(&str, &str)],
    ) -> Terminal {
        let state = tempfile::tempdir().expect("a temporary folder");
        command.env("XDG_STATE_HOME", state.path());
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        for (name, value) in environment {
            command.env(name, value);
        }
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("it starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal {
            parser: vt100::Parser::new(count(rows), count(columns), 0),
            log: Vec::new(),
            bytes,
            keyboard: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            _state: state,
        }
    }

    /// Types something without waiting for what comes of it.
    pub fn send(&mut self, keys: &str) {
        self.keyboard
            .write_all(keys.as_bytes())
            .and_then(|()| self.keyboard.flush())
            .expect("the terminal takes keys");
    }

    /// Presses a key that the program knows, and waits for the frame that comes of it. A text that is typed can come in several
    /// frames: its last one shows all of it.
    pub fn press(&mut self, key: &str) {
        let before = self.frames();
        let is_text = key.chars().count() > 1 && !key.starts_with('\x1b');
        self.send(key);
        self.wait(&format!("a frame after {key:?}"), |terminal| {
            terminal.frames() > before && (!is_text || terminal.text().contains(key))
        });
    }

    /// Waits until something is so.
    pub fn wait(&mut self, what: &str, is_so: impl Fn(&Terminal) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(
                start.elapsed() < PATIENCE,
                "waited for {what}, and saw\n{}",
                self.text()
            );
            self.listen(Duration::from_millis(20));
        }
    }

    /// Waits until the screen shows a text.
    pub fn see(&mut self, text: &str) {
        self.wait(text, |terminal| terminal.text().contains(text));
    }

    /// Takes in what comes within a while; says whether anything did.
    pub fn listen(&mut self, time: Duration) -> bool {
        let Ok(bytes) = self.bytes.recv_timeout(time) else {
            return false;
        };
        self.parser.process(&bytes);
        self.log.extend(bytes);
        true
    }

    /// Waits for the end of what runs; its exit code.
    pub fn end(&mut self) -> u32 {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                while self.listen(Duration::from_millis(200)) {}
                return status.exit_code();
            }
            self.listen(Duration::from_millis(20));
        }
        panic!("it does not end; the screen is\n{}", self.text());
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(count(rows), count(columns));
        self.master
            .resize(size(columns, rows))
            .expect("another size");
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The screen with all its colours and stresses, cell by cell. A blank is a blank, written or not.
    pub fn picture(&self) -> Vec<String> {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let cell = |row, column| {
            let cell = screen.cell(row, column).expect("a cell of the screen");
            let text = if cell.has_contents() {
                cell.contents()
            } else {
                " "
            };
            let stress = [cell.bold(), cell.dim(), cell.italic(), cell.inverse()];
            format!(
                "{text} {:?} {:?} {stress:?}",
                cell.fgcolor(),
                cell.bgcolor()
            )
        };
        (0..rows.get())
            .flat_map(|row| (0..columns.get()).map(move |column| (row, column)))
            .map(|(row, column)| cell(row, column))
            .collect()
    }

    /// All that came out so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&self.log).into_owned()
    }

    /// How many frames were drawn so far.
    pub fn frames(&self) -> usize {
        self.log().matches(FRAME.1).count()
    }

    /// Whether the terminal is as a shell has it: its own screen, and a cursor.
    pub fn is_restored(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has mostly ended by then.
        drop(self.child.kill());
    }
}

fn count(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a terminal has cells")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Sends a signal to a process.
pub fn signal(name: &str, process: &str) {
    let status = Command::new("kill")
        .args([&format!("-{name}"), process])
        .status();
    assert!(status.expect("kill runs").success(), "{name} to {process}");
}
