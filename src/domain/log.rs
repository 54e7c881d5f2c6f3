//! One log: what its updates had seen of each other, which of them count, and what was set last.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::claim::{Claim, Field};
use super::id::{DeptId, UpdateId};
use super::order::{Seen, in_causal_order};
use super::period::Period;
use super::stated::EntryClaim;
use super::update::{Fact, Update, Voice};

/// A value that several people set without seeing each other's.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest<T> {
    /// The rival values with the updates that set them, in a fixed order.
    pub claims: Vec<(T, UpdateId)>,
}

/// A folded value: what holds, and whether it is contested (待裁定).
#[derive(Clone, Debug, PartialEq)]
pub struct Folded<T> {
    /// The value shown. When it is contested: the latest recorded, the id deciding a tie.
    pub value: Option<T>,
    /// The rivals, when there are any.
    pub contest: Option<Contest<T>>,
}

impl<T> Default for Folded<T> {
    fn default() -> Self {
        Folded { value: None, contest: None }
    }
}

impl<T: Clone> Folded<T> {
    /// The same with its values made into others.
    pub(super) fn map<U>(&self, made: impl Fn(T) -> U) -> Folded<U> {
        let claims = |c: &Contest<T>| Contest { claims: c.claims.iter().map(|(v, id)| (made(v.clone()), id.clone())).collect() };
        Folded { value: self.value.clone().map(&made), contest: self.contest.as_ref().map(claims) }
    }
}

/// Ids that a correction among these updates takes back, unless the correction itself is taken back.
pub(crate) fn corrected<'a>(updates: impl DoubleEndedIterator<Item = &'a Update>) -> HashSet<&'a UpdateId> {
    let mut dead = HashSet::new();
    for update in updates.rev() {
        if dead.contains(&update.id) {
            continue;
        }
        for fact in &update.says {
            if let Fact::Corrects { update: target, .. } = fact {
                dead.insert(target);
            }
        }
    }
    dead
}

/// The updates of a log that no correction takes back: what the others say is wrong no more, and names nobody.
pub(super) fn in_force(log: &[Update]) -> Vec<&Update> {
    let corrects = |update: &Update| update.says.iter().any(|fact| matches!(fact, Fact::Corrects { .. }));
    if log.iter().any(corrects) { Log::known(log, None).live } else { log.iter().collect() }
}

/// The heads of a log: the updates that no other update of it has seen, which is what a new update must name in `after`.
pub(crate) fn heads(updates: &[Update]) -> Vec<UpdateId> {
    let seen: HashSet<&UpdateId> = updates.iter().flat_map(|u| &u.after).collect();
    updates.iter().filter(|u| !seen.contains(&u.id)).map(|u| u.id.clone()).collect()
}

/// The measured values of a log by period, up to and including a day (`None`: all of it), each with its rivals where
/// several people measured differently without seeing each other.
pub(crate) fn measured(log: &[Update], as_of: Option<NaiveDate>) -> BTreeMap<Period, Folded<f64>> {
    let order = Log::known(log, as_of);
    let value = |u: &Update| u.says.iter().rev().find_map(|f| if let Fact::Measured { to, .. } = f { Some(*to) } else { None });
    let periods: BTreeSet<Period> = order.live.iter().filter(|u| value(u).is_some()).map(|u| u.reported_period()).collect();
    let mut all = BTreeMap::new();
    for period in periods {
        let mut folded = Folded::default();
        order.settle_by(&mut folded, |u| value(u).filter(|_| u.reported_period() == period));
        if folded.value.is_some() {
            all.insert(period, folded);
        }
    }
    all
}

/// The rulings of a log that no later ruling on the same field has seen.
pub(crate) fn rulings(log: &[Update]) -> Vec<(&EntryClaim, &UpdateId)> {
    fn of(update: &Update) -> Option<&EntryClaim> {
        update.says.iter().rev().find_map(|f| if let Fact::Ruled { to, .. } = f { Some(to) } else { None })
    }
    let fields: BTreeSet<Field> = log.iter().filter_map(of).map(Claim::field).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let order = Log::known(log, None);
    let heads = |field| order.heads(move |u| of(u).filter(|c| c.field() == field).map(|_| ())).into_iter();
    fields.into_iter().flat_map(heads).filter_map(|(_, u)| of(u).map(|c| (c, &u.id))).collect()
}

/// The updates of one log that count, in an order that respects who saw what.
pub(super) struct Log<'a> {
    pub(super) live: Vec<&'a Update>,
    /// For a log that is no simple chain: what each update had seen, directly or through others.
    seen: Option<Rc<Seen<'a>>>,
}

/// A log by what its updates are about.
pub(super) struct Divided<'a> {
    pub(super) whole: Log<'a>,
    /// By body, in the order of their first words.
    pub(super) parts: Vec<(&'a DeptId, Log<'a>)>,
    /// What was proposed, and neither taken nor declined.
    pub(super) proposals: Vec<&'a Update>,
}

