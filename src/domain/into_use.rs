//! What a change brings into use: the report by which one in ten entries of a plan that runs were reported on.

use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

use super::change::Change;
use super::entry::Entry;
use super::fold::fold;
use super::ground::Ground;
use super::id::EntryId;
use super::kinds::Subject;
use super::ledger::Ledger;
use super::plan::Plan;
use super::plans_in_use::Rounds;
use crate::text::{Lang, Say};

/// A plan that a change would bring into use, so that what of it was never reported on is late when it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IntoUse {
    /// What readers call it.
    name: String,
    /// On how many of its entries somebody has reported then.
    told: usize,
    entries: usize,
    /// Its last day.
    end: NaiveDate,
    /// Open entries that nobody has reported on and that have no other deadline than its end.
    waiting: usize,
}

impl Ledger {
    /// The plans that a change would bring into use, each with its code. Where fewer entries than make one in ten wait, nothing is said.
    pub(super) fn brought_into_use<'a>(&'a self, change: &'a Change) -> Vec<(&'a Plan, IntoUse)> {
        let mut plans: BTreeMap<&str, HashSet<&EntryId>> = BTreeMap::new();
        self.reported_by(change, &mut plans);
        plans.into_iter().filter_map(|(code, reported)| self.plan_into_use(code, &reported)).collect()
    }

    /// The entries on which a change reports while their plan runs, by plan.
    fn reported_by<'a>(&'a self, change: &'a Change, plans: &mut BTreeMap<&'a str, HashSet<&'a EntryId>>) {
        let (subject, update) = match change {
            Change::All(several) => return several.iter().for_each(|one| self.reported_by(one, plans)),
            Change::Record { subject, update, .. } => (subject, update),
            _ => return,
        };
        let id = match subject {
            Subject::Entry(id) => Some(id),
            Subject::Step(id) => self.steps.by_id(id).map(|step| &step.entry),
            _ => None,
        };
        let runs = |id: &&EntryId| self.plan(id.plan()).is_some_and(|plan| update.day() <= plan.end);
        if let Some(id) = id.filter(runs).filter(|_| update.reported().is_some()) {
            plans.entry(id.plan()).or_default().insert(id);
        }
    }

    fn plan_into_use(&self, code: &str, reported: &HashSet<&EntryId>) -> Option<(&Plan, IntoUse)> {
        let plan = self.plan(code)?;
        let before = Rounds::of(self, code);
        let after = Rounds::of(self, code).with(reported);
        if before.were_held() || !after.were_held() {
            return None;
        }
        let waits = |entry: &&Entry| {
            let state = fold(self, entry, None);
            let is_own = Ground::of(entry, &state).is_some_and(Ground::is_own);
            state.is_open() && !state.is_told() && !is_own && !reported.contains(&entry.id)
        };
        let waiting = self.entries().iter().map(AsRef::as_ref).filter(|entry| entry.id.plan() == code).filter(waits).count();
        let (told, entries) = (after.told(), after.entries());
        let name = self.plan_name(code).to_owned();
        (waiting >= Rounds::ONE_IN).then_some((plan, IntoUse { name, told, entries, end: plan.end, waiting }))
    }
}

impl Say for IntoUse {
    fn say(&self, lang: Lang) -> String {
        let IntoUse { name, told, entries, end, waiting } = self;
        lang.pick(
            format!("{name} {entries} 条中将有 {told} 条有反馈，满十分之一即算启用：配合单位也要反馈；到 {end} 期满时，从未反馈又没有另定时限的 {waiting} 条列为逾期。还没有启用的，先给方案填一个以后的启用日期"),
            format!("{told} of {entries} entries of {name} are reported on then, one in ten, so that it is in use: who helps is asked for reports too, and the {waiting} that were never reported on and have no deadline of their own are overdue when it ends on {end}. Where it is not in use yet, give the plan a later day from which it is"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::ledger_of_2025;
    use crate::domain::{Kind, Update};

    /// Twenty entries, the first of which was reported on while the plan ran.
    fn ledger() -> Ledger {
        let mut ledger = ledger_of_2025();
        for n in 0..20 {
            let mut entry = Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, "题");
            entry.updates = if n == 0 { vec![report("2025-05-01")] } else { Vec::new() };
            ledger.insert(usize::MAX, entry);
        }
        ledger
    }

    fn report(day: &str) -> Update {
        ron::from_str(&format!("(id: \"{day}\", at: \"{day}T08:00:00+08:00\", says: [Progress(\"在办\")])")).unwrap()
    }

    fn asked(ledger: &Ledger, entry: &str, day: &str) -> Vec<IntoUse> {
        let change = Change::record(EntryId::of("p", entry), report(day));
        ledger.brought_into_use(&change).into_iter().map(|(_, what)| what).collect()
    }

    #[test]
    fn the_report_that_makes_one_in_ten_is_asked_about_and_a_later_day_of_use_answers() {
        let mut ledger = ledger();
        let asked_of = asked(&ledger, "7", "2025-06-01");
        assert_eq!(asked_of.iter().map(|one| (one.told, one.entries, one.waiting)).collect::<Vec<_>>(), [(2, 20, 18)]);
        assert!(asked_of[0].say(Lang::Zh).contains("18 条列为逾期"));
        assert_eq!(asked(&ledger, "0", "2025-06-01"), [], "it was reported on before");
        assert_eq!(asked(&ledger, "7", "2026-02-01"), [], "what is told afterwards is judged alone");
        let later = Plan { in_use: "2026-06-01".parse().ok(), ..ledger.plans[0].as_ref().clone() };
        Change::amend(later).apply(&mut ledger).unwrap();
        assert_eq!(asked(&ledger, "7", "2025-06-01"), []);
        Change::record(EntryId::of("p", "7"), report("2025-06-01")).apply(&mut ledger).unwrap();
        let on = |day: &str| {
            let standings = crate::domain::Standings::new(&ledger, day.parse().unwrap());
            standings.all().iter().filter(|standing| standing.verdict.is_unverified()).count()
        };
        assert_eq!((on("2026-02-01"), on("2026-07-01")), (18, 0), "the day that the office states goes before the count");
    }
}
