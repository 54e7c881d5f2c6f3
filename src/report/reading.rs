use chrono::NaiveDate;
use ecow::EcoString;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::audience::Audience;
use super::bucket::Bucket;

use super::row::{InPool, Late, Own, Rivals, Row, Said, Stated, lateness};
use super::step_page::when as step_when;
use crate::domain::{
    DeptId, Duty, Entry, EntryId, Kind, Ledger, Moment, Moves, OfPart, Period, PlanCode, PlansInUse, Pooled, Problem, Role, Share,
    Standing, State, Step, Subject, UpdateId, disputes_in, disputes_of, doubts_in,
};
use crate::text::Lang;

/// The ledger as one bulletin reads it: a period, what was recorded by its cut-off, and for whom.
pub(super) struct Reading<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) period: Period,
    pub(super) cutoff: NaiveDate,
    /// When it is judged: at the close of the period, or of the cut-off when that comes first.
    pub(super) when: Moment,
    /// The plans on which somebody had reported by the cut-off.
    used: PlansInUse,
    plans: Option<&'a [PlanCode]>,
    body: Option<&'a DeptId>,
    /// The entries that alone are meant.
    only: Option<&'a HashSet<EntryId>>,
    /// The names of the register, each held once for all rows.
    names: Rc<HashMap<DeptId, EcoString>>,
}

