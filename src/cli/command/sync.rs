use serde_json::json;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::{rivals, sentences};
use crate::report::SCHEMA;
use crate::share::{Stop, Synced};
use crate::text::Say;

/// 同步：提交、取回、合并、推送；从不强推，合并不会做到一半 | Sync: commit, fetch, merge, push; never forced, no merge is left half done
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Sync {
    /// 只看会怎样；会取回，但不提交、不合并、不推送 | Show what would happen; fetches, but commits, merges and sends nothing
    #[arg(long)]
    dry_run: bool,
    /// 对方的某一版读不了时，另做一个提交把它放在一边 | Set a version of others that cannot be read aside, by a new commit
    #[arg(long)]
    set_aside: bool,
}

impl Sync {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("sync")?;
        let sharing = call.sharing()?;
        let sharing = if self.set_aside { sharing.setting_aside() } else { sharing };
        let synced = if self.dry_run { sharing.dry_run()? } else { sharing.sync(&Stop::default(), &mut |_| ())? };
        let contested = synced.contested();
        if call.globals.json {
            let received = sentences::list_json(&synced.received, &synced.ledger, call.lang);
            let notes: Vec<String> = synced.notes.iter().map(|n| n.say(call.lang)).collect();
            let committed = synced.committed.as_ref().map(|c| &c.message.subject);
            let in_all = contested.in_all;
            let contested: Vec<_> = contested.met.iter().map(|d| rivals::json(&synced.ledger, d, call.lang)).collect();
            return Ok(Answer::json(json!({
                "schema": SCHEMA, "kind": "sync", "dry_run": self.dry_run, "committed": committed,
                "received": received, "contested": contested, "contested_in_all": in_all, "notes": notes, "sent": synced.sent, "moved": synced.moved,
            })));
        }
        let mut page = sentences::page(&synced.received, &synced.ledger, call.lang);
        contested.met.iter().for_each(|d| page.push_str(&rivals::lines(&synced.ledger, d, call.lang)));
        let mut lines = self.lines(call, &synced);
        lines.extend(contested.sentence(call.lang).map(|waiting| rivals::settled_by(&waiting, call.lang)));
        Ok(lines.into_iter().fold(Answer::text(page), Answer::remark))
    }

    fn lines(&self, call: &Call, synced: &Synced) -> Vec<String> {
        let lang = call.lang;
        let mut lines = synced.told(lang);
        lines.extend(synced.committed.iter().map(|c| format!("{}{}", lang.pick("提交：", "commit: "), c.message.subject)));
        lines.extend(synced.removal(lang));
        let (received, sent) = (synced.received.len(), synced.sent);
        lines.push(if self.dry_run {
            lang.pick(
                format!("试运行：将收到 {received} 项，推送 {sent} 个提交；什么都没有动"),
                format!("dry run: {received} would come in and {sent} commits go out; nothing was touched"),
            )
        } else {
            synced.sentence(lang)
        });
        lines
    }
}
