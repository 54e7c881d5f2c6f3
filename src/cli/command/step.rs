use serde_json::json;

use crate::cli::acts::{self, Acts};
use crate::cli::call::{Call, entry, text};
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::out::Answer;
use crate::cli::records;
use crate::cli::telling::Telling;
use crate::cli::words;
use crate::domain::{Facts, FieldRow, Ledger, Report, Step, Subject};
use crate::profile::Session;
use crate::report::{SCHEMA, records_json, standing_words, step_standing};
use crate::text::{Lang, Say, pad, sanitize, width};

/// 步骤：条目的分年度、分季度任务和重复性工作；列出、登记、修改、填报、撤回 | Steps: the parts of an entry's work, and duties that come again; list, enter, change, report, withdraw
#[derive(clap::Args, Debug)]
#[command(after_help = "步骤写作 条目编号#序号（show 里的序号），或它的编号。
例：
  duban step add hulin-agri/五（一） --what 完成选址 --due 2025Q4 --percent 30
  duban step add hulin-agri/五（一） --what 开展质量检查 --every 每季度
  duban step report 'hulin-agri/五（一）#1' 选址已批复 --status 已完成
  duban step list 选址 | A step is written ENTRY#N (its number in `show`), or by its id.
Examples:
  duban step add hulin-agri/五（一） --what 完成选址 --due 2025Q4 --percent 30
  duban step add hulin-agri/五（一） --what 开展质量检查 --every quarterly
  duban step report 'hulin-agri/五（一）#1' 'site approved' --status done
  duban step list 选址")]
pub(in crate::cli) struct Steps {
    #[command(flatten)]
    acts: Acts<Step, Own>,
}

#[derive(clap::Subcommand, Debug)]
enum Own {
    Show(Show),
    Report(Box<Tell>),
}

impl acts::Own for Own {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match self {
            Own::Show(show) => show.run(call),
            Own::Report(tell) => tell.run(call),
        }
    }
}

impl Steps {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        self.acts.run(call)
    }
}

/// 一个步骤的全部内容和记录 | All that is known of a step
#[derive(clap::Args, Debug)]
struct Show {
    /// 条目编号#序号，或步骤编号 | ENTRY#N, or its id
    #[arg(value_name = "步骤 | STEP")]
    id: String,
}

impl Show {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let (ledger, lang) = (&session.ledger, call.lang);
        let step = Step::meant(ledger, &self.id)?;
        if call.globals.json {
            let steps = records_json(ledger, crate::domain::Section::Step, |id| id == step.id.as_str());
            return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "steps", "steps": steps })));
        }
        let title = ledger.get(&step.entry).map_or("", |entry| entry.title.as_str());
        let mut lines = vec![(lang.pick("条目", "Entry"), format!("{}  {title}", step.entry))];
        let fields = Step::fields().into_iter().filter(|field| field.word != "entry");
        lines.extend(fields.map(|field| (lang.pick(field.label.0, field.label.1), step.written(field.word, ledger, lang))));
        if let Some(standing) = step_standing(ledger, step, session.today) {
            let light = standing.verdict.light.label(lang);
            let why = standing.verdict.reason.sentence(lang);
            lines.push((lang.pick("状态", "Status"), standing_words(&standing, lang)));
            lines.push((lang.pick("灯", "Light"), format!("{light}{}{why}", lang.pick("：", ": "))));
        }
        let cells = lines.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
        let mut out = format!("{}\n", step.id);
        for (label, words) in lines.iter().filter(|(_, words)| !words.is_empty()) {
            out.push_str(&format!("  {}  {}\n", pad(label, cells), sanitize(words, false)));
        }
        for update in &step.updates {
            let period = update.period.map(|p| lang.pick(format!("，报 {}", p.label(lang)), format!(", on {}", p.label(lang))));
            let head =
                format!("{}  {}{}", update.at.written().format("%Y-%m-%d %H:%M"), update.by.label(ledger), period.unwrap_or_default());
            out.push_str(&format!("    {}\n", sanitize(&head, false)));
            for sentence in update.sentences_in(&step.updates, ledger, lang) {
                out.push_str(&format!("      {}\n", sanitize(&sentence, false)));
            }
        }
        Ok(Answer::text(out))
    }
}

/// 填报一个步骤的进展、状态、完成比例 | Report progress, status and percent of a step
#[derive(clap::Args, Debug)]
struct Tell {
    /// 条目编号#序号，或步骤编号 | ENTRY#N, or its id
    #[arg(value_name = "步骤 | STEP")]
    id: String,
    /// 进展；写 - 则从标准输入读 | Progress; - reads it from stdin
    #[arg(value_name = "进展 | TEXT")]
    progress: Option<String>,
    /// 问题 | Problems
    #[arg(long, value_name = "问题 | TEXT")]
    problems: Option<String>,
    /// 下一步 | Next steps
    #[arg(long, value_name = "打算 | TEXT")]
    next: Option<String>,
    /// 暂缓、终止的理由 | Why it is put off or given up
    #[arg(long, value_name = "理由 | WHY")]
    reason: Option<String>,
    #[command(flatten)]
    telling: Telling,
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
        if self.telling.names_a_part() {
            let (zh, en) = ("步骤不分各方，不用 --part、--whole", "a step has no parts: --part and --whole say nothing of it");
            return Err(CliError::usage(zh, en, "", ""));
        }
        let step = Step::meant(&session.ledger, &self.id)?.clone();
        let words = |words: &Option<String>| words.as_deref().map(text).transpose().map(Option::unwrap_or_default);
        let mut report =
            Report { progress: words(&self.progress)?, problems: words(&self.problems)?, next: words(&self.next)?, ..Report::default() };
        self.telling.fill(&mut report, self.reason.as_deref(), &session)?;
        let period = self.period.as_deref().map(|p| words::period("--period", p, session.today)).transpose()?;
        let change = session.recorder.report_on_step(&session.ledger, &step, &report, period);
        let change = change.map_err(|why| {
            let what = format!("{}{}", step.what, call.lang.pick("：", ": "));
            CliError::usage(&format!("{what}{}", why.say(Lang::Zh)), &format!("{what}{}", why.say(Lang::En)), "", "")
        })?;
        records::carry_out(call, &mut session, change, self.dry_run)
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
