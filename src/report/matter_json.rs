use serde_json::{Value, json};

use super::update_json::update_json;
use crate::domain::{Grade, Ledger, Level, Matter, Outcome, Step};

/// A matter for coordination for machines; bodies by their full names. How long it has waited is for whoever knows the day.
pub(super) fn matter_json(ledger: &Ledger, matter: &Matter) -> Value {
    let name = |id| ledger.departments.name(id);
    let standing = ledger.judge_matter(matter, matter.raised_on, None);
    json!({
        "id": matter.id.as_str(),
        "problem": matter.problem,
        "raised_on": matter.raised_on.to_string(),
        "raised_by": matter.raised_by.as_ref().map(name),
        "entries": matter.entries,
        "needs": matter.needs.iter().map(name).collect::<Vec<_>>(),
        "level": standing.level.map(Level::word),
        "grade": matter.grade.map(Grade::word),
        "due": standing.due.map(|day| day.to_string()),
        "heard_by": matter.heard_by,
        "remark": matter.remark,
        "stage": standing.stage.word(),
        "settled_on": standing.settled_on().map(|day| day.to_string()),
        "minutes": if let Some(Outcome::Settled { minutes, .. }) = standing.state.outcome.value.as_deref() { Some(minutes) } else { None },
        "decided": if let Some(Outcome::Settled { decided, .. }) = standing.state.outcome.value.as_deref() { Some(decided) } else { None },
        "meetings": standing.state.meetings.iter().map(|m| json!({
            "on": m.on.to_string(),
            "came": m.came.iter().map(name).collect::<Vec<_>>(),
            "words": m.words,
        })).collect::<Vec<_>>(),
        "steps": ledger.steps_decided_by(&matter.id).map(|step: &Step| step.id.as_str()).collect::<Vec<_>>(),
        "updates": matter.updates.iter().map(|u| update_json(ledger, u)).collect::<Vec<_>>(),
    })
}
