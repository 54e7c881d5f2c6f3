//! One field: real text editing over a well-kept widget, with the caret where the terminal's is. Every line and form of
//! the screen is typed into through it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Modifier, Style};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use std::cell::Cell;

use crate::text::{is_visible, sanitize, width};

/// The text of a field, with its caret.
#[derive(Debug)]
pub struct Editor {
    widget: Box<TextArea<'static>>,
    /// Of a line, the cells that are scrolled out on the left; an area of several wrapped lines scrolls by itself.
    scroll: Option<Cell<usize>>,
}

/// What a key did to a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub(crate) changed: bool,
    pub(crate) copied: Option<String>,
}

impl Default for Editor {
    fn default() -> Self {
        let mut widget = TextArea::default();
        widget.set_cursor_style(Style::new());
        widget.set_cursor_line_style(Style::new());
        widget.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
        Editor { widget: Box::new(widget), scroll: Some(Cell::default()) }
    }
}

impl Editor {
    /// A line with a text, the caret at its end.
    pub(crate) fn line(text: &str) -> Editor {
        let mut line = Editor::default();
        line.paste(text);
        line
    }

    /// Several lines with a text, the caret at its end.
    pub(crate) fn area(text: &str) -> Editor {
        let mut area = Editor { scroll: None, ..Editor::default() };
        area.widget.set_wrap_mode(WrapMode::WordOrGlyph);
        area.paste(text);
        area
    }

    pub(crate) fn is_single(&self) -> bool {
        self.scroll.is_some()
    }

