use serde_json::json;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::sentences;
use crate::domain::{Ledger, Subject, parse_date, parse_period};
use crate::merge::{By, Difference, differences, told};
use crate::profile::{Session, read_seen};
use crate::report::SCHEMA;
use crate::text::{fold_width, sanitize};

/// 从那时以来什么变了：谁、何时、由什么改为什么 | What has changed since then: who, when, from what to what
#[derive(clap::Args, Debug)]
#[command(after_help = "日期、期间按记录计：那一天（期末）以后记下的都算；方案本身的文字改动没有日期，要看它们请写提交或“上次”。
例：
  duban changes                      上次在界面里看过以来
  duban changes --since 2025Q3       三季度末以来
  duban changes --since HEAD~1 --by 单位 | Days and periods go by the logs: what was recorded after that day, or after the period's end. Changes of the plans' own words have no day: give a commit, or `last`, to see them.
Examples:
  duban changes                      since the ledger was looked at on the screen
  duban changes --since 2025Q3       since the end of the third quarter
  duban changes --since HEAD~1 --by body")]
pub(in crate::cli) struct Changes {
    /// 从何时起：上次、2025-09-30、2025Q3，或提交如 HEAD~1；不写为上次 | Since when: last, 2025-09-30, 2025Q3, or a commit such as HEAD~1; last when left out
    #[arg(long, value_name = "何时 | WHEN")]
    since: Option<String>,
    /// 按条目还是按牵头单位列：条目、单位 | Listed by entry, or by the body that leads: entry, body
    #[arg(long, value_name = "条目|单位 | BY")]
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
    if matches!(fold_width(word.trim()).as_str(), "上次" | "last") {
        return Ok(read_seen(&session.folders, session.located.path())?);
    }
    let day = parse_period(word, session.today).ok().map(|p| p.end());
    if let Some(day) = day.or_else(|| parse_date(word, session.today).ok()) {
        return Ok(Some(session.ledger.as_of(day)));
    }
    Ok(Some(call.sharing()?.ledger_at(word)?.unwrap_or_default()))
}

fn by(word: &str) -> Result<By, CliError> {
    match fold_width(word.trim()).as_str() {
        "条目" | "entry" => Ok(By::Thing),
        "单位" | "部门" | "牵头" | "body" | "lead" | "dept" => Ok(By::Body),
        _ => Err(CliError::unknown("--by", word, [("条目".to_owned(), "entry".to_owned()), ("单位".to_owned(), "body".to_owned())])),
    }
}
