//! What whoever filled in a row had before him: the log as its hidden cells name it, and the words that he saw. Where these do not belong
//! together, nobody can tell but a person what the row is about.

use std::collections::HashSet;

use super::caution::Caution;
use super::column::FormColumn;
use super::error::{Misfit, Why};
use super::form::{Line, Role, asked, due, reference};
use super::reader::{Filled, Said};
use super::seal::{Basis, ledger_mark};
use super::sheet::bare;
use crate::domain::{DeptId, Entry, EntryId, Ledger, State, Status, UpdateId, fold};

/// The entry as the form showed it: by the updates that it names, and all that those had seen.
pub(super) fn seen(ledger: &Ledger, entry: &Entry, after: &[UpdateId]) -> State {
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

/// The rows of a file, each for the entry that whoever filled it in saw, with what is to be asked about where that is not plain.
pub(super) fn as_seen(ledger: &Ledger, said: &Said) -> Vec<Filled> {
    let mut rows = shown(ledger, &said.rows, said);
    let is_twice: Vec<bool> = rows.iter().map(|row| rows.iter().any(|other| contradicts(row, other))).collect();
    for (row, _) in rows.iter_mut().zip(is_twice).filter(|(_, is_twice)| *is_twice) {
        row.cautions.push(Caution::Twice);
    }
    rows
}

/// The same of rows in which nothing was filled in: what was written over in them is told of.
pub(super) fn blanks_as_seen(ledger: &Ledger, said: &Said) -> Vec<Filled> {
    shown(ledger, &said.blanks, said)
}

fn shown(ledger: &Ledger, rows: &[Filled], said: &Said) -> Vec<Filled> {
    rows.iter().map(|row| by_what_is_shown(ledger, row, said)).collect()
}

fn contradicts(row: &Filled, other: &Filled) -> bool {
    row.basis == other.basis && (&row.report, &row.wish, &row.person) != (&other.report, &other.wish, &other.person)
}

fn by_what_is_shown(ledger: &Ledger, row: &Filled, said: &Said) -> Filled {
    let mut row = row.clone();
    if let Some((shown, ours)) = other_body(ledger, &row, said) {
        row.cautions.push(Caution::OtherBody(shown, ours));
    }
    let Some(entry) = ledger.get(&row.basis.entry) else { return row };
    if shows(ledger, &row, entry) {
        return row;
    }
    let mut meant: Vec<&Basis> = Vec::new();
    for other in said.rows.iter().chain(&said.blanks).filter(|other| other.sheet == row.sheet && other.basis.body == row.basis.body) {
        let is_meant = ledger.get(&other.basis.entry).is_some_and(|entry| shows(ledger, &row, entry));
        if is_meant && !meant.contains(&&other.basis) {
            meant.push(&other.basis);
        }
    }
    let caution = match meant.as_slice() {
        [one] => {
            let hidden: EntryId = std::mem::replace(&mut row.basis, (*one).clone()).entry;
            Caution::Moved(hidden)
        }
        _ => {
            let shown = [FormColumn::Reference, FormColumn::Title].map(|column| row.shown.get(&column).cloned().unwrap_or_default());
            Caution::Otherwise(shown.join(" ").trim().to_owned(), format!("{} {}", reference(ledger, entry), entry.title))
        }
    };
    row.cautions.push(caution);
    row
}

/// Whether what is seen of a row is what a form shows of an entry.
fn shows(ledger: &Ledger, row: &Filled, entry: &Entry) -> bool {
    let expected = [(FormColumn::Reference, reference(ledger, entry)), (FormColumn::Title, entry.title.clone())];
    let is_seen = |(column, _): &&(FormColumn, String)| row.shown.contains_key(column);
    let agrees =
        |(column, text): &(FormColumn, String)| row.shown.get(column).is_some_and(|shown| bare(shown) == bare(&super::writer::words(text)));
    expected.iter().any(|one| is_seen(&one)) && expected.iter().filter(is_seen).all(agrees)
}

/// The body that the form's title names, where that is another than its rows are of. Rows of several forms below one title say nothing of it.
fn other_body(ledger: &Ledger, row: &Filled, said: &Said) -> Option<(String, String)> {
    let other = named_otherwise(ledger, row.title.as_deref()?, &row.basis.body)?;
    let mut under = said.rows.iter().chain(&said.blanks).filter(|other| other.sheet == row.sheet && other.title == row.title);
    under.all(|other| other.basis.body == row.basis.body).then_some(other)
}

/// The body that a title names and the one to which the form went, where these are two.
pub(super) fn named_otherwise(ledger: &Ledger, title: &str, body: &DeptId) -> Option<(String, String)> {
    let shown = title.trim().split_once(' ')?.0;
    let register = &ledger.departments;
    let is_it = |id: &DeptId| id == body || register.name(id) == register.name(body);
    let is_same = register.resolve(shown).is_ok_and(|body| is_it(&body.id)) || bare(shown) == bare(body.as_str());
    (!is_same).then(|| (shown.to_owned(), register.name(body).to_owned()))
}

/// The cells of a row that show what the ledger has, and say something else by now: nothing of it is taken. Where the log that the form
/// showed is gone nobody can tell.
pub(super) fn overwritten(ledger: &Ledger, row: &Filled) -> Vec<Misfit> {
    let Some(entry) = ledger.get(&row.basis.entry) else { return Vec::new() };
    let is_known = row.basis.after.iter().all(|id| entry.updates.iter().any(|u| u.id == *id));
    if !is_known || ledger_mark(ledger, &entry.id).as_ref() != Some(&row.basis.ledger) {
        return Vec::new();
    }
    let text = |column| row.shown.get(&column).map(String::as_str).unwrap_or_default();
    let mut all = Vec::new();
    // Of a row that was filled in it is asked which entry is meant; in one that was not, words stand that are no entry's.
    let is_entrys = |column, shown: &str| {
        ledger.entries().iter().any(|one| {
            let sent = if column == FormColumn::Title { one.title.clone() } else { reference(ledger, one) };
            bare(&super::writer::words(&sent)) == bare(shown)
        })
    };
    let named = [FormColumn::Reference, FormColumn::Title].into_iter().filter(|_| row.is_empty());
    all.extend(named.filter(|column| !text(*column).is_empty() && !is_entrys(*column, text(*column))));
    if row.deadline.is_none() && !text(FormColumn::Deadline).is_empty() {
        all.push(FormColumn::Deadline);
    }
    let state = seen(ledger, entry, &row.basis.after);
    let line = asked(ledger, entry, &state, (&row.basis.body, Role::Leads, row.basis.period));
    let is_other = |line: &Line, column: &FormColumn| {
        let (was, is) = (super::writer::words(&line.text(*column)), text(*column));
        let is_none = |text: &str| Status::NONE.names().chain(Status::NONE.once.iter().copied()).any(|name| bare(name) == bare(text));
        !is.is_empty() && bare(&was) != bare(is) && !(is_none(&was) && is_none(is))
    };
    // What follows from others' reports may have been otherwise when the form went out.
    let own = line.filter(|line| line.is_own);
    all.extend(
        own.iter().flat_map(|line| [FormColumn::LastStatus, FormColumn::LastWords].into_iter().filter(|column| is_other(line, column))),
    );
    all.extend(told_otherwise(ledger, row, (entry, &state)));
    all.into_iter().map(|column| row.misfit(column, Why::Overwritten(column.head(), text(column).to_owned()))).collect()
}

/// The part in the entry and the steps that are due, where the form shows words that are none of them.
fn told_otherwise(ledger: &Ledger, row: &Filled, (entry, seen): (&Entry, &State)) -> impl Iterator<Item = FormColumn> {
    let text = |column| row.shown.get(&column).map(|shown| bare(shown)).unwrap_or_default();
    let now = fold(ledger, entry, None);
    let role = |state: &State| Some(Role::of(ledger.duty(&row.basis.body, entry, state.lead.value.as_ref())?).label());
    let roles: Vec<&str> = [role(seen), role(&now)].into_iter().flatten().collect();
    let is_role = roles.is_empty() || row.status() != FormColumn::Status || roles.contains(&text(FormColumn::Role).as_str());
    let mut steps: Vec<String> = ledger.steps_of(&entry.id).map(|step| bare(&due(step))).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.len()));
    let beyond = steps.iter().fold(text(FormColumn::Steps), |rest, step| rest.replace(step, ""));
    let role = (!is_role && !text(FormColumn::Role).is_empty()).then_some(FormColumn::Role);
    role.into_iter().chain((!beyond.is_empty()).then_some(FormColumn::Steps))
}
