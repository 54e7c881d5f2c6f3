//! Entries that end because their work goes on in others: one is split into several, several are joined in one. What they have
//! reported stays with them; whoever has a part in them has it in those that go on.

use chrono::NaiveDate;
use std::sync::Arc;

use super::carried;
use super::change::Change;
use super::clause::Clause;
use super::deadline::Deadline;
use super::duty::Duty;
use super::entering::Unsound;
use super::entry::Entry;
use super::fold::{fold, lead_of};
use super::id::{DeptId, EntryId, StepId};
use super::intent::{Intent, NothingToRecord, Report};
use super::ledger::Ledger;
use super::list::Cooperation;
use super::moving::{DutiesAre, Unmoved};
use super::person::Person;
use super::record::{Asked, Recorder, Wish};
use super::records::Record;
use super::stated::Lead;
use super::status::Status;
use super::step::Step;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why entries do not go on in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unended {
    /// It is closed already.
    Closed(EntryId),
    /// It would go on in itself, or in what hangs under it.
    InItself(EntryId),
    /// It is split into less than two.
    TooFew,
    /// A step would go to none of those into which it is split.
    NoPart(String),
    /// What it is split into cannot stand.
    Unsound(Unsound),
    /// It belongs to another plan, or what hangs under it cannot go along.
    Moved(Unmoved),
    /// Its end cannot be recorded.
    Record(EntryId, NothingToRecord),
    /// Whoever writes may only propose its end.
    NotTheirs(EntryId),
    /// A plan that is archived since a day is closed no more.
    Archived(String, NaiveDate),
    /// Nor does it take anything up.
    TakesNothingUp(String),
    /// What a plan leaves would go on in that plan.
    IntoItself(String),
}

says_as_error!(Unended);

impl Say for Unended {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unended::Closed(id) => lang.pick(format!("`{id}` 已办结、终止或结转"), format!("`{id}` is closed already")),
            Unended::InItself(id) => {
                lang.pick(format!("`{id}` 不能并入它自己或它的下级"), format!("`{id}` cannot go on in itself or under itself"))
            }
            Unended::Archived(plan, since) => {
                lang.pick(format!("{plan}已于 {since} 归档"), format!("{plan} has been archived since {since}"))
            }
            Unended::TakesNothingUp(plan) => {
                lang.pick(format!("{plan}已归档，不能承接"), format!("{plan} is archived and takes nothing up"))
            }
            Unended::IntoItself(plan) => lang.pick(format!("{plan}不能结转到它自己"), format!("{plan} cannot be carried over into itself")),
            Unended::TooFew => {
                lang.pick("至少要分解为两条，名称各不相同", "it is split into two at least, each with a title of its own").to_owned()
            }
            Unended::NoPart(title) => lang.pick(
                format!("步骤归`{title}`：新条目里没有这个名称"),
                format!("a step goes to `{title}`, which is none of the new entries"),
            ),
            Unended::Unsound(why) => why.say(lang),
            Unended::Moved(why) => why.say(lang),
            Unended::Record(id, why) => format!("`{id}`{}{}", lang.pick("：", ": "), why.say(lang)),
            Unended::NotTheirs(id) => lang
                .pick(format!("`{id}` 由牵头单位或专班办公室分解、合并、结转"), format!("the lead or the office alone may end `{id}` so")),
        }
    }
}

/// Where the entries stand into which one is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// Beside it.
    Beside,
    /// Under it.
    Below,
}

/// How an entry is split.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Split<'a> {
    pub(crate) titles: &'a [String],
    pub(crate) parts: Parts,
    /// To which of them steps go, by its title.
    pub(crate) steps: &'a [(StepId, String)],
    /// The document that says so.
    pub(crate) basis: &'a str,
}

/// How the work on an entry ends where it stands.
#[derive(Clone, Debug)]
pub(super) struct End<'a> {
    pub(super) status: Status,
    /// In what it goes on, as the log has it.
    pub(super) into: String,
    pub(super) reason: String,
    pub(super) basis: &'a str,
}

impl Recorder {
    /// Splits an entry: new ones have its kind, places, deadline and duties, and the persons who are named for it. Each step goes to the
    /// one that is named for it; one that nobody named goes to the first while there is work on it, and else stays.
    pub(crate) fn split(&self, ledger: &Ledger, entry: &Entry, split: &Split<'_>) -> Result<Change, Unended> {
        let mut titles: Vec<&str> = Vec::new();
        for title in split.titles.iter().map(|title| title.trim()).filter(|title| !title.is_empty()) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        if titles.len() < 2 {
            return Err(Unended::TooFew);
        }
        let (behind, mut ids, mut changes) = (ledger.behind(&entry.id), Vec::new(), Vec::new());
        for (n, title) in titles.iter().enumerate() {
            let new = self.part(ledger, entry, (title, split.parts));
            ledger.sound(None, &new).map_err(Unended::Unsound)?;
            ids.push(new.id.clone());
            changes.push(Change::put(behind + n, new));
        }
        let (into, reason) = (carried::written(ids.iter()), format!("分解为{}", titles.join("、")));
        changes.push(self.end(ledger, entry, End { status: Status::CarriedOver, into, reason, basis: split.basis })?);
        changes.extend(self.persons_along(ledger, |id| *id == entry.id, &ids));
        changes.extend(steps_along(ledger, (entry, split.steps), (&titles, &ids))?);
        Ok(Change::All(changes))
    }

