//! A step that was taken is taken back in a ledger that may have gone on since: what it recorded goes, what it changed becomes what it
//! was. Where somebody has built on it, it is not.

use super::{What, differences, merge};
use crate::domain::{AnyRecord, Change, Kept, Ledger, Record, Section, Subject, UpdateId, by_kind};
use crate::text::{Lang, Say};

/// Why a step cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BuiltOn {
    /// What it changed has been changed again.
    Changed(Subject),
    /// What it entered has reports or is referred to.
    Used(Subject),
    /// What it changed is gone.
    Gone(Subject),
}

impl Say for BuiltOn {
    fn say(&self, lang: Lang) -> String {
        match self {
            BuiltOn::Changed(s) => {
                lang.pick(format!("`{s}` 之后又改过，不能照原样撤回"), format!("`{s}` has been changed since and stays"))
            }
            BuiltOn::Used(s) => {
                lang.pick(format!("`{s}` 之后已有记录或别处用到，不能撤回"), format!("`{s}` has a log or is referred to since and stays"))
            }
            BuiltOn::Gone(s) => lang.pick(format!("`{s}` 已不在台账里"), format!("`{s}` is no longer in the ledger")),
        }
    }
}

/// The change that takes a step back: it made of the first small ledger the second ([`Ledger::excerpts`]).
pub(crate) fn step_back((before, after): (&Ledger, &Ledger), now: &Ledger) -> Result<Change, BuiltOn> {
    let merged = merge(Some(after), before, now).ledger;
    let mut step = Step { before, after, now, merged: &merged, all: Vec::new() };
    for section in Section::ALL {
        by_kind!(Section section, => step.records::<R>()?);
    }
    if !before.same_head(after) {
        step.all.extend(Change::of_head(now, &merged));
    }
    Ok(Change::All(step.all))
}

struct Step<'a> {
    before: &'a Ledger,
    after: &'a Ledger,
    now: &'a Ledger,
    /// The ledger of now with the facts of before, where the step had changed them.
    merged: &'a Ledger,
    all: Vec<Change>,
}

