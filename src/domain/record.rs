use chrono::{DateTime, FixedOffset, NaiveDate};
use ecow::EcoString;
use std::fmt;
use std::sync::Arc;

use super::change::Change;
use super::entry::Entry;
use super::fact::Value;
use super::fold::fold;
use super::id::{DeptId, IndicatorId, UpdateId};
use super::ledger::Ledger;
use super::log::heads;
use super::period::Period;
use super::state::State;
use super::status::Status;
use super::update::{Author, Fact, Update};
use super::urge::ReminderLevel;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// What a person wants to record about an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Set the status.
    Status(Status),
    /// Report progress; empty words and absent numbers say nothing.
    Report(Report),
    /// Move the deadline.
    Deadline {
        /// The new day.
        to: NaiveDate,
        /// Why; must not be empty.
        reason: String,
    },
    /// Name the body that leads.
    Lead {
        /// Who.
        to: DeptId,
        /// On what ground.
        reason: String,
    },
}

/// A progress report, as one form holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Progress in words.
    pub progress: String,
    /// Problems in words.
    pub problems: String,
    /// Next steps in words.
    pub next: String,
    /// Percent done.
    pub percent: Option<u8>,
    /// Status.
    pub status: Option<Status>,
}

/// Why an intent says nothing that could be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NothingToRecord {
    /// The status is so already.
    SameStatus(Status),
    /// The deadline or the lead is so already.
    Same(String),
    /// No field was filled in.
    Empty,
    /// A deadline moves only with a reason.
    NoReason,
    /// More than the whole.
    TooMuch(u8),
    /// There is no such entry, indicator or update.
    NoSuchThing(String),
    /// The thing has no such field.
    NoSuchField(String),
}

says_as_error!(NothingToRecord);

impl Say for NothingToRecord {
    fn say(&self, lang: Lang) -> String {
        match self {
            NothingToRecord::SameStatus(s) => {
                lang.pick(format!("没有变化：现在就是{}", s.label(lang)), format!("no change: it is {} already", s.label(lang)))
            }
            NothingToRecord::Same(s) => lang.pick(format!("没有变化：现在就是 {s}"), format!("no change: it is {s} already")),
            NothingToRecord::Empty => lang.pick("什么也没有填写", "nothing was filled in").to_owned(),
            NothingToRecord::NoReason => lang.pick("调整时限要写明理由", "a deadline moves only with a reason").to_owned(),
            NothingToRecord::NoSuchThing(id) => lang.pick(format!("没有 `{id}`"), format!("there is no `{id}`")),
            NothingToRecord::NoSuchField(word) => lang.pick(format!("这里没有 `{word}` 这一项"), format!("it has no field `{word}`")),
            NothingToRecord::TooMuch(p) => lang.pick(format!("完成比例 `{p}` 超过 100"), format!("`{p}` percent is more than 100")),
        }
    }
}

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

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("by", &self.by).finish_non_exhaustive()
    }
}

impl Recorder {
    /// The change that records an intent on an entry, for the period it reports on.
    pub fn record(&self, ledger: &Ledger, entry: &Entry, intent: &Intent, period: Option<Period>) -> Result<Change, NothingToRecord> {
        let state = fold(ledger, entry, None);
        let says = facts(&state, intent)?;
        let period = period.or_else(|| self.collected(ledger, &says));
        Ok(Change::record(entry.id.clone(), self.update(&entry.updates, says, period)))
    }

    /// On which period a report is that names none, where that is not the quarter of its day, which need not be written.
    fn collected(&self, ledger: &Ledger, says: &[Fact]) -> Option<Period> {
        let day = (self.clock)().date_naive();
        let period = ledger.collecting(day);
        (says.iter().any(Fact::is_report) && period != Period::quarter_of(day)).then_some(period)
    }

    /// The change that records a measured value of an indicator.
    pub fn measure(&self, ledger: &Ledger, indicator: &IndicatorId, period: Period, value: f64) -> Option<Change> {
        let found = ledger.indicators.by_id(indicator)?;
        let from = found.measured().get(&period).copied();
        let says = vec![Fact::Measured { from, to: value }];
        Some(Change::record(indicator.clone(), self.update(&found.updates, says, Some(period))))
    }

