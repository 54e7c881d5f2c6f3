//! Everything the ledger says of one entry.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::sheet::{Line, Sheet};
use crate::domain::Standing;
use crate::report::{EntryPage, PagePart};
use crate::tui::command::Ask;
use crate::tui::{Hit, Model, Viewports};

pub(crate) fn detail(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let Some(index) = model.list.current() else { return };
    let cells = usize::from(area.width.saturating_sub(2));
    viewports.put(area, Hit::Detail);
    viewports.seen.detail = super::sheet::draw(buf, area, &lines(model, index, cells), (model.list.detail_scroll, model));
}

fn lines(model: &Model, index: usize, cells: usize) -> Vec<Line> {
    let entry = &model.ledger().entries()[index];
    let standing = model.standing(index);
    let page = EntryPage::of(model.ledger(), entry, standing, model.today, model.lang).with_surroundings(standing, model.book.standings());
    let theme = &model.theme;
    let mut sheet = Sheet::new(model, cells);
    sheet.wrapped(&entry.title, theme.accent);
    sheet.wrapped(&page.verdict, theme.light_of(page.light));
    for line in &page.lines {
        match line.part {
            PagePart::Contested => {
                sheet.wrapped(&format!("{}{}{}", line.label, model.lang.pick("：", ": "), line.text), theme.error);
            }
            PagePart::Summary => sheet.wrapped(&line.text, theme.text),
            PagePart::Fact | PagePart::Said | PagePart::Around => {}
        }
    }
    sheet.blank();
    let mut above = "";
    for line in page.lines.iter().filter(|l| matches!(l.part, PagePart::Fact | PagePart::Around)) {
        sheet.fact(if line.label == above { "" } else { line.label }, &line.text);
        above = line.label;
    }
    sheet.log(&page, standing);
    sheet.lines
}

impl Sheet<'_> {
    fn log(&mut self, page: &EntryPage, standing: &Standing) {
        let (lang, log) = (self.model.lang, &page.entry.updates);
        self.blank();
        if log.is_empty() {
            let [report, status] = [Ask::Report, Ask::Status].map(|a| self.model.keymap.label(a));
            if let Some(told) = standing.steps.told_of(lang) {
                let own = lang.pick("，整条没有另外反馈。", "; nothing on the whole.");
                return self.wrapped(&format!("{told}{own}"), self.model.theme.dim);
            }
            let text = lang.pick(
                format!("还没有反馈。按 {report} 填报进展，{status} 设置状态。"),
                format!("No report yet. {report} reports progress, {status} sets the status."),
            );
            self.wrapped(&text, self.model.theme.dim);
            return;
        }
        let moves = match standing.state.moves {
            0 => String::new(),
            n => lang.pick(format!("，时限调整 {n} 次"), format!(", deadline moved {n} times")),
        };
        let head = lang.pick(format!("记录 {} 条{moves}", log.len()), format!("log: {}{moves}", log.len()));
        self.wrapped(&head, self.model.theme.head);
        self.updates(log, |update| page.author(update), |update| page.sentences(update));
    }
}
