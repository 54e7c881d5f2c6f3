//! The list: a line for scope and filter, the table, and the detail pane beside or below it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::view::filter_line::{filter_line, under};
use crate::tui::view::{detail, pen, table};
use crate::tui::views::list::Pane;
use crate::tui::{Hit, Model, Viewports};

/// From this width the detail pane stands beside the list.
const BESIDE: u16 = 110;
/// From this height it stands below it.
const BELOW: u16 = 20;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let top = Rect { height: 1, ..area };
    let rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let below = filter_line(frame, top, model, viewports);
    if model.list.zoomed {
        detail::detail(frame.buffer_mut(), rest, model, viewports);
        return;
    }
    let (table, pane) = split(rest, model.list.detail && model.current().is_some(), model.list.pane);
    table::table(frame.buffer_mut(), table, model, viewports);
    if let Some((rule, pane)) = pane {
        pen::rule(frame.buffer_mut(), rule, model.theme.border, model.ascii);
        let beside = rule.width == 1;
        let end = if beside { pane.right() } else { pane.bottom() };
        viewports.put(rule, Hit::Divider { beside, end });
        detail::detail(frame.buffer_mut(), pane, model, viewports);
    }
    under(frame.buffer_mut(), area, &below, model, viewports);
}

fn split(area: Rect, wanted: bool, by_hand: Pane) -> (Rect, Option<(Rect, Rect)>) {
    if wanted && area.width >= BESIDE {
        let pane = by_hand.beside.unwrap_or((area.width / 3).clamp(38, 80)).clamp(20, area.width - 40);
        let table = Rect { width: area.width - pane - 1, ..area };
        let rule = Rect { x: table.right(), width: 1, ..area };
        (table, Some((rule, Rect { x: rule.x + 1, width: pane, ..area })))
    } else if wanted && area.height >= BELOW - 3 {
        let pane = by_hand.below.unwrap_or((area.height * 2 / 5).clamp(6, 16)).clamp(3, area.height - 6);
        let table = Rect { height: area.height - pane - 1, ..area };
        let rule = Rect { y: table.bottom(), height: 1, ..area };
        (table, Some((rule, Rect { y: rule.y + 1, height: pane, ..area })))
    } else {
        (area, None)
    }
}