    /// What draws itself, where it is an area.
    pub(crate) fn drawn(&self) -> Option<&TextArea<'static>> {
        Some(&*self.widget).filter(|_| !self.is_single())
    }

    pub(crate) fn text(&self) -> String {
        self.widget.lines().join("\n")
    }

    /// The text of a line; of several lines the first.
    pub fn value(&self) -> &str {
        self.widget.lines().first().map_or("", String::as_str)
    }

    /// The characters before the caret, in its line.
    pub(crate) fn caret(&self) -> usize {
        self.widget.cursor().1
    }

    /// Replaces the text, with the caret at its end.
    pub(crate) fn set(&mut self, text: &str) {
        let area = &mut self.widget;
        area.cancel_selection();
        area.clear();
        self.paste(text);
    }

    /// Replaces the text of a line, with the caret before the character of a number.
    pub(crate) fn set_at(&mut self, text: &str, caret: usize) {
        self.set(text);
        self.widget.move_cursor(CursorMove::Jump(0, u16::try_from(caret).unwrap_or(u16::MAX)));
    }

    /// Selects all of a line, so that what is typed takes its place.
    pub(crate) fn select_all(&mut self) {
        if self.is_single() && !self.value().is_empty() {
            self.widget.select_all();
        }
    }

    /// Types a key. What is copied goes to the clipboard given, and comes from there.
    pub(crate) fn key(&mut self, event: KeyEvent, clipboard: &mut String) -> Typed {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Char(c @ ('c' | 'x')) if control => {
                let copied = self.take_selection(c == 'x');
                if let Some(text) = &copied {
                    text.clone_into(clipboard);
                }
                Typed { changed: c == 'x' && copied.is_some(), copied }
            }
            KeyCode::Char('v') if control => {
                self.paste(clipboard);
                Typed { changed: !clipboard.is_empty(), copied: None }
            }
            _ => {
                let single = self.is_single();
                Typed { changed: edit(&mut self.widget, event, single), copied: None }
            }
        }
    }

    /// The text selected, which goes when it is cut; nothing when none is.
    fn take_selection(&mut self, cut: bool) -> Option<String> {
        let area = &mut self.widget;
        area.selection_range().filter(|(from, to)| from != to)?;
        if cut {
            area.cut();
        } else {
            area.copy();
        }
        Some(area.yank_text())
    }

    /// Puts a pasted text in; a line takes its line feeds as blanks.
    pub(crate) fn paste(&mut self, text: &str) {
        let clean = sanitize(&text.replace("\r\n", "\n").replace('\r', "\n"), true);
        if self.is_single() {
            self.widget.insert_str(clean.trim_end_matches('\n').replace('\n', " "));
        } else {
            self.widget.insert_str(clean);
        }
    }

    /// Puts the caret where the mouse points, in cells from the left end and the top of the field on the screen; what
    /// lies between there and where it stood is selected when the button is held.
    pub(crate) fn point(&mut self, (x, y): (usize, usize), held: bool) {
        let area = &mut self.widget;
        let (row, column) = match &self.scroll {
            Some(scroll) => (0, characters_in(area.lines().first().map_or("", String::as_str), x + scroll.get())),
            None => {
                let (top, left) = area.scroll_offset();
                let at = area.screen_to_data(y + usize::from(top), x + usize::from(left));
                (at.0, at.1)
            }
        };
        match (held, area.is_selecting()) {
            (true, false) => area.start_selection(),
            (false, true) => area.cancel_selection(),
            _ => {}
        }
        let place = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        area.move_cursor(CursorMove::Jump(place(row), place(column)));
    }

    /// The cells of a line that are scrolled out on the left of a field of so many cells: as few are moved as can be
    /// so that the caret is in sight, and no character is cut in two.
    pub(crate) fn scrolled(&self, room: usize) -> usize {
        let Some(scroll) = &self.scroll else { return 0 };
        let (text, room) = (self.value(), room.max(1));
        let caret = cells_before(text, self.caret());
        let longest = (width(text) + 1).saturating_sub(room);
        let from = scroll.get().min(longest).min(caret).max((caret + 1).saturating_sub(room));
        let from = cells_before(text, characters_in(text, from));
        scroll.set(from);
        from
    }

    /// Shows a line from its beginning, as long as the caret is elsewhere.
    pub(crate) fn rewound(&self) -> usize {
        if let Some(scroll) = &self.scroll {
            scroll.set(0);
        }
        0
    }

    /// The cells before the caret of a line, and from which to which cell it is selected.
    pub(crate) fn cells(&self) -> (usize, Option<(usize, usize)>) {
        let text = self.value();
        let selected = self.widget.selection_range().map(|(from, to)| (cells_before(text, from.1), cells_before(text, to.1)));
        (cells_before(text, self.caret()), selected)
    }

    /// Whether the caret of an area stands on its first (`up`) or last line, so that a further step leaves it.
    pub(crate) fn at_edge(&self, up: bool) -> bool {
        let Some(area) = self.drawn() else { return true };
        let mut probe = area.clone();
        let before = probe.screen_cursor();
        probe.move_cursor(if up { CursorMove::Up } else { CursorMove::Down });
        probe.screen_cursor().row == before.row
    }
}

/// The cells of the first characters of a line.
fn cells_before(text: &str, characters: usize) -> usize {
    width(&text.chars().take(characters).collect::<String>())
}

/// The characters that begin before a cell of a line.
fn characters_in(text: &str, cells: usize) -> usize {
    let mut used = 0;
    let begins_before = |c: &char| {
        let begin = used;
        used += width(&c.to_string());
        begin < cells
    };
    text.chars().take_while(begins_before).count()
}

