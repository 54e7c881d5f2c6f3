//! What a person wants to record of an entry, and what it must say then.

use chrono::NaiveDate;
use ecow::EcoString;

use super::cause::Cause;
use super::fact::Value;
use super::id::{DeptId, UpdateId};
use super::kinds::Subject;
use super::ledger::Ledger;
use super::level::Level;
use super::pool::News;
use super::state::State;
use super::status::Status;
use super::update::Fact;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// What a person wants to record about an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Set the status, without more words.
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
    /// Confirm the completion (销号).
    Confirm {
        /// By which document, or in which words.
        basis: String,
    },
    /// Return the completion (退回): the work goes on.
    Return {
        /// Why; must not be empty.
        reason: String,
    },
    /// Tell what is new of a project of the pool.
    Project(News),
    /// Take what was proposed.
    Accept(UpdateId),
    /// Decline what was proposed.
    Decline {
        /// Which update proposed it.
        update: UpdateId,
        /// Why; must not be empty.
        reason: String,
    },
}

impl Intent {
    /// Whether it reports on work, so that a body can say it of its own part.
    pub(super) fn is_report(&self) -> bool {
        matches!(self, Intent::Status(_) | Intent::Report(_))
    }

    /// Whether it confirms or returns a completion.
    pub(super) fn is_verdict(&self) -> bool {
        matches!(self, Intent::Confirm { .. } | Intent::Return { .. })
    }

    /// Whether it judges what others said, which is for the lead and the office.
    pub(super) fn judges_proposals(&self) -> bool {
        matches!(self, Intent::Accept(_) | Intent::Decline { .. })
    }
}

/// A progress report, as one form holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Progress in words.
    pub progress: String,
    /// Problems in words; what means none ends the author's open ones.
    pub problems: String,
    /// Of what kind they are.
    pub cause: Option<Cause>,
    /// The problems that are solved, by the updates that raised them.
    pub solved: Vec<UpdateId>,
    /// Those that are still there.
    pub still: Vec<UpdateId>,
    /// Next steps in words.
    pub next: String,
    /// Percent done.
    pub percent: Option<u8>,
    /// Status.
    pub status: Option<Status>,
    /// The day on which the status came true, where that is not today.
    pub on: Option<NaiveDate>,
    /// Why the status is so; not empty for what is put off or given up.
    pub reason: String,
    /// By which document.
    pub basis: String,
    /// In what it goes on, where it is carried over: a plan's code, or words.
    pub into: String,
    /// What is new of it as a project.
    pub project: Option<News>,
}

/// Why an intent says nothing that could be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NothingToRecord {
    /// The status is so already.
    SameStatus(Status),
    /// The deadline or the lead is so already.
    Same(String),
    /// The same, and why it should be so was said, which is not kept.
    SameWhy(String),
    /// No field was filled in.
    Empty,
    /// A deadline moves only with a reason.
    NoReason,
    /// Nothing is put off or given up without a reason.
    NoReasonFor(Status),
    /// A completion is returned, a proposal declined, with a reason only.
    NoReasonToSendBack,
    /// More than the whole.
    TooMuch(u8),
    /// There is no such entry, indicator or update.
    NoSuchThing(String),
    /// The thing has no such field.
    NoSuchField(String),
    /// It was not reported as done.
    NotDone,
    /// Only what is carried over goes on elsewhere.
    NotCarriedOver,
    /// Proposals are for the lead and the office.
    NotTheirs,
    /// Who leads would confirm or return his own completion.
    NotTheirsToConfirm,
    /// A part is somebody's.
    NobodyNamed,
    /// What so many others name, of which this is the first, does not go.
    StillNamed(Subject, usize),
    /// A score is adjusted, or objected to, with a reason only.
    NoReasonToAppraise,
    /// A matter is settled by a decision.
    NoDecision,
    /// A matter that is settled is neither met on nor passed up.
    IsSettled,
    /// Only what is settled is reopened.
    NotSettled,
    /// It is not known to which level a matter is passed up.
    NoLevel,
    /// A matter is passed up, and not down.
    NotAbove(Level),
}

says_as_error!(NothingToRecord);

