use chrono::NaiveDate;
use ecow::EcoString;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::claim::{Claim, EntryClaim, Field, standing};
use super::entry::{Entry, Lead};
use super::id::{DeptId, UpdateId};
use super::ledger::Ledger;
use super::period::Period;
use super::status::Status;
use super::update::{Fact, Reported, Update};
use super::urge::Urge;

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

/// How an entry stands on a day, folded from its log; stored nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Reported status; none when nobody ever reported one.
    pub status: Folded<Status>,
    /// Reported percent done.
    pub percent: Folded<u8>,
    /// The deadline in force.
    pub deadline: Folded<NaiveDate>,
    /// The body that leads: by the plan, or as settled since.
    pub lead: Folded<DeptId>,
    /// The latest words on progress, problems and next steps, each with its update.
    pub progress: Option<(EcoString, UpdateId)>,
    /// Problems.
    pub problems: Option<(EcoString, UpdateId)>,
    /// Next steps.
    pub next: Option<(EcoString, UpdateId)>,
    /// The day of the last report.
    pub last_report: Option<NaiveDate>,
    /// All reports.
    pub reports: Vec<Reported>,
    /// The day on which the present Done was recorded.
    pub done_on: Option<NaiveDate>,
    /// How often the deadline was moved.
    pub moves: usize,
    /// Whether a fact that the plan states is contested.
    pub disputed: bool,
    /// The letters that asked for what it owes.
    pub urges: Vec<Urge>,
}

impl State {
    /// Whether any value waits for a ruling.
    pub fn is_contested(&self) -> bool {
        let logged = [self.status.contest.is_some(), self.percent.contest.is_some(), self.deadline.contest.is_some()];
        self.disputed || self.lead.contest.is_some() || logged.contains(&true)
    }

    /// Whether something is still asked for: it is neither done nor given up.
    pub fn is_open(&self) -> bool {
        !self.status.value.is_some_and(Status::is_closed)
    }

    /// Percent done as far as is known: a done entry is at 100 even when nobody gave a number.
    pub fn percent_done(&self) -> Option<u8> {
        if self.status.value == Some(Status::Done) { Some(100) } else { self.percent.value }
    }

    /// Whether somebody reported on a period ([`Reported::counts_for`]).
    pub fn reported_in(&self, period: Period) -> bool {
        self.reports.iter().any(|r| r.counts_for(period))
    }
}

/// Ids that a correction among these updates takes back, unless the correction itself is taken back.
pub fn corrected<'a>(updates: impl DoubleEndedIterator<Item = &'a Update>) -> HashSet<&'a UpdateId> {
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

/// The updates of a log that no other update of it has seen: what a new update must name in `after`.
pub fn tips(updates: &[Update]) -> Vec<UpdateId> {
    let seen: HashSet<&UpdateId> = updates.iter().flat_map(|u| &u.after).collect();
    updates.iter().filter(|u| !seen.contains(&u.id)).map(|u| u.id.clone()).collect()
}

