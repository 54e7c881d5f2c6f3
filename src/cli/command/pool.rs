use serde_json::{Value, json};

use crate::cli::call::{Call, book};
use crate::cli::counted::{Laid, lines};
use crate::cli::error::CliError;
use crate::cli::into_file::terms;
use crate::cli::out::Answer;
use crate::cli::words;
use crate::domain::{RateOf, Stage, Tally, json_number, told_once};
use crate::profile::Session;
use crate::query::{Book, PoolBy, PoolPart, Project, pool_parts, pool_tally, projects};
use crate::report::{Cell, Grid, Head, ProjectColumn, SCHEMA, pool_json};
use crate::text::Lang;

/// 项目库：各阶段多少项目，计划和完成投资，开工率、投资完成率、竣工率、入统率；list 列出项目 | The project pool: how many projects at which stage, investment planned and done, the rates; `list` lists them
#[derive(clap::Args, Debug)]
#[command(after_help = "率后面的括号里是分子/分母；--why 写出公式。--filter 选计入哪些项目，-o 写出项目清单（xlsx、docx……）。
例：
  duban pool --by 县 --why
  duban pool list --filter '投资>5000 地区:鸡西' --sort -投资
  duban pool -o 项目库.xlsx | Behind each rate stands what is divided by what; --why says the formulas. --filter says which projects count, -o writes the list of projects.
Examples:
  duban pool --by county --why
  duban pool list --filter 'investment>5000 region:鸡西' --sort -Invest
  duban pool -o pool.docx")]
pub(in crate::cli) struct Pool {
    /// 只写 list：列出项目；不写则统计 | `list` lists the projects; figures when left out
    #[arg(value_name = "清单 | list", value_parser = ["list", "清单"])]
    what: Option<String>,
    /// 计划和完成投资按什么分：县、领域、年度 | By what planned and done investment are divided: county, sector, year
    #[arg(long, value_name = "分组 | BY")]
    by: Option<String>,
    /// 写出各率的公式 | Say the formulas of the rates
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    laid: Laid,
}

