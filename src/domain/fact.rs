//! The facts of the log, a row each. Folding, contested values, rulings, findings, sentences and the export go by these rows.

use chrono::NaiveDate;
use serde_json::json;

use super::claim::Claim;
use super::fact_rows::facts;
use super::id::{CriterionId, DeptId};
use super::kinds::Contested;
use super::ledger::Ledger;
use super::log::{Folded, Log};
use super::number::{json_number, number};
use super::outcome::{Meeting, Outcome};
use super::period::Period;
use super::point::{Point, in_wan};
use super::pool::Staged;
use super::records::{Flaw, Reference};
use super::state::State;
use super::stated::EntryClaim;
use super::status::{Status, status_label};
use super::update::{Author, Fact, Update, Voice};
use super::urge::Urge;
use crate::text::Lang;

facts! { |ledger, lang, state, update, from, to, reason|
    Status { from, to, on, reason, basis } = "status", "状态", "status" {
        sentence: {
            let day = on.map(|d| lang.bracketed(&d.to_string())).unwrap_or_default();
            format!(" {} → {}{day}{}{}", status_label(*from, lang), to.label(lang), because(reason, lang), by_document(basis, lang))
        },
        json: {
            let mut said = json!({ "from": from.map(Status::word), "to": to.word() });
            let more = [("on", on.map(|d| d.to_string()).unwrap_or_default()), ("reason", reason.clone()), ("basis", basis.clone())];
            more.into_iter().filter(|(_, v)| !v.is_empty()).for_each(|(key, v)| said[key] = json!(v));
            said
        },
        sets: status(Status), to.label(lang).to_owned(), Fact::Status { from, to, on: None, reason, basis: String::new() }, reason,
        implied: Fact::Confirmed { .. } => Status::Done,
        contests: ["status_on", "status_reason", "status_basis"],
        flaw: on.and_then(Flaw::of_day),
        reports: true,
    }
    CarriedInto { from, to } = "carried_into", "结转到", "carried into" {
        sentence: {
            let before = from.as_deref().map(|plan| format!(" {} →", ledger.destination(plan))).unwrap_or_default();
            format!("{before} {}", ledger.destination(to))
        },
        json: json!({ "from": from, "to": to }),
        sets: carried_into(String), ledger.destination(to), Fact::CarriedInto { from, to }, "",
        flaw: to.trim().is_empty().then(|| (Flaw::Value, "carried_into: to".to_owned())),
    }
    Confirmed { basis } = "confirmed", "销号", "confirmed" {
        sentence: if basis.is_empty() { String::new() } else { format!("{}{basis}", lang.pick("：", ": ")) },
        json: json!({ "basis": basis }),
        contests: ["status", "confirmed"],
    }
    Returned { reason } = "returned", "退回", "returned" {
        sentence: because(reason, lang),
        json: json!({ "reason": reason }),
        contests: ["status", "returned"],
        flaw: reason.trim().is_empty().then(|| (Flaw::Value, "returned: reason".to_owned())),
    }
    Percent { from, to } = "percent", "完成", "done" {
        sentence: format!(" {} → {to}%", from.map_or_else(|| "–".into(), |p| format!("{p}%"))),
        json: json!({ "from": from, "to": to }),
        sets: percent(u8), format!("{to}%"), Fact::Percent { from, to }, "",
        flaw: (*to > 100).then(|| (Flaw::Value, format!("percent: {to}"))),
        reports: true,
    }
    Progress(words) = "progress", "进展：", "progress: " {
        sentence: words.to_string(),
        json: json!(words),
        adds: "all words stay reports",
        reports: true,
    }
    Problems(words) = "problems", "问题：", "problems: " {
        sentence: words.to_string(),
        json: json!(words),
        contests: ["problem"],
        reports: true,
    }
    Cause(cause) = "cause", "原因类别：", "kind of cause: " {
        sentence: cause.label(lang).to_owned(),
        json: json!(cause.word()),
        contests: ["cause"],
    }
    Solved(update) = "solved", "问题已解决", "problem solved" {
        sentence: format!("{}{update}", lang.pick("：", ": ")),
        json: json!(update.as_str()),
        contests: ["problem"],
        reports: true,
    }
    Still(update) = "still", "问题仍在", "problem still there" {
        sentence: format!("{}{update}", lang.pick("：", ": ")),
        json: json!(update.as_str()),
        contests: ["problem"],
        reports: true,
    }
    Next(words) = "next", "下一步：", "next: " {
        sentence: words.to_string(),
        json: json!(words),
        adds: "all words stay reports",
        reports: true,
    }
    Deadline { from, to, reason } = "deadline", "时限", "deadline" {
        sentence: format!(" {} → {to}{}", from.map_or_else(|| "–".into(), |d| d.to_string()), because(reason, lang)),
        json: json!({ "from": from, "to": to, "reason": reason }),
        sets: deadline(NaiveDate), to.to_string(), Fact::Deadline { from, to, reason }, reason,
        folds: state.moves += 1,
        flaw: Flaw::of_day(*to),
    }
    Lead { from, to, reason } = "lead", "牵头", "lead" {
        sentence: {
            let from = from.as_ref().map_or(lang.pick("未明确", "nobody"), |dept| ledger.departments.name(dept));
            format!(" {from} → {}{}", ledger.departments.name(to), because(reason, lang))
        },
        json: json!({ "from": from.as_ref().map(|dept| ledger.departments.name(dept)), "to": ledger.departments.name(to), "reason": reason }),
        sets: lead(DeptId), ledger.departments.name(to).to_owned(), Fact::Lead { from, to, reason }, reason,
        refers: [to],
    }
    Objects { lead, reason } = "objects", "不同意牵头", "does not agree to lead" {
        sentence: format!("{}{}{}", lang.pick("：", ": "), ledger.departments.name(lead), because(reason, lang)),
        json: json!({ "lead": ledger.departments.name(lead), "reason": reason }),
        adds: "each body speaks of itself, and nobody leads by it",
        refers: [lead],
    }
    Measured { from, to } = "measured", "实测", "measured" {
        sentence: format!(" {} → {}", from.map_or_else(|| "–".into(), number), number(*to)),
        json: json!({ "from": from.map(json_number), "to": json_number(*to) }),
        contests: ["measured"],
        reports: true,
    }
    Stage { from, to, reason } = "stage", "阶段", "stage" {
        sentence: {
            let before = from.map(|stage| format!(" {} →", stage.label(lang))).unwrap_or_default();
            format!("{before} {}{}", to.in_words(lang), because(reason, lang))
        },
        json: {
            json!({ "from": from.map(|stage| stage.word()), "to": to.stage.word(), "on": to.on, "basis": to.basis, "reason": reason })
        },
        sets: stage(Staged), to.in_words(lang), Fact::Stage { from: from.map(|told| told.stage), to, reason }, reason,
        flaw: Flaw::of_day(to.on),
        reports: true,
    }
    Met { condition, on, basis } = "met", "已落实", "settled" {
        sentence: format!("{}{}{}{}", lang.pick("：", ": "), condition.label(lang), lang.bracketed(&on.to_string()), by_document(basis, lang)),
        json: json!({ "condition": condition.word(), "on": on, "basis": basis }),
        contests: ["condition"],
        flaw: Flaw::of_day(*on),
        reports: true,
    }
    Unmet { condition, reason } = "unmet", "未落实", "not settled" {
        sentence: format!("{}{}{}", lang.pick("：", ": "), condition.label(lang), because(reason, lang)),
        json: json!({ "condition": condition.word(), "reason": reason }),
        contests: ["condition"],
        reports: true,
    }
    Invested { period, from, to } = "invested", "完成投资", "invested" {
        sentence: {
            let before = from.map(|wan| format!("{} → ", number(wan))).unwrap_or_default();
            format!(" {}{}{before}{}", period.label(lang), lang.pick("：", ": "), in_wan(*to))
        },
        json: json!({ "period": period.to_string(), "from": from.map(json_number), "to": json_number(*to) }),
        contests: ["invested"],
        flaw: (!to.is_finite() || *to < 0.0).then(|| (Flaw::Value, format!("invested: {to}"))),
        reports: true,
    }
    Consulted { on, came, words } = "consulted", "会商", "met" {
        sentence: {
            let names = came.iter().map(|body| ledger.departments.name(body)).collect::<Vec<_>>().join(lang.pick("、", ", "));
            let came = if names.is_empty() { names } else { format!("{}{names}", lang.pick("，到会：", ", there: ")) };
            let words = if words.is_empty() { String::new() } else { format!("{}{words}", lang.pick("；", "; ")) };
            format!(" {on}{came}{words}")
        },
        json: json!({ "on": on.to_string(), "came": came.iter().map(|body| ledger.departments.name(body)).collect::<Vec<_>>(), "words": words }),
        adds: "each meeting took place",
        folds: state.meetings.push(Meeting { on: *on, came: came.clone(), words: words.clone() }),
        flaw: Flaw::of_day(*on),
        refers: came,
    }
    Outcome { from, to } = "outcome", "会商结果", "outcome" {
        sentence: format!("{}{}", lang.pick("：", ": "), to.sentence(lang)),
        json: json!({ "from": from, "to": to }),
        sets: outcome(Box<Outcome>), to.sentence(lang), Fact::Outcome { from, to }, "",
        flaw: Flaw::of_day(to.on()).or_else(|| to.said().trim().is_empty().then(|| (Flaw::Value, "outcome: to".to_owned()))),
    }
    Visited { on, heard } = "visited", "走访", "visited" {
        sentence: format!(" {on}{}{heard}", if heard.is_empty() { "" } else { lang.pick("：", ": ") }),
        json: json!({ "on": on.to_string(), "heard": heard }),
        adds: "each visit took place",
        flaw: Flaw::of_day(*on),
    }
    Adjusts { points, reason } = "adjusts", "调整得分", "adjusts the score" {
        sentence: format!(" {}{}{}", if *points > 0.0 { "+" } else { "" }, number(*points), because(reason, lang)),
        json: json!({ "points": json_number(*points), "reason": reason }),
        adds: "each adjustment counts, and is taken back by a correction",
        flaw: (reason.trim().is_empty() || !points.is_finite()).then(|| (Flaw::Value, "adjusts: reason".to_owned())),
    }
    Disagrees { criterion, reason } = "disagrees", "提出异议", "objects to the score" {
        sentence: {
            let of = if criterion.is_empty() { String::new() } else { format!("{}{criterion}", lang.pick("：", ": ")) };
            format!("{of}{}", because(reason, lang))
        },
        json: json!({ "criterion": criterion, "reason": reason }),
        adds: "each objection stays",
        flaw: reason.trim().is_empty().then(|| (Flaw::Value, "disagrees: reason".to_owned())),
        refers: Some(CriterionId::from(criterion.as_str())).as_ref().filter(|rule| !rule.is_empty()),
    }
    Urged { level, number, to } = "urged", "", "" {
        sentence: format!("{} {}{}{number}", level.label(lang), ledger.departments.name(to), lang.pick("，", ", ")),
        json: json!({ "level": level.level(), "number": number, "to": ledger.departments.name(to) }),
        adds: "each letter is there",
        folds: state.urges.push(Urge { level: *level, number: number.clone(), to: to.clone(), on: update.day(), answered: None }),
        refers: [to],
    }
    Corrects { update, reason } = "corrects", "更正", "corrects" {
        sentence: format!(" {update}{}", because(reason, lang)),
        json: json!({ "update": update.as_str(), "reason": reason }),
        adds: "what it takes back is named, and it can be taken back itself",
    }
    Takes(update) = "takes", "采纳建议", "takes the proposal" {
        sentence: format!(" {update}"),
        json: json!(update.as_str()),
        contests: ["proposal"],
    }
    Declines { update, reason } = "declines", "不采纳建议", "declines the proposal" {
        sentence: format!(" {update}{}", because(reason, lang)),
        json: json!({ "update": update.as_str(), "reason": reason }),
        contests: ["proposal"],
    }
    Ruled { to, over, reason } = "ruled", "裁定", "ruled" {
        sentence: {
            let words = |c: &EntryClaim| format!("“{}”", c.in_words(ledger, lang));
            let over = over.iter().map(words).collect::<Vec<_>>().join(lang.pick("、", ", "));
            let over = if over.is_empty() { over } else { format!("{}{over}", lang.pick("，不取", ", not ")) };
            format!(" {} → {}{over}{}", to.label(lang), words(to), because(reason, lang))
        },
        json: {
            let claim = |c: &EntryClaim| c.in_words(&Ledger::default(), Lang::En);
            json!({ "field": to.field().to_string(), "to": claim(to), "over": over.iter().map(claim).collect::<Vec<_>>(), "reason": reason })
        },
        adds: "the value stands in the entry, and so do its rivals",
    }
}

