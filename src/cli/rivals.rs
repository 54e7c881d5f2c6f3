//! What waits for a ruling, in lines: each value with who set it and when.

use serde_json::{Value as Json, json};

use crate::domain::{Dispute, Ledger, Rival};
use crate::text::{Lang, sanitize};

/// `hulin/五（一）1 状态（status）待裁定：` and a numbered line for each rival.
pub(super) fn lines(ledger: &Ledger, dispute: &Dispute, lang: Lang) -> String {
    let (label, word) = (dispute.shown.label(lang), dispute.shown.word());
    let head = lang.pick(format!("{label}（{word}）待裁定："), format!("{label} ({word}) is contested:"));
    let mut out = format!("{} {head}\n", dispute.subject);
    for (i, rival) in dispute.rivals.iter().enumerate() {
        let value = sanitize(&rival.value.in_words(ledger, lang), false);
        out.push_str(&format!("  #{} {value}{}\n", i + 1, who(ledger, dispute, rival, lang)));
    }
    out
}

/// Who set a rival, and when; nothing where the file does not know.
fn who(ledger: &Ledger, dispute: &Dispute, rival: &Rival, lang: Lang) -> String {
    let Some(update) = dispute.update(ledger, rival) else { return String::new() };
    let (by, at) = (update.by.label(ledger), update.time().format("%Y-%m-%d %H:%M"));
    sanitize(&lang.pick(format!("（{by}，{at}）"), format!(" ({by}, {at})")), false)
}

/// The same for machines.
pub(super) fn json(ledger: &Ledger, dispute: &Dispute, lang: Lang) -> Json {
    let rival = |r: &Rival| {
        let update = dispute.update(ledger, r);
        json!({
            "value": r.value.in_words(ledger, lang),
            "update": r.update.as_ref().map(ToString::to_string),
            "by": update.map(|u| u.by.label(ledger)),
            "at": update.map(|u| u.at.written().to_rfc3339()),
        })
    };
    let rivals: Vec<Json> = dispute.rivals.iter().map(rival).collect();
    json!({ "subject": dispute.subject.to_string(), "field": dispute.shown.word(), "rivals": rivals })
}

/// How much waits for a ruling, and how it is settled.
pub(super) fn waiting(count: usize, lang: Lang) -> String {
    settled_by(&lang.pick(format!("待裁定 {count} 项"), format!("{count} contested")), lang)
}

/// What waits, and how it is settled.
pub(super) fn settled_by(waiting: &str, lang: Lang) -> String {
    lang.pick(format!("{waiting}；裁定：duban rule 编号 字段 值"), format!("{waiting}; settle with duban rule ID FIELD VALUE"))
}
