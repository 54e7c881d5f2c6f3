use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use crate::tui::table::scrolled;
use crate::tui::{Hit, Model, Viewports};

/// What would be left on either side of a box and is narrower than this says nothing: it is cleared with it.
const SLIVER: u16 = 20;

/// A cleared, framed box in the middle of an area; gives its inside.
pub(crate) fn open_box(frame: &mut Frame<'_>, area: Rect, size: (u16, u16), title: &str, model: &Model) -> Rect {
    let (w, h) = (size.0.min(area.width), size.1.min(area.height));
    let place = Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h };
    let buf = frame.buffer_mut();
    let is_sliver = place.x - area.x < SLIVER;
    pen::clear(buf, if is_sliver { Rect { x: area.x, width: area.width, ..place } } else { place });
    let inner = pen::frame(buf, place, title, (model.theme.border, model.theme.accent), model.ascii);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// Things to choose from, a line each, so that the one under the cursor is in sight.
pub(crate) fn choices<T>(
    frame: &mut Frame<'_>,
    area: Rect,
    (all, chosen): (&[T], Option<usize>),
    (model, viewports): (&Model, &mut Viewports),
    draw: impl Fn(&mut Buffer, Rect, &T),
) {
    let (buf, height) = (frame.buffer_mut(), usize::from(area.height));
    let first = scrolled(0, chosen.unwrap_or(0), height, all.len());
    for ((i, one), y) in all.iter().enumerate().skip(first).zip(area.top()..area.bottom()) {
        let line = Rect { y, height: 1, ..area };
        draw(buf, line, one);
        viewports.put(line, Hit::Item(i));
        if chosen == Some(i) {
            pen::cursor(buf, line, &model.theme);
        }
    }
}