    /// The change that records a letter about an entry.
    pub(crate) fn urge(&self, entry: &Entry, level: ReminderLevel, number: &str, to: &DeptId) -> Change {
        let says = vec![Fact::Urged { level, number: number.to_owned(), to: to.clone() }];
        Change::record(entry.id.clone(), self.update(&entry.updates, says, None))
    }

    pub(super) fn update(&self, log: &[Update], says: Vec<Fact>, period: Option<Period>) -> Update {
        Update { id: UpdateId::mint((self.entropy)()), at: (self.clock)(), by: self.by.clone(), period, after: heads(log), says }
    }
}

/// What an update must say to carry out an intent on an entry in this state.
pub(crate) fn facts(state: &State, intent: &Intent) -> Result<Vec<Fact>, NothingToRecord> {
    match intent {
        Intent::Status(to) => set(state, &Value::Status(*to), "").map(|fact| vec![fact]),
        Intent::Report(report) => report_facts(state, report),
        Intent::Deadline { to, reason } => set(state, &Value::Deadline(*to), reason).map(|fact| vec![fact]),
        Intent::Lead { to, reason } => set(state, &Value::Lead(to.clone()), reason).map(|fact| vec![fact]),
    }
}

/// The fact that sets a value of an entry in this state.
pub(super) fn set(state: &State, value: &Value, reason: &str) -> Result<Fact, NothingToRecord> {
    let fact = value.set(state, reason).ok_or_else(|| NothingToRecord::NoSuchField(value.word()))?;
    match (value, fact.flaw()) {
        (Value::Status(to), _) if value.holds_in(state) => Err(NothingToRecord::SameStatus(*to)),
        _ if value.holds_in(state) => Err(NothingToRecord::Same(value.in_words(&Ledger::default(), Lang::Zh))),
        (Value::Percent(to), Some(_)) => Err(NothingToRecord::TooMuch(*to)),
        (Value::Deadline(_), _) if reason.trim().is_empty() => Err(NothingToRecord::NoReason),
        _ => Ok(fact),
    }
}

fn report_facts(state: &State, report: &Report) -> Result<Vec<Fact>, NothingToRecord> {
    let mut says = Vec::new();
    let values = [report.status.map(Value::Status), report.percent.map(Value::Percent)];
    for value in values.into_iter().flatten().filter(|value| !value.holds_in(state)) {
        says.push(set(state, &value, "")?);
    }
    let words = [&report.progress, &report.problems, &report.next].map(|w| EcoString::from(w.trim()));
    let [progress, problems, next] = words;
    let facts = [
        (progress.is_empty(), Fact::Progress(progress)),
        (problems.is_empty(), Fact::Problems(problems)),
        (next.is_empty(), Fact::Next(next)),
    ];
    says.extend(facts.into_iter().filter(|(empty, _)| !empty).map(|(_, fact)| fact));
    if says.is_empty() { Err(NothingToRecord::Empty) } else { Ok(says) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_carries_the_value_that_its_author_saw() {
        let mut state = State::default();
        state.status.value = Some(Status::Underway);
        state.percent.value = Some(20);
        let report = Report { percent: Some(40), status: Some(Status::Underway), next: " 验收 ".into(), ..Report::default() };
        assert_eq!(facts(&state, &Intent::Report(report)), Ok(vec![Fact::Percent { from: Some(20), to: 40 }, Fact::Next("验收".into())]));
        assert_eq!(facts(&state, &Intent::Report(Report::default())), Err(NothingToRecord::Empty));
        assert!(facts(&state, &Intent::Status(Status::Underway)).is_err());
    }

    #[test]
    fn a_deadline_does_not_move_without_a_reason() {
        let intent = Intent::Deadline { to: "2026-03-31".parse().unwrap(), reason: "  ".into() };
        assert_eq!(facts(&State::default(), &intent), Err(NothingToRecord::NoReason));
    }
}