impl Say for NothingToRecord {
    fn say(&self, lang: Lang) -> String {
        match self {
            NothingToRecord::SameStatus(s) => {
                lang.pick(format!("没有变化：现在就是{}", s.label(lang)), format!("no change: it is {} already", s.label(lang)))
            }
            NothingToRecord::Same(s) => lang.pick(format!("没有变化：现在就是 {s}"), format!("no change: it is {s} already")),
            NothingToRecord::SameWhy(s) => lang.pick(
                format!("没有变化：现在就是 {s}，所写的理由没有记下；要留下，写进进展或备注"),
                format!("no change: it is {s} already, and the reason was not kept; a report or the remark can hold it"),
            ),
            NothingToRecord::Empty => lang.pick("什么也没有填写", "nothing was filled in").to_owned(),
            NothingToRecord::NoReason => lang.pick("调整时限要写明理由", "a deadline moves only with a reason").to_owned(),
            NothingToRecord::NoReasonFor(s) => {
                lang.pick(format!("{}要写明理由", s.label(lang)), format!("`{}` wants a reason", s.label(lang)))
            }
            NothingToRecord::NoReasonToSendBack => {
                lang.pick("退回或不采纳要写明理由", "what is returned or declined wants a reason").to_owned()
            }
            NothingToRecord::NoSuchThing(id) => lang.pick(format!("没有 `{id}`"), format!("there is no `{id}`")),
            NothingToRecord::NoSuchField(word) => lang.pick(format!("这里没有 `{word}` 这一项"), format!("it has no field `{word}`")),
            NothingToRecord::TooMuch(p) => lang.pick(format!("完成比例 `{p}` 超过 100"), format!("`{p}` percent is more than 100")),
            NothingToRecord::NotDone => lang.pick("没有报已完成，无从核实", "it was not reported as done").to_owned(),
            NothingToRecord::NotCarriedOver => {
                lang.pick("状态为已结转的才写结转到哪里", "only what is carried over goes on elsewhere").to_owned()
            }
            NothingToRecord::NotTheirs => {
                lang.pick("建议由牵头单位或专班办公室采纳或退回", "proposals are for the lead or the office to take or decline").to_owned()
            }
            NothingToRecord::NotTheirsToConfirm => lang
                .pick(
                    "销号、退回由专班办公室定，牵头单位只能建议",
                    "the office confirms or returns a completion; its lead only proposes that",
                )
                .to_owned(),
            NothingToRecord::StillNamed(first, n) => lang.pick(
                format!("还有 {n} 处用到，如 `{first}`，不能删除：先改掉那些地方，或选保留"),
                format!("{n} others name it, such as `{first}`: change those first, or keep it"),
            ),
            NothingToRecord::NoReasonToAppraise => {
                lang.pick("调整得分、提出异议要写明理由", "a score is adjusted, or objected to, with a reason").to_owned()
            }
            NothingToRecord::NoDecision => lang.pick("议定要写明议定的内容", "say what was decided").to_owned(),
            NothingToRecord::IsSettled => {
                lang.pick("已经议定；还要再议的先重新提出", "it is settled; reopen it first where it is to be discussed again").to_owned()
            }
            NothingToRecord::NotSettled => {
                lang.pick("没有议定，不用重新提出", "it is not settled, so there is nothing to reopen").to_owned()
            }
            NothingToRecord::NoLevel => {
                lang.pick("请写明上报到哪一级：市级、省级", "say to which level it is passed up: city, province").to_owned()
            }
            NothingToRecord::NotAbove(level) => {
                let level = level.label(lang);
                lang.pick(format!("`{level}` 不比现在的层级高，上报要到更高一级"), format!("`{level}` is not above its present level"))
            }
            NothingToRecord::NobodyNamed => lang.pick("没有说是哪个单位的部分", "it is not said whose part").to_owned(),
        }
    }
}

impl NothingToRecord {
    /// Whether it only says that nothing would change.
    pub(crate) fn is_no_change(&self) -> bool {
        matches!(self, NothingToRecord::SameStatus(_) | NothingToRecord::Same(_) | NothingToRecord::SameWhy(_) | NothingToRecord::Empty)
    }
}

/// What an update must say to carry out an intent on an entry, or a part of one, in this state.
pub(crate) fn facts(state: &State, intent: &Intent) -> Result<Vec<Fact>, NothingToRecord> {
    match intent {
        Intent::Status(to) => report_facts(state, &Report { status: Some(*to), ..Report::default() }),
        Intent::Report(report) => report_facts(state, report),
        Intent::Deadline { to, reason } => set(state, &Value::Deadline(*to), reason).map(|fact| vec![fact]),
        Intent::Lead { to, reason } => set(state, &Value::Lead(to.clone()), reason).map(|fact| vec![fact]),
        Intent::Project(news) => Some(news.facts(state)).filter(|says| !says.is_empty()).ok_or(NothingToRecord::Empty),
        Intent::Confirm { .. } | Intent::Return { .. } if state.status.value != Some(Status::Done) => Err(NothingToRecord::NotDone),
        Intent::Confirm { .. } if state.confirmed.is_some() => Err(NothingToRecord::Same("已销号".into())),
        Intent::Confirm { basis } => Ok(vec![Fact::Confirmed { basis: basis.trim().to_owned() }]),
        Intent::Return { reason } | Intent::Decline { reason, .. } if reason.trim().is_empty() => Err(NothingToRecord::NoReasonToSendBack),
        Intent::Return { reason } => {
            let back = Fact::status(state.status.value, Status::Underway);
            Ok(vec![back, Fact::Returned { reason: reason.trim().to_owned() }])
        }
        Intent::Accept(id) | Intent::Decline { update: id, .. } if !state.proposals.contains(id) => {
            Err(NothingToRecord::NoSuchThing(id.to_string()))
        }
        Intent::Accept(id) => Ok(vec![Fact::Takes(id.clone())]),
        Intent::Decline { update, reason } => Ok(vec![Fact::Declines { update: update.clone(), reason: reason.trim().to_owned() }]),
    }
}