pub(super) struct Judged {
    standing: Standing,
    duty: Duty<Role>,
    pub(super) bucket: Bucket,
    pub(super) late: Option<Late>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(ledger: &'a Ledger, period: Period, cutoff: NaiveDate, scope: &'a Audience) -> Reading<'a> {
        let (plans, body) = match scope {
            Audience::Ledger | Audience::Chosen(_) => (None, None),
            Audience::Plans(codes) => (Some(codes.as_slice()), None),
            Audience::Department(id) => (None, Some(id)),
        };
        let names = ledger.departments.iter().map(|d| (d.id.clone(), ledger.departments.name(&d.id).into())).collect();
        let used = PlansInUse::known(ledger, Some(cutoff));
        Reading { ledger, period, cutoff, when: closing(period, cutoff), used, plans, body, only: scope.chosen(), names: Rc::new(names) }
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.when.day()
    }

    /// The same for the period before, with that period's own cut-off, which never lies after this one's.
    pub(super) fn previous(&self) -> Reading<'a> {
        self.at(self.period.previous())
    }

    /// The same for an earlier period, with that period's own cut-off, which never lies after this one's.
    pub(super) fn at(&self, period: Period) -> Reading<'a> {
        let cutoff = period.grace_end(self.ledger.settings.grace_days).min(self.cutoff);
        let used = PlansInUse::known(self.ledger, Some(cutoff));
        let names = self.names.clone();
        Reading {
            ledger: self.ledger,
            period,
            cutoff,
            when: closing(period, cutoff),
            used,
            plans: self.plans,
            body: self.body,
            only: self.only,
            names,
        }
    }

    /// The entry as this bulletin has it; none when it was not yet known or is not the audience's.
    pub(super) fn row(&self, entry: &Arc<Entry>) -> Option<Row> {
        let Judged { standing, duty, bucket, late } = self.judged(entry)?;
        let owing = self.ledger.owing(entry, &standing, self.period).filter(|_| bucket.is_open() || bucket == Bucket::Done).collect();
        let Standing { state, verdict, .. } = standing;
        let own = self.own(entry, &state);
        let (by_steps, steps_wanting) = (self.ledger.is_by_steps(entry), self.steps_wanting(entry, &state));
        let causes = self.causes(&state).map(|p| p.cause).collect();
        let doubted = doubts_in(self.ledger, entry, &state, Some(self.cutoff)).into_iter();
        Some(Row {
            stated: Stated(Arc::clone(entry)),
            id: entry.id.clone(),
            kind: entry.kind,
            title: entry.title.as_str().into(),
            reference: self.reference(entry),
            lead_name: state.lead.value.as_ref().map_or_else(EcoString::new, |d| self.name(self.ledger.departments.now(d))),
            lead_basis: state.lead.value.as_ref().map(|d| self.ledger.lead_basis(entry, d)),
            cooperating: self.ledger.helpers(entry, state.lead.value.as_ref()).iter().map(|one| self.name(one.body)).collect(),
            proposed: entry.proposed.iter().map(|one| self.name(&one.lead)).collect(),
            and_others: self.ledger.is_open(entry),
            duty,
            deadline: state.deadline.value,
            status: state.status.value,
            percent: state.percent.value,
            follows: state.follows.clone(),
            scheduled: verdict.scheduled,
            light: verdict.light,
            bucket,
            late,
            progress: self.said(entry, state.progress.as_ref()),
            problems: self.cause(entry, &state),
            next: self.said(entry, state.next.as_ref()).filter(|said| said.reported.counts_for(self.period)),
            last_report: state.last_report,
            done_on: state.done_on,
            completion: verdict.completion,
            owing,
            own,
            causes,
            begun: self.ledger.start_of(entry),
            clock: entry.updates.iter().filter_map(|u| u.wrong_clock()).max(),
            below: None,
            doubted: doubted.map(|of| OfPart { part: of.part.map(EcoString::from), doubt: of.doubt }).collect(),
            by_steps,
            steps_wanting,
            pool: self.pool(entry, &state).map(Box::new),
            contested: self.contested(entry, &state),
            lead: state.lead.value,
            again: false,
            past: None,
        })
    }

    /// What waits for a ruling in the entry and in its steps.
    fn contested(&self, entry: &Entry, state: &State) -> Vec<Rivals> {
        let own = disputes_in(entry, state);
        let steps = self.ledger.steps_of(&entry.id).flat_map(|step| {
            let all = disputes_of(self.ledger, &Subject::Step(step.id.clone()), Some(self.cutoff));
            all.into_iter().map(move |dispute| Rivals::of_step(step, &dispute, self.ledger))
        });
        own.iter().map(|d| Rivals::of(d, self.ledger)).chain(steps).collect()
    }

    /// How a project stands in the pool.
    fn pool(&self, entry: &Entry, state: &State) -> Option<InPool> {
        let is_project = entry.kind == Kind::Project || state.project.is_some();
        is_project.then(|| InPool { pooled: Pooled::of(entry, state, self.day()), moves: Moves::of(state, self.period) })
    }

    /// The steps that fell due in the period and are not done: of a body's sheet those that name it, or nobody.
    fn steps_wanting(&self, entry: &Entry, state: &State) -> Vec<EcoString> {
        let is_theirs = |body: &DeptId, step: &Step| {
            let named = || step.bodies.iter().any(|one| self.ledger.answering(entry, one).any(|who| who == body));
            step.bodies.is_empty() || named()
        };
        let all = self.ledger.judge_steps(entry, state, (self.when, Some(self.cutoff)), &self.used);
        let wanting = all.iter().filter(|one| one.is_wanting_in(self.period));
        let meant = wanting.filter(|one| self.body.is_none_or(|body| is_theirs(body, one.step)));
        meant.map(|one| format!("{}（{}）", one.step.what, step_when(one.step, Lang::Zh)).into()).collect()
    }

    /// Whether a plan was archived when the period began; one that is asked for by name is not left out.
    pub(super) fn is_archived(&self, plan: &str) -> bool {
        let plan = self.ledger.plan(plan).filter(|_| self.plans.is_none());
        plan.is_some_and(|plan| plan.is_archived_on(self.period.start()))
    }

    /// How the entry stands, without its words; none as for [`Reading::row`].
    pub(super) fn judged(&self, entry: &Entry) -> Option<Judged> {
        let elsewhere = self.plans.is_some_and(|codes| codes.iter().all(|code| *code != entry.id.plan()));
        let elsewhere = elsewhere || self.only.is_some_and(|only| !only.contains(&entry.id));
        if elsewhere || self.is_archived(entry.id.plan()) || first_known(entry).is_some_and(|day| day > self.cutoff) {
            return None;
        }
        let standing = Standing::known_at(self.ledger, entry, self.when, self.cutoff, &self.used);
        let Standing { state, verdict, .. } = &standing;
        let duty = self.duty(entry, state)?;
        let started = self.ledger.start_of(entry).is_some_and(|start| start <= self.day());
        let bucket = Bucket::of(state, verdict, self.period, started, self.ledger.settings.on_schedule_gap);
        let late = lateness(bucket, state.percent.value, verdict);
        Some(Judged { standing, duty, bucket, late })
    }

    /// What the audience has to do with the entry; one that is no body counts as leading all.
    fn duty(&self, entry: &Entry, state: &State) -> Option<Duty<Role>> {
        let Some(body) = self.body else { return Some(Duty::Leads) };
        Some(match self.ledger.duty(body, entry, state.lead.value.as_ref())? {
            Duty::Leads => Duty::Leads,
            Duty::Shares(cooperation) => Duty::Shares(cooperation.role()),
        })
    }

    /// How the audience stands with its own part; none where it has none to tell of.
    fn own(&self, entry: &Entry, state: &State) -> Option<Own> {
        let (body, lead) = (self.body?, state.lead.value.as_ref());
        let duty = self.ledger.duty(body, entry, lead)?;
        self.ledger.departments.share(body, duty, lead).filter(|share| *share == Share::Part)?;
        let told = |own: &State| Own { status: own.status.value, percent: own.percent_done(), last_report: own.last_report };
        let newest = self.ledger.departments.own_parts(state, body).max_by_key(|own| own.last_report);
        Some(told(newest.unwrap_or(&State::default())))
    }

    fn name(&self, dept: &DeptId) -> EcoString {
        self.names.get(dept).cloned().unwrap_or_else(|| self.ledger.departments.name(dept).into())
    }

    fn reference(&self, entry: &Entry) -> EcoString {
        let plan = self.ledger.plan_name(entry.id.plan());
        let place = if entry.id.is_minted() { "新增" } else { place(entry.id.reference()) };
        format!("{plan} {place}").trim().into()
    }

    /// What holds it up, as far as it may be told as the cause ([`State::causes`]): what was there in the period.
    fn causes<'s>(&self, state: &'s State) -> impl Iterator<Item = &'s Problem> {
        let end = self.period.end();
        state.causes().filter(move |p| p.since.period.start() <= end)
    }

    /// The same in the words of the newest report.
    fn cause(&self, entry: &Entry, state: &State) -> Option<Arc<Said>> {
        let causes: Vec<_> = self.causes(state).collect();
        let newest = causes.iter().max_by_key(|p| p.last.on)?;
        let words: Vec<&str> = causes.iter().map(|p| p.words.trim().trim_end_matches('。')).collect();
        let text = if let [one] = causes.as_slice() { one.words.clone() } else { words.join("；").into() };
        self.said(entry, Some(&(text, newest.said.clone())))
    }

    fn said(&self, entry: &Entry, words: Option<&(EcoString, UpdateId)>) -> Option<Arc<Said>> {
        let (text, id) = words?;
        let update = entry.updates.iter().find(|u| u.id == *id)?;
        let by = match &update.by.dept {
            Some(dept) => self.name(dept),
            None => update.by.person.as_str().into(),
        };
        Some(Arc::new(Said { text: text.clone(), reported: update.reported()?, by, update: id.clone() }))
    }
}

fn closing(period: Period, cutoff: NaiveDate) -> Moment {
    Moment::CloseOf(period.end().min(cutoff))
}

/// The place in the plan; the short name that tells projects of one paragraph apart stands in the title.
pub(super) fn place(reference: &str) -> &str {
    reference.split_once('@').map_or(reference, |(paragraph, _)| paragraph)
}

/// The day from which the ledger is known to hold an entry; none for what the plans themselves state, which every
/// bulletin holds. An entry that was added later is known from that day, or where none is written, from the first
/// update in its log.
pub(super) fn first_known(entry: &Entry) -> Option<NaiveDate> {
    if !entry.id.is_minted() {
        return None;
    }
    entry.added.or_else(|| entry.updates.iter().map(|u| u.day()).min())
}

/// The word for a body that nobody has named.
pub(super) fn nobody(lang: Lang) -> &'static str {
    lang.pick("未明确牵头单位", "nobody named")
}
