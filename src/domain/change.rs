use std::collections::BTreeSet;
use std::sync::Arc;

use super::claim::{Claim, Contested, Facts, Field};
use super::department::Department;
use super::entry::Entry;
use super::id::{DeptId, EntryId, UpdateId};
use super::ledger::Ledger;
use super::update::Update;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// A mutation of the ledger as a value. Applying one gives the change that undoes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Puts an update into an entry's log, at the end unless a place is given.
    Record {
        /// Whose log.
        entry: EntryId,
        /// Where in the log; `None` is the end.
        at: Option<usize>,
        /// The update.
        update: Box<Update>,
    },
    /// Takes an update out of an entry's log.
    Unrecord {
        /// Whose log.
        entry: EntryId,
        /// Which update.
        update: UpdateId,
    },
    /// Puts an update into an indicator's log.
    Measure {
        /// The indicator's identity.
        indicator: String,
        /// Where in the log; `None` is the end.
        at: Option<usize>,
        /// The update.
        update: Box<Update>,
    },
    /// Takes an update out of an indicator's log.
    Unmeasure {
        /// The indicator's identity.
        indicator: String,
        /// Which update.
        update: UpdateId,
    },
    /// Puts an entry into the ledger.
    Add {
        /// Where; beyond the end is the end.
        at: usize,
        /// The entry.
        entry: Box<Entry>,
    },
    /// Takes an entry out.
    Remove(EntryId),
    /// Replaces what the ledger says of the plan (all but id and log).
    Amend(Box<Entry>),
    /// Adds a body or replaces its record.
    Register(Box<Department>),
    /// Takes a body out of the register.
    Unregister(DeptId),
    /// Makes the ledger's head, a plan, a body or an indicator state a value, and replaces the ledger's list of
    /// contested values.
    Restate {
        /// The value.
        claim: Box<Contested>,
        /// The list as it is to be.
        contested: Vec<Contested>,
    },
    /// Several as one: all or none.
    All(Vec<Change>),
}

/// Why a change could not be applied; the ledger is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such entry.
    NoEntry(EntryId),
    /// There is one already.
    EntryExists(EntryId),
    /// There is no such indicator.
    NoIndicator(String),
    /// The log holds no such update.
    NoUpdate(UpdateId),
    /// The log holds it already.
    UpdateExists(UpdateId),
    /// There is no such body.
    NoDepartment(DeptId),
    /// There is no such plan.
    NoPlan(String),
}

says_as_error!(Refused);

impl Say for Refused {
    fn say(&self, lang: Lang) -> String {
        match self {
            Refused::NoEntry(id) => lang.pick(format!("没有条目 `{id}`"), format!("there is no entry `{id}`")),
            Refused::EntryExists(id) => lang.pick(format!("已有条目 `{id}`"), format!("there is an entry `{id}` already")),
            Refused::NoIndicator(id) => lang.pick(format!("没有指标 `{id}`"), format!("there is no indicator `{id}`")),
            Refused::NoUpdate(id) => lang.pick(format!("记录里没有更新 `{id}`"), format!("the log holds no update `{id}`")),
            Refused::UpdateExists(id) => lang.pick(format!("记录里已有更新 `{id}`"), format!("the log holds update `{id}` already")),
            Refused::NoPlan(code) => lang.pick(format!("没有方案 `{code}`"), format!("there is no plan `{code}`")),
            Refused::NoDepartment(id) => lang.pick(format!("登记簿里没有 `{id}`"), format!("the register does not hold `{id}`")),
        }
    }
}

/// What a change touches: for saving only that, and for keeping the cursor there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Entries.
    pub entries: BTreeSet<EntryId>,
    /// Indicators by identity.
    pub indicators: BTreeSet<String>,
    /// Bodies.
    pub departments: BTreeSet<DeptId>,
    /// Plans by code.
    pub plans: BTreeSet<String>,
    /// Whether title, settings or the list of contested values are.
    pub head: bool,
}

impl Touched {
    /// Whether nothing is touched.
    pub fn is_empty(&self) -> bool {
        *self == Touched::default()
    }

    /// Adds what another touches.
    pub fn extend(&mut self, other: Touched) {
        self.entries.extend(other.entries);
        self.indicators.extend(other.indicators);
        self.departments.extend(other.departments);
        self.plans.extend(other.plans);
        self.head |= other.head;
    }
}

