//! From intents to one change, one save, and the sentences that tell of it.

use serde_json::{Value, json};
use std::path::Path;

use super::call::Call;
use super::caution::Caution;
use super::error::CliError;
use super::hints;
use super::out::Answer;
use super::records::unsound;
use crate::domain::{Asked, Attribute, Change, Entry, EntryId, Intent, NothingToRecord, Standings, Subject, Update, Wish};
use crate::profile::Session;
use crate::report::{SCHEMA, list_json};
use crate::text::Say;

/// What is to be recorded, entry by entry, and of which entries nothing is.
#[derive(Debug, Default)]
pub(super) struct Recording {
    updates: Vec<(EntryId, Box<Update>)>,
    /// Entries that state other facts than before, each with what changes, in words.
    amended: Vec<(Box<Entry>, Vec<Attribute>)>,
    unchanged: Vec<(EntryId, NothingToRecord)>,
    /// Updates of records of other kinds.
    beside: Vec<(Subject, Box<Update>)>,
}

impl Recording {
    /// Adds all that is wished for of an entry. What holds already is left out.
    pub(super) fn add(&mut self, session: &Session, entry: &Entry, wish: &Wish<'_>) -> Result<(), CliError> {
        match session.recorder.updates(&session.ledger, entry, wish) {
            Ok(updates) => {
                self.unchanged.extend(passed_over(session, entry, wish).map(|same| (entry.id.clone(), same)));
                if let Some(settled) = entry.settled_by(&updates) {
                    self.amend(entry, settled);
                }
                self.updates.extend(updates.into_iter().map(|u| (entry.id.clone(), Box::new(u))));
            }
            Err(same) if same.is_no_change() => self.unchanged.push((entry.id.clone(), same)),
            Err(e) => return Err(CliError::Record(entry.id.clone(), e)),
        }
        Ok(())
    }

    /// Adds intents as whoever records usually means them.
    pub(super) fn intend(&mut self, session: &Session, entry: &Entry, intents: &[Intent]) -> Result<(), CliError> {
        self.add(session, entry, &Wish { intents, period: None, about: Asked::Usual })
    }

    /// Adds that somebody leads what nobody leads under an entry too.
    pub(super) fn lead_below(&mut self, session: &Session, entry: &Entry, lead: &Intent) -> Result<(), CliError> {
        for below in session.ledger.unled_below(entry) {
            if !self.updates.iter().any(|(id, _)| *id == below.id) {
                self.intend(session, below, std::slice::from_ref(lead))?;
            }
        }
        Ok(())
    }

    /// Adds an entry as it is to be. What is so already is left out.
    pub(super) fn amend(&mut self, before: &Entry, after: Entry) {
        let changed: Vec<Attribute> = Attribute::amendable().filter(|a| a.stated(before) != a.stated(&after)).collect();
        if changed.is_empty() {
            self.unchanged.push((after.id, NothingToRecord::Empty));
        } else {
            self.amended.push((Box::new(after), changed));
        }
    }

