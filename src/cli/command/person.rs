use chrono::NaiveDate;

use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::{Filled, called};
use crate::cli::out::Answer;
use crate::cli::records::carry_out;
use crate::cli::words;
use crate::domain::{Change, Ledger, Person};
use crate::profile::Session;
use crate::text::Lang;

acts! {
    /// 人员：责任人、分管领导、联系人，管一条或单位的全部事项 | Persons of bodies: who answers, is in charge or is the contact, for an entry or for all
    #[command(after_help = "例：
  duban person add 张三 --body 鸡西市农业农村局 --charge 联系人 --phone 0467-0000000
  duban person add 李四 --body 鸡西市农业农村局 --entry jixi-agri/五（一） --position 副局长
  duban person list | Examples:
  duban person add 张三 --body 鸡西市农业农村局 --charge contact --phone 0467-0000000
  duban person add 李四 --body 鸡西市农业农村局 --entry jixi-agri/五（一） --position 副局长
  duban person list")]
    Persons of Person: End(End)
}

/// 不再担任 | The person is it no more
#[derive(clap::Args, Debug)]
struct End {
    /// 编号，或只有一处用的姓名 | Its id, or the name where it stands once
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 最后一天；不写为今天 | The last day; today when left out
    #[arg(long, value_name = "日期 | DAY")]
    until: Option<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl End {
    fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let until = self.until.as_ref().map_or(Ok(session.today), |text| words::date_in("--until", text, &session))?;
        let ended = Person { until: Some(until), ..Person::meant(&session.ledger, &self.id)?.clone() };
        carry_out(call, &mut session, Change::amend(ended), self.dry_run)
    }
}

impl Filled for Person {
    const COMMAND: &'static str = "person";
    const SHOWN: &'static [&'static str] = &["position", "phone", "from", "until", "remark"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("姓名", "name"), ("单位", "body"), ("身份", "charge"), ("条目", "entry")];

    fn judged(&self, session: &Session, lang: Lang) -> Vec<String> {
        self.beside(session, lang).into_iter().map(|(_, words)| words).collect()
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        let all = || lang.pick("单位的全部事项", "all of the body's").to_owned();
        vec![
            (lang.pick("姓名", "name"), self.name.clone()),
            (lang.pick("单位", "body"), session.ledger.departments.name(&self.body).to_owned()),
            (lang.pick("身份", "charge"), self.charge.label(lang).to_owned()),
            (lang.pick("条目", "entry"), self.entry.as_ref().map_or_else(all, ToString::to_string)),
        ]
    }

    fn is_past(&self, _: &Ledger, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Person, CliError> {
        called(ledger, word, ("人员", "person"))
    }
}
