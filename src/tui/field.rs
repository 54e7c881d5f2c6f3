//! One field of a form: real text editing over well-kept widgets, with the caret where the terminal's is.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Modifier, Style};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::{Input, InputRequest};

/// What a field holds.
#[derive(Debug)]
pub enum Editor {
    /// The line of a filter or finder.
    Line(Input),
    /// One line of a form, with selection and undo.
    Single(Box<TextArea<'static>>),
    /// Several lines, wrapped.
    Area(Box<TextArea<'static>>),
}

fn plain() -> Box<TextArea<'static>> {
    let mut area = TextArea::default();
    area.set_cursor_style(Style::new());
    area.set_cursor_line_style(Style::new());
    area.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
    Box::new(area)
}

impl Editor {
    /// A line with a text, the caret at its end.
    pub fn line(text: &str) -> Editor {
        let mut line = Editor::Single(plain());
        line.paste(text);
        line
    }

    /// An empty text of several lines.
    pub fn area() -> Editor {
        let mut area = plain();
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        Editor::Area(area)
    }

    /// Several lines with a text, the caret at its end.
    pub fn area_with(text: &str) -> Editor {
        let mut area = Editor::area();
        area.paste(text);
        area
    }

    /// The text.
    pub fn text(&self) -> String {
        match self {
            Editor::Line(input) => input.value().to_owned(),
            Editor::Single(area) | Editor::Area(area) => area.lines().join("\n"),
        }
    }

    /// Replaces the text, with the caret at its end.
    pub fn set(&mut self, text: &str) {
        match self {
            Editor::Line(input) => *input = Input::new(text.to_owned()),
            Editor::Single(area) | Editor::Area(area) => {
                area.clear();
                area.insert_str(text);
            }
        }
    }

    /// Types a key; true when the text changed.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        match self {
            Editor::Line(input) => request(event).is_some_and(|r| input.handle(r).is_some_and(|c| c.value)),
            Editor::Single(area) => edit(area, event, true),
            Editor::Area(area) => edit(area, event, false),
        }
    }

    /// The text selected, which goes when it is cut; nothing when none is.
    pub fn take_selection(&mut self, cut: bool) -> Option<String> {
        let (Editor::Single(area) | Editor::Area(area)) = self else { return None };
        area.selection_range().filter(|(from, to)| from != to)?;
        if cut {
            area.cut();
        } else {
            area.copy();
        }
        Some(area.yank_text())
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
            Editor::Single(area) => {
                area.insert_str(clean.trim_end_matches('\n').replace('\n', " "));
            }
            Editor::Area(area) => {
                area.insert_str(clean);
            }
        }
    }

    /// Whether the caret of an area stands on its first (`up`) or last line, so that a further step leaves it.
    pub fn at_edge(&self, up: bool) -> bool {
        match self {
            Editor::Line(_) | Editor::Single(_) => true,
            Editor::Area(area) => {
                let mut probe = area.clone();
                let before = probe.screen_cursor();
                probe.move_cursor(if up { CursorMove::Up } else { CursorMove::Down });
                probe.screen_cursor().row == before.row
            }
        }
    }
}

/// Types a key into a text with selection; where the widget's own keys are another editor's, those of dialogs count.
fn edit(area: &mut TextArea<'static>, event: KeyEvent, single: bool) -> bool {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    match event.code {
        KeyCode::Char('z') if control => area.undo(),
        KeyCode::Char('y') if control => area.redo(),
        KeyCode::Char('v') if control => area.paste(),
        KeyCode::Char('u') if control && single => area.clear(),
        KeyCode::Char('u') if control => area.delete_line_by_head(),
        KeyCode::Backspace if control => area.delete_word(),
        KeyCode::Delete if control => area.delete_next_word(),
        KeyCode::Home | KeyCode::End if control => {
            area.move_cursor(if event.code == KeyCode::Home { CursorMove::Top } else { CursorMove::Bottom });
            false
        }
        KeyCode::Char('m' | 'j') if control && single => false,
        KeyCode::Enter | KeyCode::Tab | KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown if single => false,
        KeyCode::Char(c) if c.is_control() => false,
        _ => area.input(event),
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
        for mut e in [Editor::line("推进中 20"), Editor::Line(Input::new("推进中 20".to_owned()))] {
            press(&mut e, KeyCode::Char('%'), KeyModifiers::NONE);
            press(&mut e, KeyCode::Backspace, KeyModifiers::CONTROL);
            if e.text().ends_with('2') || e.text().ends_with('0') {
                press(&mut e, KeyCode::Backspace, KeyModifiers::CONTROL);
            }
            assert_eq!(e.text(), "推进中 ");
            press(&mut e, KeyCode::Home, KeyModifiers::NONE);
            e.paste("已\n经");
            assert_eq!(e.text(), "已 经推进中 ");
            press(&mut e, KeyCode::Enter, KeyModifiers::NONE);
            press(&mut e, KeyCode::Char('j'), KeyModifiers::CONTROL);
            assert_eq!(e.text(), "已 经推进中 ");
        }
    }

    #[test]
    fn what_is_selected_is_copied_cut_typed_over_and_brought_back() {
        let mut e = Editor::line("三季度末完成");
        (0..2).for_each(|_| press(&mut e, KeyCode::Left, KeyModifiers::SHIFT));
        assert_eq!(e.take_selection(false).as_deref(), Some("完成"));
        assert_eq!(e.text(), "三季度末完成");
        press(&mut e, KeyCode::Home, KeyModifiers::SHIFT);
        assert_eq!(e.take_selection(true).as_deref(), Some("三季度末"));
        assert_eq!((e.text().as_str(), e.take_selection(true)), ("完成", None));
        press(&mut e, KeyCode::Char('v'), KeyModifiers::CONTROL);
        assert_eq!(e.text(), "三季度末完成");
        press(&mut e, KeyCode::Char('z'), KeyModifiers::CONTROL);
        assert_eq!(e.text(), "完成");
        press(&mut e, KeyCode::End, KeyModifiers::SHIFT);
        press(&mut e, KeyCode::Char('止'), KeyModifiers::NONE);
        assert_eq!(e.text(), "止");
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
