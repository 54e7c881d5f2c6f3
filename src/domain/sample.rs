//! What the tests of several rooms begin from.

use super::department::{Department, Level};
use super::ledger::Ledger;
use super::plan::Plan;

/// A plan that lasts through 2025 and of which nothing else is known.
pub(crate) fn plan(code: &str) -> Plan {
    Plan {
        code: code.into(),
        title: String::new(),
        short: String::new(),
        number: String::new(),
        issuer: String::new(),
        issued: None,
        place: String::new(),
        start: "2025-01-01".parse().unwrap(),
        end: "2025-12-31".parse().unwrap(),
        remark: String::new(),
    }
}

/// A body of which nothing else is known.
pub(crate) fn body(id: &str, level: Level) -> Department {
    Department { level, ..Department::new(id) }
}

/// A ledger of one plan, `p`, that lasts through 2025.
pub(super) fn ledger_of_2025() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.plans.push(plan("p"));
    ledger
}
