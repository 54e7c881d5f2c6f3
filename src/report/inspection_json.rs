use serde_json::{Value, json};

use super::update_json::update_json;
use crate::domain::{Inspection, Ledger, Mending, Moment, Rectification, status_term};

/// An inspection for machines; bodies by their full names.
pub(super) fn inspection_json(ledger: &Ledger, one: &Inspection) -> Value {
    let names = |all: &[crate::domain::DeptId]| all.iter().map(|id| ledger.departments.name(id).to_owned()).collect::<Vec<_>>();
    json!({
        "id": one.id.as_str(),
        "what": one.what,
        "on": one.on.to_string(),
        "inspectors": names(&one.inspectors),
        "persons": one.persons,
        "bodies": names(&one.bodies),
        "entries": one.entries,
        "source": one.source,
        "remark": one.remark,
        "findings": ledger.findings_in(&one.id).map(|finding| finding.id.as_str()).collect::<Vec<_>>(),
    })
}

/// A finding for machines. Whether it is late is for whoever knows the day.
pub(super) fn finding_json(ledger: &Ledger, finding: &Rectification) -> Value {
    let day = finding.due.unwrap_or_default();
    let one = ledger.judge_finding(finding, Moment::During(day), None);
    json!({
        "id": finding.id.as_str(),
        "inspection": finding.inspection.as_str(),
        "body": ledger.departments.name(&finding.body),
        "entry": finding.entry,
        "problem": finding.problem,
        "wanted": finding.wanted,
        "due": one.state.deadline.value.map(|day| day.to_string()),
        "remark": finding.remark,
        "stage": one.stage.word(),
        "status": status_term(one.state.status.value).word,
        "mended_on": one.state.done_on.map(|day| day.to_string()),
        "in_time": one.in_time,
        "rechecked": one.stage == Mending::Rechecked,
        "updates": finding.updates.iter().map(|u| update_json(ledger, u)).collect::<Vec<_>>(),
    })
}
