use crate::cli::acts::acts;
use crate::cli::call::{Call, body};
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::merging::Merge;
use crate::cli::office::Office;
use crate::cli::out::Answer;
use crate::cli::records::Alias;
use crate::cli::renaming::Rename;
use crate::cli::splitting::{Split, Transfer};
use crate::domain::{Department, Ledger, Moment};
use crate::profile::Session;
use crate::report::{inspections, matters};
use crate::text::Lang;

acts! {
    /// 单位：列出、登记、修改、添简称、更名、撤并、分设、划转职责 | Bodies: list, enter, change, rename, merge, split them; hand duties over
    #[command(after_help = "例：
  duban body list 农业
  duban body add 鸡西市数据局
  duban body alias 鸡西市数据局 市数据局 数据局@jixi-agri
  duban body rename 鸡西市数据局 鸡西市数据和政务服务局 --from 2024-04-01
  duban body merge 鸡西市投资促进服务中心 --into 鸡西市商务局 --from 2024-04-01 --basis 黑编发〔2024〕3号
  duban body split 鸡西市农业农村局 --into 鸡西市农业局 鸡西市畜牧局 --rest 鸡西市农业局 --dry-run
  duban body transfer 鸡西市农业农村局 jixi-agri/五（一） --to 鸡西市商务局 --from 2024-04-01 --dry-run
  duban body office 鸡西市农业农村局 --dry-run | Examples:
  duban body list 农业
  duban body add 鸡西市数据局
  duban body alias 鸡西市数据局 市数据局 数据局@jixi-agri
  duban body rename 鸡西市数据局 鸡西市数据和政务服务局 --from 2024-04-01
  duban body merge 鸡西市投资促进服务中心 --into 鸡西市商务局 --from 2024-04-01 --basis 黑编发〔2024〕3号
  duban body split 鸡西市农业农村局 --into 鸡西市农业局 鸡西市畜牧局 --rest 鸡西市农业局 --dry-run
  duban body transfer 鸡西市农业农村局 jixi-agri/五（一） --to 鸡西市商务局 --from 2024-04-01 --dry-run
  duban body office 鸡西市农业农村局 --dry-run")]
    Bodies of Department: Alias(Alias<Department>), Rename(Rename<Department>), Merge(Merge), Split(Split), Transfer(Transfer), Office(Office)
}

impl Filled for Department {
    const COMMAND: &'static str = "body";
    const SHOWN: &'static [&'static str] =
        &["name", "level", "place", "group", "successor", "until", "aliases", "former", "members", "remark"];

    /// What it has to mend and to settle.
    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        let (ledger, today) = (&session.ledger, session.today);
        let findings = inspections::unsettled_of(ledger, &self.id, Moment::During(today));
        let findings = findings.iter().map(|one| (lang.pick("整改", "to mend"), inspections::line(ledger, one, lang)));
        let open = ledger.matters_on(today, None).filter(|one| one.is_open() && ledger.is_party(&self.id, one.matter));
        let open = open.map(|one| (lang.pick("会商", "matter"), matters::line(&one, lang)));
        findings.chain(open).collect()
    }

    fn names(&self) -> Vec<&str> {
        Department::names(self).collect()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Department, CliError> {
        body(ledger, "body", word, None)
    }
}
