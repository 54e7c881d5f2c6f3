use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::acts::acts;
use crate::cli::call::{Call, body_now, plan};
use crate::cli::counted::lines;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::into_file::IntoFile;
use crate::cli::out::Answer;
use crate::cli::records;
use crate::cli::words;
use crate::domain::{Change, Indicator, Ledger, ValueOwed, parse_number};
use crate::profile::Session;
use crate::report::{Cell, GoalYear, Grid, Head, SCHEMA, SheetWish, goal_sheet};
use crate::text::Lang;

acts! {
    /// 指标：列出、登记、修改、填实测值 | Indicators: list them, enter one, change what one states, enter a measured value
    #[command(after_help = "例：
  duban indicator list 医药
  duban indicator measure jixi-bio/四（一）·生物医药增长极规模·全市 2025Q4 86.5 --as 鸡西市工业和信息化局
  duban indicator add 水库数量 --plan hulin-agri --scope 全市 --unit 座 --targets 2028=12
  duban indicator set jixi-bio/四（一）·生物医药增长极规模·全市 --every 每季度 --dry-run
  duban indicator missing 2025Q4
  duban indicator table jixi-agri --year 2025 -o 指标分年度表.xlsx | Examples:
  duban indicator list 医药
  duban indicator measure jixi-bio/四（一）·生物医药增长极规模·全市 2025Q4 86.5 --as 鸡西市工业和信息化局
  duban indicator add 水库数量 --plan hulin-agri --scope 全市 --unit 座 --targets 2028=12
  duban indicator set jixi-bio/四（一）·生物医药增长极规模·全市 --every quarterly --dry-run
  duban indicator missing 2025Q4
  duban indicator table jixi-agri --year 2025 -o indicators.xlsx")]
    Indicators of Indicator: Measure(Measure), Missing(Missing), Table(ByYear)
}

/// 填一个期间的实测值 | Enter the value measured in a period
#[derive(clap::Args, Debug)]
struct Measure {
    /// 编号，或只有一个指标用的名称 | Its id, or its name where no other has it
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 期间，如 2025Q4、2025年度 | The period: 2025Q4, 2025
    #[arg(value_name = "期间 | PERIOD")]
    period: String,
    /// 实测值 | The value
    #[arg(value_name = "数 | NUMBER", allow_negative_numbers = true)]
    value: String,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Measure {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let indicator = Indicator::meant(&session.ledger, &self.id)?;
        let period = words::period("measure", &self.period, session.today)?;
        let Some(value) = parse_number(&self.value) else {
            let (zh, en) = (format!("`{}` 不是数", self.value), format!("`{}` is no number", self.value));
            return Err(CliError::usage(&zh, &en, "写数字，如 86.5。", "Write a number such as 86.5."));
        };
        let change = session.recorder.measure(&session.ledger, &indicator.id(), period, value);
        records::carry_out(call, &mut session, change.unwrap_or(Change::All(Vec::new())), self.dry_run)
    }
}

/// 还没有填的实测值：按填报周期应填、未填的，由谁填；--dept 只看一个单位 | Values that are asked for and not there, and of whom; --dept narrows to a body
#[derive(clap::Args, Debug)]
struct Missing {
    /// 期间，如 2025Q4、2025年度；不写为正在收的一期 | The period: 2025Q4, 2025; when left out the one being collected
    #[arg(value_name = "期间 | PERIOD")]
    period: Option<String>,
    /// 只看一个单位的 | Only what this body answers for
    #[arg(long, value_name = "单位 | BODY")]
    dept: Option<String>,
    #[command(flatten)]
    into: IntoFile,
}

