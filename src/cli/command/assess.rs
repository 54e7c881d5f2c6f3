use serde_json::{Value, json};

use crate::cli::call::{Call, body_now};
use crate::cli::counted::lines;
use crate::cli::error::CliError;
use crate::cli::into_file::IntoFile;
use crate::cli::out::Answer;
use crate::cli::records::carry_out;
use crate::cli::words;
use crate::domain::{Change, DeptId, Measure, Period, Update, UpdateId, Verdicts};
use crate::profile::Session;
use crate::report::{Assessment, Cell, Grid, Head, SCHEMA, Score, ScoreLine};
use crate::text::{Lang, sanitize};

/// 考核：按台账公布的规则计分，排名，说明每一分的依据；领导调整、单位异议 | Assessment: scores by the ledger's published rules, ranks, on what each point rests; adjustments and objections
#[derive(clap::Args, Debug)]
#[command(
    after_help = "规则用 duban criterion 登记。各项都按占比计，没有可计的一项，它的分摊到其余各项；没有反馈的不得分（只随承接事项办成、牵头单位没有报告的也不得分），没有时限、没有序时进度的不计，补报期未满的季度已报的计、未报的不计，期满待核的不计，补报一次也不追算以前各季；分级排名。得分随时算出，不存在台账里；调整和异议记在台账里。
例：
  duban criterion add 反馈 --counts 反馈及时率 --points 60
  duban assess 2025
  duban assess 2025 --dept 鸡西市农业农村局 --why
  duban assess 2025 --dept 鸡西市农业农村局 --adjust 2 --reason 承办全省现场会 --dry-run
  duban assess 2025 -o 考核排名.xlsx | The rules are entered with duban criterion. Each line is a share; the points of a line of which a body has nothing go to its others; what nobody has reported earns nothing (nor what others who carry it out have done, without a report of whoever leads), what has no deadline or schedule is left out; of a quarter in its days of grace what is there counts and what is not yet is left out; what waits to be verified is left out, and a first report on it does not make its body liable for the quarters before; bodies are ranked by level. Scores are reckoned and stored nowhere; adjustments and objections are recorded.
Examples:
  duban criterion add 反馈 --counts reporting --points 60
  duban assess 2025
  duban assess 2025 --dept 鸡西市农业农村局 --why
  duban assess 2025 --dept 鸡西市农业农村局 --adjust 2 --reason 承办全省现场会 --dry-run
  duban assess 2025 -o ranking.xlsx"
)]
pub(in crate::cli) struct Assess {
    /// 期间，如 2025、2025Q4、上半年 | The period: 2025, 2025Q4, 2025H1
    #[arg(value_name = "期间 | PERIOD")]
    period: String,
    /// 只看一个单位的评分表 | The sheet of one body
    #[arg(long, value_name = "单位 | BODY")]
    dept: Option<String>,
    /// 说明每一分依据哪些事项、哪些记录 | On which entries and updates each point rests
    #[arg(long)]
    why: bool,
    /// 领导调整：加减多少分 | A leader's adjustment: points to add, or to take off
    #[arg(long, value_name = "分 | POINTS", allow_negative_numbers = true)]
    adjust: Option<String>,
    /// 单位异议：对哪一项，写 全部 为总分 | The body objects: to which rule, or `all`
    #[arg(long, value_name = "指标 | RULE")]
    object: Option<String>,
    /// 调整或异议的理由 | Why it is adjusted or objected to
    #[arg(long, value_name = "理由 | WHY", default_value = "")]
    reason: String,
    #[command(flatten)]
    into: IntoFile,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Assess {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let period = words::period("assess", &self.period, session.today)?;
        let body = self.dept.as_ref().map(|name| body_now(&session.ledger, "--dept", name).map(|body| body.id.clone())).transpose()?;
        if let Some(verdict) = self.verdict(&session)? {
            let Some(body) = body else {
                let (zh, en) = ("没有说是哪个单位", "it is not said which body");
                return Err(CliError::usage(zh, en, "用 --dept 写明。", "Say which with --dept."));
            };
            self.scored(call, &session, (&body, period))?;
            return self.record(call, (&body, period), &verdict);
        }
        let assessment = assessment(call, &session, period)?;
        let Some(body) = body else { return self.ranking(call, &session, &assessment) };
        let Some(score) = assessment.of_body(&body) else {
            let name = session.ledger.departments.name(&body);
            let (zh, en) = (format!("{name}在这一期没有可计分的事项"), format!("nothing of {name} is counted in this period"));
            return Ok(Answer::text("").remark(call.lang.pick(zh, en)));
        };
        self.sheet(call, &session, (&assessment, score))
    }

