use std::collections::BTreeSet;

use super::claim::{Claim, Facts};
use super::id::{EntryId, RectificationId, StepId, UpdateId};
use super::kinds::{AnyRecord, Contested, Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};
use super::records::Record;
use super::update::{Fact, Update};
use crate::says_as_error;
use crate::text::{Lang, Say};

/// A mutation of the ledger as a value. Applying one gives the change that undoes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Puts an update into a record's log, at the end unless a place is given.
    Record {
        /// Whose log.
        subject: Subject,
        /// Where in the log; `None` is the end.
        at: Option<usize>,
        /// The update.
        update: Box<Update>,
    },
    /// Takes an update out of a record's log.
    Unrecord {
        /// Whose log.
        subject: Subject,
        /// Which update.
        update: UpdateId,
    },
    /// Puts a record into the ledger.
    Put {
        /// Where in its list; beyond the end is the end.
        at: usize,
        /// The record.
        record: AnyRecord,
    },
    /// Takes a record out.
    Take(Subject),
    /// Replaces what a record states (all but id and log).
    Amend(AnyRecord),
    /// Makes the ledger's head or a record state a value, and replaces the ledger's list of contested values.
    Restate {
        /// The value.
        claim: Box<Contested>,
        /// The list as it is to be.
        contested: Vec<Contested>,
    },
    /// Replaces the ledger's list of updates that are ruled out.
    RuleOut(Vec<UpdateId>),
    /// Several as one: all or none.
    All(Vec<Change>),
}

/// Why a change could not be applied; the ledger is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such record, or it has no log.
    Missing(Subject),
    /// There is one already.
    Exists(Subject),
    /// The log holds no such update.
    NoUpdate(UpdateId),
    /// The log holds it already.
    UpdateExists(UpdateId),
}

says_as_error!(Refused);

impl Say for Refused {
    fn say(&self, lang: Lang) -> String {
        match self {
            Refused::Missing(s) => lang.pick(format!("没有{} `{s}`", s.label(lang)), format!("there is no {} `{s}`", s.label(lang))),
            Refused::Exists(s) => lang.pick(format!("已有{} `{s}`", s.label(lang)), format!("there is a record `{s}` already")),
            Refused::NoUpdate(id) => lang.pick(format!("记录里没有更新 `{id}`"), format!("the log holds no update `{id}`")),
            Refused::UpdateExists(id) => lang.pick(format!("记录里已有更新 `{id}`"), format!("the log holds update `{id}` already")),
        }
    }
}

/// What a change touches: for saving only that, and for keeping the cursor there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched(pub BTreeSet<Subject>);

impl Touched {
    /// Whether nothing is touched.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what another touches.
    pub fn extend(&mut self, other: Touched) {
        self.0.extend(other.0);
    }

    /// The entries among it.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &EntryId> {
        self.0.iter().filter_map(|s| if let Subject::Entry(id) = s { Some(id) } else { None })
    }

    /// The steps among it.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &StepId> {
        self.0.iter().filter_map(|s| if let Subject::Step(id) = s { Some(id) } else { None })
    }

    /// The findings of inspections among it.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &RectificationId> {
        self.0.iter().filter_map(|s| if let Subject::Rectification(id) = s { Some(id) } else { None })
    }

    /// Whether the ledger's head is touched, or a record by which entries are judged and of which it is not known which ones.
    pub(crate) fn beyond_entries(&self) -> bool {
        let known = |section: Section| match section {
            Section::Entry | Section::Indicator | Section::Step | Section::WorkYear => true,
            Section::Matter | Section::Inspection | Section::Rectification | Section::Criterion | Section::Appraisal | Section::Liaison => {
                true
            }
            Section::Enterprise => true,
            Section::Plan | Section::Place | Section::Department | Section::Person => false,
        };
        self.0.iter().any(|s| !s.section().is_some_and(known))
    }
}

impl<S: Into<Subject>> FromIterator<S> for Touched {
    fn from_iter<I: IntoIterator<Item = S>>(subjects: I) -> Self {
        Touched(subjects.into_iter().map(Into::into).collect())
    }
}

