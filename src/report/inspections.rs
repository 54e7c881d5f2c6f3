//! Inspections and what they found, in words: the columns of their tables, and all that is known of one.

use super::grid::{Cell, Head};
use super::matters::names;
use crate::domain::{DeptId, Inspection, Ledger, Mending, MendingStanding, Moment};
use crate::text::Lang;

type Row = ((&'static str, &'static str), u16);

const INSPECTIONS: [Row; 9] = [
    (("督导内容", "Inspection"), 40),
    (("日期", "Day"), 11),
    (("问题", "Findings"), 6),
    (("未整改", "Not mended"), 8),
    (("在办", "Open"), 4),
    (("督导单位", "Inspectors"), 24),
    (("被督导单位", "Bodies"), 30),
    (("涉及条目", "Entries"), 30),
    (("依据", "Source"), 30),
];

const FINDINGS: [Row; 12] = [
    (("发现的问题", "Finding"), 40),
    (("整改", "Mending"), 14),
    (("在办", "Open"), 4),
    (("超期", "Late"), 4),
    (("整改时限", "Due"), 11),
    (("超期天数", "Days late"), 8),
    (("整改单位", "Body"), 24),
    (("整改要求", "Wanted"), 30),
    (("督导检查", "Inspection"), 30),
    (("涉及条目", "Entry"), 30),
    (("参加单位", "Parties"), 30),
    (("督导单位", "Inspectors"), 30),
];

/// Under which heads stands how far a finding is mended, and who re-checks it, whatever they were called when they inspected.
pub(crate) const MENDING: (&str, &str) = FINDINGS[1].0;
pub(crate) const INSPECTORS: (&str, &str) = FINDINGS[11].0;

/// The heads of a table of inspections.
pub(crate) fn inspection_heads(lang: Lang) -> Vec<Head> {
    Head::all(&INSPECTIONS, lang)
}

/// The heads of a table of findings.
pub(crate) fn finding_heads(lang: Lang) -> Vec<Head> {
    Head::all(&FINDINGS, lang)
}

/// What stands in the row of an inspection.
pub(crate) fn inspection_cells(ledger: &Ledger, one: &Inspection, when: Moment, lang: Lang) -> Vec<Cell> {
    let found: Vec<_> = ledger.findings_in(&one.id).map(|finding| ledger.judge_finding(finding, when, None)).collect();
    let open = found.iter().filter(|finding| finding.is_open()).count();
    vec![
        Cell::text(&one.what),
        Cell::Day(one.on),
        Cell::count(found.len()),
        Cell::count(open),
        Cell::is(open > 0, lang),
        Cell::text(&names(ledger, &one.inspectors, lang)),
        Cell::text(&names(ledger, &one.bodies, lang)),
        Cell::entries(ledger, &one.entries),
        Cell::text(&one.source),
    ]
}

/// What stands in the row of a finding.
pub(crate) fn finding_cells(ledger: &Ledger, one: &MendingStanding<'_>, lang: Lang) -> Vec<Cell> {
    let finding = one.finding;
    let inspection = ledger.inspections.by_id(&finding.inspection).map_or(finding.inspection.as_str(), |i| i.what.as_str());
    let inspectors: Vec<DeptId> = inspectors(ledger, one).cloned().collect();
    let parties: Vec<DeptId> = std::iter::once(&finding.body).chain(ledger.departments.answering(&finding.body)).cloned().collect();
    vec![
        Cell::text(&finding.problem),
        Cell::Term(one.stage.rank(), one.stage.label(lang)),
        Cell::is(one.is_open(), lang),
        Cell::only(one.late.is_some(), lang),
        Cell::day(one.state.deadline.value),
        one.late.map_or(Cell::Empty, Cell::Count),
        Cell::text(ledger.departments.name(&finding.body)),
        Cell::text(&finding.wanted),
        Cell::text(inspection),
        Cell::entries(ledger, &finding.entry),
        Cell::text(&names(ledger, &parties, lang)),
        Cell::text(&names(ledger, &inspectors, lang)),
    ]
}

