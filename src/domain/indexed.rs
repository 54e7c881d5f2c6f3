use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use super::id::EntryId;
use super::records::{Record, Records};

/// The places of the records that are of each entry.
#[derive(Clone, Debug, Default)]
pub struct ByEntry(HashMap<EntryId, Vec<usize>>);

impl ByEntry {
    /// Of records that are of at most one entry each, in the order of what ranks them.
    pub(super) fn of<R: Record, K: Ord>(records: &Records<R>, entry: impl Fn(&R) -> Option<&EntryId>, rank: impl Fn(&R) -> K) -> ByEntry {
        let mut all: HashMap<EntryId, Vec<usize>> = HashMap::new();
        for (at, record) in records.iter().enumerate() {
            if let Some(id) = entry(record) {
                all.entry(id.clone()).or_default().push(at);
            }
        }
        all.values_mut().for_each(|places| places.sort_by_key(|at| rank(&records[*at])));
        ByEntry(all)
    }

    pub(super) fn of_entry(&self, entry: &EntryId) -> &[usize] {
        self.0.get(entry).map_or(&[], Vec::as_slice)
    }
}

/// Records with what is worked out from all of them together, when it is first asked for. Whoever may change the records may change
/// that too, so it is dropped then.
#[derive(Clone, Debug)]
pub struct Indexed<R: Record, T> {
    records: Records<R>,
    worked_out: OnceLock<T>,
    /// The day whose names and duties are asked for; none while nobody has said it.
    day: Option<NaiveDate>,
}

impl<R: Record, T> Indexed<R, T> {
    /// The day whose names and duties are asked for: the last of all while nobody has said it.
    pub(super) fn day(&self) -> NaiveDate {
        self.day.unwrap_or(NaiveDate::MAX)
    }

    /// Asks for the names and duties of a day from now on.
    pub(super) fn ask_of(&mut self, day: NaiveDate) {
        self.worked_out.take();
        self.day = Some(day);
    }

    pub(super) fn worked_out(&self, work_out: impl FnOnce() -> T) -> &T {
        self.worked_out.get_or_init(work_out)
    }
}

impl<R: Record, T> Default for Indexed<R, T> {
    fn default() -> Self {
        Indexed { records: Records::default(), worked_out: OnceLock::new(), day: None }
    }
}

impl<R: Record, T> PartialEq for Indexed<R, T> {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl<R: Record, T, I: Into<Arc<R>>> From<Vec<I>> for Indexed<R, T> {
    fn from(records: Vec<I>) -> Self {
        Indexed { records: records.into(), worked_out: OnceLock::new(), day: None }
    }
}

impl<R: Record, T> Deref for Indexed<R, T> {
    type Target = Records<R>;

    fn deref(&self) -> &Records<R> {
        &self.records
    }
}

impl<R: Record, T> DerefMut for Indexed<R, T> {
    fn deref_mut(&mut self) -> &mut Records<R> {
        self.worked_out.take();
        &mut self.records
    }
}

impl<R: Record, T> Serialize for Indexed<R, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.records.serialize(serializer)
    }
}