impl Change {
    /// What it touches.
    pub fn touched(&self) -> Touched {
        let mut t = Touched::default();
        self.touch(&mut t);
        t
    }

    fn touch(&self, t: &mut Touched) {
        match self {
            Change::Record { entry, .. } | Change::Unrecord { entry, .. } | Change::Remove(entry) => {
                t.entries.insert(entry.clone());
            }
            Change::Measure { indicator, .. } | Change::Unmeasure { indicator, .. } => {
                t.indicators.insert(indicator.clone());
            }
            Change::Add { entry, .. } | Change::Amend(entry) => {
                t.entries.insert(entry.id.clone());
            }
            Change::Register(department) => {
                t.departments.insert(department.id.clone());
            }
            Change::Unregister(id) => {
                t.departments.insert(id.clone());
            }
            Change::Restate { claim, .. } => {
                t.head = true;
                match claim.as_ref() {
                    Contested::Head(_) => {}
                    Contested::Plan(code, _) => drop(t.plans.insert(code.clone())),
                    Contested::Department(id, _) => drop(t.departments.insert(id.clone())),
                    Contested::Indicator(id, _) => drop(t.indicators.insert(id.clone())),
                }
            }
            Change::All(changes) => changes.iter().for_each(|c| c.touch(t)),
        }
    }

    /// Applies the change; gives the change that undoes it.
    pub fn apply(self, ledger: &mut Ledger) -> Result<Change, Refused> {
        match self {
            Change::Record { entry, at, update } => {
                let id = put(log(ledger, &entry)?, at, *update)?;
                Ok(Change::Unrecord { entry, update: id })
            }
            Change::Unrecord { entry, update } => {
                let (at, update) = take(log(ledger, &entry)?, update)?;
                Ok(Change::Record { entry, at: Some(at), update })
            }
            Change::Measure { indicator, at, update } => {
                let id = put(measured(ledger, &indicator)?, at, *update)?;
                Ok(Change::Unmeasure { indicator, update: id })
            }
            Change::Unmeasure { indicator, update } => {
                let (at, update) = take(measured(ledger, &indicator)?, update)?;
                Ok(Change::Measure { indicator, at: Some(at), update })
            }
            Change::Add { at, entry } => {
                if ledger.get(&entry.id).is_some() {
                    return Err(Refused::EntryExists(entry.id));
                }
                let id = entry.id.clone();
                ledger.insert(at, *entry);
                Ok(Change::Remove(id))
            }
            Change::Remove(id) => {
                let (at, entry) = ledger.remove(&id).ok_or(Refused::NoEntry(id))?;
                Ok(Change::Add { at, entry: Box::new(entry) })
            }
            Change::Amend(mut facts) => {
                let entry = ledger.get_mut(&facts.id).ok_or_else(|| Refused::NoEntry(facts.id.clone()))?;
                settle(entry, &mut facts);
                facts.updates = std::mem::take(&mut entry.updates);
                std::mem::swap(entry, &mut facts);
                Ok(Change::Amend(facts))
            }
            Change::Register(department) => Ok(register(ledger, *department)),
            Change::Unregister(id) => {
                let gone = ledger.departments.remove(&id).ok_or(Refused::NoDepartment(id))?;
                Ok(Change::Register(Box::new(gone)))
            }
            Change::Restate { claim, contested } => {
                let claim = Box::new(restate(ledger, *claim)?);
                let contested = std::mem::replace(&mut ledger.contested, contested);
                Ok(Change::Restate { claim, contested })
            }
            Change::All(changes) => apply_all(changes, ledger),
        }
    }
}

