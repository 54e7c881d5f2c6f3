use chrono::NaiveDate;
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::call::{Call, body, plan, template};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::cli::output::Output;
use crate::cli::sending::{Outgoing, Sending};
use crate::cli::words;
use crate::domain::{Ledger, Level, Period, far_clocks, long_date, vocabulary};
use crate::profile::{Handwriting, Session};
use crate::report::{Audience, BULLETIN, Bulletin, Chosen, Flaw, Handout, LETTER, Summary, Template};
use crate::store::Folders;
use crate::text::{Lang, Say};

/// 写一期调度通报 | Write a dispatch bulletin
#[derive(clap::Args, Debug)]
#[command(after_help = "数字从截止日的记录算起，先互相核对再写出；编发前该问的事列在标准错误。判断性的话留空待填。
例：
  duban dispatch 2025Q4 -o 2025年四季度通报.docx
  duban dispatch 2025 --dept 虎林市农业农村局
  duban dispatch 2025Q4 --region 虎林市 -o 虎林市.docx
  duban dispatch 2025Q4 --each dept -o 情况单 | Figures are reckoned from the log as it stood at the cut-off and checked against each other; what an editor should ask is on stderr.
Examples:
  duban dispatch 2025Q4 -o bulletin.docx
  duban dispatch 2025 --dept 虎林市农业农村局
  duban dispatch 2025Q4 --region 虎林市 -o hulin.docx
  duban dispatch 2025Q4 --each dept -o sheets")]
pub(in crate::cli) struct Dispatch {
    /// 期间：2025Q4、四季度、上半年、2025年度、2025年10月、2025-04-01..2025-08-31 | 2025Q4, 2025H1, 2025, 2025-10, 2025-04-01..2025-08-31
    #[arg(value_name = "期间 | PERIOD")]
    period: String,
    #[arg(long, value_name = "格式 | FORMAT", help = BULLETIN.help())]
    format: Option<String>,
    #[command(flatten)]
    output: Output,
    /// 通报模板；不写则用配置文件夹里的 bulletin.ron，没有则用内置的 | The template; bulletin.ron in the config folder, else the built-in one, when left out
    #[arg(long, value_name = "文件 | FILE")]
    template: Option<PathBuf>,
    /// 截止日：这一天及以前的记录算数；不写为期末加宽限天数 | The last day on which records count; the period's end and the days of grace when left out
    #[arg(long, value_name = "日期 | DAY")]
    cutoff: Option<String>,
    /// 不沿用手填的空白，也不去读以前那一份 | Leave the blanks empty that were filled in by hand, and do not read the earlier file
    #[arg(long)]
    no_blanks: bool,
    /// 只写一个单位 | For one body
    #[arg(long, value_name = "单位 | BODY", conflicts_with = "plan")]
    dept: Option<String>,
    /// 只写这个方案，可重复 | For this plan; may be repeated
    #[arg(long, value_name = "方案 | PLAN")]
    plan: Vec<String>,
    /// 只写一个地区，含它的乡镇等下级 | For one place, with all that lies in it
    #[arg(long, value_name = "地区 | PLACE", conflicts_with_all = ["dept", "plan"])]
    region: Option<String>,
    /// 给每个单位（dept）或每个县（county）各写一份，放在一个文件夹里，连同发放清单和 zip | One for every body (dept) or county, into a folder, with a list and a zip
    #[arg(long, value_name = "dept 或 county | dept/county", conflicts_with_all = ["dept", "plan", "region"])]
    each: Option<String>,
}

/// Of what there is one bulletin each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Each {
    Department,
    County,
}

vocabulary!(Each {
    Department = "单位", "department", "dept", ["部门", "body"];
    County = "县", "county", "county", ["县区", "地区"];
});

const EXAMPLES: usize = 3;
/// How many places are named where one is not known.
const PLACES: usize = 12;

