//! The bulletin as it stands, laid out for the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::rc::Rc;

use super::pen;
use crate::progress::Step;
use crate::report::{Block, Column, Flaw, Part, Run, Table};
use crate::text::{Say, pad, pad_left, width, wrap};
use crate::tui::dispatch::{Leaf, Pages};
use crate::tui::model::Model;
use crate::tui::viewports::Viewports;

/// The widest line that is read with ease.
const READABLE: u16 = 100;

/// Draws the bulletin.
pub(super) fn dispatch(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    tabs(buf, area, model);
    let cells = area.width.saturating_sub(4).min(READABLE.max(area.width * 2 / 3));
    let body = Rect { x: area.x + 2, y: area.y + 1, width: cells, height: area.height.saturating_sub(1) };
    viewports.page = usize::from(body.height);
    let Some(pages) = &model.dispatch.pages else {
        let wait = model.lang.pick("正在汇总……", "putting the bulletin together …");
        let glance = model.dispatch.drafting().filter(|g| g.step.is_some());
        let far = glance.map_or_else(String::new, |g| format!("  {}%", g.percent(Step::DRAFTING)));
        let at = (body.x, body.y, body.width * u16::from(body.height > 0));
        pen::text(buf, at, &format!("{wait}{far}"), model.theme.dim);
        return;
    };
    let cells = usize::from(cells);
    let lines = match model.dispatch.leaf {
        Leaf::Text => text(pages, model, cells),
        Leaf::Missing => missing(&pages.missing, model, cells),
        Leaf::Findings => findings(&pages.flaws, model, cells),
    };
    let most = lines.len().saturating_sub(usize::from(body.height));
    let skip = model.dispatch.scroll.min(most);
    for (i, line) in lines.iter().skip(skip).take(usize::from(body.height)).enumerate() {
        let at = (body.x, body.y + i as u16, body.width);
        match line {
            Line::Words(text, style) => pen::text(buf, at, text, *style),
            Line::Row(fit, row) => pen::text(buf, at, &fit.line(row), model.theme.text),
        };
    }
}

/// The period, then the tabs; the present one stands out by brackets too.
fn tabs(buf: &mut Buffer, area: Rect, model: &Model) {
    let (theme, lang, dispatch) = (&model.theme, model.lang, &model.dispatch);
    let period = format!("{}  ", dispatch.period.label(lang));
    let mut x = area.x + 1;
    let mut put = |text: &str, style: Style| {
        pen::text(buf, (x, area.y, area.right().saturating_sub(x)), text, style);
        x = x.saturating_add(width(text) as u16).min(area.right());
    };
    put(&period, theme.head);
    for leaf in Leaf::ALL {
        let count = dispatch.count(leaf).map_or_else(String::new, |n| format!(" {n}"));
        let label = format!("{}{count}", leaf.label(lang));
        let (text, style) = if leaf == dispatch.leaf { (format!("[{label}]"), theme.accent) } else { (format!(" {label} "), theme.dim) };
        put(&text, style);
    }
}

/// A line of the text. The rows of tables are laid out only when they are in sight: there may be ten thousand.
enum Line<'a> {
    Words(String, Style),
    Row(Rc<Fit<'a>>, &'a [String]),
}

type Lines<'a> = Vec<Line<'a>>;

fn words<'a>(lines: Vec<String>, style: Style) -> impl Iterator<Item = Line<'a>> {
    lines.into_iter().map(move |line| Line::Words(line, style))
}

fn text<'a>(pages: &'a Pages, model: &Model, cells: usize) -> Lines<'a> {
    let (theme, lang, document) = (&model.theme, model.lang, &pages.document);
    let mut lines = Vec::new();
    if let Some(warning) = &pages.warning {
        let said = lang.pick("通报模板读不了，这里按内置模板显示：", "the template cannot be read; the built-in one is shown: ");
        lines.extend(words(wrap(&format!("{said}{warning}"), cells), theme.error));
    }
    lines.extend([Line::Words(center(&document.title, cells), theme.accent), Line::Words(String::new(), theme.text)]);
    for block in &document.blocks {
        lay(&mut lines, block, model, cells);
    }
    lines
}

