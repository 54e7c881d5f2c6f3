use serde_json::json;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sentences;
use crate::merge::differences;

/// 用句子说明台账和某次提交相比有什么不同 | Say in sentences how the ledger differs from a commit
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Diff {
    /// 提交，如 HEAD~1；不写为 HEAD。写两个则比较两次提交 | Commits, such as HEAD~1; HEAD when left out. Two are compared with each other
    #[arg(value_name = "提交 | REV", num_args = 0..=2)]
    revs: Vec<String>,
}

impl Diff {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("diff")?;
        let sharing = call.sharing()?;
        let from = self.revs.first().map_or("HEAD", String::as_str);
        let old = sharing.ledger_at(from)?.unwrap_or_default();
        let new = match self.revs.get(1) {
            Some(rev) => sharing.ledger_at(rev)?.unwrap_or_default(),
            None => sharing.working()?,
        };
        let all = differences(&old, &new);
        let answer = sentences::answer(call, (&all, &new), json!({ "kind": "diff", "from": from, "to": self.revs.get(1) }));
        Ok(if all.is_empty() && !call.globals.json { answer.remark(call.lang.pick("没有不同", "no differences")) } else { answer })
    }
}
