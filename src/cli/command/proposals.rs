use serde_json::json;
use std::sync::Arc;

use crate::cli::call::{Call, book};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::domain::{Entry, EntryId, Intent, Update, UpdateId};
use crate::profile::Session;
use crate::query::Book;
use crate::report::SCHEMA;
use crate::text::sanitize;

/// 建议：不牵头的单位提出的改动，列出、采纳或退回 | What bodies that do not lead propose: list it, take it, decline it
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban proposals
  duban proposals --accept 3k9m2x7qa1bcd
  duban proposals --accept-all --filter 拟牵头:密山 --dry-run
  duban proposals --decline 3k9m2x7qa1bcd --reason 时限以会议纪要为准 | Examples:
  duban proposals
  duban proposals --accept 3k9m2x7qa1bcd
  duban proposals --accept-all --filter proposed:密山 --dry-run
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
    /// 采纳所列的全部建议，可用 --filter 选条目；同一条上说法不一的不动 | Take all that are listed; --filter chooses entries; where two say different things of one entry nothing is taken
    #[arg(long, conflicts_with_all = ["accept", "decline"])]
    accept_all: bool,
    #[command(flatten)]
    caution: Caution,
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
        if self.accept_all {
            let (entries, differ) = takable(&book, &places);
            return self.take_all(call, &mut session, (&entries, differ));
        }
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
        recording.intend(&session, found.entry, &[intent])?;
        recording.carry_out(call, &mut session, Caution::trusting(self.caution.dry_run))
    }

    fn take_all(&self, call: &Call, session: &mut Session, (entries, differ): (&[Takable], usize)) -> Result<Answer, CliError> {
        call.asks_who(session)?;
        let mut recording = Recording::default();
        for (entry, intents) in entries {
            recording.intend(session, entry, intents)?;
        }
        let said = || {
            let zh = format!("{differ} 条上的建议说法不一，没有采纳：请用 --accept 逐条采纳、--decline 退回");
            call.lang.pick(zh, format!("{differ} entries have proposals that differ; take them one by one with --accept, or --decline"))
        };
        let none = || call.lang.pick("没有等待答复的建议", "no proposal waits for an answer").to_owned();
        let nothing = entries.is_empty() && differ == 0;
        let answer = recording.carry_out(call, session, self.caution)?;
        Ok(answer.remarks(nothing.then(none)).remarks((differ > 0).then(said)))
    }
}

/// An entry with what takes all that is proposed for it.
type Takable = (Arc<Entry>, Vec<Intent>);

/// The entries of which all that is proposed can be taken, and of how many it cannot.
fn takable(book: &Book, places: &[usize]) -> (Vec<Takable>, usize) {
    let (mut all, mut differ) = (Vec::new(), 0);
    for place in places {
        let (entry, proposals) = (&book.ledger().entries()[*place], &book.standings().all()[*place].state.proposals);
        match entry.takes_all(proposals) {
            Some(intents) if intents.is_empty() => {}
            Some(intents) => all.push((entry.clone(), intents)),
            None => differ += 1,
        }
    }
    (all, differ)
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
