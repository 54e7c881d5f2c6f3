//! The terminal's background: asked for when the screen opens, and the answer taken out from among the keys.
//!
//! Nobody waits for it. An answer that comes late, over a slow line, changes the colours late and is never taken for
//! keys; keys typed before it stay keys.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::style::Color;
use std::io::{self, IsTerminal, Write, stdout};
use std::time::{Duration, Instant};

use super::colour::luminance;
use super::settings::Settings;
use super::surface::{Depth, Ground};

/// The question of xterm: OSC 11.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
/// What follows the escape of every answer.
const HEAD: &str = "]11;";
/// No answer is longer.
const LONGEST: usize = 48;
/// How long an answer that has begun may pause.
const PAUSE: Duration = Duration::from_millis(60);
/// How long an escape alone is looked at before it is a person's: nobody notices.
const GLANCE: Duration = Duration::from_millis(8);
/// So long after the question an escape alone may be the beginning of an answer.
const LATEST: Duration = Duration::from_secs(5);

/// Asks, unless the terminal is known not to answer, or to answer with garbage.
fn ask() -> io::Result<Option<Instant>> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    if !stdout().is_terminal()
        || !answers(&variable("TERM"), !variable("TMUX").is_empty(), cfg!(windows), !variable("WT_SESSION").is_empty())
    {
        return Ok(None);
    }
    stdout().write_all(QUESTION)?;
    stdout().flush()?;
    Ok(Some(Instant::now()))
}

/// Whether a terminal may be asked. GNU screen passes the question on and shows the answer; of Windows' consoles only
/// the new one is sure to understand escape sequences.
fn answers(term: &str, tmux: bool, windows: bool, windows_terminal: bool) -> bool {
    match term {
        "" => windows && windows_terminal,
        "dumb" | "linux" | "Eterm" | "cygwin" | "ansi" => false,
        term if term.starts_with("vt") || term.starts_with("cons") => false,
        term => !term.starts_with("screen") || tmux,
    }
}

/// What is known of the terminal's background when the screen has just opened.
#[derive(Debug)]
pub(super) struct Question {
    /// When it was asked; none where it was not.
    asked: Option<Instant>,
    /// The answer, when it has come already.
    pub(super) answer: Option<Ground>,
    /// What takes the answer out of what comes from the terminal.
    pub(super) parser: OscParser,
}

impl Question {
    pub(super) fn ask(settings: &Settings) -> io::Result<Question> {
        let curious = settings.follows && settings.surface.depth != Depth::None;
        let asked = if curious { ask()? } else { None };
        Ok(Question { asked, answer: None, parser: OscParser::new(asked) })
    }

    /// When an answer began to be awaited that has not come yet.
    pub(super) fn awaited_since(&self) -> Option<Instant> {
        self.asked.filter(|_| self.answer.is_none())
    }
}

/// Something that came from the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TerminalInput {
    Event(Event),
    Ground(Ground),
}

/// Takes the answer out of what comes from the terminal.
#[derive(Debug)]
pub(super) struct OscParser {
    asked: Option<Instant>,
    /// Events that may be the beginning of an answer.
    held: Vec<Event>,
    /// The answer as far as it has come, without its escape.
    text: String,
}

impl OscParser {
    pub(super) fn new(asked: Option<Instant>) -> OscParser {
        OscParser { asked, held: Vec::new(), text: String::new() }
    }

    /// Whether something is held back that may be an answer.
    pub(super) fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// How long more of what is held back is waited for.
    pub(super) fn pause(&self) -> Duration {
        if self.text.is_empty() { GLANCE } else { PAUSE }
    }

    /// What is held back after all: nothing more came. The rest of what began as an answer is dropped.
    pub(super) fn release(&mut self) -> Vec<TerminalInput> {
        let held = std::mem::take(&mut self.held);
        let is_answer = std::mem::take(&mut self.text).starts_with(HEAD);
        if is_answer { Vec::new() } else { held.into_iter().map(TerminalInput::Event).collect() }
    }

