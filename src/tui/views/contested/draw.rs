//! Values that two people set without seeing each other's, each with its rivals.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Dispute, Fact, Rival, Update};
use crate::text::{cut, wrap};
use crate::tui::view::{listing, pen, rows};
use crate::tui::views::contested::{Row, about};
use crate::tui::{Model, Viewports};

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let buf = frame.buffer_mut();
    if model.contested.disputes.is_empty() {
        return empty(buf, area, model);
    }
    let lang = model.lang;
    let count = model.book.disputes().count();
    let text = lang.pick(
        format!("待裁定 {count} 项：有人互不知情改了同一项；裁定之前按“现用”的值算。"),
        format!("{count} contested: set by people unaware of each other; “in use” counts until ruled."),
    );
    pen::text(buf, (area.x + 1, area.y, area.width.saturating_sub(1)), &text, model.theme.head);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let last = table(buf, body, model, viewports);
    let foot = Rect { y: body.bottom(), height: 1, ..area }.intersection(area);
    if foot.height > 0 && body.height > 0 {
        let below = model.contested.table.rows.len().saturating_sub(last);
        listing::foot(frame, foot, below, model, viewports);
    }
}

fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let texts = model.lang.pick(
        [
            "没有待裁定的值。",
            "两个人互不知情地改了同一项（状态、完成比例、时限、牵头、方案写明的内容、指标实测值），合并之后两个值都会留着，列在这里；选一个，就裁定了。",
        ],
        [
            "Nothing waits for a ruling.",
            "When two people change one thing (status, percent, deadline, lead, what the plan states, a measured value) without seeing each other, both values are kept and listed here; choosing one settles it.",
        ],
    );
    let cells = area.width.saturating_sub(4).min(90);
    let lines = texts.iter().enumerate().flat_map(|(i, t)| wrap(t, usize::from(cells)).into_iter().map(move |l| (i, l)));
    for (y, (i, line)) in (area.y + 1..area.bottom()).zip(lines) {
        pen::text(buf, (area.x + 2, y, cells), &line, if i == 0 { model.theme.head } else { model.theme.dim });
    }
}

/// Gives the row behind the last in sight.
fn table(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) -> usize {
    let view = &model.contested;
    let mut last = 0;
    for (i, row, line) in rows::in_sight(&view.table, area, viewports) {
        last = i + 1;
        let Some(dispute) = view.disputes.get(row.dispute()) else { continue };
        match row {
            Row::Contest(_) => heading(buf, line, model, dispute),
            Row::Folded(_) => {
                pen::text(buf, (line.x, line.y, 1), "+", model.theme.head);
                heading(buf, line, model, dispute);
            }
            Row::Claim(_, nth) => {
                if let Some(rival) = dispute.rivals.get(*nth) {
                    rival_row(buf, line, model, (dispute, rival, *nth));
                }
            }
        }
        listing::mark(buf, line, view, i, model);
        if i == view.table.cursor {
            pen::cursor(buf, line, &model.theme);
        }
    }
    last
}

/// What is contested, and of what.
fn heading(buf: &mut Buffer, line: Rect, model: &Model, dispute: &Dispute) {
    let what = dispute.shown.label(model.lang);
    let used = pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), what, model.theme.error);
    let x = line.x + 1 + used + 2;
    let text = about(model.ledger(), &dispute.subject, model.lang);
    pen::text(buf, (x, line.y, line.right().saturating_sub(x)), &text, model.theme.head);
}

/// Number, value, whether it is in use, who set it, when, and what else was said.
fn rival_row(buf: &mut Buffer, line: Rect, model: &Model, (dispute, rival, nth): (&Dispute, &Rival, usize)) {
    let (theme, lang) = (&model.theme, model.lang);
    let update = dispute.update(model.ledger(), rival);
    let unknown = || lang.pick("合并进来的改动", "from a merge").to_owned();
    let who = update.map_or_else(unknown, |u| u.by.label(model.ledger()).replace('–', "-"));
    let when = update.map(|u| u.at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let wide = line.width >= 110;
    let cells = [2, if wide { 30 } else { 22 }, lang.pick(4, 6), if wide { 34 } else { 20 }, 16];
    let in_use = if rival.value == dispute.shown { lang.pick("现用", "in use") } else { "" };
    let number = (nth + 1).to_string();
    let value = rival.value.in_words(model.ledger(), lang);
    let values = [number.as_str(), &value, in_use, &who, &when];
    let mut x = line.x + 3;
    for ((text, cells), style) in values.iter().zip(cells).zip([theme.accent, theme.text, theme.good, theme.text, theme.dim]) {
        let room = cells.min(line.right().saturating_sub(x));
        pen::cell(buf, (x, line.y, room), text, (style, false));
        x += cells + 1;
    }
    let room = line.right().saturating_sub(x);
    if let Some(update) = update.filter(|_| room > 4) {
        pen::text(buf, (x, line.y, room), &cut(&besides(model, update), usize::from(room)), theme.dim);
    }
}

/// Reasons and words of the update that set the value.
fn besides(model: &Model, update: &Update) -> String {
    let words = update.says.iter().filter_map(|f| match f {
        Fact::Progress(_) | Fact::Problems(_) | Fact::Next(_) => Some(f.sentence(model.ledger(), model.lang)),
        _ => Some(f.reason().to_owned()).filter(|reason| !reason.is_empty()),
    });
    words.collect::<Vec<_>>().join(model.lang.pick("；", "; "))
}
