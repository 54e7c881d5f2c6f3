use chrono::{DateTime, FixedOffset, NaiveDate};
use ecow::EcoString;
use std::collections::HashSet;

use super::column::FormColumn;
use super::consulted;
use super::error::{Misfit, Why};
use super::form::speaks_for_whole;
use super::reader::Filled;
use super::row::{begun, earlier};
use super::seal::ledger_mark;
use crate::domain::{
    Author, Change, DeptId, Dispute, Entry, EntryId, Fact, Ledger, News, Stage, State, Status, Subject, Update, UpdateId, Value, Voice,
    disputes_of, fold, is_no_problem, number,
};
use crate::text::{Lang, Say};

/// What is to become of a filled row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    New,
    /// It is in the log: the same row, filled in alike, came before.
    Already,
}

/// What a person should know before he accepts a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Caution {
    /// The status or the percent would wait for a ruling.
    Contested(Dispute),
    /// The same row came before, filled in otherwise; as which update.
    Earlier(UpdateId),
    /// The updates that its author had before him are no longer in the log.
    LostBasis,
    /// The deadline on the form was changed, in which cell and to what; it is not taken.
    Deadline(String, NaiveDate),
}

/// A filled row as the update that it would become.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Of which entry.
    pub entry: EntryId,
    /// What would be recorded.
    pub update: Update,
    /// Whether it would be recorded.
    pub(crate) fate: Fate,
    pub(crate) cautions: Vec<Caution>,
    /// Where it stands in the file: sheet and cell.
    pub(crate) place: String,
}

/// What the rows of a file come to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The rows that fit.
    pub proposals: Vec<Proposal>,
    /// Those that do not.
    pub(crate) misfits: Vec<Misfit>,
}

/// Turns filled rows into updates that have seen just what the form showed. With `corrects`, a row that came before
/// and was filled in otherwise takes that one back; without, both stand, and where they differ a ruling is asked for.
///
/// The rows are tried one after another on a copy of the ledger that the caller keeps between files.
pub fn propose(ledger: &mut Ledger, rows: &[Filled], at: DateTime<FixedOffset>, corrects: bool) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        match propose_row(ledger, row, at, corrects) {
            Ok(proposal) => outcome.proposals.push(proposal),
            // A form from elsewhere says so once, not in every row.
            Err(misfit) if misfit.why == Why::OtherLedger && outcome.misfits.iter().any(|m| m.why == misfit.why) => {}
            Err(misfit) => outcome.misfits.push(misfit),
        }
    }
    outcome
}

fn propose_row(ledger: &mut Ledger, row: &Filled, at: DateTime<FixedOffset>, corrects: bool) -> Result<Proposal, Misfit> {
    let basis = &row.basis;
    if ledger_mark(ledger, &basis.entry).as_ref() != Some(&basis.ledger) {
        return Err(row.misfit(FormColumn::Ledger, Why::OtherLedger));
    }
    let unknown = || row.misfit(FormColumn::Entry, Why::UnknownEntry(basis.entry.to_string()));
    let entry = ledger.get(&basis.entry).ok_or_else(unknown)?.clone();
    if ledger.departments.get(&basis.body).is_none() {
        return Err(row.misfit(FormColumn::Body, Why::UnknownBody(basis.body.to_string())));
    }
    let seen = seen(ledger, &entry, &basis.after);
    if let Some(answer) = &row.answer {
        let update = consulted::update(ledger, (&entry, &seen), (row, answer), (at, corrects))?;
        return Ok(tried(ledger, (&entry, &seen), row, update));
    }
    let about = if leads(ledger, &entry, row, &seen) { Voice::Whole } else { Voice::Part(basis.body.clone()) };
    if let Some(status) = row.report.status.filter(|s| s.wants_reason() && row.reason().is_empty()) {
        return Err(row.misfit(row.status(), Why::NoReason(status)));
    }
    if !about.is_whole() && row.report.project.is_some() {
        let (zh, en) = ("项目阶段和完成投资由牵头单位填", "stage and investment are for the lead to fill in");
        return Err(row.misfit(FormColumn::Stage, Why::Cannot(zh.to_owned(), en.to_owned())));
    }
    let own = if about.is_whole() { seen } else { seen.part(&basis.body).cloned().unwrap_or_default() };
    let mut update = Update { about, ..update(&entry, row, &own, (at, corrects)) };
    for fact in &mut update.says {
        if let Fact::CarriedInto { to, .. } = fact {
            *to = ledger.plan_meant(to);
        }
    }
    Ok(tried(ledger, (&entry, &own), row, update))
}

