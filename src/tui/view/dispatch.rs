//! The bulletin as it stands, laid out for the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen;
use crate::report::{Block, Document, Part, Run, Table};
use crate::text::{Say, pad, pad_left, width, wrap};
use crate::tui::dispatch::Leaf;
use crate::tui::model::Model;
use crate::tui::viewports::Viewports;

/// The widest line that is read with ease.
const READABLE: u16 = 100;

/// Draws the bulletin.
pub(super) fn dispatch(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let Some(document) = &model.dispatch.document else { return };
    tabs(buf, area, model);
    let cells = area.width.saturating_sub(4).min(READABLE.max(area.width * 2 / 3));
    let body = Rect { x: area.x + 2, y: area.y + 1, width: cells, height: area.height.saturating_sub(1) };
    viewports.page = usize::from(body.height);
    let lines = match model.dispatch.leaf {
        Leaf::Text => text(document, model, usize::from(cells)),
        Leaf::Missing => missing(model, usize::from(cells)),
        Leaf::Findings => findings(model, usize::from(cells)),
    };
    let most = lines.len().saturating_sub(usize::from(body.height));
    let skip = model.dispatch.scroll.min(most);
    for (i, (text, style)) in lines.iter().skip(skip).take(usize::from(body.height)).enumerate() {
        pen::text(buf, (body.x, body.y + i as u16, body.width), text, *style);
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

type Lines = Vec<(String, Style)>;

fn text(document: &Document, model: &Model, cells: usize) -> Lines {
    let mut lines = vec![(center(&document.title, cells), model.theme.accent), (String::new(), model.theme.text)];
    for block in &document.blocks {
        lay(&mut lines, block, model, cells);
    }
    lines
}

/// Every body that owes reports, with what it owes them on.
fn missing(model: &Model, cells: usize) -> Lines {
    let (theme, lang) = (&model.theme, model.lang);
    if model.dispatch.missing.is_empty() {
        return vec![(lang.pick("本期都已反馈。", "Everybody has reported.").to_owned(), theme.text)];
    }
    let mut lines = Vec::new();
    for (body, titles) in &model.dispatch.missing {
        let count = titles.len();
        lines.push((lang.pick(format!("{body}  {count} 项"), format!("{body}  {count}")), theme.head));
        lines.extend(
            wrap(&titles.join(lang.pick("、", ", ")), cells.saturating_sub(4)).into_iter().map(|l| (format!("    {l}"), theme.text)),
        );
    }
    lines
}

/// What should be asked before the bulletin goes out; none of it enters the bulletin.
fn findings(model: &Model, cells: usize) -> Lines {
    let (theme, lang) = (&model.theme, model.lang);
    if model.dispatch.flaws.is_empty() {
        return vec![(lang.pick("没有要核实的。", "Nothing to ask.").to_owned(), theme.text)];
    }
    let say = |flaw: &crate::report::Flaw| wrap(&format!("- {}", flaw.say(lang)), cells);
    model.dispatch.flaws.iter().flat_map(say).map(|line| (line, theme.text)).collect()
}

fn center(s: &str, cells: usize) -> String {
    format!("{}{s}", " ".repeat(cells.saturating_sub(width(s)) / 2))
}

fn lay(lines: &mut Vec<(String, Style)>, block: &Block, model: &Model, cells: usize) {
    let theme = &model.theme;
    match block {
        Block::Heading(level, text) => {
            lines.push((String::new(), theme.text));
            lines.push((text.clone(), if *level == 1 { theme.accent } else { theme.head }));
        }
        Block::Paragraph(runs) => {
            let text: String = runs.iter().map(Run::text).collect();
            lines.extend(wrap(&format!("　　{text}"), cells).into_iter().map(|l| (l, theme.text)));
        }
        Block::Line(Part::RedHead, _) => {}
        Block::Line(part, runs) => {
            let text: String = runs.iter().map(Run::text).collect();
            lines.extend(wrap(&format!("　　{}{text}", part.label()), cells).into_iter().map(|l| (l, theme.text)));
        }
        Block::Blank(prompt) => lines.push((Run::Blank(prompt.clone()).text(), theme.mark)),
        Block::Annex { number, title, .. } => {
            lines.push((String::new(), theme.text));
            lines.push((format!("附件{number}  {title}"), theme.accent));
        }
        Block::Table(table) => lay_table(lines, table, model, cells),
    }
}

/// A table in columns cut to their share of the width.
fn lay_table(lines: &mut Vec<(String, Style)>, table: &Table, model: &Model, cells: usize) {
    let theme = &model.theme;
    let wanted: Vec<usize> = table.columns.iter().map(|c| usize::from(c.width) * 2).collect();
    let gaps = table.columns.len().saturating_sub(1);
    let room = cells.saturating_sub(gaps);
    let sum = wanted.iter().sum::<usize>().max(1);
    let widths: Vec<usize> = wanted.iter().map(|w| if sum <= room { *w } else { (w * room / sum).max(2) }).collect();
    let line = |values: &[String]| -> String {
        let fitted: Vec<String> = values
            .iter()
            .zip(&widths)
            .zip(&table.columns)
            .map(|((v, w), c)| {
                let clean = crate::text::sanitize(v, false);
                if c.numeric { pad_left(&clean, *w) } else { pad(&clean, *w) }
            })
            .collect();
        fitted.join(" ")
    };
    let heads: Vec<String> = table.columns.iter().map(|c| c.head.to_owned()).collect();
    lines.push((line(&heads), theme.head));
    for row in &table.rows {
        lines.push((line(row), theme.text));
    }
}
