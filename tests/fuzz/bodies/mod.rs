//! What must hold whatever bytes come in. Each function stands for one way by which foreign bytes reach the program; it is run over
//! a corpus and its mutations by a test (`tests/fuzz`), and by cargo-fuzz for as long as one likes (`fuzz/`).

pub mod config;
pub mod filter;
pub mod journal;
pub mod ledger;
pub mod merge;
pub mod packet;

use duban::domain::Ledger;
use duban::store::{canonical, parse_text};
use std::collections::BTreeSet;

/// The ledger from which those begin that need one.
const SMALL: &str = include_str!("../../tui/small.ron");

fn small() -> Ledger {
    parse_text("small.ron", SMALL).expect("the small ledger")
}

fn spelled(ledger: &Ledger) -> String {
    canonical(ledger).expect("what was read can be written")
}

/// What is written is read again as the same.
fn is_written_and_read(ledger: &Ledger) {
    let text = spelled(ledger);
    let again = parse_text("tasks.ron", &text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    assert!(again == *ledger, "read again it says something else:\n{text}");
    assert_eq!(spelled(&again), text);
}

/// All updates, by where they stand and their ids.
fn updates(ledger: &Ledger) -> BTreeSet<(String, String)> {
    let entries = ledger.entries().iter().flat_map(|e| e.updates.iter().map(|u| (e.id.to_string(), u.id.to_string())));
    let indicators = ledger.indicators.iter().flat_map(|i| i.updates.iter().map(|u| (i.id().to_string(), u.id.to_string())));
    entries.chain(indicators).collect()
}
