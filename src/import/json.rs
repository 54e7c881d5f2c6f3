//! What was read, for machines.

use serde_json::{Value, json};

use super::coverage::Use;
use super::draft::{Body, Draft, Field, Reading};
use super::duty::Duty;
use super::role::Ground;
use super::source::Source;
use crate::text::{Lang, Say};

/// A reading as one object: what the document says of itself, its rules, its drafts with their doubts, what became of each line.
pub fn json(reading: &Reading, source: &Source, lang: Lang) -> Value {
    let head = &reading.head;
    let rules = reading.rules.iter().map(|r| json!({"words": r.words, "line": r.place.line, "off": r.off})).collect::<Vec<_>>();
    let lines = reading.coverage.lines(source);
    let unread =
        lines.iter().filter(|l| l.of == Use::Unread).map(|l| json!({"place": l.place.say(lang), "text": l.text})).collect::<Vec<_>>();
    let skipped =
        lines.iter().filter(|l| l.of == Use::Skipped).map(|l| json!({"place": l.place.say(lang), "text": l.text})).collect::<Vec<_>>();
    let counts: serde_json::Map<String, Value> =
        reading.coverage.counts().into_iter().map(|(of, n)| (of.key().to_owned(), json!(n))).collect();
    json!({
        "plan": {"title": head.title, "number": head.number, "issuer": head.issuer, "issued": head.issued, "start_year": head.years.0, "end_year": head.years.1},
        "rules": rules,
        "entries": reading.drafts.iter().map(|d| entry(d, lang)).collect::<Vec<_>>(),
        "coverage": {"characters": counts, "unread": unread, "skipped": skipped},
        "left_out": source.told.iter().map(|t| t.say(lang)).collect::<Vec<_>>(),
    })
}

fn entry(draft: &Draft, lang: Lang) -> Value {
    let lead = draft.leader().map(|b| b.name.as_str());
    let joint = draft.others().filter(|b| b.duty == Duty::Leads).map(|b| b.name.as_str()).collect::<Vec<_>>();
    let others = draft.others().map(body).collect::<Vec<_>>();
    json!({
        "reference": draft.reference,
        "parent": draft.parent,
        "place": draft.place.say(lang),
        "line": draft.place.line,
        "sheet": draft.place.sheet.as_deref(),
        "title": draft.title.value,
        "text": draft.text,
        "lead": lead,
        "lead_basis": match (draft.ground, draft.inherits) { (Ground::Stated, _) => "stated", (Ground::First, _) => "first_named", (Ground::None, true) => "inherited", _ => "unassigned" },
        "joint_leads": joint,
        "cooperating": others,
        "open": draft.open,
        "clause": draft.clause.as_ref().map(field),
        "people": draft.people,
        "deadline": draft.deadline.as_ref().map(|f| f.value),
        "deadline_read": draft.deadline.as_ref().map(field),
        "time": draft.time,
        "investment_wan": draft.investment.as_ref().map(|f| f.value),
        "sector": draft.sector,
        "confidence": draft.confidence().key(),
        "doubts": draft.doubts.iter().map(|d| json!({"field": d.of.key(), "reason": d.say(lang), "choices": d.choices})).collect::<Vec<_>>(),
    })
}

fn body(body: &Body) -> Value {
    let role = match body.duty {
        Duty::Leads => "leads",
        Duty::Shares => "shares",
        Duty::Cooperates => "cooperates",
        Duty::Implements => "implements",
    };
    json!({"name": body.name, "role": role, "words": body.words})
}

fn field<T>(field: &Field<T>) -> Value {
    json!({"words": field.words, "rule": field.rule.key(), "confidence": field.confidence.key(), "from": field.span.0, "to": field.span.1})
}
