use crate::cli::call::Call;
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::fillings::Fillings;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::domain::Entry;

/// 改条目所载的内容（界面里的 e）：标题、投资、地区、依据……；可一次改多条 | Change what entries state (e on the screen): title, investment, regions, remark and so on, of one or of many
#[derive(clap::Args, Debug)]
#[command(after_help = "进展、状态、时限、牵头的变化请用 set 和 note 记。
例：
  duban amend 专栏16#12 --investment 1.2亿 --region 虎林市、密山市
  duban amend 专栏16#12 --enterprise +某食品公司        加 + 是添加，不加是整列换掉
  duban amend 专栏16#12 --title 酒精加工项目 --dry-run | What happened (progress, status, deadline, lead) is recorded with set and note.
Examples:
  duban amend 专栏16#12 --investment 1.2亿 --region 虎林市、密山市
  duban amend 专栏16#12 --enterprise +某食品公司        with + it is added, without it the list is replaced
  duban amend 专栏16#12 --title 酒精加工项目 --dry-run")]
pub(in crate::cli) struct Amend {
    /// 编号；可写多个，也可用 --filter 选 | Ids; several may be given, or chosen with --filter
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    #[command(flatten)]
    amendments: Fillings<Entry>,
    #[command(flatten)]
    caution: Caution,
}

impl Amend {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if self.amendments.is_empty() {
            let (zh, en) = ("没有说要改什么", "it is not said what to change");
            return Err(CliError::usage(zh, en, "可改的见 --help。", "`--help` lists what can be changed."));
        }
        call.names_entries(&self.ids, ("没有说要改哪一条", "it is not said which entry"))?;
        let mut session = call.open_to_record()?;
        let (mut recording, mut left_out) = (Recording::default(), Vec::new());
        for place in call.chosen(&session, &self.ids)? {
            let entry = &session.ledger.entries()[place];
            let mut amended = entry.as_ref().clone();
            self.amendments.apply(&session, &mut amended)?;
            left_out.extend(self.amendments.left_out(entry, &amended, &session.ledger, call.lang));
            recording.amend(entry, amended);
        }
        left_out.dedup();
        Ok(recording.carry_out(call, &mut session, self.caution)?.remarks(left_out))
    }
}
