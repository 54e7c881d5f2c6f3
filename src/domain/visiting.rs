//! Visits to what somebody looks after.

use chrono::NaiveDate;

use super::change::Change;
use super::id::EntryId;
use super::intent::NothingToRecord;
use super::ledger::Ledger;
use super::liaison::Liaison;
use super::record::Recorder;
use super::update::Fact;

impl Recorder {
    /// The change that records a visit.
    pub fn visit(&self, liaison: &Liaison, on: NaiveDate, heard: &str) -> Result<Change, NothingToRecord> {
        let heard = heard.trim().to_owned();
        if liaison.visits(None).iter().any(|visit| visit.on == on && visit.heard == heard) {
            return Err(NothingToRecord::Same(on.to_string()));
        }
        Ok(Change::record(liaison.id.clone(), self.update(&liaison.updates, vec![Fact::Visited { on, heard }], None)))
    }
}

impl Ledger {
    /// Who looks after an entry on a day.
    pub(crate) fn liaisons_of<'a>(&'a self, entry: &'a EntryId, day: NaiveDate) -> impl Iterator<Item = &'a Liaison> {
        self.liaisons.iter().map(AsRef::as_ref).filter(move |one| one.entries.contains(entry) && one.holds_on(day))
    }
}
