use crate::cli::acts::acts;
use crate::cli::call::{Call, entry};
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::out::Answer;
use crate::cli::records::carry_out;
use crate::cli::telling::Account;
use crate::cli::words;
use crate::domain::{Change, Facts, FieldRow, Ledger, Step, Subject};
use crate::profile::Session;
use crate::report::{standing_words, step_standing};
use crate::text::Lang;

acts! {
    /// 步骤：条目的分年度、分季度任务和重复性工作；列出、登记、修改、填报、撤回 | Steps: the parts of an entry's work, and duties that come again; list, enter, change, report, withdraw
    #[command(after_help = "步骤写作 条目编号#序号（show 里的序号），或它的编号。
例：
  duban step add hulin-agri/五（一） --what 完成选址 --due 2025Q4 --percent 30
  duban step add hulin-agri/五（一） --what 开展质量检查 --every 每季度
  duban step report 'hulin-agri/五（一）#1' 选址已批复 --status 已完成
  duban step move 'hulin-agri/五（一）#1' --under hulin-agri/五（二）
  duban step list 选址 | A step is written ENTRY#N (its number in `show`), or by its id.
Examples:
  duban step add hulin-agri/五（一） --what 完成选址 --due 2025Q4 --percent 30
  duban step add hulin-agri/五（一） --what 开展质量检查 --every quarterly
  duban step report 'hulin-agri/五（一）#1' 'site approved' --status done
  duban step move 'hulin-agri/五（一）#1' --under hulin-agri/五（二）
  duban step list 选址")]
    Steps of Step: Report(Box<Tell>), Move(Move)
}

/// 填报一个步骤的进展、状态、完成比例 | Report progress, status and percent of a step
#[derive(clap::Args, Debug)]
struct Tell {
    /// 条目编号#序号，或步骤编号 | ENTRY#N, or its id
    #[arg(value_name = "步骤 | STEP")]
    id: String,
    #[command(flatten)]
    account: Account,
    /// 反馈的是哪一期；不写为它正等着的一期 | The period reported on; when left out the one for which it waits
    #[arg(long, value_name = "期间 | PERIOD")]
    period: Option<String>,
    /// 只看会记什么，不保存 | Show what would be recorded, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Tell {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        if self.account.telling.names_a_part() {
            let (zh, en) = ("步骤不分各方，不用 --part、--whole", "a step has no parts: --part and --whole say nothing of it");
            return Err(CliError::usage(zh, en, "", ""));
        }
        let step = Step::meant(&session.ledger, &self.id)?;
        let report = self.account.report(&session)?;
        let period = self.period.as_deref().map(|p| words::period("--period", p, session.today)).transpose()?;
        let change = session.recorder.report_on_step(&session.ledger, step, &report, period);
        let change = change.map_err(|why| CliError::about(&step.what, &why))?;
        carry_out(call, &mut session, change, self.dry_run)
    }
}

/// 移到另一条目之下，反馈跟着走 | Put steps under another entry; their reports go along
#[derive(clap::Args, Debug)]
struct Move {
    /// 条目编号#序号，或步骤编号；可写多个 | ENTRY#N, or an id; several may be given
    #[arg(value_name = "步骤 | STEP", required = true)]
    ids: Vec<String>,
    /// 归哪一条 | Under which entry
    #[arg(long, value_name = "编号 | ID")]
    under: String,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Move {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let ledger = &session.ledger;
        let under = &entry(ledger, &self.under)?.id;
        let mut changes = Vec::new();
        for word in &self.ids {
            changes.push(Change::amend(Step { entry: under.clone(), ..Step::meant(ledger, word)?.clone() }));
        }
        carry_out(call, &mut session, Change::All(changes), self.dry_run)
    }
}

impl Filled for Step {
    const COMMAND: &'static str = "step";
    const SHOWN: &'static [&'static str] = &["what", "due", "percent", "amount", "every", "bodies"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("状态", "status"), ("灯", "light")];

    fn judged(&self, session: &Session, lang: Lang) -> Vec<String> {
        let standing = step_standing(&session.ledger, self, session.today);
        let words = |one| vec![standing_words(one, lang), one.verdict.light.label(lang).to_owned()];
        standing.as_ref().map(words).unwrap_or_else(|| vec![String::new(); Self::JUDGED.len()])
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        let title = session.ledger.get(&self.entry).map_or("", |entry| entry.title.as_str());
        let entry = (lang.pick("条目", "entry"), format!("{}  {title}", self.entry));
        let standing = step_standing(&session.ledger, self, session.today);
        let told = standing.iter().flat_map(|one| {
            let light = [one.verdict.light.label(lang), &one.verdict.reason.sentence(lang)].join(lang.pick("：", ": "));
            [(lang.pick("状态", "status"), standing_words(one, lang)), (lang.pick("灯", "light"), light)]
        });
        std::iter::once(entry).chain(told).collect()
    }

    fn options() -> Vec<(&'static str, FieldRow)> {
        Step::fields().into_iter().filter(|field| field.word != "entry").map(|field| (field.word, field)).collect()
    }

    fn is_past(&self, ledger: &Ledger, day: chrono::NaiveDate) -> bool {
        ledger.plan(self.entry.plan()).is_some_and(|plan| plan.is_archived_on(day))
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.what, &self.entry, &self.person]
    }

    /// By its id, or by the entry and its number there.
    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Step, CliError> {
        if let Some(step) = ledger.steps.by_id(&word.trim().into()) {
            return Ok(step);
        }
        let (of, mark) = word.rsplit_once(['#', '＃']).unwrap_or((word, ""));
        let all: Vec<&Step> = ledger.steps_of(&entry(ledger, of.trim())?.id).collect();
        let mark = crate::text::fold_width(mark.trim());
        let by_number = mark.parse::<usize>().ok().and_then(|n| all.get(n.checked_sub(1)?));
        let by_mark = || all.iter().find(|step| step.id.mark() == mark);
        let only = || Some(&all[..]).filter(|all| mark.is_empty() && all.len() == 1).and_then(|all| all.first());
        by_number.or_else(by_mark).or_else(only).copied().ok_or_else(|| {
            let near: Vec<String> = all.iter().enumerate().map(|(n, step)| format!("{}#{} {}", step.entry, n + 1, step.what)).collect();
            CliError::nothing((Subject::Step(word.into()).label(Lang::Zh), "step"), word, &near)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Record;

    #[test]
    fn a_step_is_named_by_its_number_or_its_mark() {
        let mut ledger = Ledger::default();
        let entry = crate::domain::EntryId::of("p", "一");
        ledger.insert(0, crate::domain::Entry::new(entry.clone(), crate::domain::Kind::Task, "题"));
        for (n, what) in ["选址", "开工"].into_iter().enumerate() {
            ledger.steps.push(Step { what: what.into(), due: format!("202{n}").parse().ok(), ..Step::new(entry.clone(), n as u64 + 7) });
        }
        let id = ledger.steps[1].id().to_string();
        for word in ["p/一#2", "p/一＃２", "一#2", &id] {
            assert_eq!(Step::meant(&ledger, word).unwrap().what, "开工", "{word}");
        }
        assert!(Step::meant(&ledger, "p/一").is_err() && Step::meant(&ledger, "p/一#3").is_err());
    }
}
