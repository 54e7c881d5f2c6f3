use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen;
use crate::tui::model::Model;

/// A cleared, framed box in the middle of an area; gives its inside.
pub(crate) fn open_box(frame: &mut Frame<'_>, area: Rect, size: (u16, u16), title: &str, model: &Model) -> Rect {
    let (w, h) = (size.0.min(area.width), size.1.min(area.height));
    let place = Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h };
    let buf = frame.buffer_mut();
    pen::clear(buf, place);
    let inner = pen::frame(buf, place, title, (model.theme.border, model.theme.accent), model.ascii);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}