    /// Adds an update that was made elsewhere.
    pub(super) fn push(&mut self, change: Change) {
        match change {
            Change::Record { subject: Subject::Entry(entry), update, .. } => self.updates.push((entry, update)),
            Change::Record { subject, update, .. } => self.beside.push((subject, update)),
            _ => {}
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.updates.is_empty() && self.amended.is_empty() && self.beside.is_empty()
    }

    /// Why nothing is to be recorded of the first entry of which nothing is.
    pub(super) fn nothing(&self) -> Option<CliError> {
        self.unchanged.first().map(|(id, why)| CliError::Record(id.clone(), why.clone()))
    }

    /// Applies everything as one change, saves once unless it is a dry run, and tells what was done.
    pub(super) fn carry_out(self, call: &Call, session: &mut Session, caution: Caution) -> Result<Answer, CliError> {
        for (after, _) in &self.amended {
            let before = session.ledger.get(&after.id).map(AsRef::as_ref);
            session.ledger.sound(before, after.as_ref()).map_err(|why| unsound(&why))?;
        }
        let text = self.text(call, session);
        let mut ids: Vec<EntryId> = self.updates.iter().map(|(id, _)| id.clone()).collect();
        ids.dedup();
        let recorded = ids.len();
        let only_amended = self.amended.iter().map(|(entry, _)| &entry.id).filter(|id| !ids.contains(id)).cloned().collect::<Vec<_>>();
        ids.extend(only_amended);
        caution.asks(call, &session.ledger, &ids)?;
        let (count, dry_run) = (ids.len() + self.beside.len(), caution.dry_run);
        let record = |(entry, update): (EntryId, Box<Update>)| Change::record(entry, *update);
        let amended = self.amended.into_iter().map(|(entry, _)| Change::amend(*entry));
        let beside = self.beside.into_iter().map(|(subject, update)| Change::record(subject, *update));
        let change = Change::All(self.updates.into_iter().map(record).chain(amended).chain(beside).collect());
        let mut noted = caution.asks_about(call, session, &change)?;
        noted.extend(session.ledger.lacks_office(&change).then(|| hints::way_to_office(call.lang)));
        let made = call.make(change, session, dry_run)?;
        let answer =
            if call.globals.json { Answer::json(envelope(session, ids.split_at(recorded), (dry_run, count))) } else { Answer::text(text) };
        let path = &session.file.path;
        let mut answer = answer.remarks(noted).remark(summary(call, count, path, dry_run)).made(&made, call.lang);
        for (id, why) in &self.unchanged {
            answer = answer.remark(format!("{id}{}{}", call.lang.pick("：", ": "), why.say(call.lang)));
        }
        Ok(answer)
    }

    fn text(&self, call: &Call, session: &Session) -> String {
        let mut out = String::new();
        for (id, update) in &self.updates {
            let entry = session.ledger.get(id);
            let (title, log) = entry.map_or(("", &[][..]), |e| (e.title.as_str(), e.updates.as_slice()));
            let period = update.reported().map(|r| r.period.label(call.lang));
            let period = period.map(|p| call.lang.pick(format!("（报{p}）"), format!(" (on {p})"))).unwrap_or_default();
            out.push_str(&format!("{id}  {title}{period}\n"));
            if let Some(about) = update.about_label(&session.ledger, call.lang) {
                out.push_str(&format!("    {}\n", crate::text::sanitize(&about, false)));
            }
            for sentence in update.sentences_in(log, &session.ledger, call.lang) {
                out.push_str(&format!("    {}\n", crate::text::sanitize(&sentence, false)));
            }
        }
        for (subject, update) in &self.beside {
            out.push_str(&format!("{subject}\n"));
            for sentence in update.sentences(&session.ledger, call.lang) {
                out.push_str(&format!("    {}\n", crate::text::sanitize(&sentence, false)));
            }
        }
        for (after, changed) in &self.amended {
            let Some(before) = session.ledger.get(&after.id) else { continue };
            if !self.updates.iter().any(|(id, _)| *id == after.id) {
                out.push_str(&format!("{}  {}\n", after.id, before.title));
            }
            for attribute in changed {
                let words = |entry: &Entry| {
                    let words = attribute.written(entry, &session.ledger.departments, call.lang);
                    if words.is_empty() { "–".to_owned() } else { words }
                };
                let sentence = format!("{} {} → {}", attribute.label(call.lang), words(before), words(after));
                out.push_str(&format!("    {}\n", crate::text::sanitize(&sentence, false)));
            }
        }
        out
    }
}

/// What of a wish holds already, where the rest of it is recorded.
fn passed_over<'a>(session: &'a Session, entry: &'a Entry, wish: &'a Wish<'_>) -> impl Iterator<Item = NothingToRecord> + 'a {
    let alone = |intent: &'a Intent| {
        let wish = Wish { intents: std::slice::from_ref(intent), about: wish.about.clone(), ..*wish };
        session.recorder.updates(&session.ledger, entry, &wish).err()
    };
    wish.intents.iter().filter(|_| wish.intents.len() > 1).filter_map(alone).filter(NothingToRecord::is_no_change)
}

/// Records one intent on every entry that is named or passes the filter, as one change.
pub(super) fn for_each(call: &Call, ids: &[String], intent: &Intent, caution: Caution) -> Result<Answer, CliError> {
    call.names_entries(ids, ("没有说是哪一条", "it is not said which entry"))?;
    let mut session = call.open_to_record()?;
    let mut recording = Recording::default();
    for place in call.chosen(&session, ids)? {
        recording.intend(&session, &session.ledger.entries()[place], std::slice::from_ref(intent))?;
    }
    recording.carry_out(call, &mut session, caution)
}

fn summary(call: &Call, count: usize, path: &Path, dry_run: bool) -> String {
    let path = path.display();
    if dry_run {
        call.lang.pick(format!("试运行：将改动 {count} 条，没有保存"), format!("dry run: {count} would change; nothing was saved"))
    } else if count == 0 {
        call.lang.pick("没有改动".to_owned(), "nothing changed".to_owned())
    } else {
        call.lang.pick(format!("已保存 {count} 条：{path}"), format!("saved {count} to {path}"))
    }
}

/// What was done, for machines: each update as the export has it; entries that only state other facts have none.
fn envelope(session: &Session, (recorded, amended): (&[EntryId], &[EntryId]), (dry_run, count): (bool, usize)) -> Value {
    let ids: Vec<&EntryId> = recorded.iter().chain(amended).collect();
    let places: Vec<usize> = ids.iter().filter_map(|id| session.ledger.index_of(id)).collect();
    let standings = Standings::new(&session.ledger, session.today);
    let list = list_json(&session.ledger, &standings, &places);
    let entries = list["entries"].as_array().into_iter().flatten().enumerate();
    let update = |i: usize, e: &Value| e["updates"].as_array().and_then(|all| all.last()).filter(|_| i < recorded.len()).cloned();
    let changes: Vec<Value> =
        entries.map(|(i, e)| json!({ "id": e["id"], "title": e["title"], "light": e["light"], "update": update(i, e) })).collect();
    let file = session.file.path.display().to_string();
    json!({ "schema": SCHEMA, "kind": "changes", "dry_run": dry_run, "saved": !dry_run && count > 0, "file": file, "changes": changes })
}
