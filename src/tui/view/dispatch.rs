//! The bulletin as it stands, laid out for the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen;
use crate::report::{Block, Part, Run, Table};
use crate::text::{Say, pad, pad_left, width, wrap};
use crate::tui::model::Model;
use crate::tui::viewports::Viewports;

/// The widest line that is read with ease.
const READABLE: u16 = 100;

/// Draws the bulletin.
pub(super) fn dispatch(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let Some(document) = &model.dispatch.document else { return };
    let (theme, lang) = (&model.theme, model.lang);
    let flaws = match model.dispatch.flaws.len() {
        0 => String::new(),
        n => lang.pick(format!("  编辑提示 {n} 处（见文末）"), format!("  {n} notes for the editor (at the end)")),
    };
    pen::text(
        buf,
        (area.x + 1, area.y, area.width.saturating_sub(1)),
        &format!("{}{flaws}", model.dispatch.period.label(lang)),
        theme.head,
    );
    let cells = area.width.saturating_sub(4).min(READABLE.max(area.width * 2 / 3));
    let body = Rect { x: area.x + 2, y: area.y + 1, width: cells, height: area.height.saturating_sub(1) };
    viewports.page = usize::from(body.height);
    let mut lines = vec![(center(&document.title, usize::from(cells)), theme.accent), (String::new(), theme.text)];
    for block in &document.blocks {
        lay(&mut lines, block, model, usize::from(cells));
    }
    if !model.dispatch.flaws.is_empty() {
        lines.push((String::new(), theme.text));
        lines.push((lang.pick("编辑提示（不进入通报）", "Notes for the editor (not in the bulletin)").to_owned(), theme.accent));
        for flaw in &model.dispatch.flaws {
            lines.extend(wrap(&format!("- {}", flaw.say(lang)), usize::from(cells)).into_iter().map(|l| (l, theme.dim)));
        }
    }
    let most = lines.len().saturating_sub(usize::from(body.height));
    let skip = model.dispatch.scroll.min(most);
    for (i, (text, style)) in lines.iter().skip(skip).take(usize::from(body.height)).enumerate() {
        pen::text(buf, (body.x, body.y + i as u16, body.width), text, *style);
    }
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
