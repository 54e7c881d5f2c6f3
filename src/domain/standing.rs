use chrono::NaiveDate;
use std::sync::Arc;

use super::entry::Entry;
use super::fold::fold;
use super::id::EntryId;
use super::ledger::Ledger;
use super::light::{Verdict, judge};
use super::plans_in_use::PlansInUse;
use super::schedule::Moment;
use super::state::State;
use super::step_standing::StepCount;

/// How an entry stands on a day: its folded state and what the rules say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Folded from the log.
    pub state: State,
    /// By the rules.
    pub verdict: Verdict,
    /// How its steps stand.
    pub(crate) steps: StepCount,
}

impl Standing {
    /// How one entry stands in the course of a day, with the whole log known.
    fn of(ledger: &Ledger, entry: &Entry, day: NaiveDate, used: &PlansInUse) -> Standing {
        Standing::judged(ledger, (entry, None), Moment::During(day), used)
    }

    /// How it stood by what was recorded up to the cut-off.
    pub(crate) fn known_at(ledger: &Ledger, entry: &Entry, when: Moment, cutoff: NaiveDate, used: &PlansInUse) -> Standing {
        Standing::judged(ledger, (entry, Some(cutoff)), when, used)
    }

    fn judged(ledger: &Ledger, (entry, as_of): (&Entry, Option<NaiveDate>), when: Moment, used: &PlansInUse) -> Standing {
        let state = fold(ledger, entry, as_of);
        let mut verdict = judge(ledger, entry, &state, when, used);
        if let Some(due) = ledger.unmended(&entry.id, when, as_of) {
            verdict = verdict.marred(&state, due, when.day());
        }
        let steps = StepCount::of(ledger.judge_steps(entry, &state, (when, as_of), used).iter());
        Standing { state, verdict, steps }
    }
}

/// The standings of all entries on a day, in the ledger's order; entries that change are judged anew alone.
#[derive(Clone, Debug)]
pub struct Standings {
    day: NaiveDate,
    used: PlansInUse,
    all: Vec<Standing>,
}

impl Standings {
    /// Judges every entry.
    pub fn new(ledger: &Ledger, day: NaiveDate) -> Standings {
        Standings::of(ledger, day, ledger.entries())
    }

