//! What is different between two ledgers, for people and for machines.

use serde_json::{Value, json};

use super::call::Call;
use super::out::Answer;
use crate::domain::{Ledger, Subject};
use crate::merge::Difference;
use crate::report::SCHEMA;
use crate::text::{Lang, sanitize};

/// What is different, in sentences; for machines below what a command says besides.
pub(super) fn answer(call: &Call, (all, ledger): (&[Difference], &Ledger), mut told: Value) -> Answer {
    if !call.globals.json {
        return Answer::text(page(all, ledger, call.lang));
    }
    told["schema"] = json!(SCHEMA);
    told["differences"] = list_json(all, ledger, call.lang);
    Answer::json(told)
}

/// A heading for each thing, with a line for each sentence below it.
pub(super) fn page(all: &[Difference], ledger: &Ledger, lang: Lang) -> String {
    let mut out = String::new();
    let mut last: Option<&Subject> = None;
    for difference in all {
        if last != Some(&difference.subject) {
            out.push_str(&format!("{}  {}\n", difference.subject, sanitize(&difference.name, false)));
            last = Some(&difference.subject);
        }
        let who = difference.update().map(|u| format!("{}{}", u.by.named(ledger, lang), lang.pick("：", ": "))).unwrap_or_default();
        for sentence in difference.sentences(ledger, lang) {
            out.push_str(&format!("    {}\n", sanitize(&format!("{who}{sentence}"), false)));
        }
    }
    out
}

/// The same for machines.
pub(super) fn list_json(all: &[Difference], ledger: &Ledger, lang: Lang) -> Value {
    let one = |d: &Difference| {
        let update = d.update();
        json!({
            "subject": d.subject.to_string(),
            "name": d.name,
            "by": update.map(|u| u.by.label(ledger)),
            "at": update.map(|u| u.at.written().to_rfc3339()),
            "sentences": d.sentences(ledger, lang),
        })
    };
    all.iter().map(one).collect()
}
