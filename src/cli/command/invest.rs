use crate::cli::call::{Call, entry};
use crate::cli::caution::Caution;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::recording::Recording;
use crate::cli::words;
use crate::domain::{Asked, Asks, Done, Intent, Misread, News, Period, Wish, parse_amount};

/// 完成投资：填报项目一个季度完成的投资 | What was invested in a project in a quarter
#[derive(clap::Args, Debug)]
#[command(
    after_help = "金额为该期间当期完成的数，不是累计；同一期间再填一次即更正。以前年度没有分季数的，可以填全年；填了全年，其中各季不再计。
例：
  duban invest 专栏16#12 2025Q4 3500
  duban invest 专栏16#12 2024年 1.2亿 --as 密山市人民政府 | The amount is that of the period, not the sum so far; entered again for a period it corrects. Of former years without quarters the whole year may be given; it stands for the quarters in it.
Examples:
  duban invest 专栏16#12 2025Q4 3500
  duban invest 专栏16#12 2024 1.2亿 --as 密山市人民政府"
)]
pub(in crate::cli) struct Invest {
    /// 编号 | Its id
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 期间，如 2025Q4、上半年、2024年 | The period: 2025Q4, 2025H1, 2024
    #[arg(value_name = "期间 | PERIOD")]
    period: String,
    /// 当期完成的金额（万元） | The amount in 万元
    #[arg(value_name = "万元 | AMOUNT")]
    amount: String,
    #[command(flatten)]
    caution: Caution,
}

impl Invest {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open_to_record()?;
        let period = words::period("invest", &self.period, session.today)?;
        if matches!(period, Period::Days(..)) {
            let (zh, en) = (format!("`{}` 不是季度、半年或年", self.period), format!("`{}` is no quarter, half or year", self.period));
            return Err(CliError::usage(&zh, &en, "完成投资按季度填，如 2025Q4。", "Investment is told by quarters: 2025Q4."));
        }
        let wan = parse_amount(&self.amount).filter(|wan| *wan >= 0.0);
        let wan = wan.ok_or_else(|| CliError::about("invest", &Misread::Not(Asks::Amount, self.amount.clone())))?;
        let news = News { invested: Some(Done { period, wan }), ..News::on(session.today) };
        let intents = [Intent::Project(news)];
        let entry = entry(&session.ledger, &self.id)?.clone();
        let mut recording = Recording::default();
        recording.add(&session, &entry, &Wish { intents: &intents, period: Some(period), about: Asked::Usual })?;
        recording.carry_out(call, &mut session, self.caution)
    }
}