fn because(reason: &str, lang: Lang) -> String {
    if reason.is_empty() { String::new() } else { format!("{}{reason}", lang.pick("，理由：", ", because: ")) }
}

fn by_document(basis: &str, lang: Lang) -> String {
    if basis.is_empty() { String::new() } else { format!("{}{basis}", lang.pick("，依据：", ", by: ")) }
}

fn of_the_part(body: &DeptId, ledger: &Ledger, lang: Lang) -> String {
    let name = ledger.departments.name(body);
    lang.pick(format!("{name}承担的部分"), format!("the part of {name}"))
}

impl Author {
    /// `虎林市农业农村局 张三`; a dash when nobody is named.
    pub(crate) fn label(&self, ledger: &Ledger) -> String {
        let dept = self.dept.as_ref().map(|d| ledger.departments.name(d));
        let parts: Vec<&str> = dept.into_iter().chain(Some(self.person.as_str())).filter(|s| !s.is_empty()).collect();
        if parts.is_empty() { NOBODY.into() } else { parts.join(" ") }
    }

    /// The same in a sentence, where a dash would say nothing.
    pub(crate) fn named(&self, ledger: &Ledger, lang: Lang) -> String {
        signed(&self.label(ledger), lang).to_owned()
    }
}

/// Where nobody is named.
const NOBODY: &str = "–";

/// A label of an author, as it stands in a sentence.
pub(crate) fn signed(label: &str, lang: Lang) -> &str {
    if label == NOBODY { lang.pick("未署名", "unsigned") } else { label }
}

impl Update {
    /// Of what it speaks, where that is not the whole entry: `乙局的部分`, `建议，待答复`.
    pub(crate) fn about_label(&self, ledger: &Ledger, lang: Lang) -> Option<String> {
        match &self.about {
            Voice::Whole => None,
            Voice::Part(body) => Some(of_the_part(body, ledger, lang)),
            Voice::Proposed => Some(
                lang.pick("建议（由牵头单位或专班办公室采纳后才算）", "a proposal (it counts once the lead or the office takes it)").into(),
            ),
        }
    }

    /// All that the update says, in sentences.
    pub(crate) fn sentences(&self, ledger: &Ledger, lang: Lang) -> Vec<String> {
        self.says.iter().map(|f| f.sentence(ledger, lang)).collect()
    }
}