/// Folds an entry's log up to and including a day (`None`: all of it).
pub fn fold(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> State {
    let order = Log::new(known(&entry.updates, as_of));
    let mut state = State::default();
    state.deadline.value = entry.deadline.map(|d| d.date());
    state.disputed = !standing(entry, &entry.contested).is_empty();
    order.settle(&mut state.status, |f| if let Fact::Status { to, .. } = f { Some(*to) } else { None });
    order.settle(&mut state.percent, |f| if let Fact::Percent { to, .. } = f { Some(*to) } else { None });
    order.settle(&mut state.deadline, |f| if let Fact::Deadline { to, .. } = f { Some(*to) } else { None });
    state.lead = lead(ledger, entry, &order, as_of);
    for update in &order.live {
        tell(&mut state, update);
    }
    if state.status.value != Some(Status::Done) {
        state.done_on = None;
    }
    state
}

/// The measured values of a log by period, up to and including a day (`None`: all of it), each with its rivals where
/// several people measured differently without seeing each other.
pub fn measured(log: &[Update], as_of: Option<NaiveDate>) -> BTreeMap<Period, Folded<f64>> {
    let order = Log::new(known(log, as_of));
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
pub fn rulings(log: &[Update]) -> Vec<(&EntryClaim, &UpdateId)> {
    fn of(update: &Update) -> Option<&EntryClaim> {
        update.says.iter().rev().find_map(|f| if let Fact::Ruled { to, .. } = f { Some(to) } else { None })
    }
    let fields: BTreeSet<Field> = log.iter().filter_map(of).map(Claim::field).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let order = Log::new(log.iter().collect());
    let heads = |field| order.heads(move |u| of(u).filter(|c| c.field() == field).map(|_| ())).into_iter();
    fields.into_iter().flat_map(heads).filter_map(|(_, u)| of(u).map(|c| (c, &u.id))).collect()
}

fn known(log: &[Update], as_of: Option<NaiveDate>) -> Vec<&Update> {
    log.iter().filter(|u| as_of.is_none_or(|day| u.at.date_naive() <= day)).collect()
}

/// Who leads, with rivals: as settled in the entry's own log, else by its own clause, else whoever leads what it
/// hangs under.
fn lead(ledger: &Ledger, entry: &Entry, log: &Log<'_>, as_of: Option<NaiveDate>) -> Folded<DeptId> {
    let mut folded = own_lead(entry, log);
    if folded.value.is_none() && entry.lead == Lead::Inherited {
        folded.value = entry.parent.as_ref().and_then(|id| ledger.get(id)).and_then(|above| lead_of(ledger, above, as_of));
    }
    folded
}

fn own_lead(entry: &Entry, log: &Log<'_>) -> Folded<DeptId> {
    let mut folded = Folded { value: entry.lead.named().cloned(), contest: None };
    log.settle(&mut folded, |f| if let Fact::Lead { to, .. } = f { Some(to.clone()) } else { None });
    folded
}

/// Who leads an entry, as its folded state says; only a log that speaks of it is folded. Rings and missing parents
/// give nobody.
pub fn lead_of(ledger: &Ledger, entry: &Entry, as_of: Option<NaiveDate>) -> Option<DeptId> {
    for at in ledger.upward(entry) {
        let speaks = at.updates.iter().any(|u| u.says.iter().any(|f| matches!(f, Fact::Lead { .. })));
        let own = if speaks { own_lead(at, &Log::new(known(&at.updates, as_of))).value } else { at.lead.named().cloned() };
        if own.is_some() || at.lead != Lead::Inherited {
            return own;
        }
    }
    None
}

fn tell(state: &mut State, update: &Update) {
    if let Some(report) = update.reported() {
        state.last_report = state.last_report.max(Some(report.on));
        state.reports.push(report);
    }
    for fact in &update.says {
        match fact {
            Fact::Progress(s) => state.progress = Some((s.clone(), update.id.clone())),
            Fact::Problems(s) => state.problems = Some((s.clone(), update.id.clone())),
            Fact::Next(s) => state.next = Some((s.clone(), update.id.clone())),
            Fact::Deadline { .. } => state.moves += 1,
            Fact::Urged { level, number, to } => {
                state.urges.push(Urge { level: *level, number: number.clone(), to: to.clone(), on: update.at.date_naive() });
            }
            Fact::Status { to: Status::Done, .. } => {
                state.done_on.get_or_insert(update.at.date_naive());
            }
            Fact::Status { .. } => state.done_on = None,
            _ => {}
        }
    }
}

/// The updates of one log that count, in an order that respects who saw what.
struct Log<'a> {
    live: Vec<&'a Update>,
    /// For a log that is no simple chain: what each update had seen, directly or through others.
    seen: Option<HashMap<&'a UpdateId, HashSet<&'a UpdateId>>>,
}

impl<'a> Log<'a> {
    fn new(known: Vec<&'a Update>) -> Log<'a> {
        if known.is_empty() {
            return Log { live: known, seen: None };
        }
        let chain = known.windows(2).all(|w| w[1].after.len() == 1 && w[1].after[0] == w[0].id) && known[0].after.is_empty();
        let (ordered, seen) = if chain { (known, None) } else { by_sight(known) };
        let dead = corrected(ordered.iter().copied());
        let live = ordered.into_iter().filter(|u| !dead.contains(&u.id)).collect();
        Log { live, seen }
    }

    fn saw(&self, later: &UpdateId, earlier: &UpdateId) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.get(later).is_some_and(|s| s.contains(earlier)))
    }

    /// What was set last: by the setters that no other setter has seen.
    fn heads<T>(&self, pick: impl Fn(&Update) -> Option<T>) -> Vec<(T, &'a Update)> {
        let mut setters: Vec<(T, &Update)> = self.live.iter().filter_map(|u| pick(u).map(|v| (v, *u))).collect();
        if self.seen.is_none() {
            return setters.pop().into_iter().collect();
        }
        let ids: Vec<&UpdateId> = setters.iter().map(|(_, u)| &u.id).collect();
        setters.retain(|(_, u)| !ids.iter().any(|v| **v != u.id && self.saw(v, &u.id)));
        setters
    }

    /// Sets a value from all facts that set it: those that no other setter has seen hold.
    fn settle<T: Clone + PartialEq>(&self, folded: &mut Folded<T>, pick: impl Fn(&Fact) -> Option<T>) {
        self.settle_by(folded, |u| u.says.iter().rev().find_map(&pick));
    }

    fn settle_by<T: Clone + PartialEq>(&self, folded: &mut Folded<T>, pick: impl Fn(&Update) -> Option<T>) {
        let heads = self.heads(pick);
        let Some(shown) = heads.iter().max_by_key(|(_, u)| (u.at, &u.id)) else { return };
        folded.value = Some(shown.0.clone());
        if heads.iter().any(|(v, _)| *v != shown.0) {
            let mut claims = heads;
            claims.sort_by_key(|(_, u)| (u.at, &u.id));
            folded.contest = Some(Contest { claims: claims.into_iter().map(|(v, u)| (v, u.id.clone())).collect() });
        }
    }
}

type Sight<'a> = HashMap<&'a UpdateId, HashSet<&'a UpdateId>>;

/// Orders updates so that each stands after what it saw; among free ones the earlier recorded, then the
/// smaller id, comes first. Names of updates that are not there, and rings, are passed over.
fn by_sight(known: Vec<&Update>) -> (Vec<&Update>, Option<Sight<'_>>) {
    let ids: HashSet<&UpdateId> = known.iter().map(|u| &u.id).collect();
    let mut waiting: Vec<&Update> = known;
    waiting.sort_by_key(|u| (u.at, &u.id));
    let mut ordered: Vec<&Update> = Vec::with_capacity(waiting.len());
    let mut seen: Sight<'_> = HashMap::new();
    while !waiting.is_empty() {
        let free = waiting.iter().position(|u| u.after.iter().all(|a| !ids.contains(a) || seen.contains_key(a))).unwrap_or(0);
        let update = waiting.remove(free);
        let mut sight: HashSet<&UpdateId> = HashSet::new();
        for a in &update.after {
            if let Some(more) = seen.get(a) {
                sight.insert(a);
                sight.extend(more);
            }
        }
        seen.insert(&update.id, sight);
        ordered.push(update);
    }
    (ordered, Some(seen))
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
