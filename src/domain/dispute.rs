use chrono::NaiveDate;

use super::claim::{Claim, Facts, Field, standing};
use super::entry::Entry;
use super::fact::Value;
use super::fold::fold;
use super::handed::handed_twice;
use super::id::UpdateId;
use super::kinds::{Contested, Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};
use super::log::{Folded, measured, rulings};
use super::point::Point;
use super::state::State;
use super::stated::EntryClaim;
use super::update::Update;

/// One of several values that people set without seeing each other's.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// The value.
    pub value: Value,
    /// The update that set it, which says who and when; facts of the plan have none.
    pub(crate) update: Option<UpdateId>,
}

/// A field that waits for a ruling (待裁定).
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// Of what.
    pub subject: Subject,
    /// All values, in a fixed order; never empty.
    pub rivals: Vec<Rival>,
    /// The value that is shown until somebody rules.
    pub shown: Value,
}

impl Dispute {
    /// The update that set a rival: who, when and why.
    pub fn update<'a>(&self, ledger: &'a Ledger, rival: &Rival) -> Option<&'a Update> {
        let id = rival.update.as_ref()?;
        ledger.log_of(&self.subject).iter().find(|u| u.id == *id)
    }
}

/// Everything in the ledger that waits for a ruling, in the ledger's order.
pub fn disputes(ledger: &Ledger) -> Vec<Dispute> {
    let mut all = disputes_elsewhere(ledger);
    all.extend(ledger.entries().iter().flat_map(|e| of_entry(ledger, e, None)));
    all
}

/// What waits for a ruling and is about no entry: the ledger's head, plans, bodies, indicators.
pub fn disputes_elsewhere(ledger: &Ledger) -> Vec<Dispute> {
    others(ledger, None)
}

/// What waits for a ruling on one thing, by what was recorded up to and including a day (`None`: everything). On which
/// day two people gave a fact of the plan two values is written nowhere: that is disputed until it is ruled.
pub fn disputes_of(ledger: &Ledger, subject: &Subject, as_of: Option<NaiveDate>) -> Vec<Dispute> {
    match subject {
        Subject::Ledger => of_head(ledger),
        Subject::Entry(id) => ledger.get(id).map(|entry| of_entry(ledger, entry, as_of)).unwrap_or_default(),
        _ => by_kind!(Subject subject, (id) =>
            R::records(ledger).by_id(id).map(|one| of_record(ledger, one.as_ref(), as_of)).unwrap_or_default();
            Subject::Ledger => Vec::new()),
    }
}

/// Whether something about a thing waits for a ruling.
pub(crate) fn is_disputed(ledger: &Ledger, subject: &Subject) -> bool {
    !disputes_of(ledger, subject, None).is_empty()
}

/// The same for an entry whose log is folded already.
pub fn disputes_in(entry: &Entry, state: &State) -> Vec<Dispute> {
    if !state.is_contested() {
        return Vec::new();
    }
    let subject = Subject::Entry(entry.id.clone());
    let mut all: Vec<Dispute> = state.logged().iter().filter_map(|folded| logged(&subject, folded)).collect();
    let ruled = rulings(&entry.updates);
    let by = |claim: &EntryClaim| ruled.iter().find(|(c, _)| *c == claim).map(|(_, id)| (*id).clone());
    group(&mut all, &subject, entry, &standing(entry, &entry.contested), |c| Rival {
        update: by(&c),
        value: Value::Stated(Contested::Entry(entry.id.clone(), c)),
    });
    all.extend(handed_twice(&entry.handed).into_iter().filter_map(|rivals| {
        let rivals: Vec<Rival> =
            rivals.into_iter().map(|one| Rival { value: Value::Point(Point::Handed(one.clone())), update: None }).collect();
        let shown = rivals.first()?.value.clone();
        Some(Dispute { subject: subject.clone(), rivals, shown })
    }));
    all
}

fn of_entry(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> Vec<Dispute> {
    let silent = entry.updates.len() < 2 && entry.contested.is_empty() && entry.handed.len() < 2;
    if silent { Vec::new() } else { disputes_in(entry, &fold(ledger, entry, as_of)) }
}

fn others(ledger: &Ledger, as_of: Option<NaiveDate>) -> Vec<Dispute> {
    let mut all = of_head(ledger);
    for section in Section::ALL {
        by_kind!(Section section, => {
            all.extend(R::records(ledger).iter().flat_map(|record| of_record(ledger, record.as_ref(), as_of)));
        });
    }
    all
}

/// What is disputed of a record that keeps no rival values itself: of what it states, of what its log says.
fn of_record<R: Kept>(ledger: &Ledger, record: &R, as_of: Option<NaiveDate>) -> Vec<Dispute> {
    let mut all = Vec::new();
    if record.rivals().is_some() || ledger.contested.is_empty() && record.log().len() < 2 {
        return all;
    }
    let subject = R::subject(record.id());
    let rival = |c| Rival { value: Value::Stated(R::contested(record.id(), c)), update: None };
    group(&mut all, &subject, record, &standing(record, &ledger.rivals_of(record)), rival);
    for (period, folded) in measured(record.log(), as_of) {
        all.extend(logged(&subject, &folded.map(|v| Value::Measured(period, v))));
    }
    if record.log().len() > 1 {
        let state = ledger.folded(&subject, as_of).unwrap_or_default();
        all.extend(state.logged().iter().filter_map(|folded| logged(&subject, folded)));
    }
    all
}

/// What is disputed of the ledger's own fields.
fn of_head(ledger: &Ledger) -> Vec<Dispute> {
    let head: Vec<_> = ledger.contested.iter().filter_map(|c| if let Contested::Head(c) = c { Some(c.clone()) } else { None }).collect();
    let rival = |c| Rival { value: Value::Stated(Contested::Head(c)), update: None };
    let mut all = Vec::new();
    group(&mut all, &Subject::Ledger, ledger, &standing(ledger, &head), rival);
    all
}

fn logged(subject: &Subject, folded: &Folded<Value>) -> Option<Dispute> {
    let rival = |(value, update): &(Value, UpdateId)| Rival { value: value.clone(), update: Some(update.clone()) };
    let rivals = folded.contest.as_ref()?.claims.iter().map(rival).collect();
    Some(Dispute { subject: subject.clone(), rivals, shown: folded.value.clone()? })
}

fn group<F: Facts>(all: &mut Vec<Dispute>, subject: &Subject, item: &F, standing: &[F::Claim], rival: impl Fn(F::Claim) -> Rival) {
    let mut fields: Vec<Field> = standing.iter().map(Claim::field).collect();
    fields.dedup();
    for field in fields {
        let rivals = standing.iter().filter(|c| c.field() == field).cloned().map(&rival).collect();
        if let Some(shown) = item.claims(field.year.as_slice()).into_iter().find(|c| c.field() == field) {
            all.push(Dispute { subject: subject.clone(), rivals, shown: rival(shown).value });
        }
    }
}