impl Missing {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let (session, lang) = (call.open()?, call.lang);
        let ledger = &session.ledger;
        let period = self.period.as_ref().map(|word| words::period("missing", word, session.today)).transpose()?;
        let period = period.unwrap_or_else(|| ledger.collecting(session.today));
        let body = self.dept.as_ref().map(|name| body_now(ledger, "--dept", name).map(|body| &body.id)).transpose()?;
        let asked: Vec<ValueOwed<'_>> =
            ledger.values_owed(period, None).filter(|one| body.is_none_or(|body| one.bodies.contains(body))).collect();
        let missing: Vec<&ValueOwed<'_>> = asked.iter().filter(|one| !one.said).collect();
        let names = |one: &ValueOwed<'_>| one.bodies.iter().map(|body| ledger.departments.name(body).to_owned()).collect::<Vec<_>>();
        if call.globals.json {
            let value = |one: &&ValueOwed<'_>| {
                json!({ "indicator": one.indicator.id().as_str(), "name": one.indicator.name, "scope": one.indicator.scope,
                    "unit": one.indicator.unit, "period": one.period.to_string(), "bodies": names(one) })
            };
            let all: Vec<Value> = missing.iter().map(value).collect();
            return Ok(Answer::json(
                json!({ "schema": SCHEMA, "kind": "values_missing", "period": period.to_string(), "asked": asked.len(), "missing": all }),
            ));
        }
        let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
        let heads = vec![
            head("责任单位", "body", 24),
            head("期间", "period", 10),
            head("指标", "indicator", 40),
            head("范围", "scope", 16),
            head("单位", "unit", 10),
            head("编号", "id", 40),
        ];
        let row = |one: &&ValueOwed<'_>| {
            let (of, nobody) = (one.indicator, lang.pick("未明确", "nobody"));
            let who = if one.bodies.is_empty() { nobody.to_owned() } else { names(one).join("、") };
            [who, one.period.label(lang), of.name.clone(), of.scope.clone(), of.unit.clone(), of.id().to_string()]
                .iter()
                .map(|text| Cell::text(text))
                .collect()
        };
        let title = lang.pick("未填报的指标实测值", "Values not filled in");
        let grid = Grid::of(title, "shown", (heads, missing.iter().map(row).collect()));
        if self.into.is_wanted() {
            return self.into.write(call, &session, (grid, vec![period.label(lang)]));
        }
        let (all, some) = (asked.len(), missing.len());
        let told =
            lang.pick(format!("{}应填 {all} 个，未填 {some} 个", period.label(lang)), format!("{period}: {all} asked for, {some} missing"));
        Ok(Answer::text(lines(&grid, lang, |_| true)).remark(told).remarks(unset(ledger, lang)))
    }
}

/// That nothing is asked for because no indicator says how often, where that is so.
fn unset(ledger: &Ledger, lang: Lang) -> Option<String> {
    let none = ledger.indicators.iter().all(|indicator| indicator.every.is_none());
    none.then(|| {
        lang.pick(
            "没有一个指标写明填报周期，所以都不要求填；用 duban indicator set 编号 --every 每季度 写明",
            "no indicator says how often it is filled in, so none is asked for; say so with duban indicator set ID --every quarterly",
        )
        .to_owned()
    })
}

/// 指标分年度表：每个范围、指标、年度一行，目标、各季度实测值、完成情况，应填未填的写明 | Indicators by place and year: goals, values quarter by quarter, and what is missing
#[derive(clap::Args, Debug)]
struct ByYear {
    /// 只列一个方案的：代码或简称 | Of one plan only: its code or short name
    #[arg(value_name = "方案 | PLAN")]
    plan: Option<String>,
    /// 只列一个年度的；不写为写明目标的各年 | Of one year only; when left out of all years with a goal
    #[arg(long, value_name = "年 | YEAR")]
    year: Option<i32>,
    #[command(flatten)]
    into: IntoFile,
}

impl ByYear {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let (session, lang) = (call.open()?, call.lang);
        let of = self.plan.as_ref().map(|word| plan(&session.ledger, word)).transpose()?;
        let wish = SheetWish { plan: of.map(|plan| plan.code.as_str()), year: self.year, day: session.today };
        let all = GoalYear::all(&session.ledger, &wish);
        let (rows, missing) = (all.len(), all.iter().map(GoalYear::missing).sum::<usize>());
        if call.globals.json {
            let told: Vec<Value> = all.iter().map(GoalYear::json).collect();
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "indicator_table", "missing": missing, "rows": told })));
        }
        let grid = goal_sheet(&session.ledger, &all, lang);
        let told = lang.pick(format!("{rows} 行，应填未填 {missing} 处"), format!("{rows} rows, {missing} values missing"));
        if self.into.is_wanted() {
            let terms =
                of.map(|plan| plan.title.clone()).into_iter().chain(self.year.map(|year| lang.pick(format!("{year}年"), year.to_string())));
            return Ok(self.into.write(call, &session, (grid, terms.collect()))?.remark(told));
        }
        Ok(Answer::text(lines(&grid, lang, |at| at < 4)).remark(told).remarks(unset(&session.ledger, lang)))
    }
}

impl Filled for Indicator {
    const COMMAND: &'static str = "indicator";
    const SHOWN: &'static [&'static str] = &["unit", "targets", "entry"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("待填", "missing")];

    /// For which periods its value is asked for and not there.
    fn judged(&self, session: &Session, lang: Lang) -> Vec<String> {
        let owed = session.ledger.values_of(self, session.ledger.collecting(session.today), None);
        let missing: Vec<String> = owed.iter().filter(|one| !one.said).map(|one| one.period.label(lang)).collect();
        vec![missing.join("、")]
    }

    fn is_past(&self, ledger: &Ledger, day: NaiveDate) -> bool {
        ledger.plan(&self.plan).is_some_and(|plan| plan.is_archived_on(day))
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Indicator, CliError> {
        called(ledger, word, ("指标", "indicator"))
    }
}
