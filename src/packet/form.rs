use chrono::NaiveDate;
use ecow::EcoString;

use super::opinion::{Asked, opinions};
use super::seal::{Basis, ledger_mark};
use super::values::{ValueLine, value_lines};
use crate::domain::{
    Cooperation, DeptId, Duty, Entry, EntryId, Follows, Kind, Ledger, Period, Plan, Speaker, State, Status, Step, UpdateId, fold, heads,
};
use crate::report::{rivals, step_when};
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
    pub(super) fn of(duty: Duty<&Cooperation>) -> Role {
        match duty {
            Duty::Leads => Role::Leads,
            Duty::Shares(cooperation) => Role::Helps(cooperation.role().label(Lang::Zh)),
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Role::Leads => "牵头",
            Role::Helps(word) => word,
        }
    }
}

/// With what the names of forms end.
pub(super) const NAMES: [&str; 4] = ["填报表", "终期核实表", "征求意见表", "指标实测值"];

/// What a form asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// How far the work is in a period.
    Progress,
    /// How what a plan that is over has left unfinished ends (终期核实).
    Closing,
    /// Whether a body leads what it is suggested to lead (责任分工征求意见).
    Consulting,
}

/// The form for one body and one period.
#[derive(Clone, Debug)]
pub struct Form {
    pub(crate) purpose: Purpose,
    pub(crate) body: String,
    /// What it is called, without the body: `2025年第四季度填报表`, `甲方案终期核实表`.
    pub(crate) name: String,
    pub(crate) period: Period,
    pub(crate) ledger: String,
    /// One entry each: what it leads first, then what it helps with, each in the ledger's order.
    pub lines: Vec<Line>,
    /// The values of indicators that it asks for.
    pub(crate) values: Vec<ValueLine>,
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
    /// What of these waits for a ruling.
    pub(super) contested: String,
    /// What was said last of progress, problems and next steps.
    pub(crate) words: String,
    /// What of the entry is due by the end of the period and not done, as far as it is the body's.
    pub(super) steps: String,
    /// Whether status and words are its own, and do not follow from others' reports.
    pub(super) is_own: bool,
    /// What is asked, where that is whether it leads.
    pub(super) asked: Asked,
    pub(super) basis: Basis,
    /// Whether it is a project of which the body speaks as a whole.
    pub(super) is_project: bool,
}

impl Form {
    /// The form as the ledger stands now: all duties of the body ([`crate::domain::duties`]), but what is closed (done, or given
    /// up) since before the period, or of a plan that is archived.
    pub fn build(ledger: &Ledger, body: &DeptId, period: Period) -> Form {
        let mut lines = Vec::new();
        for entry in ledger.entries().iter().filter(|entry| !ledger.is_archived(entry)) {
            let state = fold(ledger, entry, None);
            if is_over(&state, period) {
                continue;
            }
            let Some(duty) = ledger.duty(body, entry, state.lead.value.as_ref()) else { continue };
            lines.extend(asked(ledger, entry, &state, (body, Role::of(duty), period)));
        }
        let values = value_lines(ledger, body, (period, &|_| true));
        Form { values, ..Form::collecting(ledger, body, (period, lines)) }
    }

    /// What it asks for, by name.
    pub(super) fn titles(&self) -> Vec<String> {
        let entries = self.lines.iter().map(|line| format!("{} {}", line.reference, line.title));
        entries.chain(self.values.iter().map(ValueLine::title)).collect()
    }

    /// Whether it asks nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.values.is_empty()
    }

    /// The form with these lines.
    pub(super) fn collecting(ledger: &Ledger, body: &DeptId, (period, mut lines): (Period, Vec<Line>)) -> Form {
        lines.sort_by_key(|l| l.role != Role::Leads);
        let name = format!("{}填报表", period.label(Lang::Zh));
        Form {
            purpose: Purpose::Progress,
            body: ledger.departments.name(body).to_owned(),
            name,
            period,
            ledger: ledger.title.clone(),
            lines,
            values: Vec::new(),
        }
    }

    /// How what a body leads of a plan, and has not closed, is to end; of what nobody leads where it is the office.
    pub(super) fn closing(ledger: &Ledger, body: &DeptId, plan: &Plan) -> Form {
        let period = Period::quarter_of(plan.end);
        let mut lines = Vec::new();
        for entry in ledger.entries().iter().filter(|e| plan.code == e.id.plan()) {
            let state = fold(ledger, entry, None);
            if state.is_open() && who_closes(ledger, entry, &state).contains(&body) {
                lines.extend(asked(ledger, entry, &state, (body, Role::Leads, period)));
            }
        }
        // Who has closed his part of what a group leads is not asked again.
        lines.retain(|l| l.status.is_none_or(|s| !s.is_closed()));
        let name = format!("{}终期核实表", plan.short_name());
        Form {
            purpose: Purpose::Closing,
            body: ledger.departments.name(body).to_owned(),
            name,
            period,
            ledger: ledger.title.clone(),
            lines,
            values: Vec::new(),
        }
    }

    /// The entries of its lines.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &EntryId> {
        self.lines.iter().map(|line| &line.basis.entry)
    }

    /// The words from which a body chooses: how a plan ends is not said in the middle of it.
    pub(super) fn choices(&self) -> Vec<&'static str> {
        if self.purpose == Purpose::Consulting {
            return opinions();
        }
        Status::ALL.into_iter().filter(|s| offers(self.purpose, *s)).map(|s| s.label(Lang::Zh)).collect()
    }
}

