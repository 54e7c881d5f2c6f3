use serde_json::{Value, json};

use crate::domain::{Ledger, Target, Update, UpdateId, json_number};

/// An update of a log for machines; bodies by their full names.
pub(super) fn update_json(ledger: &Ledger, update: &Update) -> Value {
    let says: Vec<Value> = update.says.iter().map(|f| f.json(ledger)).collect();
    json!({
        "id": update.id.as_str(),
        "at": update.at.to_rfc3339(),
        "by": {
            "department": update.by.dept.as_ref().map(|d| ledger.departments.name(d)),
            "person": if update.by.person.is_empty() { None } else { Some(&update.by.person) },
        },
        "period": update.period.map(|p| p.to_string()),
        "after": update.after.iter().map(UpdateId::as_str).collect::<Vec<_>>(),
        "says": says,
    })
}

/// A goal with the sense of its words.
pub(super) fn target_json(target: Target) -> Value {
    match target {
        Target::Exactly(v) => json!({ "value": json_number(v) }),
        Target::AtLeast(v) => json!({ "at_least": json_number(v) }),
        Target::AtMost(v) => json!({ "at_most": json_number(v) }),
        Target::Between(a, b) => json!({ "range": [json_number(a), json_number(b)] }),
    }
}