/// The facts of a proposal as somebody says them who sees this state; what is so already is left out.
pub(super) fn taken(state: &State, says: &[Fact]) -> Vec<Fact> {
    let again = |fact: &Fact| {
        let Some(value) = fact.value() else { return Some(fact.clone()) };
        value.set(state, fact.reason()).filter(|_| !value.holds_in(state)).map(|made| on_ground_of(made, fact))
    };
    says.iter().filter_map(again).collect()
}

/// A fact that sets a value again, with the day and the document of the one that set it first.
pub(super) fn on_ground_of(mut made: Fact, first: &Fact) -> Fact {
    if let (Fact::Status { on, basis, .. }, Fact::Status { on: day, basis: document, .. }) = (&mut made, first) {
        (*on, *basis) = (*day, document.clone());
    }
    made
}

/// The fact that sets a value of an entry in this state.
pub(super) fn set(state: &State, value: &Value, reason: &str) -> Result<Fact, NothingToRecord> {
    let fact = value.set(state, reason).ok_or_else(|| NothingToRecord::NoSuchField(value.word()))?;
    match (value, fact.flaw()) {
        (Value::Status(to), _) if value.holds_in(state) => Err(NothingToRecord::SameStatus(*to)),
        (Value::Deadline(_), _) if value.holds_in(state) && !reason.trim().is_empty() => {
            Err(NothingToRecord::SameWhy(value.in_words(&Ledger::default(), Lang::Zh)))
        }
        _ if value.holds_in(state) => Err(NothingToRecord::Same(value.in_words(&Ledger::default(), Lang::Zh))),
        (Value::Percent(to), Some(_)) => Err(NothingToRecord::TooMuch(*to)),
        (Value::Deadline(_), _) if reason.trim().is_empty() => Err(NothingToRecord::NoReason),
        _ => Ok(fact),
    }
}

fn report_facts(state: &State, report: &Report) -> Result<Vec<Fact>, NothingToRecord> {
    let mut says = Vec::new();
    says.extend(status_fact(state, report)?);
    says.extend(carried_into(state, report)?);
    if let Some(percent) = report.percent.filter(|p| !Value::Percent(*p).holds_in(state)) {
        says.push(set(state, &Value::Percent(percent), "")?);
    }
    let words = [&report.progress, &report.problems, &report.next].map(|w| EcoString::from(w.trim()));
    let [progress, problems, next] = words;
    let facts = [
        (progress.is_empty(), Fact::Progress(progress)),
        (problems.is_empty(), Fact::Problems(problems)),
        (next.is_empty(), Fact::Next(next)),
    ];
    says.extend(facts.into_iter().filter(|(empty, _)| !empty).map(|(_, fact)| fact));
    let named = [(&report.solved, Fact::Solved as fn(UpdateId) -> Fact), (&report.still, Fact::Still)];
    for (ids, fact) in named {
        for id in ids {
            if !state.problems.iter().any(|p| p.raised == *id) {
                return Err(NothingToRecord::NoSuchThing(id.to_string()));
            }
            says.push(fact(id.clone()));
        }
    }
    says.extend(report.project.iter().flat_map(|news| news.facts(state)));
    let speaks_of_problems = says.iter().any(|f| matches!(f, Fact::Problems(_) | Fact::Still(_)));
    says.extend(report.cause.filter(|_| speaks_of_problems).map(Fact::Cause));
    match report.status {
        Some(status) if says.is_empty() => Err(NothingToRecord::SameStatus(status)),
        _ if says.is_empty() => Err(NothingToRecord::Empty),
        _ => Ok(says),
    }
}

/// Where it goes on, which is said of what is carried over alone.
fn carried_into(state: &State, report: &Report) -> Result<Option<Fact>, NothingToRecord> {
    let into = Value::CarriedInto(report.into.trim().to_owned());
    if report.into.trim().is_empty() || into.holds_in(state) {
        return Ok(None);
    }
    match report.status.or(state.status.value) {
        Some(Status::CarriedOver) => set(state, &into, "").map(Some),
        _ => Err(NothingToRecord::NotCarriedOver),
    }
}

/// The status with its ground; said again where only the ground is new.
fn status_fact(state: &State, report: &Report) -> Result<Option<Fact>, NothingToRecord> {
    let Some(to) = report.status else { return Ok(None) };
    let (told, value) = (report.on.is_some_and(|day| state.done_on != Some(day)) || !report.basis.trim().is_empty(), Value::Status(to));
    if value.holds_in(state) && !told {
        return Ok(None);
    }
    if to.wants_reason() && report.reason.trim().is_empty() {
        return Err(NothingToRecord::NoReasonFor(to));
    }
    let (reason, basis) = (report.reason.trim().to_owned(), report.basis.trim().to_owned());
    Ok(Some(Fact::Status { from: state.status.value, to, on: report.on, reason, basis }))
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
        let mut state = State::default();
        state.deadline.value = "2026-03-31".parse().ok();
        let same = Intent::Deadline { to: "2026-03-31".parse().unwrap(), reason: "设备晚到".into() };
        assert_eq!(facts(&state, &same), Err(NothingToRecord::SameWhy("2026-03-31".into())));
    }
}