/// Whether a form offers a status.
pub(super) fn offers(purpose: Purpose, status: Status) -> bool {
    match purpose {
        Purpose::Progress => status != Status::CarriedOver,
        Purpose::Closing => status.is_closed(),
        Purpose::Consulting => false,
    }
}

/// Who says how an entry of a plan that is over ends: who leads it, each of a group for its part; of what nobody leads the office.
pub(super) fn who_closes<'a>(ledger: &'a Ledger, entry: &'a Entry, state: &'a State) -> Vec<&'a DeptId> {
    let register = &ledger.departments;
    let Some(lead) = &state.lead.value else {
        return ledger.settings.office.iter().flat_map(|o| register.answering(o)).filter(|o| register.answers_itself(o)).take(1).collect();
    };
    let leads = ledger.duties(entry, Some(lead)).filter(|(_, duty)| *duty == Duty::Leads);
    leads.map(|(body, _)| body).filter(|body| register.answers_itself(body)).collect()
}

/// What is asked of a body on an entry.
pub(super) fn asked(ledger: &Ledger, entry: &Entry, state: &State, (body, role, period): (&DeptId, Role, Period)) -> Option<Line> {
    let mark = ledger_mark(ledger, &entry.id)?;
    let basis = Basis { entry: entry.id.clone(), body: body.clone(), period, ledger: mark, after: heads(&entry.updates) };
    let whole = speaks_for_whole(ledger, entry, body, state);
    let own = if whole { None } else { state.part(body) };
    let is_project = whole && entry.kind == Kind::Project;
    let steps = steps(ledger, entry, (body, period));
    Some(Line { deadline: state.deadline.value, is_project, steps, ..line(ledger, entry, own.unwrap_or(state), (role, basis)) })
}

fn steps(ledger: &Ledger, entry: &Entry, (body, period): (&DeptId, Period)) -> String {
    let is_theirs = |step: &&Step| step.bodies.is_empty() || step.bodies.iter().any(|one| ledger.departments.answering(one).contains(body));
    let is_due = |step: &&Step| step.every.is_some() || step.due.is_some_and(|due| due.day() <= period.end());
    let all = ledger.steps_of(&entry.id).filter(is_theirs).filter(is_due).filter(|step| ledger.fold_step(step, None).is_open());
    all.map(due).collect::<Vec<_>>().join("\n")
}

/// A step as a form shows it.
pub(super) fn due(step: &Step) -> String {
    format!("{}（{}）", step.what, step_when(step, Lang::Zh))
}

/// Whether what a body fills in is about the whole entry; else it is about its own part.
pub(super) fn speaks_for_whole(ledger: &Ledger, entry: &Entry, body: &DeptId, state: &State) -> bool {
    match ledger.speaker(Some(body), entry, state.lead.value.as_ref()) {
        Speaker::Lead => true,
        // Of what nobody leads the office says how it stands.
        Speaker::Office => state.lead.value.is_none(),
        _ => false,
    }
}

/// Closed, and not within the period.
pub(super) fn is_over(state: &State, period: Period) -> bool {
    let closed = !state.is_open() && state.status.contest.is_none();
    closed && !state.reported_in(period)
}

/// Where an entry stands in its plan, as a form shows it.
pub(super) fn reference(ledger: &Ledger, entry: &Entry) -> String {
    let place = if entry.id.is_minted() { "新增" } else { entry.id.reference() };
    format!("{} {place}", ledger.plan_name(entry.id.plan()))
}

fn line(ledger: &Ledger, entry: &Entry, state: &State, (role, basis): (Role, Basis)) -> Line {
    Line {
        reference: reference(ledger, entry),
        title: entry.title.clone(),
        role,
        deadline: state.deadline.value,
        status: state.status.value,
        percent: state.percent.value,
        contested: rivals(ledger, entry, state),
        words: words(entry, state),
        steps: String::new(),
        is_own: state.follows == Follows::Own,
        asked: Asked::default(),
        basis,
        is_project: false,
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