impl Step<'_> {
    fn records<R: Kept>(&mut self) -> Result<(), BuiltOn>
    where
        AnyRecord: From<R>,
    {
        let (before, after) = (R::records(self.before), R::records(self.after));
        for is in after {
            let id = is.id();
            match before.by_id(&id) {
                Some(was) if was == is => {}
                Some(was) => self.changed::<R>(was, is)?,
                None => self.entered::<R>(is)?,
            }
        }
        for was in before.iter().filter(|was| after.by_id(&was.id()).is_none()) {
            if let (None, Some(at)) = (R::records(self.now).by_id(&was.id()), R::records(self.merged).place_of(&was.id())) {
                self.all.push(Change::put(at, was.as_ref().clone()));
            }
        }
        Ok(())
    }

    /// What it entered goes, where nothing has come of it; of what is there for its log alone, what it wrote there, where others have too.
    fn entered<R: Kept>(&mut self, is: &R) -> Result<(), BuiltOn> {
        let subject = R::subject(is.id());
        let Some(now) = R::records(self.now).by_id(&is.id()) else { return Ok(()) };
        if facts(now.as_ref()) != facts(is) {
            return Err(BuiltOn::Changed(subject));
        }
        let is_new = |id: &UpdateId| !is.log().iter().any(|u| u.id == *id);
        if is.is_bare() && now.log().iter().any(|u| is_new(&u.id)) {
            let own = now.log().iter().filter(|u| !is_new(&u.id));
            self.all.extend(own.map(|u| Change::Unrecord { subject: subject.clone(), update: u.id.clone() }));
            return Ok(());
        }
        // Plans name places before these are registered, and may go on doing so.
        let is_used = R::SECTION != Section::Place && !self.users_beside(&subject).is_empty();
        if is_used || now.log().iter().any(|u| is_new(&u.id)) {
            return Err(BuiltOn::Used(subject));
        }
        self.all.push(Change::take(subject));
        Ok(())
    }

    /// What refers to a thing also when the step is taken back, but for what the step itself entered.
    fn users_beside(&self, subject: &Subject) -> Vec<Subject> {
        let is_of_step = |user: &Subject| self.after.name_of_subject(user).is_some() && self.before.name_of_subject(user).is_none();
        self.merged.users_of(subject).into_iter().filter(|user| !is_of_step(user)).collect()
    }

    fn changed<R: Kept>(&mut self, was: &R, is: &R) -> Result<(), BuiltOn>
    where
        AnyRecord: From<R>,
    {
        let subject = R::subject(is.id());
        let records = R::records(self.now);
        let Some(now) = records.by_id(&is.id()) else { return Err(BuiltOn::Gone(subject)) };
        let came = is.log().iter().filter(|u| !was.log().contains(u) && now.log().iter().any(|n| n.id == u.id));
        self.all.extend(came.map(|u| Change::Unrecord { subject: subject.clone(), update: u.id.clone() }));
        let went = was.log().iter().enumerate().filter(|(_, u)| !is.log().contains(u) && !now.log().iter().any(|n| n.id == u.id));
        self.all.extend(went.map(|(at, u)| Change::Record { subject: subject.clone(), at: Some(at), update: Box::new(u.clone()) }));
        if facts(was) != facts(is) {
            self.is_as_left::<R>(&subject, now.as_ref())?;
            let restored = R::records(self.merged).by_id(&is.id()).ok_or(BuiltOn::Gone(subject))?;
            self.all.push(Change::amend(restored.as_ref().clone()));
        }
        Ok(())
    }

    /// Whether each field that the step changed is as it left it.
    fn is_as_left<R: Kept>(&self, subject: &Subject, now: &R) -> Result<(), BuiltOn> {
        let mut present = Ledger::default();
        R::records_mut(&mut present).push(now.clone());
        let since = differences(self.after, &present);
        let since: Vec<&What> = since.iter().filter(|d| d.subject == *subject).map(|d| &d.what).collect();
        let again = |what: &What| {
            since.iter().any(|later| match (what, later) {
                (What::Stated { to, .. }, What::Stated { from, .. }) => to == from,
                (What::Listed { list, .. }, What::Listed { list: other, .. }) => list == other,
                (What::Turned(_) | What::Unturned(_), What::Turned(_) | What::Unturned(_)) => true,
                (What::Contest { .. }, What::Contest { .. }) => true,
                _ => false,
            })
        };
        let own = differences(self.before, self.after);
        match own.iter().any(|d| d.subject == *subject && again(&d.what)) {
            true => Err(BuiltOn::Changed(subject.clone())),
            false => Ok(()),
        }
    }
}

/// What a record states, without what happened.
fn facts<R: Record>(record: &R) -> R {
    let mut facts = record.clone();
    if let Some(log) = facts.log_mut() {
        log.clear();
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{body, recorder};
    use crate::domain::{Level, Period, Recorder, Verdicts};

    fn adjusted(recorder: &Recorder, ledger: &Ledger, points: f64) -> Ledger {
        let (of, reason) = ("甲县政府".into(), "典型经验".to_owned());
        let mut after = ledger.clone();
        let change = recorder.appraise(ledger, (&of, Period::Year(2025)), &Verdicts::Adjust { points, reason }).unwrap();
        change.apply(&mut after).unwrap();
        after
    }

    #[test]
    fn the_first_adjustment_of_a_body_is_taken_back_beside_that_of_another_clone() {
        let recorder = recorder();
        let mut base = Ledger::default();
        base.departments = vec![body("甲县政府", Level::County)].into();
        let (ours, theirs) = (adjusted(&recorder, &base, 2.0), adjusted(&recorder, &base, 3.0));
        let mut now = merge(Some(&base), &ours, &theirs).ledger;
        assert_eq!(now.appraisals[0].updates.len(), 2);
        step_back((&base, &ours), &now).unwrap().apply(&mut now).unwrap();
        assert_eq!(now.appraisals, theirs.appraisals, "what the other recorded stays");
        let mut alone = ours.clone();
        step_back((&base, &ours), &ours).unwrap().apply(&mut alone).unwrap();
        assert!(alone.appraisals.is_empty(), "where nobody else wrote the record goes");
    }
}
