use super::change::Change;
use super::claim::{Claim, Facts, standing};
use super::entry::Entry;
use super::fact::Value;
use super::fold::fold;
use super::id::{EntryId, UpdateId};
use super::intent::{NothingToRecord, on_ground_of, set};
use super::kinds::{Contested, Subject, by_kind};
use super::ledger::Ledger;
use super::log::corrected;
use super::record::Recorder;
use super::stated::EntryClaim;
use super::update::{Fact, Update};

impl Recorder {
    /// The change that settles a value: one more update, whose author saw all rivals. A deadline without a
    /// reason takes over the reason of the rival that wins, a status its day and document.
    pub fn rule(&self, ledger: &Ledger, subject: &Subject, value: &Value, reason: &str) -> Result<Change, NothingToRecord> {
        match (subject, value) {
            (Subject::Entry(id), Value::Stated(Contested::Entry(of, claim))) if of == id => {
                self.rule_fact(entry(ledger, id)?, claim, reason)
            }
            (Subject::Entry(id), _) => {
                let entry = entry(ledger, id)?;
                let facts = || entry.updates.iter().rev().flat_map(|u| &u.says);
                let taken = facts().find(|f| f.value().as_ref() == Some(value));
                let reason = if reason.trim().is_empty() { taken.map_or("", Fact::reason) } else { reason };
                let said = set(&fold(ledger, entry, None), value, reason)?;
                let says = vec![taken.map_or(said.clone(), |first| on_ground_of(said, first))];
                Ok(Change::record(id.clone(), self.update(&entry.updates, says, None)))
            }
            (Subject::Indicator(id), Value::Measured(period, value)) => {
                self.measure(ledger, id, *period, *value).ok_or_else(|| NothingToRecord::NoSuchThing(id.to_string()))
            }
            (_, Value::Stated(claim)) if claim.subject() == *subject => Ok(restate(ledger, claim)),
            _ => Err(NothingToRecord::NoSuchField(value.word())),
        }
    }

    fn rule_fact(&self, entry: &Entry, claim: &EntryClaim, reason: &str) -> Result<Change, NothingToRecord> {
        if *claim == EntryClaim::Present(false) {
            return Ok(Change::take(entry.id.clone()));
        }
        let (rivals, contested): (Vec<_>, Vec<_>) = standing(entry, &entry.contested).into_iter().partition(|c| c.field() == claim.field());
        if rivals.is_empty() && entry.claims(&[]).contains(claim) {
            return Err(NothingToRecord::Same(claim.field().to_string()));
        }
        let mut amended = entry.clone();
        amended.updates = Vec::new();
        amended.state(claim.clone());
        amended.contested = contested;
        let over = rivals.into_iter().filter(|c| c != claim).collect();
        let says = vec![Fact::Ruled { to: claim.clone(), over, reason: reason.trim().to_owned() }];
        let record = Change::record(entry.id.clone(), self.update(&entry.updates, says, None));
        Ok(Change::All(vec![Change::amend(amended), record]))
    }

    /// The change that takes an update of a record back after others may have seen it: a correction that names
    /// it. A ruling that is taken back leaves its field contested again.
    pub fn correct(&self, ledger: &Ledger, subject: &Subject, update: &UpdateId, reason: &str) -> Result<Change, NothingToRecord> {
        let (wrong, correction) = self.correction(ledger.log_of(subject), update, reason)?;
        let record = Change::record(subject.clone(), correction);
        let ruled: Vec<EntryClaim> = wrong
            .says
            .iter()
            .filter_map(|f| if let Fact::Ruled { to, over, .. } = f { Some((to, over)) } else { None })
            .filter(|(_, over)| !over.is_empty())
            .flat_map(|(to, over)| std::iter::once(to).chain(over).cloned())
            .collect();
        let Subject::Entry(id) = subject else { return Ok(record) };
        if ruled.is_empty() {
            return Ok(record);
        }
        let mut amended = entry(ledger, id)?.clone();
        amended.updates = Vec::new();
        amended.contested.extend(ruled);
        amended.contested = standing(&amended, &amended.contested);
        Ok(Change::All(vec![Change::amend(amended), record]))
    }

    /// What an undo becomes once the ledger was shared: where it would take an update out of a log, a
    /// correction is written instead; the rest of it stays as it is.
    pub fn undo_openly(&self, ledger: &Ledger, undo: Change, reason: &str) -> Result<Change, NothingToRecord> {
        match undo {
            Change::Unrecord { subject, update } => self.correct(ledger, &subject, &update, reason),
            Change::All(all) => {
                let all: Result<Vec<Change>, _> = all.into_iter().map(|c| self.undo_openly(ledger, c, reason)).collect();
                all.map(Change::All)
            }
            other => Ok(other),
        }
    }

    fn correction<'a>(&self, log: &'a [Update], id: &UpdateId, reason: &str) -> Result<(&'a Update, Update), NothingToRecord> {
        let wrong = log.iter().find(|u| u.id == *id).ok_or_else(|| NothingToRecord::NoSuchThing(id.to_string()))?;
        if corrected(log.iter()).contains(id) {
            return Err(NothingToRecord::Same(id.to_string()));
        }
        let says = vec![Fact::Corrects { update: id.clone(), reason: reason.trim().to_owned() }];
        Ok((wrong, self.update(log, says, wrong.period)))
    }
}

fn entry<'a>(ledger: &'a Ledger, id: &EntryId) -> Result<&'a Entry, NothingToRecord> {
    ledger.get(id).map(|e| e.as_ref()).ok_or_else(|| NothingToRecord::NoSuchThing(id.to_string()))
}

fn restate(ledger: &Ledger, claim: &Contested) -> Change {
    let goes = by_kind!(Contested claim, (_, claim) => *claim == <R as Facts>::Claim::presence(false); Contested::Head(_) => false);
    if goes {
        return Change::Take(claim.subject());
    }
    let same = |c: &Contested| c.subject() == claim.subject() && c.field() == claim.field();
    let contested = ledger.contested.iter().filter(|c| !same(c)).cloned().collect();
    Change::Restate { claim: Box::new(claim.clone()), contested }
}
