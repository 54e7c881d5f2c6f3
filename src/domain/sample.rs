//! What the tests of several files begin from.

use super::ledger::Ledger;
use super::plan::Plan;

/// A ledger of one plan, `p`, that lasts through 2025.
pub(super) fn ledger_of_2025() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.plans.push(Plan {
        code: "p".into(),
        title: String::new(),
        short: String::new(),
        number: String::new(),
        issuer: String::new(),
        issued: None,
        place: String::new(),
        start: "2025-01-01".parse().unwrap(),
        end: "2025-12-31".parse().unwrap(),
        remark: String::new(),
    });
    ledger
}
