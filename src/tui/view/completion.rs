//! What could stand at the caret of the filter, below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use crate::text::width;
use crate::tui::{Hit, Model, Viewports};

pub(crate) fn offers(buf: &mut Buffer, area: Rect, caret: (u16, u16), model: &Model, viewports: &mut Viewports) {
    let offers = &model.list.offers;
    if !offers.any() || model.dialog.is_some() {
        return;
    }
    let all = &offers.completion.offers;
    let text = all.iter().map(|o| width(&o.text)).max().unwrap_or(0) as u16;
    let note = all.iter().map(|o| width(&o.note)).max().unwrap_or(0) as u16;
    let cells = (text + if note > 0 { note + 2 } else { 0 } + 2).min(area.width);
    let x = caret.0.min(area.right().saturating_sub(cells)).max(area.x);
    let place = Rect { x, y: caret.1 + 1, width: cells, height: all.len() as u16 }.intersection(area);
    pen::clear(buf, place);
    for (i, (offer, y)) in all.iter().zip(place.top()..place.bottom()).enumerate() {
        let line = Rect { y, height: 1, ..place };
        buf.set_style(line, model.theme.field);
        viewports.put(line, Hit::Offer(i));
        pen::text(buf, (line.x + 1, y, line.width.saturating_sub(1)), &offer.text, model.theme.text.patch(model.theme.field));
        let beside = line.x + 1 + text + 2;
        pen::text(buf, (beside, y, line.right().saturating_sub(beside)), &offer.note, model.theme.dim.patch(model.theme.field));
        if i == offers.chosen {
            pen::cursor(buf, line, &model.theme);
        }
    }
}
