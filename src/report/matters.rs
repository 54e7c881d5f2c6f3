//! Matters for coordination in words: the columns of their tables, and all that is known of one.

use super::grid::{Cell, Head};
use crate::domain::{DeptId, Grade, Ledger, Level, MatterStage, MatterStanding, status_label};
use crate::text::Lang;

/// The heads of a table of matters, each with how wide it may become.
const HEADS: [((&str, &str), u16); 13] = [
    (("问题", "Problem"), 40),
    (("进展", "Stage"), 8),
    (("在办", "Open"), 4),
    (("超期", "Late"), 4),
    (("层级", "Level"), 6),
    (("分级", "Grade"), 6),
    (("天数", "Days"), 6),
    (("时限", "Due"), 11),
    (("需要单位", "Needs"), 30),
    (("提出单位", "Raised by"), 20),
    (("提出日期", "Raised on"), 11),
    (("涉及条目", "Entries"), 40),
    (("参加单位", "Parties"), 40),
];

/// The heads of a table of matters.
pub(crate) fn heads(lang: Lang) -> Vec<Head> {
    Head::all(&HEADS, lang)
}

/// Under which head stands whether a matter is open, whether it is late, and whom it concerns, whatever they were called when it was raised.
pub(crate) const OPEN: (&str, &str) = HEADS[2].0;
pub(crate) const LATE: (&str, &str) = HEADS[3].0;
pub(crate) const PARTIES: (&str, &str) = HEADS[12].0;

/// What stands in the row of a matter.
pub(crate) fn cells(ledger: &Ledger, one: &MatterStanding<'_>, lang: Lang) -> Vec<Cell> {
    let term = |rank: usize, words: &'static str| Cell::Term(rank, words);
    vec![
        Cell::text(&one.matter.problem),
        term(one.stage.rank(), one.stage.label(lang)),
        Cell::is(one.is_open(), lang),
        Cell::only(one.late, lang),
        one.level.map_or(Cell::Empty, |level| term(level.rank(), level.label(lang))),
        one.matter.grade.map_or(Cell::Empty, |grade| term(grade.rank(), grade.label(lang))),
        Cell::number(Some(one.age as f64)),
        Cell::day(one.due),
        Cell::text(&names(ledger, &one.matter.needs, lang)),
        Cell::text(one.matter.raised_by.as_ref().map_or("", |body| ledger.departments.name(body))),
        Cell::Day(one.matter.raised_on),
        Cell::entries(ledger, &one.matter.entries),
        Cell::text(&names(ledger, &ledger.parties(one.matter), lang)),
    ]
}

pub(super) fn names(ledger: &Ledger, bodies: &[DeptId], lang: Lang) -> String {
    bodies.iter().map(|body| ledger.departments.name(body)).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// `会商中，市级，重大，提出 34 天，超过时限 4 天`.
pub(crate) fn standing_words(one: &MatterStanding<'_>, lang: Lang) -> String {
    let age = one.age;
    let since = match one.stage {
        MatterStage::Settled => lang.pick(format!("{age} 天议定"), format!("settled in {age} days")),
        _ => lang.pick(format!("提出 {age} 天"), format!("raised {age} days ago")),
    };
    let over = one.due.filter(|_| one.late).map(|due| (one.matter.raised_on - due).num_days() + age);
    let late = over.map(|days| lang.pick(format!("超过时限 {days} 天"), format!("{days} days late")));
    let level = one.level.map(|level: Level| level.label(lang).to_owned());
    let grade = one.matter.grade.map(|grade: Grade| grade.label(lang).to_owned());
    let parts = [Some(one.stage.label(lang).to_owned()), level, grade, Some(since), late];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// All that is known of one beside what it states: how it stands, the meetings, what became of it, and what was laid down by it.
pub(crate) fn told(ledger: &Ledger, one: &MatterStanding<'_>, lang: Lang) -> Vec<(&'static str, String)> {
    let mut lines = vec![(lang.pick("进展", "stage"), standing_words(one, lang))];
    for id in &one.matter.entries {
        let title = ledger.get(id).map_or("", |entry| entry.title.as_str());
        lines.push((lang.pick("条目", "entry"), format!("{id}  {title}")));
    }
    for meeting in &one.state.meetings {
        let came = names(ledger, &meeting.came, lang);
        let words = [came.as_str(), &meeting.words].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        lines.push((lang.pick("会商", "met"), format!("{}  {}", meeting.on, words.join(lang.pick("；", "; ")))));
    }
    if let Some(outcome) = &one.state.outcome.value {
        lines.push((lang.pick("结果", "outcome"), outcome.sentence(lang)));
    }
    for step in ledger.steps_decided_by(&one.matter.id) {
        let status = status_label(ledger.fold_step(step, None).status.value, lang);
        let parts = [step.what.clone(), super::step_when(step, lang), super::step_who(ledger, step, lang), status.to_owned()];
        let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        lines.push((lang.pick("议定的步骤", "step decided"), format!("{}  {told}", step.entry)));
    }
    lines
}

/// A line that names one and says how it stands.
pub(crate) fn line(one: &MatterStanding<'_>, lang: Lang) -> String {
    format!("{}{}", one.matter.problem, lang.bracketed(&standing_words(one, lang)))
}