    /// Takes an event in; gives what is now known to be a person's doing, or the answer.
    pub(super) fn sift(&mut self, event: Event) -> Vec<TerminalInput> {
        match self.reads(&event) {
            Reads::On => {
                self.held.push(event);
                Vec::new()
            }
            Reads::End => {
                let answer = ground(self.text.trim_start_matches(HEAD));
                self.release();
                self.asked = None;
                answer.map(TerminalInput::Ground).into_iter().collect()
            }
            Reads::Other if self.held.is_empty() => vec![TerminalInput::Event(event)],
            Reads::Other => {
                let mut inputs = self.release();
                inputs.extend(self.sift(event));
                inputs
            }
        }
    }

    /// Whether an event goes on with an answer.
    fn reads(&mut self, event: &Event) -> Reads {
        let Event::Key(key) = event else { return Reads::Other };
        if key.kind == KeyEventKind::Release {
            return if self.held.is_empty() { Reads::Other } else { Reads::On };
        }
        let next = HEAD.as_bytes().get(self.text.len()).map(|b| char::from(*b));
        match (plain(key), next) {
            _ if self.held.is_empty() => self.begins(key),
            (_, None) if ends(key) => Reads::End,
            // The escape of a terminator that comes in two parts.
            (_, None) if key.code == KeyCode::Esc => Reads::On,
            (Some(c), None) if self.text.len() < LONGEST && (c.is_ascii_hexdigit() || "rgba:/#".contains(c)) => {
                self.text.push(c);
                Reads::On
            }
            (Some(c), Some(next)) if c == next => {
                self.text.push(c);
                Reads::On
            }
            _ => Reads::Other,
        }
    }

    /// Whether an event begins an answer: `ESC ]` arrives as Alt with the bracket; as two keys where it was torn apart;
    /// and without its escape in a Windows console.
    fn begins(&mut self, key: &KeyEvent) -> Reads {
        let awaited = self.asked.is_some_and(|asked| asked.elapsed() < LATEST);
        let bracket = key.code == KeyCode::Char(']');
        if bracket && (key.modifiers == KeyModifiers::ALT || cfg!(windows) && awaited && key.modifiers.is_empty()) {
            self.text.push(']');
            return Reads::On;
        }
        if awaited && key.code == KeyCode::Esc && key.modifiers.is_empty() { Reads::On } else { Reads::Other }
    }
}

/// What an event is to an answer.
enum Reads {
    On,
    End,
    Other,
}

fn plain(key: &KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(c),
        _ => None,
    }
}

/// BEL, or `ESC \`, whole or torn.
fn ends(key: &KeyEvent) -> bool {
    key.code == KeyCode::Char('\\') || key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL
}

/// The ground of a colour as X11 writes it: `rgb:ffff/fafa/f0f0`, `rgba:…`, `#fffaf0`.
fn ground(colour: &str) -> Option<Ground> {
    let parts: Vec<&str> = match colour.split_once(':') {
        Some(("rgb" | "rgba", parts)) => parts.split('/').take(3).collect(),
        _ => {
            let digits = colour.strip_prefix('#').filter(|d| d.is_ascii() && !d.is_empty() && d.len() % 3 == 0)?;
            let each = digits.len() / 3;
            (0..3).filter_map(|i| digits.get(i * each..(i + 1) * each)).collect()
        }
    };
    let [r, g, b] = parts.as_slice() else { return None };
    let [r, g, b] = [shade(r)?, shade(g)?, shade(b)?];
    // Half as light as white to the eye.
    Some(if luminance(Color::Rgb(r, g, b))? > 0.184 { Ground::Light } else { Ground::Dark })
}

