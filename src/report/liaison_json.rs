use serde_json::{Value, json};

use super::update_json::update_json;
use crate::domain::{Ledger, Level, Liaison};

/// Who looks after what, for machines; bodies by their full names.
pub(super) fn liaison_json(ledger: &Ledger, one: &Liaison) -> Value {
    let visits: Vec<Value> = one.visits(None).into_iter().map(|v| json!({ "on": v.on.to_string(), "heard": v.heard })).collect();
    json!({
        "id": one.id.as_str(),
        "leader": one.leader,
        "body": one.body.as_ref().map(|body| ledger.departments.name(body)),
        "position": one.position,
        "level": one.level.map(Level::word),
        "entries": one.entries,
        "enterprises": one.enterprises,
        "from": one.from.map(|day| day.to_string()),
        "until": one.until.map(|day| day.to_string()),
        "remark": one.remark,
        "visits": visits,
        "updates": one.updates.iter().map(|u| update_json(ledger, u)).collect::<Vec<_>>(),
    })
}
