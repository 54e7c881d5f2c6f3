//! What is recorded on an entry whose work goes on elsewhere: by somebody who had not seen that, or in spite of it.

use chrono::NaiveDate;

use super::change::Touched;
use super::entry::Entry;
use super::fold::{fold, lead_of};
use super::id::{DeptId, EntryId};
use super::ledger::Ledger;
use super::list::Cooperation;
use super::log::Log;
use super::state::State;
use super::status::Status;
use super::step::Step;
use super::update::{Fact, Update};
use crate::text::{Lang, Say};

fn ends(update: &Update) -> bool {
    update.says.iter().any(|fact| matches!(fact, Fact::CarriedInto { .. } | Fact::Status { to: Status::CarriedOver, .. }))
}

fn gives_up(update: &Update) -> bool {
    update.says.iter().any(|fact| matches!(fact, Fact::Status { to: Status::Cancelled, .. }))
}

/// Whether an entry is carried over, or somebody holds that it is.
fn has_ended(state: &State) -> bool {
    let ended = |status: &Status| *status == Status::CarriedOver;
    let status = &state.status;
    status.value.as_ref().is_some_and(ended) || status.contest.iter().flat_map(|c| &c.claims).any(|(status, _)| ended(status))
}

impl Ledger {
    /// In what an entry goes on that is carried over, for readers; nothing where it is not.
    pub(crate) fn goes_on(&self, entry: &Entry, lang: Lang) -> Option<String> {
        if !entry.updates.iter().any(ends) {
            return None;
        }
        let state = Some(fold(self, entry, None)).filter(has_ended)?;
        let unsaid = || lang.pick("（没有写结转到哪里）", "(nobody wrote in what)").to_owned();
        Some(state.carried_into.value.map_or_else(unsaid, |into| self.destination(&into)))
    }

    /// Whether it is carried over.
    pub(crate) fn is_carried_over(&self, entry: &Entry) -> bool {
        self.goes_on(entry, Lang::Zh).is_some()
    }

    /// What of a plan that is archived is open all the same, because it was entered, or taken up again, by somebody who had not seen the plan
    /// closed; and steps on which somebody has reported since.
    pub(super) fn open_in_archived<'a>(&'a self, entry: &'a Entry) -> Option<OpenInArchived<'a>> {
        let plan = self.plan(entry.id.plan()).filter(|_| self.is_archived(entry))?;
        let since = plan.archived?;
        let told = |step: &&Step| step.updates.iter().any(|update| update.day() > since);
        let steps: Vec<&Step> = self.steps_of(&entry.id).filter(told).collect();
        let open = fold(self, entry, None).is_open();
        (open || !steps.is_empty()).then(|| OpenInArchived { plan: self.plan_name(&plan.code), since, open, steps })
    }

    /// Records on an entry that goes on elsewhere, or that was given up with its plan, by people who had not seen it end, while who ended it had not seen them. Who writes on it
    /// having seen both has settled it.
    pub(crate) fn left_behind<'a>(&self, entry: &'a Entry) -> Vec<&'a Update> {
        let given_up = || entry.updates.iter().any(gives_up) && fold(self, entry, None).status.value == Some(Status::Cancelled);
        let ends = match self.is_carried_over(entry) {
            true => ends,
            false if self.is_archived(entry) && given_up() => gives_up,
            false => return Vec::new(),
        };
        let log = Log::known(&entry.updates, None);
        let (sight, live) = (log.sight(), &log.live);
        let ends: Vec<usize> = (0..live.len()).filter(|at| ends(live[*at])).collect();
        let saw = |later: usize, earlier: usize| later == earlier || later > earlier && sight.saw(later, earlier);
        let apart = |at: usize| ends.iter().all(|end| !saw(at, *end) && !saw(*end, at));
        let settled = |at: usize| (at + 1..live.len()).any(|later| saw(later, at) && ends.iter().any(|end| saw(later, *end)));
        (0..live.len()).filter(|at| apart(*at) && !settled(*at)).map(|at| live[at]).collect()
    }
}