impl Change {
    /// Puts an update at the end of a record's log.
    pub(crate) fn record(subject: impl Into<Subject>, update: Update) -> Change {
        Change::Record { subject: subject.into(), at: None, update: Box::new(update) }
    }

    /// The update that it puts into a log, where it does that.
    pub(crate) fn recorded(&self) -> Option<&Update> {
        if let Change::Record { update, .. } = self { Some(update) } else { None }
    }

    /// Puts a record into the ledger.
    pub fn put(at: usize, record: impl Into<AnyRecord>) -> Change {
        Change::Put { at, record: record.into() }
    }

    /// Takes a record out.
    pub fn take(id: impl Into<Subject>) -> Change {
        Change::Take(id.into())
    }

    /// Replaces what a record states.
    pub fn amend(record: impl Into<AnyRecord>) -> Change {
        Change::Amend(record.into())
    }

    /// Whether it takes an update out of a log in which another one stands on it, so that only a correction can take it back.
    pub(crate) fn takes_what_was_seen(&self, ledger: &Ledger) -> bool {
        let mut out = Vec::new();
        self.takes_out(&mut out);
        let goes = |id: &UpdateId| out.iter().any(|(_, taken)| *taken == id);
        let stands_on = |u: &Update, id: &UpdateId| u.after.contains(id) || u.says.iter().any(|fact| fact.names() == Some(id));
        out.iter().any(|(subject, id)| ledger.log_of(subject).iter().any(|u| !goes(&u.id) && stands_on(u, id)))
    }

    /// Whether it takes a letter out of a log, which is written and may have gone out: its number is not given again.
    pub(crate) fn takes_a_letter(&self, ledger: &Ledger) -> bool {
        let mut out = Vec::new();
        self.takes_out(&mut out);
        let is_letter = |u: &Update| u.says.iter().any(|fact| matches!(fact, Fact::Urged { .. }));
        out.iter().any(|(subject, id)| ledger.log_of(subject).iter().any(|u| u.id == **id && is_letter(u)))
    }

    fn takes_out<'a>(&'a self, out: &mut Vec<(&'a Subject, &'a UpdateId)>) {
        match self {
            Change::Unrecord { subject, update } => out.push((subject, update)),
            Change::All(all) => all.iter().for_each(|change| change.takes_out(out)),
            _ => {}
        }
    }

    /// What it touches.
    pub fn touched(&self) -> Touched {
        let mut touched = Touched::default();
        self.touch(&mut touched.0);
        touched
    }

    fn touch(&self, touched: &mut BTreeSet<Subject>) {
        match self {
            Change::Record { subject, .. } | Change::Unrecord { subject, .. } | Change::Take(subject) => {
                touched.insert(subject.clone());
            }
            Change::Put { record, .. } | Change::Amend(record) => {
                touched.insert(record.subject());
            }
            Change::Restate { claim, .. } => touched.extend([Subject::Ledger, claim.subject()]),
            Change::RuleOut(_) => {
                touched.insert(Subject::Ledger);
            }
            Change::All(changes) => changes.iter().for_each(|c| c.touch(touched)),
        }
    }

    /// Applies the change; gives the change that undoes it.
    pub fn apply(self, ledger: &mut Ledger) -> Result<Change, Refused> {
        let touched = self.touched();
        let undo = self.make(ledger)?;
        ledger.weigh_touched(&touched);
        Ok(undo)
    }

    fn make(self, ledger: &mut Ledger) -> Result<Change, Refused> {
        match self {
            Change::Record { subject, at, update } => {
                let id = record(log(ledger, &subject)?, at, *update)?;
                Ok(Change::Unrecord { subject, update: id })
            }
            Change::Unrecord { subject, update } => {
                let (at, update) = unrecord(log(ledger, &subject)?, update)?;
                Ok(Change::Record { subject, at: Some(at), update })
            }
            Change::Put { at, record } => by_kind!(AnyRecord record, (one) => put::<R>(ledger, at, *one)),
            Change::Take(subject) => {
                let taken = by_kind!(Subject &subject, (id) =>
                    R::records_mut(ledger).remove(id).map(|(at, one)| Change::put(at, one)); Subject::Ledger => None);
                taken.ok_or(Refused::Missing(subject))
            }
            Change::Amend(record) => by_kind!(AnyRecord record, (one) => amend::<R>(ledger, *one).map(Change::amend)),
            Change::Restate { claim, contested } => {
                let claim = Box::new(restate(ledger, *claim)?);
                let contested = std::mem::replace(&mut ledger.contested, contested);
                Ok(Change::Restate { claim, contested })
            }
            Change::RuleOut(updates) => Ok(Change::RuleOut(std::mem::replace(&mut ledger.ruled_out, updates))),
            Change::All(changes) => apply_all(changes, ledger),
        }
    }
}