impl Pool {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let by = self.by.as_deref().map_or(Ok(PoolBy::County), words::pool_by)?;
        let session = call.open()?;
        let book = book(&session);
        let places = call.filtered(&session, &book)?;
        let day = book.standings().day();
        let all = projects(&book.snapshot(), places.into_iter(), day);
        let told = told_once(all.iter().filter(|one| one.pooled.again).count(), call.lang);
        let answer = if call.globals.json {
            Answer::json(self.json(call, &book, (&all, by)))
        } else if self.what.is_some() || self.laid.into.is_wanted() {
            self.list(call, &session, (&book, &all))?
        } else {
            Answer::text(self.figures(call, &book, (&all, by))?).remarks(told)
        };
        Ok(answer.remarks(call.moment(&session)))
    }

    fn list(&self, call: &Call, session: &Session, (book, all): (&Book, &[Project])) -> Result<Answer, CliError> {
        let (lang, stock) = (call.lang, book.snapshot());
        let cells = |one: &Project| Some(ProjectColumn::cells(stock.judged(one.at)?, &one.pooled, lang));
        let cells: Vec<Vec<Cell>> = all.iter().filter_map(cells).collect();
        let heads: Vec<(String, String)> =
            ProjectColumn::ALL.iter().map(|c| c.heads()).map(|(zh, en)| (zh.to_owned(), en.to_owned())).collect();
        let order = self.laid.order(&heads, &cells)?;
        let rows = order.into_iter().map(|i| cells[i].clone()).collect();
        let grid = Grid { kept: 2, ..Grid::of(lang.pick("项目库", "Project pool"), "shown", (ProjectColumn::all_heads(lang), rows)) };
        if self.laid.into.is_wanted() {
            let unit = lang.pick("金额单位：万元", "amounts in 万元").to_owned();
            let terms = terms(call, &[], &self.laid.sort).into_iter().chain([unit]).collect();
            return self.laid.into.write(call, session, (grid, terms));
        }
        let count = grid.rows.len();
        let text = if count == 0 { String::new() } else { lines(&grid, lang, |i| i < 4) };
        Ok(Answer::text(text).remark(lang.pick(format!("共 {count} 个项目，金额单位万元"), format!("{count} projects, amounts in 万元"))))
    }

    fn figures(&self, call: &Call, book: &Book, (all, by): (&[Project], PoolBy)) -> Result<String, CliError> {
        let (lang, tally) = (call.lang, pool_tally(all));
        let parts = pool_parts(&book.snapshot(), all, by, (book.standings().day(), lang));
        let grid = parts_grid(&parts, by, lang);
        let order = self.laid.order(&heads(by), &grid.rows)?;
        let grid = Grid { rows: order.into_iter().map(|i| grid.rows[i].clone()).collect(), ..grid };
        let rates: Vec<String> = RateOf::ALL
            .into_iter()
            .map(|of| match self.why {
                true => tally.rate(of).explained(lang),
                false => format!("{}{}{}", of.label(lang), lang.pick("　", "  "), tally.rate(of).short(lang)),
            })
            .collect();
        let stages = lines(&stages_grid(&tally, lang), lang, |_| true);
        let parts = if grid.rows.is_empty() { String::new() } else { format!("\n{}", lines(&grid, lang, |_| true)) };
        Ok(format!("{stages}\n{}\n{parts}", rates.join("\n")))
    }

    fn json(&self, call: &Call, book: &Book, (all, by): (&[Project], PoolBy)) -> Value {
        let (lang, day, stock) = (call.lang, book.standings().day(), book.snapshot());
        let part = |part: &PoolPart| json!({ "value": part.label, "projects": part.projects, "planned_wan": json_number(part.planned), "done_wan": json_number(part.done) });
        let parts: Vec<Value> = pool_parts(&stock, all, by, (day, lang)).iter().map(part).collect();
        let project = |one: &Project| {
            let (entry, p) = (stock.ledger.entries().get(one.at)?, &one.pooled);
            let wan = |wan: Option<f64>| wan.map(json_number);
            Some(json!({
                "id": entry.id, "title": entry.title, "stage": p.stage.map(Stage::word), "since": p.since, "begun": p.is_begun,
                "in_statistics": p.in_statistics.map(|told| told.word()), "investment_wan": wan(p.whole), "planned_year_wan": wan(p.planned),
                "done_year_wan": wan(p.done_year), "done_wan": wan(p.done), "named_again": p.again,
            }))
        };
        let listed: Vec<Value> = all.iter().filter_map(project).collect();
        json!({
            "schema": SCHEMA, "kind": "pool", "day": day, "pool": pool_json(&pool_tally(all), lang),
            "parts": { "by": by.word(), "groups": parts }, "projects": listed,
        })
    }
}

/// How many stand at which stage.
fn stages_grid(tally: &Tally, lang: Lang) -> Grid {
    let count = |label: &str, n: usize| vec![Cell::text(label), Cell::count(n)];
    let stages = Stage::ALL.iter().map(|stage| count(stage.label(lang), tally.at(*stage)));
    let rows = stages.chain([count(Stage::NONE.label(lang), tally.untold)]).collect();
    let heads = vec![Head::new(lang.pick("阶段", "Stage"), 16), Head::sum(lang.pick("项目", "Projects"))];
    Grid::of(lang.pick("阶段", "Stages"), "shown", (heads, rows))
}

fn heads(by: PoolBy) -> Vec<(String, String)> {
    let heads = [by.term().label, ("项目", "Projects"), ("计划（万元）", "Planned"), ("完成（万元）", "Done"), ("完成率", "Rate")];
    heads.map(|(zh, en)| (zh.to_owned(), en.to_owned())).into()
}

/// What the parts come to; a project counts for every year of its plan, so that years have no sum.
fn parts_grid(parts: &[PoolPart], by: PoolBy, lang: Lang) -> Grid {
    let share = |part: &PoolPart| part.share.map_or(Cell::Empty, Cell::Share);
    let amount = |wan: f64| Cell::number(Some((wan * 1e6).round() / 1e6));
    let row =
        |part: &PoolPart| vec![Cell::text(&part.label), Cell::count(part.projects), amount(part.planned), amount(part.done), share(part)];
    let sum = |zh, en| Head { sum: by != PoolBy::Year, ..Head::sum(lang.pick(zh, en)) };
    let label = lang.pick(by.term().label.0, by.term().label.1);
    let heads = vec![
        Head::new(label, 30),
        sum("项目", "Projects"),
        sum("计划（万元）", "Planned"),
        sum("完成（万元）", "Done"),
        Head::new(lang.pick("完成率", "Rate"), 10),
    ];
    Grid::of(label, "parts", (heads, parts.iter().map(row).collect()))
}
