use chrono::{DateTime, FixedOffset, NaiveDate};
use ecow::EcoString;
use std::sync::Arc;

use super::caution::Caution;
use super::column::FormColumn;
use super::consulted;
use super::error::{Misfit, Why};
use super::form::speaks_for_whole;
use super::reader::{Filled, Said};
use super::row::{begun, earlier, was_taken_back};
use super::seal::{Basis, ledger_mark};
use super::sight::{as_seen, blanks_as_seen, overwritten, seen};
use super::value_proposal::{ValueProposal, propose_value, values_as_seen};
use crate::domain::{
    Author, Change, Concern, DeptId, Entry, EntryId, Fact, Ledger, News, Report, Stage, State, Status, Subject, Update, UpdateId, Value,
    Voice, disputes_of, fold, is_no_problem, number,
};

/// What is to become of a filled row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    New,
    /// It is in the log: the same row, filled in alike, came before.
    Already,
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
    /// The values of indicators that fit.
    pub(crate) values: Vec<ValueProposal>,
    /// Those that do not.
    pub(crate) misfits: Vec<Misfit>,
}

/// Turns what came back in a file into updates that have seen just what the form showed. With `corrects`, a row that came before
/// and was filled in otherwise takes that one back; without, both stand, and where they differ a ruling is asked for.
///
/// The rows are tried one after another on a copy of the ledger that the caller keeps between files; one of which it cannot be told
/// what it is about leaves no trace in it.
pub fn propose(ledger: &mut Ledger, said: &Said, at: DateTime<FixedOffset>, corrects: bool) -> Outcome {
    let mut outcome = Outcome { misfits: said.misfits.clone(), ..Outcome::default() };
    outcome.misfits.extend(blanks_as_seen(ledger, said).iter().flat_map(|row| overwritten(ledger, row)));
    for mut row in as_seen(ledger, said) {
        outcome.misfits.extend(overwritten(ledger, &row));
        outcome.misfits.extend(without_reason(&mut row));
        outcome.misfits.extend(not_theirs(ledger, &mut row));
        let wish = row.wish.take();
        let reported = (!row.is_empty()).then(|| propose_row(ledger, &row, at, corrects));
        let wished = wish.map(|wish| propose_wish(ledger, &row, wish, (at, corrects)));
        for told in reported.into_iter().chain(wished) {
            match told {
                Ok(proposal) => outcome.proposals.push(proposal),
                // A form from elsewhere says so once, not in every row.
                Err(misfit) if misfit.why == Why::OtherLedger && outcome.misfits.iter().any(|m| m.why == misfit.why) => {}
                Err(misfit) => outcome.misfits.push(misfit),
            }
        }
    }
    for value in values_as_seen(ledger, said) {
        match propose_value(ledger, &value, (at, corrects)) {
            Ok(proposal) => outcome.values.push(proposal),
            Err(misfit) => outcome.misfits.push(misfit),
        }
    }
    outcome
}

/// Nothing is put off or given up without a word on why: then it is left out of the row.
fn without_reason(row: &mut Filled) -> Option<Misfit> {
    let status = row.report.status.filter(|s| s.wants_reason() && row.reason().is_empty())?;
    let misfit = row.misfit(row.status(), Why::NoReason(status));
    let Report { on, into, basis, .. } = Report::default();
    row.report = Report { status: None, on, into, basis, ..std::mem::take(&mut row.report) };
    Some(misfit)
}

/// Stage and investment of a project are for the lead to say: of whoever has only a part in it they are left out.
fn not_theirs(ledger: &Ledger, row: &mut Filled) -> Option<Misfit> {
    let entry = ledger.get(&row.basis.entry).filter(|_| row.report.project.is_some())?;
    if leads(ledger, entry, row, &seen(ledger, entry, &row.basis.after)) {
        return None;
    }
    row.report.project = None;
    let (zh, en) = ("项目阶段和完成投资由牵头单位填", "stage and investment are for the lead to fill in");
    Some(row.misfit(FormColumn::Stage, Why::Cannot(zh.to_owned(), en.to_owned())))
}

