use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::near;
use crate::cli::out::Answer;
use crate::domain::{Enterprise, Ledger};
use crate::profile::Session;
use crate::text::Lang;

acts! {
    /// 企业：列出、登记、修改；条目和包联按名称和别名写到它 | Enterprises: list them, enter one, change what one states; entries and liaisons name them
    #[command(after_help = "例：
  duban enterprise list 食品
  duban enterprise add 某食品有限公司 --aliases 某食品 --sector 农产品加工 --size 中型 --monitored 是
  duban enterprise show 某食品 | Examples:
  duban enterprise list 食品
  duban enterprise add 某食品有限公司 --aliases 某食品 --sector 农产品加工 --size medium --monitored yes
  duban enterprise show 某食品")]
    Enterprises of Enterprise:
}

impl Filled for Enterprise {
    const COMMAND: &'static str = "enterprise";
    const SHOWN: &'static [&'static str] = &["place", "sector", "size", "monitored", "aliases"];
    const JUDGED: &'static [(&'static str, &'static str)] = &[("条目", "entries"), ("包联", "liaisons")];

    fn judged(&self, session: &Session, _: Lang) -> Vec<String> {
        let ledger = &session.ledger;
        let counts = [ledger.entries_of_enterprise(self).count(), ledger.liaisons_of_enterprise(self).count()];
        counts.map(|n| if n == 0 { String::new() } else { n.to_string() }).to_vec()
    }

    fn beside(&self, session: &Session, lang: Lang) -> Vec<(&'static str, String)> {
        let ledger = &session.ledger;
        let entries = ledger.entries_of_enterprise(self).map(|entry| (lang.pick("条目", "entry"), format!("{} {}", entry.id, entry.title)));
        let looked_after = ledger.liaisons_of_enterprise(self).map(|one| (lang.pick("包联领导", "leader"), one.leader.clone()));
        entries.chain(looked_after).collect()
    }

    fn names(&self) -> Vec<&str> {
        Enterprise::names(self).collect()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Enterprise, CliError> {
        ledger.enterprise_meant(word).ok_or_else(|| {
            let near = near::names(word, ledger.enterprises.iter().map(|one| one.names().collect()));
            CliError::nothing(("企业", "enterprise"), word, &near)
        })
    }
}
