//! One field of a form: real text editing over well-kept widgets, with the caret where the terminal's is.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::{Input, InputRequest};

/// What a field holds.
#[derive(Debug)]
pub enum Editor {
    /// One line.
    Line(Input),
    /// Several lines, wrapped.
    Area(Box<TextArea<'static>>),
}

impl Editor {
    /// A line with a text, the caret at its end.
    pub fn line(text: &str) -> Editor {
        Editor::Line(Input::new(text.to_owned()))
    }

    /// An empty text of several lines.
    pub fn area() -> Editor {
        let mut area = TextArea::default();
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_style(ratatui::style::Style::new());
        area.set_cursor_line_style(ratatui::style::Style::new());
        Editor::Area(Box::new(area))
    }

    /// The text.
    pub fn text(&self) -> String {
        match self {
            Editor::Line(input) => input.value().to_owned(),
            Editor::Area(area) => area.lines().join("\n"),
        }
    }

    /// Replaces the text of a line, with the caret at its end.
    pub fn set(&mut self, text: &str) {
        match self {
            Editor::Line(input) => *input = Input::new(text.to_owned()),
            Editor::Area(area) => {
                area.select_all();
                area.cut();
                area.insert_str(text);
            }
        }
    }

    /// Types a key; true when the text changed.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        match self {
            Editor::Line(input) => request(event).is_some_and(|r| input.handle(r).is_some_and(|c| c.value)),
            Editor::Area(area) => area.input(event),
        }
    }

    /// Puts a pasted text in; a line takes its line feeds as blanks.
    pub fn paste(&mut self, text: &str) {
        let clean = crate::text::sanitize(&text.replace("\r\n", "\n").replace('\r', "\n"), true);
        match self {
            Editor::Line(input) => {
                for c in clean.trim_end_matches('\n').chars() {
                    input.handle(InputRequest::InsertChar(if c == '\n' { ' ' } else { c }));
                }
            }
            Editor::Area(area) => {
                area.insert_str(clean);
            }
        }
    }

    /// Whether the caret of an area stands on its first (`up`) or last line, so that a further step leaves it.
    pub fn at_edge(&self, up: bool) -> bool {
        match self {
            Editor::Line(_) => true,
            Editor::Area(area) => {
                let mut probe = area.clone();
                let before = probe.screen_cursor();
                probe.move_cursor(if up { CursorMove::Up } else { CursorMove::Down });
                probe.screen_cursor().row == before.row
            }
        }
    }
}

/// What a key asks of a one-line field, as in readline and in every dialog.
fn request(event: KeyEvent) -> Option<InputRequest> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let word = control || event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        KeyCode::Char('a') if control => InputRequest::GoToStart,
        KeyCode::Char('e') if control => InputRequest::GoToEnd,
        KeyCode::Char('u') if control => InputRequest::DeleteLine,
        KeyCode::Char('k') if control => InputRequest::DeleteTillEnd,
        KeyCode::Char('w') if control => InputRequest::DeletePrevWord,
        KeyCode::Char('h') if control => InputRequest::DeletePrevChar,
        KeyCode::Char(c) if !word => InputRequest::InsertChar(c),
        KeyCode::Backspace if word => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete if word => InputRequest::DeleteNextWord,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if word => InputRequest::GoToPrevWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right if word => InputRequest::GoToNextWord,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(editor: &mut Editor, code: KeyCode, modifiers: KeyModifiers) {
        editor.key(KeyEvent::new(code, modifiers));
    }

    #[test]
    fn a_line_is_edited_like_any_line() {
        let mut e = Editor::line("推进中 20");
        press(&mut e, KeyCode::Char('%'), KeyModifiers::NONE);
        press(&mut e, KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert_eq!(e.text(), "推进中 ");
        press(&mut e, KeyCode::Home, KeyModifiers::NONE);
        e.paste("已\n经");
        assert_eq!(e.text(), "已 经推进中 ");
    }

    #[test]
    fn an_area_keeps_pasted_lines_and_takes_no_control_characters() {
        let mut e = Editor::area();
        e.paste("第一行\r\n第二\u{1b}[2J行");
        assert_eq!(e.text(), "第一行\n第二␛[2J行");
        assert!(e.at_edge(false));
        assert!(!e.at_edge(true));
    }
}
