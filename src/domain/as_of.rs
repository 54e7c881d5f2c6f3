//! The ledger as it stood on a past day.

use chrono::NaiveDate;

use super::kinds::{Section, by_kind};
use super::ledger::{Kept, Ledger};
use super::log::known;
use super::records::Record;

impl Ledger {
    /// The ledger with no more in its logs than was known at the end of a day. What the plans state is as it is now: on which
    /// day that was written stands nowhere in the ledger.
    pub(crate) fn as_of(&self, day: NaiveDate) -> Ledger {
        fn forget<R: Kept>(ledger: &mut Ledger, day: NaiveDate) {
            let knows_more = |r: &R| known(r.log(), Some(day)).len() < r.log().len();
            let later: Vec<R::Id> = R::records(ledger).iter().filter(|r| knows_more(r)).map(|r| Record::id(r.as_ref())).collect();
            for id in later {
                if let Some(log) = R::records_mut(ledger).get_mut(&id).and_then(Record::log_mut) {
                    *log = known(log, Some(day)).into_iter().cloned().collect();
                }
            }
        }
        let mut then = self.clone();
        for section in Section::ALL {
            by_kind!(Section section, => forget::<R>(&mut then, day));
        }
        then
    }

    /// Whether something was recorded after a day, so that what it holds now is not what it held then.
    pub(crate) fn knows_later_than(&self, day: NaiveDate) -> bool {
        fn any<R: Kept>(ledger: &Ledger, day: NaiveDate) -> bool {
            R::records(ledger).iter().any(|r| known(r.log(), Some(day)).len() < r.log().len())
        }
        Section::ALL.into_iter().any(|section| by_kind!(Section section, => any::<R>(self, day)))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Entry, EntryId, Kind, Ledger, fold};

    /// The first was recorded by a clock that was a year ahead; who recorded the second had seen it.
    const LOG: [&str; 3] = [
        "(id: \"a\", at: \"2026-09-01T08:00:00+08:00\", says: [Percent(to: 30)])",
        "(id: \"b\", at: \"2025-09-02T08:00:00+08:00\", after: [\"a\"], says: [Progress(\"在建\")])",
        "(id: \"c\", at: \"2025-10-02T08:00:00+08:00\", after: [\"b\"], says: [Percent(to: 60)])",
    ];

    #[test]
    fn what_a_day_knew_is_what_its_state_is_folded_from() {
        let day = "2025-09-30".parse().unwrap();
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        entry.updates = LOG.iter().map(|update| ron::from_str(update).unwrap()).collect();
        let mut ledger = Ledger::default();
        ledger.set_entries(vec![entry.into()]);
        let then = ledger.as_of(day);
        let state = fold(&then, &then.entries()[0], None);
        assert_eq!(state, fold(&ledger, &ledger.entries()[0], Some(day)));
        assert_eq!((state.percent.value, ledger.knows_later_than(day), then.knows_later_than(day)), (Some(30), true, false));
    }
}
