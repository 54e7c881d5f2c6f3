//! What lies between two ledgers: as two small ledgers that hold nothing else, and as a change.

use super::change::{Change, Touched};
use super::claim::Facts;
use super::kinds::{AnyRecord, Contested, Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};

impl Ledger {
    /// This ledger and a later state of it without the records that nobody touched: merged with a third ledger they say what
    /// the whole ones would. Beside a record that one of them has not, those around it stay too, so that the merge
    /// knows its place.
    pub(crate) fn excerpts(&self, later: &Ledger, touched: &Touched) -> (Ledger, Ledger) {
        let mut subjects = touched.clone();
        for (with, without) in [(self, later), (later, self)] {
            let around =
                |subject: &Subject| by_kind!(Subject subject, (id) => neighbours::<R>(with, without, id); Subject::Ledger => Vec::new());
            subjects.0.extend(touched.0.iter().flat_map(around));
        }
        (self.excerpt(&subjects), later.excerpt(&subjects))
    }

    /// The small ledger of the things that something touches, with the head.
    pub(crate) fn excerpt(&self, subjects: &Touched) -> Ledger {
        let mut excerpt = Ledger::default();
        (excerpt.title, excerpt.settings) = (self.title.clone(), self.settings.clone());
        excerpt.format = self.format;
        excerpt.ruled_out.clone_from(&self.ruled_out);
        excerpt.contested = self.contested.iter().filter(|c| subjects.0.contains(&c.subject())).cloned().collect();
        for section in Section::ALL {
            by_kind!(Section section, => {
                let records = R::records(self);
                let mut places: Vec<usize> = subjects.0.iter().filter_map(R::of_subject).filter_map(|id| records.place_of(id)).collect();
                places.sort_unstable();
                *R::records_mut(&mut excerpt) = places.into_iter().map(|place| records[place].clone()).collect();
            });
        }
        excerpt
    }
}

/// What stands around a record that only one of two ledgers has.
fn neighbours<R: Kept>(with: &Ledger, without: &Ledger, id: &R::Id) -> Vec<Subject> {
    let records = R::records(with);
    let place = records.place_of(id).filter(|_| R::records(without).by_id(id).is_none());
    let around = place.map(|at| [at.checked_sub(1), Some(at + 1)]).into_iter().flatten().flatten();
    around.filter_map(|at| records.get(at)).map(|record| R::subject(record.id())).collect()
}

impl Change {
    /// The change that makes a ledger another one.
    pub(crate) fn between(old: &Ledger, new: &Ledger) -> Change {
        let (mut takes, mut puts) = (Vec::new(), Vec::new());
        for section in Section::ALL {
            by_kind!(Section section, => records::<R>(old, new, &mut takes, &mut puts));
        }
        Change::All(takes.into_iter().chain(puts).chain(Change::of_head(old, new)).collect())
    }

    /// The changes that make the ledger's head, and its list of contested values, another's.
    pub(crate) fn of_head(old: &Ledger, new: &Ledger) -> Vec<Change> {
        let rivals = |claim| Change::Restate { claim: Box::new(Contested::Head(claim)), contested: new.contested.clone() };
        let head = old.claims(&[]).into_iter().zip(new.claims(&[]));
        let mut restated: Vec<Change> = head.filter(|(a, b)| a != b).map(|(_, claim)| rivals(claim)).collect();
        if restated.is_empty() && old.contested != new.contested {
            restated.extend(new.claims(&[]).into_iter().take(1).map(rivals));
        }
        restated.extend((old.ruled_out != new.ruled_out).then(|| Change::RuleOut(new.ruled_out.clone())));
        restated
    }
}

/// Takes what is gone or different, puts what is new or different. Those that stay keep their order, so that each comes to its place.
fn records<R: Kept>(old: &Ledger, new: &Ledger, takes: &mut Vec<Change>, puts: &mut Vec<Change>)
where
    AnyRecord: From<R>,
{
    for record in R::records(old) {
        if R::records(new).by_id(&record.id()) != Some(record) {
            takes.push(Change::Take(R::subject(record.id())));
        }
    }
    for (place, record) in R::records(new).iter().enumerate() {
        // Of several with the same id the first counts.
        let counts = R::records(new).place_of(&record.id()) == Some(place);
        if counts && R::records(old).by_id(&record.id()) != Some(record) {
            puts.push(Change::put(place, record.as_ref().clone()));
        }
    }
}
