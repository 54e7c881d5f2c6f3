//! Everything the ledger says of one entry.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::sheet::{Line, Sheet};
use crate::domain::{Attribute, Entry, Standing, status_label};
use crate::tui::command::Ask;
use crate::tui::model::Model;
use crate::tui::viewports::{Hit, Viewports};

/// Draws the detail of the entry under the cursor, scrolled.
pub(super) fn detail(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let Some(index) = model.list.current() else { return };
    let cells = usize::from(area.width.saturating_sub(2));
    viewports.put(area, Hit::Detail);
    viewports.detail = super::sheet::draw(buf, area, &lines(model, index, cells), model.list.detail_scroll);
}

fn lines(model: &Model, index: usize, cells: usize) -> Vec<Line> {
    let entry = &model.ledger().entries()[index];
    let standing = model.standing(index);
    let mut sheet = Sheet::new(model, cells);
    sheet.wrapped(&entry.title, model.theme.accent);
    sheet.light(standing);
    sheet.contests(standing);
    sheet.wrapped(&entry.summary, model.theme.text);
    sheet.blank();
    sheet.bodies(entry, standing);
    sheet.facts(entry, standing);
    sheet.goals(entry);
    sheet.log(entry, standing);
    sheet.lines
}

impl Sheet<'_> {
    fn light(&mut self, standing: &Standing) {
        let lang = self.lang();
        let verdict = &standing.verdict;
        let text = format!("{}{}{}", verdict.light.label(lang), lang.pick("：", ": "), verdict.reason.sentence(lang));
        self.wrapped(&text, self.model.theme.light_of(verdict.light));
    }

    fn contests(&mut self, standing: &Standing) {
        if standing.state.is_contested() {
            let text = self
                .lang()
                .pick("待裁定：有人互不知情地改了同一项，见下方记录。", "Contested: two people set the same value; see the log below.");
            self.wrapped(text, self.model.theme.error);
        }
    }

    fn bodies(&mut self, entry: &Entry, standing: &Standing) {
        let lang = self.lang();
        let holder = self.ledger().clause_holder(entry);
        let clause = holder.map(|h| h.clause.clone()).unwrap_or_default();
        let lead = match &standing.state.lead.value {
            Some(dept) => self.ledger().departments.name(dept).to_owned(),
            None => lang.pick("未明确", "nobody").to_owned(),
        };
        let settled = standing.state.lead.value.as_ref() != self.ledger().planned_lead(entry);
        let basis = if settled { lang.pick("后经明确", "settled since") } else { entry.lead.basis_label(lang) };
        let ground = if clause.is_empty() || settled { basis.to_owned() } else { format!("{basis}：{clause}") };
        self.fact(lang.pick("牵头", "Lead"), &format!("{lead}{}", lang.bracketed(&ground)));
        for role in ["cooperating", "implementing"] {
            let with: Vec<_> = self.ledger().cooperating(entry).iter().filter(|c| c.role() == role).collect();
            let label = with.first().map(|c| c.role_label(lang)).unwrap_or_default();
            let names: Vec<&str> = with.iter().map(|c| self.ledger().departments.name(c.dept())).collect();
            let names = names.join("、");
            self.fact(label, &names);
        }
    }

    fn facts(&mut self, entry: &Entry, standing: &Standing) {
        let lang = self.lang();
        let state = &standing.state;
        let basis = entry.deadline.map(|d| d.basis_label(lang)).unwrap_or_default();
        if let Some(day) = state.deadline.value {
            let moved = entry.deadline.is_none_or(|d| d.date() != day);
            let basis = if moved { lang.pick("已调整", "moved") } else { basis };
            self.fact(lang.pick("时限", "Due"), &format!("{day}{}", lang.bracketed(basis)));
        }
        let percent = state.percent_done().map(|p| format!(" {p}%")).unwrap_or_default();
        let scheduled = standing.verdict.scheduled.map(|s| format!("（{} {s}%）", lang.pick("序时", "scheduled"))).unwrap_or_default();
        self.fact(lang.pick("状态", "Status"), &format!("{}{percent}{scheduled}", status_label(state.status.value, lang)));
        for attribute in Attribute::on_pages().filter(|a| *a != Attribute::Summary) {
            self.fact(attribute.page_label(lang), &attribute.page_text(entry, lang));
        }
        self.place(entry);
    }

    /// Where it stands in the plan, so that whoever doubts can look.
    fn place(&mut self, entry: &Entry) {
        let lang = self.lang();
        let plan = self.ledger().plan(entry.id.plan());
        let title = plan.map(|p| p.title.clone()).unwrap_or_else(|| entry.id.plan().to_owned());
        let number = plan.map(|p| p.number.clone()).unwrap_or_default();
        let line = entry.line.map(|l| lang.pick(format!("，文本第 {l} 行"), format!(", line {l}"))).unwrap_or_default();
        self.fact(lang.pick("出处", "Source"), &format!("《{title}》{number} {}{line}", entry.id.reference()));
        self.fact(lang.pick("类别", "Kind"), &format!("{}  {}", entry.kind.label(lang), entry.id));
    }

    fn goals(&mut self, entry: &Entry) {
        let lang = self.lang();
        let goals: Vec<String> = self
            .ledger()
            .indicators
            .iter()
            .filter(|i| i.entry.as_ref() == Some(&entry.id))
            .map(|i| {
                let targets: Vec<String> = i.targets.iter().map(|(y, t)| format!("{y} {}{}", t.label(lang), i.unit)).collect();
                format!("{}（{}）{}", i.name, i.scope, targets.join("，"))
            })
            .collect();
        for (i, goal) in goals.iter().enumerate() {
            self.fact(if i == 0 { lang.pick("指标", "Goals") } else { "" }, goal);
        }
    }

    fn log(&mut self, entry: &Entry, standing: &Standing) {
        let lang = self.lang();
        self.blank();
        if entry.updates.is_empty() {
            let [report, status] = [Ask::Report, Ask::Status].map(|a| self.model.keymap.label(a));
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
        let head = lang.pick(format!("记录 {} 条{moves}", entry.updates.len()), format!("log: {}{moves}", entry.updates.len()));
        self.wrapped(&head, self.model.theme.head);
        self.updates(&entry.updates);
    }
}