fn propose_row(ledger: &mut Ledger, row: &Filled, at: DateTime<FixedOffset>, corrects: bool) -> Result<Proposal, Misfit> {
    let basis = &row.basis;
    let entry = entry_of(ledger, row)?;
    let seen = seen(ledger, &entry, &basis.after);
    if let Some(answer) = &row.answer {
        let update = consulted::update(ledger, (&entry, &seen), (row, answer), (at, corrects))?;
        return Ok(tried(ledger, (&entry, &seen), row, update));
    }
    let about = if leads(ledger, &entry, row, &seen) { Voice::Whole } else { Voice::Part(basis.body.clone()) };
    let part = if about.is_whole() { None } else { Some(seen.part(&basis.body).cloned().unwrap_or_default()) };
    let mut update = Update { about, ..update(&entry, row, part.as_ref().unwrap_or(&seen), (at, corrects)) };
    for fact in &mut update.says {
        if let Fact::CarriedInto { to, .. } = fact {
            *to = ledger.plan_meant(to);
        }
    }
    Ok(tried(ledger, (&entry, &seen), row, update))
}

/// The entry that a row is about, where it is of this ledger.
fn entry_of(ledger: &Ledger, row: &Filled) -> Result<Arc<Entry>, Misfit> {
    let basis = &row.basis;
    if ledger_mark(ledger, &basis.entry).as_ref() != Some(&basis.ledger) {
        return Err(row.misfit(FormColumn::Ledger, Why::OtherLedger));
    }
    let unknown = || row.misfit(FormColumn::Entry, Why::UnknownEntry(basis.entry.to_string()));
    let entry = ledger.get(&basis.entry).ok_or_else(unknown)?.clone();
    if ledger.departments.get(&basis.body).is_none() {
        return Err(row.misfit(FormColumn::Body, Why::UnknownBody(basis.body.to_string())));
    }
    Ok(entry)
}

/// The deadline that a row proposes. It moves nothing until the office takes it.
fn propose_wish(
    ledger: &mut Ledger,
    row: &Filled,
    (to, reason): (NaiveDate, String),
    (at, corrects): (DateTime<FixedOffset>, bool),
) -> Result<Proposal, Misfit> {
    let entry = entry_of(ledger, row)?;
    let seen = seen(ledger, &entry, &row.basis.after);
    // It comes from the same row as the report, and is known apart from it.
    let basis = Basis { ledger: format!("{} deadline", row.basis.ledger), ..row.basis.clone() };
    let cautions = row.cautions.iter().filter(|caution| caution.is_doubt()).cloned().collect();
    let mut row = row.clone();
    (row.basis, row.deadline, row.cautions) = (basis, None, cautions);
    let content = [to.to_string(), reason.clone(), row.person.clone()];
    let (id, after, mut says) = begun(&entry.updates, &row.basis, &content, corrects);
    says.push(Fact::Deadline { from: seen.deadline.value, to, reason });
    let by = Author { dept: Some(row.basis.body.clone()), person: row.person.clone() };
    let update = Update { id, at: at.into(), by, period: None, after, about: Voice::Proposed, says };
    let proposal = tried(ledger, (&entry, &seen), &row, update);
    Ok(Proposal { place: format!("{}!{}", row.sheet, row.cell(FormColumn::Wish)), ..proposal })
}

/// A row as the update that it would become, tried on the ledger.
fn tried(ledger: &mut Ledger, (entry, seen): (&Entry, &State), row: &Filled, update: Update) -> Proposal {
    let place = format!("{}!{}", row.sheet, row.cell(row.status()));
    let mut proposal = Proposal { entry: entry.id.clone(), update, fate: Fate::Already, cautions: Vec::new(), place };
    if entry.updates.iter().any(|u| u.id == proposal.update.id) {
        return proposal;
    }
    proposal.fate = Fate::New;
    proposal.cautions = row.cautions.clone();
    proposal.cautions.extend(cautions(entry, row, seen, &proposal.update));
    proposal.cautions.extend(concerns(ledger, &proposal).map(Caution::Concern));
    let mut apart = proposal.is_doubtful().then(|| ledger.clone());
    let after = apart.as_mut().unwrap_or(ledger);
    if proposal.change(after).apply(after).is_ok() {
        proposal.cautions.extend(contests(after, &entry.id));
    }
    proposal
}

