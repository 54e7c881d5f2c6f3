//! The page of one body.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Count;
use crate::domain::Attribute;
use crate::domain::{Department, Moment};
use crate::report::{inspections, matters};
use crate::tui::columns::Columns;
use crate::tui::command::Go;
use crate::tui::view::columns::Layout;
use crate::tui::view::{listing, pen, rows, table};
use crate::tui::views::departments::page::{Page, Row};
use crate::tui::{Hit, Model, Viewports};

/// From this height a line at the foot says where one is.
const FOOTED: u16 = 8;
/// So many open matters are named above the entries.
const MATTERS: usize = 3;
/// What the page shows of each entry.
const SHOWN: [&str; 8] = ["light!", "plan?", "title!", "lead?", "due!", "status!", "percent!", "reported?"];

pub(crate) fn draw_page(frame: &mut Frame<'_>, area: Rect, page: &Page, model: &Model, viewports: &mut Viewports) {
    let buf = frame.buffer_mut();
    let top = above(buf, area, page, model);
    let foot = u16::from(area.height >= FOOTED);
    let rest = Rect { y: area.y + top, height: area.height.saturating_sub(top + foot), ..area };
    if page.table.rows.is_empty() {
        let back = model.keymap.label(Go::Back);
        let text = match page.arrangement.filter.input.value().is_empty() {
            true => model
                .lang
                .pick(format!("没有牵头或配合的条目。{back} 返回。"), format!("Leads nothing and shares in nothing. {back} goes back.")),
            false => model.lang.pick(format!("没有符合的条目。{back} 清除筛选。"), format!("Nothing matches. {back} clears the filter.")),
        };
        pen::text(buf, (rest.x + 2, rest.y + 1, rest.width.saturating_sub(2)), &text, model.theme.dim);
    }
    let mut columns = Columns::from_words(&SHOWN.map(str::to_owned));
    columns.at = Attribute::Title;
    let layout = Layout::new(&columns, rest.width, model.lang, &mut 0);
    for placed in &layout.placed {
        let spot = Rect { x: rest.x + placed.x, width: placed.cells, height: 1, ..rest }.intersection(rest);
        let at = Page::column_of(placed.column);
        let label = format!("{}{}", placed.column.head(model.lang), at.map_or("", |at| listing::sign(page, at, model.ascii)));
        pen::cell(buf, (spot.x, spot.y, spot.width), &label, (model.theme.head, placed.column.holds().is_number()));
        at.into_iter().for_each(|at| viewports.put(spot, Hit::Head(at)));
    }
    let last = entries(buf, Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest }, (page, &layout), model, viewports);
    let line = Rect { y: rest.bottom(), height: foot, ..area }.intersection(area);
    if line.height > 0 {
        listing::foot(frame, line, page.table.rows.len().saturating_sub(last), model, viewports);
    }
}

/// Gives the row behind the last in sight.
fn entries(buf: &mut Buffer, area: Rect, (page, layout): (&Page, &Layout), model: &Model, viewports: &mut Viewports) -> usize {
    let mut last = 0;
    for (i, row, line) in rows::in_sight(&page.table, area, viewports) {
        last = i + 1;
        match row {
            Row::Heading { section, count, folded } => {
                let title = format!("{}{}", if *folded { "+ " } else { "" }, Page::title_of(*section, model.lang));
                table::heading(buf, line, (&title, *count, ""), model);
            }
            Row::Entry(at) => {
                if let Some(index) = page.place(*at) {
                    table::entry_row(buf, line, layout, model, (index, 0));
                }
                listing::mark(buf, line, page, i, model);
            }
        }
        if i == page.table.cursor {
            pen::cursor(buf, line, &model.theme);
        }
    }
    last
}

/// Name, other names and members, and the counts of its row; gives the lines used.
fn above(buf: &mut Buffer, area: Rect, page: &Page, model: &Model) -> u16 {
    let (theme, lang) = (&model.theme, model.lang);
    let row = model.matrix.table.rows.iter().find(|r| r.dept == page.dept);
    let name = row.map(|r| r.name.clone()).unwrap_or_default();
    let mut lines = vec![(name, theme.accent)];
    if let Some(dept) = page.dept.as_ref().and_then(|d| model.ledger().departments.get(d)) {
        lines.push((names(dept, model), theme.dim));
        lines.push((model.ledger().persons_told(&dept.id, lang).join("  "), theme.dim));
        lines.extend(model.ledger().history_of(&dept.id, lang).into_iter().map(|told| (told, theme.dim)));
    }
    if let Some(dept) = &page.dept {
        let ledger = model.ledger();
        let open = ledger.matters_on(model.today, None).filter(|one| one.is_open() && ledger.is_party(dept, one.matter));
        let label = lang.pick("会商：", "matter: ");
        lines.extend(open.take(MATTERS).map(|one| (format!("{label}{}", matters::line(&one, lang)), theme.text)));
        let findings = inspections::unsettled_of(ledger, dept, Moment::During(model.today)).into_iter();
        let label = lang.pick("整改：", "to mend: ");
        lines.extend(findings.take(MATTERS).map(|one| (format!("{label}{}", inspections::line(ledger, &one, lang)), theme.text)));
    }
    if let Some(row) = row {
        let counts = Count::all()
            .filter(|c| *c != Count::OwedShare)
            .filter_map(|c| c.count(row).filter(|n| *n > 0).map(|n| format!("{} {n}", c.head(lang))));
        let last = row.last.map(|d| format!("{} {d}", lang.pick("最近反馈", "last report")));
        let last = last.unwrap_or_else(|| lang.pick("还没有反馈", "no report yet").to_owned());
        lines.push((counts.chain(Some(last)).collect::<Vec<_>>().join("  "), theme.text));
    }
    lines.retain(|(text, _)| !text.is_empty());
    lines.truncate(usize::from(area.height.saturating_sub(3)));
    for (y, (text, style)) in (area.y..).zip(&lines) {
        pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), text, *style);
    }
    lines.len() as u16
}

fn names(dept: &Department, model: &Model) -> String {
    let lang = model.lang;
    let mut other: Vec<&str> = dept.aliases.iter().map(|a| a.name.as_str()).collect();
    other.sort_unstable();
    other.dedup();
    let mut parts = Vec::new();
    if !other.is_empty() {
        parts.push(format!("{}{}", lang.pick("又称：", "also: "), other.join("、")));
    }
    if !dept.members.is_empty() {
        let members: Vec<&str> = dept.members.iter().map(|m| model.ledger().departments.name(m)).collect();
        parts.push(format!("{}{}", lang.pick("成员：", "members: "), members.join("、")));
    }
    parts.join("  ")
}
