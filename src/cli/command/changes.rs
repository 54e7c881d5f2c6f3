use serde_json::json;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sentences;
use crate::domain::{Ledger, Since, Subject};
use crate::merge::{By, Difference, differences, told};
use crate::profile::{Session, read_seen};
use crate::report::SCHEMA;
use crate::share::ShareError;
use crate::text::{fold_width, sanitize};

/// 从那时以来什么变了：谁、何时、由什么改为什么 | What has changed since then: who, when, from what to what
#[derive(clap::Args, Debug)]
#[command(
    after_help = "日期、期间按记录计：那一天（期末）以后记下的都算；没过完的、宽限期内还在收的一期，从期初算起。方案本身的文字改动没有日期，要看它们请写提交或“上次”。
例：
  duban changes                      上次在界面里看过以来
  duban changes --since 2025Q3       三季度末以来
  duban changes --since HEAD~1 --by 填报单位 | Days and periods go by the logs: what was recorded after that day, or after the period's end; of a period that is not over, or is still collected in its days of grace, since it began. Changes of the plans' own words have no day: give a commit, or `last`, to see them.
Examples:
  duban changes                      since the ledger was looked at on the screen
  duban changes --since 2025Q3       since the end of the third quarter
  duban changes --since HEAD~1 --by author"
)]
pub(in crate::cli) struct Changes {
    /// 从何时起：上次、2025-09-30、2025Q3，或提交如 HEAD~1；不写为上次 | Since when: last, 2025-09-30, 2025Q3, or a commit such as HEAD~1; last when left out
    #[arg(long, value_name = "何时 | WHEN")]
    since: Option<String>,
    /// 按条目、按责任单位（牵头）还是按填报单位列：条目、责任单位、填报单位 | Listed by entry, by the body that leads, or by the body that recorded: entry, lead, author
    #[arg(long, value_name = "条目|责任单位|填报单位 | BY")]
    by: Option<String>,
}

impl Changes {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let by = self.by.as_deref().map_or(Ok(By::Thing), by)?;
        let session = call.open()?;
        let word = self.since.as_deref().unwrap_or("上次");
        let Some(before) = before(call, &session, word)? else {
            let (zh, en) = (
                "还没有记过上次看到哪里：在界面里打开一次台账，从那时记起",
                "it is not known what was seen last: open the ledger on the screen once",
            );
            return Ok(Answer::text("").remark(call.lang.pick(zh, en)));
        };
        let mut all = differences(&before, &session.ledger);
        if let Some(places) = call.passing(&session)? {
            let wanted = |d: &Difference| matches!(&d.subject, Subject::Entry(id) if session.ledger.index_of(id).is_some_and(|at| places.contains(&at)));
            all.retain(wanted);
        }
        if call.globals.json {
            let list = sentences::list_json(&all, &session.ledger, call.lang);
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "changes_since", "since": word, "differences": list })));
        }
        let mut out = String::new();
        for part in told(&all, &session.ledger, by, call.lang) {
            out.push_str(&format!("{}\n", sanitize(&part.heading, false)));
            part.lines.iter().for_each(|(_, line)| out.push_str(&format!("    {}\n", sanitize(line, false))));
        }
        let count = match all.len() {
            0 => call.lang.pick("没有改动".to_owned(), "nothing has changed".to_owned()),
            n => call.lang.pick(format!("改动 {n} 处"), format!("{n} changes")),
        };
        Ok(Answer::text(out).remark(count))
    }
}

/// The ledger as it was; none where nobody has looked at it yet.
fn before(call: &Call, session: &Session, word: &str) -> Result<Option<Ledger>, CliError> {
    Ok(match Since::read(word, &session.ledger, session.today) {
        Since::Last => read_seen(&session.folders, session.located.path())?,
        Since::Day(day) => Some(session.ledger.as_of(day)),
        Since::Version(name) => Some(version(call, &name).map_err(|e| unknown(e, word))?),
    })
}

fn version(call: &Call, name: &str) -> Result<Ledger, CliError> {
    Ok(call.sharing()?.ledger_at(name)?.unwrap_or_default())
}

/// What is no day, no period and no commit either.
fn unknown(error: CliError, word: &str) -> CliError {
    if !matches!(&error, CliError::Share(e) if matches!(**e, ShareError::NoRepo(_) | ShareError::NoCommit(_))) {
        return error;
    }
    CliError::usage(
        &format!("--since 不认得 `{word}`：不是日期、期间，也没有这样的提交"),
        &format!("--since does not know `{word}`: it is no day, no period, and there is no such commit"),
        "可写：上次、2025-09-30、2025Q3；台账在 git 版本库里的，还可写提交，如 HEAD~1（duban log 列出）。",
        "Known: last, 2025-09-30, 2025Q3; where the ledger lies in a git repository a commit too, such as HEAD~1 (`duban log` lists them).",
    )
}

fn by(word: &str) -> Result<By, CliError> {
    match fold_width(word.trim()).as_str() {
        "条目" | "entry" => Ok(By::Thing),
        "责任单位" | "单位" | "部门" | "牵头" | "body" | "lead" | "dept" => Ok(By::Lead),
        "填报单位" | "填报" | "author" | "recorder" => Ok(By::Author),
        _ => {
            let known = [("条目", "entry"), ("责任单位", "lead"), ("填报单位", "author")];
            Err(CliError::unknown("--by", word, known.map(|(zh, en)| (zh.to_owned(), en.to_owned()))))
        }
    }
}
