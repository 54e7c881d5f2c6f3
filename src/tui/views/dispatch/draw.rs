//! The bulletin as it stands, laid out for the screen.

use ecow::EcoString;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw_leaf;
use crate::progress::Step;
use crate::report::{Block, Column, Table};
use crate::text::{pad, pad_left, width};
use crate::tui::view::pen;
use crate::tui::views::dispatch::layout_cache::{Line, Setting, Tone};
use crate::tui::views::dispatch::{BulletinTab, Pages};
use crate::tui::{Hit, Model, Viewports};

/// The cells of a day, or of a short word: a column that wants no more is not squeezed.
const SHORT: usize = 10;
/// The widest line that is read with ease.
const READABLE: u16 = 100;
/// From this width two pages have room.
const TWO_PAGES: u16 = 150;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let buf = frame.buffer_mut();
    let behind_tabs = tabs(buf, area, model, viewports);
    // On a wide screen two pages lie beside each other, as in a book that is open.
    let pages_beside = if area.width >= TWO_PAGES { 2 } else { 1 };
    let cells = (area.width / pages_beside).saturating_sub(4).min(READABLE);
    let body = Rect { x: area.x + 2, y: area.y + 1, width: cells, height: area.height.saturating_sub(1) };
    viewports.seen.page = usize::from(body.height * pages_beside);
    let Some(pages) = &model.dispatch.pages else {
        let wait = model.lang.pick("正在汇总……", "putting the bulletin together …");
        let snapshot = model.dispatch.drafting().filter(|g| g.step.is_some());
        let far = snapshot.map_or_else(String::new, |g| format!("  {}%", g.percent(Step::DRAFTING)));
        let at = (body.x, body.y, body.width * u16::from(body.height > 0));
        pen::text(buf, at, &format!("{wait}{far}"), model.theme.dim);
        return;
    };
    if let Some(leaf) = model.dispatch.leaf() {
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        return draw_leaf::draw(frame, body, leaf, model, viewports);
    }
    let setting = Setting { tab: model.dispatch.tab, lang: model.lang, cells: usize::from(cells) };
    let Viewports { layout, seen, .. } = viewports;
    let (first, lines, goes_on) = layout.in_sight(pages, setting, (model.dispatch.scroll, seen.page));
    seen.end = Some(first).filter(|first| *first < model.dispatch.scroll);
    for (i, line) in lines.iter().enumerate() {
        let (page, row) = (i as u16 / body.height.max(1), i as u16 % body.height.max(1));
        let at = (body.x + page * (area.width / pages_beside), body.y + row, body.width);
        match line {
            Line::Words(text, tone) => pen::text(buf, at, text, style(model, *tone)),
            Line::Heads(block) => table(buf, at, (pages, *block, None), model),
            Line::Row(block, row) => table(buf, at, (pages, *block, Some(*row)), model),
        };
    }
    let text = model.lang.pick("下面还有", "more below");
    let cells = width(text) as u16 + 1;
    if goes_on && behind_tabs + 2 + cells <= area.right() {
        pen::text(buf, (area.right() - cells, area.y, cells), text, model.theme.dim);
    }
}

fn style(model: &Model, tone: Tone) -> Style {
    let theme = &model.theme;
    match tone {
        Tone::Plain => theme.text,
        Tone::Head => theme.head,
        Tone::Title => theme.accent,
        Tone::Blank => theme.mark,
        Tone::Error => theme.error,
    }
}

/// A row of a table, or its heads, in columns cut to their share of the width.
fn table(buf: &mut Buffer, at: pen::Spot, (pages, block, row): (&Pages, usize, Option<usize>), model: &Model) -> u16 {
    let Some(Block::Table(table)) = pages.document.blocks.get(block) else { return 0 };
    let fit = Fit::new(table, usize::from(at.2));
    match row {
        None => {
            let heads: Vec<EcoString> = table.columns.iter().map(|c| c.head.into()).collect();
            pen::text(buf, at, &fit.line(&heads), model.theme.head)
        }
        Some(row) => table.rows.get(row).map_or(0, |values| pen::text(buf, at, &fit.line(values), model.theme.text)),
    }
}

/// The period, then the tabs; the present one stands out by brackets too. Gives where they end.
fn tabs(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) -> u16 {
    let (theme, lang, dispatch) = (&model.theme, model.lang, &model.dispatch);
    let period = format!("{}  ", dispatch.period.label(lang));
    let mut x = area.x + 1;
    let mut put = |text: &str, style: Style| {
        let begin = x;
        pen::text(buf, (x, area.y, area.right().saturating_sub(x)), text, style);
        x = x.saturating_add(width(text) as u16).min(area.right());
        Rect { x: begin, width: x - begin, height: 1, ..area }
    };
    put(&period, theme.head);
    for tab in BulletinTab::ALL {
        let count = dispatch.count(tab).map_or_else(String::new, |n| format!(" {n}{}", tab.counted(model.lang)));
        let label = format!("{}{count}", tab.label(lang));
        let (text, style) = if tab == dispatch.tab { (format!("[{label}]"), theme.accent) } else { (format!(" {label} "), theme.dim) };
        viewports.put(put(&text, style), Hit::Tab(tab));
    }
    x
}

/// A table in columns cut to their share of the width.
struct Fit<'a> {
    columns: &'a [Column],
    widths: Vec<usize>,
}

impl<'a> Fit<'a> {
    fn new(table: &'a Table, cells: usize) -> Fit<'a> {
        let columns = &table.columns;
        let room = cells.saturating_sub(columns.len().saturating_sub(1));
        let wanted: Vec<usize> = columns.iter().map(|c| (usize::from(c.width) * 2).max(width(c.head))).collect();
        // Where not all have room, long words give way before numbers and days: a number that is cut is another number.
        let kept: Vec<bool> = columns.iter().zip(&wanted).map(|(c, w)| c.numeric || *w <= SHORT).collect();
        let of = |keeps: bool| -> usize { wanted.iter().zip(&kept).filter(|(_, k)| **k == keeps).map(|(w, _)| w).sum() };
        let (sum, short, long) = (wanted.iter().sum::<usize>(), of(true), of(false));
        let share = |wanted: usize, part: usize, whole: usize| (wanted * part / whole.max(1)).max(2);
        let widths = if sum <= room {
            wanted
        } else if short + long / 3 <= room {
            wanted.iter().zip(&kept).map(|(w, kept)| if *kept { *w } else { share(*w, room - short, long) }).collect()
        } else {
            wanted.iter().map(|w| share(*w, room, sum)).collect()
        };
        Fit { columns: &table.columns, widths }
    }

    fn line(&self, values: &[EcoString]) -> String {
        let cell = |((value, width), column): ((&EcoString, &usize), &Column)| {
            let clean = crate::text::sanitize(value, false);
            if column.numeric { pad_left(&clean, *width) } else { pad(&clean, *width) }
        };
        let cells: Vec<String> = values.iter().zip(&self.widths).zip(self.columns).map(cell).collect();
        cells.join(" ")
    }
}
