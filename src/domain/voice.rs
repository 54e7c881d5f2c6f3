//! Who may say what of an entry. This is advice that the log shows, and no lock: whoever can write the file can write
//! anything.

use super::duty::Duty;
use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;

/// What somebody is to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// No body is named.
    Nobody,
    /// It leads, or took over the duties of the body that leads.
    Lead,
    /// The office, which may speak for the lead.
    Office,
    /// One of the group that leads.
    Member,
    /// It cooperates, or only carries out.
    Helper,
    /// It has no part in the entry.
    Outsider,
}

impl Speaker {
    /// Whether it speaks of its own part unless it says otherwise.
    pub(crate) fn has_part(self) -> bool {
        matches!(self, Speaker::Member | Speaker::Helper)
    }

    /// Whether it speaks of the whole, and takes or declines what others propose.
    pub(crate) fn may_judge(self) -> bool {
        matches!(self, Speaker::Nobody | Speaker::Lead | Speaker::Office)
    }
}

impl Ledger {
    /// What a body is to an entry that this body leads now.
    pub(crate) fn speaker(&self, body: Option<&DeptId>, entry: &Entry, lead: Option<&DeptId>) -> Speaker {
        let Some(body) = body else { return Speaker::Nobody };
        if lead.is_some_and(|lead| self.departments.heirs(lead).any(|heir| heir == body)) {
            return Speaker::Lead;
        }
        let office = &self.settings.office;
        if office.iter().any(|o| self.departments.answering(o).contains(body)) {
            return Speaker::Office;
        }
        match self.duty(body, entry, lead) {
            Some(Duty::Leads) => Speaker::Member,
            Some(Duty::Shares(_)) => Speaker::Helper,
            None if office.is_empty() => Speaker::Office,
            None => Speaker::Outsider,
        }
    }
}
