//! Where the caret of a field stands on the screen.

use ratatui_textarea::CursorMove;

use super::Editor;
use crate::text::width;

impl Editor {
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