/// Who loses his part where an entry goes on in one that has ended itself: the entry in which that goes on, and the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LostOnTheWay<'a> {
    via: &'a Entry,
    last: &'a Entry,
    body: DeptId,
}

impl LostOnTheWay<'_> {
    pub(super) fn told(&self, ledger: &Ledger, lang: Lang) -> String {
        let (via, last, body) = (&self.via.id, &self.last.id, ledger.departments.name(&self.body));
        lang.pick(
            format!("并入的 {via} 也已结转，接着办的 {last} 里没有{body}"),
            format!("{via}, in which it goes on, goes on elsewhere too, and {body} has no part in {last}"),
        )
    }
}

impl Ledger {
    /// Who had a part in an entry and has none at the end of the way, where it was joined to one that somebody else had ended unseen. Who
    /// writes on it later than both ended has settled that.
    pub(super) fn lost_on_the_way<'a>(&'a self, entry: &Entry) -> Vec<LostOnTheWay<'a>> {
        let mut lost: Vec<LostOnTheWay<'a>> = Vec::new();
        if !self.is_carried_over(entry) {
            return lost;
        }
        let settled = entry.updates.iter().filter(|u| !ends(u)).map(|u| u.at.written()).max();
        let lead = lead_of(self, entry, None);
        let bodies: Vec<&DeptId> = lead.iter().chain(self.cooperating(entry).iter().map(Cooperation::dept)).collect();
        for via in self.follows(entry).into_iter().filter(|via| self.is_carried_over(via)) {
            let ended = via.updates.iter().filter(|u| ends(u)).map(|u| u.at.written()).max();
            if settled > ended {
                continue;
            }
            for last in self.ends_of(via) {
                let chain = [entry, via, last];
                let missing = bodies.iter().filter(|body| !self.has_part_by_heirs(&chain, body));
                lost.extend(missing.map(|body| LostOnTheWay { via, last, body: (*body).clone() }));
            }
        }
        lost
    }

    /// Those in which an entry goes on at last.
    fn ends_of<'a>(&'a self, entry: &'a Entry) -> Vec<&'a Entry> {
        let (mut seen, mut next, mut last) = (vec![&entry.id], self.follows(entry), Vec::new());
        while let Some(at) = next.pop() {
            if seen.contains(&&at.id) {
                continue;
            }
            seen.push(&at.id);
            match self.follows(at) {
                more if self.is_carried_over(at) && !more.is_empty() => next.extend(more),
                _ => last.push(at),
            }
        }
        last
    }

    /// Whether a body, an heir of it, or one to which its duties were handed over on a way by now has a part in the last entry of the way.
    fn has_part_by_heirs(&self, way: &[&Entry], body: &DeptId) -> bool {
        let Some(last) = way.last() else { return false };
        let lead = lead_of(self, last, None);
        let mut all: Vec<DeptId> = vec![body.clone()];
        let mut next = 0;
        while let Some(at) = all.get(next).cloned() {
            let meant = |from: &DeptId| self.departments.heirs(from).any(|heir| *heir == at);
            let handed = way.iter().flat_map(|entry| self.handed_of(entry)).filter(|one| one.on <= self.day() && meant(&one.from));
            let handed = handed.map(|one| one.to);
            let more: Vec<DeptId> = handed.chain(self.departments.heirs(&at).cloned()).filter(|to| !all.contains(to)).collect();
            all.extend(more);
            next += 1;
        }
        all.iter().any(|one| self.duty(one, last, lead.as_ref()).is_some())
    }
}

/// What of an archived plan is open all the same.
pub(super) struct OpenInArchived<'a> {
    plan: &'a str,
    since: NaiveDate,
    open: bool,
    steps: Vec<&'a Step>,
}

