//! Who does in an entry what was handed over.

use chrono::NaiveDate;

use super::entry::Entry;
use super::handed::handed_along;
use super::handover::Handover;
use super::id::DeptId;
use super::ledger::Ledger;
use super::stated::Lead;

impl Ledger {
    /// Who leads an entry on a day where this body would by what is said at the entry itself or at one above it. Who was settled since
    /// to lead leads.
    pub(super) fn led_after(&self, entry: &Entry, said_at: &Entry, lead: DeptId, as_of: Option<NaiveDate>) -> DeptId {
        let path = || self.up_to(entry, said_at);
        if path().all(|at| at.handed.is_empty()) {
            return lead;
        }
        let settled = said_at.updates.iter().filter(|u| u.settles_lead()).map(|u| u.day()).max();
        let day = as_of.map_or(self.day(), |day| day.min(self.day()));
        let holds = |one: &&Handover| one.on <= day && settled.is_none_or(|settled| settled <= one.on);
        let held = handed_along(path()).into_iter().filter(holds);
        held.fold(lead, |lead, one| if lead == one.from { one.to.clone() } else { lead })
    }

    /// An entry and those above it up to one of them.
    pub(super) fn up_to<'a>(&'a self, entry: &'a Entry, last: &Entry) -> impl Iterator<Item = &'a Entry> {
        let (mut reached, last) = (false, last.id.clone());
        self.upward(entry).take_while(move |at| !std::mem::replace(&mut reached, at.id == last))
    }

    /// What was handed over of the duties that hold for an entry: of one day and body what is said nearest.
    pub(crate) fn handed_of(&self, entry: &Entry) -> Vec<Handover> {
        let holder = self.upward(entry).find(|at| at.lead != Lead::Inherited).unwrap_or(entry);
        let mut all: Vec<Handover> = Vec::new();
        for one in handed_along(self.up_to(entry, holder)) {
            if all.iter().all(|nearer| (nearer.on, &nearer.from) != (one.on, &one.from)) {
                all.push(one.clone());
            }
        }
        all
    }
}
