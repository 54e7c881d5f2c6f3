use crate::cli::acts::{self, Acts};
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::cli::records::Show;
use crate::domain::{Criterion, Ledger};

/// 考核指标：公布的考核规则，每条计什么、多少分，各级单位可以不同 | Rules of the assessment: what each counts, for how many points, by level of body
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban criterion add 按期完成 --counts 按期完成率 --points 40
  duban criterion add 反馈 --counts 反馈及时率 --points 30 --county 20
  duban criterion list | Examples:
  duban criterion add 按期完成 --counts in-time --points 40
  duban criterion add 反馈 --counts reporting --points 30 --county 20
  duban criterion list")]
pub(in crate::cli) struct Criteria {
    #[command(flatten)]
    acts: Acts<Criterion, Own>,
}

#[derive(clap::Subcommand, Debug)]
enum Own {
    Show(Show<Criterion>),
}

impl acts::Own for Own {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        match self {
            Own::Show(show) => show.run(call),
        }
    }
}

impl Criteria {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        self.acts.run(call)
    }
}

impl Filled for Criterion {
    const COMMAND: &'static str = "criterion";
    const SHOWN: &'static [&'static str] = &["counts", "points", "province", "city", "county", "township"];

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Criterion, CliError> {
        called(ledger, word, ("考核指标", "rule"))
    }
}