/// A row as the update that it would become, tried on the ledger.
fn tried(ledger: &mut Ledger, (entry, seen): (&Entry, &State), row: &Filled, update: Update) -> Proposal {
    let place = format!("{}!{}", row.sheet, row.cell(row.status()));
    let mut proposal = Proposal { entry: entry.id.clone(), update, fate: Fate::Already, cautions: Vec::new(), place };
    if entry.updates.iter().any(|u| u.id == proposal.update.id) {
        return proposal;
    }
    proposal.fate = Fate::New;
    proposal.cautions = cautions(entry, row, seen, &proposal.update);
    if proposal.change(ledger).apply(ledger).is_ok() {
        proposal.cautions.extend(contests(ledger, &entry.id));
    }
    proposal
}

/// Whether the body led the entry when the form was made, or leads it now.
fn leads(ledger: &Ledger, entry: &Entry, row: &Filled, seen: &State) -> bool {
    let now = fold(ledger, entry, None);
    [seen, &now].into_iter().any(|state| speaks_for_whole(ledger, entry, &row.basis.body, state))
}

/// The entry as the form showed it: by the updates that it names, and all that those had seen.
fn seen(ledger: &Ledger, entry: &Entry, after: &[UpdateId]) -> State {
    let mut known: HashSet<UpdateId> = HashSet::new();
    let mut todo: Vec<UpdateId> = after.to_vec();
    while let Some(id) = todo.pop() {
        let Some(update) = entry.updates.iter().find(|u| u.id == id) else { continue };
        if known.insert(id) {
            todo.extend(update.after.iter().cloned());
        }
    }
    let mut then = entry.clone();
    then.updates.retain(|u| known.contains(&u.id));
    fold(ledger, &then, None)
}

fn update(entry: &Entry, row: &Filled, seen: &State, (at, corrects): (DateTime<FixedOffset>, bool)) -> Update {
    let Filled { report, basis, person, .. } = row;
    let mut content = vec![
        report.status.map_or("", Status::word).to_owned(),
        report.percent.map(|p| p.to_string()).unwrap_or_default(),
        report.progress.clone(),
        report.problems.clone(),
        report.next.clone(),
        person.clone(),
    ];
    let closing =
        [report.on.map(|day| day.to_string()).unwrap_or_default(), report.reason.clone(), report.basis.clone(), report.into.clone()];
    // What only a closing form asks gives the rows of all others no other id.
    content.extend(closing.into_iter().filter(|_| row.status() == FormColumn::Outcome));
    // Nor does what is asked of projects alone.
    let project = report.project.clone().map(|news| News { on: news.on.min(at.date_naive()), ..news });
    content.extend(report.project.iter().flat_map(|news| {
        let stage = news.stage.map_or("", Stage::word).to_owned();
        [stage, news.invested.map(|done| number(done.wan)).unwrap_or_default()]
    }));
    let (id, after, mut says) = begun(entry, basis, &content, corrects);
    let reason = |to: Status| if to.wants_reason() { row.reason().to_owned() } else { report.reason.clone() };
    let (on, basis_of) = (report.on, report.basis.clone());
    says.extend(report.status.map(|to| Fact::Status { from: seen.status.value, to, on, reason: reason(to), basis: basis_of }));
    let into = Some(report.into.clone()).filter(|into| !into.is_empty());
    says.extend(into.map(|to| Fact::CarriedInto { from: seen.carried_into.value.clone(), to }));
    says.extend(report.percent.map(|to| Fact::Percent { from: seen.percent.value, to }));
    let words =
        [(&report.progress, Fact::Progress as fn(EcoString) -> Fact), (&report.problems, Fact::Problems), (&report.next, Fact::Next)];
    says.extend(words.into_iter().filter(|(words, _)| !words.is_empty()).map(|(words, fact)| fact(words.as_str().into())));
    says.extend(project.iter().flat_map(|news| news.facts(seen)));
    let by = Author { dept: Some(basis.body.clone()), person: person.clone() };
    Update { id, at: at.into(), by, period: Some(basis.period), after, about: Default::default(), says }
}