/// One to four hexadecimal digits as a part of 255.
fn shade(digits: &str) -> Option<u8> {
    let most = 16_u32.pow(u32::try_from(digits.len()).ok().filter(|n| (1..=4).contains(n))?) - 1;
    u8::try_from(u32::from_str_radix(digits, 16).ok()? * 255 / most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    /// Bytes as crossterm reads them when they come in one piece.
    fn events(text: &str) -> Vec<Event> {
        let mut chars = text.chars().peekable();
        let mut out = Vec::new();
        while let Some(c) = chars.next() {
            out.push(match (c, chars.peek()) {
                ('\u{1b}', Some(next @ (']' | '\\'))) => {
                    let event = press(KeyCode::Char(*next), KeyModifiers::ALT);
                    chars.next();
                    event
                }
                ('\u{1b}', _) => press(KeyCode::Esc, KeyModifiers::NONE),
                ('\u{7}', _) => press(KeyCode::Char('g'), KeyModifiers::CONTROL),
                (c, _) => press(KeyCode::Char(c), KeyModifiers::NONE),
            });
        }
        out
    }

    fn read_inputs(parser: &mut OscParser, text: &str) -> Vec<TerminalInput> {
        events(text).into_iter().flat_map(|e| parser.sift(e)).collect()
    }

    fn keys(text: &str) -> Vec<TerminalInput> {
        events(text).into_iter().map(TerminalInput::Event).collect()
    }

    #[test]
    fn an_answer_among_keys_is_taken_out_and_the_keys_stay() {
        for (answer, ground) in [
            ("\u{1b}]11;rgb:ffff/fafa/f0f0\u{1b}\\", Ground::Light),
            ("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}", Ground::Dark),
            ("\u{1b}]11;rgba:00/2b/36/ff\u{7}", Ground::Dark),
            ("\u{1b}]11;#FDF6E3\u{7}", Ground::Light),
        ] {
            let mut parser = OscParser::new(Some(Instant::now()));
            let inputs = read_inputs(&mut parser, &format!("/农{answer}业\u{1b}"));
            let mut wanted = keys("/农");
            wanted.push(TerminalInput::Ground(ground));
            wanted.extend(keys("业\u{1b}"));
            assert_eq!(inputs, wanted);
            assert!(!parser.is_holding());
        }
    }

    #[test]
    fn an_answer_torn_apart_is_still_one() {
        let mut parser = OscParser::new(Some(Instant::now()));
        let mut inputs = Vec::new();
        for part in ["\u{1b}", "]1", "1;rg", "b:ffff/ffff/ff", "ff\u{1b}", "\\", "j"] {
            inputs.extend(read_inputs(&mut parser, part));
        }
        assert_eq!(inputs, [TerminalInput::Ground(Ground::Light), keys("j").remove(0)]);
    }

    #[test]
    fn what_is_no_answer_is_given_back_whole() {
        let mut parser = OscParser::new(Some(Instant::now()));
        assert_eq!(read_inputs(&mut parser, "\u{1b}jk"), keys("\u{1b}jk"));
        assert_eq!(read_inputs(&mut parser, "\u{1b}]1x\u{1b}]"), keys("\u{1b}]1x"));
        assert!(parser.is_holding());
        assert_eq!(parser.release(), keys("\u{1b}]"));
        assert_eq!(read_inputs(&mut parser, "\u{1b}"), []);
        assert_eq!(parser.release(), keys("\u{1b}"), "Escape is Escape when nothing follows it");
        let mut long_ago = OscParser::new(None);
        assert_eq!(read_inputs(&mut long_ago, "\u{1b}"), keys("\u{1b}"), "and at once when no answer is awaited");
    }

    #[test]
    fn a_broken_answer_is_no_keys_either() {
        let mut parser = OscParser::new(Some(Instant::now()));
        assert_eq!(read_inputs(&mut parser, "\u{1b}]11;rgb:zz"), keys("zz"));
        assert_eq!(read_inputs(&mut parser, "\u{1b}]11;rgb:ff"), []);
        assert_eq!(parser.release(), []);
        assert_eq!(read_inputs(&mut parser, "\u{1b}]11;\u{7}q"), keys("q"), "an answer without a colour");
    }

    #[test]
    fn terminals_that_do_not_answer_are_not_asked() {
        for term in ["dumb", "linux", "screen", "screen.xterm-256color", "vt100", ""] {
            assert!(!answers(term, false, false, false), "{term}");
        }
        for term in ["xterm-256color", "xterm-kitty", "foot"] {
            assert!(answers(term, false, false, false), "{term}");
        }
        assert!(answers("screen-256color", true, false, false), "tmux answers");
        assert!(answers("", false, true, true) && !answers("", false, true, false));
    }
}
