//! The terminal: taken over, and given back whatever happens.

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};
use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::mem::ManuallyDrop;

/// The terminal while the screen is open; dropping it gives the terminal back.
pub(super) struct Screen {
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
}

impl Screen {
    /// Takes the terminal over. A panic gives it back before its message is printed.
    pub(super) fn open(mouse: bool) -> io::Result<Screen> {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            hook(info);
        }));
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout())))?;
        Ok(Screen { terminal: ManuallyDrop::new(terminal) })
    }

    /// The next frame is drawn whole: after resizes nobody knows what the terminal shows, even when it has its old
    /// size again.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let size = self.terminal.size()?;
        // Not `clear`, which would ask the terminal where its cursor is and wait for the answer.
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Draws a frame, in one piece where the terminal knows how.
    pub(super) fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(render)?;
        crossterm::queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.terminal.backend_mut())
    }
}

impl Drop for Screen {
    /// ratatui's own end writes to the terminal, and panics where there is none any more.
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back as it was; twice does no harm.
fn give_back() {
    let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, crossterm::cursor::Show);
    let _ = disable_raw_mode();
}

/// How a copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    /// The terminal was told; it does not answer.
    Told,
    /// tmux keeps it in its own buffer, and did not pass it on.
    InTmux,
    /// tmux refused it.
    Nowhere,
}

/// Puts a text on the clipboard of the terminal, through ssh too (OSC 52). tmux takes no such thing from a program, but by its own
/// command, and passes it on itself.
pub(super) fn copy_to_clipboard(text: &str) -> Copied {
    if std::env::var_os("TMUX").is_none_or(|t| t.is_empty()) {
        let _ = execute!(stdout(), CopyToClipboard::to_clipboard_from(text));
        return Copied::Told;
    }
    if load_buffer(&["load-buffer", "-w", "-"], text) {
        Copied::Told
    } else if load_buffer(&["load-buffer", "-"], text) {
        Copied::InTmux
    } else {
        Copied::Nowhere
    }
}

/// Hands a text to tmux; false when it does not take it.
fn load_buffer(words: &[&str], text: &str) -> bool {
    use std::process::{Command, Stdio};
    let child = Command::new("tmux").args(words).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    let given = child.stdin.take().is_some_and(|mut pipe| pipe.write_all(text.as_bytes()).is_ok());
    child.wait().is_ok_and(|status| status.success()) && given
}

/// Calls back when the system, or somebody outside, asks the program to end. A Ctrl-C that is typed is a key and no signal.
#[cfg(unix)]
pub(super) fn on_termination(call: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            call();
        }
    });
    Ok(())
}

/// Windows ends console programs by closing their input, which the loop notices.
#[cfg(not(unix))]
pub(super) fn on_termination(_: impl Fn() + Send + 'static) -> io::Result<()> {
    Ok(())
}