impl Say for OpenInArchived<'_> {
    fn say(&self, lang: Lang) -> String {
        let OpenInArchived { plan, since, open, steps } = self;
        let names = steps.iter().map(|step| step.what.as_str()).collect::<Vec<_>>().join(lang.pick("、", ", "));
        let what = match (open, steps.is_empty()) {
            (_, false) => lang.pick(format!("步骤{names}在归档以后还有反馈"), format!("there are reports on its steps since: {names}")),
            _ => lang.pick("本条没有办结".to_owned(), "this entry is open".to_owned()),
        };
        lang.pick(format!("{plan}已于 {since} 归档，{what}"), format!("{plan} is archived since {since}; {what}"))
    }
}

/// What one should know who records something on an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Bygone {
    /// Its work goes on elsewhere.
    GoesOn(EntryId),
    /// Its plan is archived.
    Archived(EntryId, NaiveDate),
}

/// What a change records on entries whose work goes on elsewhere, or whose plan is archived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bygones(Vec<Bygone>);

impl Bygones {
    /// Of what a change touches, by the ledger in which it is about to be made.
    pub(crate) fn of(ledger: &Ledger, touched: &Touched, day: NaiveDate) -> Bygones {
        let one = |id: &EntryId| {
            let is_over = ledger.get(id).is_some_and(|entry| ledger.is_carried_over(entry));
            let archived = ledger.plan(id.plan()).and_then(|plan| plan.archived).filter(|since| *since <= day);
            is_over.then(|| Bygone::GoesOn(id.clone())).or(archived.map(|since| Bygone::Archived(id.clone(), since)))
        };
        Bygones(touched.entries().filter_map(one).collect())
    }

    /// Those of them that are so still after the change, in words.
    pub(crate) fn sentences(&self, ledger: &Ledger, lang: Lang) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for bygone in &self.0 {
            let words = match bygone {
                Bygone::GoesOn(id) => ledger.get(id).and_then(|entry| ledger.goes_on(entry, lang)).map(|into| {
                    lang.pick(
                        format!("`{id}` 已结转，由 {into} 接着办：这里照记，后续请记到那里"),
                        format!("`{id}` goes on in {into}: recorded here all the same; report what follows there"),
                    )
                }),
                Bygone::Archived(id, since) => ledger.plan(id.plan()).filter(|plan| plan.archived == Some(*since)).map(|plan| {
                    let name = ledger.plan_name(plan.code.as_str());
                    lang.pick(
                        format!("{name}已于 {since} 归档：照记，清单、部门和以后的通报不列"),
                        format!("{name} has been archived since {since}: recorded all the same; lists, departments and later bulletins leave it out"),
                    )
                }),
            };
            said.extend(words.filter(|words| !said.contains(words)));
        }
        said
    }

    /// The same as one sentence: the first, and how many there are besides; nothing where there are none.
    pub(crate) fn in_short(&self, ledger: &Ledger, lang: Lang) -> Option<String> {
        let mut said = self.sentences(ledger, lang).into_iter();
        let first = said.next()?;
        Some(match said.len() {
            0 => first,
            more => lang.pick(format!("{first}（另有 {more} 处这样）"), format!("{first} ({more} more like it)")),
        })
    }
}

/// That somebody recorded on an entry which goes on elsewhere, as `check` says it.
pub(super) struct LeftBehind<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) entry: &'a Entry,
    pub(super) update: &'a Update,
}

impl Say for LeftBehind<'_> {
    fn say(&self, lang: Lang) -> String {
        let LeftBehind { ledger, entry, update } = self;
        let into = ledger.goes_on(entry, lang);
        let said = update.sentences_in(&entry.updates, ledger, lang).join(lang.pick("；", "; "));
        let (by, day) = (update.by.label(ledger), update.day());
        let ended = into.map_or_else(
            || lang.pick("方案已归档，本条已终止".to_owned(), "the plan is archived and the entry given up".to_owned()),
            |into| lang.pick(format!("接着办的是 {into}"), format!("it goes on in {into}")),
        );
        format!("{by} {day}{}{said}{}{ended}", lang.pick("：", ": "), lang.pick("；", "; "))
    }
}
