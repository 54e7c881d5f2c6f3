use serde_json::json;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::report::SCHEMA;

/// 提交台账（只提交这一个文件），提交说明写明改了什么 | Commit the ledger and nothing else, with a message that says what changed
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Commit {
    /// 提交说明的第一行；不写则写各类改动的条数 | First line of the message; counts of what changed when left out
    #[arg(short, long, value_name = "说明 | TEXT")]
    message: Option<String>,
}

impl Commit {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("commit")?;
        let committed = call.sharing()?.commit(self.message.as_deref())?;
        if call.globals.json {
            let (subject, body) = committed.as_ref().map(|c| (c.message.subject.clone(), c.message.body.clone())).unzip();
            let id = committed.and_then(|c| c.id);
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "commit", "id": id, "subject": subject, "body": body })));
        }
        let nothing = call.lang.pick("没有要提交的改动", "nothing to commit");
        Ok(match committed {
            Some(committed) => Answer::text(committed.message.text()),
            None => Answer::text("").remark(nothing),
        })
    }
}
