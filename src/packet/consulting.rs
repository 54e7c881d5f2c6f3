//! Asking the bodies that are suggested to lead (责任分工征求意见): a form for each, and what its rows say when they come back.

use chrono::{DateTime, FixedOffset};

use super::column::FormColumn;
use super::error::{Misfit, Why};
use super::form::{Form, Purpose, Role, asked};
use super::proposal::begun;
use super::reader::Filled;
use crate::domain::{Author, DeptId, Entry, Fact, Ledger, Period, State, Update, Voice, fold, vocabulary};
use crate::text::Lang;

/// What a body says to its being suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opinion {
    /// It agrees to lead.
    Agrees,
    /// It does not.
    Objects,
}

vocabulary!(Opinion {
    Agrees = "同意", "agrees", "agrees", ["可以", "无意见"];
    Objects = "不同意", "objects", "objects", ["不可以"];
});

/// What a body has filled in on an entry that it is suggested to lead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(super) opinion: Option<Opinion>,
    /// Who should lead instead.
    pub(super) instead: String,
    pub(super) note: String,
}

/// What a form shows of an entry that a body is suggested to lead.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) content: String,
    pub(super) regions: String,
    pub(super) lead: String,
    pub(super) ground: String,
}

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
            lines.extend(line.map(|line| super::form::Line { asked: shown, ..line }));
        }
        let name = "责任分工征求意见表".to_owned();
        Form {
            purpose: Purpose::Consulting,
            body: ledger.departments.name(body).to_owned(),
            name,
            period,
            ledger: ledger.title.clone(),
            lines,
        }
    }
}

/// Whether an entry waits for somebody to lead it.
pub(super) fn wants_lead(state: &State) -> bool {
    state.lead.value.is_none() && state.is_open()
}

/// What a filled row proposes: that the body leads, or another; or that it does not want to. None of it settles anything.
pub(super) fn update(
    ledger: &Ledger,
    (entry, seen): (&Entry, &State),
    (row, answer): (&Filled, &Answer),
    (at, corrects): (DateTime<FixedOffset>, bool),
) -> Result<Update, Misfit> {
    let body = &row.basis.body;
    let instead = Some(answer.instead.as_str()).filter(|name| !name.is_empty());
    let named = |name: &str| {
        let found = ledger.departments.resolve_in(name, Some(entry.id.plan()));
        found.map(|d| d.id.clone()).map_err(|_| row.misfit(FormColumn::Instead, Why::UnknownBody(name.to_owned())))
    };
    let instead = instead.map(named).transpose()?;
    let other = instead.filter(|id| id != body);
    let (opinion, reason) = (answer.opinion, answer.note.clone());
    let lead = |to: DeptId, reason: String| Fact::Lead { from: seen.lead.value.clone(), to, reason };
    let objects = || Fact::Objects { lead: body.clone(), reason: reason.clone() };
    let word = |word: &str| if reason.is_empty() { word.to_owned() } else { reason.clone() };
    let says = match (opinion, other) {
        (Some(Opinion::Agrees), Some(_)) => return Err(row.misfit(FormColumn::Instead, Why::AgreesAndNames(answer.instead.clone()))),
        (Some(Opinion::Agrees), None) => vec![lead(body.clone(), word("征求意见时同意牵头"))],
        (Some(Opinion::Objects), Some(other)) => vec![objects(), lead(other, word("征求意见时建议"))],
        (Some(Opinion::Objects), None) => vec![objects()],
        (None, Some(other)) => vec![lead(other, word("征求意见时建议"))],
        (None, None) => return Err(row.misfit(FormColumn::Opinion, Why::NoOpinion)),
    };
    let content = [opinion.map_or("", Opinion::word).to_owned(), answer.instead.clone(), answer.note.clone(), row.person.clone()];
    let (id, after, mut all) = begun(entry, &row.basis, &content, corrects);
    all.extend(says);
    let by = Author { dept: Some(body.clone()), person: row.person.clone() };
    Ok(Update { id, at: at.into(), by, period: None, after, about: Voice::Proposed, says: all })
}

/// The words from which a body chooses.
pub(super) fn opinions() -> Vec<&'static str> {
    Opinion::ALL.into_iter().map(|opinion| opinion.label(Lang::Zh)).collect()
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
