//! What it brings about that an office takes a plan up which was over and of which nothing was known.

use super::change::Touched;
use super::kinds::Subject;
use super::ledger::Ledger;
use super::standing::Standings;
use crate::text::{Lang, Say};

/// A plan that a change brought into use, with what is judged since then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TakenUp {
    pub(crate) plan: String,
    /// What readers call it.
    name: String,
    /// Entries that waited to be verified (期满待核) and are judged now.
    pub(crate) judged: usize,
    /// Those of them whose deadline is past.
    pub(crate) overdue: usize,
}

impl TakenUp {
    /// The plans that are in use now and were not before, by how the same entries stood then; those of which nothing is judged otherwise
    /// are left out, and what is judged since it was itself reported on.
    pub(crate) fn between(before: &Standings, after: &Standings, ledger: &Ledger) -> Vec<TakenUp> {
        let mut all: Vec<TakenUp> = Vec::new();
        if before.all().len() != after.all().len() {
            return all;
        }
        for (entry, (then, now)) in ledger.entries().iter().zip(before.all().iter().zip(after.all())) {
            let waited = then.verdict.is_unverified() && now.state.is_open();
            if !waited || !now.verdict.in_use || now.state.is_told() {
                continue;
            }
            let plan = entry.id.plan();
            let at = all.iter().position(|t| t.plan == plan).unwrap_or_else(|| {
                let name = ledger.plan_name(plan).to_owned();
                all.push(TakenUp { plan: plan.to_owned(), name, judged: 0, overdue: 0 });
                all.len() - 1
            });
            all[at].judged += 1;
            all[at].overdue += usize::from(now.verdict.overdue);
        }
        all
    }

    /// Whether a change that touches this may bring a plan into use: it says something of one.
    pub(crate) fn may_follow(touched: &Touched) -> bool {
        touched.0.iter().any(|subject| matches!(subject, Subject::Plan(_)))
    }
}

impl Say for TakenUp {
    fn say(&self, lang: Lang) -> String {
        let TakenUp { name, judged, overdue, .. } = self;
        match lang {
            Lang::Zh => {
                format!("{name}启用，从此逐项评判：期满待核的 {judged} 项不再待核，其中 {overdue} 项时限早已过，列为逾期，报了就更新")
            }
            Lang::En => {
                format!(
                    "{name} is in use, and each of its entries is judged from now on: of {judged} that waited to be verified {overdue} have long been due and count as overdue until they are reported on"
                )
            }
        }
    }
}