fn put<R: Kept>(ledger: &mut Ledger, at: usize, record: R) -> Result<Change, Refused> {
    let (id, records) = (record.id(), R::records_mut(ledger));
    if records.by_id(&id).is_some() {
        return Err(Refused::Exists(R::subject(id)));
    }
    records.insert(at, record);
    Ok(Change::Take(R::subject(id)))
}

/// Replaces a record; gives what it stated before, without its log.
fn amend<R: Kept>(ledger: &mut Ledger, mut new: R) -> Result<R, Refused> {
    let id = new.id();
    let old = R::records_mut(ledger).get_mut(&id).ok_or_else(|| Refused::Missing(R::subject(id)))?;
    settle(old, &mut new);
    if let (Some(old), Some(new)) = (old.log_mut(), new.log_mut()) {
        *new = std::mem::take(old);
    }
    std::mem::swap(old, &mut new);
    Ok(new)
}

impl Ledger {
    /// The change that takes a record out, with the rival values that the ledger keeps of it.
    pub(crate) fn without(&self, subject: &Subject) -> Change {
        let take = Change::take(subject.clone());
        let contested: Vec<Contested> = self.contested.iter().filter(|c| c.subject() != *subject).cloned().collect();
        if contested.len() == self.contested.len() {
            return take;
        }
        let stays = by_kind!(Subject subject, (id) => Some(R::contested(id.clone(), Claim::presence(true))); Subject::Ledger => None);
        let settled = stays.map(|claim| Change::Restate { claim: Box::new(claim), contested });
        Change::All(settled.into_iter().chain([take]).collect())
    }
}

/// A field that is set anew while its rivals are left as they were is settled: the rivals go.
fn settle<R: Kept>(before: &R, facts: &mut R) {
    if facts.rivals().is_none_or(<[R::Claim]>::is_empty) || facts.rivals() != before.rivals() {
        return;
    }
    let same: Vec<_> = before.claims(&[]).into_iter().zip(facts.claims(&[])).filter(|(a, b)| a == b).map(|(a, _)| a.field()).collect();
    if let Some(rivals) = facts.rivals_mut() {
        rivals.retain(|c| same.contains(&c.field()));
    }
}

/// Makes a thing state a value; gives the value that it stated before.
fn restate(ledger: &mut Ledger, claim: Contested) -> Result<Contested, Refused> {
    fn swap<F: Facts>(item: &mut F, claim: F::Claim) -> F::Claim {
        let field = claim.field();
        let old = item.claims(field.year.as_slice()).into_iter().find(|c| c.field() == field);
        let old = old.unwrap_or_else(|| claim.clone());
        item.state(claim);
        old
    }
    let subject = claim.subject();
    let old = by_kind!(Contested claim, (id, claim) =>
        R::records_mut(ledger).get_mut(&id).map(|one| R::contested(id, swap(one, claim)));
        Contested::Head(claim) => Some(Contested::Head(swap(ledger, claim))));
    old.ok_or(Refused::Missing(subject))
}

fn apply_all(changes: Vec<Change>, ledger: &mut Ledger) -> Result<Change, Refused> {
    let mut undone = Vec::with_capacity(changes.len());
    for change in changes {
        match change.make(ledger) {
            Ok(undo) => undone.push(undo),
            Err(refused) => {
                for undo in undone.into_iter().rev() {
                    undo.make(ledger)?;
                }
                return Err(refused);
            }
        }
    }
    undone.reverse();
    Ok(Change::All(undone))
}

