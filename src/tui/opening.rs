//! Opening a ledger: it is read on a thread of its own, and what takes long is shown and can be called off.

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind};
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::background::{OscParser, Question, TerminalInput};
use super::command::{self, Command};
use super::key::Key;
use super::keys::Keymap;
use super::settings::Settings;
use super::surface::Surface;
use super::terminal::{Screen, on_termination};
use super::theme::Theme;
use super::view::{Waiting, view_opening};
use super::views::View;
use crate::profile::{OpenError, Session, Unread};
use crate::progress::Progress;
use crate::query::Book;
use crate::store::StoreError;

/// A ledger that is there sooner is shown at once, without a frame before.
const PATIENCE: Duration = Duration::from_millis(200);
const TURN: Duration = Duration::from_millis(20);
const FRAME: Duration = Duration::from_millis(100);
/// As on the main thread: RON may lie deep.
const STACK: usize = 8 << 20;

/// A ledger that was opened, with the screen on which it is shown.
pub(super) struct Opened {
    pub(crate) session: Session,
    pub(crate) book: Book,
    pub(crate) screen: Screen,
    pub(crate) question: Question,
}

type Read = Result<(Session, Book), OpenError>;

/// Reads a ledger and opens the screen, whichever is there first after a moment.
pub(super) fn open(unread: Unread, settings: &Settings) -> io::Result<Result<Box<Opened>, OpenError>> {
    let progress = Progress::default();
    let path = unread.located.path().to_owned();
    let Settings { theme, ascii, .. } = settings;
    let waiting = Waiting { path, progress: progress.clone(), lang: unread.lang, theme: theme.clone(), ascii: *ascii };
    let (notify, news) = mpsc::channel();
    let reader = Builder::new().stack_size(STACK).spawn(move || {
        let _ = notify.send(read(unread, &progress));
    })?;
    let mut face = None;
    let read = match news.recv_timeout(PATIENCE) {
        Ok(read) => Some(read),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => {
            let opened = face.insert(open_face(settings)?);
            wait(opened, waiting, settings, &news)?
        }
    };
    let (session, book) = match read.unwrap_or_else(|| fell(reader)) {
        Ok(read) => read,
        Err(e) => return Ok(Err(e)),
    };
    let (screen, question) = face.map_or_else(|| open_face(settings), Ok)?;
    Ok(Ok(Box::new(Opened { session, book, screen, question })))
}

/// Opens the screen, and asks the terminal for its background.
fn open_face(settings: &Settings) -> io::Result<(Screen, Question)> {
    let screen = Screen::open(settings.mouse)?;
    Ok((screen, Question::ask(settings)?))
}

fn read(unread: Unread, progress: &Progress) -> Read {
    let mut session = unread.read(progress)?;
    let book = Book::watched(std::mem::take(&mut session.ledger), session.today, progress);
    progress.check().map_err(StoreError::from)?;
    Ok((session, book))
}

/// The thread that read has fallen: so does this one.
fn fell(reader: JoinHandle<()>) -> Read {
    match reader.join() {
        Err(panic) => std::panic::resume_unwind(panic),
        Ok(()) => Err(StoreError::CalledOff.into()),
    }
}

/// Shows how far it is until it is there; none when the thread that reads has fallen.
///
/// The keys are taken from the terminal here, not by a thread, so that none is taken from a question that is asked on
/// the plain terminal afterwards. Those that do not call off are dropped: they were typed at a screen that showed no
/// entry yet, and would act on one that nobody had seen.
fn wait(
    (screen, question): &mut (Screen, Question),
    mut waiting: Waiting,
    settings: &Settings,
    news: &Receiver<Read>,
) -> io::Result<Option<Read>> {
    let progress = waiting.progress.clone();
    on_termination(move || {
        progress.call_off();
    })?;
    let mut drawn: Option<Instant> = None;
    loop {
        if drawn.is_none_or(|at| at.elapsed() >= FRAME) {
            screen.draw(|frame| view_opening(frame, &waiting))?;
            drawn = Some(Instant::now());
        }
        match news.try_recv() {
            Ok(read) => return Ok(Some(read)),
            Err(TryRecvError::Disconnected) => return Ok(None),
            Err(TryRecvError::Empty) => {}
        }
        for input in read_inputs(&mut question.parser)? {
            match input {
                TerminalInput::Event(Event::Resize(..)) => {
                    screen.forget()?;
                    drawn = None;
                }
                TerminalInput::Event(Event::Key(key)) if calls_off(key, &settings.keymap) => {
                    waiting.progress.call_off();
                }
                TerminalInput::Event(_) => {}
                TerminalInput::Ground(ground) => {
                    question.answer = Some(ground);
                    waiting.theme = Theme::by_terminal(Surface { ground: Some(ground), ..settings.surface });
                    drawn = None;
                }
            }
        }
        // Nothing is waited for: a network drive may not answer for minutes, and reading leaves nothing half done.
        if waiting.progress.is_called_off() {
            return Ok(Some(Err(StoreError::CalledOff.into())));
        }
    }
}

/// What comes from the terminal within a moment.
fn read_inputs(parser: &mut OscParser) -> io::Result<Vec<TerminalInput>> {
    let patience = if parser.is_holding() { parser.pause() } else { TURN };
    Ok(match event::poll(patience)? {
        true => parser.sift(event::read()?),
        false => parser.release(),
    })
}

/// Escape, `q`, Ctrl-C, and whatever key leaves the screen.
fn calls_off(event: KeyEvent, keymap: &Keymap) -> bool {
    let key = Key::of(event);
    let always = match key.code {
        KeyCode::Esc => true,
        KeyCode::Char('q') => !key.control,
        KeyCode::Char('c') => key.control,
        _ => false,
    };
    event.kind != KeyEventKind::Release
        && (always || keymap.binding_of(key, View::List).is_some_and(|b| b.command == Command::Session(command::Session::Quit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    #[test]
    fn only_keys_for_leaving_call_an_opening_off() {
        let off = |code, modifiers| calls_off(KeyEvent::new(code, modifiers), &Keymap::default());
        let (none, control) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        for (code, modifiers) in
            [(KeyCode::Esc, none), (KeyCode::Char('q'), none), (KeyCode::Char('ｑ'), none), (KeyCode::Char('c'), control)]
        {
            assert!(off(code, modifiers), "{code:?}");
        }
        for (code, modifiers) in
            [(KeyCode::Char('c'), none), (KeyCode::Char('s'), none), (KeyCode::Enter, none), (KeyCode::Char('农'), none)]
        {
            assert!(!off(code, modifiers), "{code:?}");
        }
    }

    #[test]
    fn a_release_of_a_key_calls_nothing_off() {
        let released = KeyEvent::new_with_kind(KeyCode::Esc, KeyModifiers::NONE, KeyEventKind::Release);
        assert!(!calls_off(released, &Keymap::default()));
    }
}