    /// Judges every entry as they come: all of the ledger's, in its order. For a caller that counts them.
    pub(crate) fn of<'a>(ledger: &Ledger, day: NaiveDate, entries: impl IntoIterator<Item = &'a Arc<Entry>>) -> Standings {
        let used = PlansInUse::known(ledger, None);
        let mut all = Vec::with_capacity(ledger.entries().len());
        all.extend(entries.into_iter().map(|e| Standing::of(ledger, e, day, &used)));
        Standings { day, used, all }
    }

    pub(crate) fn day(&self) -> NaiveDate {
        self.day
    }

    /// All standings, in the ledger's order.
    pub fn all(&self) -> &[Standing] {
        &self.all
    }

    /// Judges an entry anew after a change, and when its lead is another, those that inherit it. False when the
    /// entry was added or removed, or its plan came into use or fell out of it, so that everything must be judged.
    pub(crate) fn renew(&mut self, ledger: &Ledger, id: &EntryId) -> bool {
        let Some(at) = ledger.index_of(id).filter(|_| self.all.len() == ledger.entries().len()) else { return false };
        let entry = &ledger.entries()[at];
        let before = std::mem::take(&mut self.all[at].state);
        let now = Standing::of(ledger, entry, self.day, &self.used);
        let lead_changed = now.state.lead.value != before.lead.value;
        self.all[at] = now;
        if !self.used.still_hold(ledger, entry) {
            return false;
        }
        if lead_changed {
            for heir in ledger.inheriting_descendants(id) {
                self.all[heir] = Standing::of(ledger, &ledger.entries()[heir], self.day, &self.used);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::ledger_of_2025;
    use crate::domain::{Change, Deadline, Kind, Light, Plan};

    #[test]
    fn a_report_while_a_plan_runs_has_all_of_it_judged_when_it_is_over_and_one_afterwards_is_judged_alone() {
        let day: NaiveDate = "2026-02-01".parse().unwrap();
        let mut ledger = ledger_of_2025();
        for reference in ["一", "二"] {
            let mut entry = Entry::new(EntryId::of("p", reference), Kind::Task, "题");
            entry.deadline = Some(Deadline::PLAN_PERIOD);
            ledger.insert(9, entry);
        }
        let id = EntryId::of("p", "一");
        let lights = |ledger: &Ledger| Standings::new(ledger, day).all().iter().map(|s| s.verdict.light).collect::<Vec<_>>();
        let mut silent = Standings::new(&ledger, day);
        assert_eq!(lights(&ledger), [Light::Unverified; 2]);
        let take_up = |ledger: &mut Ledger, on: &str| {
            let plan = Plan { in_use: on.parse().ok(), ..ledger.plans[0].as_ref().clone() };
            Change::amend(plan).apply(ledger).unwrap();
        };
        let report = |at: &str| ron::from_str(&format!("(id: \"a\", at: \"{at}T08:00:00+08:00\", says: [Progress(\"在办\")])")).unwrap();
        ledger.get_mut(&id).unwrap().updates.push(report("2026-01-20"));
        assert!(silent.renew(&ledger, &id), "nothing else is judged otherwise");
        assert_eq!(lights(&ledger), [Light::Yellow, Light::Unverified]);
        take_up(&mut ledger, "2026-01-10");
        assert_eq!(lights(&ledger), [Light::Yellow; 2], "the office says that it works with it");
        take_up(&mut ledger, "2026-03-01");
        assert_eq!(lights(&ledger), [Light::Yellow, Light::Unverified], "from that day on");
        take_up(&mut ledger, "");
        ledger.get_mut(&id).unwrap().updates.clear();
        let mut silent = Standings::new(&ledger, day);
        ledger.get_mut(&id).unwrap().updates.push(report("2025-12-20"));
        assert!(!silent.renew(&ledger, &id));
        assert_eq!(lights(&ledger), [Light::Yellow; 2]);
        let mut told = Standings::new(&ledger, day);
        assert!(told.renew(&ledger, &id), "one more change of a plan in use touches nothing else");
        ledger.get_mut(&id).unwrap().updates.clear();
        assert!(!told.renew(&ledger, &id));
        let part =
            ron::from_str("(id: \"b\", at: \"2025-12-20T08:00:00+08:00\", about: Part(\"财政局\"), says: [Progress(\"在办\")])").unwrap();
        ledger.get_mut(&id).unwrap().updates.push(part);
        assert!(!silent.renew(&ledger, &id), "a report on a part takes the plan up as any other");
    }

    #[test]
    fn a_single_report_takes_no_large_plan_up() {
        let day: NaiveDate = "2026-02-01".parse().unwrap();
        let mut ledger = ledger_of_2025();
        for n in 0..20 {
            let entry = Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, "题");
            ledger.insert(n, Entry { deadline: Some(Deadline::PLAN_PERIOD), ..entry });
        }
        let ids: Vec<EntryId> = ledger.entries().iter().map(|e| e.id.clone()).collect();
        let waiting = |ledger: &Ledger| Standings::new(ledger, day).all().iter().filter(|s| s.verdict.is_unverified()).count();
        let mut tell = |n: usize| {
            let told = ron::from_str("(id: \"a\", at: \"2025-11-20T08:00:00+08:00\", says: [Progress(\"在办\")])").unwrap();
            ledger.get_mut(&ids[n]).unwrap().updates.push(told);
            waiting(&ledger)
        };
        assert_eq!((tell(0), tell(0), tell(1)), (19, 19, 0));
    }
}
