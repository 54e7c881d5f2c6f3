use serde_json::{Value, json};

use crate::cli::call::{Call, book};
use crate::cli::counted::{Laid, lines};
use crate::cli::error::CliError;
use crate::cli::into_file::terms;
use crate::cli::out::Answer;
use crate::domain::{Missing, Status, Workload};
use crate::query::{Matcher, workloads};
use crate::report::{Cell, Count, Grid, SCHEMA};
use crate::text::{Lang, Say};

/// 各单位牵头、配合、逾期、红灯、未反馈多少 | What each body leads and shares in, how much is late, red, unreported
#[derive(clap::Args, Debug)]
#[command(after_help = "与界面的部门表是同一套数。--filter 选计入哪些条目，词语选列出哪些单位。
例：
  duban departments --sort -未反馈,-逾期
  duban departments 农业 --filter 时限<=2025-12-31
  duban departments --filter 灯:红,黄 -o 各单位.xlsx | The same figures as the screen's table of departments. --filter says which entries count, words which bodies are listed.
Examples:
  duban departments --sort -owes,-late
  duban departments 农业 --filter deadline<=2025-12-31
  duban departments --filter light:red,yellow -o bodies.xlsx")]
pub(in crate::cli) struct Departments {
    /// 单位名称里的字或拼音；不写则全部 | Letters or pinyin of the bodies' names; all when left out
    #[arg(value_name = "词 | WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    laid: Laid,
}

impl Departments {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let book = book(&session);
        let stock = book.snapshot();
        let among = call.has_filter().then(|| call.filtered(&session, &book)).transpose()?;
        let matcher = Matcher::new(&self.words.join(" "));
        let mut all = workloads(&stock, among.as_deref(), call.lang);
        all.retain(|row| self.words.is_empty() || matcher.finds(&row.name) || matcher.finds(&row.also));
        let cells: Vec<Vec<Cell>> = all.iter().map(Count::cells).collect();
        let heads: Vec<_> = Count::all().map(|c| (c.head(Lang::Zh).to_owned(), c.head(Lang::En).to_owned())).collect();
        let order = self.laid.order(&heads, &cells)?;
        if call.globals.json {
            let rows: Vec<Value> = order.iter().map(|i| row(&all[*i])).collect();
            let day = stock.standings.day();
            let told = json!({ "schema": SCHEMA, "kind": "departments", "day": day, "departments": rows });
            return Ok(Answer::json(told).remarks(call.moment(&session)));
        }
        let overlaps = stock.is_led_together();
        let rows = order.iter().map(|i| cells[*i].clone()).collect::<Vec<_>>();
        let count = rows.len();
        let grid = Grid::of(call.lang.pick("部门", "Departments"), "shown", (Count::heads(overlaps, call.lang), rows));
        if self.laid.into.is_wanted() {
            return self.laid.into.write(call, &session, (grid, terms(call, &self.words, &self.laid.sort)));
        }
        let text = match count {
            0 => String::new(),
            _ => lines(&grid, call.lang, |i| Count::all().nth(i).is_some_and(|c| !matches!(c, Count::Status(_) | Count::Unverified))),
        };
        let (bodies, nobody): (Vec<&Workload>, Vec<&Workload>) = all.iter().partition(|row| row.dept.is_some());
        let missing =
            bodies.iter().map(|row| (row.owed, row.owed_parts)).collect::<Missing>().besides(nobody.iter().map(|row| row.owed).sum());
        let said = call.lang.pick(
            format!("共 {count} 行；未反馈按单位计（牵头的整项、配合的部分）：{}", missing.say(Lang::Zh)),
            format!("{count} rows; what is owed counts by body, on the whole where it leads and on its parts: {}", missing.say(Lang::En)),
        );
        let unsummed = Some(Count::unsummed(overlaps, call.lang).to_owned()).filter(|said| !said.is_empty() && count > 1);
        Ok(Answer::text(text).remark(said).remarks(unsummed).remarks(call.moment(&session)))
    }
}

/// A row for machines.
fn row(row: &Workload) -> Value {
    let named = |status: Option<Status>| status.map_or("none", |s| s.term().word).to_owned();
    let statuses = std::iter::once(None).chain(Status::ALL.map(Some));
    let by_status: serde_json::Map<String, Value> = statuses.map(|s| (named(s), row.of_status(s).into())).collect();
    json!({
        "id": row.dept, "name": row.name, "leads": row.leads, "shares": row.cooperates, "late": row.late, "red": row.red,
        "owes": row.owes, "unreported": row.owed, "unverified": row.unverified, "last_report": row.last, "by_status": by_status,
    })
}