    /// What is recorded of a score needs one that it changes.
    fn scored(&self, call: &Call, session: &Session, (body, period): (&DeptId, Period)) -> Result<(), CliError> {
        if assessment(call, session, period)?.of_body(body).is_some() {
            return Ok(());
        }
        let name = session.ledger.departments.name(body);
        let zh = format!("{name}在{}没有可计分的事项，调整和异议无处可计", period.label(Lang::Zh));
        let en = format!("nothing of {name} is counted in {}, so that there is no score to adjust or object to", period.label(Lang::En));
        Err(CliError::usage(
            &zh,
            &en,
            "核对单位和期间；考核指标见 duban criterion list。",
            "See the body, the period, and duban criterion list.",
        ))
    }

    /// What is to be recorded, where anything is.
    fn verdict(&self, session: &Session) -> Result<Option<Verdicts>, CliError> {
        let reason = self.reason.clone();
        match (&self.adjust, &self.object) {
            (Some(points), None) => {
                let wrong = || CliError::usage(&format!("`{points}` 不是分数"), &format!("`{points}` is no number of points"), "", "");
                let points = crate::domain::parse_number(points).filter(|points| points.is_finite()).ok_or_else(wrong)?;
                Ok(Some(Verdicts::Adjust { points, reason }))
            }
            (None, Some(rule)) if matches!(rule.as_str(), "全部" | "all") => {
                Ok(Some(Verdicts::Object { criterion: String::new(), reason }))
            }
            (None, Some(rule)) => {
                let known = || session.ledger.criteria.iter().map(|one| (one.name.to_string(), one.name.to_string()));
                let found =
                    session.ledger.criteria.by_id(&rule.as_str().into()).ok_or_else(|| CliError::unknown("--object", rule, known()))?;
                Ok(Some(Verdicts::Object { criterion: found.name.to_string(), reason }))
            }
            (Some(_), Some(_)) => {
                Err(CliError::usage("--adjust 和 --object 一次只写一个", "write --adjust or --object, one at a time", "", ""))
            }
            (None, None) => Ok(None),
        }
    }