    fn part(&self, ledger: &Ledger, of: &Entry, (title, parts): (&str, Parts)) -> Entry {
        let mut new = Entry::new(EntryId::mint(of.id.plan(), (self.entropy)()), of.kind, title);
        new.parent = if parts == Parts::Below { Some(of.id.clone()) } else { of.parent.clone() };
        (new.regions, new.source) = (of.regions.clone(), of.source.clone());
        new.deadline = ledger.deadline_in_force(of);
        new.added = Some((self.clock)().date_naive());
        ledger.share_duties(of, &mut new);
        new
    }

    /// Joins entries in one: it has their duties, places and enterprises besides its own, what hangs under them hangs under it, what
    /// measures them measures it, and their steps and the persons named for them are its own.
    pub(crate) fn join(&self, ledger: &Ledger, ended: &[Arc<Entry>], into: &Entry, basis: &str) -> Result<Change, Unended> {
        let is_ended = |id: &EntryId| ended.iter().any(|one| one.id == *id);
        if let Some(above) = ledger.upward(into).find(|at| is_ended(&at.id)) {
            return Err(Unended::InItself(above.id.clone()));
        }
        if let Some(other) = ended.iter().find(|one| one.id.plan() != into.id.plan()) {
            return Err(Unended::Moved(Unmoved::OtherPlan(other.id.clone())));
        }
        if !fold(ledger, into, None).is_open() {
            return Err(Unended::Closed(into.id.clone()));
        }
        let mut changes = self.joined(ledger, ended, into);
        for one in ended {
            let reason = format!("并入{}", into.title);
            let end = End { status: Status::CarriedOver, into: into.id.to_string(), reason, basis };
            changes.push(self.end(ledger, one, end)?);
        }
        for below in ledger.entries().iter().filter(|e| e.parent.as_ref().is_some_and(is_ended) && !is_ended(&e.id)) {
            changes.push(self.moving(ledger, below, Some(into), DutiesAre::Kept).map_err(Unended::Moved)?);
        }
        for indicator in ledger.indicators.iter().filter(|i| i.entry.as_ref().is_some_and(is_ended)) {
            let mut measures = indicator.as_ref().clone();
            measures.entry = Some(into.id.clone());
            changes.push(Change::amend(measures));
        }
        for step in ended.iter().flat_map(|one| ledger.steps_of(&one.id)) {
            changes.push(Change::amend(Step { entry: into.id.clone(), ..step.clone() }));
        }
        changes.extend(self.persons_along(ledger, is_ended, std::slice::from_ref(&into.id)));
        Ok(Change::All(changes))
    }

    /// Names for the entries that go on who is named for those that end. Who is named there otherwise, or contested, stays where he is.
    fn persons_along(&self, ledger: &Ledger, is_ended: impl Fn(&EntryId) -> bool, into: &[EntryId]) -> Vec<Change> {
        let (day, mut there) = ((self.clock)().date_naive(), ledger.persons.clone());
        let mut changes = Vec::new();
        for (at, person) in ledger.persons.iter().enumerate().filter(|(_, p)| p.entry.as_ref().is_some_and(&is_ended) && !p.is_over(day)) {
            let along: Vec<Person> = into.iter().map(|id| Person { entry: Some(id.clone()), ..person.as_ref().clone() }).collect();
            let is_other = |one: &Person| there.by_id(&one.id()).is_some_and(|named| **named != *one);
            if along.iter().any(is_other) || !ledger.rivals_of(person.as_ref()).is_empty() {
                continue;
            }
            changes.push(Change::take(person.id()));
            for one in along {
                if there.by_id(&one.id()).is_none() {
                    there.push(one.clone());
                    changes.push(Change::put(at, one));
                }
            }
        }
        changes
    }

