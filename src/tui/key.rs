//! A key with its modifiers, and its name.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::fold_char;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub(crate) code: KeyCode,
    pub(crate) control: bool,
    /// Whether Alt is held; it counts with arrows only, since Escape and a letter may arrive as Alt and the letter.
    pub(crate) alt: bool,
}

pub(super) const fn key(code: KeyCode) -> Key {
    Key { code, control: false, alt: false }
}

pub(super) const fn ctrl(c: char) -> Key {
    Key { code: KeyCode::Char(c), control: true, alt: false }
}

pub(super) const fn alt(code: KeyCode) -> Key {
    Key { code, control: false, alt: true }
}

pub(super) const fn ch(c: char) -> Key {
    key(KeyCode::Char(c))
}

impl Key {
    /// The key that was pressed: full-width letters and punctuation of an input method count as the keys that
    /// typed them; Shift counts only through the letter.
    pub(crate) fn of(event: KeyEvent) -> Key {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Char(c) if control => KeyCode::Char(fold_char(c).to_ascii_lowercase()),
            KeyCode::Char(c) => KeyCode::Char(fold_char(c)),
            other => other,
        };
        let alt = event.modifiers.contains(KeyModifiers::ALT) && matches!(code, KeyCode::Left | KeyCode::Right);
        Key { code, control, alt }
    }

    pub(crate) const fn letter(c: char) -> Key {
        key(KeyCode::Char(c))
    }

    pub(crate) fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.control);
        modifiers.set(KeyModifiers::ALT, self.alt);
        KeyEvent::new(self.code, modifiers)
    }

    pub(crate) fn is_function(self) -> bool {
        matches!(self.code, KeyCode::F(_))
    }

    /// The key of a name: `z`, `ctrl-s`, `alt-left`, `f5`, `space`, `s-tab`. Upper and lower case differ in single letters.
    pub(crate) fn parse(name: &str) -> Option<Key> {
        let lower = name.to_ascii_lowercase();
        if let Some(c) = lower.strip_prefix("ctrl-").or_else(|| lower.strip_prefix("c-")).and_then(only) {
            return (c.is_ascii_graphic()).then(|| ctrl(c));
        }
        if let Some(arrow) = lower.strip_prefix("alt-").or_else(|| lower.strip_prefix("a-")) {
            return Key::parse(arrow).filter(|k| matches!(k.code, KeyCode::Left | KeyCode::Right)).map(|k| alt(k.code));
        }
        if let Some(c) = only(name) {
            return Some(Key::letter(fold_char(c))).filter(|_| !c.is_control());
        }
        let code = match lower.as_str() {
            "space" => KeyCode::Char(' '),
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "tab" => KeyCode::Tab,
            "s-tab" | "shift-tab" | "backtab" => KeyCode::BackTab,
            "backspace" | "bs" => KeyCode::Backspace,
            "delete" | "del" => KeyCode::Delete,
            "insert" => KeyCode::Insert,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "pgup" | "pageup" => KeyCode::PageUp,
            "pgdn" | "pagedown" => KeyCode::PageDown,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            other => KeyCode::F(other.strip_prefix('f')?.parse().ok().filter(|n| (1..=24).contains(n))?),
        };
        Some(key(code))
    }

    /// The key's name.
    pub fn label(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.control => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::Up => "Up".into(),
            KeyCode::Down => "Down".into(),
            KeyCode::Left => "Left".into(),
            KeyCode::Right => "Right".into(),
            KeyCode::PageDown => "PgDn".into(),
            KeyCode::PageUp => "PgUp".into(),
            KeyCode::BackTab => "S-Tab".into(),
            KeyCode::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        };
        match (self.control, self.alt) {
            (true, _) => format!("Ctrl-{name}"),
            (false, true) => format!("Alt-{name}"),
            (false, false) => name,
        }
    }
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
