use serde_json::{Value, json};

use crate::domain::{Claim, DeptId, EntryClaim, Fact, Ledger, Register, Target, Update, UpdateId};
use crate::text::Lang;

/// An update of a log for machines; bodies by their full names.
pub(super) fn update_json(register: &Register, update: &Update) -> Value {
    let says: Vec<Value> = update.says.iter().map(|f| fact_json(register, f)).collect();
    json!({
        "id": update.id.as_str(),
        "at": update.at.to_rfc3339(),
        "by": {
            "department": update.by.dept.as_ref().map(|d| register.name(d)),
            "person": if update.by.person.is_empty() { None } else { Some(&update.by.person) },
        },
        "period": update.period.map(|p| p.to_string()),
        "after": update.after.iter().map(UpdateId::as_str).collect::<Vec<_>>(),
        "says": says,
    })
}

fn fact_json(register: &Register, fact: &Fact) -> Value {
    let name = |d: &DeptId| register.name(d).to_owned();
    match fact {
        Fact::Status { from, to } => json!({ "status": { "from": from.map(|s| s.word()), "to": to.word() } }),
        Fact::Percent { from, to } => json!({ "percent": { "from": from, "to": to } }),
        Fact::Progress(text) => json!({ "progress": text }),
        Fact::Problems(text) => json!({ "problems": text }),
        Fact::Next(text) => json!({ "next": text }),
        Fact::Deadline { from, to, reason } => {
            json!({ "deadline": { "from": from.map(|d| d.to_string()), "to": to.to_string(), "reason": reason } })
        }
        Fact::Lead { from, to, reason } => {
            json!({ "lead": { "from": from.as_ref().map(name), "to": name(to), "reason": reason } })
        }
        Fact::Measured { from, to } => json!({ "measured": { "from": from.map(num), "to": num(*to) } }),
        Fact::Ruled { to, over, reason } => {
            let claim = |c: &EntryClaim| json!(c.in_words(&Ledger::default(), Lang::En));
            let over: Vec<Value> = over.iter().map(claim).collect();
            json!({ "ruled": { "field": to.field().to_string(), "to": claim(to), "over": over, "reason": reason } })
        }
        Fact::Urged { level, number, to } => json!({ "urged": { "level": level.level(), "number": number, "to": name(to) } }),
        Fact::Corrects { update, reason } => json!({ "corrects": { "update": update.as_str(), "reason": reason } }),
    }
}

/// A goal with the sense of its words.
pub(super) fn target_json(target: Target) -> Value {
    match target {
        Target::Exactly(v) => json!({ "value": num(v) }),
        Target::AtLeast(v) => json!({ "at_least": num(v) }),
        Target::AtMost(v) => json!({ "at_most": num(v) }),
        Target::Between(a, b) => json!({ "range": [num(a), num(b)] }),
    }
}

/// A number that prints without a fraction when it has none.
pub(super) fn num(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}
