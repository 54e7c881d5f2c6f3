use serde_json::{Value, json};

use crate::domain::{Target, json_number};

/// A goal with the sense of its words.
pub(super) fn target_json(target: Target) -> Value {
    match target {
        Target::Exactly(v) => json!({ "value": json_number(v) }),
        Target::AtLeast(v) => json!({ "at_least": json_number(v) }),
        Target::AtMost(v) => json!({ "at_most": json_number(v) }),
        Target::Between(a, b) => json!({ "range": [json_number(a), json_number(b)] }),
    }
}
