//! Asking the bodies that are suggested to lead (责任分工征求意见): a form for each.

use super::form::{Form, Line, Purpose, Role, asked};
use super::opinion::{Asked, opinions};
use crate::domain::{DeptId, Entry, Ledger, Period, State, fold};

impl Form {
    /// What a body is suggested to lead, among some entries that go on and that nobody leads.
    pub(super) fn consulting(ledger: &Ledger, body: &DeptId, (period, is_meant): (Period, &dyn Fn(&Entry) -> bool)) -> Form {
        let mut lines = Vec::new();
        for entry in ledger.entries().iter().filter(|e| is_meant(e)) {
            let Some(one) = entry.proposed.iter().find(|one| one.lead == *body) else { continue };
            let state = fold(ledger, entry, None);
            if !wants_lead(&state) {
                continue;
            }
            let shown = Asked {
                content: entry.summary.clone(),
                regions: entry.regions.join("、"),
                lead: ledger.departments.name(body).to_owned(),
                ground: one.ground.clone(),
            };
            let line = asked(ledger, entry, &state, (body, Role::Helps("拟牵头"), period));
            lines.extend(line.map(|line| Line { asked: shown, ..line }));
        }
        let name = "责任分工征求意见表".to_owned();
        Form {
            purpose: Purpose::Consulting,
            body: ledger.departments.name(body).to_owned(),
            name,
            period,
            ledger: ledger.title.clone(),
            lines,
            values: Vec::new(),
        }
    }
}

/// Whether an entry waits for somebody to lead it.
fn wants_lead(state: &State) -> bool {
    state.lead.value.is_none() && state.is_open()
}

/// How the form is filled in.
pub(super) fn guide(form: &Form) -> Vec<String> {
    vec![
        format!(
            "本表就责任分工征求{}的意见：方案没有明确牵头单位、拟请本单位牵头的事项，共 {} 项。只能填写浅黄色单元格，其余单元格已锁定。",
            form.body,
            form.lines.len()
        ),
        format!("意见：从下拉列表中选（{}）。", opinions().join("、")),
        "建议牵头单位：不宜由本单位牵头的，写建议由哪个单位牵头（写全称或方案中的简称）。".to_owned(),
        "说明：写理由，如职责分工文件；单元格内换行按 Alt+Enter。填报人：写姓名，记录以本单位和填报人的名义留存。".to_owned(),
        "整行不填视为没有意见可提，不算同意。".to_owned(),
        "填写的是意见，不等于已经明确牵头：由推进专班办公室汇总研究后采纳或退回。".to_owned(),
        "请勿增删列、改动隐藏的列或改写编号；可以筛选、调整行高。填好后保存为 xlsx，原样交回推进专班办公室。".to_owned(),
    ]
}
