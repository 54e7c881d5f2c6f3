//! The facts of the log, a row each. Folding, contested values, rulings, findings, sentences and the export go by these rows.

use chrono::NaiveDate;
use serde_json::json;

use super::claim::Claim;
use super::id::DeptId;
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

/// Hands out, of each row: its word for machines and how its sentence begins (which is what readers call its value); how the
/// sentence goes on; what the export writes. Then, where it has them: the value that it sets (where the state keeps it, its
/// words, the fact that sets it, the reason given); which other fact says the same of that value; of what else two people
/// can say different things by it without seeing each other, by the words of those fields, or why nothing it says takes the
/// place of anything; what else it does to the state, what is wrong with it by itself, which bodies it refers to, and whether
/// it reports on the work.
macro_rules! facts {
    (|$ledger:ident, $lang:ident, $state:ident, $update:ident, $from:ident, $to:ident, $reason:ident|
        $($Fact:ident $fields:tt = $word:literal, $zh:literal, $en:literal {
            sentence: $sentence:expr,
            json: $json:expr,
            $(sets: $place:ident($Type:ty), $words:expr, $made:expr, $because:expr, $(implied: $implied:pat => $holds:expr,)?)?
            $(contests: [$($field:literal),+],)?
            $(adds: $adds:literal,)?
            $(folds: $folds:expr,)?
            $(flaw: $flaw:expr,)?
            $(refers: $bodies:expr,)?
            $(reports: $reports:literal,)?
        })*) => {
        /// A value that can be contested, with the field that it is a value of.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Value {
            $($(#[doc = concat!("`", stringify!($place), "` of an entry's state.")] $Fact($Type),)?)*
            /// The value of an indicator in a period.
            Measured(Period, f64),
            /// What was said of something that no field of an entry's state holds.
            Point(Point),
            /// A value of a body's own part in an entry.
            OfPart(DeptId, Box<Value>),
            /// What the ledger states of itself or of a record.
            Stated(Contested),
        }

        #[allow(unused_variables, reason = "a row names all that its fact holds, and no aspect needs it all")]
        impl Value {
            /// The field's word for machines: `status`, `planned_deadline`, `measured.2025Q3`.
            pub fn word(&self) -> String {
                match self {
                    $($(Value::$Fact($to) => { let _: &$Type = $to; $word.into() })?)*
                    Value::Measured(period, _) => format!("measured.{period}"),
                    Value::Point(point) => point.word(),
                    Value::OfPart(body, value) => format!("{}@{body}", value.word()),
                    Value::Stated(claim) => claim.field().to_string(),
                }
            }

            /// The field's name on screen and paper.
            pub(crate) fn label(&self, lang: Lang) -> &'static str {
                match self {
                    $($(Value::$Fact($to) => { let _: &$Type = $to; lang.pick($zh, $en) })?)*
                    Value::Measured(..) => lang.pick("实测", "measured"),
                    Value::Point(point) => point.label(lang),
                    Value::OfPart(_, value) => value.label(lang),
                    Value::Stated(claim) => claim.label(lang),
                }
            }

            /// The value as readers see it.
            pub fn in_words(&self, $ledger: &Ledger, $lang: Lang) -> String {
                match self {
                    $($(Value::$Fact($to) => $words,)?)*
                    Value::Measured(period, value) => format!("{}: {}", period.label($lang), number(*value)),
                    Value::Point(point) => point.in_words($lang),
                    Value::OfPart(body, value) => {
                        format!("{}{}{}", of_the_part(body, $ledger, $lang), $lang.pick("：", ": "), value.in_words($ledger, $lang))
                    }
                    Value::Stated(claim) => claim.in_words($ledger, $lang),
                }
            }

            /// The value itself, where it is one of a body's own part.
            pub(crate) fn inner(&self) -> &Value {
                if let Value::OfPart(_, value) = self { value.inner() } else { self }
            }

            /// The fact that sets it, by somebody who saw a state; none for what no log of an entry sets.
            pub(super) fn set(&self, state: &State, reason: &str) -> Option<Fact> {
                match self.clone() {
                    $($(Value::$Fact($to) => {
                        let ($from, $reason) = (state.$place.value.clone(), reason.trim().to_owned());
                        Some($made)
                    })?)*
                    _ => None,
                }
            }

            /// Whether it holds in a state, and nobody contests it.
            pub(super) fn holds_in(&self, state: &State) -> bool {
                match self {
                    $($(Value::$Fact($to) => state.$place.contest.is_none() && state.$place.value.as_ref() == Some($to),)?)*
                    _ => false,
                }
            }
        }

        impl State {
            /// Settles what the facts of a log set.
            pub(super) fn settle(&mut self, log: &Log<'_>) {
                $($(log.settle(&mut self.$place, |f| -> Option<$Type> {
                    match f {
                        Fact::$Fact { to, .. } => Some(to.clone()),
                        $($implied => Some($holds),)?
                        _ => None,
                    }
                });)?)*
            }

            /// Whether any value waits for a ruling.
            pub fn is_contested(&self) -> bool {
                self.disputed
                    $($(|| self.$place.contest.is_some())?)*
                    || !self.points.is_empty()
                    || self.parts.iter().any(|part| part.state.is_contested())
            }

            /// All that a log says of the whole and of the parts, with its rivals.
            pub(super) fn logged(&self) -> Vec<Folded<Value>> {
                let mut all = vec![$($(self.$place.map(Value::$Fact),)?)*];
                all.extend(self.points.iter().map(|point| point.map(Value::Point)));
                for part in self.parts.iter().filter(|part| part.state.is_contested()) {
                    let of_part = |value| Value::OfPart(part.body.clone(), Box::new(value));
                    all.extend(part.state.logged().iter().map(|folded| folded.map(of_part)));
                }
                all
            }

            /// Takes in what a fact says besides the value that it sets.
            #[allow(unused_variables, reason = "a row names all that its fact holds, and no aspect needs it all")]
            pub(super) fn take_in(&mut self, fact: &Fact, $update: &Update) {
                let $state = self;
                match fact {
                    $($(Fact::$Fact $fields => $folds,)?)*
                    _ => {}
                }
            }
        }

        #[allow(unused_variables, reason = "a row names all that its fact holds, and no aspect needs it all")]
        impl Fact {
            /// What the fact says, in one sentence for logs, commit messages and the screen:
            /// `时限 2025-09-30 → 2025-12-31，理由：……`.
            pub(crate) fn sentence(&self, $ledger: &Ledger, $lang: Lang) -> String {
                let (begins, goes_on) = match self { $(Fact::$Fact $fields => ($lang.pick($zh, $en), $sentence),)* };
                format!("{begins}{goes_on}")
            }

            /// The fact for machines; bodies by their names.
            pub(crate) fn json(&self, $ledger: &Ledger) -> serde_json::Value {
                match self { $(Fact::$Fact $fields => json!({ $word: $json }),)* }
            }

            /// What the kinds of facts are called in a file.
            pub const NAMES: &[&str] = &[$(stringify!($Fact)),*];

            /// The rows: the word, the fields that two people can contest by such facts, and why there is none where there is none.
            #[cfg(test)]
            pub(super) fn rows() -> Vec<(&'static str, Vec<&'static str>, Option<&'static str>)> {
                vec![$(($word, {
                    let fields: &[&'static str] = &[$({ let _ = stringify!($place); $word },)? $($($field,)+)?];
                    fields.to_vec()
                }, None $(.or(Some($adds)))?),)*]
            }

            /// The value that it sets of an entry.
            pub(super) fn value(&self) -> Option<Value> {
                match self {
                    $($(Fact::$Fact { to, .. } => { let to: &$Type = to; Some(Value::$Fact(to.clone())) })?)*
                    _ => None,
                }
            }

            /// Why it sets its value.
            pub(crate) fn reason(&self) -> &str {
                match self {
                    $($(Fact::$Fact $fields => $because,)?)*
                    _ => "",
                }
            }

            /// What is wrong with it by itself.
            pub(super) fn flaw(&self) -> Option<(Flaw, String)> {
                match self {
                    $($(Fact::$Fact $fields => $flaw,)?)*
                    _ => None,
                }
            }

            /// What it refers to, besides updates of its own log.
            pub(super) fn refers(&self) -> Vec<Reference> {
                match self {
                    $($(Fact::$Fact $fields => $bodies.into_iter().cloned().map(Reference::Department).collect(),)?)*
                    _ => Vec::new(),
                }
            }

            /// Whether it reports on the work, and does not only move dates or names.
            pub(crate) fn is_report(&self) -> bool {
                match self {
                    $($(Fact::$Fact { .. } => $reports,)?)*
                    _ => false,
                }
            }
        }
    };
}

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
            format!(" {}{}{before}{}", period.label(lang), lang.pick("：", ": "), in_wan(*to, lang))
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
        if parts.is_empty() { "–".into() } else { parts.join(" ") }
    }
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
