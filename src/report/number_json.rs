use serde_json::{Value, json};

use crate::domain::Target;

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
