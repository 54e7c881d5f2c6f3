use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::domain::{Criterion, Ledger};

acts! {
    /// 考核指标：公布的考核规则，每条计什么、多少分，各级单位可以不同 | Rules of the assessment: what each counts, for how many points, by level of body
    #[command(after_help = "例：
  duban criterion add 按期完成 --counts 按期完成率 --points 40
  duban criterion add 反馈 --counts 反馈及时率 --points 30 --county 20
  duban criterion list | Examples:
  duban criterion add 按期完成 --counts in-time --points 40
  duban criterion add 反馈 --counts reporting --points 30 --county 20
  duban criterion list")]
    Criteria of Criterion:
}

impl Filled for Criterion {
    const COMMAND: &'static str = "criterion";
    const SHOWN: &'static [&'static str] = &["counts", "points", "province", "city", "county", "township"];

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Criterion, CliError> {
        called(ledger, word, ("考核指标", "rule"))
    }
}
