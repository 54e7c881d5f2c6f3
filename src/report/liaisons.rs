//! Who looks after what (包联) in words: the columns of their table, and all that is known of one.

use super::grid::{Cell, Head};
use super::matters;
use crate::domain::{Ledger, Liaison};
use crate::text::Lang;
use chrono::NaiveDate;

const HEADS: [((&str, &str), u16); 10] = [
    (("包联领导", "Leader"), 20),
    (("单位", "Body"), 24),
    (("职务", "Position"), 14),
    (("层级", "Level"), 6),
    (("在办", "Open"), 4),
    (("本季未走访", "Not visited"), 10),
    (("走访次数", "Visits"), 8),
    (("最近走访", "Last visit"), 11),
    (("包联企业", "Enterprises"), 40),
    (("包联条目", "Entries"), 40),
];

/// The heads of a table of liaisons.
pub(crate) fn heads(lang: Lang) -> Vec<Head> {
    Head::all(&HEADS, lang)
}

/// Under which head stands that nobody came in the quarter.
pub(crate) const UNVISITED: (&str, &str) = HEADS[5].0;

/// What stands in the row of one on a day.
pub(crate) fn cells(ledger: &Ledger, one: &Liaison, day: NaiveDate, lang: Lang) -> Vec<Cell> {
    let visits = one.visits_by(day);
    vec![
        Cell::text(&one.leader),
        Cell::text(one.body.as_ref().map_or("", |body| ledger.departments.name(body))),
        Cell::text(&one.position),
        one.level.map_or(Cell::Empty, |level| Cell::Term(level.rank(), level.label(lang))),
        Cell::is(one.holds_on(day), lang),
        Cell::only(one.is_unvisited(day), lang),
        Cell::count(visits.len()),
        Cell::day(visits.last().map(|visit| visit.on)),
        Cell::text(&one.enterprises.join("、")),
        Cell::entries(ledger, &one.entries),
    ]
}

/// `走访 3 次，最近 2025-11-06` or that nobody came in the quarter.
pub(crate) fn visited_words(one: &Liaison, day: NaiveDate, lang: Lang) -> String {
    let visits = one.visits_by(day);
    let last = visits.last().map(|visit| lang.pick(format!("，最近 {}", visit.on), format!(", last on {}", visit.on))).unwrap_or_default();
    let told = lang.pick(format!("走访 {} 次{last}", visits.len()), format!("{} visits{last}", visits.len()));
    let ahead = one.visits(None).len() - visits.len();
    let ahead = if ahead > 0 { lang.pick(format!("，另有 {ahead} 次在以后"), format!(", {ahead} to come")) } else { String::new() };
    let none = if one.is_unvisited(day) { lang.pick("，本季度未走访", ", not visited this quarter") } else { "" };
    format!("{told}{ahead}{none}")
}

/// What is known of one beside what it states: the sheet of a leader. What was heard, and what became of it.
pub(crate) fn told(ledger: &Ledger, one: &Liaison, day: NaiveDate, lang: Lang) -> Vec<(&'static str, String)> {
    let mut lines = vec![(lang.pick("走访", "visits"), visited_words(one, day, lang))];
    for id in &one.entries {
        let title = ledger.get(id).map_or("", |entry| entry.title.as_str());
        lines.push((lang.pick("条目", "entry"), format!("{id}  {title}")));
    }
    for visit in one.visits(None) {
        lines.push((lang.pick("走访", "visited"), format!("{}  {}", visit.on, visit.heard)));
    }
    for matter in ledger.matters.iter().filter(|matter| matter.heard_by.as_ref() == Some(&one.id)) {
        lines.push((lang.pick("反映问题", "matter"), matters::line(&ledger.judge_matter(matter, day, None), lang)));
    }
    lines
}
