use crate::cli::call::Call;
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::for_each;
use crate::cli::words;
use crate::domain::{Intent, News};

/// 项目阶段：从谋划到达产，停建、退库，和用地、环评等前期条件 | The stage of a project, and what is settled of what it needs
#[derive(clap::Args, Debug)]
#[command(after_help = "阶段：谋划 储备 前期 开工 在建 投产 达产 停建 退库。早于现阶段的日期作为补记，现阶段不变；登记错的用 duban undo。
前期条件：用地 环评 能评 资金 审批，另有 入统、其他；开工及以后的阶段要前五项都已落实，没有落实的会问，不拒绝。
例：
  duban stage 专栏16#12 开工 --on 2025-04-01 --basis 鸡发改〔2025〕3号 --met 全部
  duban stage 专栏16#12 停建 --reason 企业资金断链
  duban stage 专栏16#12 --met 入统 --on 9月28日
  duban stage --filter '类型:项目 阶段:未报阶段 地区:密山' 储备 --dry-run | Stages: conceived reserved preparing begun building working at_capacity halted withdrawn. A day before the present stage is entered beside it, and the present stage stays; what was entered by mistake is taken back with `duban undo`.
Conditions: land environment energy funds approval, and statistics, other; to be begun and what follows wants the first five settled: what is not is asked about, never refused.
Examples:
  duban stage 专栏16#12 begun --on 2025-04-01 --basis 'no. 3' --met all
  duban stage 专栏16#12 halted --reason 'the company ran out of money'
  duban stage 专栏16#12 --met statistics --on 2025-09-28
  duban stage --filter 'kind:project stage:none region:密山' reserved --dry-run")]
pub(in crate::cli) struct Stage {
    /// 编号和阶段；编号可写多个，也可用 --filter 选，阶段写在最后，不写则只改前期条件 | Ids, and the stage behind them; several may be given, or chosen with --filter; without a stage only conditions change
    #[arg(value_name = "编号 阶段 | ID STAGE")]
    words: Vec<String>,
    /// 到这个阶段、落实条件的那一天；不写为今天 | The day on which it came to the stage or something was settled; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    on: Option<String>,
    /// 依据的文件：批复、备案的文号 | The document it rests on
    #[arg(long, value_name = "文件 | DOCUMENT")]
    basis: Option<String>,
    /// 说明：为什么停建、退库，条件为什么没有落实 | Why it was halted or withdrawn, or something is not settled
    #[arg(long, value_name = "理由 | WHY")]
    reason: Option<String>,
    /// 已落实的条件，顿号隔开；“全部”为开工所需各项 | What is settled, with 、 between; `all` is what building needs
    #[arg(long, value_name = "条件 | CONDITIONS", action = clap::ArgAction::Append)]
    met: Vec<String>,
    /// 没有落实、又不落实了的条件 | What is not settled, or no longer
    #[arg(long, value_name = "条件 | CONDITIONS", action = clap::ArgAction::Append)]
    unmet: Vec<String>,
    #[command(flatten)]
    caution: Caution,
}

impl Stage {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut ids = self.words.clone();
        let stage = ids.last().and_then(|word| crate::domain::Stage::from_word(word));
        if stage.is_some() {
            ids.pop();
        }
        let (met, unmet) = (words::conditions("--met", &self.met)?, words::conditions("--unmet", &self.unmet)?);
        if stage.is_none() && met.is_empty() && unmet.is_empty() {
            return Err(match self.words.last() {
                Some(word) => words::stage(word).err(),
                None => None,
            }
            .unwrap_or_else(|| {
                let (zh, en) = ("没有说到了哪个阶段", "it is not said to which stage");
                CliError::usage(zh, en, "阶段写在编号后面，如 duban stage 专栏16#12 开工。", "The stage stands behind the ids.")
            }));
        }
        let today = call.today()?;
        let on = self.on.as_deref().map_or(Ok(today), |day| words::date("--on", day, today))?;
        let (basis, reason) = (self.basis.clone().unwrap_or_default(), self.reason.clone().unwrap_or_default());
        let news = News { stage, met, unmet, basis, reason, ..News::on(on) };
        for_each(call, &ids, &Intent::Project(news), self.caution)
    }
}