    fn record(&self, call: &Call, of: (&DeptId, Period), verdict: &Verdicts) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let change = session.recorder.appraise(&session.ledger, of, verdict);
        let change = change.map_err(|why| CliError::refusal(&why))?;
        let (ledger, lang) = (session.ledger.clone(), call.lang);
        let answer = carry_out(call, &mut session, change.clone(), self.dry_run)?;
        // Of a record that is new, what it says is told here: the difference is that it is there.
        let told = if let Change::All(all) = &change { all.iter().filter_map(Change::recorded).collect() } else { Vec::new() };
        let said = told.into_iter().flat_map(|update: &Update| update.sentences(&ledger, lang));
        Ok(answer.more(&said.map(|words| format!("    {}\n", sanitize(&words, false))).collect::<String>()))
    }

    /// All bodies by level and rank.
    fn ranking(&self, call: &Call, session: &Session, assessment: &Assessment) -> Result<Answer, CliError> {
        if call.globals.json {
            let scores: Vec<Value> = assessment.scores.iter().map(|score| score_json(score, self.why)).collect();
            return Ok(Answer::json(envelope(assessment, "scores", &json!(scores))));
        }
        let lang = call.lang;
        let measured = |score: &Score, measure: Measure| {
            let mut all = score.lines.iter().filter(|line| line.counts == Some(measure)).peekable();
            all.peek().is_some().then(|| points(all.map(|line| line.points).sum()))
        };
        let row = |score: &Score| {
            let adjusted: i64 = score.lines.iter().filter(|line| line.counts.is_none()).map(|line| line.points).sum();
            let front = vec![
                Cell::Term(score.level.rank(), score.level.label(lang)),
                score.rank.map_or(Cell::Empty, Cell::count),
                Cell::text(&score.name),
                Cell::count(score.leads),
                Cell::Number(points(score.total())),
            ];
            let measures = Measure::ALL.into_iter().map(|measure| Cell::number(measured(score, measure)));
            let adjusted = if adjusted == 0 { Cell::Empty } else { Cell::Number(points(adjusted)) };
            let back = [adjusted, if score.objections.is_empty() { Cell::Empty } else { Cell::count(score.objections.len()) }];
            front.into_iter().chain(measures).chain(back).collect()
        };
        let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
        let front = [
            head("级别", "level", 6),
            head("名次", "rank", 6),
            head("单位", "body", 30),
            head("牵头", "leads", 6),
            head("得分", "score", 8),
        ];
        let measures = Measure::ALL.map(|measure| head(measure.term().label.0, measure.term().label.1, 10));
        let back = [head("调整", "adjusted", 8), head("异议", "objections", 6)];
        let heads: Vec<Head> = front.into_iter().chain(measures).chain(back).collect();
        let grid = Grid::of(lang.pick("考核排名", "Ranking"), "shown", (heads, assessment.scores.iter().map(row).collect()));
        let unscored = (!assessment.unscored.is_empty()).then(|| assessment.unscored.join("、"));
        let told = unscored.map(|all| {
            let en = format!("adjusted or objected to, but nothing of them is counted: {all}");
            lang.pick(format!("记有调整或异议，但没有可计分的事项：{all}"), en)
        });
        Ok(self.give(call, session, (grid, assessment))?.remarks(told))
    }

    /// The lines of one body's score.
    fn sheet(&self, call: &Call, session: &Session, (assessment, score): (&Assessment, &Score)) -> Result<Answer, CliError> {
        if call.globals.json {
            return Ok(Answer::json(envelope(assessment, "score", &score_json(score, true))));
        }
        let lang = call.lang;
        let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
        let heads = vec![
            head("指标", "rule", 30),
            head("满分", "most", 8),
            head("得分", "points", 8),
            head("应计", "of", 6),
            head("符合", "counts", 6),
            head("说明", "what", 60),
            head("依据的记录", "updates", 40),
        ];
        let mut rows = Vec::new();
        for line in score.lines.iter().chain(&score.left_out) {
            rows.push(line_cells(line, lang));
            if self.why {
                rows.extend(line.why.iter().map(|why| {
                    let mark = why.counts.mark();
                    let updates: Vec<&str> = why.updates.iter().map(UpdateId::as_str).collect();
                    let mut cells = vec![Cell::text(&format!("{mark} {}", why.what)), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
                    cells.extend([Cell::text(&why.words), Cell::text(&updates.join("、"))]);
                    cells
                }));
            }
        }
        let total = vec![Cell::text(lang.pick("总分", "total")), Cell::Empty, Cell::Number(points(score.total()))];
        rows.push(total.into_iter().chain((0..4).map(|_| Cell::Empty)).collect());
        let grid = Grid::of(lang.pick("考核评分表", "Score"), "shown", (heads, rows));
        let level = score.level.label(lang);
        let place = match score.rank {
            Some(rank) => lang.pick(format!("{level}第 {rank} 名"), format!("rank {rank} of its level ({level})")),
            None => {
                lang.pick(format!("{level}没有单位得分，不排名次"), format!("no body of its level ({level}) has points, so none is ranked"))
            }
        };
        let total = points(score.total());
        let place = lang.pick(format!("{}：{total}，{place}", score.name), format!("{}: {total}, {place}", score.name));
        let objections = score.objections.iter().map(|words| format!("{}{}", lang.pick("异议：", "objection: "), sanitize(words, false)));
        Ok(self.give(call, session, (grid, assessment))?.remark(place).remarks(objections))
    }

    fn give(&self, call: &Call, session: &Session, (grid, assessment): (Grid, &Assessment)) -> Result<Answer, CliError> {
        let lang = call.lang;
        if self.into.is_wanted() {
            let of = self.dept.clone().into_iter().chain([assessment.period.label(lang)]).collect();
            return self.into.write(call, session, (grid, of));
        }
        Ok(Answer::text(lines(&grid, lang, |at| at < 5)))
    }
}