/// Every body that owes reports, with what it owes them on.
fn missing(missing: &[(String, Vec<String>)], model: &Model, cells: usize) -> Lines<'static> {
    let (theme, lang) = (&model.theme, model.lang);
    if missing.is_empty() {
        return vec![Line::Words(lang.pick("本期都已反馈。", "Everybody has reported.").to_owned(), theme.text)];
    }
    let mut lines = Vec::new();
    for (body, titles) in missing {
        let count = titles.len();
        lines.push(Line::Words(lang.pick(format!("{body}  {count} 项"), format!("{body}  {count}")), theme.head));
        let titles = wrap(&titles.join(lang.pick("、", ", ")), cells.saturating_sub(4));
        lines.extend(titles.into_iter().map(|l| Line::Words(format!("    {l}"), theme.text)));
    }
    lines
}

/// What should be asked before the bulletin goes out; none of it enters the bulletin.
fn findings(flaws: &[Flaw], model: &Model, cells: usize) -> Lines<'static> {
    let (theme, lang) = (&model.theme, model.lang);
    if flaws.is_empty() {
        return vec![Line::Words(lang.pick("没有要核实的。", "Nothing to ask.").to_owned(), theme.text)];
    }
    flaws.iter().flat_map(|flaw| words(wrap(&format!("- {}", flaw.say(lang)), cells), theme.text)).collect()
}

fn center(s: &str, cells: usize) -> String {
    format!("{}{s}", " ".repeat(cells.saturating_sub(width(s)) / 2))
}

fn lay<'a>(lines: &mut Lines<'a>, block: &'a Block, model: &Model, cells: usize) {
    let theme = &model.theme;
    let joined = |runs: &[Run]| -> String { runs.iter().map(Run::text).collect() };
    match block {
        Block::Heading(level, text) => {
            lines.push(Line::Words(String::new(), theme.text));
            lines.push(Line::Words(text.clone(), if *level == 1 { theme.accent } else { theme.head }));
        }
        Block::Paragraph(runs) => lines.extend(words(wrap(&format!("　　{}", joined(runs)), cells), theme.text)),
        Block::Line(Part::RedHead, _) => {}
        Block::Line(part, runs) => {
            lines.extend(words(wrap(&format!("　　{}{}", part.label(), joined(runs)), cells), theme.text));
        }
        Block::Blank(prompt) => lines.push(Line::Words(Run::Blank(prompt.clone()).text(), theme.mark)),
        Block::Annex { number, title, .. } => {
            lines.push(Line::Words(String::new(), theme.text));
            lines.push(Line::Words(format!("附件{number}  {title}"), theme.accent));
        }
        Block::Table(table) => {
            let fit = Rc::new(Fit::new(table, cells));
            let heads: Vec<String> = table.columns.iter().map(|c| c.head.to_owned()).collect();
            lines.push(Line::Words(fit.line(&heads), theme.head));
            lines.extend(table.rows.iter().map(|row| Line::Row(Rc::clone(&fit), row)));
        }
    }
}

/// A table in columns cut to their share of the width.
struct Fit<'a> {
    columns: &'a [Column],
    widths: Vec<usize>,
}

impl<'a> Fit<'a> {
    fn new(table: &'a Table, cells: usize) -> Fit<'a> {
        let wanted: Vec<usize> = table.columns.iter().map(|c| usize::from(c.width) * 2).collect();
        let room = cells.saturating_sub(table.columns.len().saturating_sub(1));
        let sum = wanted.iter().sum::<usize>().max(1);
        let widths = wanted.iter().map(|w| if sum <= room { *w } else { (w * room / sum).max(2) }).collect();
        Fit { columns: &table.columns, widths }
    }

    fn line(&self, values: &[String]) -> String {
        let cell = |((value, width), column): ((&String, &usize), &Column)| {
            let clean = crate::text::sanitize(value, false);
            if column.numeric { pad_left(&clean, *width) } else { pad(&clean, *width) }
        };
        let cells: Vec<String> = values.iter().zip(&self.widths).zip(self.columns).map(cell).collect();
        cells.join(" ")
    }
}
