//! Asking the bodies that are suggested to lead.

use crate::cli::call::{Call, body, book};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sending::Sending;
use crate::domain::{Entry, EntryId};
use crate::packet::Round;
use std::collections::HashSet;

/// 责任分工征求意见：给每个拟牵头单位各写一份征求意见表（同意、不同意、建议由谁牵头），连同发放清单；可用 --filter 选条目 | Ask whom leads are proposed: a form for each such body (agrees, does not, who instead), with a list; --filter chooses entries
#[derive(clap::Args, Debug)]
#[command(
    after_help = "不写 -o 则写到 责任分工征求意见 文件夹。填好交回后用 duban packet in 文件夹/*.xlsx --accept all 记入台账：同意和建议由谁牵头记为建议，等采纳或退回（duban proposals）；不同意的，记下理由，该单位不再列为拟牵头。 | Without -o it goes to the folder 责任分工征求意见. Take what comes back in with `duban packet in FOLDER/*.xlsx --accept all`: that a body agrees, or names another, is a proposal to be taken or declined (`duban proposals`); one that does not agree is proposed no more, and its reason stays in the log."
)]
pub(super) struct Consult {
    /// 只发给这些单位，可重复；不写则发给所有拟牵头单位 | Only to these bodies; may be repeated; to all that are proposed when left out
    #[arg(long, value_name = "单位 | BODY")]
    dept: Vec<String>,
    #[command(flatten)]
    sending: Sending,
}

impl Consult {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let ledger = &session.ledger;
        let only = self.dept.iter().map(|word| Ok(ledger.departments.name(&body(ledger, "--dept", word, None)?.id).to_owned()));
        let only = only.collect::<Result<Vec<String>, CliError>>()?;
        let places = call.filtered(&session, &book(&session))?;
        let meant: HashSet<&EntryId> = places.iter().map(|at| &ledger.entries()[*at].id).collect();
        let mut round = Round::consulting(ledger, ledger.collecting(session.today), &|entry: &Entry| meant.contains(&entry.id));
        round.forms.retain(|form| only.is_empty() || only.contains(&form.body));
        if round.forms.is_empty() {
            let (zh, en) = (
                "没有要征求意见的：没有牵头单位又有拟牵头的条目，一条也没有选到",
                "nobody is to be asked: of what nobody leads, nothing that was chosen has a proposed lead",
            );
            return Err(CliError::usage(
                zh,
                en,
                "duban lead list 列出有拟牵头的条目，duban lead suggest 提建议。",
                "`duban lead list` lists what leads are proposed for, `duban lead suggest` suggests them.",
            ));
        }
        self.sending.send(call, &session, &round, ("consulting", None))
    }
}
