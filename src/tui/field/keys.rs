//! What keys do to a text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};

use crate::text::is_visible;

/// Types a key into a text with selection; where the widget's own keys are another editor's, those of office programs count.
pub(super) fn edit(area: &mut TextArea<'static>, mut event: KeyEvent, single: bool) -> bool {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    if matches!(event.code, KeyCode::Left | KeyCode::Right) && event.modifiers.contains(KeyModifiers::ALT) {
        event.modifiers = (event.modifiers - KeyModifiers::ALT) | KeyModifiers::CONTROL;
    }
    match event.code {
        KeyCode::Char('a') if control => {
            area.select_all();
            false
        }
        KeyCode::Char('z') if control => area.undo(),
        KeyCode::Char('y') if control => area.redo(),
        KeyCode::Char('u') if control && single => {
            area.cancel_selection();
            area.clear()
        }
        KeyCode::Char('u') if control => area.delete_line_by_head(),
        KeyCode::Backspace if control => area.delete_word(),
        KeyCode::Delete if control => area.delete_next_word(),
        KeyCode::Home | KeyCode::End if control => {
            let to = if event.code == KeyCode::Home { CursorMove::Top } else { CursorMove::Bottom };
            if !event.modifiers.contains(KeyModifiers::SHIFT) {
                area.cancel_selection();
            } else if !area.is_selecting() {
                area.start_selection();
            }
            area.move_cursor(to);
            false
        }
        KeyCode::Char('m' | 'j') if control && single => false,
        KeyCode::Enter | KeyCode::Tab | KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown if single => false,
        KeyCode::Char(c) if !is_visible(c) => false,
        _ => area.input(event),
    }
}
