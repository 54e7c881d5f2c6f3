use chrono::{DateTime, FixedOffset};
use std::fmt;
use std::sync::Arc;

use super::change::Change;
use super::entry::Entry;
use super::fold::fold;
use super::id::{DeptId, IndicatorId, UpdateId};
use super::intent::{Intent, NothingToRecord, Report, facts, taken};
use super::ledger::Ledger;
use super::log::heads;
use super::period::Period;
use super::problem::Problem;
use super::state::State;
use super::step::Step;
use super::update::{Author, Fact, Update, Voice};
use super::voice::Speaker;

/// Source of random bits for ids.
pub type Entropy = Arc<dyn Fn() -> u64 + Send + Sync>;
/// Source of the present moment.
pub(crate) type Clock = Arc<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>;

/// Turns intents into changes: knows who writes, what time it is, and how to mint ids.
#[derive(Clone)]
pub struct Recorder {
    /// Who writes.
    pub by: Author,
    /// What time it is.
    pub clock: Clock,
    /// Random bits.
    pub entropy: Entropy,
}

/// What a writer wants his report to be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asked {
    /// As his duties have it.
    #[default]
    Usual,
    /// The whole entry.
    Whole,
    /// A part: of this body, else of his own.
    Part(Option<DeptId>),
}

/// Everything that is to be recorded of an entry at once.
#[derive(Clone, Debug)]
pub(crate) struct Wish<'a> {
    pub(crate) intents: &'a [Intent],
    pub(crate) period: Option<Period>,
    pub(crate) about: Asked,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("by", &self.by).finish_non_exhaustive()
    }
}

impl Recorder {
    /// The change that records an intent on an entry, for the period it reports on.
    pub fn record(&self, ledger: &Ledger, entry: &Entry, intent: &Intent, period: Option<Period>) -> Result<Change, NothingToRecord> {
        let wish = Wish { intents: std::slice::from_ref(intent), period, about: Asked::Usual };
        self.record_all(ledger, entry, &wish)
    }

    /// The change that records a wish. Where it settles who leads, nobody is suggested any more.
    pub(crate) fn record_all(&self, ledger: &Ledger, entry: &Entry, wish: &Wish<'_>) -> Result<Change, NothingToRecord> {
        let updates = self.updates(ledger, entry, wish)?;
        let settled = entry.settled_by(&updates).map(Change::amend);
        let mut changes: Vec<Change> = updates.into_iter().map(|u| Change::record(entry.id.clone(), u)).chain(settled).collect();
        match (changes.pop(), changes.is_empty()) {
            (Some(one), true) => Ok(one),
            (last, _) => Ok(Change::All(changes.into_iter().chain(last).collect())),
        }
    }

    /// The updates that record a wish: one, unless some of it is the writer's to say and some only to propose. What holds
    /// already is left out.
    pub(crate) fn updates(&self, ledger: &Ledger, entry: &Entry, wish: &Wish<'_>) -> Result<Vec<Update>, NothingToRecord> {
        let state = fold(ledger, entry, None);
        let mut updates: Vec<Update> = Vec::new();
        let mut nothing = NothingToRecord::Empty;
        for intent in wish.intents {
            let about = self.voice(ledger, entry, &state, (intent, &wish.about))?;
            let says = match self.says(entry, &state, &about, intent) {
                Err(same) if same.is_no_change() => {
                    nothing = same;
                    continue;
                }
                said => said?,
            };
            match updates.iter_mut().find(|u| u.about == about) {
                Some(update) => update.says.extend(says),
                None => {
                    let after = updates.last().map_or_else(|| heads(&entry.updates), |u| vec![u.id.clone()]);
                    let period = wish.period.or_else(|| proposed_period(entry, intent)).or_else(|| self.collected(ledger, &says));
                    updates.push(Update { about, after, ..self.update(&[], says, period) });
                }
            }
        }
        if updates.is_empty() { Err(nothing) } else { Ok(updates) }
    }

    /// The problems that the writer may say to be solved: of the whole, or of the part of which he speaks.
    pub(crate) fn problems(&self, ledger: &Ledger, entry: &Entry, about: &Asked) -> Vec<Problem> {
        let state = fold(ledger, entry, None);
        match self.voice(ledger, entry, &state, (&Intent::Report(Report::default()), about)) {
            Ok(Voice::Part(body)) => state.part(&body).map(|part| part.problems.clone()).unwrap_or_default(),
            _ => state.problems,
        }
    }

    /// What the writer speaks of, by his duties and by what he asks for.
    fn voice(&self, ledger: &Ledger, entry: &Entry, state: &State, (intent, asked): (&Intent, &Asked)) -> Result<Voice, NothingToRecord> {
        let speaker = ledger.speaker(self.by.dept.as_ref(), entry, state.lead.value.as_ref());
        let own = || self.by.dept.clone().ok_or(NothingToRecord::NobodyNamed);
        match asked {
            _ if intent.judges_proposals() && !speaker.may_judge() => Err(NothingToRecord::NotTheirs),
            _ if speaker == Speaker::Lead && takes_a_verdict(entry, intent) => Err(NothingToRecord::NotTheirsToConfirm),
            Asked::Part(body) if intent.is_report() => Ok(Voice::Part(body.clone().map_or_else(own, Ok)?)),
            Asked::Usual if intent.is_report() && speaker.has_part() => own().map(Voice::Part),
            _ if intent.is_verdict() && speaker == Speaker::Lead => Ok(Voice::Proposed),
            _ if speaker.may_judge() => Ok(Voice::Whole),
            _ => Ok(Voice::Proposed),
        }
    }

