//! Who may say what of an entry. This is advice that the log shows, and no lock: whoever can write the file can write
//! anything.

use super::change::Change;
use super::duty::Duty;
use super::entry::Entry;
use super::fold::fold;
use super::id::DeptId;
use super::kinds::{Contested, Subject};
use super::ledger::Ledger;
use super::settings::HeadClaim;
use super::update::Voice;

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

    /// Whether what it reports counts: of the whole, or of its own part.
    pub(crate) fn may_report(self) -> bool {
        self.may_judge() || self.has_part()
    }

    /// Whether it confirms or returns a completion: who leads only proposes that of his own.
    pub(crate) fn may_confirm(self) -> bool {
        matches!(self, Speaker::Nobody | Speaker::Office)
    }
}

impl Ledger {
    /// Whether the ledger names a body, or one whose duties it has, as the office.
    pub(crate) fn is_office(&self, body: &DeptId) -> bool {
        self.settings.office.iter().any(|office| self.departments.answering(office).contains(body))
    }

    /// Whether a body may be the office and nobody has said so: the ledger names none, and the body has no part in any entry.
    pub(crate) fn may_be_office(&self, body: &DeptId) -> bool {
        let has_part = |entry: &Entry| self.duty(body, entry, fold(self, entry, None).lead.value.as_ref()).is_some();
        self.settings.office.is_empty() && !self.entries().iter().any(|entry| has_part(entry))
    }

    /// The change by which these bodies are the office (专班办公室).
    pub(crate) fn naming_office(&self, bodies: Vec<DeptId>) -> Change {
        let claim = Box::new(Contested::Head(HeadClaim::Office(bodies)));
        let contested = self.contested.iter().filter(|rival| !matches!(rival, Contested::Head(HeadClaim::Office(_))));
        Change::Restate { claim, contested: contested.cloned().collect() }
    }

    /// Whether a change only proposes since nobody has said who the office is: somebody without a part in an entry records something of it.
    pub(crate) fn lacks_office(&self, change: &Change) -> bool {
        match change {
            Change::All(several) => several.iter().any(|one| self.lacks_office(one)),
            Change::Record { subject: Subject::Entry(id), update, .. } if update.about == Voice::Proposed => {
                let speaker = |entry: &Entry| self.speaker(update.by.dept.as_ref(), entry, fold(self, entry, None).lead.value.as_ref());
                self.settings.office.is_empty() && self.get(id).is_some_and(|entry| speaker(entry) == Speaker::Outsider)
            }
            _ => false,
        }
    }

    /// What a body is to an entry that this body leads now.
    pub(crate) fn speaker(&self, body: Option<&DeptId>, entry: &Entry, lead: Option<&DeptId>) -> Speaker {
        let Some(body) = body else { return Speaker::Nobody };
        if lead.is_some_and(|lead| self.departments.heirs(lead).any(|heir| heir == body)) {
            return Speaker::Lead;
        }
        if self.is_office(body) {
            return Speaker::Office;
        }
        match self.duty(body, entry, lead) {
            Some(Duty::Leads) => Speaker::Member,
            Some(Duty::Shares(_)) => Speaker::Helper,
            None => Speaker::Outsider,
        }
    }
}