    /// Gives an entry the duties, places and enterprises of others besides its own; what has its duties from it keeps those that it has.
    fn joined(&self, ledger: &Ledger, ended: &[Arc<Entry>], into: &Entry) -> Vec<Change> {
        let (mut joined, planned) = (into.clone(), ledger.planned_clause(into));
        let mut clause = planned.clone();
        let leads = |entry: &Entry| lead_of(ledger, entry, None).map(Cooperation::Cooperates);
        let others = ended.iter().flat_map(|one| leads(one).into_iter().chain(ledger.cooperating(one).to_vec()));
        clause.share(others.collect(), lead_of(ledger, into, None), &ledger.departments);
        clause.stays_open(ended.iter().any(|one| ledger.is_open(one)));
        for one in ended {
            add_missing(&mut joined.regions, &one.regions);
            add_missing(&mut joined.enterprises, &one.enterprises);
        }
        for body in left_out(ledger, ended.iter().map(AsRef::as_ref).chain([into]), (&clause, &joined)) {
            clause.besides(body);
        }
        let mut changes = Vec::new();
        if clause != planned {
            clause.said_by(&mut joined);
            for heir in ledger.entries().iter().filter(|e| e.parent.as_ref() == Some(&into.id) && e.lead == Lead::Inherited) {
                let mut stays = heir.as_ref().clone();
                planned.clone().said_by(&mut stays);
                changes.extend(self.lead_stays(ledger, heir, &stays));
                changes.push(Change::amend(stays));
            }
            changes.extend(self.lead_stays(ledger, into, &joined));
        }
        changes.push(Change::amend(joined));
        changes
    }

    /// Ends an entry that is open. Nothing ends by what would only be proposed.
    pub(super) fn end(&self, ledger: &Ledger, entry: &Entry, end: End<'_>) -> Result<Change, Unended> {
        if !fold(ledger, entry, None).is_open() {
            return Err(Unended::Closed(entry.id.clone()));
        }
        let End { status, into, reason, basis } = end;
        let report = Report { status: Some(status), into, reason, basis: basis.trim().to_owned(), ..Report::default() };
        let wish = Wish { intents: &[Intent::Report(report)], period: None, about: Asked::Whole };
        let updates = self.updates(ledger, entry, &wish).map_err(|why| Unended::Record(entry.id.clone(), why))?;
        if updates.iter().any(|u| !u.about.is_whole()) {
            return Err(Unended::NotTheirs(entry.id.clone()));
        }
        Ok(Change::All(updates.into_iter().map(|update| Change::record(entry.id.clone(), update)).collect()))
    }
}

impl Ledger {
    /// The deadline that holds, on its own ground where nothing has moved it.
    pub(super) fn deadline_in_force(&self, entry: &Entry) -> Option<Deadline> {
        let now = fold(self, entry, None).deadline.value;
        entry.deadline.filter(|_| self.planned_deadline(entry) == now).or(now.map(Deadline::Stated))
    }
}

/// Gives each step of an entry that is split to one of those into which it is.
fn steps_along(
    ledger: &Ledger,
    (entry, named): (&Entry, &[(StepId, String)]),
    (titles, ids): (&[&str], &[EntryId]),
) -> Result<Vec<Change>, Unended> {
    let place = |title: &String| titles.iter().position(|one| *one == title.trim()).ok_or_else(|| Unended::NoPart(title.clone()));
    let mut changes = Vec::new();
    for step in ledger.steps_of(&entry.id) {
        let to = match named.iter().rev().find(|(id, _)| *id == step.id) {
            Some((_, title)) => Some(place(title)?),
            None => ledger.fold_step(step, None).is_open().then_some(0),
        };
        let to = to.and_then(|at| ids.get(at));
        changes.extend(to.map(|id| Change::amend(Step { entry: id.clone(), ..step.clone() })));
    }
    Ok(changes)
}

/// Who has a part in one of some entries, and none in what these become by a clause: as one of a group whose place the places of that
/// leave out.
fn left_out<'a>(ledger: &Ledger, all: impl Iterator<Item = &'a Entry>, (clause, joined): (&Clause, &Entry)) -> Vec<Cooperation> {
    let mut becomes = joined.clone();
    clause.clone().said_by(&mut becomes);
    let lead = lead_of(ledger, joined, None).or_else(|| becomes.lead.named().cloned());
    let named: Vec<&DeptId> = lead.iter().chain(becomes.cooperating.iter().map(Cooperation::dept)).collect();
    let might = |body: &DeptId| named.iter().any(|one| ledger.departments.answering(one).contains(body));
    let has = |body: &DeptId| named.iter().any(|one| ledger.answering(&becomes, one).any(|who| who == body));
    let mut missing: Vec<Cooperation> = Vec::new();
    for entry in all {
        let led_by = lead_of(ledger, entry, None);
        for (body, duty) in ledger.duties(entry, led_by.as_ref()).filter(|(body, _)| ledger.departments.answers_itself(body)) {
            if might(body) && !has(body) && missing.iter().all(|one| one.dept() != body) {
                missing.push(match duty {
                    Duty::Leads => Cooperation::Cooperates(body.clone()),
                    Duty::Shares(shares) => shares.of_body(body.clone()),
                });
            }
        }
    }
    missing
}

fn add_missing(all: &mut Vec<String>, others: &[String]) {
    for one in others {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

#[cfg(test)]
#[path = "going_on_tests.rs"]
mod tests;
