//! What somebody made of the sides of a merge by another way than ours: what he dropped without looking comes back, and what he chose with
//! both in sight stands.

use std::collections::BTreeSet;

use super::compare::differences;
use super::difference::{Difference, What};
use super::merge;
use super::put_back::{bring_back, put_back, take_records};
use crate::domain::{Claim, Contested, Facts, Field, HeadClaim, Kept, Ledger, Section, by_kind};

/// How a merge came to be, as far as anything tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    /// By a rule for lines or for whole sides: nobody looked.
    ByRule,
    /// By a person, whom a conflict had stopped.
    ByHand,
    /// Nothing tells.
    Unknown,
}

/// The sides of a merge, and what was made of them.
#[derive(Clone, Copy)]
pub(crate) struct Joined<'a> {
    pub(crate) base: Option<&'a Ledger>,
    pub(crate) ours: &'a Ledger,
    pub(crate) theirs: &'a Ledger,
    pub(crate) merged: &'a Ledger,
}

impl Joined<'_> {
    /// What was made, with what was dropped of the sides. Of what both had changed a value that neither had stands, and any where
    /// whoever made it had both in sight; else all are kept, and contested.
    pub(crate) fn without_loss(&self, made: Made) -> Ledger {
        let in_sight = self.saw(self.ours, self.theirs, made) && self.saw(self.theirs, self.ours, made);
        let [ours, theirs] = self.as_chosen(in_sight);
        let mut whole = self.merged.clone();
        for side in [&ours, &theirs] {
            whole = merge(self.base, &whole, side).ledger;
        }
        // What was kept though a side had dropped it stays.
        for all in [&ours, &theirs, self.merged] {
            put_back(all, &mut whole, &|_| true);
        }
        whole
    }

    /// Whether whoever made it saw what one side had changed: he took some of that, or was stopped where there was nothing else to take.
    fn saw(&self, side: &Ledger, other: &Ledger, made: Made) -> bool {
        let nothing = Ledger::default();
        let since = |now: &Ledger| differences(self.base.unwrap_or(&nothing), now);
        let (mine, others, taken) = (since(side), since(other), since(self.merged));
        let mut own = mine.iter().filter(|d| !others.iter().any(|o| is_same(d, o)));
        let took = || own.clone().any(|d| taken.iter().any(|t| is_same(d, t)));
        let is_free = |d: &Difference| !others.iter().any(|o| o.subject == d.subject && o.what.field() == d.what.field());
        match made {
            Made::ByRule => false,
            Made::ByHand => took() || !own.any(is_free),
            Made::Unknown => took(),
        }
    }

    /// The sides as if they had set what was chosen.
    fn as_chosen(&self, in_sight: bool) -> [Ledger; 2] {
        let met = merge(self.base, self.ours, self.theirs).ledger;
        let mut sides = [self.ours.clone(), self.theirs.clone()];
        let rivals = |ledger: &Ledger| ledger.contested.iter().filter_map(head).cloned().collect::<Vec<_>>();
        let before = self.base.map(|base| base.claims(&[])).unwrap_or_default();
        let chosen = chosen(self.merged, &Open { rivals: rivals(&met), still: rivals(self.merged), before }, in_sight);
        for side in sides.iter_mut().filter(|_| !chosen.is_empty()) {
            chosen.iter().for_each(|claim| side.state(claim.clone()));
            side.contested.retain(|c| head(c).is_none_or(|c| !chosen.iter().any(|choice| choice.field() == c.field())));
        }
        for section in Section::ALL {
            by_kind!(Section section, => self.records::<R>(&met, in_sight, &mut sides));
        }
        sides
    }

    fn records<R: Kept>(&self, met: &Ledger, in_sight: bool, sides: &mut [Ledger; 2]) {
        for record in R::records(met).iter() {
            let (id, rivals) = (record.id(), met.rivals_of(record.as_ref()));
            if rivals.is_empty() {
                continue;
            }
            let subject = R::subject(id.clone());
            let Some(there) = R::records(self.merged).by_id(&id) else {
                // What has a log is taken out by a ruling.
                let goes = in_sight && record.log().is_empty();
                sides.iter_mut().filter(|_| goes).for_each(|side| take_records(side, std::slice::from_ref(&subject)));
                continue;
            };
            let years: Vec<i32> = rivals.iter().filter_map(|claim| claim.field().year).collect();
            let before = self.base.and_then(|base| R::records(base).by_id(&id)).map(|before| before.claims(&years)).unwrap_or_default();
            let still = self.merged.rivals_of(there.as_ref());
            let stays = in_sight && is_disputed(&rivals) && !is_disputed(&still);
            let chosen = chosen(there.as_ref(), &Open { rivals, still, before }, in_sight);
            for side in sides.iter_mut() {
                if stays {
                    bring_back(self.merged, side, std::slice::from_ref(&subject));
                }
                choose::<R>(side, &id, &chosen);
            }
        }
    }
}

fn is_disputed<C: Claim>(rivals: &[C]) -> bool {
    rivals.contains(&C::presence(false))
}

fn head(claim: &Contested) -> Option<&HeadClaim> {
    if let Contested::Head(claim) = claim { Some(claim) } else { None }
}

fn is_same(one: &Difference, other: &Difference) -> bool {
    let is_contest = matches!(one.what, What::Contest { .. });
    !is_contest && one.subject == other.subject && one.what == other.what
}

/// What both sides of a merge had changed of one thing.
struct Open<C> {
    rivals: Vec<C>,
    /// The rivals of what was left open.
    still: Vec<C>,
    /// What it stated before.
    before: Vec<C>,
}

/// The values that something was made to state of what both sides had changed, where they count as chosen.
fn chosen<F: Facts>(made: &F, open: &Open<F::Claim>, in_sight: bool) -> Vec<F::Claim> {
    let of = |claims: &[F::Claim]| claims.iter().map(Claim::field).collect::<BTreeSet<Field>>();
    let (fields, still) = (of(&open.rivals), of(&open.still));
    let years: Vec<i32> = fields.iter().filter_map(|field| field.year).chain(made.years()).collect();
    let settled = |claim: &F::Claim| fields.contains(&claim.field()) && !still.contains(&claim.field());
    let is_new = |claim: &F::Claim| !open.rivals.contains(claim) && !open.before.contains(claim);
    made.claims(&years).into_iter().filter(|claim| settled(claim) && (in_sight || is_new(claim))).collect()
}

/// What a ledger lacks that went back to an older one, though it came from a newer one: what it has changed besides stands.
pub(crate) fn gone_back(old: &Ledger, (newer, now): (&Ledger, &Ledger)) -> Ledger {
    let [newer, _] = Joined { base: Some(old), ours: newer, theirs: now, merged: now }.as_chosen(true);
    let mut whole = merge(Some(old), now, &newer).ledger;
    put_back(&newer, &mut whole, &|_| true);
    whole
}

/// Makes a record of a side state what was chosen.
fn choose<R: Kept>(side: &mut Ledger, id: &R::Id, chosen: &[R::Claim]) {
    let is_chosen = |claim: &R::Claim| chosen.iter().any(|choice| choice.field() == claim.field());
    if let Some(record) = R::records_mut(side).get_mut(id).filter(|_| !chosen.is_empty()) {
        chosen.iter().for_each(|claim| record.state(claim.clone()));
        if let Some(rivals) = record.rivals_mut() {
            rivals.retain(|claim| !is_chosen(claim));
        }
    }
    side.contested.retain(|claim| R::claimed(claim).is_none_or(|(of, claim)| of != id || !is_chosen(claim)));
}
