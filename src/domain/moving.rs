//! An entry is put under another one of its plan, or to the top. What hangs under it goes along.

use super::change::Change;
use super::clause::Clause;
use super::entry::Entry;
use super::fact::Value;
use super::fold::lead_of;
use super::id::EntryId;
use super::ledger::Ledger;
use super::record::Recorder;
use super::stated::Lead;
use super::update::Fact;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// What becomes of duties that an entry has from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DutiesAre {
    /// They stay as they are.
    Kept,
    /// It has those of the entry under which it is put.
    FromAbove,
}

/// Why an entry stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unmoved {
    /// It stands there already.
    Same(EntryId),
    /// The entry above belongs to another plan.
    OtherPlan(EntryId),
    /// It would stand under itself.
    UnderItself(EntryId),
    /// Nothing above it says who leads.
    NothingAbove(EntryId),
}

says_as_error!(Unmoved);

impl Say for Unmoved {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unmoved::Same(id) => lang.pick(format!("`{id}` 就在那里"), format!("`{id}` stands there already")),
            Unmoved::OtherPlan(above) => lang.pick(format!("`{above}` 在另一个方案里"), format!("`{above}` belongs to another plan")),
            Unmoved::UnderItself(id) => lang.pick(format!("`{id}` 不能放在它自己之下"), format!("`{id}` cannot stand under itself")),
            Unmoved::NothingAbove(id) => {
                lang.pick(format!("`{id}` 的上级没有责任分工，无可随从"), format!("nothing above `{id}` says who leads"))
            }
        }
    }
}

impl Recorder {
    /// Puts an entry under another one, or to the top of its plan.
    pub(crate) fn moving(&self, ledger: &Ledger, entry: &Entry, under: Option<&Entry>, duties: DutiesAre) -> Result<Change, Unmoved> {
        let id = &entry.id;
        if entry.parent.as_ref() == under.map(|above| &above.id) {
            return Err(Unmoved::Same(id.clone()));
        }
        if let Some(above) = under {
            if above.id.plan() != id.plan() {
                return Err(Unmoved::OtherPlan(above.id.clone()));
            }
            if ledger.upward(above).any(|at| at.id == *id) {
                return Err(Unmoved::UnderItself(id.clone()));
            }
        }
        let mut moved = Entry { parent: under.map(|above| above.id.clone()), ..entry.clone() };
        match duties {
            DutiesAre::Kept if entry.lead == Lead::Inherited => ledger.planned_clause(entry).said_by(&mut moved),
            DutiesAre::Kept => {}
            DutiesAre::FromAbove => {
                Clause::from_above().said_by(&mut moved);
                ledger.clause_holder(&moved).ok_or_else(|| Unmoved::NothingAbove(id.clone()))?;
            }
        }
        let mut changes = vec![Change::amend(moved.clone())];
        if duties == DutiesAre::Kept {
            changes.extend(self.lead_stays(ledger, entry, &moved));
        }
        Ok(Change::All(changes))
    }

    /// Puts several under others, or to the top of their plans, one after another.
    pub(crate) fn moving_all(&self, ledger: &Ledger, to: &[(EntryId, Option<EntryId>)], duties: DutiesAre) -> Result<Change, Unmoved> {
        let (mut trial, mut changes) = (ledger.clone(), Vec::new());
        for (id, under) in to {
            let Some(entry) = trial.get(id).cloned() else { continue };
            let under = under.as_ref().and_then(|above| trial.get(above)).cloned();
            let change = self.moving(&trial, &entry, under.as_deref(), duties)?;
            if change.clone().apply(&mut trial).is_ok() {
                changes.push(change);
            }
        }
        Ok(Change::All(changes))
    }

    /// Who leads by what was settled above an entry is settled in its own log.
    pub(super) fn lead_stays(&self, ledger: &Ledger, entry: &Entry, moved: &Entry) -> Option<Change> {
        let (before, from) = (lead_of(ledger, entry, None)?, lead_of(ledger, moved, None));
        let settled = Fact::Lead { to: before, from: from.clone(), reason: "随原上级".to_owned() };
        (settled.value() != from.map(Value::Lead))
            .then(|| Change::record(entry.id.clone(), self.update(&entry.updates, vec![settled], None)))
    }
}