    fn says(&self, entry: &Entry, state: &State, about: &Voice, intent: &Intent) -> Result<Vec<Fact>, NothingToRecord> {
        let part = if let Voice::Part(body) = about { Some(state.part(body).cloned().unwrap_or_default()) } else { None };
        let mut says = facts(part.as_ref().unwrap_or(state), intent)?;
        if let Intent::Accept(id) = intent {
            let proposed = entry.updates.iter().find(|u| u.id == *id);
            says.extend(proposed.map(|u| taken(state, &u.says)).unwrap_or_default());
        }
        if about.is_whole() {
            says.extend(answers(entry, state, intent));
        }
        Ok(says)
    }

    /// On which period a report is that names none, where that is not the quarter of its day, which need not be written.
    fn collected(&self, ledger: &Ledger, says: &[Fact]) -> Option<Period> {
        let day = (self.clock)().date_naive();
        let period = ledger.collecting(day);
        (says.iter().any(Fact::is_report) && period != Period::quarter_of(day)).then_some(period)
    }

    /// The change that records a report on a step; one that names no period is on that which the step waits for.
    pub fn report_on_step(&self, ledger: &Ledger, step: &Step, report: &Report, period: Option<Period>) -> Result<Change, NothingToRecord> {
        let says = facts(&ledger.fold_step(step, None), &Intent::Report(report.clone()))?;
        let day = (self.clock)().date_naive();
        let period = period.unwrap_or_else(|| ledger.step_period(step, day));
        let written = Some(period).filter(|period| *period != Period::quarter_of(day));
        Ok(Change::record(step.id.clone(), self.update(&step.updates, says, written)))
    }

    /// The change that records a measured value of an indicator.
    pub fn measure(&self, ledger: &Ledger, indicator: &IndicatorId, period: Period, value: f64) -> Option<Change> {
        let found = ledger.indicators.by_id(indicator)?;
        let from = found.measured().get(&period).copied();
        let says = vec![Fact::Measured { from, to: value }];
        Some(Change::record(indicator.clone(), self.update(&found.updates, says, Some(period))))
    }

    /// The change that records a letter about an entry, or about the part of whom it asks.
    pub fn urge(&self, entry: &Entry, letter: Fact, about: Voice) -> Change {
        Change::record(entry.id.clone(), Update { about, ..self.update(&entry.updates, vec![letter], None) })
    }

    pub(super) fn update(&self, log: &[Update], says: Vec<Fact>, period: Option<Period>) -> Update {
        let id = UpdateId::mint((self.entropy)());
        Update { id, at: (self.clock)().into(), by: self.by.clone(), period, after: heads(log), about: Voice::Whole, says }
    }
}

/// What the office answers besides when it confirms a completion or returns it: whoever proposed the same is agreed with, who proposed
/// the other is not; and of what is returned as much is done as was before the whole was.
fn answers(entry: &Entry, state: &State, intent: &Intent) -> Vec<Fact> {
    let (confirms, reason) = match intent {
        Intent::Confirm { basis } => (true, basis.trim()),
        Intent::Return { reason } => (false, reason.trim()),
        _ => return Vec::new(),
    };
    let reason = if reason.is_empty() { "已核实销号" } else { reason };
    let open = entry.updates.iter().filter(|u| state.proposals.contains(&u.id));
    let wanted = open.filter_map(|u| {
        let wants = |test: fn(&Fact) -> bool| u.says.iter().any(test);
        let (confirmed, returned) = (wants(|f| matches!(f, Fact::Confirmed { .. })), wants(|f| matches!(f, Fact::Returned { .. })));
        (confirmed || returned).then_some((u.id.clone(), confirmed == confirms))
    });
    let answer = |(update, agrees)| if agrees { Fact::Takes(update) } else { Fact::Declines { update, reason: reason.to_owned() } };
    let back = Some(100).filter(|_| !confirms && state.percent.value == Some(100)).and_then(|from| {
        let told = entry.updates.iter().rev().filter(|u| u.about.is_whole()).flat_map(|u| u.says.iter().rev());
        let before = told.filter_map(|f| if let Fact::Percent { from, to: 100 } = f { Some(*from) } else { None }).next()?;
        before.filter(|to| *to < 100).map(|to| Fact::Percent { from: Some(from), to })
    });
    back.into_iter().chain(wanted.map(answer)).collect()
}

/// What is taken reports on the period of the proposal.
fn proposed_period(entry: &Entry, intent: &Intent) -> Option<Period> {
    let Intent::Accept(id) = intent else { return None };
    entry.updates.iter().find(|u| u.id == *id)?.period
}

/// Whether an intent takes what confirms or returns a completion: who leads proposes that, and only others than he can take it.
fn takes_a_verdict(entry: &Entry, intent: &Intent) -> bool {
    let Intent::Accept(id) = intent else { return false };
    let proposed = entry.updates.iter().find(|update| update.id == *id);
    proposed.is_some_and(|update| update.says.iter().any(|fact| matches!(fact, Fact::Confirmed { .. } | Fact::Returned { .. })))
}
