use chrono::NaiveDate;
use ecow::EcoString;

use super::seal::{Basis, ledger_mark};
use crate::domain::{DeptId, Duty, Entry, Ledger, Period, Speaker, State, Status, UpdateId, fold, heads};
use crate::text::Lang;

/// A body's part in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 牵头: it reports on the whole, or as one of a group on its part.
    Leads,
    /// 配合 or 落实: it reports on its part.
    Helps(&'static str),
}

impl Role {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Role::Leads => "牵头",
            Role::Helps(word) => word,
        }
    }
}

/// The form for one body and one period.
#[derive(Clone, Debug)]
pub struct Form {
    pub(crate) body: String,
    pub(crate) period: Period,
    pub(crate) ledger: String,
    /// One entry each: what it leads first, then what it helps with, each in the ledger's order.
    pub lines: Vec<Line>,
}

/// One entry of a form.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it stands in its plan, for readers.
    pub(crate) reference: String,
    pub(crate) title: String,
    /// The body's part in it.
    pub role: Role,
    pub(crate) deadline: Option<NaiveDate>,
    pub(crate) status: Option<Status>,
    pub(crate) percent: Option<u8>,
    /// What was said last of progress, problems and next steps.
    pub(crate) words: String,
    pub(super) basis: Basis,
}

impl Form {
    /// The form as the ledger stands now: all duties of the body ([`crate::domain::duties`]), but what
    /// is closed (done, or given up) since before the period.
    pub fn build(ledger: &Ledger, body: &DeptId, period: Period) -> Form {
        let mut lines = Vec::new();
        for entry in ledger.entries() {
            let state = fold(ledger, entry, None);
            if is_over(&state, period) {
                continue;
            }
            let role = match ledger.duty(body, entry, state.lead.value.as_ref()) {
                Some(Duty::Leads) => Role::Leads,
                Some(Duty::Shares(cooperation)) => Role::Helps(cooperation.role_label(Lang::Zh)),
                None => continue,
            };
            let Some(mark) = ledger_mark(ledger, &entry.id) else { continue };
            let basis = Basis { entry: entry.id.clone(), body: body.clone(), period, ledger: mark, after: heads(&entry.updates) };
            let own = if speaks_for_whole(ledger, entry, body, &state) { None } else { state.part(body) };
            lines.push(Line { deadline: state.deadline.value, ..line(ledger, entry, own.unwrap_or(&state), (role, basis)) });
        }
        lines.sort_by_key(|l| l.role != Role::Leads);
        Form { body: ledger.departments.name(body).to_owned(), period, ledger: ledger.title.clone(), lines }
    }
}

/// Whether what a body fills in is about the whole entry; else it is about its own part.
pub(super) fn speaks_for_whole(ledger: &Ledger, entry: &Entry, body: &DeptId, state: &State) -> bool {
    ledger.speaker(Some(body), entry, state.lead.value.as_ref()) == Speaker::Lead
}

/// Closed, and not within the period.
fn is_over(state: &State, period: Period) -> bool {
    let closed = !state.is_open() && state.status.contest.is_none();
    closed && !state.reported_in(period)
}

fn line(ledger: &Ledger, entry: &Entry, state: &State, (role, basis): (Role, Basis)) -> Line {
    let plan = ledger.plan_name(entry.id.plan());
    let place = if entry.id.is_minted() { "新增" } else { entry.id.reference() };
    Line {
        reference: format!("{plan} {place}"),
        title: entry.title.clone(),
        role,
        deadline: state.deadline.value,
        status: state.status.value,
        percent: state.percent.value,
        words: words(entry, state),
        basis,
    }
}

/// The latest words, each kind with the period on which it reports.
fn words(entry: &Entry, state: &State) -> String {
    let said = |label: &str, words: &Option<(EcoString, UpdateId)>| {
        let (text, id) = words.as_ref()?;
        let update = entry.updates.iter().find(|u| u.id == *id)?;
        Some(format!("【{label}·{}】{text}", update.reported_period().label(Lang::Zh)))
    };
    let problems = state.problems.iter().map(|p| format!("【问题·{}】{}", p.last.period.label(Lang::Zh), p.words));
    let progress = said("进展", &state.progress).into_iter();
    progress.chain(problems).chain(said("下一步", &state.next)).collect::<Vec<_>>().join("\n")
}
