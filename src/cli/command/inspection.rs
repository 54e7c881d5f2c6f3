use std::path::PathBuf;

use crate::cli::acts::acts;
use crate::cli::call::{Call, body_now, template};
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::cli::output::Output;
use crate::cli::records::carry_out;
use crate::cli::words;
use crate::domain::{Change, Inspection, Ledger, Moment};
use crate::profile::Session;
use crate::report::{LETTER, Notice, inspections, notice};
use crate::text::Lang;

acts! {
    /// 督导检查：哪天、谁去、查了哪些单位和条目；发出督查整改通知 | Inspections: the day, who, which bodies and entries; the letter on what must be mended
    #[command(after_help = "查出的问题逐个登记：duban rectification add。
例：
  duban inspection add 四季度农业项目督导 --on 2025-11-06 --inspectors 鸡西市农业农村局 --bodies 虎林市农业农村局 --entries hulin-agri/五（一）
  duban rectification add 台账不全 --inspection 四季度农业项目督导 --body 虎林市农业农村局 --wanted 补齐台账 --due 2025-11-30
  duban inspection letter 四季度农业项目督导 --dept 虎林市农业农村局 --dry-run
  duban inspection list | What was found is entered one by one: duban rectification add.
Examples:
  duban inspection add 四季度农业项目督导 --on 2025-11-06 --inspectors 鸡西市农业农村局 --bodies 虎林市农业农村局 --entries hulin-agri/五（一）
  duban rectification add 台账不全 --inspection 四季度农业项目督导 --body 虎林市农业农村局 --wanted 补齐台账 --due 2025-11-30
  duban inspection letter 四季度农业项目督导 --dept 虎林市农业农村局 --dry-run
  duban inspection list")]
    Inspections of Inspection: Letter(Box<Letter>)
}

/// 起草给一个单位的督查整改通知，列出还没有整改的问题，编号并记入台账 | Draft the letter to a body on what it has not mended, numbered and logged
#[derive(clap::Args, Debug)]
struct Letter {
    /// 编号，或督导内容 | Its id, or what it was about
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 给哪个单位 | To which body
    #[arg(long, value_name = "单位 | BODY", required = true)]
    dept: String,
    #[arg(long, value_name = "格式 | FORMAT", help = LETTER.help())]
    format: Option<String>,
    #[command(flatten)]
    output: Output,
    /// 通报模板，署名取自其中；不写则用配置文件夹里的 bulletin.ron | The bulletins' template, which names who signs; bulletin.ron in the config folder when left out
    #[arg(long, value_name = "文件 | FILE")]
    template: Option<PathBuf>,
    /// 只看函件，不写文件也不保存 | Only show the letter: write no file and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Letter {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let (_, render) = words::format(&LETTER, self.format.as_deref(), self.output.path())?;
        let mut session = if self.dry_run { call.open()? } else { call.open_to_record()? };
        let ledger = session.ledger.clone();
        let inspection = Inspection::meant(&ledger, &self.id)?;
        let to = body_now(&ledger, "--dept", &self.dept)?;
        let wanted = Notice::build(&ledger, inspection, &to.id, session.today);
        if wanted.findings.is_empty() {
            let name = ledger.departments.name(&to.id);
            let (zh, en) = (format!("{name}没有待整改的问题"), format!("{name} has nothing to mend"));
            return Ok(Answer::text("").remark(call.lang.pick(zh, en)));
        }
        let document = notice(&wanted, &template(self.template.as_deref())?);
        // The file is written before the log, so that no number is logged for a letter that is not there.
        let output = if self.dry_run { &Output::default() } else { &self.output };
        let mut written = output.deliver(call, render(&document, &call.progress)?, &session)?;
        let logged = wanted.findings.iter().map(|one| session.recorder.notify(one.finding, wanted.asked())).collect();
        let saved = carry_out(call, &mut session, Change::All(logged), self.dry_run)?;
        written.remarks.extend(saved.remarks);
        Ok(written.remark(format!("{}{}", call.lang.pick("编号：", "number: "), wanted.number)))
    }
}

impl Filled for Inspection {
    const COMMAND: &'static str = "inspection";
    const SHOWN: &'static [&'static str] = &["what", "on", "bodies"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("问题", "found"), ("未整改", "not mended")];

    fn judged(&self, session: &Session, _: Lang) -> Vec<String> {
        let ledger = &session.ledger;
        let all = || ledger.findings_in(&self.id).map(|finding| ledger.judge_finding(finding, Moment::During(session.today), None));
        vec![all().count().to_string(), all().filter(|one| one.is_open()).count().to_string()]
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        inspections::inspection_told(&session.ledger, self, Moment::During(session.today), lang)
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Inspection, CliError> {
        called(ledger, word, ("督导检查", "inspection"))
    }
}
