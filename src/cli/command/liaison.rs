use chrono::NaiveDate;

use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::into_file::IntoFile;
use crate::cli::out::Answer;
use crate::cli::records::carry_out;
use crate::cli::words;
use crate::domain::{Change, Ledger, Liaison, Matter};
use crate::profile::Session;
use crate::report::{Grid, liaisons};
use crate::text::Lang;

acts! {
    /// 包联：领导包联哪些条目和企业，走访，反映的问题转会商；谁本季度没有走访 | Liaison: which leader looks after which entries and enterprises, visits, problems heard; who has not come this quarter
    #[command(after_help = "例：
  duban enterprise add 某食品公司
  duban liaison add 李四 --body 鸡西市农业农村局 --level 市级 --enterprises 某食品公司 --entries hulin-agri/五（一）
  duban liaison visit 李四 --on 2025-11-06 --heard 冷库用电不足 --matter 冷库用电不足
  duban liaison sheet
  duban liaison show 李四 | Examples:
  duban enterprise add 某食品公司
  duban liaison add 李四 --body 鸡西市农业农村局 --level city --enterprises 某食品公司 --entries hulin-agri/五（一）
  duban liaison visit 李四 --on 2025-11-06 --heard 冷库用电不足 --matter 冷库用电不足
  duban liaison sheet
  duban liaison show 李四")]
    Liaisons of Liaison: Visit(Visit), Sheet(Sheet)
}

/// 记一次走访，反映的问题可以同时提出会商 | Record a visit; a problem heard can be raised as a matter at once
#[derive(clap::Args, Debug)]
struct Visit {
    /// 编号，或只有一处包联的领导姓名 | Its id, or the leader's name where it stands once
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 哪一天；不写为今天 | The day; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    on: Option<String>,
    /// 了解到的情况、反映的问题 | What was heard
    #[arg(long, value_name = "文字 | TEXT", default_value = "")]
    heard: String,
    /// 把这个问题提出会商，涉及所包联的条目 | Raise this problem as a matter on the entries that are looked after
    #[arg(long, value_name = "问题 | PROBLEM")]
    matter: Option<String>,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Visit {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let on = self.on.as_ref().map_or(Ok(session.today), |text| words::date_in("--on", text, &session))?;
        let liaison = Liaison::meant(&session.ledger, &self.id)?;
        let visit = session.recorder.visit(liaison, on, &self.heard);
        let visit = visit.map_err(|why| CliError::refusal(&why))?;
        let raised = self.matter.as_ref().map(|problem| Matter::heard(liaison, problem, on, (session.recorder.entropy)()));
        if let Some(matter) = &raised {
            session.ledger.sound(None, matter).map_err(|why| crate::cli::records::unsound(&why))?;
        }
        let raised = raised.map(|matter| Change::put(usize::MAX, matter));
        carry_out(call, &mut session, Change::All(std::iter::once(visit).chain(raised).collect()), self.dry_run)
    }
}

/// 包联情况表，一人一行：走访几次、最近哪天、本季度走访没有 | A table, a leader a line: visits, the last, whether anybody came this quarter
#[derive(clap::Args, Debug)]
struct Sheet {
    #[command(flatten)]
    into: IntoFile,
}

impl Sheet {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let (ledger, lang, day) = (&session.ledger, call.lang, session.today);
        let rows = ledger.liaisons.iter().filter(|one| one.holds_on(day)).map(|one| liaisons::cells(ledger, one, day, lang)).collect();
        let grid = Grid::of(lang.pick("包联情况表", "Liaison"), "shown", (liaisons::heads(lang), rows));
        if self.into.is_wanted() {
            return self.into.write(call, &session, (grid, Vec::new()));
        }
        Ok(Answer::text(crate::cli::counted::lines(&grid, lang, |at| at == 0)))
    }
}

impl Filled for Liaison {
    const COMMAND: &'static str = "liaison";
    const SHOWN: &'static [&'static str] = &["leader", "body", "level", "enterprises", "entries"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("走访", "visits")];

    fn judged(&self, session: &Session, lang: Lang) -> Vec<String> {
        vec![liaisons::visited_words(self, session.today, lang)]
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        liaisons::told(&session.ledger, self, session.today, lang)
    }

    fn is_past(&self, _: &Ledger, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Liaison, CliError> {
        called(ledger, word, ("包联", "liaison"))
    }
}