impl Dispatch {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if self.dept.is_some() || !self.plan.is_empty() || self.region.is_some() || self.each.is_some() {
            call.takes_no_filter("dispatch --dept, --plan, --region, --each")?;
        }
        let period = words::period("dispatch", &self.period, call.today()?)?;
        let each = self.each.as_deref().map(each).transpose()?;
        // Many bulletins are files for Word where nobody says otherwise.
        let named = if each.is_some() { None } else { self.output.path() };
        let word = self.word(call).or(each.map(|_| "docx"));
        let (format, write) = words::format(&BULLETIN, word, named)?;
        let mut template = template(self.template.as_deref())?;
        let session = call.open()?;
        let cutoff = match &self.cutoff {
            Some(words) => words::date_in("--cutoff", words, &session)?,
            None => Summary::default_cutoff(period, &session.ledger.settings, session.today),
        };
        if let Some(each) = each {
            let answer = self.everybody(call, &session, (each, period, cutoff), (format.word, write, &template))?;
            return Ok(answer.remarks(told_early(&session, period, cutoff, call.lang)));
        }
        let summary = Summary::build(&session.ledger, period, cutoff, self.audience(call, &session)?, &call.progress)?;
        let flaws = summary.verify();
        let wrong = flaws.iter().any(Flaw::is_arithmetic);
        let answer = if wrong {
            Answer::text("")
                .remark(call.lang.pick("数字互相对不上，没有写出", "the figures disagree; nothing was written"))
                .exit(Exit::Findings)
        } else {
            let hand = match LETTER.format(format.word) {
                Some(_) if !self.no_blanks => {
                    let places = (session.file.path.as_path(), &Folders::of_user());
                    Handwriting::take_over(places, &summary, &mut template, self.output.path().filter(|p| *p != Path::new("-")))
                }
                _ => Handwriting::default(),
            };
            let bytes = write(&summary, &template, &call.progress)?;
            let aside = hand.aside(format.word, &bytes);
            self.output.deliver_known(call, (bytes, &aside), &session)?.remarks(hand.sentences(call.lang))
        };
        let clocks = far_clocks(&session.ledger).len();
        let off = call.lang.pick(
            format!("{clocks} 条记录的时间不准，见 duban check"),
            format!("{clocks} records bear a time that cannot be (see `duban check`)"),
        );
        let answer = if clocks > 0 { answer.remark(off) } else { answer };
        Ok(answer.remarks(told_early(&session, period, cutoff, call.lang)).remarks(remarks(&flaws, call.lang)))
    }

    /// A bulletin for each who has anything in it. Where the figures of one disagree none is written.
    fn everybody(
        &self,
        call: &Call,
        session: &Session,
        (each, period, cutoff): (Each, Period, NaiveDate),
        (ending, write, template): (&'static str, Bulletin, &Template),
    ) -> Result<Answer, CliError> {
        let (mut all, mut summaries) = (Vec::new(), Vec::new());
        for audience in audiences(&session.ledger, each) {
            let summary = Summary::build(&session.ledger, period, cutoff, audience, &call.progress)?;
            if summary.rows.is_empty() {
                continue;
            }
            if summary.verify().iter().any(Flaw::is_arithmetic) {
                let (zh, en) = ("数字互相对不上，一份也没有写出", "the figures disagree; nothing was written");
                return Ok(Answer::text("").remark(summary.audience_names.concat()).remark(call.lang.pick(zh, en)).exit(Exit::Findings));
            }
            all.push(summary.handed(ending));
            summaries.push(write(&summary, template, &call.progress)?);
        }
        if all.is_empty() {
            return Ok(Answer::text("").remark(call.lang.pick("没有哪一家有事项，没有写出", "nobody has anything; nothing was written")));
        }
        let folder = match each {
            Each::Department => format!("单位情况单-{period}"),
            Each::County => format!("各县通报-{period}"),
        };
        let handout = Handout { folder, all, noted: "备注", left: None };
        let sending = Sending::to(self.output.path().map(PathBuf::from), self.output.is_forced(), false);
        sending.hand_out(call, session, Outgoing { handout: &handout, kind: "bulletins", plan: None, left: None }, || Ok(summaries))
    }

    /// The format's name; `--json` is one where the output has no ending of its own.
    fn word(&self, call: &Call) -> Option<&str> {
        let has_ending = self.output.path().and_then(Path::extension).is_some();
        self.format.as_deref().or(Some("json").filter(|_| call.globals.json && !has_ending))
    }

    fn audience(&self, call: &Call, session: &Session) -> Result<Audience, CliError> {
        let ledger = &session.ledger;
        if let Some(word) = &self.region {
            let found = ledger.places.resolve(word, "");
            let known = ledger.places.iter().map(|place| (ledger.places.name(&place.id).to_owned(), String::new()));
            return found
                .map(|place| Audience::of_place(ledger, place))
                .ok_or_else(|| CliError::unknown("--region", word, known.take(PLACES)));
        }
        if let Some(places) = call.passing(session)? {
            let entries = places.iter().map(|at| ledger.entries()[*at].id.clone()).collect();
            return Ok(Audience::Chosen(Chosen { name: call.globals.filter.join(" "), entries: Arc::new(entries) }));
        }
        let plans = self.plan.iter().map(|word| plan(ledger, word)).collect::<Result<Vec<_>, _>>()?;
        let named = ledger.plans.iter().filter(|p| plans.iter().any(|named| named.code == p.code));
        let codes = named.map(|p| p.code.clone()).collect();
        Ok(match &self.dept {
            Some(word) => Audience::Department(body(ledger, "--dept", word, None)?.id.clone()),
            None if plans.is_empty() => Audience::Ledger,
            None => Audience::Plans(codes),
        })
    }
}

