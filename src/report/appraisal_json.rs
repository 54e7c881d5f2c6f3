use serde_json::{Value, json};

use super::update_json::update_json;
use crate::domain::{Appraisal, Criterion, Ledger};

/// A rule of the assessment for machines.
pub(super) fn criterion_json(one: &Criterion) -> Value {
    json!({
        "name": one.name.as_str(),
        "counts": one.counts.word(),
        "points": one.points,
        "province": one.province,
        "city": one.city,
        "county": one.county,
        "township": one.township,
        "remark": one.remark,
    })
}

/// What was recorded of a body's assessment for machines.
pub(super) fn appraisal_json(ledger: &Ledger, one: &Appraisal) -> Value {
    json!({
        "period": one.period.to_string(),
        "body": ledger.departments.name(&one.body),
        "remark": one.remark,
        "updates": one.updates.iter().map(|u| update_json(ledger, u)).collect::<Vec<_>>(),
    })
}