impl<'a> Log<'a> {
    /// What is known on a day; with no day given, all.
    pub(super) fn known(log: &'a [Update], as_of: Option<NaiveDate>) -> Log<'a> {
        let known = known(log, as_of);
        if known.is_empty() {
            return Log { live: known, seen: None };
        }
        let chain = known.windows(2).all(|w| w[1].after.len() == 1 && w[1].after[0] == w[0].id) && known[0].after.is_empty();
        let (ordered, seen) = if chain {
            (known, None)
        } else {
            let (ordered, seen) = in_causal_order(known);
            (ordered, Some(seen))
        };
        let dead = corrected(ordered.iter().copied());
        let live = ordered.into_iter().filter(|u| !dead.contains(&u.id)).collect();
        Log { live, seen: seen.map(Rc::new) }
    }

    /// By what is spoken of: who saw what holds across all of it.
    pub(super) fn divided(mut self) -> Divided<'a> {
        let mut divided = Divided { whole: Log { live: Vec::new(), seen: self.seen.clone() }, parts: Vec::new(), proposals: Vec::new() };
        if self.live.iter().all(|u| u.about.is_whole()) {
            divided.whole.live = std::mem::take(&mut self.live);
            return divided;
        }
        for update in self.live {
            match &update.about {
                Voice::Whole => divided.whole.live.push(update),
                Voice::Proposed => divided.proposals.push(update),
                Voice::Part(body) => match divided.parts.iter_mut().find(|(of, _)| *of == body) {
                    Some((_, part)) => part.live.push(update),
                    None => divided.parts.push((body, Log { live: vec![update], seen: self.seen.clone() })),
                },
            }
        }
        let settled = |f: &Fact, id: &UpdateId| matches!(f, Fact::Takes(of) | Fact::Declines { update: of, .. } if of == id);
        let whole = &divided.whole.live;
        divided.proposals.retain(|p| !whole.iter().any(|u| u.says.iter().any(|f| settled(f, &p.id))));
        divided
    }

    /// Whether the author of one had seen another, of which it is known that it stands before it.
    pub(super) fn saw(&self, later: &UpdateId, earlier: &UpdateId) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.saw(later, earlier))
    }

    /// The same for many questions about the updates of this log, by where they stand in it.
    pub(super) fn sight(&self) -> Sight<'_, 'a> {
        let seen = self.seen.as_deref();
        let places = seen.map_or_else(Vec::new, |seen| self.live.iter().map(|u| seen.place_of(&u.id)).collect());
        Sight { seen, places }
    }

    /// What was set last: by the setters that no other setter has seen.
    pub(super) fn heads<T>(&self, pick: impl Fn(&Update) -> Option<T>) -> Vec<(T, &'a Update)> {
        let setters = self.live.iter().filter_map(|u| pick(u).map(|v| (v, *u))).collect();
        self.latest(setters)
    }

    /// Of some that stand in the log's order, those that no other of them has seen.
    pub(super) fn latest<T>(&self, mut setters: Vec<(T, &'a Update)>) -> Vec<(T, &'a Update)> {
        let Some(seen) = &self.seen else { return setters.pop().into_iter().collect() };
        let ids: Vec<&UpdateId> = setters.iter().map(|(_, u)| &u.id).collect();
        let mut unseen = seen.unseen(&ids).into_iter();
        setters.retain(|_| unseen.next().unwrap_or(true));
        setters
    }

    /// Sets a value from all facts that set it: those that no other setter has seen hold.
    pub(super) fn settle<T: Clone + PartialEq>(&self, folded: &mut Folded<T>, pick: impl Fn(&Fact) -> Option<T>) {
        self.settle_by(folded, |u| u.says.iter().rev().find_map(&pick));
    }

    pub(super) fn settle_by<T: Clone + PartialEq>(&self, folded: &mut Folded<T>, pick: impl Fn(&Update) -> Option<T>) {
        let heads = self.heads(pick);
        if !heads.is_empty() {
            *folded = weighed(heads);
        }
    }
}

/// Who had seen whom in a log.
#[derive(Default)]
pub(super) struct Sight<'l, 'a> {
    seen: Option<&'l Seen<'a>>,
    places: Vec<Option<usize>>,
}

impl Sight<'_, '_> {
    /// Whether the author of an update had seen any other.
    pub(super) fn saw_any(&self, at: usize) -> bool {
        let Some(seen) = self.seen else { return true };
        self.places[at].is_some_and(|place| seen.stands_on_any(place))
    }

    /// Whether the author of one had seen another that stands before it.
    pub(super) fn saw(&self, later: usize, earlier: usize) -> bool {
        let Some(seen) = self.seen else { return true };
        self.places[later].zip(self.places[earlier]).is_some_and(|(later, earlier)| seen.stands_on(later, earlier))
    }
}

/// What holds of values that did not see each other. Where they differ all are kept, and one has to be shown until
/// somebody rules: that is a choice, and the latest recorded, then the greater id, is it.
pub(super) fn weighed<T: Clone + PartialEq>(mut heads: Vec<(T, &Update)>) -> Folded<T> {
    heads.sort_by_key(|(_, u)| (u.time(), &u.id));
    let value = heads.last().map(|(v, _)| v.clone());
    let differ = heads.iter().any(|(v, _)| Some(v) != value.as_ref());
    let claims = || heads.into_iter().map(|(v, u)| (v, u.id.clone())).collect();
    Folded { value, contest: differ.then(|| Contest { claims: claims() }) }
}

/// The updates that were known on a day: what was recorded by then, and what those who recorded it had seen, whatever
/// clock it was recorded by.
pub(crate) fn known(log: &[Update], as_of: Option<NaiveDate>) -> Vec<&Update> {
    let Some(day) = as_of else { return log.iter().collect() };
    let mut is_known: Vec<bool> = log.iter().map(|u| u.known_on(day)).collect();
    if is_known.iter().all(|known| *known) {
        return log.iter().collect();
    }
    let places: HashMap<&UpdateId, usize> = log.iter().enumerate().map(|(at, u)| (&u.id, at)).collect();
    let mut todo: Vec<usize> = (0..log.len()).filter(|at| is_known[*at]).collect();
    while let Some(at) = todo.pop() {
        for seen in log[at].after.iter().filter_map(|id| places.get(id).copied()) {
            if !std::mem::replace(&mut is_known[seen], true) {
                todo.push(seen);
            }
        }
    }
    log.iter().zip(is_known).filter(|(_, known)| *known).map(|(u, _)| u).collect()
}
