use serde_json::{Value, json};

use crate::cli::call::{Call, book};
use crate::cli::counted::{Laid, lines};
use crate::cli::error::CliError;
use crate::cli::into_file::terms;
use crate::cli::out::Answer;
use crate::domain::{Attribute, Light, Standing, told_once};
use crate::query::{GroupBy, Snapshot, group};
use crate::report::{Cell, Grid, Head, SCHEMA};
use crate::text::{Lang, list_parts};

/// 各方案、级别、灯、状态有多少条，其中逾期、红灯、未反馈多少 | How many entries by plan, level, light and status, and how many are late, red, unreported
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban stats
  duban stats 牵头:nyncj --by 方案,状态
  duban stats --by 地区 --filter 类型:项目 -o 各地项目.xlsx | Examples:
  duban stats
  duban stats lead:nyncj --by plan,status
  duban stats --by region --filter kind:project -o projects.xlsx")]
pub(in crate::cli) struct Stats {
    /// 筛选词，与 --filter 同义，同时符合才计入 | Words of a filter, as in --filter; all must hold
    #[arg(value_name = "筛选 | FILTER")]
    words: Vec<String>,
    /// 按什么统计，逗号分隔；不写则方案、级别、灯、状态 | By what, divided by commas; plan, level, light and status when left out
    #[arg(long, value_name = "分组 | BY")]
    by: Vec<String>,
    #[command(flatten)]
    laid: Laid,
}

/// What is counted of the entries under a heading.
#[derive(Default)]
struct Counts {
    entries: usize,
    late: usize,
    red: usize,
    unreported: usize,
}

impl Counts {
    fn of(stock: &Snapshot<'_>, places: &[usize]) -> Counts {
        let mut counts = Counts { entries: places.len(), ..Counts::default() };
        for Standing { verdict, .. } in places.iter().filter_map(|at| stock.standings.all().get(*at)) {
            counts.late += usize::from(verdict.overdue);
            counts.red += usize::from(verdict.light == Light::Red);
            counts.unreported += usize::from(verdict.unreported);
        }
        counts
    }

    fn json(&self, label: &str) -> Value {
        json!({ "value": label, "entries": self.entries, "late": self.late, "red": self.red, "unreported": self.unreported })
    }
}

const HEADS: [(&str, &str); 6] =
    [("统计", "by"), ("值", "value"), ("条目", "entries"), ("逾期", "late"), ("红灯", "red"), ("未反馈", "unreported")];

impl Stats {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let by = self.by()?;
        let session = call.open()?;
        let book = book(&session);
        let stock = book.snapshot();
        let places = call.selected(&session, &book, &self.words)?;
        let lang = call.lang;
        let named = places.len();
        // One thing that several entries name stands where it comes first, so that the parts make the whole.
        let mut once = stock.ledger.once();
        let places: Vec<usize> =
            places.into_iter().filter(|at| stock.ledger.entries().get(*at).is_some_and(|e| once.counts(&e.id))).collect();
        let again = named - places.len();
        let counted = |by: Attribute| {
            let groups = group(&stock, &places, GroupBy(Some(by)), lang);
            (by, groups.into_iter().map(|g| (g.label, Counts::of(&stock, &g.members))).collect())
        };
        let all: Vec<(Attribute, Vec<(String, Counts)>)> = by.into_iter().map(counted).collect();
        let total = Counts::of(&stock, &places);
        if call.globals.json {
            let part = |(by, groups): &(Attribute, Vec<(String, Counts)>)| {
                let rows: Vec<Value> = groups.iter().map(|(label, counts)| counts.json(label)).collect();
                json!({ "by": by.word(), "groups": rows })
            };
            let (day, parts) = (stock.standings.day(), all.iter().map(part).collect::<Vec<_>>());
            let total = total.json(lang.pick("合计", "total"));
            let told = json!({ "schema": SCHEMA, "kind": "stats", "day": day, "total": total, "named_again": again, "parts": parts });
            return Ok(Answer::json(told).remarks(call.moment(&session)));
        }
        let heads: Vec<_> = HEADS.map(|(zh, en)| (zh.to_owned(), en.to_owned())).into();
        let mut rows = Vec::new();
        for (by, groups) in &all {
            let cells = |(label, c): &(String, Counts)| {
                let counts = [c.entries, c.late, c.red, c.unreported].map(Cell::count);
                [Cell::text(by.label(lang)), Cell::text(label)].into_iter().chain(counts).collect::<Vec<_>>()
            };
            let part: Vec<Vec<Cell>> = groups.iter().map(cells).collect();
            rows.extend(self.laid.order(&heads, &part)?.into_iter().map(|i| part[i].clone()));
        }
        let head = |(zh, en): (&'static str, &'static str)| Head::new(lang.pick(zh, en), 40);
        let grid = Grid::of(lang.pick("统计", "Statistics"), "shown", (HEADS.map(head).into(), rows));
        if self.laid.into.is_wanted() {
            return self.laid.into.write(call, &session, (grid, terms(call, &self.words, &self.laid.sort)));
        }
        let text = if places.is_empty() { String::new() } else { lines(&grid, lang, |_| true) };
        let answer = Answer::text(text).remark(said(&total, lang)).remarks(told_once(again, lang));
        Ok(answer.remarks(call.moment(&session)))
    }

    fn by(&self) -> Result<Vec<Attribute>, CliError> {
        if self.by.is_empty() {
            return Ok(vec![Attribute::Plan, Attribute::Level, Attribute::Light, Attribute::Status]);
        }
        let known = || Attribute::groupings().chain(std::iter::once(Attribute::Level));
        let words = || known().map(|a| (a.name(Lang::Zh).to_owned(), a.name(Lang::En).to_owned()));
        let meant = |word: &str| Attribute::named(word, known()).ok_or_else(|| CliError::unknown("--by", word, words()));
        list_parts(&self.by.join(","), |_| false).into_iter().map(meant).collect()
    }
}

fn said(total: &Counts, lang: Lang) -> String {
    let Counts { entries, late, red, unreported } = total;
    lang.pick(
        format!("共 {entries} 项：逾期 {late} 项、红灯 {red} 项、未反馈 {unreported} 项（各单位欠报的项次见 duban departments）"),
        format!("{entries} entries: {late} late, {red} red, {unreported} unreported (`duban departments` counts what each body owes)"),
    )
}
