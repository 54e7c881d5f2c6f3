use serde_json::json;

use crate::cli::call::{Call, book};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::domain::{Asked, Entry, EntryId, Intent, Update, UpdateId, Wish};
use crate::profile::Session;
use crate::query::Book;
use crate::report::SCHEMA;
use crate::text::sanitize;

/// 建议：不牵头的单位提出的改动，列出、采纳或退回 | What bodies that do not lead propose: list it, take it, decline it
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban proposals
  duban proposals --accept 3k9m2x7qa1bcd
  duban proposals --decline 3k9m2x7qa1bcd --reason 时限以会议纪要为准 | Examples:
  duban proposals
  duban proposals --accept 3k9m2x7qa1bcd
  duban proposals --decline 3k9m2x7qa1bcd --reason 'the minutes say otherwise'")]
pub(in crate::cli) struct Proposals {
    /// 采纳哪一条，写它的记录号 | Take the one of this id
    #[arg(long, value_name = "记录号 | UPDATE", conflicts_with = "decline")]
    accept: Option<String>,
    /// 不采纳哪一条；须写理由 | Decline the one of this id; wants a reason
    #[arg(long, value_name = "记录号 | UPDATE")]
    decline: Option<String>,
    /// 不采纳的理由 | Why it is declined
    #[arg(long, value_name = "理由 | WHY", requires = "decline")]
    reason: Option<String>,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

/// A proposal with the entry that it would change.
struct Open<'a> {
    entry: &'a Entry,
    update: &'a Update,
}

fn open(book: &Book, place: usize) -> Vec<Open<'_>> {
    let entry: &Entry = &book.ledger().entries()[place];
    let proposals = &book.standings().all()[place].state.proposals;
    entry.updates.iter().filter(|u| proposals.contains(&u.id)).map(|update| Open { entry, update }).collect()
}

impl Proposals {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let book = book(&session);
        let places = call.filtered(&session, &book)?;
        let all: Vec<Open<'_>> = places.into_iter().flat_map(|place| open(&book, place)).collect();
        let answered = match (&self.accept, &self.decline) {
            (Some(id), _) => Some((id, Intent::Accept(UpdateId::from(id.as_str())))),
            (_, Some(id)) => {
                let reason = self.reason.clone().unwrap_or_default();
                Some((id, Intent::Decline { update: UpdateId::from(id.as_str()), reason }))
            }
            _ => None,
        };
        let Some((id, intent)) = answered else { return Ok(list(call, &session, &all)) };
        let known = || all.iter().map(|o| (format!("{}（{}）", o.update.id, o.entry.title), o.update.id.to_string()));
        let option = if self.accept.is_some() { "--accept" } else { "--decline" };
        let found = all.iter().find(|o| o.update.id.as_str() == id).ok_or_else(|| CliError::unknown(option, id, known()))?;
        call.asks_who(&mut session)?;
        let mut recording = Recording::default();
        recording.add(&session, found.entry, &Wish { intents: &[intent], period: None, about: Asked::Usual })?;
        recording.carry_out(call, &mut session, Caution::trusting(self.dry_run))
    }
}

fn list(call: &Call, session: &Session, all: &[Open<'_>]) -> Answer {
    let ledger = &session.ledger;
    if call.globals.json {
        let one = |o: &Open<'_>| {
            json!({
                "entry": EntryId::as_str(&o.entry.id),
                "title": o.entry.title,
                "update": o.update.id.as_str(),
                "by": o.update.by.label(ledger),
                "on": o.update.day().to_string(),
                "says": o.update.says.iter().map(|f| f.json(ledger)).collect::<Vec<_>>(),
            })
        };
        return Answer::json(json!({ "schema": SCHEMA, "kind": "proposals", "proposals": all.iter().map(one).collect::<Vec<_>>() }));
    }
    let mut out = String::new();
    for Open { entry, update } in all {
        out.push_str(&sanitize(&format!("{}  {}  {}", update.id, entry.id, entry.title), false));
        out.push_str(&format!("\n    {}  {}\n", update.time().format("%Y-%m-%d"), sanitize(&update.by.label(ledger), false)));
        for sentence in update.sentences_in(&entry.updates, ledger, call.lang) {
            out.push_str(&format!("    {}\n", sanitize(&sentence, false)));
        }
    }
    let answer = Answer::text(out);
    if all.is_empty() { answer.remark(call.lang.pick("没有等待答复的建议", "no proposal waits for an answer")) } else { answer }
}