/// A field that is set anew while its rivals are left as they were is settled: the rivals go.
fn settle(before: &Entry, facts: &mut Entry) {
    if facts.contested.is_empty() || facts.contested != before.contested {
        return;
    }
    let same: Vec<Field> = before.claims(&[]).into_iter().zip(facts.claims(&[])).filter(|(a, b)| a == b).map(|(a, _)| a.field()).collect();
    facts.contested.retain(|c| same.contains(&c.field()));
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
    Ok(match claim {
        Contested::Head(c) => Contested::Head(swap(ledger, c)),
        Contested::Plan(code, c) => match ledger.plans.iter_mut().find(|p| p.code == code) {
            Some(plan) => Contested::Plan(code, swap(plan, c)),
            None => return Err(Refused::NoPlan(code)),
        },
        Contested::Department(id, c) => {
            let mut dept = ledger.departments.get(&id).cloned().ok_or_else(|| Refused::NoDepartment(id.clone()))?;
            let old = swap(&mut dept, c);
            ledger.departments.insert(dept);
            Contested::Department(id, old)
        }
        Contested::Indicator(id, c) => {
            let i = ledger.indicator_index(&id).ok_or_else(|| Refused::NoIndicator(id.clone()))?;
            Contested::Indicator(id, swap(Arc::make_mut(&mut ledger.indicators[i]), c))
        }
    })
}

fn register(ledger: &mut Ledger, department: Department) -> Change {
    let undo = match ledger.departments.get(&department.id) {
        Some(old) => Change::Register(Box::new(old.clone())),
        None => Change::Unregister(department.id.clone()),
    };
    ledger.departments.insert(department);
    undo
}

fn apply_all(changes: Vec<Change>, ledger: &mut Ledger) -> Result<Change, Refused> {
    let mut undone = Vec::with_capacity(changes.len());
    for change in changes {
        match change.apply(ledger) {
            Ok(undo) => undone.push(undo),
            Err(refused) => {
                for undo in undone.into_iter().rev() {
                    undo.apply(ledger)?;
                }
                return Err(refused);
            }
        }
    }
    undone.reverse();
    Ok(Change::All(undone))
}

fn log<'a>(ledger: &'a mut Ledger, id: &EntryId) -> Result<&'a mut Vec<Update>, Refused> {
    ledger.get_mut(id).map(|e| &mut e.updates).ok_or_else(|| Refused::NoEntry(id.clone()))
}

fn measured<'a>(ledger: &'a mut Ledger, id: &str) -> Result<&'a mut Vec<Update>, Refused> {
    let i = ledger.indicator_index(id).ok_or_else(|| Refused::NoIndicator(id.to_owned()))?;
    Ok(&mut Arc::make_mut(&mut ledger.indicators[i]).updates)
}

fn put(log: &mut Vec<Update>, at: Option<usize>, update: Update) -> Result<UpdateId, Refused> {
    if log.iter().any(|u| u.id == update.id) {
        return Err(Refused::UpdateExists(update.id));
    }
    let id = update.id.clone();
    log.insert(at.unwrap_or(log.len()).min(log.len()), update);
    Ok(id)
}

fn take(log: &mut Vec<Update>, id: UpdateId) -> Result<(usize, Box<Update>), Refused> {
    let at = log.iter().position(|u| u.id == id).ok_or(Refused::NoUpdate(id))?;
    Ok((at, Box::new(log.remove(at))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fact, Kind};
    use proptest::prelude::*;

    fn update(n: u64) -> Update {
        Update {
            id: UpdateId::mint(n),
            at: "2025-10-01T09:00:00+08:00".parse().unwrap(),
            by: Default::default(),
            period: None,
            after: Vec::new(),
            says: vec![Fact::Progress(format!("第{n}次").into())],
        }
    }

    fn entry(n: usize) -> Entry {
        Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, &format!("题{n}"))
    }

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        ledger.set_entries((0..4).map(|n| Arc::new(entry(n))).collect());
        ledger
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let id = |n: usize| EntryId::of("p", &n.to_string());
        prop_oneof![
            (0..6usize, 0..9u64, proptest::option::of(0..3usize)).prop_map(move |(e, u, at)| Change::Record {
                entry: id(e),
                at,
                update: Box::new(update(u))
            }),
            (0..6usize, 0..9u64).prop_map(move |(e, u)| Change::Unrecord { entry: id(e), update: UpdateId::mint(u) }),
            (0..7usize, 0..9usize).prop_map(|(n, at)| Change::Add { at, entry: Box::new(entry(n)) }),
            (0..7usize).prop_map(move |n| Change::Remove(id(n))),
            (0..6usize, "[a-z]{1,3}").prop_map(|(n, title)| {
                let mut e = entry(n);
                e.title = title;
                Change::Amend(Box::new(e))
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
