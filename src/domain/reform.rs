//! What is to become of bodies and places, each from a day on that may come yet: another name, a merger, a split, duties that go to
//! another body.

use chrono::NaiveDate;

use super::called::Dated;
use super::change::Change;
use super::department::Department;
use super::entry::Entry;
use super::fold::{fold, lead_of};
use super::handover::Handover;
use super::id::{DeptId, EntryId};
use super::ledger::Ledger;
use super::stated::Lead;
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width};

/// From when something holds, and by which document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decree<'a> {
    pub(crate) from: NaiveDate,
    pub(crate) basis: &'a str,
}

/// A body that is split.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodySplit<'a> {
    pub(crate) body: &'a DeptId,
    /// The bodies that come of it; those that the register lacks are entered.
    pub(crate) into: &'a [DeptId],
    /// Who has all that goes to nobody by name; the body itself where it goes on.
    pub(crate) rest: &'a DeptId,
    /// Which entries go to whom.
    pub(crate) given: &'a [(EntryId, DeptId)],
    pub(crate) decree: Decree<'a>,
}

/// Why something is not to become so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreformed {
    /// It is called so.
    SameName(String),
    /// Another one is: who, and how.
    NameTaken(String, String),
    /// It was renamed on that day or later.
    RenamedSince(NaiveDate),
    /// Another body has its duties already, or will have them: both names.
    HasHeir(String, String),
    /// It would have its own duties in the end.
    IntoItself(String),
    /// The register does not hold it.
    Gone(DeptId),
    /// The ledger does not hold it.
    NoEntry(EntryId),
    /// A body has no part in an entry on that day: the entry, and the body's name.
    NoPart(EntryId, String),
    /// Nobody is named into whom it is split.
    IntoNobody,
    /// What is left goes to a body into which it is not split.
    RestElsewhere(String),
}

says_as_error!(Unreformed);

impl Say for Unreformed {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unreformed::SameName(name) => lang.pick(format!("`{name}` 就叫这个名称"), format!("`{name}` is called so")),
            Unreformed::NameTaken(who, name) => lang.pick(format!("`{who}` 已叫 `{name}`"), format!("`{who}` is called `{name}` already")),
            Unreformed::RenamedSince(day) => lang.pick(format!("它在 {day} 以后还更过名"), format!("it was renamed on {day} or later")),
            Unreformed::HasHeir(name, heir) => {
                lang.pick(format!("{name}的职责已由{heir}承接"), format!("{heir} has the duties of {name} already"))
            }
            Unreformed::IntoItself(name) => lang.pick(format!("{name}不能并入它自己"), format!("{name} cannot go into itself")),
            Unreformed::NoEntry(id) => lang.pick(format!("没有条目 `{id}`"), format!("there is no entry `{id}`")),
            Unreformed::NoPart(id, name) => lang.pick(format!("`{id}` 没有{name}的职责"), format!("{name} has no part in `{id}`")),
            Unreformed::IntoNobody => lang.pick("要写分设成哪些单位", "say into which bodies it is split").to_owned(),
            Unreformed::RestElsewhere(name) => lang.pick(
                format!("其余事项只能归分设的单位或原单位，{name}不在其中"),
                format!("what is left goes to a body into which it is split, or stays; {name} is none of these"),
            ),
            Unreformed::Gone(id) => lang.pick(format!("登记簿里没有 `{id}`"), format!("the register does not hold `{id}`")),
        }
    }
}

impl Ledger {
    /// Another name for a body or a place; by its old ones it goes on being found.
    pub(crate) fn renaming<R: Dated>(&self, record: &R, new: &str, decree: Decree<'_>) -> Result<Change, Unreformed> {
        let new = new.trim();
        if new.is_empty() || new == record.name() {
            return Err(Unreformed::SameName(record.name().to_owned()));
        }
        let called = |other: &R| other.id() != record.id() && other.known_as().into_iter().any(|name| fold_width(name) == fold_width(new));
        if let Some(other) = R::records(self).iter().find(|other| called(other)) {
            return Err(Unreformed::NameTaken(other.id().to_string(), new.to_owned()));
        }
        if !record.may_change(decree.from) {
            return Err(Unreformed::RenamedSince(decree.from));
        }
        let mut renamed = record.clone();
        renamed.call_from(new, decree.from, decree.basis.trim());
        Ok(Change::amend(renamed))
    }

    /// Bodies end, and another one goes on with all their duties, in one step.
    pub(crate) fn merging(&self, ended: &[DeptId], heir: &DeptId, decree: Decree<'_>) -> Result<Change, Unreformed> {
        let mut changes = Vec::new();
        let mut seen: Vec<&DeptId> = Vec::new();
        for id in ended {
            if !seen.contains(&id) {
                changes.push(Change::amend(self.ending(id, heir, decree)?));
                seen.push(id);
            }
        }
        Ok(Change::All(changes))
    }

