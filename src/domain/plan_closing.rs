//! A plan is closed: what it has left unfinished is carried over into another plan or given up, and it is archived.

use std::collections::HashMap;
use std::sync::Arc;

use super::change::Change;
use super::deadline::Deadline;
use super::entry::Entry;
use super::fold::fold;
use super::going_on::{End, Unended};
use super::id::EntryId;
use super::ledger::Ledger;
use super::plan::Plan;
use super::record::Recorder;
use super::state::State;
use super::status::Status;
use super::step::Step;

/// What becomes of what a plan has left unfinished.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rest<'a> {
    /// It goes on in another plan, which says by itself what it takes up.
    CarriedOver(&'a Plan),
    /// It goes on in another plan, into which each is entered with its duties.
    EnteredIn(&'a Plan),
    /// It ends.
    GivenUp,
}

/// How a plan is closed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlanClosing<'a> {
    pub(crate) rest: Rest<'a>,
    /// Why what is unfinished ends there; what is carried over needs none.
    pub(crate) reason: &'a str,
    /// The document that says so.
    pub(crate) basis: &'a str,
}

impl Ledger {
    /// The entries of a plan that are neither done, nor given up, nor carried over, each with how it stands.
    pub(crate) fn unfinished<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = (&'a Arc<Entry>, State)> {
        let of_plan = self.entries().iter().filter(|entry| plan.code == entry.id.plan());
        of_plan.map(|entry| (entry, fold(self, entry, None))).filter(|(_, state)| state.is_open())
    }
}

impl Ledger {
    /// Puts the steps of an entry on which there is work under the one in which it goes on.
    fn steps_along<'a>(&'a self, from: &Entry, to: &'a EntryId) -> impl Iterator<Item = Change> + 'a {
        let open = self.steps_of(&from.id).filter(|step| self.fold_step(step, None).is_open());
        open.map(|step| Change::amend(Step { entry: to.clone(), ..step.clone() }))
    }
}

impl Recorder {
    /// Closes a plan.
    pub(crate) fn close_plan(&self, ledger: &Ledger, plan: &Plan, closing: &PlanClosing<'_>) -> Result<Change, Unended> {
        may_close(plan, closing.rest)?;
        let open: Vec<&Arc<Entry>> = ledger.unfinished(plan).map(|(entry, _)| entry).collect();
        let (mut changes, mut entered) = (Vec::new(), HashMap::new());
        if let Rest::EnteredIn(into) = closing.rest {
            (changes, entered) = self.entered_in(ledger, into, &open)?;
        }
        for old in open {
            let (status, into) = match closing.rest {
                Rest::CarriedOver(into) => (Status::CarriedOver, into.code.to_string()),
                Rest::EnteredIn(_) => (Status::CarriedOver, entered.get(&old.id).map(ToString::to_string).unwrap_or_default()),
                Rest::GivenUp => (Status::Cancelled, String::new()),
            };
            let reason = Some(closing.reason.trim()).filter(|why| !why.is_empty() || status == Status::Cancelled);
            let end = End { status, into, reason: reason.unwrap_or("方案办结").to_owned(), basis: closing.basis };
            changes.push(self.end(ledger, old, end)?);
            let next = entered.get(&old.id).into_iter();
            changes.extend(next.flat_map(|id| ledger.steps_along(old, id)));
        }
        let archived = Some((self.clock)().date_naive());
        changes.push(Change::amend(Plan { archived, ..plan.clone() }));
        Ok(Change::All(changes))
    }

    /// Enters entries into another plan, those that hang under others of them under these again.
    fn entered_in(&self, ledger: &Ledger, plan: &Plan, old: &[&Arc<Entry>]) -> Result<(Vec<Change>, HashMap<EntryId, EntryId>), Unended> {
        let (mut trial, mut changes, mut entered) = (ledger.clone(), Vec::new(), HashMap::new());
        let mut from_the_top = old.to_vec();
        from_the_top.sort_by_key(|entry| ledger.upward(entry).count());
        for entry in from_the_top {
            let mut new = taken_over(ledger, entry, plan);
            new.id = EntryId::mint(&plan.code, (self.entropy)());
            new.parent = entry.parent.as_ref().and_then(|above| entered.get(above)).cloned();
            new.added = Some((self.clock)().date_naive());
            trial.share_duties(entry, &mut new);
            trial.sound(None, &new).map_err(Unended::Unsound)?;
            entered.insert(entry.id.clone(), new.id.clone());
            let change = Change::put(trial.place_of_new(&new), new);
            if change.clone().apply(&mut trial).is_ok() {
                changes.push(change);
            }
        }
        Ok((changes, entered))
    }
}

/// A plan is closed once, and what goes on does so in another one that is not closed.
fn may_close(plan: &Plan, rest: Rest<'_>) -> Result<(), Unended> {
    let name = |plan: &Plan| plan.short_name().to_owned();
    match (plan.archived, rest) {
        (Some(since), _) => Err(Unended::Archived(name(plan), since)),
        (_, Rest::CarriedOver(into) | Rest::EnteredIn(into)) if into.code == plan.code => Err(Unended::IntoItself(name(plan))),
        (_, Rest::CarriedOver(into) | Rest::EnteredIn(into)) if into.archived.is_some() => Err(Unended::TakesNothingUp(name(into))),
        _ => Ok(()),
    }
}

/// An entry as another plan has it: its places by their own names, due by its own deadline where that lies in the plan's period.
fn taken_over(ledger: &Ledger, entry: &Entry, plan: &Plan) -> Entry {
    let code = entry.id.plan();
    let named = |region: &String| {
        ledger.places.resolve(region, code).map_or_else(|| region.clone(), |place| ledger.places.name(&place.id).to_owned())
    };
    let own = ledger.deadline_in_force(entry).filter(|d| matches!(d, Deadline::Stated(day) if (plan.start..=plan.end).contains(day)));
    Entry {
        line: None,
        regions: entry.regions.iter().map(named).collect(),
        deadline: Some(own.unwrap_or_else(|| ledger.plan_period(plan))),
        source: format!("结转自{}", ledger.plan_name(code)),
        remark: String::new(),
        contested: Vec::new(),
        updates: Vec::new(),
        quote: String::new(),
        same_as: Vec::new(),
        ..entry.clone()
    }
}