/// Whether the body led the entry when the form was made, or leads it now.
fn leads(ledger: &Ledger, entry: &Entry, row: &Filled, seen: &State) -> bool {
    let now = fold(ledger, entry, None);
    [seen, &now].into_iter().any(|state| speaks_for_whole(ledger, entry, &row.basis.body, state))
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
    content.extend(report.cause.map(|cause| cause.word().to_owned()));
    // What only a closing form asks gives the rows of all others no other id.
    content.extend(closing.into_iter().filter(|_| row.status() == FormColumn::Outcome));
    // Nor does what is asked of projects alone.
    let project = report.project.clone().map(|news| News { on: news.on.min(at.date_naive()), ..news });
    content.extend(report.project.iter().flat_map(|news| {
        let stage = news.stage.map_or("", Stage::word).to_owned();
        [stage, news.invested.map(|done| number(done.wan)).unwrap_or_default()]
    }));
    let (id, after, mut says) = begun(&entry.updates, basis, &content, corrects);
    let reason = |to: Status| if to.wants_reason() { row.reason().to_owned() } else { report.reason.clone() };
    let (on, basis_of) = (report.on, report.basis.clone());
    says.extend(report.status.map(|to| Fact::Status { from: seen.status.value, to, on, reason: reason(to), basis: basis_of }));
    let into = Some(report.into.clone()).filter(|into| !into.is_empty());
    says.extend(into.map(|to| Fact::CarriedInto { from: seen.carried_into.value.clone(), to }));
    says.extend(report.percent.map(|to| Fact::Percent { from: seen.percent.value, to }));
    let words =
        [(&report.progress, Fact::Progress as fn(EcoString) -> Fact), (&report.problems, Fact::Problems), (&report.next, Fact::Next)];
    says.extend(words.into_iter().filter(|(words, _)| !words.is_empty()).map(|(words, fact)| fact(words.as_str().into())));
    says.extend(report.cause.filter(|_| !report.problems.is_empty()).map(Fact::Cause));
    says.extend(project.iter().flat_map(|news| news.facts(seen)));
    let by = Author { dept: Some(basis.body.clone()), person: person.clone() };
    Update { id, at: at.into(), by, period: Some(basis.period), after, about: Default::default(), says }
}

impl Proposal {
    /// Whether a person has to say what it is about before it is recorded.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.fate == Fate::New && self.cautions.iter().any(Caution::is_doubt)
    }

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

/// The changes that record rows, each on what those before it have made.
pub(crate) fn one_after_another<'a>(ledger: &Ledger, rows: impl Iterator<Item = &'a Proposal>) -> Vec<Change> {
    let mut ledger = ledger.clone();
    let record = |row: &Proposal| {
        let change = row.change(&ledger);
        // What cannot be recorded is told when it is tried in earnest.
        let _ = change.clone().apply(&mut ledger);
        change
    };
    rows.map(record).collect()
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
    all.extend(earlier(&entry.updates, &row.basis, &update.id).into_iter().filter(|id| !taken_back(id)).map(Caution::Earlier));
    all.extend(was_taken_back(&entry.updates, &row.basis).then_some(Caution::TakenBack));
    let lost = !row.basis.after.is_empty() && row.basis.after.iter().all(|a| entry.updates.iter().all(|u| u.id != *a));
    if lost {
        all.push(Caution::LostBasis);
    } else if let Some(day) = row.deadline.filter(|d| Some(*d) != seen.deadline.value) {
        all.push(Caution::Deadline(row.cell(FormColumn::Deadline), day));
    }
    all
}

/// What is asked about before anything else is recorded, too. A form has no cell for the day on which something was done.
pub(super) fn concerns(ledger: &Ledger, proposal: &Proposal) -> impl Iterator<Item = Concern> + use<> {
    let all = ledger.concerns(&proposal.change(ledger), None, proposal.update.day());
    all.into_iter().map(|concerned| concerned.what).filter(|what| !matches!(what, Concern::Undated(_)))
}

fn contests(ledger: &Ledger, id: &EntryId) -> impl Iterator<Item = Caution> {
    let disputes = disputes_of(ledger, &Subject::Entry(id.clone()), None).into_iter();
    disputes.filter(|d| matches!(d.shown.inner(), Value::Status(_) | Value::Percent(_))).map(Caution::Contested)
}