fn each(word: &str) -> Result<Each, CliError> {
    let known = || Each::ALL.map(|each| (each.word().to_owned(), each.word().to_owned()));
    Each::from_word(word).ok_or_else(|| CliError::unknown("--each", word, known()))
}

/// For whom there may be a bulletin each, in the register's order.
fn audiences(ledger: &Ledger, each: Each) -> Vec<Audience> {
    let register = &ledger.departments;
    match each {
        Each::Department => {
            register.iter().filter(|d| register.answers_itself(&d.id)).map(|d| Audience::Department(d.id.clone())).collect()
        }
        Each::County => {
            let counties = ledger.places.iter().filter(|place| place.level == Some(Level::County));
            counties.map(|place| Audience::of_place(ledger, place)).collect()
        }
    }
}

/// That the cut-off has not come yet, where it has not.
fn told_early(session: &Session, period: Period, cutoff: NaiveDate, lang: Lang) -> Option<String> {
    let closes = period.grace_end(session.ledger.settings.grace_days);
    let is_early = cutoff > session.today || cutoff >= period.end() && cutoff == session.today && cutoff < closes;
    is_early.then(|| early(closes.max(cutoff), lang))
}

fn early(day: NaiveDate, lang: Lang) -> String {
    let zh = format!("截止日 {} 还没有到，此后的反馈会改变本期数字", long_date(day));
    lang.pick(zh, format!("the cut-off {day} has not come yet; reports until then will change the figures"))
}

/// What the editor should ask, kind by kind: a few of each, and how many more there are.
fn remarks(flaws: &[Flaw], lang: Lang) -> Vec<String> {
    let mut kinds: Vec<(Discriminant<Flaw>, Vec<&Flaw>)> = Vec::new();
    for flaw in flaws {
        let kind = discriminant(flaw);
        match kinds.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, all)) => all.push(flaw),
            None => kinds.push((kind, vec![flaw])),
        }
    }
    let ask = lang.pick("待核：", "ask: ");
    let mut lines = Vec::new();
    for (_, all) in kinds {
        lines.extend(all.iter().take(EXAMPLES).map(|f| format!("{ask}{}", f.say(lang))));
        let more = all.len().saturating_sub(EXAMPLES);
        if more > 0 {
            lines.push(lang.pick(format!("    同类还有 {more} 项"), format!("    and {more} more of this kind")));
        }
    }
    lines
}