impl Proposal {
    /// The change that records it. A body that does not agree to lead is suggested no more.
    pub(crate) fn change(&self, ledger: &Ledger) -> Change {
        let record = Change::record(self.entry.clone(), self.update.clone());
        let objects = |id: &DeptId| self.update.says.iter().any(|f| matches!(f, Fact::Objects { lead, .. } if lead == id));
        let Some(entry) = ledger.get(&self.entry).filter(|e| e.proposed.iter().any(|one| objects(&one.lead))) else { return record };
        let mut entry = Entry::clone(entry);
        entry.proposed.retain(|one| !objects(&one.lead));
        Change::All(vec![record, Change::amend(entry)])
    }
}

impl Filled {
    /// Why something is put off or given up: the words beside it.
    fn reason(&self) -> &str {
        let words = [self.report.reason.trim(), self.report.problems.trim(), self.report.progress.trim()];
        words.into_iter().find(|w| !w.is_empty() && !is_no_problem(w)).unwrap_or_default()
    }
}

fn cautions(entry: &Entry, row: &Filled, seen: &State, update: &Update) -> Vec<Caution> {
    let mut all = Vec::new();
    let taken_back = |id: &UpdateId| update.says.iter().any(|f| matches!(f, Fact::Corrects { update, .. } if update == id));
    all.extend(earlier(entry, &row.basis, &update.id).into_iter().filter(|id| !taken_back(id)).map(Caution::Earlier));
    let lost = !row.basis.after.is_empty() && row.basis.after.iter().all(|a| entry.updates.iter().all(|u| u.id != *a));
    if lost {
        all.push(Caution::LostBasis);
    } else if let Some(day) = row.deadline.filter(|d| Some(*d) != seen.deadline.value) {
        all.push(Caution::Deadline(row.cell(FormColumn::Deadline), day));
    }
    all
}

fn contests(ledger: &Ledger, id: &EntryId) -> impl Iterator<Item = Caution> {
    let disputes = disputes_of(ledger, &Subject::Entry(id.clone()), None).into_iter();
    disputes.filter(|d| matches!(d.shown.inner(), Value::Status(_) | Value::Percent(_))).map(Caution::Contested)
}

impl Caution {
    pub(crate) fn is_contest(&self) -> bool {
        matches!(self, Caution::Contested(_))
    }
}

impl Say for Caution {
    fn say(&self, lang: Lang) -> String {
        match self {
            Caution::Contested(dispute) => {
                let what = match dispute.shown.inner() {
                    Value::Percent(_) => lang.pick("完成比例", "percent"),
                    other => other.label(lang),
                };
                let rivals = dispute.rivals.iter().map(|r| r.value.in_words(&Ledger::default(), lang)).collect::<Vec<_>>();
                let rivals = rivals.join(lang.pick("、", ", "));
                lang.pick(format!("待裁定：{what} {rivals}"), format!("contested: {what} {rivals}"))
            }
            Caution::Earlier(_) => lang.pick("同一行先前交来过不同的内容", "the same row came before, filled in otherwise").to_owned(),
            Caution::LostBasis => lang
                .pick("填表时依据的记录已不在台账里，按没有依据处理", "what its author had before him is no longer in the ledger")
                .to_owned(),
            Caution::Deadline(cell, day) => lang.pick(
                format!("{cell} 的时限被改成 {day}，没有采用"),
                format!("the deadline in {cell} was changed to {day}; it is not taken"),
            ),
        }
    }
}