fn assessment(call: &Call, session: &Session, period: Period) -> Result<Assessment, CliError> {
    if session.ledger.criteria.is_empty() {
        let (zh, en) = ("台账里没有考核指标", "the ledger has no rules of assessment");
        let hint = "duban criterion add 按期完成 --counts 按期完成率 --points 40";
        return Err(CliError::usage(zh, en, hint, hint));
    }
    let cutoff = session.today.min(period.grace_end(session.ledger.grace_days()));
    Ok(Assessment::build(&session.ledger, period, cutoff, &call.progress)?)
}

/// Hundredths as points.
fn points(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

fn line_cells(line: &ScoreLine, lang: Lang) -> Vec<Cell> {
    let (good, of) = line.share();
    let shared = if of > 0 {
        ""
    } else {
        lang.pick("：没有可计的，分值摊到其余各项", ": nothing to count, its points go to the others")
    };
    let what = line.counts.map(|counts| format!("{}{shared}", counts.label(lang)));
    let adjusted = || line.why.iter().map(|why| why.words.clone()).collect::<Vec<_>>().join("；");
    let counted = line.counts.is_some();
    let number = |value: usize| if counted { Cell::count(value) } else { Cell::Empty };
    let updates: Vec<&str> =
        if counted { Vec::new() } else { line.why.iter().flat_map(|why| &why.updates).map(UpdateId::as_str).collect() };
    vec![
        Cell::text(&line.name),
        if counted { Cell::Number(points(line.most)) } else { Cell::Empty },
        Cell::Number(points(line.points)),
        number(of),
        number(good),
        Cell::text(&what.unwrap_or_else(adjusted)),
        Cell::text(&updates.join("、")),
    ]
}

fn score_json(score: &Score, why: bool) -> Value {
    let line = |line: &ScoreLine| {
        let (good, of) = line.share();
        let told = why.then(|| {
            let one = |why: &crate::report::ScoreWhy| json!({ "what": why.what, "counts": why.counts.known(), "words": why.words, "updates": why.updates });
            line.why.iter().map(one).collect::<Vec<_>>()
        });
        json!({
            "rule": line.name, "counts": line.counts.map(Measure::word), "most": points(line.most), "points": points(line.points),
            "good": good, "of": of, "why": told,
        })
    };
    json!({
        "body": score.name, "level": score.level.word(), "rank": score.rank, "leads": score.leads, "total": points(score.total()),
        "lines": score.lines.iter().map(line).collect::<Vec<_>>(), "left_out": score.left_out.iter().map(line).collect::<Vec<_>>(),
        "objections": score.objections,
    })
}

fn envelope(assessment: &Assessment, key: &str, value: &Value) -> Value {
    json!({ "schema": SCHEMA, "kind": "assessment", "period": assessment.period.to_string(), "day": assessment.day.to_string(), key: value })
}