fn log<'a>(ledger: &'a mut Ledger, subject: &Subject) -> Result<&'a mut Vec<Update>, Refused> {
    let found =
        by_kind!(Subject subject, (id) => R::records_mut(ledger).get_mut(id).and_then(|one| one.log_mut()); Subject::Ledger => None);
    found.ok_or_else(|| Refused::Missing(subject.clone()))
}

fn record(log: &mut Vec<Update>, at: Option<usize>, update: Update) -> Result<UpdateId, Refused> {
    if log.iter().any(|u| u.id == update.id) {
        return Err(Refused::UpdateExists(update.id));
    }
    let id = update.id.clone();
    log.insert(at.unwrap_or(log.len()).min(log.len()), update);
    Ok(id)
}

fn unrecord(log: &mut Vec<Update>, id: UpdateId) -> Result<(usize, Box<Update>), Refused> {
    let at = log.iter().position(|u| u.id == id).ok_or(Refused::NoUpdate(id))?;
    Ok((at, Box::new(log.remove(at))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, DeptId, Entry, Fact, Kind};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn update(n: u64) -> Update {
        Update {
            id: UpdateId::mint(n),
            at: "2025-10-01T09:00:00+08:00".parse().unwrap(),
            by: Default::default(),
            period: None,
            after: Vec::new(),
            about: Default::default(),
            says: vec![Fact::Progress(format!("第{n}次").into())],
        }
    }

    fn entry(n: usize) -> Entry {
        Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, &format!("题{n}"))
    }

    fn body(n: usize, name: &str) -> Department {
        Department { name: name.to_owned(), ..Department::new(n.to_string().as_str()) }
    }

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        ledger.departments = (0..4).map(|n| body(n, "")).collect::<Vec<_>>().into();
        ledger.set_entries((0..4).map(|n| Arc::new(entry(n))).collect());
        ledger
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let id = |n: usize| EntryId::of("p", &n.to_string());
        prop_oneof![
            (0..6usize, 0..9u64, proptest::option::of(0..3usize)).prop_map(move |(e, u, at)| Change::Record {
                subject: id(e).into(),
                at,
                update: Box::new(update(u))
            }),
            (0..6usize, 0..9u64).prop_map(move |(e, u)| Change::Unrecord { subject: id(e).into(), update: UpdateId::mint(u) }),
            (0..7usize, 0..9usize).prop_map(|(n, at)| Change::put(at, entry(n))),
            (0..7usize).prop_map(move |n| Change::take(id(n))),
            (0..6usize).prop_map(move |n| Change::take(DeptId::from(n.to_string()))),
            (0..6usize, 0..6usize).prop_map(|(n, at)| Change::put(at, body(n, ""))),
            (0..6usize, "[a-z]{1,3}").prop_map(|(n, name)| Change::amend(body(n, &name))),
            (0..6usize, "[a-z]{1,3}").prop_map(|(n, title)| {
                let mut e = entry(n);
                e.title = title;
                Change::amend(e)
            }),
        ]
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_back_the_ledger(changes in proptest::collection::vec(any_change(), 0..40)) {
            let before = ledger();
            let mut now = before.clone();
            let mut undo: Vec<Change> = changes.into_iter().filter_map(|c| c.apply(&mut now).ok()).collect();
            let after = now.clone();
            let mut redo = Vec::new();
            while let Some(c) = undo.pop() {
                redo.push(c.apply(&mut now).unwrap());
            }
            prop_assert_eq!(&now, &before);
            while let Some(c) = redo.pop() {
                c.apply(&mut now).unwrap();
            }
            prop_assert_eq!(now, after);
        }

        #[test]
        fn a_batch_that_cannot_be_applied_leaves_the_ledger_alone(changes in proptest::collection::vec(any_change(), 0..12)) {
            let before = ledger();
            let mut now = before.clone();
            if Change::All(changes).apply(&mut now).is_err() {
                prop_assert_eq!(now, before);
            }
        }
    }
}