/// Who inspected where it was found, and who has their duties.
pub(crate) fn inspectors<'a>(ledger: &'a Ledger, one: &MendingStanding<'_>) -> impl Iterator<Item = &'a DeptId> + use<'a> {
    let all = ledger.inspections.by_id(&one.finding.inspection).into_iter().flat_map(|inspection| &inspection.inspectors);
    all.flat_map(|body| std::iter::once(body).chain(ledger.departments.answering(body)))
}

/// `待整改，时限 2025-11-30，超期 5 天`.
pub(crate) fn standing_words(one: &MendingStanding<'_>, lang: Lang) -> String {
    let due = one.state.deadline.value.map(|day| lang.pick(format!("时限 {day}"), format!("due {day}")));
    let late = one.late.map(|days| lang.pick(format!("超期 {days} 天"), format!("{days} days late")));
    let done = one.state.done_on.filter(|_| one.state.is_done());
    let done = done.map(|day| lang.pick(format!("{day} 整改完成"), format!("mended on {day}")));
    let over = one.in_time.filter(|in_time| !in_time).map(|_| lang.pick("逾期完成", "after its day").to_owned());
    let parts = [Some(one.stage.label(lang).to_owned()), due, late, done, over];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// A line that names a finding, who mends it, and how it stands.
pub(crate) fn line(ledger: &Ledger, one: &MendingStanding<'_>, lang: Lang) -> String {
    let body = ledger.departments.name(&one.finding.body);
    let words = [body, &standing_words(one, lang)].join(lang.pick("，", ", "));
    format!("{}{}", one.finding.problem, lang.bracketed(&words))
}

/// What a body has to mend, and what of it waits for a re-check: the longest late first.
pub(crate) fn unsettled_of<'a>(ledger: &'a Ledger, body: &DeptId, when: Moment) -> Vec<MendingStanding<'a>> {
    let waits = |one: &MendingStanding<'_>| matches!(one.stage, Mending::Open | Mending::Mended) && ledger.mends(body, one.finding);
    let mut all: Vec<_> = ledger.findings_on(when, None).filter(waits).collect();
    all.sort_by_key(|one| (one.stage, std::cmp::Reverse(one.late), one.state.deadline.value));
    all
}

/// What is known of an inspection beside what it states: what it found.
pub(crate) fn inspection_told(ledger: &Ledger, one: &Inspection, when: Moment, lang: Lang) -> Vec<(&'static str, String)> {
    let found = ledger.findings_in(&one.id).map(|finding| line(ledger, &ledger.judge_finding(finding, when, None), lang));
    found.map(|line| (lang.pick("发现问题", "found"), line)).collect()
}

/// What is known of a finding beside what it states: how it stands, on what ground, and the letters about it.
pub(crate) fn finding_told(ledger: &Ledger, one: &MendingStanding<'_>, lang: Lang) -> Vec<(&'static str, String)> {
    let inspection = ledger.inspections.by_id(&one.finding.inspection);
    let from = inspection.map(|i| format!("{}{}", i.what, lang.bracketed(&i.on.to_string()))).unwrap_or_default();
    let mut lines = vec![(lang.pick("整改", "mending"), standing_words(one, lang)), (lang.pick("督导检查", "inspection"), from)];
    if let Some(ground) = one.state.ground.as_deref().filter(|ground| !ground.basis.is_empty()) {
        lines.push((lang.pick("依据", "document"), ground.basis.clone()));
    }
    for (label, said) in [(("复查", "re-checked"), &one.state.confirmed), (("退回", "sent back"), &one.state.returned)] {
        if let Some(said) = said.as_deref() {
            lines.push((lang.pick(label.0, label.1), format!("{} {} {}", said.on, said.by.label(ledger), said.words)));
        }
    }
    for urge in &one.state.urges {
        lines.push((lang.pick("通知", "notice"), format!("{} {}", urge.on, urge.number)));
    }
    lines
}
