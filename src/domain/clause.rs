//! The clause that holds for an entry, which may stand in one above it: to be said by itself where it goes elsewhere.

use super::department::Register;
use super::entry::Entry;
use super::fold::lead_of;
use super::handover::Handover;
use super::id::DeptId;
use super::ledger::Ledger;
use super::list::Cooperation;
use super::stated::Lead;

/// Who leads, in which words, who else shares, whether others may (等), and what of it was handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    lead: Lead,
    words: String,
    cooperating: Vec<Cooperation>,
    open: bool,
    handed: Vec<Handover>,
}

impl Clause {
    /// What is said by the entry above.
    pub(super) fn from_above() -> Clause {
        Clause { lead: Lead::Inherited, ..Clause::default() }
    }

    /// An entry says it by itself.
    pub(super) fn said_by(self, entry: &mut Entry) {
        (entry.lead, entry.clause, entry.cooperating, entry.open) = (self.lead, self.words, self.cooperating, self.open);
        entry.handed = self.handed;
    }

    /// Others may share, where they might before.
    pub(super) fn stays_open(&mut self, open: bool) {
        self.open |= open;
    }

    /// One more has a part, though one that leads or shares might answer for it.
    pub(super) fn besides(&mut self, one: Cooperation) {
        self.cooperating.push(one);
    }

    /// More bodies share, each once, beside the body that leads now, which does not share besides; one of a group that leads does, so that
    /// it keeps its part when the group hands on its own. Where none leads the first does.
    pub(super) fn share(&mut self, mut others: Vec<Cooperation>, now: Option<DeptId>, register: &Register) {
        if others.is_empty() {
            return;
        }
        let lead = now.unwrap_or_else(|| others.remove(0).dept().clone());
        for other in others {
            let leads = register.heirs(&lead).any(|heir| heir == other.dept());
            match self.cooperating.iter_mut().find(|had| had.dept() == other.dept()) {
                Some(had) => *had = std::cmp::min(had.clone(), other),
                None if leads => {}
                None => self.cooperating.push(other),
            }
        }
        if self.lead.named().is_none() {
            self.lead = Lead::Stated(lead);
        }
    }
}

impl Ledger {
    /// The clause that the plan has for an entry: its own, or that of one above it.
    pub(super) fn planned_clause(&self, entry: &Entry) -> Clause {
        let of = |e: &Entry| Clause {
            lead: e.lead.clone(),
            words: e.clause.clone(),
            cooperating: e.cooperating.clone(),
            open: e.open,
            handed: self.handed_of(entry),
        };
        self.clause_holder(entry).map_or_else(|| Clause { handed: self.handed_of(entry), ..Clause::default() }, of)
    }

    /// The same with the lead as it was settled since.
    pub(super) fn clause_in_force(&self, entry: &Entry) -> Clause {
        let (mut planned, now) = (self.planned_clause(entry), lead_of(self, entry, None));
        planned.cooperating.retain(|other| Some(other.dept()) != now.as_ref());
        let lead = if planned.lead.named() == now.as_ref() { planned.lead } else { now.map_or(Lead::Unassigned, Lead::Stated) };
        Clause { lead, ..planned }
    }

    /// Gives a new entry the duties of another: from above where they come from there anyway, else in its own words.
    pub(super) fn share_duties(&self, of: &Entry, new: &mut Entry) {
        Clause::from_above().said_by(new);
        let same = self.clause_holder(new).is_some() && self.planned_clause(new) == self.planned_clause(of);
        if !same || lead_of(self, new, None) != lead_of(self, of, None) {
            self.clause_in_force(of).said_by(new);
        }
    }
}
