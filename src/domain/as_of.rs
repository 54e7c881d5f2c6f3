//! The ledger as it stood on a past day.

use chrono::NaiveDate;

use super::kinds::{Section, by_kind};
use super::ledger::{Kept, Ledger};
use super::records::Record;

impl Ledger {
    /// The ledger with no more in its logs than was known at the end of a day. What the plans state is as it is now: on which
    /// day that was written stands nowhere in the ledger.
    pub(crate) fn as_of(&self, day: NaiveDate) -> Ledger {
        fn forget<R: Kept>(ledger: &mut Ledger, day: NaiveDate) {
            let knows_more = |r: &R| r.log().iter().any(|u| !u.known_on(day));
            let later: Vec<R::Id> = R::records(ledger).iter().filter(|r| knows_more(r)).map(|r| Record::id(r.as_ref())).collect();
            for id in later {
                if let Some(log) = R::records_mut(ledger).get_mut(&id).and_then(Record::log_mut) {
                    log.retain(|u| u.known_on(day));
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
            R::records(ledger).iter().any(|r| r.log().iter().any(|u| !u.known_on(day)))
        }
        Section::ALL.into_iter().any(|section| by_kind!(Section section, => any::<R>(self, day)))
    }
}