    /// A body as it is when another has its duties from a day on.
    fn ending(&self, id: &DeptId, heir: &DeptId, decree: Decree<'_>) -> Result<Department, Unreformed> {
        let name = |id: &DeptId| self.departments.name(id).to_owned();
        let mut body = self.departments.get(id).cloned().ok_or_else(|| Unreformed::Gone(id.clone()))?;
        if let Some(other) = &body.successor {
            return Err(Unreformed::HasHeir(name(id), name(other)));
        }
        // Of what is to come the last counts: no ring may close on any day.
        if self.called_on(NaiveDate::MAX).departments.answering(heir).contains(id) {
            return Err(Unreformed::IntoItself(name(id)));
        }
        body.end(heir, decree.from, decree.basis.trim());
        Ok(body)
    }

    /// What a body has to do in entries goes to others, in the role that it has there.
    pub(crate) fn handing(&self, body: &DeptId, given: &[(EntryId, DeptId)], decree: Decree<'_>) -> Result<Change, Unreformed> {
        let then = self.called_on(decree.from);
        let now = then.departments.now(body);
        if now != body {
            let name = |id: &DeptId| self.departments.name(id).to_owned();
            return Err(Unreformed::HasHeir(name(body), name(now)));
        }
        let mut changes = Vec::new();
        for (id, to) in given.iter().filter(|(_, to)| then.departments.now(to) != body) {
            let mut entry = self.get(id).ok_or_else(|| Unreformed::NoEntry(id.clone()))?.as_ref().clone();
            let named = then.named_for(&entry, body);
            if named.is_empty() {
                return Err(Unreformed::NoPart(id.clone(), self.departments.name(body).to_owned()));
            }
            let basis = decree.basis.trim().to_owned();
            entry.handed.extend(named.into_iter().map(|from| Handover { on: decree.from, from, to: to.clone(), basis: basis.clone() }));
            changes.push(Change::amend(entry));
        }
        Ok(Change::All(changes))
    }

    /// A body is split: the new ones act at its level and in its place, and each entry goes to one of them.
    pub(crate) fn splitting(&self, split: &BodySplit<'_>) -> Result<Change, Unreformed> {
        let BodySplit { body, into, rest, given, decree } = *split;
        let old = self.departments.get(body).ok_or_else(|| Unreformed::Gone(body.clone()))?;
        if into.is_empty() {
            return Err(Unreformed::IntoNobody);
        }
        if rest != body && !into.contains(rest) {
            return Err(Unreformed::RestElsewhere(self.departments.name(rest).to_owned()));
        }
        let (mut trial, mut changes) = (self.clone(), Vec::new());
        for id in into.iter().filter(|id| self.departments.get(id).is_none()) {
            if let Some(other) = self.departments.iter().find(|d| d.names().any(|name| fold_width(name) == fold_width(id.as_str()))) {
                return Err(Unreformed::NameTaken(other.id.to_string(), id.to_string()));
            }
            let new = Department { level: old.level, place: old.place.clone(), ..Department::new(id.clone()) };
            trial.departments.push(new.clone());
            changes.push(Change::put(usize::MAX, new));
        }
        let above = |id: &EntryId| {
            let mut up = self.get(id).into_iter().flat_map(|entry| self.upward(entry).skip(1));
            up.any(|at| given.iter().any(|(other, _)| *other == at.id))
        };
        // What goes to whom all goes need not be said, where nothing else is said above it.
        let own: Vec<(EntryId, DeptId)> = given.iter().filter(|(id, to)| to != rest || above(id)).cloned().collect();
        changes.push(trial.handing(body, &own, decree)?);
        if rest != body {
            changes.push(Change::amend(trial.ending(body, rest, decree)?));
        }
        Ok(Change::All(changes))
    }

    /// The open entries in which a body has something to do on a day; what has its duties from one of these goes along with it.
    pub(crate) fn held_by(&self, body: &DeptId, day: NaiveDate) -> Vec<EntryId> {
        let then = self.called_on(day);
        let has = |entry: &Entry| !then.named_for(entry, body).is_empty();
        let goes_along = |entry: &Entry| {
            let says_itself = entry.lead != Lead::Inherited || entry.settles_lead();
            !says_itself && entry.parent.as_ref().and_then(|id| then.get(id)).is_some_and(|above| has(above))
        };
        let held = then.entries().iter().filter(|e| has(e) && !goes_along(e) && fold(&then, e, None).is_open());
        held.map(|entry| entry.id.clone()).collect()
    }

    /// The names by which the clause of an entry means a body: its own, or those of bodies whose duties it has.
    fn named_for(&self, entry: &Entry, body: &DeptId) -> Vec<DeptId> {
        let shared = self.cooperating(entry).iter().map(|c| c.dept().clone());
        let mut named: Vec<DeptId> = lead_of(self, entry, None).into_iter().chain(shared).collect();
        named.retain(|named| self.departments.heirs(named).any(|heir| heir == body));
        named.dedup();
        named
    }

    /// The entries that these bodies lead or share in and that are not closed.
    pub(crate) fn open_of<'a>(&'a self, bodies: &'a [DeptId]) -> impl Iterator<Item = &'a Entry> {
        let goes_on = move |entry: &&Entry| {
            let state = fold(self, entry, None);
            state.is_open() && self.duties(entry, state.lead.value.as_ref()).any(|(body, _)| bodies.contains(body))
        };
        self.entries().iter().map(AsRef::as_ref).filter(goes_on)
    }
}

#[cfg(test)]
#[path = "reform_tests.rs"]
mod tests;