/// Types a key into a text with selection; where the widget's own keys are another editor's, those of office programs count.
fn edit(area: &mut TextArea<'static>, mut event: KeyEvent, single: bool) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn press(editor: &mut Editor, code: KeyCode, modifiers: KeyModifiers) {
        editor.key(KeyEvent::new(code, modifiers), &mut String::new());
    }

    #[test]
    fn a_line_is_edited_like_any_line() {
        let mut e = Editor::line("推进中 20");
        press(&mut e, KeyCode::Char('%'), KeyModifiers::NONE);
        press(&mut e, KeyCode::Backspace, KeyModifiers::CONTROL);
        if e.text().ends_with('0') {
            press(&mut e, KeyCode::Char('w'), KeyModifiers::CONTROL);
        }
        assert_eq!(e.text(), "推进中 ");
        press(&mut e, KeyCode::Home, KeyModifiers::NONE);
        e.paste("已\n经");
        assert_eq!(e.text(), "已 经推进中 ");
        press(&mut e, KeyCode::Enter, KeyModifiers::NONE);
        press(&mut e, KeyCode::Char('j'), KeyModifiers::CONTROL);
        assert_eq!(e.text(), "已 经推进中 ");
        press(&mut e, KeyCode::Char('a'), KeyModifiers::CONTROL);
        press(&mut e, KeyCode::Char('止'), KeyModifiers::NONE);
        assert_eq!(e.text(), "止");
        press(&mut e, KeyCode::Char('\u{202e}'), KeyModifiers::NONE);
        assert_eq!(e.text(), "止");
    }

    #[test]
    fn the_caret_goes_by_words_with_control_and_with_alt() {
        for modifier in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
            let mut e = Editor::line("牵头 农业 灯");
            (0..2).for_each(|_| press(&mut e, KeyCode::Left, modifier));
            assert_eq!(e.caret(), 3, "{modifier:?}");
            press(&mut e, KeyCode::Right, modifier | KeyModifiers::SHIFT);
            let mut clipboard = String::new();
            e.key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::CONTROL), &mut clipboard);
            assert_eq!((clipboard.trim(), e.text().as_str()), ("农业", "牵头 灯"), "{modifier:?}");
        }
        let mut e = Editor::line("牵头 农业");
        press(&mut e, KeyCode::Home, KeyModifiers::NONE);
        press(&mut e, KeyCode::Char('d'), KeyModifiers::ALT);
        assert_eq!(e.text().trim(), "农业");
    }

    #[test]
    fn what_is_selected_is_copied_cut_typed_over_and_brought_back() {
        let mut e = Editor::line("三季度末完成");
        let mut clipboard = String::new();
        let mut held = |e: &mut Editor, c| e.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL), &mut clipboard).copied;
        (0..2).for_each(|_| press(&mut e, KeyCode::Left, KeyModifiers::SHIFT));
        assert_eq!(held(&mut e, 'c').as_deref(), Some("完成"));
        assert_eq!(e.text(), "三季度末完成");
        press(&mut e, KeyCode::Home, KeyModifiers::SHIFT);
        assert_eq!(held(&mut e, 'x').as_deref(), Some("三季度末"));
        assert_eq!((e.text().as_str(), held(&mut e, 'x')), ("完成", None));
        held(&mut e, 'v');
        assert_eq!(e.text(), "三季度末完成");
        press(&mut e, KeyCode::Char('z'), KeyModifiers::CONTROL);
        assert_eq!(e.text(), "完成");
        press(&mut e, KeyCode::End, KeyModifiers::SHIFT);
        press(&mut e, KeyCode::Char('止'), KeyModifiers::NONE);
        assert_eq!(e.text(), "止");
    }

    #[test]
    fn a_long_line_scrolls_no_further_than_it_must_and_cuts_no_character() {
        let mut e = Editor::line("一二三四五六七八九十");
        assert_eq!(e.scrolled(30), 0);
        let from = e.scrolled(9);
        assert_eq!((from, e.cells().0 - from < 9), (12, true));
        (0..3).for_each(|_| press(&mut e, KeyCode::Left, KeyModifiers::NONE));
        assert_eq!(e.scrolled(9), from);
        e.point((3, 0), false);
        assert_eq!(e.caret(), 8, "a click on the second half of 八 is behind it");
        assert_eq!(e.scrolled(9), from);
        e.point((0, 0), true);
        press(&mut e, KeyCode::Delete, KeyModifiers::NONE);
        assert_eq!(e.text(), "一二三四五六九十");
        press(&mut e, KeyCode::Home, KeyModifiers::NONE);
        assert_eq!(e.scrolled(9), 0);
        e.set("甲");
        assert_eq!((e.scrolled(9), e.caret()), (0, 1));
    }

    #[test]
    fn an_area_keeps_pasted_lines_and_takes_no_control_characters() {
        let mut e = Editor::area("");
        e.paste("第一行\r\n第二\u{1b}[2J行");
        assert_eq!(e.text(), "第一行\n第二␛[2J行");
        assert!(e.at_edge(false));
        assert!(!e.at_edge(true));
    }
}
