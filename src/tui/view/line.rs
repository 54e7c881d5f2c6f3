//! One line to type in: its text scrolled to the caret, what is selected, and the terminal's caret where the field's is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::pen;
use crate::text::{ellipsis, width};
use crate::tui::field::Editor;
use crate::tui::viewports::{Hit, Viewports};

/// How a line looks: its style, whether it has the caret, and which field of what is open it is.
pub(crate) struct Look {
    pub(crate) style: Style,
    pub(crate) focused: bool,
    /// None where the mouse does not reach it.
    pub(crate) field: Option<usize>,
}

/// Draws a line into its place; gives where the caret is.
pub(crate) fn line(frame: &mut Frame<'_>, place: Rect, editor: &Editor, look: &Look, viewports: &mut Viewports) -> (u16, u16) {
    let scroll = if look.focused { editor.scrolled(usize::from(place.width)) } else { editor.rewound() };
    let (caret, selected) = editor.cells();
    let buf = frame.buffer_mut();
    let mut shown = skip_cells(editor.value(), scroll);
    if scroll > 0 && caret > scroll + 2 {
        let first = shown.chars().next().map_or(0, |c| width(&c.to_string()));
        shown = format!("{}{}{}", ellipsis(), " ".repeat(first.saturating_sub(1)), skip_cells(&shown, first));
    }
    pen::cell(buf, (place.x, place.y, place.width), &shown, (look.style, false));
    if let Some((from, to)) = selected {
        let at = |cell: usize| (cell.saturating_sub(scroll) as u16).min(place.width);
        let part = Rect { x: place.x + at(from), width: at(to) - at(from), height: 1, ..place };
        buf.set_style(part.intersection(buf.area), Style::new().add_modifier(Modifier::REVERSED));
    }
    if let Some(field) = look.field {
        viewports.put(Rect { height: 1, ..place }, Hit::Text { field, x: place.x, y: place.y });
    }
    let caret = caret.saturating_sub(scroll) as u16;
    let caret = (place.x + caret.min(place.width.saturating_sub(1)), place.y);
    if look.focused && place.width > 0 && place.height > 0 {
        frame.set_cursor_position(caret);
    }
    caret
}

/// A text without its first cells.
fn skip_cells(s: &str, cells: usize) -> String {
    let mut used = 0;
    s.chars()
        .skip_while(|c| {
            let skip = used < cells;
            used += width(&c.to_string());
            skip
        })
        .collect()
}
